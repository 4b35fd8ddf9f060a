//! A chain for each kind of gap: the gap is there, and gone with one change.

use seedrelay::query::GapOptions;
use seedrelay::rules::Severity;
use seedrelay::{
    Agreement, Category, ChainBuilder, Demand, Gap, GapKind, Lang, Organization, OrganizationKind, Service,
    ServiceKind, Stage, Status, SupplyChain,
};

use super::drawn::{build, date, project, relay};

/// The gaps of a kind, as the ids that they concern and the days waited.
fn gaps(chain: &SupplyChain, kind: GapKind) -> Vec<(String, Option<i32>)> {
    let gaps = chain.gaps(&GapOptions::new());
    let ids = |gap: Gap<'_>| {
        let ids = [
            gap.upstream().map(|project| project.id().to_string()),
            gap.project().map(|project| project.id().to_string()),
            gap.demand().map(|demand| demand.id.to_string()),
        ];
        (ids.into_iter().flatten().collect::<Vec<_>>().join(" "), gap.waited().map(|waited| waited.days))
    };
    gaps.of_kind(kind).map(ids).collect()
}

fn count(builder: ChainBuilder, kind: GapKind) -> usize {
    gaps(&build(builder), kind).len()
}

#[test]
fn missing_stage() {
    let chain = build(relay().category(Category::new("pig")));
    let missing: Vec<_> = chain
        .gaps(&GapOptions::new())
        .missing_stages()
        .map(|gap| (gap.category().id.to_string(), gap.message(Lang::En)))
        .collect();
    assert_eq!(missing.len(), 3, "all three leaps of pig, none of rice");
    assert!(missing.iter().all(|(category, _)| category == "pig"));
    assert_eq!(missing[1].1, "pig: no organization working at applied research (1→10) is on record.");
    // One stage of the leap is enough.
    let applied_basic =
        Organization::new("hau", OrganizationKind::University).capability("pig", Stage::AppliedBasic, 1);
    assert_eq!(count(relay().category(Category::new("pig")).organization(applied_basic), GapKind::MissingStage), 2);
}

#[test]
fn missing_route() {
    assert_eq!(count(relay(), GapKind::MissingRoute), 2);
    let agreed = relay().agreement(Agreement::new("lab", "consortium").categories(["rice"]));
    assert_eq!(count(agreed, GapKind::MissingRoute), 1, "only 1→10 to 10→100 is left");
    assert_eq!(count(relay().category(Category::new("pig")), GapKind::MissingRoute), 2, "no sides, no route missing");
}

#[test]
fn stranded_result() {
    let gene = || relay().project(project("gene", Stage::AppliedBasic, Status::Delivered).ended(date("2024-12-21")));
    assert_eq!(gaps(&build(gene()), GapKind::StrandedResult), [("gene".to_owned(), Some(10))]);
    let carried_on = |stage, status| gene().project(project("next", stage, status).builds_on(["gene"]));
    for (stage, status, left) in [
        (Stage::AppliedBasic, Status::Proposed, 0),
        (Stage::Industrialization, Status::Active, 0),
        (Stage::Basic, Status::Active, 1),
        (Stage::Applied, Status::Failed, 1),
        (Stage::Applied, Status::Cancelled, 1),
    ] {
        let chain = build(carried_on(stage, status));
        let stranded = gaps(&chain, GapKind::StrandedResult);
        assert_eq!(stranded.iter().filter(|(id, _)| id == "gene").count(), left, "{stage} {status}");
    }
    // A product is no stranded result, and neither is what was not delivered.
    assert_eq!(
        count(relay().project(project("seed", Stage::Industrialization, Status::Delivered)), GapKind::StrandedResult),
        0
    );
    assert_eq!(count(relay().project(project("gene", Stage::Basic, Status::Active)), GapKind::StrandedResult), 0);
}

#[test]
fn unfounded_start() {
    let alone = || project("lines", Stage::Applied, Status::Active);
    assert_eq!(gaps(&build(relay().project(alone())), GapKind::UnfoundedStart), [("lines".to_owned(), None)]);
    let on = |stage| relay().project(project("first", stage, Status::Failed)).project(alone().builds_on(["first"]));
    let left = |stage| gaps(&build(on(stage)), GapKind::UnfoundedStart).iter().filter(|(id, _)| id == "lines").count();
    assert_eq!(left(Stage::Basic), 0);
    assert_eq!(left(Stage::Applied), 0, "its own stage is a foundation, even a failed project");
    assert_eq!(left(Stage::Industrialization), 1, "a later stage is none");
    assert_eq!(
        count(relay().project(project("gene", Stage::AppliedBasic, Status::Active)), GapKind::UnfoundedStart),
        0
    );
    assert_eq!(count(relay().project(project("lines", Stage::Applied, Status::Failed)), GapKind::UnfoundedStart), 0);
}

#[test]
fn skipped_leap() {
    let gene = || relay().project(project("gene", Stage::Basic, Status::Delivered));
    let seed = || project("seed", Stage::Industrialization, Status::Active);
    let chain = build(gene().project(seed().builds_on(["gene"])));
    assert_eq!(gaps(&chain, GapKind::SkippedLeap), [("gene seed".to_owned(), None)]);
    let bridged = gene()
        .project(project("lines", Stage::Applied, Status::Cancelled))
        .project(seed().builds_on(["gene", "lines"]));
    assert_eq!(count(bridged, GapKind::SkippedLeap), 0, "any project of the leap between will do");
    let two = gene()
        .project(project("trait", Stage::AppliedBasic, Status::Failed))
        .project(seed().builds_on(["gene", "trait"]));
    assert_eq!(count(two, GapKind::SkippedLeap), 2, "one for each edge");
    let given_up = project("seed", Stage::Industrialization, Status::Cancelled).builds_on(["gene"]);
    assert_eq!(count(gene().project(given_up), GapKind::SkippedLeap), 0);
}

#[test]
fn late_handoff() {
    let chain = |start: &str| {
        build(
            relay()
                .project(project("gene", Stage::Basic, Status::Delivered).ended(date("2020-01-01")))
                .project(project("lines", Stage::Applied, Status::Active).builds_on(["gene"]).started(date(start))),
        )
    };
    assert_eq!(gaps(&chain("2021-01-01"), GapKind::LateHandoff), [("gene lines".to_owned(), Some(366))]);
    assert!(gaps(&chain("2020-12-31"), GapKind::LateHandoff).is_empty(), "365 days are not over 365");
    let options = GapOptions::new().late_after_days(364);
    assert_eq!(chain("2020-12-31").gaps(&options).late_handoffs().count(), 1);
    // Of two handoffs to one project, each is as late as it is.
    let two = relay()
        .project(project("gene", Stage::Basic, Status::Delivered).ended(date("2020-01-01")))
        .project(project("trait", Stage::Basic, Status::Delivered).ended(date("2020-01-02")))
        .project(
            project("lines", Stage::Applied, Status::Active).builds_on(["gene", "trait"]).started(date("2021-01-01")),
        );
    assert_eq!(gaps(&build(two), GapKind::LateHandoff), [("gene lines".to_owned(), Some(366))]);
    // Only a later stage takes a result up.
    let level = relay()
        .project(project("gene", Stage::Basic, Status::Delivered).ended(date("2020-01-01")))
        .project(project("more", Stage::Basic, Status::Active).builds_on(["gene"]).started(date("2024-01-01")));
    assert_eq!(count(level, GapKind::LateHandoff), 0);
}

#[test]
fn idle_commission() {
    let chain = |status, day: &str| {
        relay().project(project("p", Stage::AppliedBasic, status).commissioned_by("consortium").commissioned(date(day)))
    };
    // 31 December 2024 is 181 days after 3 July.
    assert_eq!(
        gaps(&build(chain(Status::Proposed, "2024-07-03")), GapKind::IdleCommission),
        [("p".to_owned(), Some(181))]
    );
    assert_eq!(count(chain(Status::Accepted, "2024-07-03"), GapKind::IdleCommission), 1);
    assert_eq!(count(chain(Status::Proposed, "2024-07-04"), GapKind::IdleCommission), 0);
    assert_eq!(count(chain(Status::Active, "2024-07-03"), GapKind::IdleCommission), 0);
    let own = project("p", Stage::AppliedBasic, Status::Proposed).commissioned(date("2020"));
    assert_eq!(count(relay().project(own), GapKind::IdleCommission), 0, "nobody commissioned it");
    let undated = project("p", Stage::AppliedBasic, Status::Proposed).commissioned_by("consortium");
    assert_eq!(count(relay().project(undated), GapKind::IdleCommission), 0, "unknown is no gap");
}

#[test]
fn unanswered_demand_and_demand_stopped_short() {
    let demand = || relay().demand(Demand::new("d", "company", "rice", Stage::AppliedBasic).raised(date("2024-12-01")));
    let chain = build(demand());
    assert_eq!(gaps(&chain, GapKind::UnansweredDemand), [("d".to_owned(), Some(30))]);
    assert!(gaps(&chain, GapKind::DemandStoppedShort).is_empty());
    let answered = |stage, status| build(demand().project(project("a", stage, status).answers(["d"])));
    let counts = |chain: &SupplyChain| {
        (gaps(chain, GapKind::UnansweredDemand).len(), gaps(chain, GapKind::DemandStoppedShort).len())
    };
    assert_eq!(counts(&answered(Stage::AppliedBasic, Status::Proposed)), (0, 0), "at its root");
    assert_eq!(counts(&answered(Stage::Basic, Status::Active)), (0, 0), "deeper than its root");
    assert_eq!(counts(&answered(Stage::Applied, Status::Active)), (0, 1), "later than its root");
    assert_eq!(counts(&answered(Stage::Basic, Status::Failed)), (1, 0), "not live");
}

#[test]
fn last_mile() {
    let seed = || {
        relay()
            .category(Category::new("pig"))
            .organization(Organization::new("bank", OrganizationKind::Service).service(ServiceKind::Finance))
            .project(project("seed", Stage::Industrialization, Status::Delivered).ended(date("2024-12-30")))
    };
    assert_eq!(gaps(&build(seed()), GapKind::LastMile), [("seed".to_owned(), Some(1))]);
    let served = |service| count(seed().service(service), GapKind::LastMile);
    assert_eq!(served(Service::new("station", "company").category("rice")), 0);
    assert_eq!(served(Service::new("station", "company")), 0, "a service without a category serves all");
    assert_eq!(served(Service::new("station", "company").category("pig")), 1);
    assert_eq!(served(Service::new("bank", "company").category("rice")), 1, "finance is no extension");
    assert_eq!(served(Service::new("station", "lab").category("rice")), 1, "somebody else is served");
}

#[test]
fn waits_from_partial_dates_are_approximate() {
    let chain = build(relay().project(project("gene", Stage::Basic, Status::Delivered).ended(date("2024"))));
    let gap = chain.gaps(&GapOptions::new()).stranded_results().next().unwrap();
    // 1 July is the middle of a leap year; 183 days are left.
    let waited = gap.waited().unwrap();
    assert_eq!((waited.days, waited.exact), (183, false));
    assert_eq!(gap.to_string(), "rice: “gene” by lab was delivered about 183 days ago; no follow-on is on record.");
    assert_eq!(gap.message(Lang::Zh), "rice：lab的成果“gene”交付已约183天，未见后续承接记录。");
}

#[test]
fn worst_come_first() {
    let chain = build(
        relay()
            .category(Category::new("pig"))
            .project(project("old", Stage::Basic, Status::Delivered).ended(date("2010-01-01")))
            .project(project("new", Stage::Basic, Status::Delivered).ended(date("2024-01-01")))
            .project(project("undated", Stage::Basic, Status::Delivered))
            .project(project("lines", Stage::Applied, Status::Active)),
    );
    let gaps = chain.gaps(&GapOptions::new()).worst_first();
    assert!(gaps.is_sorted_by_key(|gap| std::cmp::Reverse(gap.severity())));
    // What rests on the absence of a record is not critical, whatever its kind.
    assert_eq!((gaps[0].kind(), gaps[0].severity()), (GapKind::MissingStage, Severity::Warning));
    assert_eq!(gaps[0].kind().severity(), Severity::Critical);
    let stranded: Vec<&str> = gaps
        .iter()
        .filter(|gap| gap.kind() == GapKind::StrandedResult)
        .map(|gap| gap.project().unwrap().record().id.as_str())
        .collect();
    assert_eq!(stranded, ["old", "new", "undated"]);
    assert_eq!(gaps.last().unwrap().kind(), GapKind::UnfoundedStart);
}

#[test]
fn every_kind_serializes_with_its_ids_and_both_sentences() {
    let chain =
        build(relay().project(project("gene", Stage::Basic, Status::Delivered).ended(date("2019-01-01"))).project(
            project("seed", Stage::Industrialization, Status::Active).builds_on(["gene"]).started(date("2022-01-01")),
        ));
    let json = serde_json::to_value(chain.gaps(&GapOptions::new()).worst_first()).unwrap();
    let of = |kind: &str| json.as_array().unwrap().iter().find(|gap| gap["kind"] == kind).unwrap().clone();
    let late = of("late-handoff");
    assert_eq!(
        (&late["upstream"], &late["project"], &late["waited_days"]),
        (&"gene".into(), &"seed".into(), &1096.into())
    );
    assert_eq!(late["severity"], "notice");
    assert_eq!(late["category"], "rice");
    let route = of("missing-route");
    assert_eq!((&route["from"], &route["to"]), (&"zero-to-one".into(), &"one-to-ten".into()));
    assert_eq!(of("skipped-leap")["upstream"], "gene");
    for gap in json.as_array().unwrap() {
        assert!(gap["message"]["en"].as_str().is_some_and(|text| text.ends_with('.')), "{gap}");
        assert!(gap["message"]["zh"].as_str().is_some_and(|text| text.ends_with('。')), "{gap}");
    }
}
