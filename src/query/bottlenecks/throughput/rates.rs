//! What one team brings at each stage, as whole numbers of a common unit.
//!
//! Two cuts tie when their capacities are equal, and then one more team at either brings nothing. Whether they are equal
//! must not depend on how 0.1 rounds. Durations and successes are therefore taken as the decimal numbers that they are
//! written as, rates as fractions of them, and all rates of a category are expressed in one unit of which each is a
//! whole number: 2/5, 1/4 and 3/10 products a year as 8, 5 and 6 twentieths. Where the numbers are too long for that,
//! rates are rounded to 53 bits as usual, and only ties between different rates may go unseen.

use super::assumed::Assumed;

/// Products per year of one team at each stage, in a common unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rates {
    of_team: [f64; 4],
    /// How many units make one product per year.
    unit: f64,
}

/// Above this, not every whole number is a double.
const EXACT: u128 = 1 << 53;

impl Rates {
    /// The rates; whole as long as no organization has more teams in all than `most_teams`.
    pub(super) fn new(assumed: &[Assumed; 4], most_teams: u64) -> Self {
        Self::whole(assumed, most_teams).unwrap_or_else(|| Self {
            // No team brings more than a solver can add up.
            of_team: assumed.map(|stage| stage.products_per_team_year.min(1e280)),
            unit: 1.0,
        })
    }

    fn whole(assumed: &[Assumed; 4], most_teams: u64) -> Option<Self> {
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
        let whole = |rate: &Fraction| rate.above.checked_mul(unit / rate.below);
        let mut of_team = [0.0; 4];
        for (team, rate) in of_team.iter_mut().zip(&rates) {
            let units = whole(rate)?;
            if units.checked_mul(u128::from(most_teams))? > EXACT {
                return None;
            }
            *team = units as f64;
        }
        (unit <= EXACT).then_some(Self { of_team, unit: unit as f64 })
    }

    /// What a team at a stage brings, in units.
    pub(super) fn of_team(&self, stage: crate::model::Stage) -> f64 {
        self.of_team[stage as usize]
    }

    /// Units as products per year.
    pub(super) fn products(&self, units: f64) -> f64 {
        units / self.unit
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

    /// The decimal number that a double is written as, with the fewest digits that tell it apart.
    fn decimal(number: f64) -> Option<Self> {
        let text = format!("{number:e}");
        let (digits, exponent) = text.split_once('e')?;
        let exponent: i32 = exponent.parse().ok()?;
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let mantissa: u128 = format!("{whole}{part}").parse().ok()?;
        let exponent = exponent - i32::try_from(part.len()).ok()?;
        let power = 10_u128.checked_pow(exponent.unsigned_abs())?;
        if exponent >= 0 { Self::new(mantissa.checked_mul(power)?, 1) } else { Self::new(mantissa, power) }
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

#[cfg(test)]
mod tests {
    use super::super::assumed::{Assumed, Basis};
    use super::{Fraction, Rates};
    use crate::model::{Stage, Triangular};

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
        assert_eq!(Fraction::decimal(f64::INFINITY), None);
        assert_eq!(Fraction::decimal(5e-324), None);
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
        assert_eq!(rates.of_team, [585.0, 936.0, 1800.0, 5200.0]);
    }

    #[test]
    fn numbers_too_long_are_rounded() {
        let long = assumed([1.1, 2.3, 3.7, 4.1], [0.123_456_789_012_345_6, 0.3, 0.999_999_999_999_9, 0.777_777_777_7]);
        let rates = Rates::new(&long, 5);
        assert_eq!(rates.unit, 1.0);
        assert_eq!(rates.of_team(Stage::Industrialization), 0.777_777_777_7 / 4.1);
    }
}
