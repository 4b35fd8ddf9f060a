//! The field: what a chain is made of.
//!
//! In the order in which a reader of the proposal meets them: research passes through [stages](Stage), grouped into
//! three [leaps](Leap); it concerns [categories](Category); it is done by [organizations](Organization) with
//! [capabilities](Capability), some of them consortia under a [charter](Charter); its unit is the
//! [project](Project); [demands](Demand) flow back up; [agreements](Agreement), [funding](Funding) and
//! [services](Service) hold the chain together. Every record says how well it is known ([`Evidence`]) and from which
//! [`Source`].
//!
//! The records are plain data with public fields. Nothing here checks anything: a record may be nonsense until it is
//! part of a [`SupplyChain`](crate::chain::SupplyChain), which cannot be.

#[macro_use]
mod name;

mod assumptions;
mod category;
mod date;
mod demand;
mod evidence;
mod id;
mod link;
mod organization;
mod project;
mod stage;
mod text;

pub use assumptions::{Assumptions, StageAssumption, StageAssumptions, Triangular};
pub use category::Category;
pub use date::{DateError, PartialDate};
pub use demand::Demand;
pub use evidence::{Evidence, Source};
pub use id::{CategoryId, DemandId, OrganizationId, ProjectId, SourceId};
pub use link::{Agreement, Funding, Service};
pub use name::UnknownName;
pub use organization::{Capability, Charter, Member, Organization, OrganizationKind, ServiceKind};
pub use project::{BenefitShare, Orientation, Project, Status};
pub use stage::{Boundary, Leap, Stage};
pub use text::{Lang, Text};

/// The format of the documents that this version reads and writes.
pub const FORMAT: &str = "seedrelay/1";

pub(crate) use date::{Day, EXPECTED_DATE};
pub(crate) use id::Id;
#[cfg(feature = "json")]
pub(crate) use project::number;
pub(crate) use text::TEXT;
