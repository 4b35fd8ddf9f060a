//! One tree that knows how far it has to go.
//!
//! Where the source reaches the demands, or the supplies reach the sink, the distances from there in the residual
//! network of the maximum flow are known and tell the way back: A* (Hart, Nilsson & Raphael 1968) on whole lengths,
//! with a list of open sides for each length of a path through them, the latest first. Usually it walks straight to
//! what it seeks, however large the network is.
//!
//! The distances were measured before a node was taken out and before anything was sent, and both make ways longer. So
//! where much has to be sent they come to guide badly. When that shows, they are counted anew for each round, as Dinic
//! (1970) does, and the bound of Edmonds & Karp (1972), O(n m) augmentations, holds. What is found does not depend on
//! the distances.

use super::{Mark, Search};
use crate::graph::layered_flow::network::{DOWN, UP, index};
use crate::graph::layered_flow::residual::{BitSet, Side, resolve, side_count};
use crate::graph::layered_flow::units::Units;

/// Rounds by the old distances, at most; nearly all searches need one or two.
const MOST_ROUNDS: usize = 30;

const UNSEEN: u32 = u32::MAX;

/// Distances counted anew.
#[derive(Clone, Debug)]
pub(super) struct Recount {
    distance: Vec<u32>,
    counted: BitSet,
    frontier: BitSet,
    next: BitSet,
}

impl Recount {
    pub(super) fn new(sides: usize) -> Self {
        let empty = BitSet::empty(sides);
        Self { distance: vec![UNSEEN; sides], counted: empty.clone(), frontier: empty.clone(), next: empty }
    }
}

impl Search<'_> {
    /// Sends all that it can, `limit` at most, to demands within the source's reach from supplies there
    /// (`DIRECTION` = [`UP`], as the tree grows up from the demands), or from supplies that reach the sink to demands
    /// that do ([`DOWN`]). Returns how much it was, and, unless it was `limit`, the mark of the tree that has been grown
    /// last and has met nothing.
    pub(super) fn send_guided<const DIRECTION: usize>(&mut self, limit: Units) -> (Units, u32) {
        let mut sent = 0;
        self.looked_at = 0;
        for _ in 0..MOST_ROUNDS {
            let more = self.one_guided_round::<DIRECTION>(limit - sent, false);
            sent += more;
            if more == 0 || sent == limit {
                return (sent, self.tree(DIRECTION));
            }
            if self.looked_at > side_count(self.network) {
                // By now counting anew would have cost no more.
                break;
            }
        }
        while sent < limit && self.recount::<DIRECTION>() {
            sent += self.one_guided_round::<DIRECTION>(limit - sent, true);
        }
        if sent < limit {
            // Nothing goes any more; the tree is still to be grown.
            sent += self.one_guided_round::<DIRECTION>(limit - sent, false);
        }
        (sent, self.tree(DIRECTION))
    }

    /// Grows a tree until it has found all shortest ways, or nothing at all.
    fn one_guided_round<const DIRECTION: usize>(&mut self, limit: Units, recounted: bool) -> Units {
        const { assert!(DIRECTION == DOWN || DIRECTION == UP) }
        let towards = 1 - DIRECTION;
        self.begin_round();
        let own = self.tree(DIRECTION);
        let other = own ^ 1;
        let (reach, recount) = (self.reach, std::mem::replace(&mut self.recount, Recount::new(0)));
        let distance = |side: Side| {
            let known = reach[side as usize].distance(towards);
            if recounted { Some(recount.distance[side as usize]).filter(|&counted| counted != UNSEEN) } else { known }
        };
        let mut buckets = std::mem::take(&mut self.buckets);
        buckets.iter_mut().for_each(Vec::clear);
        let open = |buckets: &mut Vec<Vec<_>>, length: usize, side| {
            if length >= buckets.len() {
                buckets.resize_with(length + 1, Vec::new);
            }
            buckets[length].push(side);
        };
        for direction in [DOWN, UP] {
            for position in 0..self.ends[direction].len() {
                let (side, amount) = self.ends[direction][position];
                if let Some(distance) = distance(side)
                    && amount > 0
                {
                    self.start_tree(direction, position);
                    if direction == DIRECTION {
                        open(&mut buckets, distance as usize, side);
                    }
                }
            }
        }

        let mut sent = 0;
        let mut length = 0;
        while length < buckets.len() && sent < limit {
            let Some(side) = buckets[length].pop() else {
                if sent > 0 {
                    break;
                }
                length += 1;
                continue;
            };
            if sent > 0 && self.room_to_root(DIRECTION, side) == 0 {
                continue;
            }
            let come = length - distance(side).unwrap_or(0) as usize;
            let mut shortest = length;
            self.residual.neighbours::<DIRECTION>(self.network, side, |near, met| {
                let mark = &mut self.marks[near as usize];
                if mark.tree == other {
                    let via = resolve(self.network, side, met);
                    self.joins.push(if DIRECTION == DOWN { (side, near, via) } else { (near, side, via) });
                } else if mark.tree != own
                    && let Some(left) = distance(near)
                {
                    *mark = Mark { tree: own, before: side, met };
                    self.looked_at += 1;
                    let through = come + 1 + left as usize;
                    shortest = shortest.min(through);
                    open(&mut buckets, through, near);
                }
            });
            // Ways that earlier ones have opened may be shorter than the distances allow.
            length = shortest;
            sent += self.use_joins(limit - sent);
        }
        self.buckets = buckets;
        self.recount = recount;
        sent
    }

    /// Counts distances breadth-first from the ends that the tree is to meet, until they come to where it grows from;
    /// false if they never do.
    fn recount<const DIRECTION: usize>(&mut self) -> bool {
        match DIRECTION {
            DOWN => self.recount_from::<UP>(),
            _ => self.recount_from::<DOWN>(),
        }
    }

    fn recount_from<const START: usize>(&mut self) -> bool {
        let Recount { distance, counted, frontier, next } = &mut self.recount;
        distance.fill(UNSEEN);
        counted.clear();
        frontier.clear();
        for &(side, amount) in &self.ends[START] {
            if amount > 0 && self.reach[side as usize].distance(START).is_some() {
                counted.insert(side as usize);
                frontier.insert(side as usize);
                distance[side as usize] = 0;
            }
        }
        let mut depth = 0;
        let mut grows = true;
        while grows {
            grows = false;
            depth += 1;
            next.clear();
            for side in frontier.ones(0, distance.len()) {
                self.residual.neighbours::<START>(self.network, index(side), |near, _| {
                    let near = near as usize;
                    if counted.insert(near) {
                        distance[near] = depth;
                        next.insert(near);
                        grows = true;
                    }
                });
            }
            std::mem::swap(frontier, next);
            let arrived = |&(side, amount): &(Side, Units)| amount > 0 && distance[side as usize] != UNSEEN;
            if self.ends[1 - START].iter().any(arrived) {
                return true;
            }
        }
        false
    }
}
