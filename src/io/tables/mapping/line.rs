//! A row with those that are joined to it, and what stands where values come from.
//!
//! Many fields ask for one cell, and many rows have one text there. So the different texts of each expression are
//! numbered, once a row, and what follows from a text is worked out once and kept by the number.

use super::account::Readings;
use super::columns::ColumnAt;
use super::expression::{Expression, Found};
use super::gather::Names;
use super::pattern::{Steps, ValueMap};
use super::rules::{Condition, Holds};
use super::values::Writing;
use crate::io::tables::{Cell, Row};
use crate::model::PartialDate;

/// A row of a table, among those of so many.
pub(super) fn of_table(table: usize, row: Row<'_>, tables: usize) -> Vec<Option<Row<'_>>> {
    let mut rows = vec![None; tables];
    rows[table] = Some(row);
    rows
}

/// What follows from the texts of one expression, by their numbers.
#[derive(Clone, Debug)]
pub(super) struct Memo<T>(Vec<Option<T>>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> Memo<T> {
    /// What follows from the text of a number.
    pub(super) fn of(&mut self, number: u32, work_out: impl FnOnce() -> T) -> T {
        /// Where there are more texts, they hardly come again.
        const MOST: usize = 1 << 16;
        let number = number as usize;
        if number >= MOST {
            return work_out();
        }
        if number >= self.0.len() {
            self.0.resize(number + 1, None);
        }
        *self.0[number].get_or_insert_with(work_out)
    }
}

/// The row that is being read.
pub(super) struct Line<'a> {
    writing: &'a Writing,
    /// That of the table that is gone through, and those that are joined to it.
    pub(super) rows: Vec<Option<Row<'a>>>,
    /// What was worked out of the row for each expression, by the number of that.
    here: Vec<Here>,
    /// What all rows have.
    texts: Vec<Texts>,
    /// How many bytes that is.
    kept: u64,
}

/// As far as anybody asked; that there is no date or number is an answer too.
#[derive(Clone, Copy, Default)]
#[allow(clippy::option_option)]
struct Here {
    number: Option<u32>,
    date: Option<Option<PartialDate>>,
    amount: Option<Option<f64>>,
}

/// The different texts of an expression.
#[derive(Default)]
struct Texts {
    names: Names,
    dates: Memo<Option<PartialDate>>,
    /// The formats that dates are not read in, one bit each.
    barred: u128,
}

impl<'a> Line<'a> {
    /// A line for so many different expressions.
    pub(super) fn new(expressions: usize, writing: &'a Writing) -> Self {
        let texts = std::iter::repeat_with(Texts::default).take(expressions).collect();
        Self { writing, rows: Vec::new(), here: vec![Here::default(); expressions], texts, kept: 0 }
    }

    /// Goes on to another row of a table, of so many. Those that are joined to it are added by whoever knows them.
    pub(super) fn begin(&mut self, table: usize, row: Row<'a>, tables: usize) {
        self.rows.clear();
        self.rows.resize(tables, None);
        self.rows[table] = Some(row);
        self.here.fill(Here::default());
    }

    /// Keeps dates of an expression to some formats.
    pub(super) fn bar(&mut self, expression: &Expression, barred: u128) {
        self.texts[expression.number].barred = barred;
    }

    /// The two readings of a date that is none for having two.
    pub(super) fn ambiguity(&self, expression: &'a Expression) -> Option<Readings> {
        let text = expression.find(&self.rows, self.writing).text;
        self.writing.readings(&text, self.texts[expression.number].barred)
    }

    pub(super) fn find(&self, expression: &'a Expression) -> Found<'a> {
        expression.find(&self.rows, self.writing)
    }

    /// The number of the text among all that the expression gives.
    pub(super) fn number(&mut self, expression: &'a Expression) -> u32 {
        let Self { writing, rows, here, texts, kept } = self;
        let names = &mut texts[expression.number].names;
        let number = &mut here[expression.number].number;
        *number.get_or_insert_with(|| numbered(names, &expression.find(rows, writing).text, kept))
    }

    /// How many bytes of text are kept.
    pub(super) const fn kept(&self) -> u64 {
        self.kept
    }

    /// The text of a number.
    pub(super) fn text(&self, expression: &Expression, number: u32) -> &str {
        self.texts[expression.number].names.text(number)
    }

    /// The date, as a spreadsheet has it or as it is written; `None` for what is none, or nothing.
    pub(super) fn date(&mut self, expression: &'a Expression) -> Option<PartialDate> {
        let Self { writing, rows, here, texts, kept } = self;
        let Texts { names, dates, barred } = &mut texts[expression.number];
        let date = &mut here[expression.number].date;
        *date.get_or_insert_with(|| match expression.find(rows, writing) {
            Found { cell: Cell::Date(date), .. } => Some(date),
            Found { text, .. } if text.is_empty() => None,
            Found { text, .. } => dates.of(numbered(names, &text, kept), || writing.date_but(&text, *barred)),
        })
    }

    /// The number that stands there, as a spreadsheet has it or as it is written; `None` for what is none, or nothing.
    pub(super) fn amount(&mut self, expression: &'a Expression) -> Option<f64> {
        let Self { writing, rows, here, .. } = self;
        let amount = &mut here[expression.number].amount;
        *amount.get_or_insert_with(|| match expression.find(rows, writing) {
            Found { cell: Cell::Number(number), .. } => Some(number),
            Found { text, .. } => writing.number(&text),
        })
    }

    /// The column that a value came from, or else the first that it could have come from.
    pub(super) fn column(&self, expression: &Expression) -> Option<ColumnAt> {
        expression.column(&self.rows, self.writing)
    }
}

/// The number of a text, and what it takes to keep it.
fn numbered(names: &mut Names, text: &str, kept: &mut u64) -> u32 {
    let before = names.bytes();
    let number = names.number(text);
    *kept += (names.bytes() - before) as u64;
    number
}

/// Whether all conditions hold of a row.
pub(super) fn holds<'a>(
    conditions: &'a [Condition],
    memos: &mut [Memo<bool>],
    line: &mut Line<'a>,
    steps: &mut Steps,
) -> bool {
    conditions.iter().zip(memos).all(|(condition, memo)| {
        let number = line.number(&condition.expression);
        let mut is_match =
            |map: &ValueMap<()>| memo.of(number, || map.get(line.text(&condition.expression, number), steps).is_some());
        match &condition.holds {
            Holds::Matches(map) => is_match(map),
            Holds::Unless(map) => !is_match(map),
            Holds::Unlike(other) => line.find(&condition.expression).text != line.find(other).text,
        }
    })
}
