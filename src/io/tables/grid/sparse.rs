//! A sheet in the making: cells come with their places, most places have none.

use std::path::Path as FilePath;

use hashbrown::{HashMap, HashSet};

use super::{Cells, Grid, RowAt, Slot, column_name};
use crate::io::tables::TableLimits;
use crate::io::{FileError, LimitedQuantity};

/// What is left of the limits while the sheets of one workbook are read.
#[derive(Debug)]
pub(super) struct Budget<'p> {
    pub(super) path: &'p FilePath,
    limits: TableLimits,
    cells: u64,
    text: u64,
}

impl<'p> Budget<'p> {
    pub(super) fn new(path: &'p FilePath, limits: &TableLimits) -> Self {
        let most = u64::from(u32::MAX);
        let limits = TableLimits { cells: limits.cells.min(most), text: limits.text.min(most), ..*limits };
        Self { path, limits, cells: limits.cells, text: limits.text }
    }

    pub(super) fn spend_cells(&mut self, cells: u64) -> Result<(), FileError> {
        match self.cells.checked_sub(cells) {
            Some(left) => self.cells = left,
            None => return Err(self.too_large(LimitedQuantity::Cells, self.limits.cells)),
        }
        Ok(())
    }

    pub(super) fn spend_text(&mut self, bytes: usize) -> Result<(), FileError> {
        match self.text.checked_sub(bytes as u64) {
            Some(left) => self.text = left,
            None => return Err(self.too_large(LimitedQuantity::TextBytes, self.limits.text)),
        }
        Ok(())
    }

    fn too_large(&self, what: LimitedQuantity, limit: u64) -> FileError {
        FileError::TooLarge { path: self.path.to_owned(), what, limit }
    }

    pub(super) fn broken(&self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> FileError {
        FileError::Workbook { path: self.path.to_owned(), source: source.into() }
    }
}

/// The cells of a sheet that are not empty, with their rows and columns, from 0.
#[derive(Debug)]
pub(super) struct Sheet {
    name: Box<str>,
    text: String,
    cells: Vec<(u32, u32, Slot)>,
    merged: Merged,
}

impl Sheet {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.into(), text: String::new(), cells: Vec::new(), merged: Merged::default() }
    }

    /// Keeps a text, for as many cells as show it.
    pub(super) fn text(&mut self, text: &str, budget: &mut Budget<'_>) -> Result<Slot, FileError> {
        let (start, end) = self.keep(text, budget)?;
        Ok(if text.is_empty() { Slot::Empty } else { Slot::Text(start, end) })
    }

    pub(super) fn error(&mut self, shown: &str, budget: &mut Budget<'_>) -> Result<Slot, FileError> {
        let (start, end) = self.keep(shown, budget)?;
        Ok(Slot::Error(start, end))
    }

    fn keep(&mut self, text: &str, budget: &mut Budget<'_>) -> Result<(u32, u32), FileError> {
        budget.spend_text(text.len())?;
        let start = self.text.len();
        self.text.push_str(text);
        Ok((start as u32, self.text.len() as u32))
    }

    pub(super) fn put(&mut self, row: u32, column: u32, slot: Slot) {
        if !matches!(slot, Slot::Empty) {
            self.cells.push((row, column, slot));
        }
    }

    /// Notes that a cell is merged out of several: from where to where. One of several rows in one column gives its value
    /// to each of them, as it is meant.
    pub(super) fn merge(&mut self, from: (u32, u32), to: (u32, u32)) {
        self.merged.ranges.push((from, to));
    }

    /// Gives the value of merged cells to all rows that they stand for.
    fn spread(&mut self, budget: &mut Budget<'_>) -> Result<(), FileError> {
        let ranges = std::mem::take(&mut self.merged.ranges);
        let down: Vec<_> = ranges.into_iter().filter(|(from, to)| from.1 == to.1 && from.0 < to.0).collect();
        if down.is_empty() {
            return Ok(());
        }
        let given: HashMap<(u32, u32), Slot> =
            self.cells.iter().map(|(row, column, slot)| ((*row, *column), *slot)).collect();
        // Only rows that there are: a range may claim a million.
        let mut rows: Vec<u32> = self.cells.iter().map(|(row, ..)| *row).collect();
        rows.sort_unstable();
        rows.dedup();
        let mut put = HashSet::new();
        for (from, to) in down {
            let Some(slot) = given.get(&from) else { continue };
            let begin = rows.partition_point(|row| *row <= from.0);
            let end = rows.partition_point(|row| *row <= to.0);
            budget.spend_cells((end - begin) as u64)?;
            for row in &rows[begin..end] {
                if !given.contains_key(&(*row, from.1)) && put.insert((*row, from.1)) {
                    self.cells.push((*row, from.1, *slot));
                }
            }
            if self.merged.shown.len() < MOST_SHOWN {
                self.merged.shown.push((from, to));
            }
            self.merged.spread += 1;
        }
        Ok(())
    }

    /// The sheet as a grid; `None` if it is empty.
    pub(super) fn finish(mut self, budget: &mut Budget<'_>) -> Result<Option<Grid>, FileError> {
        self.spread(budget)?;
        if !self.cells.is_sorted_by(|a, b| (a.0, a.1) < (b.0, b.1)) {
            self.cells.sort_by_key(|(row, column, _)| (*row, *column));
            if let Some(twice) = self.cells.windows(2).find(|two| (two[0].0, two[0].1) == (two[1].0, two[1].1)) {
                let message = format!("row {} of the sheet `{}` holds a cell twice", twice[0].0 + 1, self.name);
                return Err(budget.broken(message));
            }
        }
        let Some(first_column) = self.cells.iter().map(|(_, column, _)| *column).min() else { return Ok(None) };
        let mut slots = Vec::with_capacity(self.cells.len());
        let mut rows: Vec<RowAt> = Vec::new();
        for (row, column, slot) in self.cells {
            if rows.last().is_none_or(|last| last.number != row + 1) {
                rows.push(RowAt { first_cell: slots.len() as u32, number: row + 1 });
            }
            let begins = rows.last().map_or(0, |last| last.first_cell as usize);
            let empty = (column - first_column) as usize - (slots.len() - begins);
            budget.spend_cells(empty as u64)?;
            slots.extend(std::iter::repeat_n(Slot::Empty, empty));
            slots.push(slot);
        }
        let (huge, example) = huge(&slots);
        let mut grid = Grid {
            sheet: Some(self.name),
            text: self.text,
            cells: Cells::Typed(slots),
            rows,
            first_column,
            huge: example.map(|example| (example, huge)),
            ..Grid::empty(budget.path)
        };
        let shown = self.merged.shown.iter().map(|(from, to)| {
            let name = |(row, column): (u32, u32)| format!("{}{}", column_name(column as usize), row + 1);
            format!("{}:{}", name(*from), name(*to)).into()
        });
        grid.merged = (shown.collect(), self.merged.spread);
        Ok(Some(grid))
    }
}

/// So many merged cells are named.
const MOST_SHOWN: usize = 5;

/// Cells that are merged out of several.
#[derive(Debug, Default)]
struct Merged {
    ranges: Vec<((u32, u32), (u32, u32))>,
    /// Those whose value was given to several rows, and the first of them.
    spread: usize,
    shown: Vec<((u32, u32), (u32, u32))>,
}

/// Whole numbers of more digits than a spreadsheet keeps: how many, and one of them.
fn huge(slots: &[Slot]) -> (usize, Option<Box<str>>) {
    const KEPT: f64 = 1e15;
    let is_huge = |slot: &&Slot| matches!(slot, Slot::Number(number) if number.abs() >= KEPT && number.fract() == 0.0);
    let mut huge = slots.iter().filter(is_huge);
    let example = huge.next().map(|slot| match slot {
        Slot::Number(number) => number.to_string().into(),
        _ => Box::default(),
    });
    (huge.count() + usize::from(example.is_some()), example)
}

/// All sheets of a workbook, if there is any.
pub(super) fn any(grids: Vec<Grid>, path: &FilePath) -> Result<Vec<Grid>, FileError> {
    if grids.is_empty() { Err(FileError::Empty { path: path.to_owned() }) } else { Ok(grids) }
}
