//! The prepared view: what is said about a chain and its answers, in words and tables, ready to be rendered.
//!
//! One place decides what is said, several render it: a terminal, a page, a workbook. A [`View`] takes the answers of a
//! chain and gives [`Table`]s and [`Sentence`]s in the language of the reader. They hold no layout. Each row and each
//! sentence says what it is [`About`]: the category, stages and kinds by which a reader may filter, the records that it
//! rests on, and how well the weakest of them is known, so that documented, assumed and proposed are told apart
//! wherever it is shown. [`definitions`] explains everything that the tables show.

mod about;
mod bottlenecks;
mod chain;
mod connectors;
mod counts;
mod definitions;
mod flow;
mod grounds;
mod mechanisms;
mod selection;
mod sentences;
mod summary;
mod throughput;
mod words;

use serde::Serialize;

use crate::chain::SupplyChain;
use crate::rules::Severity;

pub use about::{About, Record};
pub use definitions::{Definition, definitions};
pub use summary::WithoutProposed;
pub use throughput::basis as throughput_basis;
pub use words::evidence_note;

use grounds::Grounds;

/// What is said about one chain.
///
/// What it takes to tell what an answer rests on is looked up once, when it is first asked for.
///
/// ```
/// use seedrelay::say::View;
/// use seedrelay::{Evidence, Lang, datasets};
///
/// let today = datasets::hunan().known_at_least(Evidence::Assumed);
/// let view = View::new(&today);
/// let coverage = view.coverage(&today.coverage(), Lang::Zh);
/// assert_eq!(coverage.columns[0].heading, "品类");
/// assert_eq!(coverage.rows[0].about.evidence, Some(Evidence::Assumed), "nobody counts teams by stage");
/// ```
#[derive(Debug)]
pub struct View<'c> {
    chain: &'c SupplyChain,
    grounds: Grounds<'c>,
}

impl<'c> View<'c> {
    /// The view of a chain. It takes the answers of this chain, and of no other.
    #[must_use]
    pub const fn new(chain: &'c SupplyChain) -> Self {
        Self { chain, grounds: Grounds::new(chain) }
    }

    /// The chain.
    #[must_use]
    pub const fn chain(&self) -> &'c SupplyChain {
        self.chain
    }
}

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
    pub heading: String,
    /// On which side its cells are flush.
    pub align: Align,
    /// The unit of its numbers, where they have one.
    pub unit: Option<&'static str>,
    /// The [id](Definition::id) of the definition that explains it.
    pub definition: Option<&'static str>,
    /// Whether a cell that repeats the one above may be left blank.
    pub grouped: bool,
}

impl Column {
    /// A column of words.
    fn words(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), align: Align::Start, unit: None, definition: None, grouped: false }
    }

    /// A column of numbers.
    fn number(heading: impl Into<String>) -> Self {
        Self { align: Align::End, ..Self::words(heading) }
    }

    setters! {
        /// Sets the unit.
        unit: &'static str => |unit| Some(unit);
        /// Sets what explains it.
        definition: &'static str => |id| Some(id);
    }

    /// Lets cells that repeat the one above be left blank.
    fn grouped(mut self) -> Self {
        self.grouped = true;
        self
    }
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TableRow<'c> {
    /// A cell for each column.
    pub cells: Vec<String>,
    /// What kind of thing it is about, where the rows of the table are of different kinds: as it is spelt in JSON.
    pub kind: Option<&'static str>,
    /// What it is about, for filters and links.
    pub about: About<'c>,
}

impl<'c> TableRow<'c> {
    fn new(cells: Vec<String>, about: About<'c>) -> Self {
        Self { cells, kind: None, about }
    }

    fn of_kind(mut self, kind: &'static str) -> Self {
        self.kind = Some(kind);
        self
    }
}

/// A table, in one language.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Table<'c> {
    /// What it is called among all tables, in every language.
    pub id: &'static str,
    /// What it shows.
    pub caption: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<TableRow<'c>>,
    /// What one has to know to read it, and what follows from it: paragraphs.
    pub notes: Vec<String>,
}

impl<'c> Table<'c> {
    fn new(id: &'static str, caption: &'static str, columns: Vec<Column>) -> Self {
        Self { id, caption, columns, rows: Vec::new(), notes: Vec::new() }
    }

    fn rows(mut self, rows: impl IntoIterator<Item = TableRow<'c>>) -> Self {
        self.rows.extend(rows);
        self
    }

    fn note(mut self, note: impl Into<String>) -> Self {
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
    pub fn evidence(&self) -> Option<crate::model::Evidence> {
        let mut known = self.rows.iter().map(|row| row.about.evidence);
        let first = known.next().flatten()?;
        known.all(|evidence| evidence == Some(first)).then_some(first)
    }
}

/// A sentence about one thing, in one language.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Sentence<'c> {
    /// The sentence.
    pub text: String,
    /// How bad it is, where it is bad.
    pub severity: Option<Severity>,
    /// What kind of thing it tells, as it is spelt in JSON, such as `stranded-result`.
    pub kind: &'static str,
    /// What it is about, for filters and links.
    pub about: About<'c>,
}
