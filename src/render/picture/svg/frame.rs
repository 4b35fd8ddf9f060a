//! What is around boxes and lines: title, leaps, lanes, bands and the legend.

use super::super::layout::{FACTS_SIZE, LegendItem, Sample};
use super::super::parts::{Lane, Line, Point};
use super::super::text::{fitted, width};
use super::super::{Picture, words};
use super::writer::{Anchor, Writer, number};
use super::{edges, marks, nodes};
use crate::model::{Lang, Leap};

/// How much wider bold text is.
const BOLD: f64 = 1.08;

pub(super) fn background(writer: &mut Writer, picture: &Picture<'_>) {
    writer.rect("sr-ground", (0.0, 0.0), (picture.width(), picture.height()), 0.0);
    let left = 16.0;
    let across = picture.width() - 2.0 * left;
    let title = |lang: Lang| fitted(&words::title(picture, lang), 20.0 * BOLD, across);
    writer.text((left, 30.0), "sr-heading", Anchor::Start, title);
    writer.text((left, 48.0), "sr-subheading", Anchor::Start, |lang| words::subtitle(picture, lang));
    for leap in Leap::ALL {
        leap_arrow(writer, picture, leap);
    }
    for column in 0..6 {
        let Some((x, width)) = picture.frame.columns[column] else { continue };
        let lane = Lane::at(column);
        writer.text((x + width / 2.0, picture.frame.head - 8.0), "sr-lane-name", Anchor::Middle, |lang| {
            words::lane(lane, lang).to_owned()
        });
        for band in &picture.bands {
            let top = band.area.y + 24.0;
            writer.rect("sr-lane", (x - 6.0, top), (width + 12.0, band.area.bottom() - top - 4.0), 4.0);
        }
    }
    for band in &picture.bands {
        writer.rect("sr-band", (band.area.x, band.area.y), (band.area.width, band.area.height), 6.0);
        let at = (band.area.x + 10.0, band.area.y + 18.0);
        let between = |lang: Lang| words::between_bands(band, lang).unwrap_or_default();
        let name = |lang: Lang| {
            let room = band.area.width - 40.0 - width(&between(lang), FACTS_SIZE);
            fitted(&words::band(band, lang), 14.0 * BOLD, room)
        };
        writer.text(at, "sr-band-name", Anchor::Start, name);
        let at = (band.area.right() - 10.0, band.area.y + 17.0);
        writer.text(at, "sr-facts", Anchor::End, between);
    }
    if let (Some(id), true) = (picture.options.category(), picture.bands.is_empty()) {
        let text = |lang: Lang| words::unknown_category(id.as_str(), lang);
        writer.text((left, picture.frame.head + 20.0), "sr-name", Anchor::Start, text);
    }
    if let Some(strip) = picture.frame.strip {
        writer.rect("sr-band", (strip.x, strip.y), (strip.width, strip.height), 6.0);
        let at = (strip.x + 10.0, strip.y + 18.0);
        writer.text(at, "sr-band-name", Anchor::Start, |lang| words::lane(Lane::Apart, lang).to_owned());
        if picture.undrawn > 0 {
            let at = (strip.right() - 10.0, strip.y + 17.0);
            writer.text(at, "sr-facts", Anchor::End, |lang| words::undrawn(picture.undrawn, lang));
        }
    }
}

/// The name of a leap over an arrow along its stages.
fn leap_arrow(writer: &mut Writer, picture: &Picture<'_>, leap: Leap) {
    let column = |stage| picture.frame.columns[Lane::Stage(stage).column()].unwrap_or_default();
    let stages = leap.stages();
    let (first, last) = (column(stages[0]), column(stages[stages.len() - 1]));
    let (left, right, y) = (first.0 + 2.0, last.0 + last.1 - 2.0, picture.frame.head - 24.0);
    writer.path("sr-leap-line", &format!("M{} {}H{}", number(left), number(y), number(right - 8.0)));
    writer.path("sr-leap-head", &format!("M{} {}l-10 -5v10z", number(right), number(y)));
    writer.text((f64::midpoint(left, right), y - 6.0), "sr-leap", Anchor::Middle, |lang| leap.label(lang).to_owned());
}

pub(super) fn legend(writer: &mut Writer, picture: &Picture<'_>) {
    writer.raw("<g class=\"sr-legend\">\n");
    for LegendItem { sample, at } in &picture.frame.legend {
        match sample {
            Sample::Line(line) => line_sample(writer, *line, *at),
            Sample::Gap(kind) => marks::sample(writer, *kind, *at),
            Sample::Degree(degree) => {
                writer.raw("<g class=\"sr-mark\">\n");
                marks::sign(writer, *degree, Point { x: at.x + 18.0, y: at.y });
                writer.raw("</g>\n");
            }
            Sample::Evidence(_) | Sample::Load | Sample::Overload | Sample::Bottleneck(_) => {
                nodes::sample(writer, *sample, *at);
            }
        }
        writer.text((at.x + 44.0, at.y + 4.0), "sr-facts", Anchor::Start, |lang| sample.words(lang).to_owned());
    }
    writer.raw("</g>\n");
}

fn line_sample(writer: &mut Writer, line: Line, at: Point) {
    writer.raw(&format!("<g class=\"sr-edge sr-{line}\">\n"));
    let end = Point { x: at.x + 36.0, y: at.y };
    edges::draw(writer, line, &format!("M{} {}", number(at.x), number(at.y)), at, end, (1.0, 1.0));
    writer.raw("</g>\n");
}
