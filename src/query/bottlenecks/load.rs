//! Load: how much work each performer has, and how long commissions wait for it.

mod waits;

use crate::chain::{OrganizationRef, SupplyChain};
use crate::model::{Stage, Status};
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
    /// Its research teams, c; 0 where it works without a capability on record.
    pub teams: u32,
    /// Projects under way, a.
    pub active: usize,
    /// Projects proposed or accepted, w: they wait for a team.
    pub waiting: usize,
    /// How long commissions waited for their start.
    pub measured_wait: MeasuredWait,
    /// How long they would wait by queueing theory.
    pub predicted_wait: PredictedWait,
}

impl Load<'_> {
    /// Open projects per team, (a + w)/c, from 0: above 1 there is more work than teams. `None` without teams.
    #[must_use]
    pub fn utilization(&self) -> Option<f64> {
        (self.teams > 0).then(|| self.open() as f64 / f64::from(self.teams))
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
    why [where_known]: row.utilization().is_none().then_some(NoWait::NoTeams),
    measured_wait_days: row.measured_wait,
    predicted_wait_days: row.predicted_wait,
} }

/// ## Load
impl SupplyChain {
    /// The load of every organization with something to say, by organization, category and stage: where it has a
    /// capability, an open project, or a commission whose wait is known.
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
    /// assert_eq!((load.active, load.waiting, load.utilization()), (1, 1, Some(2.0)));
    /// assert_eq!(load.measured_wait.median, Some(30.0));
    /// assert_eq!(load.predicted_wait.erlang_c, None, "too few to say");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn workloads(&self) -> Vec<Load<'_>> {
        let by_place = projects_by_place(self);
        let mut projects = by_place.as_slice();
        let mut rows = Vec::new();
        let mut add = |place: Workplace, teams: u32, own: &[(Workplace, u32)]| {
            let row = self.load_of(place, teams, own);
            if teams > 0 || row.open() > 0 || row.measured_wait.observations > 0 {
                rows.push(row);
            }
        };
        for organization in 0..self.organizations().len() {
            for capability in self.organization_columns().capabilities(organization) {
                let place = Workplace {
                    organization: organization as u32,
                    category: capability.category,
                    stage: capability.stage,
                };
                while let Some(&(earlier, _)) = projects.first().filter(|(other, _)| *other < place) {
                    add(earlier, 0, split_off(&mut projects, earlier));
                }
                add(place, capability.teams, split_off(&mut projects, place));
            }
        }
        while let Some(&(place, _)) = projects.first() {
            add(place, 0, split_off(&mut projects, place));
        }
        rows
    }

    fn load_of(&self, place: Workplace, teams: u32, own: &[(Workplace, u32)]) -> Load<'_> {
        let statuses = || own.iter().map(|&(_, project)| self.columns().status[project as usize]);
        Load {
            organization: self.numbered_organization(place.organization as usize),
            category: &self.categories()[place.category as usize],
            stage: place.stage,
            teams,
            active: statuses().filter(|status| *status == Status::Active).count(),
            waiting: statuses().filter(|status| matches!(status, Status::Proposed | Status::Accepted)).count(),
            measured_wait: measured(self, own.iter().map(|&(_, project)| project as usize)),
            predicted_wait: predicted(self, teams, own.iter().map(|&(_, project)| project as usize)),
        }
    }
}

/// Where work is done: in the order in which loads are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Workplace {
    organization: u32,
    category: u32,
    stage: Stage,
}

fn projects_by_place(chain: &SupplyChain) -> Vec<(Workplace, u32)> {
    let columns = chain.columns();
    let place = |project: usize| Workplace {
        organization: columns.performer[project],
        category: columns.category[project],
        stage: columns.stage[project],
    };
    let mut projects: Vec<(Workplace, u32)> =
        (0..columns.len()).map(|project| (place(project), project as u32)).collect();
    projects.sort_unstable();
    projects
}

/// Takes the projects of a place, if it is the next, off the front.
fn split_off<'p>(projects: &mut &'p [(Workplace, u32)], place: Workplace) -> &'p [(Workplace, u32)] {
    let own = projects.iter().take_while(|(other, _)| *other == place).count();
    let (own, rest) = projects.split_at(own);
    *projects = rest;
    own
}
