//! The records that the page refers to, each with a place of its own to link to.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;

use super::facets::Facets;
use super::words::{Svg, say, shortened, stage_name, svg};
use crate::chain::{OrganizationRef, ProjectRef, SupplyChain};
use crate::model::{Evidence, Lang, SourceId, SourceKind, whole_label};
use crate::record::{Field, FieldKind, FieldValue, Fields, RecordList};
use crate::say::{self as said, Cell};
use crate::text::markup::markup;

/// Of the sentences that name a record, so many are linked to from it.
const MOST_MENTIONS: usize = 16;

/// The sentences that name each record: what they tell, and their ids.
pub(super) type Mentions<'l> = BTreeMap<Record, Vec<(&'static str, &'l str)>>;

/// A record that can be linked to, by its number in the order of ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Record {
    Organization(usize),
    Project(usize),
    Demand(usize),
}

impl From<OrganizationRef<'_>> for Record {
    fn from(organization: OrganizationRef<'_>) -> Self {
        Self::Organization(organization.number())
    }
}

impl From<ProjectRef<'_>> for Record {
    fn from(project: ProjectRef<'_>) -> Self {
        Self::Project(project.number())
    }
}

impl Record {
    /// What is said to be about a record, if it is one that can be linked to.
    pub(super) fn of(chain: &SupplyChain, record: said::Record<'_>) -> Option<Self> {
        match record {
            said::Record::Organization(organization) => Some(organization.into()),
            said::Record::Project(project) => Some(project.into()),
            said::Record::Demand(demand) => chain.demand_number(demand.id.as_str()).map(Self::Demand),
            said::Record::Category(_) | said::Record::Germplasm(_) | said::Record::Source(_) => None,
        }
    }

    /// Its id on the page. Ids of the document may hold anything; numbers cannot break out of an attribute.
    fn anchor(self, lang: Lang) -> String {
        match self {
            Self::Organization(number) => format!("{lang}-organization-{number}"),
            Self::Project(number) => format!("{lang}-project-{number}"),
            Self::Demand(number) => format!("{lang}-demand-{number}"),
        }
    }

    pub(super) fn label(self, chain: &SupplyChain, lang: Lang) -> &str {
        match self {
            Self::Organization(number) => chain.numbered_organization(number).record().label(lang),
            Self::Project(number) => chain.numbered_project(number).record().label(lang),
            Self::Demand(number) => chain.demands()[number].label(lang),
        }
    }

    /// Its id, and all of its name, however long.
    fn named(self, chain: &SupplyChain, lang: Lang) -> (&str, &str) {
        let (name, id) = match self {
            Self::Organization(number) => {
                let record = chain.numbered_organization(number).record();
                (&record.name, record.id.as_str())
            }
            Self::Project(number) => {
                let record = chain.numbered_project(number).record();
                (&record.title, record.id.as_str())
            }
            Self::Demand(number) => (&chain.demands()[number].title, chain.demands()[number].id.as_str()),
        };
        (id, whole_label(name.as_ref(), id, lang))
    }

    pub(super) fn evidence(self, chain: &SupplyChain) -> Evidence {
        match self {
            Self::Organization(number) => chain.numbered_organization(number).evidence(),
            Self::Project(number) => chain.numbered_project(number).evidence(),
            Self::Demand(number) => chain.demands()[number].evidence,
        }
    }
}

/// A link to a record; without a place to link to, its name.
#[derive(Debug, Serialize)]
pub(super) struct Link {
    label: String,
    href: Option<String>,
}

/// One fact of a record.
#[derive(Debug, Serialize)]
pub(super) struct Fact {
    what: &'static str,
    text: String,
    links: Vec<Link>,
}

/// What the page tells of a record.
#[derive(Debug, Serialize)]
pub(super) struct RecordEntry {
    id: String,
    /// Its id in the document.
    record: String,
    name: String,
    what: String,
    evidence: Evidence,
    facets: Facets,
    facts: Vec<Fact>,
    /// The sentences that name it.
    mentions: Vec<Link>,
    more_mentions: usize,
    source: Option<Link>,
    is_printed: bool,
}

/// All records that something on the page refers to.
#[derive(Debug)]
pub(super) struct Records<'c> {
    chain: &'c SupplyChain,
    referred: BTreeSet<Record>,
}

impl<'c> Records<'c> {
    pub(super) fn new(chain: &'c SupplyChain) -> Self {
        Self { chain, referred: BTreeSet::new() }
    }

    pub(super) const fn chain(&self) -> &'c SupplyChain {
        self.chain
    }

    /// Gives records a place on the page.
    pub(super) fn refer_to(&mut self, records: impl IntoIterator<Item = Record>) {
        self.referred.extend(records);
    }

    /// How many records have a place.
    pub(super) fn len(&self) -> usize {
        self.referred.len()
    }

    /// A link to a record.
    pub(super) fn link(&self, record: Record, lang: Lang) -> Link {
        Link { label: record.label(self.chain, lang).to_owned(), href: self.href(record, lang) }
    }

    /// What cells say, as markup: the names of records apart from the words between them, each leading to its record
    /// where the page tells of it.
    pub(super) fn said(&self, cells: &[Cell<'_>], lang: Lang) -> Svg {
        let mut said = String::new();
        cells.iter().for_each(|cell| self.add(cell, lang, &mut said));
        // A name alone is apart from what is around it as it is.
        svg(if matches!(cells, [Cell::Record(_)]) { said } else { format!("<bdi>{said}</bdi>") })
    }

    fn add(&self, cell: &Cell<'_>, lang: Lang, said: &mut String) {
        let text = |cell: &Cell<'_>| markup(&shortened(&cell.text(lang))).into_owned();
        match cell {
            Cell::Phrase(phrase) => phrase.cells(lang).iter().for_each(|cell| self.add(cell, lang, said)),
            Cell::Record(record) | Cell::RecordWithin(record) => {
                let href = Record::of(self.chain, *record).and_then(|record| self.href(record, lang));
                let name = text(cell);
                let _ = match href {
                    Some(href) => write!(said, r#"<a class="record" href="{href}"><bdi>{name}</bdi></a>"#),
                    None => write!(said, "<bdi>{name}</bdi>"),
                };
            }
            words => said.push_str(&text(words)),
        }
    }

    fn href(&self, record: Record, lang: Lang) -> Option<String> {
        self.referred.contains(&record).then(|| format!("#{}", record.anchor(lang)))
    }

    pub(super) fn links(&self, records: impl IntoIterator<Item = Record>, lang: Lang) -> Vec<Link> {
        records.into_iter().map(|record| self.link(record, lang)).collect()
    }

    /// What the page tells of them: organizations, projects, demands, each by id. Where there are many, those are printed
    /// that are named in print.
    pub(super) fn entries(
        &self,
        mentions: &Mentions<'_>,
        printed: &BTreeSet<Record>,
        lang: Lang,
    ) -> [Vec<RecordEntry>; 3] {
        let mut lists = [Vec::new(), Vec::new(), Vec::new()];
        let all_are_printed = self.len() <= MOST_PRINTED_RECORDS;
        for &record in &self.referred {
            let (list, mut entry) = match record {
                Record::Organization(number) => (0, self.organization(number, lang)),
                Record::Project(number) => (1, self.project(number, lang)),
                Record::Demand(number) => (2, self.demand(number, lang)),
            };
            let own = mentions.get(&record).map_or(&[][..], Vec::as_slice);
            entry.mentions = own.iter().take(MOST_MENTIONS).map(|mention| link_back(mention, own)).collect();
            entry.more_mentions = own.len().saturating_sub(MOST_MENTIONS);
            entry.is_printed = all_are_printed || printed.contains(&record);
            lists[list].push(entry);
        }
        lists
    }

    fn organization(&self, number: usize, lang: Lang) -> RecordEntry {
        let record = self.chain.numbered_organization(number).record();
        let mut facets = Facets::of_evidence(record.evidence);
        facets.kind("organization").kind(record.kind.as_str());
        for place in self.chain.works_at().of(number) {
            facets.category(place.category as usize).stage(place.stage);
        }
        let what = match record.service {
            Some(service) => format!("{} ({})", record.kind.label(lang), service.label(lang)),
            None => record.kind.label(lang).to_owned(),
        };
        let facts = self.facts(record, lang);
        self.entry(Record::Organization(number), what, facets, facts, record.source.as_ref(), lang)
    }

    fn project(&self, number: usize, lang: Lang) -> RecordEntry {
        let view = self.chain.numbered_project(number);
        let record = view.record();
        let mut facets = Facets::of_evidence(record.evidence);
        facets.kind("project").category(self.chain.columns().category[number] as usize).stage(record.stage);
        facets.kind(view.performer().kind().as_str());
        let parts = [view.category().label(lang), stage_name(record.stage, lang), record.status.label(lang)];
        let facts = self.facts(record, lang);
        self.entry(Record::Project(number), parts.join(" · "), facets, facts, record.source.as_ref(), lang)
    }

    fn demand(&self, number: usize, lang: Lang) -> RecordEntry {
        let record = &self.chain.demands()[number];
        let category = self.chain.category_number(record.category.as_str());
        let mut facets = Facets::of_evidence(record.evidence);
        facets.kind("demand").stage(record.stage);
        let name = category.map_or("", |number| {
            facets.category(number);
            self.chain.categories()[number].label(lang)
        });
        let parts = [name, stage_name(record.stage, lang)];
        let facts = self.facts(record, lang);
        self.entry(Record::Demand(number), parts.join(" · "), facets, facts, record.source.as_ref(), lang)
    }

    /// What a record says in its fields, as they are declared, but for those that the entry begins with.
    fn facts(&self, record: &dyn Fields, lang: Lang) -> Vec<Fact> {
        const TOLD: [&str; 10] =
            ["id", "name", "title", "kind", "service", "category", "stage", "status", "evidence", "source"];
        let fields = record.shape().fields.iter().enumerate();
        let told = fields.filter(|(place, field)| !record.is_left_out(*place) && !TOLD.contains(&field.key));
        told.flat_map(|(place, field)| self.fact(field, record.field(place), lang)).collect()
    }

    /// What a record says in one field; a record within it says several things.
    fn fact(&self, field: &Field, value: FieldValue<'_>, lang: Lang) -> Vec<Fact> {
        let name = field.names.get(Some(lang));
        let is_organization = |kind: &FieldKind| matches!(kind, FieldKind::Reference(RecordList::Organizations));
        let fact = match (&field.kind, value) {
            (FieldKind::Record(_), FieldValue::Record(record)) => return self.facts(record, lang),
            (FieldKind::Reference(list), FieldValue::Id(id)) => linked(name, self.named(*list, [id], lang)),
            (FieldKind::List(FieldKind::Reference(list)), value) => {
                let ids = value.elements().filter_map(id_of).take(MOST_ELEMENTS);
                linked(name, self.named(*list, ids, lang))
            }
            (FieldKind::List(FieldKind::Record(of)), value) => {
                let records: Vec<&dyn Fields> = value.elements().filter_map(record_of).take(MOST_ELEMENTS).collect();
                // Members differ by who they are, capabilities and shares by all that they say.
                if of.fields.first().is_some_and(|first| is_organization(&first.kind)) {
                    let ids = records.iter().filter_map(|record| id_of(record.field(0)));
                    linked(name, self.named(RecordList::Organizations, ids, lang))
                } else {
                    let told: Vec<String> = records.iter().map(|record| self.in_words(*record, lang)).collect();
                    text(name, told.join(say(lang, "; ", "；")))
                }
            }
            // Projects of one topic have the same word there; readers get its name.
            (_, FieldValue::Plain(id)) if field.key == "topic" => {
                text(name, self.chain.topic(id).map_or(id, |topic| topic.label(lang)).to_owned())
            }
            (kind, value) => {
                let elements: Vec<FieldValue<'_>> = value.elements().take(MOST_ELEMENTS).collect();
                let values = if elements.is_empty() { vec![value] } else { elements };
                let words: Vec<String> = values.into_iter().filter_map(|value| words(kind, value, lang)).collect();
                text(name, words.join(say(lang, "; ", "；")))
            }
        };
        vec![fact]
    }

    /// Records of a list by their ids, as links where they are on the page.
    fn named<'i>(&self, list: RecordList, ids: impl IntoIterator<Item = &'i str>, lang: Lang) -> Vec<Link> {
        let link = |id: &str| {
            let record = match list {
                RecordList::Organizations => self.chain.organization_number(id).map(Record::Organization),
                RecordList::Projects => self.chain.project(id).map(Record::from),
                RecordList::Demands => self.chain.demand_number(id).map(Record::Demand),
                _ => None,
            };
            match record {
                Some(record) => self.link(record, lang),
                None => Link { label: self.label(list, id, lang), href: None },
            }
        };
        ids.into_iter().map(link).collect()
    }

    /// What a record of a list is called that has no entry on the page.
    fn label(&self, list: RecordList, id: &str, lang: Lang) -> String {
        match list {
            RecordList::Categories => self.chain.category(id).map_or(id, |category| category.label(lang)),
            RecordList::Germplasm => self.chain.germplasm_with_id(id).map_or(id, |germplasm| germplasm.label(lang)),
            RecordList::Projects => self.chain.project(id).map_or(id, |project| project.record().label(lang)),
            _ => id,
        }
        .to_owned()
    }

    /// A record within another one, with all that it says but for how it is known: what it is about, and how much.
    fn in_words(&self, record: &dyn Fields, lang: Lang) -> String {
        let mut told = String::new();
        let fields = record.shape().fields.iter().enumerate();
        for (place, field) in fields.filter(|(_, field)| !matches!(field.key, "evidence" | "source")) {
            let value = record.field(place);
            let is_number = matches!(value, FieldValue::Count(_) | FieldValue::Number(_));
            let words = match (&field.kind, value) {
                (FieldKind::Reference(list), FieldValue::Id(id)) => Some(self.label(*list, id, lang)),
                (kind, value) => words(kind, value, lang),
            };
            let Some(words) = words else { continue };
            told += match (told.is_empty(), is_number) {
                (true, _) => "",
                (false, true) => say(lang, ": ", "："),
                (false, false) => say(lang, ", ", "，"),
            };
            told += &words;
        }
        told
    }

    fn entry(
        &self,
        record: Record,
        what: String,
        facets: Facets,
        facts: Vec<Fact>,
        source: Option<&SourceId>,
        lang: Lang,
    ) -> RecordEntry {
        let (id, name) = record.named(self.chain, lang);
        RecordEntry {
            id: record.anchor(lang),
            record: id.to_owned(),
            name: name.to_owned(),
            what,
            evidence: record.evidence(self.chain),
            facets,
            facts,
            mentions: Vec::new(),
            more_mentions: 0,
            source: source.map(|id| source_link(self.chain, id, lang)),
            is_printed: true,
        }
    }
}

/// A link to a sentence that names a record, one of several. Those that tell the same are numbered.
fn link_back(mention: &(&'static str, &str), all: &[(&'static str, &str)]) -> Link {
    let (name, id) = *mention;
    let alike = || all.iter().filter(|(other, _)| *other == name);
    let place = alike().position(|(_, other)| *other == id).unwrap_or_default() + 1;
    let label = if alike().nth(1).is_some() { format!("{name} {place}") } else { name.to_owned() };
    Link { label, href: Some(format!("#{id}")) }
}

/// So many sources are on the page: the first by id.
pub(super) const MOST_SOURCES: usize = 1_000;

/// And so many of them are printed.
pub(super) const MOST_PRINTED_SOURCES: usize = 100;

/// So many records are printed: some ten sheets.
pub(super) const MOST_PRINTED_RECORDS: usize = 120;

/// So many elements of a list are shown.
const MOST_ELEMENTS: usize = 200;

/// A link to a source; without a place on the page, its title. A repost is named as one.
fn source_link(chain: &SupplyChain, id: &SourceId, lang: Lang) -> Link {
    let number = chain.sources().binary_search_by(|source| source.id.as_str().cmp(id.as_str())).ok();
    let source = number.map(|number| &chain.sources()[number]);
    let label = source.map_or(id.as_str(), |source| source.label(lang));
    Link {
        label: match source.and_then(|source| source.kind).filter(|kind| *kind == SourceKind::Repost) {
            Some(kind) => format!("{label}{}{}{}", say(lang, " (", "（"), kind.label(lang), say(lang, ")", "）")),
            None => label.to_owned(),
        },
        href: number.filter(|number| *number < MOST_SOURCES).map(|number| format!("#{}", source_anchor(number, lang))),
    }
}

/// The id of a source on the page.
pub(super) fn source_anchor(number: usize, lang: Lang) -> String {
    format!("{lang}-source-{number}")
}

fn id_of(value: FieldValue<'_>) -> Option<&str> {
    match value {
        FieldValue::Id(id) => Some(id),
        _ => None,
    }
}

fn record_of(value: FieldValue<'_>) -> Option<&dyn Fields> {
    match value {
        FieldValue::Record(record) => Some(record),
        _ => None,
    }
}

/// A value as a reader of the language says it.
fn words(kind: &FieldKind, value: FieldValue<'_>, lang: Lang) -> Option<String> {
    Some(match (kind, value) {
        (FieldKind::Choice(choice) | FieldKind::List(FieldKind::Choice(choice)), FieldValue::Choice(key)) => {
            choice.label(key, Some(lang)).to_owned()
        }
        (_, FieldValue::Text(text)) => text.get(lang).to_owned(),
        (_, FieldValue::Id(text) | FieldValue::Plain(text) | FieldValue::Choice(text)) => text.to_owned(),
        (_, FieldValue::Date(date)) => date.to_string(),
        (_, FieldValue::Count(count)) => count.to_string(),
        (_, FieldValue::Number(number)) => number.to_string(),
        (_, FieldValue::Flag(truth)) => if truth { say(lang, "yes", "是") } else { say(lang, "no", "否") }.to_owned(),
        _ => return None,
    })
}

fn text(what: &'static str, text: String) -> Fact {
    Fact { what, text, links: Vec::new() }
}

fn linked(what: &'static str, links: Vec<Link>) -> Fact {
    Fact { what, text: String::new(), links }
}
