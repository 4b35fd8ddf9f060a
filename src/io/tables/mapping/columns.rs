//! The columns that a mapping names, looked for in the tables that were given.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use hashbrown::HashMap;

use super::account::AbsentColumn;
use super::reason::Reason;
use crate::chain::{Path, Problem, ProblemKind, Problems};
use crate::io::tables::{Cell, Grid};
use crate::io::written::reader::{At, Reader};
use crate::model::Term;
use crate::text::{SearchBudget, nearest_within};

/// A column of one of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ColumnAt {
    pub(super) table: u32,
    pub(super) column: u32,
}

impl ColumnAt {
    /// Of a column that was not looked for yet.
    const NOWHERE: Self = Self { table: u32::MAX, column: u32::MAX };
}

/// A column as a mapping names it, with its place there, and once it is found, its place in the tables.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) at: ColumnAt,
    pub(super) name: Box<ColumnName>,
}

/// The name of a column as a mapping has it, with its place there.
#[derive(Clone, Debug)]
pub(super) struct ColumnName {
    pub(super) written: Box<str>,
    pub(super) path: Path,
    pub(super) span: Range<usize>,
}

impl Column {
    pub(super) fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        let written = reader.string(at)?;
        if written.trim().is_empty() {
            reader.unusable(at, written, Reason::NamelessColumn);
            return None;
        }
        Some(Self::named(written, at))
    }

    pub(super) fn named(written: &str, at: &At<'_>) -> Self {
        let name = ColumnName { written: written.trim().into(), path: at.path.clone(), span: at.span() };
        Self { at: ColumnAt::NOWHERE, name: Box::new(name) }
    }
}

/// Columns that are found are the same where their places are, whatever they are called.
impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl Eq for Column {}

impl Hash for Column {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.at.hash(state);
    }
}

/// The place of each column by its name; `None` for a name that stands twice.
type Header<'g> = HashMap<Cow<'g, str>, Option<u32>>;

/// The columns of the tables, by name, and what is wrong with those that a mapping names.
pub(super) struct Columns<'g> {
    tables: Vec<&'g str>,
    headers: Vec<Header<'g>>,
    /// The names of all columns, in an order that is the same each time.
    names: Vec<Cow<'g, str>>,
    problems: Vec<Problem>,
    absent: Vec<AbsentColumn>,
    /// What is left to be spent on hints.
    budget: SearchBudget,
}

impl<'g> Columns<'g> {
    pub(super) fn of(tables: Vec<&'g str>, grids: &'g [&'g Grid]) -> Self {
        let headers: Vec<_> = grids.iter().map(|grid| header(grid)).collect();
        let mut names = Vec::new();
        for header in &headers {
            let begin = names.len();
            names.extend(header.keys().cloned());
            names[begin..].sort_unstable();
        }
        Self { tables, headers, names, problems: Vec::new(), absent: Vec::new(), budget: SearchBudget::default() }
    }

    /// The columns that the tables can do without and do not have; or everything that is wrong.
    pub(super) fn finish(self) -> Result<Vec<AbsentColumn>, Problems> {
        Problems::new(self.problems).map_or(Ok(self.absent), Err)
    }

    /// Finds the place of a column, wherever it is; `false` if there is none of the name.
    pub(super) fn find(&mut self, column: &mut Column) -> bool {
        let written = &*column.name.written;
        let in_table = |table: usize, name: &str| {
            let place = self.headers.get(table)?.get(name)?;
            Some((table as u32, *place))
        };
        let everywhere = || (0..self.tables.len()).find_map(|table| in_table(table, written));
        let found = everywhere().or_else(|| {
            let (table, name) = written.split_once('.')?;
            in_table(self.tables.iter().position(|known| *known == table)?, name.trim())
        });
        match found {
            None => false,
            Some((table, place)) => {
                self.put(column, table, place);
                true
            }
        }
    }

    /// Finds the place of a column in one table, whatever the others have.
    pub(super) fn find_in(&mut self, table: usize, column: &mut Column) {
        match self.headers.get(table).and_then(|header| header.get(&*column.name.written)).copied() {
            Some(place) => self.put(column, table as u32, place),
            None => self.unknown(column),
        }
    }

    /// Finds the place of a column in a table that stands before one: the first that has it, or the one that is named.
    pub(super) fn find_before(&mut self, table: usize, column: &mut Column) {
        let written = &*column.name.written;
        let in_table = |table: usize, name: &str| Some((table, *self.headers.get(table)?.get(name)?));
        let named = || {
            let (of, name) = written.split_once('.')?;
            in_table(self.tables[..table].iter().position(|known| *known == of)?, name.trim())
        };
        match (0..table).find_map(|table| in_table(table, written)).or_else(named) {
            Some((found, place)) => self.put(column, found as u32, place),
            None => self.unknown(column),
        }
    }

    fn put(&mut self, column: &mut Column, table: u32, place: Option<u32>) {
        if place.is_none() {
            let why = Reason::ColumnTwice { table: self.tables[table as usize] }.into();
            self.problem(column, ProblemKind::Unusable { found: column.name.written.to_string(), why });
        }
        column.at = ColumnAt { table, column: place.unwrap_or(0) };
    }

    /// Notes that there is no column of a name.
    pub(super) fn unknown(&mut self, column: &Column) {
        let nearest = self.nearest(column);
        let id = column.name.written.to_string();
        self.problem(column, ProblemKind::UnknownReference { what: Term::new("column", "列"), id, nearest });
    }

    /// Notes that a column is missing where others of these names stand in for it.
    pub(super) fn absent(&mut self, column: &Column, named: &[Box<str>]) {
        // A column that stands in already needs no hint.
        let nearest = self.nearest(column).filter(|name| !named.iter().any(|other| **other == **name));
        let field = column.name.path.to_string().into();
        self.absent.push(AbsentColumn { column: column.name.written.clone(), field, nearest });
    }

    fn nearest(&mut self, column: &Column) -> Option<String> {
        let written = &*column.name.written;
        let name = written.split_once('.').filter(|(table, _)| self.tables.contains(table)).map_or(written, |it| it.1);
        nearest_within(name, self.names.iter().map(|name| &**name), &mut self.budget).map(str::to_owned)
    }

    fn problem(&mut self, column: &Column, kind: ProblemKind) {
        let ColumnName { path, span, .. } = &*column.name;
        self.problems.push(Problem { path: path.clone(), kind, span: Some(span.clone()) });
    }
}

fn header(grid: &Grid) -> Header<'_> {
    let mut columns = Header::new();
    for (index, cell) in grid.header().cells().enumerate() {
        let name = match cell {
            Cell::Text(text) => Cow::Borrowed(text.trim()),
            other => Cow::Owned(other.to_string()),
        };
        columns.entry(name).and_modify(|place| *place = None).or_insert(Some(index as u32));
    }
    columns.remove("");
    columns
}
