//! What projects build on, where the table does not say and a rule does.

use hashbrown::HashMap;
use jiff::civil::Date;

use super::account::LinkFigure;
use super::figures::{days_between, quantile};
use super::groups::Group;
use super::rules::Rules;
use crate::model::{Evidence, PartialDate};

/// What each project builds on, with how that is known, in the order of the numbers.
pub(super) type Upstream = HashMap<u32, Vec<(u32, Evidence)>>;

/// Of each project that may build on one, the last of the same organization that started before it. As each starts
/// later than what it builds on, there is no circle, whatever the rules are.
pub(super) fn links(rules: &Rules, groups: &[(Box<str>, Group<'_, '_>)]) -> (Upstream, Vec<LinkFigure>) {
    let mut upstream_of = Upstream::new();
    let mut figures = Vec::new();
    for (number, rule) in rules.builds_on.iter().enumerate() {
        let bit = 1 << number;
        let alike = |group: &Group<'_, '_>| (group.performer, rule.same_category.then_some(group.category));
        let mut candidates: HashMap<(u32, Option<u32>), Vec<(Date, u32)>> = HashMap::new();
        let (mut upstream, mut downstream) = (0, Vec::new());
        for (index, (_, group)) in groups.iter().enumerate() {
            let any = |of: fn(&super::pass::Reading<'_>) -> u64| group.readings.iter().any(|it| of(it) & bit != 0);
            let starts = group.planned[1].map(PartialDate::middle);
            if any(|reading| reading.upstream) {
                upstream += 1;
                if let Some(starts) = starts {
                    candidates.entry(alike(group)).or_default().push((starts, index as u32));
                }
            }
            if any(|reading| reading.downstream) {
                downstream.push((starts, index as u32));
            }
        }
        candidates.values_mut().for_each(|list| list.sort_unstable());
        let mut gaps = Vec::new();
        let mut linked = 0;
        for (starts, index) in &downstream {
            let group = &groups[*index as usize].1;
            let (Some(starts), Some(earlier)) = (starts, candidates.get(&alike(group))) else { continue };
            let before = earlier.partition_point(|(other, _)| other < starts);
            let Some((_, nearest)) = earlier[..before].last() else { continue };
            linked += 1;
            let ended = groups[*nearest as usize].1.planned[2];
            gaps.extend(ended.zip(group.planned[1]).map(|(ended, started)| days_between(ended, started)));
            let list = upstream_of.entry(*index).or_default();
            match list.iter_mut().find(|(other, _)| other == nearest) {
                Some((_, known)) => *known = (*known).max(rule.evidence),
                None => list.push((*nearest, rule.evidence)),
            }
        }
        gaps.sort_unstable();
        let median_gap_days = (!gaps.is_empty()).then(|| quantile(&gaps, 0.5));
        let (name, downstream) = (rule.name.clone(), downstream.len());
        figures.push(LinkFigure { name, upstream, downstream, linked, median_gap_days });
    }
    upstream_of.values_mut().for_each(|list| list.sort_unstable_by_key(|(upstream, _)| *upstream));
    (upstream_of, figures)
}
