//! Eight of Brandes' searches side by side.
//!
//! In a small world most nodes are about as far from one source as from another, so a bundle of searches reads each row
//! of the graph a few times instead of once per source (Then et al., "The more the merrier: efficient multi-source
//! graph traversal", *PVLDB* 8(4), 2014), and counts paths in all lanes with the same vector instructions.

use crate::graph::directed::Digraph;
use std::ops::Range;

/// Searches in a bundle; each has a lane, and a bit in every set of lanes.
pub(super) const LANES: usize = 8;

/// One figure of a node for each lane.
type Figures = [f64; LANES];
const NONE: Figures = [0.0; LANES];

/// Which lanes have found a node.
#[derive(Clone, Copy, Default)]
struct Found {
    /// No farther from their root than the nodes being read.
    passed: u8,
    /// One step farther.
    next: u8,
}

/// A node at some distance, and the lanes that have it there.
#[derive(Clone, Copy, Default)]
struct Visit {
    node: u32,
    lanes: u8,
}

/// An edge, and the lanes in which it is on a shortest path from the root.
#[derive(Clone, Copy, Default)]
struct Step {
    tail: u32,
    head: u32,
    lanes: u8,
}

/// Reusable arrays for one bundle after another, and the sums over all of them.
pub(super) struct Bundle<'g> {
    graph: &'g Digraph,
    /// Two bytes a node, so that what is read for every edge stays in cache.
    found: Vec<Found>,
    /// Number of shortest paths from the roots.
    paths: Vec<Figures>,
    /// (weight of v as a target + dependency on v) / paths to v: what a predecessor gets per path of its own.
    pull: Vec<Figures>,
    /// The lane, if any, that answers for this node as a source: there it is no target.
    answered: Vec<u8>,
    visits: Vec<Visit>,
    steps: Vec<Step>,
    /// Where each distance ends in `visits` and in `steps`.
    levels: Vec<(usize, usize)>,
    /// The distances at which the numbers of paths were shrunk, and in which lanes.
    shrunk: Vec<(usize, u8)>,
    /// By how much each of them was, in the order of the visits and lanes.
    factors: Vec<f64>,
    sums: Vec<f64>,
}

/// Numbers of paths are shrunk before they pass this: on a long ladder they double with each rung, without end.
const MOST_PATHS: f64 = f64::from_bits((1023 + 500) << 52);
/// By how much: 2⁻⁵⁰⁰.
const SHRINK: f64 = f64::from_bits((1023 - 500) << 52);
/// From how many on: 2²⁵⁰.
const MANY_PATHS: f64 = f64::from_bits((1023 + 250) << 52);
/// None is shrunk below this. Where such a node's paths meet others, they are too few to count beside them; along a way of
/// their own each node is still passed on its whole share, since what is passed back says by how much it was shrunk.
const FEWEST_PATHS: f64 = f64::from_bits((1023 - 900) << 52);

impl<'g> Bundle<'g> {
    pub(super) fn new(graph: &'g Digraph) -> Self {
        let nodes = graph.node_count();
        Self {
            graph,
            found: vec![Found::default(); nodes],
            paths: vec![NONE; nodes],
            pull: vec![NONE; nodes],
            answered: vec![0; nodes],
            visits: Vec::new(),
            steps: Vec::new(),
            levels: Vec::new(),
            shrunk: Vec::new(),
            factors: Vec::new(),
            sums: vec![0.0; nodes],
        }
    }

    /// What every node has been found to carry so far.
    pub(super) fn into_sums(self) -> Vec<f64> {
        self.sums
    }

    /// Adds what the shortest paths from up to [`LANES`] different roots, and from the sources folded into each of
    /// them, owe to every node.
    pub(super) fn add_dependencies<'s>(&mut self, roots: &[u32], folded_into: impl Fn(u32) -> &'s [u32]) {
        self.reach_from(roots);
        let mut weight = NONE;
        for (lane, &root) in roots.iter().enumerate() {
            let folded = folded_into(root);
            weight[lane] = (1 + folded.len()) as f64;
            self.answer_for(folded, lane, root);
        }
        self.collect_dependencies(weight);
        for &source in roots.iter().flat_map(|&root| folded_into(root)) {
            self.answered[source as usize] = 0;
        }
        for visit in &self.visits {
            let node = visit.node as usize;
            self.found[node] = Found::default();
            self.paths[node] = NONE;
            self.pull[node] = NONE;
        }
    }

    /// A folded source passes through the root to all that the root reaches, itself excepted.
    fn answer_for(&mut self, folded: &[u32], lane: usize, root: u32) {
        if folded.is_empty() {
            return;
        }
        let others = &self.visits[self.levels[0].0..];
        let in_lane = |visit: &&Visit| visit.lanes >> lane & 1 == 1;
        let reached = others.iter().filter(in_lane).count();
        for &source in folded {
            self.answered[source as usize] = 1 << lane;
            let returns = usize::from(self.found[source as usize].passed >> lane & 1);
            self.sums[root as usize] += (reached - returns) as f64;
        }
    }

    /// Breadth-first searches that count shortest paths, one distance at a time.
    fn reach_from(&mut self, roots: &[u32]) {
        self.visits.clear();
        self.levels.clear();
        self.shrunk.clear();
        self.factors.clear();
        for (lane, &root) in roots.iter().enumerate() {
            let lanes = 1 << lane;
            self.visits.push(Visit { node: root, lanes });
            self.found[root as usize].passed = lanes;
            self.paths[root as usize][lane] = 1.0;
        }
        let (mut level, mut first) = (0..roots.len(), 0);
        // No node of the level has more paths.
        let mut most = 1.0;
        while !level.is_empty() {
            let last = self.read_level(level.clone(), first);
            for step in &self.steps[first..last] {
                let paths = masked(self.paths[step.tail as usize], step.lanes);
                add(&mut self.paths[step.head as usize], paths);
            }
            for visit in &mut self.visits[level.end..] {
                let found = &mut self.found[visit.node as usize];
                visit.lanes = std::mem::take(&mut found.next);
                found.passed |= visit.lanes;
            }
            self.levels.push((level.end, last));
            most *= (last - first) as f64;
            first = last;
            level = level.end..self.visits.len();
            if most > MOST_PATHS {
                most = self.shrink(level.clone());
            }
        }
    }

    /// Shrinks the numbers of paths of a level in the lanes in which they have grown large; what counts are the shares of
    /// a node's paths. Returns the most of any node and lane.
    fn shrink(&mut self, level: Range<usize>) -> f64 {
        let mut most = NONE;
        for visit in &self.visits[level.clone()] {
            let paths = masked(self.paths[visit.node as usize], visit.lanes);
            most.iter_mut().zip(paths).for_each(|(most, paths)| *most = most.max(paths));
        }
        let large = (0..LANES).filter(|&lane| most[lane] > MANY_PATHS);
        let large = large.fold(0, |lanes, lane| lanes | 1 << lane);
        for visit in &self.visits[level] {
            for lane in (0..LANES).filter(|lane| (visit.lanes & large) >> lane & 1 == 1) {
                let paths = &mut self.paths[visit.node as usize][lane];
                let shrunk = (*paths * SHRINK).max(FEWEST_PATHS);
                self.factors.push(shrunk / std::mem::replace(paths, shrunk));
            }
        }
        if large != 0 {
            self.shrunk.push((self.levels.len(), large));
        }
        let left = (0..LANES).map(|lane| if large >> lane & 1 == 1 { most[lane] * SHRINK } else { most[lane] });
        left.fold(1.0, f64::max)
    }

    /// Reads the rows of the visits in `level`: appends a visit to each node one step farther, and from `first` on the
    /// steps that lead there. Returns the end of the steps.
    fn read_level(&mut self, level: Range<usize>, first: usize) -> usize {
        let rows = self.visits[level.clone()].iter();
        let edges: usize = rows.map(|visit| self.graph.successors(visit.node as usize).len()).sum();
        // Room for all, so that writing needs no branch: which edges are steps is close to a coin toss.
        if self.steps.len() <= first + edges {
            self.steps.resize(first + edges + 1, Step::default());
        }
        let room = edges.min(self.graph.node_count()) + 1;
        self.visits.resize(level.end + room, Visit::default());
        let (known, new) = self.visits.split_at_mut(level.end);
        let (mut visits, mut steps) = (0, first);
        for visit in &known[level] {
            for &head in self.graph.successors(visit.node as usize) {
                let found = &mut self.found[head as usize];
                let lanes = visit.lanes & !found.passed;
                let is_step = lanes != 0;
                new[visits].node = head;
                visits += usize::from(is_step && (found.next == 0));
                found.next |= lanes;
                let tail = visit.node;
                self.steps[steps] = Step { tail, head, lanes };
                steps += usize::from(is_step);
            }
        }
        let end = known.len() + visits;
        self.visits.truncate(end);
        steps
    }

    /// Brandes' accumulation from the farthest distance back, over the steps only.
    ///
    /// With weight 1 for each target, δ(v) = σ(v) Σ_w (1 + δ(w)) / σ(w) over the steps v→w.
    fn collect_dependencies(&mut self, weight: Figures) {
        // Not for distance 0: a root is an end of all its paths, inside none.
        for level in (1..self.levels.len()).rev() {
            let (first_visit, first_step) = self.levels[level - 1];
            let (last_visit, last_step) = self.levels[level];
            for step in &self.steps[first_step..last_step] {
                let pull = masked(self.pull[step.head as usize], step.lanes);
                add(&mut self.pull[step.tail as usize], pull);
            }
            for visit in &self.visits[first_visit..last_visit] {
                let node = visit.node as usize;
                let answered = masked([1.0; LANES], self.answered[node]);
                let (paths, pull) = (&self.paths[node], &mut self.pull[node]);
                let (mut owed, mut own) = (NONE, NONE);
                for lane in 0..LANES {
                    owed[lane] = paths[lane] * pull[lane];
                    own[lane] = (weight[lane] - answered[lane]) / paths[lane];
                }
                self.sums[node] += masked(owed, visit.lanes).iter().sum::<f64>();
                add(pull, masked(own, visit.lanes));
            }
            if self.shrunk.last().is_some_and(|&(shrunk, _)| shrunk == level) {
                self.shrink_pulls(first_visit..last_visit);
            }
        }
    }

    /// Pulls are per path: what the last level that was shrunk passes on is per path of the level before.
    fn shrink_pulls(&mut self, level: Range<usize>) {
        let Some((_, lanes)) = self.shrunk.pop() else { return };
        for visit in self.visits[level].iter().rev() {
            for lane in (0..LANES).rev().filter(|lane| (visit.lanes & lanes) >> lane & 1 == 1) {
                let factor = self.factors.pop().expect("there is one for each number that was shrunk");
                self.pull[visit.node as usize][lane] *= factor;
            }
        }
    }
}

fn add(to: &mut Figures, figures: Figures) {
    for (to, figure) in to.iter_mut().zip(figures) {
        *to += figure;
    }
}

/// Zero in the lanes that are not in the set, whatever stood there.
fn masked(figures: Figures, lanes: u8) -> Figures {
    let low = &KEEP[usize::from(lanes & 0xF)];
    let high = &KEEP[usize::from(lanes >> 4)];
    let mut kept = NONE;
    for (lane, kept) in kept.iter_mut().enumerate() {
        let keep = if lane < 4 { low[lane] } else { high[lane - 4] };
        *kept = f64::from_bits(figures[lane].to_bits() & keep);
    }
    kept
}

/// For each set of four lanes, a mask of all ones where a lane is in it.
static KEEP: [[u64; 4]; 16] = {
    let mut table = [[0; 4]; 16];
    let mut set = 0;
    while set < 16 {
        let mut lane = 0;
        while lane < 4 {
            table[set][lane] = (set as u64 >> lane & 1).wrapping_neg();
            lane += 1;
        }
        set += 1;
    }
    table
};
