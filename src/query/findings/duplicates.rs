//! Duplicated effort: pairs of live projects for the same, by performers without each other.
//!
//! Projects are grouped by category, stage and topic. Within a group each pair is compared, up to a limit for each
//! group, so that one topic that everybody works on does not take time without end. The limit counts within a group, so
//! that the answer for a category does not depend on others.

use std::hash::BuildHasher;

use hashbrown::DefaultHashBuilder;
use petgraph::graph::NodeIndex;

use crate::chain::NONE;
use crate::chain::SupplyChain;
use crate::graph::reachability::Reachability;
use crate::model::Stage;

/// Pairs of projects, by their ids.
#[derive(Clone, Debug, Default)]
pub(crate) struct Duplicates {
    pub(crate) pairs: Vec<(u32, u32)>,
    /// Projects that were not compared with all others on their topic.
    pub(super) not_compared: usize,
}

impl Duplicates {
    pub(super) fn find(chain: &SupplyChain, pairs_per_topic: usize) -> Self {
        let columns = chain.columns();
        let mut search = Self::default();
        let mut candidates = Vec::new();
        for_each_group(chain, |group| search.compare(chain, group, pairs_per_topic, &mut candidates));
        // Labelled only where there is something to ask.
        let mut paths = None;
        let mut is_free = |&(a, b): &(u32, u32)| {
            let paths: &mut Reachability<'_> = paths.get_or_insert_with(|| {
                let upstream = |project: usize| columns.builds_on.of(project);
                Reachability::new(columns.len(), columns.downstream_order().rev(), upstream)
            });
            !paths.reaches(a as usize, b as usize) && !paths.reaches(b as usize, a as usize)
        };
        candidates.retain(|pair| columns.builds_on.values().is_empty() || is_free(pair));
        candidates.sort_unstable();
        search.pairs = candidates;
        search
    }

    /// Adds the pairs of a group that differ in performer and have no commissioner in common.
    fn compare(&mut self, chain: &SupplyChain, group: &[u32], limit: usize, candidates: &mut Vec<(u32, u32)>) {
        let columns = chain.columns();
        let others = group.len() - 1;
        let all_pairs = group.len() * others / 2;
        let reach = if all_pairs <= limit { others } else { (limit / group.len()).max(1).min(others) };
        for (place, &first) in group.iter().enumerate() {
            let (performer, commissioner) = (columns.performer[first as usize], columns.commissioner[first as usize]);
            for &second in &group[place + 1..group.len().min(place + 1 + reach)] {
                let other = second as usize;
                let common = commissioner != NONE && columns.commissioner[other] == commissioner;
                if columns.performer[other] != performer && !common {
                    candidates.push((first, second));
                }
            }
            self.not_compared += usize::from(place > reach || place + reach < others);
        }
    }
}

/// Shows the live projects of each category, stage and topic, by id, where there are several.
fn for_each_group(chain: &SupplyChain, mut visit: impl FnMut(&[u32])) {
    let columns = chain.columns();
    let projects = chain.project_graph();
    let topic = |project: u32| projects[NodeIndex::new(project as usize)].topic.as_deref();
    let key = |project: u32| -> (u32, Stage, Option<&str>) {
        (columns.category[project as usize], columns.stage[project as usize], topic(project))
    };
    let hasher = DefaultHashBuilder::default();
    let live = (0..columns.len() as u32).filter(|&project| columns.is_live(project as usize));
    let about = live.filter(|&project| topic(project).is_some());
    let mut hashed: Vec<(u64, u32)> = about.map(|project| (hasher.hash_one(key(project)), project)).collect();
    hashed.sort_unstable();
    let mut group = Vec::new();
    for same_hash in hashed.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        // Different keys may have one hash.
        let mut rest: Vec<u32> = same_hash.iter().map(|&(_, project)| project).collect();
        while let Some(&first) = rest.first() {
            group.clear();
            rest.retain(|&project| {
                let same = key(project) == key(first);
                if same {
                    group.push(project);
                }
                !same
            });
            if group.len() > 1 {
                visit(&group);
            }
        }
    }
}
