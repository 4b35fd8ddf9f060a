//! Who works where, and what is unknown of it.

use seedrelay::query::{BoundaryState, FunnelOptions, GapOptions, SelectionOptions};
use seedrelay::{
    Agreement, Boundary, Capability, Category, ChainBuilder, Charter, GapKind, Leap, Member, Organization,
    OrganizationKind, Project, Stage, Status, SupplyChain,
};

use super::drawn::{build, date, project, relay};

/// A university without any capability on record, and one project of it.
fn with_project(change: impl FnOnce(Project) -> Project) -> SupplyChain {
    let project = Project::new("p", "rice", Stage::Applied, "hau", Status::Delivered);
    build(
        SupplyChain::builder(date("2024-12-31"))
            .category(Category::new("rice"))
            .organization(Organization::new("hau", OrganizationKind::University))
            .organization(Organization::new("xu", OrganizationKind::Institute))
            .project(change(project)),
    )
}

fn of_status(mut project: Project, status: Status) -> Project {
    project.status = status;
    project
}

fn at_applied(chain: &SupplyChain) -> Vec<&str> {
    chain.organizations_at("rice", Stage::Applied).unwrap().map(|own| own.id().as_str()).collect()
}

#[test]
fn a_project_that_has_run_of_late_proves_that_its_performer_works_there() {
    for status in [Status::Accepted, Status::Active, Status::Delivered, Status::Failed] {
        assert_eq!(at_applied(&with_project(|p| of_status(p, status))), ["hau"], "{status}");
    }
    for status in [Status::Proposed, Status::Cancelled] {
        assert!(at_applied(&with_project(|p| of_status(p, status))).is_empty(), "{status}");
    }
    // Ten years to the day are recent; the middle of 2014 is not, and that of December 2014, the 16th, is not either.
    for (ended, recent) in
        [("2014-12-31", true), ("2014-12-30", false), ("2014-12", false), ("2014", false), ("2015", true)]
    {
        let chain = with_project(|p| p.ended(date(ended)));
        assert_eq!(chain.organization("hau").unwrap().works_at("rice", Stage::Applied), recent, "{ended}");
        assert_eq!(chain.with_recent_years(11).organizations_at("rice", Stage::Applied).unwrap().count(), 1);
    }
    assert_eq!(
        at_applied(&with_project(|p| p.joint_performers(["xu"]))),
        ["hau", "xu"],
        "who joined in works there too"
    );
}

#[test]
fn unknown_teams_are_not_none() {
    let chain = with_project(|p| p.joint_performers(["xu"]));
    let cell = chain.coverage()[Stage::Applied as usize];
    assert_eq!((cell.organizations, cell.teams, cell.teams_unknown), (2, None, 2));
    let json = serde_json::to_value(cell).unwrap();
    assert!(json["teams"].is_null() && json["evidence"] == "documented");
    assert_eq!(chain.organization("hau").unwrap().teams("rice", Stage::Applied), None);
    let missing: Vec<Leap> = chain
        .gaps(&GapOptions::new())
        .missing_stages()
        .map(|gap| serde_json::from_value(serde_json::to_value(gap).unwrap()["leap"].clone()).unwrap())
        .collect();
    assert_eq!(missing, [Leap::ZeroToOne, Leap::TenToHundred]);
    let selection = chain.selection(&SelectionOptions::new());
    assert_eq!((selection.candidates[0].indicators[0].value, selection.candidates[0].indicators[0].unknown), (None, 2));

    let some_known =
        build(chain.to_builder().organization(Organization::new("yu", OrganizationKind::Institute).capability(
            "rice",
            Stage::Applied,
            21,
        )));
    let cell = some_known.coverage()[Stage::Applied as usize];
    assert_eq!((cell.organizations, cell.teams, cell.teams_unknown), (3, Some(21), 2));
}

/// Since and until: both days belong, and beside them the record does not hold.
#[test]
fn what_holds_for_a_time_counts_only_in_it() {
    let holds = |since: &str, until: &str| {
        let capability = Capability::new("rice", Stage::Basic, 2).since(date(since)).until(date(until));
        let mut organization = Organization::new("hau", OrganizationKind::University);
        organization.capabilities = [capability].into();
        let chain =
            build(SupplyChain::builder(date("2024-12-31")).category(Category::new("rice")).organization(organization));
        let hau = chain.organization("hau").unwrap();
        assert_eq!(hau.works_at("rice", Stage::Basic), hau.teams("rice", Stage::Basic).is_some());
        hau.works_at("rice", Stage::Basic)
    };
    assert!(holds("2024-12-31", "2024-12-31"));
    assert!(!holds("2025-01-01", "2026"));
    assert!(!holds("2020", "2024-12-30"));
    assert!(!holds("2020", "2024"), "the middle of 2024 is past");

    let state = |builder: ChainBuilder, boundary: Boundary| {
        build(builder).funnel(&FunnelOptions::new())[boundary as usize].state
    };
    let agreement = || Agreement::new("consortium", "lab");
    assert_eq!(
        state(relay().agreement(agreement().until(date("2024-12-31"))), Boundary::ToApplied),
        BoundaryState::Thin
    );
    assert_eq!(
        state(relay().agreement(agreement().until(date("2024-12-30"))), Boundary::ToApplied),
        BoundaryState::Cut
    );
    let member = |since: &str| {
        let charter = Charter::new().member(Member::new("company").since(date(since)));
        let consortium = Organization::new("xu", OrganizationKind::Consortium).capability("rice", Stage::Applied, 1);
        relay().organization(consortium.charter(charter))
    };
    assert_eq!(state(member("2024-12-31"), Boundary::ToIndustry), BoundaryState::Thin);
    assert_eq!(state(member("2025"), Boundary::ToIndustry), BoundaryState::Cut);
}

#[test]
fn an_agreement_without_categories_covers_all() {
    let none: [&str; 0] = [];
    let chain = build(relay().agreement(Agreement::new("consortium", "lab").categories(none)));
    assert_eq!(chain.funnel(&FunnelOptions::new())[0].state, BoundaryState::Thin);
}

/// Projects prove both sides of a boundary, and nothing connects them.
#[test]
fn a_route_may_be_missing_between_those_whose_projects_prove_them() {
    let chain = build(
        SupplyChain::builder(date("2024-12-31"))
            .category(Category::new("rice"))
            .organization(Organization::new("lab", OrganizationKind::Laboratory))
            .organization(Organization::new("consortium", OrganizationKind::Consortium))
            .project(project("gene", Stage::Basic, Status::Delivered))
            .project(project("line", Stage::Applied, Status::Failed)),
    );
    let gaps = chain.gaps(&GapOptions::new());
    assert_eq!(gaps.missing_routes().count(), 1);
    assert_eq!(gaps.of_kind(GapKind::MissingStage).count(), 1, "industrialization");
}
