//! A small chain with every kind of gap, as it is drawn.

use seedrelay::model::{AdoptionUnit, GermplasmKind};
use seedrelay::render::picture::{Line, MarkPlace, Picture, PictureNodeKind, PictureOptions};
use seedrelay::{
    Adoption, Agreement, Boundary, Category, Demand, Evidence, GapKind, Germplasm, Lang, Leap, Licence, Organization,
    OrganizationKind, Project, Region, Service, ServiceKind, Stage, Status, SupplyChain,
};

fn date(text: &str) -> seedrelay::PartialDate {
    text.parse().expect("the test knows its dates")
}

/// Rice, with all gaps but those of whole stages; in pig nothing connects the lab with its breeder, and nobody sells.
fn broken() -> SupplyChain {
    broken_but_for(Licence::new("lab").project("line").signed(date("2021-06")))
}

/// The same with another licence.
fn broken_but_for(licence: Licence) -> SupplyChain {
    let project = |id: &str, stage, performer: &str, status| Project::new(id, "rice", stage, performer, status);
    SupplyChain::builder(date("2024-12-31"))
        .category(Category::new("rice").name(("Rice", "水稻")))
        .category(Category::new("pig").name(("Pig", "生猪")))
        .organization(
            Organization::new("lab", OrganizationKind::Laboratory)
                .name(("Seed Laboratory", "种业实验室"))
                .capability("rice", Stage::Basic, 2)
                .capability("rice", Stage::AppliedBasic, 1)
                .capability("pig", Stage::Basic, 1),
        )
        .organization(Organization::new("breeder", OrganizationKind::Institute).capability("rice", Stage::Applied, 1))
        .organization(Organization::new("farm", OrganizationKind::Institute).capability("pig", Stage::Applied, 1))
        .organization(
            Organization::new("seeds", OrganizationKind::Company)
                .capability("rice", Stage::Industrialization, 1)
                .evidence(Evidence::Assumed),
        )
        .organization(Organization::new("bank", OrganizationKind::Service).service(ServiceKind::Finance))
        .organization(Organization::new("ministry", OrganizationKind::Government))
        .organization(Organization::new("museum", OrganizationKind::Institute))
        .project(project("gene", Stage::Basic, "lab", Status::Delivered).ended(date("2015-01-01")))
        .project(project("lost", Stage::AppliedBasic, "lab", Status::Delivered).ended(date("2019")))
        .project(
            project("line", Stage::Applied, "breeder", Status::Active).started(date("2020-01-01")).builds_on(["gene"]),
        )
        .project(project("start", Stage::Applied, "breeder", Status::Active))
        .project(
            project("order", Stage::Applied, "breeder", Status::Accepted)
                .commissioned_by("ministry")
                .commissioned(date("2022-01-01"))
                .builds_on(["line"]),
        )
        .project(
            project("seed", Stage::Industrialization, "seeds", Status::Delivered)
                .builds_on(["gene"])
                .answers(["yield"])
                .releases(["jade"])
                .evidence(Evidence::Assumed),
        )
        .region(Region::new("hunan"))
        .germplasm(Germplasm::new("jade", "rice", GermplasmKind::Variety).released(date("2015")))
        .germplasm(Germplasm::new("pearl", "rice", GermplasmKind::Landrace))
        .adoption(Adoption::new("hunan", 2020, 3.0, AdoptionUnit::Mu).germplasm("pearl"))
        .licence(licence)
        .demand(Demand::new("taste", "seeds", "rice", Stage::Basic).evidence(Evidence::Assumed))
        .demand(Demand::new("yield", "breeder", "rice", Stage::Basic))
        .agreement(Agreement::new("seeds", "breeder").evidence(Evidence::Assumed))
        .service(Service::new("bank", "seeds").evidence(Evidence::Assumed))
        .build()
        .unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn every_gap_is_where_it_belongs() {
    let chain = broken();
    let picture = Picture::draw(&chain, &PictureOptions::new());
    let mark = |kind| {
        let mut marks = picture.marks().iter().filter(|mark| mark.kind == kind);
        let mark = marks.next().unwrap_or_else(|| panic!("no mark of {kind}"));
        assert_eq!(marks.next(), None, "one mark of {kind}");
        mark
    };
    let node = |kind| match mark(kind).place {
        MarkPlace::Node(node) => &picture.nodes()[node],
        other => panic!("{kind} is at {other:?}"),
    };
    let id = |kind| (node(kind).organizations[0].record().id.as_str(), node(kind).lane.as_str());
    let edge = |kind| match mark(kind).place {
        MarkPlace::Edge(edge) => {
            let edge = &picture.edges()[edge];
            let [from, to] =
                [edge.from, edge.to].map(|node| picture.nodes()[node].organizations[0].record().id.as_str());
            (edge.line, from, to)
        }
        other => panic!("{kind} is at {other:?}"),
    };
    assert_eq!(node(GapKind::MissingStage).kind, PictureNodeKind::MissingStage { leap: Leap::TenToHundred });
    assert!(matches!(mark(GapKind::MissingRoute).place, MarkPlace::Boundary(0, Boundary::ToApplied)));
    assert_eq!(id(GapKind::StrandedResult), ("lab", "applied-basic"));
    assert_eq!(id(GapKind::UnfoundedStart), ("breeder", "applied"));
    assert_eq!(edge(GapKind::SkippedLeap), (Line::Handoff, "lab", "seeds"));
    assert_eq!(edge(GapKind::LateHandoff), (Line::Handoff, "lab", "breeder"));
    assert_eq!(edge(GapKind::IdleCommission), (Line::Commission, "ministry", "breeder"));
    assert_eq!(id(GapKind::UnansweredDemand), ("seeds", "industrialization"));
    assert_eq!(id(GapKind::DemandStoppedShort), ("breeder", "applied"));
    assert_eq!(id(GapKind::LastMile), ("seeds", "industrialization"));
    assert_eq!(id(GapKind::IdleLicence), ("breeder", "applied"), "of whom it is, not who has it");
    assert_eq!(id(GapKind::UnadoptedProduct), ("seeds", "industrialization"));
    assert_eq!(GapKind::ALL.len(), picture.marks().len(), "every kind is marked once");
}

#[test]
fn licences_in_force_are_lines_of_their_own() {
    let chain = broken();
    let picture = Picture::draw(&chain, &PictureOptions::new());
    let licences: Vec<_> = picture.edges().iter().filter(|edge| edge.line == Line::Licence).collect();
    assert_eq!(licences.len(), 1);
    let sides = [licences[0].from, licences[0].to].map(|node| picture.nodes()[node].organizations[0].id().as_str());
    assert_eq!(sides, ["breeder", "lab"], "from who may give it to who has it");
    let svg = picture.to_svg();
    assert!(svg.contains(">licence in force<") && svg.contains("; licence in force 1;"), "in the legend and in words");
    let zh = Picture::draw(&chain, &PictureOptions::new().lang(Lang::Zh)).to_svg();
    assert!(zh.contains(">有效许可<") && zh.contains("有效许可1项"));
    let over = broken_but_for(Licence::new("lab").project("line").ends(date("2024-01-01")));
    let picture = Picture::draw(&over, &PictureOptions::new());
    assert!(picture.edges().iter().all(|edge| edge.line != Line::Licence), "one that is over relates nobody");
}

#[test]
fn who_works_at_no_stage_has_a_place() {
    let chain = broken();
    let picture = Picture::draw(&chain, &PictureOptions::new());
    let lane = |id: &str| {
        let mut nodes = picture.nodes().iter();
        nodes.find(|node| node.organizations.iter().any(|one| one.record().id == id)).unwrap().lane.as_str()
    };
    assert_eq!((lane("ministry"), lane("bank"), lane("museum")), ("funders", "services", "apart"));
}

#[test]
fn an_organization_in_two_lanes_is_joined() {
    let chain = broken();
    let picture = Picture::draw(&chain, &PictureOptions::new().of_category(&chain, "rice").unwrap());
    let joined: Vec<_> = picture.edges().iter().filter(|edge| edge.line == Line::SameOrganization).collect();
    assert_eq!(joined.len(), 1);
    let lanes = [joined[0].from, joined[0].to].map(|node| picture.nodes()[node].lane.as_str());
    assert_eq!(lanes, ["basic", "applied-basic"]);
}

#[test]
fn signs_are_explained_first_and_numbers_are_over_all_lines() {
    let chain = seedrelay::testing::synthetic::generate(&seedrelay::testing::synthetic::SyntheticOptions::of_size(120));
    let svg = Picture::draw(&chain, &PictureOptions::new()).to_svg();
    let (bodies, at) =
        (svg.split_once("</style>").expect("it has a style").1, |part: &str| svg.find(part).expect(part));
    let (legend, counts) = (at("class=\"sr-legend\""), at("class=\"sr-counts\""));
    let ribbons = svg.rfind("class=\"sr-edge sr-same-organization").expect("some are in two lanes");
    let lines = ["handoff", "commission", "funding"].map(|line| at(&format!("class=\"sr-edge sr-{line} sr-evidence")));
    let last_line = svg.rfind("data-edge=").expect("there are lines");
    assert!(legend < ribbons && lines.iter().all(|&line| ribbons < line) && last_line < counts);
    assert!(bodies.matches('×').count() > 3);
}

#[test]
fn the_picture_of_a_small_chain() {
    let chain = broken();
    insta::assert_snapshot!(
        "rice",
        Picture::draw(&chain, &PictureOptions::new().of_category(&chain, "rice").unwrap()).to_svg()
    );
    insta::assert_snapshot!(
        "pig_zh",
        Picture::draw(&chain, &PictureOptions::new().of_category(&chain, "pig").unwrap().lang(Lang::Zh)).to_svg()
    );
}
