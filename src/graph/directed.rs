//! A simple directed graph in compressed rows.
//!
//! Both directions are kept as `u32` offsets into `u32` rows, each row sorted: the successors of a node, and its
//! predecessors. Loops and repeated pairs are dropped when the graph is built, so what remains is a set of distinct
//! ordered pairs of different nodes.

use super::rows::Rows;

/// A set of ordered pairs of different nodes `0..nodes`, readable from either end.
///
/// ```
/// # use seedrelay::graph::directed::Digraph;
/// let graph = Digraph::from_edges(3, &[(0, 2), (0, 1), (0, 2), (1, 1)]);
/// assert_eq!(graph.edge_count(), 2, "the repeated pair and the loop are gone");
/// assert_eq!(graph.successors(0), [1, 2]);
/// assert_eq!(graph.predecessors(2), [0]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digraph {
    successors: Rows,
    predecessors: Rows,
}

impl Digraph {
    /// Builds the graph from pairs `(from, to)` in any order. O(nodes + pairs).
    ///
    /// # Panics
    ///
    /// If an endpoint is not below `nodes`, or if `nodes` or the number of pairs exceeds `u32::MAX`.
    ///
    /// ```
    /// # use seedrelay::graph::directed::Digraph;
    /// assert_eq!(Digraph::from_edges(2, &[(1, 0)]).successors(1), [0]);
    /// ```
    #[must_use]
    pub fn from_edges(nodes: usize, pairs: &[(u32, u32)]) -> Self {
        assert!(u32::try_from(nodes).is_ok(), "{nodes} nodes exceed u32");
        assert!(u32::try_from(pairs.len()).is_ok(), "{} pairs exceed u32", pairs.len());
        for &(from, to) in pairs {
            assert!((from.max(to) as usize) < nodes, "pair ({from}, {to}) leaves the {nodes} nodes");
        }
        // Transposing visits the rows in order, so each row it fills comes out sorted.
        let unsorted = Rows::from_pairs(nodes, pairs.iter().map(|&(from, to)| (to, from)));
        let mut successors = unsorted.transposed(nodes);
        successors.drop_loops_and_repeats();
        let predecessors = successors.transposed(nodes);
        Self { successors, predecessors }
    }

    /// Number of nodes, isolated ones included. O(1).
    ///
    /// ```
    /// # use seedrelay::graph::directed::Digraph;
    /// assert_eq!(Digraph::from_edges(5, &[]).node_count(), 5);
    /// ```
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.successors.len()
    }

    /// Number of distinct ordered pairs. O(1).
    ///
    /// ```
    /// # use seedrelay::graph::directed::Digraph;
    /// assert_eq!(Digraph::from_edges(2, &[(0, 1), (1, 0)]).edge_count(), 2);
    /// ```
    #[must_use]
    pub fn edge_count(&self) -> usize {
        self.successors.values().len()
    }

    /// The nodes that `node` points to, ascending. O(1).
    ///
    /// # Panics
    ///
    /// If `node` is not a node of the graph.
    ///
    /// ```
    /// # use seedrelay::graph::directed::Digraph;
    /// assert_eq!(Digraph::from_edges(3, &[(1, 2), (1, 0)]).successors(1), [0, 2]);
    /// ```
    #[must_use]
    pub fn successors(&self, node: usize) -> &[u32] {
        self.successors.of(node)
    }

    /// The nodes that point to `node`, ascending. O(1).
    ///
    /// # Panics
    ///
    /// If `node` is not a node of the graph.
    ///
    /// ```
    /// # use seedrelay::graph::directed::Digraph;
    /// assert_eq!(Digraph::from_edges(3, &[(2, 1), (0, 1)]).predecessors(1), [0, 2]);
    /// ```
    #[must_use]
    pub fn predecessors(&self, node: usize) -> &[u32] {
        self.predecessors.of(node)
    }

    /// Whether `from` points to `to`. O(log out-degree).
    ///
    /// # Panics
    ///
    /// If `from` is not a node of the graph.
    ///
    /// ```
    /// # use seedrelay::graph::directed::Digraph;
    /// let graph = Digraph::from_edges(2, &[(0, 1)]);
    /// assert!(graph.has_edge(0, 1) && !graph.has_edge(1, 0));
    /// ```
    #[must_use]
    pub fn has_edge(&self, from: usize, to: usize) -> bool {
        u32::try_from(to).is_ok_and(|to| self.successors(from).binary_search(&to).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::Digraph;

    #[test]
    fn rows_are_sorted_and_agree_in_both_directions() {
        let graph = Digraph::from_edges(5, &[(3, 1), (0, 4), (3, 0), (0, 1), (3, 1), (2, 2)]);
        assert_eq!(graph.edge_count(), 4);
        assert_eq!(graph.successors(3), [0, 1]);
        assert_eq!(graph.successors(0), [1, 4]);
        assert_eq!(graph.predecessors(1), [0, 3]);
        assert!(graph.successors(2).is_empty());
        assert!(graph.has_edge(3, 0) && !graph.has_edge(0, 3));
    }

    #[test]
    fn no_nodes_is_a_graph() {
        assert_eq!(Digraph::from_edges(0, &[]).node_count(), 0);
    }

    #[test]
    #[should_panic(expected = "pair (0, 7) leaves the 3 nodes")]
    fn an_endpoint_outside_is_named() {
        let _ = Digraph::from_edges(3, &[(0, 7)]);
    }
}
