//! What brokerage chance gives: mean and variance of each role in a random directed graph of the same density.
//!
//! Every ordered pair is an edge with probability d = m / (N(N − 1)), independently. With n the size of the broker's
//! group, nⱼ those of the others, p = d²(1 − d) the chance that a given two-path stands open and c = d³(1 − d)³ the
//! covariance term of two paths that share an edge, `sna::brokerage` (version 2.7-1, the code after "Compute moments by
//! broker's class") has, E first and then V:
//!
//! | role | E / p | (V − E(1 − p)) / c |
//! |---|---|---|
//! | coordinator | (n−1)(n−2) | 2(n−1)(n−2)(n−3) |
//! | itinerant | Σⱼ nⱼ(nⱼ−1) | 2 Σⱼ nⱼ(nⱼ−1)(nⱼ−2) |
//! | representative, gatekeeper | (N−n)(n−1) | 2\[(n−1)·C(N−n, 2) + (N−n)·C(n−1, 2)\] |
//! | liaison | (Σⱼ nⱼ)² − Σⱼ nⱼ² | 4 Σⱼ nⱼ·C(N−nⱼ−n, 2) |
//! | total | (N−1)(N−2) | 2(N−1)(N−2)(N−3) |
//!
//! The formulas are those of the package, not re-derived: their purpose is to give its figures.

use super::Roles;

/// Mean and variance of the counts of a broker of one group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    /// Expected number of open two-paths, ≥ 0.
    pub expected: Roles<f64>,
    /// Variance of that number, ≥ 0.
    pub variance: Roles<f64>,
}

/// The moments for a broker of each group, `sizes[g]` being the members of group g, in a graph of `edges` edges.
/// O(groups). Combinatorial factors are exact integers, so that many or giant groups lose no digits.
///
/// Fewer than two nodes have no density: their moments are 0 (R gives `NaN`).
///
/// ```
/// # use seedrelay::graph::brokerage::chance::moments;
/// // Two groups of 2 and 1, two edges among three nodes: d = 1/3, p = 2/27.
/// let of_first = moments(&[2, 1], 2)[0].expected;
/// assert_eq!(of_first.coordinator, 0.0, "the group has no two others");
/// assert!((of_first.gatekeeper - 2.0 / 27.0).abs() < 1e-15, "one outsider, one other insider");
/// ```
#[must_use]
pub fn moments(sizes: &[u32], edges: usize) -> Vec<Moments> {
    let all: i128 = sizes.iter().map(|&size| i128::from(size)).sum();
    let power_sum = |power| -> i128 { sizes.iter().map(|&n| i128::from(n).pow(power)).sum() };
    let (squares, cubes) = (power_sum(2), power_sum(3));
    let density = if all < 2 { 0.0 } else { edges as f64 / (all * (all - 1)) as f64 };
    let open = density * density * (1.0 - density);
    let shared = density.powi(3) * (1.0 - density).powi(3);

    let of_group = |&size: &u32| {
        let own = i128::from(size);
        // Power sums over the other groups: Σ nⱼ, Σ nⱼ², Σ nⱼ³.
        let (s1, s2, s3) = (all - own, squares - own.pow(2), cubes - own.pow(3));
        let crossing = s1 * (own - 1);
        let crossing_pairs = (own - 1) * pairs(s1) + s1 * pairs(own - 1);
        let paths = Roles {
            coordinator: (own - 1) * (own - 2),
            itinerant: s2 - s1,
            representative: crossing,
            gatekeeper: crossing,
            liaison: s1 * s1 - s2,
            total: (all - 1) * (all - 2),
        };
        let overlaps = Roles {
            coordinator: 2 * (own - 1) * (own - 2) * (own - 3),
            itinerant: 2 * (s3 - 3 * s2 + 2 * s1),
            representative: 2 * crossing_pairs,
            gatekeeper: 2 * crossing_pairs,
            // 4 Σ nⱼ C(s1 − nⱼ, 2), expanded.
            liaison: 2 * ((s1 * s1 - s1) * s1 + (1 - 2 * s1) * s2 + s3),
            total: 2 * (all - 1) * (all - 2) * (all - 3),
        };
        moments_of(paths, overlaps, open, shared)
    };
    sizes.iter().map(of_group).collect()
}

fn moments_of(paths: Roles<i128>, overlaps: Roles<i128>, open: f64, shared: f64) -> Moments {
    let expected = paths.map(|paths| paths as f64 * open);
    let independent = expected.map(|expected| expected * (1.0 - open));
    let covariance = overlaps.map(|overlaps| overlaps as f64 * shared);
    Moments {
        expected,
        variance: Roles {
            coordinator: independent.coordinator + covariance.coordinator,
            itinerant: independent.itinerant + covariance.itinerant,
            representative: independent.representative + covariance.representative,
            gatekeeper: independent.gatekeeper + covariance.gatekeeper,
            liaison: independent.liaison + covariance.liaison,
            total: independent.total + covariance.total,
        },
    }
}

/// C(n, 2).
fn pairs(n: i128) -> i128 {
    n * (n - 1) / 2
}

#[cfg(test)]
mod tests {
    use super::moments;

    /// d = 3/12 in four nodes, groups {2, 2}: p = 3/64, c = 27/4096.
    #[test]
    fn moments_by_hand() {
        let of_group = moments(&[2, 2], 3)[0];
        let p = 3.0 / 64.0;
        let c = 27.0 / 4096.0;
        assert_eq!(of_group.expected.as_array(), [0.0, 2.0 * p, 2.0 * p, 2.0 * p, 0.0, 6.0 * p]);
        // Representative: 2[(1)·C(2, 2) + 2·C(1, 2)] = 2. Total: 2·3·2·1 = 12.
        let variance = of_group.variance;
        assert!((variance.itinerant - 2.0 * p * (1.0 - p)).abs() < 1e-15);
        assert!((variance.representative - (2.0 * p * (1.0 - p) + 2.0 * c)).abs() < 1e-15);
        assert!((variance.total - (6.0 * p * (1.0 - p) + 12.0 * c)).abs() < 1e-15);
    }

    #[test]
    fn expectations_sum_to_the_total() {
        for group in moments(&[5, 1, 3, 0, 40], 200) {
            let e = group.expected.as_array();
            assert!((e[..5].iter().sum::<f64>() - e[5]).abs() < 1e-12 * e[5]);
        }
    }
}
