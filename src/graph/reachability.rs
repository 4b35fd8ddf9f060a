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
        let goal = self.labels[to];
        if let Some(known) = self.labels[from].reaches(goal) {
            return known;
        }
        self.met.resize(self.labels.len(), 0);
        self.search += 1;
        let mut ahead = vec![from];
        while let Some(node) = ahead.pop() {
            for &next in (self.out)(node) {
                let next = next as usize;
                if next == to {
                    return true;
                }
                if std::mem::replace(&mut self.met[next], self.search) == self.search {
                    continue;
                }
                match self.labels[next].reaches(goal) {
                    Some(true) => return true,
                    Some(false) => {}
                    None => ahead.push(next),
                }
            }
        }
        false
    }
}

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
                for (to, reached) in reached.into_iter().enumerate() {
                    prop_assert_eq!(reachability.reaches(from, to), reached, "{} to {}", from, to);
                }
            }
        }
    }
}
