//! How many teams an organization must have had: the most projects that it did at one time.

use hashbrown::HashMap;

use super::build::Teams;
use super::groups::Group;
use crate::{PartialDate, Stage, Status};

/// The teams of each organization, by category and stage. A project without dates takes at least one team; one that was
/// cancelled or has not begun takes none for certain, but shows that somebody thought the organization capable.
pub(super) fn most_at_once(groups: &[(Box<str>, Group<'_, '_>)], as_of: PartialDate) -> Teams {
    let mut busy: HashMap<(u32, u32, Stage), Vec<(i32, i32)>> = HashMap::new();
    for (_, group) in groups {
        let changes = busy.entry((group.performer, group.category, group.stage)).or_default();
        let begun = !matches!(group.status, Status::Proposed | Status::Accepted | Status::Cancelled);
        if let (true, Some(started)) = (begun, group.dates[1]) {
            let end = group.planned[2].unwrap_or(as_of).to_day().number();
            let start = started.to_day().number();
            changes.extend([(start, 1), (end.max(start) + 1, -1)]);
        }
    }
    let mut teams = Teams::new();
    for ((performer, category, stage), mut changes) in busy {
        // On one day, who ends makes room for who begins.
        changes.sort_unstable();
        let running = changes.iter().scan(0, |running, (_, change)| {
            *running += change;
            Some(*running)
        });
        let most = running.max().unwrap_or(0).max(1);
        teams.entry(performer).or_default().push((category, stage, most as u32));
    }
    teams.values_mut().for_each(|list| list.sort_unstable());
    teams
}
