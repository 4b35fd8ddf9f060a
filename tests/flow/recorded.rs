//! `oracles/layered_flow.json`, written by `oracles/layered_flow.py` with NetworkX.

use seedrelay::graph::layered_flow::{LayeredNetwork, Loss, Node};
use serde_json::Value;

fn list(value: &Value) -> impl ExactSizeIterator<Item = &Value> {
    value.as_array().unwrap().iter()
}

fn index(value: &Value) -> u32 {
    value.as_u64().unwrap() as u32
}

fn units(value: &Value) -> u128 {
    value.as_u64().unwrap().into()
}

#[test]
fn as_by_networkx() {
    let recorded: Value = serde_json::from_str(include_str!("../oracles/layered_flow.json")).unwrap();
    assert_eq!(list(&recorded["cases"]).len(), 5);
    for case in list(&recorded["cases"]) {
        let node = |node: &Value| Node { owner: index(&node[0]), layer: index(&node[1]), capacity: units(&node[2]) };
        let nodes: Vec<_> = list(&case["nodes"]).map(node).collect();
        let arcs: Vec<_> = list(&case["arcs"]).map(|arc| (index(&arc[0]), index(&arc[1]))).collect();
        let network = LayeredNetwork::new(index(&case["layers"]), &nodes, &arcs).unwrap();
        let flow = network.maximum_flow();
        assert_eq!(flow.value(), units(&case["value"]));
        let indices = |key: &str| list(&case[key]).map(index).collect::<Vec<_>>();
        assert_eq!(flow.source_side_cut().nodes, indices("source_side_cut"));
        assert_eq!(flow.sink_side_cut().nodes, indices("sink_side_cut"));

        let extra = units(&case["extra"]);
        let queries: Vec<_> = (0..nodes.len() as u32).map(|node| (node, extra)).collect();
        assert_eq!(flow.gains(&queries), list(&case["gains"]).map(units).collect::<Vec<_>>());
        let loss = |loss: &Value| {
            let amount = units(&loss[1]);
            Loss { owner: index(&loss[0]), amount, remaining: flow.value() - amount }
        };
        assert_eq!(flow.losses(), list(&case["losses"]).map(loss).collect::<Vec<_>>());
        assert_eq!(network.minimum_vertex_cut().len(), index(&case["fewest_nodes_to_stop"]) as usize);
    }
}
