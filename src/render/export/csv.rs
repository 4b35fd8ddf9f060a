//! CSV: nodes and edges as tables, with the columns that Gephi looks for.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::attributes::{Value, edge_columns, visit_edge};
use super::graph::Graph;
use crate::text::{formula, markup};

/// How to write CSV.
///
/// The defaults are for programs; [`for_excel`](Self::for_excel) is for people who open the file with a double click.
///
/// ```
/// use seedrelay::render::export::CsvOptions;
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
    /// so has one that begins with `'` and then, after any more of them, one of these.
    /// [`as_in_document`](super::as_in_document) takes it away. Numbers stay as they are.
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

/// ## CSV
impl Graph<'_> {
    /// Writes a table of the nodes: `Id` and `Label`, as Gephi names them, and then the attributes that the other formats
    /// have. What is not known is empty.
    ///
    /// The only character that CSV cannot hold is NUL, which is [escaped](super::unescape).
    ///
    /// # Errors
    ///
    /// If the writer fails.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::render::export::{CsvOptions, Graph};
    /// let mut nodes = Vec::new();
    /// Graph::of(&datasets::hunan()).write_nodes_csv(&mut nodes, CsvOptions::new())?;
    /// assert!(nodes.starts_with(b"Id,Label,label_en,label_zh,record,record_id,kind,service,stage,"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write_nodes_csv(&self, writer: impl Write, options: CsvOptions) -> io::Result<()> {
        let columns = self.node_columns();
        // The first is the label, which Gephi wants by its own name.
        let headings = ["Id", "Label"].into_iter().chain(columns.list[1..].iter().map(|column| column.key));
        let mut table = Table::new(writer, options, headings)?;
        for node in self.every_node() {
            table.text(&node.id(self.which()));
            let mut next = 0;
            columns.visit(node, self.language(), |column, value| {
                table.skip(column - next);
                next = column + 1;
                table.value(&value);
                io::Result::Ok(())
            })?;
            table.skip(columns.list.len() - next);
            table.end_row()?;
        }
        table.finish()
    }

    /// Writes a table of the edges: `Source`, `Target`, `Type`, `Id` and `Label`, as Gephi names them, and then the
    /// attributes that the other formats have.
    ///
    /// # Errors
    ///
    /// If the writer fails.
    pub fn write_edges_csv(&self, writer: impl Write, options: CsvOptions) -> io::Result<()> {
        let columns = edge_columns();
        let headings = ["Source", "Target", "Type", "Id", "Label"].into_iter();
        let mut table = Table::new(writer, options, headings.chain(columns.iter().map(|column| column.key)))?;
        for (number, edge) in self.every_edge().enumerate() {
            table.text(&edge.from.id(self.which()));
            table.text(&edge.to.id(self.which()));
            table.text("Directed");
            table.number(format_args!("e{number}"));
            table.text(edge.link.label(self.language()));
            let mut next = 0;
            visit_edge(edge, |column, value| {
                table.skip(column - next);
                next = column + 1;
                table.value(&value);
                io::Result::Ok(())
            })?;
            table.skip(columns.len() - next);
            table.end_row()?;
        }
        table.finish()
    }
}

/// The text of which a cell of an exported CSV file holds the harmless and [escaped](super::unescape) form.
///
/// ```
/// use seedrelay::render::export::as_in_document;
/// assert_eq!(as_in_document("'=1+1"), "=1+1");
/// assert_eq!(as_in_document("'＝1+1"), "＝1+1");
/// assert_eq!(as_in_document("'tis rice"), "'tis rice");
/// ```
#[must_use]
pub fn as_in_document(cell: &str) -> Cow<'_, str> {
    markup::unescape(formula::unguarded(cell))
}

/// How many bytes are handed to the writer at once.
const BUFFER: usize = 1 << 16;

/// A table in the making.
pub(super) struct Table<W: Write> {
    writer: csv::Writer<W>,
    guard_formulas: bool,
    /// The row in the making: a whole row is written faster than its cells, of which most may be empty.
    row: csv::ByteRecord,
    /// The cell in the making.
    buffer: String,
}

impl<W: Write> Table<W> {
    pub(super) fn new<'h>(
        mut out: W,
        options: CsvOptions,
        headings: impl Iterator<Item = &'h str>,
    ) -> io::Result<Self> {
        if options.byte_order_mark {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut writer = csv::WriterBuilder::new().buffer_capacity(BUFFER).from_writer(out);
        writer.write_record(headings)?;
        Ok(Self { writer, guard_formulas: options.guard_formulas, row: csv::ByteRecord::new(), buffer: String::new() })
    }

    /// A cell with a text.
    pub(super) fn text(&mut self, text: &str) {
        // No other sign of a formula is plain, and nearly all cells are.
        if markup::is_plain(text) && !text.starts_with(['=', '+', '-', '@']) {
            return self.row.push_field(text.as_bytes());
        }
        let text = markup::reversible(text, |character| character == '\0');
        let text = if self.guard_formulas { formula::guarded(&text) } else { text };
        self.row.push_field(text.as_bytes());
    }

    pub(super) fn value(&mut self, value: &Value<'_>) {
        if let Value::Text(text) = value {
            return self.text(text);
        }
        self.buffer.clear();
        value.write(&mut self.buffer);
        self.row.push_field(self.buffer.as_bytes());
    }

    /// A cell with a number, which is no formula even if it is below 0.
    pub(super) fn number(&mut self, number: impl std::fmt::Display) {
        self.buffer.clear();
        write!(self.buffer, "{number}").expect("a string takes every character");
        self.row.push_field(self.buffer.as_bytes());
    }

    /// So many empty cells.
    pub(super) fn skip(&mut self, cells: usize) {
        (0..cells).for_each(|_| self.row.push_field(b""));
    }

    pub(super) fn end_row(&mut self) -> io::Result<()> {
        self.writer.write_byte_record(&self.row)?;
        self.row.clear();
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
