//! How often each kind of gap and of finding occurs.

use super::cell::{cells, joined, word};
use super::chain::level;
use super::words::LEVELS;
use super::{About, Align, Cell, Column, Phrase, Table, TableRow, Unit, View, Words};
use crate::model::{Evidence, Lang};
use crate::query::{Finding, Gap, GapKind, MarkedGap, Unjudged};
use crate::rules::{FindingKind, Severity};

impl<'c> View<'c> {
    /// The gaps, counted by kind: a column for each list, under its name.
    ///
    /// Of gaps of which nobody asked how far they are known, none is critical.
    #[must_use]
    pub fn gap_counts(&self, lists: &[(&str, &[Gap<'_>])]) -> Table<'c> {
        let gaps = lists.iter().enumerate();
        let gaps = gaps.flat_map(|(list, (_, gaps))| gaps.iter().map(move |gap| (list, MarkedGap::unasked(gap))));
        counted_gaps(names(lists), gaps)
    }

    /// The gaps of a diagnosis, counted by kind.
    #[must_use]
    pub fn marked_gap_counts<'g>(
        &self,
        name: &str,
        gaps: impl IntoIterator<Item = MarkedGap<'g, 'c>, IntoIter: Clone>,
    ) -> Table<'c>
    where
        'c: 'g,
    {
        counted_gaps(names::<()>(&[(name, &[])]), gaps.into_iter().map(|gap| (0, gap)))
    }

    /// The gaps, counted by kind and by how well what they rest on is known.
    #[must_use]
    pub fn gaps_by_evidence<'g>(&self, gaps: impl IntoIterator<Item = MarkedGap<'g, 'c>>) -> Table<'c>
    where
        'c: 'g,
    {
        let gaps: Vec<MarkedGap<'g, 'c>> = gaps.into_iter().collect();
        let occurring = gaps.iter().flat_map(|marked| {
            let level = self.of_gap(marked.gap).evidence.and_then(place_of);
            [Some(0), level].into_iter().flatten().map(move |list| (list, marked.gap.kind() as usize))
        });
        let caption = Words::new("Gaps by kind and evidence", "各类断点数量及依据");
        let kinds = kinds_of_gaps(1 + LEVELS.len(), gaps.iter().copied());
        Table::new("gaps", caption, columns(GAP, levels("Gaps"))).rows(counted(kinds, occurring))
    }

    /// The findings, counted by kind: a column for each list, under its name.
    #[must_use]
    pub fn finding_counts(&self, lists: &[(&str, &[Finding<'_>])]) -> Table<'c> {
        let occurring = lists
            .iter()
            .enumerate()
            .flat_map(|(list, (_, findings))| findings.iter().map(move |finding| (list, finding.kind() as usize)));
        let caption = Words::new("Findings by kind", "各类发现数量");
        Table::new("finding-counts", caption, columns(FINDING, names(lists)))
            .rows(counted(kinds_of_findings(lists.len()), occurring))
    }

    /// The findings, counted by kind and by how well what they rest on is known.
    #[must_use]
    pub fn findings_by_evidence(&self, findings: &[Finding<'_>]) -> Table<'c> {
        let occurring = findings.iter().flat_map(|finding| {
            let levels = [Some(0), place_of(finding.evidence)];
            levels.into_iter().flatten().map(move |list| (list, finding.kind() as usize))
        });
        let caption = Words::new("Findings by kind and evidence", "各类发现数量及依据");
        Table::new("findings", caption, columns(FINDING, levels("Findings")))
            .rows(counted(kinds_of_findings(1 + LEVELS.len()), occurring))
    }

    /// How many records do not say enough to be held against the operating model, by kind of finding.
    #[must_use]
    pub fn unjudged(&self, unjudged: &[Unjudged]) -> Table<'c> {
        let columns = vec![
            kind_column(FINDING),
            Column::number("Not judged", "未判断").unit("records", "条").definition("unjudged"),
        ];
        let records = |row: &Unjudged| Cell::count(row.records, Unit::Records);
        let row = |row: &Unjudged| {
            TableRow::new(vec![word!(row.kind), records(row)], About::nothing()).of_kind(row.kind.as_str())
        };
        let table = Table::new("unjudged", Words::new("What could not be judged", "未作判断的记录"), columns)
            .rows(unjudged.iter().map(row));
        if unjudged.is_empty() {
            return table;
        }
        let counts = || unjudged.iter().map(|row| cells!("{} {}", word!(row.kind), records(row)));
        table.note(Phrase::of(|lang| match lang {
            Lang::En => cells!("Records that do not say enough to be judged: {}.", joined(counts(), "; ")),
            Lang::Zh => cells!("数据不足、未作判断的记录数：{}。", joined(counts(), "；")),
        }))
    }
}

/// What is counted: the heading of its kinds, and what explains it.
type Counted = ([&'static str; 2], &'static str);

const GAP: Counted = (["Kind of gap", "断点类型"], "gap");
const FINDING: Counted = (["Kind of finding", "类型"], "finding");

fn kind_column(([en, zh], definition): Counted) -> Column {
    Column::words(en, zh).definition(definition)
}

/// A kind, with how often it stands in every list.
struct Kind {
    word: Cell<'static>,
    spelling: &'static str,
    severity: Severity,
    counts: Vec<usize>,
}

/// The kinds of gaps, each as bad as the worst of those there are.
fn kinds_of_gaps<'g, 'c: 'g>(lists: usize, gaps: impl Iterator<Item = MarkedGap<'g, 'c>>) -> Vec<Kind> {
    let kind = |kind: GapKind| Kind {
        word: word!(kind),
        spelling: kind.as_str(),
        severity: Severity::Notice,
        counts: vec![0; lists],
    };
    let mut kinds: Vec<Kind> = GapKind::ALL.iter().copied().map(kind).collect();
    for marked in gaps {
        let kind = &mut kinds[marked.gap.kind() as usize];
        kind.severity = kind.severity.max(marked.severity());
    }
    kinds
}

/// Gaps of several lists, under their names.
fn counted_gaps<'g, 'k: 'g, 'c>(
    names: Vec<Column>,
    gaps: impl Iterator<Item = (usize, MarkedGap<'g, 'k>)> + Clone,
) -> Table<'c> {
    let kinds = kinds_of_gaps(names.len(), gaps.clone().map(|(_, gap)| gap));
    let occurring = gaps.map(|(list, marked)| (list, marked.gap.kind() as usize));
    Table::new("gap-counts", Words::new("Gaps by kind", "各类断点数量"), columns(GAP, names))
        .rows(counted(kinds, occurring))
}

fn kinds_of_findings(lists: usize) -> Vec<Kind> {
    let kind = |kind: FindingKind| Kind {
        word: word!(kind),
        spelling: kind.as_str(),
        severity: kind.severity(),
        counts: vec![0; lists],
    };
    FindingKind::ALL.iter().copied().map(kind).collect()
}

fn columns(counted: Counted, lists: Vec<Column>) -> Vec<Column> {
    let mut columns = vec![kind_column(counted), Column::words("Severity", "程度").definition("severity")];
    columns.extend(lists);
    columns
}

/// A column for each list.
fn names<T>(lists: &[(&str, &[T])]) -> Vec<Column> {
    lists.iter().map(|(name, _)| Column::headed(Words::named(name), Align::End)).collect()
}

/// A column for all, and one for each level of evidence.
fn levels(all: &'static str) -> Vec<Column> {
    std::iter::once(Column::number(all, "数量")).chain(LEVELS.map(level)).collect()
}

/// Where the column of a level stands after that for all.
fn place_of(evidence: Evidence) -> Option<usize> {
    LEVELS.iter().position(|level| *level == evidence).map(|place| place + 1)
}

/// The kinds that occur, each with how often in which list; told by the numbers of list and kind.
fn counted<'c>(
    mut kinds: Vec<Kind>,
    occurring: impl Iterator<Item = (usize, usize)>,
) -> impl Iterator<Item = TableRow<'c>> {
    occurring.for_each(|(list, kind)| kinds[kind].counts[list] += 1);
    let kinds = kinds.into_iter().filter(|kind| kind.counts.iter().any(|count| *count > 0));
    kinds.map(|kind| {
        let mut cells = vec![kind.word, word!(kind.severity)];
        cells.extend(kind.counts.iter().map(|count| Cell::count(*count, Unit::None)));
        TableRow::new(cells, About::nothing()).of_kind(kind.spelling)
    })
}
