//! Betweenness by its definition, from the distances and path counts of all pairs; and what sampling promises.

use super::graphs::{cases, close, renamed_cases, skewed};
use crate::cases::tried;
use proptest::prelude::*;
use seedrelay::graph::betweenness::{Accuracy, Method, exact, sampled};
use seedrelay::graph::directed::Digraph;

/// Distance and number of shortest paths from `source` to each node.
fn reach(graph: &Digraph, source: usize) -> Vec<Option<(u32, f64)>> {
    let mut found = vec![None; graph.node_count()];
    found[source] = Some((0, 1.0));
    let mut level = vec![source];
    for distance in 1.. {
        let mut next = Vec::new();
        for &node in &level {
            let (_, paths) = found[node].expect("reached");
            for &head in graph.successors(node) {
                match &mut found[head as usize] {
                    None => {
                        found[head as usize] = Some((distance, paths));
                        next.push(head as usize);
                    }
                    Some((at, sum)) if *at == distance => *sum += paths,
                    Some(_) => {}
                }
            }
        }
        if next.is_empty() {
            break;
        }
        level = next;
    }
    found
}

/// Σ σ(s, v) σ(v, t) / σ(s, t) over the pairs that v lies between.
fn by_definition(graph: &Digraph) -> Vec<f64> {
    let n = graph.node_count();
    let all: Vec<_> = (0..n).map(|source| reach(graph, source)).collect();
    let mut sums = vec![0.0; n];
    for s in 0..n {
        for t in 0..n {
            let Some((length, paths)) = all[s][t] else {
                continue;
            };
            for v in (0..n).filter(|&v| s != t && v != s && v != t) {
                if let (Some((to, before)), Some((from, after))) = (all[s][v], all[v][t])
                    && to + from == length
                {
                    sums[v] += before * after / paths;
                }
            }
        }
    }
    sums
}

fn agree(one: &[f64], other: &[f64]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(&one, &other)| close(one, other) || (one - other).abs() < 1e-9)
}

/// Enough sources for several bundles and parts; renumbering, folding and sorting all at work.
#[test]
fn a_graph_with_hubs() {
    let graph = skewed(300, 1200);
    assert!(agree(&exact(&graph), &by_definition(&graph)));
}

/// A ladder of n rungs has 2ⁿ shortest paths between its ends.
#[test]
fn path_counts_beyond_integers() {
    let rungs = 200u32;
    // Node 3i leads to 3i + 1 and 3i + 2, both lead to 3i + 3.
    let edges: Vec<_> = (0..rungs)
        .flat_map(|i| {
            let at = 3 * i;
            [(at, at + 1), (at, at + 2), (at + 1, at + 3), (at + 2, at + 3)]
        })
        .collect();
    let found = exact(&Digraph::from_edges(3 * rungs as usize + 1, &edges));
    // Node 3i: 3i before it, 3(rungs − i) after it.
    let middle = 3.0 * f64::from(rungs / 2);
    assert!(close(found[3 * rungs as usize / 2], middle * middle));
}

/// The last digit depends neither on the feature nor on the number of threads.
#[test]
fn the_same_to_the_bit_however_computed() {
    let graph = skewed(1500, 6000);
    let fingerprint = |values: &[f64]| {
        let mix = |hash: u64, value: &f64| (hash ^ value.to_bits()).wrapping_mul(0x0100_0000_01b3);
        values.iter().fold(0xcbf2_9ce4_8422_2325, mix)
    };
    let accuracy = Accuracy { epsilon: 0.02, ..Accuracy::default() };
    let answers = || {
        let estimate = sampled(&graph, &accuracy).expect("in range");
        (fingerprint(&exact(&graph)), fingerprint(&estimate.values))
    };
    assert_eq!(answers(), RECORDED, "recorded without threads");
    #[cfg(feature = "parallel")]
    for threads in [1, 2, 3, 7] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        assert_eq!(pool.expect("a pool").install(answers), RECORDED);
    }
}

const RECORDED: (u64, u64) = (15_687_084_854_597_077_338, 7_203_330_311_308_500_394);

/// 60 seeds, each with a chance of 10 % to fail at most: 6 failures expected at worst, none in fact.
#[test]
fn samples_keep_their_promise() {
    for (graph, epsilon) in [(skewed(80, 320), 0.02), (skewed(400, 1200), 0.01)] {
        let exact = exact(&graph);
        let n = graph.node_count() as f64;
        let allowed = epsilon * n * (n - 1.0);
        let misses = |&seed: &u64| {
            let accuracy = Accuracy { epsilon, delta: 0.1, seed };
            let found = sampled(&graph, &accuracy).expect("in range");
            assert!(matches!(found.method, Method::Sampled { samples, .. } if samples > 0));
            let mut errors = found.values.iter().zip(&exact).map(|(a, b)| (a - b).abs());
            errors.any(|error| error > allowed)
        };
        assert!((0..30).filter(misses).count() <= 3);
    }
}

proptest! {
    #![proptest_config(tried(256))]

    #[test]
    fn exact_is_that_of_the_definition(case in cases(24)) {
        let graph = case.graph();
        prop_assert!(agree(&exact(&graph), &by_definition(&graph)));
    }

    #[test]
    fn new_names_change_nothing((case, names) in renamed_cases(40)) {
        let found = exact(&case.graph());
        let again = exact(&case.renamed(&names).graph());
        let again: Vec<_> = names.iter().map(|&name| again[name as usize]).collect();
        prop_assert!(agree(&found, &again));
    }

    /// A shortest path of d steps has d − 1 nodes inside.
    #[test]
    fn all_together_are_the_inner_nodes_of_all_paths(case in cases(40)) {
        let graph = case.graph();
        let inner: u32 = (0..case.nodes)
            .flat_map(|source| reach(&graph, source))
            .flatten()
            .map(|(distance, _)| distance.saturating_sub(1))
            .sum();
        prop_assert!(agree(&[exact(&graph).iter().sum()], &[f64::from(inner)]));
    }

    #[test]
    fn turning_all_edges_round_changes_nothing(case in cases(40)) {
        let turned: Vec<_> = case.pairs.iter().map(|&(from, to)| (to, from)).collect();
        let turned = Digraph::from_edges(case.nodes, &turned);
        prop_assert!(agree(&exact(&case.graph()), &exact(&turned)));
    }

    #[test]
    fn samples_are_within_the_bound(case in cases(24), seed: u64) {
        // A risk of one in 100,000, so that this does not fail by chance.
        let accuracy = Accuracy { epsilon: 0.1, delta: 1e-5, seed };
        let graph = case.graph();
        let found = sampled(&graph, &accuracy).expect("in range");
        let n = case.nodes as f64;
        for (estimate, exact) in found.values.iter().zip(exact(&graph)) {
            prop_assert!((estimate - exact).abs() <= 0.1 * n * (n - 1.0));
        }
    }
}
