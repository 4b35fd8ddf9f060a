//! Counting open two-paths by role without going through them: all of them by multiplication, less the closed ones.

use super::Roles;
use crate::graph::directed::Digraph;
use crate::graph::triangles::{BACKWARD, DegreeOrdered, FORWARD, MUTUAL, Triangle};

/// The open two-paths through each node; `group_of` holds numbers below `groups`.
pub(super) fn open_two_paths(graph: &Digraph, group_of: &[u32], groups: usize) -> Vec<Roles<u64>> {
    let mut tallies = two_paths(graph, group_of, groups);
    take_off_returns_and_closed(&DegreeOrdered::new(graph), group_of, &mut tallies);
    tallies.into_iter().map(Roles::from).collect()
}

/// Counts by role of one broker, indexed by the constants below.
type Tally = [u64; 5];
const COORDINATOR: usize = 0;
const ITINERANT: usize = 1;
const REPRESENTATIVE: usize = 2;
const GATEKEEPER: usize = 3;
const LIAISON: usize = 4;

impl From<Tally> for Roles<u64> {
    fn from(tally: Tally) -> Self {
        Self {
            coordinator: tally[COORDINATOR],
            itinerant: tally[ITINERANT],
            representative: tally[REPRESENTATIVE],
            gatekeeper: tally[GATEKEEPER],
            liaison: tally[LIAISON],
            total: tally.iter().sum(),
        }
    }
}

/// All a→v→b by role, a = b and closed ones included: products of the numbers of neighbours per group.
fn two_paths(graph: &Digraph, group_of: &[u32], groups: usize) -> Vec<Tally> {
    let mut senders = vec![0u64; groups];
    let broker = |node: usize| {
        let own = group_of[node];
        let (into, out) = (graph.predecessors(node), graph.successors(node));
        if into.is_empty() || out.is_empty() {
            return Tally::default();
        }
        for &from in into {
            senders[group_of[from as usize] as usize] += 1;
        }
        let (mut to_own, mut itinerant) = (0u64, 0u64);
        for &to in out {
            let group = group_of[to as usize];
            if group == own {
                to_own += 1;
            } else {
                itinerant += senders[group as usize];
            }
        }
        let from_own = senders[own as usize];
        let from_others = into.len() as u64 - from_own;
        let to_others = out.len() as u64 - to_own;
        for &from in into {
            senders[group_of[from as usize] as usize] = 0;
        }
        let mut tally = Tally::default();
        tally[COORDINATOR] = from_own * to_own;
        tally[ITINERANT] = itinerant;
        tally[REPRESENTATIVE] = from_own * to_others;
        tally[GATEKEEPER] = from_others * to_own;
        tally[LIAISON] = from_others * to_others - itinerant;
        tally
    };
    (0..graph.node_count()).map(broker).collect()
}

/// Takes off a→v→a (one for each mutual tie, at either end) and a→v→b with a→b (found in the triangles).
fn take_off_returns_and_closed(ties: &DegreeOrdered, group_of: &[u32], tallies: &mut [Tally]) {
    for (_, low, high, direction) in ties.ties() {
        if direction == MUTUAL {
            let ends = [ties.nodes[low] as usize, ties.nodes[high] as usize];
            let same = group_of[ends[0]] == group_of[ends[1]];
            for end in ends {
                tallies[end][if same { COORDINATOR } else { ITINERANT }] -= 1;
            }
        }
    }
    ties.for_each_triangle(|triangle| {
        let corners = [triangle.low, triangle.middle, triangle.high].map(|rank| ties.nodes[rank] as usize);
        let mut closed = CLOSED[state_of(ties, triangle)];
        while closed != 0 {
            let [a, v, b] = ORDERS[closed.trailing_zeros() as usize];
            closed &= closed - 1;
            let (a, v, b) = (corners[a], corners[v], corners[b]);
            tallies[v][role(group_of[a], group_of[v], group_of[b])] -= 1;
        }
    });
}

fn role(a: u32, v: u32, b: u32) -> usize {
    match (a == v, v == b) {
        (true, true) => COORDINATOR,
        (true, false) => REPRESENTATIVE,
        (false, true) => GATEKEEPER,
        (false, false) if a == b => ITINERANT,
        (false, false) => LIAISON,
    }
}

/// The six ways to read corners 0, 1, 2 (low, middle, high) of a triangle as a→v→b.
const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1], [0, 2, 1], [1, 2, 0]];

/// The directions of a triangle's three ties, two bits each.
fn state_of(ties: &DegreeOrdered, triangle: Triangle) -> usize {
    usize::from(ties.direction(triangle.low_middle))
        | usize::from(ties.direction(triangle.low_high)) << 2
        | usize::from(ties.direction(triangle.middle_high)) << 4
}

/// For each state, which of [`ORDERS`] are closed two-paths: bit i for order i.
static CLOSED: [u8; 64] = closed_orders();

const fn closed_orders() -> [u8; 64] {
    let mut table = [0u8; 64];
    let mut state = 0;
    while state < 64 {
        let mut order = 0;
        while order < 6 {
            let [a, v, b] = ORDERS[order];
            if points(state, a, v) && points(state, v, b) && points(state, a, b) {
                table[state] |= 1 << order;
            }
            order += 1;
        }
        state += 1;
    }
    table
}

/// Whether, in a triangle of this state, corner `from` points to corner `to`.
const fn points(state: usize, from: usize, to: usize) -> bool {
    // Corners 0-1, 0-2, 1-2 are ties 0, 1, 2.
    let tie = from + to - 1;
    let direction = if from < to { FORWARD } else { BACKWARD };
    (state >> (2 * tie)) as u8 & direction != 0
}

#[cfg(test)]
mod tests {
    use super::{CLOSED, MUTUAL};

    /// Mutual ties all round close every order; a ring closes none; one edge turned round closes one.
    #[test]
    fn what_a_triangle_closes() {
        let state = |ties: [u8; 3]| usize::from(ties[0] | ties[1] << 2 | ties[2] << 4);
        assert_eq!(CLOSED[state([MUTUAL; 3])], 0b11_1111);
        // Ties 0-1, 0-2, 1-2; 1 is forward, 2 backward: 0→1→2→0, then 0→1→2 with 0→2.
        assert_eq!(CLOSED[state([1, 2, 1])], 0);
        assert_eq!(CLOSED[state([1, 1, 1])], 0b1);
    }
}
