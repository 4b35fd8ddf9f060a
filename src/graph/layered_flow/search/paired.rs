//! Two trees without a guide.
//!
//! Each round grows one breadth-first tree from the supplies and one from the demands, always the cheaper of the two by
//! one more level (Pohl 1971), until they join; the level is then finished. Two trees grown by whole levels first meet in
//! a shortest path, and all joins of one level are equally short, so that this is Edmonds & Karp's algorithm
//! (1972) with several paths to a search, and their bound of O(n m) augmentations holds.

use std::ops::RangeInclusive;

use super::{Fence, Mark, Search};
use crate::graph::layered_flow::network::{DOWN, UP, index};
use crate::graph::layered_flow::residual::{Side, resolve};
use crate::graph::layered_flow::units::Units;

impl Search<'_> {
    /// Sends as much as it can, but not above `limit`, from supplies that the source does not reach to demands that do
    /// not reach the sink; returns how much it was. Only sides that the fence admits are looked at.
    ///
    /// Nor are sides with a rank outside the ranks from the lowest supply to the highest demand. **They cannot help:**
    /// at first residual arcs lead to equal or higher ranks only, so nothing below the lowest supply is reached and
    /// nothing above the highest demand leads there. Augmenting adds only reverses of residual arcs between sides
    /// within these ranks, so that this stays true.
    pub(super) fn send_paired(&mut self, limit: Units, fence: Fence) -> Units {
        let reach = self.reach;
        for direction in [DOWN, UP] {
            self.ends[direction].retain(|&(side, _)| reach[side as usize].distance(direction).is_none());
        }
        let rank = |&(side, _): &(Side, Units)| self.ranks[side as usize];
        let [supplies, demands] = &self.ends;
        let (Some(lowest), Some(highest)) = (supplies.iter().map(rank).min(), demands.iter().map(rank).max()) else {
            return 0;
        };
        let mut sent = 0;
        while sent < limit {
            let more = self.one_round(lowest..=highest, fence, limit - sent);
            if more == 0 {
                break;
            }
            sent += more;
        }
        sent
    }

    /// Grows the two trees until they join, and uses the joins; 0 if they never do.
    fn one_round(&mut self, ranks: RangeInclusive<u32>, fence: Fence, limit: Units) -> Units {
        self.begin_round();
        let mut cost = [0; 2];
        for direction in [DOWN, UP] {
            self.frontier[direction].clear();
            for position in 0..self.ends[direction].len() {
                let (side, amount) = self.ends[direction][position];
                if amount > 0 && ranks.contains(&self.ranks[side as usize]) {
                    self.start_tree(direction, position);
                    self.frontier[direction].push(side);
                    cost[direction] += self.expansion_cost(direction, side);
                }
            }
        }
        let mut sent = 0;
        while sent == 0 && !self.frontier[DOWN].is_empty() && !self.frontier[UP].is_empty() {
            if cost[DOWN] <= cost[UP] {
                (sent, cost[DOWN]) = self.grow::<DOWN>(&ranks, fence, limit);
            } else {
                (sent, cost[UP]) = self.grow::<UP>(&ranks, fence, limit);
            }
        }
        sent
    }

    /// Adds a level to one tree; returns what could be sent by joining it, and what the next level will cost.
    fn grow<const DIRECTION: usize>(
        &mut self,
        ranks: &RangeInclusive<u32>,
        fence: Fence,
        limit: Units,
    ) -> (Units, usize) {
        let own = self.tree(DIRECTION);
        let other = own ^ 1;
        let level = std::mem::take(&mut self.frontier[DIRECTION]);
        let mut next = std::mem::take(&mut self.next);
        next.clear();
        let mut sent = 0;
        for &side in &level {
            self.residual.neighbours::<DIRECTION>(self.network, side, |near, met| {
                let mark = &mut self.marks[near as usize];
                if mark.tree == other {
                    let via = resolve(self.network, side, met);
                    self.joins.push(if DIRECTION == DOWN { (side, near, via) } else { (near, side, via) });
                } else if mark.tree != own
                    && ranks.contains(&self.ranks[near as usize])
                    && fence.admits(self.reach[near as usize], mark.tree)
                {
                    *mark = Mark { tree: own, before: side, met };
                    next.push(near);
                }
            });
            // At once, not at the end of the level: the first join is often all that is wanted. New residual arcs only
            // lead back along branches that have been marked.
            sent += self.use_joins(limit - sent);
            if sent == limit {
                break;
            }
        }
        let cost = next.iter().map(|&side| self.expansion_cost(DIRECTION, side)).sum();
        self.frontier[DIRECTION] = next;
        self.next = level;
        (sent, cost)
    }

    /// About how many arcs are read to grow a tree beyond `side`.
    fn expansion_cost(&self, direction: usize, side: Side) -> usize {
        let node = side >> 1;
        if node as usize >= self.network.node_count() {
            return self.network.first_layer(direction).len();
        }
        let at_entry = side & 1 == index(direction);
        if at_entry {
            // Only arcs that carry something are read, 64 to a word.
            2 + self.network.rows[1 - direction].degree(node as usize) as usize / 32
        } else {
            2 + self.network.rows[direction].degree(node as usize) as usize
        }
    }
}
