//! The picture of core parents: what it folds, where it puts it, and how it is drawn.

use seedrelay::model::GermplasmKind;
use seedrelay::query::{CategoryPedigree, PedigreeOptions};
use seedrelay::render::picture::{MOST_CORE_PARENTS, PedigreePicture};
use seedrelay::{Category, Evidence, Germplasm, Lang, Organization, OrganizationKind, SupplyChain, datasets};

/// `old` is a parent of `line`, which is a parent of `bridge`, which is no core parent, and of two varieties; three
/// varieties descend from `bridge`'s offspring `young`, and one from nothing known.
fn chain() -> SupplyChain {
    let line = |id: &str, parents: &[&str]| Germplasm::new(id, "rice", GermplasmKind::Line).parents(parents.to_vec());
    let variety = |id: &str, parents: &[&str]| {
        Germplasm::new(id, "rice", GermplasmKind::Variety)
            .parents(parents.to_vec())
            .released("2015".parse().unwrap())
            .evidence(Evidence::Assumed)
    };
    let mut builder = SupplyChain::builder("2024-12-31".parse().unwrap())
        .category(Category::new("rice").name(("Rice & <co>", "水稻")))
        .category(Category::new("pig"))
        .organization(Organization::new("bank", OrganizationKind::Institute).name(("The bank", "种质库")))
        .germplasm(
            Germplasm::new("old", "rice", GermplasmKind::Landrace)
                .name(("Old <landrace> with a name that is far too long for its box", "老地方品种"))
                .holders(["bank"]),
        )
        .germplasm(line("line", &["old"]).bred_by(["bank"]))
        .germplasm(line("young", &["line"]).evidence(Evidence::Assumed));
    for (id, parents) in [("a", ["line"]), ("b", ["line"]), ("c", ["young"]), ("d", ["young"]), ("e", ["young"])] {
        builder = builder.germplasm(variety(id, &parents));
    }
    builder.germplasm(variety("f", &[])).build().unwrap_or_else(|problems| panic!("{problems}"))
}

fn of_rice(chain: &SupplyChain) -> CategoryPedigree<'_> {
    chain.pedigrees(&PedigreeOptions::new()).into_iter().find(|row| row.category.id == "rice").unwrap()
}

#[test]
fn every_core_parent_has_a_box_and_varieties_are_one() {
    let chain = chain();
    let picture = PedigreePicture::draw(&chain, &of_rice(&chain)).unwrap();
    let reach: Vec<_> = picture.nodes().iter().map(|node| (node.germplasm.id().as_str(), node.reach)).collect();
    assert_eq!(reach, [("line", 5), ("old", 5), ("young", 3)]);
    let lines: Vec<_> = picture.lines().iter().map(|own| (own.from, own.to, own.varieties, own.is_direct)).collect();
    let expected = [(1, Some(0), 0, true), (0, Some(2), 0, true), (0, None, 2, true), (2, None, 3, true)];
    assert_eq!(lines, expected);
    for node in picture.nodes() {
        let others = picture.nodes().iter().filter(|other| other.germplasm != node.germplasm);
        for other in others {
            let apart = node.area.right() < other.area.x
                || other.area.right() < node.area.x
                || node.area.bottom() < other.area.y
                || other.area.bottom() < node.area.y;
            assert!(apart, "{node:?} lies on {other:?}");
        }
    }
    for line in picture.lines() {
        assert!(line.points.len() % 2 == 0 && line.points.windows(2).all(|pair| pair[0].x < pair[1].x), "{line:?}");
    }
}

#[test]
fn what_is_between_two_core_parents_is_folded_into_a_broken_line() {
    let example = datasets::example();
    let picture = PedigreePicture::draw(&example, &of_rice(&example)).unwrap();
    let nodes = picture.nodes();
    for line in picture.lines() {
        let from = nodes[line.from].germplasm;
        let Some(to) = line.to.map(|to| nodes[to].germplasm) else { continue };
        assert_eq!(line.is_direct, to.parents().any(|(parent, _)| parent == from));
        assert!(nodes[line.from].area.right() < nodes[line.to.unwrap()].area.x, "descent runs to the right");
    }
    // No variety is lost: each leads up to a core parent, is one, or has no core parent above it.
    assert!(nodes.len() <= MOST_CORE_PARENTS && picture.left_out() == 0);
    assert!(picture.lines().iter().any(|line| line.to.is_none() && line.varieties > 1));
}

#[test]
fn a_core_parent_of_another_category_is_drawn_and_marked() {
    let wheat = Category::new("wheat").name(("Wheat", "小麦"));
    let donor = Germplasm::new("donor", "wheat", GermplasmKind::Line);
    let cross = |own: &mut Germplasm| {
        if own.id == "line" {
            own.parents = vec!["old".into(), "donor".into()].into();
        }
    };
    let chain = chain().to_builder().category(wheat).germplasm(donor).update(cross).build().unwrap();
    let plain = PedigreePicture::draw(&chain, &of_rice(&chain)).unwrap();
    assert_eq!(plain.nodes().iter().filter(|node| node.germplasm.id() == "donor").count(), 1);
    let [en, zh] = Lang::ALL.map(|lang| plain.to_svg("p", lang));
    assert!(en.contains(">Wheat · 5 · 42 %<"), "{en}");
    assert!(en.contains("donor, breeding line (Wheat): 5 varieties descend from it"), "{en}");
    assert!(en.contains(">Where a box names a category, the core parent is of that one.<"));
    assert!(zh.contains(">小麦 · 5个 · 42%<") && zh.contains("donor（小麦育种材料）："), "{zh}");
}

#[test]
fn of_a_category_without_core_parents_there_is_none() {
    let chain = chain();
    let pedigrees = chain.pedigrees(&PedigreeOptions::new());
    assert_eq!(pedigrees.len(), 1, "no pigs are on record");
    let mut none = of_rice(&chain);
    none.core_parents.clear();
    assert!(PedigreePicture::draw(&chain, &none).is_none());
}

#[test]
fn more_core_parents_than_anybody_reads_are_counted() {
    let chain = datasets::example();
    let mut row = of_rice(&chain);
    let first = row.core_parents.clone();
    while row.core_parents.len() <= MOST_CORE_PARENTS {
        row.core_parents.extend(first.clone());
    }
    let left_out = row.core_parents.len() - MOST_CORE_PARENTS;
    let picture = PedigreePicture::draw(&chain, &row).unwrap();
    assert_eq!((picture.nodes().len(), picture.left_out()), (MOST_CORE_PARENTS, left_out));
    assert!(picture.to_svg("p", Lang::En).contains("not drawn."));
}

/// The picture that the page of the example shows.
#[test]
fn the_core_parents_of_the_example() {
    let example = datasets::example();
    let picture = PedigreePicture::draw(&example, &of_rice(&example)).unwrap();
    insta::assert_snapshot!("example_en", picture.to_svg("rice", Lang::En));
    insta::assert_snapshot!("example_zh", picture.to_svg("rice", Lang::Zh));
}

#[test]
fn it_is_xml_in_both_languages_and_says_all_in_words() {
    let chain = chain();
    let picture = PedigreePicture::draw(&chain, &of_rice(&chain)).unwrap();
    for lang in Lang::ALL {
        let svg = picture.to_svg("rice", lang);
        let document = roxmltree::Document::parse(&svg).unwrap();
        let desc = document.descendants().find(|own| own.has_tag_name("desc")).unwrap().text().unwrap();
        for node in picture.nodes() {
            assert!(desc.contains(node.germplasm.record().label(lang)), "{desc}");
        }
        assert!(!svg.contains("style="), "what a page forbids");
    }
    insta::assert_snapshot!("pedigree_en", picture.to_svg("rice", Lang::En));
    insta::assert_snapshot!("pedigree_zh", picture.to_svg("rice", Lang::Zh));
}
