//! The coordinates along the layers: each layer in turn as near to its neighbours as order and distances allow.

use super::LayoutOptions;
use super::network::Network;

/// How often the layers are gone over, there and back.
const ROUNDS: usize = 16;

/// How much more an edge between two bends weighs than one between two nodes, and one between a node and a bend.
const STRAIGHT: [f64; 3] = [1.0, 2.0, 8.0];

/// The middle of each vertex, and how long the longest layer is.
pub(super) fn place(network: &Network, options: &LayoutOptions) -> (Vec<f64>, f64) {
    for gap in [options.node_gap, options.group_gap, options.bend_gap] {
        assert!(gap.is_finite() && gap >= 0.0, "a gap is no number of 0 or more");
    }
    // Where each vertex is when its layer is pushed together as far as it goes.
    let mut pushed = vec![0.0; network.place.len()];
    let mut lengths = Vec::with_capacity(network.layers.len());
    for layer in &network.layers {
        let mut end = 0.0;
        for (place, &vertex) in layer.iter().enumerate() {
            end += if place == 0 { 0.0 } else { gap(network, layer[place - 1], vertex, options) };
            pushed[vertex as usize] = end + network.extent[vertex as usize] / 2.0;
            end += network.extent[vertex as usize];
        }
        lengths.push(end);
    }
    let extent = lengths.iter().copied().fold(0.0, f64::max);
    // To begin with, every layer is in the middle.
    let mut places = pushed.clone();
    for (layer, length) in network.layers.iter().zip(&lengths) {
        layer.iter().for_each(|&vertex| places[vertex as usize] += (extent - length) / 2.0);
    }
    let mut pools = Vec::new();
    for round in 0..ROUNDS {
        let count = network.layers.len();
        for step in 0..count {
            let number = if round % 2 == 0 { step } else { count - 1 - step };
            let layer = &network.layers[number];
            pool(network, layer, &places, &pushed, &mut pools);
            let room = extent - lengths[number];
            let mut members = layer.iter();
            for &Pool { shift, size, .. } in &pools {
                for &vertex in members.by_ref().take(size) {
                    places[vertex as usize] = pushed[vertex as usize] + shift.clamp(0.0, room);
                }
            }
        }
    }
    (places, extent)
}

fn gap(network: &Network, first: u32, second: u32, options: &LayoutOptions) -> f64 {
    if network.is_bend(first) || network.is_bend(second) {
        options.bend_gap
    } else if network.group[first as usize] == network.group[second as usize] {
        options.node_gap
    } else {
        options.group_gap
    }
}

/// Vertices next to each other that are moved by the same distance from where they are pushed together.
#[derive(Clone, Copy)]
struct Pool {
    shift: f64,
    weight: f64,
    size: usize,
}

/// How far each vertex of a layer moves from where it is pushed together: never less than the one before, and with the
/// least sum of weighted squares of distances from where its neighbours draw it. With bounds on all, the solution is that
/// without, cut off at the bounds.
fn pool(network: &Network, layer: &[u32], places: &[f64], pushed: &[f64], pools: &mut Vec<Pool>) {
    pools.clear();
    for &vertex in layer {
        let (wish, weight) = wish(network, vertex, places);
        let mut last = Pool { shift: wish - pushed[vertex as usize], weight, size: 1 };
        while let Some(&before) = pools.last().filter(|before| before.shift >= last.shift) {
            let weight = before.weight + last.weight;
            let shift = before.shift + (last.shift - before.shift) * (last.weight / weight);
            last = Pool { shift, weight, size: before.size + last.size };
            pools.pop();
        }
        pools.push(last);
    }
}

/// Where the neighbours of a vertex draw it, and how strongly.
fn wish(network: &Network, vertex: u32, places: &[f64]) -> (f64, f64) {
    // Who has no neighbours would rather stay, but gives way.
    let mut weight = 1e-3;
    let mut sum = places[vertex as usize] * weight;
    for &(other, own) in network.up.of(vertex).iter().chain(network.down.of(vertex)) {
        let bends = usize::from(network.is_bend(vertex)) + usize::from(network.is_bend(other));
        let pull = own * STRAIGHT[bends];
        sum += places[other as usize] * pull;
        weight += pull;
    }
    (sum / weight, weight)
}
