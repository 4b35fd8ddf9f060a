//! Which results were taken up, as the funnel counts them, and what became of what builds on them.

use crate::chain::SupplyChain;
use crate::model::{Day, Leap};
use crate::query::uses::Uses;

/// How a result was taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Uptake {
    /// A live project of a later leap can be reached from it.
    ByProject,
    /// By licence or use.
    Otherwise,
}

/// What can be reached from each project along what builds on it.
#[derive(Debug)]
pub(super) struct Reached {
    /// The latest leap of a live project; -1 for none.
    furthest: Vec<i8>,
    /// The earliest end of the project and of all that builds on it; `None` where one is not known.
    earliest: Vec<Option<i32>>,
    /// Whether something of another category builds on it.
    crosses: Vec<bool>,
}

impl Reached {
    pub(super) fn new(chain: &SupplyChain) -> Self {
        let columns = chain.columns();
        let end = |project: usize| columns.ended.get(project).map(Day::number);
        let mut reached = Self {
            furthest: vec![-1; columns.len()],
            earliest: (0..columns.len()).map(end).collect(),
            crosses: vec![false; columns.len()],
        };
        for project in columns.downstream_order().rev() {
            let own = if columns.is_live(project) { columns.leap(project).index() as i8 } else { -1 };
            let furthest = own.max(reached.furthest[project]);
            for &upstream in columns.builds_on.of(project) {
                let upstream = upstream as usize;
                reached.furthest[upstream] = furthest.max(reached.furthest[upstream]);
                let ends = reached.earliest[upstream].zip(reached.earliest[project]);
                reached.earliest[upstream] = ends.map(|(one, other)| one.min(other));
                let other_category = columns.category[upstream] != columns.category[project];
                reached.crosses[upstream] |= other_category || reached.crosses[project];
            }
        }
        reached
    }

    /// The earliest end of a project and of all that builds on it, where all are known.
    pub(super) fn earliest_end(&self, project: usize) -> Option<i32> {
        self.earliest[project]
    }

    /// Whether something of another category builds on it, directly or not.
    pub(super) fn crosses_categories(&self, project: usize) -> bool {
        self.crosses[project]
    }
}

/// How a result was taken up in a later leap, if it was.
pub(super) fn uptake(chain: &SupplyChain, uses: &Uses, reached: &Reached, project: usize) -> Option<Uptake> {
    if reached.furthest[project] > chain.columns().leap(project).index() as i8 {
        return Some(Uptake::ByProject);
    }
    let otherwise = uses.uptake(chain, project);
    (otherwise.by_licence || otherwise.by_use).then_some(Uptake::Otherwise)
}

/// The stages of later leaps.
pub(super) fn later_stages(leap: Leap) -> &'static [crate::model::Stage] {
    let stages = &crate::model::Stage::ALL;
    let first = stages.iter().position(|stage| stage.leap() > leap).unwrap_or(stages.len());
    &stages[first..]
}
