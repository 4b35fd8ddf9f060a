//! Tables of every kind that a workbook can come in: refused with problems that can be shown, or read within the limits,
//! and read again the same from what is written of them.
//!
//! Bytes at random are never an archive. So an input is a text that says in its first line what to make of the rest:
//!
//! - `xlsx` or `ods`: an archive of parts, each after a line of `== ` and its name; those that are missing are sound.
//! - `folder`: CSV files, each after such a line.
//! - `rows`: a sheet of cells, written as a workbook of both kinds.
//!
//! Whatever else is taken as it is.

mod made;

use std::path::Path;

use seedrelay::io::FileError;
use seedrelay::io::document::workbook::WorkbookOptions;
use seedrelay::io::document::{ReadError, ReadOptions};
use seedrelay::io::tables::{Cell, Grid, Row, TableLimits};
use seedrelay::{Lang, SupplyChain};

use made::Value;

pub fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (kind, rest) = text.split_once('\n').unwrap_or((&text, ""));
    match kind.trim_end() {
        "xlsx" => archive("fuzz.xlsx", &made::xlsx(&parts(rest))),
        "ods" => archive("fuzz.ods", &made::ods(&parts(rest))),
        "folder" => folder(&parts(rest)),
        "rows" => rows(rest),
        _ => {
            archive("fuzz.xlsx", bytes);
            archive("fuzz.ods", bytes);
        }
    }
}

fn parts(text: &str) -> Vec<(&str, &str)> {
    super::parts(text).filter(|(name, _)| !name.is_empty()).collect()
}

fn archive(name: &str, bytes: &[u8]) {
    let limits = TableLimits::new().unpacked(1 << 20).cells(10_000).text(1 << 16);
    match Grid::sheets_of(name, bytes, &limits) {
        Ok(grids) => {
            within(&grids, &limits);
            grids.iter().for_each(again);
        }
        Err(error) => {
            assert!(error.to_string().contains(name));
            assert!(!matches!(error, FileError::Unreadable { .. } | FileError::UnknownExtension { .. }));
        }
    }
    chain(ReadOptions::new().tables(limits).contents(name, bytes));
}

fn within(grids: &[Grid], limits: &TableLimits) {
    assert!(!grids.is_empty());
    let (mut cells, mut text) = (0, 0);
    for grid in grids {
        let mut before = 0;
        for row in all(grid) {
            assert!(before < row.number() && row.number() <= 1_048_576 && !row.is_empty() && row.len() <= 16_384);
            before = row.number();
            cells += row.len() as u64;
            text += row
                .cells()
                .filter(|cell| matches!(cell, Cell::Text(_)))
                .map(|it| it.to_string().len() as u64)
                .sum::<u64>();
            assert!(!matches!(row.cells().last(), None | Some(Cell::Empty)));
        }
    }
    // A text that is shown often is kept once by OpenDocument, where its cell is repeated.
    assert!(cells <= limits.cells && (text <= limits.text || grids[0].path() == Path::new("fuzz.ods")));
}

fn all(grid: &Grid) -> impl Iterator<Item = Row<'_>> {
    std::iter::once(grid.header()).chain(grid.rows())
}

/// What a sheet says is said again by the workbooks that are made of it.
fn again(grid: &Grid) {
    let cell = |cell| match cell {
        Cell::Text(text) | Cell::Error(text) => Value::text(text),
        Cell::Number(number) => Value::Number(number),
        Cell::Bool(truth) => Value::Bool(truth),
        Cell::Date(date) => Value::date(date),
        _ => Value::Empty,
    };
    let table: Vec<Vec<Value>> = all(grid).map(|row| row.cells().map(cell).collect()).collect();
    round_trip(&table);
}

/// Cells between tabs, rows between lines: `#` before a number, `@` before a date, `!` before `true`, else a text, in
/// which `\n` is the end of a line.
fn rows(text: &str) {
    let table: Vec<Vec<Value>> = text.lines().map(|line| line.split('\t').map(Value::parse).collect()).collect();
    if table.iter().map(Vec::len).sum::<usize>() <= 2000 {
        round_trip(&table);
    }
}

fn round_trip(table: &[Vec<Value>]) {
    let kept: Vec<&Vec<Value>> = table.iter().filter(|row| row.iter().any(|value| *value != Value::Empty)).collect();
    // A sheet begins where its first cell does.
    let begins = kept.iter().filter_map(|row| row.iter().position(|value| *value != Value::Empty)).min();
    for (name, bytes) in [("again.xlsx", made::sheet(table)), ("again.ods", made::spreadsheet(table))] {
        let Some(begins) = begins else {
            let error = Grid::sheets_of(name, &bytes, &TableLimits::new()).expect_err("nothing");
            assert!(matches!(error, FileError::Empty { .. }), "{error}");
            continue;
        };
        let grids = Grid::sheets_of(name, &bytes, &TableLimits::new()).expect("what is written can be read");
        assert_eq!(grids.len(), 1);
        assert_eq!(all(&grids[0]).count(), kept.len());
        for (row, kept) in all(&grids[0]).zip(&kept) {
            let (longest, kept) = (row.len().max(kept.len() - begins), &kept[begins..]);
            for column in 0..longest {
                let (read, written) = (row.cell(column), kept.get(column).unwrap_or(&Value::Empty));
                assert!(written.is(read), "{name}, row {}: {read:?} of {written:?}", row.number());
            }
        }
    }
}

fn folder(files: &[(&str, &str)]) {
    let folder = std::env::temp_dir().join(format!("seedrelay-seeds-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for a while");
    for (name, content) in files {
        let name: String =
            name.trim().chars().filter(|c| c.is_alphanumeric() || "._-# ".contains(*c)).take(40).collect();
        // Not every name is that of a file.
        let _ = std::fs::write(folder.join(name), content);
    }
    let outcome = ReadOptions::new().file(&folder);
    std::fs::remove_dir_all(&folder).expect("a folder of one's own");
    chain(outcome);
}

/// A chain that is read is written, and read again, as it was; if not, every problem is reported with its place.
fn chain(outcome: Result<SupplyChain, ReadError>) {
    match outcome {
        Ok(chain) => {
            for options in [WorkbookOptions::new(), WorkbookOptions::new().lang(Lang::Zh).guide(true)] {
                // A cell of a CSV file may be longer than one of Excel.
                let Ok(workbook) = chain.to_xlsx(&options) else { continue };
                let again = ReadOptions::new().contents("again.xlsx", &workbook).expect("what is written can be read");
                assert_eq!(again, chain);
            }
            assert_eq!(SupplyChain::from_json(chain.to_json()).expect("in any format"), chain);
        }
        Err(ReadError::Tables(problems)) => {
            assert!(problems.len() > 0 && !problems.to_string().is_empty());
            assert!(problems.iter().all(|problem| !problem.to_string().is_empty()));
        }
        Err(error) => panic!("{error}"),
    }
}
