//! Whether one node of an acyclic graph can be reached from another.
//!
//! One walk over the graph labels each node, after which most questions are answered without a further step:
//!
//! - a node reaches only nodes of less depth (the edges of the longest path out of it);
//! - it reaches only nodes whose interval its own contains (H. Yıldırım, V. Chaoji and M. J. Zaki, "GRAIL: scalable
//!   reachability index for large graphs", *Proceedings of the VLDB Endowment* 3, 2010);
//! - it surely reaches what was first met below it in the walk.
//!
//! What is left is searched for, turning back wherever the labels say that the search cannot succeed.

use std::fmt;

/// Labels of the nodes of an acyclic graph.
///
/// ```
/// use seedrelay::graph::reachability::Reachability;
/// // 0 → 1 → 2, 3 → 2
/// let out: [&[u32]; 4] = [&[1], &[2], &[], &[2]];
/// let mut reachability = Reachability::new(4, 0..4, |node| out[node]);
/// assert!(reachability.reaches(0, 2));
/// assert!(!reachability.reaches(0, 3) && !reachability.reaches(2, 0));
/// ```
pub struct Reachability<'g> {
    out: Box<dyn Fn(usize) -> &'g [u32] + 'g>,
    labels: Vec<Label>,
    /// In which search a node was last met.
    met: Vec<u32>,
    search: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Label {
    /// Edges of the longest path out of the node.
    depth: u32,
    /// When the walk left the node, counted from 1; 0 before.
    left: u32,
    /// How many nodes the walk had left when it came to the node.
    came: u32,
    /// The least `left` of all that it reaches, itself included.
    least: u32,
}

impl Label {
    /// `None` if the labels do not tell whether a node reaches another.
    fn reaches(self, other: Self) -> Option<bool> {
        if self.depth <= other.depth || self.least > other.least || self.left < other.left {
            Some(false)
        } else if self.came < other.left {
            Some(true)
        } else {
            None
        }
    }
}

impl<'g> Reachability<'g> {
    /// Labels the graph of `nodes` nodes whose edges lead from a node to `out(node)`. O(n + m).
    ///
    /// The walk starts from each node of `starts` that was not met before; with nodes that no edge leads to first, the
    /// labels tell the most. Nodes that it does not come to are labelled too.
    ///
    /// # Panics
    ///
    /// If an edge leads out of the graph.
    pub fn new(nodes: usize, starts: impl Iterator<Item = usize>, out: impl Fn(usize) -> &'g [u32] + 'g) -> Self {
        let mut labels = vec![Label::default(); nodes];
        let mut left = 0;
        // The node and how many of its edges the walk has followed.
        let mut path: Vec<(u32, u32)> = Vec::new();
        let mut entered = vec![false; nodes];
        for start in starts.chain(0..nodes) {
            if entered[start] {
                continue;
            }
            entered[start] = true;
            labels[start] = Label { came: left, least: u32::MAX, ..Label::default() };
            path.push((start as u32, 0));
            while let Some((node, followed)) = path.last_mut() {
                let node = *node as usize;
                let next = out(node).get(*followed as usize).map(|&next| next as usize);
                *followed += 1;
                match next {
                    Some(next) if !entered[next] => {
                        entered[next] = true;
                        labels[next] = Label { came: left, least: u32::MAX, ..Label::default() };
                        path.push((next as u32, 0));
                    }
                    // In a graph without a circle, what was entered and is met again was left.
                    Some(next) => labels[node] = labels[node].above(labels[next]),
                    None => {
                        left += 1;
                        labels[node].left = left;
                        labels[node].least = labels[node].least.min(left);
                        path.pop();
                        if let Some((above, _)) = path.last() {
                            labels[*above as usize] = labels[*above as usize].above(labels[node]);
                        }
                    }
                }
            }
        }
        Self { out: Box::new(out), labels, met: Vec::new(), search: 0 }
    }

    /// Whether there is a path from one node to another; none leads from a node to itself. O(1) where the labels tell,
    /// O(n + m) at worst.
    ///
    /// # Panics
    ///
    /// If there is no such node.
    pub fn reaches(&mut self, from: usize, to: usize) -> bool {
        self.search_within(from, to, usize::MAX).expect("a search without a limit comes to an end")
    }

    /// As [`reaches`](Self::reaches), following so many edges at most; `None` where they do not tell.
    fn search_within(&mut self, from: usize, to: usize, edges: usize) -> Option<bool> {
        let goal = self.labels[to];
        let known = self.labels[from].reaches(goal);
        if known.is_some() {
            return known;
        }
        self.met.resize(self.labels.len(), 0);
        self.search += 1;
        let mut left = edges;
        let mut ahead = vec![from];
        while let Some(node) = ahead.pop() {
            for &next in (self.out)(node) {
                let next = next as usize;
                if next == to {
                    return Some(true);
                }
                left = left.checked_sub(1)?;
                if std::mem::replace(&mut self.met[next], self.search) == self.search {
                    continue;
                }
                match self.labels[next].reaches(goal) {
                    Some(true) => return Some(true),
                    Some(false) => {}
                    None => ahead.push(next),
                }
            }
        }
        Some(false)
    }

    /// Whether there is a path between the two nodes of each pair, in either direction; `None` for those that are left
    /// once [`MOST_EDGES`] were followed. `order` gives every node before those that its edges lead to.
    ///
    /// What a short search does not tell is found for [`LANES`] nodes at once, in one pass over the edges.
    pub(crate) fn either_reaches<I>(&mut self, pairs: &[(u32, u32)], order: impl Fn() -> I) -> Vec<Option<bool>>
    where
        I: Iterator<Item = usize>,
    {
        let mut known = Vec::with_capacity(pairs.len());
        // From, to, and the pair.
        let mut open: Vec<(u32, u32, u32)> = Vec::new();
        for (pair, &(a, b)) in (0_u32..).zip(pairs) {
            // Only the deeper of two reaches the other.
            let deeper = self.labels[a as usize].depth > self.labels[b as usize].depth;
            let (from, to) = if deeper { (a, b) } else { (b, a) };
            known.push(self.search_within(from as usize, to as usize, SHORT_SEARCH));
            if known[pair as usize].is_none() {
                open.push((from, to, pair));
            }
        }
        open.sort_unstable();
        let mut sources = open.iter().map(|&(from, ..)| from).collect::<Vec<_>>();
        sources.dedup();
        let edges: usize = (0..self.labels.len()).map(|node| (self.out)(node).len()).sum();
        let passes = (MOST_EDGES / (self.labels.len() + edges).max(1)).max(1);
        let mut open = open.as_slice();
        for sources in sources.chunks(LANES).take(passes) {
            let reached = self.reached_by(sources, order());
            let last = sources[sources.len() - 1];
            let (own, rest) = open.split_at(open.partition_point(|&(from, ..)| from <= last));
            for &(from, to, pair) in own {
                let lane = sources.partition_point(|&source| source < from);
                known[pair as usize] = Some(reached[to as usize] >> lane & 1 == 1);
            }
            open = rest;
        }
        known
    }

    /// For each node, by which of the sources it is reached, a bit each.
    fn reached_by(&self, sources: &[u32], order: impl Iterator<Item = usize>) -> Vec<u64> {
        let mut reached = vec![0_u64; self.labels.len()];
        for (lane, &source) in sources.iter().enumerate() {
            reached[source as usize] |= 1 << lane;
        }
        for node in order {
            let by = reached[node];
            if by != 0 {
                for &next in (self.out)(node) {
                    reached[next as usize] |= by;
                }
            }
        }
        reached
    }
}

/// How many edges are followed for one pair before it is left for a pass over all.
const SHORT_SEARCH: usize = 64;

/// How many nodes are followed in one pass.
const LANES: usize = u64::BITS as usize;

/// How many nodes and edges all passes together go over: some seconds' worth.
const MOST_EDGES: usize = 2_000_000_000;

impl Label {
    /// The label of a node with an edge to another that the walk has left.
    fn above(self, next: Self) -> Self {
        Self { depth: self.depth.max(next.depth + 1), least: self.least.min(next.least), ..self }
    }
}

impl fmt::Debug for Reachability<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reachability").field("nodes", &self.labels.len()).finish_non_exhaustive()
    }
}

#[cfg(all(test, feature = "proptest"))]
mod tests {
    use proptest::prelude::*;

    use super::Reachability;

    /// An acyclic graph: edges lead to lower numbers only, under a permutation.
    fn graph() -> impl Strategy<Value = Vec<Vec<u32>>> {
        (1..14_usize).prop_flat_map(|nodes| {
            let edges = prop::collection::vec((0..nodes, 0..nodes), 0..30);
            (edges, Just((0..nodes).collect::<Vec<_>>()).prop_shuffle()).prop_map(move |(edges, names)| {
                let mut out = vec![Vec::new(); nodes];
                for (a, b) in edges.into_iter().filter(|(a, b)| a != b) {
                    out[names[a.max(b)]].push(names[a.min(b)] as u32);
                }
                out
            })
        })
    }

    proptest! {
        #[test]
        fn labels_and_searches_agree_with_walking(out in graph()) {
            let mut reachability = Reachability::new(out.len(), (0..out.len()).rev(), |node| &out[node]);
            for from in 0..out.len() {
                let mut reached = vec![false; out.len()];
                let mut ahead = vec![from];
                while let Some(node) = ahead.pop() {
                    for &next in &out[node] {
                        reached[next as usize] = true;
                        ahead.push(next as usize);
                    }
                }
                for (to, &reached) in reached.iter().enumerate() {
                    prop_assert_eq!(reachability.reaches(from, to), reached, "{} to {}", from, to);
                    let edges_tell = reachability.search_within(from, to, 1);
                    prop_assert!(edges_tell.is_none_or(|told| told == reached));
                }
            }
        }

        /// Nodes are numbered so that edges lead to lower numbers.
        #[test]
        fn passes_for_many_agree_with_searches(edges in prop::collection::vec((0..150_u32, 0..150_u32), 0..300)) {
            let mut out = vec![Vec::new(); 150];
            for (a, b) in edges.into_iter().filter(|(a, b)| a != b) {
                out[a.max(b) as usize].push(a.min(b));
            }
            let mut reachability = Reachability::new(out.len(), (0..out.len()).rev(), |node| &out[node]);
            let pairs: Vec<(u32, u32)> = (0..150).flat_map(|a| (0..a).map(move |b| (b, a))).collect();
            let known = reachability.either_reaches(&pairs, || (0..150).rev());
            for (&(a, b), known) in pairs.iter().zip(known) {
                prop_assert_eq!(known, Some(reachability.reaches(b as usize, a as usize)));
            }
            let reached = reachability.reached_by(&(0..64).map(|n| n * 2 + 1).collect::<Vec<_>>(), (0..150).rev());
            for (to, reached) in reached.into_iter().enumerate() {
                for (lane, from) in (0..64).map(|n| (n, n * 2 + 1)).filter(|&(_, from)| from != to) {
                    prop_assert_eq!(reached >> lane & 1 == 1, reachability.reaches(from, to));
                }
            }
        }
    }
}
