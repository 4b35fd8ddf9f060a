//! The style sheet of the picture.
//!
//! Every rule begins with the class of the root, so that two pictures in a page, or a page around one, are not disturbed.
//! Texts have a contrast of 4.5 to 1 or more and marks of 3 to 1 or more on every ground that they can be on. The colours
//! are darker shades of those that Okabe & Ito, *Color Universal Design*, 2008, chose so that most colour-blind people
//! can tell them apart.

use super::super::PictureStyle;

pub(super) fn sheet(style: PictureStyle) -> String {
    let colours = match style {
        PictureStyle::Colour => COLOURS,
        PictureStyle::Print => INK,
    };
    format!("\n{SHAPES}{colours}")
}

const SHAPES: &str = "\
.sr-picture { font-family: \"Noto Sans\", \"Noto Sans CJK SC\", \"Source Han Sans SC\", \"PingFang SC\", \"Microsoft YaHei\", \
\"WenQuanYi Micro Hei\", \"Helvetica Neue\", Arial, sans-serif; }
.sr-picture text { font-size: 11.5px; fill: #1f2328; unicode-bidi: isolate; }
.sr-picture .sr-heading { font-size: 20px; font-weight: bold; }
.sr-picture .sr-subheading { font-size: 12px; fill: #4a5058; }
.sr-picture .sr-leap { font-size: 15px; font-weight: bold; }
.sr-picture .sr-lane-name { font-size: 12px; fill: #3a4048; }
.sr-picture .sr-band-name { font-size: 14px; font-weight: bold; }
.sr-picture .sr-name { font-size: 12px; }
.sr-picture .sr-facts { fill: #4a5058; }
.sr-picture .sr-count { font-weight: bold; paint-order: stroke; stroke: #ffffff; stroke-width: 3px; }
.sr-picture .sr-stroke { fill: none; }
.sr-picture .sr-ground { fill: #ffffff; }
.sr-picture .sr-band { fill: none; stroke: #c4c9d0; stroke-width: 1; }
.sr-picture .sr-lane { fill: #f3f5f7; }
.sr-picture .sr-leap-line { fill: none; stroke: #3a4048; stroke-width: 1.6; }
.sr-picture .sr-leap-head { fill: #3a4048; }
.sr-picture .sr-box { stroke: #5b626b; stroke-width: 1.1; }
.sr-picture .sr-severity-notice .sr-box { stroke: #1f2328; stroke-width: 1.8; }
.sr-picture .sr-severity-warning .sr-box { stroke: #1f2328; stroke-width: 2.6; }
.sr-picture .sr-severity-critical .sr-box { stroke: #1f2328; stroke-width: 4; }
.sr-picture .sr-evidence-assumed .sr-box { stroke-dasharray: 7 3; }
.sr-picture .sr-evidence-proposed .sr-box { stroke-dasharray: 2 3; }
.sr-picture .sr-evidence-assumed .sr-stroke { stroke-dasharray: 8 4; }
.sr-picture .sr-evidence-proposed .sr-stroke { stroke-dasharray: 2 3.5; }
.sr-picture .sr-behind { stroke: #7a828b; stroke-width: 1; fill: #ffffff; }
.sr-picture .sr-load-room { fill: #d6dae0; }
.sr-picture .sr-load { fill: #4a5058; }
.sr-picture .sr-sign { fill: #1f2328; }
.sr-picture .sr-sign-inner { stroke: #ffffff; stroke-width: 1.4; fill: none; }
.sr-picture .sr-handoff .sr-stroke { stroke-width: 2.2; }
.sr-picture .sr-commission .sr-stroke { stroke-width: 4; }
.sr-picture .sr-commission .sr-inner { stroke: #ffffff; stroke-width: 1.8; fill: none; }
.sr-picture .sr-commission .sr-head { fill: none; stroke-width: 1.8; }
.sr-picture .sr-demand .sr-stroke { stroke-width: 1.5; }
.sr-picture .sr-demand .sr-head { fill: #ffffff; stroke-width: 1.5; }
.sr-picture .sr-agreement .sr-stroke, .sr-picture .sr-membership .sr-stroke { stroke-width: 1; }
.sr-picture .sr-licence .sr-stroke { stroke-width: 3.6; }
.sr-picture .sr-licence .sr-inner { stroke: #ffffff; stroke-width: 1.8; fill: none; stroke-dasharray: 4 4; }
.sr-picture .sr-licence .sr-head { stroke-width: 1.6; }
.sr-picture .sr-funding .sr-stroke, .sr-picture .sr-service .sr-stroke { stroke-width: 1.2; }
.sr-picture .sr-same-organization .sr-ribbon { fill: none; stroke: #7a828b; stroke-width: 8; }
.sr-picture .sr-same-organization .sr-ribbon-inner { fill: none; stroke: #e6e9ed; stroke-width: 6; }
.sr-picture .sr-hole { fill: #ffffff; stroke-width: 2.2; stroke-dasharray: 6 4; }
.sr-picture .sr-mark .sr-line { fill: none; stroke-width: 1.8; }
.sr-picture .sr-mark .sr-dashed { fill: none; stroke-width: 1.6; stroke-dasharray: 3 2; }
.sr-picture .sr-mark .sr-bridge { fill: none; stroke-width: 2; stroke-dasharray: 7 5; }
.sr-picture .sr-mark .sr-empty { fill: #ffffff; stroke-width: 1.6; }
.sr-picture .sr-mark .sr-possible { fill: #ffffff; stroke-width: 1.2; }
.sr-picture .sr-hit { fill: none; pointer-events: all; }
.sr-picture a { cursor: pointer; text-decoration: none; }
.sr-picture a:focus, .sr-picture g:focus { outline: 3px solid #0b5fa5; outline-offset: 2px; }
.sr-picture[data-lang=\"en\"] .sr-zh, .sr-picture[data-lang=\"zh\"] .sr-en { display: none; }
";

const COLOURS: &str = "\
.sr-picture .sr-box { fill: #ffffff; }
.sr-picture .sr-kind-laboratory .sr-box { fill: #e3eefa; }
.sr-picture .sr-kind-university .sr-box { fill: #e4f3ec; }
.sr-picture .sr-kind-institute .sr-box { fill: #eff4df; }
.sr-picture .sr-kind-consortium .sr-box { fill: #fdeedd; }
.sr-picture .sr-kind-company .sr-box { fill: #fbf6d9; }
.sr-picture .sr-kind-service .sr-box { fill: #f3eaf6; }
.sr-picture .sr-handoff path { stroke: #0b5fa5; }
.sr-picture .sr-handoff .sr-head { fill: #0b5fa5; }
.sr-picture .sr-commission .sr-stroke, .sr-picture .sr-commission .sr-head { stroke: #b3470a; }
.sr-picture .sr-demand path, .sr-picture .sr-demand circle { stroke: #00735c; }
.sr-picture .sr-demand circle { fill: #00735c; }
.sr-picture .sr-licence .sr-stroke, .sr-picture .sr-licence .sr-head { stroke: #4a3524; }
.sr-picture .sr-licence .sr-head { fill: #4a3524; }
.sr-picture .sr-agreement path, .sr-picture .sr-membership path { stroke: #5b626b; }
.sr-picture .sr-agreement .sr-head, .sr-picture .sr-membership .sr-head { fill: #5b626b; }
.sr-picture .sr-funding path { stroke: #7a6200; }
.sr-picture .sr-funding .sr-head { fill: #7a6200; }
.sr-picture .sr-service path { stroke: #75479c; }
.sr-picture .sr-service circle { fill: #75479c; }
.sr-picture .sr-hole, .sr-picture .sr-mark path, .sr-picture .sr-mark circle { stroke: #a8123e; }
.sr-picture .sr-mark .sr-full, .sr-picture .sr-mark .sr-certain { fill: #a8123e; }
.sr-picture .sr-mark text, .sr-picture .sr-kind-missing-stage text { fill: #a8123e; }
";

const INK: &str = "\
.sr-picture .sr-box { fill: #ffffff; }
.sr-picture .sr-lane { fill: #f2f2f2; }
.sr-picture .sr-edge .sr-stroke, .sr-picture .sr-edge .sr-head { stroke: #000000; }
.sr-picture .sr-handoff .sr-head, .sr-picture .sr-licence .sr-head, .sr-picture .sr-membership .sr-head, .sr-picture .sr-agreement .sr-head, \
.sr-picture .sr-funding .sr-head { fill: #000000; }
.sr-picture .sr-edge circle { fill: #000000; }
.sr-picture .sr-hole, .sr-picture .sr-mark path, .sr-picture .sr-mark circle { stroke: #000000; }
.sr-picture .sr-mark .sr-full, .sr-picture .sr-mark .sr-certain { fill: #000000; }
";

#[cfg(test)]
mod tests {
    use super::{COLOURS, INK, SHAPES};

    /// Relative luminance, by WCAG 2.2.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The colours that a property has in the rules whose selectors are asked for.
    fn colours<'s>(sheet: &'s str, property: &str, is_asked: impl Fn(&str) -> bool) -> Vec<&'s str> {
        let rules = sheet.lines().filter_map(|rule| rule.split_once('{')).filter(|(selector, _)| is_asked(selector));
        let values = rules.flat_map(|(_, body)| body.split(';')).filter_map(|declaration| declaration.split_once(':'));
        let own = values.filter(|(name, _)| name.trim() == property);
        own.filter_map(|(_, value)| value.find('#').map(|at| &value[at..at + 7])).collect()
    }

    const TEXTS: [&str; 9] =
        ["text", "heading", "subheading", "leap", "lane-name", "band-name", "sr-name", "facts", "count"];

    #[test]
    fn texts_and_marks_stand_out() {
        let sheets = format!("{SHAPES}{COLOURS}{INK}");
        let is_text = |selector: &str| TEXTS.iter().any(|text| selector.trim_end().ends_with(text));
        let is_ground =
            |selector: &str| [".sr-box ", ".sr-lane ", ".sr-ground "].iter().any(|own| selector.contains(own));
        let grounds = colours(&sheets, "fill", is_ground);
        let texts = colours(&sheets, "fill", is_text);
        assert!(grounds.len() >= 8 && texts.len() >= 5, "{grounds:?} {texts:?}");
        let is_mark = |selector: &str| {
            let lines = [".sr-handoff", ".sr-commission", ".sr-demand", ".sr-licence", ".sr-agreement"];
            let lines = lines.iter().chain(&[".sr-funding", ".sr-service"]);
            let others = [".sr-mark", ".sr-hole", ".sr-box", ".sr-behind", ".sr-ribbon "];
            lines.chain(&others).any(|own| selector.contains(own)) && !selector.contains("-inner")
        };
        let marks: Vec<&str> =
            colours(&sheets, "stroke", is_mark).into_iter().filter(|colour| *colour != "#ffffff").collect();
        assert!(marks.len() >= 8, "{marks:?}");
        for ground in grounds {
            for text in &texts {
                assert!(contrast(text, ground) >= 4.5, "{text} on {ground}: {}", contrast(text, ground));
            }
            for mark in &marks {
                assert!(contrast(mark, ground) >= 3.0, "{mark} on {ground}: {}", contrast(mark, ground));
            }
        }
    }
}
