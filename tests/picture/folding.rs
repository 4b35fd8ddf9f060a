//! What is small is folded and counted; what matters stays to be seen.

use seedrelay::render::picture::{Picture, PictureNodeKind, PictureOptions};
use seedrelay::rules::Severity;
use seedrelay::testing::synthetic::{SyntheticOptions, generate};
use seedrelay::{Category, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};

/// Forty companies with a team each, one of which has five projects under way.
fn forty() -> SupplyChain {
    let mut builder = SupplyChain::builder("2024-12-31".parse().unwrap()).category(Category::new("rice"));
    for number in 0..40 {
        let company = Organization::new(format!("c{number:02}"), OrganizationKind::Company);
        builder = builder.organization(company.capability("rice", Stage::Industrialization, 1));
    }
    for number in 0..5 {
        let project = Project::new(format!("p{number}"), "rice", Stage::Industrialization, "c23", Status::Active);
        builder = builder.project(project);
    }
    builder.project(Project::new("q", "rice", Stage::Industrialization, "c07", Status::Delivered)).build().unwrap()
}

#[test]
fn the_busiest_stays_and_the_others_are_counted() {
    let chain = forty();
    let picture = Picture::draw(&chain, &PictureOptions::new().most_per_lane(2));
    let in_band = || picture.nodes().iter().filter(|node| node.band.is_some() && !node.organizations.is_empty());
    let single: Vec<&str> = in_band()
        .filter(|node| node.kind == PictureNodeKind::Organization)
        .map(|node| node.organizations[0].record().id.as_str())
        .collect();
    assert_eq!(single, ["c07", "c23"]);
    let folded = in_band().find(|node| node.organizations.len() > 1).unwrap();
    assert_eq!(folded.kind, PictureNodeKind::Folded { kind: Some(OrganizationKind::Company) });
    assert_eq!((folded.organizations.len(), folded.teams), (38, 38));
    assert!(picture.to_svg().contains(">38 companies</text>"));
}

#[test]
fn nothing_is_folded_where_there_is_room() {
    let chain = forty();
    let picture = Picture::draw(&chain, &PictureOptions::new().most_per_lane(40));
    assert!(picture.nodes().iter().all(|node| !matches!(node.kind, PictureNodeKind::Folded { .. })));
}

#[test]
fn a_picture_of_thousands_is_no_larger_than_one_of_hundreds() {
    let options = PictureOptions::new();
    for organizations in [400, 2_000] {
        let chain = generate(&SyntheticOptions::of_size(organizations));
        let picture = Picture::draw(&chain, &options);
        let in_bands = picture.nodes().iter().filter(|node| node.band.is_some());
        let boxes = in_bands.filter(|node| !node.organizations.is_empty()).count();
        assert!(boxes <= 48, "{boxes} boxes");
        assert!(picture.edges().len() <= 3 * 70, "{} lines", picture.edges().len());
        let shown: usize = picture.edges().iter().map(|edge| edge.relations.len()).sum();
        assert!(shown > organizations, "what is folded is counted: {shown}");
        assert!(picture.to_svg().len() < 1 << 20, "{} bytes", picture.to_svg().len());
    }
}

#[test]
fn who_is_a_critical_bottleneck_is_never_folded_before_another() {
    let chain = generate(&SyntheticOptions::of_size(400));
    let picture = Picture::draw(&chain, &PictureOptions::new());
    let folded = picture.nodes().iter().filter(|node| matches!(node.kind, PictureNodeKind::Folded { .. }));
    assert!(folded.clone().count() > 0);
    for node in folded {
        assert!(node.severity < Some(Severity::Critical), "{node:?}");
    }
}

#[test]
fn many_small_categories_share_a_band() {
    let chain = generate(&SyntheticOptions::of_size(300).categories(40));
    let picture = Picture::draw(&chain, &PictureOptions::new());
    assert_eq!(picture.bands().len(), 12);
    assert_eq!(picture.bands().iter().map(|band| band.categories.len()).sum::<usize>(), 40);
    assert!(picture.to_svg().contains(">29 more categories</text>"));
}
