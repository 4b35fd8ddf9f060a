//! Chance: everything that is drawn is drawn here.

use rand::{Rng, RngExt, SeedableRng};
use rand_distr::{Distribution, Zipf};
use rand_pcg::Pcg64Mcg;

use crate::model::Evidence;

use super::SyntheticOptions;

/// A source of chance, of stable values.
#[derive(Debug)]
pub(super) struct StableRng(Pcg64Mcg);

impl StableRng {
    pub(super) fn new(seed: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(seed))
    }

    /// Whether something happens that happens in a share of all cases.
    pub(super) fn chance(&mut self, share: f64) -> bool {
        self.share() < share
    }

    /// A number from 0 up to 1, all equally likely.
    pub(super) fn share(&mut self) -> f64 {
        // The 53 bits that a double holds.
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number from the first to the last, all equally likely.
    pub(super) fn between(&mut self, first: i32, last: i32) -> i32 {
        self.0.random_range(first..=last.max(first))
    }

    /// A number of things, from the first to the last, all equally likely.
    pub(super) fn count(&mut self, first: u32, last: u32) -> u32 {
        self.0.random_range(first..=last.max(first))
    }

    /// A whole number below another, which is not 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0.random_range(0..end as u64) as usize
    }

    /// One of some things; `None` of none.
    pub(super) fn pick<T: Copy>(&mut self, things: &[T]) -> Option<T> {
        (!things.is_empty()).then(|| things[self.below(things.len())])
    }

    /// One of some things, which is taken away; `None` of none.
    pub(super) fn take<T>(&mut self, things: &mut Vec<T>) -> Option<T> {
        (!things.is_empty()).then(|| things.swap_remove(self.below(things.len())))
    }

    /// The number of a weight, with a chance in proportion to it. The weights come [added up](cumulative).
    pub(super) fn weighted(&mut self, sums: &[f64]) -> usize {
        let drawn = self.share() * sums.last().copied().unwrap_or(0.0);
        sums.partition_point(|&sum| sum <= drawn).min(sums.len().saturating_sub(1))
    }

    /// How well an organization or a project is known.
    pub(super) fn evidence(&mut self, options: &SyntheticOptions) -> Evidence {
        let share = self.share();
        if share < options.proposed {
            Evidence::Proposed
        } else if share < options.proposed + options.assumed {
            Evidence::Assumed
        } else {
            Evidence::Documented
        }
    }
}

/// Weights, each added to those before it.
pub(super) fn cumulative(weights: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut sum = 0.0;
    let add = |weight| {
        sum += weight;
        sum
    };
    weights.into_iter().map(add).collect()
}

/// Those who can do something, the busiest first.
#[derive(Debug, Default)]
pub(super) struct Ranks {
    ranked: Vec<u32>,
    law: Option<Zipf<f64>>,
}

impl Ranks {
    pub(super) fn push(&mut self, organization: u32) {
        self.ranked.push(organization);
    }

    /// Says how uneven chances are; nobody is added after that.
    pub(super) fn settle(&mut self, exponent: f64) {
        let exponent = if exponent.is_finite() { exponent.max(0.0) } else { 0.0 };
        self.law = Zipf::new(self.ranked.len() as f64, exponent).ok();
    }

    /// One of them, the first more likely than the last; `None` where there is nobody.
    pub(super) fn draw(&self, rng: &mut StableRng) -> Option<u32> {
        let rank = self.law?.sample(&mut rng.0);
        self.ranked.get(rank as usize - 1).copied()
    }
}
