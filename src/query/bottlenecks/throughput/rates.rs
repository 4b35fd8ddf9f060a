//! What one team brings at each stage, as whole numbers of a common unit.
//!
//! Two cuts tie when their capacities are equal, and then one more team at either brings nothing. Whether they are equal
//! must not depend on how 0.1 rounds. Durations and successes are therefore taken as the decimal numbers that they are
//! written as, rates as fractions of them, and all rates of a category are expressed in one unit of which each is a
//! whole number: 2/5, 1/4 and 3/10 products a year as 8, 5 and 6 twentieths. Where the numbers are too long for that, the
//! unit is a power of two, so small that a rate keeps the digits of its `f64`; then only ties between different rates may
//! go unseen.

use super::assumed::Assumed;

/// Products per year of one team at each stage, in a common unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rates {
    of_team: [u128; 4],
    /// How many units make one product per year.
    unit: f64,
}

/// All that a category can bring stays below 2 to this power, in units.
const MOST_BITS: i32 = 120;

impl Rates {
    /// The rates of a category of so many teams in all.
    pub(super) fn new(assumed: &[Assumed; 4], teams: u64) -> Self {
        Self::in_common_unit(assumed, teams).unwrap_or_else(|| Self::in_power_of_two(assumed, teams))
    }

    fn in_common_unit(assumed: &[Assumed; 4], teams: u64) -> Option<Self> {
        let mut rates = [Fraction::ONE; 4];
        for (rate, stage) in rates.iter_mut().zip(assumed) {
            let duration = stage.duration_years;
            let years = Fraction::decimal(duration.min)?
                .plus(Fraction::decimal(duration.mode)?)?
                .plus(Fraction::decimal(duration.max)?)?;
            *rate =
                Fraction::decimal(stage.success)?.times(Fraction::new(years.below.checked_mul(3)?, years.above)?)?;
            for later in assumed.iter().filter(|later| later.stage.leap() > stage.stage.leap()) {
                *rate = rate.times(Fraction::decimal(later.success)?)?;
            }
        }
        let unit = rates.iter().try_fold(1_u128, |unit, rate| least_common_multiple(unit, rate.below))?;
        let mut of_team = [0; 4];
        for (team, rate) in of_team.iter_mut().zip(&rates) {
            *team = rate.above.checked_mul(unit / rate.below)?;
        }
        let most = of_team.iter().max()?.checked_mul(u128::from(teams))?;
        (most < 1 << MOST_BITS).then_some(Self { of_team, unit: unit as f64 })
    }

    fn in_power_of_two(assumed: &[Assumed; 4], teams: u64) -> Self {
        // No team brings more than can be added up.
        let rates = assumed.map(|stage| stage.products_per_team_year.min(1e280));
        let largest = rates.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        let most_bits = (largest.log2() + (teams as f64).log2()).ceil() as i32 + 1;
        let unit = 2_f64.powi((MOST_BITS - most_bits).clamp(-1000, 1000));
        let units = |rate: f64| if rate > 0.0 { ((rate * unit).round() as u128).max(1) } else { 0 };
        Self { of_team: rates.map(units), unit }
    }

    /// What a team at a stage brings, in units.
    pub(super) fn of_team(&self, stage: crate::model::Stage) -> u128 {
        self.of_team[stage as usize]
    }

    /// Units as products per year.
    pub(super) fn products(&self, units: u128) -> f64 {
        units as f64 / self.unit
    }
}

/// A fraction in lowest terms, 0 or more.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Fraction {
    above: u128,
    below: u128,
}

impl Fraction {
    const ONE: Self = Self { above: 1, below: 1 };

    fn new(above: u128, below: u128) -> Option<Self> {
        let common = greatest_common_divisor(above, below);
        (below > 0).then(|| Self { above: above / common, below: below / common })
    }

    /// The decimal number with the fewest decimals that a double is the nearest to: what was written.
    ///
    /// Whole numbers up to 2⁵³ and powers of ten up to 10²² are doubles themselves, so that their quotient is rounded
    /// once, as reading the decimal number does. `None` for what has more digits than that.
    fn decimal(number: f64) -> Option<Self> {
        const MOST_DECIMALS: u32 = 22;
        const LARGEST: f64 = (1_u64 << f64::MANTISSA_DIGITS) as f64;
        (0..=MOST_DECIMALS).find_map(|decimals| {
            let power = 10_u128.pow(decimals);
            let digits = (number * power as f64).round();
            let is_it = (0.0..=LARGEST).contains(&digits) && digits / power as f64 == number;
            if is_it { Self::new(digits as u128, power) } else { None }
        })
    }

    fn plus(self, other: Self) -> Option<Self> {
        let (left, right) = (self.above.checked_mul(other.below)?, other.above.checked_mul(self.below)?);
        Self::new(left.checked_add(right)?, self.below.checked_mul(other.below)?)
    }

    fn times(self, other: Self) -> Option<Self> {
        Self::new(self.above.checked_mul(other.above)?, self.below.checked_mul(other.below)?)
    }
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn least_common_multiple(a: u128, b: u128) -> Option<u128> {
    (a / greatest_common_divisor(a, b)).checked_mul(b)
}

#[cfg(all(test, feature = "proptest"))]
mod tests {
    use super::super::assumed::{Assumed, Basis};
    use super::{Fraction, Rates};
    use crate::model::Stage;
    use crate::record::Triangular;

    fn assumed(years: [f64; 4], success: [f64; 4]) -> [Assumed; 4] {
        Stage::ALL.map(|stage| {
            let (years, of) = (years[stage as usize], |stage: Stage| success[stage as usize]);
            let later = Stage::ALL.into_iter().filter(|later| later.leap() > stage.leap());
            Assumed {
                stage,
                duration_years: Triangular::new(years, years, years),
                duration_basis: Basis::Default,
                success: of(stage),
                success_basis: Basis::Default,
                products_per_team_year: of(stage) * later.map(of).product::<f64>() / years,
            }
        })
    }

    #[test]
    fn decimals_are_what_they_look_like() {
        assert_eq!(Fraction::decimal(0.3), Fraction::new(3, 10));
        assert_eq!(Fraction::decimal(12.5), Fraction::new(25, 2));
        assert_eq!(Fraction::decimal(2e5), Fraction::new(200_000, 1));
        assert_eq!(Fraction::decimal(0.0), Fraction::new(0, 1));
        assert_eq!(Fraction::decimal(1e-22), Fraction::new(1, 10_u128.pow(22)));
        assert_eq!(Fraction::decimal(f64::INFINITY), None);
        assert_eq!(Fraction::decimal(5e-324), None);
    }

    proptest::proptest! {
        #[test]
        fn a_decimal_is_read_back_as_it_is_written(digits in 0..1_000_000_000_000_000_u64, decimals in 0..16_u32) {
            let number: f64 = format!("{digits}e-{decimals}").parse().unwrap();
            proptest::prop_assert_eq!(Fraction::decimal(number), Fraction::new(digits.into(), 10_u128.pow(decimals)));
        }
    }

    /// basic 0.3 × 0.5 × 0.6 / 4 = 9/400, applied-basic 9/250, applied 0.5 × 0.6 / (13/3) = 9/130, industrialization 1/5.
    #[test]
    fn rates_are_whole_in_a_common_unit() {
        let defaults = assumed([4.0, 10.0 / 3.0, 13.0 / 3.0, 3.0], [0.3, 0.4, 0.5, 0.6]);
        let mut defaults = defaults;
        defaults[1].duration_years = Triangular::new(2.0, 3.0, 5.0);
        defaults[2].duration_years = Triangular::new(3.0, 4.0, 6.0);
        let rates = Rates::new(&defaults, 1000);
        assert_eq!(rates.unit, 26_000.0);
        assert_eq!(rates.of_team, [585, 936, 1800, 5200]);
    }

    #[test]
    fn numbers_too_long_keep_the_digits_of_their_doubles() {
        let long = assumed([1.1, 2.3, 3.7, 4.1], [0.123_456_789_012_345_6, 0.3, 0.999_999_999_999_9, 0.777_777_777_7]);
        for teams in [1, 5, u64::MAX] {
            let rates = Rates::new(&long, teams);
            assert_eq!(rates.unit.log2().fract(), 0.0);
            assert_eq!(rates.products(rates.of_team(Stage::Industrialization)), 0.777_777_777_7 / 4.1);
            assert!(rates.of_team(Stage::Industrialization).checked_mul(teams.into()).unwrap() < 1 << 120);
        }
    }

    /// A category may take a thousandth of a second or never end: what it brings is positive, and can be added up.
    #[test]
    fn the_ends_of_the_range() {
        for years in [1e-300, 1e-9, 1e300] {
            let ends = assumed([years; 4], [1.0; 4]);
            let rates = Rates::new(&ends, 1_000_000);
            let units = rates.of_team(Stage::Basic);
            assert!(units > 0 && units.checked_mul(1_000_000).unwrap() < 1 << 120, "{years}: {rates:?}");
        }
    }
}
