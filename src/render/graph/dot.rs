//! DOT, which Graphviz lays out.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};

use super::drawing::{Drawing, DrawingOptions, Layer};
use super::elements::Link;
use super::records::Graph;
use crate::chain::RelationKind;
use crate::text::markup;

/// ## DOT
impl Graph<'_> {
    /// Writes the graph as DOT: stages from left to right, organizations as boxes and projects as ellipses, what is only
    /// proposed dashed.
    ///
    /// An organization is drawn at the stage where most of its teams are. Ids of nodes are those of the records, but for
    /// backslashes and what XML cannot hold, which Graphviz could not draw: they are [escaped](crate::render::unescape). Of labels
    /// only what can be seen is kept.
    ///
    /// # Errors
    ///
    /// If the writer fails.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::render::graph::{DrawingOptions, Graph};
    /// let chain = datasets::example();
    /// let dot = Graph::of(&chain).to_dot(&DrawingOptions::new());
    /// assert!(dot.contains(r#""yunlan-lab" [label="Yunlan Laboratory""#));
    /// ```
    pub fn write_dot(&self, writer: impl Write, options: &DrawingOptions) -> io::Result<()> {
        let drawing = Drawing::of(self, options);
        let mut out = io::BufWriter::new(writer);
        let font = quoted_text(&options.font);
        writeln!(out, "digraph {} {{", self.which())?;
        writeln!(out, "  graph [rankdir=LR, ranksep=1.2, newrank=true, fontname={font}];")?;
        writeln!(out, "  node [style=filled, fontname={font}, fontsize=11, margin=\"0.1,0.05\"];")?;
        writeln!(out, "  edge [fontname={font}, fontsize=9, arrowsize=0.6, color=\"#00000080\"];")?;
        let layers: Vec<Layer> =
            Layer::all().filter(|layer| drawing.cells.iter().any(|cell| cell.layer == *layer)).collect();
        for layer in &layers {
            writeln!(out, "  subgraph \"layer {}\" {{\n    rank=same;", layer.as_str())?;
            let label = quoted_text(layer.label(self.language()));
            writeln!(out, "    {} [label={label}, shape=plaintext, style=\"\", fontsize=14];", header(*layer))?;
            for cell in drawing.cells.iter().filter(|cell| cell.layer == *layer) {
                write!(out, "    {} [label={}", quoted_id(&cell.id), quoted_text(&cell.label))?;
                write!(out, ", shape={}", if cell.organization { "box" } else { "ellipse" })?;
                write!(out, ", fillcolor=\"{}\"", cell.color)?;
                writeln!(out, "{}];", if cell.proposed { ", style=\"filled,dashed\"" } else { "" })?;
            }
            writeln!(out, "  }}")?;
        }
        // What orders the layers, whatever the edges do.
        for pair in layers.windows(2) {
            writeln!(out, "  {} -> {} [style=invis, weight=1000];", header(pair[0]), header(pair[1]))?;
        }
        for line in &drawing.lines {
            let (from, to) = (&drawing.cells[line.from], &drawing.cells[line.to]);
            write!(out, "  {} -> {}", quoted_id(&from.id), quoted_id(&to.id))?;
            write!(out, " [{}, tooltip={}", look(line.link), quoted_text(line.link.label(self.language())))?;
            if line.edges > 1 {
                let width = 1.0 + (line.edges as f64).log2() / 2.0;
                write!(out, ", xlabel=\"{}\", penwidth={width:.2}", line.edges)?;
            }
            writeln!(out, "{}];", if from.layer < to.layer { "" } else { ", constraint=false" })?;
        }
        writeln!(out, "}}")?;
        out.flush()
    }

    /// The graph as DOT.
    #[must_use]
    pub fn to_dot(&self, options: &DrawingOptions) -> String {
        super::in_memory(|out| self.write_dot(out, options))
    }
}

/// The id of the heading of a layer: with a backslash, which is escaped in every other id.
fn header(layer: Layer) -> String {
    format!("\"\\\\{}\"", layer.as_str())
}

/// How each kind of edge looks.
fn look(link: Link) -> &'static str {
    match link {
        Link::Relation(relation) => match relation.kind() {
            RelationKind::Commission => "color=\"#D55E00\"",
            RelationKind::Handoff => "color=\"#0072B2\", penwidth=1.5",
            RelationKind::Membership => "color=\"#999999\", arrowhead=odot",
            RelationKind::Agreement => "color=\"#D55E00\", style=dashed",
            RelationKind::Demand => "color=\"#CC79A7\", style=dotted",
            RelationKind::Funding => "color=\"#B8860B\"",
            RelationKind::Licence => "color=\"#56B4E9\", style=dashed",
            RelationKind::Service => "color=\"#009E73\"",
        },
        Link::BuildsOn => "color=\"#0072B2\", penwidth=1.5",
        Link::Performs => "color=\"#999999\", style=dotted",
        Link::Commissions => "color=\"#D55E00\"",
        Link::Material { .. } => "color=\"#8B5A2B\", style=dotted",
        Link::Parent { .. } => "color=\"#8B5A2B\"",
    }
}

/// An id in quotes. A backslash is escaped: before a quote or at the end of a line it would mean something else.
fn quoted_id(id: &str) -> impl fmt::Display {
    let id = markup::reversible(id, |character| character == '\\' || markup::is_illegal_in_xml(character));
    Quoted(if markup::is_plain(&id) { id } else { Cow::Owned(id.replace('"', "\\\"")) })
}

/// A text in quotes, to be looked at: without a meaning for its backslashes and ampersands.
fn quoted_text(text: &str) -> impl fmt::Display {
    if markup::is_plain(text) {
        return Quoted(Cow::Borrowed(text));
    }
    let text = markup::visible(text).replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;");
    Quoted(Cow::Owned(text))
}

/// What is written between quotes as it is.
struct Quoted<'t>(Cow<'t, str>);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        f.write_str(&self.0)?;
        f.write_str("\"")
    }
}
