//! The chain of a document in JSON, in every format for other tools: nothing panics, every format is well formed, and
//! holds every node and edge.

use std::collections::BTreeSet;
use std::io::Write as _;

use seedrelay::io::document::ReadOptions;
use seedrelay::io::document::workbook::WorkbookOptions;
use seedrelay::io::tables::Grid;
use seedrelay::query::DiagnosisOptions;
use seedrelay::render::graph::{DrawingOptions, GexfVersion, Graph, Nodes};
use seedrelay::render::html::{self, ReportOptions};
use seedrelay::render::picture::{self, PictureOptions};
use seedrelay::render::tidy::CsvOptions;
use seedrelay::render::unescape;
use seedrelay::{Lang, SupplyChain};

pub fn check(document: &[u8]) {
    let Ok(chain) = SupplyChain::from_json(document) else { return };
    let ids = |list: &mut dyn Iterator<Item = String>| list.collect::<BTreeSet<_>>();
    let organizations = ids(&mut chain.organizations().map(|it| it.id().to_string()));
    let projects = ids(&mut chain.projects().map(|it| it.id().to_string()));
    for lang in Lang::ALL {
        for nodes in Nodes::ALL {
            let graph = Graph::of(&chain).nodes(nodes).lang(lang);
            let found = every_format(&graph);
            match nodes {
                Nodes::Organizations => assert_eq!(found, organizations),
                Nodes::Projects => assert_eq!(found, projects),
                Nodes::Both => assert_eq!(found.len(), organizations.len() + projects.len()),
                Nodes::Pedigree => assert_eq!(found.len(), chain.germplasm().len()),
            }
            for category in chain.categories() {
                every_format(&graph.clone().of_category(&category.id).unwrap());
            }
        }
        let page = html::report(&chain, &ReportOptions::new().lang(lang));
        assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
        xml(&picture::svg(&chain, &PictureOptions::new().lang(lang)));
    }
    let diagnosis = chain.diagnose(&DiagnosisOptions::new());
    rows(|out| diagnosis.write_csv(out, CsvOptions::new()));
    for lang in Lang::ALL {
        diagnosis.write_workbook(std::io::Cursor::new(Vec::new()), lang).expect("a vector takes every byte");
        let options = WorkbookOptions::new().lang(lang);
        for (_, table) in chain.to_csv(&options) {
            rows(|out| out.write_all(table.as_bytes()));
        }
        match chain.to_xlsx(&options) {
            Ok(workbook) => assert_eq!(ReadOptions::new().contents("fuzz.xlsx", &workbook).ok(), Some(chain.clone())),
            Err(error) => assert!(!error.to_string().is_empty(), "what no workbook holds is reported"),
        }
    }
    assert_eq!(SupplyChain::from_toml(chain.to_toml()).as_ref().ok(), Some(&chain));
}

/// Writes a graph in every format; the ids of its nodes.
fn every_format(graph: &Graph<'_>) -> BTreeSet<String> {
    let (nodes, edges) = (graph.node_count(), graph.edge_count());
    let graphml = graph.to_graphml();
    let document = xml(&graphml);
    let count = |document: &roxmltree::Document<'_>, name: &str| {
        document.descendants().filter(|element| element.tag_name().name() == name).count()
    };
    assert_eq!((count(&document, "node"), count(&document, "edge")), (nodes, edges));
    let ids = document.descendants().filter(|element| element.tag_name().name() == "node");
    let ids = ids.map(|node| unescape(node.attribute("id").expect("a node has an id")).into_owned()).collect();
    for version in GexfVersion::ALL {
        let gexf = graph.to_gexf(version);
        let document = xml(&gexf);
        assert_eq!((count(&document, "node"), count(&document, "edge")), (nodes, edges));
    }
    let json: serde_json::Value = serde_json::from_str(&graph.to_node_link()).expect("node-link is JSON");
    let length = |key: &str| json[key].as_array().map(Vec::len);
    assert_eq!((length("nodes"), length("edges")), (Some(nodes), Some(edges)));
    for options in [CsvOptions::new(), CsvOptions::for_excel().guard_formulas(false)] {
        assert_eq!(rows(|out| graph.write_nodes_csv(out, options)), nodes);
        assert_eq!(rows(|out| graph.write_edges_csv(out, options)), edges);
    }
    for fold in [false, true] {
        let options = DrawingOptions::new().fold(fold);
        assert!(graph.to_dot(&options).trim_end().ends_with('}'));
        assert!(!graph.to_mermaid(&options).is_empty());
    }
    ids
}

fn xml(document: &str) -> roxmltree::Document<'_> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    roxmltree::Document::parse_with_options(document, options).expect("well formed XML")
}

/// How many rows a table has, all of them as long as its header.
fn rows(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> usize {
    let mut out = Vec::new();
    write(&mut out).expect("a vector takes every byte");
    let grid = Grid::from_csv("out.csv", &out).expect("CSV");
    assert!(grid.rows().all(|row| row.len() == grid.header().len()));
    grid.rows().len()
}
