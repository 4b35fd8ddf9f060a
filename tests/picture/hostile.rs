//! Names that try to get out of their place.

use proptest::prelude::*;
use roxmltree::Document;
use seedrelay::query::GapOptions;
use seedrelay::render::picture::PictureOptions;
use seedrelay::testing::strategies::chain;
use seedrelay::{Category, Demand, Lang, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};

use super::config;
use super::xml::checked;

const NASTY: [&str; 11] = [
    "<script>alert(1)</script>",
    "\"onload=\"alert(1)",
    "' onmouseover='alert(1)",
    "</text></svg><script>alert(1)</script>",
    "]]><!--",
    "&lt;b&gt; &#0; &xxe;",
    "=cmd()",
    "\u{202e}evil\u{202c} \u{2066}isolated",
    "tab\tline\nnull\u{0}escape\u{1b}bell\u{7}",
    "\u{fffe}\u{ffff}\u{feff}\u{200b}",
    "مرحبا 👩‍🌾 e\u{301}\u{301}\u{301}",
];

fn nasty_chain() -> SupplyChain {
    let mut builder = SupplyChain::builder("2024-12-31".parse().unwrap()).name(NASTY[0]);
    for (number, name) in NASTY.iter().enumerate() {
        // The id is nasty, too.
        let id = format!("{name}{number}");
        let project = |stage, of: &str| {
            Project::new(format!("{id}{of}"), id.as_str(), stage, id.as_str(), Status::Delivered).title(*name)
        };
        builder = builder
            .category(Category::new(id.as_str()).name(*name))
            .organization(Organization::new(id.as_str(), OrganizationKind::Institute).name(*name).capability(
                id.as_str(),
                Stage::Applied,
                1,
            ))
            .project(project(Stage::Basic, "a"))
            .project(project(Stage::Applied, "b").builds_on([format!("{id}a")]))
            .demand(Demand::new(id.as_str(), id.as_str(), id.as_str(), Stage::Basic).title(*name));
    }
    builder.build().unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn nasty_names_stay_names() {
    let chain = nasty_chain();
    assert!(chain.gaps(&GapOptions::new()).iter().count() > NASTY.len());
    let options = PictureOptions::new().gap_links("\"><script>").id_prefix("p\"<");
    let svg = checked(&chain, &PictureOptions::new().both_langs(Lang::En));
    for evil in ["<script", "onload=\"", "\u{202e}", "\u{2066}", "\u{0}", "\u{1b}", "\u{fffe}"] {
        assert!(!svg.contains(evil), "{evil:?} is in the picture");
    }
    let text: Vec<String> =
        Document::parse(&svg).unwrap().descendants().filter_map(|node| node.text().map(str::to_owned)).collect();
    assert!(text.iter().any(|text| text.starts_with("<script>")), "the name is shown as it is");
    assert!(!checked(&chain, &options).contains("<script"));
}

#[test]
fn a_name_of_megabytes_does_no_harm() {
    let name = "很长的名字 long ".repeat(100_000);
    let chain = SupplyChain::builder("2024-12-31".parse().unwrap())
        .category(Category::new("rice").name(name.as_str()))
        .organization(Organization::new("one", OrganizationKind::Company).name(name.as_str()).capability(
            "rice",
            Stage::Basic,
            1,
        ))
        .build()
        .unwrap();
    let svg = checked(&chain, &PictureOptions::new().of_category(&chain, "rice").unwrap());
    assert!(svg.len() < 100_000);
    // The heading and the name of the band end within the picture.
    for class in ["sr-heading", "sr-band-name"] {
        let from = svg.find(&format!("<text class=\"{class}")).expect("it is there");
        let shown = &svg[from..][..svg[from..].find("</text>").expect("it ends")];
        assert!(shown.chars().count() < 300 && shown.ends_with('…'), "{shown}");
    }
}

#[test]
fn a_category_that_is_not_there_is_told() {
    let hunan = seedrelay::datasets::hunan();
    assert!(PictureOptions::new().of_category(&hunan, "wheat<").is_none());
    let other = hunan.to_builder().category(Category::new("wheat<")).build().unwrap();
    let svg = checked(&hunan, &PictureOptions::new().of_category(&other, "wheat<").unwrap());
    assert!(svg.contains("There is no category “wheat&lt;”."));
}

#[test]
fn a_width_that_is_no_number_does_no_harm() {
    for width in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 1e300] {
        let svg = checked(&seedrelay::datasets::hunan(), &PictureOptions::new().width(width));
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{width}");
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_chain_is_well_formed(chain in chain()) {
        checked(&chain, &PictureOptions::new().both_langs(Lang::En).gap_links("g"));
        checked(&chain, &PictureOptions::new().lang(Lang::Zh).most_nodes(3).most_edges(3));
    }
}
