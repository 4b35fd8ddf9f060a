//! What is known of a chain, how well, and from where: as tables, in a sentence, and as figures.

use std::collections::BTreeMap;

use super::cell::{self, cells, comma, joined, word};
use super::section::{Layout, Measure, Observation, Row, Section, Subject};
use super::words::LEVELS;
use super::{About, Cell, Column, Phrase, Record, Sentence, Table, TableRow, Unit, View, Words};
use crate::chain::{EvidenceCounts, OrganizationRef, ProjectRef, RecordList};
use crate::graph::betweenness::Method;
use crate::model::{Evidence, Lang, SourceKind, Text};
use crate::query::{ChainSummary, Diagnosis, unsourced};
use crate::record::{FieldValue, Source};

impl<'c> View<'c> {
    /// What the chain holds, and how well it is known: a sentence or two.
    #[must_use]
    pub fn overview(&self, summary: &ChainSummary) -> Sentence<'c> {
        let ChainSummary { organizations, projects, categories, demands, evidence, .. } = *summary;
        let levels = self.levels(evidence);
        let phrase = |lang| {
            let as_of = self.chain.as_of().to_string();
            let organizations = Cell::count(organizations, Unit::Organizations);
            let projects = Cell::count(projects, Unit::Projects);
            let categories = Cell::count(categories, Unit::Categories);
            let demands = Cell::count(demands, Unit::Demands);
            let known = joined(known(levels, lang), comma(lang));
            match lang {
                Lang::En => cells!(
                    "As of {}: {}, {}, {}, {}. Records: {}.",
                    as_of,
                    counted_as(organizations, summary.organizations == 1, ["organization", "organizations"]),
                    counted_as(projects, summary.projects == 1, ["project", "projects"]),
                    counted_as(categories, summary.categories == 1, ["category", "categories"]),
                    counted_as(demands, summary.demands == 1, ["demand", "demands"]),
                    known,
                ),
                Lang::Zh => cells!(
                    "截至{}：组织{}个，项目{}个，品类{}个，需求{}项。记录中，{}。",
                    as_of,
                    organizations,
                    projects,
                    categories,
                    demands,
                    known,
                ),
            }
        };
        Sentence::new("overview", Phrase::of(phrase), About::nothing())
    }

    /// How many records of each list are known how well.
    #[must_use]
    pub fn evidence(&self) -> Table<'c> {
        let mut columns = vec![Column::words("Records", "记录")];
        columns.extend(LEVELS.map(level));
        let row = |key: &'static str, zh: &'static str, counts: [usize; 3]| {
            let mut cells = vec![Cell::word(key, key, zh)];
            cells.extend(counts.map(|count| Cell::count(count, Unit::Records)));
            TableRow::new(cells, About::nothing()).of_kind(key)
        };
        let chain = self.chain;
        let organizations = || chain.organizations();
        let capabilities = organizations().flat_map(|organization| {
            let own = organization.record().capabilities.iter();
            own.map(move |own| organization.record().evidence_of_part(own.evidence))
        });
        let charters = organizations().filter_map(|organization| {
            organization.record().charter.as_ref().map(|_| organization.record().evidence_of_charter())
        });
        let rows = [
            row("categories", "品类", counted(chain.categories().iter().map(|r| r.evidence))),
            row("organizations", "组织", counted(organizations().map(OrganizationRef::evidence))),
            row("capabilities", "能力", counted(capabilities)),
            row("charters", "章程", counted(charters)),
            row("projects", "项目", counted(chain.projects().map(ProjectRef::evidence))),
            row("demands", "需求", counted(chain.demands().iter().map(|r| r.evidence))),
            row("agreements", "合作协议", counted(chain.agreements().iter().map(|r| r.evidence))),
            row("funding", "资助", counted(chain.funding().iter().map(|r| r.evidence))),
            row("services", "服务", counted(chain.services().iter().map(|r| r.evidence))),
        ];
        let sources = chain.sources().len();
        let silent = unsourced(self.chain);
        let reposts = chain.sources().iter().filter(|source| source.kind == Some(SourceKind::Repost)).count();
        let note = |lang| {
            let records = Cell::count(sources, Unit::Records);
            let none = Cell::count(silent, Unit::Records);
            let of_sources = |count| counted_as(count, sources == 1, ["source", "sources"]);
            match (lang, silent) {
                (Lang::En, 0) => cells!("{}; each documented record names its own.", of_sources(records)),
                (Lang::En, 1) => cells!("{}; {} own record, no source given.", of_sources(records), none),
                (Lang::En, _) => cells!("{}; {} own records, no source given.", of_sources(records), none),
                (Lang::Zh, 0) => cells!("共{}个来源，每条有据记录都注明出处。", records),
                (Lang::Zh, _) => cells!("共{}个来源；自有记录（未注明来源）{}条。", records, none),
            }
        };
        Table::new("evidence", Words::new("What is known, and how well", "已知情况及其依据"), columns)
            .rows(rows)
            .note(Phrase::of(note).then(Phrase::of(|lang| of_reposts(reposts, lang))))
    }

    /// The sources of the chain, with how many records name each.
    #[must_use]
    pub fn sources(&self) -> Table<'c> {
        let columns = vec![
            Column::words("Source", "来源").definition("source"),
            Column::words("Title", "标题"),
            Column::words("Where", "出处"),
            Column::words("Date", "日期"),
            Column::words("Kind", "来源类型"),
            Column::number("Records", "记录").unit("records", "条").definition("record"),
        ];
        let naming = self.naming();
        let row = |source: &'c Source| {
            let cells = vec![
                Cell::text_of(source.id.as_str()),
                written(source.title.as_ref()),
                written(source.address.as_ref()),
                source.date.map_or(Cell::Unknown, |date| Cell::text_of(date.to_string())),
                source.kind.map_or(Cell::Unknown, |kind| word!(kind)),
                Cell::count(naming.get(source.id.as_str()).copied().unwrap_or(0), Unit::Records),
            ];
            TableRow::new(cells, About::nothing().record(Record::Source(source)))
        };
        Table::new("sources", Words::new("Sources", "来源"), columns).rows(self.chain.sources().iter().map(row))
    }

    /// How many records are known how well, best first, and what that is called: those that claim to be documented and
    /// name no source are the user's own.
    pub(super) fn levels(&self, counts: EvidenceCounts) -> [Level; 4] {
        let own = unsourced(self.chain).min(counts.documented);
        [
            (counts.documented - own, ["documented", "有据"]),
            (own, ["own records (no source given)", "自有记录（未注明来源）"]),
            (counts.assumed, ["assumed", "假定"]),
            (counts.proposed, ["only proposed", "拟议"]),
        ]
    }

    /// How many records name each source. Parts of an organization that name none have that of the organization.
    fn naming(&self) -> BTreeMap<&'c str, usize> {
        let chain = self.chain;
        let mut naming: BTreeMap<&'c str, usize> = BTreeMap::new();
        for record in RecordList::ALL.iter().flat_map(|list| chain.records(*list)) {
            if let Some(FieldValue::Id(source)) = record.value("source") {
                *naming.entry(source).or_default() += 1;
            }
        }
        for organization in chain.organization_graph().node_weights() {
            let capabilities = organization.capabilities.iter().map(|part| part.source.as_ref());
            let charter = organization.charter.iter().map(|part| part.source.as_ref());
            let parts = capabilities.chain(charter).filter_map(|source| source.or(organization.source.as_ref()));
            parts.for_each(|source| *naming.entry(source.as_str()).or_default() += 1);
        }
        naming
    }
}

/// How many of the sources are reposts; nothing where none is.
fn of_reposts<'c>(reposts: usize, lang: Lang) -> Vec<Cell<'c>> {
    let count = Cell::count(reposts, Unit::Records);
    match (lang, reposts) {
        (_, 0) => Vec::new(),
        (Lang::En, 1) => cells!(" {} source is a repost of what appeared elsewhere.", count),
        (Lang::En, _) => cells!(" {} sources are reposts of what appeared elsewhere.", count),
        (Lang::Zh, _) => cells!("其中{}个来源为转载。", count),
    }
}

/// A number with its noun in English: of one, or of another number.
fn counted_as<'c>(count: Cell<'c>, is_one: bool, [one, many]: [&'static str; 2]) -> Vec<Cell<'c>> {
    cells!("{} {}", count, if is_one { one } else { many })
}

/// A number of records, and how well they are known, in English and Chinese.
pub(super) type Level = (usize, [&'static str; 2]);

/// The levels at which there are records, each in words.
pub(super) fn known<'c>(levels: [Level; 4], lang: Lang) -> impl Iterator<Item = Vec<Cell<'c>>> {
    levels.into_iter().filter(|(count, _)| *count > 0).map(move |(count, names)| {
        let records = Cell::count(count, Unit::Records);
        match lang {
            Lang::En => cells!("{} {}", records, names[0]),
            Lang::Zh => cells!("{}{}条", names[1], records),
        }
    })
}

/// A column for what is known so well.
pub(super) fn level(level: Evidence) -> Column {
    Column::number(level.label(Lang::En), level.label(Lang::Zh)).definition(level.as_str())
}

/// As the document writes it in each language.
fn written(text: Option<&Text>) -> Cell<'_> {
    text.map_or(Cell::Unknown, |text| Cell::Phrase(Phrase::of(|lang| vec![Cell::text_of(text.get(lang))])))
}

fn counted(evidence: impl Iterator<Item = Evidence>) -> [usize; 3] {
    let mut counts = [0; 3];
    for evidence in evidence {
        counts[LEVELS.iter().position(|level| *level == evidence).unwrap_or(0)] += 1;
    }
    counts
}

/// How well the weakest of the records that are counted is known.
fn weakest(counts: &EvidenceCounts) -> Option<Evidence> {
    let levels = [
        (Evidence::Proposed, counts.proposed),
        (Evidence::Assumed, counts.assumed),
        (Evidence::Documented, counts.documented),
    ];
    levels.into_iter().find(|(_, records)| *records > 0).map(|(evidence, _)| evidence)
}

const SUMMARY: Layout = Layout {
    key: "chain",
    names: ["chain", "供应链概况"],
    subjects: &[Subject::Evidence],
    measures: &[
        Measure::new("organizations", Unit::Organizations, "organizations", "组织"),
        Measure::new("projects", Unit::Projects, "projects", "项目"),
        Measure::new("categories", Unit::Categories, "categories", "品类"),
        Measure::new("demands", Unit::Demands, "demands", "需求"),
        Measure::new("documented", Unit::Records, "documented", "有据"),
        Measure::new("assumed", Unit::Records, "assumed", "假定"),
        Measure::new("proposed", Unit::Records, "proposed", "拟议"),
        Measure::new("betweenness_method", Unit::None, "method of betweenness", "介数算法"),
        Measure::new("betweenness_epsilon", Unit::Share, "greatest error of betweenness", "介数最大误差"),
        Measure::new("betweenness_delta", Unit::Share, "chance of a greater error", "误差超限概率"),
        Measure::new("betweenness_samples", Unit::Paths, "sampled paths", "抽样路径"),
    ],
    message: false,
};

/// What the chain holds, and how betweenness was found.
pub(super) fn summary_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let chain = &diagnosis.chain;
    let (method, epsilon, delta, samples) = match diagnosis.connector_summary.method() {
        Method::Exact => ("exact", None, None, None),
        Method::Sampled { epsilon, delta, samples } => ("sampled", Some(epsilon), Some(delta), Some(samples)),
    };
    let counts = [
        chain.organizations,
        chain.projects,
        chain.categories,
        chain.demands,
        chain.evidence.documented,
        chain.evidence.assumed,
        chain.evidence.proposed,
    ];
    let rest = [
        Observation::of(Cell::text_of(method)),
        Observation::number(epsilon),
        Observation::number(delta),
        Observation::of(samples.map(|samples| Cell::count(samples, Unit::None))),
    ];
    let row = Row::new([cell::known(weakest(&chain.evidence))], counts.map(Observation::count).into_iter().chain(rest));
    Section::new(&SUMMARY, std::iter::once(row))
}
