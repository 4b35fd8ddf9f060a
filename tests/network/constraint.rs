//! Constraint by its formula, every p from the adjacency matrix.

use super::graphs::{cases, close, renamed_cases, skewed};
use proptest::prelude::*;
use seedrelay::graph::constraint::constraint;
use seedrelay::graph::directed::Digraph;

fn by_formula(graph: &Digraph) -> Vec<Option<f64>> {
    let nodes = 0..graph.node_count();
    let a = |i, j| f64::from(u8::from(graph.has_edge(i, j)));
    let tie = |i, j| a(i, j) + a(j, i);
    let strength: Vec<f64> = nodes.clone().map(|i| nodes.clone().map(|k| tie(i, k)).sum()).collect();
    let p = |i: usize, j: usize| tie(i, j) / strength[i];
    let of_node = |i: usize| {
        let contacts: Vec<usize> = nodes.clone().filter(|&j| tie(i, j) > 0.0).collect();
        let local = |&j: &usize| {
            let detours = contacts.iter().filter(|&&q| q != j);
            (p(i, j) + detours.map(|&q| p(i, q) * p(q, j)).sum::<f64>()).powi(2)
        };
        (!contacts.is_empty()).then(|| contacts.iter().map(local).sum())
    };
    nodes.clone().map(of_node).collect()
}

fn agree(one: &[Option<f64>], other: &[Option<f64>]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|pair| match pair {
            (Some(one), Some(other)) => close(*one, *other),
            (one, other) => one.is_none() && other.is_none(),
        })
}

#[test]
fn a_graph_with_hubs() {
    let graph = skewed(150, 900);
    assert!(agree(&constraint(&graph), &by_formula(&graph)));
}

proptest! {
    #[test]
    fn constraint_is_that_of_the_formula(case in cases(24)) {
        let graph = case.graph();
        prop_assert!(agree(&constraint(&graph), &by_formula(&graph)));
    }

    #[test]
    fn new_names_change_nothing((case, names) in renamed_cases(40)) {
        let found = constraint(&case.graph());
        let again = constraint(&case.renamed(&names).graph());
        let again: Vec<_> = names.iter().map(|&name| again[name as usize]).collect();
        prop_assert!(agree(&found, &again));
    }

    /// Shares of ties sum to 1, so the squares of what is at least a share sum to at least 1 / contacts.
    #[test]
    fn never_less_than_an_even_spread(case in cases(40)) {
        let graph = case.graph();
        for (node, found) in constraint(&graph).into_iter().enumerate() {
            let ties = graph.successors(node).len() + graph.predecessors(node).len();
            prop_assert_eq!(found.is_some(), ties > 0);
            if let Some(found) = found {
                prop_assert!(found > 0.0 && found >= 1.0 / ties as f64 - 1e-12);
            }
        }
    }

    /// Whatever the direction of a tie: only whether it is mutual counts.
    #[test]
    fn turning_all_edges_round_changes_nothing(case in cases(40)) {
        let turned: Vec<_> = case.pairs.iter().map(|&(from, to)| (to, from)).collect();
        let turned = Digraph::from_edges(case.nodes, &turned);
        prop_assert!(agree(&constraint(&case.graph()), &constraint(&turned)));
    }
}
