//! Data sets that come with the crate: [`hunan`], a real province as far as public pages tell of it, and [`example`], a
//! province that does not exist, where nothing is left out.
//!
//! They are read differently. In the chain of Hunan every record names its source, and what no source says is not there:
//! what seems to be missing is first of all not on record. In the example much is declared complete, so that its answers
//! are certain, and faults are its purpose: nobody real is in it.

use crate::chain::SupplyChain;

/// The document of the Hunan chain, as it stands in the crate.
pub const HUNAN_JSON: &str = include_str!("datasets/hunan.json");

/// The document of the [`example`], as it stands in the crate: a template for documents of one's own.
pub const EXAMPLE_JSON: &str = include_str!("datasets/example.json");

/// The seed-technology supply chain of Hunan, as far as public pages tell of it.
///
/// Each record names its source, and each source its kind and when it was read. What rests on a repost alone is assumed.
/// No list is complete, and teams are nowhere on record. What a proposal for a division of labour would add stands apart,
/// as proposed:
///
/// ```
/// use seedrelay::{Evidence, datasets};
///
/// let hunan = datasets::hunan();
/// let today = hunan.known_at_least(Evidence::Assumed);
/// assert!(today.projects().len() < hunan.projects().len());
/// ```
#[must_use]
pub fn hunan() -> SupplyChain {
    SupplyChain::from_json(HUNAN_JSON).expect("the data set of the crate is valid")
}

/// The chain of a province that does not exist, with every kind of record, gap and demand. Nobody in it is real.
///
/// ```
/// use seedrelay::{Lang, datasets};
///
/// let example = datasets::example();
/// let name = example.name().unwrap();
/// assert_eq!(name.get(Lang::En), "Yunlan Province (an invented province: nobody in it is real)");
/// assert_eq!(example.categories().len(), 5);
/// ```
#[must_use]
pub fn example() -> SupplyChain {
    SupplyChain::from_json(EXAMPLE_JSON).expect("the data set of the crate is valid")
}
