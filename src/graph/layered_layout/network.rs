//! The graph with a bend wherever an edge passes a layer, so that every edge leads to the next layer.

use super::{LayeredEdge, LayeredNode};
use crate::graph::rows::Rows;

#[derive(Debug)]
pub(super) struct Network {
    /// How many of the first vertices are nodes; the others are bends.
    nodes: usize,
    /// The vertices of each layer, in order.
    pub(super) layers: Vec<Vec<u32>>,
    /// The place of each vertex in its layer.
    pub(super) place: Vec<u32>,
    pub(super) layer: Vec<u32>,
    pub(super) extent: Vec<f64>,
    /// The group of each vertex; every bend has one of its own.
    pub(super) group: Vec<u32>,
    /// To the next layer, and to the one before.
    pub(super) down: Neighbours,
    pub(super) up: Neighbours,
    /// The bends of each edge, from its start to its end.
    pub(super) bends: Vec<Vec<u32>>,
}

impl Network {
    pub(super) fn new(nodes: &[LayeredNode], edges: &[LayeredEdge]) -> Self {
        let sound = |number: f64| number.is_finite() && number >= 0.0;
        assert!(nodes.iter().all(|node| sound(node.extent)), "an extent is no number of 0 or more");
        assert!(edges.iter().all(|edge| sound(edge.weight)), "a weight is no number of 0 or more");
        let mut layer: Vec<u32> = nodes.iter().map(|node| node.layer).collect();
        let mut steps = Vec::with_capacity(edges.len());
        let mut bends = Vec::with_capacity(edges.len());
        for edge in edges {
            let (from, to) = (nodes[edge.from as usize].layer, nodes[edge.to as usize].layer);
            let (first, last) = if from <= to { (edge.from, edge.to) } else { (edge.to, edge.from) };
            let mut own: Vec<u32> = Vec::new();
            let mut before = first;
            for between in from.min(to) + 1..from.max(to) {
                let bend = u32::try_from(layer.len()).expect("more bends than u32 counts");
                layer.push(between);
                steps.push((before, bend, edge.weight));
                own.push(bend);
                before = bend;
            }
            if from != to {
                steps.push((before, last, edge.weight));
            }
            if from > to {
                own.reverse();
            }
            bends.push(own);
        }
        let groups = nodes.iter().map(|node| node.group).max().map_or(0, |last| last.saturating_add(1));
        let mut extent: Vec<f64> = nodes.iter().map(|node| node.extent).collect();
        extent.resize(layer.len(), 0.0);
        let mut group: Vec<u32> = nodes.iter().map(|node| node.group).collect();
        group.extend((0..(layer.len() - nodes.len()) as u32).map(|bend| groups.saturating_add(bend)));
        let mut network = Self {
            nodes: nodes.len(),
            layers: vec![Vec::new(); layer.iter().max().map_or(0, |last| *last as usize + 1)],
            place: vec![0; layer.len()],
            extent,
            group,
            down: Neighbours::new(layer.len(), steps.iter().copied()),
            up: Neighbours::new(layer.len(), steps.iter().map(|&(from, to, weight)| (to, from, weight))),
            layer,
            bends,
        };
        for vertex in 0..network.layer.len() {
            network.layers[network.layer[vertex] as usize].push(vertex as u32);
        }
        // The order at first: by number, those of one group together where the first of them is.
        for number in 0..network.layers.len() {
            let mut first_of_group = hashbrown::HashMap::new();
            for &vertex in &network.layers[number] {
                first_of_group.entry(network.group[vertex as usize]).or_insert(vertex);
            }
            let group = &network.group;
            network.layers[number].sort_by_key(|&vertex| (first_of_group[&group[vertex as usize]], vertex));
            network.number(number);
        }
        network
    }

    pub(super) fn is_bend(&self, vertex: u32) -> bool {
        vertex as usize >= self.nodes
    }

    /// Notes the places of a layer that was put in order.
    pub(super) fn number(&mut self, layer: usize) {
        for (place, &vertex) in self.layers[layer].iter().enumerate() {
            self.place[vertex as usize] = place as u32;
        }
    }
}

/// The neighbours of every vertex on one side, with the weight of the edge.
#[derive(Debug)]
pub(super) struct Neighbours(Rows<(u32, f64)>);

impl Neighbours {
    fn new(vertices: usize, steps: impl Iterator<Item = (u32, u32, f64)> + Clone) -> Self {
        Self(Rows::from_pairs(vertices, steps.map(|(from, to, weight)| (from, (to, weight)))))
    }

    pub(super) fn of(&self, vertex: u32) -> &[(u32, f64)] {
        self.0.of(vertex as usize)
    }
}
