//! Text in whatever encoding: it is refused with a line that there is, or read; and what was read is the same where its
//! encoding is said.

use seedrelay::Lang;
use seedrelay::io::FileError;
use seedrelay::io::tables::{Cell, Grid};

pub fn check(bytes: &[u8]) {
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
    match Grid::from_csv("fuzz.csv", bytes) {
        Ok(grid) => {
            let encoding = grid.encoding().expect("a text file has one");
            let again = Grid::from_csv_in("fuzz.csv", bytes, encoding).expect("it was read so before");
            assert_eq!(cells(&again), cells(&grid), "{encoding}");
        }
        Err(FileError::Encoding { line, .. }) => assert!((1..=lines).contains(&line), "{line} of {lines}"),
        Err(FileError::EncodingUnclear { line, candidates, .. }) => {
            assert!((1..=lines).contains(&line) && candidates.len() > 1);
            let first = &candidates[0].1;
            assert!(candidates.iter().skip(1).all(|(_, other)| other != first), "{candidates:?}");
        }
        Err(error) => assert!(Lang::ALL.iter().all(|lang| !error.message(*lang).is_empty())),
    }
    for encoding in ["utf-8", "gb18030", "big5", "shift_jis", "euc-kr", "windows-1252", "utf-16le"] {
        let _ = Grid::from_csv_in("fuzz.csv", bytes, encoding);
    }
}

fn cells(grid: &Grid) -> Vec<Vec<Cell<'_>>> {
    std::iter::once(grid.header()).chain(grid.rows()).map(|row| row.cells().collect()).collect()
}
