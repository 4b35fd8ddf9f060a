//! The proposal beside today: what it would change, its picture, and the gaps that it would close and open. Nothing of it
//! stands among what is said of today.

use hashbrown::{HashMap, HashSet};
use serde::Serialize;

use super::super::ReportOptions;
use super::super::figures::{self, PageTable};
use super::super::listed::{Entry, Group, Kind, List, choose};
use super::super::pictures::{picture_id, proposed_options};
use super::super::records::Records;
use super::super::vertical::vertical;
use super::super::words::{say, svg};
use super::lists::list;
use super::{Content, PlacedPicture};
use crate::chain::SupplyChain;
use crate::model::Lang;
use crate::query::{Diagnosis, GapKey, Known, MarkedGap};
use crate::record::Category;
use crate::render::picture::{Answers, Picture};
use crate::say::{Sentence, View};

/// So many categories are drawn as they would be: those that the proposal changes most.
const MOST_PICTURES: usize = 3;

/// A table with what one has to know to read it.
#[derive(Debug, Serialize)]
pub(super) struct Noted {
    id: String,
    table: PageTable,
    notes: Vec<String>,
}

/// Today and the proposal in numbers, side by side.
#[derive(Debug, Serialize)]
pub(super) struct Compared {
    pub(super) brief: PageTable,
    pub(super) brief_notes: Vec<String>,
    tables: Vec<Noted>,
}

/// What the page shows of the proposal in one language.
#[derive(Debug, Serialize)]
pub(super) struct Shown {
    pub(super) compared: Compared,
    pictures: Vec<PlacedPicture>,
    lists: Vec<List>,
}

/// The chain as it would be.
pub(in crate::render::html) struct Proposal<'w> {
    view: View<'w>,
    diagnosis: Diagnosis<'w>,
    pictures: Vec<(&'w Category, Picture<'w>)>,
    /// What tells the gaps of today apart, and those that would be.
    today: HashSet<GapKey>,
    then: HashSet<GapKey>,
    options: &'w ReportOptions,
}

impl<'w> Proposal<'w> {
    pub(in crate::render::html) fn new(
        whole: &'w SupplyChain,
        today: &Diagnosis<'_>,
        options: &'w ReportOptions,
    ) -> Self {
        let diagnosis = whole.diagnose(&options.diagnosis);
        let [now, then] = [today.gap_keys(), diagnosis.gap_keys()];
        let most = options.pictures.min(MOST_PICTURES);
        let pictures =
            changed(&diagnosis, today, now.symmetric_difference(&then)).into_iter().take(most).map(|category| {
                let options = proposed_options(whole, category, Lang::En);
                (category, Picture::with(whole, Answers::from(&diagnosis), &options))
            });
        let pictures = pictures.collect();
        Self { view: View::new(whole), diagnosis, pictures, today: now, then, options }
    }

    pub(in crate::render::html) const fn diagnosis(&self) -> &Diagnosis<'w> {
        &self.diagnosis
    }

    /// What the page shows of it beside what it shows of today.
    pub(super) fn shown(&self, today: &Content<'_, '_>, lang: Lang) -> Option<Shown> {
        let compared = today.diagnosis.compared_with_proposal?;
        let nowhere = Records::new(self.view.chain());
        let noted = |table: crate::say::Table<'w>| {
            let figure = figures::figure(table, super::CATEGORY_ROWS, None, &nowhere, lang);
            Noted { id: figure.id, table: figure.table, notes: figure.notes }
        };
        let brief = noted(self.view.compared(compared, today.diagnosis, &self.diagnosis));
        let tables = vec![
            noted(self.view.compared_gaps(today.diagnosis, &self.diagnosis)),
            noted(self.view.compared_throughput(today.diagnosis, &self.diagnosis)),
        ];
        let closed = entries(today.view, today.diagnosis, "closed", &self.then, self.options, lang);
        let opened = entries(&self.view, &self.diagnosis, "opened", &self.today, self.options, lang);
        Some(Shown {
            compared: Compared { brief: brief.table, brief_notes: brief.notes, tables },
            pictures: self.pictures.iter().map(|(category, picture)| self.placed(category, picture, lang)).collect(),
            lists: vec![
                list("closed", say(lang, "Gaps that it would close", "可消除的断点"), closed, lang),
                list("opened", say(lang, "Gaps that it would open", "方案新带来的断点"), opened, lang),
            ],
        })
    }

    fn placed(&self, category: &'w Category, drawn: &Picture<'w>, lang: Lang) -> PlacedPicture {
        let chain = self.view.chain();
        let redrawn = (lang != Lang::En).then(|| drawn.redrawn(&proposed_options(chain, category, lang)));
        let picture = redrawn.as_ref().unwrap_or(drawn);
        let name = category.label(lang);
        PlacedPicture {
            id: format!("{}-proposed", picture_id(chain, Some(category), lang)),
            category: String::new(),
            name: name.to_owned(),
            label: match lang {
                Lang::En => format!("Picture of the relay with the proposal: {name}"),
                Lang::Zh => format!("方案实施后的接力图：{name}"),
            },
            line: None,
            is_legible: picture.is_legible_on_paper(),
            list: Some(vertical(picture, category, &self.diagnosis, None, lang)),
            svg: svg(picture.to_lean_svg()),
        }
    }
}

/// The categories that the proposal changes, those with most gaps closed or opened first.
fn changed<'w, 'k>(
    with: &Diagnosis<'w>,
    today: &Diagnosis<'_>,
    other_gaps: impl Iterator<Item = &'k GapKey>,
) -> Vec<&'w Category> {
    let mut gaps: HashMap<&str, usize> = HashMap::new();
    for category in other_gaps.filter_map(|gap| gap.category.as_ref()) {
        *gaps.entry(category.as_str()).or_default() += 1;
    }
    let before: HashMap<&str, Option<f64>> =
        today.throughput.iter().map(|row| (row.category.id.as_str(), row.products_per_year)).collect();
    let mut changed: Vec<(usize, &'w Category)> = with
        .throughput
        .iter()
        .map(|row| {
            let id = row.category.id.as_str();
            let is_other = before.get(id) != Some(&row.products_per_year);
            (gaps.get(id).copied().unwrap_or_default() + usize::from(is_other), row.category)
        })
        .filter(|(changes, _)| *changes > 0)
        .collect();
    // Stable: of equally many changes, by id.
    changed.sort_by_key(|(changes, _)| std::cmp::Reverse(*changes));
    changed.into_iter().map(|(_, category)| category).collect()
}

/// The gaps of a diagnosis that are not among others, kind by kind.
fn entries<'c>(
    view: &View<'c>,
    diagnosis: &Diagnosis<'c>,
    name: &str,
    others: &HashSet<GapKey>,
    options: &ReportOptions,
    lang: Lang,
) -> Vec<Group> {
    let own: Vec<(MarkedGap<'_, 'c>, bool)> = diagnosis
        .marked_gaps()
        .zip(diagnosis.blank_gaps())
        .filter(|(marked, _)| !others.contains(&marked.gap.key()))
        .collect();
    let kinds = own.iter().map(|(marked, is_blank)| Kind {
        spelling: marked.gap.kind().as_str(),
        severity: marked.severity(),
        degree: marked.known.map(Known::degree),
        is_blank: *is_blank,
    });
    let told = |number: usize| -> Sentence<'c> {
        view.marked_gaps([own[number].0]).next().expect("there is a sentence about everything")
    };
    let nowhere = Records::new(view.chain());
    let groups = choose(kinds, options.entries_per_kind, &std::collections::BTreeSet::new(), told);
    let group = |told: &super::super::listed::Told<Sentence<'c>>| {
        let entry = |(number, sentence): &(usize, Sentence<'c>)| {
            Entry::new(format!("{lang}-{name}-{number}"), sentence, None, &nowhere, lang)
        };
        Group::new(told, told.listed.iter().map(entry).collect(), lang)
    };
    groups.iter().map(group).collect()
}
