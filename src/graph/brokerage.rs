//! Brokerage between groups: who passes on what to whom.
//!
//! A node v *brokers* for the ordered pair (a, b) when a→v→b, a ≠ b, and a does not reach b directly (an *open*
//! two-path). The groups of the three tell what v is to them:
//!
//! | role | a → v → b | column of R's `sna::brokerage` |
//! |---|---|---|
//! | coordinator | A → A → A | `w_I` |
//! | itinerant | A → B → A | `w_O` |
//! | representative | A → A → B | `b_IO` |
//! | gatekeeper | A → B → B | `b_OI` |
//! | liaison | A → B → C | `b_O` |
//!
//! Source: R. V. Gould & R. M. Fernandez, "Structures of mediation: a formal approach to brokerage in transaction
//! networks", *Sociological Methodology* 19 (1989), 89–126. Counts, expectations and z-scores equal those of
//! `raw.nli`, `exp.nli`, `sd.nli` and `z.nli` in C. T. Butts' R package `sna` 2.7, see [`chance`].

pub mod chance;
mod counting;

use crate::graph::directed::Digraph;
use chance::Moments;

/// One figure per role, and one for all roles together.
///
/// For counts `total` is the sum of the five. Expectations sum too; deviations and z-scores do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles<T> {
    /// A → A → A: mediates within its own group.
    pub coordinator: T,
    /// A → B → A: an outsider who mediates within one other group.
    pub itinerant: T,
    /// A → A → B: passes on what leaves its group.
    pub representative: T,
    /// A → B → B: takes in what enters its group.
    pub gatekeeper: T,
    /// A → B → C: mediates between two other groups.
    pub liaison: T,
    /// Any of the five.
    pub total: T,
}

impl<T: Copy> Roles<T> {
    /// Applies `change` to each of the six figures.
    ///
    /// ```
    /// # use seedrelay::graph::brokerage::Roles;
    /// let counts = Roles { coordinator: 1, total: 1, ..Roles::default() };
    /// assert_eq!(counts.map(|count| count * 2).total, 2);
    /// ```
    #[must_use]
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> Roles<U> {
        Roles {
            coordinator: change(self.coordinator),
            itinerant: change(self.itinerant),
            representative: change(self.representative),
            gatekeeper: change(self.gatekeeper),
            liaison: change(self.liaison),
            total: change(self.total),
        }
    }

    /// The figures in the order of `sna`'s columns: `w_I`, `w_O`, `b_IO`, `b_OI`, `b_O`, `t`.
    ///
    /// ```
    /// # use seedrelay::graph::brokerage::Roles;
    /// let counts = Roles { representative: 3, total: 3, ..Roles::default() };
    /// assert_eq!(counts.as_array(), [0, 0, 3, 0, 0, 3]);
    /// ```
    #[must_use]
    pub fn as_array(&self) -> [T; 6] {
        [self.coordinator, self.itinerant, self.representative, self.gatekeeper, self.liaison, self.total]
    }
}

/// Brokerage of every node: what was counted, and what chance would have given.
#[derive(Debug, Clone, PartialEq)]
pub struct Brokerage {
    counts: Vec<Roles<u64>>,
    group_of: Vec<u32>,
    moments: Vec<Moments>,
}

/// Counts the open two-paths through every node by role. `groups[v]` is the group of node v; any numbers will do.
///
/// Two-paths are counted from group sizes around each node, and those that are closed taken off by one pass over the
/// triangles, so that a hub costs its degree and not its square: O(n log n + m^1.5) at worst for n nodes and m edges,
/// near linear on sparse graphs. A count is at most (n − 1)(n − 2).
///
/// # Panics
///
/// If `groups` has not one entry per node.
///
/// ```
/// # use seedrelay::graph::{brokerage::brokerage, directed::Digraph};
/// // A laboratory (0) hands on to an extension station (1), which hands on to a farm (2).
/// let graph = Digraph::from_edges(3, &[(0, 1), (1, 2)]);
/// let brokerage = brokerage(&graph, &[7, 8, 9]);
/// assert_eq!(brokerage.counts(1).liaison, 1);
/// assert_eq!(brokerage.counts(1).total, 1);
/// assert_eq!(brokerage.counts(0).total, 0);
/// ```
#[must_use]
pub fn brokerage(graph: &Digraph, groups: &[u32]) -> Brokerage {
    assert_eq!(groups.len(), graph.node_count(), "one group per node is needed");
    let (group_of, sizes) = number_groups(groups);
    Brokerage {
        counts: counting::open_two_paths(graph, &group_of, sizes.len()),
        moments: chance::moments(&sizes, graph.edge_count()),
        group_of,
    }
}

impl Brokerage {
    /// The open two-paths that `node` brokers, by role. O(1).
    ///
    /// # Panics
    ///
    /// If `node` is not a node of the graph.
    ///
    /// ```
    /// # use seedrelay::graph::{brokerage::brokerage, directed::Digraph};
    /// // 0→1→2 is closed by 0→2: nothing is brokered.
    /// let graph = Digraph::from_edges(3, &[(0, 1), (1, 2), (0, 2)]);
    /// assert_eq!(brokerage(&graph, &[0, 0, 0]).counts(1).total, 0);
    /// ```
    #[must_use]
    pub fn counts(&self, node: usize) -> Roles<u64> {
        self.counts[node]
    }

    /// The counts that chance would give on average, given the group sizes and the density of the graph. O(1).
    ///
    /// # Panics
    ///
    /// If `node` is not a node of the graph.
    ///
    /// ```
    /// # use seedrelay::graph::{brokerage::brokerage, directed::Digraph};
    /// // Density d = 2/6; expected total d²(1 − d)(n − 1)(n − 2) = 4/27.
    /// let brokerage = brokerage(&Digraph::from_edges(3, &[(0, 1), (1, 2)]), &[0, 1, 2]);
    /// assert!((brokerage.expected(1).total - 4.0 / 27.0).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn expected(&self, node: usize) -> Roles<f64> {
        self.moments_of(node).expected
    }

    /// The standard deviation of the counts under chance. O(1).
    ///
    /// # Panics
    ///
    /// If `node` is not a node of the graph.
    ///
    /// ```
    /// # use seedrelay::graph::{brokerage::brokerage, directed::Digraph};
    /// let brokerage = brokerage(&Digraph::from_edges(3, &[(0, 1), (1, 2)]), &[0, 1, 2]);
    /// assert_eq!(brokerage.standard_deviation(1).coordinator, 0.0, "nobody else is of its group");
    /// ```
    #[must_use]
    pub fn standard_deviation(&self, node: usize) -> Roles<f64> {
        self.moments_of(node).variance.map(f64::sqrt)
    }

    /// (count − expected) / standard deviation; `None` where chance leaves no variation (`NaN` in R). O(1).
    ///
    /// The moments are exact for random graphs of this density; that z is then normal is an approximation.
    ///
    /// # Panics
    ///
    /// If `node` is not a node of the graph.
    ///
    /// ```
    /// # use seedrelay::graph::{brokerage::brokerage, directed::Digraph};
    /// let brokerage = brokerage(&Digraph::from_edges(3, &[(0, 1), (1, 2)]), &[0, 1, 2]);
    /// let z = brokerage.z_scores(1);
    /// assert_eq!(z.coordinator, None);
    /// assert!(z.liaison.is_some_and(|z| z > 2.0));
    /// ```
    #[must_use]
    pub fn z_scores(&self, node: usize) -> Roles<Option<f64>> {
        let (count, expected) = (self.counts(node), self.expected(node));
        let deviation = self.standard_deviation(node);
        let z = |count: u64, expected: f64, deviation: f64| {
            (deviation > 0.0).then(|| (count as f64 - expected) / deviation)
        };
        Roles {
            coordinator: z(count.coordinator, expected.coordinator, deviation.coordinator),
            itinerant: z(count.itinerant, expected.itinerant, deviation.itinerant),
            representative: z(count.representative, expected.representative, deviation.representative),
            gatekeeper: z(count.gatekeeper, expected.gatekeeper, deviation.gatekeeper),
            liaison: z(count.liaison, expected.liaison, deviation.liaison),
            total: z(count.total, expected.total, deviation.total),
        }
    }

    fn moments_of(&self, node: usize) -> &Moments {
        &self.moments[self.group_of[node] as usize]
    }
}

/// Renumbers arbitrary group labels 0, 1, … in ascending order and counts the members of each.
fn number_groups(groups: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut labels = groups.to_vec();
    labels.sort_unstable();
    labels.dedup();
    let mut sizes = vec![0u32; labels.len()];
    let number = |label: &u32| {
        let number = labels.partition_point(|other| other < label);
        sizes[number] += 1;
        u32::try_from(number).expect("no more groups than nodes")
    };
    (groups.iter().map(number).collect(), sizes)
}

#[cfg(test)]
mod tests {
    use super::brokerage;
    use crate::graph::directed::Digraph;

    /// Checked against `sna::brokerage`, which names them the same way.
    #[test]
    fn each_role_by_itself() {
        let path = Digraph::from_edges(3, &[(0, 1), (1, 2)]);
        let roles = |groups: [u32; 3]| brokerage(&path, &groups).counts(1).as_array();
        assert_eq!(roles([0, 0, 0]), [1, 0, 0, 0, 0, 1], "coordinator");
        assert_eq!(roles([0, 1, 0]), [0, 1, 0, 0, 0, 1], "itinerant");
        assert_eq!(roles([0, 0, 1]), [0, 0, 1, 0, 0, 1], "representative");
        assert_eq!(roles([0, 1, 1]), [0, 0, 0, 1, 0, 1], "gatekeeper");
        assert_eq!(roles([0, 1, 2]), [0, 0, 0, 0, 1, 1], "liaison");
    }

    #[test]
    fn returns_and_closed_paths_are_not_brokered() {
        // 0↔1 is a return at either end; 0→1→2 is closed by 0→2; 2→3 leaves 0→2→3 and 1→2→3 open.
        let graph = Digraph::from_edges(4, &[(0, 1), (1, 0), (1, 2), (0, 2), (2, 3)]);
        let brokerage = brokerage(&graph, &[0, 1, 1, 0]);
        let counts: Vec<_> = (0..4).map(|v| brokerage.counts(v).as_array()).collect();
        assert_eq!(counts[0], [0; 6], "1→0→2 is closed by 1→2");
        assert_eq!(counts[1], [0; 6], "0→1→2 is closed by 0→2");
        assert_eq!(counts[2], [0, 1, 1, 0, 0, 2], "0→2→3 is A→B→A, 1→2→3 is B→B→A");
        assert_eq!(counts[3], [0; 6], "3 passes nothing on");
    }

    #[test]
    fn a_hub_of_fifty_thousand_is_counted_not_enumerated() {
        // 1..=50,000 all send to 0, and 0 to all of them: 50,000² paths, less 50,000 returns.
        let k = 50_000u32;
        let edges: Vec<_> = (1..=k).flat_map(|leaf| [(leaf, 0), (0, leaf)]).collect();
        let graph = Digraph::from_edges(k as usize + 1, &edges);
        let counts = brokerage(&graph, &vec![0; k as usize + 1]).counts(0);
        assert_eq!(counts.coordinator, u64::from(k) * u64::from(k - 1));
        assert_eq!(counts.total, counts.coordinator);
    }

    #[test]
    fn no_nodes_and_one_node_have_answers() {
        assert_eq!(brokerage(&Digraph::from_edges(0, &[]), &[]).counts.len(), 0);
        let alone = brokerage(&Digraph::from_edges(1, &[]), &[9]);
        assert_eq!(alone.counts(0).total, 0);
        assert_eq!(alone.expected(0).total, 0.0);
        assert_eq!(alone.z_scores(0).total, None);
    }

    #[test]
    #[should_panic(expected = "one group per node is needed")]
    fn a_group_too_few_is_refused() {
        let _ = brokerage(&Digraph::from_edges(2, &[]), &[0]);
    }
}
