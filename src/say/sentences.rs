//! Gaps, findings and bottlenecks as sentences, each with what it rests on.
//!
//! The lists are lazy: of a million gaps only those that are shown are put into words.

use super::{About, Sentence, View};
use crate::chain::{OrganizationRef, ProjectRef};
use crate::model::{Boundary, Category, Evidence, Lang, Leap, Stage, Status};
use crate::query::{Bottleneck, Finding, Gap, Stoppage};

impl<'c> View<'c> {
    /// Gaps as sentences, in the order given.
    ///
    /// ```
    /// use seedrelay::say::View;
    /// use seedrelay::{Lang, datasets};
    /// use seedrelay::query::GapOptions;
    /// let chain = datasets::hunan();
    /// let (view, gaps) = (View::new(&chain), chain.gaps(&GapOptions::new()).worst_first());
    /// let first = view.gaps(&gaps, Lang::En).next().unwrap();
    /// assert_eq!(first.kind, "unanswered-demand");
    /// assert_eq!(first.about.records[0].id, "pig-phenotyping-demand");
    /// ```
    pub fn gaps<'v>(
        &'v self,
        gaps: impl IntoIterator<Item = &'v Gap<'c>>,
        lang: Lang,
    ) -> impl Iterator<Item = Sentence<'c>> {
        gaps.into_iter().map(move |gap| Sentence {
            text: gap.message(lang),
            severity: Some(gap.severity()),
            kind: gap.kind().as_str(),
            about: self.of_gap(gap),
        })
    }

    /// Findings as sentences, in the order given.
    pub fn findings<'v>(
        &'v self,
        findings: impl IntoIterator<Item = &'v Finding<'c>>,
        lang: Lang,
    ) -> impl Iterator<Item = Sentence<'c>> {
        findings.into_iter().map(move |finding| Sentence {
            text: finding.message(lang),
            severity: Some(finding.severity()),
            kind: finding.kind().as_str(),
            about: of_finding(finding),
        })
    }

    /// Bottlenecks as sentences, in the order given.
    pub fn bottlenecks<'v>(
        &'v self,
        bottlenecks: impl IntoIterator<Item = &'v Bottleneck<'c>>,
        lang: Lang,
    ) -> impl Iterator<Item = Sentence<'c>> {
        bottlenecks.into_iter().map(move |bottleneck| Sentence {
            text: bottleneck.message(lang),
            severity: Some(bottleneck.severity()),
            kind: bottleneck.kind().as_str(),
            about: self.of_bottleneck(bottleneck),
        })
    }

    pub(super) fn of_gap(&self, gap: &Gap<'c>) -> About<'c> {
        let about = About::nothing();
        match gap {
            Gap::MissingStage { category, leap } => about.category(category).leap(*leap),
            Gap::MissingRoute { category, boundary } => self.of_boundary(category, *boundary),
            Gap::StrandedResult { project, .. }
            | Gap::UnfoundedStart { project, .. }
            | Gap::LastMile { project, .. } => about.project(*project).organization(project.performer()),
            Gap::SkippedLeap { upstream, project, .. } | Gap::LateHandoff { upstream, project, .. } => {
                about.project(*project).project(*upstream)
            }
            Gap::IdleCommission { project, .. } => {
                let about = about.project(*project).organization(project.performer());
                project.commissioner().into_iter().fold(about, About::organization)
            }
            Gap::UnansweredDemand { demand, category, raised_by, .. } => {
                about.within(category).demand(demand).organization(*raised_by)
            }
            Gap::DemandStoppedShort { demand, category, raised_by, .. } => {
                let about = about.within(category).demand(demand).organization(*raised_by);
                let answering = self.grounds.answering(demand).filter(|project| project.status.is_live());
                answering.fold(about, About::project)
            }
        }
    }

    /// Both sides of a boundary: all capabilities there are.
    fn of_boundary(&self, category: &'c Category, boundary: Boundary) -> About<'c> {
        let sides = [boundary.from(), boundary.to()];
        sides.into_iter().flat_map(Leap::stages).fold(About::nothing().category(category), |about, stage| {
            let place = self.grounds.place(category, *stage);
            place.kinds().fold(about.stage(*stage).weakest(place.capabilities), About::kind)
        })
    }

    fn of_bottleneck(&self, bottleneck: &Bottleneck<'c>) -> About<'c> {
        match *bottleneck {
            // No figure is needed to see that nobody is capable, or related.
            Bottleneck::NothingPasses { category, stopped: Stoppage::NoCapability(leap) } => {
                About::nothing().category(category).leap(leap)
            }
            Bottleneck::NothingPasses { category, stopped: Stoppage::NoRoute } => {
                About::nothing().category(category).weakest(self.grounds.network(category))
            }
            Bottleneck::NothingPasses { category, stopped: Stoppage::NoSuccess(leap) } => {
                self.of_throughput(category).leap(leap)
            }
            Bottleneck::Chokepoint { category, organization, .. } => {
                self.of_throughput(category).organization(organization)
            }
            Bottleneck::Limit { category, best, .. } => {
                let about = self.of_throughput(category);
                best.map_or(about.clone(), |best| about.capability(best.organization, category, best.stage))
            }
            Bottleneck::Saturated { category, organization, stage, .. }
            | Bottleneck::LongWait { category, organization, stage, .. } => {
                let commissions = self.grounds.performed_by(organization);
                let commissions = commissions.filter(|project| project.commissioned.is_some());
                of_work(category, organization, stage, commissions)
            }
            Bottleneck::Overloaded { category, organization, stage, .. } => {
                self.of_open_work(category, organization, stage)
            }
            Bottleneck::Concentrated { category, stage, organization, .. } => {
                self.of_commissions(category, stage, organization)
            }
            Bottleneck::LongestBusy { organization, .. } => self.of_busy(organization),
        }
    }

    /// What throughput rests on: capabilities, relations, and figures that are assumed.
    pub(super) fn of_throughput(&self, category: &'c Category) -> About<'c> {
        let about = About::nothing().category(category).weakest(self.grounds.network(category));
        about.weakest(Some(Evidence::Assumed))
    }

    /// The open projects of a performer in a category at a stage, and its capability there.
    pub(super) fn of_open_work(
        &self,
        category: &'c Category,
        organization: OrganizationRef<'c>,
        stage: Stage,
    ) -> About<'c> {
        let open = self
            .grounds
            .performed_by(organization)
            .filter(|project| matches!(project.status, Status::Proposed | Status::Accepted | Status::Active));
        of_work(category, organization, stage, open)
    }

    /// The commissions of a category at a stage: of each performer they rest on, those of the one are named.
    pub(super) fn of_commissions(
        &self,
        category: &'c Category,
        stage: Stage,
        organization: OrganizationRef<'c>,
    ) -> About<'c> {
        let commissioned = self
            .grounds
            .performed_by(organization)
            .filter(|project| project.commissioner.is_some() && project.status != Status::Cancelled);
        let about = About::nothing().within(category).stage(stage).organization(organization);
        of_place(about, category, stage, commissioned).weakest(self.grounds.place(category, stage).commissions)
    }

    /// The projects that keep a performer busy.
    pub(super) fn of_busy(&self, organization: OrganizationRef<'c>) -> About<'c> {
        let dated = self.grounds.performed_by(organization).filter(|project| project.started.is_some());
        // It may be busy in several categories.
        let about = About::nothing().organization(organization).projects(dated);
        About { category: None, ..about }
    }
}

/// Those of the projects of a performer that belong to a place, and its capability there.
fn of_work<'c>(
    category: &'c Category,
    organization: OrganizationRef<'c>,
    stage: Stage,
    projects: impl Iterator<Item = ProjectRef<'c>>,
) -> About<'c> {
    let about = About::nothing().within(category).capability(organization, category, stage);
    of_place(about, category, stage, projects)
}

/// Adds those of the projects that belong to a place.
fn of_place<'c>(
    about: About<'c>,
    category: &Category,
    stage: Stage,
    projects: impl Iterator<Item = ProjectRef<'c>>,
) -> About<'c> {
    let own = projects.filter(|project| project.stage == stage && project.record().category == category.id);
    about.projects(own)
}

fn of_finding<'c>(finding: &Finding<'c>) -> About<'c> {
    let projects = [finding.project, finding.other_project].into_iter().flatten();
    let organizations = [finding.organization, finding.other].into_iter().flatten();
    let about = organizations.fold(projects.fold(About::nothing(), About::project), About::organization);
    let about = finding.category().into_iter().fold(about, About::within);
    // It knows of charters, capabilities and payments, which are parts of records or have no id.
    finding.stage.into_iter().fold(about, About::stage).weakest(Some(finding.evidence))
}
