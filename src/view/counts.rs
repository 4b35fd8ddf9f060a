//! How often each kind of gap and of finding occurs.

use super::words::say;
use super::{About, Column, Table, TableRow, View};
use crate::{Finding, FindingKind, Gap, GapKind, Lang, Severity, Unjudged};

impl<'c> View<'c> {
    /// The gaps, counted by kind: a column for each list, under its name.
    #[must_use]
    pub fn gap_counts(&self, lists: &[(&str, &[Gap<'_>])], lang: Lang) -> Table<'c> {
        let kinds = GapKind::ALL.map(|kind| Kind {
            spelling: kind.as_str(),
            label: kind.label(lang),
            severity: kind.severity(),
            counts: vec![0; lists.len()],
        });
        let place = |gap: &Gap<'_>| gap.kind() as usize;
        let table = Table::new(
            "gap-counts",
            say(lang, "Gaps by kind", "各类断点数量"),
            columns(say(lang, "Kind of gap", "断点类型"), "gap", lists, lang),
        );
        table.rows(counted(Vec::from(kinds), lists, place, lang))
    }

    /// The findings, counted by kind: a column for each list, under its name.
    #[must_use]
    pub fn finding_counts(&self, lists: &[(&str, &[Finding<'_>])], lang: Lang) -> Table<'c> {
        let kinds = FindingKind::ALL.map(|kind| Kind {
            spelling: kind.as_str(),
            label: kind.label(lang),
            severity: kind.severity(),
            counts: vec![0; lists.len()],
        });
        let place = |finding: &Finding<'_>| finding.kind() as usize;
        let table = Table::new(
            "finding-counts",
            say(lang, "Findings by kind", "各类发现数量"),
            columns(say(lang, "Kind of finding", "类型"), "finding", lists, lang),
        );
        table.rows(counted(Vec::from(kinds), lists, place, lang))
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

fn columns<T>(what: &'static str, definition: &'static str, lists: &[(&str, &[T])], lang: Lang) -> Vec<Column> {
    let mut columns = vec![
        Column::words(what).definition(definition),
        Column::words(say(lang, "Severity", "程度")).definition("severity"),
    ];
    columns.extend(lists.iter().map(|(name, _)| Column::number(*name)));
    columns
}

/// The kinds that occur, in one pass over each list.
fn counted<'c, T>(
    mut kinds: Vec<Kind>,
    lists: &[(&str, &[T])],
    place: impl Fn(&T) -> usize,
    lang: Lang,
) -> impl Iterator<Item = TableRow<'c>> {
    for (list, (_, items)) in lists.iter().enumerate() {
        for item in *items {
            kinds[place(item)].counts[list] += 1;
        }
    }
    let occurring = kinds.into_iter().filter(|kind| kind.counts.iter().any(|count| *count > 0));
    occurring.map(move |kind| {
        let mut cells = vec![kind.label.to_owned(), kind.severity.label(lang).to_owned()];
        cells.extend(kind.counts.iter().map(usize::to_string));
        TableRow::new(cells, About::nothing()).of_kind(kind.spelling)
    })
}
