//! Where everything is: generations from left to right, each to the right of all that it descends from.

use super::super::parts::{Area, Point};
use super::PedigreePicture;
use crate::graph::layered_layout::{LayeredEdge, LayeredNode, LayoutOptions, lay_out as lay_out_layers};

/// Room around everything.
pub(super) const MARGIN: f64 = 12.0;
/// A box.
pub(super) const BOX: (f64, f64) = (136.0, 40.0);
/// Between two generations.
const GUTTER: f64 = 58.0;
/// The heading, and the notes below.
const HEAD: f64 = 48.0;
pub(super) const NOTE: f64 = 16.0;
const NOTES: f64 = 3.0;

/// Gives every part of the picture its place.
pub(super) fn lay_out(picture: &mut PedigreePicture<'_>) {
    let layers = layers(picture);
    let last = layers.iter().max().map_or(0, |last| last + 1);
    let node = |layer| LayeredNode { layer, group: 0, extent: BOX.1 };
    let nodes: Vec<LayeredNode> = layers.iter().copied().chain([last]).map(node).collect();
    let sink = picture.nodes.len();
    let edge = |line: &super::PedigreeLine| LayeredEdge {
        from: line.from as u32,
        to: line.to.unwrap_or(sink) as u32,
        weight: if line.is_direct { 2.0 } else { 1.0 },
    };
    let edges: Vec<LayeredEdge> = picture.lines.iter().map(edge).collect();
    let layout = lay_out_layers(&nodes, &edges, &LayoutOptions::new().node_gap(14.0).bend_gap(10.0));
    let left = |layer: u32| MARGIN + f64::from(layer) * (BOX.0 + GUTTER);
    let area = |number: usize| Area {
        x: left(nodes[number].layer),
        y: HEAD + layout.middles[number] - BOX.1 / 2.0,
        width: BOX.0,
        height: BOX.1,
    };
    for (number, node) in picture.nodes.iter_mut().enumerate() {
        node.area = area(number);
    }
    picture.sink = area(sink);
    for (line, bends) in picture.lines.iter_mut().zip(&layout.bends) {
        let (from, to) = (area(line.from), area(line.to.unwrap_or(sink)));
        let mut points = vec![Point { x: from.right(), y: from.y + BOX.1 / 2.0 }];
        let first = nodes[line.from].layer + 1;
        for (layer, &bend) in (first..).zip(bends) {
            let (x, y) = (left(layer), HEAD + bend);
            points.extend([Point { x, y }, Point { x: x + BOX.0, y }]);
        }
        points.push(Point { x: to.x, y: to.y + BOX.1 / 2.0 });
        line.points = points;
    }
    picture.width = left(last) + BOX.0 + MARGIN;
    let notes = if picture.reaches_other_categories() { NOTES + 1.0 } else { NOTES };
    picture.height = HEAD + layout.extent + NOTE * notes + 2.0 * MARGIN;
}

/// The generation of each node: one more than the latest of those that lines come from. What descends from another is met
/// after it within as many rounds as there are generations.
fn layers(picture: &PedigreePicture<'_>) -> Vec<u32> {
    let mut layers = vec![0_u32; picture.nodes.len()];
    for _ in 0..layers.len() {
        let before = layers.clone();
        for line in &picture.lines {
            if let Some(to) = line.to {
                layers[to] = layers[to].max(layers[line.from] + 1);
            }
        }
        if layers == before {
            break;
        }
    }
    layers
}
