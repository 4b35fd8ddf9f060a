//! Active periods, worked out on a calendar.

use seedrelay::query::ActivePeriodOptions;
use seedrelay::{Category, ChainBuilder, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};

fn builder() -> ChainBuilder {
    SupplyChain::builder("2024-01-25".parse().unwrap())
        .category(Category::new("rice"))
        .organization(Organization::new("a", OrganizationKind::Laboratory))
        .organization(Organization::new("b", OrganizationKind::University))
        .organization(Organization::new("c", OrganizationKind::Institute))
}

fn project(id: &str, performer: &str, status: Status, started: &str) -> Project {
    Project::new(id, "rice", Stage::Basic, performer, status).started(started.parse().unwrap())
}

/// The picture of the algorithm's documentation, from 1 January on:
///
/// ```text
/// day     0    5    10   15   20   25
/// a       ===========                  [0, 11), of two projects
/// b               =================    [8, 25), still going on
/// c                    ====            [13, 17)
///         ssssssss+++ssssssssssssss
/// ```
fn timeline() -> SupplyChain {
    let ended = |project: Project, ended: &str| project.ended(ended.parse().unwrap());
    builder()
        .project(ended(project("a1", "a", Status::Delivered, "2024-01-01"), "2024-01-06"))
        .project(ended(project("a2", "a", Status::Failed, "2024-01-05"), "2024-01-11"))
        .project(project("b1", "b", Status::Active, "2024-01-09"))
        .project(ended(project("c1", "c", Status::Cancelled, "2024-01-14"), "2024-01-17"))
        .project(project("c2", "c", Status::Delivered, "2024-01-01"))
        .build()
        .unwrap()
}

#[test]
fn sole_and_shifting_shares() {
    let chain = timeline();
    let shares = chain.active_periods(&ActivePeriodOptions::new());
    let rows: Vec<_> = shares.iter().map(|row| (row.organization.id().as_str(), row.sole, row.shifting)).collect();
    assert_eq!(rows, [("a", 8.0 / 25.0, 3.0 / 25.0), ("b", 14.0 / 25.0, 3.0 / 25.0)]);
    let json = serde_json::to_value(&shares).unwrap();
    assert_eq!(
        json[0],
        serde_json::json!({
            "organization": "a", "category": "rice", "stage": "basic", "sole": 0.32, "shifting": 0.12, "evidence": "documented"
        })
    );
}

#[test]
fn a_window_of_the_callers() {
    let chain = timeline();
    let window = ActivePeriodOptions::new().from("2024-01-11".parse().unwrap()).until("2024-01-21".parse().unwrap());
    let rows = chain.active_periods(&window);
    let rows: Vec<_> = rows.iter().map(|row| (row.organization.id().as_str(), row.sole, row.shifting)).collect();
    assert_eq!(rows, [("a", 0.0, 0.1), ("b", 0.9, 0.1)]);
    let backwards = ActivePeriodOptions::new().from("2025".parse().unwrap()).until("2024".parse().unwrap());
    assert!(chain.active_periods(&backwards).is_empty());
}

#[test]
fn nobody_is_busy() {
    assert!(builder().build().unwrap().active_periods(&ActivePeriodOptions::new()).is_empty());
}

/// A role is full only where it has as many projects under way as teams, each category by itself; one day after another
/// adjoins.
#[test]
fn roles_are_full_when_no_team_is_free() {
    let builder = SupplyChain::builder("2024-01-10".parse().unwrap())
        .category(Category::new("pig"))
        .category(Category::new("rice"))
        .organization(Organization::new("two", OrganizationKind::Laboratory).capability("rice", Stage::Basic, 2))
        .organization(Organization::new("unknown", OrganizationKind::University));
    let project = |id: &str, category: &str, performer: &str, started: &str, ended: &str| {
        Project::new(id, category, Stage::Basic, performer, Status::Delivered)
            .started(started.parse().unwrap())
            .ended(ended.parse().unwrap())
    };
    let chain = builder
        .project(project("p1", "rice", "two", "2023-12-30", "2024-01-02"))
        .project(project("p2", "rice", "two", "2024-01-01", "2024-01-10"))
        .project(project("p3", "rice", "two", "2024-01-03", "2024-01-04"))
        .project(project("q1", "rice", "unknown", "2023-12-30", "2023-12-31"))
        .project(project("q2", "rice", "unknown", "2024-01-01", "2024-01-01"))
        .project(project("r1", "pig", "unknown", "2024-01-06", "2024-01-10"))
        .build()
        .unwrap();
    let shares = chain.active_periods(&ActivePeriodOptions::new());
    let rows: Vec<_> = shares
        .iter()
        .map(|row| (row.category.id.as_str(), row.organization.id().as_str(), row.sole * 12.0, row.shifting * 12.0))
        .map(|(category, organization, sole, shifting)| (category, organization, sole.round(), shifting.round()))
        .collect();
    // Rice, twelve days: two is full from 1 to 4 January, four days; unknown from 30 December to 1 January, three.
    assert_eq!(rows, [("pig", "unknown", 12.0, 0.0), ("rice", "two", 3.0, 1.0), ("rice", "unknown", 2.0, 1.0)]);
}
