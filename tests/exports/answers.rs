//! What the queries say of nodes is exported with them.

use seedrelay::model::{CompletenessList, GermplasmKind};
use seedrelay::render::graph::{Graph, Nodes};
use seedrelay::{
    Adoption, Category, Completeness, Germplasm, Organization, OrganizationKind, Project, Region, Stage, Status,
    SupplyChain,
};
use serde_json::{Value, json};

/// A lost gene, a variety that nobody grows while another is grown, and a breeder with more work than it does.
fn chain() -> SupplyChain {
    let project = |id: &str, stage, performer: &str, status| Project::new(id, "rice", stage, performer, status);
    SupplyChain::builder("2024-12-31".parse().unwrap())
        .category(Category::new("rice"))
        .region(Region::new("hunan"))
        .organization(Organization::new("lab", OrganizationKind::Laboratory))
        .organization(
            Organization::new("breeder", OrganizationKind::Institute).capability("rice", Stage::Applied, 2).capability(
                "rice",
                Stage::Industrialization,
                1,
            ),
        )
        .organization(Organization::new("idle", OrganizationKind::Company))
        .project(project("gene", Stage::Basic, "lab", Status::Delivered).ended("2015-01-01".parse().unwrap()))
        .project(project("seed", Stage::Industrialization, "breeder", Status::Delivered).releases(["jade"]))
        .project(project("now", Stage::Applied, "breeder", Status::Active))
        .project(project("next", Stage::Applied, "breeder", Status::Accepted))
        .germplasm(Germplasm::new("jade", "rice", GermplasmKind::Variety).released("2015".parse().unwrap()))
        .germplasm(Germplasm::new("pearl", "rice", GermplasmKind::Landrace))
        .adoption(Adoption::new("hunan", 2020, 3.0, seedrelay::model::AdoptionUnit::Mu).germplasm("pearl"))
        .completeness(Completeness::new(CompletenessList::BuildsOn).category("rice"))
        .build()
        .unwrap_or_else(|problems| panic!("{problems}"))
}

/// What a node is told to have, of these keys.
fn told(chain: &SupplyChain, nodes: Nodes, id: &str, keys: &[&str]) -> Value {
    let data: Value = serde_json::from_str(&Graph::of(chain).nodes(nodes).to_node_link()).unwrap();
    let node = data["nodes"].as_array().unwrap().iter().find(|node| node["record_id"] == id).unwrap();
    keys.iter().map(|key| ((*key).to_owned(), node[*key].clone())).collect::<serde_json::Map<_, _>>().into()
}

#[test]
fn projects_have_their_gaps_and_their_standing() {
    let chain = chain();
    let keys = ["standing", "gaps", "certain_gaps", "possible_gaps"];
    let of = |id| told(&chain, Nodes::Projects, id, &keys);
    let stranded = json!({
        "standing": "none", "gaps": "stranded-result", "certain_gaps": null, "possible_gaps": "stranded-result"
    });
    assert_eq!(of("gene"), stranded);
    let unadopted = json!({
        "standing": "none",
        "gaps": "last-mile;unadopted-product;unfounded-start",
        "certain_gaps": "unfounded-start",
        "possible_gaps": "last-mile;unadopted-product",
    });
    assert_eq!(of("seed"), unadopted, "the product is that of the project that releases it");
    assert_eq!(of("next")["standing"], Value::Null, "it is not delivered");
}

#[test]
fn organizations_have_the_gaps_of_their_projects_and_their_work() {
    let chain = chain();
    let keys = ["gaps", "active", "waiting", "teams", "waits_while_idle"];
    let of = |id| told(&chain, Nodes::Both, id, &keys);
    let busy = json!({
        "gaps": "last-mile;unadopted-product;unfounded-start",
        "active": 1, "waiting": 1, "teams": 3, "waits_while_idle": true,
    });
    assert_eq!(of("breeder"), busy);
    let unknown = json!({"gaps": null, "active": null, "waiting": null, "teams": null, "waits_while_idle": null});
    assert_eq!(of("idle"), unknown, "where nothing is known, nothing is said");
}
