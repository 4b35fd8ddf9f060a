//! How the throughput of each category changed, and what changed it: teams, routes or assumptions.
//!
//! Each gets its mean contribution over all orders in which the three could have changed (Shapley 1953): exact, with eight
//! maximum flows, and with no order that decides.

use super::counterparts::Counterparts;
use crate::chain::{OrganizationRef, SupplyChain};
use crate::query::bottlenecks::{Factors, Limits};
use crate::query::{RoleCapacity, ThroughputOptions};
use crate::record::{Category, RecordList};

/// What changed the throughput of a category, in products per year. The three add up to the whole difference.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct ThroughputParts {
    /// Who works where, with how many teams.
    pub teams: f64,
    /// Who is related to whom.
    pub routes: f64,
    /// How long research is assumed to take, and how often to succeed.
    pub assumptions: f64,
}

impl ThroughputParts {
    /// What they add up to: the whole difference, but for the rounding of the last digit.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.teams + self.routes + self.assumptions
    }
}

/// The throughput of a category that changed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ThroughputChange<'c> {
    /// The category.
    pub category: &'c Category,
    /// Products per year before; `None` where that is undefined.
    pub before: Option<f64>,
    /// Products per year after.
    pub after: Option<f64>,
    /// What changed it, where both are defined.
    pub parts: Option<ThroughputParts>,
    /// Whose loss alone would end it now, and would not have.
    pub new_points_of_failure: Vec<OrganizationRef<'c>>,
    /// Whose loss alone would have ended it, and would not now.
    pub old_points_of_failure: Vec<OrganizationRef<'c>>,
    /// The roles that limited it.
    pub limited_before: Vec<RoleCapacity<'c>>,
    /// The roles that limit it.
    pub limited_after: Vec<RoleCapacity<'c>>,
}

/// The throughputs that changed, by category.
pub(super) fn compare<'c>(
    [before, after]: [&'c SupplyChain; 2],
    counterparts: &Counterparts,
    options: &ThroughputOptions,
) -> Vec<ThroughputChange<'c>> {
    let factors = [before, after].map(|chain| Factors::of(chain, options));
    let kept = (0..before.categories().len())
        .filter_map(|own| Some([own, counterparts.after(RecordList::Categories, own as u32)? as usize]));
    kept.filter_map(|categories| change(&factors, categories, counterparts, &after.categories()[categories[1]]))
        .collect()
}

/// How the throughput of a category changed, if it did.
fn change<'c>(
    factors: &[Factors<'c, '_>; 2],
    categories: [usize; 2],
    counterparts: &Counterparts,
    category: &'c Category,
) -> Option<ThroughputChange<'c>> {
    let [before, after] = factors;
    let number = |own| counterparts.after(RecordList::Organizations, own);
    let alike = Factors::alike([before, after], categories, number);
    // What is made of the same is the same.
    if alike == [true; 3] {
        return None;
    }
    let (old, new) = (before.limits(categories[0]), after.limits(categories[1]));
    if !differs(&old, &new) {
        return None;
    }
    let parts = old.products_per_year.zip(new.products_per_year).map(|(from, to)| {
        let value = |of: [usize; 3]| Factors::products(of.map(|side| &factors[side]), of.map(|side| categories[side]));
        if from == to {
            ThroughputParts { teams: 0.0, routes: 0.0, assumptions: 0.0 }
        } else {
            split(&value, alike, [from, to])
        }
    });
    let other = |all: &[OrganizationRef<'c>], others: &[OrganizationRef<'_>]| {
        let is_new = |own: &&OrganizationRef<'_>| others.iter().all(|other| other.id() != own.id());
        all.iter().filter(is_new).copied().collect::<Vec<_>>()
    };
    Some(ThroughputChange {
        category,
        before: old.products_per_year,
        after: new.products_per_year,
        parts,
        new_points_of_failure: other(&new.single_points_of_failure, &old.single_points_of_failure),
        old_points_of_failure: other(&old.single_points_of_failure, &new.single_points_of_failure),
        limited_before: old.source_side,
        limited_after: new.source_side,
    })
}

fn differs(old: &Limits<'_>, new: &Limits<'_>) -> bool {
    let ids = |all: &[OrganizationRef<'_>]| all.iter().map(|own| own.id().clone()).collect::<Vec<_>>();
    let roles = |all: &[RoleCapacity<'_>]| {
        all.iter().map(|role| (role.organization.id().clone(), role.leap)).collect::<Vec<_>>()
    };
    old.products_per_year != new.products_per_year
        || ids(&old.single_points_of_failure) != ids(&new.single_points_of_failure)
        || roles(&old.source_side) != roles(&new.source_side)
}

/// Splits a difference by what changed: 0 stands for before, 1 for after. What is alike changes nothing, whichever chain it
/// is taken from, so that only what differs needs flows of its own.
fn split(value: &dyn Fn([usize; 3]) -> f64, alike: [bool; 3], [from, to]: [f64; 2]) -> ThroughputParts {
    // Teams, routes, assumptions: a bit each.
    let differing = alike.iter().fold(0, |bits, alike| bits << 1 | usize::from(!alike));
    let mut values = [0.0; 8];
    for number in 0..8 {
        values[number] = match number & differing {
            0 => from,
            all if all == differing => to,
            same if same < number => values[same],
            _ => value([number >> 2 & 1, number >> 1 & 1, number & 1]),
        };
    }
    let part = |own: usize, others: [usize; 2]| {
        let step = |with: usize| values[own | with] - values[with];
        let [one, other] = others;
        (step(0) + step(one | other)) / 3.0 + (step(one) + step(other)) / 6.0
    };
    let mut parts = [part(4, [2, 1]), part(2, [4, 1]), part(1, [4, 2])];
    // What is lost in the last digits goes to the largest part, so that they add up.
    let largest = (0..3).max_by(|one, other| parts[*one].abs().total_cmp(&parts[*other].abs())).unwrap_or(0);
    parts[largest] += (to - from) - parts.iter().sum::<f64>();
    let [teams, routes, assumptions] = parts;
    ThroughputParts { teams, routes, assumptions }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_values_are_split_as_by_hand() {
        // Rice without anything, with one of bodies, roles and moves, with two of them, and with all.
        let values = [0.844, 1.144, 0.250, 0.844, 0.550, 1.144, 0.250, 0.907];
        let value = |[bodies, roles, moves]: [usize; 3]| {
            values[match (bodies, roles, moves) {
                (0, 0, 0) => 0,
                (1, 0, 0) => 1,
                (0, 1, 0) => 2,
                (0, 0, 1) => 3,
                (1, 1, 0) => 4,
                (1, 0, 1) => 5,
                (0, 1, 1) => 6,
                _ => 7,
            }]
        };
        let parts = split(&value, [false; 3], [0.844, 0.907]);
        let rounded = [parts.teams, parts.routes, parts.assumptions].map(|part| (part * 1000.0).round() / 1000.0);
        assert!((parts.sum() - (0.907 - 0.844)).abs() < 1e-15, "they add up");
        assert_eq!(rounded, [0.419, -0.475, 0.119]);
    }
}
