//! The figures: each a table of the prepared view, with a drawing of its numbers in a column of its own.
//!
//! The table is the text alternative of its drawings, and stands in the same row.

mod coverage;
mod drawn;
mod material;
mod survival;

use serde::Serialize;

use super::records::{Record, Records};
use super::words::{Svg, say, svg};
use crate::chain::SupplyChain;
use crate::model::{Evidence, Lang};
use crate::say::{self, Align, TableRow};

pub(super) use coverage::{glance, glance_notes, heat};
pub(super) use drawn::{acceptability, connectors, funnel, load, throughput};
pub(super) use material::{benefit, collections, core_parents, origins, pedigrees};
pub(super) use survival::delays;

/// The head of a column.
#[derive(Debug, Default, Serialize)]
pub(super) struct Head {
    pub(super) text: String,
    pub(super) unit: Option<String>,
    pub(super) class: &'static str,
    pub(super) drawing: Option<Svg>,
    /// Where the page explains it.
    pub(super) href: Option<String>,
}

/// A cell: text, parts of which may be links, or a drawing.
#[derive(Debug, Default, Serialize)]
pub(super) struct Cell {
    pub(super) text: String,
    /// A second, smaller line.
    pub(super) small: Option<String>,
    pub(super) class: &'static str,
    /// Whether it tells what the row is about.
    pub(super) head: bool,
    /// Whether a line over it shows the state of a boundary.
    pub(super) line: bool,
    /// Names of records, and words: instead of a text.
    pub(super) said: Option<Svg>,
    pub(super) drawing: Option<Svg>,
    /// How well it is known.
    pub(super) evidence: Option<Evidence>,
}

/// A table as it stands on the page.
#[derive(Debug, Default, Serialize)]
pub(super) struct PageTable {
    pub(super) caption: String,
    pub(super) heads: Vec<Head>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Ids of the rows, where they can be linked to.
    pub(super) anchors: Vec<String>,
    pub(super) left_out: usize,
    /// How many rows are printed, where that may be fewer than are shown.
    pub(super) most_printed: Option<usize>,
}

/// What a way of filling stands for.
#[derive(Debug, Serialize)]
pub(super) struct Key {
    pub(super) drawing: Svg,
    pub(super) text: String,
}

/// One drawing of several.
#[derive(Debug, Serialize)]
pub(super) struct Chart {
    pub(super) name: String,
    pub(super) svg: Svg,
    pub(super) room: Room,
}

/// What room a chart takes.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Room {
    /// A column, beside others.
    Column,
    /// The width of the page.
    Wide,
    /// The same on the screen alone: on paper its words would be too small, and the table below it says the same.
    WideOnScreen,
}

/// A figure.
#[derive(Debug, Serialize)]
pub(super) struct Figure {
    pub(super) id: String,
    pub(super) class: &'static str,
    pub(super) lead: Option<String>,
    pub(super) evidence: Option<Evidence>,
    pub(super) legend: Vec<Key>,
    pub(super) charts: Vec<Chart>,
    pub(super) table: PageTable,
    pub(super) notes: Vec<String>,
}

/// A column of drawings.
pub(super) struct Drawn {
    /// After how many columns of the table it stands.
    pub(super) after: usize,
    pub(super) head: String,
    pub(super) unit: String,
    pub(super) axis: String,
    /// One for each row.
    pub(super) cells: Vec<String>,
}

/// A table of the view, as a figure: the first so many rows.
pub(super) fn figure(
    table: say::Table<'_>,
    most_rows: usize,
    drawn: Option<Drawn>,
    records: &Records<'_>,
    lang: Lang,
) -> Figure {
    let evidence = table.evidence();
    let left_out = table.rows.len().saturating_sub(most_rows);
    let mut heads: Vec<Head> = table
        .columns
        .iter()
        .map(|column| Head {
            text: column.heading.get(lang).to_owned(),
            // “Teams” are counted in teams.
            unit: (column.unit.as_ref().map(|unit| unit.get(lang)))
                .filter(|unit| !unit.eq_ignore_ascii_case(column.heading.get(lang)))
                .map(ToOwned::to_owned),
            class: class_of(column.align),
            drawing: None,
            href: column.definition.map(|id| format!("#{lang}-definition-{id}")),
        })
        .collect();
    let shown = table.rows.iter().take(most_rows);
    let mut rows: Vec<Vec<Cell>> = shown
        .map(|row| {
            let cell = |(number, cell): (usize, &say::Cell<'_>)| Cell {
                said: Some(records.said(std::slice::from_ref(cell), lang)),
                class: class_of(table.columns[number].align),
                head: number == 0,
                ..Cell::default()
            };
            row.cells.iter().enumerate().map(cell).collect()
        })
        .collect();
    if let Some(drawn) = drawn {
        let head = Head {
            text: drawn.head,
            unit: Some(drawn.unit),
            class: "drawn",
            drawing: Some(svg(drawn.axis)),
            href: None,
        };
        heads.insert(drawn.after, head);
        for (row, drawing) in rows.iter_mut().zip(drawn.cells) {
            row.insert(drawn.after, Cell { drawing: Some(svg(drawing)), class: "drawn", ..Cell::default() });
        }
    }
    // Where not all rows are known alike, each says how well.
    if evidence.is_none() && table.rows.iter().any(|row| row.about.evidence.is_some()) {
        heads.push(Head { text: say(lang, "Evidence", "依据").to_owned(), ..Head::default() });
        for (cells, row) in rows.iter_mut().zip(&table.rows) {
            cells.push(Cell { evidence: row.about.evidence, ..Cell::default() });
        }
    }
    Figure {
        id: format!("{lang}-figure-{}", table.id),
        class: "",
        lead: None,
        evidence,
        legend: Vec::new(),
        charts: Vec::new(),
        table: PageTable { caption: table.caption.get(lang).to_owned(), heads, rows, left_out, ..PageTable::default() },
        notes: table.notes.iter().map(|note| note.text(lang)).collect(),
    }
}

const fn class_of(align: Align) -> &'static str {
    match align {
        Align::Start => "",
        Align::End => "number",
    }
}

/// The records that the cells of a row name.
pub(super) fn named(row: &TableRow<'_>, chain: &SupplyChain) -> Vec<Record> {
    let named = row.cells.iter().flat_map(say::Cell::records);
    named.filter_map(|record| Record::of(chain, record)).collect()
}

/// A key of a legend: a small box that is filled alike.
fn key(fill: &str, text: &str) -> Key {
    let drawing = format!(
        r#"<svg width="18" height="12" viewBox="0 0 18 12" aria-hidden="true" focusable="false"><rect class="{fill}" x="0.5" y="0.5" width="17" height="11"/></svg>"#
    );
    Key { drawing: svg(drawing), text: text.to_owned() }
}

/// A key of a legend: a line of a class, upright or level.
fn line_key(class: &str, upright: bool, text: &str) -> Key {
    let [x1, y1, x2, y2] = if upright { [9, 0, 9, 12] } else { [0, 6, 18, 6] };
    let drawing = format!(
        r#"<svg width="18" height="12" viewBox="0 0 18 12" aria-hidden="true" focusable="false"><path class="{class}" d="M{x1} {y1}L{x2} {y2}"/></svg>"#
    );
    Key { drawing: svg(drawing), text: text.to_owned() }
}

/// A number with few digits, as an axis shows it.
fn short(value: f64) -> String {
    if value == value.trunc() { format!("{value:.0}") } else { format!("{value:.3}").trim_end_matches('0').to_owned() }
}

/// A median of days in the language of the reader.
fn days(median: Option<f64>, lang: Lang) -> String {
    median.map_or_else(|| say(lang, "over half wait", "过半未被承接").to_owned(), |days| format!("{days:.0}"))
}

/// An end of an interval of days.
fn limit(end: Option<f64>, lang: Lang) -> String {
    end.map_or_else(|| say(lang, "open", "未定").to_owned(), |days| format!("{days:.0}"))
}
