//! Where the marks of gaps are: at the side of a box, on a line, or between two lanes.

use super::super::Picture;
use super::super::parts::{MarkPlace, PictureNodeKind, Point};
use super::routes::{LEFT, RIGHT, at, cubic};
use crate::{Boundary, GapKind, Stage};

/// From one mark at a side to the next.
pub(super) const PITCH: f64 = 17.0;

/// From the side of a box to the middle of a mark.
const OUT: f64 = 22.0;

/// On which side of a box a gap is marked: what is lost goes out on the right, what is missing should come in on the left.
const fn side(kind: GapKind) -> usize {
    match kind {
        GapKind::StrandedResult | GapKind::LastMile => RIGHT,
        _ => LEFT,
    }
}

/// How many marks each box has on each side.
pub(super) fn at_nodes(picture: &Picture<'_>) -> Vec<[usize; 2]> {
    let mut count = vec![[0; 2]; picture.nodes.len()];
    for mark in &picture.marks {
        if let MarkPlace::Node(node) = mark.place
            && !is_hole(picture, node)
        {
            count[node][side(mark.kind)] += 1;
        }
    }
    count
}

/// A hole is a mark itself.
fn is_hole(picture: &Picture<'_>, node: usize) -> bool {
    matches!(picture.nodes[node].kind, PictureNodeKind::MissingStage { .. })
}

/// Places the marks of a band.
pub(super) fn place(picture: &mut Picture<'_>, band: usize, bridge: f64) {
    let mut used = vec![[0_usize; 2]; picture.nodes.len()];
    let mut on_edge = vec![0_usize; picture.edges.len()];
    for number in 0..picture.marks.len() {
        let mark = &picture.marks[number];
        let at = match mark.place {
            MarkPlace::Node(node) if picture.nodes[node].band == Some(band) => {
                let area = picture.nodes[node].area;
                if is_hole(picture, node) {
                    Point { x: area.right() - 16.0, y: area.y + area.height / 2.0 }
                } else {
                    let side = side(mark.kind);
                    let y = area.y + 2.0 + PITCH * (used[node][side] as f64 + 0.5);
                    used[node][side] += 1;
                    Point { x: if side == LEFT { area.x - OUT } else { area.right() + OUT }, y }
                }
            }
            MarkPlace::Edge(edge) if picture.nodes[picture.edges[edge].from].band == Some(band) => {
                on_edge[edge] += 1;
                on_line(picture, edge, on_edge[edge] - 1)
            }
            MarkPlace::Boundary(own, boundary) if own == band => {
                let (left, right) = gutter(picture, boundary);
                Point { x: f64::midpoint(left, right), y: bridge }
            }
            _ => continue,
        };
        picture.marks[number].at = at;
    }
}

/// In the last gutter that a line passes, the first mark in the middle.
fn on_line(picture: &Picture<'_>, edge: usize, number: usize) -> Point {
    let edge = &picture.edges[edge];
    let is_within_lane = picture.nodes[edge.from].lane == picture.nodes[edge.to].lane;
    let segment = if is_within_lane { 0 } else { edge.points.len() - 2 };
    at(cubic(&edge.points, segment, is_within_lane), [0.5, 0.3, 0.7][number % 3])
}

/// The gutter of a boundary: between the last stage before it and the first one after.
fn gutter(picture: &Picture<'_>, boundary: Boundary) -> (f64, f64) {
    let (before, after) = match boundary {
        Boundary::ToApplied => (Stage::AppliedBasic, Stage::Applied),
        Boundary::ToIndustry => (Stage::Applied, Stage::Industrialization),
    };
    let column = |stage: Stage| picture.frame.columns[1 + stage as usize].unwrap_or_default();
    (column(before).0 + column(before).1, column(after).0)
}
