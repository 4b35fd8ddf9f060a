//! A picture read back as XML.

use roxmltree::{Document, Node};
use seedrelay::SupplyChain;
use seedrelay::render::picture::{Picture, PictureOptions};

/// The SVG of a chain, and the same parsed, checked for what must hold of every picture.
pub(crate) fn checked(chain: &SupplyChain, options: &PictureOptions) -> String {
    let svg = Picture::draw(chain, options).to_svg();
    let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{error} in\n{svg}"));
    let mut ids = std::collections::BTreeSet::new();
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert!(
            ["svg", "g", "a", "title", "desc", "style", "rect", "circle", "path", "text"].contains(&name),
            "no element `{name}` belongs here"
        );
        for attribute in node.attributes() {
            let name = attribute.name();
            assert!(!name.starts_with("on") && name != "style" && name != "src", "no `{name}` belongs here");
            assert!(name != "href" || attribute.value().starts_with('#'), "nothing outside is referred to");
        }
        if let Some(id) = node.attribute("id") {
            assert!(ids.insert(id), "the id `{id}` is there twice");
            assert!(id.starts_with(&options.id_prefix));
        }
        assert!(name == "style" || !node.text().unwrap_or_default().contains("url("));
    }
    let root = document.root_element();
    assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2000/svg"));
    for reference in ["aria-labelledby", "aria-describedby"] {
        assert!(ids.contains(root.attribute(reference).unwrap()));
    }
    svg
}

#[test]
fn two_pictures_in_one_page_share_no_id() {
    let chain = seedrelay::datasets::hunan();
    let ids = |prefix: &str| -> Vec<String> {
        let svg = checked(&chain, &PictureOptions::new().id_prefix(prefix));
        let document = Document::parse(&svg).unwrap();
        document.descendants().filter_map(|node| node.attribute("id").map(str::to_owned)).collect()
    };
    let (first, second) = (ids("a-"), ids("b-"));
    assert!(first.len() > 100 && first.iter().all(|id| !second.contains(id)));
}

#[test]
fn every_part_carries_what_a_page_filters_by() {
    let chain = seedrelay::datasets::hunan();
    let picture = Picture::draw(&chain, &PictureOptions::new());
    let svg = picture.to_svg();
    let document = Document::parse(&svg).unwrap();
    let groups = |class: &str, number: &str| -> Vec<Node<'_, '_>> {
        let is_of = |node: &Node<'_, '_>| node.attribute("class").is_some_and(|own| own.split(' ').any(|c| c == class));
        document.descendants().filter(|node| is_of(node) && node.attribute(number).is_some()).collect()
    };
    let (nodes, edges, marks) =
        (groups("sr-node", "data-node"), groups("sr-edge", "data-edge"), groups("sr-mark", "data-mark"));
    assert_eq!(nodes.len(), picture.nodes().len());
    assert_eq!(edges.len(), picture.edges().len());
    assert_eq!(marks.len(), picture.marks().len());
    for (number, group) in nodes.iter().enumerate() {
        assert_eq!(group.attribute("id"), Some(picture.node_id(number).as_str()));
        assert_eq!(group.attribute("data-stage"), Some(picture.nodes()[number].lane.as_str()));
        assert_eq!(group.attribute("data-evidence"), Some(picture.nodes()[number].evidence.as_str()));
    }
    for (number, group) in marks.iter().enumerate() {
        let gaps: Vec<String> = picture.marks()[number].gaps.iter().map(ToString::to_string).collect();
        assert_eq!(group.attribute("data-gaps"), Some(gaps.join(" ").as_str()));
        assert_eq!(group.attribute("data-kind"), Some(picture.marks()[number].kind.as_str()));
        let title = group.children().find(|child| child.has_tag_name(("http://www.w3.org/2000/svg", "title")));
        let first = &picture.gaps()[picture.marks()[number].gaps[0]];
        assert!(title.unwrap().text().unwrap().contains(&first.to_string()));
    }
    for group in nodes.iter().chain(&edges).chain(&marks) {
        assert!(group.children().any(|child| child.tag_name().name() == "title"), "{group:?} says nothing");
    }
}

#[test]
fn a_picture_in_both_languages_holds_both() {
    let chain = seedrelay::datasets::hunan();
    let both = checked(&chain, &PictureOptions::new().both_langs(seedrelay::Lang::Zh));
    let document = Document::parse(&both).unwrap();
    assert_eq!(document.root_element().attribute("data-lang"), Some("zh"));
    for (class, word) in [("sr-en", "Yuelushan Laboratory"), ("sr-zh", "岳麓山实验室")] {
        let texts =
            document.descendants().filter(|node| node.attribute("class").is_some_and(|own| own.ends_with(class)));
        assert!(texts.clone().count() > 100);
        assert!(texts.filter_map(|text| text.text()).any(|text| text == word));
    }
}

#[test]
fn gaps_link_to_the_page_where_it_is_asked_for() {
    let chain = seedrelay::datasets::hunan();
    let svg = checked(&chain, &PictureOptions::new().gap_links("gap-"));
    let document = Document::parse(&svg).unwrap();
    let links: Vec<&str> = document.descendants().filter_map(|node| node.attribute("href")).collect();
    assert!(links.contains(&"#gap-0"));
    assert_eq!(document.root_element().attribute("role"), Some("group"), "what can be clicked is no image");
    assert!(!checked(&chain, &PictureOptions::new()).contains("href"));
}
