//! How often each kind of gap and of finding occurs.

use super::words::{LEVELS, say};
use super::{About, Column, Table, TableRow, View};
use crate::model::{Evidence, Lang};
use crate::query::{Finding, Gap, GapKind, Unjudged};
use crate::rules::{FindingKind, Severity};

impl<'c> View<'c> {
    /// The gaps, counted by kind: a column for each list, under its name.
    #[must_use]
    pub fn gap_counts(&self, lists: &[(&str, &[Gap<'_>])], lang: Lang) -> Table<'c> {
        let occurring = lists
            .iter()
            .enumerate()
            .flat_map(|(list, (_, gaps))| gaps.iter().map(move |gap| (list, gap.kind() as usize)));
        Table::new("gap-counts", say(lang, "Gaps by kind", "各类断点数量"), columns_of_gaps(&names(lists), lang))
            .rows(counted(kinds_of_gaps(lists.len(), lang), occurring, lang))
    }

    /// The gaps, counted by kind and by how well what they rest on is known.
    #[must_use]
    pub fn gaps_by_evidence(&self, gaps: &[Gap<'c>], lang: Lang) -> Table<'c> {
        let occurring = gaps.iter().flat_map(|gap| {
            let level = self.of_gap(gap).evidence.and_then(place_of);
            [Some(0), level].into_iter().flatten().map(move |list| (list, gap.kind() as usize))
        });
        let names = levels(say(lang, "Gaps", "数量"), lang);
        Table::new("gaps", say(lang, "Gaps by kind and evidence", "各类断点数量及依据"), columns_of_gaps(&names, lang))
            .rows(counted(kinds_of_gaps(names.len(), lang), occurring, lang))
    }

    /// The findings, counted by kind: a column for each list, under its name.
    #[must_use]
    pub fn finding_counts(&self, lists: &[(&str, &[Finding<'_>])], lang: Lang) -> Table<'c> {
        let occurring = lists
            .iter()
            .enumerate()
            .flat_map(|(list, (_, findings))| findings.iter().map(move |finding| (list, finding.kind() as usize)));
        let columns = columns_of_findings(&names(lists), lang);
        Table::new("finding-counts", say(lang, "Findings by kind", "各类发现数量"), columns).rows(counted(
            kinds_of_findings(lists.len(), lang),
            occurring,
            lang,
        ))
    }

    /// The findings, counted by kind and by how well what they rest on is known.
    #[must_use]
    pub fn findings_by_evidence(&self, findings: &[Finding<'_>], lang: Lang) -> Table<'c> {
        let occurring = findings.iter().flat_map(|finding| {
            let levels = [Some(0), place_of(finding.evidence)];
            levels.into_iter().flatten().map(move |list| (list, finding.kind() as usize))
        });
        let names = levels(say(lang, "Findings", "数量"), lang);
        let caption = say(lang, "Findings by kind and evidence", "各类发现数量及依据");
        Table::new("findings", caption, columns_of_findings(&names, lang)).rows(counted(
            kinds_of_findings(names.len(), lang),
            occurring,
            lang,
        ))
    }

    /// How many records do not say enough to be held against the operating model, by kind of finding.
    #[must_use]
    pub fn unjudged(&self, unjudged: &[Unjudged], lang: Lang) -> Table<'c> {
        let columns = vec![
            Column::words(say(lang, "Kind of finding", "类型")).definition("finding"),
            Column::number(say(lang, "Not judged", "未判断")).unit(say(lang, "records", "条")).definition("unjudged"),
        ];
        let row = |row: &Unjudged| {
            let cells = vec![row.kind.label(lang).to_owned(), row.records.to_string()];
            TableRow::new(cells, About::nothing()).of_kind(row.kind.as_str())
        };
        let table = Table::new("unjudged", say(lang, "What could not be judged", "未作判断的记录"), columns)
            .rows(unjudged.iter().map(row));
        if unjudged.is_empty() {
            return table;
        }
        let counts: Vec<String> =
            unjudged.iter().map(|row| format!("{} {}", row.kind.label(lang), row.records)).collect();
        table.note(match lang {
            Lang::En => format!("Records that do not say enough to be judged: {}.", counts.join("; ")),
            Lang::Zh => format!("数据不足、未作判断的记录数：{}。", counts.join("；")),
        })
    }
}

/// A kind, with how often it stands in every list.
struct Kind {
    spelling: &'static str,
    label: &'static str,
    severity: Severity,
    counts: Vec<usize>,
}

fn kinds_of_gaps(lists: usize, lang: Lang) -> Vec<Kind> {
    let kinds = GapKind::ALL.into_iter().map(|kind| (kind.as_str(), kind.label(lang), kind.severity()));
    kinds.map(|(spelling, label, severity)| Kind { spelling, label, severity, counts: vec![0; lists] }).collect()
}

fn kinds_of_findings(lists: usize, lang: Lang) -> Vec<Kind> {
    let kinds = FindingKind::ALL.into_iter().map(|kind| (kind.as_str(), kind.label(lang), kind.severity()));
    kinds.map(|(spelling, label, severity)| Kind { spelling, label, severity, counts: vec![0; lists] }).collect()
}

fn columns_of_gaps(lists: &[Column], lang: Lang) -> Vec<Column> {
    columns(Column::words(say(lang, "Kind of gap", "断点类型")).definition("gap"), lists, lang)
}

fn columns_of_findings(lists: &[Column], lang: Lang) -> Vec<Column> {
    columns(Column::words(say(lang, "Kind of finding", "类型")).definition("finding"), lists, lang)
}

fn columns(kind: Column, lists: &[Column], lang: Lang) -> Vec<Column> {
    let mut columns = vec![kind, Column::words(say(lang, "Severity", "程度")).definition("severity")];
    columns.extend_from_slice(lists);
    columns
}

/// A column for each list.
fn names<T>(lists: &[(&str, &[T])]) -> Vec<Column> {
    lists.iter().map(|(name, _)| Column::number(*name)).collect()
}

/// A column for all, and one for each level of evidence.
fn levels(all: &str, lang: Lang) -> Vec<Column> {
    let levels = LEVELS.map(|level| Column::number(level.label(lang)).definition(level.as_str()));
    std::iter::once(Column::number(all)).chain(levels).collect()
}

/// Where the column of a level stands after that for all.
fn place_of(evidence: Evidence) -> Option<usize> {
    LEVELS.iter().position(|level| *level == evidence).map(|place| place + 1)
}

/// The kinds that occur, each with how often in which list; told by the numbers of list and kind.
fn counted<'c>(
    mut kinds: Vec<Kind>,
    occurring: impl Iterator<Item = (usize, usize)>,
    lang: Lang,
) -> impl Iterator<Item = TableRow<'c>> {
    occurring.for_each(|(list, kind)| kinds[kind].counts[list] += 1);
    let kinds = kinds.into_iter().filter(|kind| kind.counts.iter().any(|count| *count > 0));
    kinds.map(move |kind| {
        let mut cells = vec![kind.label.to_owned(), kind.severity.label(lang).to_owned()];
        cells.extend(kind.counts.iter().map(usize::to_string));
        TableRow::new(cells, About::nothing()).of_kind(kind.spelling)
    })
}
