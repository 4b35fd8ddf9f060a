//! The pedigree as a graph and for Helium, and whose material is drawn on.

use seedrelay::model::{GermplasmKind, Right};
use seedrelay::record::Parent;
use seedrelay::render::graph::{DrawingOptions, Graph, Nodes};
use seedrelay::render::unescape;
use seedrelay::{
    Category, Evidence, Germplasm, Lang, Organization, OrganizationKind, Project, Stage, Status, SupplyChain,
};

use super::readers::{graphml, node_link};

/// A three-way cross, a variety of which one parent is known, one of a donor without weight, and one without parents.
fn chain() -> SupplyChain {
    let germplasm = |id: &str, kind| Germplasm::new(id, "rice", kind);
    let variety = |id: &str| germplasm(id, GermplasmKind::Variety).released("2020".parse().unwrap());
    SupplyChain::builder("2024-12-31".parse().unwrap())
        .category(Category::new("rice"))
        .category(Category::new("pig"))
        .organization(Organization::new("bank", OrganizationKind::Institute))
        .organization(Organization::new("breeder", OrganizationKind::Institute))
        .organization(Organization::new("seeds", OrganizationKind::Company).evidence(Evidence::Documented))
        .germplasm(germplasm("#1\ttall", GermplasmKind::Landrace).name(("Tall\nrice", "高秆稻")).holders(["bank"]))
        .germplasm(germplasm("short", GermplasmKind::Wild).holders(["bank", "seeds"]))
        .germplasm(germplasm("single", GermplasmKind::Line).parents(["#1\ttall", "short"]).bred_by(["breeder"]))
        .germplasm(variety("three").parents(["short", "single", "#1\ttall"]).right(Right::VarietyRight))
        .germplasm(variety("half").parents([Parent::new("single").share(0.5), Parent::new("short").share(0.0)]))
        .germplasm(variety("new"))
        .germplasm(Germplasm::new("sow", "pig", GermplasmKind::Line))
        .project(
            Project::new("seed", "rice", Stage::Industrialization, "seeds", Status::Active)
                .draws_on(["short"])
                .releases(["three"])
                .evidence(Evidence::Assumed),
        )
        .project(Project::new("over", "rice", Stage::Applied, "seeds", Status::Failed).draws_on(["single"]))
        .build()
        .unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn germplasm_have_their_part_in_the_varieties_and_edges_their_shares() {
    let chain = chain();
    let read = graphml(&Graph::of(&chain).nodes(Nodes::Pedigree));
    let of = |id: &str, key: &str| read.nodes[id].get(key).map(String::as_str);
    let third = 1.0 / 3.0;
    // Of three varieties: a third of one and half of a third of it, and half of a half of another.
    let mass: f64 = of("short", "mass").unwrap().parse().unwrap();
    assert!((mass - (third + third / 2.0 + 0.25) / 3.0).abs() < 1e-15, "{mass}");
    assert_eq!((of("short", "reach"), of("short", "core_parent")), (Some("2"), Some("false")));
    assert_eq!((of("half", "unknown_parents"), of("three", "unknown_parents")), (Some("0.5"), Some("0")));
    assert_eq!((of("three", "released_by"), of("three", "right")), (Some("seed"), Some("variety-right")));
    assert_eq!(
        (of("sow", "mass"), of("sow", "reach")),
        (None, None),
        "where there are no varieties nothing is computed"
    );
    let shares: Vec<_> = read.edges.values().filter(|(from, to, _)| from == "short" && to == "half").collect();
    assert_eq!(shares.len(), 1);
    assert_eq!((shares[0].2["share"].as_str(), shares[0].2["kind"].as_str()), ("0", "parent"));
    let pigs = Graph::of(&chain).nodes(Nodes::Pedigree).of_category("pig").unwrap();
    assert_eq!((pigs.node_count(), pigs.edge_count()), (1, 0));
}

#[test]
fn the_pedigree_of_a_category_holds_ancestors_of_others_and_tells_them_apart() {
    let more = |id: &str, category: &str, parents: &[&str]| {
        Germplasm::new(id, category, GermplasmKind::Line).parents(parents.to_vec())
    };
    let chain = chain()
        .to_builder()
        .germplasm(more("boar", "pig", &["short", "sow"]))
        .germplasm(more("piglet", "pig", &["boar"]))
        .germplasm(more("other", "rice", &["boar"]))
        .build()
        .unwrap();
    let pigs = Graph::of(&chain).nodes(Nodes::Pedigree).of_category("pig").unwrap();
    let read = graphml(&pigs);
    let categories: Vec<_> = read.nodes.iter().map(|(id, own)| (id.as_str(), own["category"].as_str())).collect();
    assert_eq!(categories, [("boar", "pig"), ("piglet", "pig"), ("short", "rice"), ("sow", "pig")]);
    assert_eq!(read.edges.len(), 3, "no parent is left out");
    let dot = pigs.to_dot(&DrawingOptions::new());
    assert!(dot.contains("\"short (rice)\"") && !dot.contains("sow ("), "{dot}");
    assert!(pigs.lang(Lang::Zh).to_mermaid(&DrawingOptions::new()).contains("short（rice）"));
    let rice = Graph::of(&chain).nodes(Nodes::Pedigree).of_category("rice").unwrap();
    assert_eq!((rice.node_count(), rice.edge_count()), (9, 10));
}

#[test]
fn who_has_material_that_others_draw_on_is_a_relation_of_the_exports_alone() {
    let chain = chain();
    let read = node_link(&Graph::of(&chain));
    let mut found: Vec<[&str; 5]> = read
        .edges
        .values()
        .map(|(from, to, own)| [from, to, &own["kind"], &own["germplasm"], &own["evidence"]].map(String::as_str))
        .collect();
    found.sort_unstable();
    // The seed company keeps `short` itself; the failed project draws on nothing any more.
    let expected = [
        ["bank", "seeds", "material", "#1\ttall", "assumed"],
        ["bank", "seeds", "material", "short", "assumed"],
        ["breeder", "seeds", "material", "single", "assumed"],
    ];
    assert_eq!(found, expected);
    assert!(chain.organization("bank").unwrap().relations().next().is_none(), "it relates nobody");
    let rice = Graph::of(&chain).of_category("rice").unwrap();
    assert_eq!((rice.node_count(), rice.edge_count()), (3, 3));
    assert_eq!(Graph::of(&chain).of_category("pig").unwrap().edge_count(), 0);
}

/// One table of Helium.
fn helium(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn helium_has_a_line_for_each_parent_however_many() {
    let chain = chain();
    let written = helium(|out| Graph::of(&chain).write_helium_pedigree(out));
    insta::assert_snapshot!(written, @r"
    # heliumInput = PEDIGREE
    LineName	Parent	ParentType
    half	short	OTHER
    half	single	OTHER
    single	_x0023_1_x0009_tall	OTHER
    single	short	OTHER
    three	_x0023_1_x0009_tall	OTHER
    three	short	OTHER
    three	single	OTHER
    ");
    assert_eq!(unescape("_x0023_1_x0009_tall"), "#1\ttall");
}

#[test]
fn helium_has_the_data_of_germplasm_without_relatives_too() {
    let chain = chain();
    let written = helium(|out| Graph::of(&chain).lang(Lang::Zh).of_category("rice").unwrap().write_helium_data(out));
    let rows: Vec<Vec<&str>> = written.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows[0], ["# heliumInput = PHENOTYPE"]);
    assert_eq!(rows[1][..4], ["LineName", "label=c", "category=c", "kind=c"]);
    assert!(rows[1].contains(&"mass=n") && rows[1].contains(&"core_parent=c"));
    assert!(rows[2..].iter().all(|row| row.len() == rows[1].len()));
    let names: Vec<&str> = rows[2..].iter().map(|row| row[0]).collect();
    assert_eq!(names, ["_x0023_1_x0009_tall", "half", "new", "short", "single", "three"]);
    assert_eq!(rows[2][1..4], ["高秆稻", "rice", "landrace"]);
}
