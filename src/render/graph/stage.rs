//! Where in the relay an organization stands.

use crate::chain::OrganizationRef;
use crate::model::Stage;

/// The stage at which an organization has most teams; of several, the earliest.
pub(super) fn main_stage(organization: OrganizationRef<'_>) -> Option<Stage> {
    let teams = Stage::ALL.map(|stage| (teams_at(organization, stage), stage));
    let most = teams.iter().map(|(teams, _)| *teams).max().filter(|most| *most > 0)?;
    teams.into_iter().find(|(teams, _)| *teams == most).map(|(_, stage)| stage)
}

/// How many teams it has at a stage.
pub(super) fn teams_at(organization: OrganizationRef<'_>, stage: Stage) -> u64 {
    let capabilities = organization.chain().organization_columns().capabilities(organization.number());
    capabilities.iter().filter(|cell| cell.stage == stage).map(|cell| u64::from(cell.teams)).sum()
}
