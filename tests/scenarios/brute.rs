//! Why gaps open and close, found a second time by trying: each record that changed, and each few of them, is undone.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use seedrelay::query::{CompareOptions, Turn};
use seedrelay::{Project, ProjectId, SupplyChain, datasets};
use serde_json::Value;

use crate::because::{gaps, key_of, pairs, undone};
use crate::config;
use crate::mutate::Draw;

/// So many changes at most are undone at once, of so many.
const AT_ONCE: u32 = 3;
const MOST: usize = 10;

/// Of each gap that turned, all the least sets of changed records of which the undoing turns it back, as far as each set
/// and every part of it leaves a chain; held against what is named. How many such sets there were.
fn checked(before: &SupplyChain, after: &SupplyChain) -> usize {
    let comparison = before.compare(after, &CompareOptions::new());
    let back = serde_json::to_value(after.differences(before).to_scenario()).unwrap();
    let mut changes: Vec<Value> =
        (0..comparison.differences.records.len()).map(|change| key_of(&comparison, change)).collect();
    changes.dedup();
    let is_turned = comparison.gaps.iter().any(|gap| gap.turn != Turn::Continuing);
    if !is_turned || changes.len() > MOST {
        return 0;
    }
    let undoing = |set: u32| {
        let set: Vec<&Value> =
            (0..changes.len()).filter(|place| set >> place & 1 == 1).map(|place| &changes[place]).collect();
        undone(&back, after, None, &|key| set.contains(&key)).map(|chain| gaps(&chain))
    };
    let sets = (0_u32..1 << changes.len()).filter(|set| set.count_ones() <= AT_ONCE);
    let without: BTreeMap<u32, _> = sets.map(|set| (set, undoing(set))).collect();
    let had = gaps(before);
    let mut found = 0;
    for turned in comparison.gaps.iter().filter(|gap| gap.turn != Turn::Continuing) {
        let key = turned.gap.key();
        let named: BTreeSet<String> =
            turned.because.iter().map(|because| key_of(&comparison, because.change).to_string()).collect();
        let turns_back = |set: &u32| without[set].as_ref().map(|gaps| gaps.contains(&key) == had.contains(&key));
        for set in without.keys().filter(|set| turns_back(set) == Some(true)) {
            let parts = (0..changes.len()).map(|place| set & !(1 << place)).filter(|part| part != set);
            // A smaller part may do it, or may be no chain, so that nobody knows.
            if parts.flat_map(parts_of).any(|part| turns_back(&part) != Some(false)) {
                continue;
            }
            found += 1;
            for place in (0..changes.len()).filter(|place| set >> place & 1 == 1) {
                let own = changes[place].to_string();
                assert!(named.contains(&own), "{key:?} turns back without {own}, but is because of {named:?}\n{back}");
            }
        }
    }
    found
}

/// A set and every smaller one in it.
fn parts_of(set: u32) -> impl Iterator<Item = u32> {
    let mut next = Some(set);
    std::iter::from_fn(move || {
        let own = next?;
        next = (own != 0).then(|| (own - 1) & set);
        Some(own)
    })
}

/// The example after three projects no longer say what they build on and what they answer, and an agreement is gone.
fn cut(example: &SupplyChain, draw: &mut Draw) -> SupplyChain {
    let linked: Vec<&Project> = example
        .project_graph()
        .node_weights()
        .filter(|own| !own.builds_on.is_empty() || !own.answers.is_empty())
        .collect();
    let cut: BTreeSet<ProjectId> = (0..3).map(|_| linked[draw.below(linked.len())].id.clone()).collect();
    let mut agreements = example.agreements().to_vec();
    agreements.remove(draw.below(agreements.len()));
    let update = |own: &mut Project| {
        if cut.contains(&own.id) {
            (own.builds_on, own.answers) = Default::default();
            own.royalties = None;
        }
    };
    example.to_builder().update(update).replace(agreements).build().unwrap()
}

#[test]
fn what_turns_a_gap_of_the_example_back_is_named() {
    let example = datasets::example();
    let found = (0..12).map(|seed| checked(&example, &cut(&example, &mut Draw(seed)))).sum::<usize>();
    assert!(found >= 12, "only {found} sets turned a gap back");
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_turns_a_gap_back_is_named((before, after) in pairs()) {
        checked(&before, &after);
    }
}
