//! A table as CSV: it is refused with a reason, or read, and read again the same from what is written of it, in every
//! encoding.

use encoding_rs::GB18030;
use seedrelay::io::tables::{Cell, Grid, Row};

type Texts<'g> = Vec<Vec<Cell<'g>>>;

pub fn check(bytes: &[u8]) {
    let grid = match Grid::from_csv("fuzz.csv", bytes) {
        Ok(grid) => grid,
        Err(error) => {
            assert!(error.to_string().starts_with("fuzz.csv: "));
            return;
        }
    };
    let numbers: Vec<usize> = all(&grid).map(Row::number).collect();
    assert!(numbers.is_sorted_by(|a, b| a <= b) && numbers[0] >= 1, "{numbers:?}");
    // Each encoding has a byte at least for each end of a line.
    assert!(numbers.iter().all(|number| *number <= bytes.len() + 1), "{numbers:?}");
    let table = texts(&grid);
    assert!(table.iter().flatten().all(|cell| matches!(cell, Cell::Empty | Cell::Text(_))));

    let written = write(&table);
    let read = |bytes: &[u8]| Grid::from_csv("again.csv", bytes).expect("what is written can be read");
    assert_eq!(texts(&read(written.as_bytes())), table);
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(written.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(texts(&read(&utf16)), table);
    let (gb18030, _, lossy) = GB18030.encode(&written);
    // Some bytes are text in both encodings, and some characters come back as others.
    let is_clear = !lossy && std::str::from_utf8(&gb18030).is_err() && GB18030.decode(&gb18030).0 == written;
    if is_clear && !gb18030.starts_with(&[0xff, 0xfe]) && !gb18030.starts_with(&[0xfe, 0xff]) {
        // Of few characters nobody could tell that it is this.
        let grid = Grid::from_csv_in("again.csv", &gb18030, "gb18030").expect("what is written can be read");
        assert_eq!(texts(&grid), table);
    }
}

fn all(grid: &Grid) -> impl Iterator<Item = Row<'_>> {
    std::iter::once(grid.header()).chain(grid.rows())
}

fn texts(grid: &Grid) -> Texts<'_> {
    all(grid).map(|row| row.cells().collect()).collect()
}

/// Every cell in quotation marks, so that nothing is taken for a separator.
fn write(table: &Texts<'_>) -> String {
    let cell = |cell: &Cell<'_>| format!("\"{}\"", cell.to_string().replace('"', "\"\""));
    let row = |row: &Vec<Cell<'_>>| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\n";
    table.iter().map(row).collect()
}
