//! What each changed record did to a gap, by hand.

use seedrelay::SupplyChain;
use seedrelay::query::{CompareOptions, GapKind, Role, Turn};
use seedrelay::scenario::Scenario;
use serde_json::{Value, json};

/// Two companies, an institute and an extension station; a gene that is delivered, and a variety.
fn base() -> Value {
    json!({
        "format": "seedrelay/1", "as_of": "2022-12-31",
        "categories": [{"id": "rice"}],
        "regions": [{"id": "here"}],
        "organizations": [
            {"id": "hau", "kind": "university", "capabilities": [{"category": "rice", "stage": "basic", "teams": 2}]},
            {"id": "union", "kind": "consortium", "charter": {"members": []},
             "capabilities": [{"category": "rice", "stage": "applied", "teams": 1}]},
            {"id": "seeds", "kind": "company"},
            {"id": "station", "kind": "service", "service": "extension"}],
        "projects": [
            {"id": "gene", "category": "rice", "stage": "basic", "performer": "hau", "status": "delivered", "ended": "2020-05-05"},
            {"id": "sale", "category": "rice", "stage": "industrialization", "performer": "seeds", "status": "delivered",
             "ended": "2021-05-05", "builds_on": ["gene"], "releases": ["v1"]},
            {"id": "wish", "category": "rice", "stage": "applied", "performer": "union", "commissioner": "seeds",
             "status": "accepted", "commissioned": "2021-01-01"}],
        "germplasm": [{"id": "v1", "category": "rice", "kind": "variety", "released": "2016"}],
        "demands": [{"id": "d", "raised_by": "seeds", "category": "rice", "stage": "basic", "raised": "2021"}]
    })
}

fn chain(document: &Value) -> SupplyChain {
    SupplyChain::from_json(document.to_string()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The chain two years later with some of it changed.
fn later(change: impl Fn(&mut Value)) -> (SupplyChain, SupplyChain) {
    let mut after = base();
    after["as_of"] = "2024-12-31".into();
    change(&mut after);
    (chain(&base()), chain(&after))
}

/// What is said of the first gap of a kind that opened or closed: how, by what time alone, and the roles with the records.
fn told((before, after): &(SupplyChain, SupplyChain), kind: GapKind, turn: Turn) -> (bool, Vec<(String, Role)>) {
    let compared = before.compare(after, &CompareOptions::new());
    let gap = compared.gaps_by(turn).find(|gap| gap.gap.kind() == kind);
    let gap = gap.unwrap_or_else(|| panic!("no {kind} {turn}:\n{}", serde_json::to_string_pretty(&compared).unwrap()));
    let role = |because: &seedrelay::query::Because| {
        (compared.differences.records[because.change].key.to_string(), because.role)
    };
    (gap.time, gap.because.iter().map(role).collect())
}

#[track_caller]
fn one(change: impl Fn(&mut Value), kind: GapKind, turn: Turn, key: &str, role: Role) {
    let (time, because) = told(&later(change), kind, turn);
    assert_eq!((time, because), (false, vec![(key.to_owned(), role)]));
}

fn push(document: &mut Value, list: &str, record: Value) {
    let lists = document.as_object_mut().unwrap();
    lists.entry(list).or_insert_with(|| json!([])).as_array_mut().unwrap().push(record);
}

#[test]
fn a_result_is_taken_up_dropped_licensed_drawn_on_and_adopted() {
    let strand = |document: &mut Value| document["projects"][1]["builds_on"] = json!([]);
    one(strand, GapKind::StrandedResult, Turn::Opened, "sale", Role::Dropped);
    let fail = |document: &mut Value| document["projects"][1]["status"] = "failed".into();
    one(fail, GapKind::StrandedResult, Turn::Opened, "sale", Role::FailedOrCancelled);
    let deliver = |document: &mut Value| {
        document["projects"][2]["status"] = "delivered".into();
        document["projects"][2]["ended"] = "2024".into();
    };
    one(deliver, GapKind::StrandedResult, Turn::Opened, "wish", Role::Delivered);
    // The other way round: what was stranded is not any more.
    let stranded = |change: &dyn Fn(&mut Value)| {
        let (mut before, mut after) = (base(), base());
        after["as_of"] = "2024-12-31".into();
        for document in [&mut before, &mut after] {
            document["projects"][1]["builds_on"] = json!([]);
            document["projects"][1].as_object_mut().unwrap().remove("releases");
            document["projects"][0]["releases"] = json!(["v1"]);
        }
        change(&mut after);
        told(&(chain(&before), chain(&after)), GapKind::StrandedResult, Turn::Closed)
    };
    let by = |key: &str, role| (false, vec![(key.to_owned(), role)]);
    let started = json!({"id": "next", "category": "rice", "stage": "applied", "performer": "union", "status": "active", "started": "2023-03"});
    let with = |key: &str, value: Value| {
        let mut project = started.clone();
        project[key] = value;
        project
    };
    let taken_up = with("builds_on", json!(["gene"]));
    assert_eq!(stranded(&|after| push(after, "projects", taken_up.clone())), by("next", Role::TakenUp));
    let drawn_on = with("draws_on", json!(["v1"]));
    assert_eq!(stranded(&|after| push(after, "projects", drawn_on.clone())), by("next", Role::DrawnOn));
    let licence = json!({"project": "gene", "to": "seeds", "signed": "2023"});
    assert_eq!(stranded(&|after| push(after, "licences", licence.clone())), by("gene, seeds", Role::Licensed));
    let adoption = json!({"germplasm": "v1", "region": "here", "year": 2024, "area": 5, "unit": "hectare"});
    assert_eq!(
        stranded(&|after| push(after, "adoptions", adoption.clone())),
        by("v1, here, 2024, hectare", Role::Adopted)
    );
    let withdrawn = |after: &mut Value| after["germplasm"][0]["withdrawn"] = "2024-03".into();
    assert_eq!(stranded(&withdrawn), by("v1", Role::Withdrawn));
    // Older than the first document: knowledge, not history.
    let mut listed = taken_up.clone();
    listed["started"] = "2021-03".into();
    assert_eq!(stranded(&|after| push(after, "projects", listed.clone())), by("next", Role::Listed));
    assert_eq!(
        stranded(&|after| after["projects"][0]["status"] = "failed".into()),
        by("gene", Role::FailedOrCancelled)
    );
}

#[test]
fn a_demand_is_raised_and_answered() {
    let answer = |document: &mut Value| document["projects"][0]["answers"] = json!(["d"]);
    one(answer, GapKind::UnansweredDemand, Turn::Closed, "gene", Role::Answered);
    let raise = |document: &mut Value| {
        push(
            document,
            "demands",
            json!({"id": "e", "raised_by": "seeds", "category": "rice", "stage": "basic", "raised": "2024"}),
        );
    };
    one(raise, GapKind::UnansweredDemand, Turn::Opened, "e", Role::Raised);
    let gone = |document: &mut Value| document["demands"] = json!([]);
    one(gone, GapKind::UnansweredDemand, Turn::Closed, "d", Role::Withdrawn);
}

#[test]
fn a_commission_begins_is_dated_and_waits() {
    let begin = |document: &mut Value| {
        document["projects"][2]["status"] = "active".into();
        document["projects"][2]["started"] = "2023".into();
    };
    one(begin, GapKind::IdleCommission, Turn::Closed, "wish", Role::Begun);
    let date = |document: &mut Value| document["projects"][2]["commissioned"] = "2024-12-01".into();
    one(date, GapKind::IdleCommission, Turn::Closed, "wish", Role::Dated);
    let own = |document: &mut Value| _ = document["projects"][2].as_object_mut().unwrap().remove("commissioner");
    one(own, GapKind::IdleCommission, Turn::Closed, "wish", Role::Dropped);
    let commission = |document: &mut Value| {
        let record = json!({"id": "new", "category": "rice", "stage": "applied", "performer": "union", "commissioner": "hau",
            "status": "proposed", "commissioned": "2023-05"});
        push(document, "projects", record);
    };
    one(commission, GapKind::IdleCommission, Turn::Opened, "new", Role::Commissioned);
}

#[test]
fn time_alone_makes_a_commission_wait_too_long() {
    let recent = |document: &mut Value| document["projects"][2]["commissioned"] = "2022-12-01".into();
    let (mut before, mut after) = (base(), base());
    recent(&mut before);
    recent(&mut after);
    after["as_of"] = "2024-12-31".into();
    let pair = (chain(&before), chain(&after));
    assert_eq!(told(&pair, GapKind::IdleCommission, Turn::Opened), (true, Vec::new()));
    let compared = pair.0.compare(&pair.1, &CompareOptions::new());
    let opened = compared.gaps_by(Turn::Opened).find(|gap| gap.gap.kind() == GapKind::IdleCommission).unwrap();
    assert!(!opened.was_there_unseen);
}

#[test]
fn a_product_is_carried_to_the_field() {
    let serve = |document: &mut Value| {
        push(
            document,
            "services",
            json!({"provider": "station", "client": "seeds", "category": "rice", "since": "2023"}),
        );
    };
    one(serve, GapKind::LastMile, Turn::Closed, "station, seeds, rice", Role::Related);
    let grown = |document: &mut Value| {
        push(
            document,
            "adoptions",
            json!({"project": "sale", "region": "here", "year": 2024, "area": 5, "unit": "hectare"}),
        );
    };
    one(grown, GapKind::LastMile, Turn::Closed, "sale, here, 2024, hectare", Role::Adopted);
}

#[test]
fn a_leap_gains_and_loses_people() {
    // Nobody but the consortium does applied research, and the commission that it accepted proves that too.
    let lose = |document: &mut Value| {
        document["organizations"][1]["capabilities"] = json!([]);
        document["projects"][2]["status"] = "proposed".into();
    };
    let (_, because) = told(&later(lose), GapKind::MissingStage, Turn::Opened);
    let expected = [("union, rice, applied".to_owned(), Role::CapabilityLost), ("wish".to_owned(), Role::Withdrawn)];
    assert!(because.len() == 2 && expected.iter().all(|own| because.contains(own)), "{because:?}");
    let (mut before, mut after) = (base(), base());
    lose(&mut before);
    after["as_of"] = "2024-12-31".into();
    let gained = |after: &mut Value| after["projects"][2]["status"] = "proposed".into();
    gained(&mut after);
    let (time, because) = told(&(chain(&before), chain(&after)), GapKind::MissingStage, Turn::Closed);
    assert_eq!((time, because), (false, vec![("union, rice, applied".to_owned(), Role::CapabilityAdded)]));
}

#[test]
fn a_route_is_related_and_unrelated() {
    // The university and the consortium work, and are not related before.
    let agree =
        |document: &mut Value| push(document, "agreements", json!({"from": "hau", "to": "union", "signed": "2023"}));
    one(agree, GapKind::MissingRoute, Turn::Closed, "hau, union", Role::Related);
    let (mut before, mut after) = (base(), base());
    push(&mut before, "agreements", json!({"from": "hau", "to": "union"}));
    after["as_of"] = "2024-12-31".into();
    let pair = (chain(&before), chain(&after));
    assert_eq!(told(&pair, GapKind::MissingRoute, Turn::Opened), (false, vec![("hau, union".into(), Role::Unrelated)]));
}

#[test]
fn what_was_never_there_is_told_apart() {
    let listed = |document: &mut Value| {
        document["projects"][0]["answers"] = json!(["d"]);
        document["projects"][0]["started"] = "2019".into();
    };
    let (before, after) = later(listed);
    let compared = before.compare(&after, &CompareOptions::new());
    let closed = compared.gaps_by(Turn::Closed).find(|gap| gap.gap.kind() == GapKind::UnansweredDemand).unwrap();
    assert!(closed.was_not_there, "by what is known now, the demand was answered in 2022 already");
}

#[test]
fn only_a_field_that_is_read_is_named() {
    let strand_and_rename = |document: &mut Value| {
        document["projects"][1]["builds_on"] = json!([]);
        document["projects"][0]["title"] = "Another title".into();
        document["projects"][2]["topic"] = "blast".into();
    };
    one(strand_and_rename, GapKind::StrandedResult, Turn::Opened, "sale", Role::Dropped);
}

#[test]
fn a_live_follow_on_closes_the_gap_of_its_base() {
    let chain = seedrelay::datasets::example();
    let stranded: Vec<String> = chain
        .gaps(&seedrelay::query::GapOptions::new())
        .stranded_results()
        .map(|gap| gap.project().unwrap().id().to_string())
        .collect();
    for base in &stranded {
        let project = chain.project(base).unwrap().record();
        let next = seedrelay::Project::new(
            "next-one",
            project.category.as_str(),
            project.stage,
            project.performer.as_str(),
            seedrelay::Status::Active,
        )
        .builds_on([base.as_str()])
        .started(chain.as_of());
        let planned = chain.with(&Scenario::builder().add_record(next).build()).unwrap();
        let compared = chain.compare(&planned, &CompareOptions::new());
        let gap = compared
            .gaps_by(Turn::Closed)
            .find(|gap| gap.gap.project().is_some_and(|own| own.id().as_str() == base))
            .unwrap();
        let because: Vec<(String, Role)> = gap
            .because
            .iter()
            .map(|because| (compared.differences.records[because.change].key.to_string(), because.role))
            .collect();
        // It begins on the day of the chain, not before it.
        assert_eq!(because, [("next-one".to_owned(), Role::TakenUp)]);
    }
    assert!(!stranded.is_empty());
}
