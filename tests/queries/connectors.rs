use seedrelay::query::ConnectorOptions;
use seedrelay::{
    Charter, Lang, Member, Organization, OrganizationKind, Service, ServiceKind, Stage, Status, SupplyChain,
};

use super::drawn::{build, project, relay};

/// ```text
/// lab ──handoff──► consortium ──handoff──► company ◄──service── station
/// ```
fn line() -> SupplyChain {
    build(
        relay()
            .project(project("gene", Stage::Basic, Status::Delivered))
            .project(project("lines", Stage::Applied, Status::Delivered).builds_on(["gene"]))
            .project(project("seed", Stage::Industrialization, Status::Active).builds_on(["lines"]))
            .service(Service::new("station", "company").category("rice")),
    )
}

#[test]
fn the_middle_of_a_line_is_a_liaison_on_one_shortest_path() {
    let chain = line();
    let connectors = chain.connectors(&ConnectorOptions::new());
    let ids: Vec<&str> = connectors.list.iter().map(|connector| connector.organization.record().id.as_str()).collect();
    assert_eq!(ids, ["company", "consortium", "lab", "station"]);
    let middle = connectors.list[1];
    assert_eq!((middle.roles.liaison, middle.roles.total, middle.betweenness), (1, 1, 1.0));
    // Two partners with half of its ties each, and they have none with each other: 1/4 + 1/4.
    assert_eq!(middle.constraint, Some(0.5));
    // One partner only.
    assert_eq!(connectors.list[2].constraint, Some(1.0));
    // 4 organizations and 3 pairs: d = 1/4, and E = d² (1 − d) (n − 1)(n − 2) = 9/32.
    assert!((middle.expected.total - 9.0 / 32.0).abs() < 1e-12);
    assert_eq!(connectors.most_central().len(), 1);
}

#[test]
fn commissions_services_and_memberships_tie_and_agreements_and_funding_do_not() {
    let consortium =
        Organization::new("xu", OrganizationKind::Consortium).charter(Charter::new().member(Member::new("company")));
    let chain = build(
        relay()
            .organization(consortium)
            .project(project("p", Stage::Applied, Status::Cancelled).commissioned_by("lab"))
            .agreement(seedrelay::Agreement::new("consortium", "lab"))
            .funding(seedrelay::Funding::new("lab", "consortium")),
    );
    let connectors = chain.connectors(&ConnectorOptions::new());
    let ids: Vec<&str> = connectors.list.iter().map(|connector| connector.organization.record().id.as_str()).collect();
    assert_eq!(ids, ["company", "xu"], "a cancelled commission ties nobody");
}

#[test]
fn a_service_body_between_two_kinds_is_a_liaison_and_connects_its_category() {
    // The bank commissions the lab, and serves the company that the exchange serves.
    let bank = Organization::new("bank", OrganizationKind::Service).service(ServiceKind::Finance);
    let chain = build(
        relay()
            .organization(bank)
            .project(project("p", Stage::AppliedBasic, Status::Active).commissioned_by("company"))
            .service(Service::new("bank", "company"))
            .project(project("q", Stage::Industrialization, Status::Active).commissioned_by("bank")),
    );
    let connectors = chain.connectors(&ConnectorOptions::new());
    assert!(connectors.unconnected.is_empty());
    assert!(connectors.liaisons().is_empty(), "nobody leads to the bank");
    let none = build(relay());
    let unconnected = none.connectors(&ConnectorOptions::new()).unconnected;
    assert_eq!(unconnected.iter().map(|category| category.label(Lang::En)).collect::<Vec<_>>(), ["rice"]);
}

#[test]
fn sampling_says_how_close_it_is() {
    let chain = line();
    let options = ConnectorOptions::new().exact_up_to(0).sampling(0.1, 0.1, 1).unwrap();
    let sampled = serde_json::to_value(chain.connectors(&options).summary()).unwrap();
    assert_eq!(sampled["betweenness"]["method"], "sampled");
    assert_eq!(sampled["betweenness"]["epsilon"], 0.1);
}
