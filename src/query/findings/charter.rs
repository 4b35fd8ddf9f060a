//! How consortia are constituted, and what they work on.

use std::sync::Arc;

use super::{Finding, Findings, Ground};
use crate::chain::{OrganizationRef, ProjectRef};
use crate::model::{OrganizationId, OrganizationKind};
use crate::record::{Charter, Funding};
use crate::rules::FindingKind;
use crate::rules::Rule;

/// What can be said of one rule and one consortium.
enum Verdict<'c> {
    Kept,
    Unknown,
    Broken { other: Option<OrganizationRef<'c>>, measured: Option<f64> },
}

impl<'c> Verdict<'c> {
    fn broken_if(broken: bool, other: Option<OrganizationRef<'c>>, measured: Option<f64>) -> Self {
        if broken { Self::Broken { other, measured } } else { Self::Kept }
    }
}

impl<'c> Findings<'c> {
    fn consortia(&self) -> impl Iterator<Item = OrganizationRef<'c>> + use<'c> {
        self.chain.organizations_of_kind(OrganizationKind::Consortium)
    }

    /// Consortia that break a rule about their charter.
    pub(super) fn charters(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c> {
        let ground = Arc::clone(ground);
        self.consortia().filter_map(move |consortium| match verdict(consortium, &ground.rule) {
            Verdict::Broken { other, measured } => {
                let finding = Finding::new(&ground, consortium.record().evidence_of_charter());
                Some(Finding { organization: Some(consortium), other, measured, ..finding })
            }
            _ => None,
        })
    }

    /// Members that are no companies, each once.
    pub(super) fn members_not_companies(
        &self,
        ground: &Arc<Ground>,
    ) -> impl Iterator<Item = Finding<'c>> + use<'c, '_> {
        let ground = Arc::clone(ground);
        let memberships = self.chain.links().memberships.iter();
        memberships.filter(|(member, _)| self.kind(*member) != OrganizationKind::Company).map(
            move |&(member, consortium)| {
                let [member, consortium] =
                    [member, consortium].map(|number| self.chain.numbered_organization(number as usize));
                let finding = Finding::new(&ground, consortium.record().evidence_of_charter().min(member.evidence()));
                Finding { organization: Some(consortium), other: Some(member), ..finding }
            },
        )
    }

    /// Projects of consortia that are no chokepoint technology and are paid for by the government, each once.
    pub(super) fn public_money(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c> {
        let ground = Arc::clone(ground);
        let mut paid: Vec<(usize, &Funding, OrganizationRef<'c>)> = Vec::new();
        for (funding, funder) in government_funding(self) {
            let Some(project) = funding.project.as_ref().and_then(|id| self.chain.project(id)) else { continue };
            if project.performer().is_consortium() && project.record().chokepoint == Some(false) {
                paid.push((project.number(), funding, funder));
            }
        }
        // The first of several payments, by funder, stands for all.
        paid.sort_by_key(|(project, ..)| *project);
        paid.dedup_by_key(|(project, ..)| *project);
        let chain = self.chain;
        paid.into_iter().map(move |(project, funding, funder)| {
            let finding = Finding::of_project(&ground, chain.numbered_project(project));
            Finding { other: Some(funder), evidence: finding.evidence.min(funding.evidence), ..finding }
        })
    }

    /// Payments of the government to consortia of which it is not known whether they are for chokepoint technology: no
    /// project is named, or it does not say.
    pub(super) fn money_unjudged(&self) -> usize {
        let to_consortium =
            |to: &OrganizationId| self.chain.organization(to).is_some_and(OrganizationRef::is_consortium);
        let is_unknown = |funding: &Funding| match &funding.project {
            None => to_consortium(&funding.to),
            Some(project) => self
                .chain
                .project(project)
                .is_some_and(|project| project.performer().is_consortium() && project.record().chokepoint.is_none()),
        };
        government_funding(self).filter(|(funding, _)| is_unknown(funding)).count()
    }

    /// Projects of consortia that not all members want.
    pub(super) fn not_common(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c, '_> {
        let ground = Arc::clone(ground);
        self.projects_of_consortia().filter_map(move |project| {
            let measured = self.interested_share(project)?;
            (measured < 1.0).then(|| {
                let finding = Finding::of_project(&ground, project);
                let evidence = finding.evidence.min(project.performer().record().evidence_of_charter());
                Finding { measured: Some(measured), evidence, ..finding }
            })
        })
    }

    /// Projects of consortia of which it is not known who wants them, or who the members are.
    pub(super) fn interest_unknown(&self) -> usize {
        self.projects_of_consortia().filter(|project| self.interested_share(*project).is_none()).count()
    }

    fn projects_of_consortia(&self) -> impl Iterator<Item = ProjectRef<'c>> {
        let performers = &self.chain.columns().performer;
        let own = move |project: &usize| self.kind(performers[*project]) == OrganizationKind::Consortium;
        self.projects().filter(own).map(|project| self.chain.numbered_project(project))
    }

    /// The share of the performer's members that want a project; `None` where it is not known who wants it, or who the
    /// members are.
    fn interested_share(&self, project: ProjectRef<'c>) -> Option<f64> {
        let interested = project.record().interested.as_ref()?;
        let members = self.members(project.performer().number() as u32);
        let number = |id: &OrganizationId| self.chain.organization_number(id.as_str()).map(|number| number as u32);
        let is_member = |number: &u32| members.binary_search_by_key(number, |(member, _)| *member).is_ok();
        let mut wanting: Vec<u32> = interested.iter().filter_map(number).filter(is_member).collect();
        wanting.sort_unstable();
        wanting.dedup();
        (!members.is_empty()).then(|| wanting.len() as f64 / members.len() as f64)
    }

    /// The memberships in a consortium, by member and each once.
    fn members(&self, consortium: u32) -> &'c [(u32, u32)] {
        let memberships = &self.chain.links().memberships;
        let first = memberships.partition_point(|(_, of)| *of < consortium);
        let own = memberships[first..].partition_point(|(_, of)| *of == consortium);
        &memberships[first..first + own]
    }

    /// Consortia whose charter does not say enough for a rule, as strict as the model has it.
    pub(super) fn unknown_charters(&self, kind: FindingKind) -> usize {
        let ground = self.grounds[kind as usize].as_deref();
        let unknown = |consortium: &OrganizationRef<'c>| {
            ground.is_some_and(|ground| matches!(verdict(*consortium, &ground.rule), Verdict::Unknown))
        };
        self.consortia().filter(unknown).count()
    }
}

fn government_funding<'c>(findings: &Findings<'c>) -> impl Iterator<Item = (&'c Funding, OrganizationRef<'c>)> {
    let chain = findings.chain;
    let paid = chain.funding().iter().zip(&chain.links().funding);
    let paid = paid.filter(|(_, (from, _))| findings.kind(*from) == OrganizationKind::Government);
    paid.map(move |(funding, (from, _))| (funding, chain.numbered_organization(*from as usize)))
}

fn verdict<'c>(consortium: OrganizationRef<'c>, rule: &Rule) -> Verdict<'c> {
    let Some(charter) = consortium.record().charter.as_deref() else {
        return if rule.kind == FindingKind::NoCharter {
            Verdict::Broken { other: None, measured: None }
        } else {
            Verdict::Unknown
        };
    };
    let threshold = rule.effective_threshold().unwrap_or(0.0);
    // The organization that a rule is about, once it is known.
    let known = |id: &Option<OrganizationId>| id.as_ref().and_then(|id| consortium.chain().organization(id));
    let must_be_company = |id| match known(id) {
        Some(is) => Verdict::broken_if(is.kind() != OrganizationKind::Company, Some(is), None),
        None => Verdict::Unknown,
    };
    match rule.kind {
        FindingKind::LeadNotCompany => must_be_company(&charter.lead),
        FindingKind::LegalRepresentativeNotCompany => must_be_company(&charter.legal_representative),
        FindingKind::LeadNotMember => match known(&charter.lead) {
            Some(lead) if !charter.members.is_empty() => {
                let is_member = charter.members.iter().any(|member| member.organization == lead.record().id);
                Verdict::broken_if(!is_member, Some(lead), None)
            }
            _ => Verdict::Unknown,
        },
        FindingKind::ForProfit => {
            charter.nonprofit.map_or(Verdict::Unknown, |nonprofit| Verdict::broken_if(!nonprofit, None, None))
        }
        FindingKind::TechniciansBelowHalf => technicians(charter, threshold),
        FindingKind::ContributionsDoNotSum => contributions(charter, threshold),
        FindingKind::MemberNotCompany if charter.members.is_empty() => Verdict::Unknown,
        _ => Verdict::Kept,
    }
}

/// The share of technicians who come from members. Where some members do not say, those who do may be enough.
fn technicians<'c>(charter: &Charter, least: f64) -> Verdict<'c> {
    let Some(all) = charter.technicians else { return Verdict::Unknown };
    let known: u64 = charter.members.iter().filter_map(|member| member.technicians).map(u64::from).sum();
    let all_known = !charter.members.is_empty() && charter.members.iter().all(|member| member.technicians.is_some());
    // Without technicians there is no share that could be too small.
    let below = (known as f64) < least * f64::from(all);
    match (below, all_known) {
        (false, _) => Verdict::Kept,
        (true, true) => Verdict::broken_if(true, None, Some(known as f64 / f64::from(all))),
        (true, false) => Verdict::Unknown,
    }
}

fn contributions<'c>(charter: &Charter, tolerance: f64) -> Verdict<'c> {
    let shares: Option<Vec<f64>> = charter.members.iter().map(|member| member.contribution).collect();
    match shares.filter(|shares| !shares.is_empty()) {
        None => Verdict::Unknown,
        Some(shares) => {
            let sum: f64 = shares.iter().sum();
            Verdict::broken_if((sum - 1.0).abs() > tolerance, None, Some(sum))
        }
    }
}
