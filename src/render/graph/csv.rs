//! CSV: nodes and edges as tables, with the columns that Gephi looks for.

use std::io::{self, Write};

use super::attributes::{edge_columns, visit_edge};
use super::records::Graph;
use super::value::Value;
use crate::render::tidy::{CsvOptions, Table};

/// ## CSV
impl Graph<'_> {
    /// Writes a table of the nodes: `Id` and `Label`, as Gephi names them, and then the attributes that the other formats
    /// have. What is not known is empty.
    ///
    /// The only character that CSV cannot hold is NUL, which is [escaped](crate::render::unescape).
    ///
    /// # Errors
    ///
    /// If the writer fails.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::render::graph::Graph;
    /// use seedrelay::render::tidy::CsvOptions;
    /// let mut nodes = Vec::new();
    /// Graph::of(&datasets::example()).write_nodes_csv(&mut nodes, CsvOptions::new())?;
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

impl<W: Write> Table<W> {
    fn value(&mut self, value: &Value<'_>) {
        match value {
            Value::Text(text) => self.text(text),
            value => self.written(|buffer| value.write(buffer)),
        }
    }
}
