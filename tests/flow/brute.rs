//! Properties, each against an implementation that solves the question from its definition.

use proptest::prelude::*;
use seedrelay::graph::layered_flow::{CutMembership, LayeredNetwork, Node};
use seedrelay::petgraph::graph::DiGraph;

use crate::cases::tried;

/// A network as plain data, so that variants of it are easily built.
#[derive(Clone, Debug)]
struct Plain {
    layers: u32,
    nodes: Vec<Node>,
    arcs: Vec<(u32, u32)>,
}

impl Plain {
    fn build(&self) -> LayeredNetwork {
        LayeredNetwork::new(self.layers, &self.nodes, &self.arcs).unwrap()
    }

    fn value(&self) -> u128 {
        self.build().maximum_flow().value()
    }

    fn with_capacity(&self, change: impl Fn(usize, &Node) -> u128) -> Self {
        let mut changed = self.clone();
        for (index, node) in changed.nodes.iter_mut().enumerate() {
            node.capacity = change(index, node);
        }
        changed
    }

    fn without(&self, owner: u32) -> Self {
        self.with_capacity(|_, node| if node.owner == owner { 0 } else { node.capacity })
    }

    /// Whether anything could pass if the nodes of the set (bit mask) were gone; nodes of capacity 0 are gone anyway.
    fn connects(&self, removed: u32, zero_blocks: bool) -> bool {
        let there = |v: u32| removed >> v & 1 == 0 && (!zero_blocks || self.nodes[v as usize].capacity > 0);
        let mut reached: Vec<bool> =
            (0..self.nodes.len()).map(|v| self.nodes[v].layer == 0 && there(v as u32)).collect();
        for _ in 1..self.layers {
            for &(from, to) in &self.arcs {
                reached[to as usize] |= reached[from as usize] && there(to);
            }
        }
        (0..self.nodes.len()).any(|v| reached[v] && self.nodes[v].layer + 1 == self.layers)
    }

    fn capacity_of(&self, set: u32) -> u128 {
        (0..self.nodes.len()).filter(|v| set >> v & 1 == 1).map(|v| self.nodes[v].capacity).sum()
    }

    /// All node sets without which nothing passes, by capacity.
    fn cuts(&self) -> impl Iterator<Item = (u32, u128)> {
        (0..1_u32 << self.nodes.len()).filter(|&set| !self.connects(set, false)).map(|set| (set, self.capacity_of(set)))
    }
}

/// Networks of `layers` layers.
fn networks(layers: std::ops::RangeInclusive<u32>, most: usize, density: f64) -> impl Strategy<Value = Plain> {
    layers
        .prop_flat_map(move |layers| {
            let node = (0..6_u32, 0..layers, prop_oneof![1 => Just(0_u32), 5 => 1..4_u32, 3 => 1..30_u32]);
            (Just(layers), proptest::collection::vec(node, 0..=most))
        })
        .prop_flat_map(move |(layers, nodes)| {
            let nodes: Vec<Node> = nodes
                .into_iter()
                .map(|(owner, layer, capacity)| Node { owner, layer, capacity: capacity.into() })
                .collect();
            let pairs: Vec<(u32, u32)> = (0..nodes.len() as u32)
                .flat_map(|a| (0..nodes.len() as u32).map(move |b| (a, b)))
                .filter(|&(a, b)| nodes[a as usize].layer + 1 == nodes[b as usize].layer)
                .collect();
            let chosen = proptest::collection::vec(proptest::bool::weighted(density), pairs.len());
            (Just(layers), Just(nodes), Just(pairs), chosen)
        })
        .prop_map(|(layers, nodes, pairs, chosen)| Plain {
            layers,
            nodes,
            arcs: pairs.into_iter().zip(chosen).filter(|&(_, chosen)| chosen).map(|(pair, _)| pair).collect(),
        })
}

fn petgraph_value(plain: &Plain) -> u128 {
    let mut graph: DiGraph<(), u64> = DiGraph::new();
    let (source, sink) = (graph.add_node(()), graph.add_node(()));
    let ample = 1 << 40;
    let sides: Vec<_> = plain
        .nodes
        .iter()
        .map(|node| {
            let (entry, exit) = (graph.add_node(()), graph.add_node(()));
            graph.add_edge(entry, exit, node.capacity as u64);
            if node.layer == 0 {
                graph.add_edge(source, entry, ample);
            }
            if node.layer + 1 == plain.layers {
                graph.add_edge(exit, sink, ample);
            }
            (entry, exit)
        })
        .collect();
    for &(from, to) in &plain.arcs {
        graph.add_edge(sides[from as usize].1, sides[to as usize].0, ample);
    }
    petgraph::algo::maximum_flow::dinics(&graph, source, sink).0.into()
}

/// Checks that the flow on nodes and arcs is a flow.
fn assert_feasible(plain: &Plain) {
    let network = plain.build();
    let flow = network.maximum_flow();
    let mut enters = vec![0; plain.nodes.len()];
    let mut leaves = vec![0; plain.nodes.len()];
    for (from, to, amount) in flow.arcs() {
        assert!(plain.arcs.contains(&(from, to)) && amount > 0);
        leaves[from as usize] += amount;
        enters[to as usize] += amount;
    }
    let (mut first, mut last) = (0, 0);
    for (v, node) in plain.nodes.iter().enumerate() {
        let through = flow.through(v as u32);
        assert!(through <= node.capacity);
        if node.layer == 0 {
            first += through;
        } else {
            assert_eq!(enters[v], through);
        }
        if node.layer + 1 == plain.layers { last += through } else { assert_eq!(leaves[v], through) }
    }
    assert_eq!(first, flow.value());
    assert_eq!(last, flow.value());
}

fn assert_gains_and_losses(plain: &Plain, extras: &[u128]) {
    let network = plain.build();
    let flow = network.maximum_flow();
    let value = flow.value();
    let queries: Vec<(u32, u128)> =
        (0..plain.nodes.len() as u32).flat_map(|v| extras.iter().map(move |&extra| (v, extra))).collect();
    let gains = flow.gains(&queries);
    for (&(v, extra), &gain) in queries.iter().zip(&gains) {
        let more = plain.with_capacity(|i, node| node.capacity + if i == v as usize { extra } else { 0 });
        assert_eq!(gain, more.value() - value, "gain of {extra} at {v}");
        assert!(gain <= extra);
        if extra > 0 {
            assert_eq!(gain > 0, flow.cut_membership(v) == CutMembership::All);
        }
    }
    let losses = flow.losses();
    assert_eq!(losses.iter().map(|loss| loss.owner).collect::<Vec<_>>(), network.owners());
    for loss in &losses {
        let without = plain.without(loss.owner).value();
        assert_eq!(loss.amount, value - without, "loss of owner {}", loss.owner);
        assert_eq!(loss.remaining, without);
    }
    // Nothing that was asked has left a trace.
    let mut probe = flow.probe();
    for _ in 0..2 {
        for (query, gain) in queries.iter().zip(&gains) {
            assert_eq!(probe.gain(query.0, query.1), *gain);
        }
        for loss in losses.iter().rev() {
            assert_eq!(probe.loss(loss.owner), *loss);
        }
    }
    #[cfg(feature = "parallel")]
    {
        assert_eq!(flow.gains_in_parallel(&queries), gains);
        assert_eq!(flow.losses_in_parallel(), losses);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..tried(100) })]

    #[test]
    fn flow_is_the_least_of_all_cuts(plain in networks(1..=4, 11, 0.5)) {
        let network = plain.build();
        let flow = network.maximum_flow();
        let least = plain.cuts().map(|(_, capacity)| capacity).min().unwrap();
        prop_assert_eq!(flow.value(), least);

        let mask = |nodes: &[u32]| nodes.iter().fold(0_u32, |mask, v| mask | 1 << v);
        for cut in [flow.source_side_cut(), flow.sink_side_cut()] {
            prop_assert_eq!(cut.capacity, flow.value());
            prop_assert_eq!(plain.capacity_of(mask(&cut.nodes)), flow.value());
            prop_assert!(!plain.connects(mask(&cut.nodes), false));
        }
        // Membership, on minimal minimum cuts of nodes that have capacity.
        let positive: u32 = (0..plain.nodes.len()).filter(|&v| plain.nodes[v].capacity > 0).map(|v| 1 << v).sum();
        let minimum: Vec<u32> = plain.cuts().filter(|&(_, capacity)| capacity == least).map(|(set, _)| set).collect();
        let all = minimum.iter().fold(u32::MAX, |all, set| all & set);
        let some = minimum.iter().fold(0, |some, set| some | set);
        for v in 0..plain.nodes.len() as u32 {
            let bit = 1 << v;
            if positive & bit == 0 { continue }
            let expected = match (all & bit != 0, some & bit != 0) {
                (true, _) => CutMembership::All,
                (_, true) => CutMembership::Some,
                _ => CutMembership::None,
            };
            prop_assert_eq!(flow.cut_membership(v), expected, "node {}", v);
        }
        assert_feasible(&plain);
    }

    #[test]
    fn fewest_nodes_by_trying_all_sets(plain in networks(1..=4, 11, 0.5)) {
        let stopped = plain.build().minimum_vertex_cut();
        let fewest = (0..1_u32 << plain.nodes.len())
            .filter(|&set| !plain.connects(set, true))
            .map(u32::count_ones)
            .min()
            .unwrap();
        prop_assert_eq!(stopped.len() as u32, fewest);
        let set = stopped.iter().fold(0, |set, v| set | 1 << v);
        prop_assert!(!plain.connects(set, true));
        prop_assert!(stopped.iter().all(|&v| plain.nodes[v as usize].capacity > 0));
    }

    #[test]
    fn gains_and_losses_as_solved_anew_small(plain in networks(1..=4, 14, 0.4)) {
        assert_gains_and_losses(&plain, &[0, 1, 3, 100]);
    }

    #[test]
    fn gains_and_losses_as_solved_anew_sparse(plain in networks(3..=5, 40, 0.12)) {
        assert_gains_and_losses(&plain, &[2]);
    }

    /// Larger networks with few hubs and capacities far apart.
    #[test]
    fn gains_and_losses_as_solved_anew_skewed(
        seed in any::<u64>(),
        sizes in proptest::collection::vec(10_usize..40, 3),
        degree in 1.2_f64..5.0,
        skew in 1.0_f64..3.0,
    ) {
        let mut state = seed;
        let mut share = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as f64 / (1_u64 << 31) as f64
        };
        let first = [0, sizes[0], sizes[0] + sizes[1]];
        let total: usize = sizes.iter().sum();
        let mut nodes = Vec::new();
        for (layer, &size) in sizes.iter().enumerate() {
            for _ in 0..size {
                let owner = (share() * total as f64 / 2.0) as u32;
                let capacity = (1.0 / (0.05 + share()) * (share() * 1e6).floor() / size as f64 * 1e3) as u128;
                nodes.push(Node { owner, layer: layer as u32, capacity });
            }
        }
        let arcs = (0..(total as f64 * degree) as usize)
            .map(|_| {
                let layer = usize::from(share() < 0.5);
                let mut end = |layer: usize| (first[layer] + (sizes[layer] as f64 * share().powf(skew)) as usize) as u32;
                (end(layer), end(layer + 1))
            })
            .collect();
        assert_gains_and_losses(&Plain { layers: 3, nodes, arcs }, &[1 << 18]);
    }

    #[test]
    fn flow_as_by_petgraph(plain in networks(2..=4, 60, 0.1)) {
        prop_assert_eq!(plain.value(), petgraph_value(&plain));
        assert_feasible(&plain);
    }

    #[test]
    fn more_never_lowers_the_flow(plain in networks(2..=4, 25, 0.2), pick in any::<proptest::sample::Index>()) {
        let value = plain.value();
        if !plain.nodes.is_empty() {
            let v = pick.index(plain.nodes.len());
            let more = plain.with_capacity(|i, node| node.capacity + u128::from(i == v));
            prop_assert!(more.value() >= value);
        }
        if !plain.arcs.is_empty() {
            let mut fewer = plain.clone();
            fewer.arcs.swap_remove(pick.index(plain.arcs.len()));
            prop_assert!(fewer.value() <= value);
        }
    }

    #[test]
    fn order_and_repetition_of_arcs_change_nothing(plain in networks(2..=4, 25, 0.2), turn in any::<proptest::sample::Index>()) {
        let mut other = plain.clone();
        if !other.arcs.is_empty() {
            let turn = turn.index(other.arcs.len());
            other.arcs.rotate_left(turn);
            other.arcs.push(plain.arcs[turn]);
        }
        let (one, two) = (plain.build(), other.build());
        let (one, two) = (one.maximum_flow(), two.maximum_flow());
        prop_assert_eq!(one.value(), two.value());
        prop_assert_eq!(one.losses(), two.losses());
        prop_assert_eq!(one.source_side_cut(), two.source_side_cut());
        prop_assert_eq!(one.sink_side_cut(), two.sink_side_cut());
        let queries: Vec<(u32, u128)> = (0..plain.nodes.len() as u32).map(|v| (v, 1)).collect();
        prop_assert_eq!(one.gains(&queries), two.gains(&queries));
    }

    /// The answers scale with the capacities, up to the largest that a network may have.
    #[test]
    fn units_do_not_matter(plain in networks(2..=3, 20, 0.3), factor in 1..u128::MAX >> 20) {
        let scaled = plain.with_capacity(|_, node| node.capacity * factor);
        let (one, two) = (plain.build(), LayeredNetwork::new(scaled.layers, &scaled.nodes, &scaled.arcs));
        let all = plain.capacity_of(u32::MAX) * factor;
        prop_assert_eq!(two.is_ok(), all < 1 << 126);
        let Ok(two) = two else { return Ok(()) };
        let (one, two) = (one.maximum_flow(), two.maximum_flow());
        prop_assert_eq!(one.value() * factor, two.value());
        for (a, b) in one.losses().iter().zip(two.losses()) {
            prop_assert_eq!(a.amount * factor, b.amount);
        }
    }
}
