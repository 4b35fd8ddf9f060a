//! The graphs of a chain, for the tools that researchers use.
//!
//! A [`Graph`] says what is exported; it is written as
//!
//! | format | for | feature |
//! |---|---|---|
//! | GraphML, `write_graphml` | NetworkX, igraph in R and Python, Gephi, yEd, Cytoscape | `xml` |
//! | GEXF, `write_gexf` | Gephi, with a timeline | `xml` |
//! | node-link JSON, `write_node_link` | NetworkX, d3 | `json` |
//! | CSV, `write_nodes_csv` and `write_edges_csv` | Gephi, R, pandas | `csv` |
//! | DOT, `write_dot` | Graphviz | |
//! | Mermaid, `write_mermaid` | pages of Markdown | |
//! | Helium, `write_helium_pedigree` and `write_helium_data` | viewers of pedigrees | `csv` |
//!
//! All writers stream, and give the same bytes for chains that say the same. What a format cannot hold is
//! [escaped](super::unescape) so that no two ids become one.

// Drawings tell nothing but labels.
#[cfg(any(feature = "csv", feature = "json", feature = "xml"))]
mod answers;
#[cfg(any(feature = "csv", feature = "json", feature = "xml"))]
mod attributes;
#[cfg(feature = "csv")]
mod csv;
mod dot;
mod drawing;
mod elements;
#[cfg(feature = "xml")]
mod gexf;
#[cfg(feature = "xml")]
mod graphml;
#[cfg(feature = "csv")]
mod helium;
mod mermaid;
#[cfg(feature = "json")]
mod node_link;
mod palette;
#[cfg(any(feature = "csv", feature = "json", feature = "xml"))]
mod provenance;
mod records;
mod stage;
#[cfg(any(feature = "csv", feature = "json", feature = "xml"))]
mod value;
#[cfg(feature = "xml")]
mod xml;

pub use drawing::DrawingOptions;
pub use elements::Nodes;
#[cfg(feature = "xml")]
pub use gexf::GexfVersion;
pub use records::Graph;

/// What a writer of text writes, as a text.
fn in_memory(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("a vector takes every byte");
    String::from_utf8(out).expect("every format is written as UTF-8")
}
