//! CSV as people save it: in several encodings, with several separators.

use std::path::Path as FilePath;

use encoding_rs::Encoding;
use memchr::{memchr, memchr_iter, memchr2};

use super::encoding::{Undecided, decode, line_of};
use super::{Cells, Grid, RowAt};
use crate::io::{FileError, LimitedQuantity};

/// Cells and texts are counted in 32 bits.
const LARGEST: u64 = u32::MAX as u64;

/// Reads a text file, in an encoding that is known, or in the one that it is found to be in.
pub(super) fn read(path: &FilePath, bytes: &[u8], encoding: Option<&'static Encoding>) -> Result<Grid, FileError> {
    if bytes.len() as u64 >= LARGEST {
        return Err(FileError::TooLarge { path: path.to_owned(), what: LimitedQuantity::Bytes, limit: LARGEST });
    }
    let (text, encoding) = decode(bytes, encoding).map_err(|undecided| unclear(path, undecided))?;
    let (text, separator) = separator(&text);
    if let Some(line) = lost_quote(text, separator) {
        return Err(FileError::Quote { path: path.to_owned(), line });
    }
    let mut grid = cells(path, text, separator);
    grid.encoding = Some(encoding.name());
    if grid.rows.is_empty() {
        return Err(FileError::Empty { path: path.to_owned() });
    }
    Ok(grid)
}

fn unclear(path: &FilePath, undecided: Undecided) -> FileError {
    let path = path.to_owned();
    match undecided {
        Undecided::Broken { encoding, line } => FileError::Encoding { path, encoding: encoding.name(), line },
        Undecided::Several { line, candidates } => {
            let candidates = candidates.into_iter().map(|(encoding, shown)| (encoding.name(), shown)).collect();
            FileError::EncodingUnclear { path, line, candidates }
        }
    }
}

/// The cells, each written once, straight to where it stays.
///
/// A line without a quotation mark is what stands between its separators. `csv-core` reads the others.
fn cells(path: &FilePath, text: &str, separator: u8) -> Grid {
    let bytes = text.as_bytes();
    let mut quoted = Quoted::new(text, separator);
    let mut written = String::with_capacity(text.len());
    let (mut rows, mut ends) = (Vec::new(), Vec::new());
    let (mut at, mut skipped) = (0, 0);
    loop {
        // The end of a row and empty lines: skipped here, so that a row begins on the line of its first cell.
        while let Some(byte @ (b'\r' | b'\n')) = bytes.get(at) {
            skipped += u64::from(*byte == b'\n');
            at += 1;
        }
        if at == bytes.len() {
            break;
        }
        rows.push(RowAt { first_cell: ends.len() as u32, number: (quoted.reader.line() + skipped) as u32 });
        let end = memchr2(b'\r', b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length);
        if quoted.begins_before(at, end) {
            at = quoted.read_row(at, &mut written, &mut ends);
            continue;
        }
        let line = at;
        for separator in memchr_iter(separator, &bytes[line..end]).map(|length| line + length).chain([end]) {
            written.push_str(&text[at..separator]);
            ends.push(written.len() as u32);
            at = separator + 1;
        }
        at = end;
    }
    Grid { text: written, cells: Cells::Texts(ends), rows, ..Grid::empty(path) }
}

/// The rows of a text that have quotation marks.
struct Quoted<'t> {
    text: &'t [u8],
    reader: csv_core::Reader,
    /// The first mark that is not passed yet; the end of the text if there is none.
    mark: usize,
    /// What a row says, without its separators and marks. No row is longer than it is written; the byte more is since the
    /// reader wants room even for nothing. Made for the first that is met.
    row: Vec<u8>,
}

impl<'t> Quoted<'t> {
    fn new(text: &'t str, separator: u8) -> Self {
        let text = text.as_bytes();
        let reader = csv_core::ReaderBuilder::new().delimiter(separator).build();
        Self { text, reader, mark: mark_from(text, 0), row: Vec::new() }
    }

    /// Whether there is a mark in a line.
    fn begins_before(&mut self, begin: usize, end: usize) -> bool {
        if self.mark < begin {
            self.mark = mark_from(self.text, begin);
        }
        self.mark < end
    }

    /// Reads a row to its end, which may be on another line.
    fn read_row(&mut self, mut at: usize, written: &mut String, ends: &mut Vec<u32>) -> usize {
        let mut row_ends = [0; 128];
        let mut length = 0;
        if self.row.is_empty() {
            self.row = vec![0; self.text.len() + 1];
        }
        loop {
            let (result, read, wrote, ended) =
                self.reader.read_record(&self.text[at..], &mut self.row[length..], &mut row_ends);
            at += read;
            length += wrote;
            ends.extend(row_ends[..ended].iter().map(|end| (written.len() + end) as u32));
            match result {
                csv_core::ReadRecordResult::Record | csv_core::ReadRecordResult::End => break,
                // The reader is asked again, at the end of the text with nothing.
                _ => {}
            }
        }
        let row = std::str::from_utf8(&self.row[..length]);
        written.push_str(row.expect("separators and quotation marks taken out of a text leave a text"));
        at
    }
}

fn mark_from(text: &[u8], from: usize) -> usize {
    memchr(b'"', &text[from..]).map_or(text.len(), |length| from + length)
}

/// What separates the cells: what the row of column names has most of. Excel's own `sep=;` decides, and is no row.
fn separator(text: &str) -> (&str, u8) {
    let first = text.lines().next().unwrap_or("");
    if let Some(separator) = first.strip_prefix("sep=").filter(|rest| rest.len() == 1) {
        // The line stays, empty, so that the lines behind it keep their numbers.
        return (&text[first.len()..], separator.as_bytes()[0]);
    }
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => {
                if let Some((_, count)) = counts.iter_mut().find(|(separator, _)| *separator == byte) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    // Of as many, the first.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    (text, most.map_or(b',', |(separator, _)| *separator))
}

/// The line of a quotation mark that opens a cell and has no partner. Either the text ends within the cell, or a mark
/// that opens a later cell was taken for the partner, and there is something between that and the next separator.
fn lost_quote(text: &str, separator: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(mark) = memchr(b'"', &bytes[at..]).map(|mark| at + mark) {
        at = mark + 1;
        // Within a cell, a mark is a character like any other.
        if mark > 0 && bytes[mark - 1] != separator && bytes[mark - 1] != b'\n' {
            continue;
        }
        let end = loop {
            let Some(next) = memchr(b'"', &bytes[at..]).map(|next| at + next) else {
                return Some(line_of(&bytes[..mark]));
            };
            at = next + 1;
            if bytes.get(at) != Some(&b'"') {
                break at;
            }
            at += 1;
        };
        at = memchr2(separator, b'\n', &bytes[end..]).map_or(bytes.len(), |rest| end + rest);
        if memchr(b'\n', &bytes[mark..end]).is_some() && !bytes[end..at].trim_ascii().is_empty() {
            return Some(line_of(&bytes[..mark]));
        }
    }
    None
}

#[cfg(all(test, feature = "proptest"))]
mod tests {
    use encoding_rs::GB18030;

    use super::*;
    use crate::io::tables::{Cell, Row};

    fn grid(bytes: &[u8]) -> Grid {
        read(FilePath::new("t.csv"), bytes, None).unwrap()
    }

    fn texts(grid: &Grid) -> Vec<(usize, Vec<String>)> {
        let rows = std::iter::once(grid.header()).chain(grid.rows());
        rows.map(|row| (row.number(), row.cells().map(|cell| cell.to_string()).collect())).collect()
    }

    #[test]
    fn a_table_is_the_same_in_every_encoding_and_with_every_separator() {
        let text = "编号,名称\np1,\"水稻,杂交\"\n";
        let expected = texts(&grid(text.as_bytes()));
        assert_eq!(expected[1].1, ["p1", "水稻,杂交"]);
        let (gbk, _, _) = GB18030.encode(text);
        let utf16: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let with_mark = ["\u{feff}".as_bytes(), text.as_bytes()].concat();
        for bytes in [&gbk[..], &utf16, &with_mark] {
            assert_eq!(texts(&grid(bytes)), expected);
        }
        assert_eq!(texts(&grid("编号;名称\np1;水稻,杂交\n".as_bytes())), expected);
        assert_eq!(texts(&grid("编号\t名称\r\np1\t水稻,杂交\r\n".as_bytes())), expected);
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let grid = grid(b"sep=;\na;b\n\n1;\"two\nlines\"\n2\n");
        let numbers: Vec<usize> = grid.rows().map(Row::number).collect();
        assert_eq!((grid.header().number(), numbers), (2, vec![4, 6]));
        let last = grid.rows().last().unwrap();
        assert_eq!((last.cell(0), last.cell(1)), (Cell::Text("2"), Cell::Empty));
    }

    proptest::proptest! {
        /// Many cells in a row, rows that are longer than others, empty lines, quotation marks where they please.
        #[test]
        fn cells_are_those_that_the_csv_crate_reads(text in "([a水\"\r\n;]|;{60}){0,40}") {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(b';')
                .from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> =
                reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            let grid = cells(FilePath::new("t.csv"), &text, b';');
            let rows = (0..grid.rows.len()).map(|row| grid.row(row));
            let found: Vec<Vec<String>> =
                rows.map(|row| row.cells().map(|cell| cell.to_string()).collect()).collect();
            proptest::prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_told_with_their_line() {
        let error = read(FilePath::new("t.csv"), b"a,b\n1,\xff\xff\n", Some(encoding_rs::UTF_8)).unwrap_err();
        assert!(matches!(error, FileError::Encoding { line: 2, .. }), "{error}");
        assert!(matches!(read(FilePath::new("t.csv"), b"", None).unwrap_err(), FileError::Empty { .. }));
    }

    #[test]
    fn a_quotation_mark_without_its_partner_loses_no_row() {
        for text in ["a,b\n1,\"2\n3,4\n", "a,b\n1,\"2\n3,\"4\"\n", "a,b\n1,\"", "a,b\n1,\"x\"\""] {
            let error = read(FilePath::new("t.csv"), text.as_bytes(), None).unwrap_err();
            assert!(matches!(error, FileError::Quote { line: 2, .. }), "{text}: {error}");
        }
        for text in ["a,b\n1,\"2\n\"\"3\"\n", "a,5\" pipe\n", "\"a\"x,b\n", "\"\"\n"] {
            assert!(read(FilePath::new("t.csv"), text.as_bytes(), None).is_ok(), "{text}");
        }
    }

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        let grid = grid(b"a");
        assert_eq!([0, 25, 26, 701, 702].map(|column| grid.column_name(column)), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
