//! How a residual network hangs together: what source and sink reach in it, and its strongly connected components.

use super::network::{DOWN, LayeredNetwork, UP};
use super::residual::{Residual, Side, side_count, terminal};

/// Where a side lies as seen from the terminals: the source reaches some sides, some others reach the sink, and no side
/// does both, because then more could flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reach(u32);

impl Reach {
    /// Neither does the source reach the side nor the side the sink.
    const BETWEEN: Self = Self(u32::MAX);

    fn at(distance: u32, direction: usize) -> Self {
        Self(2 * distance + super::network::index(direction))
    }

    /// Number of residual arcs from the source (`direction` = [`DOWN`]) or to the sink ([`UP`]); `None` if it does not
    /// reach the side, or the side does not reach it.
    pub(super) fn distance(self, direction: usize) -> Option<u32> {
        (self != Self::BETWEEN && self.0 & 1 == super::network::index(direction)).then_some(self.0 / 2)
    }
}

/// The place of every side in the residual network of a maximum flow.
pub(super) fn reach(network: &LayeredNetwork, residual: &Residual) -> Vec<Reach> {
    let mut reach = vec![Reach::BETWEEN; side_count(network)];
    measure_from::<DOWN>(network, residual, &mut reach);
    measure_from::<UP>(network, residual, &mut reach);
    reach
}

/// Breadth-first from the source ([`DOWN`]) or backwards from the sink ([`UP`]).
fn measure_from<const DIRECTION: usize>(network: &LayeredNetwork, residual: &Residual, reach: &mut [Reach]) {
    let start = terminal(network, DIRECTION);
    reach[start as usize] = Reach::at(0, DIRECTION);
    // The search itself passes over full nodes of this layer; their near sides belong to it all the same.
    let mut frontier: Vec<Side> =
        network.first_layer(DIRECTION).iter().map(|&node| 2 * node + u32::from(DIRECTION == UP)).collect();
    for &side in &frontier {
        reach[side as usize] = Reach::at(1, DIRECTION);
    }
    let mut next = Vec::new();
    let mut distance = 1;
    while !frontier.is_empty() {
        distance += 1;
        for &side in &frontier {
            residual.neighbours::<DIRECTION>(network, side, |near, _| {
                let place = &mut reach[near as usize];
                if *place == Reach::BETWEEN {
                    *place = Reach::at(distance, DIRECTION);
                    next.push(near);
                }
            });
        }
        std::mem::swap(&mut frontier, &mut next);
        next.clear();
    }
}

/// For each side the place of its strongly connected component in an order in which every residual arc between
/// components leads from a lower place to a higher one (Tarjan 1972, with an explicit stack).
pub(super) fn ranks(network: &LayeredNetwork, residual: &Residual) -> Vec<u32> {
    Tarjan {
        network,
        residual,
        number: vec![0; side_count(network)],
        low: vec![0; side_count(network)],
        cursor: vec![0; side_count(network)],
        next_number: 1,
        next_rank: DONE,
        pending: Vec::new(),
    }
    .run()
}

/// Numbers from here on are ranks of finished components, given from the last to the first.
const DONE: u32 = u32::MAX;

struct Tarjan<'n> {
    network: &'n LayeredNetwork,
    residual: &'n Residual,
    /// 0: not seen; order of discovery; or, once its component is finished, the rank.
    number: Vec<u32>,
    low: Vec<u32>,
    cursor: Vec<u32>,
    next_number: u32,
    next_rank: u32,
    pending: Vec<Side>,
}

impl Tarjan<'_> {
    fn run(mut self) -> Vec<u32> {
        let mut path: Vec<Side> = Vec::new();
        for root in 0..side_count(self.network) {
            if self.number[root] != 0 {
                continue;
            }
            self.discover(super::network::index(root), &mut path);
            while let Some(&side) = path.last() {
                if let Some(next) = self.next_neighbour(side) {
                    let number = self.number[next as usize];
                    if number == 0 {
                        self.discover(next, &mut path);
                    } else if number < self.next_number {
                        // Still pending; a finished one has a rank above every number of discovery.
                        self.low[side as usize] = self.low[side as usize].min(number);
                    }
                    continue;
                }
                path.pop();
                let low = self.low[side as usize];
                if let Some(&before) = path.last() {
                    self.low[before as usize] = self.low[before as usize].min(low);
                }
                if low == self.number[side as usize] {
                    self.finish_component(side);
                }
            }
        }
        self.number
    }

    fn discover(&mut self, side: Side, path: &mut Vec<Side>) {
        self.number[side as usize] = self.next_number;
        self.low[side as usize] = self.next_number;
        self.next_number += 1;
        self.pending.push(side);
        path.push(side);
    }

    fn finish_component(&mut self, root: Side) {
        while let Some(side) = self.pending.pop() {
            self.number[side as usize] = self.next_rank;
            if side == root {
                break;
            }
        }
        self.next_rank -= 1;
    }

    /// The next side that `side` leads to, including the arcs back into the source and out of the sink.
    fn next_neighbour(&mut self, side: Side) -> Option<Side> {
        let (network, residual) = (self.network, self.residual);
        let cursor = &mut self.cursor[side as usize];
        let mut step = || {
            *cursor += 1;
            *cursor as usize - 1
        };
        let (source, sink) = (terminal(network, DOWN), terminal(network, UP));
        if side == source {
            return network.first_layer(DOWN).get(step()).map(|node| 2 * node);
        }
        if side == sink {
            let last = network.first_layer(UP);
            while let Some(&node) = last.get(step()) {
                if residual.passing(node) > 0 {
                    return Some(2 * node + 1);
                }
            }
            return None;
        }
        let node = side >> 1;
        let at_entry = side & 1 == 0;
        loop {
            match step() {
                0 => {
                    if if at_entry { residual.opens(node) } else { residual.gives_back(node) } {
                        return Some(side ^ 1);
                    }
                }
                1 => {
                    if at_entry && network.begins(DOWN, node) && residual.passing(node) > 0 {
                        return Some(source);
                    }
                    if !at_entry && network.begins(UP, node) {
                        return Some(sink);
                    }
                }
                tried if at_entry => {
                    let range = network.rows[UP].range(node as usize);
                    let found = residual.carrying(UP, range.start + tried - 2, range.end).next()?;
                    *cursor = super::network::index(found - range.start) + 3;
                    return Some(2 * network.rows[UP].values()[found] + 1);
                }
                tried => {
                    let range = network.rows[DOWN].range(node as usize);
                    let position = range.start + tried - 2;
                    return (position < range.end).then(|| 2 * network.rows[DOWN].values()[position]);
                }
            }
        }
    }
}
