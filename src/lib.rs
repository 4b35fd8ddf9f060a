//! seedrelay
#![cfg_attr(docsrs, feature(doc_cfg))]

#[macro_use]
mod model;
pub mod algorithms;
mod chain;
#[cfg(feature = "json")]
pub mod datasets;
pub mod document;
#[cfg(feature = "synthetic")]
pub mod synthetic;

mod bottlenecks;
mod coverage;
mod diagnosis;
mod funnel;
mod gaps;
mod routes;

pub use bottlenecks::{
    ActivePeriodOptions, ActivePeriodShare, Assumed, AssumptionError, Basis, Bottleneck, BottleneckKind,
    BottleneckOptions, Bottlenecks, Concentration, Load, MeasuredWait, NoWait, OrganizationLoss, PredictedWait,
    RoleCapacity, Stoppage, TeamGain, Throughput, ThroughputOptions,
};
pub use chain::{
    ChainBuilder, Direction, EvidenceCounts, OrganizationRef, Path, Problem, ProblemKind, Problems, ProjectRef,
    ProjectTraversal, RecordList, Relation, RelationKind, RelationRef, Step, SupplyChain,
};
pub use coverage::{Coverage, StatusCounts};
pub use diagnosis::{ChainSummary, Diagnosis, DiagnosisOptions};
pub use funnel::{BoundaryState, FunnelOptions, FunnelRow, HandoffDelay};
pub use gaps::{Gap, GapKind, GapOptions, Gaps, Severity, Wait};
pub use model::{
    Agreement, Assumptions, BenefitShare, Boundary, Capability, Category, CategoryId, Charter, DateError, Demand,
    DemandId, Evidence, Funding, Lang, Leap, Member, Organization, OrganizationId, OrganizationKind, Orientation,
    PartialDate, Project, ProjectId, Service, ServiceKind, Source, SourceId, Stage, StageAssumption, StageAssumptions,
    Status, Text, Triangular, UnknownName,
};
pub use petgraph;
pub use routes::Route;

/// The format of the documents that this version reads and writes.
pub const FORMAT: &str = "seedrelay/1";
