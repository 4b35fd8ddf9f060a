//! Every triangle of a directed graph, once, without enumerating the pairs of neighbours of a hub.
//!
//! Ties are read without their direction and each is given to its endpoint of lower degree (Chiba & Nishizeki 1985;
//! Latapy 2008, "Main-memory triangle computations for very large (sparse (power-law)) graphs", *Theor. Comput. Sci.*
//! 407). A node then owns at most √(2m) ties, so one pass costs O(m^1.5) at worst, however large a hub is.

use super::rows::Rows;
use crate::graph::directed::Digraph;

/// The tie runs from the owner (the endpoint of lower rank) to the other end.
pub(crate) const FORWARD: u8 = 1;
/// The tie runs from the other end to the owner.
pub(crate) const BACKWARD: u8 = 2;
/// Both directions.
pub(crate) const MUTUAL: u8 = FORWARD | BACKWARD;

/// The ties of a graph by ascending degree: ranks instead of nodes, each tie stored once, at its lower end.
pub(crate) struct DegreeOrdered {
    /// `nodes[rank]` is the node.
    pub nodes: Vec<u32>,
    /// Rank of the higher end of each tie, by its lower end.
    heads: Rows,
    /// [`FORWARD`], [`BACKWARD`] or [`MUTUAL`], for each tie.
    directions: Vec<u8>,
}

/// Three ranks `low < middle < high`, pairwise tied, and the indices of their ties.
#[derive(Clone, Copy)]
pub(crate) struct Triangle {
    pub low: usize,
    pub middle: usize,
    pub high: usize,
    pub low_middle: usize,
    pub low_high: usize,
    pub middle_high: usize,
}

impl DegreeOrdered {
    pub(super) fn new(graph: &Digraph) -> Self {
        let degrees = (0..graph.node_count()).map(|node| neighbours(graph, node).count());
        let (nodes, ranks) = sort_by_degree(&degrees.collect::<Vec<_>>());
        let mut ordered = Self {
            heads: Rows::with_capacity(nodes.len(), graph.edge_count()),
            directions: Vec::with_capacity(graph.edge_count()),
            nodes,
        };
        for rank in 0..ordered.nodes.len() {
            let node = ordered.nodes[rank] as usize;
            for (other, direction) in neighbours(graph, node) {
                let head = ranks[other as usize];
                if head as usize > rank {
                    ordered.heads.push(head);
                    ordered.directions.push(direction);
                }
            }
            ordered.heads.end_row();
        }
        ordered
    }

    /// Number of ties: unordered pairs joined in at least one direction.
    pub(super) fn tie_count(&self) -> usize {
        self.directions.len()
    }

    pub(super) fn direction(&self, tie: usize) -> u8 {
        self.directions[tie]
    }

    /// Every tie as (index, lower rank, higher rank, direction).
    pub(super) fn ties(&self) -> impl Iterator<Item = (usize, usize, usize, u8)> {
        (0..self.nodes.len()).flat_map(move |rank| {
            self.heads.range(rank).map(move |tie| (tie, rank, self.heads.values()[tie] as usize, self.directions[tie]))
        })
    }

    /// Calls `visit` once per triangle, always in the same order.
    pub(super) fn for_each_triangle(&self, mut visit: impl FnMut(Triangle)) {
        let heads = self.heads.values();
        // For the ties of the current lowest corner: 1 + index of the tie to that rank, 0 for no tie.
        let mut tie_to = vec![0u32; self.nodes.len()];
        for low in 0..self.nodes.len() {
            let row = self.heads.range(low);
            if row.len() < 2 {
                continue;
            }
            for (&head, id) in self.heads.of(low).iter().zip(row.start as u32 + 1..) {
                tie_to[head as usize] = id;
            }
            for low_middle in row {
                let middle = heads[low_middle] as usize;
                let reach = self.heads.range(middle);
                for (middle_high, &high) in reach.clone().zip(&heads[reach]) {
                    let found = tie_to[high as usize];
                    if found != 0 {
                        visit(Triangle {
                            low,
                            middle,
                            high: high as usize,
                            low_middle,
                            low_high: found as usize - 1,
                            middle_high,
                        });
                    }
                }
            }
            for &head in self.heads.of(low) {
                tie_to[head as usize] = 0;
            }
        }
    }
}

/// Nodes by ascending degree, equal degrees by index, and the rank of each node: a counting sort.
fn sort_by_degree(degrees: &[usize]) -> (Vec<u32>, Vec<u32>) {
    let mut next = vec![0u32; degrees.iter().max().map_or(0, |most| most + 2)];
    for &degree in degrees {
        next[degree + 1] += 1;
    }
    for degree in 1..next.len() {
        next[degree] += next[degree - 1];
    }
    let mut nodes = vec![0u32; degrees.len()];
    let mut ranks = vec![0u32; degrees.len()];
    for (node, &degree) in (0u32..).zip(degrees) {
        let rank = next[degree];
        nodes[rank as usize] = node;
        ranks[node as usize] = rank;
        next[degree] += 1;
    }
    (nodes, ranks)
}

/// Successors and predecessors merged, each neighbour once with the direction of its tie seen from `node`.
fn neighbours(graph: &Digraph, node: usize) -> impl Iterator<Item = (u32, u8)> {
    let mut out = graph.successors(node);
    let mut into = graph.predecessors(node);
    std::iter::from_fn(move || {
        let next = match (out.first(), into.first()) {
            (Some(&to), Some(&from)) => to.min(from),
            (Some(&one), None) | (None, Some(&one)) => one,
            (None, None) => return None,
        };
        let mut direction = 0;
        if let Some((_, rest)) = out.split_first().filter(|(first, _)| **first == next) {
            out = rest;
            direction |= FORWARD;
        }
        if let Some((_, rest)) = into.split_first().filter(|(first, _)| **first == next) {
            into = rest;
            direction |= BACKWARD;
        }
        Some((next, direction))
    })
}

#[cfg(test)]
mod tests {
    use super::{BACKWARD, DegreeOrdered, FORWARD, MUTUAL};
    use crate::graph::directed::Digraph;

    #[test]
    fn a_triangle_with_a_tail_is_found_once() {
        // 0↔1, 1→2, 0→2, 2→3: the triangle {0, 1, 2} and a tail.
        let graph = Digraph::from_edges(4, &[(0, 1), (1, 0), (1, 2), (0, 2), (2, 3)]);
        let ordered = DegreeOrdered::new(&graph);
        assert_eq!(ordered.nodes, [3, 0, 1, 2], "degrees 1, 2, 2, 3; equal ones by index");
        let mut found = Vec::new();
        ordered.for_each_triangle(|t| {
            found.push((
                [t.low, t.middle, t.high].map(|rank| ordered.nodes[rank]),
                [t.low_middle, t.low_high, t.middle_high].map(|tie| ordered.direction(tie)),
            ));
        });
        assert_eq!(found, [([0, 1, 2], [MUTUAL, FORWARD, FORWARD])]);
        let tail = ordered.ties().next().expect("node 3 owns a tie");
        assert_eq!((tail.1, tail.2, tail.3), (0, 3, BACKWARD), "2→3 seen from its lower end");
    }
}
