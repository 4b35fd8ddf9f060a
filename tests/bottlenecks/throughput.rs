//! Networks small enough to work out by hand.

use seedrelay::query::{Basis, RoleCapacity, Stoppage, Throughput, ThroughputOptions};
use seedrelay::record::{StageAssumption, Triangular};
use seedrelay::{
    Agreement, Assumptions, Category, ChainBuilder, Charter, Lang, Leap, Member, Organization, OrganizationKind,
    Project, Stage, Status, SupplyChain,
};

const LAB: OrganizationKind = OrganizationKind::Laboratory;
const UNION: OrganizationKind = OrganizationKind::Consortium;
const FIRM: OrganizationKind = OrganizationKind::Company;

fn builder() -> ChainBuilder {
    SupplyChain::builder("2024-12-31".parse().unwrap()).category(Category::new("rice").name(("Rice", "水稻")))
}

fn organization(id: &str, kind: OrganizationKind, stage: Stage, teams: u32) -> Organization {
    Organization::new(id, kind).capability("rice", stage, teams)
}

/// Every project takes a year and succeeds: a team is worth 1 product a year.
fn in_teams() -> ThroughputOptions {
    let certain = StageAssumption::new().duration_years(Triangular::new(1.0, 1.0, 1.0)).success(1.0);
    let assumptions = Stage::ALL.into_iter().fold(Assumptions::default(), |all, stage| all.stage(stage, certain));
    ThroughputOptions::new().assumptions(assumptions).unwrap()
}

fn solve<'c>(chain: &'c SupplyChain, options: &ThroughputOptions) -> Throughput<'c> {
    chain.throughput(options).remove(0)
}

fn roles<'t>(cut: &'t [RoleCapacity<'_>]) -> Vec<(&'t str, Leap, f64)> {
    cut.iter().map(|role| (role.organization.id().as_str(), role.leap, role.capacity)).collect()
}

fn gains<'t>(row: &'t Throughput<'_>) -> Vec<(&'t str, Stage, f64)> {
    row.gains.iter().map(|gain| (gain.organization.id().as_str(), gain.stage, gain.gain)).collect()
}

fn losses<'t>(row: &'t Throughput<'_>) -> Vec<(&'t str, f64)> {
    row.losses.iter().map(|loss| (loss.organization.id().as_str(), loss.loss)).collect()
}

fn chokepoints<'t>(row: &'t Throughput<'_>) -> Vec<&'t str> {
    row.single_points_of_failure.iter().map(|organization| organization.id().as_str()).collect()
}

/// lab (2 basic + 3 applied-basic) → union (4) → firm (2), firm2 (1)
fn line() -> ChainBuilder {
    builder()
        .organization(organization("lab", LAB, Stage::Basic, 2).capability("rice", Stage::AppliedBasic, 3))
        .organization(
            organization("union", UNION, Stage::Applied, 4).charter(Charter::new().member(Member::new("firm"))),
        )
        .organization(organization("firm", FIRM, Stage::Industrialization, 2))
        .organization(organization("firm2", FIRM, Stage::Industrialization, 1))
        .agreement(Agreement::new("lab", "union"))
}

/// Membership relates union and firm; nothing relates union and firm2 until it commissions it.
#[test]
fn a_relay_of_three() {
    let chain = line().build().unwrap();
    let row = solve(&chain, &in_teams());
    assert_eq!(row.products_per_year, Some(2.0));
    assert_eq!(roles(&row.source_side), [("firm", Leap::TenToHundred, 2.0)]);
    assert_eq!(row.source_side, row.sink_side);
    assert_eq!(gains(&row), [("firm", Stage::Industrialization, 1.0)]);
    assert_eq!(losses(&row), [("firm", 2.0), ("lab", 2.0), ("union", 2.0)]);
    assert_eq!(chokepoints(&row), ["firm", "lab", "union"]);
    assert_eq!(row.resilience(), Some(1));

    let commission =
        |status| Project::new("seed", "rice", Stage::Industrialization, "firm2", status).commissioned_by("union");
    let chain = line().project(commission(Status::Failed)).build().unwrap();
    assert_eq!(solve(&chain, &in_teams()).products_per_year, Some(3.0), "a failed commission still relates");
    let chain = line().project(commission(Status::Cancelled)).build().unwrap();
    assert_eq!(solve(&chain, &in_teams()).products_per_year, Some(2.0), "a cancelled one does not");
}

/// With the crate's own figures: lab 2 × 0.3 × 0.5 × 0.6 / 4 + 3 × 0.4 × 0.5 × 0.6 / (10/3) = 0.045 + 0.108,
/// union 4 × 0.5 × 0.6 / (13/3) = 3.6/13, firm 2 × 0.6 / 3 = 0.4.
#[test]
fn the_crates_own_assumptions() {
    let chain = line().build().unwrap();
    let row = solve(&chain, &ThroughputOptions::new());
    assert_eq!(row.products_per_year, Some(0.153));
    assert_eq!(roles(&row.source_side), [("lab", Leap::ZeroToOne, 0.153)]);
    assert_eq!(gains(&row), [("lab", Stage::AppliedBasic, 0.036), ("lab", Stage::Basic, 0.0225)]);
    assert!(
        row.assumed.iter().all(|stage| (stage.duration_basis, stage.success_basis) == (Basis::Default, Basis::Default))
    );
    assert_eq!(row.assumed[1].duration_years, Triangular::new(2.0, 3.0, 5.0));
    assert!((row.assumed[2].products_per_team_year - 0.9 / 13.0).abs() < 1e-15);
}

/// The caller goes before the document, the document before the crate; a category before all, each part by itself.
#[test]
fn whose_assumption_it_is() {
    use Basis::{Caller, Default, Document};
    let document = Assumptions::default().stage(Stage::Basic, StageAssumption::new().success(0.2)).category(
        "rice",
        Stage::Applied,
        StageAssumption::new().duration_years(Triangular::new(5.0, 6.0, 7.0)),
    );
    let chain = line().assumptions(document).build().unwrap();
    let caller = Assumptions::default().stage(Stage::Applied, StageAssumption::new().success(0.9));
    let row = solve(&chain, &ThroughputOptions::new().assumptions(caller).unwrap());
    let basis = row.assumed.map(|stage| (stage.duration_basis, stage.success_basis));
    assert_eq!(basis, [(Default, Document), (Default, Default), (Document, Caller), (Default, Default)]);
    assert_eq!((row.assumed[0].success, row.assumed[2].success, row.assumed[2].duration_years.mode), (0.2, 0.9, 6.0));
    // 2 × 0.2 × 0.9 × 0.6 / 4 + 3 × 0.4 × 0.9 × 0.6 / (10/3)
    assert_eq!(row.products_per_year, Some(0.2484));
}

#[test]
fn assumptions_that_nobody_can_make() {
    let refuse = |assumption: StageAssumption| {
        let given = Assumptions::default().category("rice", Stage::Applied, assumption);
        ThroughputOptions::new().assumptions(given).unwrap_err().to_string()
    };
    let years = |min, mode, max| StageAssumption::new().duration_years(Triangular::new(min, mode, max));
    assert_eq!(
        refuse(StageAssumption::new().success(f64::NAN)),
        "success of applied: expected 0, or a share from 0.000001 to 1, found NaN"
    );
    assert_eq!(
        refuse(years(3.0, 2.0, 4.0)),
        "duration of applied: expected 0 ≤ min ≤ mode ≤ max and max from 0.001 to 10000, found 3, 2, 4"
    );
    for wrong in
        [years(0.0, 0.0, 0.0), years(-1.0, 2.0, 3.0), years(1.0, 2.0, f64::INFINITY), years(f64::NAN, 1.0, 2.0)]
    {
        refuse(wrong);
    }
}

/// One organization does all but applied research; without it nothing is left on either side.
#[test]
fn an_organization_in_two_leaps() {
    let whole = organization("whole", FIRM, Stage::Basic, 5).capability("rice", Stage::Industrialization, 4);
    let chain = builder()
        .organization(whole)
        .organization(organization("a", LAB, Stage::Applied, 1))
        .organization(organization("b", LAB, Stage::Applied, 2))
        .organization(organization("other", FIRM, Stage::Industrialization, 1))
        .agreement(Agreement::new("whole", "a"))
        .agreement(Agreement::new("whole", "b"))
        .agreement(Agreement::new("a", "other"))
        .build()
        .unwrap();
    let row = solve(&chain, &in_teams());
    assert_eq!(row.products_per_year, Some(3.0));
    assert_eq!(roles(&row.source_side), [("a", Leap::OneToTen, 1.0), ("b", Leap::OneToTen, 2.0)]);
    assert_eq!(losses(&row), [("whole", 3.0), ("b", 2.0), ("a", 1.0)]);
    assert_eq!(chokepoints(&row), ["whole"]);
    assert_eq!(row.resilience(), Some(1), "its role in 0→1 is enough");
    assert_eq!(roles(&row.weakest_roles), [("whole", Leap::ZeroToOne, 5.0)]);
}

/// An organization that can do it all by itself is related to itself.
#[test]
fn all_by_itself() {
    let chain = builder()
        .organization(
            organization("all", FIRM, Stage::AppliedBasic, 3).capability("rice", Stage::Applied, 2).capability(
                "rice",
                Stage::Industrialization,
                4,
            ),
        )
        .build()
        .unwrap();
    let row = solve(&chain, &in_teams());
    assert_eq!((row.products_per_year, gains(&row)), (Some(2.0), vec![("all", Stage::Applied, 1.0)]));
}

/// One team takes 3 years in each leap, so that two times a third and one third stand against three thirds: in binary
/// fractions they differ, as shares of a year they do not.
#[test]
fn ties_are_exact() {
    let thirds = StageAssumption::new().duration_years(Triangular::new(2.0, 3.0, 4.0)).success(0.1);
    let certain = |stage| (stage, StageAssumption::new().duration_years(Triangular::new(2.0, 3.0, 4.0)).success(1.0));
    let assumptions = [certain(Stage::Basic), certain(Stage::Applied), (Stage::Industrialization, thirds)]
        .into_iter()
        .fold(Assumptions::default(), |all, (stage, assumption)| all.stage(stage, assumption));
    let chain = builder()
        .organization(organization("lab", LAB, Stage::Basic, 3))
        .organization(organization("a", LAB, Stage::Applied, 2))
        .organization(organization("b", LAB, Stage::Applied, 1))
        .organization(organization("firm", FIRM, Stage::Industrialization, 4))
        .agreement(Agreement::new("lab", "a"))
        .agreement(Agreement::new("lab", "b"))
        .agreement(Agreement::new("a", "firm"))
        .agreement(Agreement::new("b", "firm"))
        .build()
        .unwrap();
    let row = solve(&chain, &ThroughputOptions::new().assumptions(assumptions).unwrap());
    assert_eq!(row.products_per_year, Some(0.1));
    assert_eq!(roles(&row.source_side), [("lab", Leap::ZeroToOne, 0.1)]);
    assert_eq!(row.sink_side.iter().map(|role| role.organization.id().as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(gains(&row), [], "it takes a team on each side");
    assert_eq!(
        row.message(Lang::En),
        "Rice: the output is at most one product in about ten years, limited by basic and applied-basic research (0→1) at lab; no single team \
         would help, since applied research (1→10) at a and applied research (1→10) at b let just as little through: it \
         takes a team in each."
    );
}

#[test]
fn nothing_passes() {
    let nobody = builder().organization(organization("lab", LAB, Stage::Basic, 3)).build().unwrap();
    let row = solve(&nobody, &in_teams());
    assert_eq!(row.stopped, Some(Stoppage::NobodyAt(Leap::OneToTen)));
    assert_eq!((row.products_per_year, row.resilience()), (None, None));
    assert!(
        row.gains.is_empty()
            && row.losses.is_empty()
            && row.single_points_of_failure.is_empty()
            && row.source_side.is_empty()
    );
    assert_eq!(row.message(Lang::Zh), "水稻：未见有组织从事应用研究（从1到10）的记录，无法估计产出。");

    let apart = builder()
        .organization(organization("lab", LAB, Stage::Basic, 3))
        .organization(organization("union", LAB, Stage::Applied, 3))
        .organization(organization("firm", FIRM, Stage::Industrialization, 3))
        .agreement(Agreement::new("lab", "union"))
        .agreement(Agreement::new("lab", "firm"))
        .build()
        .unwrap();
    assert_eq!(solve(&apart, &in_teams()).stopped, Some(Stoppage::NoRoute));

    let hopeless = Assumptions::default().stage(Stage::Applied, StageAssumption::new().success(0.0));
    let hopeless = ThroughputOptions::new().assumptions(hopeless).unwrap();
    let chain = line().build().unwrap();
    let row = solve(&chain, &hopeless);
    assert_eq!(row.stopped, Some(Stoppage::NoSuccess(Leap::OneToTen)));
    // Roles without capacity carry nothing, and limit nothing.
    assert!(row.source_side.is_empty() && row.sink_side.is_empty());
    let json = serde_json::to_value(&row).unwrap();
    assert_eq!((&json["products_per_year"], &json["stopped"]), (&0.0.into(), &"no-success".into()));
    assert!(json["why"].is_null() && json["resilience"].is_null(), "that nothing gets through is known");
}

#[test]
fn figures_of_any_size_that_is_taken_are_computed_with() {
    let never = StageAssumption::new().duration_years(Triangular::new(0.0, 0.0, f64::MIN_POSITIVE));
    assert!(ThroughputOptions::new().assumptions(Assumptions::default().stage(Stage::Basic, never)).is_err());
    let tiny = StageAssumption::new().duration_years(Triangular::new(0.0, 0.0, 1e-3)).success(1.0);
    let assumptions = Stage::ALL.into_iter().fold(Assumptions::default(), |all, stage| all.stage(stage, tiny));
    let options = ThroughputOptions::new().assumptions(assumptions).unwrap();
    let chain =
        builder()
            .organization(
                organization("all", FIRM, Stage::Basic, u32::MAX)
                    .capability("rice", Stage::Applied, u32::MAX)
                    .capability("rice", Stage::Industrialization, 1),
            )
            .build()
            .unwrap();
    assert!(solve(&chain, &options).products_per_year.unwrap().is_finite());
    assert!(solve(&chain, &in_teams()).products_per_year == Some(1.0));
}

#[test]
fn as_json() {
    let chain = line().build().unwrap();
    let row = serde_json::to_value(solve(&chain, &in_teams())).unwrap();
    let firm = serde_json::json!({"organization": "firm", "leap": "ten-to-hundred", "capacity": 2.0});
    assert_eq!(row["category"], "rice");
    assert_eq!(row["products_per_year"], 2.0);
    assert_eq!(row["minimum_cut"], serde_json::json!({"source_side": [firm], "sink_side": [firm]}));
    assert_eq!(
        row["gains"],
        serde_json::json!([{
            "organization": "firm", "stage": "industrialization", "gain": 1.0, "in_role": true, "busy_now": 0
        }])
    );
    assert_eq!(row["losses"][0], serde_json::json!({"organization": "firm", "loss": 2.0}));
    assert_eq!(row["chokepoints"], serde_json::json!(["firm", "lab", "union"]));
    assert_eq!(row["resilience"], 1);
    assert_eq!(row["assumed"][0]["success_basis"], "caller");
    assert_eq!(
        row["message"]["en"],
        "Rice: the output is at most 2 products a year, limited by industrialization (10→100) at firm; another team for \
         industrialization there would help most and bring about one more product a year."
    );
    assert_eq!(
        row["message"]["zh"],
        "水稻：产出上限为每年2个产品，制约在于firm的产业化（从10到100）；在该处增加一个产业化团队收效最大，相当于每年多形成1个产品。"
    );
}

/// Where only projects prove that somebody works there, one team counts, and how much it may be is told beside it.
#[test]
fn unknown_teams_count_as_one_and_tell_how_much_it_may_be() {
    let chain = |lab: Organization, firm: Organization| {
        let project = |id, stage, performer, status| Project::new(id, "rice", stage, performer, status);
        builder()
            .organization(lab)
            .organization(organization("union", UNION, Stage::Applied, 3))
            .organization(firm)
            .agreement(Agreement::new("lab", "union"))
            .agreement(Agreement::new("union", "firm"))
            .project(project("gene", Stage::Basic, "lab", Status::Delivered))
            .project(project("seed", Stage::Industrialization, "firm", Status::Active))
            .build()
            .unwrap()
    };
    let unknown = |id, kind| Organization::new(id, kind);
    let lab_unknown = chain(unknown("lab", LAB), organization("firm", FIRM, Stage::Industrialization, 2));
    let row = solve(&lab_unknown, &in_teams());
    assert_eq!((row.products_per_year, row.at_most), (Some(1.0), Some(2.0)), "at most what the firm can do");
    let counted: Vec<_> = row.counted_as_one.iter().map(|own| (own.organization.id().as_str(), own.stage)).collect();
    assert_eq!(counted, [("lab", Stage::Basic)]);
    assert_eq!((row.gains[0].organization.id().as_str(), row.gains[0].busy_now), ("lab", None));

    let all_known =
        chain(organization("lab", LAB, Stage::Basic, 5), organization("firm", FIRM, Stage::Industrialization, 2));
    let row = solve(&all_known, &in_teams());
    assert_eq!((row.products_per_year, row.at_most), (Some(2.0), Some(2.0)));
    assert!(row.counted_as_one.is_empty());
    assert_eq!((row.gains[0].organization.id().as_str(), row.gains[0].busy_now), ("firm", Some(1)));

    let ends = |chain: SupplyChain| (solve(&chain, &in_teams()).products_per_year, solve(&chain, &in_teams()).at_most);
    assert_eq!(ends(chain(unknown("lab", LAB), unknown("firm", FIRM))), (Some(1.0), Some(3.0)));
    let nowhere_known = builder()
        .organization(unknown("all", FIRM))
        .project(Project::new("gene", "rice", Stage::Basic, "all", Status::Delivered))
        .project(Project::new("line", "rice", Stage::Applied, "all", Status::Delivered))
        .project(Project::new("seed", "rice", Stage::Industrialization, "all", Status::Delivered))
        .build()
        .unwrap();
    assert_eq!(ends(nowhere_known), (Some(1.0), None), "nothing on record limits it");
}

/// What is recommended is in role under the model; without one, nothing is said of roles.
#[test]
fn the_best_place_is_one_in_role() {
    let at = |lab: OrganizationKind, union: OrganizationKind| {
        builder()
            .organization(organization("lab", lab, Stage::Basic, 1))
            .organization(organization("other", FIRM, Stage::Basic, 1))
            .organization(organization("union", union, Stage::Applied, 9))
            .organization(organization("firm", FIRM, Stage::Industrialization, 9))
            .agreement(Agreement::new("lab", "union"))
            .agreement(Agreement::new("other", "union"))
            .agreement(Agreement::new("union", "firm"))
            .build()
            .unwrap()
    };
    let in_role = |chain: &SupplyChain| -> Vec<Option<bool>> {
        solve(chain, &in_teams()).gains.iter().map(|gain| gain.in_role).collect()
    };
    let proposal = at(LAB, UNION);
    assert_eq!(in_role(&proposal), [Some(true), Some(false)]);
    assert_eq!(solve(&proposal, &in_teams()).best_gain().unwrap().organization.id(), "lab");
    assert_eq!(in_role(&at(FIRM, FIRM)), [None, None], "the proposal was not made for a chain without either");
}
