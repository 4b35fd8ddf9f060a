//! Material: what varieties descend from, what becomes of collections, who may sell what, and where the money goes.
//!
//! | question | answer |
//! |---|---|
//! | on whom do the varieties of a category rest, and where does that come from? | [`CategoryPedigree`] |
//! | how much of what gene banks keep is known and used? | [`CollectionRow`] |
//! | may this organization sell this variety? | [`ProductClearance`] |
//! | of what products earn, what reaches whom? | [`Benefit`] |
//!
//! Source: [definitions](crate::docs::definitions), section 9.

mod adopted;
mod ancestry;
mod benefit;
mod clearance;
mod collections;
mod field;
mod options;
#[cfg(any(feature = "csv", feature = "json", feature = "xml"))]
mod parts;
mod pedigree;
mod regions;
mod sharing;

pub use adopted::{AdoptedAmount, AdoptedObject};
pub use benefit::{Benefit, BenefitByLeap, BenefitHolder, CategoryBenefit, HolderBenefit, ProjectBenefit};
pub use clearance::{Clearance, MaterialClearance, ProductClearance};
pub(crate) use collections::drawn_on;
pub use collections::{CollectionRow, Counted};
pub use field::{VarietyAge, YearsToField};
pub use options::{PedigreeOptions, VarietyWeights};
#[cfg(any(feature = "csv", feature = "json", feature = "xml"))]
pub(crate) use parts::PartInVarieties;
pub use pedigree::{
    CategoryPedigree, CoreParent, DirectParents, FounderShare, FounderSummary, LEAST_FOR_A_FINDING, OriginShares,
};
pub use regions::OriginClass;
pub(crate) use regions::Regions;
pub use sharing::{ConsortiumSharing, Sharing, SharingPair};
