//! Maximum flow by Dinic's algorithm (1970) on the implicit residual network.
//!
//! Without flow the layers themselves are the levels: the first phase needs no search for them, visits each arc once at
//! most, and finds most of the flow. In each further phase levels, the least number of residual arcs to the sink, are
//! counted breadth-first from there, and paths are found by always going one level closer. In the worst case Dinic's bound
//! O(n² m) holds; on networks of a few layers there are about ten phases.

use super::network::{DOWN, LayeredNetwork, UP, index};
use super::quanta::Quanta;
use super::residual::{BitSet, Residual, Side, Via, WITHIN, side_count, terminal};

const UNSEEN: u32 = u32::MAX;

/// A maximum flow, as its residual network, and its value.
pub(super) fn solve(network: &LayeredNetwork, capacity: &[Quanta]) -> (Residual, Quanta) {
    let mut residual = Residual::idle(network, capacity);
    fill_straight_paths(network, &mut residual);
    let mut phases = Phases::new(network);
    while phases.count_levels(&residual) {
        phases.exhaust_paths(&mut residual);
    }
    let value = network.first_layer(DOWN).iter().map(|&node| residual.passing(node)).sum();
    (residual, value)
}

/// A blocking flow along the layers, never going back: nodes with few ways on are served first.
fn fill_straight_paths(network: &LayeredNetwork, residual: &mut Residual) {
    let onward = &network.rows[DOWN];
    // Nodes that are full, or all of whose arcs lead to such nodes.
    let mut closed: Vec<bool> = (0..index(network.node_count())).map(|node| !residual.opens(node)).collect();
    // How many arcs of each node are known to lead to closed nodes.
    let mut spent = vec![0_u32; network.node_count()];
    let mut starts = network.first_layer(DOWN).to_vec();
    starts.sort_by_key(|&node| onward.degree(node));
    // The path from layer 0, and the arc by which each node but the first was entered.
    let mut path: Vec<(u32, u32)> = Vec::new();

    for start in starts {
        if !closed[start as usize] {
            path.push((start, WITHIN));
        }
        while let Some(&(node, _)) = path.last() {
            if network.begins(UP, node) {
                let amount = path.iter().map(|&(node, _)| residual.spare(node)).min().unwrap_or(0);
                let mut open = None;
                for (place, &(node, arc)) in path.iter().enumerate() {
                    residual.pass(node, amount);
                    if arc != WITHIN {
                        residual.carry(network, arc, amount);
                    }
                    if !residual.opens(node) {
                        closed[node as usize] = true;
                        open = open.or(Some(place));
                    }
                }
                path.truncate(open.unwrap_or(0));
                continue;
            }
            let range = onward.range(node);
            let from = range.start + spent[node as usize] as usize;
            let open = onward.far[from..range.end].iter().position(|&next| !closed[next as usize]);
            if let Some(skipped) = open {
                spent[node as usize] += index(skipped);
                path.push((onward.far[from + skipped], index(from + skipped)));
            } else {
                closed[node as usize] = true;
                path.pop();
            }
        }
    }
}

/// Levels, and how far each side has tried its arcs.
struct Phases<'n> {
    network: &'n LayeredNetwork,
    /// The least number of residual arcs from a side to the sink, or [`UNSEEN`].
    level: Vec<u32>,
    /// How many of a side's arcs have been tried in this phase.
    cursor: Vec<u32>,
    /// Level of the nearest entries of layer 0.
    nearest: u32,
    /// Which levels have been counted, and the latest of these: as bits they stay in the nearest cache, and the
    /// rows of a level are read in the order in which they lie in memory.
    counted: BitSet,
    frontier: BitSet,
    next: BitSet,
    path: Vec<(Side, Via)>,
}

impl<'n> Phases<'n> {
    fn new(network: &'n LayeredNetwork) -> Self {
        let sides = side_count(network);
        Self {
            network,
            level: vec![UNSEEN; sides],
            cursor: vec![0; sides],
            nearest: UNSEEN,
            counted: BitSet::empty(sides),
            frontier: BitSet::empty(sides),
            next: BitSet::empty(sides),
            path: Vec::new(),
        }
    }

    /// Breadth-first from the sink until the source is met; false if it is not.
    fn count_levels(&mut self, residual: &Residual) -> bool {
        let (source, sink) = (terminal(self.network, DOWN) as usize, terminal(self.network, UP) as usize);
        self.level.fill(UNSEEN);
        self.cursor.fill(0);
        self.counted.clear();
        self.frontier.clear();
        self.level[sink] = 0;
        self.counted.insert(sink);
        self.frontier.insert(sink);
        let mut depth = 0;
        let mut grows = true;
        while grows && self.level[source] == UNSEEN {
            grows = false;
            depth += 1;
            self.next.clear();
            for side in self.frontier.ones(0, side_count(self.network)) {
                residual.neighbours::<UP>(self.network, index(side), |near, _| {
                    let near = near as usize;
                    if self.counted.insert(near) {
                        self.level[near] = depth;
                        self.next.insert(near);
                        grows = true;
                    }
                });
            }
            std::mem::swap(&mut self.frontier, &mut self.next);
        }
        self.nearest = depth - 1;
        self.level[source] != UNSEEN
    }

    /// Augments along shortest paths until each has a full arc.
    fn exhaust_paths(&mut self, residual: &mut Residual) {
        let network = self.network;
        for &start in network.first_layer(DOWN) {
            let mut side = 2 * start;
            if self.level[side as usize] != self.nearest {
                continue;
            }
            loop {
                if self.level[side as usize] == 1 && side & 1 == 1 {
                    side = self.augment(residual);
                } else if let Some((next, via)) = self.advance(residual, side) {
                    self.path.push((side, via));
                    side = next;
                } else {
                    self.level[side as usize] = UNSEEN;
                    match self.path.pop() {
                        Some((before, _)) => side = before,
                        None => break,
                    }
                }
            }
        }
    }

    /// Sends what the path has room for; returns where its first full arc begins.
    fn augment(&mut self, residual: &mut Residual) -> Side {
        let room = |residual: &Residual, &(side, via): &(Side, Via)| residual.room(side, via);
        let amount = self.path.iter().filter_map(|step| room(residual, step)).min().unwrap_or(0);
        for &(side, via) in &self.path {
            residual.send(self.network, side, via, amount);
        }
        let full = self.path.iter().position(|step| room(residual, step) == Some(0)).unwrap_or(0);
        let side = self.path[full].0;
        self.path.truncate(full);
        side
    }

    /// The next residual arc from `side` that leads one level closer to the sink.
    fn advance(&mut self, residual: &Residual, side: Side) -> Option<(Side, Via)> {
        let node = side >> 1;
        let closer = self.level[side as usize] - 1;
        let leaves_exit = side & 1 == 1;
        let cursor = &mut self.cursor[side as usize];
        if *cursor == 0 {
            let open = if leaves_exit { residual.gives_back(node) } else { residual.opens(node) };
            if open && self.level[(side ^ 1) as usize] == closer {
                return Some((side ^ 1, WITHIN));
            }
            *cursor = 1;
        }
        let rows = &self.network.rows[if leaves_exit { DOWN } else { UP }];
        let range = rows.range(node);
        let from = range.start + *cursor as usize - 1;
        let found = if leaves_exit {
            (from..range.end).find(|&position| self.level[2 * rows.far[position] as usize] == closer)
        } else {
            residual
                .carrying(UP, from, range.end)
                .find(|&position| self.level[2 * rows.far[position] as usize + 1] == closer)
        };
        *cursor = index(found.unwrap_or(range.end) - range.start) + 1;
        found.map(|position| {
            let far = rows.far[position];
            if leaves_exit { (2 * far, index(position)) } else { (2 * far + 1, self.network.arc_at[position]) }
        })
    }
}
