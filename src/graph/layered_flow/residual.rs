//! The residual network of a flow: what is spare, what passes, and where one can still go.
//!
//! A node `v` has two *sides*, its entry `2v` and its exit `2v + 1`; the arc between them has the node's capacity
//! (Ford & Fulkerson 1962, I.11). Source and sink are sides too. The residual network has these arcs, and nothing of
//! it is stored but the flow itself:
//!
//! | from | to | as long as | room |
//! |---|---|---|---|
//! | entry of `v` | exit of `v` | `v` has spare capacity | the spare capacity |
//! | exit of `v` | entry of `v` | something passes through `v` | what passes |
//! | exit of `u` | entry of `v` | there is an arc `u → v` | any amount |
//! | entry of `v` | exit of `u` | the arc `u → v` carries something | what it carries |
//! | source | entries of layer 0, and exits of the last layer to the sink | always | any amount |
//! | entries of layer 0 | source, and sink to exits of the last layer | something passes | what passes |

use super::network::{DOWN, LayeredNetwork, UP, index};
use super::units::Units;

/// Side of a node, source or sink.
pub(super) type Side = u32;
/// The way from one side to another: the number of an arc between nodes, or one of the two below.
pub(super) type Via = u32;
/// The same as it is met: the position of the arc in the rows of the side that is looked at (upstream rows for an entry,
/// downstream rows for an exit). Few of the arcs that a search meets are used, so that [`resolve`] is left to them.
pub(super) type Met = u32;
/// Between the two sides of one node.
pub(super) const WITHIN: Via = u32::MAX;
/// From the source or to the sink.
pub(super) const TERMINAL: Via = u32::MAX - 1;

const SPARE: u8 = 1;
const PASSES: u8 = 2;
const REMOVED: u8 = 4;
/// Whether the node lies in the layer where [`DOWN`] or [`UP`] begins.
const BEGINS: [u8; 2] = [8, 16];

/// What a node can still take and what passes through it; together its capacity.
#[derive(Clone, Copy, Debug)]
struct Load {
    spare: Units,
    passing: Units,
}

/// A flow that can be changed, seen as the residual network it leaves.
#[derive(Clone, Debug)]
pub(super) struct Residual {
    load: Vec<Load>,
    /// What is true of each node in one byte, to keep a search in the nearest cache.
    state: Vec<u8>,
    carried: Vec<Units>,
    /// Which arcs carry something, by position in the rows of each direction: of a node with thousands of arcs few do.
    carrying: [BitSet; 2],
}

impl Residual {
    /// The residual network of no flow at all.
    pub(super) fn idle(network: &LayeredNetwork, capacity: &[Units]) -> Self {
        let mut state: Vec<u8> = capacity.iter().map(|&spare| if spare > 0 { SPARE } else { 0 }).collect();
        for direction in [DOWN, UP] {
            for &node in network.first_layer(direction) {
                state[node as usize] |= BEGINS[direction];
            }
        }
        Self {
            load: capacity.iter().map(|&spare| Load { spare, passing: 0 }).collect(),
            state,
            carried: vec![0; network.arc_count()],
            carrying: [BitSet::empty(network.arc_count()), BitSet::empty(network.arc_count())],
        }
    }

    pub(super) fn spare(&self, node: u32) -> Units {
        self.load[node as usize].spare
    }

    pub(super) fn passing(&self, node: u32) -> Units {
        self.load[node as usize].passing
    }

    pub(super) fn carried(&self, arc: u32) -> Units {
        self.carried[arc as usize]
    }

    /// Whether one can go from the entry of `node` to its exit.
    pub(super) fn opens(&self, node: u32) -> bool {
        self.state[node as usize] & (SPARE | REMOVED) == SPARE
    }

    /// Whether one can go back from the exit of `node` to its entry.
    pub(super) fn gives_back(&self, node: u32) -> bool {
        self.state[node as usize] & (PASSES | REMOVED) == PASSES
    }

    /// Whether `node` lies in the layer where `direction` begins.
    fn begins(&self, direction: usize, node: u32) -> bool {
        self.state[node as usize] & BEGINS[direction] != 0
    }

    /// Positions from `from` to before `to` of the rows of `direction` whose arcs carry something.
    pub(super) fn carrying(&self, direction: usize, from: usize, to: usize) -> Ones<'_> {
        self.carrying[direction].ones(from, to)
    }

    /// Takes the arc between the two sides of `node` out of the network, or puts it back.
    pub(super) fn set_removed(&mut self, node: u32, removed: bool) {
        let state = &mut self.state[node as usize];
        *state = if removed { *state | REMOVED } else { *state & !REMOVED };
    }

    /// Lets `more` (less, if negative) pass through `node`.
    pub(super) fn pass(&mut self, node: u32, more: Units) {
        let load = &mut self.load[node as usize];
        load.passing += more;
        load.spare -= more;
        debug_assert!(load.passing >= 0 && load.spare >= 0);
        let spare = if load.spare > 0 { SPARE } else { 0 };
        let passes = if load.passing > 0 { PASSES } else { 0 };
        let state = &mut self.state[node as usize];
        *state = (*state & !(SPARE | PASSES)) | spare | passes;
    }

    /// Lets `arc` carry `more` (less, if negative).
    pub(super) fn carry(&mut self, network: &LayeredNetwork, arc: u32, more: Units) {
        let carried = &mut self.carried[arc as usize];
        let before = *carried > 0;
        *carried += more;
        debug_assert!(*carried >= 0);
        if before != (*carried > 0) {
            self.carrying[DOWN].flip(arc as usize);
            self.carrying[UP].flip(network.position_of[arc as usize] as usize);
        }
    }

    /// What the residual arc `from → to` by `via` has room for; `None` means any amount.
    pub(super) fn room(&self, from: Side, via: Via) -> Option<Units> {
        let leaves_exit = from & 1 == 1;
        match (via, leaves_exit) {
            (WITHIN, false) => Some(self.spare(from >> 1)),
            (WITHIN, true) => Some(self.passing(from >> 1)),
            (TERMINAL, _) | (_, true) => None,
            (arc, false) => Some(self.carried(arc)),
        }
    }

    /// Sends `amount` over the residual arc that leaves `from` by `via`.
    pub(super) fn send(&mut self, network: &LayeredNetwork, from: Side, via: Via, amount: Units) {
        let leaves_exit = from & 1 == 1;
        match via {
            TERMINAL => {}
            WITHIN => self.pass(from >> 1, if leaves_exit { -amount } else { amount }),
            arc => self.carry(network, arc, if leaves_exit { amount } else { -amount }),
        }
    }

    /// Calls `visit(side, met)` for every side next to `side`: those one can go to (`DIRECTION` = [`DOWN`]) or come
    /// from ([`UP`]). The two are one piece of code because the network read from the sink has the same form, with
    /// entries and exits exchanged.
    ///
    /// Residual arcs back into the source and out of the sink are left out: no search that starts at one and looks
    /// for the other needs them.
    #[inline]
    pub(super) fn neighbours<const DIRECTION: usize>(
        &self,
        network: &LayeredNetwork,
        side: Side,
        mut visit: impl FnMut(Side, Met),
    ) {
        // As seen in this direction: where a node is entered and where it is left.
        let entry = |node: u32| 2 * node + Side::from(DIRECTION == UP);
        let exit = |node: u32| 2 * node + Side::from(DIRECTION == DOWN);
        if side >= terminal(network, DOWN) {
            if side == terminal(network, DIRECTION) {
                // A node without spare capacity leads nowhere but back.
                for &node in network.first_layer(DIRECTION).iter().filter(|&&node| self.opens(node)) {
                    visit(entry(node), TERMINAL);
                }
            }
            return;
        }
        let node = side >> 1;
        if side == entry(node) {
            if self.opens(node) {
                visit(exit(node), WITHIN);
            }
            let back = &network.rows[1 - DIRECTION];
            let range = back.range(node as usize);
            for position in self.carrying(1 - DIRECTION, range.start, range.end) {
                visit(exit(back.values()[position]), index(position));
            }
        } else {
            if self.begins(1 - DIRECTION, node) {
                visit(terminal(network, 1 - DIRECTION), TERMINAL);
            }
            if self.gives_back(node) {
                visit(entry(node), WITHIN);
            }
            let onward = &network.rows[DIRECTION];
            let range = onward.range(node as usize);
            for (position, &far) in range.clone().zip(&onward.values()[range]) {
                visit(entry(far), index(position));
            }
        }
    }
}

/// The side where direction `direction` begins: the source for [`DOWN`], the sink for [`UP`].
pub(super) fn terminal(network: &LayeredNetwork, direction: usize) -> Side {
    index(2 * network.node_count() + direction)
}

/// The arc that was met when looking from `side`.
pub(super) fn resolve(network: &LayeredNetwork, side: Side, met: Met) -> Via {
    let at_entry = side & 1 == 0;
    if at_entry && met < TERMINAL { network.arc_at[met as usize] } else { met }
}

/// Number of sides of a network, with source and sink.
pub(super) fn side_count(network: &LayeredNetwork) -> usize {
    2 * network.node_count() + 2
}

/// A set of positions, one bit each.
#[derive(Clone, Debug)]
pub(super) struct BitSet {
    words: Vec<u64>,
}

impl BitSet {
    pub(super) fn empty(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)] }
    }

    pub(super) fn clear(&mut self) {
        self.words.fill(0);
    }

    /// Adds a member; false if it was one.
    pub(super) fn insert(&mut self, position: usize) -> bool {
        let word = &mut self.words[position / 64];
        let bit = 1 << (position % 64);
        let is_new = *word & bit == 0;
        if is_new {
            *word |= bit;
        }
        is_new
    }

    fn flip(&mut self, position: usize) {
        self.words[position / 64] ^= 1 << (position % 64);
    }

    /// The members from `from` to before `to`, ascending.
    pub(super) fn ones(&self, from: usize, to: usize) -> Ones<'_> {
        let word = if from < to { self.words[from / 64] & (u64::MAX << (from % 64)) } else { 0 };
        Ones { words: &self.words, at: from / 64, word, to }
    }
}

/// Iterator over the members of a range of a bit set.
pub(super) struct Ones<'r> {
    words: &'r [u64],
    at: usize,
    word: u64,
    to: usize,
}

impl Iterator for Ones<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.word == 0 {
            self.at += 1;
            if self.at * 64 >= self.to {
                return None;
            }
            self.word = self.words[self.at];
        }
        let position = self.at * 64 + self.word.trailing_zeros() as usize;
        self.word &= self.word - 1;
        (position < self.to).then_some(position)
    }
}

#[cfg(test)]
mod tests {
    use super::BitSet;

    #[test]
    fn ones_keeps_to_its_range() {
        let members = [0, 1, 63, 64, 130, 191, 192];
        let mut set = BitSet::empty(200);
        for member in members {
            set.flip(member);
        }
        for from in 0..=200 {
            for to in from..=200 {
                let expected: Vec<usize> = members.into_iter().filter(|m| (from..to).contains(m)).collect();
                assert_eq!(set.ones(from, to).collect::<Vec<_>>(), expected, "{from}..{to}");
            }
        }
    }
}
