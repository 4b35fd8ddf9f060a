use seedrelay::query::{BoundaryState, CertaintyOptions, FunnelOptions, FunnelRow};
use seedrelay::{
    Agreement, Boundary, Category, Charter, Member, Organization, OrganizationKind, Project, Stage, Status, SupplyChain,
};

use super::drawn::{build, date, project, relay};

fn row<'c>(chain: &'c SupplyChain, category: &str, boundary: Boundary) -> FunnelRow<'c> {
    let mut rows = chain.funnel(&FunnelOptions::new()).into_iter();
    rows.find(|row| row.category.id == category && row.boundary == boundary).expect("every boundary has a row")
}

fn rice(chain: &SupplyChain, boundary: Boundary) -> FunnelRow<'_> {
    row(chain, "rice", boundary)
}

/// Five results of leap 0→1; what became of each is in its name.
///
/// ```text
/// straight ──► a (applied, active)                  taken up
/// detour ──► b (applied-basic) ──► c (applied)      taken up, through b
/// failed ──► d (applied, failed)                    not: d is not live
/// level ──► e (applied-basic, active)               not: e is of the same leap
/// alone                                             not
/// ```
fn five_results() -> SupplyChain {
    let result = |id| project(id, Stage::Basic, Status::Delivered);
    build(
        relay()
            .project(result("straight"))
            .project(project("a", Stage::Applied, Status::Active).builds_on(["straight"]))
            .project(result("detour"))
            .project(project("b", Stage::AppliedBasic, Status::Failed).builds_on(["detour"]))
            .project(project("c", Stage::Applied, Status::Proposed).builds_on(["b"]))
            .project(result("failed"))
            .project(project("d", Stage::Applied, Status::Failed).builds_on(["failed"]))
            .project(result("level"))
            .project(project("e", Stage::AppliedBasic, Status::Active).builds_on(["level"]))
            .project(result("alone")),
    )
}

#[test]
fn conversion_is_the_share_of_results_that_reach_a_live_project_of_a_later_leap() {
    let chain = five_results();
    let row = rice(&chain, Boundary::ToApplied);
    assert_eq!((row.delivered, row.taken_up), (5, 2));
    assert_eq!(row.conversion(), Some(0.4));
}

#[test]
fn conversion_without_results_is_undefined_and_never_zero() {
    let chain = five_results();
    let row = rice(&chain, Boundary::ToIndustry);
    assert_eq!((row.delivered, row.conversion()), (0, None));
    let json = serde_json::to_value(&row).unwrap();
    assert!(json["conversion"].is_null());
    assert_eq!(json["why"], "no-results");
    assert_eq!(json["delay_days"]["why"], "no-dates");
    let bounds = serde_json::to_value(chain.certainty(&CertaintyOptions::new()).conversions()).unwrap();
    let of =
        |to: &str| bounds.as_array().unwrap().iter().find(|row| row["category"] == "rice" && row["to"] == to).unwrap();
    assert_eq!(
        (&of("ten-to-hundred")["why_listed"], &of("ten-to-hundred")["why"]),
        (&"nothing-delivered".into(), &"no-audit".into())
    );
    assert!(of("one-to-ten").get("why_listed").is_none());
}

#[test]
fn a_result_that_skips_a_leap_is_taken_up_too() {
    let chain = build(
        relay()
            .project(project("gene", Stage::Basic, Status::Delivered))
            .project(project("seed", Stage::Industrialization, Status::Active).builds_on(["gene"])),
    );
    assert_eq!(rice(&chain, Boundary::ToApplied).conversion(), Some(1.0));
}

#[test]
fn delay_counts_from_the_end_to_the_first_start_of_a_later_leap() {
    // Ends on 1 January 2020; first start 100 days later (10 April), another 1000 days later; within the leap at once,
    // and by a project that failed.
    let result = |id, end| project(id, Stage::Basic, Status::Delivered).ended(date(end));
    let chain = build(
        relay()
            .project(result("taken", "2020-01-01"))
            .project(project("late", Stage::Applied, Status::Active).builds_on(["taken"]).started(date("2022-09-27")))
            .project(project("soon", Stage::Applied, Status::Active).builds_on(["taken"]).started(date("2020-04-10")))
            .project(
                project("same", Stage::AppliedBasic, Status::Active).builds_on(["taken"]).started(date("2020-01-02")),
            )
            .project(project("lost", Stage::Applied, Status::Failed).builds_on(["taken"]).started(date("2020-01-03")))
            // 10 days old and not taken up: censored.
            .project(result("waits", "2024-12-21"))
            // Of unknown end: not observed at all.
            .project(project("undated", Stage::Basic, Status::Delivered)),
    );
    let delay = rice(&chain, Boundary::ToApplied).delay;
    assert_eq!((delay.observations, delay.taken_up), (2, 1));
    assert_eq!(delay.naive_median, Some(100.0));
    // One at risk at day 100, and it ends: the curve falls from 1 to 0 there.
    assert_eq!(delay.median, Some(100.0));
}

#[test]
fn those_that_wait_lengthen_the_median() {
    // One taken up after 10 days, three that have waited for years: more than half are still waiting.
    let mut builder = relay()
        .project(project("taken", Stage::Basic, Status::Delivered).ended(date("2020-01-01")))
        .project(project("next", Stage::Applied, Status::Active).builds_on(["taken"]).started(date("2020-01-11")));
    builder.extend(["x", "y", "z"].map(|id| project(id, Stage::Basic, Status::Delivered).ended(date("2020"))));
    let chain = build(builder);
    let delay = rice(&chain, Boundary::ToApplied).delay;
    assert_eq!((delay.naive_median, delay.median), (Some(10.0), None));
}

#[test]
fn a_boundary_without_one_side_is_absent() {
    let chain = build(relay().category(Category::new("pig")));
    assert_eq!(row(&chain, "pig", Boundary::ToApplied).state, BoundaryState::Absent);
    assert_eq!(row(&chain, "pig", Boundary::ToIndustry).state, BoundaryState::Absent);
}

#[test]
fn a_boundary_that_no_relation_crosses_is_cut() {
    let chain = build(relay());
    assert_eq!(rice(&chain, Boundary::ToApplied).state, BoundaryState::Cut);
    assert_eq!(rice(&chain, Boundary::ToIndustry).state, BoundaryState::Cut);
}

#[test]
fn one_route_is_thin_and_names_what_it_hangs_on() {
    let chain = build(relay().agreement(Agreement::new("consortium", "lab").categories(["rice"])));
    let row = rice(&chain, Boundary::ToApplied);
    assert_eq!(row.state, BoundaryState::Thin);
    assert_eq!(row.depends_on.unwrap().id(), "consortium", "the first by id of the two");
    assert_eq!(chain.routes(&row.category.id, Boundary::ToApplied).unwrap().len(), 1);
}

#[test]
fn an_agreement_for_another_category_is_no_route() {
    let builder =
        relay().category(Category::new("pig")).agreement(Agreement::new("consortium", "lab").categories(["pig"]));
    assert_eq!(rice(&build(builder), Boundary::ToApplied).state, BoundaryState::Cut);
}

#[test]
fn two_routes_through_one_organization_are_thin_and_two_apart_are_open() {
    let second_lab = || Organization::new("hau", OrganizationKind::University).capability("rice", Stage::Basic, 1);
    let through_one = relay()
        .organization(second_lab())
        .agreement(Agreement::new("consortium", "lab"))
        .agreement(Agreement::new("consortium", "hau"));
    let chain = build(through_one.clone());
    let row = rice(&chain, Boundary::ToApplied);
    assert_eq!((row.state, row.depends_on.unwrap().id().as_str()), (BoundaryState::Thin, "consortium"));

    let apart = through_one
        .organization(Organization::new("xu", OrganizationKind::Consortium).capability("rice", Stage::Applied, 1))
        .agreement(Agreement::new("xu", "hau"));
    let chain = build(apart);
    // consortium–lab, consortium–hau and xu–hau: the first and the last share nobody.
    assert_eq!(rice(&chain, Boundary::ToApplied).state, BoundaryState::Ok);
}

#[test]
fn an_organization_on_both_sides_is_a_route_of_its_own() {
    let chain = build(relay().organization(
        Organization::new("hau", OrganizationKind::University).capability("rice", Stage::Basic, 1).capability(
            "rice",
            Stage::Applied,
            1,
        ),
    ));
    let row = rice(&chain, Boundary::ToApplied);
    assert_eq!((row.state, row.depends_on.unwrap().id().as_str()), (BoundaryState::Thin, "hau"));
}

#[test]
fn a_company_that_is_a_member_has_a_route_to_its_consortium() {
    let with_member = |member: &str| {
        let consortium = Organization::new("xu", OrganizationKind::Consortium)
            .capability("rice", Stage::Applied, 1)
            .charter(Charter::new().member(Member::new(member)));
        build(relay().organization(consortium))
    };
    assert_eq!(rice(&with_member("company"), Boundary::ToIndustry).state, BoundaryState::Thin);
    assert_eq!(rice(&with_member("lab"), Boundary::ToApplied).state, BoundaryState::Cut, "only companies");
}

#[test]
fn commissions_and_live_handoffs_are_routes_either_way_and_cancelled_ones_are_not() {
    let with = |projects: Vec<Project>| {
        let mut builder = relay();
        builder.extend(projects);
        build(builder)
    };
    let state = |chain: &SupplyChain| rice(chain, Boundary::ToApplied).state;
    let commissioned = |status| vec![project("p", Stage::AppliedBasic, status).commissioned_by("consortium")];
    assert_eq!(state(&with(commissioned(Status::Failed))), BoundaryState::Thin);
    assert_eq!(state(&with(commissioned(Status::Cancelled))), BoundaryState::Cut);

    let handed_on =
        |first, second| vec![project("q", Stage::Basic, first), project("p", Stage::Applied, second).builds_on(["q"])];
    assert_eq!(state(&with(handed_on(Status::Delivered, Status::Proposed))), BoundaryState::Thin);
    assert_eq!(state(&with(handed_on(Status::Delivered, Status::Failed))), BoundaryState::Cut);
    assert_eq!(state(&with(handed_on(Status::Failed, Status::Active))), BoundaryState::Cut);
    let back =
        vec![project("q", Stage::Applied, Status::Active), project("p", Stage::Basic, Status::Active).builds_on(["q"])];
    assert_eq!(state(&with(back)), BoundaryState::Thin, "feedback relates as well");
}

#[test]
fn a_reference_share_makes_a_boundary_thin() {
    let apart = five_results()
        .to_builder()
        .organization(Organization::new("hau", OrganizationKind::University).capability("rice", Stage::Basic, 1))
        .organization(Organization::new("xu", OrganizationKind::Consortium).capability("rice", Stage::Applied, 1))
        .agreement(Agreement::new("xu", "hau"));
    let chain = build(apart);
    let state = |options: &FunnelOptions| chain.funnel(options)[0].state;
    assert_eq!(state(&FunnelOptions::new()), BoundaryState::Ok);
    assert_eq!(state(&FunnelOptions::new().thin_below(0.4)), BoundaryState::Ok, "0.4 is not below 0.4");
    assert_eq!(state(&FunnelOptions::new().thin_below(0.41)), BoundaryState::Thin);
}
