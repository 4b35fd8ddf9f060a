//! Where the lines go: out of the side of one box, straight across the lanes between, into the side of the other.

use super::super::Picture;
use super::super::parts::{Area, PictureEdge, PictureNode, Point};

/// From one mark at a side to the next.
pub(in super::super) const PITCH: f64 = 17.0;

/// Left and right.
pub(super) const LEFT: usize = 0;
pub(super) const RIGHT: usize = 1;

/// On which side of its boxes a line starts and ends. Within a lane, it goes out and in on the right.
pub(super) fn sides(nodes: &[PictureNode<'_>], edge: &PictureEdge<'_>) -> (usize, usize) {
    match nodes[edge.from].lane.column().cmp(&nodes[edge.to].lane.column()) {
        std::cmp::Ordering::Less => (RIGHT, LEFT),
        std::cmp::Ordering::Equal => (RIGHT, RIGHT),
        std::cmp::Ordering::Greater => (LEFT, RIGHT),
    }
}

/// How many ends of lines each box has on each side.
pub(super) fn slots(picture: &Picture<'_>) -> Vec<[usize; 2]> {
    let mut slots = vec![[0; 2]; picture.nodes.len()];
    for edge in &picture.edges {
        let (out, into) = sides(&picture.nodes, edge);
        slots[edge.from][out] += 1;
        slots[edge.to][into] += 1;
    }
    slots
}

/// One end of a line.
struct End {
    node: usize,
    side: usize,
    /// Towards where the line goes.
    towards: f64,
    edge: usize,
    is_start: bool,
}

/// Routes the lines of a band, of which the bends are given.
pub(super) fn route(picture: &mut Picture<'_>, edges: &[usize], marks: &[[usize; 2]], bends: &[Vec<f64>]) {
    let middle = |area: &Area| area.y + area.height / 2.0;
    let mut ends = Vec::with_capacity(2 * edges.len());
    for (&number, bends) in edges.iter().zip(bends) {
        let edge = &picture.edges[number];
        let (out, into) = sides(&picture.nodes, edge);
        let [from, to] = [edge.from, edge.to].map(|node| middle(&picture.nodes[node].area));
        let (first, last) = (bends.first().copied().unwrap_or(to), bends.last().copied().unwrap_or(from));
        ends.push(End { node: edge.from, side: out, towards: first, edge: number, is_start: true });
        ends.push(End { node: edge.to, side: into, towards: last, edge: number, is_start: false });
    }
    ends.sort_by(|a, b| {
        let by_side = (a.node, a.side).cmp(&(b.node, b.side));
        by_side.then(a.towards.total_cmp(&b.towards)).then((a.edge, a.is_start).cmp(&(b.edge, b.is_start)))
    });
    for (&number, bends) in edges.iter().zip(bends) {
        picture.edges[number].points = vec![Point::default(); 2 + 2 * bends.len()];
    }
    for side in ends.chunk_by(|a, b| (a.node, a.side) == (b.node, b.side)) {
        let area = picture.nodes[side[0].node].area;
        let x = if side[0].side == LEFT { area.x } else { area.right() };
        let top = area.y + 4.0 + marks[side[0].node][side[0].side] as f64 * PITCH;
        let pitch = (area.bottom() - 4.0 - top) / side.len() as f64;
        for (place, end) in side.iter().enumerate() {
            let y = top + pitch * (place as f64 + 0.5);
            let points = &mut picture.edges[end.edge].points;
            let last = points.len() - 1;
            points[if end.is_start { 0 } else { last }] = Point { x, y };
        }
    }
    for (&number, bends) in edges.iter().zip(bends) {
        between(picture, number, bends);
    }
}

/// Where a line passes the lanes between its ends; within a lane, how far it goes out.
fn between(picture: &mut Picture<'_>, number: usize, bends: &[f64]) {
    let edge = &picture.edges[number];
    let [from, to] = [edge.from, edge.to].map(|node| picture.nodes[node].lane.column());
    let mut points = edge.points.clone();
    if from == to {
        let (start, end) = (points[0], points[points.len() - 1]);
        let out = (14.0 + (end.y - start.y).abs() * 0.12).min(super::SIDE);
        points = vec![start, Point { x: start.x + out, ..start }, Point { x: end.x + out, ..end }, end];
    } else {
        let passed = (from.min(to) + 1..from.max(to)).filter_map(|column| picture.frame.columns[column]);
        let mut passed: Vec<(f64, f64)> = passed.map(|(x, width)| (x, x + width)).collect();
        if from > to {
            passed.reverse();
            passed.iter_mut().for_each(|sides| *sides = (sides.1, sides.0));
        }
        for (place, ((near, far), &y)) in passed.into_iter().zip(bends).enumerate() {
            points[1 + 2 * place] = Point { x: near, y };
            points[2 + 2 * place] = Point { x: far, y };
        }
    }
    picture.edges[number].points = points;
}

/// The four points of the cubic curve between two points in different lanes, or of a line within a lane.
pub(in super::super) fn cubic(points: &[Point], segment: usize, is_within_lane: bool) -> [Point; 4] {
    if is_within_lane {
        return [points[0], points[1], points[2], points[3]];
    }
    let (start, end) = (points[segment], points[segment + 1]);
    let middle = f64::midpoint(start.x, end.x);
    [start, Point { x: middle, ..start }, Point { x: middle, ..end }, end]
}

/// The point of a cubic curve at a share of 1 of its way.
pub(super) fn at(curve: [Point; 4], share: f64) -> Point {
    let rest = 1.0 - share;
    let factors = [rest.powi(3), 3.0 * rest * rest * share, 3.0 * rest * share * share, share.powi(3)];
    let mut point = Point::default();
    for (factor, control) in factors.into_iter().zip(curve) {
        point.x += factor * control.x;
        point.y += factor * control.y;
    }
    point
}
