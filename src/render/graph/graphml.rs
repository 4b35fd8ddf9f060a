//! GraphML, which NetworkX, igraph, Gephi, yEd and Cytoscape read.
//!
//! Source: Brandes, Eiglsperger, Herman, Himsolt and Marshall, "GraphML progress report", *Graph Drawing* 2001; the
//! schema `http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd`.

use std::io::{self, Write};

use super::attributes::{Column, Kind, edge_columns, visit_edge};
use super::records::Graph;
use super::value::Value;
use super::xml::{Document, start};

/// ## GraphML
impl Graph<'_> {
    /// Writes the graph as GraphML: directed, with typed attributes and an id for every edge, so that parallel edges
    /// stay apart.
    ///
    /// What is not known has no `<data>`. Characters that XML cannot hold are [escaped](crate::render::unescape). igraph 1.0 hands
    /// `&` in the ids of nodes over as `&#38;`, and gives edges the ids of nodes; in the attribute `record_id` it is right.
    ///
    /// # Errors
    ///
    /// If the writer fails.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::render::graph::Graph;
    /// let graphml = Graph::of(&datasets::example()).to_graphml();
    /// assert!(graphml.contains(r#"<node id="yunlan-lab">"#));
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

        for node in self.every_node() {
            out.begin_line("<node id=\"")?;
            out.quoted_text(&node.id(self.which()))?;
            out.markup("\">")?;
            nodes.visit(node, self.language(), |column, value| data(&mut out, &of_nodes[column], &value))?;
            out.markup("</node>")?;
        }
        for (number, edge) in self.every_edge().enumerate() {
            out.begin_line("<edge id=\"e")?;
            out.markup_of(format_args!("{number}\" source=\""))?;
            out.quoted_text(&edge.from.id(self.which()))?;
            out.markup("\" target=\"")?;
            out.quoted_text(&edge.to.id(self.which()))?;
            out.markup("\">")?;
            visit_edge(edge, |column, value| data(&mut out, &of_edges[column], &value))?;
            out.markup("</edge>")?;
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

/// Declares attributes, and gives the tag that begins each value of one.
fn keys<W: Write>(out: &mut Document<W>, of: &str, columns: &[Column]) -> io::Result<Vec<String>> {
    let mut tags = Vec::with_capacity(columns.len());
    for column in columns {
        let id = format!("{of}.{}", column.key);
        let kind = match column.kind {
            Kind::Text => "string",
            Kind::Whole => "long",
            Kind::Number => "double",
            Kind::Flag => "boolean",
        };
        out.empty(&start("key", &[("id", &id), ("for", of), ("attr.name", column.key), ("attr.type", kind)]))?;
        tags.push(format!("<data key=\"{id}\">"));
    }
    Ok(tags)
}

fn data<W: Write>(out: &mut Document<W>, tag: &str, value: &Value<'_>) -> io::Result<()> {
    out.markup(tag)?;
    out.content(value)?;
    out.markup("</data>")
}
