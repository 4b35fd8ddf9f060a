//! What the queries read, in flat arrays: one column per fact, records by number in the order of their ids.

use crate::graph::rows::Rows;
use crate::model::Day;
use crate::model::{Evidence, Leap, PartialDate, Stage, Status};
use crate::record::{NONE, Project};

/// No day.
const NO_DAY: i32 = i32::MIN;

/// The facts of the projects.
#[derive(Clone, Debug, Default)]
pub(crate) struct ProjectColumns {
    pub(crate) stage: Vec<Stage>,
    pub(crate) status: Vec<Status>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) category: Vec<u32>,
    pub(crate) performer: Vec<u32>,
    /// [`NONE`] for the performer's own initiative.
    pub(crate) commissioner: Vec<u32>,
    pub(crate) commissioned: Days,
    pub(crate) started: Days,
    pub(crate) ended: Days,
    /// Who did the work too, each once, without the performer.
    pub(crate) joint_performers: Rows,
    pub(crate) builds_on: Rows,
    pub(crate) draws_on: Rows,
    pub(crate) releases: Rows,
    /// Who acts as owner of its result: the owners that are organizations, else the performer.
    pub(crate) owners: Rows,
    pub(crate) answers: Rows,
    /// Every project after those that it builds on; empty where the order of the ids is such an order.
    pub(crate) topological: Vec<u32>,
}

impl ProjectColumns {
    /// Adds the dates of a project, as they are seen on a day.
    pub(super) fn add_dates(&mut self, project: &Project, today: Day) {
        self.commissioned.push_past(project.commissioned, today);
        self.started.push_past(project.started, today);
        self.ended.push_past(project.ended, today);
    }

    /// Takes the dates of the projects anew, as they are seen on another day.
    pub(super) fn see_on<'p>(&mut self, projects: impl Iterator<Item = &'p Project>, today: Day) {
        for days in [&mut self.commissioned, &mut self.started, &mut self.ended] {
            days.0.clear();
        }
        projects.for_each(|project| self.add_dates(project, today));
    }

    pub(crate) fn len(&self) -> usize {
        self.stage.len()
    }

    pub(crate) fn leap(&self, project: usize) -> Leap {
        self.stage[project].leap()
    }

    pub(crate) fn is_live(&self, project: usize) -> bool {
        self.status[project].is_live()
    }

    /// Whether somebody commissioned a project; if not, it is the performer's own initiative.
    pub(crate) fn is_commissioned(&self, project: usize) -> bool {
        self.commissioner[project] != NONE
    }

    /// Everybody who did the work: the performer, and those who joined in.
    pub(crate) fn workers(&self, project: usize) -> impl Iterator<Item = u32> + Clone {
        std::iter::once(self.performer[project]).chain(self.joint_performers.of(project).iter().copied())
    }

    /// Every project after those that it builds on.
    pub(crate) fn downstream_order(&self) -> impl DoubleEndedIterator<Item = usize> {
        in_order(&self.topological, self.len())
    }
}

/// Every record of so many in an order of their numbers; an empty one is that of the numbers themselves.
pub(super) fn in_order(order: &[u32], count: usize) -> impl DoubleEndedIterator<Item = usize> {
    let by_number = if order.is_empty() { 0..count } else { 0..0 };
    order.iter().map(|&record| record as usize).chain(by_number)
}

/// A column of days, some of them unknown.
#[derive(Clone, Debug, Default)]
pub(crate) struct Days(Vec<i32>);

impl Days {
    /// Adds a date, which may lie ahead.
    pub(crate) fn push(&mut self, date: Option<PartialDate>) {
        self.0.push(date.map_or(NO_DAY, |date| date.to_day().0));
    }

    /// Adds the date of an event that must be past: where it is known to the month or the year only, it is never taken
    /// for a day after "today".
    pub(crate) fn push_past(&mut self, date: Option<PartialDate>, today: Day) {
        self.0.push(date.map_or(NO_DAY, |date| date.to_day().not_after(today).0));
    }

    /// The number of a day, or what stands for none: for passes that cannot afford to branch.
    pub(crate) fn number_or(&self, record: usize, none: i32) -> i32 {
        let day = self.0[record];
        if day == NO_DAY { none } else { Day(day).number() }
    }

    /// The number of every day, or what stands for none.
    pub(crate) fn numbers_or(&self, none: i32) -> impl Iterator<Item = i32> {
        self.0.iter().map(move |&day| if day == NO_DAY { none } else { Day(day).number() })
    }

    pub(crate) fn get(&self, record: usize) -> Option<Day> {
        let day = self.0[record];
        (day != NO_DAY).then_some(Day(day))
    }
}
