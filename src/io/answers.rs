//! Questionnaires that come back: workbooks, or folders of CSV files.

use std::collections::BTreeMap;
use std::path::Path as FilePath;

use super::tables::{Cell, Grid, TableLimits};
use super::{FileContents, FileError};
use crate::scenario::{ANSWER_COLUMNS, AnswerRow, Answers};

/// ## Reading
impl Answers {
    /// Reads a questionnaire that was filled in: a workbook, a CSV file, or a folder of CSV files, in either language.
    ///
    /// # Errors
    ///
    /// If a file cannot be read, or none is there.
    pub fn from_file(path: impl AsRef<FilePath>, limits: &TableLimits) -> Result<Self, FileError> {
        let path = path.as_ref();
        let grids = if path.is_dir() { of_folder(path, limits)? } else { Grid::open(path, limits)? };
        Ok(Self { rows: grids.iter().flat_map(rows).collect() })
    }
}

fn of_folder(path: &FilePath, limits: &TableLimits) -> Result<Vec<Grid>, FileError> {
    let unreadable = FileError::unreadable(path);
    let mut files = Vec::new();
    for entry in path.read_dir().map_err(&unreadable)? {
        let file = entry.map_err(&unreadable)?.path();
        if file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv")) {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(FileError::UnknownExtension { path: path.to_owned(), contents: FileContents::Table });
    }
    let mut grids = Vec::new();
    for file in files {
        grids.extend(Grid::open(file, limits)?);
    }
    Ok(grids)
}

/// The rows of a sheet that has the columns of a questionnaire; none of any other.
fn rows(grid: &Grid) -> Vec<AnswerRow> {
    let header: Vec<Option<&'static str>> = grid
        .header()
        .cells()
        .map(|cell| {
            let name = cell.to_string();
            ANSWER_COLUMNS.iter().find(|column| column.all().any(|own| own == name.trim())).map(|column| column.key)
        })
        .collect();
    if !header.contains(&Some("answer")) {
        return Vec::new();
    }
    let sheet = grid.sheet().map_or_else(|| grid.path().display().to_string(), str::to_owned);
    let row = |row: super::tables::Row<'_>| {
        let given = header.iter().zip(row.cells()).filter_map(|(key, cell)| {
            let text = match cell {
                Cell::Empty => return None,
                cell => cell.to_string(),
            };
            Some(((*key)?, crate::text::formula::unguarded(&text).into_owned()))
        });
        let cells: BTreeMap<&'static str, String> = given.collect();
        AnswerRow::new(format!("{sheet} {}", row.number()), cells)
    };
    grid.rows().map(row).collect()
}
