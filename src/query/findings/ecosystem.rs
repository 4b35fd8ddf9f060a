//! The chain as a whole: who stands alone, who reaches too far, who does what others do, and who gains.

use std::sync::Arc;

use super::{Finding, Findings, Ground};
use crate::chain::SupplyChain;
use crate::model::{Evidence, OrganizationKind};
use crate::record::BenefitShare;

/// What the records say, in one pass.
#[derive(Clone, Debug, Default)]
pub(super) struct Survey {
    /// Projects with benefit shares.
    with_shares: Vec<u32>,
    pub(super) without_shares: usize,
    /// Live projects.
    pub(super) without_topic: usize,
}

impl Survey {
    pub(super) fn new(chain: &SupplyChain) -> Self {
        let mut survey = Self::default();
        for (number, project) in chain.project_graph().node_weights().enumerate() {
            if project.benefit_shares.is_empty() {
                survey.without_shares += 1;
            } else {
                survey.with_shares.push(number as u32);
            }
            survey.without_topic += usize::from(project.topic.is_none() && project.status.is_live());
        }
        survey
    }
}

impl<'c> Findings<'c> {
    /// Pairs of projects for the same without each other.
    pub(super) fn duplicated(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c, '_> {
        let ground = Arc::clone(ground);
        self.duplicates().pairs.iter().map(move |&(first, second)| {
            let known = self.chain.columns().evidence[second as usize];
            let [first, second] = [first, second].map(|number| self.chain.numbered_project(number as usize));
            let finding = Finding::of_project(&ground, first);
            Finding {
                other: Some(second.performer()),
                other_project: Some(second),
                evidence: finding.evidence.min(known),
                ..finding
            }
        })
    }

    /// Organizations without any relation.
    pub(super) fn isolated(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c> {
        let ground = Arc::clone(ground);
        let alone = self.chain.organizations().filter(|organization| organization.relations().next().is_none());
        alone.map(move |organization| Finding {
            organization: Some(organization),
            ..Finding::new(&ground, organization.evidence())
        })
    }

    /// Capabilities today at a stage that the organization's kind has no role in, not even on its own initiative.
    pub(super) fn overreaching(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c, '_> {
        let chain = self.chain;
        let ground = Arc::clone(ground);
        chain.organizations().flat_map(move |organization| {
            let ground = Arc::clone(&ground);
            let capabilities = chain.organization_columns().capabilities(organization.number()).iter();
            let outside = capabilities.filter(move |own| !self.permissions.role(organization.kind(), own.stage, true));
            outside.map(move |capability| Finding {
                organization: Some(organization),
                category: Some(&chain.categories()[capability.category as usize]),
                stage: Some(capability.stage),
                ..Finding::new(&ground, capability.evidence)
            })
        })
    }

    /// Organizations that do research of which it is not known which.
    pub(super) fn without_capabilities(&self) -> usize {
        let researches = |kind| !matches!(kind, OrganizationKind::Government | OrganizationKind::Service);
        let organizations = self.chain.organizations();
        organizations
            .filter(|organization| researches(organization.kind()) && organization.record().capabilities.is_empty())
            .count()
    }

    /// Projects whose benefit is shared out without the inventors, as is documented; a share of 0 is none.
    pub(super) fn without_inventors(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c, '_> {
        let ground = Arc::clone(ground);
        let left_out = |shares: &[BenefitShare]| {
            !shares.iter().any(|share| *share.holder == *BenefitShare::INVENTORS && share.share > 0.0)
        };
        let projects = self.survey.with_shares.iter().map(|&project| self.chain.numbered_project(project as usize));
        projects
            .filter(move |project| {
                project.evidence() == Evidence::Documented && left_out(&project.record().benefit_shares)
            })
            .map(move |project| Finding::of_project(&ground, project))
    }

    /// Projects whose benefit shares are not the whole benefit.
    pub(super) fn benefits_not_whole(&self, ground: &Arc<Ground>) -> impl Iterator<Item = Finding<'c>> + use<'c, '_> {
        let ground = Arc::clone(ground);
        let tolerance = ground.rule.effective_threshold().unwrap_or(0.0);
        self.survey.with_shares.iter().filter_map(move |&project| {
            let project = self.chain.numbered_project(project as usize);
            let sum: f64 = project.record().benefit_shares.iter().map(|share| share.share).sum();
            let finding = || Finding { measured: Some(sum), ..Finding::of_project(&ground, project) };
            ((sum - 1.0).abs() > tolerance).then(finding)
        })
    }
}
