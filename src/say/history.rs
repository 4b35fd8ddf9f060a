//! The history of a chain, in tables.

use super::cell::word;
use super::words::say;
use super::{About, Cell, Column, Digits, Phrase, Table, TableRow, Unit, Words};
use crate::model::{Boundary, Lang};
use crate::query::{GapKind, PastYear};

/// What a chart of a line of text is drawn with.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The gaps of each kind at the end of each year: the first and the last, and what was between as a small chart.
///
/// ```
/// use seedrelay::query::HistoryOptions;
/// use seedrelay::{Lang, datasets, say};
/// let history = datasets::example().history(&HistoryOptions::new());
/// let table = say::history(&history);
/// assert_eq!(table.columns[0].heading.get(Lang::En), "Kind of gap");
/// ```
#[must_use]
pub fn history(history: &[PastYear]) -> Table<'static> {
    let columns = vec![
        Column::words("Kind of gap", "断点类型").definition("gap"),
        Column::number("First", "期初"),
        Column::number("Last", "期末"),
        Column::words("Year by year", "逐年变化"),
    ];
    let row = |kind: GapKind| {
        let counts: Vec<Option<f64>> = history.iter().map(|year| Some(year.gaps_of(kind) as f64)).collect();
        if counts.iter().all(|count| *count == Some(0.0)) {
            return None;
        }
        let most = counts.iter().flatten().copied().fold(0.0, f64::max);
        let at = |year: Option<&PastYear>| Cell::count(year.map_or(0, |year| year.gaps_of(kind)), Unit::None);
        let cells = vec![word!(kind), at(history.first()), at(history.last()), Cell::text_of(chart(&counts, most))];
        Some(TableRow::new(cells, About::nothing()).of_kind(kind.as_str()))
    };
    Table::new(
        "history",
        Words::new("Gaps at each year's end, by what is known today", "历年年末的断点（按现有记录）"),
        columns,
    )
    .rows(GapKind::ALL.iter().filter_map(|kind| row(*kind)))
    .note(span(history))
}

/// The share of results that were taken up at the end of each year.
#[must_use]
pub fn past_conversions(history: &[PastYear]) -> Table<'static> {
    let columns = vec![
        Column::words("Year's end", "年末"),
        Column::number("0→1 to 1→10", "从0到1至从1到10").definition("conversion"),
        Column::number("1→10 to 10→100", "从1到10至从10到100").definition("conversion"),
        Column::number("Gaps", "断点").definition("gap"),
    ];
    let row = |year: &PastYear| {
        let share = |boundary| {
            year.conversion_over(boundary)
                .map_or(Cell::Undefined, |share| Cell::number(share, Unit::Share, Digits::Fixed(0)))
        };
        let gaps: usize = year.gaps.iter().map(|row| row.gaps).sum();
        let [first, second] = Boundary::ALL.map(share);
        let cells = vec![Cell::text_of(year.as_of.to_string()), first, second, Cell::count(gaps, Unit::None)];
        TableRow::new(cells, About::nothing())
    };
    let undated = history.first().map(|year| year.undated).unwrap_or_default();
    Table::new("past-conversions", Words::new("Results that were taken up, by what is known today", "历年成果承接率（按现有记录）"), columns)
        .rows(history.iter().map(row))
        .note(Phrase::of(|lang| charts(history, lang)))
        .note(Phrase::of(|lang| {
            let (capabilities, projects) = (undated.capabilities, undated.projects);
            vec![Cell::text_of(match lang {
                Lang::En => {
                    let capability = if capabilities == 1 { "capability" } else { "capabilities" };
                    let project = if projects == 1 { "project" } else { "projects" };
                    format!(
                        "Without a date, {capabilities} {capability} and {projects} {project} stand in the past as they do today."
                    )
                }
                Lang::Zh => format!("{capabilities}项能力与{projects}个项目没有日期，按今日的状态计入各年。"),
            })]
        }))
}

/// From when to when.
fn span(history: &[PastYear]) -> Phrase<'static> {
    let day = |year: Option<&PastYear>| year.map_or_else(String::new, |year| year.as_of.to_string());
    let (first, last) = (day(history.first()), day(history.last()));
    Phrase::of(|lang| vec![Cell::text_of(format!("{first}{}{last}", say(lang, " to ", "至")))])
}

/// The shares that were taken up over each boundary, year by year, as small charts.
fn charts(history: &[PastYear], lang: Lang) -> Vec<Cell<'static>> {
    let chart = |boundary: Boundary| {
        let shares: Vec<Option<f64>> = history.iter().map(|year| year.conversion_over(boundary)).collect();
        let (from, to) = (boundary.from().label(lang), boundary.to().label(lang));
        match lang {
            Lang::En => format!("{from} to {to} {}", chart(&shares, 1.0)),
            Lang::Zh => format!("{from}至{to} {}", chart(&shares, 1.0)),
        }
    };
    let [first, second] = Boundary::ALL.map(chart);
    vec![Cell::text_of(match lang {
        Lang::En => format!("Year by year: {first}; {second}."),
        Lang::Zh => format!("逐年变化：{first}；{second}。"),
    })]
}

/// Numbers as bars in a line, each in proportion to the most that one can be; a dot where there is none.
fn chart(numbers: &[Option<f64>], most: f64) -> String {
    let bar = |number: &Option<f64>| {
        let Some(number) = number else { return '·' };
        BARS[(number / most * (BARS.len() - 1) as f64).round() as usize]
    };
    numbers.iter().map(bar).collect()
}
