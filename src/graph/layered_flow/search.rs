//! Small maximum flows inside a residual network, from some sides to others: the workspace that both ways of
//! searching share.
//!
//! Trees are grown from the sides that demand, or supply, or both; where an arc joins a tree to the other side, the flow
//! is augmented along the two branches if they still have room. A search that ends without a join proves that the
//! flow is the largest (Ford & Fulkerson 1956). [`guided`] finds its way by known distances, [`paired`] without.

mod guided;
mod paired;

use super::components::Reach;
use super::network::{DOWN, LayeredNetwork, UP, index};
use super::residual::{Met, Residual, Side, Via, resolve, side_count};
use super::units::{UNLIMITED, Units};

/// Sides to begin or end at, with what each supplies or demands: supplies first, demands second.
pub(super) type Ends = [Vec<(Side, Units)>; 2];

/// What a search knows of a side.
#[derive(Clone, Copy, Debug)]
struct Mark {
    /// Twice the round, plus the direction in which the tree that the side is in grows.
    tree: u32,
    /// The side before it in the tree; at a root, the position in the list of ends.
    before: Side,
    /// How this side was met from there, or [`ROOT`].
    met: Met,
}

/// Marks the root of a tree in place of a way to it.
const ROOT: Met = u32::MAX - 2;

/// The parts of S and T (see [`Search::send`]) that still matter.
#[derive(Clone, Copy, Debug)]
struct Fence {
    /// Marks of the trees F, in T, and B, in S.
    trees: [u32; 2],
    /// Trees with this mark or a higher one have been grown within the fence.
    since: u32,
}

impl Fence {
    fn admits(self, place: Reach, tree: u32) -> bool {
        // F grows down, within what reaches the sink (`UP`); B the other way round.
        let dead = |direction: usize| place.distance(1 - direction).is_some() && tree != self.trees[direction];
        tree >= self.since || !(dead(DOWN) || dead(UP))
    }
}

/// The arc that joins two trees: from, to, by.
type Join = (Side, Side, Via);

/// Searches in one residual network, which they change, with a log by which the changes are undone.
#[derive(Clone, Debug)]
pub(super) struct Search<'f> {
    network: &'f LayeredNetwork,
    reach: &'f [Reach],
    ranks: &'f [u32],
    residual: Residual,
    ends: Ends,
    marks: Vec<Mark>,
    round: u32,
    joins: Vec<Join>,
    log: Vec<(Side, Via, Units)>,
    /// For `paired`: the outermost level of either tree, and a new one.
    frontier: [Vec<Side>; 2],
    next: Vec<Side>,
    /// For `guided`: open sides by the least length of a path through them.
    buckets: Vec<Vec<Side>>,
    looked_at: usize,
    recount: guided::Recount,
}

impl<'f> Search<'f> {
    /// A workspace; `reach` and `ranks` as from [`components`](super::components).
    pub(super) fn new(network: &'f LayeredNetwork, residual: Residual, reach: &'f [Reach], ranks: &'f [u32]) -> Self {
        Self {
            network,
            reach,
            ranks,
            residual,
            ends: Ends::default(),
            marks: vec![Mark { tree: 0, before: 0, met: ROOT }; side_count(network)],
            round: 0,
            joins: Vec::new(),
            log: Vec::new(),
            frontier: Default::default(),
            next: Vec::new(),
            buckets: Vec::new(),
            looked_at: 0,
            recount: guided::Recount::new(side_count(network)),
        }
    }

    /// The residual network as it is now.
    pub(super) fn residual(&mut self) -> &mut Residual {
        &mut self.residual
    }

    /// Supplies and demands of the flow to come.
    pub(super) fn ends(&mut self) -> &mut Ends {
        &mut self.ends
    }

    /// Undoes everything sent since the last time, the latest first.
    pub(super) fn undo(&mut self) {
        while let Some((from, via, amount)) = self.log.pop() {
            self.residual.send(self.network, from, via, -amount);
        }
    }

    /// Sends as much as it can from the supplies to the demands, but not above `limit`; returns how much it was.
    /// What is sent stays until [`undo`](Self::undo).
    ///
    /// Let S be what the source reaches, T what reaches the sink, in the residual network as it came. No arc leaves S
    /// and none enters T. If a demand is in S, the source has to be among the supplies, and the sink likewise.
    ///
    /// 1. Demands in S are served from supplies in S, until the tree B of all that still leads to them within S meets
    ///    no supply. From then on supplies in S are of no use, because what they reach is in S without B.
    /// 2. Supplies in T are led to demands in T, until the tree F of all that they reach within T meets no demand. From
    ///    then on demands in T are out of reach.
    /// 3. What is left can go from supplies outside S to demands outside T only: through T within F, through S
    ///    within B, and anywhere between. This stays true while it is sent, as a path brings new arcs only between
    ///    sides that it leads through, and these did lead to demands and were reached from supplies before.
    pub(super) fn send(&mut self, limit: Units) -> Units {
        if self.round > u32::MAX / 4 {
            self.marks.iter_mut().for_each(|mark| mark.tree = 0);
            self.round = 0;
        }
        let (below_source, dead_ends) = self.send_guided::<UP>(limit);
        let (above_sink, dead_starts) = self.send_guided::<DOWN>(limit - below_source);
        let fence = Fence { trees: [dead_starts, dead_ends], since: 2 * (self.round + 1) };
        let between = self.send_paired(limit - below_source - above_sink, fence);
        below_source + above_sink + between
    }

    fn begin_round(&mut self) {
        self.joins.clear();
        self.round += 1;
    }

    /// The mark of sides in the tree that grows in `direction`, in this round.
    fn tree(&self, direction: usize) -> u32 {
        2 * self.round + index(direction)
    }

    fn start_tree(&mut self, direction: usize, position: usize) {
        let side = self.ends[direction][position].0;
        self.marks[side as usize] = Mark { tree: self.tree(direction), before: index(position), met: ROOT };
    }

    /// Augments along all joins that have been found; returns how much was sent, `limit` at most.
    fn use_joins(&mut self, limit: Units) -> Units {
        let mut sent = 0;
        while let Some(join) = self.joins.pop() {
            sent += self.augment(join, limit - sent);
        }
        sent
    }

    /// Sends what the joined branches have room for, 0 if an earlier join has filled one of them.
    fn augment(&mut self, (from, to, via): Join, limit: Units) -> Units {
        let mut amount = limit.min(self.residual.room(from, via).unwrap_or(UNLIMITED));
        for (direction, leaf) in [(DOWN, from), (UP, to)] {
            if amount == 0 {
                return 0;
            }
            amount = amount.min(self.room_to_root(direction, leaf));
        }
        if amount == 0 {
            return 0;
        }
        self.move_along(from, via, amount);
        for (direction, leaf) in [(DOWN, from), (UP, to)] {
            let mut side = leaf;
            let mut mark = self.marks[side as usize];
            while mark.met != ROOT {
                let via = resolve(self.network, mark.before, mark.met);
                self.move_along(if direction == DOWN { mark.before } else { side }, via, amount);
                side = mark.before;
                mark = self.marks[side as usize];
            }
            let left = &mut self.ends[direction][mark.before as usize].1;
            if *left != UNLIMITED {
                *left -= amount;
            }
        }
        amount
    }

    /// How much more can go between a side and the root of its tree.
    fn room_to_root(&self, direction: usize, leaf: Side) -> Units {
        let mut side = leaf;
        let mut mark = self.marks[side as usize];
        let mut amount = UNLIMITED;
        while mark.met != ROOT {
            let from = if direction == DOWN { mark.before } else { side };
            let via = resolve(self.network, mark.before, mark.met);
            if let Some(room) = self.residual.room(from, via) {
                amount = amount.min(room);
                if amount == 0 {
                    return 0;
                }
            }
            side = mark.before;
            mark = self.marks[side as usize];
        }
        amount.min(self.ends[direction][mark.before as usize].1)
    }

    fn move_along(&mut self, from: Side, via: Via, amount: Units) {
        self.log.push((from, via, amount));
        self.residual.send(self.network, from, via, amount);
    }
}
