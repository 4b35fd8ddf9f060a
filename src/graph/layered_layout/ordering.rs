//! The order within the layers: sweeps by barycentre, then exchanges of neighbours; the best order seen is kept.

use super::crossings;
use super::network::{Neighbours, Network};

/// After so many sweeps without fewer crossings nothing more is to be expected.
const PATIENCE: usize = 4;

/// Above so many vertices exchanges would take longer than they bring.
const LARGEST_EXCHANGED: usize = 4_000;

/// Orders the layers, and tells how many crossings are left.
pub(super) fn reduce(network: &mut Network, at_first: u64, sweeps: usize) -> u64 {
    let mut best = (at_first, network.layers.clone());
    let mut since = 0;
    for _ in 0..sweeps {
        if best.0 == 0 || since == PATIENCE {
            break;
        }
        since += 1;
        for downwards in [true, false] {
            sweep(network, downwards);
            if network.place.len() <= LARGEST_EXCHANGED {
                exchange(network);
            }
            let crossings = crossings::count(network);
            if crossings < best.0 {
                best = (crossings, network.layers.clone());
                since = 0;
            }
        }
    }
    network.layers = best.1;
    (0..network.layers.len()).for_each(|layer| network.number(layer));
    best.0
}

/// Orders each layer by the one before it, from the first to the last, or the other way.
fn sweep(network: &mut Network, downwards: bool) {
    let count = network.layers.len();
    for step in 1..count {
        let layer = if downwards { step } else { count - 1 - step };
        let barycentre = |vertex: u32| {
            let neighbours = if downwards { network.up.of(vertex) } else { network.down.of(vertex) };
            let weight: f64 = neighbours.iter().map(|&(_, weight)| weight).sum();
            let sum: f64 = neighbours.iter().map(|&(v, weight)| f64::from(network.place[v as usize]) * weight).sum();
            // Who has no neighbours stays where it is, relative to the length of the layers.
            let other = network.layers[if downwards { layer - 1 } else { layer + 1 }].len();
            let scale = other as f64 / network.layers[layer].len() as f64;
            if weight > 0.0 { sum / weight } else { f64::from(network.place[vertex as usize]) * scale }
        };
        // A group goes where its members are drawn to on the whole.
        let mut of_groups: hashbrown::HashMap<u32, (f64, f64)> = hashbrown::HashMap::new();
        let mut keyed: Vec<(f64, u32)> =
            network.layers[layer].iter().map(|&vertex| (barycentre(vertex), vertex)).collect();
        for &(key, vertex) in &keyed {
            let (sum, members) = of_groups.entry(network.group[vertex as usize]).or_default();
            *sum += key;
            *members += 1.0;
        }
        let group_key = |vertex: u32| {
            let group = network.group[vertex as usize];
            let (sum, members) = of_groups[&group];
            (sum / members, group)
        };
        keyed.sort_by(|&(a, v), &(b, w)| {
            let ((group_a, first), (group_b, second)) = (group_key(v), group_key(w));
            let by_group = group_a.total_cmp(&group_b).then(first.cmp(&second));
            let by_place = network.place[v as usize].cmp(&network.place[w as usize]);
            by_group.then(a.total_cmp(&b)).then(by_place)
        });
        let order = keyed.into_iter().map(|(_, vertex)| vertex).collect();
        network.layers[layer] = order;
        network.number(layer);
    }
}

/// Exchanges neighbours within each layer as long as a crossing less comes of it.
fn exchange(network: &mut Network) {
    loop {
        let mut improved = false;
        for layer in 0..network.layers.len() {
            for place in 1..network.layers[layer].len() {
                let (first, second) = (network.layers[layer][place - 1], network.layers[layer][place]);
                if !may_exchange(network, layer, place) {
                    continue;
                }
                let (mut as_they_are, mut exchanged) = (0, 0);
                for side in [&network.up, &network.down] {
                    let (now, then) = crossings::of_pair(&places(network, side, first), &places(network, side, second));
                    as_they_are += now;
                    exchanged += then;
                }
                if exchanged < as_they_are {
                    network.layers[layer].swap(place - 1, place);
                    network.place.swap(first as usize, second as usize);
                    improved = true;
                }
            }
        }
        if !improved {
            return;
        }
    }
}

/// Neighbours of one group may change places, and two that are each the whole of their group.
fn may_exchange(network: &Network, layer: usize, place: usize) -> bool {
    let group = |place: usize| network.layers[layer].get(place).map(|&vertex| network.group[vertex as usize]);
    let (first, second) = (group(place - 1), group(place));
    let first_is_alone = place < 2 || group(place - 2) != first;
    first == second || (first_is_alone && group(place + 1) != second)
}

fn places(network: &Network, side: &Neighbours, vertex: u32) -> Vec<u32> {
    let mut places: Vec<u32> = side.of(vertex).iter().map(|&(other, _)| network.place[other as usize]).collect();
    places.sort_unstable();
    places
}
