//! Tables and sentences, ready to be rendered in either language.

use std::borrow::Cow;

use serde::Serialize;

use super::{About, Cell, Phrase, Words};
use crate::model::{Evidence, Lang};
use crate::query::Degree;
use crate::rules::Severity;

/// On which side the cells of a column are flush.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// Where reading starts: words.
    Start,
    /// Where it ends: numbers.
    End,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Column {
    /// What stands over it, short enough for a terminal.
    pub heading: Words,
    /// On which side its cells are flush.
    pub align: Align,
    /// The unit of its numbers, where they have one.
    pub unit: Option<Words>,
    /// The [id](super::Definition::id) of the definition that explains it.
    pub definition: Option<&'static str>,
    /// Whether a cell that repeats the one above may be left blank.
    pub grouped: bool,
}

impl Column {
    /// A column under a heading.
    pub(super) const fn headed(heading: Words, align: Align) -> Self {
        Self { heading, align, unit: None, definition: None, grouped: false }
    }

    /// A column of words.
    pub(super) const fn words(en: &'static str, zh: &'static str) -> Self {
        Self::headed(Words::new(en, zh), Align::Start)
    }

    /// A column of numbers.
    pub(super) const fn number(en: &'static str, zh: &'static str) -> Self {
        Self::headed(Words::new(en, zh), Align::End)
    }

    /// Sets the unit.
    pub(super) fn unit(mut self, en: &'static str, zh: &'static str) -> Self {
        self.unit = Some(Words::new(en, zh));
        self
    }

    setters! {
        /// Sets what explains it.
        definition: &'static str => |id| Some(id);
    }

    /// Lets cells that repeat the one above be left blank.
    pub(super) const fn grouped(mut self) -> Self {
        self.grouped = true;
        self
    }
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TableRow<'c> {
    /// A cell for each column.
    pub cells: Vec<Cell<'c>>,
    /// What kind of thing it is about, where the rows of the table are of different kinds: as it is spelt in JSON.
    pub kind: Option<&'static str>,
    /// What it is about, for filters and links.
    pub about: About<'c>,
}

impl<'c> TableRow<'c> {
    pub(super) const fn new(cells: Vec<Cell<'c>>, about: About<'c>) -> Self {
        Self { cells, kind: None, about }
    }

    pub(super) const fn of_kind(mut self, kind: &'static str) -> Self {
        self.kind = Some(kind);
        self
    }

    /// The texts of its cells in a language.
    pub fn texts(&self, lang: Lang) -> impl Iterator<Item = Cow<'_, str>> {
        self.cells.iter().map(move |cell| cell.text(lang))
    }
}

/// A table, for readers of either language.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Table<'c> {
    /// What it is called among all tables.
    pub id: &'static str,
    /// What it shows.
    pub caption: Words,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<TableRow<'c>>,
    /// What one has to know to read it, and what follows from it: paragraphs.
    pub notes: Vec<Phrase<'c>>,
}

impl<'c> Table<'c> {
    pub(super) const fn new(id: &'static str, caption: Words, columns: Vec<Column>) -> Self {
        Self { id, caption, columns, rows: Vec::new(), notes: Vec::new() }
    }

    pub(super) fn rows(mut self, rows: impl IntoIterator<Item = TableRow<'c>>) -> Self {
        self.rows.extend(rows);
        self
    }

    pub(super) fn note(mut self, note: impl Into<Phrase<'c>>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Whether it has no row.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How well all its rows are known, if they are known alike; `None` if they differ, or if no row says.
    #[must_use]
    pub fn evidence(&self) -> Option<Evidence> {
        let mut known = self.rows.iter().map(|row| row.about.evidence);
        let first = known.next().flatten()?;
        known.all(|evidence| evidence == Some(first)).then_some(first)
    }
}

/// A sentence about one thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Sentence<'c> {
    /// What it says.
    pub phrase: Phrase<'c>,
    /// How bad it is, where it is bad.
    pub severity: Option<Severity>,
    /// How far it is known, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Degree>,
    /// What would settle it, where it is only possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled_by: Option<Phrase<'c>>,
    /// What kind of thing it tells, as it is spelt in JSON, such as `stranded-result`.
    pub kind: &'static str,
    /// Which gap or bottleneck of the diagnosis it tells, where it was reported which: its number in the list, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<usize>,
    /// What it is about, for filters and links.
    pub about: About<'c>,
}

impl<'c> Sentence<'c> {
    pub(super) fn new(kind: &'static str, phrase: impl Into<Phrase<'c>>, about: About<'c>) -> Self {
        Self { phrase: phrase.into(), severity: None, certainty: None, settled_by: None, kind, number: None, about }
    }

    pub(super) const fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// The sentence in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        self.phrase.text(lang)
    }

    /// Its parts in the order of a language: names of records apart from the words between them.
    #[must_use]
    pub fn parts(&self, lang: Lang) -> &[Cell<'c>] {
        self.phrase.cells(lang)
    }
}
