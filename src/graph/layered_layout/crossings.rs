//! How many pairs of edges cross, by the method of Barth, Mutzel & Jünger: the inversions among the far ends of edges
//! sorted by their near ends, counted by a tree of sums.

use super::network::Network;

/// The crossings between all layers. O(m log n).
pub(super) fn count(network: &Network) -> u64 {
    (1..network.layers.len()).map(|layer| between(network, layer - 1)).sum()
}

/// The crossings between a layer and the next.
fn between(network: &Network, layer: usize) -> u64 {
    // The tree of Fenwick 1994: how many edges so far end at or before a place.
    let places = network.layers[layer + 1].len();
    let mut tree = vec![0_u64; places + 1];
    let mut ends: Vec<u32> = Vec::new();
    let (mut crossings, mut edges) = (0, 0_u64);
    for &vertex in &network.layers[layer] {
        ends.clear();
        ends.extend(network.down.of(vertex).iter().map(|&(other, _)| network.place[other as usize]));
        ends.sort_unstable();
        for &end in &ends {
            crossings += edges - sum(&tree, end as usize + 1);
        }
        for &end in &ends {
            add(&mut tree, end as usize + 1);
        }
        edges += ends.len() as u64;
    }
    crossings
}

fn sum(tree: &[u64], mut place: usize) -> u64 {
    let mut sum = 0;
    while place > 0 {
        sum += tree[place];
        place &= place - 1;
    }
    sum
}

fn add(tree: &mut [u64], mut place: usize) {
    while place < tree.len() {
        tree[place] += 1;
        place += place & place.wrapping_neg();
    }
}

/// How many crossings two neighbours of a layer have with `first` before `second`, and how many the other way round.
pub(super) fn of_pair(first: &[u32], second: &[u32]) -> (u64, u64) {
    let (mut as_they_are, mut exchanged) = (0, 0);
    let (mut before, mut up_to) = (0, 0);
    // Both rows of places are sorted.
    for &place in first {
        while before < second.len() && second[before] < place {
            before += 1;
        }
        while up_to < second.len() && second[up_to] <= place {
            up_to += 1;
        }
        as_they_are += before as u64;
        exchanged += (second.len() - up_to) as u64;
    }
    (as_they_are, exchanged)
}
