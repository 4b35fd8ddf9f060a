//! Today beside the proposal: what the proposed records would change, never mixed with what is.

use hashbrown::HashSet;
use serde::Serialize;

use super::{DiagnosisOptions, GapKey, Throughput};
use crate::chain::SupplyChain;
use crate::model::Evidence;

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

/// ## Today and the proposal
impl SupplyChain {
    /// What the records that are only proposed would change, measured on the whole chain and on the part that is known at
    /// least as [assumed](Evidence::Assumed); `None` if nothing is only proposed.
    ///
    /// ```
    /// use seedrelay::query::DiagnosisOptions;
    /// use seedrelay::{Category, Evidence, Organization, OrganizationKind, Service, SupplyChain};
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice"))
    ///     .organization(Organization::new("lab", OrganizationKind::Laboratory).evidence(Evidence::Proposed))
    ///     .organization(Organization::new("seeds", OrganizationKind::Company))
    ///     .build()?;
    /// let compared = chain.compared_with_proposal(&DiagnosisOptions::new()).unwrap();
    /// assert_eq!((compared.gaps.closed, compared.gaps.left, compared.gaps.opened), (0, 3, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn compared_with_proposal(&self, options: &DiagnosisOptions) -> Option<ComparedWithProposal> {
        if self.evidence_counts().proposed == 0 {
            return None;
        }
        let today = self.known_at_least(Evidence::Assumed);
        let keys = |chain: &SupplyChain| -> HashSet<GapKey> {
            chain.gaps(&options.gaps).iter().map(|gap| gap.key()).collect()
        };
        let products = |chain: &SupplyChain| total(&chain.throughput(&options.bottlenecks.throughput));
        let (now, with) = (keys(&today), keys(self));
        let left = now.intersection(&with).count();
        Some(ComparedWithProposal {
            gaps: GapsCompared { closed: now.len() - left, left, opened: with.len() - left },
            products_per_year: ProductsCompared { today: products(&today), with: products(self) },
        })
    }
}

/// The products of all categories of which they are known; `None` where they are known of none.
pub(crate) fn total(rows: &[Throughput<'_>]) -> Option<f64> {
    rows.iter().filter_map(|row| row.products_per_year).reduce(|all, more| all + more)
}
