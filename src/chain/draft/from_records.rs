//! The records of a chain as drafts, for records that were built in Rust.

use super::{
    Agreement, AgreementDraft, Assumptions, AssumptionsDraft, BenefitShare, BenefitShareDraft, ByCategory, Capability,
    CapabilityDraft, Category, CategoryDraft, Charter, CharterDraft, Count, Demand, DemandDraft, Funding, FundingDraft,
    Given, Member, MemberDraft, Number, Organization, OrganizationDraft, Project, ProjectDraft, Service, ServiceDraft,
    Source, SourceDraft, StageAssumptionDraft, StagesDraft, Str, Triangular, TriangularDraft,
};
use crate::model::Stage;
use crate::record::StageAssumptions;

fn text<T: AsRef<str> + ?Sized>(text: &T) -> Given<Str<'_>> {
    Given::Is(text.into())
}

fn optional<T: AsRef<str>>(text: Option<&T>) -> Given<Str<'_>> {
    text.map(Str::from).into()
}

/// An empty list is as good as none.
fn list<'a, T, U>(parts: &'a [T], draft: impl Fn(&'a T) -> U) -> Given<Vec<Given<U>>> {
    if parts.is_empty() { Given::Absent } else { all(parts, draft) }
}

fn all<'a, T, U>(parts: &'a [T], draft: impl Fn(&'a T) -> U) -> Given<Vec<Given<U>>> {
    Given::Is(parts.iter().map(|part| Given::Is(draft(part))).collect())
}

impl<'a> From<&'a Source> for SourceDraft<'a> {
    fn from(record: &'a Source) -> Self {
        Self {
            id: text(&record.id),
            title: record.title.clone().into(),
            address: record.address.clone().into(),
            date: record.date.into(),
        }
    }
}

impl<'a> From<&'a Category> for CategoryDraft<'a> {
    fn from(record: &'a Category) -> Self {
        Self {
            id: text(&record.id),
            name: record.name.clone().into(),
            strategic: record.strategic.into(),
            evidence: Given::Is(record.evidence),
            source: optional(record.source.as_ref()),
        }
    }
}

impl<'a> From<&'a Organization> for OrganizationDraft<'a> {
    fn from(record: &'a Organization) -> Self {
        Self {
            id: text(&record.id),
            kind: Given::Is(record.kind),
            service: record.service.into(),
            name: record.name.clone().into(),
            capabilities: list(&record.capabilities, CapabilityDraft::from),
            charter: record.charter.as_deref().map(CharterDraft::from).into(),
            leading_scientists: record.leading_scientists.map(Count).into(),
            staff: record.staff.map(Count).into(),
            platforms: list(&record.platforms, Clone::clone),
            region: record.region.clone().into(),
            evidence: Given::Is(record.evidence),
            source: optional(record.source.as_ref()),
        }
    }
}

impl<'a> From<&'a Capability> for CapabilityDraft<'a> {
    fn from(record: &'a Capability) -> Self {
        Self {
            category: text(&record.category),
            stage: Given::Is(record.stage),
            teams: Given::Is(Count(record.teams)),
            evidence: Given::Is(record.evidence),
            source: optional(record.source.as_ref()),
        }
    }
}

impl<'a> From<&'a Charter> for CharterDraft<'a> {
    fn from(record: &'a Charter) -> Self {
        Self {
            lead: optional(record.lead.as_ref()),
            legal_representative: optional(record.legal_representative.as_ref()),
            nonprofit: record.nonprofit.into(),
            technicians: record.technicians.map(Count).into(),
            members: list(&record.members, MemberDraft::from),
            evidence: Given::Is(record.evidence),
            source: optional(record.source.as_ref()),
        }
    }
}

impl<'a> From<&'a Member> for MemberDraft<'a> {
    fn from(record: &'a Member) -> Self {
        Self {
            organization: text(&record.organization),
            contribution: record.contribution.map(Number).into(),
            technicians: record.technicians.map(Count).into(),
        }
    }
}

impl<'a> From<&'a Project> for ProjectDraft<'a> {
    fn from(record: &'a Project) -> Self {
        Self {
            id: text(&record.id),
            title: record.title.clone().into(),
            category: text(&record.category),
            stage: Given::Is(record.stage),
            performer: text(&record.performer),
            commissioner: optional(record.commissioner.as_ref()),
            status: Given::Is(record.status),
            commissioned: record.commissioned.into(),
            started: record.started.into(),
            ended: record.ended.into(),
            builds_on: list(&record.builds_on, Str::from),
            answers: list(&record.answers, Str::from),
            topic: optional(record.topic.as_ref()),
            budget: record.budget.map(Number).into(),
            chokepoint: Given::Is(record.chokepoint),
            interested: match &record.interested {
                Some(interested) => all(interested, Str::from),
                None => Given::Absent,
            },
            orientations: list(&record.orientations, |orientation| *orientation),
            benefit_shares: list(&record.benefit_shares, BenefitShareDraft::from),
            evidence: Given::Is(record.evidence),
            source: optional(record.source.as_ref()),
        }
    }
}

impl<'a> From<&'a BenefitShare> for BenefitShareDraft<'a> {
    fn from(record: &'a BenefitShare) -> Self {
        Self { holder: text(&record.holder), share: Given::Is(Number(record.share)) }
    }
}

impl<'a> From<&'a Demand> for DemandDraft<'a> {
    fn from(record: &'a Demand) -> Self {
        Self {
            id: text(&record.id),
            title: record.title.clone().into(),
            raised_by: text(&record.raised_by),
            category: text(&record.category),
            stage: Given::Is(record.stage),
            raised: record.raised.into(),
            topic: optional(record.topic.as_ref()),
            evidence: Given::Is(record.evidence),
            source: optional(record.source.as_ref()),
        }
    }
}

impl<'a> From<&'a Agreement> for AgreementDraft<'a> {
    fn from(record: &'a Agreement) -> Self {
        Self {
            from: text(&record.from),
            to: text(&record.to),
            categories: match &record.categories {
                Some(categories) => all(categories, Str::from),
                None => Given::Absent,
            },
            signed: record.signed.into(),
            evidence: Given::Is(record.evidence),
            source: optional(record.source.as_ref()),
        }
    }
}

impl<'a> From<&'a Funding> for FundingDraft<'a> {
    fn from(record: &'a Funding) -> Self {
        Self {
            from: text(&record.from),
            to: text(&record.to),
            project: optional(record.project.as_ref()),
            amount: record.amount.map(Number).into(),
            year: record.year.map(Count).into(),
            evidence: Given::Is(record.evidence),
            source: optional(record.source.as_ref()),
        }
    }
}

impl<'a> From<&'a Service> for ServiceDraft<'a> {
    fn from(record: &'a Service) -> Self {
        Self {
            provider: text(&record.provider),
            client: text(&record.client),
            category: optional(record.category.as_ref()),
            evidence: Given::Is(record.evidence),
            source: optional(record.source.as_ref()),
        }
    }
}

impl<'a> From<&'a Assumptions> for AssumptionsDraft<'a> {
    fn from(record: &'a Assumptions) -> Self {
        let by_category = record.categories.iter().map(|(id, stages)| (id.into(), Given::Is(stages.into())));
        Self { stages: Given::Is((&record.stages).into()), categories: Given::Is(ByCategory(by_category.collect())) }
    }
}

impl From<&StageAssumptions> for StagesDraft {
    fn from(stages: &StageAssumptions) -> Self {
        let of = |stage: Stage| {
            let draft = stages.get(&stage).map(|assumption| StageAssumptionDraft {
                duration_years: assumption.duration_years.map(TriangularDraft::from).into(),
                success: assumption.success.map(Number).into(),
            });
            draft.into()
        };
        Self {
            basic: of(Stage::Basic),
            applied_basic: of(Stage::AppliedBasic),
            applied: of(Stage::Applied),
            industrialization: of(Stage::Industrialization),
        }
    }
}

impl From<Triangular> for TriangularDraft {
    fn from(triangular: Triangular) -> Self {
        let given = |number| Given::Is(Number(number));
        Self { min: given(triangular.min), mode: given(triangular.mode), max: given(triangular.max) }
    }
}
