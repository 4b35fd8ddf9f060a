//! An upper bound on the number of nodes of a shortest path, in linear time.
//!
//! A shortest path goes through strongly connected components one after another, never back. Inside a component it
//! takes at most the longest way to a pivot of it and from there, and never more steps than there are other nodes; over
//! components, the longest chain of such stretches bounds the whole (as in Borassi & Natale 2019, section 4).

use crate::graph::directed::Digraph;

/// At least the number of nodes of the longest shortest path; 0 without nodes. O(n + m).
pub(super) fn bound(graph: &Digraph) -> usize {
    let components = Components::of(graph);
    let mut search =
        InComponent { graph, components: &components, distance: vec![u32::MAX; graph.node_count()], queue: Vec::new() };
    // Steps on a path that starts in the component; components come after all that they lead to.
    let mut longest: Vec<usize> = Vec::with_capacity(components.members.len());
    for members in &components.members {
        let degree = |&&node: &&u32| {
            let node = node as usize;
            graph.successors(node).len() + graph.predecessors(node).len()
        };
        let pivot = *members.iter().max_by_key(degree).expect("no empty component");
        let through_pivot = search.farthest(pivot, Digraph::successors) + search.farthest(pivot, Digraph::predecessors);
        let onward = members.iter().flat_map(|&node| {
            let heads = graph.successors(node as usize).iter();
            heads.map(|&head| components.of_node[head as usize] as usize)
        });
        let beyond = onward.filter(|&next| next < longest.len());
        let beyond = beyond.map(|next| longest[next] + 1).max().unwrap_or(0);
        longest.push(through_pivot.min(members.len() - 1) + beyond);
    }
    longest.iter().max().map_or(0, |steps| steps + 1)
}

/// Strongly connected components; an edge never leads to a component of a higher number.
struct Components {
    of_node: Vec<u32>,
    members: Vec<Vec<u32>>,
}

const UNASSIGNED: u32 = u32::MAX;

impl Components {
    /// Tarjan (1972), with the recursion on an explicit stack.
    fn of(graph: &Digraph) -> Self {
        let nodes = graph.node_count();
        let mut components = Self { of_node: vec![UNASSIGNED; nodes], members: Vec::new() };
        // 0 before the visit, then its rank; `low` is the lowest rank known to be reachable from the subtree.
        let mut rank = vec![0u32; nodes];
        let mut low = vec![0u32; nodes];
        let mut visited = 0u32;
        let mut open: Vec<u32> = Vec::new();
        // Nodes on the way down, each with the number of successors already looked at.
        let mut way: Vec<(u32, usize)> = Vec::new();
        for (root, start) in (0u32..).zip(0..nodes) {
            if rank[start] != 0 {
                continue;
            }
            way.push((root, 0));
            while let Some((node, looked_at)) = way.pop() {
                let at = node as usize;
                if looked_at == 0 {
                    visited += 1;
                    (rank[at], low[at]) = (visited, visited);
                    open.push(node);
                } else {
                    let child = graph.successors(at)[looked_at - 1] as usize;
                    low[at] = low[at].min(low[child]);
                }
                let mut descend = None;
                for (index, &next) in graph.successors(at).iter().enumerate().skip(looked_at) {
                    if rank[next as usize] == 0 {
                        descend = Some((index, next));
                        break;
                    }
                    if components.of_node[next as usize] == UNASSIGNED {
                        low[at] = low[at].min(rank[next as usize]);
                    }
                }
                if let Some((index, next)) = descend {
                    way.push((node, index + 1));
                    way.push((next, 0));
                } else if low[at] == rank[at] {
                    components.close(&mut open, node);
                }
            }
        }
        components
    }

    /// Takes the component of `node` off the open nodes.
    fn close(&mut self, open: &mut Vec<u32>, node: u32) {
        let number = u32::try_from(self.members.len()).expect("no more than the nodes");
        let first = open.iter().rposition(|&other| other == node);
        let members = open.split_off(first.expect("the node is open"));
        for &member in &members {
            self.of_node[member as usize] = number;
        }
        self.members.push(members);
    }
}

/// Breadth-first search that stays inside one component.
struct InComponent<'g> {
    graph: &'g Digraph,
    components: &'g Components,
    distance: Vec<u32>,
    queue: Vec<u32>,
}

impl InComponent<'_> {
    /// Steps to the farthest node of the component of `pivot`.
    fn farthest(&mut self, pivot: u32, row: impl Fn(&Digraph, usize) -> &[u32]) -> usize {
        let component = self.components.of_node[pivot as usize];
        self.distance[pivot as usize] = 0;
        self.queue.push(pivot);
        let mut next = 0;
        let mut farthest = 0;
        while next < self.queue.len() {
            let node = self.queue[next] as usize;
            farthest = self.distance[node];
            for &other in row(self.graph, node) {
                let at = other as usize;
                if self.components.of_node[at] == component && self.distance[at] == u32::MAX {
                    self.distance[at] = farthest + 1;
                    self.queue.push(other);
                }
            }
            next += 1;
        }
        for &node in &self.queue {
            self.distance[node as usize] = u32::MAX;
        }
        self.queue.clear();
        farthest as usize
    }
}

#[cfg(test)]
mod tests {
    use super::bound;
    use crate::graph::directed::Digraph;

    #[test]
    fn paths_and_rings() {
        assert_eq!(bound(&Digraph::from_edges(0, &[])), 0);
        assert_eq!(bound(&Digraph::from_edges(3, &[])), 1);
        assert_eq!(bound(&Digraph::from_edges(3, &[(0, 1), (1, 2)])), 3);
        let ring = [(0, 1), (1, 2), (2, 3), (3, 0)];
        assert_eq!(bound(&Digraph::from_edges(4, &ring)), 4);
    }

    #[test]
    fn a_star_of_mutual_ties_stays_short() {
        let edges: Vec<_> = (1..=100).flat_map(|leaf| [(leaf, 0), (0, leaf)]).collect();
        assert_eq!(bound(&Digraph::from_edges(101, &edges)), 3);
    }

    /// 0→{1 ⇄ 2}→3: the ring of two lies on the way.
    #[test]
    fn components_chain() {
        let edges = [(0, 1), (1, 2), (2, 1), (2, 3)];
        assert_eq!(bound(&Digraph::from_edges(4, &edges)), 4);
    }
}
