//! Tables made ready: the row of the column names is found, columns are called as the mapping calls them, and sheets that
//! are one table are put one below the other.

use std::borrow::Cow;

use hashbrown::HashSet;

use super::account::{Remark, shortened};
use super::rules::{HeaderAt, Layout, Rules, Table};
use crate::io::FileError;
use crate::io::tables::grid::{Columns, Sheet};
use crate::io::tables::{Cell, Grid, Row, TableLimits};

/// The tables of an import, in the order of the mapping, with what to say of them.
pub(super) struct Prepared<'g> {
    pub(super) grids: Vec<Cow<'g, Grid>>,
    pub(super) remarks: Vec<Remark>,
}

/// Why a table cannot be made ready.
pub(super) enum Unprepared {
    Merged { table: String, ranges: Vec<String> },
    File(FileError),
}

/// Each of the tables may stand in several sheets.
pub(super) fn prepare<'g>(
    rules: &Rules,
    tables: &'g [&'g [Grid]],
    limits: &TableLimits,
) -> Result<Prepared<'g>, Unprepared> {
    let wanted = rules.column_names();
    let mut remarks = Vec::new();
    let mut grids = Vec::with_capacity(tables.len());
    for (table, sheets) in rules.tables.iter().zip(tables) {
        let grid = table_of(table, sheets, &wanted, limits, &mut remarks)?;
        tell(table, &grid, &mut remarks);
        if table.layout.refuses_merged && grid.merged().1 > 0 {
            let ranges = grid.merged().0.iter().map(ToString::to_string).collect();
            return Err(Unprepared::Merged { table: table.name.to_string(), ranges });
        }
        grids.push(grid);
    }
    Ok(Prepared { grids, remarks })
}

fn table_of<'g>(
    table: &Table,
    sheets: &'g [Grid],
    wanted: &HashSet<String>,
    limits: &TableLimits,
    remarks: &mut Vec<Remark>,
) -> Result<Cow<'g, Grid>, Unprepared> {
    let Layout { origin, rename, unpivot, .. } = &table.layout;
    let headers: Vec<usize> = sheets.iter().map(|sheet| header_of(&table.layout, sheet, wanted)).collect();
    for (sheet, header) in sheets.iter().zip(&headers).filter(|(_, header)| **header > 0) {
        let row = sheet.row(*header).number();
        remarks.push(Remark::Header { table: shortened(&name_of(table, sheet)), row, above: *header });
    }
    if let ([sheet], None, None, true) = (sheets, origin, unpivot, rename.is_empty()) {
        return Ok(match headers[0] {
            0 => Cow::Borrowed(sheet),
            header => Cow::Owned(sheet.below(header)),
        });
    }
    let stacked: Vec<Sheet<'_>> = sheets
        .iter()
        .zip(headers)
        .map(|(grid, header)| Sheet { grid, header, names: names_of(grid.row(header), rename) })
        .collect();
    let unpivot = unpivot.as_ref().map(|it| Columns { columns: &it.columns, names: &it.names });
    Grid::stacked(&stacked, origin.as_deref(), unpivot, limits).map(Cow::Owned).map_err(Unprepared::File)
}

fn name_of(table: &Table, sheet: &Grid) -> String {
    sheet.sheet().map_or_else(|| table.name.to_string(), str::to_owned)
}

/// What the columns of a sheet are called, as the mapping calls them.
fn names_of(header: Row<'_>, rename: &[(Box<str>, Box<str>)]) -> Vec<String> {
    let renamed = |name: String| match rename.iter().find(|(from, _)| **from == *name) {
        Some((_, to)) => to.to_string(),
        None => name,
    };
    header.cells().map(|cell| renamed(written(cell))).collect()
}

fn written(cell: Cell<'_>) -> String {
    cell.to_string().trim().to_owned()
}

/// Which row has the column names: the one that the mapping says, or the one of the first with the most of the names that
/// it has. Titles stand above it.
fn header_of(layout: &Layout, sheet: &Grid, wanted: &HashSet<String>) -> usize {
    /// So many rows are looked at.
    const FIRST: usize = 30;
    let rows = sheet.row_count();
    let has = |row: usize, names: &[Box<str>]| {
        let cells: HashSet<String> = sheet.row(row).cells().map(written).collect();
        names.iter().all(|name| cells.contains(&**name))
    };
    match &layout.header {
        Some(HeaderAt::Row(number)) => (0..rows).find(|row| sheet.row(*row).number() >= *number).unwrap_or(0),
        Some(HeaderAt::Names(names)) => (0..rows).find(|row| has(*row, names)).unwrap_or(0),
        None => {
            let is_wanted = |cell: Cell<'_>| {
                let name = written(cell);
                let is_turned = layout.unpivot.iter().any(|it| it.columns.iter().any(|column| **column == *name));
                is_turned || wanted.contains(&name) || layout.rename.iter().any(|(from, _)| **from == *name)
            };
            sheet.header_row(FIRST, wanted.len().min(2), is_wanted)
        }
    }
}

fn tell(table: &Table, grid: &Grid, remarks: &mut Vec<Remark>) {
    let name = shortened(&name_of(table, grid));
    let (ranges, count) = grid.merged();
    if count > 0 {
        remarks.push(Remark::Merged { table: name.clone(), ranges: ranges.to_vec(), count });
    }
    if let Some((example, cells)) = grid.huge_numbers() {
        remarks.push(Remark::HugeNumbers { table: name, example: example.into(), cells });
    }
}
