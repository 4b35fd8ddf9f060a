//! Burt's constraint: how far a node's contacts are each other's contacts, and so leave it no room.
//!
//! With aᵢⱼ = 1 where i→j, the share of i's ties invested in j is pᵢⱼ = (aᵢⱼ + aⱼᵢ) / Σₖ (aᵢₖ + aₖᵢ), and
//!
//! > Cᵢ = Σⱼ (pᵢⱼ + Σ_q pᵢ_q p_qⱼ)²
//!
//! over the contacts j of i, in either direction, and the q that are contacts of both. Source: R. S. Burt,
//! *Structural Holes: The Social Structure of Competition* (1992), ch. 2; the same as `igraph`'s `constraint` and
//! NetworkX's on a directed graph without weights.

use crate::graph::directed::Digraph;
use crate::graph::triangles::{DegreeOrdered, MUTUAL};

/// The constraint of every node; `None` for a node without ties, where it is undefined.
///
/// Small where contacts are many and strangers to each other (1/k for k separate ones), large where they are few and
/// know each other; it may exceed 1 (9/8 in a triangle of equal ties).
///
/// The inner sum is, but for the factor 1/Σₖ(aᵢₖ + aₖᵢ), the same seen from either end of a tie, so one pass over the
/// triangles gives it for all of them: O(m^1.5) at worst for m edges, near linear on sparse graphs, hubs included.
///
/// ```
/// # use seedrelay::graph::{constraint::constraint, directed::Digraph};
/// // 0 has two contacts who do not know each other; each of them has but 0; 3 has nobody.
/// let graph = Digraph::from_edges(4, &[(1, 0), (0, 2)]);
/// assert_eq!(constraint(&graph), [Some(0.5), Some(1.0), Some(1.0), None]);
/// ```
#[must_use]
pub fn constraint(graph: &Digraph) -> Vec<Option<f64>> {
    let ties = DegreeOrdered::new(graph);
    let strength: Vec<usize> =
        (0..graph.node_count()).map(|node| graph.successors(node).len() + graph.predecessors(node).len()).collect();
    let detours = detours(&ties, &strength);

    let mut sums = vec![0.0; graph.node_count()];
    for (tie, low, high, direction) in ties.ties() {
        let pull = weight(direction) + detours[tie];
        for rank in [low, high] {
            let node = ties.nodes[rank] as usize;
            let local = pull / strength[node] as f64;
            sums[node] += local * local;
        }
    }
    sums.iter().zip(&strength).map(|(&sum, &strength)| (strength > 0).then_some(sum)).collect()
}

/// For each tie {i, j}: Σ_q w(i, q) w(q, j) / strength(q) over the common contacts q.
fn detours(ties: &DegreeOrdered, strength: &[usize]) -> Vec<f64> {
    let shares: Vec<f64> = ties.nodes.iter().map(|&node| 1.0 / strength[node as usize] as f64).collect();
    let mut detours = vec![0.0; ties.tie_count()];
    ties.for_each_triangle(|t| {
        let low_middle = weight(ties.direction(t.low_middle));
        let low_high = weight(ties.direction(t.low_high));
        let middle_high = weight(ties.direction(t.middle_high));
        detours[t.low_middle] += low_high * middle_high * shares[t.high];
        detours[t.low_high] += low_middle * middle_high * shares[t.middle];
        detours[t.middle_high] += low_middle * low_high * shares[t.low];
    });
    detours
}

/// aᵢⱼ + aⱼᵢ.
fn weight(direction: u8) -> f64 {
    if direction == MUTUAL { 2.0 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::constraint;
    use crate::graph::directed::Digraph;

    /// Three equal ties in a ring: p = 1/2 each, C = 2 (1/2 + 1/2 · 1/2)² = 9/8.
    #[test]
    fn a_triangle() {
        let ring = Digraph::from_edges(3, &[(0, 1), (1, 2), (2, 0)]);
        assert_eq!(constraint(&ring), [Some(1.125); 3]);
    }

    /// 0↔1 weighs 2, 0→2 and 1→2 weigh 1. For 0: p₀₁ = 2/3, p₀₂ = 1/3, p₁₂ = 1/3, p₂₁ = 1/2, so
    /// C₀ = (2/3 + 1/3 · 1/2)² + (1/3 + 2/3 · 1/3)² = 25/36 + 25/81. For 2: C₂ = 2 (1/2 + 1/2 · 2/3)² = 25/18.
    #[test]
    fn a_mutual_tie_weighs_twice() {
        let graph = Digraph::from_edges(3, &[(0, 1), (1, 0), (0, 2), (1, 2)]);
        let near = |found: Option<f64>, expected: f64| {
            assert!(found.is_some_and(|c| (c - expected).abs() < 1e-15));
        };
        let found = constraint(&graph);
        near(found[0], 25.0 / 36.0 + 25.0 / 81.0);
        near(found[1], 25.0 / 36.0 + 25.0 / 81.0);
        near(found[2], 25.0 / 18.0);
    }

    #[test]
    fn a_hub_costs_its_degree() {
        let k = 50_000u32;
        let edges: Vec<_> = (1..=k).flat_map(|leaf| [(leaf, 0), (0, leaf)]).collect();
        let found = constraint(&Digraph::from_edges(k as usize + 1, &edges));
        assert!(found[0].is_some_and(|c| (c - 1.0 / f64::from(k)).abs() < 1e-12));
        assert_eq!(found[1], Some(1.0));
    }
}
