//! The JSON Schema of scenarios takes what can be laid over a chain, and refuses every fault of shape.

use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;
use seedrelay::datasets;
use seedrelay::io::document::{SCENARIO_SCHEMA, scenario_schema};
use seedrelay::scenario::Scenario;
use seedrelay::testing::strategies::chain;
use serde_json::{Value, json};

use crate::cases::tried;
use crate::schema::{assert_up_to_date, errors};

fn validator() -> Validator {
    jsonschema::draft202012::new(&scenario_schema()).unwrap()
}

fn scenario(rest: &Value) -> Value {
    let mut document = json!({"format": "seedrelay-scenario/1"});
    document.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    document
}

#[test]
fn the_file_is_up_to_date() {
    assert_up_to_date(&scenario_schema(), SCENARIO_SCHEMA, "seedrelay-scenario-1.schema.json");
}

#[test]
fn it_is_a_schema() {
    assert!(jsonschema::draft202012::meta::is_valid(&scenario_schema()));
}

#[test]
fn sound_scenarios_are_valid() {
    let proposal: Value = serde_json::from_str(datasets::HUNAN_PROPOSAL_JSON).unwrap();
    let validator = validator();
    assert_eq!(errors(&validator, &proposal), [""; 0]);
    for rest in [
        json!({}),
        json!({"name": {"zh": "增编两队"}, "evidence": "assumed", "as_of": "2026-12-31", "model": "proposal",
            "base": {"name": "Hunan", "as_of": "2024-12-31"}, "with_dependents": true}),
        json!({"document": {"name": "Another", "unset": ["currency"]}}),
        json!({"change": {"organizations": [{"id": "union", "name": "Union", "unset": ["staff"], "expects": {"staff": 6},
            "capabilities": {"change": [{"category": "rice", "stage": "applied", "teams": 8, "expects": {"teams": 5}}],
                "remove": [{"category": "rice", "stage": "basic"}]}}]}}),
        json!({"change": {"projects": [{"id": "p1", "builds_on": {"add": ["p0"]}}, {"id": "p2", "builds_on": ["p1"]}]}}),
        json!({"change": {"capabilities": [{"organization": "hau", "category": "rice", "stage": "basic", "teams": 3}]}}),
        json!({"add": {"members": [{"consortium": "union", "organization": "hau"}]}}),
        json!({"remove": {"projects": ["p9"], "agreements": [{"from": "hau", "to": "union", "categories": ["rice"]}],
            "assumptions": [{"stage": "basic"}, {"category": "rice", "stage": "applied"}]}}),
        json!({"assumptions": {"stages": {"basic": {"success": 0.4}}, "categories": {"rice": {"applied": {"unset": ["success"]}}}}}),
    ] {
        let document = scenario(&rest);
        let read = Scenario::from_json(document.to_string());
        assert!(read.is_ok(), "{}", read.unwrap_err());
        assert_eq!(errors(&validator, &document), [""; 0], "{document}");
    }
}

#[test]
fn faults_of_shape_are_refused_by_both() {
    let validator = validator();
    for rest in [
        json!({"format": "seedrelay/1"}),
        json!({"name": null}),
        json!({"nam": "A plan"}),
        json!({"evidence": "sure"}),
        json!({"base": {"day": "2024-12-31"}}),
        json!({"document": {"unset": ["as_of"]}}),
        json!({"with_dependents": "yes"}),
        json!({"add": {"project": []}}),
        json!({"add": {"projects": {}}}),
        json!({"add": {"projects": [{"id": "p", "category": "rice", "stage": "early", "performer": "hau", "status": "active"}]}}),
        json!({"add": {"assumptions": [{"stage": "basic"}]}}),
        json!({"add": {"capabilities": [{"category": "rice", "stage": "basic", "teams": 3}]}}),
        json!({"change": {"projects": [{"status": "delivered"}]}}),
        json!({"change": {"projects": [{"id": "p1", "unset": ["stage"]}]}}),
        json!({"change": {"projects": [{"id": "p1", "statsu": "delivered"}]}}),
        json!({"change": {"projects": [{"id": "p1", "builds_on": {"plus": ["p0"]}}]}}),
        json!({"change": {"organizations": [{"id": "union", "capabilities": {"change": [{"category": "rice", "teams": 8}]}}]}}),
        json!({"change": {"organizations": [{"id": "union", "expects": {"staf": 8}}]}}),
        json!({"remove": {"projects": [7]}}),
        json!({"remove": {"agreements": ["hau"]}}),
        json!({"assumptions": {"stages": {"early": {}}}}),
        json!({"assumptions": {"stages": {"basic": {"success": "often"}}}}),
    ] {
        let document = scenario(&rest);
        assert!(Scenario::from_json(document.to_string()).is_err(), "{document}");
        assert!(!validator.is_valid(&document), "{document}");
    }
}

/// The same for every case: it takes longer to make than to use.
static VALIDATOR: LazyLock<Validator> = LazyLock::new(validator);

proptest! {
    #![proptest_config(tried(32))]

    #[test]
    fn what_leads_from_one_chain_to_another_is_valid(before in chain(), after in chain()) {
        let derived = serde_json::from_str(&before.differences(&after).to_scenario().to_json()).unwrap();
        prop_assert_eq!(errors(&VALIDATOR, &derived), [""; 0], "{}", derived);
    }
}
