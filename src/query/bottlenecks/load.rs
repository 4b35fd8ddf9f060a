//! Load: how much work each performer has, and how long commissions wait for it.

mod waits;

use std::num::NonZeroU32;

use crate::chain::{OrganizationRef, SupplyChain, Workplace};
use crate::model::{Evidence, Stage, Status};
use crate::query::evidence::weaker;
use crate::query::keys::keys;
use crate::record::Category;

pub use waits::{MeasuredWait, NoWait, PredictedWait};
use waits::{measured, predicted};

/// The work of one organization for one category at one stage.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Load<'c> {
    /// Who works.
    pub organization: OrganizationRef<'c>,
    /// For which category.
    pub category: &'c Category,
    /// At which stage.
    pub stage: Stage,
    /// Its research teams, c, 1 or more; `None` where no capability on record says how many.
    pub teams: Option<u32>,
    /// Projects under way, a.
    pub active: usize,
    /// Projects proposed or accepted, w: they wait for a team.
    pub waiting: usize,
    /// How long commissions waited for their start.
    pub measured_wait: MeasuredWait,
    /// How long they would wait by queueing theory.
    pub predicted_wait: PredictedWait,
    /// How well the weakest of all this is known: its capability and its projects.
    pub evidence: Option<Evidence>,
}

impl Load<'_> {
    /// The share of its teams with a project under way, min(1, a/c), 0 to 1; `None` where its teams are unknown.
    #[must_use]
    pub fn utilization(&self) -> Option<f64> {
        self.teams.map(|teams| (self.active as f64 / f64::from(teams)).min(1.0))
    }

    /// Open projects per team, (a + w)/c, from 0: above 1 there is more work than teams. `None` where its teams are
    /// unknown.
    #[must_use]
    pub fn workload_per_team(&self) -> Option<f64> {
        self.teams.map(|teams| self.open() as f64 / f64::from(teams))
    }

    /// Whether work waits although a team is free: a bottleneck of organization, not of capacity. Where its teams are
    /// unknown there is at least one, so it is sure that work waits idly if nothing is under way, and `None` if something
    /// is.
    #[must_use]
    pub fn waits_while_idle(&self) -> Option<bool> {
        match self.teams {
            Some(teams) => Some(self.waiting > 0 && self.active < teams as usize),
            None => (self.active == 0 && self.waiting > 0).then_some(true),
        }
    }

    /// Projects under way or waiting, a + w.
    #[must_use]
    pub fn open(&self) -> usize {
        self.active + self.waiting
    }
}

keys! { Load<'_>: row => {
    organization: row.organization,
    category: row.category.id,
    stage: row.stage,
    teams: row.teams,
    active: row.active,
    waiting: row.waiting,
    utilization: row.utilization(),
    workload_per_team: row.workload_per_team(),
    waits_while_idle: row.waits_while_idle(),
    why [where_known]: row.teams.is_none().then_some(NoWait::UnknownTeams),
    measured_wait_days: row.measured_wait,
    predicted_wait_days: row.predicted_wait,
    evidence: row.evidence,
} }

/// ## Load
impl SupplyChain {
    /// The load of every organization with something to say, by organization, category and stage: where it works, has an
    /// open project, or a commission whose wait is known.
    ///
    /// Own initiatives keep teams busy as commissions do, and count. Source: [definitions](crate::docs::definitions),
    /// section 4. O(n log n) in the projects.
    ///
    /// One team, one project under way and one that has waited for 100 days:
    ///
    /// ```
    /// use seedrelay::{Category, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};
    ///
    /// let project = |id, status| Project::new(id, "rice", Stage::Basic, "lab", status).commissioned_by("seeds");
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice"))
    ///     .organization(Organization::new("lab", OrganizationKind::Laboratory).capability("rice", Stage::Basic, 1))
    ///     .organization(Organization::new("seeds", OrganizationKind::Company))
    ///     .project(
    ///         project("gene", Status::Active).commissioned("2024-01-01".parse()?).started("2024-01-31".parse()?),
    ///     )
    ///     .project(project("line", Status::Accepted).commissioned("2024-09-22".parse()?))
    ///     .build()?;
    /// let load = &chain.workloads()[0];
    /// assert_eq!((load.active, load.waiting, load.workload_per_team()), (1, 1, Some(2.0)));
    /// assert_eq!((load.utilization(), load.waits_while_idle()), (Some(1.0), Some(false)));
    /// assert_eq!(load.measured_wait.median, Some(30.0));
    /// assert_eq!(load.predicted_wait.erlang_c, None, "too few to say");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn workloads(&self) -> Vec<Load<'_>> {
        let by_place = projects_by_place(self);
        let mut projects = by_place.as_slice();
        let mut rows = Vec::new();
        let mut add = |place: Place, own: Option<Workplace>, projects: &[(Place, u32)]| {
            let row = self.load_of(place, own, projects);
            if own.is_some() || row.open() > 0 || row.measured_wait.observations > 0 {
                rows.push(row);
            }
        };
        for organization in 0..self.organizations().len() {
            for own in self.works_at().of(organization) {
                let place = Place { organization: organization as u32, category: own.category, stage: own.stage };
                while let Some(&(earlier, _)) = projects.first().filter(|(other, _)| *other < place) {
                    add(earlier, None, split_off(&mut projects, earlier));
                }
                add(place, Some(*own), split_off(&mut projects, place));
            }
        }
        while let Some(&(place, _)) = projects.first() {
            add(place, None, split_off(&mut projects, place));
        }
        rows
    }

    fn load_of(&self, place: Place, workplace: Option<Workplace>, own: &[(Place, u32)]) -> Load<'_> {
        let projects = || own.iter().map(|&(_, project)| project as usize);
        let statuses = || projects().map(|project| self.columns().status[project]);
        let teams = workplace.and_then(|workplace| workplace.teams).map(NonZeroU32::get);
        let known = projects().map(|project| self.numbered_project(project).evidence());
        // What proves that it works there is among its projects.
        let capability = workplace.filter(|workplace| workplace.teams.is_some()).map(|workplace| workplace.evidence);
        Load {
            organization: self.numbered_organization(place.organization as usize),
            category: &self.categories()[place.category as usize],
            stage: place.stage,
            teams,
            active: statuses().filter(|status| *status == Status::Active).count(),
            waiting: statuses().filter(|status| matches!(status, Status::Proposed | Status::Accepted)).count(),
            measured_wait: measured(self, projects()),
            predicted_wait: predicted(self, teams, projects()),
            evidence: known.map(Some).fold(capability, weaker),
        }
    }
}

/// Where work is done: in the order in which loads are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    organization: u32,
    category: u32,
    stage: Stage,
}

fn projects_by_place(chain: &SupplyChain) -> Vec<(Place, u32)> {
    let columns = chain.columns();
    let of_project = |project: usize| {
        let (category, stage) = (columns.category[project], columns.stage[project]);
        let workers = columns.workers(project);
        workers.map(move |organization| (Place { organization, category, stage }, project as u32))
    };
    let mut projects: Vec<(Place, u32)> = (0..columns.len()).flat_map(of_project).collect();
    projects.sort_unstable();
    projects
}

/// Takes the projects of a place, if it is the next, off the front.
fn split_off<'p>(projects: &mut &'p [(Place, u32)], place: Place) -> &'p [(Place, u32)] {
    let own = projects.iter().take_while(|(other, _)| *other == place).count();
    let (own, rest) = projects.split_at(own);
    *projects = rest;
    own
}
