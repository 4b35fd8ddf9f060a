//! GraphML, which NetworkX, igraph, Gephi, yEd and Cytoscape read.
//!
//! Source: Brandes, Eiglsperger, Herman, Himsolt and Marshall, "GraphML progress report", *Graph Drawing* 2001; the
//! schema `http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd`.

use std::io::{self, Write};

use quick_xml::events::BytesStart;

use super::attributes::{Column, Kind, edge_columns, visit_edge};
use super::graph::Graph;
use super::xml::{Document, legal, start};

/// ## GraphML
impl Graph<'_> {
    /// Writes the graph as GraphML: directed, with typed attributes and an id for every edge, so that parallel edges
    /// stay apart.
    ///
    /// What is not known has no `<data>`. Characters that XML cannot hold are [escaped](super::unescape). igraph 1.0 hands
    /// `&` in the ids of nodes over as `&#38;`, and leaves out the ids of edges; in the attribute `record_id` it is right.
    ///
    /// # Errors
    ///
    /// If the writer fails.
    ///
    /// ```
    /// use seedrelay::{datasets, export::Graph};
    /// let graphml = Graph::of(&datasets::hunan()).to_graphml();
    /// assert!(graphml.contains(r#"<node id="yuelushan">"#));
    /// assert!(graphml.contains(r#"<key id="node.kind" for="node" attr.name="kind" attr.type="string"/>"#));
    /// ```
    pub fn write_graphml(&self, writer: impl Write) -> io::Result<()> {
        let mut out = Document::new(writer)?;
        out.open(&start(
            "graphml",
            &[
                ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
                ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
                (
                    "xsi:schemaLocation",
                    "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
                ),
            ],
        ))?;
        let nodes = self.node_columns();
        let of_nodes = keys(&mut out, "node", &nodes.list)?;
        let of_edges = keys(&mut out, "edge", &edge_columns())?;
        out.open(&start("graph", &[("id", self.which().as_str()), ("edgedefault", "directed")]))?;

        let mut element = BytesStart::new("node");
        for node in self.every_node() {
            element.clear_attributes();
            element.push_attribute(("id", &*legal(&node.id(self.which()))));
            out.begin_line()?;
            out.open_inline(&element)?;
            nodes.visit(node, self.language(), |column, value| {
                out.buffer.clear();
                value.write(&mut out.buffer);
                out.text(&of_nodes[column])
            })?;
            out.close_inline(&element)?;
        }
        let mut element = BytesStart::new("edge");
        for (number, edge) in self.every_edge().enumerate() {
            element.clear_attributes();
            element.push_attribute(("id", &*format!("e{number}")));
            element.push_attribute(("source", &*legal(&edge.from.id(self.which()))));
            element.push_attribute(("target", &*legal(&edge.to.id(self.which()))));
            out.begin_line()?;
            out.open_inline(&element)?;
            visit_edge(edge, |column, value| {
                out.buffer.clear();
                value.write(&mut out.buffer);
                out.text(&of_edges[column])
            })?;
            out.close_inline(&element)?;
        }
        out.close("graph")?;
        out.close("graphml")?;
        out.finish()
    }

    /// The graph as GraphML.
    #[must_use]
    pub fn to_graphml(&self) -> String {
        super::in_memory(|out| self.write_graphml(out))
    }
}

/// Declares attributes, and gives the beginning of the element that holds each.
fn keys<W: Write>(out: &mut Document<W>, of: &str, columns: &[Column]) -> io::Result<Vec<BytesStart<'static>>> {
    let mut data = Vec::with_capacity(columns.len());
    for column in columns {
        let id = format!("{of}.{}", column.key);
        let kind = match column.kind {
            Kind::Text => "string",
            Kind::Whole => "long",
            Kind::Number => "double",
            Kind::Flag => "boolean",
        };
        out.empty(&start("key", &[("id", &id), ("for", of), ("attr.name", column.key), ("attr.type", kind)]))?;
        data.push(start("data", &[("key", &id)]));
    }
    Ok(data)
}
