//! Handoff gaps: the places where the relay is broken.
//!
//! [`SupplyChain::gaps`] looks once over the chain, and the [`Gaps`] that it gives list each kind, lazily, or all of
//! them, worst first. Every [`Gap`] holds what it concerns, and says it in a sentence in English and Chinese.

mod idle;
mod kind;
mod list;
mod marks;
mod numbers;

use crate::chain::{OrganizationRef, ProjectRef};
use crate::model::{Boundary, Evidence, Leap, PartialDate};
use crate::record::{Category, Demand, Germplasm, Licence};

use crate::rules::Severity;
pub use kind::GapKind;
pub use list::Gaps;

/// When a wait is too long.
///
/// ```
/// use seedrelay::query::GapOptions;
/// assert_eq!(GapOptions::new().late_after_days, 365);
/// assert_eq!(GapOptions::new().idle_after_days(90).idle_after_days, 90);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct GapOptions {
    /// A handoff is late when more days than this pass between a result and the start of the project that builds on it.
    pub late_after_days: i32,
    /// A commission is idle when it has waited for its start for more days than this.
    pub idle_after_days: i32,
    /// A licence is idle when it was signed more days ago than this and is not used.
    pub unused_after_days: i32,
    /// A variety is unadopted when it was released more calendar years ago than this and nobody is known to grow it.
    pub unadopted_after_years: u16,
}

impl Default for GapOptions {
    fn default() -> Self {
        Self { late_after_days: 365, idle_after_days: 180, unused_after_days: 365, unadopted_after_years: 3 }
    }
}

impl GapOptions {
    /// A year for a handoff and a licence, 180 days for a commission, three years for a variety.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the days after which a handoff is late.
    #[must_use]
    pub const fn late_after_days(mut self, days: i32) -> Self {
        self.late_after_days = days;
        self
    }

    /// Sets the days after which a commission is idle.
    #[must_use]
    pub const fn idle_after_days(mut self, days: i32) -> Self {
        self.idle_after_days = days;
        self
    }

    /// Sets the days after which a licence is idle that is not used.
    #[must_use]
    pub const fn unused_after_days(mut self, days: i32) -> Self {
        self.unused_after_days = days;
        self
    }

    /// Sets the calendar years after which a variety is unadopted that nobody is known to grow.
    #[must_use]
    pub const fn unadopted_after_years(mut self, years: u16) -> Self {
        self.unadopted_after_years = years;
        self
    }
}

/// A wait in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Wait {
    /// Days, 0 or more.
    pub days: i32,
    /// Whether both its ends are known to the day. If not, the middle of the month or year stands for the date.
    pub exact: bool,
}

/// One place where the relay is broken.
///
/// Source: [definitions](crate::docs::definitions), section 2.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Gap<'c> {
    /// No organization works at any stage of the leap.
    #[non_exhaustive]
    MissingStage {
        /// The category.
        category: &'c Category,
        /// The leap.
        leap: Leap,
    },
    /// Organizations work at both leaps, and no such pair is related in the category.
    #[non_exhaustive]
    MissingRoute {
        /// The category.
        category: &'c Category,
        /// The boundary between the leaps.
        boundary: Boundary,
        /// How well the weakest of those who work on both sides is known.
        evidence: Evidence,
    },
    /// A result before the last leap that no live project of its own stage or a later one builds on, that no other live
    /// project draws on, and that is not licensed, grown or withdrawn.
    #[non_exhaustive]
    StrandedResult {
        /// The delivered project.
        project: ProjectRef<'c>,
        /// Since its end.
        waited: Option<Wait>,
    },
    /// A live project after the first leap that builds on no project of its own or an earlier stage.
    #[non_exhaustive]
    UnfoundedStart {
        /// The project.
        project: ProjectRef<'c>,
    },
    /// A live project of the last leap that builds on one of the first, and on none of the leap between.
    #[non_exhaustive]
    SkippedLeap {
        /// The project that is built on.
        upstream: ProjectRef<'c>,
        /// The project that builds on it.
        project: ProjectRef<'c>,
    },
    /// A project of a later stage that started on a result long after its end.
    #[non_exhaustive]
    LateHandoff {
        /// The project that is built on.
        upstream: ProjectRef<'c>,
        /// The project that builds on it.
        project: ProjectRef<'c>,
        /// From the end of the one to the start of the other.
        waited: Wait,
    },
    /// A commissioned project that has not started for long.
    #[non_exhaustive]
    IdleCommission {
        /// The project.
        project: ProjectRef<'c>,
        /// Since it was commissioned.
        waited: Wait,
    },
    /// A demand that no live project answers.
    #[non_exhaustive]
    UnansweredDemand {
        /// The demand.
        demand: &'c Demand,
        /// The category of the demand.
        category: &'c Category,
        /// Who raised it.
        raised_by: OrganizationRef<'c>,
        /// Since it was raised.
        waited: Option<Wait>,
    },
    /// A demand that live projects answer, but only at stages later than where its root lies.
    #[non_exhaustive]
    DemandStoppedShort {
        /// The demand.
        demand: &'c Demand,
        /// The category of the demand.
        category: &'c Category,
        /// Who raised it.
        raised_by: OrganizationRef<'c>,
        /// Since it was raised.
        waited: Option<Wait>,
        /// How well the weakest of the demand and the projects that answer it is known.
        evidence: Evidence,
    },
    /// A delivered product whose performer no extension service serves in the category, and that is neither grown nor
    /// withdrawn.
    #[non_exhaustive]
    LastMile {
        /// The delivered project.
        project: ProjectRef<'c>,
        /// Since its end.
        waited: Option<Wait>,
    },
    /// A licence in force that was signed long ago: no live project of the licensee builds on what it is of or on what that
    /// releases, has either as its material or releases either, and neither was adopted.
    #[non_exhaustive]
    IdleLicence {
        /// The licence; of several of one object to one licensee that were signed on one date, the first.
        licence: &'c Licence,
        /// The category of what it is of.
        category: &'c Category,
        /// The project whose result it is of, if it is one.
        project: Option<ProjectRef<'c>>,
        /// The germplasm that it is of, if it is one.
        germplasm: Option<&'c Germplasm>,
        /// Who has it.
        licensee: OrganizationRef<'c>,
        /// Since it was signed.
        waited: Wait,
    },
    /// A variety or hybrid that was released long ago and is not withdrawn: adoptions are on record in the category, and none
    /// of it or of the project that releases it.
    #[non_exhaustive]
    UnadoptedProduct {
        /// The variety.
        germplasm: &'c Germplasm,
        /// Its category.
        category: &'c Category,
        /// The project that releases it, if one is on record.
        released_by: Option<ProjectRef<'c>>,
        /// Since its release.
        waited: Wait,
    },
}

impl<'c> Gap<'c> {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> GapKind {
        match self {
            Self::MissingStage { .. } => GapKind::MissingStage,
            Self::MissingRoute { .. } => GapKind::MissingRoute,
            Self::StrandedResult { .. } => GapKind::StrandedResult,
            Self::UnfoundedStart { .. } => GapKind::UnfoundedStart,
            Self::SkippedLeap { .. } => GapKind::SkippedLeap,
            Self::LateHandoff { .. } => GapKind::LateHandoff,
            Self::IdleCommission { .. } => GapKind::IdleCommission,
            Self::UnansweredDemand { .. } => GapKind::UnansweredDemand,
            Self::DemandStoppedShort { .. } => GapKind::DemandStoppedShort,
            Self::LastMile { .. } => GapKind::LastMile,
            Self::IdleLicence { .. } => GapKind::IdleLicence,
            Self::UnadoptedProduct { .. } => GapKind::UnadoptedProduct,
        }
    }

    /// How bad it is, as its kind says; but nothing is critical that holds only as far as is recorded.
    #[must_use]
    pub fn severity(&self) -> Severity {
        let severity = self.kind().severity();
        if self.rests_on_absence() { severity.min(Severity::Warning) } else { severity }
    }

    /// Whether it rests on the absence of a record, which may only be missing from the document.
    pub(crate) const fn rests_on_absence(&self) -> bool {
        !matches!(self, Self::LateHandoff { .. } | Self::IdleCommission { .. })
    }

    /// The category that it belongs to.
    #[must_use]
    pub fn category(&self) -> &'c Category {
        match self {
            Self::MissingStage { category, .. }
            | Self::MissingRoute { category, .. }
            | Self::UnansweredDemand { category, .. }
            | Self::DemandStoppedShort { category, .. }
            | Self::IdleLicence { category, .. }
            | Self::UnadoptedProduct { category, .. } => category,
            Self::StrandedResult { project, .. }
            | Self::UnfoundedStart { project }
            | Self::SkippedLeap { project, .. }
            | Self::LateHandoff { project, .. }
            | Self::IdleCommission { project, .. }
            | Self::LastMile { project, .. } => project.category(),
        }
    }

    /// The project that it is about; of two, the one that builds on the other; of a licence, the one that it is of.
    #[must_use]
    pub const fn project(&self) -> Option<ProjectRef<'c>> {
        match self {
            Self::StrandedResult { project, .. }
            | Self::UnfoundedStart { project }
            | Self::SkippedLeap { project, .. }
            | Self::LateHandoff { project, .. }
            | Self::IdleCommission { project, .. }
            | Self::LastMile { project, .. } => Some(*project),
            Self::IdleLicence { project, .. } => *project,
            _ => None,
        }
    }

    /// The germplasm that it is about.
    #[must_use]
    pub const fn germplasm(&self) -> Option<&'c Germplasm> {
        match self {
            Self::IdleLicence { germplasm, .. } => *germplasm,
            Self::UnadoptedProduct { germplasm, .. } => Some(germplasm),
            _ => None,
        }
    }

    /// Who has the licence that it is about.
    #[must_use]
    pub const fn licensee(&self) -> Option<OrganizationRef<'c>> {
        if let Self::IdleLicence { licensee, .. } = self { Some(*licensee) } else { None }
    }

    /// When the licence that it is about was signed.
    #[must_use]
    pub const fn signed(&self) -> Option<PartialDate> {
        if let Self::IdleLicence { licence, .. } = self { licence.signed } else { None }
    }

    /// The project that is built on, of a gap between two.
    #[must_use]
    pub const fn upstream(&self) -> Option<ProjectRef<'c>> {
        match self {
            Self::SkippedLeap { upstream, .. } | Self::LateHandoff { upstream, .. } => Some(*upstream),
            _ => None,
        }
    }

    /// The demand that it is about.
    #[must_use]
    pub const fn demand(&self) -> Option<&'c Demand> {
        match self {
            Self::UnansweredDemand { demand, .. } | Self::DemandStoppedShort { demand, .. } => Some(demand),
            _ => None,
        }
    }

    /// How well the weakest record that it rests on is known; `None` where it rests on none but that there is none.
    #[must_use]
    pub fn evidence(&self) -> Option<Evidence> {
        match self {
            Self::MissingStage { .. } => None,
            Self::MissingRoute { evidence, .. } | Self::DemandStoppedShort { evidence, .. } => Some(*evidence),
            Self::IdleLicence { licence, .. } => Some(licence.evidence),
            Self::UnadoptedProduct { germplasm, .. } => Some(germplasm.evidence),
            _ => {
                let projects = [self.project(), self.upstream()].into_iter().flatten().map(ProjectRef::evidence);
                projects.chain(self.demand().map(|demand| demand.evidence)).min()
            }
        }
    }

    /// How long it has been waited; `None` where dates do not say, or where nothing waits.
    #[must_use]
    pub const fn waited(&self) -> Option<Wait> {
        match self {
            Self::StrandedResult { waited, .. }
            | Self::UnansweredDemand { waited, .. }
            | Self::DemandStoppedShort { waited, .. }
            | Self::LastMile { waited, .. } => *waited,
            Self::LateHandoff { waited, .. }
            | Self::IdleCommission { waited, .. }
            | Self::IdleLicence { waited, .. }
            | Self::UnadoptedProduct { waited, .. } => Some(*waited),
            _ => None,
        }
    }

    /// The place of a gap that is about germplasm.
    const OF_GERMPLASM: u8 = 1;

    /// Where in its category a gap is that no record tells apart: the leap, or the boundary. Of others, whether it is about
    /// germplasm: a variety and a project may have one id.
    fn place(&self) -> u8 {
        match self {
            Self::MissingStage { leap, .. } => leap.index() as u8,
            Self::MissingRoute { boundary, .. } => *boundary as u8,
            _ if self.germplasm().is_some() => Self::OF_GERMPLASM,
            _ => 0,
        }
    }

    /// What tells two gaps apart, borrowed.
    fn identity(&self) -> (GapKind, &'c str, u8, &'c str, &'c str, Option<PartialDate>) {
        let licensee = self.licensee().map(|licensee| licensee.id().as_str());
        let other = self.upstream().map(|project| project.id().as_str()).or(licensee).unwrap_or_default();
        let subject = match (self.project(), self.demand(), self.germplasm()) {
            (Some(project), ..) => project.id().as_str(),
            (_, Some(demand), _) => demand.id.as_str(),
            (.., Some(germplasm)) => germplasm.id.as_str(),
            _ => "",
        };
        (self.kind(), self.category().id.as_str(), self.place(), other, subject, self.signed())
    }

    /// Whether this is the gap that another chain has too: of the same kind, about the same records. To compare many, put
    /// their [keys](Self::key) into a set.
    ///
    /// ```
    /// use seedrelay::{Evidence, datasets};
    /// use seedrelay::query::GapOptions;
    /// let (all, options) = (datasets::example(), GapOptions::new());
    /// let today = all.known_at_least(Evidence::Assumed);
    /// let after = all.gaps(&options).worst_first();
    /// let closed = today.gaps(&options).iter().filter(|gap| !after.iter().any(|other| gap.is_same_as(other))).count();
    /// assert!(closed > 0, "the proposal closes some gaps");
    /// ```
    #[must_use]
    pub fn is_same_as(&self, other: &Gap<'_>) -> bool {
        self.identity() == other.identity()
    }
}
