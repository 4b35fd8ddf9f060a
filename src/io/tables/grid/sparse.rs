//! A sheet in the making: cells come with their places, most places have none.

use std::path::Path as FilePath;

use super::{Cells, Grid, RowAt, Slot};
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
}

impl Sheet {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.into(), text: String::new(), cells: Vec::new() }
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

    /// The sheet as a grid; `None` if it is empty.
    pub(super) fn finish(mut self, budget: &mut Budget<'_>) -> Result<Option<Grid>, FileError> {
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
        Ok(Some(Grid {
            path: budget.path.to_owned(),
            sheet: Some(self.name),
            text: self.text,
            cells: Cells::Typed(slots),
            rows,
            first_column,
        }))
    }
}

/// All sheets of a workbook, if there is any.
pub(super) fn any(grids: Vec<Grid>, path: &FilePath) -> Result<Vec<Grid>, FileError> {
    if grids.is_empty() { Err(FileError::Empty { path: path.to_owned() }) } else { Ok(grids) }
}
