//! Maximum flow by Dinic's algorithm (1970) on the implicit residual network.
//!
//! Without flow the layers themselves are the levels: the first phase needs no search for them, visits each arc once at
//! most, and finds most of the flow. In each further phase levels, the least number of residual arcs to the sink, are
//! counted breadth-first from there, and paths are found by always going one level closer; or the same from the source,
//! with paths found from the sink, where the network is tight near the source. In the worst case Dinic's bound
//! O(n² m) holds; on networks of a few layers there are about ten phases.

use super::network::{DOWN, LayeredNetwork, UP, index};
use super::residual::{BitSet, Residual, Side, Via, WITHIN, side_count, terminal};
use super::units::Units;

const UNSEEN: u32 = u32::MAX;

/// A maximum flow, as its residual network, and its value.
pub(super) fn solve(network: &LayeredNetwork, capacity: &[Units]) -> (Residual, Units) {
    let mut residual = Residual::idle(network, capacity);
    fill_straight_paths(network, &mut residual);
    // How far a count reaches depends on where the network is tight: from the sink back to there, or from the source
    // on to there. The first phase counts from both ends, the others from the one that took fewer steps.
    let mut downstream = Phases::<DOWN, UP>::new(network);
    let mut upstream = Phases::<UP, DOWN>::new(network);
    if downstream.count_levels(&residual) && upstream.count_levels(&residual) {
        if downstream.steps <= upstream.steps {
            downstream.finish(&mut residual);
        } else {
            upstream.finish(&mut residual);
        }
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
    starts.sort_by_key(|&node| onward.degree(node as usize));
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
            let range = onward.range(node as usize);
            let from = range.start + spent[node as usize] as usize;
            let open = onward.values()[from..range.end].iter().position(|&next| !closed[next as usize]);
            if let Some(skipped) = open {
                spent[node as usize] += index(skipped);
                path.push((onward.values()[from + skipped], index(from + skipped)));
            } else {
                closed[node as usize] = true;
                path.pop();
            }
        }
    }
}

/// Levels, and how far each side has tried its arcs. Paths are walked from the terminal where the direction `WALK` begins
/// to the other, from where levels are counted in the direction `COUNT`, the opposite one.
struct Phases<'n, const WALK: usize, const COUNT: usize> {
    network: &'n LayeredNetwork,
    /// The least number of residual arcs between a side and the terminal where paths end, or [`UNSEEN`].
    level: Vec<u32>,
    /// How many of a side's arcs have been tried in this phase.
    cursor: Vec<u32>,
    /// Level of the nearest nodes of the layer where paths begin.
    nearest: u32,
    /// How many residual arcs the latest count has looked at.
    steps: usize,
    /// Which levels have been counted, and the latest of these: as bits they stay in the nearest cache, and the
    /// rows of a level are read in the order in which they lie in memory.
    counted: BitSet,
    frontier: BitSet,
    next: BitSet,
    path: Vec<Step>,
}

/// A step of a path: the side that it was walked from, and the residual arc, by the side that it leaves. The two sides
/// are one where paths are walked downstream.
#[derive(Clone, Copy)]
struct Step {
    walked_from: Side,
    leaves: Side,
    via: Via,
}

impl<'n, const WALK: usize, const COUNT: usize> Phases<'n, WALK, COUNT> {
    fn new(network: &'n LayeredNetwork) -> Self {
        let sides = side_count(network);
        Self {
            network,
            level: vec![UNSEEN; sides],
            cursor: vec![0; sides],
            nearest: UNSEEN,
            steps: 0,
            counted: BitSet::empty(sides),
            frontier: BitSet::empty(sides),
            next: BitSet::empty(sides),
            path: Vec::new(),
        }
    }

    /// Phase by phase until no path is left; levels have been counted for the first.
    fn finish(&mut self, residual: &mut Residual) {
        loop {
            self.exhaust_paths(residual);
            if !self.count_levels(residual) {
                break;
            }
        }
    }

    /// Breadth-first from where paths end until their beginning is met; false if it is not.
    fn count_levels(&mut self, residual: &Residual) -> bool {
        let (begin, end) = (terminal(self.network, WALK) as usize, terminal(self.network, COUNT) as usize);
        self.level.fill(UNSEEN);
        self.cursor.fill(0);
        self.counted.clear();
        self.frontier.clear();
        self.level[end] = 0;
        self.counted.insert(end);
        self.frontier.insert(end);
        self.steps = 0;
        let mut depth = 0;
        let mut grows = true;
        while grows && self.level[begin] == UNSEEN {
            grows = false;
            depth += 1;
            self.next.clear();
            for side in self.frontier.ones(0, side_count(self.network)) {
                residual.neighbours::<COUNT>(self.network, index(side), |near, _| {
                    let near = near as usize;
                    self.steps += 1;
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
        self.level[begin] != UNSEEN
    }

    /// Where a node is entered, as seen by who walks.
    const fn entry(node: u32) -> Side {
        2 * node + (WALK == UP) as Side
    }

    /// Where a node is left, as seen by who walks.
    const fn exit(node: u32) -> Side {
        2 * node + (WALK == DOWN) as Side
    }

    /// Augments along shortest paths until each has a full arc.
    fn exhaust_paths(&mut self, residual: &mut Residual) {
        let network = self.network;
        for &start in network.first_layer(WALK) {
            let mut side = Self::entry(start);
            if self.level[side as usize] != self.nearest {
                continue;
            }
            loop {
                if self.level[side as usize] == 1 && side == Self::exit(side >> 1) {
                    side = self.augment(residual);
                } else if let Some((next, step)) = self.advance(residual, side) {
                    self.path.push(step);
                    side = next;
                } else {
                    self.level[side as usize] = UNSEEN;
                    match self.path.pop() {
                        Some(step) => side = step.walked_from,
                        None => break,
                    }
                }
            }
        }
    }

    /// Sends what the path has room for; returns from where its first full arc is walked.
    fn augment(&mut self, residual: &mut Residual) -> Side {
        let room = |residual: &Residual, step: &Step| residual.room(step.leaves, step.via);
        let amount = self.path.iter().filter_map(|step| room(residual, step)).min().unwrap_or(0);
        for step in &self.path {
            residual.send(self.network, step.leaves, step.via, amount);
        }
        let full = self.path.iter().position(|step| room(residual, step) == Some(0)).unwrap_or(0);
        let side = self.path[full].walked_from;
        self.path.truncate(full);
        side
    }

    /// The next residual arc from `side`, or to it where paths are walked upstream, that leads one level closer to the
    /// end.
    fn advance(&mut self, residual: &Residual, side: Side) -> Option<(Side, Step)> {
        let node = side >> 1;
        let closer = self.level[side as usize] - 1;
        let at_exit = side == Self::exit(node);
        let step = |next: Side, via| {
            let leaves = if WALK == DOWN { side } else { next };
            (next, Step { walked_from: side, leaves, via })
        };
        let cursor = &mut self.cursor[side as usize];
        if *cursor == 0 {
            let open = if at_exit { residual.gives_back(node) } else { residual.opens(node) };
            if open && self.level[(side ^ 1) as usize] == closer {
                return Some(step(side ^ 1, WITHIN));
            }
            *cursor = 1;
        }
        let direction = if at_exit { WALK } else { COUNT };
        let rows = &self.network.rows[direction];
        let range = rows.range(node as usize);
        let from = range.start + *cursor as usize - 1;
        let far = |position: usize| {
            let far = rows.values()[position];
            if at_exit { Self::entry(far) } else { Self::exit(far) }
        };
        let is_closer = |position: &usize| self.level[far(*position) as usize] == closer;
        let found = if at_exit {
            (from..range.end).find(is_closer)
        } else {
            residual.carrying(direction, from, range.end).find(is_closer)
        };
        *cursor = index(found.unwrap_or(range.end) - range.start) + 1;
        found.map(|position| {
            let arc = if direction == DOWN { index(position) } else { self.network.arc_at[position] };
            step(far(position), arc)
        })
    }
}
