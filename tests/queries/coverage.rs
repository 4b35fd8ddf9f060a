use seedrelay::{Category, Organization, OrganizationKind, Stage, Status};

use super::drawn::{build, project, relay};

#[test]
fn counts_organizations_teams_and_projects_of_each_cell() {
    let chain = build(
        relay()
            .category(Category::new("pig"))
            .organization(Organization::new("hau", OrganizationKind::University).capability("rice", Stage::Basic, 5))
            .project(project("a", Stage::Basic, Status::Active))
            .project(project("b", Stage::Basic, Status::Failed))
            .project(project("c", Stage::Applied, Status::Delivered)),
    );
    let coverage = chain.coverage();
    assert_eq!(coverage.len(), 8, "two categories at four stages each, empty ones too");
    let rows: Vec<_> = coverage
        .iter()
        .map(|cell| (cell.category.id.as_str(), cell.stage, cell.organizations, cell.teams, cell.projects.total()))
        .collect();
    assert_eq!(rows[..4].iter().map(|row| row.2 + row.4).sum::<usize>(), 0, "nothing of pig");
    assert_eq!(
        rows[4..],
        [
            ("rice", Stage::Basic, 2, Some(8), 2),
            ("rice", Stage::AppliedBasic, 1, Some(2), 0),
            ("rice", Stage::Applied, 1, Some(2), 1),
            ("rice", Stage::Industrialization, 1, Some(4), 0),
        ]
    );
    let basic = coverage[4].projects;
    assert_eq!((basic.active, basic.failed, basic.delivered, basic.of(Status::Failed)), (1, 1, 0, 1));
}

#[test]
fn a_place_without_a_number_of_teams_says_why() {
    let chain = build(relay().category(Category::new("pig")));
    let cells = serde_json::to_value(chain.coverage()).unwrap();
    for cell in cells.as_array().unwrap() {
        let why = match (cell["teams"].is_null(), cell["teams_unknown"] == 0) {
            (false, _) => None,
            (true, true) => Some("nobody-works-there"),
            (true, false) => Some("unknown-teams"),
        };
        assert_eq!(cell.get("why").and_then(|why| why.as_str()), why, "{cell}");
    }
    assert!(cells.as_array().unwrap().iter().any(|cell| cell["why"] == "nobody-works-there"));
}
