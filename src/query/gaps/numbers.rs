//! What tells two gaps apart without a look at any id: records by their numbers, which are in the order of their ids.

use super::{Gap, GapKind};
use crate::chain::{OrganizationRef, ProjectRef, SupplyChain};
use crate::model::PartialDate;
use crate::record::RecordList;

/// What tells a gap apart within its chain. In order as [`identity`](Gap::identity) is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::query) struct GapNumbers {
    pub(super) kind: GapKind,
    category: u32,
    /// As [`Gap::place`] has it.
    place: u8,
    upstream: u32,
    /// The project, demand or germplasm that it is about.
    subject: u32,
    licensee: u32,
    signed: Option<PartialDate>,
}

impl Gap<'_> {
    /// What tells it apart among the gaps of its chain.
    pub(in crate::query) fn numbers(&self, chain: &SupplyChain) -> GapNumbers {
        let number = |found: Option<usize>| found.map_or(0, |number| number as u32);
        let category = match self.project() {
            Some(project) => chain.columns().category[project.number()],
            None => number(chain.category_number(self.category().id.as_str())),
        };
        let project = self.project().map(ProjectRef::number);
        let demand = || chain.demand_number(self.demand()?.id.as_str());
        let germplasm = || chain.germplasm_number(self.germplasm()?.id.as_str());
        GapNumbers {
            kind: self.kind(),
            category,
            place: self.place(),
            upstream: number(self.upstream().map(ProjectRef::number)),
            subject: number(project.or_else(demand).or_else(germplasm)),
            licensee: number(self.licensee().map(OrganizationRef::number)),
            signed: self.signed(),
        }
    }
}

impl GapNumbers {
    /// The same in another chain, by what number each record has there; `None` if one of them is not there.
    pub(in crate::query) fn in_other(self, number: impl Fn(RecordList, u32) -> Option<u32>) -> Option<Self> {
        let subject = match self.kind {
            GapKind::MissingStage | GapKind::MissingRoute => None,
            GapKind::UnansweredDemand | GapKind::DemandStoppedShort => Some(RecordList::Demands),
            GapKind::UnadoptedProduct => Some(RecordList::Germplasm),
            GapKind::IdleLicence if self.place == Gap::OF_GERMPLASM => Some(RecordList::Germplasm),
            GapKind::IdleLicence
            | GapKind::StrandedResult
            | GapKind::UnfoundedStart
            | GapKind::SkippedLeap
            | GapKind::LateHandoff
            | GapKind::IdleCommission
            | GapKind::LastMile => Some(RecordList::Projects),
        };
        let has_upstream = matches!(self.kind, GapKind::SkippedLeap | GapKind::LateHandoff);
        let upstream = has_upstream.then_some(RecordList::Projects);
        let licensee = (self.kind == GapKind::IdleLicence).then_some(RecordList::Organizations);
        let of = |list: Option<RecordList>, own: u32| list.map_or(Some(own), |list| number(list, own));
        Some(Self {
            category: number(RecordList::Categories, self.category)?,
            upstream: of(upstream, self.upstream)?,
            subject: of(subject, self.subject)?,
            licensee: of(licensee, self.licensee)?,
            ..self
        })
    }
}
