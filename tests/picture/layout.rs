//! What holds of every picture: nothing overlaps, every line is between its boxes, nothing is outside, every gap is shown.

use proptest::prelude::*;
use seedrelay::query::GapOptions;
use seedrelay::render::picture::{Area, Line, MarkPlace, Picture, PictureMark, PictureNodeKind, PictureOptions};
use seedrelay::testing::strategies::{ChainSizes, chain_with};
use seedrelay::testing::synthetic::{SyntheticOptions, generate};
use seedrelay::{SupplyChain, datasets};

use super::config;
use super::turned::turned;

fn large() -> ChainSizes {
    ChainSizes::default().organizations(1..=14).projects(0..=40)
}

fn overlap(a: &Area, b: &Area) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

fn is_on_side(area: &Area, x: f64, y: f64) -> bool {
    (x == area.x || x == area.right()) && (area.y..=area.bottom()).contains(&y)
}

/// The room of a mark beside a box with its signs and numbers, which is away from the box.
fn room_of_mark(picture: &Picture<'_>, mark: &PictureMark) -> Option<Area> {
    let MarkPlace::Node(node) = mark.place else { return None };
    let node = &picture.nodes()[node];
    if matches!(node.kind, PictureNodeKind::MissingStage { .. }) {
        return None;
    }
    let certain = mark.certain.expect("it was asked how far they are known");
    let signs = [certain, mark.gaps.len() - certain].into_iter().filter(|gaps| *gaps > 0);
    let digits = |gaps: usize| if mark.gaps.len() > 1 { 6.5 * gaps.to_string().len() as f64 } else { 0.0 };
    let number = 2.0 + signs.map(|gaps| 8.0 + digits(gaps)).sum::<f64>();
    let is_left = mark.at.x < node.area.x;
    let x = mark.at.x - 7.0 - if is_left { number } else { 0.0 };
    Some(Area { x, y: mark.at.y - 7.0, width: 14.0 + number, height: 14.0 })
}

/// What must hold of a picture of a chain.
fn check(chain: &SupplyChain, options: &PictureOptions) {
    let picture = Picture::draw(chain, options);
    let within = |x: f64, y: f64| (0.0..=picture.width()).contains(&x) && (0.0..=picture.height()).contains(&y);
    for (number, node) in picture.nodes().iter().enumerate() {
        let area = node.area;
        assert!(within(area.x, area.y) && within(area.right(), area.bottom()), "{area:?} is outside");
        for other in &picture.nodes()[number + 1..] {
            assert!(!overlap(&area, &other.area), "{node:?} and {other:?} overlap");
        }
        if let Some(band) = node.band {
            let band = picture.bands()[band].area;
            assert!(area.y >= band.y && area.bottom() <= band.bottom(), "{area:?} is not in {band:?}");
        }
    }
    for bands in picture.bands().windows(2) {
        assert!(bands[0].area.bottom() < bands[1].area.y);
    }
    for edge in picture.edges() {
        let [from, to] = [edge.from, edge.to].map(|node| picture.nodes()[node].area);
        let (first, last) = (edge.points[0], edge.points[edge.points.len() - 1]);
        assert!(is_on_side(&from, first.x, first.y), "{first:?} is not on {from:?}");
        assert!(is_on_side(&to, last.x, last.y), "{last:?} is not on {to:?}");
        assert!(edge.points.iter().all(|point| within(point.x, point.y)), "{edge:?} leaves the picture");
        assert!(edge.from != edge.to);
        assert_eq!(edge.relations.is_empty(), edge.line == Line::SameOrganization);
    }
    let mut shown = vec![0; picture.gaps().len()];
    for mark in picture.marks() {
        assert!(within(mark.at.x, mark.at.y));
        assert!(!mark.gaps.is_empty());
        for &gap in &mark.gaps {
            assert_eq!(picture.gaps()[gap].kind(), mark.kind);
            shown[gap] += 1;
        }
        let band = match mark.place {
            MarkPlace::Node(node) => picture.nodes()[node].band.unwrap(),
            MarkPlace::Edge(edge) => picture.nodes()[picture.edges()[edge].from].band.unwrap(),
            MarkPlace::Boundary(band, _) | MarkPlace::Band(band) => band,
        };
        let band = picture.bands()[band].area;
        assert!(mark.at.y >= band.y && mark.at.y <= band.bottom(), "{mark:?} is not in {band:?}");
    }
    let rooms: Vec<Area> = picture.marks().iter().filter_map(|mark| room_of_mark(&picture, mark)).collect();
    for (number, room) in rooms.iter().enumerate() {
        let is_in_band = |band: &Area| room.x > band.x && room.right() < band.right();
        assert!(picture.bands().iter().any(|band| is_in_band(&band.area)), "{room:?} leaves its band");
        for other in &rooms[number + 1..] {
            assert!(!overlap(room, other), "the numbers at {room:?} and {other:?} run together");
        }
    }
    for (gap, shown) in picture.gaps().iter().zip(shown) {
        let is_of_band = options.category().is_none_or(|category| gap.category().id == *category);
        assert_eq!(shown, usize::from(is_of_band), "{gap} is shown {shown} times");
    }
    if options.category().is_none() {
        let shown: usize = picture.nodes().iter().map(|node| node.projects.len()).sum();
        assert_eq!(shown, chain.projects().len(), "every project is in one box");
        for organization in chain.organizations() {
            assert!(picture.nodes().iter().any(|node| node.organizations.contains(&organization)), "{organization:?}");
        }
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_picture_is_sound(chain in chain_with(large())) {
        check(&chain, &PictureOptions::new());
        for category in chain.categories() {
            check(&chain, &PictureOptions::new().of_category(&chain, &category.id).unwrap().both_langs(seedrelay::Lang::Zh));
        }
    }

    #[test]
    fn a_folded_picture_is_sound(
        chain in chain_with(large()),
        nodes in 0_usize..30,
        edges in 0_usize..20,
        per_lane in 0_usize..4,
        width in 0_u32..4000,
    ) {
        let options = PictureOptions::new().most_nodes(nodes).most_edges(edges).most_per_lane(per_lane);
        check(&chain, &options.width(f64::from(width)));
    }

    /// The order of a document changes no byte.
    #[test]
    fn the_order_of_records_changes_nothing(chain in chain_with(large())) {
        let turned = turned(&chain);
        prop_assert_eq!(&turned, &chain);
        let options = PictureOptions::new().most_nodes(12).most_edges(12);
        for options in [PictureOptions::new(), options] {
            prop_assert_eq!(Picture::draw(&turned, &options).to_svg(), Picture::draw(&chain, &options).to_svg());
        }
    }
}

#[test]
fn hunan_is_sound() {
    let chain = datasets::hunan();
    check(&chain, &PictureOptions::new());
    for category in chain.categories() {
        check(&chain, &PictureOptions::new().of_category(&chain, &category.id).unwrap());
    }
}

#[test]
fn a_chain_of_hundreds_is_sound() {
    let chain = generate(&SyntheticOptions::of_size(300).categories(30));
    assert!(chain.gaps(&GapOptions::new()).iter().count() > 100);
    check(&chain, &PictureOptions::new());
}
