//! Statements of completeness must not contradict each other.

use hashbrown::HashMap;

use super::Assembly;
use crate::model::{CompletenessList, PartialDate, Stage};
use crate::record::{Completeness, Extent, NONE, Path, ProblemKind, RecordList};

/// What a statement is limited to: list, category, stage and organization; `None` for any.
type Scope = (CompletenessList, Option<u32>, Option<Stage>, Option<u32>);

/// The days that a statement is about, the first and the last.
type Period = (PartialDate, PartialDate);

/// The statements that say `all`, by every way to leave open a part of their scope, so that those that overlap with
/// another are found at once; in order of their first day, each with the latest of the last days up to it.
#[derive(Default)]
struct Complete(HashMap<(u8, Scope), Vec<(Period, PartialDate, usize)>>);

impl Complete {
    fn add(&mut self, scope: Scope, period: Period, index: usize) {
        for open in 0..8 {
            self.0.entry((open, opened(scope, open))).or_default().push((period, period.1, index));
        }
    }

    fn sort(&mut self) {
        for statements in self.0.values_mut() {
            statements.sort_by_key(|&((first, _), _, index)| (first, index));
            for place in 1..statements.len() {
                statements[place].1 = statements[place].1.max(statements[place - 1].1);
            }
        }
    }

    /// A statement whose scope and days overlap.
    fn overlapping(&self, scope: Scope, (first, last): Period) -> Option<usize> {
        let open = u8::from(scope.1.is_none()) | u8::from(scope.2.is_none()) << 1 | u8::from(scope.3.is_none()) << 2;
        // What this one leaves open may be anything there; what it names may be the same there, or be open there.
        let keys = (0..8_u8).filter(|any| any & open == 0).map(|any| (open, opened(scope, any | open)));
        let found = keys.filter_map(|key| {
            let statements = self.0.get(&key)?;
            let until = statements.partition_point(|((other, _), ..)| *other <= last);
            // The first that reaches so far; those before it end earlier.
            let place = statements[..until].partition_point(|(_, reach, _)| *reach < first);
            statements[..until].get(place).map(|(.., index)| *index)
        });
        found.min()
    }
}

/// A scope with the parts left open that have a bit in a number.
fn opened((list, category, stage, organization): Scope, open: u8) -> Scope {
    let kept = |bit: u8| open & bit == 0;
    (list, category.filter(|_| kept(1)), stage.filter(|_| kept(2)), organization.filter(|_| kept(4)))
}

impl Assembly {
    /// Notes every statement that only some or nothing is recorded where another says that all is.
    pub(super) fn check_statements(&mut self) {
        let Some(as_of) = self.as_of else { return };
        let (always, ever) =
            (PartialDate::of_day(jiff::civil::Date::constant(0, 1, 1)), PartialDate::of_day(as_of.last()));
        let days = |statement: &Completeness| {
            let first = statement.from.map_or(always, |from| PartialDate::of_day(from.first()));
            (first, statement.to.map_or(ever, |to| PartialDate::of_day(to.last())))
        };
        let met = &self.columns.completeness;
        let part = |column: &[u32], index: usize| Some(column[index]).filter(|&number| number != NONE);
        let scope = |index: usize, statement: &Completeness| {
            let (category, organization) = (part(&met.category, index), part(&met.organization, index));
            (statement.list, category, statement.stage, organization)
        };
        let statements = || self.lists.completeness.iter().enumerate();
        let in_part =
            || statements().filter(|(_, statement)| matches!(statement.extent(), Extent::Some | Extent::None));
        if in_part().next().is_none() {
            return;
        }
        let mut complete = Complete::default();
        for (index, statement) in statements().filter(|(_, statement)| statement.extent() == Extent::All) {
            complete.add(scope(index, statement), days(statement), index);
        }
        complete.sort();
        let mut found = Vec::new();
        for (index, statement) in in_part() {
            if let Some(other) = complete.overlapping(scope(index, statement), days(statement)) {
                let other = Path::record(RecordList::Completeness, other);
                let kind = ProblemKind::Contradicts { nothing: statement.extent() == Extent::None, other };
                found.push((Path::record(RecordList::Completeness, index), kind));
            }
        }
        self.note_all(found);
    }
}
