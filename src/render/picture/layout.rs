//! Where everything is: lanes from left to right, bands from top to bottom, and the layered layout within each band.

mod boxes;
mod legend;
mod marks;
mod occupancy;
mod routes;

use super::Picture;
use super::parts::{Area, Line, MarkPlace, PictureNode, PictureNodeKind};
use crate::graph::layered_layout::{LayeredEdge, LayeredNode, LayoutOptions, lay_out as lay_out_layers};

pub(super) use boxes::{FACTS_SIZE, LINE_HEIGHT, NAME_LINES, PADDING, lines};
pub(super) use legend::{LegendItem, Sample};
pub(super) use marks::{SIGN, tail};
pub(super) use routes::PITCH;
pub(super) use routes::cubic;

/// Room around everything.
const MARGIN: f64 = 16.0;
/// The least room beside the first and the last lane, for marks.
const SIDE: f64 = 36.0;
/// The least room between two lanes.
const GUTTER: f64 = 84.0;
/// Between what is beside one lane and what is beside the next.
const APART: f64 = 6.0;
/// The least and the largest width of a lane.
const LANE: (f64, f64) = (136.0, 280.0);
/// How wide a lane beside the stages is, as a share of 1 of a stage.
const BESIDE: f64 = 0.84;
/// The title.
const TITLE: f64 = 46.0;
/// Leaps and names of lanes.
const HEAD: f64 = 36.0;
/// The name of a band.
const BAND_HEAD: f64 = 28.0;
const BAND_FOOT: f64 = 12.0;
const BAND_GAP: f64 = 10.0;
/// The room of a bridge that is not there.
const BRIDGE: f64 = 30.0;

/// What the picture consists of beside boxes, lines and marks.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    pub(super) width: f64,
    pub(super) height: f64,
    /// Where the bands begin, below the title, the legend and the names of the lanes.
    pub(super) head: f64,
    /// Left side and width of each column that is there.
    pub(super) columns: [Option<(f64, f64)>; 6],
    /// Around those without a part in any category.
    pub(super) strip: Option<Area>,
    pub(super) legend: Vec<LegendItem>,
}

/// Gives every part of a picture its place.
pub(super) fn lay_out(picture: &mut Picture<'_>) {
    let (columns, width) = columns(picture);
    (picture.frame.columns, picture.frame.width) = (columns, width);
    for node in &mut picture.nodes {
        if let Some((x, width)) = columns.get(node.lane.column()).copied().flatten() {
            (node.area.x, node.area.width) = (x, width);
        }
    }
    boxes::set_heights(picture);
    let marks_at = marks::at_nodes(picture);
    // Above the bands: who begins to read a high picture sees what the signs mean.
    picture.frame.head = legend::lay_out(picture, TITLE) + HEAD;
    let mut top = picture.frame.head;
    for (band, content) in content(picture).into_iter().enumerate() {
        top = lay_out_band(picture, band, &content, &marks_at, top) + BAND_GAP;
    }
    if picture.bands.is_empty() {
        top += BAND_HEAD;
    }
    picture.frame.height = lay_out_strip(picture, top) - BAND_GAP + MARGIN;
}

/// Left side and width of each column, and the width of the picture. The stages are always there, so that an empty one is
/// seen.
fn columns(picture: &Picture<'_>) -> ([Option<(f64, f64)>; 6], f64) {
    let is_there =
        |column: usize| (1..=4).contains(&column) || picture.nodes.iter().any(|node| node.lane.column() == column);
    let share = |column: usize| if (1..=4).contains(&column) { 1.0 } else { BESIDE };
    let there: Vec<usize> = (0..6).filter(|&column| is_there(column)).collect();
    let shares: f64 = there.iter().map(|&column| share(column)).sum();
    // The room before each column: enough for the marks, and the numbers at them, that are on both of its sides.
    let reach = marks::reach(picture);
    let side = |reach: f64| SIDE.max(reach + APART);
    let first = side(reach[there[0]][routes::LEFT]);
    let last = side(reach[there[there.len() - 1]][routes::RIGHT]);
    let gutter = |pair: &[usize]| GUTTER.max(reach[pair[0]][routes::RIGHT] + reach[pair[1]][routes::LEFT] + APART);
    let before: Vec<f64> = std::iter::once(first).chain(there.windows(2).map(gutter)).collect();
    let room = picture.options.width - 2.0 * MARGIN - before.iter().sum::<f64>() - last;
    // A width that is no number counts as the least.
    let lane = (room / shares).max(LANE.0).min(LANE.1).round();
    let mut columns = [None; 6];
    let mut x = MARGIN;
    for (column, before) in there.into_iter().zip(before) {
        let width = (lane * share(column)).round();
        columns[column] = Some((x + before, width));
        x += before + width;
    }
    (columns, x + last + MARGIN)
}

/// What is in a band, by number.
#[derive(Clone, Default)]
struct Content {
    nodes: Vec<usize>,
    edges: Vec<usize>,
    marks: Vec<usize>,
}

/// What is in each band.
fn content(picture: &Picture<'_>) -> Vec<Content> {
    let mut content = vec![Content::default(); picture.bands.len()];
    let band = |node: usize| picture.nodes[node].band;
    for node in 0..picture.nodes.len() {
        band(node).into_iter().for_each(|band| content[band].nodes.push(node));
    }
    for (number, edge) in picture.edges.iter().enumerate() {
        band(edge.from).into_iter().for_each(|band| content[band].edges.push(number));
    }
    for (number, mark) in picture.marks.iter().enumerate() {
        let band = match mark.place {
            MarkPlace::Node(node) => band(node),
            MarkPlace::Edge(edge) => band(picture.edges[edge].from),
            MarkPlace::Boundary(band, _) | MarkPlace::Band(band) => Some(band),
        };
        band.into_iter().for_each(|band| content[band].marks.push(number));
    }
    content
}

/// Lays a band out from a height on, and tells where it ends.
fn lay_out_band(picture: &mut Picture<'_>, band: usize, content: &Content, marks_at: &[[usize; 2]], top: f64) -> f64 {
    let Content { nodes, edges, marks } = content;
    let number_in_band = |node: usize| nodes.binary_search(&node).expect("a line is within a band") as u32;
    let layers = layers(picture);
    let layered_nodes: Vec<LayeredNode> = nodes
        .iter()
        .map(|&node| {
            let node = &picture.nodes[node];
            LayeredNode { layer: layers[node.lane.column()], group: group(node), extent: node.area.height }
        })
        .collect();
    let layered_edges: Vec<LayeredEdge> = edges
        .iter()
        .map(|&edge| {
            let edge = &picture.edges[edge];
            let [from, to] = [edge.from, edge.to].map(number_in_band);
            LayeredEdge { from, to, weight: weight(edge.line) * (edge.relations.len() as f64 + 1.0).ln_1p() }
        })
        .collect();
    let options = LayoutOptions::new().node_gap(10.0).group_gap(16.0).bend_gap(9.0);
    let layout = lay_out_layers(&layered_nodes, &layered_edges, &options);
    let from = top + BAND_HEAD;
    for (&node, middle) in nodes.iter().zip(&layout.middles) {
        let area = &mut picture.nodes[node].area;
        area.y = from + middle - area.height / 2.0;
    }
    let bends: Vec<Vec<f64>> =
        layout.bends.iter().map(|bends| bends.iter().map(|bend| from + bend).collect()).collect();
    let mut bottom = from + layout.extent;
    let is_bridge = |mark: &usize| matches!(picture.marks[*mark].place, MarkPlace::Boundary(..));
    let is_apart = |mark: &usize| matches!(picture.marks[*mark].place, MarkPlace::Band(_));
    let mut row = |is_there: bool| {
        let middle = bottom + BRIDGE / 2.0 + 4.0;
        bottom += if is_there { BRIDGE } else { 0.0 };
        middle
    };
    let bridge = row(marks.iter().any(is_bridge));
    let apart = row(marks.iter().any(is_apart));
    routes::route(picture, edges, marks_at, &bends);
    marks::place(picture, edges, marks, [bridge, apart]);
    let (x, width) = (MARGIN, picture.frame.width - 2.0 * MARGIN);
    picture.bands[band].area = Area { x, y: top, width, height: bottom + BAND_FOOT - top };
    bottom + BAND_FOOT
}

/// The layer of each column that is there.
fn layers(picture: &Picture<'_>) -> [u32; 6] {
    let mut layers = [0; 6];
    let mut next = 0;
    for (layer, column) in layers.iter_mut().zip(&picture.frame.columns) {
        *layer = next;
        next += u32::from(column.is_some());
    }
    layers
}

/// Those of one kind stay together.
fn group(node: &PictureNode<'_>) -> u32 {
    let kind = match node.kind {
        PictureNodeKind::Organization => node.organizations.first().map(|one| one.record().kind),
        PictureNodeKind::Folded { kind } => kind,
        PictureNodeKind::OtherRelations => return 100,
        PictureNodeKind::MissingStage { .. } => return 101,
    };
    kind.map_or(99, |kind| kind as u32)
}

/// How strongly a line draws its ends to each other.
const fn weight(line: Line) -> f64 {
    match line {
        Line::SameOrganization => 3.0,
        Line::Handoff => 2.0,
        Line::Commission | Line::Demand | Line::Licence => 1.0,
        Line::Agreement | Line::Membership | Line::Funding | Line::Service => 0.5,
    }
}

/// Puts those without a part in any category side by side, from a height on.
fn lay_out_strip(picture: &mut Picture<'_>, top: f64) -> f64 {
    let apart: Vec<usize> = (0..picture.nodes.len()).filter(|&node| picture.nodes[node].band.is_none()).collect();
    if apart.is_empty() {
        return top;
    }
    let across = picture.frame.width - 2.0 * MARGIN - 16.0;
    let fitting = ((across + 12.0) / (boxes::APART_WIDTH + 12.0)).floor().max(1.0);
    let width = (across + 12.0) / fitting - 12.0;
    let mut y = top + BAND_HEAD;
    for row in apart.chunks(fitting as usize) {
        let mut bottom = y;
        for (place, &node) in row.iter().enumerate() {
            let area = &mut picture.nodes[node].area;
            (area.x, area.y, area.width) = (MARGIN + 8.0 + (width + 12.0) * place as f64, y, width);
            bottom = bottom.max(area.bottom());
        }
        y = bottom + 10.0;
    }
    let bottom = y - 10.0 + BAND_FOOT;
    picture.frame.strip =
        Some(Area { x: MARGIN, y: top, width: picture.frame.width - 2.0 * MARGIN, height: bottom - top });
    bottom + BAND_GAP
}
