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
//! What fails is shown as the canonical document. By default proptest stops to shrink after four times as many steps as
//! there are cases, when a chain may still be large, since it is made of many numbers; with
//! `max_shrink_iters: 100_000` in the `ProptestConfig` it goes on until little more than what fails is left.
//!
//! A chain has every kind of record and every optional key, ids and texts of any characters, dates known to the day, the
//! month or the year, and every kind of builds-on edge: to later stages, to the same, back to earlier ones, and between
//! categories.

mod faults;
mod plan;

use proptest::arbitrary::Arbitrary;
use proptest::collection::SizeRange;
use proptest::strategy::{BoxedStrategy, Strategy};

use crate::chain::SupplyChain;
use crate::record::RecordList;

pub use faults::{Fault, FaultyDocument, faulty_document};

macro_rules! sizes {
    ($(
        $list:ident $one:ident $en:literal $zh:literal $variant:ident $record:ident ($($id:ident)?) $store:ident
        $required:ident;
    )+) => {
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
            $(
                #[doc = concat!("How many ", stringify!($list), ". A chain has what it must have, whatever is asked.")]
                pub $list: SizeRange,
            )+
        }

        impl Default for ChainSizes {
            fn default() -> Self {
                Self { $($list: usual(RecordList::$variant),)+ }
            }
        }

        impl ChainSizes {$(
            #[doc = concat!("Sets how many ", stringify!($list), " there are.")]
            #[must_use]
            pub fn $list(mut self, size: impl Into<SizeRange>) -> Self {
                self.$list = size.into();
                self
            }
        )+}
    };
}

with_lists!(sizes);

/// How many records of a list a chain has if nothing else is asked.
fn usual(list: RecordList) -> SizeRange {
    match list {
        RecordList::Projects => 0..=16,
        RecordList::Organizations => 1..=9,
        RecordList::Sources => 0..=3,
        list => usize::from(list.is_required())..=4,
    }
    .into()
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

/// Any valid chain, of as many records as the [`ChainSizes`] say.
///
/// ```
/// use proptest::prelude::*;
/// use seedrelay::SupplyChain;
/// proptest!(ProptestConfig::with_cases(8), |(chain: SupplyChain)| {
///     prop_assert_eq!(SupplyChain::from_json(format!("{chain:?}")).unwrap(), chain);
/// });
/// ```
impl Arbitrary for SupplyChain {
    type Parameters = ChainSizes;
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with(sizes: ChainSizes) -> BoxedStrategy<Self> {
        chain_with(sizes).boxed()
    }
}

#[cfg(test)]
mod tests;
