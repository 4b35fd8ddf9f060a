//! Why gaps open and close: undone, what is named brings them back.

use std::collections::BTreeSet;

use proptest::prelude::*;
use seedrelay::query::{CompareOptions, Comparison, GapKey, GapOptions, Role, Turn};
use seedrelay::scenario::Scenario;
use seedrelay::testing::strategies::{ChainSizes, chain_with};
use seedrelay::{Agreement, Organization, PartialDate, Project, Status, SupplyChain, datasets};
use serde_json::{Map, Value};

use crate::config;
use crate::mutate::{Draw, mutated};

/// Small chains of few categories and organizations, so that much is linked, and what became of them on one day.
pub(crate) fn pairs() -> impl Strategy<Value = (SupplyChain, SupplyChain)> {
    let sizes = ChainSizes::default().categories(1..=2).organizations(2..=5).projects(3..=12).germplasm(0..=5);
    (chain_with(sizes), any::<u64>(), 1..10_usize).prop_map(|(before, seed, changes)| {
        let after = mutated(&before, &mut Draw(seed), changes);
        (before, after)
    })
}

pub(crate) fn gaps(chain: &SupplyChain) -> BTreeSet<GapKey> {
    chain.gaps(&GapOptions::new()).iter().map(|gap| gap.key()).collect()
}

/// The chain after without some of what changed, perhaps on another day, or nothing if that is no chain.
pub(crate) fn undone(
    back: &Value,
    after: &SupplyChain,
    as_of: Option<PartialDate>,
    keep: &dyn Fn(&Value) -> bool,
) -> Option<SupplyChain> {
    let mut scenario = back.clone();
    scenario.as_object_mut()?.remove("as_of");
    if let Some(as_of) = as_of {
        scenario["as_of"] = as_of.to_string().into();
    }
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
pub(crate) fn identity(list: &str, record: &Value) -> Value {
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

pub(crate) fn key_of(comparison: &Comparison<'_>, change: usize) -> Value {
    let mut key = serde_json::to_value(&comparison.differences.records[change].key).unwrap();
    if let Some(values) = key.get_mut("categories").and_then(Value::as_array_mut) {
        values.sort_by_key(ToString::to_string);
    }
    key
}

/// The chain with so many teams more wherever there are any.
fn grown(chain: &SupplyChain, teams: u32) -> SupplyChain {
    let more = |own: &mut Organization| {
        own.capabilities.iter_mut().for_each(|own| own.teams = own.teams.saturating_add(teams));
    };
    chain.to_builder().update(more).build().unwrap()
}

#[test]
fn more_teams_yield_more_products_of_the_example() {
    let chain = datasets::example();
    let grown = grown(&chain, 3);
    let compared = chain.compare(&grown, &CompareOptions::new());
    let parts: Vec<_> = compared.throughput.iter().filter_map(|change| change.parts).collect();
    assert!(parts.iter().any(|parts| parts.teams > 0.0), "{parts:?}");
    assert!(
        parts.iter().all(|parts| parts.teams >= 0.0 && parts.routes == 0.0 && parts.assumptions == 0.0),
        "{parts:?}"
    );
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
            if let Some(undone) = undone(&back, &after, None, &|key| because.contains(key)) {
                let key = gap.gap.key();
                prop_assert_eq!(
                    gaps(&undone).contains(&key), had.contains(&key),
                    "{:?}\nbecause {:?}\n{}", key, because, back
                );
            }
        }
    }

    /// Of two days, what is named is undone, and the day as well where time would have done it alone.
    #[test]
    fn undone_on_its_day_what_is_named_brings_the_gap_back((before, after) in pairs(), years in 1_u16..6) {
        let later = PartialDate::new(before.as_of().year() + years, Some(12), Some(31)).unwrap();
        let after = after.to_builder().as_of(later).build().unwrap();
        let comparison = before.compare(&after, &CompareOptions::new());
        let back = serde_json::to_value(after.differences(&before).to_scenario()).unwrap();
        let had = gaps(&before);
        for gap in &comparison.gaps {
            if gap.turn == Turn::Continuing {
                prop_assert!(gap.because.is_empty() && !gap.time);
                continue;
            }
            prop_assert!(!gap.because.is_empty() || gap.time, "{:?}", gap);
            let because: Vec<Value> = gap.because.iter().map(|because| key_of(&comparison, because.change)).collect();
            let as_of = gap.time.then(|| before.as_of());
            if let Some(undone) = undone(&back, &after, as_of, &|key| because.contains(key)) {
                let key = gap.gap.key();
                prop_assert_eq!(gaps(&undone).contains(&key), had.contains(&key), "{:?}\n{:?}\n{}", gap, because, back);
            }
        }
    }

    #[test]
    fn a_live_follow_on_closes_the_gap_of_its_base((chain, _) in pairs()) {
        for gap in chain.gaps(&GapOptions::new()).stranded_results() {
            let base = gap.project().unwrap().record();
            let (category, performer) = (base.category.as_str(), base.performer.as_str());
            let next = Project::new("follow-on", category, base.stage, performer, Status::Active);
            let next = next.builds_on([base.id.as_str()]).started(chain.as_of());
            let planned = chain.with(&Scenario::builder().add_record(next).build());
            prop_assert!(planned.is_ok(), "{}", planned.unwrap_err());
            let planned = planned.unwrap();
            let compared = chain.compare(&planned, &CompareOptions::new());
            let closed = compared.gaps_by(Turn::Closed).find(|own| own.gap.key() == gap.key());
            let because = &closed.expect("it is carried on").because;
            let by: Vec<_> =
                because.iter().map(|own| (compared.differences.records[own.change].key.to_string(), own.role)).collect();
            prop_assert_eq!(by, [("follow-on".to_owned(), Role::TakenUp)]);
        }
    }

    /// More teams, or more agreements, and nothing else, can only help.
    #[test]
    fn a_part_of_throughput_grows_with_its_group((chain, _) in pairs(), teams in 1_u32..5) {
        let grown = grown(&chain, teams);
        for change in &chain.compare(&grown, &CompareOptions::new()).throughput {
            if let Some(parts) = change.parts {
                prop_assert!(parts.teams >= 0.0 && parts.routes == 0.0 && parts.assumptions == 0.0, "{:?}", parts);
            }
        }
        let ids: Vec<&str> = chain.organizations().map(|own| own.id().as_str()).collect();
        let mut related = Scenario::builder();
        for pair in ids.windows(2) {
            related = related.add_record(Agreement::new(pair[0], pair[1]).signed(chain.as_of()));
        }
        // An agreement may be there already.
        if let Ok(related) = chain.with(&related.build()) {
            for change in &chain.compare(&related, &CompareOptions::new()).throughput {
                if let Some(parts) = change.parts {
                    prop_assert!(parts.routes >= 0.0 && parts.teams == 0.0 && parts.assumptions == 0.0, "{:?}", parts);
                }
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
            if let Some(undone) = undone(&back, &after, None, &|key| !because.contains(key)) {
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
