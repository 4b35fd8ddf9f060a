//! Where in the relay an organization stands.

use crate::chain::OrganizationRef;
use crate::model::Stage;

/// The stage at which an organization has most teams, unknown ones counted as one; of several, the earliest.
pub(super) fn main_stage(organization: OrganizationRef<'_>) -> Option<Stage> {
    let teams = Stage::ALL.map(|stage| (teams_at(organization, stage), stage));
    let most = teams.iter().map(|(teams, _)| *teams).max().filter(|most| *most > 0)?;
    teams.into_iter().find(|(teams, _)| *teams == most).map(|(_, stage)| stage)
}

/// How many teams it has at a stage, at least.
fn teams_at(organization: OrganizationRef<'_>, stage: Stage) -> u64 {
    let places = organization.chain().works_at().of(organization.number());
    places.iter().filter(|place| place.stage == stage).map(|place| u64::from(place.teams_at_least())).sum()
}
