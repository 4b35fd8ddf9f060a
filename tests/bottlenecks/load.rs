//! Load, waits and concentration, worked out by hand.

use seedrelay::query::NoWait;
use seedrelay::{
    Category, ChainBuilder, Organization, OrganizationKind, PartialDate, Project, Stage, Status, SupplyChain,
};

fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

fn builder(teams: u32) -> ChainBuilder {
    let lab = Organization::new("lab", OrganizationKind::Laboratory);
    SupplyChain::builder(date("2024-12-31"))
        .category(Category::new("rice"))
        .category(Category::new("pig"))
        .organization(if teams > 0 { lab.capability("rice", Stage::Basic, teams) } else { lab })
        .organization(Organization::new("firm", OrganizationKind::Company))
}

fn project(id: &str, status: Status) -> Project {
    Project::new(id, "rice", Stage::Basic, "lab", status)
}

fn commission(id: &str, status: Status, commissioned: &str) -> Project {
    project(id, status).commissioned_by("firm").commissioned(date(commissioned))
}

#[test]
fn active_and_waiting_count_whoever_asked() {
    let chain = builder(4)
        .project(project("own", Status::Active))
        .project(commission("asked", Status::Active, "2024-01-01").started(date("2024-02-01")))
        .project(project("plan", Status::Proposed))
        .project(commission("next", Status::Accepted, "2024-10-01"))
        .project(commission("last", Status::Accepted, "2024-10-02"))
        .project(project("done", Status::Delivered))
        .project(project("lost", Status::Failed))
        .project(project("void", Status::Cancelled))
        .project(Project::new("elsewhere", "rice", Stage::Applied, "lab", Status::Active))
        .project(Project::new("pigs", "pig", Stage::Basic, "lab", Status::Delivered))
        .build()
        .unwrap();
    let load = chain.workloads();
    let rows: Vec<_> =
        load.iter().map(|row| (row.category.id.as_str(), row.stage, row.teams, row.active, row.waiting)).collect();
    // Of pigs there is nothing to say but that somebody works there, as a delivered project proves.
    let rows: Vec<_> = rows.into_iter().filter(|row| row.0 == "rice").collect();
    assert_eq!(rows, [("rice", Stage::Basic, Some(4), 2, 3), ("rice", Stage::Applied, None, 1, 0)]);
    let load: Vec<_> = load.iter().filter(|row| row.category.id == *"rice").collect();
    assert_eq!((load[0].utilization(), load[0].workload_per_team()), (Some(0.5), Some(5.0 / 4.0)));
    assert_eq!(load[0].waits_while_idle(), Some(true), "three wait and two teams are free");
    assert_eq!((load[1].utilization(), load[1].workload_per_team(), load[1].waits_while_idle()), (None, None, None));
    let json = serde_json::to_value(&load).unwrap();
    assert_eq!((&json[0]["utilization"], &json[0]["workload_per_team"]), (&0.5.into(), &1.25.into()));
    assert!(["teams", "utilization", "workload_per_team", "waits_while_idle"].iter().all(|key| json[1][key].is_null()));
    assert_eq!(json[1]["why"], "unknown-teams");
}

/// Waits of 10 and 30 days, one commission still waiting after 20 days and one after 91; a cancelled one that never
/// started says nothing. At 10: 3/4. At 20: censored. At 30: 3/4 × 1/2 < 1/2.
#[test]
fn those_that_still_wait_are_censored() {
    let chain = builder(2)
        .project(commission("a", Status::Delivered, "2020-01-01").started(date("2020-01-11")).ended(date("2021-01-01")))
        .project(commission("b", Status::Active, "2020-01-01").started(date("2020-01-31")))
        .project(commission("c", Status::Accepted, "2024-12-11"))
        .project(commission("d", Status::Proposed, "2024-10-01"))
        .project(commission("e", Status::Cancelled, "2020-01-01"))
        .project(commission("f", Status::Active, "2020-01-01"))
        .build()
        .unwrap();
    let wait = &chain.workloads()[0].measured_wait;
    assert_eq!((wait.observations, wait.started), (4, 2));
    assert_eq!(wait.naive_median, Some(20.0));
    assert_eq!(wait.median, Some(30.0));
    assert_eq!(wait.why(), None);
    let json = serde_json::to_value(wait).unwrap();
    assert_eq!((&json["observations"], &json["median"]), (&4.into(), &30.0.into()));
    assert!(json["high"].is_null());
}

#[test]
fn a_median_that_is_not_there_says_why() {
    let chain = builder(1).project(commission("a", Status::Accepted, "2024-06-01")).build().unwrap();
    let wait = chain.workloads()[0].measured_wait.clone();
    assert_eq!((wait.median, wait.why()), (None, Some(NoWait::NotReached)));
    let chain = builder(1).build().unwrap();
    assert_eq!(chain.workloads()[0].measured_wait.why(), Some(NoWait::NoObservations));
}

/// Six commissions 100 days apart, each done in 80 days by one team: a = 0.8, C = 0.8, W = 0.8 × 80 / 0.2 = 320 days;
/// with neither gaps nor services varying, Allen and Cunneen's is 0. With two teams, B(2) = 0.32/2.12 and so on.
#[test]
fn waits_by_queueing_theory() {
    let day = |number: i64| {
        let first = jiff::civil::date(2020, 1, 1);
        PartialDate::try_from(first.checked_add(jiff::Span::new().days(number)).unwrap()).unwrap()
    };
    let regular = |teams: u32, days: i64, projects: i64| {
        let add = |builder: ChainBuilder, number: i64| {
            let asked = day(100 * number);
            builder.project(
                project(&format!("p{number}"), Status::Delivered)
                    .commissioned_by("firm")
                    .commissioned(asked)
                    .started(asked)
                    .ended(day(100 * number + days)),
            )
        };
        let chain = (0..projects).fold(builder(teams), add).build().unwrap();
        chain.workloads()[0].predicted_wait
    };
    let one = regular(1, 80, 6);
    assert!((one.erlang_c.unwrap() - 320.0).abs() < 1e-9);
    assert_eq!((one.allen_cunneen, one.why), (Some(0.0), None));
    assert!((one.commissioned_per_team.unwrap() - 0.8).abs() < 1e-12);

    let lost = 0.32 / (1.0 + 0.8 + 0.32);
    let waits = lost / (1.0 - 0.4 * (1.0 - lost));
    assert!((regular(2, 80, 6).erlang_c.unwrap() - waits * 80.0 / 1.2).abs() < 1e-9);

    let saturated = regular(1, 100, 6);
    assert_eq!((saturated.erlang_c, saturated.allen_cunneen, saturated.why), (None, None, Some(NoWait::Saturated)));
    assert_eq!(regular(1, 80, 5).why, Some(NoWait::TooFewObservations), "five commissions have four gaps");
    assert_eq!(regular(1, 0, 6).why, Some(NoWait::NoSpread), "projects of no length have no rate");
    assert_eq!(regular(0, 80, 6).why, Some(NoWait::UnknownTeams));
    let json = serde_json::to_value(saturated).unwrap();
    assert!(json["erlang_c"].is_null() && json["allen_cunneen"].is_null());
    assert_eq!(json["why"], "saturated");
}

/// 3, 1 and, of a cancelled commission and an own initiative, none: (3/4)² + (1/4)² = 0.625.
/// Of performers with as many commissions the first by id is named, whoever comes first in the document.
#[test]
fn who_has_as_many_does_not_have_most() {
    let of = |performers: [&str; 3]| {
        let mut builder = builder(1);
        for (number, performer) in performers.into_iter().enumerate() {
            let id = format!("p{number}");
            let project = Project::new(&*id, "rice", Stage::Basic, performer, Status::Proposed);
            builder = builder.project(project.commissioned_by("other"));
        }
        let chain = builder.organization(Organization::new("other", OrganizationKind::Company)).build().unwrap();
        let row = chain.concentration()[0];
        (row.largest.id().to_string(), row.commissions_of_largest)
    };
    assert_eq!(of(["lab", "firm", "other"]), ("firm".to_owned(), 1));
    assert_eq!(of(["lab", "firm", "lab"]), ("lab".to_owned(), 2));
}

#[test]
fn concentration_counts_commissions_that_were_not_cancelled() {
    let by = |id: &str, performer: &str, status| {
        Project::new(id, "rice", Stage::Applied, performer, status).commissioned_by("firm")
    };
    let chain = builder(1)
        .organization(Organization::new("union", OrganizationKind::Consortium))
        .project(by("a", "lab", Status::Proposed))
        .project(by("b", "lab", Status::Failed))
        .project(by("c", "lab", Status::Delivered))
        .project(by("d", "union", Status::Active))
        .project(by("e", "union", Status::Cancelled))
        .project(Project::new("f", "rice", Stage::Applied, "union", Status::Active))
        .build()
        .unwrap();
    let rows = chain.concentration();
    assert_eq!(rows.len(), 1, "where nothing is commissioned there is no market");
    let row = rows[0];
    assert_eq!((row.hhi, row.commissions, row.performers), (0.625, 4, 2));
    assert_eq!((row.largest.id().as_str(), row.commissions_of_largest), ("lab", 3));
    let json = serde_json::to_value(rows).unwrap();
    assert_eq!(
        (&json[0]["category"], &json[0]["stage"], &json[0]["hhi"]),
        (&"rice".into(), &"applied".into(), &0.625.into())
    );
}
