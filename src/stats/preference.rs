//! Comparing two alternatives over several criteria.
//!
//! An alternative is a slice of values, one per criterion, more being better; criteria are scaled alike (usually to
//! 0..=1) so that a weight means the same for each. A NaN stands for *unknown*: nothing is assumed in its place, and
//! what cannot be known without it is `None`.

/// The mean of `values` weighted by `weights`, in the range of the values.
///
/// Weights are from 0 and need not add up to 1. `None` if a value with a weight above 0 is unknown, if a weight is
/// negative or not finite, or if none is above 0. O(n).
///
/// ```
/// use seedrelay::stats::preference::weighted_score;
///
/// assert_eq!(weighted_score(&[0.75, 0.25], &[3.0, 1.0]), Some(0.625));
/// assert_eq!(weighted_score(&[0.8, f64::NAN], &[1.0, 1.0]), None);
/// assert_eq!(weighted_score(&[0.8, f64::NAN], &[1.0, 0.0]), Some(0.8));
/// ```
///
/// # Panics
///
/// If the slices differ in length.
#[must_use]
pub fn weighted_score(values: &[f64], weights: &[f64]) -> Option<f64> {
    assert_eq!(values.len(), weights.len(), "a weight for each criterion");
    if weights.iter().any(|w| !(w.is_finite() && *w >= 0.0)) {
        return None;
    }
    // The greatest numbers have no finite sum; a weight means the same in any unit.
    let scale = if weights.iter().sum::<f64>().is_finite() { 1.0 } else { 1.0 / f64::MAX };
    let total: f64 = weights.iter().map(|weight| weight * scale).sum();
    let weighted = values.iter().zip(weights).filter(|(_, w)| **w > 0.0);
    let sum: f64 = weighted.map(|(value, weight)| value * (weight * scale)).sum();
    let score = sum / total;
    score.is_finite().then_some(score)
}

/// Whether `a` is at least as good as `b` on every criterion and better on one (V. Pareto, 1906).
///
/// `None` where an unknown value decides; a criterion on which `a` is known to be worse settles it whatever the
/// unknown ones are. O(n).
///
/// ```
/// use seedrelay::stats::preference::dominates;
///
/// assert_eq!(dominates(&[0.9, 0.5], &[0.7, 0.5]), Some(true));
/// assert_eq!(dominates(&[0.9, 0.4], &[0.7, 0.5]), Some(false));
/// assert_eq!(dominates(&[0.9, f64::NAN], &[0.7, 0.5]), None);
/// assert_eq!(dominates(&[0.6, f64::NAN], &[0.7, 0.5]), Some(false));
/// ```
///
/// # Panics
///
/// If the slices differ in length.
#[must_use]
pub fn dominates(a: &[f64], b: &[f64]) -> Option<bool> {
    assert_eq!(a.len(), b.len(), "the same criteria");
    let pairs = || a.iter().zip(b);
    if pairs().any(|(a, b)| a < b) {
        return Some(false);
    }
    if pairs().any(|(a, b)| a.is_nan() || b.is_nan()) {
        return None;
    }
    Some(pairs().any(|(a, b)| a > b))
}

/// The share (0..=1) of all weightings under which `a` scores higher than `b`, exactly.
///
/// Weightings are spread uniformly over the simplex (none negative, adding up to 1). Alternatives with equal values
/// share evenly, ½ each; so the shares of a pair always add up to 1. `None` if a value is unknown. O(n²).
///
/// It is the part of a simplex on one side of a plane: G. Varsi, "The multidimensional content of the frustum of the
/// simplex", *Pacific Journal of Mathematics* 46, 1973. Only sums and products of shares are taken, so nothing cancels.
///
/// ```
/// use seedrelay::stats::preference::winning_share;
///
/// // a wins while the first weight exceeds ¼.
/// assert_eq!(winning_share(&[0.75, 0.25], &[0.0, 0.5]), Some(0.75));
/// assert_eq!(winning_share(&[0.9, 0.9], &[0.6, 0.5]), Some(1.0));
/// ```
///
/// # Panics
///
/// If the slices differ in length.
#[must_use]
pub fn winning_share(a: &[f64], b: &[f64]) -> Option<f64> {
    assert_eq!(a.len(), b.len(), "the same criteria");
    let leads: Vec<f64> = a.iter().zip(b).map(|(a, b)| a - b).collect();
    if leads.iter().any(|lead| !lead.is_finite()) {
        return None;
    }
    let ahead: Vec<f64> = leads.iter().copied().filter(|lead| *lead > 0.0).collect();
    let behind: Vec<f64> = leads.iter().map(|lead| -lead).filter(|lag| *lag > 0.0).collect();
    if ahead.is_empty() && behind.is_empty() {
        return Some(0.5);
    }
    // won[j]: the share won if only the first j of `behind`, and those of `ahead` met so far, counted. Cutting the edge
    // between a corner ahead and one behind where they draw leaves two simplices, each with one such corner fewer.
    let mut won = vec![0.0; behind.len() + 1];
    for lead in ahead {
        won[0] = 1.0;
        for (j, lag) in behind.iter().enumerate() {
            let near_lead = lead / (lead + lag);
            won[j + 1] = near_lead * won[j] + (1.0 - near_lead) * won[j + 1];
        }
    }
    won.last().copied()
}

#[cfg(all(test, feature = "proptest"))]
mod tests {
    use proptest::prelude::*;

    use super::{dominates, weighted_score, winning_share};

    /// a − b = (1, −1, −1): a wins where w₁ > ½, a corner triangle with half the side: ¼ of the area.
    /// a − b = (1, −½, 0): it loses the triangle of corners 2 and 3 and the point a third of the way from 2 to 1: ⅓.
    #[test]
    fn areas_of_a_triangle() {
        let against_nothing = |lead: [f64; 3]| winning_share(&lead, &[0.0; 3]).unwrap();
        assert_eq!(against_nothing([1.0, -1.0, -1.0]), 0.25);
        assert!((against_nothing([1.0, -0.5, 0.0]) - 2.0 / 3.0).abs() < 1e-15);
        assert_eq!(against_nothing([1.0, 0.0, 0.0]), 1.0);
        assert_eq!(against_nothing([0.0, 0.0, -1.0]), 0.0);
        assert_eq!(against_nothing([0.0, 0.0, 0.0]), 0.5);
    }

    /// a − b = (1, 1, −1, −1) halves the tetrahedron; (3, −1, −1, −1) wins where w₁ > ¼, a corner of side ¾.
    #[test]
    fn volumes_of_a_tetrahedron() {
        assert!((winning_share(&[1.0, 1.0, 0.0, 0.0], &[0.0, 0.0, 1.0, 1.0]).unwrap() - 0.5).abs() < 1e-15);
        let above_a_quarter = winning_share(&[3.0, 0.0, 0.0, 0.0], &[0.0, 1.0, 1.0, 1.0]).unwrap();
        assert!((above_a_quarter - 0.75_f64.powi(3)).abs() < 1e-15);
    }

    #[test]
    fn unknown_is_none() {
        assert_eq!(winning_share(&[1.0, f64::NAN], &[0.0, 0.0]), None);
        assert_eq!(dominates(&[1.0, 0.0], &[0.0, f64::NAN]), None);
        assert_eq!(weighted_score(&[1.0], &[0.0]), None);
        assert_eq!(weighted_score(&[1.0, 1.0], &[2.0, -1.0]), None);
    }

    fn pair() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
        (1..7_usize).prop_flat_map(|n| {
            let values = || prop::collection::vec((0..5_u8).prop_map(|v| f64::from(v) / 4.0), n);
            (values(), values())
        })
    }

    proptest! {
        #[test]
        fn shares_of_a_pair_add_up((a, b) in pair()) {
            let (won, lost) = (winning_share(&a, &b).unwrap(), winning_share(&b, &a).unwrap());
            prop_assert!((0.0..=1.0).contains(&won));
            prop_assert!((won + lost - 1.0).abs() < 1e-14);
        }

        #[test]
        fn dominance_is_winning_everywhere((a, b) in pair()) {
            prop_assert_eq!(dominates(&a, &b), Some(winning_share(&a, &b) == Some(1.0)));
        }

        #[test]
        fn a_score_lies_among_its_values((values, weights) in pair()) {
            if let Some(score) = weighted_score(&values, &weights) {
                let least = values.iter().copied().fold(f64::INFINITY, f64::min);
                let most = values.iter().copied().fold(0.0, f64::max);
                prop_assert!(least - 1e-12 <= score && score <= most + 1e-12);
            } else {
                prop_assert!(weights.iter().all(|w| *w == 0.0));
            }
        }
    }
}
