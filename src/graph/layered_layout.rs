//! A drawing of a graph whose nodes lie in given layers: few crossings, short edges, nothing on top of anything.
//!
//! The frame is that of Sugiyama, Tagawa & Toda, *Methods for Visual Understanding of Hierarchical System Structures*,
//! 1981, without its first step, since the layers are given:
//!
//! 1. An edge over more than one layer becomes a chain of edges over one, by a *bend* in each layer between.
//! 2. Each layer is put in order, again and again from the first to the last and back, by the mean place of the
//!    neighbours (barycentre), then by exchanging neighbours while that helps. The best order seen is kept. Crossings are
//!    counted by the method of Barth, Mutzel & Jünger, *Simple and Efficient Bilayer Cross Counting*, 2002.
//! 3. Each node gets a coordinate along its layer, again from layer to layer: as near to its neighbours as the order, the
//!    extents and the distances allow, which is a least-squares problem that pooling adjacent violators solves exactly
//!    (Ayer, Brunk, Ewing, Reid & Silverman 1955). Edges between bends weigh more, so that long edges become straight, as
//!    in Gansner, Koutsofios, North & Vo, *A Technique for Drawing Directed Graphs*, 1993.
//!
//! Nodes may belong to groups, such as kinds; those of one group in one layer stay next to each other. The same input
//! always gives the same drawing: ties are decided by the numbers of the nodes. With `n` nodes and bends and `m` edges
//! between them, O(sweeps × (n + m) log n).

mod coordinates;
mod crossings;
mod network;
mod ordering;

use network::Network;

/// A node of the graph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayeredNode {
    /// Its layer, from 0.
    pub layer: u32,
    /// Its group: within a layer those of one group stay together.
    pub group: u32,
    /// How long it is along its layer, 0 or more.
    pub extent: f64,
}

/// An edge of the graph. Its direction does not matter to the layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayeredEdge {
    /// The number of the node that it starts from.
    pub from: u32,
    /// The number of the node that it leads to.
    pub to: u32,
    /// How strongly it draws its ends to each other; more than 0.
    pub weight: f64,
}

/// How far apart things are to be.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct LayoutOptions {
    /// Between two nodes of one group: 8 by default.
    pub node_gap: f64,
    /// Between two nodes of different groups: 16 by default.
    pub group_gap: f64,
    /// Between a bend and what is beside it: 8 by default.
    pub bend_gap: f64,
    /// How often the layers are gone over, there and back: 12 by default. With 0, nodes stay in the order of their numbers.
    pub sweeps: usize,
}

impl Default for LayoutOptions {
    fn default() -> Self {
        Self { node_gap: 8.0, group_gap: 16.0, bend_gap: 8.0, sweeps: 12 }
    }
}

impl LayoutOptions {
    /// The defaults that each field tells.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets the distance between two nodes of one group.
        node_gap: f64 => |gap| gap;
        /// Sets the distance between two nodes of different groups.
        group_gap: f64 => |gap| gap;
        /// Sets the distance between a bend and what is beside it.
        bend_gap: f64 => |gap| gap;
        /// Sets how often the layers are gone over.
        sweeps: usize => |sweeps| sweeps;
    }
}

/// Where everything is, along the layers.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LayeredLayout {
    /// The nodes of each layer, in order.
    pub layers: Vec<Vec<u32>>,
    /// The coordinate of the middle of each node, half its extent or more.
    pub middles: Vec<f64>,
    /// For each edge, the coordinates at which it passes the layers between its ends, from `from` to `to`.
    pub bends: Vec<Vec<f64>>,
    /// How long the longest layer is: nothing lies beyond.
    pub extent: f64,
    /// How many pairs of edges cross between the layers.
    pub crossings: u64,
    /// How many would, were the nodes in the order of their numbers.
    pub crossings_at_first: u64,
}

/// Draws a graph whose nodes lie in layers. Edges within a layer take no part.
///
/// Two crossing edges are put straight:
///
/// ```
/// use seedrelay::graph::layered_layout::{LayeredEdge, LayeredNode, LayoutOptions, lay_out};
///
/// let node = |layer| LayeredNode { layer, group: 0, extent: 10.0 };
/// let edge = |from, to| LayeredEdge { from, to, weight: 1.0 };
/// let layout = lay_out(&[node(0), node(0), node(1), node(1)], &[edge(0, 3), edge(1, 2)], &LayoutOptions::new());
/// assert_eq!((layout.crossings_at_first, layout.crossings), (1, 0));
/// assert_eq!(layout.layers, [vec![0, 1], vec![3, 2]]);
/// assert_eq!(layout.middles, [5.0, 23.0, 23.0, 5.0]);
/// assert_eq!(layout.extent, 28.0);
/// ```
///
/// # Panics
///
/// If an edge names a node that is not there, if an extent, a gap or a weight is no finite number or below 0, or if there
/// are more nodes and bends than `u32` counts.
#[must_use]
pub fn lay_out(nodes: &[LayeredNode], edges: &[LayeredEdge], options: &LayoutOptions) -> LayeredLayout {
    let mut network = Network::new(nodes, edges);
    let crossings_at_first = crossings::count(&network);
    let crossings = ordering::reduce(&mut network, crossings_at_first, options.sweeps);
    let (places, extent) = coordinates::place(&network, options);
    let layers = network.layers.iter().map(|layer| layer.iter().copied().filter(|&v| !network.is_bend(v)).collect());
    LayeredLayout {
        layers: layers.collect(),
        middles: places[..nodes.len()].to_vec(),
        bends: network.bends.iter().map(|bends| bends.iter().map(|&bend| places[bend as usize]).collect()).collect(),
        extent,
        crossings,
        crossings_at_first,
    }
}
