//! How few nodes stop everything.

use super::MaximumFlow;
use super::network::LayeredNetwork;
use super::units::Units;

impl LayeredNetwork {
    /// The least number of nodes without which nothing passes, and such nodes, the nearest to the source.
    ///
    /// By Menger's theorem (1927) it is the number of ways from layer 0 to the last layer that share no node: the
    /// maximum flow with one unit of capacity at each node that has any. Nothing has to be lost (0, no nodes) where
    /// nothing passes. O(m √n) by Dinic's algorithm, as every node has unit capacity (Even & Tarjan 1975).
    ///
    /// # Examples
    ///
    /// ```
    /// use seedrelay::graph::layered_flow::{LayeredNetwork, Node};
    ///
    /// let node = |layer, capacity| Node { owner: 0, layer, capacity };
    /// let nodes = [node(0, 1), node(0, 1), node(1, 9), node(2, 1), node(2, 1)];
    /// let network = LayeredNetwork::new(3, &nodes, &[(0, 2), (1, 2), (2, 3), (2, 4)])?;
    /// assert_eq!(network.minimum_vertex_cut(), [2]); // the large one in the middle
    /// # Ok::<(), seedrelay::graph::layered_flow::NetworkError>(())
    /// ```
    #[must_use]
    pub fn minimum_vertex_cut(&self) -> Vec<u32> {
        let unit: Vec<Units> = self.capacity.iter().map(|&capacity| Units::from(capacity > 0)).collect();
        let mut nodes = MaximumFlow::of(self, &unit).source_side_cut().nodes;
        nodes.retain(|&node| unit[node as usize] > 0);
        nodes
    }
}
