//! What always holds of scenarios and of the past.

use proptest::prelude::*;
use seedrelay::query::{CompareOptions, Turn};
use seedrelay::record::{FieldValue, RecordList};
use seedrelay::scenario::{ChangeKind, RecordKind, Scenario};
use seedrelay::testing::strategies::chain;
use seedrelay::{Evidence, PartialDate, Status, SupplyChain};

use crate::config;
use crate::mutate::{Draw, mutated};

/// Two chains with most of their records alike.
fn pairs() -> impl Strategy<Value = (SupplyChain, SupplyChain)> {
    (chain(), any::<u64>(), 0..12_usize).prop_map(|(before, seed, changes)| {
        let after = mutated(&before, &mut Draw(seed), changes);
        (before, after)
    })
}

fn leads(before: &SupplyChain, after: &SupplyChain) -> Result<(), TestCaseError> {
    let scenario = before.differences(after).to_scenario();
    let laid = before.with(&scenario);
    prop_assert!(laid.is_ok(), "{}\n{}", laid.unwrap_err(), scenario.to_json());
    let laid = laid.unwrap();
    prop_assert_eq!(laid.to_json(), after.to_json(), "{}", scenario.to_json());
    prop_assert_eq!(&laid, after);
    // What is written says the same.
    let read = Scenario::from_json(scenario.to_json());
    prop_assert!(read.is_ok(), "{}\n{}", read.unwrap_err(), scenario.to_json());
    let read = read.unwrap();
    prop_assert_eq!(read.to_json(), scenario.to_json());
    prop_assert_eq!(&before.with(&read).unwrap(), after);
    let toml = Scenario::from_toml(scenario.to_toml());
    prop_assert!(toml.is_ok(), "{}\n{}", toml.unwrap_err(), scenario.to_toml());
    prop_assert_eq!(&before.with(&toml.unwrap()).unwrap(), after);
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_derived_scenario_leads_from_one_chain_to_the_other((before, after) in pairs()) {
        leads(&before, &after)?;
        leads(&after, &before)?;
    }

    #[test]
    fn any_two_chains_are_joined_by_a_scenario(before in chain(), after in chain()) {
        leads(&before, &after)?;
    }

    #[test]
    fn a_chain_does_not_differ_from_itself(chain in chain()) {
        prop_assert!(chain.differences(&chain).is_empty());
        prop_assert!(chain.differences(&chain).to_scenario().is_empty());
        let compared = chain.compare(&chain, &CompareOptions::new());
        prop_assert!(compared.gaps.iter().all(|gap| gap.turn == Turn::Continuing && gap.because.is_empty()));
        prop_assert!(compared.findings.iter().all(|finding| finding.turn == Turn::Continuing));
        prop_assert!(compared.conversions.is_empty() && compared.throughput.is_empty());
    }

    #[test]
    fn what_is_added_one_way_is_removed_the_other((before, after) in pairs()) {
        let (there, back) = (before.differences(&after), after.differences(&before));
        for kind in RecordKind::all() {
            prop_assert_eq!(there.count(kind, ChangeKind::Added), back.count(kind, ChangeKind::Removed));
            prop_assert_eq!(there.count(kind, ChangeKind::Removed), back.count(kind, ChangeKind::Added));
            if let Some(list) = kind.list().filter(|_| kind.is_list()) {
                let counted = before.records(list).len() + there.count(kind, ChangeKind::Added);
                prop_assert_eq!(counted - there.count(kind, ChangeKind::Removed), after.records(list).len());
            }
        }
        prop_assert_eq!(there.records.len(), back.records.len());
        for (one, other) in there.records.iter().zip(&back.records) {
            prop_assert_eq!((&one.key, one.fields.len()), (&other.key, other.fields.len()));
            for (field, turned) in one.fields.iter().zip(&other.fields) {
                prop_assert_eq!(field.field.key, turned.field.key);
                prop_assert!(field.before == turned.after && field.after == turned.before, "{:?} {:?}", field, turned);
            }
        }
    }

    #[test]
    fn what_is_only_added_is_undone_by_knowing_better(chain in chain()) {
        let today = chain.known_at_least(Evidence::Assumed);
        let plan = today.differences(&chain).to_scenario();
        if plan.counts()[1..] == [0, 0] && !today.categories().is_empty() && today.organizations().len() > 0 {
            let planned = today.with(&plan).unwrap();
            prop_assert_eq!(planned.known_at_least(Evidence::Assumed), today);
        }
    }

    #[test]
    fn what_is_removed_takes_along_what_depends_on_it(chain in chain(), place in any::<prop::sample::Index>()) {
        for list in [RecordList::Projects, RecordList::Germplasm, RecordList::Demands, RecordList::Sources] {
            let ids: Vec<String> = chain.records(list).map(id).collect();
            if ids.is_empty() {
                continue;
            }
            let scenario = Scenario::builder().remove(list, place.get(&ids)).with_dependents(true).build();
            match chain.apply(&scenario) {
                Ok(applied) => {
                    let left = chain.records(list).len() - 1;
                    let dependents = applied.dependents.iter().filter(|key| key.kind() == RecordKind::of_list(list));
                    prop_assert_eq!(applied.chain.records(list).len(), left - dependents.count());
                }
                // Royalties may go to what a link was cut to, and the terms of a licence may be left without an owner.
                Err(problems) => prop_assert!(problems.iter().all(|problem| !problem.to_string().contains("unknown"))),
            }
        }
    }

    #[test]
    fn the_past_is_valid_and_grows(chain in chain(), one in 1990_u16..2030, other in 1990_u16..2030) {
        let (early, late) = (one.min(other), one.max(other));
        let at = |year: u16| chain.at(PartialDate::new(year, Some(12), Some(31)).unwrap()).chain;
        let (early, late) = (at(early), at(late));
        prop_assert_eq!(&SupplyChain::from_json(early.to_json()).unwrap(), &early);
        for list in [RecordList::Projects, RecordList::Demands, RecordList::Agreements] {
            prop_assert!(early.records(list).len() <= late.records(list).len());
        }
        for project in early.projects() {
            let later = late.project(project.id()).expect("what was there stays");
            prop_assert!(rank(project.status()) <= rank(later.status()), "{}", project.id());
        }
        let differences = early.differences(&late);
        for list in [RecordList::Projects, RecordList::Demands, RecordList::Agreements] {
            prop_assert_eq!(differences.count(RecordKind::of_list(list), ChangeKind::Removed), 0, "{}", list.key());
        }
        // What a chain has beyond its past is dated later.
        let as_of = early.as_of();
        for change in early.differences(&chain).records.iter().filter(|change| change.kind == ChangeKind::Added) {
            let keys: &[&str] = match change.key.kind().name() {
                "projects" => &["commissioned", "started"],
                "demands" => &["raised"],
                "agreements" => &["signed"],
                _ => continue,
            };
            let date = keys.iter().find_map(|key| match change.after()?.value(key)? {
                FieldValue::Date(date) => Some(date),
                _ => None,
            });
            prop_assert!(date.is_some_and(|date| date.last() > as_of.last()), "{} {:?}", change.key, date);
        }
        prop_assert_eq!(&chain.at(chain.as_of()).chain, &chain);
    }
}

fn id(record: &dyn seedrelay::record::Fields) -> String {
    match record.value("id") {
        Some(FieldValue::Id(id)) => id.to_owned(),
        _ => unreachable!("the list has ids"),
    }
}

fn rank(status: Status) -> usize {
    (status as usize).min(Status::Delivered as usize)
}
