//! The answers: what can be asked of a chain.
//!
//! | question | answer |
//! |---|---|
//! | who works where? | [`Coverage`] |
//! | what gets over each boundary, and how fast? | [`FunnelRow`], [`Route`] |
//! | where is the relay broken? | [`Gap`] |
//! | what became of each result? | [`ResultStanding`] |
//! | what of it is certain, and what is only not on record? | [`Certainty`], [`Known`] |
//! | whom to ask, and what? | [`Question`] |
//! | where does the chain differ from an operating model? | [`Finding`], [`Mechanisms`] |
//! | who connects the legs? | [`Connector`] |
//! | what limits the flow of commissioned work? | [`Bottleneck`], [`Load`], [`Throughput`] |
//! | on whom do varieties rest, and where does that come from? | [`CategoryPedigree`], [`CollectionRow`] |
//! | what may be sold, and where does the money go? | [`ProductClearance`], [`Benefit`] |
//! | with which category to begin? | [`Selection`] |
//! | what in the document is probably not meant? | [`Remark`] |
//! | what changed between two chains, and why? | [`Comparison`] |
//! | how did it stand at the end of each year? | [`PastYear`] |
//! | all of it at once | [`Diagnosis`]; to be kept without the chain, its [`keep`](Diagnosis::keep) |
//!
//! The questions are methods of [`SupplyChain`](crate::chain::SupplyChain); the answers borrow it, compare, print and
//! serialize.

pub(crate) mod bottlenecks;
mod certainty;
mod compare;
pub(crate) mod connectors;
mod coverage;
mod diagnosis;
mod evidence;
mod findings;
mod funnel;
mod gaps;
mod history;
mod identity;
#[cfg(feature = "json")]
mod kept;
mod keys;
pub(crate) mod material;
mod mechanisms;
mod proposal;
mod questions;
mod remarks;
mod routes;
mod selection;
mod standing;
pub(crate) mod uses;

pub use bottlenecks::{
    ActivePeriodOptions, ActivePeriodShare, Assumed, AssumptionError, Basis, Bottleneck, BottleneckKind,
    BottleneckOptions, Bottlenecks, Concentration, CountedAsOne, Load, MeasuredWait, NoWait, OrganizationLoss,
    Parameter, PredictedWait, RangeOptions, RoleCapacity, Stoppage, Swing, TeamGain, Throughput, ThroughputOptions,
    ThroughputRange,
};
pub use certainty::{
    Assuming, Certainty, CertaintyCount, CertaintyOptions, CertaintyReport, ConversionBounds, Correction, Degree,
    Estimate, Known, LookUp, MarkedGap, Need, NoCorrection, ParameterEstimate, RecordedKey, RecordedShare,
    RecordedTotal, Unrecorded,
};
pub(crate) use certainty::{MarkedFinding, OpenNeeds};
pub use compare::{
    Because, ChangeCount, CompareOptions, Comparison, Concentrated, ConcentrationBy, ConversionChange, FindingChange,
    GapChange, NewlyRecorded, PerhapsRenamed, Role, ThroughputChange, ThroughputParts, Turn,
};
pub use connectors::{Connector, ConnectorOptions, ConnectorSummary, Connectors};
pub use coverage::{Coverage, StatusCounts};
pub use diagnosis::{ChainSummary, Diagnosis, DiagnosisOptions};
pub(crate) use evidence::{networks, weaker};
pub use findings::{Finding, FindingOptions, Findings, Unjudged};
pub use funnel::{BoundaryState, FunnelOptions, FunnelRow, HandoffDelay};
pub use gaps::{Gap, GapKind, GapOptions, Gaps, Wait};
pub use history::{HistoryOptions, PastConversion, PastGaps, PastYear};
pub use identity::{BottleneckKey, FindingKey, GapKey};
#[cfg(feature = "json")]
pub use kept::{KeptAnswer, KeptDiagnosis};
pub(crate) use keys::{entry, keys};
pub use material::{
    AdoptedAmount, AdoptedObject, Benefit, BenefitByLeap, BenefitHolder, CategoryBenefit, CategoryPedigree, Clearance,
    CollectionRow, ConsortiumSharing, CoreParent, Counted, DirectParents, FounderShare, FounderSummary, HolderBenefit,
    LEAST_FOR_A_FINDING, MaterialClearance, OriginClass, OriginShares, PedigreeOptions, ProductClearance,
    ProjectBenefit, Sharing, SharingPair, VarietyAge, VarietyWeights, YearsToField,
};
pub use mechanisms::{ConsortiumMoney, Mechanisms, Orientations, PublicMoney, Share};
pub(crate) use proposal::total;
pub use proposal::{ComparedWithProposal, GapsCompared, ProductsCompared};
pub use questions::Question;
pub(crate) use remarks::unsourced;
pub use remarks::{Remark, RemarkCount, RemarkKind, Remarks};
pub use routes::Route;
pub use selection::{Candidate, Criterion, Indicator, NoRanks, PerCriterion, Selection, SelectionOptions};
pub use standing::{ResultStanding, Standing, StandingOptions};
