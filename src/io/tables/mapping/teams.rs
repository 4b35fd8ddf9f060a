//! How many teams an organization must have had: the most projects that it did at one time.

use super::groups::Group;
use crate::model::{PartialDate, Stage, Status};

/// How many teams each organization had, by category and stage, in the order of all these.
pub(super) struct Teams(Vec<(u32, u32, Stage, u32)>);

impl Teams {
    /// The most projects at one time. A project without dates takes at least one team; one that was cancelled or has
    /// not begun takes none for certain, but shows that somebody thought the organization capable.
    pub(super) fn most_at_once(groups: &[(Box<str>, Group<'_, '_>)], as_of: PartialDate) -> Self {
        let busy = |(_, group): &(Box<str>, Group<'_, '_>)| {
            let begun = !matches!(group.status, Status::Proposed | Status::Accepted | Status::Cancelled);
            let span = group.dates[1].filter(|_| begun).map(|started| {
                let end = group.planned[2].unwrap_or(as_of).to_day().number();
                let start = started.to_day().number();
                (start, end.max(start) + 1)
            });
            (group.performer, group.category, group.stage, span)
        };
        let mut busy: Vec<_> = groups.iter().map(busy).collect();
        busy.sort_unstable();
        let mut teams = Vec::new();
        let mut changes = Vec::new();
        for projects in busy.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
            changes.clear();
            changes.extend(projects.iter().filter_map(|it| it.3).flat_map(|(start, end)| [(start, 1), (end, -1)]));
            // On one day, who ends makes room for who begins.
            changes.sort_unstable();
            let running = changes.iter().scan(0, |running, (_, change)| {
                *running += change;
                Some(*running)
            });
            let most = running.max().unwrap_or(0).max(1);
            let (performer, category, stage, _) = projects[0];
            teams.push((performer, category, stage, most as u32));
        }
        Self(teams)
    }

    /// The category, the stage and the count of an organization's teams.
    pub(super) fn of(&self, organization: u32) -> impl Iterator<Item = (u32, Stage, u32)> {
        let first = self.0.partition_point(|team| team.0 < organization);
        let own = self.0[first..].iter().take_while(move |team| team.0 == organization);
        own.map(|(_, category, stage, count)| (*category, *stage, *count))
    }
}
