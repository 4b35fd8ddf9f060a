//! What NetworkX, igraph, Graphviz, openpyxl and Mermaid read back: see `tests/oracles/export.py` and `mermaid.mjs`.

use seedrelay::SupplyChain;
use seedrelay::query::DiagnosisOptions;
use seedrelay::render::graph::{DrawingOptions, GexfVersion, Graph, Nodes};
use seedrelay::render::tidy::CsvOptions;
use serde_json::Value;

pub(super) fn chain_of_traps() -> SupplyChain {
    SupplyChain::from_json(include_str!("../oracles/export_chain.json")).expect("a valid chain")
}

/// FNV-1a of 64 bits.
fn digest(bytes: &[u8]) -> String {
    let step = |digest: u64, byte: &u8| (digest ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", bytes.iter().fold(0xcbf2_9ce4_8422_2325, step))
}

#[test]
fn graphs_are_those_that_were_read_back() {
    let recorded: Value = serde_json::from_str(include_str!("../oracles/export.json")).expect("valid JSON");
    let chain = chain_of_traps();
    for nodes in Nodes::ALL {
        let graph = Graph::of(&chain).nodes(nodes);
        let recorded = &recorded[nodes.as_str()];
        assert_eq!(recorded["nodes"], graph.node_count());
        assert_eq!(recorded["edges"], graph.edge_count());
        let mut tables = Vec::new();
        graph.write_nodes_csv(&mut tables, CsvOptions::new()).unwrap();
        graph.write_edges_csv(&mut tables, CsvOptions::new()).unwrap();
        let mut written = vec![
            ("graphml", graph.to_graphml().into_bytes()),
            ("gexf 1.3", graph.to_gexf(GexfVersion::V1_3).into_bytes()),
            ("gexf 1.2", graph.to_gexf(GexfVersion::V1_2).into_bytes()),
            ("node-link", graph.to_node_link().into_bytes()),
            ("csv", tables),
            ("dot", graph.to_dot(&DrawingOptions::new()).into_bytes()),
        ];
        if nodes == Nodes::Pedigree {
            let mut tables = Vec::new();
            graph.write_helium_pedigree(&mut tables).unwrap();
            graph.write_helium_data(&mut tables).unwrap();
            written.push(("helium", tables));
        }
        let recorded = recorded["digests"].as_object().unwrap();
        assert_eq!(recorded.len(), written.len());
        for (format, bytes) in written {
            assert_eq!(
                recorded[format],
                digest(&bytes),
                "{format} of {nodes}: read it back with tests/oracles/export.py"
            );
        }
    }
}

#[test]
fn flowcharts_are_those_that_were_read_back() {
    let recorded: Value = serde_json::from_str(include_str!("../oracles/mermaid.json")).expect("valid JSON");
    let chain = chain_of_traps();
    for nodes in Nodes::ALL {
        for (fold, name) in [(false, nodes.to_string()), (true, format!("{nodes} folded"))] {
            let flowchart = Graph::of(&chain).nodes(nodes).to_mermaid(&DrawingOptions::new().fold(fold));
            let recorded = &recorded[&name];
            assert_eq!(recorded["digest"], digest(flowchart.as_bytes()), "{name}: read it back with mermaid.mjs");
        }
    }
}

#[test]
fn figures_are_as_many_as_were_read_back() {
    let recorded: Value = serde_json::from_str(include_str!("../oracles/export.json")).expect("valid JSON");
    let recorded = &recorded["figures"];
    let chain = chain_of_traps();
    let mut table = Vec::new();
    chain.diagnose(&DiagnosisOptions::new()).write_csv(&mut table, CsvOptions::new()).unwrap();
    let mut lines = csv::Reader::from_reader(&*table);
    let mut sections = serde_json::Map::new();
    for line in lines.records() {
        let count = sections.entry(line.unwrap()[0].to_owned()).or_insert(0.into());
        *count = (count.as_u64().unwrap() + 1).into();
    }
    assert_eq!(recorded["sections"], Value::Object(sections));
}
