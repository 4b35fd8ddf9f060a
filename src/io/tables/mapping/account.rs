//! The account of an import: what became of every row, and what the table itself says.

mod cause;
mod disposition;
mod explanation;
mod refusal;
mod remark;
mod sentences;

use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;

use serde::Serialize;

use crate::model::{Lang, Text};

pub use disposition::{Disposition, RowAccount};
pub use refusal::{Refusal, RefusalKind, RowRefusal};
pub use remark::{LeftOffWhy, MadeUp, Remark};

pub(super) use disposition::{Dispositions, Stored};
pub(super) use refusal::group;
pub(super) use remark::{Readings, Remarks};

/// As much of a text as is reported of a row. A cell may hold megabytes, and there may be a million rows.
pub(super) fn shortened(text: &str) -> Box<str> {
    const LONGEST: usize = 200;
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end]).into()
}

/// What became of every row of every table. No row vanishes: of each table, the rows used, merged, left out and refused
/// add up to the rows read.
///
/// Its `Display` is the account in English, [`text`](Self::text) that in either language, in at most 80 columns.
/// [`rows`](Self::rows) tells of each row, and [`rows_csv`](Self::rows_csv) writes that down.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Account {
    /// Each table, in the order of the mapping.
    pub tables: Vec<TableAccount>,
    /// The rows left out, by rule, in the order of the rules.
    pub left_out: Vec<LeftOut>,
    /// Why rows were refused, the most rows first. A row may be refused for several reasons.
    pub refusals: Vec<Refusal>,
    /// Where rows say different things of one organization or project.
    pub disagreements: Vec<Disagreement>,
    /// Dates that projects cannot have, and were left off.
    pub dates_left_off: Vec<DatesLeftOff>,
    /// Columns that the mapping names and the tables do not have, where another one or none will do.
    pub absent_columns: Vec<AbsentColumn>,
    /// What the table itself says, before anything is left out.
    pub figures: Vec<Figure>,
    /// What each rule of `builds_on` found.
    pub links: Vec<LinkFigure>,
    /// What was made of the rows.
    pub made: Made,
    /// What else is worth knowing: what was made up by rule, not found, left off, or is nearly alike.
    pub remarks: Vec<Remark>,
    /// What each column of each table became.
    pub columns: Vec<ColumnUse>,
    /// The formats in which dates were tried.
    pub formats: Vec<Box<str>>,
    #[serde(skip)]
    pub(super) dispositions: Dispositions,
}

/// The rows of one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TableAccount {
    /// Its name in the mapping.
    pub name: Box<str>,
    /// The file.
    pub file: PathBuf,
    /// The sheet, where the file has several.
    pub sheet: Option<Box<str>>,
    /// The encoding of a text file.
    pub encoding: Option<&'static str>,
    /// The sheets or files that it stands in, one below the other; none where it is one.
    pub parts: Vec<TablePart>,
    /// The rows below the column names.
    pub read: usize,
    /// The rows that became a project, or that another table's rows refer to.
    pub used: usize,
    /// The rows that say more of a project that an earlier row is about.
    pub merged: usize,
    /// The rows that a rule leaves out.
    pub left_out: usize,
    /// The rows that cannot be read as the mapping has it.
    pub refused: usize,
}

/// A column, with what was made of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ColumnUse {
    /// The table, as the mapping calls it.
    pub table: Box<str>,
    /// The column.
    pub column: Box<str>,
    /// The fields that it feeds, such as `project.stage`; none of one that nothing was made of.
    pub fields: Vec<Box<str>>,
}

/// One of the sheets or files that a table stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TablePart {
    /// The file.
    pub file: PathBuf,
    /// The sheet, where the file has several.
    pub sheet: Option<Box<str>>,
    /// The rows below its column names.
    pub read: usize,
}

/// The rows of all tables that one rule leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LeftOut {
    /// Why.
    pub why: Text,
    /// How many rows.
    pub rows: usize,
}

/// One organization or project of which rows say different things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Disagreement {
    /// The field, as the mapping calls it, such as `organization.name`.
    pub field: Cow<'static, str>,
    /// The id of the organization or project.
    pub id: Box<str>,
    /// What most rows say, or of as many the first in the alphabet: it was kept. Of a long text, the beginning.
    pub kept: Box<str>,
    /// Another thing that a row says. Of a long text, the beginning.
    pub other: Box<str>,
}

/// Dates of one kind that were left off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DatesLeftOff {
    /// The key of the date in the chain, such as `ended`.
    pub field: &'static str,
    /// Why.
    pub why: WhyLeftOff,
    /// How many projects.
    pub projects: usize,
}

/// Why a date was left off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum WhyLeftOff {
    /// It is later than the chain's "today": a plan, not a fact.
    Planned,
    /// The status says that it has not happened.
    AgainstStatus,
    /// It is out of order with another date, and the mapping allows that.
    OutOfOrder,
}

/// A column that a mapping names and no table has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AbsentColumn {
    /// The column.
    pub column: Box<str>,
    /// The place in the mapping.
    pub field: Box<str>,
    /// The most similar column that there is.
    pub nearest: Option<String>,
}

/// A figure of the table as read, which the mapping asks for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Figure {
    /// What it is.
    pub name: Text,
    /// The figure.
    #[serde(flatten)]
    pub value: FigureValue,
}

/// The value of a [`Figure`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FigureValue {
    /// How many different values there are.
    Distinct(usize),
    /// What the numbers add up to.
    Sum(f64),
    /// How many rows a condition holds of.
    Count(usize),
    /// The days between two dates.
    Days {
        /// Of all rows that have both.
        all: Option<Spread>,
        /// By the values of a column, in alphabetical order.
        by: Vec<(Box<str>, Spread)>,
    },
}

/// How numbers of days are spread.
///
/// Quantiles are those of Weibull (type 6 of Hyndman & Fan 1996), which Python's `statistics.quantiles` gives.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Spread {
    /// How many there are: at least one.
    pub count: usize,
    /// A tenth are at most this.
    pub p10: f64,
    /// Half are at most this.
    pub median: f64,
    /// Nine tenths are at most this.
    pub p90: f64,
    /// The least.
    pub min: i32,
    /// The greatest.
    pub max: i32,
}

/// What a rule of `builds_on` found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct LinkFigure {
    /// What the rule is called.
    pub name: Text,
    /// The projects that could be built on.
    pub upstream: usize,
    /// The projects that could build on one.
    pub downstream: usize,
    /// Those of them that do.
    pub linked: usize,
    /// How many links there are: one project may build on several.
    pub links: usize,
    /// The links between two organizations.
    pub across: usize,
    /// The median of the days from the end of the one to the start of the other; negative where they overlap.
    pub median_gap_days: Option<f64>,
}

/// How many records were made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Made {
    /// Organizations, those that the mapping declares among them.
    pub organizations: usize,
    /// Projects.
    pub projects: usize,
    /// Handoffs: what projects build on.
    pub builds_on: usize,
    /// Funding records.
    pub funding: usize,
    /// Agreements.
    pub agreements: usize,
    /// Germplasm.
    pub germplasm: usize,
    /// The parents of germplasm.
    pub parents: usize,
    /// Those of them that are germplasm with a row of its own.
    pub parents_with_row: usize,
    /// Demands.
    pub demands: usize,
    /// Licences.
    pub licences: usize,
    /// Services.
    pub services: usize,
    /// Adoptions.
    pub adoptions: usize,
    /// Collections.
    pub collections: usize,
    /// Regions.
    pub regions: usize,
}

impl Account {
    /// How many rows were read, of all tables.
    #[must_use]
    pub fn rows_read(&self) -> usize {
        self.tables.iter().map(|table| table.read).sum()
    }

    /// How many rows were refused, of all tables.
    #[must_use]
    pub fn rows_refused(&self) -> usize {
        self.tables.iter().map(|table| table.refused).sum()
    }

    /// Whether the rows used, merged, left out and refused add up to the rows read, table by table. They always do; this
    /// is for whoever wants to see it.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.tables.iter().all(|table| table.used + table.merged + table.left_out + table.refused == table.read)
    }

    /// What became of each row, table by table, in the order of the rows.
    pub fn rows(&self) -> impl Iterator<Item = RowAccount<'_>> {
        (0..self.tables.len()).flat_map(move |table| (0..self.tables[table].read).map(move |row| self.row(table, row)))
    }

    /// What became of each row, as a CSV table.
    #[must_use]
    pub fn rows_csv(&self, lang: Lang) -> String {
        disposition::csv(self, lang)
    }

    /// The import in plain words: which column became what, what was left out or made up, and what to do next.
    #[must_use]
    pub fn explanation(&self, lang: Lang) -> String {
        explanation::text(self, lang)
    }

    /// The account in a language, in lines of at most 80 columns.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        sentences::text(self, lang)
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}
