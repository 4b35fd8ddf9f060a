//! seedrelay
#![cfg_attr(docsrs, feature(doc_cfg))]

#[macro_use]
mod model;
pub mod algorithms;
mod chain;
#[cfg(feature = "json")]
pub mod datasets;
pub mod document;

mod coverage;
mod diagnosis;
mod findings;
mod funnel;
mod gaps;
mod mechanisms;
mod operating_model;
mod routes;
mod selection;

pub use chain::{
    ChainBuilder, Direction, EvidenceCounts, OrganizationRef, Path, Problem, ProblemKind, Problems, ProjectRef,
    ProjectTraversal, RecordList, Relation, RelationKind, RelationRef, Step, SupplyChain,
};
pub use coverage::{Coverage, StatusCounts};
pub use diagnosis::{ChainSummary, Diagnosis, DiagnosisOptions};
pub use findings::{Finding, FindingKind, FindingOptions, Findings, Unjudged};
pub use funnel::{BoundaryState, FunnelOptions, FunnelRow, HandoffDelay};
pub use gaps::{Gap, GapKind, GapOptions, Gaps, Severity, Wait};
pub use mechanisms::{ConsortiumMoney, Mechanisms, Orientations, PublicMoney, Share};
pub use model::{
    Agreement, Assumptions, BenefitShare, Boundary, Capability, Category, CategoryId, Charter, DateError, Demand,
    DemandId, Evidence, Funding, Lang, Leap, Member, Organization, OrganizationId, OrganizationKind, Orientation,
    PartialDate, Project, ProjectId, Service, ServiceKind, Source, SourceId, Stage, StageAssumption, StageAssumptions,
    Status, Text, Triangular, UnknownName,
};
pub use operating_model::{Difference, Initiative, OperatingModel, RoleRule, RouteRule, Rule};
pub use petgraph;
pub use routes::Route;
pub use selection::{Candidate, Criterion, Indicator, PerCriterion, Selection, SelectionOptions};

/// The format of the documents that this version reads and writes.
pub const FORMAT: &str = "seedrelay/1";
