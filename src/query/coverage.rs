//! Coverage: who works at which stage in which category.

use serde::Serialize;

use crate::chain::SupplyChain;
use crate::model::{Evidence, Stage, Status};
use crate::query::evidence::weaker;
use crate::query::keys::keys;
use crate::record::Category;

/// How many projects have which status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StatusCounts {
    /// Somebody asked for it.
    pub proposed: usize,
    /// The performer agreed.
    pub accepted: usize,
    /// Under way.
    pub active: usize,
    /// Ended with a result.
    pub delivered: usize,
    /// Ended without one.
    pub failed: usize,
    /// Given up.
    pub cancelled: usize,
}

impl StatusCounts {
    /// How many there are of a status.
    #[must_use]
    pub const fn of(&self, status: Status) -> usize {
        match status {
            Status::Proposed => self.proposed,
            Status::Accepted => self.accepted,
            Status::Active => self.active,
            Status::Delivered => self.delivered,
            Status::Failed => self.failed,
            Status::Cancelled => self.cancelled,
        }
    }

    /// How many there are.
    #[must_use]
    pub fn total(&self) -> usize {
        Status::ALL.into_iter().map(|status| self.of(status)).sum()
    }

    fn add(&mut self, status: Status) {
        *match status {
            Status::Proposed => &mut self.proposed,
            Status::Accepted => &mut self.accepted,
            Status::Active => &mut self.active,
            Status::Delivered => &mut self.delivered,
            Status::Failed => &mut self.failed,
            Status::Cancelled => &mut self.cancelled,
        } += 1;
    }
}

/// What there is for one category at one stage.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Coverage<'c> {
    /// The category.
    pub category: &'c Category,
    /// The stage.
    pub stage: Stage,
    /// Organizations that work there.
    pub organizations: usize,
    /// The sum of their research teams where a capability says how many; `None` where none does.
    pub teams: Option<u64>,
    /// Those of them whose teams are unknown: projects prove that they work there, and at least one team each.
    pub teams_unknown: usize,
    /// The projects, by status.
    pub projects: StatusCounts,
    /// How well the weakest of all this is known; `None` where there is nothing.
    pub evidence: Option<Evidence>,
}

impl Coverage<'_> {
    /// Why no number of teams is known.
    const fn why_no_teams(&self) -> &'static str {
        if self.teams_unknown > 0 { "unknown-teams" } else { "nobody-works-there" }
    }
}

keys! { Coverage<'_>: row => {
    category: row.category.id,
    stage: row.stage,
    organizations: row.organizations,
    teams: row.teams,
    teams_unknown: row.teams_unknown,
    why [where_known]: row.teams.is_none().then_some(row.why_no_teams()),
    projects: row.projects,
    evidence: row.evidence,
} }

/// ## Coverage
impl SupplyChain {
    /// What there is for every category, by id, at every stage, earliest first.
    ///
    /// Source: [definitions](crate::docs::definitions), section 1. Takes time in proportion to the chain.
    ///
    /// ```
    /// use seedrelay::{Stage, datasets};
    /// let chain = datasets::example();
    /// let coverage = chain.coverage();
    /// assert_eq!(coverage.len(), chain.categories().len() * Stage::ALL.len());
    /// assert_eq!(coverage.iter().map(|cell| cell.projects.total()).sum::<usize>(), chain.projects().len());
    /// ```
    #[must_use]
    pub fn coverage(&self) -> Vec<Coverage<'_>> {
        let cell = |category, stage| Coverage {
            category,
            stage,
            organizations: 0,
            teams: None,
            teams_unknown: 0,
            projects: StatusCounts::default(),
            evidence: None,
        };
        let categories = self.categories().iter();
        let mut cells: Vec<Coverage<'_>> =
            categories.flat_map(|category| Stage::ALL.map(|stage| cell(category, stage))).collect();
        let number = |category: u32, stage: Stage| category as usize * Stage::ALL.len() + stage as usize;
        for organization in 0..self.organizations().len() {
            for place in self.works_at().of(organization) {
                let cell = &mut cells[number(place.category, place.stage)];
                cell.organizations += 1;
                match place.teams {
                    Some(teams) => *cell.teams.get_or_insert(0) += u64::from(teams.get()),
                    None => cell.teams_unknown += 1,
                }
                cell.evidence = weaker(cell.evidence, Some(place.evidence));
            }
        }
        let columns = self.columns();
        for (project, record) in self.project_graph().node_weights().enumerate() {
            let cell = &mut cells[number(columns.category[project], columns.stage[project])];
            cell.projects.add(columns.status[project]);
            cell.evidence = weaker(cell.evidence, Some(record.evidence));
        }
        cells
    }
}
