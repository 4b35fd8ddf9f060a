//! Figures recorded from R's sna and igraph, python-igraph and NetworkX: see `tests/oracles/network.py`.

use super::graphs::close;
use seedrelay::graph::betweenness::exact;
use seedrelay::graph::brokerage::brokerage;
use seedrelay::graph::constraint::constraint;
use seedrelay::graph::directed::Digraph;
use serde_json::Value;

struct Recorded {
    name: String,
    graph: Digraph,
    groups: Vec<u32>,
    figures: Value,
}

fn recorded() -> Vec<Recorded> {
    let text = include_str!("../oracles/network.json");
    let all: serde_json::Map<String, Value> = serde_json::from_str(text).expect("valid JSON");
    assert_eq!(all.len(), 12);
    let read = |(name, figures): (String, Value)| {
        let number = |value: &Value| u32::try_from(value.as_u64().expect("a number")).expect("u32");
        let list = |value: &Value| value.as_array().expect("a list").clone();
        let pairs: Vec<_> = list(&figures["edges"]).iter().map(|pair| (number(&pair[0]), number(&pair[1]))).collect();
        Recorded {
            name,
            graph: Digraph::from_edges(number(&figures["nodes"]) as usize, &pairs),
            groups: list(&figures["groups"]).iter().map(number).collect(),
            figures,
        }
    };
    all.into_iter().map(read).collect()
}

/// `null` is what these tools call undefined (`NaN`).
fn same(found: Option<f64>, expected: &Value) -> bool {
    match (found, expected.as_f64()) {
        (Some(found), Some(expected)) => close(found, expected),
        (None, None) => expected.is_null(),
        _ => false,
    }
}

#[test]
fn brokerage_is_that_of_sna() {
    for case in recorded() {
        let found = brokerage(&case.graph, &case.groups);
        let r = &case.figures["r"];
        for node in 0..case.graph.node_count() {
            let at = format!("{}, node {node}", case.name);
            let counts = found.counts(node).map(|count| Some(count as f64));
            let tables = [
                ("counts", counts),
                ("expected", found.expected(node).map(Some)),
                ("deviation", found.standard_deviation(node).map(Some)),
                ("z", found.z_scores(node)),
            ];
            for (table, figures) in tables {
                for (role, figure) in figures.as_array().into_iter().enumerate() {
                    let expected = &r[table][node][role];
                    assert!(same(figure, expected), "{at}, {table} {role}: {figure:?}, sna has {expected}");
                }
            }
        }
    }
}

#[test]
fn constraint_is_that_of_igraph_and_networkx() {
    for case in recorded() {
        for (node, figure) in constraint(&case.graph).into_iter().enumerate() {
            for tool in ["r", "python_igraph", "networkx"] {
                let expected = &case.figures[tool]["constraint"][node];
                assert!(same(figure, expected), "{}, node {node}: {figure:?}, {tool} has {expected}", case.name);
            }
        }
    }
}

#[test]
fn betweenness_is_that_of_igraph_and_networkx() {
    for case in recorded() {
        for (node, figure) in exact(&case.graph).into_iter().enumerate() {
            for tool in ["r", "python_igraph", "networkx"] {
                let expected = &case.figures[tool]["betweenness"][node];
                assert!(same(Some(figure), expected), "{}, node {node}: {figure}, {tool} has {expected}", case.name);
            }
        }
    }
}
