//! What is checked of one record by itself.

use hashbrown::HashSet;

use super::super::columns::Rows;
use super::super::draft::{Given, ProjectDraft, StageAssumptionDraft, StagesDraft, Str};
use super::super::names::{NONE, Names};
use super::super::problem::ProblemKind;
use super::notes::{Notes, Place, id_of};
use crate::model::Id;
use crate::model::{BenefitShare, PartialDate, ProjectId, StageAssumption, StageAssumptions, Status, Triangular};

/// A reference that must be there.
pub(super) fn reference<I: Id>(
    notes: &mut Notes<'_>,
    place: Place<'_>,
    key: &'static str,
    what: &'static str,
    given: &Given<Str<'_>>,
    names: &mut Names<I>,
) -> I {
    let id = notes.required(place, key, given);
    let number = id.map_or(NONE, |id| notes.refer(place.key(key), what, id, names));
    id_of(number, names)
}

pub(super) fn optional<I: Id>(
    notes: &mut Notes<'_>,
    place: Place<'_>,
    what: &'static str,
    given: &Given<Str<'_>>,
    names: &mut Names<I>,
) -> Option<I> {
    let number = notes.refer_given(place, what, given, names);
    (number != NONE).then(|| names.id(number))
}

/// References of which there may be many, as numbers in a column.
pub(super) fn list<I: Id>(
    notes: &mut Notes<'_>,
    place: Place<'_>,
    what: &'static str,
    given: &Given<Vec<Given<Str<'_>>>>,
    column: &mut Rows,
    names: &mut Names<I>,
) {
    for (index, id) in given.list().iter().enumerate() {
        // A bad one is kept as a blank, so that the places of the others stay right.
        column.push(notes.refer_given(place.index(index), what, id, names));
    }
    column.end_row();
}

/// References of which there may be many, as ids; a bad one is kept as a blank here too.
pub(super) fn list_of_ids<I: Id>(
    notes: &mut Notes<'_>,
    place: Place<'_>,
    what: &'static str,
    given: &Given<Vec<Given<Str<'_>>>>,
    names: &mut Names<I>,
) -> Option<Box<[I]>> {
    let refer = |(index, id)| id_of(notes.refer_given(place.index(index), what, id, names), names);
    given.get().map(|ids| ids.iter().enumerate().map(refer).collect())
}

/// `own` is the number of the project's id.
pub(super) fn builds_on_each_once(
    notes: &mut Notes<'_>,
    project: Place<'_>,
    own: u32,
    numbers: &[u32],
    names: &Names<ProjectId>,
) {
    let place = project.key("builds_on");
    // A project that took the id of another by mistake builds on that other.
    let is_itself = |number| matches!(project, Place::Record(_, index) if names.record(number) as usize == index);
    let repeated = match numbers {
        [] | [_] => false,
        [a, b] => a == b,
        many => {
            let mut sorted = many.to_vec();
            sorted.sort_unstable();
            sorted.windows(2).any(|pair| pair[0] == pair[1])
        }
    };
    if repeated {
        let mut seen = HashSet::new();
        for (index, &number) in numbers.iter().enumerate() {
            if number != NONE && !is_itself(number) && !seen.insert(number) {
                let (project, upstream) = (id_of(own, names), names.id(number));
                notes.add(place.index(index), ProblemKind::BuildsOnTwice { project, upstream });
            }
        }
    }
    for (index, &number) in numbers.iter().enumerate() {
        if number != NONE && number == own && is_itself(number) {
            notes.add(place.index(index), ProblemKind::BuildsOnItself { project: names.id(own) });
            // Given twice, it is still one slip.
            break;
        }
    }
}

/// Checks the dates of a project against its status and each other; gives those that it may have.
pub(super) fn dates(
    notes: &mut Notes<'_>,
    place: Place<'_>,
    status: Option<Status>,
    draft: &ProjectDraft<'_>,
) -> [Option<PartialDate>; 3] {
    let commissioned = draft.commissioned.copied();
    let (mut started, mut ended) = (draft.started.copied(), draft.ended.copied());
    if let Some(status) = status {
        // A date that must go needs no order.
        let mut forbidden = |key, date: &mut Option<PartialDate>| {
            if date.take().is_some() {
                notes.add(place.key(key), ProblemKind::DateAgainstStatus { key, status });
            }
        };
        if matches!(status, Status::Proposed | Status::Accepted) {
            forbidden("started", &mut started);
        }
        if status.is_open() {
            forbidden("ended", &mut ended);
        }
    }
    for kind in out_of_order([commissioned, started, ended, None]) {
        if let ProblemKind::DatesOutOfOrder { later_key, .. } = kind {
            notes.add(place.key(later_key), kind);
        }
    }
    [commissioned, started, ended]
}

/// The pairs among `commissioned`, `started`, `ended` and `as_of` that are out of order. One slip puts a date out of
/// order with several others: only the nearest pair is told.
pub(super) fn out_of_order(dates: [Option<PartialDate>; 4]) -> impl Iterator<Item = ProblemKind> {
    const KEYS: [&str; 4] = ["commissioned", "started", "ended", "as_of"];
    /// Near pairs first. Where dates are partial, only a far pair may show that something is wrong.
    const PAIRS: [(usize, usize); 6] = [(0, 1), (1, 2), (2, 3), (0, 2), (1, 3), (0, 3)];
    let mut told = [false; PAIRS.len()];
    PAIRS.into_iter().enumerate().filter_map(move |(number, (first, last))| {
        let (earlier, later) = (dates[first]?, dates[last]?);
        let within = |&(pair, &(a, b)): &(usize, &(usize, usize))| told[pair] && first <= a && b <= last;
        if !earlier.is_surely_after(later) || PAIRS.iter().enumerate().any(|pair| within(&pair)) {
            return None;
        }
        told[number] = true;
        let (earlier_key, later_key) = (KEYS[first], KEYS[last]);
        Some(ProblemKind::DatesOutOfOrder { earlier_key, earlier, later_key, later })
    })
}

pub(super) fn benefit_shares(notes: &mut Notes<'_>, place: Place<'_>, draft: &ProjectDraft<'_>) -> Box<[BenefitShare]> {
    let mut shares = Vec::with_capacity(draft.benefit_shares.list().len());
    for (index, draft) in draft.benefit_shares.list().iter().enumerate() {
        let place = place.index(index);
        let Some(draft) = draft.get() else { continue };
        let holder = notes.required(place, "holder", &draft.holder);
        let share = notes.required(place, "share", &draft.share).copied();
        let share = notes.share(place.key("share"), &share.into());
        shares.push(BenefitShare::new(holder.map_or("", |holder| holder), share.unwrap_or(0.0)));
    }
    notes.shares(place, shares.iter().map(|share| share.share));
    shares.into()
}

pub(super) fn stage_assumptions(notes: &mut Notes<'_>, place: Place<'_>, draft: &StagesDraft) -> StageAssumptions {
    let given = draft.iter().filter_map(|(stage, draft)| Some((stage, draft.get()?)));
    given.map(|(stage, draft)| (stage, stage_assumption(notes, place.key(stage.as_str()), draft))).collect()
}

pub(super) fn stage_assumption(
    notes: &mut Notes<'_>,
    place: Place<'_>,
    draft: &StageAssumptionDraft,
) -> StageAssumption {
    let duration = place.key("duration_years");
    let duration_years = draft.duration_years.get().and_then(|draft| {
        let mut part = |key, given| {
            notes.required(duration, key, given)?;
            notes.number(duration.key(key), given)
        };
        let (min, mode, max) = (part("min", &draft.min), part("mode", &draft.mode), part("max", &draft.max));
        let (min, mode, max) = (min?, mode?, max?);
        if !(min <= mode && mode <= max && max > 0.0) {
            notes.add(duration, ProblemKind::DurationOutOfOrder { min, mode, max });
        }
        Some(Triangular::new(min, mode, max))
    });
    let place = place.key("success");
    let success = notes.number(place, &draft.success).inspect(|&found| {
        if found > 1.0 {
            notes.add(place, ProblemKind::ShareOutOfRange { found });
        }
    });
    StageAssumption { duration_years, success }
}
