//! The field: the words that records are made of.
//!
//! Research passes through [stages](Stage), grouped into three [leaps](Leap); organizations are of a
//! [kind](OrganizationKind); what becomes of a project is its [status](Status). Every record says how well it is known
//! ([`Evidence`]). Ids are types, dates are known [to some precision](PartialDate), and [texts](Text) are in one or two
//! languages. The records themselves are in [`record`](crate::record).

#[macro_use]
mod id;
#[macro_use]
mod name;

mod completeness;
mod date;
mod evidence;
mod germplasm;
mod holder;
mod organization;
mod project;
mod source;
mod stage;
mod term;
mod text;

pub use completeness::{CompletenessList, RecordedPart};
pub use date::{DateError, PartialDate};
pub use evidence::Evidence;
pub use germplasm::{Access, AdoptionUnit, GermplasmKind, LicenceUse, Right};
pub use id::*;
pub use name::{UnknownName, Values};
pub use organization::{OrganizationKind, ServiceKind};
pub use project::{Orientation, Status};
pub use source::SourceKind;
pub use stage::{Boundary, Leap, Stage};
pub use term::Term;
pub(crate) use text::label;
#[cfg(any(feature = "csv", feature = "json", feature = "report", feature = "xml"))]
pub(crate) use text::whole_label;
pub use text::{Lang, Text};

/// The format of the documents that this version reads and writes.
pub const FORMAT: &str = "seedrelay/1";

pub(crate) use date::{DAYS_A_YEAR, Day, EXPECTED_DATE, EXPECTED_DATE_ZH};
pub(crate) use holder::{INVENTORS, is_inventors};
pub(crate) use name::Named;
