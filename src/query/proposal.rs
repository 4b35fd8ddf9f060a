//! Today beside the proposal: what the proposed records would change, never mixed with what is.

use hashbrown::HashSet;
use serde::Serialize;

use super::{GapKey, GapOptions, Throughput, ThroughputOptions};
use crate::chain::SupplyChain;

/// What the records that are only proposed would change.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ComparedWithProposal {
    /// What becomes of the gaps.
    pub gaps: GapsCompared,
    /// How much gets through.
    pub products_per_year: ProductsCompared,
}

/// The gaps of today beside those with the proposal, each told by its [key](crate::query::Gap::key).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GapsCompared {
    /// Gaps of today that there are not with the proposal.
    pub closed: usize,
    /// Gaps that there are today and with the proposal.
    pub left: usize,
    /// Gaps that there are with the proposal only.
    pub opened: usize,
}

/// The throughput of all categories together, in products per year; `None` where it is undefined in every category.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ProductsCompared {
    /// Today.
    pub today: Option<f64>,
    /// With the proposal.
    pub with: Option<f64>,
}

impl ComparedWithProposal {
    /// Compares what a chain as it is known today answers with what the whole of it does.
    pub(super) fn new(
        gaps_today: impl Iterator<Item = GapKey>,
        today: &[Throughput<'_>],
        whole: &SupplyChain,
        gaps: &GapOptions,
        throughput: &ThroughputOptions,
    ) -> Self {
        let now: HashSet<GapKey> = gaps_today.collect();
        let with: HashSet<GapKey> = whole.gaps(gaps).iter().map(|gap| gap.key()).collect();
        Self::of_answers(&now, &with, [today, &whole.throughput(throughput)])
    }

    /// Compares answers that are there already: of today, and with the proposal.
    pub(super) fn of_answers(
        now: &HashSet<GapKey>,
        with: &HashSet<GapKey>,
        [today, whole]: [&[Throughput<'_>]; 2],
    ) -> Self {
        let left = now.intersection(with).count();
        let products_per_year = ProductsCompared { today: total(today), with: total(whole) };
        let gaps = GapsCompared { closed: now.len() - left, left, opened: with.len() - left };
        Self { gaps, products_per_year }
    }
}

/// The products of all categories of which they are known; `None` where they are known of none.
pub(crate) fn total(rows: &[Throughput<'_>]) -> Option<f64> {
    rows.iter().filter_map(|row| row.products_per_year).reduce(|all, more| all + more)
}
