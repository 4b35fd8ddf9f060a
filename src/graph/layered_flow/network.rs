//! The network as given: nodes, arcs in compressed rows of both directions, and who owns what.

use std::fmt;

use super::units::{UNLIMITED, Units, given_back};
use crate::graph::rows::Rows;

/// A node of a layered network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Who has the node, any number; nodes of one owner fail together in [`losses`](super::MaximumFlow::losses).
    pub owner: u32,
    /// Layer, from 0 to the number of layers − 1.
    pub layer: u32,
    /// The most that may pass through the node per unit of time, in whole [units](super#units).
    pub capacity: u128,
}

/// Why nodes and arcs make no layered network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NetworkError {
    /// Capacities add up to 2¹²⁶ or more.
    Capacity {
        /// Index of the node with which they do.
        node: usize,
    },
    /// A node lies in a layer that the network does not have.
    Layer {
        /// Index of the node.
        node: usize,
        /// The layer it came with.
        layer: u32,
        /// Number of layers of the network.
        layers: u32,
    },
    /// An arc begins or ends at a node that does not exist.
    Endpoint {
        /// Index of the arc.
        arc: usize,
        /// The index of the node that is missing.
        node: u32,
    },
    /// An arc does not lead from a layer to the next one.
    Direction {
        /// Index of the arc.
        arc: usize,
        /// Layer it begins in.
        from: u32,
        /// Layer it ends in.
        to: u32,
    },
    /// There are more nodes or arcs than indices of 32 bits can tell apart.
    Size {
        /// Number of nodes.
        nodes: usize,
        /// Number of arcs.
        arcs: usize,
    },
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Capacity { node } => {
                write!(f, "the capacities up to that of node {node} add up to 2^126 or more; choose a larger unit")
            }
            Self::Layer { node, layer, layers } => {
                write!(f, "node {node} lies in layer {layer} of a network of {layers} layers (counted from 0)")
            }
            Self::Endpoint { arc, node } => write!(f, "arc {arc} names node {node}, which does not exist"),
            Self::Direction { arc, from, to } => {
                write!(f, "arc {arc} leads from layer {from} to layer {to}; it must lead to the next layer")
            }
            Self::Size { nodes, arcs } => {
                write!(f, "{nodes} nodes and {arcs} arcs are more than 32-bit indices can address")
            }
        }
    }
}

impl std::error::Error for NetworkError {}

/// Downstream, from layer 0 towards the sink: an index into [`LayeredNetwork::rows`].
pub(super) const DOWN: usize = 0;
/// Upstream, from the last layer towards the source.
pub(super) const UP: usize = 1;

/// An immutable layered network with node capacities. See the [module](super) for an example.
///
/// Nodes keep the indices of the slice that they came in. An arc given twice counts once more but changes no answer.
#[derive(Clone, Debug)]
pub struct LayeredNetwork {
    /// Arcs by their tail ([`DOWN`]) and by their head ([`UP`]). An arc's *number* is its position in the former.
    pub(super) rows: [Rows; 2],
    /// Number of the arc in each position of the upstream rows.
    pub(super) arc_at: Vec<u32>,
    /// Position in the upstream rows of each arc.
    pub(super) position_of: Vec<u32>,
    pub(super) capacity: Vec<Units>,
    layer: Vec<u32>,
    layers: u32,
    /// Nodes of the first and of the last layer.
    terminal: [Vec<u32>; 2],
    owners: Vec<u32>,
    /// The nodes of each, ascending.
    nodes_of_owner: Rows,
}

impl LayeredNetwork {
    /// A network of `layers` layers from its nodes and from its arcs as pairs of node indices.
    ///
    /// Layers may be empty and nodes may have no arcs; then nothing passes there. O(nodes · log nodes + arcs).
    ///
    /// # Errors
    ///
    /// The first capacity, layer or arc that breaks a rule of [`NetworkError`].
    ///
    /// # Examples
    ///
    /// ```
    /// use seedrelay::graph::layered_flow::{LayeredNetwork, NetworkError, Node};
    ///
    /// let nodes = [
    ///     Node { owner: 1, layer: 0, capacity: 4 },
    ///     Node { owner: 2, layer: 1, capacity: 1 },
    /// ];
    /// assert_eq!(LayeredNetwork::new(2, &nodes, &[(0, 1)])?.maximum_flow().value(), 1);
    ///
    /// let backwards = LayeredNetwork::new(2, &nodes, &[(1, 0)]).unwrap_err();
    /// assert_eq!(backwards.to_string(), "arc 0 leads from layer 1 to layer 0; it must lead to the next layer");
    /// # Ok::<(), NetworkError>(())
    /// ```
    pub fn new(layers: u32, nodes: &[Node], arcs: &[(u32, u32)]) -> Result<Self, NetworkError> {
        check(layers, nodes, arcs)?;
        let down = downstream_rows(nodes, arcs);
        let tails = (0..index(nodes.len())).flat_map(|node| down.range(node as usize).map(move |_| node));
        let mut arc_at = vec![0; arcs.len()];
        let mut position_of = vec![0; arcs.len()];
        let up = Rows::from_pairs_noting(nodes.len(), down.values().iter().copied().zip(tails), |arc, position| {
            arc_at[position as usize] = arc;
            position_of[arc as usize] = position;
        });

        let mut by_owner: Vec<u32> = (0..index(nodes.len())).collect();
        by_owner.sort_by_key(|&node| nodes[node as usize].owner);
        let mut owners = Vec::new();
        let mut nodes_of_owner = Rows::with_capacity(0, nodes.len());
        for same_owner in by_owner.chunk_by(|&a, &b| nodes[a as usize].owner == nodes[b as usize].owner) {
            owners.push(nodes[same_owner[0] as usize].owner);
            nodes_of_owner.extend(same_owner.iter().copied());
            nodes_of_owner.end_row();
        }

        let in_layer =
            |wanted: u32| (0..index(nodes.len())).filter(move |&v| nodes[v as usize].layer == wanted).collect();
        Ok(Self {
            rows: [down, up],
            arc_at,
            position_of,
            capacity: nodes.iter().map(|node| node.capacity.cast_signed()).collect(),
            layer: nodes.iter().map(|node| node.layer).collect(),
            layers,
            terminal: [in_layer(0), in_layer(layers.saturating_sub(1))],
            owners,
            nodes_of_owner,
        })
    }

    /// Number of nodes.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.layer.len()
    }

    /// Number of arcs.
    #[must_use]
    pub fn arc_count(&self) -> usize {
        self.arc_at.len()
    }

    /// The owners that have a node, each once, ascending.
    #[must_use]
    pub fn owners(&self) -> &[u32] {
        &self.owners
    }

    /// The nodes of an owner, ascending; none for an owner that has none.
    #[must_use]
    pub fn nodes_of(&self, owner: u32) -> &[u32] {
        match self.owners.binary_search(&owner) {
            Ok(found) => self.nodes_of_owner.of(found),
            Err(_) => &[],
        }
    }

    /// Whether `node` lies in the layer where direction `direction` begins (`DOWN`: layer 0).
    pub(super) fn begins(&self, direction: usize, node: u32) -> bool {
        let layer = if direction == DOWN { 0 } else { self.layers - 1 };
        self.layer[node as usize] == layer
    }

    /// The nodes of the layer where direction `direction` begins.
    pub(super) fn first_layer(&self, direction: usize) -> &[u32] {
        &self.terminal[direction]
    }
}

fn check(layers: u32, nodes: &[Node], arcs: &[(u32, u32)]) -> Result<(), NetworkError> {
    // A node has two sides, two more stand for source and sink, and the largest u32 marks "none".
    if nodes.len() > u32::MAX as usize / 2 - 2 || arcs.len() > u32::MAX as usize - 2 {
        return Err(NetworkError::Size { nodes: nodes.len(), arcs: arcs.len() });
    }
    let mut all = 0;
    for (index, &Node { layer, capacity, .. }) in nodes.iter().enumerate() {
        all = capacity.saturating_add(all);
        if all >= given_back(UNLIMITED) {
            return Err(NetworkError::Capacity { node: index });
        }
        if layer >= layers {
            return Err(NetworkError::Layer { node: index, layer, layers });
        }
    }
    for (index, &(from, to)) in arcs.iter().enumerate() {
        let layer_of = |node: u32| match nodes.get(node as usize) {
            Some(found) => Ok(found.layer),
            None => Err(NetworkError::Endpoint { arc: index, node }),
        };
        let (tail, head) = (layer_of(from)?, layer_of(to)?);
        if head != tail + 1 {
            return Err(NetworkError::Direction { arc: index, from: tail, to: head });
        }
    }
    Ok(())
}

/// The arcs by their tails, in each row first those to heads that have much capacity for each arc that they end: filled in
/// this order, the network is left with the fewest corrections to make. Also, the order of the arcs as given is forgotten.
fn downstream_rows(nodes: &[Node], arcs: &[(u32, u32)]) -> Rows {
    let by_head = Rows::from_pairs(nodes.len(), arcs.iter().map(|&(tail, head)| (head, tail)));
    let ease = |&head: &u32| nodes[head as usize].capacity as f64 / f64::from(by_head.degree(head as usize).max(1));
    let mut heads: Vec<u32> = (0..index(nodes.len())).collect();
    heads.sort_by(|a, b| ease(b).total_cmp(&ease(a)));
    let arcs = heads.iter().flat_map(|&head| by_head.of(head as usize).iter().map(move |&tail| (tail, head)));
    Rows::from_pairs(nodes.len(), arcs)
}

/// A position as a 32-bit index; `check` has made sure that it is one.
#[expect(clippy::cast_possible_truncation, reason = "bounded by `check`")]
pub(super) fn index(position: usize) -> u32 {
    position as u32
}
