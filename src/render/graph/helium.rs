//! Helium, which draws pedigrees of plants.
//!
//! Source: Shaw, Kennedy, Graham, Milne and Marshall, "Helium: visualization of large scale plant pedigrees", *BMC
//! Bioinformatics* 15:259 (2014), with the tables that Helium comes with, and those that Germinate, a database of genetic
//! resources by the same institute, writes for it.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

use super::attributes::{Column, Kind};
use super::elements::{Node, Nodes};
use super::records::Graph;
use super::value::Value;
use crate::text::markup;

/// What Helium colours lines by, as far as the chain tells. What else is known is in the other formats.
const COLUMNS: [&str; 15] = [
    "label",
    "category",
    "kind",
    "origin",
    "bred_by",
    "holders",
    "released",
    "withdrawn",
    "right",
    "evidence",
    "mass",
    "reach",
    "core_parent",
    "unknown_parents",
    "findings",
];

/// ## Helium
impl Graph<'_> {
    /// Writes the pedigree for Helium, whatever the nodes of the graph are: a line for each parent of each germplasm, with
    /// the ids of both and `OTHER`, which says that nobody tells which parent is the female one.
    ///
    /// Such lines hold any number of parents, three of a three-way cross as well as one of a line by selection, where
    /// Helium's table with a column for each of two parents would leave some out. Shares have no place in it, nor has
    /// germplasm without parents and offspring; it is in the [table of data](Self::write_helium_data). In ids, tabs, line
    /// breaks, control characters and a leading `#`, which begins a comment, are [escaped](crate::render::unescape).
    ///
    /// # Errors
    ///
    /// If the writer fails.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::render::graph::Graph;
    /// let mut pedigree = Vec::new();
    /// Graph::of(&datasets::example()).write_helium_pedigree(&mut pedigree)?;
    /// let pedigree = String::from_utf8(pedigree).unwrap();
    /// assert!(pedigree.starts_with("# heliumInput = PEDIGREE\nLineName\tParent\tParentType\n"));
    /// assert!(pedigree.contains("\nl-102\ttr-36\tOTHER\n"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write_helium_pedigree(&self, writer: impl Write) -> io::Result<()> {
        let mut out = BufWriter::new(writer);
        out.write_all(b"# heliumInput = PEDIGREE\nLineName\tParent\tParentType\n")?;
        for edge in self.clone().nodes(Nodes::Pedigree).every_edge() {
            writeln!(out, "{}\t{}\tOTHER", id(edge.to), id(edge.from))?;
        }
        out.flush()
    }

    /// Writes what is known of each germplasm for Helium, which calls it phenotypes: names, kinds, rights, and the answers
    /// about the pedigree. `=c` behind a heading says that it holds categories, `=n` numbers. What is not known is empty.
    ///
    /// # Errors
    ///
    /// If the writer fails.
    pub fn write_helium_data(&self, writer: impl Write) -> io::Result<()> {
        let graph = self.clone().nodes(Nodes::Pedigree);
        let columns = graph.node_columns();
        let place = |key: &str| columns.list.iter().position(|column| column.key == key).expect("it is a column");
        let shown = COLUMNS.map(place);
        let mut out = BufWriter::new(writer);
        out.write_all(b"# heliumInput = PHENOTYPE\nLineName")?;
        for column in shown.map(|place| columns.list[place]) {
            write!(out, "\t{}={}", column.key, class(column))?;
        }
        let mut row = vec![String::new(); columns.list.len()];
        for node in graph.every_node() {
            row.iter_mut().for_each(String::clear);
            columns.visit(node, graph.language(), |column, value| {
                match value {
                    Value::Text(text) => row[column].push_str(&cell(&text)),
                    value => value.write(&mut row[column]),
                }
                io::Result::Ok(())
            })?;
            write!(out, "\n{}", id(node))?;
            shown.iter().try_for_each(|&place| write!(out, "\t{}", row[place]))?;
        }
        out.write_all(b"\n")?;
        out.flush()
    }
}

/// How Helium takes a column.
const fn class(column: Column) -> char {
    match column.kind {
        Kind::Whole | Kind::Number => 'n',
        Kind::Text | Kind::Flag => 'c',
    }
}

/// The id of a germplasm at the beginning of a line.
fn id(node: Node<'_>) -> String {
    let id = cell(node.record_id());
    match id.strip_prefix('#') {
        Some(rest) => format!("_x0023_{rest}"),
        None => id.into_owned(),
    }
}

/// A text in one cell of a table without quotes.
fn cell(text: &str) -> Cow<'_, str> {
    markup::reversible(text, char::is_control)
}
