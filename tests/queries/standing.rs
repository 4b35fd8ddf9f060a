//! What became of results, and what lies idle.

use seedrelay::model::{AdoptionUnit, GermplasmKind};
use seedrelay::query::{FunnelOptions, FunnelRow, GapKey, GapOptions, Standing, StandingOptions};
use seedrelay::{
    Adoption, ChainBuilder, GapKind, Germplasm, Licence, Organization, OrganizationKind, Project, Region, Stage,
    Status, SupplyChain,
};

use super::drawn::{build, date, project, relay};

/// A delivered project of applied-basic research that releases a line, and one that releases nothing.
fn released() -> ChainBuilder {
    relay()
        .organization(Organization::new("longping", OrganizationKind::Company))
        .region(Region::new("hunan"))
        .germplasm(Germplasm::new("line", "rice", GermplasmKind::Line))
        .project(
            project("breeding", Stage::AppliedBasic, Status::Delivered).releases(["line"]).ended(date("2020-01-01")),
        )
}

fn standing(chain: &SupplyChain) -> Standing {
    let all = chain.standings(&StandingOptions::new());
    all.iter().find(|row| row.project.id() == "breeding").unwrap().standing
}

fn is_stranded(chain: &SupplyChain) -> bool {
    chain.gaps(&GapOptions::new()).stranded_results().any(|gap| gap.project().unwrap().id() == "breeding")
}

fn adopted(year: u32, area: f64) -> Adoption {
    Adoption::new("hunan", year, area, AdoptionUnit::Mu)
}

#[test]
fn each_condition_by_itself_is_a_standing_and_no_stranded_result() {
    let next = |status| project("next", Stage::AppliedBasic, status);
    let cases: [(Standing, ChainBuilder); 11] = [
        (Standing::None, released()),
        (Standing::CarriedOn, released().project(next(Status::Proposed).builds_on(["breeding"]))),
        (Standing::None, released().project(next(Status::Failed).builds_on(["breeding"]))),
        (Standing::None, released().project(project("basic", Stage::Basic, Status::Active).builds_on(["breeding"]))),
        (Standing::DrawnOn, released().project(project("cross", Stage::Basic, Status::Active).draws_on(["line"]))),
        (
            Standing::DrawnOn,
            released()
                .germplasm(Germplasm::new("variety", "rice", GermplasmKind::Variety).parents(["line"]))
                .project(next(Status::Active).releases(["variety"])),
        ),
        (Standing::Licensed, released().licence(Licence::new("longping").germplasm("line"))),
        (Standing::Licensed, released().licence(Licence::new("longping").project("breeding").ends(date("2025-01-01")))),
        (Standing::None, released().licence(Licence::new("longping").project("breeding").ends(date("2024-12-31")))),
        (Standing::Grown, released().adoption(adopted(2022, 3.0).germplasm("line"))),
        (Standing::WasGrown, released().adoption(adopted(2021, 3.0).project("breeding"))),
    ];
    for (expected, builder) in cases {
        let chain = build(builder);
        assert_eq!(standing(&chain), expected);
        assert_eq!(is_stranded(&chain), expected == Standing::None, "{expected}");
    }
    let nothing_grown = build(released().adoption(adopted(2022, 0.0).germplasm("line")));
    assert_eq!(standing(&nothing_grown), Standing::None, "an area of nothing is none");
}

#[test]
fn what_is_withdrawn_altogether_is_withdrawn() {
    let with = |second: Option<&str>| {
        let line = |id, withdrawn: &str| Germplasm::new(id, "rice", GermplasmKind::Line).withdrawn(date(withdrawn));
        let project = project("breeding", Stage::AppliedBasic, Status::Delivered);
        let project = project.releases(["first"].into_iter().chain(second.map(|_| "second")));
        let builder = relay().germplasm(line("first", "2024-12-31")).project(project);
        standing(&build(match second {
            Some(withdrawn) => builder.germplasm(line("second", withdrawn)),
            None => builder,
        }))
    };
    assert_eq!(with(None), Standing::Withdrawn, "over on that day");
    assert_eq!(with(Some("2020")), Standing::Withdrawn);
    assert_eq!(with(Some("2025-01-01")), Standing::None, "one of two is still there");
}

#[test]
fn a_product_that_is_grown_or_withdrawn_has_gone_the_last_mile() {
    let product = || {
        relay()
            .region(Region::new("hunan"))
            .project(project("seed", Stage::Industrialization, Status::Delivered).releases(["variety"]))
    };
    let variety = || Germplasm::new("variety", "rice", GermplasmKind::Variety);
    let last_miles = |builder: ChainBuilder| build(builder).gaps(&GapOptions::new()).last_miles().count();
    assert_eq!(last_miles(product().germplasm(variety())), 1);
    let licensed = Licence::new("consortium").germplasm("variety");
    assert_eq!(last_miles(product().germplasm(variety()).licence(licensed)), 1, "a licence does not reach the field");
    assert_eq!(last_miles(product().germplasm(variety()).adoption(adopted(1999, 1.0).germplasm("variety"))), 0);
    assert_eq!(last_miles(product().germplasm(variety().withdrawn(date("2020")))), 0);
}

fn to_applied(chain: &SupplyChain) -> FunnelRow<'_> {
    chain.funnel(&FunnelOptions::new()).into_iter().find(|row| row.category.id == "rice").unwrap()
}

/// The example of the definitions: four delivered at day 0, two taken up on days 31 and 60 through a project of the same
/// leap first, one on an unknown date, one waiting.
#[test]
fn the_worked_example_of_delay() {
    let result = |id: &str| project(id, Stage::Basic, Status::Delivered).ended(date("2024-01-01"));
    let through = |id: &str| {
        let between = format!("{id}-between");
        project(&between, Stage::AppliedBasic, Status::Failed).builds_on([id]).started(date("2024-01-02"))
    };
    let after =
        |id: &str| project(&format!("{id}-after"), Stage::Applied, Status::Active).builds_on([format!("{id}-between")]);
    let chain = build(
        ["a", "b", "c"]
            .into_iter()
            .fold(relay(), |builder, id| builder.project(result(id)).project(through(id)))
            .project(after("a").started(date("2024-02-01")))
            .project(after("b").started(date("2024-03-01")))
            .project(after("c"))
            .project(result("waits")),
    );
    let row = to_applied(&chain);
    assert_eq!((row.delivered, row.taken_up, row.by_project), (4, 3, 3));
    let delay = &row.delay;
    assert_eq!((delay.observations, delay.taken_up, delay.undated, delay.no_end), (3, 2, 1, 0));
    let events: Vec<f64> = delay.curve.steps().iter().filter(|step| step.events > 0).map(|step| step.time).collect();
    assert_eq!(events, [31.0, 60.0]);
    assert_eq!((delay.naive_median, delay.median), (Some(45.5), Some(60.0)));
    let json = serde_json::to_value(&row).unwrap();
    assert_eq!((&json["delay_days"]["undated"], &json["delay_days"]["observations"]), (&1.into(), &3.into()));
}

#[test]
fn uptake_by_licence_and_by_use_counts_where_no_project_took_it_up() {
    let ended = |builder: ChainBuilder| to_applied_counts(&build(builder));
    assert_eq!(ended(released()), (0, 0, 0, None));
    let licence = |to: &str| Licence::new(to).project("breeding").signed(date("2020-03-01"));
    assert_eq!(ended(released().licence(licence("consortium"))), (0, 1, 0, Some(60.0)));
    assert_eq!(ended(released().licence(licence("longping"))), (0, 0, 0, None), "it works nowhere");
    let draws = project("cross", Stage::Applied, Status::Active).draws_on(["line"]).started(date("2020-02-01"));
    assert_eq!(ended(released().project(draws.clone())), (0, 0, 1, Some(31.0)));
    assert_eq!(ended(released().project(draws.clone()).licence(licence("consortium"))), (0, 1, 0, Some(31.0)));
    let builds = project("next", Stage::Applied, Status::Active).builds_on(["breeding"]);
    assert_eq!(
        ended(released().project(builds).project(draws)),
        (1, 0, 0, Some(31.0)),
        "the earliest known day of any"
    );
    // The middle of 2020 is the first of July.
    assert_eq!(ended(released().adoption(adopted(2020, 1.0).germplasm("line"))), (0, 0, 1, Some(182.0)));
    assert_eq!(ended(released().adoption(adopted(2019, 1.0).germplasm("line"))), (0, 0, 1, Some(0.0)), "at least 0");
}

fn to_applied_counts(chain: &SupplyChain) -> (usize, usize, usize, Option<f64>) {
    let row = to_applied(chain);
    (row.by_project, row.by_licence, row.by_use, row.delay.naive_median)
}

#[test]
fn a_licence_in_force_relates_and_idles_until_it_is_used() {
    let licence = || Licence::new("consortium").project("breeding").signed(date("2023-12-31"));
    let idle = |builder: ChainBuilder| build(builder).gaps(&GapOptions::new()).idle_licences().count();
    assert_eq!(idle(released().licence(licence())), 1);
    assert_eq!(idle(released().licence(licence().signed(date("2024-01-01")))), 0, "365 days are not over 365");
    assert_eq!(idle(released().licence(Licence::new("consortium").project("breeding"))), 0, "nobody knows since when");
    assert_eq!(idle(released().licence(licence().ends(date("2024-12-31")))), 0);
    let own = |project: Project| idle(released().licence(licence()).project(project));
    let applied = |status| project("next", Stage::Applied, status);
    assert_eq!(own(applied(Status::Active).builds_on(["breeding"])), 0);
    assert_eq!(own(applied(Status::Failed).builds_on(["breeding"])), 1);
    assert_eq!(own(applied(Status::Active).draws_on(["line"])), 0);
    assert_eq!(own(project("other", Stage::Basic, Status::Active).builds_on(["breeding"])), 1, "not of the licensee");
    assert_eq!(idle(released().licence(licence()).adoption(adopted(2021, 1.0).germplasm("line"))), 0);
    // Of one object, to one licensee, signed on one date: one gap.
    let twice = released().licence(licence()).licence(licence().fee(1.0));
    assert_eq!(idle(twice), 1);

    let chain = build(released().licence(licence()));
    let gap = chain.gaps(&GapOptions::new()).idle_licences().next().unwrap();
    let json = serde_json::to_value(gap).unwrap();
    assert_eq!(
        (&json["project"], &json["to"], &json["signed"]),
        (&"breeding".into(), &"consortium".into(), &"2023-12-31".into())
    );
    assert_eq!((&json["severity"], &json["waited_days"]), (&"warning".into(), &366.into()));
    assert_eq!(serde_json::from_value::<GapKey>(json).unwrap(), gap.key(), "the key is read from the gap");
    assert_eq!(chain.routes("rice", seedrelay::Boundary::ToApplied).unwrap().len(), 1);
}

#[test]
fn a_variety_that_nobody_is_known_to_grow_is_a_gap_where_adoptions_are_on_record() {
    let variety = |released: &str| Germplasm::new("variety", "rice", GermplasmKind::Variety).released(date(released));
    let other = || Germplasm::new("other", "rice", GermplasmKind::Line);
    let with = |variety: Germplasm, adoption: Adoption| {
        let builder = relay().region(Region::new("hunan")).germplasm(other()).germplasm(variety).adoption(adoption);
        build(builder).gaps(&GapOptions::new()).of_kind(GapKind::UnadoptedProduct).count()
    };
    let elsewhere = || adopted(2020, 1.0).germplasm("other");
    assert_eq!(with(variety("2021-12-30"), elsewhere()), 1);
    assert_eq!(with(variety("2021-12-31"), elsewhere()), 0, "three years to the day are not over three");
    assert_eq!(with(variety("2015").withdrawn(date("2020")), elsewhere()), 0);
    assert_eq!(with(variety("2015"), adopted(2016, 1.0).germplasm("variety")), 0);
    assert_eq!(with(variety("2015"), adopted(2016, 0.0).germplasm("variety")), 1, "an area of nothing is none");
    let silent = build(relay().germplasm(variety("2015")));
    assert_eq!(silent.gaps(&GapOptions::new()).unadopted_products().count(), 0, "no adoption is on record at all");
}
