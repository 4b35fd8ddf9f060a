//! Mermaid, which pages of Markdown draw.

use std::io::{self, Write};

use super::drawing::{Drawing, DrawingOptions, Layer};
use super::elements::Link;
use super::records::Graph;
use crate::chain::RelationKind;
use crate::text::markup;

/// ## Mermaid
impl Graph<'_> {
    /// Mermaid refuses to draw more edges than this unless its `maxEdges` is set higher.
    pub const MERMAID_EDGES: usize = 500;

    /// Mermaid refuses to draw texts of more characters than this unless its `maxTextSize` is set higher.
    pub const MERMAID_CHARACTERS: usize = 50_000;

    /// Writes the graph as a Mermaid flowchart from left to right, with a subgraph for each stage.
    ///
    /// Mermaid has no ids of any characters: nodes are `n0`, `n1` and so on, in the order of the other formats; labels
    /// keep what can be seen. It draws no more than [500 edges](Self::MERMAID_EDGES) and [50,000
    /// characters](Self::MERMAID_CHARACTERS) if it is not told to; see [`fits_mermaid`](Self::fits_mermaid).
    ///
    /// # Errors
    ///
    /// If the writer fails.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::render::graph::{DrawingOptions, Graph, Nodes};
    /// let chain = datasets::example();
    /// let graph = Graph::of(&chain).nodes(Nodes::Projects).of_category("rice").unwrap();
    /// let mermaid = graph.to_mermaid(&DrawingOptions::new());
    /// assert!(mermaid.starts_with("flowchart LR\n"));
    /// assert!(graph.fits_mermaid(&DrawingOptions::new()));
    /// ```
    pub fn write_mermaid(&self, writer: impl Write, options: &DrawingOptions) -> io::Result<()> {
        let drawing = Drawing::of(self, options);
        let mut out = io::BufWriter::new(writer);
        writeln!(out, "flowchart LR")?;
        for layer in Layer::all() {
            let cells = || drawing.cells.iter().enumerate().filter(move |(_, cell)| cell.layer == layer);
            if cells().next().is_none() {
                continue;
            }
            writeln!(out, "  subgraph {} [\"{}\"]", name(layer), label(layer.label(self.language())))?;
            for (number, cell) in cells() {
                let (open, close) = if cell.organization { ("[", "]") } else { ("([", "])") };
                writeln!(out, "    n{number}{open}\"{}\"{close}", label(&cell.label))?;
            }
            writeln!(out, "  end")?;
        }
        for line in &drawing.lines {
            let arrow = arrow(line.link);
            match line.edges {
                1 => writeln!(out, "  n{} {arrow} n{}", line.from, line.to)?,
                edges => writeln!(out, "  n{} {arrow}|\"{edges}\"| n{}", line.from, line.to)?,
            }
        }
        let mut styles: Vec<(String, bool, Vec<String>)> = Vec::new();
        for (number, cell) in drawing.cells.iter().enumerate() {
            let (color, number) = (cell.color.to_string(), format!("n{number}"));
            match styles.iter_mut().find(|style| style.0 == color && style.1 == cell.proposed) {
                Some(style) => style.2.push(number),
                None => styles.push((color, cell.proposed, vec![number])),
            }
        }
        for (number, (color, proposed, nodes)) in styles.iter().enumerate() {
            let dashed = if *proposed { ",stroke-dasharray:4 3" } else { "" };
            writeln!(out, "  classDef c{number} fill:{color},stroke:#333333,color:#000000{dashed}")?;
            writeln!(out, "  class {} c{number}", nodes.join(","))?;
        }
        out.flush()
    }

    /// The graph as a Mermaid flowchart.
    #[must_use]
    pub fn to_mermaid(&self, options: &DrawingOptions) -> String {
        super::in_memory(|out| self.write_mermaid(out, options))
    }

    /// Whether Mermaid draws the graph as it is set by default. If not, a [category](Self::of_category) of its own or
    /// [folding](DrawingOptions::fold) makes it smaller.
    #[must_use]
    pub fn fits_mermaid(&self, options: &DrawingOptions) -> bool {
        let mermaid = self.to_mermaid(options);
        // It counts as JavaScript does.
        let characters = mermaid.encode_utf16().count();
        let edges = Drawing::of(self, options).lines.len();
        edges <= Self::MERMAID_EDGES && characters <= Self::MERMAID_CHARACTERS
    }
}

/// The id of a layer: letters, which no node begins with alone.
fn name(layer: Layer) -> String {
    format!("stage_{}", layer.as_str().replace('-', "_"))
}

fn arrow(link: Link) -> &'static str {
    match link {
        Link::Relation(relation) => match relation.kind() {
            RelationKind::Handoff => "==>",
            RelationKind::Agreement | RelationKind::Demand | RelationKind::Licence => "-.->",
            RelationKind::Membership => "--o",
            RelationKind::Commission | RelationKind::Funding | RelationKind::Service => "-->",
        },
        Link::BuildsOn => "==>",
        Link::Performs => "---",
        Link::Commissions | Link::Parent { .. } => "-->",
        Link::Material { .. } => "-.->",
    }
}

/// A label within quotes: every character that Mermaid or Markdown might take for its own is written by its number.
fn label(text: &str) -> String {
    let mut label = String::with_capacity(text.len());
    for character in markup::visible(text).chars() {
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' | '(' | ')' | ',' | '-' => label.push(character),
            '\0'..='\u{7f}' => label.push_str(&format!("#{};", u32::from(character))),
            _ => label.push(character),
        }
    }
    // A label of nothing is no label.
    if label.trim().is_empty() { "#160;".to_owned() } else { label }
}
