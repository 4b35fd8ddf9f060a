//! What is known of a chain, how well, and from where.

use std::collections::BTreeMap;

use super::words::{LEVELS, UNKNOWN, say};
use super::{About, Column, Sentence, Table, TableRow, View};
use crate::chain::{EvidenceCounts, RecordList};
use crate::model::{Evidence, Lang, SourceId};
use crate::query::ChainSummary;

impl<'c> View<'c> {
    /// What the chain holds, and how well it is known: a sentence or two.
    #[must_use]
    pub fn overview(&self, summary: &ChainSummary, lang: Lang) -> Sentence<'c> {
        let ChainSummary { organizations, projects, categories, demands, evidence } = *summary;
        let EvidenceCounts { documented, assumed, proposed } = evidence;
        let as_of = self.chain.as_of();
        let text = match lang {
            Lang::En => format!(
                "As of {as_of}: {organizations} organizations, {projects} projects, {categories} categories, {demands} \
                 demands. Of all records {documented} are documented, {assumed} assumed, {proposed} proposed.",
            ),
            Lang::Zh => format!(
                "截至{as_of}：组织{organizations}个，项目{projects}个，品类{categories}个，需求{demands}项。全部记录中有据{documented}条，假定{assumed}条，拟议{proposed}条。",
            ),
        };
        Sentence { text, severity: None, kind: "overview", about: About::nothing() }
    }

    /// How many records of each list are known how well.
    #[must_use]
    pub fn evidence(&self, lang: Lang) -> Table<'c> {
        let mut columns = vec![Column::words(say(lang, "Records", "记录"))];
        columns.extend(LEVELS.map(|level| Column::number(level.label(lang)).definition(level.as_str())));
        let row = |kind: &'static str, name: &str, counts: [usize; 3]| {
            let mut cells = vec![name.to_owned()];
            cells.extend(counts.map(|count| count.to_string()));
            TableRow::new(cells, About::nothing()).of_kind(kind)
        };
        let chain = self.chain;
        let organizations = || chain.organizations();
        let capabilities = organizations().flat_map(|organization| {
            let own = organization.record().capabilities.iter();
            own.map(move |own| own.evidence.min(organization.evidence))
        });
        let charters = organizations().filter_map(|organization| {
            organization.record().charter.as_ref().map(|charter| charter.evidence.min(organization.evidence))
        });
        let rows = [
            row("categories", say(lang, "categories", "品类"), counted(chain.categories().iter().map(|r| r.evidence))),
            row("organizations", say(lang, "organizations", "组织"), counted(organizations().map(|r| r.evidence))),
            row("capabilities", say(lang, "capabilities", "能力"), counted(capabilities)),
            row("charters", say(lang, "charters", "章程"), counted(charters)),
            row("projects", say(lang, "projects", "项目"), counted(chain.projects().map(|r| r.evidence))),
            row("demands", say(lang, "demands", "需求"), counted(chain.demands().iter().map(|r| r.evidence))),
            row(
                "agreements",
                say(lang, "agreements", "合作协议"),
                counted(chain.agreements().iter().map(|r| r.evidence)),
            ),
            row("funding", say(lang, "funding", "资助"), counted(chain.funding().iter().map(|r| r.evidence))),
            row("services", say(lang, "services", "服务"), counted(chain.services().iter().map(|r| r.evidence))),
        ];
        let sources = chain.sources().len();
        let silent = self.rests_on().silent;
        Table::new("evidence", say(lang, "What is known, and how well", "已知情况及其依据"), columns).rows(rows).note(
            match (lang, silent) {
                (Lang::En, 0) => format!("{sources} sources; each documented record names its own."),
                (Lang::En, 1) => format!("{sources} sources; 1 documented record names none."),
                (Lang::En, _) => format!("{sources} sources; {silent} documented records name none."),
                (Lang::Zh, 0) => format!("共{sources}个来源，每条有据记录都注明出处。"),
                (Lang::Zh, _) => format!("共{sources}个来源，{silent}条有据记录没有注明出处。"),
            },
        )
    }

    /// The sources of the chain, with how many records name each.
    #[must_use]
    pub fn sources(&self, lang: Lang) -> Table<'c> {
        let columns = vec![
            Column::words(say(lang, "Source", "来源")).definition("source"),
            Column::words(say(lang, "Title", "标题")),
            Column::words(say(lang, "Where", "出处")),
            Column::words(say(lang, "Date", "日期")),
            Column::number(say(lang, "Records", "记录")).unit(say(lang, "records", "条")).definition("record"),
        ];
        let rests_on = self.rests_on();
        let row = |source: &'c crate::model::Source| {
            let text =
                |text: &Option<crate::model::Text>| text.as_ref().map_or(UNKNOWN, |text| text.get(lang)).to_owned();
            let cells = vec![
                source.id.to_string(),
                text(&source.title),
                text(&source.address),
                source.date.map_or(UNKNOWN.to_owned(), |date| date.to_string()),
                rests_on.named.get(&source.id).copied().unwrap_or(0).to_string(),
            ];
            TableRow::new(cells, About::nothing().record(RecordList::Sources, source.id.as_str()))
        };
        Table::new("sources", say(lang, "Sources", "来源"), columns).rows(self.chain.sources().iter().map(row))
    }

    /// What every record says of where it is known from.
    fn rests_on(&self) -> RestsOn<'c> {
        let mut rests_on = RestsOn::default();
        let chain = self.chain;
        chain.categories().iter().for_each(|record| rests_on.add(record.evidence, record.source.as_ref()));
        for organization in chain.organization_graph().node_weights() {
            rests_on.add(organization.evidence, organization.source.as_ref());
            // Parts of an organization that name no source have that of the organization.
            let parts = organization.capabilities.iter().map(|part| (part.evidence, part.source.as_ref()));
            let charter = organization.charter.iter().map(|part| (part.evidence, part.source.as_ref()));
            for (evidence, source) in parts.chain(charter) {
                rests_on.add(evidence, source.or(organization.source.as_ref()));
            }
        }
        chain.project_graph().node_weights().for_each(|record| rests_on.add(record.evidence, record.source.as_ref()));
        chain.demands().iter().for_each(|record| rests_on.add(record.evidence, record.source.as_ref()));
        chain.agreements().iter().for_each(|record| rests_on.add(record.evidence, record.source.as_ref()));
        chain.funding().iter().for_each(|record| rests_on.add(record.evidence, record.source.as_ref()));
        chain.services().iter().for_each(|record| rests_on.add(record.evidence, record.source.as_ref()));
        rests_on
    }
}

/// Where records are known from.
#[derive(Default)]
struct RestsOn<'c> {
    /// How many name each source.
    named: BTreeMap<&'c SourceId, usize>,
    /// Documented records that name none.
    silent: usize,
}

impl<'c> RestsOn<'c> {
    fn add(&mut self, evidence: Evidence, source: Option<&'c SourceId>) {
        match source {
            Some(source) => *self.named.entry(source).or_default() += 1,
            None => self.silent += usize::from(evidence == Evidence::Documented),
        }
    }
}

fn counted(evidence: impl Iterator<Item = Evidence>) -> [usize; 3] {
    let mut counts = [0; 3];
    for evidence in evidence {
        counts[LEVELS.iter().position(|level| *level == evidence).unwrap_or(0)] += 1;
    }
    counts
}
