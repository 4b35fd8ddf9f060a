//! Data sets that come with the crate: [`hunan`], a real province as far as public pages tell of it, and [`example`], a
//! province that does not exist, where nothing is left out.
//!
//! They are read differently. In the chain of Hunan every record names its source, and what no source says is not there:
//! what seems to be missing is first of all not on record. In the example much is declared complete, so that its answers
//! are certain, and faults are its purpose: nobody real is in it.

use crate::chain::SupplyChain;
use crate::scenario::Scenario;

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

/// What the proposal for a division of labour would add to the chain of Hunan, as a scenario document.
pub const HUNAN_PROPOSAL_JSON: &str = include_str!("datasets/hunan-proposal.scenario.json");

/// What the proposal for a division of labour would add to the chain of Hunan: the proposed records of [`hunan`], as a
/// scenario to be laid over the chain of today.
///
/// ```
/// use seedrelay::query::{CompareOptions, Turn};
/// use seedrelay::{Evidence, datasets};
/// let today = datasets::hunan().known_at_least(Evidence::Assumed);
/// let planned = today.with(&datasets::hunan_proposal())?;
/// assert_eq!(planned, datasets::hunan());
/// let compared = today.compare(&planned, &CompareOptions::new());
/// assert!(compared.gaps_by(Turn::Closed).count() > 0);
/// # Ok::<(), seedrelay::Problems>(())
/// ```
#[must_use]
pub fn hunan_proposal() -> Scenario {
    Scenario::from_json(HUNAN_PROPOSAL_JSON).expect("the scenario of the crate is sound")
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
