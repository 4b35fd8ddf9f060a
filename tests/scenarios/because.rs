//! Why gaps open and close: undone, what is named brings them back.

use std::collections::BTreeSet;

use proptest::prelude::*;
use seedrelay::SupplyChain;
use seedrelay::query::{CompareOptions, Comparison, GapKey, GapOptions, Turn};
use seedrelay::scenario::Scenario;
use seedrelay::testing::strategies::{ChainSizes, chain_with};
use serde_json::{Map, Value};

use crate::config;
use crate::mutate::{Draw, mutated};

/// Small chains of few categories and organizations, so that much is linked, and what became of them on one day.
fn pairs() -> impl Strategy<Value = (SupplyChain, SupplyChain)> {
    let sizes = ChainSizes::default().categories(1..=2).organizations(2..=5).projects(3..=12).germplasm(0..=5);
    (chain_with(sizes), any::<u64>(), 1..10_usize).prop_map(|(before, seed, changes)| {
        let after = mutated(&before, &mut Draw(seed), changes);
        (before, after)
    })
}

fn gaps(chain: &SupplyChain) -> BTreeSet<GapKey> {
    chain.gaps(&GapOptions::new()).iter().map(|gap| gap.key()).collect()
}

/// The chain after without some of what changed, or nothing if that is no chain.
fn undone(back: &Value, after: &SupplyChain, keep: &dyn Fn(&Value) -> bool) -> Option<SupplyChain> {
    let mut scenario = back.clone();
    scenario.as_object_mut()?.remove("as_of");
    scenario.as_object_mut()?.remove("document");
    scenario.as_object_mut()?.remove("assumptions");
    for verb in ["add", "change", "remove"] {
        let Some(section) = scenario.get_mut(verb).and_then(Value::as_object_mut) else { continue };
        for (list, records) in section.iter_mut() {
            records.as_array_mut()?.retain(|record| keep(&identity(list, record)));
        }
    }
    after.with(&Scenario::from_json(scenario.to_string()).ok()?).ok()
}

/// What tells a record of a scenario apart, as a comparison writes it.
fn identity(list: &str, record: &Value) -> Value {
    let kind = seedrelay::scenario::RecordKind::named(list).unwrap();
    let mut key = Map::new();
    key.insert("list".into(), list.into());
    for field in kind.identity() {
        let value = if record.is_string() { Some(record) } else { record.get(field.key) };
        if let Some(value) = value.filter(|value| value.as_array().is_none_or(|values| !values.is_empty())) {
            let mut value = value.clone();
            if let Some(values) = value.as_array_mut() {
                values.sort_by_key(ToString::to_string);
            }
            let named = if field.key == "list" { "of" } else { field.key };
            key.insert(named.into(), value);
        }
    }
    Value::Object(key)
}

fn key_of(comparison: &Comparison<'_>, change: usize) -> Value {
    let mut key = serde_json::to_value(&comparison.differences.records[change].key).unwrap();
    if let Some(values) = key.get_mut("categories").and_then(Value::as_array_mut) {
        values.sort_by_key(ToString::to_string);
    }
    key
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn undone_what_is_named_brings_the_gap_back((before, after) in pairs()) {
        let comparison = before.compare(&after, &CompareOptions::new());
        let back = serde_json::to_value(after.differences(&before).to_scenario()).unwrap();
        let had = gaps(&before);
        for gap in comparison.gaps.iter().filter(|gap| gap.turn != Turn::Continuing) {
            prop_assert!(!gap.because.is_empty() || gap.time, "{:?}\n{}", gap, serde_json::to_string_pretty(&comparison).unwrap());
            let because: Vec<Value> = gap.because.iter().map(|because| key_of(&comparison, because.change)).collect();
            // Some are no chain without what is undone; those are left to others.
            if let Some(undone) = undone(&back, &after, &|key| because.contains(key)) {
                let key = gap.gap.key();
                prop_assert_eq!(
                    gaps(&undone).contains(&key), had.contains(&key),
                    "{:?}\nbecause {:?}\n{}", key, because, back
                );
            }
        }
    }

    #[test]
    fn what_is_not_named_does_not_matter((before, after) in pairs()) {
        let comparison = before.compare(&after, &CompareOptions::new());
        let back = serde_json::to_value(after.differences(&before).to_scenario()).unwrap();
        let has = gaps(&after);
        for gap in comparison.gaps.iter().filter(|gap| gap.turn != Turn::Continuing) {
            let because: Vec<Value> = gap.because.iter().map(|because| key_of(&comparison, because.change)).collect();
            if let Some(undone) = undone(&back, &after, &|key| !because.contains(key)) {
                let key = gap.gap.key();
                prop_assert_eq!(gaps(&undone).contains(&key), has.contains(&key), "{:?}\nbecause {:?}\n{}", key, because, back);
            }
        }
    }

    #[test]
    fn opened_one_way_is_closed_the_other((before, after) in pairs()) {
        let keys = |comparison: &Comparison<'_>, turn| comparison.gaps_by(turn).map(|gap| gap.gap.key()).collect::<BTreeSet<_>>();
        let there = before.compare(&after, &CompareOptions::new());
        let back = after.compare(&before, &CompareOptions::new());
        prop_assert_eq!(keys(&there, Turn::Opened), keys(&back, Turn::Closed));
        prop_assert_eq!(keys(&there, Turn::Closed), keys(&back, Turn::Opened));
        prop_assert_eq!(keys(&there, Turn::Continuing), keys(&back, Turn::Continuing));
        let count = gaps(&before).len() + keys(&there, Turn::Opened).len() - keys(&there, Turn::Closed).len();
        prop_assert_eq!(count, gaps(&after).len());
        for change in &there.throughput {
            if let (Some(parts), Some(before), Some(after)) = (change.parts, change.before, change.after) {
                prop_assert!((parts.sum() - (after - before)).abs() <= 1e-12 * (1.0 + before.abs() + after.abs()));
            }
        }
    }
}
