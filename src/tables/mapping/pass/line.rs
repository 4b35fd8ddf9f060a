//! A row with those that are joined to it, and what stands where values come from.
//!
//! Many fields ask for one cell, and many rows have one text there. So each expression is looked up once a row, its
//! different texts are numbered, and what follows from a text is worked out once and kept by the number.

use super::super::expression::{ColumnAt, Expression, Found};
use super::super::gather::Names;
use super::super::values::Writing;
use crate::PartialDate;
use crate::tables::{Cell, Row};

/// What follows from the texts of one expression, by their numbers.
#[derive(Clone, Debug)]
pub(in super::super) struct Memo<T>(Vec<Option<T>>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> Memo<T> {
    pub(in super::super) fn of(&mut self, number: u32, work_out: impl FnOnce() -> T) -> T {
        let number = number as usize;
        if number >= self.0.len() {
            self.0.resize(number + 1, None);
        }
        *self.0[number].get_or_insert_with(work_out)
    }
}

/// The row that is being read.
pub(in super::super) struct Line<'a> {
    writing: &'a Writing,
    /// That of the first table, and that of each joined one.
    pub(super) rows: Vec<Option<Row<'a>>>,
    /// What the row has for each expression, by the number of that, as far as anybody asked.
    here: Vec<Option<Here<'a>>>,
    /// What all rows have.
    texts: Vec<Texts>,
}

struct Here<'a> {
    found: Found<'a>,
    number: Option<u32>,
    amount: Option<Option<f64>>,
}

/// The different texts of an expression.
#[derive(Default)]
struct Texts {
    names: Names,
    dates: Memo<Option<PartialDate>>,
}

impl<'a> Line<'a> {
    /// A line for so many different expressions.
    pub(super) fn new(expressions: usize, writing: &'a Writing) -> Self {
        let here = std::iter::repeat_with(|| None).take(expressions).collect();
        let texts = std::iter::repeat_with(Texts::default).take(expressions).collect();
        Self { writing, rows: Vec::new(), here, texts }
    }

    /// Goes on to another row of the first table. Those that are joined to it are added by whoever knows them.
    pub(super) fn begin(&mut self, row: Row<'a>) {
        self.rows.clear();
        self.rows.push(Some(row));
        self.here.fill_with(|| None);
    }

    pub(in super::super) fn find(&mut self, expression: &'a Expression<ColumnAt>) -> &Found<'a> {
        &self.here(expression).0.found
    }

    /// The number of the text among all that the expression gives.
    pub(in super::super) fn number(&mut self, expression: &'a Expression<ColumnAt>) -> u32 {
        let (here, texts) = self.here(expression);
        *here.number.get_or_insert_with(|| texts.names.number(&here.found.text))
    }

    /// The text of a number.
    pub(in super::super) fn text(&self, expression: &Expression<ColumnAt>, number: u32) -> &str {
        self.texts[expression.number].names.text(number)
    }

    /// The date, as a spreadsheet has it or as it is written; `None` for what is none, or nothing.
    pub(in super::super) fn date(&mut self, expression: &'a Expression<ColumnAt>) -> Option<PartialDate> {
        match self.find(expression) {
            Found { cell: Cell::Date(date), .. } => return Some(*date),
            Found { text, .. } if text.is_empty() => return None,
            _ => {}
        }
        let (number, writing) = (self.number(expression), self.writing);
        let Texts { names, dates } = &mut self.texts[expression.number];
        dates.of(number, || writing.date(names.text(number)))
    }

    /// The number that stands there, as a spreadsheet has it or as it is written; `None` for what is none, or nothing.
    pub(in super::super) fn amount(&mut self, expression: &'a Expression<ColumnAt>) -> Option<f64> {
        let writing = self.writing;
        let Here { found, amount, .. } = self.here(expression).0;
        *amount.get_or_insert_with(|| match found.cell {
            Cell::Number(number) => Some(number),
            _ => writing.number(&found.text),
        })
    }

    /// The column that a value came from, or else the first that it could have come from.
    pub(super) fn column(&self, expression: &Expression<ColumnAt>) -> Option<ColumnAt> {
        expression.column(&self.rows, self.writing)
    }

    fn here(&mut self, expression: &'a Expression<ColumnAt>) -> (&mut Here<'a>, &mut Texts) {
        let Self { writing, rows, here, texts } = self;
        let here = here[expression.number].get_or_insert_with(|| Here {
            found: expression.find(rows, writing),
            number: None,
            amount: None,
        });
        (here, &mut texts[expression.number])
    }
}
