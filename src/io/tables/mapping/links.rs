//! What projects build on: as columns say, and where they do not and a rule does.

use hashbrown::{HashMap, HashSet};
use jiff::civil::Date;

use super::account::{LeftOffWhy, LinkFigure, Remarks};
use super::figures::{days_between, quantile};
use super::groups::Group;
use super::pass::{NO_KEY, Reading, Step};
use super::rules::{Among, LinkRule, Order, Rules};
use crate::model::{Evidence, PartialDate};

/// What each project builds on, with how that is known, in the order of the numbers.
pub(super) type Upstream = HashMap<u32, Vec<(u32, Evidence)>>;

type Groups<'a, 'r> = [(Box<str>, Group<'a, 'r>)];

/// More projects at the step before are not all built on, each by each of the next: of those, the last is.
const MOST_AT_ONE_STEP: usize = 100;

/// The links of every rule. `given` are those that columns name.
pub(super) fn links(
    rules: &Rules,
    groups: &Groups<'_, '_>,
    given: Vec<(u32, u32)>,
    remarks: &mut Remarks,
) -> (Upstream, Vec<LinkFigure>) {
    let mut upstream_of = Upstream::new();
    let mut figures = Vec::new();
    // Each is given once.
    for (downstream, upstream) in given {
        upstream_of.entry(downstream).or_default().push((upstream, Evidence::Documented));
    }
    let mut keyed = 0;
    for (number, rule) in rules.builds_on.iter().enumerate() {
        let sides = Sides::of(rule, number, groups);
        let found = match &rule.among {
            Among::Organization { same_category } => within_organizations(&sides, *same_category, groups),
            Among::Key { order, .. } => {
                keyed += 1;
                of_key(&sides, keyed - 1, order, groups, remarks)
            }
        };
        let mut gaps = Vec::new();
        let mut linked = HashSet::new();
        let mut across = 0;
        for (downstream, upstream) in &found {
            let [own, other] = [downstream, upstream].map(|index| &groups[*index as usize].1);
            gaps.extend(other.planned[2].zip(own.planned[1]).map(|(ended, started)| days_between(ended, started)));
            linked.insert(*downstream);
            across += usize::from(own.performer != other.performer);
            add(&mut upstream_of, *downstream, *upstream, rule.evidence);
        }
        gaps.sort_unstable();
        let median_gap_days = (!gaps.is_empty()).then(|| quantile(&gaps, 0.5));
        figures.push(LinkFigure {
            name: rule.name.clone(),
            upstream: sides.upstream.len(),
            downstream: sides.downstream.len(),
            linked: linked.len(),
            links: found.len(),
            across,
            median_gap_days,
        });
    }
    upstream_of.values_mut().for_each(|list| list.sort_unstable_by_key(|(upstream, _)| *upstream));
    (upstream_of, figures)
}

/// Of a link that several rules give, how the best of them knows it.
fn add(upstream_of: &mut Upstream, downstream: u32, upstream: u32, evidence: Evidence) {
    let list = upstream_of.entry(downstream).or_default();
    match list.iter_mut().find(|(other, _)| *other == upstream) {
        Some((_, known)) => *known = (*known).max(evidence),
        None => list.push((upstream, evidence)),
    }
}

/// The projects that a rule is about, on both sides.
struct Sides {
    upstream: Vec<u32>,
    downstream: Vec<u32>,
}

impl Sides {
    fn of(rule: &LinkRule, number: usize, groups: &Groups<'_, '_>) -> Self {
        let bit = 1 << number;
        let with = |is_all: bool, of: fn(&Reading<'_>) -> u64| {
            let holds = |group: &Group<'_, '_>| is_all || group.readings.iter().any(|it| of(it) & bit != 0);
            (0..).zip(groups).filter(|(_, (_, group))| holds(group)).map(|(index, _)| index).collect()
        };
        Self {
            upstream: with(rule.upstream.is_empty(), |reading| reading.upstream),
            downstream: with(rule.downstream.is_empty(), |reading| reading.downstream),
        }
    }
}

/// Of each project that may build on one, the last of the same organization that started before it. As each starts
/// later than what it builds on, there is no circle, whatever the rules are.
fn within_organizations(sides: &Sides, same_category: bool, groups: &Groups<'_, '_>) -> Vec<(u32, u32)> {
    let alike = |group: &Group<'_, '_>| (group.performer, same_category.then_some(group.category));
    let starts = |index: u32| groups[index as usize].1.planned[1].map(PartialDate::middle);
    let mut candidates: HashMap<(u32, Option<u32>), Vec<(Date, u32)>> = HashMap::new();
    for index in &sides.upstream {
        if let Some(starts) = starts(*index) {
            candidates.entry(alike(&groups[*index as usize].1)).or_default().push((starts, *index));
        }
    }
    candidates.values_mut().for_each(|list| list.sort_unstable());
    let nearest = |index: &u32| {
        let (starts, earlier) = (starts(*index)?, candidates.get(&alike(&groups[*index as usize].1))?);
        let before = earlier.partition_point(|(other, _)| *other < starts);
        let (_, nearest) = earlier[..before].last()?;
        Some((*index, *nearest))
    };
    sides.downstream.iter().filter_map(nearest).collect()
}

/// Of the projects of one key, each builds on all that stand at the nearest step before it, whoever performs them.
fn of_key(
    sides: &Sides,
    keyed: usize,
    order: &Order,
    groups: &Groups<'_, '_>,
    remarks: &mut Remarks,
) -> Vec<(u32, u32)> {
    let place = |index: u32| {
        let group = &groups[index as usize].1;
        match order {
            Order::Stage => Some(Step::Number(f64::from(group.stage as u8))),
            Order::Date => {
                let day = group.planned[1].or(group.planned[0]).or(group.planned[2])?;
                Some(Step::Number(f64::from(day.to_day().number())))
            }
            Order::Value(_) => group.readings.iter().find_map(|reading| reading.keys[keyed].1.clone()),
        }
    };
    // Each key with what stands where.
    let keys_of = |index: u32| {
        let mut keys: Vec<u32> =
            groups[index as usize].1.readings.iter().map(|it| it.keys[keyed].0).filter(|key| *key != NO_KEY).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let mut steps: HashMap<u32, Vec<(Step, u32)>> = HashMap::new();
    for index in &sides.upstream {
        let Some(place) = place(*index) else { continue };
        keys_of(*index).into_iter().for_each(|key| steps.entry(key).or_default().push((place.clone(), *index)));
    }
    let compare = |a: &Step, b: &Step| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal);
    steps.values_mut().for_each(|list| list.sort_by(|a, b| compare(&a.0, &b.0).then(a.1.cmp(&b.1))));
    let mut found = Vec::new();
    for index in &sides.downstream {
        let Some(own) = place(*index) else { continue };
        for key in keys_of(*index) {
            let Some(list) = steps.get(&key) else { continue };
            let end = list.partition_point(|(step, _)| compare(step, &own).is_lt());
            let Some((nearest, last)) = list[..end].last() else { continue };
            let begin = list.partition_point(|(step, _)| compare(step, nearest).is_lt());
            if end - begin > MOST_AT_ONE_STEP {
                remarks.left_off("builds_on", LeftOffWhy::ManyBefore, Some(groups[*index as usize].0.clone()));
                found.push((*index, *last));
            } else {
                found.extend(list[begin..end].iter().map(|(_, upstream)| (*index, *upstream)));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
