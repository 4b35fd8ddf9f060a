//! Marks: each kind of gap with a shape of its own, joined to what it is at.

use super::super::layout::{PITCH, SIGN, tail};
use super::super::parts::{MarkPlace, PictureMark, Point};
use super::super::{Picture, PictureNodeKind, words};
use super::writer::{Anchor, Writer, attribute, ids, number};
use crate::model::{Boundary, Evidence, Lang, Stage};
use crate::query::{Degree, GapKind};

pub(super) fn write(writer: &mut Writer, picture: &Picture<'_>, number_of_mark: usize) {
    let mark = &picture.marks[number_of_mark];
    let gaps = || mark.gaps.iter().map(|&gap| &picture.gaps[gap]);
    let mut categories: Vec<&str> = gaps().map(|gap| gap.category().id.as_str()).collect();
    categories.sort_unstable();
    categories.dedup();
    let of_project = |evidence: Option<Evidence>, gap: &crate::query::Gap<'_>| {
        let of_gap = gap.project().map(|project| project.record().evidence);
        evidence.max(of_gap.or(gap.demand().map(|demand| demand.evidence)))
    };
    let evidence = gaps().fold(None, of_project);
    let records = gaps().flat_map(|gap| {
        let projects = gap.upstream().into_iter().chain(gap.project());
        projects.map(|project| project.record().id.as_str()).chain(gap.demand().map(|demand| demand.id.as_str()))
    });
    let id = picture.mark_id(number_of_mark);
    let title_id = format!("{id}-title");
    let link = picture.options.gap_links.as_ref().zip(mark.gaps.first());
    if let Some((prefix, gap)) = link {
        let (href, label) = (attribute("href", &format!("#{prefix}{gap}")), attribute("aria-labelledby", &title_id));
        writer.raw(&format!("<a{href}{label}>\n"));
    }
    let degrees = mark.degrees().map(|(degree, _)| degree.as_str());
    writer.raw(&format!(
        "<g{} class=\"sr-mark sr-gap-{}\" data-mark=\"{number_of_mark}\" data-kind=\"{1}\" data-severity=\"{}\"{}{}{}{}{}{}>\n",
        attribute("id", &id),
        mark.kind,
        mark.severity(),
        attribute("data-evidence", evidence.map_or("", |evidence| evidence.as_str())),
        ids("data-certainty", degrees),
        writer.records("data-gaps", || mark.gaps.iter().map(ToString::to_string).collect()),
        ids("data-category", categories.into_iter()),
        ids("data-stage", stages(picture, mark).into_iter()),
        writer.records("data-records", || records.collect()),
    ));
    writer.title_of(if link.is_some() { &title_id } else { "" }, |lang| title(picture, mark, lang));
    if link.is_some() {
        // Thin lines are hard to hit. The marks at one box stand closer than those on lines.
        let half = if matches!(mark.place, MarkPlace::Node(_)) { PITCH / 2.0 } else { 12.0 };
        writer.rect("sr-hit", (mark.at.x - 12.0, mark.at.y - half), (24.0, 2.0 * half), 0.0);
    }
    draw(writer, picture, mark);
    writer.raw("</g>\n");
    if link.is_some() {
        writer.raw("</a>\n");
    }
}

/// In which lanes a mark is.
fn stages(picture: &Picture<'_>, mark: &PictureMark) -> Vec<&'static str> {
    let lane = |node: usize| picture.nodes[node].lane.as_str();
    match mark.place {
        MarkPlace::Node(node) => match picture.nodes[node].kind {
            PictureNodeKind::MissingStage { leap } => leap.stages().iter().map(|stage| stage.as_str()).collect(),
            _ => vec![lane(node)],
        },
        MarkPlace::Edge(edge) => {
            let edge = &picture.edges[edge];
            if lane(edge.from) == lane(edge.to) { vec![lane(edge.from)] } else { vec![lane(edge.from), lane(edge.to)] }
        }
        MarkPlace::Boundary(_, boundary) => {
            let leaps = [boundary.from(), boundary.to()];
            leaps.iter().flat_map(|leap| leap.stages()).map(|stage| stage.as_str()).collect()
        }
        MarkPlace::Band(_) => vec![Stage::Industrialization.as_str()],
    }
}

fn title(picture: &Picture<'_>, mark: &PictureMark, lang: Lang) -> String {
    let messages = words::gaps(picture, mark, lang);
    // The numbers that are seen must be heard.
    let kind = match mark.gaps.len() {
        1 => mark.kind.label(lang).to_owned(),
        count => format!("{count} × {}", mark.kind.label(lang)),
    };
    format!("{kind}{}\n{}", words::degrees(mark, lang), messages.join("\n"))
}

fn draw(writer: &mut Writer, picture: &Picture<'_>, mark: &PictureMark) {
    let Point { x, y } = mark.at;
    match mark.place {
        MarkPlace::Node(node) => {
            let node = &picture.nodes[node];
            if matches!(node.kind, PictureNodeKind::MissingStage { .. }) {
                glyph(writer, mark.kind, mark.at);
            } else {
                let side = if x < node.area.x { node.area.x } else { node.area.right() };
                stub(writer, mark.kind, side, mark.at);
            }
        }
        MarkPlace::Edge(_) => glyph(writer, mark.kind, mark.at),
        MarkPlace::Boundary(_, boundary) => {
            let x = bridge(writer, picture, boundary, mark.at) + 8.0;
            return signs_and_name(writer, mark, Point { x, y });
        }
        MarkPlace::Band(_) => {
            glyph(writer, mark.kind, mark.at);
            return signs_and_name(writer, mark, Point { x: x + 10.0, y });
        }
    }
    // Away from the box, so that they are not on the line to it.
    let is_left = matches!(mark.place, MarkPlace::Node(node) if x < picture.nodes[node].area.x);
    signs(writer, mark, Point { x: if is_left { x - 9.0 - tail(mark) } else { x + 9.0 }, y });
}

/// How many gaps there are at a mark, and how far they are known, from a point on.
fn signs(writer: &mut Writer, mark: &PictureMark, Point { mut x, y }: Point) {
    let count = |writer: &mut Writer, x: f64, gaps: usize| {
        let (at, gaps) = ((x, y + 4.0), gaps.to_string());
        writer.text(at, "sr-count", Anchor::Start, |_| gaps.clone());
        7.0 * gaps.len() as f64
    };
    let is_one = mark.gaps.len() == 1;
    if mark.certain.is_none() && !is_one {
        count(writer, x, mark.gaps.len());
    }
    for (degree, gaps) in mark.degrees() {
        sign(writer, degree, Point { x: x + SIGN / 2.0 - 1.0, y });
        x += SIGN;
        x += if is_one { 0.0 } else { count(writer, x, gaps) };
    }
}

/// The signs of a mark, and behind them what kind of gap it is.
fn signs_and_name(writer: &mut Writer, mark: &PictureMark, at: Point) {
    signs(writer, mark, at);
    let text = |lang: Lang| mark.kind.label(lang).to_owned();
    writer.text((at.x + tail(mark) + 2.0, at.y + 4.0), "sr-facts", Anchor::Start, text);
}

/// Whether what a mark stands for is certain, in shape and not in colour alone: full or empty.
pub(super) fn sign(writer: &mut Writer, degree: Degree, Point { x, y }: Point) {
    let class = match degree {
        Degree::Certain => "sr-certain",
        Degree::Possible => "sr-possible",
    };
    writer.circle(class, (x, y), 2.8);
}

/// From the side of a box to the mark beside it.
fn stub(writer: &mut Writer, kind: GapKind, side: f64, at: Point) {
    let towards = if at.x > side { 1.0 } else { -1.0 };
    let (from, y) = (number(side), number(at.y));
    match kind {
        // A baton that is held out, and nobody takes it.
        GapKind::StrandedResult => {
            writer.path("sr-line", &format!("M{from} {y}H{}", number(at.x)));
        }
        GapKind::LastMile => writer.path("sr-dashed", &format!("M{from} {y}H{}", number(at.x - towards * 6.0))),
        _ => writer.path("sr-line", &format!("M{from} {y}H{}", number(at.x - towards * 6.0))),
    }
    glyph(writer, kind, at);
}

/// A bridge that is not there; gives back where it ends on the right.
fn bridge(writer: &mut Writer, picture: &Picture<'_>, boundary: Boundary, at: Point) -> f64 {
    let column = match boundary {
        Boundary::ToApplied => 2,
        Boundary::ToIndustry => 3,
    };
    let ends = [column, column + 1].map(|column| picture.frame.columns[column].unwrap_or_default());
    let (left, right) = (ends[0].0 + ends[0].1 - 30.0, ends[1].0 + 30.0);
    let y = number(at.y);
    writer.path("sr-line", &format!("M{} {}v12M{} {1}v12", number(left), number(at.y - 6.0), number(right)));
    writer.path(
        "sr-bridge",
        &format!("M{} {y}H{}M{} {y}H{}", number(left), number(at.x - 9.0), number(at.x + 9.0), number(right)),
    );
    glyph(writer, GapKind::MissingRoute, at);
    right
}

/// The shape of a kind of gap around a point, within 7 pixels.
fn glyph(writer: &mut Writer, kind: GapKind, at: Point) {
    let Point { x, y } = at;
    let (left, up) = (number(x), number(y));
    match kind {
        GapKind::MissingStage | GapKind::MissingRoute => {
            writer.path("sr-line", &format!("M{} {}l10 10m0 -10l-10 10", number(x - 5.0), number(y - 5.0)));
        }
        GapKind::StrandedResult => writer.path("sr-line", &format!("M{left} {}v12", number(y - 6.0))),
        GapKind::UnfoundedStart => writer.circle("sr-dashed", (x, y), 5.0),
        GapKind::SkippedLeap => {
            writer.circle("sr-empty", (x, y), 7.0);
            writer.path(
                "sr-line",
                &format!("M{} {}l3.5 3.5 -3.5 3.5m4.5 -7l3.5 3.5 -3.5 3.5", number(x - 4.0), number(y - 3.5)),
            );
        }
        GapKind::LateHandoff => {
            writer.circle("sr-empty", (x, y), 7.0);
            writer.path("sr-line", &format!("M{left} {}V{up}l3 2.5", number(y - 4.5)));
        }
        GapKind::IdleCommission => {
            writer.path("sr-empty", &format!("M{} {}h10l-10 14h10z", number(x - 5.0), number(y - 7.0)));
        }
        GapKind::UnansweredDemand => {
            writer.circle("sr-empty", (x, y), 6.0);
            writer.path("sr-line", &format!("M{} {}l8 -8", number(x - 4.0), number(y + 4.0)));
        }
        GapKind::DemandStoppedShort => {
            writer.circle("sr-empty", (x, y), 6.0);
            writer.path("sr-full", &format!("M{left} {}a6 6 0 0 1 0 12z", number(y - 6.0)));
        }
        GapKind::LastMile => {
            writer.path("sr-empty", &format!("M{} {}l6 -5 6 5v6h-12z", number(x - 6.0), number(y - 1.0)));
        }
        // A sheet that is signed, and nothing follows.
        GapKind::IdleLicence => {
            writer.path("sr-empty", &format!("M{} {}h7l3 3v11h-10z", number(x - 5.0), number(y - 7.0)));
            writer.path("sr-line", &format!("M{} {}h5m-5 3h5", number(x - 2.5), number(y)));
        }
        // A sprout without ground.
        GapKind::UnadoptedProduct => {
            writer.path("sr-line", &format!("M{left} {}v-8m0 3l-5 -4m5 4l5 -4", number(y + 5.0)));
        }
    }
}

/// A mark of the legend.
pub(super) fn sample(writer: &mut Writer, kind: GapKind, at: Point) {
    writer.raw("<g class=\"sr-mark\">\n");
    match kind {
        GapKind::MissingStage => writer.rect("sr-hole", (at.x + 1.0, at.y - 8.0), (34.0, 16.0), 6.0),
        GapKind::MissingRoute => {
            writer.path("sr-bridge", &format!("M{} {}H{}", number(at.x), number(at.y), number(at.x + 36.0)));
            glyph(writer, kind, Point { x: at.x + 18.0, y: at.y });
        }
        GapKind::StrandedResult | GapKind::LastMile | GapKind::IdleLicence | GapKind::UnadoptedProduct => {
            stub(writer, kind, at.x + 2.0, Point { x: at.x + 24.0, y: at.y })
        }
        GapKind::UnfoundedStart | GapKind::UnansweredDemand | GapKind::DemandStoppedShort => {
            stub(writer, kind, at.x + 34.0, Point { x: at.x + 12.0, y: at.y });
        }
        GapKind::SkippedLeap | GapKind::LateHandoff | GapKind::IdleCommission => {
            glyph(writer, kind, Point { x: at.x + 18.0, y: at.y });
        }
    }
    writer.raw("</g>\n");
}
