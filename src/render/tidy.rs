//! Tables for other programs: everything that a diagnosis says as tidy CSV, one row per observation
//! (`Diagnosis::write_csv`), and as a workbook, one sheet per section (`Diagnosis::write_workbook`, with the feature
//! `xlsx`).
//!
//! Both are loops over the [figures](crate::say::figures) of the diagnosis, so that neither can leave out what the other
//! has. They give the same bytes for chains that say the same.

mod figures;
mod history;
mod questionnaire;
#[cfg(feature = "xlsx")]
mod workbook;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use crate::text::{formula, markup};
pub use history::write_history;
pub use questionnaire::questionnaire_csv;
#[cfg(feature = "xlsx")]
pub use questionnaire::questionnaire_xlsx;

/// How to write CSV.
///
/// The defaults are for programs; [`for_excel`](Self::for_excel) is for people who open the file with a double click.
///
/// ```
/// use seedrelay::render::tidy::CsvOptions;
/// assert!(!CsvOptions::new().byte_order_mark && CsvOptions::for_excel().byte_order_mark);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CsvOptions {
    /// Whether to begin with a byte order mark: Excel takes UTF-8 for something else without it, and R and Python's `csv`
    /// take it for a part of the first heading. Off by default.
    pub byte_order_mark: bool,
    /// Whether to keep spreadsheets from running texts as formulas. On by default.
    ///
    /// A text that begins with `=`, `+`, `-`, `@`, one of these in full width, a tab or a line break has a `'` before it;
    /// so has one that begins with `'` and then, after any more of them, one of these; and so has, within a text, what
    /// follows a `;`, a tab or a line break and is one of the signs, since elsewhere these end a cell.
    /// [`as_in_document`] takes it away. Numbers stay as they are.
    pub guard_formulas: bool,
}

impl Default for CsvOptions {
    fn default() -> Self {
        Self { byte_order_mark: false, guard_formulas: true }
    }
}

impl CsvOptions {
    /// Without a byte order mark, and harmless.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With a byte order mark, and harmless.
    #[must_use]
    pub fn for_excel() -> Self {
        Self::default().byte_order_mark(true)
    }

    setters! {
        /// Sets whether to begin with a byte order mark.
        byte_order_mark: bool => |byte_order_mark| byte_order_mark;
        /// Sets whether to keep spreadsheets from running texts.
        guard_formulas: bool => |guard_formulas| guard_formulas;
    }
}

/// The text of which a cell of an exported CSV file holds the harmless and [escaped](super::unescape) form.
///
/// ```
/// use seedrelay::render::tidy::as_in_document;
/// assert_eq!(as_in_document("'=1+1"), "=1+1");
/// assert_eq!(as_in_document("'＝1+1"), "＝1+1");
/// assert_eq!(as_in_document("'tis rice"), "'tis rice");
/// assert_eq!(as_in_document("rice;'=1+1"), "rice;=1+1");
/// ```
#[must_use]
pub fn as_in_document(cell: &str) -> Cow<'_, str> {
    match formula::unguarded(cell) {
        Cow::Borrowed(cell) => markup::unescape(cell),
        Cow::Owned(cell) => markup::unescape(&cell).into_owned().into(),
    }
}

/// How many bytes are handed to the writer at once.
const BUFFER: usize = 1 << 16;

/// A table in the making.
pub(in crate::render) struct Table<W: Write> {
    /// It writes cells as they are; which of them need quotes is decided here.
    writer: csv::Writer<W>,
    guard_formulas: bool,
    /// The row in the making: a whole row is written faster than its cells, of which most may be empty.
    row: csv::ByteRecord,
    /// The cell in the making.
    buffer: String,
}

impl<W: Write> Table<W> {
    pub(in crate::render) fn new<'h>(
        mut out: W,
        options: CsvOptions,
        headings: impl Iterator<Item = &'h str>,
    ) -> io::Result<Self> {
        if options.byte_order_mark {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut writer =
            csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Never).buffer_capacity(BUFFER).from_writer(out);
        writer.write_record(headings)?;
        Ok(Self { writer, guard_formulas: options.guard_formulas, row: csv::ByteRecord::new(), buffer: String::new() })
    }

    /// A cell with a text.
    pub(in crate::render) fn text(&mut self, text: &str) {
        // No other sign of a formula is plain, and nearly all cells are.
        let is_one_cell = || !text.bytes().any(|byte| byte == b',' || byte == b';');
        if markup::is_plain(text) && !text.starts_with(['=', '+', '-', '@']) && is_one_cell() {
            return self.row.push_field(text.as_bytes());
        }
        let text = markup::reversible(text, |character| character == '\0');
        let text = if self.guard_formulas { formula::guarded(&text) } else { text };
        self.quoted(&text);
    }

    /// A cell with a text, in quotes if somebody might take it for several cells.
    fn quoted(&mut self, text: &str) {
        if !text.contains([',', '"', ';', '\t', '\r', '\n']) {
            return self.row.push_field(text.as_bytes());
        }
        self.written(|buffer| {
            buffer.push('"');
            for (number, part) in text.split('"').enumerate() {
                buffer.push_str(if number > 0 { "\"\"" } else { "" });
                buffer.push_str(part);
            }
            buffer.push('"');
        });
    }

    /// A cell with a number, which is no formula even if it is below 0.
    pub(in crate::render) fn number(&mut self, number: impl std::fmt::Display) {
        self.written(|buffer| write!(buffer, "{number}").expect("a string takes every character"));
    }

    /// A cell with what is written as it is, which is no text.
    pub(in crate::render) fn written(&mut self, write: impl FnOnce(&mut String)) {
        self.buffer.clear();
        write(&mut self.buffer);
        self.row.push_field(self.buffer.as_bytes());
    }

    /// So many empty cells.
    pub(in crate::render) fn skip(&mut self, cells: usize) {
        (0..cells).for_each(|_| self.row.push_field(b""));
    }

    pub(in crate::render) fn end_row(&mut self) -> io::Result<()> {
        self.writer.write_byte_record(&self.row)?;
        self.row.clear();
        Ok(())
    }

    pub(in crate::render) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
