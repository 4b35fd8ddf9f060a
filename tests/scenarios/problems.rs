//! Everything that can be wrong with a scenario, each told with its place.

use seedrelay::scenario::Scenario;
use seedrelay::{Lang, SupplyChain};

fn base() -> SupplyChain {
    SupplyChain::from_json(
        r#"{"format": "seedrelay/1", "name": {"zh": "湖南"}, "as_of": "2024-12-31",
            "categories": [{"id": "rice"}],
            "organizations": [
                {"id": "hau", "kind": "university", "staff": 6, "capabilities": [{"category": "rice", "stage": "basic", "teams": 2}]},
                {"id": "seeds", "kind": "company"}],
            "projects": [
                {"id": "p1", "category": "rice", "stage": "basic", "performer": "hau", "status": "active"},
                {"id": "p2", "category": "rice", "stage": "applied", "performer": "seeds", "status": "active", "builds_on": ["p1"]}],
            "agreements": [
                {"from": "hau", "to": "seeds", "categories": ["rice"], "signed": "2020"},
                {"from": "hau", "to": "seeds", "categories": ["rice"], "signed": "2021"},
                {"from": "seeds", "to": "hau"}]}"#,
    )
    .unwrap()
}

/// What is told of a scenario on the base: the place and the beginning of the sentence.
fn told(rest: &str) -> Vec<String> {
    let text = format!("{{\"format\": \"seedrelay-scenario/1\", {rest}}}");
    let problems = match Scenario::from_json(&text) {
        Ok(scenario) => base().with(&scenario).unwrap_err(),
        Err(problems) => problems,
    };
    for problem in &problems {
        let chinese = problem.message(Lang::Zh);
        assert!(chinese.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{chinese}");
        let in_base = problem.path.to_string().starts_with("base.") && !text.contains("\"base\"");
        assert!(in_base || problem.span.as_ref().is_some_and(|span| !span.is_empty()), "{problem}: {:?}", problem.span);
    }
    problems.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn only(rest: &str, expected: &str) {
    let told = told(rest);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].starts_with(expected), "{}", told[0]);
}

#[test]
fn what_is_changed_or_removed_must_be_there() {
    only(r#""change": {"projects": [{"id": "p3", "topic": "x"}]}"#, "change.projects[0]: unknown project `p3`");
    only(
        r#""change": {"organizations": [{"id": "haw", "staff": 3}]}"#,
        "change.organizations[0]: unknown organization `haw`; did you mean `hau`?",
    );
    only(
        r#""remove": {"agreements": [{"from": "seeds", "to": "seeds"}]}"#,
        "remove.agreements[0]: unknown agreement `seeds, seeds`",
    );
    only(
        r#""remove": {"capabilities": [{"organization": "hau", "category": "rice", "stage": "applied"}]}"#,
        "remove.capabilities[0]: unknown capability `hau, rice, applied`",
    );
    only(
        r#""change": {"capabilities": [{"organization": "haw", "category": "rice", "stage": "basic", "teams": 3}]}"#,
        "change.capabilities[0]: unknown organization `haw`; did you mean `hau`?",
    );
    only(r#""remove": {"assumptions": [{"stage": "basic"}]}"#, "remove.assumptions[0]: unknown assumption `basic`");
}

#[test]
fn what_is_added_must_be_new() {
    only(
        r#""add": {"organizations": [{"id": "hau", "kind": "university"}]}"#,
        "add.organizations[0]: organization `hau` is there already, as base.organizations[0]; change it instead",
    );
    only(
        r#""add": {"agreements": [{"from": "seeds", "to": "hau", "evidence": "documented"}]}"#,
        "add.agreements[0]: agreement `seeds, hau` is there already, as base.agreements[2]",
    );
    only(
        r#""change": {"organizations": [{"id": "hau", "capabilities": {"add": [{"category": "rice", "stage": "basic", "teams": 1}]}}]}"#,
        "change.organizations[0].capabilities.add[0]: capability `hau, rice, basic` is there already",
    );
}

#[test]
fn one_record_is_dealt_with_once() {
    only(
        r#""change": {"projects": [{"id": "p1", "topic": "x"}, {"id": "p1", "topic": "y"}]}"#,
        "change.projects[1]: project `p1` is dealt with twice; the first is change.projects[0]",
    );
    only(
        r#""change": {"projects": [{"id": "p2", "topic": "x"}]}, "remove": {"projects": ["p2"]}"#,
        "remove.projects[0]: project `p2` is dealt with twice; the first is change.projects[0]",
    );
    only(
        r#""change": {"organizations": [{"id": "seeds", "capabilities": {"add": [
            {"category": "rice", "stage": "basic", "teams": 1}, {"category": "rice", "stage": "basic", "teams": 1}]}}]}"#,
        "change.organizations[0].capabilities.add[1]: capability `seeds, rice, basic` is dealt with twice",
    );
}

#[test]
fn keys_are_unset_that_a_record_can_be_without() {
    only(
        r#""change": {"projects": [{"id": "p1", "unset": ["stage"]}]}"#,
        "change.projects[0].unset[0]: a record cannot be without `stage`",
    );
    only(
        r#""change": {"projects": [{"id": "p1", "unset": ["topix"]}]}"#,
        "change.projects[0].unset[0]: unknown key `topix`; did you mean `topic`?",
    );
    only(
        r#""change": {"projects": [{"id": "p1", "topic": "x", "unset": ["topic"]}]}"#,
        "change.projects[0]: key `topic` is given twice",
    );
    only(
        r#""change": {"projects": [{"id": "p1", "topic": null}]}"#,
        "change.projects[0].topic: found null (leave the key out instead)",
    );
}

#[test]
fn elements_come_and_go_where_they_are_not_and_are() {
    only(
        r#""change": {"projects": [{"id": "p2", "builds_on": {"add": ["p1"]}}]}"#,
        "change.projects[0].builds_on.add[0]: `p1` is there already",
    );
    only(
        r#""change": {"projects": [{"id": "p2", "builds_on": {"remove": ["p2"]}}]}"#,
        "change.projects[0].builds_on.remove[0]: `p2` is not there, and cannot be taken away",
    );
}

#[test]
fn what_is_referred_to_is_not_removed_alone() {
    only(
        r#""remove": {"projects": ["p1"]}"#,
        "remove.projects[0]: project `p1` cannot be removed: base.projects[1].builds_on[0] refers to it",
    );
    let told = told(r#""remove": {"organizations": ["hau"]}"#);
    assert_eq!(told.len(), 4, "a project and three agreements: {told:#?}");
}

#[test]
fn what_several_have_alike_is_removed_as_a_whole() {
    only(
        r#""remove": {"agreements": [{"from": "hau", "to": "seeds", "categories": ["rice"]}]}"#,
        "remove.agreements[0]: 2 records are `hau, seeds, rice` alike",
    );
    let scenario = Scenario::from_json(
        r#"{"format": "seedrelay-scenario/1",
            "remove": {"agreements": [{"from": "hau", "to": "seeds", "categories": ["rice"], "signed": "2020"}]}}"#,
    );
    let left = base().with(&scenario.unwrap()).unwrap();
    let signed: Vec<String> =
        left.agreements().iter().filter_map(|agreement| agreement.signed).map(|date| date.to_string()).collect();
    assert_eq!(signed, ["2021"]);
}

#[test]
fn a_scenario_is_for_its_base() {
    only(
        r#""base": {"as_of": "2023-12-31"}"#,
        "base.as_of: the scenario is for a chain whose `as_of` is `2023-12-31`; this one has `2024-12-31`",
    );
    only(r#""base": {"name": {"zh": "云岚"}}"#, "base.name: the scenario is for a chain whose `name` is `云岚`");
    only(
        r#""change": {"organizations": [{"id": "hau", "staff": 8, "expects": {"staff": 7}}]}"#,
        "change.organizations[0].expects.staff: the scenario expects `7` here, and the chain has `6`",
    );
    only(
        r#""change": {"organizations": [{"id": "hau", "capabilities": {"change": [
            {"category": "rice", "stage": "basic", "teams": 8, "expects": {"teams": 6}}]}}]}"#,
        "change.organizations[0].capabilities.change[0].expects.teams: the scenario expects `6` here, and the chain has `2`",
    );
}

#[test]
fn a_scenario_is_read_as_strictly_as_a_chain() {
    only(r#""format": "seedrelay-scenario/1""#, "format: key `format` is given twice");
    only(r#""ad": {}"#, "ad: unknown key `ad`; did you mean `add`?");
    only(r#""add": {"project": []}"#, "add.project: unknown key `project`; did you mean `projects`?");
    only(r#""add": {"projects": [{"title": "x"}]}"#, "add.projects[0]: missing key `id`");
    only(r#""add": {"projects": ["p3"]}"#, "add.projects[0]: found the text \"p3\"");
    only(r#""as_of": "2025""#, "as_of: 2025 is no full day");
    only(r#""evidence": "certain""#, "evidence: unknown value `certain`");
    only(r#""assumptions": {"stages": {"basic": {"success": 2}}}"#, "assumptions.stages.basic.success: 2 is no share");
    only(r#""document": {"unset": ["as_of"]}"#, "document.unset[0]: a record cannot be without `as_of`");
}

#[test]
fn the_chain_that_comes_of_it_is_checked_as_any_other() {
    only(
        r#""change": {"projects": [{"id": "p1", "performer": "haw"}]}"#,
        "change.projects[0].performer: unknown organization `haw`; did you mean `hau`?",
    );
    only(
        r#""add": {"projects": [{"id": "p3", "category": "rice", "stage": "applied", "performer": "seeds", "status": "active", "builds_on": ["p4"]}]}"#,
        "add.projects[0].builds_on[0]: unknown project `p4`",
    );
    only(
        r#""change": {"projects": [{"id": "p1", "started": "2026"}]}"#,
        "change.projects[0].started: `started` 2026 is after `as_of` 2024-12-31",
    );
    only(r#""change": {"projects": [{"id": "p1", "builds_on": ["p2"]}]}"#, "change.projects[0].builds_on");
    let all = told(
        r#""remove": {"projects": ["p9"]}, "add": {"organizations": [{"id": "hau", "kind": "university"}]},
           "change": {"projects": [{"id": "p8", "topic": "x"}]}"#,
    );
    assert_eq!(all.len(), 3, "all at once: {all:#?}");
}

#[test]
fn what_cannot_be_applied_does_not_hide_what_does_not_fit() {
    let told = told(
        r#""change": {"organizations": [{"id": "hu", "staff": 9}, {"id": "hau", "staff": 9, "source": "nowhere", "expects": {"staff": 700}}]},
           "add": {"agreements": [{"from": "hau", "to": "nobody"}]}"#,
    );
    let places: Vec<&str> = told.iter().map(|problem| problem.split(": ").next().unwrap()).collect();
    // Of what could not be applied no more is told.
    let expected = ["add.agreements[0].to", "change.organizations[0]", "change.organizations[1].expects.staff"];
    assert_eq!(places, expected, "{told:#?}");
}

#[test]
fn a_documented_project_may_be_given_a_proposed_commissioner() {
    let scenario = Scenario::from_json(
        r#"{"format": "seedrelay-scenario/1",
            "add": {"organizations": [{"id": "union", "kind": "consortium"}]},
            "change": {"projects": [{"id": "p1", "commissioner": "union"}]}}"#,
    );
    let planned = base().with(&scenario.unwrap()).unwrap();
    assert_eq!(planned.project("p1").unwrap().commissioner().unwrap().id(), "union");
    let known = planned.known_at_least(seedrelay::Evidence::Assumed);
    assert_eq!(known, base(), "what the plan changes is undone");
}

#[test]
fn two_scenarios_apply_in_turn_and_clash_as_one() {
    let read = |text: &str| Scenario::from_json(text).unwrap();
    let first = read(r#"{"format": "seedrelay-scenario/1", "change": {"organizations": [{"id": "hau", "staff": 7}]}}"#);
    let second = read(
        r#"{"format": "seedrelay-scenario/1", "change": {"organizations": [{"id": "hau", "staff": 8, "expects": {"staff": 7}}]}}"#,
    );
    let in_turn = base().with(&first).unwrap().with(&second).unwrap();
    assert_eq!(in_turn.organization("hau").unwrap().record().staff, Some(8));
    let problems = base().with(&first.then(second)).unwrap_err();
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(
        told[0].starts_with("scenarios[1].change.organizations[0]: organization `hau` is dealt with twice; the first is scenarios[0].change.organizations[0]"),
        "{told:#?}"
    );
}
