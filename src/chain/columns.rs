//! What the queries read, in flat arrays: one column per fact, records by number in the order of their ids.

use super::names::NONE;
use crate::model::Day;
use crate::model::{Leap, PartialDate, Stage, Status};

/// No day.
const NO_DAY: i32 = i32::MIN;

/// The facts of the projects.
#[derive(Clone, Debug, Default)]
pub(crate) struct ProjectColumns {
    pub(crate) stage: Vec<Stage>,
    pub(crate) status: Vec<Status>,
    pub(crate) category: Vec<u32>,
    pub(crate) performer: Vec<u32>,
    /// [`NONE`] for the performer's own initiative.
    pub(crate) commissioner: Vec<u32>,
    pub(crate) commissioned: Days,
    pub(crate) started: Days,
    pub(crate) ended: Days,
    pub(crate) builds_on: Rows,
    pub(crate) answers: Rows,
    /// Every project after those that it builds on; empty where the order of the ids is such an order.
    pub(crate) topological: Vec<u32>,
}

impl ProjectColumns {
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

    /// Every project after those that it builds on.
    pub(crate) fn downstream_order(&self) -> impl DoubleEndedIterator<Item = usize> {
        let by_id = if self.topological.is_empty() { 0..self.len() } else { 0..0 };
        self.topological.iter().map(|&project| project as usize).chain(by_id)
    }
}

/// A column of days, some of them unknown.
#[derive(Clone, Debug, Default)]
pub(crate) struct Days(Vec<i32>);

impl Days {
    pub(crate) fn push(&mut self, date: Option<PartialDate>) {
        self.0.push(date.map_or(NO_DAY, |date| date.to_day().0));
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

/// A row of numbers for each record, end to end (compressed sparse rows).
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    starts: Vec<u32>,
    values: Vec<u32>,
}

impl Default for Rows {
    fn default() -> Self {
        Self { starts: vec![0], values: Vec::new() }
    }
}

impl Rows {
    /// Adds to the row of the record in the making.
    pub(crate) fn push(&mut self, value: u32) {
        self.values.push(value);
    }

    /// Ends the row of the record in the making.
    pub(crate) fn end_row(&mut self) {
        self.starts.push(u32::try_from(self.values.len()).expect("more references than memory holds"));
    }

    /// The row of a record.
    pub(crate) fn of(&self, record: usize) -> &[u32] {
        &self.values[self.starts[record] as usize..self.starts[record + 1] as usize]
    }

    /// Every row.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        self.starts.windows(2).map(|bounds| &self.values[bounds[0] as usize..bounds[1] as usize])
    }

    /// Every value.
    pub(crate) fn values(&self) -> &[u32] {
        &self.values
    }

    /// Puts another value in the place of each, and every row in order.
    pub(crate) fn map_sorted(&mut self, map: impl Fn(u32) -> u32) {
        self.values.iter_mut().for_each(|value| *value = map(*value));
        for bounds in self.starts.windows(2) {
            if bounds[1] - bounds[0] > 1 {
                self.values[bounds[0] as usize..bounds[1] as usize].sort_unstable();
            }
        }
    }

    /// The rows in another order: the row `order[i]` becomes row `i`.
    pub(crate) fn reordered(&self, order: &[u32]) -> Self {
        let mut rows =
            Self { starts: Vec::with_capacity(self.starts.len()), values: Vec::with_capacity(self.values.len()) };
        rows.starts.push(0);
        for &record in order {
            rows.values.extend_from_slice(self.of(record as usize));
            rows.end_row();
        }
        rows
    }
}
