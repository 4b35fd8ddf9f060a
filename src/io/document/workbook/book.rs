//! Reading one workbook: a file, or its bytes.

use std::path::Path as FilePath;

use super::problem::{WorkbookProblemKind, WorkbookProblems};
use super::read::{Reading, only, read};
use crate::io::FileError;
use crate::io::document::ReadOptions;
use crate::io::tables::Grid;

/// Reads a workbook.
pub(in crate::io::document) fn file(path: &FilePath, options: ReadOptions) -> Result<Reading, WorkbookProblems> {
    of_file(path, Grid::open(path, &options.tables), options)
}

/// Reads a workbook whose bytes were read already.
pub(in crate::io::document) fn in_memory(
    path: &FilePath,
    bytes: &[u8],
    options: ReadOptions,
) -> Result<Reading, WorkbookProblems> {
    of_file(path, Grid::sheets_of(path, bytes, &options.tables), options)
}

fn of_file(
    path: &FilePath,
    outcome: Result<Vec<Grid>, FileError>,
    options: ReadOptions,
) -> Result<Reading, WorkbookProblems> {
    match outcome {
        Ok(grids) => read(path, &grids, Vec::new(), options),
        Err(error) => Err(only(path, WorkbookProblemKind::Table(error))),
    }
}
