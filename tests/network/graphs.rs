//! Graphs for the property tests, and the relations between them.

use proptest::prelude::*;
use seedrelay::graph::directed::Digraph;

/// A graph as its ordered pairs, loops and repeats allowed, and a group for each node.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub nodes: usize,
    pub pairs: Vec<(u32, u32)>,
    pub groups: Vec<u32>,
}

impl Case {
    pub(crate) fn graph(&self) -> Digraph {
        Digraph::from_edges(self.nodes, &self.pairs)
    }

    /// The same case with node v called `names[v]`.
    pub(crate) fn renamed(&self, names: &[u32]) -> Self {
        let mut groups = self.groups.clone();
        for (&name, &group) in names.iter().zip(&self.groups) {
            groups[name as usize] = group;
        }
        let rename = |&(from, to): &(u32, u32)| (names[from as usize], names[to as usize]);
        Self { nodes: self.nodes, pairs: self.pairs.iter().map(rename).collect(), groups }
    }
}

/// Up to `most` nodes, from no edges to dense, mutual ties, isolates, groups from one to all different.
pub(crate) fn cases(most: u32) -> impl Strategy<Value = Case> {
    (1..=most, 1..=6u32).prop_flat_map(move |(nodes, groups)| {
        let pair = (0..nodes, 0..nodes, prop::bool::weighted(0.3));
        (prop::collection::vec(pair, 0..(4 * nodes) as usize), prop::collection::vec(0..groups, nodes as usize))
            .prop_map(move |(pairs, groups)| {
                let both_ways =
                    |(from, to, mutual): (u32, u32, bool)| [(from, to), if mutual { (to, from) } else { (from, to) }];
                Case { nodes: nodes as usize, pairs: pairs.into_iter().flat_map(both_ways).collect(), groups }
            })
    })
}

/// A case, and new names for its nodes.
pub(crate) fn renamed_cases(most: u32) -> impl Strategy<Value = (Case, Vec<u32>)> {
    cases(most).prop_flat_map(|case| {
        let names: Vec<u32> = (0u32..).take(case.nodes).collect();
        (Just(case), Just(names).prop_shuffle())
    })
}

/// `draws` pairs whose ends are small numbers more often than large ones: hubs and leaves, always the same.
pub(crate) fn skewed(nodes: u32, draws: usize) -> Digraph {
    let mut state = 7u64;
    let mut end = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let unit = (state >> 11) as f64 / (1u64 << 53) as f64;
        // Far from the order of degrees, so that renumbering has work to do.
        let rank = (unit * unit * unit * f64::from(nodes)) as u32;
        (rank * 7919) % nodes
    };
    let pairs: Vec<_> = (0..draws).map(|_| (end(), end())).collect();
    Digraph::from_edges(nodes as usize, &pairs)
}

/// Whether two figures agree to 1e-9 of their size.
pub(crate) fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs()).max(1e-300)
}
