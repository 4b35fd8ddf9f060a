//! A small chain with every kind of gap, as it is drawn.

use seedrelay::model::{AdoptionUnit, CompletenessList, GermplasmKind};
use seedrelay::query::GapOptions;
use seedrelay::render::picture::{Answers, Line, MarkPlace, Picture, PictureNodeKind, PictureOptions};
use seedrelay::rules::Severity;
use seedrelay::{
    Adoption, Agreement, Boundary, Category, Completeness, Demand, Evidence, GapKind, Germplasm, Lang, Leap, Licence,
    Organization, OrganizationKind, Project, Region, Service, ServiceKind, Stage, Status, SupplyChain,
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
fn marks_tell_how_far_their_gaps_are_known_and_what_would_settle_them() {
    let all = |list| Completeness::new(list).category("rice");
    let lists = [CompletenessList::Projects, CompletenessList::BuildsOn, CompletenessList::Adoptions];
    let chain = lists.into_iter().fold(broken().to_builder(), |chain, list| chain.completeness(all(list)));
    let chain = chain.build().unwrap();
    let picture = Picture::draw(&chain, &PictureOptions::new());
    let certain = |kind| picture.marks().iter().find(|mark| mark.kind == kind).unwrap().certain;
    assert_eq!(certain(GapKind::IdleCommission), Some(1), "it rests on what is recorded");
    assert_eq!(certain(GapKind::UnfoundedStart), Some(1), "all that projects build on is recorded");
    assert_eq!(certain(GapKind::StrandedResult), Some(0), "a licence may not be recorded");
    let svg = picture.to_svg();
    let title = |kind: GapKind| {
        let mark = svg.split(&format!("data-kind=\"{kind}\"")).nth(1).expect("it is marked");
        mark.split("<title>").nth(1).unwrap().split("</title>").next().unwrap().to_owned()
    };
    assert_eq!(
        title(GapKind::UnfoundedStart),
        "unfounded start (certain)\nRice: “start” by breeder builds on no earlier research."
    );
    let stranded = title(GapKind::StrandedResult);
    assert!(stranded.starts_with("stranded result (as far as is recorded)\nRice: “lost” by"), "{stranded}");
    assert!(stranded.contains("no follow-on is on record.\nTo settle it, look up all of: licences of "), "{stranded}");
    assert!(svg.contains(">gap that is certain<") && svg.contains(">gap as far as is recorded<"), "the legend tells");
    assert!(svg.contains("data-certainty=\"certain\"") && svg.contains("data-certainty=\"possible\""));
    let marks = picture.marks().iter().map(|mark| (mark.gaps.len(), mark.certain.unwrap()));
    let (gaps, certain) = marks.fold((0, 0), |sum, mark| (sum.0 + mark.0, sum.1 + mark.1));
    assert!(svg.contains(&format!("{gaps} gaps ({certain} certain, {} as far as is recorded)", gaps - certain)));
    let zh = Picture::draw(&chain, &PictureOptions::new().lang(Lang::Zh)).to_svg();
    assert!(zh.contains(&format!("{gaps}处断点（确定{certain}处，以现有记录为限{}处）", gaps - certain)));
    assert!(zh.contains(">确定的断点<") && zh.contains("查全以下内容即可判明："));
}

#[test]
fn nothing_is_said_of_certainty_where_nobody_asked() {
    let chain = broken();
    let gaps = chain.gaps(&GapOptions::new()).worst_first();
    let answers = Answers { gaps: &gaps, known: &[], bottlenecks: &[], load: &[] };
    let picture = Picture::with(&chain, answers, &PictureOptions::new());
    assert!(picture.marks().iter().all(|mark| mark.certain.is_none() && mark.severity() < Severity::Critical));
    assert!(!picture.to_svg().contains("data-certainty"));
}

/// Released long ago and nowhere in use, while something else is.
fn unadopted(variety: Germplasm, licence: Option<Licence>) -> SupplyChain {
    let chain = broken().to_builder().germplasm(variety.released(date("2015")));
    licence.into_iter().fold(chain, seedrelay::chain::ChainBuilder::licence).build().unwrap()
}

#[test]
fn a_variety_that_no_project_releases_is_marked_at_who_has_to_do_with_it() {
    let place = |chain: &SupplyChain, kind, id: &str| {
        let picture = Picture::draw(chain, &PictureOptions::new());
        let is_of = |gap: &usize| picture.gaps()[*gap].germplasm().is_some_and(|own| own.id == id);
        let mut marks = picture.marks().iter().filter(|mark| mark.kind == kind && mark.gaps.iter().any(is_of));
        let mark = marks.next().unwrap_or_else(|| panic!("{kind} of {id} is not marked"));
        assert!(picture.to_svg().contains(&format!("{} gaps (", picture.gaps().len())), "all are counted");
        match mark.place {
            MarkPlace::Node(node) => {
                let node = &picture.nodes()[node];
                format!("{} {}", node.organizations[0].id(), node.lane.as_str())
            }
            other => format!("{other:?}"),
        }
    };
    let variety = || Germplasm::new("amber", "rice", GermplasmKind::Variety);
    let kept = |variety| unadopted(variety, None);
    let kind = GapKind::UnadoptedProduct;
    assert_eq!(place(&kept(variety().holders(["breeder"])), kind, "amber"), "breeder applied");
    assert_eq!(place(&kept(variety().bred_by(["museum"])), kind, "amber"), "museum funders");
    assert_eq!(place(&kept(variety()), kind, "amber"), "Band(1)", "nobody is on record");
    let licence = Licence::new("seeds").germplasm("amber").signed(date("2020")).evidence(Evidence::Assumed);
    let idle = unadopted(variety(), Some(licence.clone()));
    assert_eq!(place(&idle, GapKind::IdleLicence, "amber"), "seeds industrialization", "who does not use it");
    let idle = unadopted(variety().holders(["breeder"]), Some(licence));
    assert_eq!(place(&idle, GapKind::IdleLicence, "amber"), "breeder applied", "of whom it is");
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
