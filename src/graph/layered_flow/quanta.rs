//! Capacities as whole numbers: `f64` to quanta and back. The bounds are proved in the parent module.

/// A number of quanta: a capacity, a flow, or a difference of flows.
pub(super) type Quanta = i128;

/// Sums of all capacities stay below 2 to this power, which leaves room for a sign and for rounding up.
const SUM_BITS: i32 = 126;

/// More than any flow can be: stands for a supply or demand without limit.
pub(super) const UNLIMITED: Quanta = 1 << SUM_BITS;

/// The size of one quantum, a power of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    exponent: i32,
}

impl Scale {
    /// The finest scale on which the sum of `count` capacities up to `largest` fits.
    pub(super) fn fitting(largest: f64, count: usize) -> Self {
        if largest == 0.0 {
            return Self { exponent: 0 };
        }
        let count_bits = count.max(1).next_power_of_two().ilog2().cast_signed();
        Self { exponent: leading_exponent(largest) + 1 + count_bits - SUM_BITS }
    }

    /// `amount` (finite, ≥ 0) in quanta, to the nearest, but never 0 for a positive amount.
    pub(super) fn nearest(self, amount: f64) -> Quanta {
        self.rounded(amount, |mantissa, right| (mantissa + (1 << (right - 1))) >> right)
    }

    /// The least number of quanta that is not below `amount` (finite, ≥ 0), or [`UNLIMITED`] if that is less.
    pub(super) fn at_least(self, amount: f64) -> Quanta {
        self.rounded(amount, |mantissa, right| (mantissa + (1 << right) - 1) >> right)
    }

    fn rounded(self, amount: f64, shift_right: impl Fn(Quanta, i32) -> Quanta) -> Quanta {
        let (mantissa, exponent) = decode(amount);
        if mantissa == 0 {
            return 0;
        }
        if leading_exponent(amount) - self.exponent >= SUM_BITS {
            return UNLIMITED;
        }
        match exponent - self.exponent {
            left @ 0.. => Quanta::from(mantissa) << left,
            right @ -63..0 => shift_right(Quanta::from(mantissa), -right).max(1),
            _ => 1,
        }
    }

    /// Whether `amount` is a whole number of quanta.
    pub(super) fn divides(self, amount: f64) -> bool {
        let (mantissa, exponent) = decode(amount);
        mantissa == 0 || exponent + mantissa.trailing_zeros().cast_signed() >= self.exponent
    }

    /// The `f64` nearest to a number of quanta.
    pub(super) fn amount(self, quanta: Quanta) -> f64 {
        // Two factors, because 2^exponent itself may be below the least normal f64.
        let half = self.exponent / 2;
        #[expect(clippy::cast_precision_loss, reason = "the one rounding of an answer")]
        let nearest = quanta as f64;
        nearest * power_of_two(half) * power_of_two(self.exponent - half)
    }
}

/// `amount` = mantissa · 2^exponent, for finite `amount` ≥ 0.
fn decode(amount: f64) -> (u64, i32) {
    const FRACTION_BITS: u32 = f64::MANTISSA_DIGITS - 1;
    let bits = amount.abs().to_bits();
    let fraction = bits & ((1 << FRACTION_BITS) - 1);
    match (bits >> FRACTION_BITS) as i32 {
        0 => (fraction, -1074),
        biased => (fraction | (1 << FRACTION_BITS), biased - 1075),
    }
}

/// ⌊log₂ amount⌋ for finite `amount` > 0.
fn leading_exponent(amount: f64) -> i32 {
    let (mantissa, exponent) = decode(amount);
    exponent + mantissa.ilog2().cast_signed()
}

/// 2^`exponent` within the normal range of `f64`.
fn power_of_two(exponent: i32) -> f64 {
    debug_assert!((-1022..=1023).contains(&exponent));
    f64::from_bits(u64::from((exponent + 1023).unsigned_abs()) << (f64::MANTISSA_DIGITS - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_come_back_unchanged() {
        for largest in [f64::from_bits(1), 1e-310, 0.1, 1.0, 7.3e5, 1e300] {
            let scale = Scale::fitting(largest, 100_000);
            for amount in [largest, largest / 3.0, largest / 1e15, 0.0] {
                assert!(scale.divides(amount), "{amount} of {largest}");
                assert_eq!(scale.amount(scale.nearest(amount)).to_bits(), amount.to_bits());
            }
        }
    }

    #[test]
    fn rounding_is_to_the_nearest_or_up() {
        let scale = Scale::fitting(2.0_f64.powi(125), 1); // the quantum is 1
        for (amount, nearest, at_least) in
            [(2.25, 2, 3), (2.5, 3, 3), (3.0, 3, 3), (0.25, 1, 1), (1e-30, 1, 1), (0.0, 0, 0)]
        {
            assert_eq!((scale.nearest(amount), scale.at_least(amount)), (nearest, at_least), "{amount}");
        }
    }

    #[test]
    fn sums_of_the_largest_fit() {
        for count in [1, 2, 3, 1 << 20, u32::MAX as usize] {
            let largest = 2.0_f64.next_down();
            let quanta = Scale::fitting(largest, count).nearest(largest);
            assert!(quanta * Quanta::try_from(count).unwrap() < UNLIMITED);
        }
    }

    #[test]
    fn positive_stays_positive_beside_the_very_large() {
        let scale = Scale::fitting(1e300, 3);
        assert_eq!(scale.nearest(1e-300), 1);
        assert!(!scale.divides(1e-300));
        assert_eq!(scale.nearest(0.0), 0);
        assert_eq!(Scale::fitting(1.0, 3).at_least(1e300), UNLIMITED);
    }
}
