//! Betweenness: on how many shortest paths a node lies.
//!
//! b(v) = Σ over ordered pairs (s, t), s ≠ v ≠ t, of σₛₜ(v) / σₛₜ, with σₛₜ the number of shortest paths from s to t and
//! σₛₜ(v) of those through v: directed, unweighted, not normalized, as `igraph`'s `betweenness`. It tells who sits on
//! paths, not how much can pass.
//!
//! [`exact`] is U. Brandes, "A faster algorithm for betweenness centrality", *J. Math. Sociol.* 25 (2001), 163–177;
//! [`sampled`] estimates it within a stated error; [`betweenness`] takes the one or the other by the size of the graph.

mod bundle;
mod exact;
mod parallel;
mod random_path;
mod sampled;
mod vertex_diameter;

pub use exact::exact;
pub use sampled::sampled;

use crate::graph::directed::Digraph;
use std::fmt;

/// Betweenness of every node, and how it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Betweenness {
    /// By node: 0 to (n − 1)(n − 2).
    pub values: Vec<f64>,
    /// Exact, or sampled with what accuracy.
    pub method: Method,
}

/// How a betweenness was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method {
    /// Every shortest path was counted.
    Exact,
    /// Shortest paths were drawn at random. With probability at least 1 − `delta`, all values at once are within
    /// `epsilon` · n(n − 1) of the exact ones.
    Sampled {
        /// Greatest error, as a share of the n(n − 1) ordered pairs.
        epsilon: f64,
        /// Probability that some value is farther off.
        delta: f64,
        /// Number of paths behind the values; 0 if no path has a node inside.
        samples: u64,
    },
}

/// How close a sampled betweenness is to be.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Accuracy {
    /// Greatest error of any node, as a share of the n(n − 1) ordered pairs: strictly between 0 and 1. Time grows as
    /// 1/ε to 1/ε².
    pub epsilon: f64,
    /// Probability that some node is farther off: strictly between 0 and 1.
    pub delta: f64,
    /// Start of the pseudo-random numbers (SplitMix64).
    pub seed: u64,
}

impl Default for Accuracy {
    /// Within 0.3 % of the ordered pairs, with probability 90 %.
    ///
    /// ```
    /// # use seedrelay::graph::betweenness::Accuracy;
    /// assert_eq!(Accuracy::default(), Accuracy { epsilon: 0.003, delta: 0.1, seed: 0 });
    /// ```
    fn default() -> Self {
        Self { epsilon: 0.003, delta: 0.1, seed: 0 }
    }
}

impl Accuracy {
    /// An accuracy that can be had.
    ///
    /// # Errors
    ///
    /// If `epsilon` or `delta` does not lie strictly between 0 and 1.
    pub fn checked(epsilon: f64, delta: f64, seed: u64) -> Result<Self, AccuracyError> {
        let accuracy = Self { epsilon, delta, seed };
        accuracy.check()?;
        Ok(accuracy)
    }

    fn check(&self) -> Result<(), AccuracyError> {
        let open_unit = |value: f64| value > 0.0 && value < 1.0;
        if !open_unit(self.epsilon) {
            return Err(AccuracyError::Epsilon(self.epsilon));
        }
        if !open_unit(self.delta) {
            return Err(AccuracyError::Delta(self.delta));
        }
        Ok(())
    }
}

/// An accuracy that cannot be had.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum AccuracyError {
    /// `epsilon` does not lie strictly between 0 and 1.
    Epsilon(f64),
    /// `delta` does not lie strictly between 0 and 1.
    Delta(f64),
}

impl fmt::Display for AccuracyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, value) = match self {
            Self::Epsilon(value) => ("epsilon", value),
            Self::Delta(value) => ("delta", value),
        };
        write!(f, "{name} is {value}, but must lie strictly between 0 and 1")
    }
}

impl std::error::Error for AccuracyError {}

/// When to sample, and how closely.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BetweennessOptions {
    /// Graphs of at most this many nodes are answered exactly,
    pub exact_up_to: usize,
    /// if their nodes times their edges are no more than this: the time that it takes grows with both.
    pub exact_steps: u64,
    /// The accuracy for larger ones.
    pub accuracy: Accuracy,
}

impl Default for BetweennessOptions {
    /// Exact up to 20,000 nodes and 10⁹ steps, ten seconds at worst; the default [`Accuracy`] above.
    ///
    /// ```
    /// # use seedrelay::graph::betweenness::BetweennessOptions;
    /// assert_eq!(BetweennessOptions::default().exact_up_to, 20_000);
    /// ```
    fn default() -> Self {
        Self { exact_up_to: 20_000, exact_steps: 1_000_000_000, accuracy: Accuracy::default() }
    }
}

/// Betweenness by [`exact`] for a graph of at most `exact_up_to` nodes and `exact_steps`, by [`sampled`] for a larger one.
///
/// # Errors
///
/// If the accuracy is out of range, whether it is needed or not.
///
/// ```
/// # use seedrelay::graph::betweenness::{BetweennessOptions, Method, betweenness};
/// # use seedrelay::graph::directed::Digraph;
/// let graph = Digraph::from_edges(3, &[(0, 1), (1, 2)]);
/// let found = betweenness(&graph, &BetweennessOptions::default())?;
/// assert_eq!(found.values, [0.0, 1.0, 0.0]);
/// assert_eq!(found.method, Method::Exact);
/// # Ok::<(), seedrelay::graph::betweenness::AccuracyError>(())
/// ```
pub fn betweenness(graph: &Digraph, options: &BetweennessOptions) -> Result<Betweenness, AccuracyError> {
    options.accuracy.check()?;
    let steps = (graph.node_count() as u64).saturating_mul(graph.edge_count() as u64);
    if graph.node_count() > options.exact_up_to || steps > options.exact_steps {
        return sampled(graph, &options.accuracy);
    }
    Ok(Betweenness { values: exact(graph), method: Method::Exact })
}

#[cfg(test)]
mod tests {
    use super::{Accuracy, AccuracyError, BetweennessOptions, Method, betweenness, sampled};
    use crate::graph::directed::Digraph;

    #[test]
    fn above_the_size_it_is_sampled_and_says_so() {
        let graph = Digraph::from_edges(3, &[(0, 1), (1, 2)]);
        let options = BetweennessOptions { exact_steps: 5, ..BetweennessOptions::default() };
        let dense = betweenness(&graph, &options).expect("the default accuracy is in range");
        let options = BetweennessOptions { exact_up_to: 2, ..BetweennessOptions::default() };
        let found = betweenness(&graph, &options).expect("the default accuracy is in range");
        assert!(matches!(
            found.method,
            Method::Sampled { epsilon: 0.003, delta: 0.1, samples } if samples > 0
        ));
        assert!((found.values[1] - 1.0).abs() <= 0.003 * 6.0);
        assert_eq!(dense, found, "three nodes and two edges are six steps");
    }

    #[test]
    fn an_accuracy_out_of_range_is_named() {
        let accuracy = Accuracy { delta: 1.0, ..Accuracy::default() };
        let error = sampled(&Digraph::from_edges(1, &[]), &accuracy).expect_err("delta is 1");
        assert_eq!(error, AccuracyError::Delta(1.0));
        assert_eq!(error.to_string(), "delta is 1, but must lie strictly between 0 and 1");
        let accuracy = Accuracy { epsilon: f64::NAN, ..Accuracy::default() };
        assert!(sampled(&Digraph::from_edges(1, &[]), &accuracy).is_err());
    }

    #[test]
    fn graphs_without_inner_nodes_need_no_samples() {
        for (nodes, edges) in [(0, vec![]), (1, vec![]), (2, vec![(0, 1)])] {
            let graph = Digraph::from_edges(nodes, &edges);
            let found = sampled(&graph, &Accuracy::default()).expect("in range");
            assert_eq!(found.values, vec![0.0; nodes]);
        }
    }
}
