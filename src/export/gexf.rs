//! GEXF, the format of Gephi, with a timeline.
//!
//! Source: the GEXF 1.3 primer and schema, `https://gexf.net`.

use std::io::{self, Write};

use quick_xml::events::BytesStart;

use super::attributes::{Column, Kind, Value, edge_columns, visit_edge};
use super::graph::{Graph, Node};
use super::palette;
use super::xml::{Document, legal, start};
use crate::PartialDate;

named_enum! {
    /// The versions of GEXF that can be written.
    #[derive(Default)]
    pub enum GexfVersion ("version of GEXF") {
        /// Version 1.3, of Gephi 0.10. It tells parallel edges apart by their kind.
        #[default]
        V1_3 = "1.3", "GEXF 1.3", "GEXF 1.3";
        /// Version 1.2draft, the newest that NetworkX reads.
        V1_2 = "1.2", "GEXF 1.2draft", "GEXF 1.2draft";
    }
}

impl GexfVersion {
    const fn name_space(self) -> &'static str {
        match self {
            Self::V1_3 => "http://gexf.net/1.3",
            Self::V1_2 => "http://www.gexf.net/1.2draft",
        }
    }
}

/// ## GEXF
impl Graph<'_> {
    /// Writes the graph as GEXF, with all attributes and a colour for each kind of organization and stage of project.
    ///
    /// If projects are nodes, the graph is dynamic: a project is there from the first day that its start may stand for
    /// to the last that its end may stand for; without a start or an end, it is there from or to the ends of time.
    /// Organizations and relations are always there. The dates as written are attributes besides.
    ///
    /// Characters that XML cannot hold are [escaped](super::unescape).
    ///
    /// # Errors
    ///
    /// If the writer fails.
    ///
    /// ```
    /// use seedrelay::{datasets, export::{GexfVersion, Graph, Nodes}};
    /// let chain = datasets::hunan();
    /// let gexf = Graph::of(&chain).nodes(Nodes::Projects).to_gexf(GexfVersion::V1_3);
    /// assert!(gexf.contains(r#"mode="dynamic" timeformat="date""#));
    /// ```
    pub fn write_gexf(&self, writer: impl Write, version: GexfVersion) -> io::Result<()> {
        let mut out = Document::new(writer)?;
        let name_space = version.name_space();
        out.open(&start(
            "gexf",
            &[("xmlns", name_space), ("xmlns:viz", &format!("{name_space}/viz")), ("version", version.as_str())],
        ))?;
        let mut graph = start("graph", &[("defaultedgetype", "directed")]);
        if self.which() == super::Nodes::Organizations {
            graph.push_attribute(("mode", "static"));
        } else {
            graph.extend_attributes([("mode", "dynamic"), ("timeformat", "date")]);
        }
        out.open(&graph)?;
        let nodes = self.node_columns();
        declare(&mut out, "node", &nodes.list)?;
        declare(&mut out, "edge", &edge_columns())?;

        let values = BytesStart::new("attvalues");
        out.open(&BytesStart::new("nodes"))?;
        let (mut element, mut value_element) = (BytesStart::new("node"), BytesStart::new("attvalue"));
        for node in self.every_node() {
            element.clear_attributes();
            element.push_attribute(("id", &*legal(&node.id(self.which()))));
            element.push_attribute(("label", &*legal(node.label(self.language()))));
            if let Node::Project(project) = node {
                push_date(&mut element, "start", project.started.map(PartialDate::first));
                push_date(&mut element, "end", project.ended.map(PartialDate::last));
            }
            out.begin_line()?;
            out.open_inline(&element)?;
            out.open_inline(&values)?;
            nodes.visit(node, self.language(), |column, value| {
                put(&mut out, &mut value_element, nodes.list[column], &value)
            })?;
            out.close_inline(&values)?;
            let [red, green, blue] = palette::of_node(node).rgb().map(|part| part.to_string());
            out.inline(&start("viz:color", &[("r", &red), ("g", &green), ("b", &blue)]))?;
            out.close_inline(&element)?;
        }
        out.close("nodes")?;

        let columns = edge_columns();
        out.open(&BytesStart::new("edges"))?;
        let mut element = BytesStart::new("edge");
        for (number, edge) in self.every_edge().enumerate() {
            element.clear_attributes();
            element.push_attribute(("id", &*format!("e{number}")));
            element.push_attribute(("source", &*legal(&edge.from.id(self.which()))));
            element.push_attribute(("target", &*legal(&edge.to.id(self.which()))));
            element.push_attribute(("label", edge.link.label(self.language())));
            if version == GexfVersion::V1_3 {
                element.push_attribute(("kind", edge.link.as_str()));
            }
            out.begin_line()?;
            out.open_inline(&element)?;
            out.open_inline(&values)?;
            visit_edge(edge, |column, value| put(&mut out, &mut value_element, columns[column], &value))?;
            out.close_inline(&values)?;
            out.close_inline(&element)?;
        }
        out.close("edges")?;
        out.close("graph")?;
        out.close("gexf")?;
        out.finish()
    }

    /// The graph as GEXF.
    #[must_use]
    pub fn to_gexf(&self, version: GexfVersion) -> String {
        super::in_memory(|out| self.write_gexf(out, version))
    }
}

/// Declares attributes.
fn declare<W: Write>(out: &mut Document<W>, class: &str, columns: &[Column]) -> io::Result<()> {
    out.open(&start("attributes", &[("class", class)]))?;
    for column in columns {
        let kind = match column.kind {
            Kind::Text => "string",
            Kind::Whole => "long",
            Kind::Number => "double",
            Kind::Flag => "boolean",
        };
        out.empty(&start("attribute", &[("id", column.key), ("title", column.key), ("type", kind)]))?;
    }
    out.close("attributes")
}

fn put<W: Write>(
    out: &mut Document<W>,
    element: &mut BytesStart<'_>,
    column: Column,
    value: &Value<'_>,
) -> io::Result<()> {
    out.buffer.clear();
    value.write(&mut out.buffer);
    element.clear_attributes();
    element.push_attribute(("for", column.key));
    element.push_attribute(("value", &*legal(&out.buffer)));
    out.inline(element)
}

fn push_date(element: &mut BytesStart<'_>, key: &str, date: Option<jiff::civil::Date>) {
    if let Some(date) = date {
        element.push_attribute((key, &*date.to_string()));
    }
}
