//! The records of a document, each declared once.
//!
//! A record is plain data with public fields. Nothing here makes it right: a record may be nonsense until it is part of
//! a [`SupplyChain`](crate::chain::SupplyChain), which cannot be. What a record is made of is declared in one place, by
//! the macro `record!` in the file of the record; the struct with its setters, reading, writing, the JSON Schema, sheets
//! of workbooks, references, order and comparison all follow from the declaration. [`Record::SHAPE`] and
//! [`Fields::field`] hand it out to whoever wants to go over the fields of a record by key.
//!
//! ```
//! use seedrelay::{Category, Lang};
//! use seedrelay::record::{FieldValue, Fields, Record, differences};
//!
//! let rice = Category::new("rice").name("Rice");
//! let other = rice.clone().strategic(true);
//! let different: Vec<&str> = differences(&rice, &other).map(|field| field.key).collect();
//! assert_eq!(different, ["strategic"]);
//! let field = Category::SHAPE.field("strategic").unwrap();
//! assert_eq!(field.names.get(Some(Lang::Zh)), "战略品类");
//! assert_eq!(other.value("strategic"), Some(FieldValue::Flag(true)));
//! ```
//!
//! What is called as a field, such as [`Organization::capabilities`] or [`Project::builds_on`], sets it: of a list, all of it.
//! What is called as one of many, such as [`Organization::capability`], [`Charter::member`] or
//! [`ChainBuilder::project`](crate::chain::ChainBuilder::project), adds one.
//!
//! In the order in which a reader of the proposal meets them: research concerns [categories](Category); it is done by
//! [organizations](Organization) with [capabilities](Capability), some of them consortia under a [charter](Charter); its
//! unit is the [project](Project); [demands](Demand) flow back up; [agreements](Agreement), [funding](Funding) and
//! [services](Service) hold the chain together.

#[macro_use]
mod declare;
#[macro_use]
mod list;
#[macro_use]
mod types;

mod adoption;
mod assumptions;
mod category;
mod choice;
mod collection;
mod columns;
mod completeness;
mod demand;
pub(crate) mod draft;
#[cfg(feature = "proptest")]
pub(crate) mod draw;
mod field;
mod germplasm;
mod head;
pub(crate) mod intake;
pub(crate) mod keys;
mod licence;
mod link;
mod listed;
mod names;
mod organization;
mod owner;
mod path;
mod problem;
mod project;
pub(crate) mod reading;
mod region;
mod room;
mod source;
mod tolerant;
mod topic;
pub(crate) mod tree;

#[doc(no_inline)]
pub use crate::model::{CategoryId, DemandId, GermplasmId, OrganizationId, ProjectId, RegionId, SourceId, TopicId};
pub use adoption::Adoption;
pub(crate) use assumptions::is_success;
pub use assumptions::{Assumptions, StageAssumption, StageAssumptions, Triangular};
pub use category::Category;
pub use choice::Choice;
pub use collection::Collection;
pub use completeness::{Completeness, Extent};
pub use demand::Demand;
pub use field::{Entries, Field, FieldKind, FieldValue, Fields, List, Names, Record, Shape, SheetNames, differences};
pub use germplasm::{Germplasm, Parent};
pub use head::Head;
pub use licence::Licence;
pub use link::{Agreement, Funding, Service};
pub use list::RecordList;
pub use organization::{Capability, Charter, Member, Organization};
pub use owner::{Owner, Royalty};
pub use path::{Path, Step};
pub use problem::{Expected, Found, Problem, ProblemKind, Problems};
pub use project::{BenefitShare, Project};
pub use region::Region;
pub use source::Source;
pub use topic::Topic;

pub(crate) use columns::Column;
#[cfg(feature = "proptest")]
pub(crate) use field::Theirs;
#[cfg(feature = "schema")]
pub(crate) use field::words_of;
pub(crate) use field::{FieldType, Recorded, Visit, assemble, known_within};
pub(crate) use head::HeadDraft;
pub(crate) use list::ListNames;
pub(crate) use listed::Listed;
pub(crate) use names::{Index, NONE, Names as Interned};
#[cfg(feature = "csv")]
pub(crate) use problem::hint;
#[cfg(feature = "csv")]
pub(crate) use problem::problem_list;
pub(crate) use project::out_of_order;
pub(crate) use room::Room;
pub(crate) use tolerant::Tolerant;
pub(crate) use types::number;
pub(crate) use types::{Boxed, Own};

macro_rules! drafts {
    ($($draft:ident: $record:ident),+) => {$(
        #[doc = concat!("A [`", stringify!($record), "`] as it was written.")]
        #[cfg(feature = "mapping")]
        pub(crate) type $draft<'a> = <$record as Recorded>::Draft<'a>;
    )+};
}

drafts! {
    AgreementDraft: Agreement, CapabilityDraft: Capability, CategoryDraft: Category, CompletenessDraft: Completeness,
    FundingDraft: Funding,
    OrganizationDraft: Organization, ProjectDraft: Project
}
