//! Places of values: every row of every sheet has a number, and a value has that of its row and of its column.

use std::ops::Range;
use std::path::Path as FilePath;
use std::sync::Arc;

use super::problem::{WorkbookProblem, WorkbookProblemKind};
use crate::io::tables::{Grid, TablePlace};

/// A place as the span of a [`Tree`](crate::record::tree::Tree): from the number of the row, to that of the column.
pub(super) type Span = Range<usize>;

/// Nowhere: of records that nobody wrote.
pub(super) const NOWHERE: Span = usize::MAX..usize::MAX;

/// The workbook or the folder as a whole.
pub(super) const WHOLE: Span = 0..0;

/// Where everything is.
pub(super) struct Places<'g> {
    root: Arc<FilePath>,
    sheets: Vec<Placed<'g>>,
    noted: Vec<(Span, WorkbookProblemKind)>,
}

struct Placed<'g> {
    /// The number of the sheet itself. The next is that of its header, the next that of its first row.
    base: usize,
    path: Arc<FilePath>,
    grid: Option<&'g Grid>,
    sheet: Option<Arc<str>>,
    headers: Vec<Arc<str>>,
}

impl<'g> Places<'g> {
    pub(super) fn new(root: &FilePath) -> Self {
        Self { root: root.into(), sheets: Vec::new(), noted: Vec::new() }
    }

    /// Gives places to a sheet, or to a file that is none; gives the place of the sheet itself.
    pub(super) fn add(&mut self, path: &FilePath, grid: Option<&'g Grid>) -> Span {
        let base = self.sheets.last().map_or(1, |last| last.base + 2 + last.grid.map_or(0, |grid| grid.rows().len()));
        let header = |cell: crate::io::tables::Cell<'_>| cell.to_string().trim().into();
        let headers = grid.map(|grid| grid.header().cells().map(header).collect()).unwrap_or_default();
        let path = if *path == *self.root { Arc::clone(&self.root) } else { path.into() };
        self.sheets.push(Placed { base, path, grid, sheet: grid.and_then(Grid::sheet).map(Into::into), headers });
        base..0
    }

    pub(super) fn note(&mut self, span: Span, kind: WorkbookProblemKind) {
        self.noted.push((span, kind));
    }

    /// All that was noted, by place.
    pub(super) fn problems(&mut self) -> Vec<WorkbookProblem> {
        let mut noted = std::mem::take(&mut self.noted);
        noted.sort_by_key(|(span, _)| (span.start, span.end));
        noted.into_iter().map(|(span, kind)| WorkbookProblem { place: self.place(&span), kind }).collect()
    }

    pub(super) fn place(&self, span: &Span) -> TablePlace {
        let behind = self.sheets.partition_point(|sheet| sheet.base <= span.start);
        let Some(sheet) = behind.checked_sub(1).map(|last| &self.sheets[last]) else {
            return TablePlace { path: Arc::clone(&self.root), sheet: None, row: None, column: None };
        };
        let number = span.start - sheet.base;
        let row = sheet.grid.filter(|_| number > 0).map(|grid| grid.row(number - 1).number());
        let column = sheet.grid.zip(span.end.checked_sub(1)).map(|(grid, column)| {
            (grid.column_name(column).into(), sheet.headers.get(column).cloned().unwrap_or_default())
        });
        TablePlace { path: Arc::clone(&sheet.path), sheet: sheet.sheet.clone(), row, column }
    }
}

/// The place of a cell of a row.
pub(super) fn cell(row: &Span, column: usize) -> Span {
    row.start..column + 1
}
