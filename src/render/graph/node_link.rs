//! Node-link JSON, which NetworkX and d3 read.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use super::attributes::{Column, NodeColumns, edge_columns, visit_edge};
use super::elements::{Edge, Node};
use super::records::Graph;
use super::value::Value;
use crate::io::document::RecordPerLine;

/// ## Node-link JSON
impl Graph<'_> {
    /// Writes the graph as node-link JSON, one record a line: `directed` and `multigraph`, the lists `nodes` and
    /// `edges`, and in `graph` the name and the date of the chain.
    ///
    /// NetworkX 3.4 and later reads it with `node_link_graph(data, edges="edges")`, which 3.6 takes for granted; `key` is
    /// the id of an edge. What is not known has no key.
    ///
    /// # Errors
    ///
    /// If the writer fails.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::render::graph::Graph;
    /// let chain = datasets::example();
    /// let data: serde_json::Value = serde_json::from_str(&Graph::of(&chain).to_node_link())?;
    /// assert_eq!(data["nodes"].as_array().unwrap().len(), chain.organizations().len());
    /// assert_eq!(data["edges"][0]["key"], "e0");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn write_node_link(&self, writer: impl Write) -> io::Result<()> {
        let mut out = io::BufWriter::new(writer);
        let mut serializer = serde_json::Serializer::with_formatter(&mut out, RecordPerLine::default());
        Document(self).serialize(&mut serializer)?;
        out.write_all(b"\n")?;
        out.flush()
    }

    /// The graph as node-link JSON.
    #[must_use]
    pub fn to_node_link(&self) -> String {
        super::in_memory(|out| self.write_node_link(out))
    }
}

struct Document<'g, 'c>(&'g Graph<'c>);

impl Serialize for Document<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let graph = self.0;
        let mut document = serializer.serialize_struct("graph", 5)?;
        document.serialize_field("directed", &true)?;
        document.serialize_field("multigraph", &true)?;
        document.serialize_field("graph", &Head(graph))?;
        document.serialize_field("nodes", &NodeList(graph))?;
        document.serialize_field("edges", &EdgeList(graph))?;
        document.end()
    }
}

/// What is said of the graph as a whole.
struct Head<'g, 'c>(&'g Graph<'c>);

impl Serialize for Head<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let chain = self.0.chain();
        let mut head = serializer.serialize_map(None)?;
        if let Some(name) = chain.name() {
            head.serialize_entry("name", name.get(self.0.language()))?;
        }
        head.serialize_entry("as_of", &chain.as_of())?;
        if let Some(currency) = chain.currency() {
            head.serialize_entry("currency", currency)?;
        }
        head.serialize_entry("nodes_are", &self.0.which())?;
        head.end()
    }
}

struct NodeList<'g, 'c>(&'g Graph<'c>);

impl Serialize for NodeList<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns = &self.0.node_columns();
        serializer.collect_seq(self.0.every_node().map(|node| NodeRecord { graph: self.0, columns, node }))
    }
}

struct NodeRecord<'g, 'c> {
    graph: &'g Graph<'c>,
    columns: &'g NodeColumns,
    node: Node<'c>,
}

impl Serialize for NodeRecord<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut record = serializer.serialize_map(None)?;
        record.serialize_entry("id", &*self.node.id(self.graph.which()))?;
        self.columns.visit(self.node, self.graph.language(), |column, value| {
            record.serialize_entry(self.columns.list[column].key, &value)
        })?;
        record.end()
    }
}

struct EdgeList<'g, 'c>(&'g Graph<'c>);

impl Serialize for EdgeList<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns = &edge_columns();
        let edges = self.0.every_edge().enumerate();
        serializer.collect_seq(edges.map(|(number, edge)| EdgeRecord { graph: self.0, columns, number, edge }))
    }
}

struct EdgeRecord<'g, 'c> {
    graph: &'g Graph<'c>,
    columns: &'g [Column],
    number: usize,
    edge: Edge<'c>,
}

impl Serialize for EdgeRecord<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut record = serializer.serialize_map(None)?;
        record.serialize_entry("key", &format_args!("e{}", self.number))?;
        record.serialize_entry("source", &*self.edge.from.id(self.graph.which()))?;
        record.serialize_entry("target", &*self.edge.to.id(self.graph.which()))?;
        visit_edge(self.edge, |column, value| record.serialize_entry(self.columns[column].key, &value))?;
        record.end()
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Date(date) => date.serialize(serializer),
            Self::Whole(number) => serializer.serialize_u64(*number),
            Self::Number(number) => crate::record::number(*number, serializer),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
        }
    }
}
