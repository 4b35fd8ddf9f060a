//! One language of the page.

mod brief;
mod chapters;
mod head;
mod lists;
mod proposal;

use std::collections::{BTreeMap, BTreeSet};

use minijinja::context;
use minijinja::value::Serde;
use serde::Serialize;

use super::ReportOptions;
use super::environment::environment;
use super::facets::word_of;
use super::figures::{self, PageTable};
use super::filters::filters;
use super::listed::{Kind, Told, choose, mentions, named, named_in_print};
use super::pictures::{first_gaps, picture_id, picture_options, pictured};
use super::records::{MOST_PRINTED_RECORDS, MOST_PRINTED_SOURCES, MOST_SOURCES, Records, source_anchor};
use super::vertical::{Vertical, vertical};
use super::words::{Svg, say, svg};
use crate::model::Lang;
use crate::query::{Diagnosis, Known, MarkedFinding};
use crate::record::Category;
use crate::render::picture::{Answers, PedigreePicture, Picture};
use crate::say::{self, BriefFinding, Sentence, View};

use head::{contents, evidence, facts, summary_head};
pub(super) use proposal::Proposal;

/// How many tables of a row for each category show.
pub(super) const CATEGORY_ROWS: usize = 40;

/// So many remarks are listed; the others are counted.
const MOST_REMARKS: usize = 100;

/// One language, rendered.
#[derive(Debug, Serialize)]
pub(super) struct Edition {
    pub(super) lang: Lang,
    /// The language as attributes spell it.
    tag: &'static str,
    /// The language as its readers call it.
    language: &'static str,
    title: String,
    body: Svg,
}

/// What the page holds in every language: what is listed, drawn, and referred to.
pub(super) struct Content<'a, 'c> {
    pub(super) view: &'a View<'c>,
    pub(super) diagnosis: &'a Diagnosis<'c>,
    pub(super) options: &'a ReportOptions,
    /// The pictures, of all categories and of each that has one of its own. What is in them is looked for once.
    pictures: Vec<(Option<&'c Category>, Picture<'c>)>,
    pub(super) gaps: Vec<Told<Sentence<'c>>>,
    pub(super) bottlenecks: Vec<Told<Sentence<'c>>>,
    pub(super) findings: Vec<Told<Sentence<'c>>>,
    pub(super) findings_to_hear: Vec<BriefFinding<'c>>,
    pub(super) summary: Vec<Sentence<'c>>,
    pub(super) records: Records<'c>,
    /// The core parents of the categories with most of them, drawn once for both languages.
    pub(super) pedigrees: Vec<(&'c Category, PedigreePicture<'c>)>,
}

/// A picture as it stands on the page.
#[derive(Debug, Serialize)]
pub(super) struct PlacedPicture {
    pub(super) id: String,
    pub(super) category: String,
    pub(super) name: String,
    pub(super) label: String,
    /// What gets through the category.
    pub(super) line: Option<Svg>,
    /// Whether its words are large enough on paper.
    pub(super) is_legible: bool,
    /// The same from top to bottom, where it is of one category.
    pub(super) list: Option<Vertical>,
    pub(super) svg: Svg,
}

impl<'a, 'c> Content<'a, 'c> {
    pub(super) fn new(view: &'a View<'c>, diagnosis: &'a Diagnosis<'c>, options: &'a ReportOptions) -> Self {
        let chain = view.chain();
        let pictured = pictured(chain, diagnosis, options.pictures).into_iter().map(Some);
        let pictures: Vec<(Option<&Category>, Picture<'c>)> = std::iter::once(None)
            .chain(pictured)
            .map(|category| {
                let options = picture_options(chain, category, Lang::En);
                (category, Picture::with(chain, Answers::from(diagnosis), &options))
            })
            .collect();
        let most = options.entries_per_kind;
        let gap = |number| told(view.marked_gaps([diagnosis.marked_gap(number)]));
        let bottleneck = |number| told(view.bottlenecks([&diagnosis.bottlenecks[number]]));
        let finding = |number| told(say::marked_findings([diagnosis.marked_finding(number)]));
        let gaps = diagnosis.marked_gaps().zip(diagnosis.blank_gaps()).map(|(marked, is_blank)| Kind {
            degree: marked.known.map(Known::degree),
            is_blank,
            ..Kind::new(marked.gap.kind().as_str(), marked.severity())
        });
        let bottlenecks = diagnosis.bottlenecks.iter().map(|own| Kind::new(own.kind().as_str(), own.severity()));
        let findings = diagnosis.marked_findings().map(|MarkedFinding { finding, degree }| Kind {
            degree,
            ..Kind::new(finding.kind().as_str(), finding.severity())
        });
        let findings_to_hear = view.brief(diagnosis);
        // What the brief tells is listed, however many there are.
        let heard = |name: &str| -> BTreeSet<usize> {
            let of_list = findings_to_hear.iter().filter(|own| Self::list_of(&own.what) == name);
            of_list.filter_map(|own| own.what.number).collect()
        };
        let linked: BTreeSet<usize> =
            pictures.iter().flat_map(|(_, picture)| first_gaps(picture)).chain(heard("gap")).collect();
        let [heard_bottlenecks, heard_findings] = [heard("bottleneck"), heard("finding")];
        let mut content = Self {
            view,
            diagnosis,
            options,
            pictures,
            gaps: choose(gaps, most, &linked, gap),
            bottlenecks: choose(bottlenecks, most, &heard_bottlenecks, bottleneck),
            findings: choose(findings, most, &heard_findings, finding),
            findings_to_hear,
            summary: view.summary(diagnosis),
            records: Records::new(chain),
            pedigrees: figures::pedigrees(chain, &diagnosis.pedigree, options.pictures),
        };
        content.refer();
        content
    }

    /// Gives a place to every record that something refers to.
    fn refer(&mut self) {
        let chain = self.view.chain();
        let mut records = Records::new(chain);
        let listed = [&self.gaps, &self.bottlenecks, &self.findings].into_iter().flatten();
        let listed = listed.flat_map(|told| told.listed.iter().map(|(_, sentence)| sentence));
        let heard = self.findings_to_hear.iter().map(|finding| &finding.what);
        listed.chain(&self.summary).chain(heard).for_each(|sentence| records.refer_to(named(sentence, chain)));
        for table in self.tables_of_organizations() {
            for row in table.rows.iter().take(self.options.table_rows) {
                records.refer_to(figures::named(row, chain));
            }
        }
        self.records = records;
    }

    /// The tables whose rows name organizations.
    fn tables_of_organizations(&self) -> [say::Table<'c>; 4] {
        let (view, diagnosis, rows) = (self.view, self.diagnosis, self.options.table_rows);
        [
            view.most_loaded(&diagnosis.load, rows),
            view.connectors(&diagnosis.connectors, &diagnosis.connector_summary, rows),
            view.concentration(&diagnosis.concentration, rows),
            view.active_period(&diagnosis.active_period),
        ]
    }

    pub(super) fn edition(&self, proposal: Option<&Proposal<'_>>, lang: Lang) -> Edition {
        let (view, diagnosis, chain) = (self.view, self.diagnosis, self.view.chain());
        let title = chain
            .name()
            .map_or(say(lang, "The seed-technology supply chain", "种业技术供应链"), |name| name.get(lang));
        let tag = say(lang, "en", "zh-Hans");
        // Of the gaps that are listed, where each is marked.
        let mut marks: BTreeMap<usize, Option<String>> =
            self.gaps.iter().flat_map(|told| &told.listed).map(|(number, _)| (*number, None)).collect();
        let pictures: Vec<PlacedPicture> = self
            .pictures
            .iter()
            .map(|(category, picture)| {
                if lang == Lang::En {
                    return self.placed(*category, picture, &mut marks, lang);
                }
                let picture = picture.redrawn(&picture_options(chain, *category, lang));
                self.placed(*category, &picture, &mut marks, lang)
            })
            .collect();
        let lists = [self.gap_list(&marks, lang), self.bottleneck_list(lang), self.finding_list(lang)];
        let mentions = mentions(&lists);
        let printed = named_in_print(&lists, MOST_PRINTED_RECORDS);
        let [organizations, projects, demands] = self.records.entries(&mentions, &printed, lang);
        let assumptions =
            figures::figure(view.assumptions(&diagnosis.throughput), CATEGORY_ROWS, None, &self.records, lang);
        let summary = self.summary(lang);
        let chapters = self.chapters(lang);
        let shown = proposal.and_then(|proposal| proposal.shown(self, lang));
        let remarks_count: usize = diagnosis.remark_counts.iter().map(|of| of.count).sum();
        let environment = environment(lang);
        let template = environment.get_template("edition.html").expect("the template is there");
        let context = context! {
            lang => value(lang),
            is_first => lang == self.options.lang,
            tag => tag,
            title => title,
            facts => facts(diagnosis, chain, lang),
            evidence => evidence(diagnosis.chain.evidence, lang),
            brief => self.brief(shown.as_ref().map(|shown| &shown.compared), lang),
            summary_head => summary_head(summary.len(), lang),
            summary => summary,
            gap_counts => value(self.gap_counts(lang)),
            contents => contents(&lists, &chapters, shown.is_some(), !diagnosis.remarks.is_empty(), lang),
            proposal => value(shown),
            filters => value(filters(chain, diagnosis, lang)),
            pictures => value(pictures),
            pictures_left_out => if chain.categories().len() < 2 { 0 } else { (chain.categories().len() + 1).saturating_sub(self.pictures.len()) },
            chapters => value(chapters),
            lists => value(lists),
            remarks => remarks(diagnosis, lang),
            remarks_count => remarks_count,
            remarks_left_out => remarks_count - diagnosis.remarks.len().min(MOST_REMARKS),
            records_note => self.records_note(lang),
            records => [
                context! { name => say(lang, "Organizations", "组织"), entries => value(organizations) },
                context! { name => say(lang, "Projects", "项目"), entries => value(projects) },
                context! { name => say(lang, "Demands", "需求"), entries => value(demands) },
            ],
            topics => topics(lang),
            assumptions => value(assumptions),
            sources => value(self.sources(lang)),
        };
        Edition {
            lang,
            tag,
            language: say(lang, "English", "中文"),
            title: title.to_owned(),
            body: svg(template.render(context).expect("the template fits what it is given")),
        }
    }

    /// A picture with its place on the page; notes for each gap that is asked for where it is marked.
    fn placed(
        &self,
        category: Option<&'c Category>,
        picture: &Picture<'c>,
        marks: &mut BTreeMap<usize, Option<String>>,
        lang: Lang,
    ) -> PlacedPicture {
        let chain = self.view.chain();
        let id = picture_id(chain, category, lang);
        for (number, mark) in picture.marks().iter().enumerate() {
            for gap in &mark.gaps {
                // A picture of one category shows more than that of all.
                marks.entry(*gap).and_modify(|mark| *mark = Some(format!("#{}", picture.mark_id(number))));
            }
        }
        let name = category.map_or(say(lang, "All categories", "全部品类"), |category| category.label(lang));
        PlacedPicture {
            id,
            category: category.map(|category| word_of(chain, category)).unwrap_or_default(),
            name: name.to_owned(),
            label: match lang {
                Lang::En => format!("Picture of the relay: {name}"),
                Lang::Zh => format!("接力图：{name}"),
            },
            line: category.and_then(|category| self.gets_through(category, lang)),
            is_legible: picture.is_legible_on_paper(),
            list: category
                .or_else(|| self.only_category())
                .map(|category| vertical(picture, category, self.diagnosis, Some(&format!("{lang}-gap-")), lang)),
            svg: svg(picture.to_lean_svg()),
        }
    }

    /// The category of a chain with one.
    fn only_category(&self) -> Option<&'c Category> {
        let [only] = self.view.chain().categories() else { return None };
        Some(only)
    }

    /// What gets through a category, and what limits it.
    fn gets_through(&self, category: &Category, lang: Lang) -> Option<Svg> {
        let row = self.diagnosis.throughput.iter().find(|row| row.category.id == category.id)?;
        let sentence = told(self.view.throughput_sentences([row]));
        Some(self.records.said(sentence.parts(lang), lang))
    }

    /// The style sheet of the pictures: it stands once on the page.
    pub(super) fn sheet(&self) -> String {
        self.pictures.first().map(|(_, picture)| picture.sheet()).unwrap_or_default()
    }

    fn gap_counts(&self, lang: Lang) -> PageTable {
        let table = self.view.marked_gap_counts(say(lang, "Gaps", "数量"), self.diagnosis.marked_gaps());
        figures::figure(table, usize::MAX, None, &self.records, lang).table
    }

    fn records_note(&self, lang: Lang) -> String {
        let chain = self.view.chain();
        let (listed, all) =
            (self.records.len(), chain.organizations().len() + chain.projects().len() + chain.demands().len());
        match lang {
            Lang::En => format!(
                "The {listed} of {all} organizations, projects and demands that a sentence of this page rests on, as \
                 the document has them."
            ),
            Lang::Zh => format!("组织、项目与需求共{all}条，此处列出本页各句所依据的{listed}条，内容与文档一致。"),
        }
    }

    /// The sources, each with a place to link to.
    fn sources(&self, lang: Lang) -> PageTable {
        let table = figures::figure(self.view.sources(), MOST_SOURCES, None, &self.records, lang).table;
        let anchors = (0..table.rows.len()).map(|number| source_anchor(number, lang)).collect();
        PageTable { anchors, most_printed: Some(MOST_PRINTED_SOURCES), ..table }
    }
}

/// A value for the templates.
pub(super) fn value(value: impl Serialize) -> minijinja::Value {
    minijinja::Value::from(Serde(value))
}

/// The one sentence about one thing.
fn told<'c>(mut sentences: impl Iterator<Item = Sentence<'c>>) -> Sentence<'c> {
    sentences.next().expect("there is a sentence about everything")
}

/// What is probably not meant, as far as the page lists it.
fn remarks(diagnosis: &Diagnosis<'_>, lang: Lang) -> Vec<String> {
    diagnosis.remarks.iter().take(MOST_REMARKS).map(|remark| remark.message(lang)).collect()
}

/// The definitions, topic by topic.
fn topics(lang: Lang) -> Vec<minijinja::Value> {
    let definitions = say::definitions(lang);
    let topics = definitions.chunk_by(|a, b| a.topic == b.topic);
    topics.map(|terms| context! { topic => terms[0].topic.label(lang), terms => value(terms) }).collect()
}
