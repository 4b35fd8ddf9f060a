//! What always holds of several scenarios: in either order, at once, and however their lists are ordered.

use proptest::prelude::*;
use seedrelay::SupplyChain;
use seedrelay::query::CompareOptions;
use seedrelay::scenario::Scenario;
use seedrelay::testing::strategies::chain;
use serde_json::{Map, Value, json};

use crate::because::identity;
use crate::config;
use crate::mutate::{Draw, mutated};

fn pairs() -> impl Strategy<Value = (SupplyChain, SupplyChain)> {
    (chain(), any::<u64>(), 2..12_usize).prop_map(|(before, seed, changes)| {
        let after = mutated(&before, &mut Draw(seed), changes);
        (before, after)
    })
}

/// A scenario as two of which none deals with a record of the other.
fn halves(scenario: &Value, draw: &mut Draw) -> [Scenario; 2] {
    let mut halves = [0, 1].map(|_| json!({"format": "seedrelay-scenario/1", "evidence": scenario["evidence"]}));
    let mut sides: Map<String, Value> = Map::new();
    for verb in ["remove", "change", "add"] {
        for (list, records) in scenario.get(verb).and_then(Value::as_object).into_iter().flatten() {
            for record in records.as_array().unwrap() {
                let key = identity(list, record).to_string();
                let side = sides.entry(key).or_insert_with(|| draw.below(2).into()).as_u64().unwrap() as usize;
                let section = &mut halves[side][verb][list.as_str()];
                if section.is_null() {
                    *section = json!([]);
                }
                section.as_array_mut().unwrap().push(record.clone());
            }
        }
    }
    halves.map(|mut half| {
        if half["evidence"].is_null() {
            half.as_object_mut().unwrap().remove("evidence");
        }
        Scenario::from_json(half.to_string()).unwrap_or_else(|problems| panic!("{problems}\n{half}"))
    })
}

/// Every list of a document the other way round, but for those of numbers, which are ranges.
fn reversed(value: &mut Value) {
    match value {
        Value::Array(values) if values.iter().all(Value::is_number) => {}
        Value::Array(values) => {
            values.reverse();
            values.iter_mut().for_each(reversed);
        }
        Value::Object(entries) => entries.values_mut().for_each(reversed),
        _ => {}
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn disjoint_scenarios_commute_and_are_one((before, after) in pairs(), seed in any::<u64>()) {
        let derived = serde_json::to_value(before.differences(&after).to_scenario()).unwrap();
        let [one, other] = halves(&derived, &mut Draw(seed));
        let in_turn = |first: &Scenario, second: &Scenario| before.with(first).ok()?.with(second).ok();
        let (there, back) = (in_turn(&one, &other), in_turn(&other, &one));
        if let (Some(there), Some(back)) = (&there, &back) {
            prop_assert_eq!(there, back, "{}\n{}", one.to_json(), other.to_json());
        }
        // What can be done in turn can be done at once.
        let at_once = before.with(&one.clone().then(other.clone()));
        for in_turn in [there, back].into_iter().flatten() {
            prop_assert_eq!(at_once.as_ref().ok(), Some(&in_turn), "{}\n{}", one.to_json(), other.to_json());
        }
        // The halves of what leads to a chain lead there together.
        let mut whole = derived;
        ["as_of", "document", "assumptions"].iter().for_each(|key| _ = whole.as_object_mut().unwrap().remove(*key));
        if let Some(removed) = whole.get_mut("remove").and_then(Value::as_object_mut) {
            removed.remove("assumptions");
        }
        if let Ok(whole) = before.with(&Scenario::from_json(whole.to_string()).unwrap()) {
            prop_assert_eq!(at_once.ok(), Some(whole));
        }
    }

    #[test]
    fn no_order_of_lists_changes_an_answer((before, after) in pairs()) {
        let scenario = before.differences(&after).to_scenario();
        let mut turned = serde_json::to_value(&scenario).unwrap();
        reversed(&mut turned);
        let turned = Scenario::from_json(turned.to_string()).unwrap();
        prop_assert_eq!(&before.with(&turned).unwrap(), &after, "{}", turned.to_json());
        let [one, other] = [&before, &after].map(|chain| {
            let mut document: Value = serde_json::from_str(&chain.to_json()).unwrap();
            reversed(&mut document);
            SupplyChain::from_json(document.to_string()).unwrap()
        });
        let compared = |before: &SupplyChain, after: &SupplyChain| {
            serde_json::to_value(before.compare(after, &CompareOptions::new())).unwrap()
        };
        prop_assert_eq!(compared(&one, &other), compared(&before, &after));
    }
}
