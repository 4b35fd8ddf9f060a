//! Where the marks of gaps are: at the side of a box, on a line, or between two lanes.

use super::super::Picture;
use super::super::parts::{Area, Lane, MarkPlace, PictureMark, PictureNodeKind, Point};
use super::APART;
use super::occupancy::{Occupancy, around};
use super::routes::{LEFT, PITCH, RIGHT, at, cubic};
use crate::model::{Boundary, Stage};
use crate::query::GapKind;

/// From the side of a box to the middle of a mark.
const OUT: f64 = 22.0;

/// On which side of a box a gap is marked: what is lost goes out on the right, what is missing should come in on the left.
const fn side(kind: GapKind) -> usize {
    match kind {
        GapKind::StrandedResult | GapKind::LastMile | GapKind::IdleLicence | GapKind::UnadoptedProduct => RIGHT,
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

/// How far the marks on each side of the boxes of each column reach, with their numbers.
pub(super) fn reach(picture: &Picture<'_>) -> [[f64; 2]; 6] {
    let mut reach = [[0.0_f64; 2]; 6];
    for mark in &picture.marks {
        if let MarkPlace::Node(node) = mark.place
            && !is_hole(picture, node)
            && let Some(sides) = reach.get_mut(picture.nodes[node].lane.column())
        {
            let side = &mut sides[side(mark.kind)];
            *side = side.max(OUT + mark_width(mark) - 7.0);
        }
    }
    reach
}

/// A hole is a mark itself.
fn is_hole(picture: &Picture<'_>, node: usize) -> bool {
    matches!(picture.nodes[node].kind, PictureNodeKind::MissingStage { .. })
}

/// Places the marks of a band, and then the counts of its lines where there is room left: bridges in a row of their own,
/// and what is at no box in another.
pub(super) fn place(picture: &mut Picture<'_>, edges: &[usize], marks: &[usize], [bridge, apart]: [f64; 2]) {
    // Marks are in the order of their places, so that those of one box follow each other.
    let (mut last, mut used) = (None, [0_usize; 2]);
    let mut taken = Occupancy::default();
    for &number in marks {
        let mark = &picture.marks[number];
        let at = match mark.place {
            MarkPlace::Node(node) => {
                if last != Some(node) {
                    (last, used) = (Some(node), [0; 2]);
                }
                let area = picture.nodes[node].area;
                if is_hole(picture, node) {
                    Point { x: area.right() - 16.0 - tail(mark), y: area.y + area.height / 2.0 }
                } else {
                    let side = side(mark.kind);
                    let y = area.y + 2.0 + PITCH * (used[side] as f64 + 0.5);
                    used[side] += 1;
                    Point { x: if side == LEFT { area.x - OUT } else { area.right() + OUT }, y }
                }
            }
            MarkPlace::Boundary(_, boundary) => {
                let (left, right) = gutter(picture, boundary);
                Point { x: f64::midpoint(left, right), y: bridge }
            }
            MarkPlace::Band(_) => {
                let (left, _) =
                    picture.frame.columns[Lane::Stage(Stage::Industrialization).column()].unwrap_or_default();
                Point { x: left + 12.0, y: apart }
            }
            MarkPlace::Edge(_) => continue,
        };
        let is_left = matches!(mark.place, MarkPlace::Node(node) if at.x < picture.nodes[node].area.x);
        taken.take(mark_area(at, mark_width(mark), is_left));
        picture.marks[number].at = at;
    }
    // Along the lines, where those at the boxes have left room.
    for &number in marks {
        let mark = &picture.marks[number];
        if let MarkPlace::Edge(edge) = mark.place {
            let width = mark_width(mark);
            // A number beside a box must not seem to be that of a mark on a line.
            let area = |at: Point| mark_area(Point { x: at.x - APART, ..at }, width + 2.0 * APART, false);
            picture.marks[number].at = on_line(picture, edge, true, area, &mut taken);
        }
    }
    for &edge in edges {
        let relations = picture.edges[edge].relations.len();
        if relations > 1 {
            let width = 9.0 + 7.0 * relations.to_string().len() as f64;
            picture.edges[edge].count_at = on_line(picture, edge, false, |at| around(at, width, 11.0), &mut taken);
        }
    }
}

/// How much room the sign of how far something is known takes.
pub(in super::super) const SIGN: f64 = 9.0;

/// How much room the signs and numbers beside a mark take: for the certain and for the possible gaps a sign each, with
/// their number where there are several.
pub(in super::super) fn tail(mark: &PictureMark) -> f64 {
    let digits = |gaps: usize| if mark.gaps.len() > 1 { 7.0 * gaps.to_string().len() as f64 } else { 0.0 };
    match mark.certain {
        None => digits(mark.gaps.len()),
        Some(_) => mark.degrees().map(|(_, gaps)| SIGN + digits(gaps)).sum(),
    }
}

/// How much room a mark takes with what is beside it: all on one side of its middle but 7 pixels.
fn mark_width(mark: &PictureMark) -> f64 {
    let tail = tail(mark);
    if tail > 0.0 { 16.0 + tail } else { 14.0 }
}

/// The area of a mark around a point: its signs and numbers are on the left or on the right of it.
fn mark_area(at: Point, width: f64, is_left: bool) -> Area {
    let x = if is_left { at.x + 7.0 - width } else { at.x - 7.0 };
    Area { x, y: at.y - 7.5, width, height: 15.0 }
}

/// A point on a line with room for something: preferably near its end, or near its start.
fn on_line(
    picture: &Picture<'_>,
    edge: usize,
    near_end: bool,
    area: impl Fn(Point) -> Area,
    taken: &mut Occupancy,
) -> Point {
    let edge = &picture.edges[edge];
    let is_within_lane = picture.nodes[edge.from].lane == picture.nodes[edge.to].lane;
    let mut segments: Vec<usize> =
        if is_within_lane { vec![0] } else { (0..edge.points.len() - 1).step_by(2).collect() };
    if near_end {
        segments.reverse();
    }
    let shares = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.15, 0.85, 0.35, 0.65, 0.45, 0.55];
    let points: Vec<Point> = segments
        .into_iter()
        .map(|segment| cubic(&edge.points, segment, is_within_lane))
        .flat_map(|curve| shares.map(|share| at(curve, share)))
        .collect();
    let areas: Vec<Area> = points.iter().map(|&point| area(point)).collect();
    points[taken.take_freest(&areas)]
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
