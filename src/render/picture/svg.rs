//! How it is drawn: a laid-out picture as SVG.
//!
//! Everything is shown twice or more, so that it can be read without colours: kinds of lines by their strokes and heads,
//! how well something is known by dashes, bottlenecks by the weight of the border, gaps by the shape of their marks.

mod edges;
mod frame;
mod marks;
mod nodes;
mod style;
mod writer;

use super::parts::Line;
use super::text::escaped;
use super::{Picture, PictureLang, PictureStyle, words};
use crate::model::Lang;
use writer::Writer;
pub(super) use writer::number;

/// As a file of its own.
pub(super) fn write(picture: &Picture<'_>) -> String {
    written(picture, true)
}

/// As a part of a page, which has the style sheet once, and where nothing asks for the lists of ids that are most of the
/// picture of a large chain.
pub(super) fn write_lean(picture: &Picture<'_>) -> String {
    written(picture, false)
}

fn written(picture: &Picture<'_>, is_alone: bool) -> String {
    let mut writer = Writer::new(picture, is_alone);
    let options = &picture.options;
    let (PictureLang::One(lang) | PictureLang::Both(lang)) = options.lang;
    let (width, height) = (number(picture.width()), number(picture.height()));
    let id = escaped(&options.id_prefix);
    // What can be clicked must not be hidden in an image.
    let role = if options.gap_links.is_some() { "group" } else { "img" };
    let style = match options.style {
        PictureStyle::Colour => "sr-colour",
        PictureStyle::Print => "sr-print",
    };
    writer.raw(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"sr-picture {style}\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" lang=\"{}\" data-lang=\"{0}\" role=\"{role}\" \
         aria-labelledby=\"{id}title\" aria-describedby=\"{id}desc\">\n",
        lang_attribute(lang),
    ));
    writer.raw(&format!("<title id=\"{id}title\">{}</title>\n", escaped(&words::title(picture, lang))));
    writer.raw(&format!("<desc id=\"{id}desc\">{}</desc>\n", escaped(&words::description(picture, lang))));
    if is_alone {
        writer.raw(&format!("<style>{}</style>\n", style::sheet(options.style)));
    }
    frame::background(&mut writer, picture);
    frame::legend(&mut writer, picture);
    // The broad ribbons are the ground for the other lines.
    for is_ribbon in [true, false] {
        let lines = picture.edges.iter().enumerate();
        for (edge, _) in lines.filter(|(_, edge)| (edge.line == Line::SameOrganization) == is_ribbon) {
            edges::write(&mut writer, picture, edge);
        }
    }
    edges::counts(&mut writer, picture);
    for node in 0..picture.nodes.len() {
        nodes::write(&mut writer, picture, node);
    }
    for mark in 0..picture.marks.len() {
        marks::write(&mut writer, picture, mark);
    }
    writer.raw("</svg>\n");
    writer.finish()
}

/// The style sheet that a picture holds.
pub(super) fn sheet(picture: &Picture<'_>) -> String {
    style::sheet(picture.options.style)
}

pub(super) const fn lang_attribute(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Zh => "zh",
    }
}
