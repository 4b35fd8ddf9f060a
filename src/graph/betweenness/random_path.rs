//! A shortest path drawn at random, found from both ends at once.

use crate::graph::directed::Digraph;

/// SplitMix64 (Steele, Lea & Flood 2014): seedable, and the same everywhere and always.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// One of `items`, all alike but for a bias below `items.len()` / 2⁶⁴.
    fn pick(&mut self, items: &[u32]) -> u32 {
        let index = (u128::from(self.next()) * items.len() as u128) >> 64;
        items[usize::try_from(index).expect("below the length")]
    }

    /// From 0 up to, but not including, 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// The two ends a search starts from, as indices.
const FROM_SOURCE: usize = 0;
const FROM_TARGET: usize = 1;

/// What the search from one end knows of a node. Before they meet, no node is seen from both ends.
#[derive(Clone, Copy)]
struct Seen {
    /// 2 · number of the sample + end; older marks count as not seen.
    mark: u32,
    distance: u32,
    /// Shortest paths between the node and that end.
    paths: f64,
}

/// Draws ordered pairs, for each pair one of its shortest paths, and counts the nodes inside.
///
/// The two searches grow one distance at a time, always on the side that has fewer edges to read, until an edge joins
/// them (Borassi & Natale 2019): about √m edges are read per sample in place of m.
pub(super) struct PathSampler<'g> {
    graph: &'g Digraph,
    sources: &'g [u32],
    targets: &'g [u32],
    random: SplitMix64,
    seen: Vec<Seen>,
    sample: u32,
    frontiers: [Vec<u32>; 2],
    beyond: Vec<u32>,
    /// Edges (node seen from the source, node seen from the target) that join the two searches.
    bridges: Vec<(u32, u32)>,
    /// No node of either frontier has more paths.
    most_paths: [f64; 2],
    /// Whether numbers of paths were shrunk in this sample, so that those of one distance are not the sums of those of
    /// the distance before.
    is_shrunk: bool,
    /// How many edges the searches have read, counting each distance as some of them.
    pub read: u64,
    /// For each node, in how many of the paths drawn it lay inside.
    pub inside: Vec<u64>,
}

/// To go one distance on takes about as long as reading so many edges.
const EDGES_OF_A_DISTANCE: u64 = 8;

/// Numbers of paths are shrunk before they pass this, so that a product of two stays finite.
const MOST_PATHS: f64 = f64::from_bits((1023 + 300) << 52);
/// None is shrunk below this: beside the others it is as good as never drawn.
const FEWEST_PATHS: f64 = f64::from_bits((1023 - 300) << 52);

impl<'g> PathSampler<'g> {
    /// A sampler of pairs from `sources` × `targets`, with a stream of its own for each `seed` and `stream`.
    pub(super) fn new(graph: &'g Digraph, [sources, targets]: [&'g [u32]; 2], seed: u64, stream: u64) -> Self {
        let unseen = Seen { mark: 0, distance: 0, paths: 0.0 };
        // Mixed twice, so that the streams start far apart.
        let start = SplitMix64(SplitMix64(seed).next() ^ stream).next();
        Self {
            graph,
            sources,
            targets,
            random: SplitMix64(start),
            seen: vec![unseen; graph.node_count()],
            sample: 0,
            frontiers: [Vec::new(), Vec::new()],
            beyond: Vec::new(),
            bridges: Vec::new(),
            most_paths: [1.0; 2],
            is_shrunk: false,
            read: 0,
            inside: vec![0; graph.node_count()],
        }
    }

    /// Draws a pair of different nodes, and a path if there is one. There must be such a pair.
    pub(super) fn draw(&mut self) {
        let (source, target) = loop {
            let source = self.random.pick(self.sources);
            let target = self.random.pick(self.targets);
            if source != target {
                break (source, target);
            }
        };
        if self.join(source, target) {
            let (tail, head) = self.pick_bridge();
            self.walk(tail, FROM_SOURCE);
            self.walk(head, FROM_TARGET);
        }
    }

    /// Grows both searches until `bridges` holds every edge halfway on a shortest path; `false` if there is none.
    fn join(&mut self, source: u32, target: u32) -> bool {
        self.start_sample();
        let mut cost = [0, 0];
        for (end, node) in [(FROM_SOURCE, source), (FROM_TARGET, target)] {
            self.frontiers[end].clear();
            self.frontiers[end].push(node);
            self.seen[node as usize] = Seen { mark: self.mark(end), distance: 0, paths: 1.0 };
            cost[end] = onward(self.graph, node, end).len();
        }
        // A cost of 0 means that no edge leads on.
        while cost[FROM_SOURCE] > 0 && cost[FROM_TARGET] > 0 {
            let end = usize::from(cost[FROM_TARGET] < cost[FROM_SOURCE]);
            self.read += cost[end] as u64 + EDGES_OF_A_DISTANCE;
            self.most_paths[end] *= cost[end] as f64;
            cost[end] = self.grow(end);
            if self.most_paths[end] > MOST_PATHS {
                self.shrink(end);
            }
            if !self.bridges.is_empty() {
                return true;
            }
        }
        false
    }

    fn start_sample(&mut self) {
        self.bridges.clear();
        (self.most_paths, self.is_shrunk) = ([1.0; 2], false);
        self.sample += 1;
        if self.sample > u32::MAX / 2 {
            self.sample = 1;
            self.seen.iter_mut().for_each(|seen| seen.mark = 0);
        }
    }

    fn mark(&self, end: usize) -> u32 {
        2 * self.sample + u32::from(end == FROM_TARGET)
    }

    /// Takes the search from `end` one step farther; returns the number of edges that the next step would read.
    fn grow(&mut self, end: usize) -> usize {
        let (mine, other) = (self.mark(end), self.mark(1 - end));
        let mut cost = 0;
        self.beyond.clear();
        for &node in &self.frontiers[end] {
            let Seen { distance, paths, .. } = self.seen[node as usize];
            for &next in onward(self.graph, node, end) {
                let seen = &mut self.seen[next as usize];
                if seen.mark == other {
                    let bridge = if end == FROM_SOURCE { (node, next) } else { (next, node) };
                    self.bridges.push(bridge);
                } else if seen.mark != mine {
                    *seen = Seen { mark: mine, distance: distance + 1, paths };
                    self.beyond.push(next);
                    cost += onward(self.graph, next, end).len();
                } else if seen.distance > distance {
                    seen.paths += paths;
                }
            }
        }
        std::mem::swap(&mut self.frontiers[end], &mut self.beyond);
        cost
    }

    /// Makes the most paths of a frontier one; what counts are the shares of them.
    fn shrink(&mut self, end: usize) {
        let paths = self.frontiers[end].iter().map(|&node| self.seen[node as usize].paths);
        let most = paths.fold(1.0, f64::max);
        for &node in &self.frontiers[end] {
            let paths = &mut self.seen[node as usize].paths;
            *paths = (*paths / most).max(FEWEST_PATHS);
        }
        (self.most_paths[end], self.is_shrunk) = (1.0, true);
    }

    /// A bridge with the chance of its share of the shortest paths.
    fn pick_bridge(&mut self) -> (u32, u32) {
        let paths = |&(tail, head): &(u32, u32)| self.seen[tail as usize].paths * self.seen[head as usize].paths;
        let all: f64 = self.bridges.iter().map(paths).sum();
        let mut left = self.random.unit() * all;
        let chosen = self.bridges.iter().find(|bridge| {
            left -= paths(bridge);
            left < 0.0
        });
        // Rounding may leave a crumb after the last.
        *chosen.or(self.bridges.last()).expect("the searches have met")
    }

    /// Walks from `node` to `end` at random, each way with the chance of its share of the paths; counts all but the end.
    fn walk(&mut self, mut node: u32, end: usize) {
        let mark = self.mark(end);
        loop {
            let here = self.seen[node as usize];
            if here.distance == 0 {
                return;
            }
            self.inside[node as usize] += 1;
            let is_before = |seen: &Seen| seen.mark == mark && seen.distance + 1 == here.distance;
            let mut all = here.paths;
            if self.is_shrunk {
                let before = onward(self.graph, node, 1 - end).iter().map(|&next| self.seen[next as usize]);
                all = before.filter(is_before).map(|seen| seen.paths).sum();
            }
            let mut left = self.random.unit() * all;
            for &next in onward(self.graph, node, 1 - end) {
                let seen = self.seen[next as usize];
                if is_before(&seen) {
                    node = next;
                    left -= seen.paths;
                    if left < 0.0 {
                        break;
                    }
                }
            }
        }
    }
}

/// The nodes to which a search from `end` goes on from `node`.
fn onward(graph: &Digraph, node: u32, end: usize) -> &[u32] {
    if end == FROM_SOURCE { graph.successors(node as usize) } else { graph.predecessors(node as usize) }
}

#[cfg(test)]
mod tests {
    use super::PathSampler;
    use crate::graph::directed::Digraph;

    /// Of the three shortest paths 0→5, two go through 1 and 3 or 4, one through 2 and 4.
    #[test]
    fn paths_are_drawn_evenly() {
        let edges = [(0, 1), (0, 2), (1, 3), (1, 4), (2, 4), (3, 5), (4, 5)];
        let graph = Digraph::from_edges(6, &edges);
        let mut sampler = PathSampler::new(&graph, [&[0], &[5]], 1, 0);
        for _ in 0..30_000 {
            sampler.draw();
        }
        let share = |node: usize| sampler.inside[node] as f64 / 30_000.0;
        for (node, expected) in [(0, 0.0), (1, 2.0 / 3.0), (2, 1.0 / 3.0), (3, 1.0 / 3.0), (4, 2.0 / 3.0), (5, 0.0)] {
            assert!((share(node) - expected).abs() < 0.01, "node {node}: {}", share(node));
        }
    }

    /// 2⁴⁰⁰⁰ paths over a ladder, and one beside it: both sides of a rung alike, the other never.
    #[test]
    fn paths_beyond_counting_are_drawn_evenly() {
        let rung = |k: u32| [(0, 1), (0, 2), (1, 3), (2, 3)].map(|(a, b)| (3 * k + a, 3 * k + b));
        let mut edges: Vec<_> = (0..4_000).flat_map(rung).collect();
        let bypass = (12_001..20_000).chain([12_000]);
        edges.extend(std::iter::once(0).chain(12_001..20_000).zip(bypass));
        let graph = Digraph::from_edges(20_000, &edges);
        let mut sampler = PathSampler::new(&graph, [&[0], &[12_000]], 1, 0);
        for _ in 0..300 {
            sampler.draw();
        }
        for node in [1, 3_001, 6_001, 9_001, 11_998] {
            assert!((100..200).contains(&sampler.inside[node]), "node {node}: {}", sampler.inside[node]);
        }
        assert_eq!(sampler.inside[15_000], 0);
    }

    #[test]
    fn a_pair_without_path_counts_nothing() {
        let graph = Digraph::from_edges(4, &[(0, 1), (2, 3)]);
        let mut sampler = PathSampler::new(&graph, [&[0], &[3]], 1, 0);
        sampler.draw();
        assert_eq!(sampler.inside, [0; 4]);
    }
}
