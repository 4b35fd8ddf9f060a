//! Lines: each kind with a stroke, a head and a tail of its own.

use super::super::layout::cubic;
use super::super::parts::{Line, PictureEdge, PictureRelation, Point};
use super::super::{Picture, words};
use super::writer::{Anchor, Writer, attribute, ids, number};
use crate::model::{Lang, ProjectId};

pub(super) fn write(writer: &mut Writer, picture: &Picture<'_>, number_of_edge: usize) {
    let edge = &picture.edges[number_of_edge];
    let [from, to] = [edge.from, edge.to].map(|node| &picture.nodes[node]);
    let categories = from.band.iter().flat_map(|&band| &picture.bands[band].categories);
    let stages = if from.lane == to.lane { vec![from.lane] } else { vec![from.lane, to.lane] };
    writer.raw(&format!(
        "<g{} class=\"sr-edge sr-{} sr-evidence-{}\" data-edge=\"{number_of_edge}\" data-kind=\"{1}\" \
         data-evidence=\"{2}\" data-from=\"{}\" data-to=\"{}\" data-count=\"{}\"{}{}{}>\n",
        attribute("id", &picture.edge_id(number_of_edge)),
        edge.line,
        edge.evidence,
        edge.from,
        edge.to,
        edge.relations.len(),
        ids("data-category", categories.map(|category| category.id.as_str())),
        ids("data-stage", stages.iter().map(|lane| lane.as_str())),
        writer.records("data-records", || records(edge)),
    ));
    writer.title(|lang| title(picture, edge, lang));
    let is_within_lane = from.lane == to.lane;
    let last = edge.points[edge.points.len() - 1];
    let leaves = if edge.points[0].x >= from.area.right() { 1.0 } else { -1.0 };
    let enters = if last.x <= to.area.x { 1.0 } else { -1.0 };
    let path = curve(edge, is_within_lane);
    draw(writer, edge.line, &path, edge.points[0], last, (leaves, enters));
    writer.raw("</g>\n");
}

/// How many relations each line stands for, over all lines, so that none runs through a number.
pub(super) fn counts(writer: &mut Writer, picture: &Picture<'_>) {
    let several = || picture.edges.iter().filter(|edge| edge.relations.len() > 1);
    if several().next().is_none() {
        return;
    }
    // The lines tell it themselves, together with what they are.
    writer.raw("<g class=\"sr-counts\" aria-hidden=\"true\">\n");
    for edge in several() {
        let count = format!("{}×", edge.relations.len());
        writer.text((edge.count_at.x, edge.count_at.y + 3.5), "sr-count", Anchor::Middle, |_| count.clone());
    }
    writer.raw("</g>\n");
}

/// The path up to the last curve, which [`draw`] ends where the head begins.
fn curve(edge: &PictureEdge<'_>, is_within_lane: bool) -> String {
    let points = &edge.points;
    let point = |point: Point| format!("{} {}", number(point.x), number(point.y));
    let mut path = format!("M{}", point(points[0]));
    if is_within_lane {
        path.push_str(&format!("C{} {} ", point(points[1]), point(points[2])));
        return path;
    }
    for segment in (0..points.len() - 1).step_by(2) {
        let [_, first, second, end] = cubic(points, segment, false);
        path.push_str(&format!("C{} {} ", point(first), point(second)));
        if segment + 2 < points.len() {
            path.push_str(&format!("{}L{}", point(end), point(points[segment + 2])));
        }
    }
    path
}

/// Draws a line of which the path lacks its last point.
///
/// `leaves` and `enters` are 1 to the right and −1 to the left.
pub(super) fn draw(
    writer: &mut Writer,
    line: Line,
    path: &str,
    start: Point,
    end: Point,
    (leaves, enters): (f64, f64),
) {
    // A path that is only begun goes straight.
    let link = if path.ends_with(' ') { "" } else { "L" };
    let to = |back: f64| format!("{path}{link}{} {}", number(end.x - enters * back), number(end.y));
    let triangle = |length: f64, half: f64| {
        let (back, y) = (number(end.x - enters * length), end.y);
        format!("M{} {}L{back} {}V{}z", number(end.x), number(y), number(y - half), number(y + half))
    };
    let diamond = |tip: Point, towards: f64| {
        let (out, back) = (number(towards * 5.0), number(-towards * 5.0));
        format!("M{} {}l{out} -3.5 {out} 3.5 {back} 3.5z", number(tip.x), number(tip.y))
    };
    match line {
        Line::Handoff => {
            writer.path("sr-stroke", &to(7.0));
            writer.path("sr-head", &triangle(9.0, 4.5));
        }
        Line::Commission => {
            writer.path("sr-stroke", &to(1.0));
            writer.path("sr-inner", &to(2.0));
            let (back, y) = (number(end.x - enters * 9.0), end.y);
            let (x, middle) = (number(end.x), number(y));
            writer.path("sr-head", &format!("M{back} {}L{x} {middle}L{back} {}", number(y - 6.0), number(y + 6.0)));
        }
        Line::Demand => {
            writer.path("sr-stroke", &to(9.0));
            writer.circle("sr-tail", (start.x + leaves * 3.0, start.y), 3.0);
            writer.path("sr-head", &triangle(10.0, 4.5));
        }
        Line::Agreement => {
            writer.path("sr-stroke", &to(0.0));
            writer.path("sr-head", &diamond(start, leaves));
            writer.path("sr-head", &diamond(end, -enters));
        }
        Line::Licence => {
            writer.path("sr-stroke", &to(7.0));
            writer.path("sr-inner", &to(8.0));
            let (x, y) = (number(start.x), number(start.y - 4.0));
            writer.path("sr-head", &format!("M{x} {y}v8"));
            writer.path("sr-head", &triangle(8.0, 4.0));
        }
        Line::Membership => {
            writer.path("sr-stroke", &to(0.0));
            writer.path("sr-head", &diamond(end, -enters));
        }
        Line::Funding => {
            writer.path("sr-stroke", &to(6.0));
            let (x, y) = (number(start.x), number(start.y - 3.0));
            writer.path("sr-head", &format!("M{x} {y}h{}v6h{}z", number(leaves * 6.0), number(-leaves * 6.0)));
            writer.path("sr-head", &triangle(7.0, 3.5));
        }
        Line::Service => {
            writer.path("sr-stroke", &to(3.0));
            writer.circle("sr-tail", (end.x - enters * 3.5, end.y), 3.5);
        }
        Line::SameOrganization => {
            writer.path("sr-ribbon", &to(0.0));
            writer.path("sr-ribbon-inner", &to(0.0));
        }
    }
}

fn title(picture: &Picture<'_>, edge: &PictureEdge<'_>, lang: Lang) -> String {
    let [from, to] = [edge.from, edge.to].map(|node| words::name(&picture.nodes[node], lang));
    let mut lines = vec![format!("{from} → {to}")];
    lines.push(match (edge.line, edge.relations.len()) {
        (Line::SameOrganization, _) | (_, 1) => edge.line.label(lang).to_owned(),
        (_, count) => format!("{count} × {}", edge.line.label(lang)),
    });
    // Of one kind of line, either all relations have something to tell or none has.
    if matches!(edge.line, Line::Handoff | Line::Commission | Line::Demand | Line::Licence) {
        let told = edge.relations.iter().map(|relation| match relation {
            PictureRelation::Handoff { upstream, project } => {
                format!("{} → {}", upstream.record().label(lang), project.record().label(lang))
            }
            PictureRelation::Commission { project } => project.record().label(lang).to_owned(),
            PictureRelation::Demand { demand, project } => {
                format!("{} → {}", demand.label(lang), project.record().label(lang))
            }
            PictureRelation::Licence(licence) => words::licensed(picture.chain, licence, lang).to_owned(),
            _ => String::new(),
        });
        lines.extend(words::told(told, lang));
    }
    if edge.line != Line::SameOrganization {
        lines.push(edge.evidence.label(lang).to_owned());
    }
    lines.join("\n")
}

/// The projects and demands of a line.
fn records<'a>(edge: &'a PictureEdge<'_>) -> Vec<&'a str> {
    let mut records: Vec<&str> = Vec::new();
    for relation in &edge.relations {
        match relation {
            PictureRelation::Handoff { upstream, project } => {
                records.extend([upstream.record().id.as_str(), project.record().id.as_str()]);
            }
            PictureRelation::Commission { project } => records.push(project.record().id.as_str()),
            PictureRelation::Licence(licence) => records.extend(licence.project.as_ref().map(ProjectId::as_str)),
            PictureRelation::Demand { demand, project } => {
                records.extend([demand.id.as_str(), project.record().id.as_str()]);
            }
            _ => {}
        }
    }
    records.sort_unstable();
    records.dedup();
    records
}
