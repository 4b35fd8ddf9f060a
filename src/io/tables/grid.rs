//! A grid: one sheet of a workbook or one CSV file, as read, with its places.

#[cfg(feature = "xlsx")]
mod archive;
mod csv;
mod encoding;
#[cfg(feature = "xlsx")]
mod excel;
#[cfg(feature = "xlsx")]
mod ods;
#[cfg(feature = "xlsx")]
mod sparse;
#[cfg(feature = "mapping")]
mod stacked;

#[cfg(feature = "mapping")]
pub(crate) use stacked::{Columns, Sheet};

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::{Path as FilePath, PathBuf};

use super::TableLimits;
use crate::io::{FileContents, FileError, LimitedQuantity};
use crate::model::PartialDate;

/// What stands in one cell.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Cell<'g> {
    /// Nothing, or nothing but an empty text.
    Empty,
    /// A text, as it stands there.
    Text(&'g str),
    /// A number of a spreadsheet.
    Number(f64),
    /// A truth value of a spreadsheet.
    Bool(bool),
    /// A date of a spreadsheet, without its time of day.
    Date(PartialDate),
    /// What a spreadsheet shows where a formula fails, such as `#REF!`; or a formula that was never calculated, such as
    /// `=A1+B1`: a program wrote it, and no spreadsheet has saved the file since.
    Error(&'g str),
}

impl Cell<'_> {
    /// Whether nothing stands there that could be seen.
    pub(crate) fn is_blank(self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) | Self::Error(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Date(date) => write!(f, "{date}"),
        }
    }
}

/// One sheet or file: a row of column names, and the rows below it.
#[derive(Clone, Debug)]
pub struct Grid {
    path: PathBuf,
    sheet: Option<Box<str>>,
    /// The text of every cell, one after another.
    text: String,
    cells: Cells,
    /// The rows, that of the column names first.
    rows: Vec<RowAt>,
    /// The first column, counted from 0: a sheet need not begin at A.
    first_column: u32,
    /// The encoding of a text file.
    encoding: Option<&'static str>,
    /// Cells that are merged out of several rows, each of which got the value: the first of them, and how many there are.
    merged: (Vec<Box<str>>, usize),
    /// Whole numbers that lost their last digits: one of them, and how many there are.
    huge: Option<(Box<str>, usize)>,
    /// Of a table that stands in several sheets, one below the other: where each begins.
    #[cfg(feature = "mapping")]
    parts: Vec<Part>,
}

/// A sheet of a table that stands in several.
#[cfg(feature = "mapping")]
#[derive(Clone, Debug)]
struct Part {
    /// The first of its rows, that of the column names being 0.
    from: usize,
    path: PathBuf,
    sheet: Option<Box<str>>,
}

/// The cells of all rows, one after another.
#[derive(Clone, Debug)]
enum Cells {
    /// Texts only, by where each ends. CSV files may be large.
    Texts(Vec<u32>),
    /// Whatever a spreadsheet holds.
    #[cfg(feature = "xlsx")]
    Typed(Vec<Slot>),
}

/// A cell of a spreadsheet; texts by where they begin and end.
#[derive(Clone, Copy, Debug)]
#[cfg(feature = "xlsx")]
enum Slot {
    Empty,
    Text(u32, u32),
    Number(f64),
    Bool(bool),
    Date(PartialDate),
    Error(u32, u32),
}

#[derive(Clone, Copy, Debug)]
struct RowAt {
    first_cell: u32,
    number: u32,
}

/// ## Reading
impl Grid {
    /// Reads every sheet of a workbook (`.xlsx`, `.ods`) that is not empty, or the one table of a text file (`.csv`,
    /// `.tsv`, `.txt`). The end of the name tells which it is.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is larger than allowed, or holds no table.
    pub fn open(path: impl AsRef<FilePath>, limits: &TableLimits) -> Result<Vec<Self>, FileError> {
        let path = path.as_ref();
        Self::sheets_of(path, &Self::bytes_of(path, limits)?, limits)
    }

    /// Reads like [`open`](Self::open), a text file in an encoding that is known by its name.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open), or if there is no encoding of the name.
    pub fn open_in(path: impl AsRef<FilePath>, encoding: &str, limits: &TableLimits) -> Result<Vec<Self>, FileError> {
        let path = path.as_ref();
        let bytes = Self::bytes_of(path, limits)?;
        match TableFormat::of(path)? {
            TableFormat::Text if bytes.len() as u64 <= limits.bytes => {
                Ok(vec![Self::from_csv_in(path, &bytes, encoding)?])
            }
            _ => Self::sheets_of(path, &bytes, limits),
        }
    }

    fn bytes_of(path: &FilePath, limits: &TableLimits) -> Result<Vec<u8>, FileError> {
        TableFormat::of(path)?;
        let mut bytes = Vec::new();
        let mut read = || File::open(path)?.take(limits.bytes.saturating_add(1)).read_to_end(&mut bytes);
        read().map_err(FileError::unreadable(path))?;
        Ok(bytes)
    }

    /// Reads like [`open`](Self::open), of a file whose bytes were read already.
    ///
    /// ```
    /// use seedrelay::io::tables::{Cell, Grid, TableLimits};
    /// let grids = Grid::sheets_of("p.csv", "编号;品类\np1;水稻\n".as_bytes(), &TableLimits::new())?;
    /// let row = grids[0].rows().next().unwrap();
    /// assert_eq!((row.number(), row.cell(1)), (2, Cell::Text("水稻")));
    /// # Ok::<(), seedrelay::io::FileError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the bytes are more than allowed, or hold no table.
    pub fn sheets_of(path: impl AsRef<FilePath>, bytes: &[u8], limits: &TableLimits) -> Result<Vec<Self>, FileError> {
        let path = path.as_ref();
        let kind = TableFormat::of(path)?;
        if bytes.len() as u64 > limits.bytes {
            return Err(FileError::TooLarge {
                path: path.to_owned(),
                what: LimitedQuantity::Bytes,
                limit: limits.bytes,
            });
        }
        match kind {
            TableFormat::Text => Ok(vec![Self::from_csv(path, bytes)?]),
            #[cfg(feature = "xlsx")]
            TableFormat::Excel => excel::read(path, bytes, limits),
            #[cfg(feature = "xlsx")]
            TableFormat::OpenDocument => ods::read(path, bytes, limits),
        }
    }

    /// Reads CSV: UTF-8, with or without a byte order mark, UTF-16 with one, or whatever encoding the text is found to be
    /// in, such as GB18030 (GBK), Big5, Shift-JIS or Windows-1252; separated by commas, semicolons or tabs, whichever the
    /// row of column names has most of. [`encoding`](Self::encoding) tells which encoding it was.
    ///
    /// # Errors
    ///
    /// If the bytes are no text, several encodings fit as well, a quotation mark has no partner, or there is no row.
    pub fn from_csv(path: impl AsRef<FilePath>, bytes: &[u8]) -> Result<Self, FileError> {
        csv::read(path.as_ref(), bytes, None)
    }

    /// Reads CSV in an encoding that is known by one of its usual names, such as `gb18030`, `big5` or `windows-1252`.
    ///
    /// ```
    /// use seedrelay::io::tables::{Cell, Grid};
    /// let grid = Grid::from_csv_in("p.csv", b"stadt\nK\xf6ln\n", "windows-1252")?;
    /// assert_eq!(grid.rows().next().unwrap().cell(0), Cell::Text("Köln"));
    /// assert!(Grid::from_csv_in("p.csv", b"a\n1\n", "latin-17").is_err());
    /// # Ok::<(), seedrelay::io::FileError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`from_csv`](Self::from_csv), or if there is no encoding of the name.
    pub fn from_csv_in(path: impl AsRef<FilePath>, bytes: &[u8], encoding: &str) -> Result<Self, FileError> {
        let path = path.as_ref();
        let unknown = || FileError::UnknownEncoding { path: path.to_owned(), encoding: encoding.to_owned() };
        let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).ok_or_else(unknown)?;
        csv::read(path, bytes, Some(encoding))
    }

    /// A grid of nothing, to be filled.
    fn empty(path: &FilePath) -> Self {
        Self {
            path: path.to_owned(),
            sheet: None,
            text: String::new(),
            cells: Cells::Texts(Vec::new()),
            rows: Vec::new(),
            first_column: 0,
            encoding: None,
            merged: (Vec::new(), 0),
            huge: None,
            #[cfg(feature = "mapping")]
            parts: Vec::new(),
        }
    }
}

/// ## What stands there
impl Grid {
    /// The file.
    #[must_use]
    pub fn path(&self) -> &FilePath {
        &self.path
    }

    /// The sheet; `None` for a file that has only one.
    #[must_use]
    pub fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// The encoding of a text file; `None` of a workbook.
    #[must_use]
    pub const fn encoding(&self) -> Option<&'static str> {
        self.encoding
    }

    /// Cells of a workbook that are merged out of several rows, each of which got their value: the first of them, such as
    /// `A2:A9`, and how many there are.
    #[must_use]
    pub fn merged(&self) -> (&[Box<str>], usize) {
        (&self.merged.0, self.merged.1)
    }

    /// Whole numbers of a workbook of more than 15 digits, of which the spreadsheet lost the last: one of them as it stands
    /// there now, and how many there are.
    #[must_use]
    pub fn huge_numbers(&self) -> Option<(&str, usize)> {
        self.huge.as_ref().map(|(example, count)| (&**example, *count))
    }

    /// The row of column names.
    #[must_use]
    pub fn header(&self) -> Row<'_> {
        self.row(0)
    }

    /// The rows below the column names.
    #[must_use]
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> + Clone {
        (1..self.rows.len()).map(|index| self.row(index))
    }

    /// How a spreadsheet names a column, from 0: A, B, … Z, AA.
    #[must_use]
    pub fn column_name(&self, column: usize) -> String {
        column_name(self.first_column as usize + column)
    }

    /// A row by number, that of the column names being 0.
    pub(crate) fn row(&self, index: usize) -> Row<'_> {
        let RowAt { first_cell, number } = self.rows[index];
        let end = self.rows.get(index + 1).map_or(self.cell_count(), |next| next.first_cell as usize);
        Row { grid: self, first_cell: first_cell as usize, end, number }
    }

    /// The row in which the column names stand, by number: of so many rows the one with the most names that are known, if
    /// it has more than one, since people put titles above. Mostly the first row has `enough`, and nothing else is looked
    /// at.
    pub(crate) fn header_row(&self, within: usize, enough: usize, is_known: impl Fn(Cell<'_>) -> bool) -> usize {
        let known = |row: usize| self.row(row).cells().filter(|cell| is_known(*cell)).count();
        let first = known(0);
        if first >= enough {
            return 0;
        }
        let rows = self.rows.len();
        let best = (1..rows.min(within)).map(|row| (known(row), row)).max_by_key(|(count, row)| (*count, rows - row));
        best.filter(|(count, _)| *count > first.max(1)).map_or(0, |(_, row)| row)
    }

    /// The grid with its column names in another row; what is above that is left out.
    pub(crate) fn below(&self, header: usize) -> Self {
        Self { rows: self.rows[header..].to_vec(), ..self.clone() }
    }

    /// Whether a row says again what the columns are called, and nothing else.
    #[cfg(feature = "mapping")]
    pub(crate) fn repeats_header(&self, row: Row<'_>) -> bool {
        let header = self.header();
        let width = header.len().max(row.len());
        (0..width).all(|column| row.cell(column) == header.cell(column)) && !row.is_empty()
    }

    /// Bytes of text in all cells.
    #[cfg(feature = "mapping")]
    pub(crate) const fn text_len(&self) -> usize {
        self.text.len()
    }

    fn cell_count(&self) -> usize {
        match &self.cells {
            Cells::Texts(ends) => ends.len(),
            #[cfg(feature = "xlsx")]
            Cells::Typed(slots) => slots.len(),
        }
    }

    #[inline]
    fn cell(&self, index: usize) -> Cell<'_> {
        let text = |start: usize, end: u32| match &self.text[start..end as usize] {
            "" => Cell::Empty,
            text => Cell::Text(text),
        };
        match &self.cells {
            Cells::Texts(ends) => {
                let start = index.checked_sub(1).map_or(0, |before| ends[before] as usize);
                text(start, ends[index])
            }
            #[cfg(feature = "xlsx")]
            Cells::Typed(slots) => match slots[index] {
                Slot::Empty => Cell::Empty,
                Slot::Text(start, end) => text(start as usize, end),
                Slot::Number(number) => Cell::Number(number),
                Slot::Bool(value) => Cell::Bool(value),
                Slot::Date(date) => Cell::Date(date),
                Slot::Error(start, end) => Cell::Error(&self.text[start as usize..end as usize]),
            },
        }
    }
}

/// How a spreadsheet names a column, from 0.
fn column_name(column: usize) -> String {
    let mut number = column + 1;
    let mut letters = Vec::new();
    while number > 0 {
        letters.push(b'A' + ((number - 1) % 26) as u8);
        number = (number - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// What a file is, by the end of its name.
enum TableFormat {
    Text,
    #[cfg(feature = "xlsx")]
    Excel,
    #[cfg(feature = "xlsx")]
    OpenDocument,
}

impl TableFormat {
    fn of(path: &FilePath) -> Result<Self, FileError> {
        let extension = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        match extension.as_ref().and_then(|extension| extension.to_str()) {
            Some("csv" | "tsv" | "txt") => Ok(Self::Text),
            #[cfg(feature = "xlsx")]
            Some("xlsx" | "xlsm") => Ok(Self::Excel),
            #[cfg(feature = "xlsx")]
            Some("ods") => Ok(Self::OpenDocument),
            #[cfg(not(feature = "xlsx"))]
            Some("xlsx" | "xlsm" | "ods") => Err(FileError::FeatureMissing { path: path.to_owned(), feature: "xlsx" }),
            _ => Err(FileError::UnknownExtension { path: path.to_owned(), contents: FileContents::Table }),
        }
    }
}

/// One row of a [`Grid`].
#[derive(Clone, Copy, Debug)]
pub struct Row<'g> {
    grid: &'g Grid,
    first_cell: usize,
    end: usize,
    number: u32,
}

impl<'g> Row<'g> {
    /// Its number as a spreadsheet shows it, from 1; in a CSV file, the line on which it begins.
    #[must_use]
    pub const fn number(self) -> usize {
        self.number as usize
    }

    /// How many cells it has; the last ones may be empty.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.first_cell
    }

    /// About how many bytes of text its cells hold.
    #[cfg(feature = "mapping")]
    pub(crate) fn text_len(self) -> usize {
        let end = |cell: usize| match &self.grid.cells {
            Cells::Texts(ends) => ends[cell] as usize,
            // Texts that several rows show are kept once, so that there is no telling from where to where they reach.
            #[cfg(feature = "xlsx")]
            Cells::Typed(slots) => match slots[cell] {
                Slot::Text(start, end) | Slot::Error(start, end) => (end - start) as usize,
                _ => 0,
            },
        };
        match &self.grid.cells {
            Cells::Texts(_) if self.is_empty() => 0,
            Cells::Texts(_) => end(self.end - 1) - self.first_cell.checked_sub(1).map_or(0, end),
            #[cfg(feature = "xlsx")]
            Cells::Typed(_) => (self.first_cell..self.end).map(end).sum(),
        }
    }

    /// Whether it has no cells.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end == self.first_cell
    }

    /// The cell of a column, from 0. Beyond the end of the row, all cells are empty.
    #[must_use]
    #[inline]
    pub fn cell(self, column: usize) -> Cell<'g> {
        if column < self.len() { self.grid.cell(self.first_cell + column) } else { Cell::Empty }
    }

    /// The cells, from the first column on.
    #[must_use]
    pub fn cells(self) -> impl ExactSizeIterator<Item = Cell<'g>> + Clone {
        (self.first_cell..self.end).map(move |index| self.grid.cell(index))
    }
}
