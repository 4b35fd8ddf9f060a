//! Data sets that come with the crate.

use crate::chain::SupplyChain;

/// The document of the Hunan chain, as it stands in the crate: a template for documents of one's own.
pub const HUNAN_JSON: &str = include_str!("datasets/hunan.json");

/// The seed-technology supply chain of Hunan.
#[must_use]
pub fn hunan() -> SupplyChain {
    SupplyChain::from_json(HUNAN_JSON).expect("the data set of the crate is valid")
}
