//! Duplicated effort: pairs of live projects for the same, by performers without each other.
//!
//! Projects are grouped by category, stage and topic. Within a group each pair is compared, up to a limit for each
//! group, so that one topic that everybody works on does not take time without end; and up to a limit for all groups,
//! which counts only where there are more pairs than anybody could read. What a limit leaves out is counted.

use hashbrown::HashMap;

use super::FindingOptions;
use crate::chain::{NONE, Rows, SupplyChain};
use crate::graph::reachability::Reachability;

/// Pairs of projects, by their ids.
#[derive(Clone, Debug, Default)]
pub(crate) struct Duplicates {
    pub(crate) pairs: Vec<(u32, u32)>,
    /// Projects that were not compared with all others on their topic.
    pub(super) not_compared: usize,
}

impl Duplicates {
    pub(super) fn find(chain: &SupplyChain, options: &FindingOptions) -> Self {
        let groups = Groups::of(chain);
        let reach = groups.reach_of_all(options);
        let mut incomplete = vec![false; chain.columns().len()];
        let mut candidates = Vec::new();
        for group in groups.iter() {
            compare(chain, group, reach.min(reach_within(group.len(), options)), &mut candidates, &mut incomplete);
        }
        candidates.sort_unstable();
        keep_unrelated(chain, &mut candidates, &mut incomplete);
        Self { pairs: candidates, not_compared: incomplete.into_iter().filter(|incomplete| *incomplete).count() }
    }
}

/// With how many of those that follow it each project of a group of so many is compared, by the limit for one group.
fn reach_within(group: usize, options: &FindingOptions) -> usize {
    let others = group - 1;
    let limit = options.pairs_per_topic;
    if group * others / 2 <= limit { others } else { (limit / group).max(1).min(others) }
}

/// How many pairs of a group are compared, if each project is compared with so many of those that follow it.
fn pairs_within(group: usize, reach: usize) -> usize {
    let reach = reach.min(group - 1);
    reach * (group - reach) + reach * reach.saturating_sub(1) / 2
}

/// Adds the pairs of a group that differ in performer and have no commissioner in common.
fn compare(
    chain: &SupplyChain,
    group: &[u32],
    reach: usize,
    candidates: &mut Vec<(u32, u32)>,
    incomplete: &mut [bool],
) {
    let columns = chain.columns();
    let others = group.len() - 1;
    for (place, &first) in group.iter().enumerate() {
        let (performer, commissioner) = (columns.performer[first as usize], columns.commissioner[first as usize]);
        for &second in &group[place + 1..group.len().min(place + 1 + reach)] {
            let other = second as usize;
            let common = commissioner != NONE && columns.commissioner[other] == commissioner;
            if columns.performer[other] != performer && !common {
                candidates.push((first, second));
            }
        }
        incomplete[first as usize] |= place > reach || place + reach < others;
    }
}

/// Takes away the pairs of which one builds on the other, and those of which it would take too long to tell.
fn keep_unrelated(chain: &SupplyChain, pairs: &mut Vec<(u32, u32)>, incomplete: &mut [bool]) {
    let columns = chain.columns();
    if columns.builds_on.values().is_empty() || pairs.is_empty() {
        return;
    }
    let upstream = |project: usize| columns.builds_on.of(project);
    let mut paths = Reachability::new(columns.len(), columns.downstream_order().rev(), upstream);
    let mut known = paths.either_reaches(pairs, || columns.downstream_order().rev()).into_iter();
    pairs.retain(|&(first, second)| {
        let Some(related) = known.next().flatten() else {
            incomplete[first as usize] = true;
            incomplete[second as usize] = true;
            return false;
        };
        !related
    });
}

/// The live projects of each category, stage and topic, by id, where there are several.
struct Groups {
    projects: Vec<u32>,
    /// Where in the projects each group ends.
    ends: Vec<usize>,
}

impl Groups {
    fn of(chain: &SupplyChain) -> Self {
        let mut groups = Self { projects: Vec::new(), ends: Vec::new() };
        for_each_group(chain, |group| {
            groups.projects.extend(group);
            groups.ends.push(groups.projects.len());
        });
        groups
    }

    fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.projects[start..end])
    }

    /// With how many of those that follow it each project is compared at most, so that all groups together stay below
    /// their limit: the same number in each, whatever their order.
    fn reach_of_all(&self, options: &FindingOptions) -> usize {
        let pairs = |reach: usize| -> usize {
            self.iter().map(|group| pairs_within(group.len(), reach.min(reach_within(group.len(), options)))).sum()
        };
        let (mut enough, mut too_far) = (1, self.projects.len() + 1);
        while enough + 1 < too_far {
            let reach = usize::midpoint(enough, too_far);
            if pairs(reach) <= options.most_pairs { enough = reach } else { too_far = reach }
        }
        enough
    }
}

/// Shows the live projects of each category, stage and topic, by id, where there are several.
fn for_each_group(chain: &SupplyChain, mut visit: impl FnMut(&[u32])) {
    let columns = chain.columns();
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut about: Vec<(u32, u32)> = Vec::new();
    for (project, record) in (0_u32..).zip(chain.project_graph().node_weights()) {
        let Some(topic) = record.topic.as_deref().filter(|_| columns.is_live(project as usize)) else { continue };
        let next = numbers.len() as u32;
        about.push((*numbers.entry(topic).or_insert(next), project));
    }
    let by_topic = Rows::from_pairs(numbers.len(), about.iter().copied());
    let place = |project: u32| (columns.category[project as usize], columns.stage[project as usize]);
    let mut on_topic = Vec::new();
    for projects in by_topic.iter().filter(|projects| projects.len() > 1) {
        on_topic.clear();
        on_topic.extend_from_slice(projects);
        // By id among those of one place, as they are in order.
        on_topic.sort_by_key(|&project| place(project));
        on_topic
            .chunk_by(|&one, &other| place(one) == place(other))
            .filter(|group| group.len() > 1)
            .for_each(&mut visit);
    }
}
