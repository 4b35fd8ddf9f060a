//! How far a share that was found in a sample may lie from the true one.
//!
//! The interval of E. B. Wilson, *Probable Inference, the Law of Succession, and Statistical Inference*, JASA 22, 1927.
//! L. D. Brown, T. T. Cai and A. DasGupta, *Interval Estimation for a Binomial Proportion*, Statistical Science 16, 2001,
//! recommend it for samples of up to 40: it covers the true share about as often as it says, also where few or all were
//! found, and needs no special function.

/// The 97.5 % point of the standard normal distribution, as tables give it.
const Z: f64 = 1.959_964;

/// The 95 % interval of a share of which `found` of `checked` were found: its lower and its upper end, within 0 to 1.
///
/// Of nothing checked nothing is known: 0 to 1. More cannot be found than are checked; what is above counts as all.
///
/// ```
/// use seedrelay::stats::wilson::wilson;
///
/// let (low, high) = wilson(20, 25);
/// assert_eq!((format!("{low:.5}"), format!("{high:.5}")), ("0.60869".into(), "0.91139".into()));
/// assert_eq!(wilson(0, 0), (0.0, 1.0));
/// ```
#[must_use]
pub fn wilson(found: u64, checked: u64) -> (f64, f64) {
    let (k, n) = (found.min(checked) as f64, checked as f64);
    if checked == 0 {
        return (0.0, 1.0);
    }
    let middle = k + Z * Z / 2.0;
    let half = Z * (k * (n - k) / n + Z * Z / 4.0).sqrt();
    let whole = n + Z * Z;
    // Rounding never leaves out the share itself, of which the interval is.
    let share = k / n;
    (((middle - half) / whole).clamp(0.0, share), ((middle + half) / whole).clamp(share, 1.0))
}

#[cfg(test)]
mod tests {
    use super::wilson;

    fn rounded((low, high): (f64, f64)) -> (String, String) {
        (format!("{low:.5}"), format!("{high:.5}"))
    }

    /// As `statsmodels` has them: `proportion_confint(20, 25, method="wilson")`, and of 0.
    #[test]
    fn the_figures_of_statsmodels() {
        assert_eq!(rounded(wilson(20, 25)), ("0.60869".into(), "0.91139".into()));
        assert_eq!(rounded(wilson(0, 25)), ("0.00000".into(), "0.13319".into()));
    }

    #[test]
    fn is_the_same_from_the_other_side_and_holds_the_share() {
        for checked in 1..60 {
            for found in 0..=checked {
                let (low, high) = wilson(found, checked);
                let (from_above, from_below) = wilson(checked - found, checked);
                assert!((1.0 - from_below - low).abs() < 1e-12 && (1.0 - from_above - high).abs() < 1e-12);
                let share = found as f64 / checked as f64;
                assert!((0.0..=share).contains(&low) && (share..=1.0).contains(&high), "{found} of {checked}");
            }
        }
    }

    #[test]
    fn huge_counts_keep_it_finite() {
        let (low, high) = wilson(u64::MAX / 2, u64::MAX);
        assert!(low <= 0.5 && high >= 0.5 && high - low < 1e-6);
    }
}
