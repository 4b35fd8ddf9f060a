//! Readings of one project made one: votes, amounts, and dates that a chain can hold.

use std::collections::BTreeMap;

use super::account::{DatesLeftOff, Disagreement, RefusalKind, WhyLeftOff, shortened};
use super::figures::sum;
use super::gather::Vote;
use super::pass::{Reading, field};
use super::rules::{AmountRule, Merged, Role, Rules, StatusRule, Unit};
use crate::model::{PartialDate, Stage, Status, Text};
use crate::record::RecordList;

/// One project in the making.
pub(super) struct Group<'a, 'r> {
    /// What its rows say; at least one.
    pub(super) readings: &'r [Reading<'a>],
    pub(super) performer: u32,
    /// Who else does it.
    pub(super) joint: Vec<u32>,
    pub(super) is_coordinator: bool,
    /// Taken from it in the order of the rows, where the table is read from one end to the other.
    pub(super) title: Option<Text>,
    pub(super) topic: Option<&'r str>,
    pub(super) category: u32,
    pub(super) stage: Stage,
    pub(super) status: Status,
    /// As the table has them.
    pub(super) planned: [Option<PartialDate>; 3],
    /// As a chain can hold them.
    pub(super) dates: [Option<PartialDate>; 3],
    pub(super) budget: Option<f64>,
}

/// A date that is wrong: which, and why.
pub(super) type WrongDate = (usize, RefusalKind);

/// What is reported of groups as a whole.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) disagreements: Vec<Disagreement>,
    left_off: BTreeMap<(usize, WhyLeftOff), usize>,
    /// The rows that repeat the amount of another row of their project.
    pub(super) repeated: usize,
    /// Projects whose status follows from their dates, and those of them that have none.
    pub(super) by_dates: usize,
    pub(super) dateless: usize,
}

impl Notes {
    /// Counts the rows of a project that give an amount which another row of the same organization gives too.
    fn repeated(&mut self, rules: &Rules, readings: &[Reading<'_>]) {
        if rules.project().budget.is_none() {
            return;
        }
        let amounts = readings.iter().filter_map(|it| Some((it.organization, it.budget.filter(|it| *it > 0.0)?)));
        let mut amounts: Vec<(u32, f64)> = amounts.collect();
        amounts.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        self.repeated += amounts.windows(2).filter(|pair| pair[0] == pair[1]).count();
    }

    pub(super) fn left_off(&self) -> Vec<DatesLeftOff> {
        let one = |((key, why), projects): (&(usize, WhyLeftOff), &usize)| DatesLeftOff {
            field: field::KEYS[*key],
            why: *why,
            projects: *projects,
        };
        self.left_off.iter().map(one).collect()
    }
}

/// The ids of what readings refer to by number. The numbers depend on the order of the rows, and the ids do not.
#[derive(Clone, Copy)]
pub(super) struct Ids<'i> {
    pub(super) organizations: &'i [Box<str>],
    pub(super) categories: &'i [Box<str>],
}

/// Makes one project of the readings of it. `id` is for the notes.
pub(super) fn group<'a, 'r>(
    rules: &Rules,
    readings: &'r [Reading<'a>],
    names: Ids<'r>,
    as_of: PartialDate,
    id: impl Fn() -> Box<str>,
    notes: &mut Notes,
) -> Result<Group<'a, 'r>, WrongDate> {
    let first = &readings[0];
    let mut voting = Voting { readings, id: &id, disagreements: Vec::new() };
    let title = voting.text("project.title", |reading| &reading.title);
    let topic = voting.text("project.topic", |reading| &reading.topic);
    // By their ids: the numbers depend on the order of the rows.
    let category = voting.text("project.category", |reading| &names.categories[reading.category as usize]);
    let is_it = |reading: &&Reading<'_>| Some(&*names.categories[reading.category as usize]) == category;
    let category = readings.iter().find(is_it).unwrap_or(first).category;
    let stage = voting.value("project.stage", |reading| Some(reading.stage), Stage::to_string);
    let status = voting.value("project.status", |reading| Some(reading.status), StatusRule::to_string);
    let (stage, status) = (stage.unwrap_or(first.stage), status.unwrap_or(first.status));
    let planned =
        [0, 1, 2].map(|key| voting.value(field::DATES[key], |reading| reading.dates[key], PartialDate::to_string));
    let disagreements = voting.disagreements;
    let leads = |reading: &&Reading<'_>| reading.role == Role::Coordinator;
    let by_id = |reading: &&Reading<'_>| &names.organizations[reading.organization as usize];
    let coordinator = readings.iter().filter(leads).min_by_key(by_id);
    let performer = coordinator.unwrap_or_else(|| {
        let by_amount = |a: &&Reading<'_>, b: &&Reading<'_>| {
            let amount = |reading: &Reading<'_>| reading.budget.unwrap_or(0.0);
            amount(a).total_cmp(&amount(b)).then_with(|| by_id(b).cmp(by_id(a)))
        };
        readings.iter().max_by(by_amount).expect("a project has a row")
    });
    let mut off = Vec::new();
    if status == StatusRule::ByDates {
        notes.by_dates += 1;
        notes.dateless += usize::from(planned.iter().all(Option::is_none));
    }
    let (status, dates) = settle(rules, status, planned, as_of, &mut off)?;
    off.into_iter().for_each(|key| *notes.left_off.entry(key).or_default() += 1);
    notes.disagreements.extend(disagreements);
    let budget = rules.project().budget.as_ref().and_then(|rule| amount(rule, readings, |reading| reading.budget));
    let mut joint: Vec<u32> = readings.iter().flat_map(|reading| reading.joint.iter().copied()).collect();
    let referred = readings.iter().flat_map(|reading| reading.refers.iter());
    joint.extend(referred.flat_map(|value| value.numbers(RecordList::Organizations)));
    joint.retain(|other| *other != performer.organization);
    joint.sort_unstable_by_key(|other| &names.organizations[*other as usize]);
    joint.dedup();
    if readings.len() > 1 {
        notes.repeated(rules, readings);
    }
    Ok(Group {
        joint,
        title: title.map(Text::from),
        readings,
        performer: performer.organization,
        is_coordinator: coordinator.is_some(),
        topic,
        category,
        stage,
        status,
        planned,
        dates,
        budget,
    })
}

/// What rows that are about one thing give together; of a grant that is one project, what each organization gets adds
/// up in any case.
pub(super) fn amount(
    rule: &AmountRule,
    readings: &[Reading<'_>],
    of: impl Fn(&Reading<'_>) -> Option<f64>,
) -> Option<f64> {
    if let [reading] = readings {
        return of(reading);
    }
    let mut amounts: Vec<(u32, f64)> =
        readings.iter().filter_map(|reading| Some((reading.organization, of(reading)?))).collect();
    if rule.merged == Merged::Once {
        amounts.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        amounts.dedup();
    }
    let mut amounts: Vec<f64> = amounts.into_iter().map(|(_, amount)| amount).collect();
    (!amounts.is_empty()).then(|| sum(&mut amounts))
}

struct Voting<'a, 'r, 'n> {
    readings: &'r [Reading<'a>],
    id: &'n dyn Fn() -> Box<str>,
    disagreements: Vec<Disagreement>,
}

impl<'a, 'r> Voting<'a, 'r, '_> {
    fn text(&mut self, field: &'static str, of: impl Fn(&'r Reading<'a>) -> &'r str) -> Option<&'r str> {
        let given = |reading| Some(of(reading)).filter(|text| !text.is_empty());
        if let [reading] = self.readings {
            return given(reading);
        }
        self.vote(field, given, |text| (*text).into())
    }

    fn value<T: Ord + Copy>(
        &mut self,
        field: &'static str,
        of: impl Fn(&'r Reading<'a>) -> Option<T>,
        shown: impl Fn(&T) -> String,
    ) -> Option<T> {
        if let [reading] = self.readings {
            return of(reading);
        }
        self.vote(field, of, |value| shown(value).into())
    }

    fn vote<T: Ord + Copy>(
        &mut self,
        field: &'static str,
        of: impl Fn(&'r Reading<'a>) -> Option<T>,
        shown: impl Fn(&T) -> Box<str>,
    ) -> Option<T> {
        let mut vote = Vote::default();
        self.readings.iter().filter_map(of).for_each(|value| vote.add(value));
        let winner = *vote.winner()?;
        for other in vote.losers() {
            let (kept, other) = (shortened(&shown(&winner)), shortened(&shown(other)));
            self.disagreements.push(Disagreement { field: field.into(), id: (self.id)(), kept, other });
        }
        Some(winner)
    }
}

/// The status and the dates that a chain can hold, with the dates that are left off.
fn settle(
    rules: &Rules,
    status: StatusRule,
    planned: [Option<PartialDate>; 3],
    as_of: PartialDate,
    off: &mut Vec<(usize, WhyLeftOff)>,
) -> Result<(Status, [Option<PartialDate>; 3]), WrongDate> {
    let mut dates = planned;
    let or_absent = |key: usize| rules.project().dates[key].as_ref().is_some_and(|rule| rule.or_absent);
    for (earlier_key, later_key) in [(0, 1), (1, 2), (0, 2)] {
        let (Some(earlier), Some(later)) = (dates[earlier_key], dates[later_key]) else { continue };
        if !earlier.is_surely_after(later) {
            continue;
        }
        let Some(key) = [earlier_key, later_key].into_iter().find(|key| or_absent(*key)) else {
            let wrong = later_key;
            let [earlier_key, later_key] = [earlier_key, later_key].map(|key| field::KEYS[key]);
            return Err((wrong, RefusalKind::OutOfOrder { earlier_key, earlier, later_key, later }));
        };
        dates[key] = None;
        off.push((key, WhyLeftOff::OutOfOrder));
    }
    let is_future = |date: Option<PartialDate>| date.is_some_and(|date| date.is_surely_after(as_of));
    if is_future(dates[0]) {
        if !or_absent(0) {
            return Err((0, RefusalKind::AfterAsOf { as_of }));
        }
        dates[0] = None;
        off.push((0, WhyLeftOff::OutOfOrder));
    }
    let is_past = |date: Option<PartialDate>| date.is_some() && !is_future(date);
    let status = match status {
        StatusRule::Is(status) => status,
        StatusRule::ByDates if is_past(dates[2]) => Status::Delivered,
        StatusRule::ByDates if is_past(dates[1]) => Status::Active,
        StatusRule::ByDates => Status::Accepted,
    };
    for key in [1, 2] {
        let impossible = match status {
            Status::Proposed | Status::Accepted => true,
            Status::Active => key == 2,
            _ => false,
        };
        if dates[key].is_none() || !(impossible || is_future(dates[key])) {
            continue;
        }
        let why = if is_future(dates[key]) { WhyLeftOff::Planned } else { WhyLeftOff::AgainstStatus };
        dates[key] = None;
        off.push((key, why));
    }
    Ok((status, dates))
}

/// The readings of one project lie side by side.
pub(super) fn in_order(unit: Unit, readings: &mut [Reading<'_>]) {
    // A reading is large: their places are sorted, and each is moved once.
    readings.sort_by_cached_key(|reading| match unit {
        Unit::Participation => (reading.grant, reading.organization, reading.row),
        Unit::Grant => (reading.grant, 0, reading.row),
    });
}

pub(super) fn is_one(unit: Unit) -> impl Fn(&Reading<'_>, &Reading<'_>) -> bool {
    move |a, b| a.grant == b.grant && (unit == Unit::Grant || a.organization == b.organization)
}
