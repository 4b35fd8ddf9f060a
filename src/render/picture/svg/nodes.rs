//! Boxes: the outline tells how well they are known, its weight the bottleneck, the bar below the load.

use super::super::layout::{LINE_HEIGHT, NAME_LINES, PADDING, Sample, lines};
use super::super::parts::{Area, MarkPlace, PictureNode, PictureNodeKind, Point};
use super::super::{Picture, words};
use super::writer::{Anchor, Writer, attribute, ids, number};
use crate::model::Lang;

pub(super) fn write(writer: &mut Writer, picture: &Picture<'_>, number_of_node: usize) {
    let node = &picture.nodes[number_of_node];
    let categories = node.band.iter().flat_map(|&band| &picture.bands[band].categories);
    // Marks are in the order of their places.
    let place = MarkPlace::Node(number_of_node);
    let from = picture.marks.partition_point(|mark| mark.place < place);
    let own = picture.marks[from..].iter().take_while(|mark| mark.place == place);
    let gaps = || own.flat_map(|mark| mark.gaps.iter().map(ToString::to_string)).collect::<Vec<_>>();
    let severity = node.severity.map_or(String::new(), |severity| format!(" sr-severity-{severity}"));
    let focus = if picture.options.gap_links.is_some() { " tabindex=\"0\" role=\"img\"" } else { "" };
    let name = words::name(node, picture.options.langs()[0]);
    writer.raw(&format!(
        "<g{} class=\"sr-node sr-kind-{} sr-evidence-{}{severity}\" data-node=\"{number_of_node}\" data-kind=\"{1}\" \
         data-evidence=\"{2}\" data-stage=\"{}\"{}{}{}{}{focus}{}>\n",
        attribute("id", &picture.node_id(number_of_node)),
        kind(node),
        node.evidence,
        node.lane.as_str(),
        ids("data-category", categories.map(|category| category.id.as_str())),
        writer.records("data-organizations", || node
            .organizations
            .iter()
            .map(|one| one.record().id.as_str())
            .collect()),
        writer.records("data-records", || node.projects.iter().map(|one| one.record().id.as_str()).collect()),
        writer.records("data-gaps", gaps),
        if focus.is_empty() { String::new() } else { attribute("aria-label", &name) },
    ));
    writer.title(|lang| words::node(picture, node, lang));
    draw(writer, node);
    words_of(writer, node);
    writer.raw("</g>\n");
}

fn kind(node: &PictureNode<'_>) -> &'static str {
    match node.kind {
        PictureNodeKind::Organization => node.organizations.first().map_or("", |one| one.record().kind.as_str()),
        PictureNodeKind::Folded { kind: Some(kind) } => kind.as_str(),
        PictureNodeKind::Folded { kind: None } => "folded",
        PictureNodeKind::OtherRelations => "other-relations",
        PictureNodeKind::MissingStage { .. } => "missing-stage",
    }
}

fn draw(writer: &mut Writer, node: &PictureNode<'_>) {
    let Area { x, y, width, height } = node.area;
    match node.kind {
        PictureNodeKind::MissingStage { .. } => return writer.rect("sr-hole", (x, y), (width, height), 10.0),
        // Several sheets on a pile.
        PictureNodeKind::Folded { .. } => {
            writer.rect("sr-behind", (x + 4.0, y + 4.0), (width - 2.0, height - 1.0), 4.0);
            writer.rect("sr-behind", (x + 2.0, y + 2.0), (width - 1.0, height - 1.0), 4.0);
        }
        _ => {}
    }
    let round = if node.kind == PictureNodeKind::OtherRelations { height / 2.0 } else { 4.0 };
    writer.rect("sr-box", (x, y), (width, height), round);
    if let Some(workload) = node.workload_per_team() {
        bar(writer, (x + PADDING, y + height - 7.0), width - 2.0 * PADDING, workload);
        if workload >= 1.0 {
            sign(writer, x + width - 11.0, y + 9.0);
        }
    }
}

/// How much of the teams the open work takes.
fn bar(writer: &mut Writer, at: (f64, f64), width: f64, workload: f64) {
    writer.rect("sr-load-room", at, (width, 3.0), 1.5);
    if workload > 0.0 {
        writer.rect("sr-load", at, (width * workload.min(1.0), 3.0), 1.5);
    }
}

/// A triangle with an exclamation mark.
fn sign(writer: &mut Writer, x: f64, y: f64) {
    writer.path("sr-sign", &format!("M{} {}l6 11h-12z", number(x), number(y - 6.0)));
    writer.path("sr-sign-inner", &format!("M{} {}v4m0 1.4v1.4", number(x), number(y - 2.4)));
}

/// Name and facts: in the middle of the box, in each language by itself.
fn words_of(writer: &mut Writer, node: &PictureNode<'_>) {
    let left = node.area.x + PADDING;
    let in_lang = |lang| if writer.speaks(lang) { lines(node, lang) } else { (Vec::new(), Vec::new()) };
    let (in_english, in_chinese) = (in_lang(Lang::En), in_lang(Lang::Zh));
    let line = |lang, is_fact: bool, place: usize| {
        let (name, facts) = match lang {
            Lang::En => &in_english,
            Lang::Zh => &in_chinese,
        };
        let rows = (name.len() + facts.len()) as f64;
        let room = node.area.height - if node.workload_per_team().is_some() { 7.0 } else { 0.0 };
        let before = if is_fact { name.len() } else { 0 };
        let y = node.area.y + (room - rows * LINE_HEIGHT) / 2.0 + 11.0 + LINE_HEIGHT * (before + place) as f64;
        let lines = if is_fact { facts } else { name };
        (y, lines.get(place).cloned().unwrap_or_default())
    };
    for place in 0..NAME_LINES {
        writer.texts(left, "sr-name", Anchor::Start, |lang| line(lang, false, place));
    }
    for place in 0..NAME_LINES {
        writer.texts(left, "sr-facts", Anchor::Start, |lang| line(lang, true, place));
    }
}

/// A box of the legend.
pub(super) fn sample(writer: &mut Writer, sample: Sample, at: Point) {
    let (x, y, width, height) = (at.x + 1.0, at.y - 8.0, 34.0, 16.0);
    let (evidence, severity) = match sample {
        Sample::Evidence(evidence) => (evidence.as_str(), String::new()),
        Sample::Bottleneck(severity) => ("documented", format!(" sr-severity-{severity}")),
        _ => ("documented", String::new()),
    };
    writer.raw(&format!("<g class=\"sr-node sr-evidence-{evidence}{severity}\">\n"));
    writer.rect("sr-box", (x, y), (width, height), 4.0);
    match sample {
        Sample::Load => bar(writer, (x + 5.0, y + 9.0), width - 10.0, 0.6),
        Sample::Overload => sign(writer, x + width / 2.0, y + 8.0),
        _ => {}
    }
    writer.raw("</g>\n");
}
