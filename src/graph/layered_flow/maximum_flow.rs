//! A maximum flow and its minimum cuts.

use std::sync::OnceLock;

use super::components::{Reach, ranks, reach};
use super::network::{DOWN, LayeredNetwork, UP, index};
use super::residual::Residual;
use super::solver::solve;
use super::units::{Units, given_back};

/// Nodes whose capacities together are the maximum flow, and without which nothing passes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinimumCut {
    /// The nodes of the cut, ascending.
    pub nodes: Vec<u32>,
    /// The sum of their capacities, which is the value of the maximum flow.
    pub capacity: u128,
}

/// In how many of all minimum cuts a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CutMembership {
    /// In none: losing a little of its capacity costs nothing, or nothing passes through it.
    None,
    /// In some but not in all: losing capacity lowers the flow, more of it alone brings nothing.
    Some,
    /// In all: more capacity raises the flow.
    All,
}

/// A maximum flow through a [`LayeredNetwork`], with the residual network that answers "what if" from.
///
/// The value, the cuts, gains and losses depend on the network alone. The amounts on single nodes and arcs are those of
/// *one* of the maximum flows, always the same for the same input.
#[derive(Clone, Debug)]
pub struct MaximumFlow<'n> {
    pub(super) network: &'n LayeredNetwork,
    pub(super) residual: Residual,
    pub(super) value: Units,
    pub(super) reach: Vec<Reach>,
    ranks: OnceLock<Vec<u32>>,
}

impl LayeredNetwork {
    /// The most that can pass from layer 0 to the last layer per unit of time.
    ///
    /// Dinic's algorithm: O(n² m) at worst, in practice a small multiple of n + m.
    ///
    /// # Examples
    ///
    /// ```
    /// use seedrelay::graph::layered_flow::{LayeredNetwork, Node};
    ///
    /// let node = |owner, layer, capacity| Node { owner, layer, capacity };
    /// let nodes = [node(1, 0, 8), node(2, 1, 3), node(3, 1, 4)];
    /// let network = LayeredNetwork::new(2, &nodes, &[(0, 1), (0, 2)])?;
    /// assert_eq!(network.maximum_flow().value(), 7);
    /// # Ok::<(), seedrelay::graph::layered_flow::NetworkError>(())
    /// ```
    #[must_use]
    pub fn maximum_flow(&self) -> MaximumFlow<'_> {
        MaximumFlow::of(self, &self.capacity)
    }
}

impl<'n> MaximumFlow<'n> {
    /// The maximum flow if the nodes had these capacities.
    pub(super) fn of(network: &'n LayeredNetwork, capacity: &[Units]) -> Self {
        let (residual, value) = solve(network, capacity);
        Self { network, reach: reach(network, &residual), residual, value, ranks: OnceLock::new() }
    }

    /// The network that the flow passes through.
    #[must_use]
    pub fn network(&self) -> &'n LayeredNetwork {
        self.network
    }

    /// What passes in all, per unit of time, in the unit of the capacities.
    #[must_use]
    pub fn value(&self) -> u128 {
        given_back(self.value)
    }

    /// What passes through `node` in this maximum flow: from 0 to its capacity.
    ///
    /// # Panics
    ///
    /// If the network has no such node.
    #[must_use]
    pub fn through(&self, node: u32) -> u128 {
        given_back(self.residual.passing(node))
    }

    /// The arcs that carry something in this maximum flow, as (from, to, amount), ordered by the node they leave.
    pub fn arcs(&self) -> impl Iterator<Item = (u32, u32, u128)> + '_ {
        let rows = &self.network.rows[DOWN];
        (0..index(self.network.node_count())).flat_map(move |from| {
            let range = rows.range(from as usize);
            self.residual.carrying(DOWN, range.start, range.end).map(move |position| {
                let amount = self.residual.carried(index(position));
                (from, rows.values()[position], given_back(amount))
            })
        })
    }

    /// The minimum cut nearest to the source: the nodes that the source can still reach but not pass.
    ///
    /// # Examples
    ///
    /// Two layers that bind alike: the cuts on the two sides differ.
    ///
    /// ```
    /// use seedrelay::graph::layered_flow::{LayeredNetwork, Node};
    ///
    /// let nodes = [
    ///     Node { owner: 1, layer: 0, capacity: 2 },
    ///     Node { owner: 2, layer: 1, capacity: 2 },
    /// ];
    /// let network = LayeredNetwork::new(2, &nodes, &[(0, 1)])?;
    /// let flow = network.maximum_flow();
    /// assert_eq!(flow.source_side_cut().nodes, [0]);
    /// assert_eq!(flow.sink_side_cut().nodes, [1]);
    /// # Ok::<(), seedrelay::graph::layered_flow::NetworkError>(())
    /// ```
    #[must_use]
    pub fn source_side_cut(&self) -> MinimumCut {
        self.cut(|node| self.source_reaches(2 * node) && !self.source_reaches(2 * node + 1))
    }

    /// The minimum cut nearest to the sink: the nodes from whose exit, but not from whose entry, something more could
    /// reach the sink.
    #[must_use]
    pub fn sink_side_cut(&self) -> MinimumCut {
        self.cut(|node| !self.reaches_sink(2 * node) && self.reaches_sink(2 * node + 1))
    }

    /// In how many minimum cuts `node` is: in every one exactly if the source can still reach its entry and its exit
    /// the sink; in some exactly if it carries something and its entry and exit lie in different strongly connected
    /// components of the residual network (Picard & Queyranne 1980).
    ///
    /// A node of capacity 0 is counted only if it is in all of them. The first call computes the components, O(n + m).
    ///
    /// # Panics
    ///
    /// If the network has no such node.
    #[must_use]
    pub fn cut_membership(&self, node: u32) -> CutMembership {
        let ranks = self.ranks();
        if self.source_reaches(2 * node) && self.reaches_sink(2 * node + 1) && !self.residual.opens(node) {
            CutMembership::All
        } else if self.residual.passing(node) > 0 && ranks[2 * node as usize] != ranks[2 * node as usize + 1] {
            CutMembership::Some
        } else {
            CutMembership::None
        }
    }

    pub(super) fn ranks(&self) -> &[u32] {
        self.ranks.get_or_init(|| ranks(self.network, &self.residual))
    }

    pub(super) fn source_reaches(&self, side: u32) -> bool {
        self.reach[side as usize].distance(DOWN).is_some()
    }

    pub(super) fn reaches_sink(&self, side: u32) -> bool {
        self.reach[side as usize].distance(UP).is_some()
    }

    fn cut(&self, crosses: impl Fn(u32) -> bool) -> MinimumCut {
        let nodes: Vec<u32> = (0..index(self.network.node_count())).filter(|&node| crosses(node)).collect();
        let capacity = nodes.iter().map(|&node| self.network.capacity[node as usize]).sum();
        MinimumCut { nodes, capacity: given_back(capacity) }
    }
}
