//! GEXF, the format of Gephi, with a timeline.
//!
//! Source: the GEXF 1.3 primer and schema, `https://gexf.net`.

use std::io::{self, Write};

use quick_xml::events::BytesStart;

use super::attributes::{Column, Kind, edge_columns, visit_edge};
use super::elements::Node;
use super::palette;
use super::records::Graph;
use super::value::Value;
use super::xml::{Document, start};
use crate::model::PartialDate;

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
    /// Characters that XML cannot hold are [escaped](crate::render::unescape).
    ///
    /// # Errors
    ///
    /// If the writer fails.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::render::graph::{GexfVersion, Graph, Nodes};
    /// let chain = datasets::example();
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
        if matches!(self.which(), super::Nodes::Organizations | super::Nodes::Pedigree) {
            graph.push_attribute(("mode", "static"));
        } else {
            graph.extend_attributes([("mode", "dynamic"), ("timeformat", "date")]);
        }
        out.open(&graph)?;
        let nodes = self.node_columns();
        let of_nodes = declare(&mut out, "node", &nodes.list)?;
        let of_edges = declare(&mut out, "edge", &edge_columns())?;

        out.open(&BytesStart::new("nodes"))?;
        for node in self.every_node() {
            out.begin_line("<node id=\"")?;
            out.quoted_text(&node.id(self.which()))?;
            out.markup("\" label=\"")?;
            out.quoted_text(node.label(self.language()))?;
            if let Node::Project(project) = node {
                put_day(&mut out, "\" start=\"", project.record().started.map(PartialDate::first))?;
                put_day(&mut out, "\" end=\"", project.record().ended.map(PartialDate::last))?;
            }
            out.markup("\"><attvalues>")?;
            nodes.visit(node, self.language(), |column, value| put(&mut out, &of_nodes[column], &value))?;
            let [red, green, blue] = palette::of_node(node).rgb();
            out.markup_of(format_args!("</attvalues><viz:color r=\"{red}\" g=\"{green}\" b=\"{blue}\"/></node>"))?;
        }
        out.close("nodes")?;

        out.open(&BytesStart::new("edges"))?;
        for (number, edge) in self.every_edge().enumerate() {
            out.begin_line("<edge id=\"e")?;
            out.markup_of(format_args!("{number}\" source=\""))?;
            out.quoted_text(&edge.from.id(self.which()))?;
            out.markup("\" target=\"")?;
            out.quoted_text(&edge.to.id(self.which()))?;
            out.markup("\" label=\"")?;
            out.quoted_text(edge.link.label(self.language()))?;
            if version == GexfVersion::V1_3 {
                out.markup("\" kind=\"")?;
                out.markup(edge.link.as_str())?;
            }
            out.markup("\"><attvalues>")?;
            visit_edge(edge, |column, value| put(&mut out, &of_edges[column], &value))?;
            out.markup("</attvalues></edge>")?;
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

/// Declares attributes, and gives what begins each value of one.
fn declare<W: Write>(out: &mut Document<W>, class: &str, columns: &[Column]) -> io::Result<Vec<String>> {
    out.open(&start("attributes", &[("class", class)]))?;
    let mut tags = Vec::with_capacity(columns.len());
    for column in columns {
        let kind = match column.kind {
            Kind::Text => "string",
            Kind::Whole => "long",
            Kind::Number => "double",
            Kind::Flag => "boolean",
        };
        out.empty(&start("attribute", &[("id", column.key), ("title", column.key), ("type", kind)]))?;
        tags.push(format!("<attvalue for=\"{}\" value=\"", column.key));
    }
    out.close("attributes")?;
    Ok(tags)
}

fn put<W: Write>(out: &mut Document<W>, tag: &str, value: &Value<'_>) -> io::Result<()> {
    out.markup(tag)?;
    out.quoted(value)?;
    out.markup("\"/>")
}

fn put_day<W: Write>(out: &mut Document<W>, name: &str, day: Option<jiff::civil::Date>) -> io::Result<()> {
    let Some(day) = day else { return Ok(()) };
    out.markup(name)?;
    out.quoted(&Value::Date(PartialDate::of_day(day)))
}
