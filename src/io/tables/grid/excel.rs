//! Workbooks of Excel.

use std::io::Cursor;
use std::path::Path as FilePath;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError, XlsxFormulaMetadata};

use super::archive::{self, MOST_COLUMNS, MOST_ROWS};
use super::sparse::{Budget, Sheet, any};
use super::{Grid, Slot};
use crate::io::FileError;
use crate::io::tables::TableLimits;
use crate::model::PartialDate;

pub(super) fn read(path: &FilePath, bytes: &[u8], limits: &TableLimits) -> Result<Vec<Grid>, FileError> {
    let mut budget = Budget::new(path, limits);
    let mut archive = archive::open(path, bytes, limits, &budget)?;
    archive::preflight(&mut archive, limits, &budget)?;
    drop(archive);
    let mut workbook: Xlsx<_> = Reader::new(Cursor::new(bytes)).map_err(|error| broken(&budget, error))?;
    let sheets = workbook.sheets_metadata().to_vec();
    let mut grids = Vec::new();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        grids.extend(read_sheet(&mut workbook, &sheet.name, &mut budget)?);
    }
    any(grids, path)
}

/// Reads cell by cell. A range of all cells between the first and the last would be as large as the sheet says.
fn read_sheet(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    budget: &mut Budget<'_>,
) -> Result<Option<Grid>, FileError> {
    let mut sheet = Sheet::new(name);
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|error| broken(budget, error))?;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|error| broken(budget, error))? {
        budget.spend_cells(1)?;
        let (row, column) = cell.pos;
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(budget.broken(format!("the sheet `{name}` has more cells than a sheet can have")));
        }
        let slot = match &cell.value {
            DataRef::Empty => match &cell.formula {
                None => Slot::Empty,
                Some(formula) => sheet.error(&written(formula), budget)?,
            },
            DataRef::Int(number) => Slot::Number(*number as f64),
            DataRef::Float(number) if !number.is_finite() => {
                return Err(budget.broken(format!("the sheet `{name}` holds {number}, which is no number")));
            }
            DataRef::Float(number) => Slot::Number(*number),
            DataRef::Bool(value) => Slot::Bool(*value),
            DataRef::String(text) | DataRef::DurationIso(text) => sheet.text(text, budget)?,
            DataRef::SharedString(text) => sheet.text(text, budget)?,
            DataRef::DateTime(date) => day(*date, &mut sheet, budget)?,
            DataRef::DateTimeIso(text) => match iso_day(text) {
                Some(date) => Slot::Date(date),
                None => sheet.text(text, budget)?,
            },
            DataRef::Error(error) => sheet.error(&error.to_string(), budget)?,
        };
        sheet.put(row, column, slot);
    }
    drop(cells);
    for merged in workbook.merge_cells_by_sheet_name(name).map_err(|error| broken(budget, error))? {
        sheet.merge(merged.start, merged.end);
    }
    sheet.finish(budget)
}

/// A formula as people write it.
fn written(formula: &XlsxFormulaMetadata) -> String {
    match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => format!("={formula}"),
        // Such as that of another cell, moved.
        _ => "=…".to_owned(),
    }
}

fn broken(budget: &Budget<'_>, error: XlsxError) -> FileError {
    match error {
        XlsxError::Password => FileError::Protected { path: budget.path.to_owned() },
        error => budget.broken(error),
    }
}

/// The day of a date. A duration is no more than its number. What is formatted as a date and is none, such as a time of
/// day, or Excel's 29 February 1900, is the text of its number: as a number it would be a year.
fn day(date: ExcelDateTime, sheet: &mut Sheet, budget: &mut Budget<'_>) -> Result<Slot, FileError> {
    if !date.is_datetime() {
        return Ok(Slot::Number(date.as_f64()));
    }
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    match PartialDate::new(year, Some(month), Some(day)).ok().filter(|_| date.as_f64() >= 1.0) {
        Some(day) => Ok(Slot::Date(day)),
        None => sheet.text(&date.as_f64().to_string(), budget),
    }
}

/// The day of a date in the manner of ISO 8601, perhaps with a time of day.
pub(super) fn iso_day(text: &str) -> Option<PartialDate> {
    text.split('T').next().unwrap_or(text).parse().ok().filter(|day: &PartialDate| day.is_exact())
}
