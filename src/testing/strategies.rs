//! proptest strategies: arbitrary valid chains, and documents with exactly one fault.
//!
//! For property tests of whatever is built on this crate. A chain is drawn as plain numbers first, which are then read as
//! places in its lists; so every chain is valid, and shrinking, which makes numbers smaller and lists shorter, never
//! leaves a reference that leads nowhere.
//!
//! ```
//! use proptest::prelude::*;
//! use seedrelay::SupplyChain;
//! use seedrelay::testing::strategies;
//!
//! proptest!(ProptestConfig::with_cases(16), |(chain in strategies::chain())| {
//!     prop_assert_eq!(SupplyChain::from_json(chain.to_json()).unwrap(), chain);
//! });
//! proptest!(ProptestConfig::with_cases(16), |(document in strategies::faulty_document())| {
//!     let problems = SupplyChain::from_json(&document.json).unwrap_err();
//!     prop_assert_eq!(problems.len(), 1);
//!     prop_assert!(document.fault.matches(&problems.first().kind));
//! });
//! ```
//!
//! A chain has every kind of record and every optional key, ids and texts of any characters, dates known to the day, the
//! month or the year, and every kind of builds-on edge: to later stages, to the same, back to earlier ones, and between
//! categories.

mod faults;
mod plan;

use proptest::collection::SizeRange;
use proptest::strategy::Strategy;

use crate::chain::SupplyChain;

pub use faults::{Fault, FaultyDocument, faulty_document};

/// How many records of each list a chain is to have.
///
/// ```
/// use proptest::prelude::*;
/// use seedrelay::testing::strategies::{ChainSizes, chain_with};
/// let sizes = ChainSizes::default().projects(5..=9).demands(0);
/// proptest!(ProptestConfig::with_cases(8), |(chain in chain_with(sizes.clone()))| {
///     prop_assert!((5..=9).contains(&chain.projects().len()) && chain.demands().is_empty());
/// });
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChainSizes {
    /// How many sources. 0 to 3 by default.
    pub sources: SizeRange,
    /// How many categories; a chain has at least one, whatever is asked. 1 to 4 by default.
    pub categories: SizeRange,
    /// How many organizations; a chain has at least one, whatever is asked. 1 to 9 by default.
    pub organizations: SizeRange,
    /// How many projects. 0 to 16 by default.
    pub projects: SizeRange,
    /// How many demands. 0 to 4 by default.
    pub demands: SizeRange,
    /// How many agreements. 0 to 4 by default.
    pub agreements: SizeRange,
    /// How many records of funding. 0 to 4 by default.
    pub funding: SizeRange,
    /// How many services. 0 to 4 by default.
    pub services: SizeRange,
}

impl Default for ChainSizes {
    fn default() -> Self {
        Self {
            sources: (0..=3).into(),
            categories: (1..=4).into(),
            organizations: (1..=9).into(),
            projects: (0..=16).into(),
            demands: (0..=4).into(),
            agreements: (0..=4).into(),
            funding: (0..=4).into(),
            services: (0..=4).into(),
        }
    }
}

impl ChainSizes {
    setters! {
        /// Sets how many sources there are.
        sources: impl Into<SizeRange> => |size| size.into();
        /// Sets how many categories there are.
        categories: impl Into<SizeRange> => |size| size.into();
        /// Sets how many organizations there are.
        organizations: impl Into<SizeRange> => |size| size.into();
        /// Sets how many projects there are.
        projects: impl Into<SizeRange> => |size| size.into();
        /// Sets how many demands there are.
        demands: impl Into<SizeRange> => |size| size.into();
        /// Sets how many agreements there are.
        agreements: impl Into<SizeRange> => |size| size.into();
        /// Sets how many records of funding there are.
        funding: impl Into<SizeRange> => |size| size.into();
        /// Sets how many services there are.
        services: impl Into<SizeRange> => |size| size.into();
    }
}

/// Any valid chain of a few records.
///
/// ```
/// use proptest::prelude::*;
/// use seedrelay::petgraph::algo::is_cyclic_directed;
/// use seedrelay::testing::strategies::chain;
/// proptest!(ProptestConfig::with_cases(16), |(chain in chain())| {
///     prop_assert!(!is_cyclic_directed(chain.project_graph()));
/// });
/// ```
pub fn chain() -> impl Strategy<Value = SupplyChain> {
    chain_with(ChainSizes::default())
}

/// Any valid chain of so many records.
pub fn chain_with(sizes: ChainSizes) -> impl Strategy<Value = SupplyChain> {
    plan::plan(sizes).prop_map(|plan| plan.chain())
}

#[cfg(test)]
mod tests;
