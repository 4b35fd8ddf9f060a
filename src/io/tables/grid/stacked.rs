//! Sheets of one layout as one table, one below the other.

use std::path::{Path as FilePath, PathBuf};

use hashbrown::{HashMap, HashSet};

#[cfg(feature = "xlsx")]
use super::Slot;
use super::{Cell, Cells, Grid, Part, Row, RowAt};
use crate::io::tables::TableLimits;
use crate::io::{FileError, LimitedQuantity};

/// A sheet, the row of its column names, and what its columns are called elsewhere.
pub(crate) struct Sheet<'g> {
    pub(crate) grid: &'g Grid,
    pub(crate) header: usize,
    /// The name of each column.
    pub(crate) names: Vec<String>,
}

/// Columns each of which makes a row of its own, and the names of those that say which it is, what stands in it, and its
/// place among them from 1.
#[derive(Clone, Copy)]
pub(crate) struct Columns<'c> {
    pub(crate) columns: &'c [Box<str>],
    pub(crate) names: &'c [Box<str>; 3],
}

impl Grid {
    /// The sheets one below the other, their columns put together by name; with a column of where a row comes from, if
    /// that has a name. The first sheet says in which order the columns are.
    ///
    /// Of columns that make a row each, those that are empty make none, unless all are.
    ///
    /// Sheets of which each has columns of its own, and columns that make a row each, repeat what they hold: it is more
    /// than that by what the limits say at most.
    pub(crate) fn stacked(
        sheets: &[Sheet<'_>],
        origin: Option<&str>,
        turned: Option<Columns<'_>>,
        limits: &TableLimits,
    ) -> Result<Self, FileError> {
        let first = sheets[0].grid;
        let added = turned.iter().flat_map(|turned| turned.names).map(|name| &**name);
        let mut names: Vec<&str> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for sheet in sheets {
            let mut own = HashSet::new();
            for name in sheet.names.iter().map(String::as_str).filter(|name| !name.is_empty()) {
                let is_twice = !own.insert(name);
                if is_twice || !places.contains_key(name) {
                    places.entry(name).or_insert(names.len());
                    names.push(name);
                }
            }
        }
        for name in origin.into_iter().chain(added) {
            if !places.contains_key(name) {
                places.insert(name, names.len());
                names.push(name);
            }
        }
        let mut stack = Stack::new(sheets, limits);
        stack.row(1);
        names.iter().for_each(|name| stack.cell(Cell::Text(name)));
        let mut parts = Vec::new();
        for Sheet { grid, header, names: own } in sheets {
            parts.push(Part { from: stack.rows.len(), path: grid.path.clone(), sheet: grid.sheet.clone() });
            // One name that stands twice in a sheet stands twice in the whole: it is an error for whoever asks for it.
            let mut columns: Vec<Option<usize>> = vec![None; names.len()];
            for (column, name) in own.iter().enumerate() {
                if let Some(place) = places.get(name.as_str()) {
                    columns[*place].get_or_insert(column);
                }
            }
            let source = grid.sheet.as_deref().map_or_else(|| stem(&grid.path), str::to_owned);
            let own_place = |name: &str| columns[*places.get(name)?];
            for row in header + 1..grid.rows.len() {
                let row = grid.row(row);
                // What repeats its own column names repeats those of the whole.
                if !row.is_empty() && row.cells().eq(grid.row(*header).cells()) {
                    stack.row(row.number);
                    names.iter().for_each(|name| stack.cell(Cell::Text(name)));
                    continue;
                }
                for turn in turns(turned, row, own_place) {
                    stack.row(row.number);
                    for (place, column) in columns.iter().enumerate() {
                        match (turned.and_then(|turned| turned.cell(names[place], turn.as_ref())), column) {
                            (Some(cell), _) => stack.cell(cell),
                            (None, Some(column)) => stack.cell(row.cell(*column)),
                            (None, None) if origin == Some(names[place]) => stack.cell(Cell::Text(&source)),
                            (None, None) => stack.cell(Cell::Empty),
                        }
                    }
                    if let Some((what, limit)) = stack.exceeded(limits) {
                        return Err(FileError::TooLarge { path: grid.path.clone(), what, limit });
                    }
                }
            }
        }
        let mut grid = Self { parts, ..stack.finish(first) };
        for sheet in sheets {
            grid.merged.0.extend(sheet.grid.merged.0.iter().cloned());
            grid.merged.1 += sheet.grid.merged.1;
            grid.huge = match (grid.huge.take(), &sheet.grid.huge) {
                (Some((example, count)), Some((_, more))) => Some((example, count + more)),
                (huge, more) => huge.or_else(|| more.clone()),
            };
        }
        Ok(grid)
    }

    /// The file and the sheet that a row is of, that of the column names being 0.
    pub(crate) fn source_of(&self, row: usize) -> (&FilePath, Option<&str>) {
        let part = self.parts.partition_point(|part| part.from <= row).checked_sub(1).map(|at| &self.parts[at]);
        part.map_or((&*self.path, self.sheet.as_deref()), |part| (&*part.path, part.sheet.as_deref()))
    }

    /// Each sheet that it stands in, with the first of its rows; none where it is one.
    pub(crate) fn sources(&self) -> impl Iterator<Item = (usize, PathBuf, Option<Box<str>>)> + '_ {
        self.parts.iter().map(|part| (part.from, part.path.clone(), part.sheet.clone()))
    }

    /// How many rows there are, that of the column names among them.
    pub(crate) fn row_count(&self) -> usize {
        self.rows.len()
    }
}

/// One of the columns that make a row each: its name, its place from 1, and what stands in it.
struct Turn<'g, 'c> {
    name: &'c str,
    place: String,
    cell: Cell<'g>,
}

/// The rows that a row makes: one, or one for each of the columns in which something stands.
fn turns<'g, 'c>(
    turned: Option<Columns<'c>>,
    row: Row<'g>,
    column: impl Fn(&str) -> Option<usize>,
) -> Vec<Option<Turn<'g, 'c>>> {
    let columns = turned.map_or(&[][..], |turned| turned.columns);
    let turn = |(place, name): (usize, &'c str)| {
        let cell = column(name).map_or(Cell::Empty, |column| row.cell(column));
        (!cell.is_blank()).then(|| Some(Turn { name, place: (place + 1).to_string(), cell }))
    };
    let turns: Vec<_> = columns.iter().map(|name| &**name).enumerate().filter_map(turn).collect();
    if turns.is_empty() { vec![None] } else { turns }
}

impl Columns<'_> {
    /// What stands in a column that says which of them a row is.
    fn cell<'t>(&self, name: &str, turn: Option<&'t Turn<'_, '_>>) -> Option<Cell<'t>> {
        let place = self.names.iter().position(|own| **own == *name)?;
        let Some(turn) = turn else { return Some(Cell::Empty) };
        Some([Cell::Text(turn.name), turn.cell, Cell::Text(&turn.place)][place])
    }
}

/// What a file without sheets is called.
fn stem(path: &FilePath) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A grid in the making.
struct Stack {
    /// How many cells and bytes of text there may be.
    most: [u64; 2],
    text: String,
    rows: Vec<RowAt>,
    ends: Vec<u32>,
    #[cfg(feature = "xlsx")]
    slots: Vec<Slot>,
    /// Whether all sheets are text files.
    #[cfg(feature = "xlsx")]
    is_text: bool,
}

impl Stack {
    fn new(sheets: &[Sheet<'_>], limits: &TableLimits) -> Self {
        let rows = sheets.iter().map(|sheet| sheet.grid.rows.len()).sum();
        let all = |of: fn(&Grid) -> usize| sheets.iter().map(|sheet| of(sheet.grid) as u64).sum::<u64>();
        let allowed = [(limits.cells, all(Grid::cell_count)), (limits.text, all(Grid::text_len))];
        Self {
            // Both are counted in 32 bits.
            most: allowed.map(|(more, own)| own.saturating_add(more).min(u32::MAX.into())),
            text: String::new(),
            rows: Vec::with_capacity(rows),
            ends: Vec::new(),
            #[cfg(feature = "xlsx")]
            slots: Vec::new(),
            #[cfg(feature = "xlsx")]
            is_text: sheets.iter().all(|sheet| matches!(sheet.grid.cells, Cells::Texts(_))),
        }
    }

    fn len(&self) -> usize {
        #[cfg(feature = "xlsx")]
        if !self.is_text {
            return self.slots.len();
        }
        self.ends.len()
    }

    /// What there is too much of, and the limit.
    fn exceeded(&self, limits: &TableLimits) -> Option<(LimitedQuantity, u64)> {
        let [cells, text] = self.most;
        if self.len() as u64 > cells {
            return Some((LimitedQuantity::Cells, limits.cells));
        }
        (self.text.len() as u64 > text).then_some((LimitedQuantity::TextBytes, limits.text))
    }

    fn row(&mut self, number: u32) {
        self.rows.push(RowAt { first_cell: self.len() as u32, number });
    }

    fn cell(&mut self, cell: Cell<'_>) {
        #[cfg(feature = "xlsx")]
        let start = self.text.len() as u32;
        if let Cell::Text(text) | Cell::Error(text) = cell {
            self.text.push_str(text);
        }
        let end = self.text.len() as u32;
        #[cfg(feature = "xlsx")]
        if !self.is_text {
            self.slots.push(match cell {
                Cell::Empty => Slot::Empty,
                Cell::Text(_) => Slot::Text(start, end),
                Cell::Error(_) => Slot::Error(start, end),
                Cell::Number(number) => Slot::Number(number),
                Cell::Bool(value) => Slot::Bool(value),
                Cell::Date(date) => Slot::Date(date),
            });
            return;
        }
        self.ends.push(end);
    }

    /// In the place of a sheet, whose file and encoding it has.
    fn finish(self, first: &Grid) -> Grid {
        #[cfg(feature = "xlsx")]
        let cells = if self.is_text { Cells::Texts(self.ends) } else { Cells::Typed(self.slots) };
        #[cfg(not(feature = "xlsx"))]
        let cells = Cells::Texts(self.ends);
        let sheet = first.sheet.clone();
        Grid { sheet, text: self.text, cells, rows: self.rows, encoding: first.encoding, ..Grid::empty(&first.path) }
    }
}
