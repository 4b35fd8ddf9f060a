//! What each gap rests on that may only be missing: the cells that statements must cover for it to be certain.
//!
//! Each kind of gap is a fixed question about a chain, so what must be known for its answer to hold in every world is
//! tabled by hand ([definitions](crate::docs::definitions), section 8), and asked cell by cell.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::covered::{ALWAYS, Period};
use super::links::{self, LinkKind, Links, Open};
use super::performers::Performers;
use super::places::Places;
use super::statements::Statements;
use crate::chain::{ProjectRef, SupplyChain, years_before};
use crate::model::{Boundary, CompletenessList, Day, Evidence, Leap, PartialDate, Stage};
use crate::query::{Finding, Gap};
use crate::rules::FindingKind;

/// Something that is not known to be all on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) list: CompletenessList,
    pub(super) category: u32,
    pub(super) stage: Option<Stage>,
    /// `None` for any, listed or not.
    pub(super) organization: Option<u32>,
    pub(super) period: Period,
}

/// Where cells go that are open; it may stop the asking.
type See<'s> = &'s mut dyn FnMut(Cell) -> ControlFlow<()>;

/// A chain with what its statements cover.
#[derive(Clone, Debug)]
pub(super) struct Cells<'c> {
    chain: &'c SupplyChain,
    statements: Statements,
    performers: Performers,
    links: Links,
    places: Arc<Places>,
    /// By how many years before its end a result may begin to be built on.
    grace_years: u16,
}

impl<'c> Cells<'c> {
    /// Of the statements that are known at least so well; of none where nothing is said.
    pub(super) fn new(
        chain: &'c SupplyChain,
        at_least: Option<Evidence>,
        places: &Arc<Places>,
        grace_years: u16,
    ) -> Self {
        let statements = at_least.map_or_else(|| Statements::none(chain), |level| Statements::new(chain, level));
        let performers = Performers::new(chain, &statements);
        let links = Links::new(chain, &statements);
        Self { chain, statements, performers, links, places: Arc::clone(places), grace_years }
    }

    /// Whether every project of a category at a stage is on record, whoever performs it and whenever it began.
    pub(super) fn know_projects(&self, category: u32, stage: Stage) -> bool {
        let covered = self.statements.of_any(CompletenessList::Projects, category, Some(stage));
        covered.holds((ALWAYS, self.statements.today))
    }

    pub(super) const fn always(&self) -> Period {
        (ALWAYS, self.statements.today)
    }

    /// Whether every cell is covered that a gap rests on.
    pub(super) fn settle(&self, gap: &Gap<'c>) -> bool {
        self.of_gap(gap, &mut |_| ControlFlow::Break(())).is_continue()
    }

    /// Shows the open cells of a gap.
    pub(super) fn of_gap(&self, gap: &Gap<'c>, see: See<'_>) -> ControlFlow<()> {
        let number = |id: &str| self.chain.category_number(id).map_or(0, |number| number as u32);
        match *gap {
            Gap::LateHandoff { .. } | Gap::IdleCommission { .. } => ControlFlow::Continue(()),
            Gap::MissingStage { category, leap } => self.missing_stage(number(category.id.as_str()), leap, see),
            Gap::MissingRoute { category, boundary, .. } => {
                self.missing_route(number(category.id.as_str()), boundary, see)
            }
            Gap::StrandedResult { project, .. } => self.stranded(project, see),
            Gap::UnfoundedStart { project, .. } | Gap::SkippedLeap { project, .. } => self.bases_of(project, see),
            Gap::UnansweredDemand { demand, .. } => self.demand(demand.id.as_str(), None, see),
            Gap::DemandStoppedShort { demand, .. } => self.demand(demand.id.as_str(), Some(demand.stage), see),
            Gap::LastMile { project, .. } => self.last_mile(project, see),
            Gap::IdleLicence { category, project, licensee, .. } => {
                self.idle_licence(number(category.id.as_str()), project, licensee.number() as u32, see)
            }
            Gap::UnadoptedProduct { category, released_by, .. } => {
                self.unadopted(number(category.id.as_str()), released_by.is_some(), see)
            }
        }
    }

    fn missing_stage(&self, category: u32, leap: Leap, see: See<'_>) -> ControlFlow<()> {
        self.capabilities(category, leap.stages(), see)?;
        self.projects(category, leap.stages(), self.always(), see)
    }

    fn missing_route(&self, category: u32, boundary: Boundary, see: See<'_>) -> ControlFlow<()> {
        let leaps = [boundary.from(), boundary.to()];
        leaps.into_iter().try_for_each(|leap| self.capabilities(category, leap.stages(), see))?;
        self.projects(category, &Stage::ALL, self.always(), see)?;
        self.links(LinkKind::BuildsOn, category, &Stage::ALL, see)?;
        self.flat(CompletenessList::Agreements, category, None, see)?;
        for organization in self.places.workers(category, &leaps) {
            self.flat(CompletenessList::Licences, category, Some(organization), see)?;
        }
        ControlFlow::Continue(())
    }

    fn stranded(&self, project: ProjectRef<'c>, see: See<'_>) -> ControlFlow<()> {
        let ended = self.chain.columns().ended.get(project.number());
        self.uptake(project.number(), ended.map(Day::number), see)
    }

    /// Whatever a result may have become that came to be on a day; `None` where that is not known.
    pub(super) fn uptake(&self, project: usize, since: Option<i32>, see: See<'_>) -> ControlFlow<()> {
        let columns = self.chain.columns();
        let category = columns.category[project];
        let first = since.map_or(ALWAYS, |day| self.grace_before(day));
        // What it releases may be drawn on at any stage.
        let releases = !columns.releases.of(project).is_empty();
        let from = if releases { 0 } else { columns.stage[project] as usize };
        self.projects(category, &Stage::ALL[from..], (first, self.statements.today), see)?;
        self.links(LinkKind::BuildsOn, category, &Stage::ALL[from..], see)?;
        for &owner in columns.owners.of(project) {
            self.flat(CompletenessList::Licences, category, Some(owner), see)?;
        }
        self.flat(CompletenessList::Adoptions, category, None, see)
    }

    /// The first day on which a result may have begun to be built on.
    fn grace_before(&self, day: i32) -> i32 {
        years_before(PartialDate::of_number(day.min(self.statements.today)), self.grace_years)
    }

    /// What a project builds on, draws on and releases.
    fn bases_of(&self, project: ProjectRef<'c>, see: See<'_>) -> ControlFlow<()> {
        let (columns, number) = (self.chain.columns(), project.number());
        let day = links::day(self.chain, &self.statements, number);
        let (list, category) = (CompletenessList::BuildsOn, columns.category[number]);
        let (stage, organization) = (Some(columns.stage[number]), Some(columns.performer[number]));
        if self.statements.of(list, category, stage, columns.performer[number]).holds((day, day)) {
            return ControlFlow::Continue(());
        }
        see(Cell { list, category, stage, organization, period: (day, day) })
    }

    /// What may answer a demand, at stages up to one where it must be so early.
    fn demand(&self, id: &str, up_to: Option<Stage>, see: See<'_>) -> ControlFlow<()> {
        let Some(number) = self.chain.demand_number(id) else { return ControlFlow::Continue(()) };
        let links = self.chain.links();
        let today = self.statements.today;
        let raised = links.raised.get(number).map_or(ALWAYS, |day| day.number().min(today));
        let stages = &Stage::ALL[..=up_to.unwrap_or(Stage::Industrialization) as usize];
        let category = links.demand_category[number];
        self.projects(category, stages, (raised, today), see)?;
        self.links(LinkKind::Answers, category, stages, see)
    }

    /// A service, a use; or a release that is not on record, of something that is in use or was withdrawn.
    fn last_mile(&self, project: ProjectRef<'c>, see: See<'_>) -> ControlFlow<()> {
        let columns = self.chain.columns();
        let (category, performer) = (columns.category[project.number()], columns.performer[project.number()]);
        self.flat(CompletenessList::Services, category, Some(performer), see)?;
        self.flat(CompletenessList::Adoptions, category, None, see)?;
        self.bases_of(project, see)
    }

    /// Projects of the licensee, what they build on, or a use; or a release by the licensed project of something in use.
    fn idle_licence(
        &self,
        category: u32,
        project: Option<ProjectRef<'c>>,
        licensee: u32,
        see: See<'_>,
    ) -> ControlFlow<()> {
        for stage in Stage::ALL {
            let cell = |list, period| Cell { list, category, stage: Some(stage), organization: Some(licensee), period };
            if !self.performers.is_outside(&self.statements, licensee, category, stage) {
                let covered = self.statements.of(CompletenessList::Projects, category, Some(stage), licensee);
                let mut open = covered.open_in(self.always());
                open.try_for_each(|period| see(cell(CompletenessList::Projects, period)))?;
            }
            if let Open::Within { period, .. } = self.links.of_licensee(licensee, category, stage) {
                see(cell(CompletenessList::BuildsOn, period))?;
            }
        }
        self.flat(CompletenessList::Adoptions, category, None, see)?;
        project.map_or(ControlFlow::Continue(()), |project| self.bases_of(project, see))
    }

    /// A use; or, where no project on record releases it, a release by one that is in use.
    fn unadopted(&self, category: u32, is_released: bool, see: See<'_>) -> ControlFlow<()> {
        self.flat(CompletenessList::Adoptions, category, None, see)?;
        if is_released {
            return ControlFlow::Continue(());
        }
        self.links(LinkKind::BuildsOnInUse, category, &Stage::ALL, see)
    }

    /// Whether every cell is covered that a finding rests on.
    pub(super) fn settle_finding(&self, finding: &Finding<'c>) -> bool {
        let is_known = |project| self.bases_of(project, &mut |_| ControlFlow::Break(())).is_continue();
        match finding.kind() {
            FindingKind::IsolatedOrganization => {
                finding.organization.is_none_or(|organization| self.relations_are_known(organization.number() as u32))
            }
            FindingKind::DuplicatedEffort => {
                [finding.project, finding.other_project].into_iter().flatten().all(is_known)
            }
            FindingKind::IdleGermplasm => finding.germplasm.is_none_or(|germplasm| {
                let category = self.chain.germplasm_columns().category[germplasm.number()];
                self.idle(category, &mut |_| ControlFlow::Break(())).is_continue()
            }),
            _ => true,
        }
    }

    /// A live project that draws on it, or a use.
    fn idle(&self, category: u32, see: See<'_>) -> ControlFlow<()> {
        self.links(LinkKind::BuildsOn, category, &Stage::ALL, see)?;
        self.flat(CompletenessList::Adoptions, category, None, see)
    }

    /// Whether the projects, agreements, services and licences of an organization are all on record. Where it is known to
    /// have no capability, it has no project.
    fn relations_are_known(&self, organization: u32) -> bool {
        use CompletenessList::{Agreements, Licences, Projects, Services};
        let is_outside = |category, stage| self.performers.is_outside(&self.statements, organization, category, stage);
        let is_known =
            |list, category, stage| self.statements.of(list, category, stage, organization).holds(self.always());
        (0..self.chain.categories().len() as u32).all(|category| {
            [Agreements, Services, Licences].into_iter().all(|list| is_known(list, category, None))
                && Stage::ALL
                    .into_iter()
                    .all(|stage| is_known(Projects, category, Some(stage)) || is_outside(category, stage))
        })
    }

    /// Capabilities of anybody.
    pub(super) fn capabilities(&self, category: u32, stages: &[Stage], see: See<'_>) -> ControlFlow<()> {
        let list = CompletenessList::Capabilities;
        let open = stages.iter().filter(|stage| !self.statements.knows_capabilities(category, **stage, None));
        open.map(|stage| Cell { list, category, stage: Some(*stage), organization: None, period: self.always() })
            .try_for_each(see)
    }

    /// Further projects that began within a period.
    pub(super) fn projects(&self, category: u32, stages: &[Stage], period: Period, see: See<'_>) -> ControlFlow<()> {
        let list = CompletenessList::Projects;
        for &stage in stages {
            let organization = self.performers.only(category, stage);
            let mut open = self.performers.open_in(category, stage, period);
            open.try_for_each(|period| see(Cell { list, category, stage: Some(stage), organization, period }))?;
        }
        ControlFlow::Continue(())
    }

    /// Further links of listed projects.
    pub(super) fn links(&self, kind: LinkKind, category: u32, stages: &[Stage], see: See<'_>) -> ControlFlow<()> {
        for &stage in stages {
            if let Open::Within { period, performer } = self.links.open(kind, category, stage) {
                see(Cell { list: kind.list(), category, stage: Some(stage), organization: performer, period })?;
            }
        }
        ControlFlow::Continue(())
    }

    /// A list without stages, of all times.
    pub(super) fn flat(
        &self,
        list: CompletenessList,
        category: u32,
        organization: Option<u32>,
        see: See<'_>,
    ) -> ControlFlow<()> {
        let covered = match organization {
            None => std::borrow::Cow::Borrowed(self.statements.of_any(list, category, None)),
            Some(organization) => self.statements.of(list, category, None, organization),
        };
        covered
            .open_in(self.always())
            .try_for_each(|period| see(Cell { list, category, stage: None, organization, period }))
    }
}
