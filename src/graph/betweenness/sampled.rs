//! Betweenness of every node, estimated from random shortest paths, with a bound on the error.
//!
//! Riondato & Kornaropoulos ("Fast approximation of betweenness centrality through sampling", *Data Min. Knowl. Discov.*
//! 30, 2016) bound by the vertex diameter how many random paths do for all nodes at once; Borassi & Natale ("KADABRA is
//! an adaptive algorithm for betweenness via random approximation", *ACM J. Exp. Algorithmics* 24, 2019) stop earlier,
//! once what has been drawn shows that the error is small. This module is theirs, with two differences: pairs are drawn
//! only from nodes that lead somewhere and nodes that can be reached, so that fewer do for the same bound; and each node's
//! share of the risk is set by a formula in place of their numerical search (any fixed shares keep the guarantee).

use super::parallel::for_each_of;
use super::random_path::PathSampler;
use super::{Accuracy, AccuracyError, Betweenness, Method, vertex_diameter};
use crate::graph::directed::Digraph;

/// Independent streams of samples: fixed, so that the estimate does not depend on the number of threads.
const STREAMS: u64 = 8;
/// One part in this many of the greatest number of samples goes into a pilot that sets the shares of the risk.
const PILOT: f64 = 100.0;
/// How many edges all samples together may read: some seconds' worth. As many samples are allowed as the pilot needs
/// edges for; where these are fewer than the accuracy asks for, what is answered is the accuracy that they give.
const MOST_EDGES: f64 = 2e9;
/// Growth of the number of samples from one look at the error to the next.
const GROWTH: f64 = 1.1;
/// The constant of the VC bound as estimated by Löffler & Phillips (2009) and used by both papers.
const VC_CONSTANT: f64 = 0.5;

/// Estimates betweenness so that, with probability at least 1 − `delta` over the random draws, *every* node's estimate
/// differs from the exact value by at most `epsilon` · n(n − 1), n being the number of nodes.
///
/// At most ½ (⌊log₂(D − 2)⌋ + 1 + ln(2 / δ)) / ε′² paths are drawn, with D a bound on the vertex diameter and
/// ε′ = ε n(n − 1) / (pairs that could be joined), fewer where the draws allow; each reads about √m edges in a graph with
/// hubs, all m at worst. Where that would be more than 2 · 10⁹ edges, ε is larger than asked for, and
/// [`Method::Sampled`] says how large. The same graph, accuracy and seed give the same estimate, whatever the number of threads.
///
/// # Errors
///
/// If `epsilon` or `delta` does not lie strictly between 0 and 1.
///
/// ```
/// # use seedrelay::graph::{betweenness::{Accuracy, sampled}, directed::Digraph};
/// // Node 0 lies between all 50 · 49 pairs of the 50 others: n(n − 1) = 51 · 50.
/// let edges: Vec<_> = (1..=50).flat_map(|leaf| [(leaf, 0), (0, leaf)]).collect();
/// let graph = Digraph::from_edges(51, &edges);
/// let found = sampled(&graph, &Accuracy { epsilon: 0.05, delta: 0.1, seed: 1 })?;
/// assert!((found.values[0] - 50.0 * 49.0).abs() <= 0.05 * 51.0 * 50.0);
/// assert_eq!(found.values[1], 0.0);
/// # Ok::<(), seedrelay::graph::betweenness::AccuracyError>(())
/// ```
pub fn sampled(graph: &Digraph, accuracy: &Accuracy) -> Result<Betweenness, AccuracyError> {
    accuracy.check()?;
    let ends = Ends::of(graph);
    let longest = vertex_diameter::bound(graph);
    let (shares, samples, widened) = if longest < 3 {
        // On paths of two nodes nothing lies inside.
        (vec![0.0; graph.node_count()], 0, 1.0)
    } else {
        let epsilon = accuracy.epsilon * ends.all_pairs / ends.pairs;
        let capacity = f64::from((longest - 2).ilog2() + 1);
        let most = VC_CONSTANT * (capacity + (2.0 / accuracy.delta).ln()) / (epsilon * epsilon);
        let risk = Risk { epsilon, delta: accuracy.delta, most: most.ceil() };
        draw_until_within(risk, Draws::new(graph, &ends, accuracy.seed))
    };
    Ok(Betweenness {
        values: shares.iter().map(|share| share * ends.pairs).collect(),
        method: Method::Sampled { epsilon: (accuracy.epsilon * widened).min(1.0), delta: accuracy.delta, samples },
    })
}

/// Returns, for each node, the share of the paths drawn that it lay inside, the number of those paths, and by which factor
/// the error may be larger than was asked for.
fn draw_until_within(mut risk: Risk, mut draws: Draws<'_>) -> (Vec<f64>, u64, f64) {
    let pilot = (risk.most / PILOT).ceil();
    draws.draw_up_to(pilot);
    let widened = risk.widen_to(draws.most_samples().max(pilot));
    let log_risks = risk.log_shares(&draws.shares());
    draws.forget();

    let mut next = pilot;
    loop {
        draws.draw_up_to(next);
        let shares = draws.shares();
        let drawn = draws.drawn as f64;
        // All that are allowed give the bound by themselves.
        if drawn >= risk.most || risk.is_met(&shares, &log_risks, drawn) {
            return (shares, draws.drawn, widened);
        }
        next = (drawn * GROWTH).ceil().min(risk.most);
    }
}

/// The nodes that a path can start from and end at.
struct Ends {
    sources: Vec<u32>,
    targets: Vec<u32>,
    /// Ordered pairs of a source and a different target.
    pairs: f64,
    /// n(n − 1).
    all_pairs: f64,
}

impl Ends {
    fn of(graph: &Digraph) -> Self {
        let nodes = (0u32..).zip(0..graph.node_count());
        let leads = |&(_, node): &(u32, usize)| !graph.successors(node).is_empty();
        let reached = |&(_, node): &(u32, usize)| !graph.predecessors(node).is_empty();
        let both = nodes.clone().filter(leads).filter(reached).count();
        let sources: Vec<u32> = nodes.clone().filter(leads).map(|(id, _)| id).collect();
        let targets: Vec<u32> = nodes.filter(reached).map(|(id, _)| id).collect();
        let count = graph.node_count() as f64;
        Self {
            pairs: sources.len() as f64 * targets.len() as f64 - both as f64,
            all_pairs: count * (count - 1.0),
            sources,
            targets,
        }
    }
}

/// Paths drawn so far, in several streams.
struct Draws<'g> {
    nodes: usize,
    streams: Vec<PathSampler<'g>>,
    drawn: u64,
}

impl<'g> Draws<'g> {
    fn new(graph: &'g Digraph, ends: &'g Ends, seed: u64) -> Self {
        let ends = [&ends.sources[..], &ends.targets[..]];
        let stream = |number| PathSampler::new(graph, ends, seed, number);
        Self { nodes: graph.node_count(), streams: (0..STREAMS).map(stream).collect(), drawn: 0 }
    }

    /// Draws on until there are at least `total`, as many from each stream.
    fn draw_up_to(&mut self, total: f64) {
        let each = ((total - self.drawn as f64) / STREAMS as f64).ceil() as u64;
        for_each_of(&mut self.streams, |stream| {
            for _ in 0..each {
                stream.draw();
            }
        });
        self.drawn += each * STREAMS;
    }

    /// For each node, the share of the paths that it lay inside, 0 to 1.
    fn shares(&self) -> Vec<f64> {
        let inside = |node: usize| -> u64 { self.streams.iter().map(|s| s.inside[node]).sum() };
        (0..self.nodes).map(|node| inside(node) as f64 / self.drawn as f64).collect()
    }

    /// Starts counting anew; the streams go on.
    /// How many samples read [`MOST_EDGES`], by those drawn so far.
    fn most_samples(&self) -> f64 {
        let read: u64 = self.streams.iter().map(|stream| stream.read).sum();
        (MOST_EDGES / (read as f64 / self.drawn as f64).max(1.0)).floor()
    }

    fn forget(&mut self) {
        self.drawn = 0;
        for stream in &mut self.streams {
            stream.inside.fill(0);
        }
    }
}

/// How far off a share may be, with what probability, and the number of paths that make sure of it.
struct Risk {
    epsilon: f64,
    delta: f64,
    most: f64,
}

impl Risk {
    /// Makes do with so many samples; returns by which factor the error may then be larger.
    fn widen_to(&mut self, samples: f64) -> f64 {
        if samples >= self.most {
            return 1.0;
        }
        let factor = (self.most / samples).sqrt();
        (self.epsilon, self.most) = (self.epsilon * factor, samples);
        factor
    }

    /// ln(1 / δᵥ) for each node v, where δᵥ is the risk it may take on either side: nine tenths in proportion to its share
    /// in the pilot, since a large share varies most, and one tenth evenly. Half of δ is kept for the VC bound.
    fn log_shares(&self, pilot: &[f64]) -> Vec<f64> {
        let sum: f64 = pilot.iter().sum();
        let even = 1.0 / pilot.len() as f64;
        let of_side = self.delta / 4.0;
        let part = |&share: &f64| {
            if sum > 0.0 { 0.9 * share / sum + 0.1 * even } else { even }
        };
        pilot.iter().map(|share| -(of_side * part(share)).ln()).collect()
    }

    /// Whether both deviations that Borassi & Natale (their f and g) allow are within ε at every node.
    fn is_met(&self, shares: &[f64], log_risks: &[f64], drawn: f64) -> bool {
        let ratio = self.most / drawn;
        shares.iter().zip(log_risks).all(|(&share, &log_risk)| {
            let spread = 2.0 * share * self.most / log_risk;
            let deviation = |shift: f64| log_risk / drawn * (shift + (shift * shift + spread).sqrt());
            deviation(1.0 / 3.0 - ratio) <= self.epsilon && deviation(1.0 / 3.0 + ratio) <= self.epsilon
        })
    }
}
