//! Coverage: who works at which stage in which category.

use serde::Serialize;

use crate::chain::SupplyChain;
use crate::model::{Stage, Status};
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
    /// Organizations with a capability.
    pub organizations: usize,
    /// Their research teams.
    pub teams: u64,
    /// The projects, by status.
    pub projects: StatusCounts,
}

keys! { Coverage<'_>: row => {
    category: row.category.id,
    stage: row.stage,
    organizations: row.organizations,
    teams: row.teams,
    projects: row.projects,
} }

/// ## Coverage
impl SupplyChain {
    /// What there is for every category, by id, at every stage, earliest first.
    ///
    /// Source: [definitions](crate::docs::definitions), section 1. Takes time in proportion to the chain.
    ///
    /// ```
    /// use seedrelay::{Stage, datasets};
    /// let chain = datasets::hunan();
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
            teams: 0,
            projects: StatusCounts::default(),
        };
        let categories = self.categories().iter();
        let mut cells: Vec<Coverage<'_>> =
            categories.flat_map(|category| Stage::ALL.map(|stage| cell(category, stage))).collect();
        let number = |category: u32, stage: Stage| category as usize * Stage::ALL.len() + stage as usize;
        for organization in 0..self.organizations().len() {
            for capability in self.organization_columns().capabilities(organization) {
                let cell = &mut cells[number(capability.category, capability.stage)];
                cell.organizations += 1;
                cell.teams += u64::from(capability.teams);
            }
        }
        let columns = self.columns();
        for project in 0..columns.len() {
            let cell = &mut cells[number(columns.category[project], columns.stage[project])];
            cell.projects.add(columns.status[project]);
        }
        cells
    }
}
