//! Which of many entries the page lists, and how they stand there.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

use super::facets::Facets;
use super::records::{Link, Mentions, Record, Records};
use super::words::{Svg, say};
use crate::chain::SupplyChain;
use crate::model::{Evidence, Lang};
use crate::query::Degree;
use crate::rules::Severity;
use crate::say::{self as said, Sentence};

/// So many of the records that a sentence rests on are named.
const MOST_NAMED: usize = 12;

/// Of more, these; the others are counted.
const FIRST_NAMED: usize = 4;

/// So many entries of a kind are printed: paper cannot be searched, and a report of hundreds of sheets is read by nobody.
/// What the filters have chosen is printed whole.
const MOST_PRINTED: usize = 8;

/// How many of so many records are named.
const fn named_of(records: usize) -> usize {
    if records > MOST_NAMED { FIRST_NAMED } else { records }
}

/// A kind of gap, bottleneck or finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// How JSON spells it.
    pub(super) spelling: &'static str,
    pub(super) severity: Severity,
    /// How far it is known, where that was asked.
    pub(super) degree: Option<Degree>,
    /// Whether it is a blank of the document before it is anything else.
    pub(super) is_blank: bool,
}

impl Kind {
    /// A kind of which nobody asked how far it is known.
    pub(super) const fn new(spelling: &'static str, severity: Severity) -> Self {
        Self { spelling, severity, degree: None, is_blank: false }
    }

    /// What is certain stands first, what is on record next, and blanks of the document last.
    fn place(self) -> (bool, bool) {
        (self.degree == Some(Degree::Possible), self.is_blank)
    }
}

/// What the page tells of one kind.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told<T> {
    pub(super) kind: Kind,
    /// How many there are.
    pub(super) count: usize,
    /// Those that are listed, in order, each with its number.
    pub(super) listed: Vec<(usize, T)>,
}

/// Chooses what to list: of each kind the first, and all that something links to. Kinds stand in the order of how far they
/// are known, and then as they first occur.
pub(super) fn choose<T>(
    kinds: impl IntoIterator<Item = Kind>,
    per_kind: usize,
    linked: &BTreeSet<usize>,
    tell: impl Fn(usize) -> T,
) -> Vec<Told<T>> {
    let mut chosen: Vec<Told<T>> = Vec::new();
    for (number, kind) in kinds.into_iter().enumerate() {
        let place = chosen.iter().position(|other| other.kind == kind).unwrap_or_else(|| {
            chosen.push(Told { kind, count: 0, listed: Vec::new() });
            chosen.len() - 1
        });
        let own = &mut chosen[place];
        own.count += 1;
        if own.count <= per_kind || linked.contains(&number) {
            own.listed.push((number, tell(number)));
        }
    }
    // Stable: within what is known alike, the order of before.
    chosen.sort_by_key(|told| told.kind.place());
    chosen
}

/// One sentence of a list.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    id: String,
    said: Svg,
    /// What would settle it, where it is only possible.
    settled_by: Option<String>,
    severity: Option<Severity>,
    facets: Facets,
    links: Vec<Link>,
    more_links: usize,
    picture: Option<String>,
    /// Whether it is among the first of its kind.
    is_printed: bool,
    /// What the links are to.
    #[serde(skip)]
    named: Vec<Record>,
}

impl Entry {
    pub(super) fn new(
        id: String,
        sentence: &Sentence<'_>,
        picture: Option<String>,
        records: &Records<'_>,
        lang: Lang,
    ) -> Self {
        let chain = records.chain();
        let mut named = records_of(sentence, chain);
        let more_links = named.len() - named_of(named.len());
        named.truncate(named_of(named.len()));
        Self {
            id,
            severity: sentence.severity,
            facets: facets_of(sentence, chain),
            links: records.links(named.iter().copied(), lang),
            named,
            more_links,
            picture,
            is_printed: true,
            said: records.said(sentence.parts(lang), lang),
            settled_by: sentence.settled_by.as_ref().map(|words| words.text(lang)),
        }
    }
}

/// The records that a sentence names: those that the page must have a place for.
pub(super) fn named(sentence: &Sentence<'_>, chain: &SupplyChain) -> Vec<Record> {
    let mut records = records_of(sentence, chain);
    records.truncate(named_of(records.len()));
    records
}

fn records_of(sentence: &Sentence<'_>, chain: &SupplyChain) -> Vec<Record> {
    let records = sentence.about.records.iter();
    records.filter_map(|record| Record::of(chain, *record)).collect()
}

fn facets_of(sentence: &Sentence<'_>, chain: &SupplyChain) -> Facets {
    let about = &sentence.about;
    let mut facets = Facets::of_evidence(about.evidence.unwrap_or(Evidence::Documented));
    facets.kind(sentence.kind);
    if let Some(number) = about.category.and_then(|id| chain.category_number(id)) {
        facets.category(number);
    } else {
        // What concerns an organization as a whole is of all categories that it works in.
        for record in &about.records {
            let said::Record::Organization(organization) = record else { continue };
            for place in chain.works_at().of(organization.number()) {
                facets.category(place.category as usize);
            }
        }
    }
    for stage in &about.stages {
        facets.stage(*stage);
    }
    for kind in &about.kinds {
        facets.kind(kind.as_str());
    }
    facets
}

/// How far something is known. Certain and possible entries of a kind stand in groups of their own.
#[derive(Debug, Serialize)]
pub(super) struct Certainty {
    key: &'static str,
    label: &'static str,
}

impl Certainty {
    pub(super) const fn of(degree: Degree, lang: Lang) -> Self {
        Self { key: degree.as_str(), label: degree.label(lang) }
    }
}

/// The entries of one kind, as they stand on the page.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    name: &'static str,
    /// What the kind means.
    meaning: &'static str,
    severity: Severity,
    certainty: Option<Certainty>,
    count: usize,
    left_out: usize,
    /// How many are printed, where that is not all that are listed.
    printed: Option<usize>,
    entries: Vec<Entry>,
}

impl Group {
    pub(super) fn new(told: &Told<Sentence<'_>>, mut entries: Vec<Entry>, lang: Lang) -> Self {
        let Kind { spelling: kind, severity, degree, is_blank } = told.kind;
        let blank = || Certainty { key: "blank", label: say(lang, "missing data", "数据缺失") };
        let certainty = if is_blank { Some(blank()) } else { degree.map(|degree| Certainty::of(degree, lang)) };
        let definition = said::definition(kind, lang);
        let (name, meaning) = definition.map_or((kind, ""), |definition| (definition.term, definition.meaning));
        entries.iter_mut().skip(MOST_PRINTED).for_each(|entry| entry.is_printed = false);
        let printed = Some(MOST_PRINTED).filter(|printed| *printed < entries.len());
        let left_out = told.count - entries.len();
        Self { name, meaning, severity, certainty, count: told.count, left_out, printed, entries }
    }

    pub(super) const fn count(&self) -> usize {
        self.count
    }
}

/// A section of entries.
#[derive(Debug, Serialize)]
pub(super) struct List {
    pub(super) id: String,
    pub(super) name: Cow<'static, str>,
    pub(super) count: usize,
    pub(super) notes: Vec<String>,
    pub(super) groups: Vec<Group>,
}

/// By which sentences each record is named.
pub(super) fn mentions(lists: &[List]) -> Mentions<'_> {
    let mut mentions = Mentions::new();
    for group in lists.iter().flat_map(|list| &list.groups) {
        for entry in &group.entries {
            for record in &entry.named {
                mentions.entry(*record).or_default().push((group.name, entry.id.as_str()));
            }
        }
    }
    mentions
}

/// The records that printed sentences name, in the order of the sentences: at most so many.
pub(super) fn named_in_print(lists: &[List], most: usize) -> BTreeSet<Record> {
    let groups = lists.iter().flat_map(|list| &list.groups);
    let entries = groups.flat_map(|group| &group.entries).filter(|entry| entry.is_printed);
    let mut printed = BTreeSet::new();
    for record in entries.flat_map(|entry| &entry.named) {
        if printed.len() == most {
            break;
        }
        printed.insert(*record);
    }
    printed
}

#[cfg(test)]
mod tests {
    use super::{Degree, Kind, Severity, Told, choose};

    #[test]
    fn what_is_certain_is_listed_before_what_is_possible_and_blanks_are_last() {
        let kind = |degree, is_blank| Kind { degree: Some(degree), is_blank, ..Kind::new("a", Severity::Notice) };
        let [certain, possible, blank] =
            [kind(Degree::Certain, false), kind(Degree::Possible, false), kind(Degree::Possible, true)];
        let listed = choose([blank, possible, blank, certain], 5, &[].into(), |_| ());
        assert_eq!(listed.iter().map(|told| told.kind).collect::<Vec<_>>(), [certain, possible, blank]);
    }

    #[test]
    fn the_first_of_each_kind_are_listed_and_what_is_linked_to() {
        let [a, b] = [Kind::new("a", Severity::Notice), Kind::new("b", Severity::Warning)];
        let chosen = choose([b, a, b, b, b], 2, &[4].into(), |number| number * 10);
        let listed = |kind, count, listed: &[usize]| Told {
            kind,
            count,
            listed: listed.iter().map(|number| (*number, number * 10)).collect(),
        };
        assert_eq!(chosen, [listed(b, 4, &[0, 2, 4]), listed(a, 1, &[1])]);
    }
}
