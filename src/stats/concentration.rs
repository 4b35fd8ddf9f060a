//! How far a market lies in few hands.
//!
//! The index Σ share² of O. C. Herfindahl, *Concentration in the U.S. Steel Industry*, 1950, after A. O. Hirschman,
//! *National Power and the Structure of Foreign Trade*, 1945 (who took its square root).

/// The Herfindahl–Hirschman index of a market in which the i-th holder has `counts[i]`.
///
/// From 1/n, when n holders have equally many, to 1, when one has all; those without any do not count as holders.
/// `None` for an empty market. Exact to rounding while the squares add up below 2^53, to a relative 1e-15 n beyond.
/// O(n).
///
/// ```
/// use seedrelay::stats::concentration::herfindahl_hirschman;
///
/// assert_eq!(herfindahl_hirschman(&[5, 5, 5, 5]), Some(0.25));
/// assert_eq!(herfindahl_hirschman(&[9, 0, 0]), Some(1.0));
/// assert_eq!(herfindahl_hirschman(&[0, 0]), None);
/// ```
#[must_use]
pub fn herfindahl_hirschman(counts: &[u64]) -> Option<f64> {
    let total: f64 = counts.iter().map(|&count| count as f64).sum();
    if total == 0.0 {
        return None;
    }
    let squares: f64 = counts.iter().map(|&count| (count as f64).powi(2)).sum();
    Some(squares / (total * total))
}

#[cfg(all(test, feature = "proptest"))]
mod tests {
    use proptest::prelude::*;

    use super::herfindahl_hirschman;

    /// Shares of 30, 30, 20 and 20 per cent: 0.26, the worked example of the U.S. Department of Justice.
    #[test]
    fn the_justice_departments_example() {
        assert_eq!(herfindahl_hirschman(&[30, 30, 20, 20]), Some(0.26));
    }

    #[test]
    fn empty_market_has_none() {
        assert_eq!(herfindahl_hirschman(&[]), None);
    }

    #[test]
    fn huge_counts_do_not_overflow() {
        assert_eq!(herfindahl_hirschman(&[u64::MAX, u64::MAX]), Some(0.5));
    }

    proptest! {
        #[test]
        fn between_an_equal_split_and_one(counts in prop::collection::vec(0..1000_u64, 0..50)) {
            let holders = counts.iter().filter(|&&count| count > 0).count();
            if let Some(index) = herfindahl_hirschman(&counts) { prop_assert!(1.0 / holders as f64 - 1e-15 <= index && index <= 1.0) } else { prop_assert_eq!(holders, 0) }
        }

        #[test]
        fn order_changes_nothing(mut counts in prop::collection::vec(0..1000_u64, 0..50)) {
            let before = herfindahl_hirschman(&counts);
            counts.sort_unstable();
            prop_assert_eq!(herfindahl_hirschman(&counts), before);
        }

        #[test]
        fn a_merger_never_lowers_it(counts in prop::collection::vec(1..1000_u64, 2..50)) {
            let mut merged = counts.clone();
            let last = merged.pop().unwrap();
            merged[0] += last;
            prop_assert!(herfindahl_hirschman(&merged) > herfindahl_hirschman(&counts));
        }
    }
}
