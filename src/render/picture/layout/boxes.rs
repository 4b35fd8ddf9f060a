//! How high each box is: as high as its words in every language, its marks and its lines ask for.

use super::super::Picture;
use super::super::parts::{Lane, PictureNode, PictureNodeKind};
use super::super::text::{fitted, width, wrapped};
use super::super::words;
use super::{marks, routes};
use crate::model::Lang;

/// A name has at most so many lines.
pub(in super::super) const NAME_LINES: usize = 3;

const NAME_SIZE: f64 = 12.0;
pub(in super::super) const FACTS_SIZE: f64 = 11.5;
pub(in super::super) const LINE_HEIGHT: f64 = 14.0;
pub(in super::super) const PADDING: f64 = 8.0;

/// How wide a box of the strip is at least.
pub(super) const APART_WIDTH: f64 = 190.0;

/// The lines of a box: those of its name, and those of what is said of it below.
pub(in super::super) fn lines(node: &PictureNode<'_>, lang: Lang) -> (Vec<String>, Vec<String>) {
    let across = if node.lane == Lane::Apart { APART_WIDTH.min(node.area.width) } else { node.area.width };
    // The sign of too much work is in the upper right corner.
    let is_overloaded = node.workload_per_team().is_some_and(|workload| workload >= 1.0);
    let sign = match node.kind {
        // The mark of a hole is in it, on the right, with the sign of how far it is known.
        PictureNodeKind::MissingStage { .. } => 18.0 + marks::SIGN,
        _ if is_overloaded => 12.0,
        _ => 0.0,
    };
    let room = across - 2.0 * PADDING - sign;
    let most = if matches!(node.kind, PictureNodeKind::OtherRelations) { 1 } else { NAME_LINES };
    let name = wrapped(&words::name(node, lang), NAME_SIZE, room, most);
    (name, side_by_side(&words::facts(node, lang), across - 2.0 * PADDING))
}

/// Facts side by side while they fit, and then in a line below.
fn side_by_side(facts: &[String], room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for fact in facts {
        let longer = lines.last().map(|line| format!("{line} · {fact}"));
        match longer.filter(|line| width(line, FACTS_SIZE) <= room) {
            Some(line) => *lines.last_mut().expect("there is a line to be longer than") = line,
            None => lines.push(fitted(fact, FACTS_SIZE, room)),
        }
    }
    lines
}

pub(super) fn set_heights(picture: &mut Picture<'_>) {
    let slots = routes::slots(picture);
    let marks = marks::at_nodes(picture);
    for (number, node) in picture.nodes.iter_mut().enumerate() {
        if node.lane == Lane::Apart {
            node.area.width = APART_WIDTH;
        }
        let of_words = picture.options.langs().iter().map(|&lang| {
            let (name, facts) = lines(node, lang);
            (name.len() + facts.len()) as f64 * LINE_HEIGHT + 9.0
        });
        let of_words = of_words.fold(0.0, f64::max);
        let of_load = if node.workload_per_team().is_some() { 5.0 } else { 0.0 };
        let of_sides = [0, 1].map(|side| {
            let lines = (slots[number][side].min(10)) as f64 * 5.0;
            marks[number][side] as f64 * routes::PITCH + lines + 8.0
        });
        let least = if node.kind == PictureNodeKind::OtherRelations { 20.0 } else { 26.0 };
        node.area.height = (of_words + of_load).max(of_sides[0]).max(of_sides[1]).max(least).round();
    }
}
