//! Elements of SVG, with every text escaped and in each of the languages.

use std::fmt::Write as _;

use super::super::Picture;
use super::super::text::escaped;
use super::lang_attribute;
use crate::model::Lang;

/// No more ids than this are listed in an attribute. All are in the structured picture.
const MOST_IDS: usize = 40;

pub(super) struct Writer {
    out: String,
    langs: &'static [Lang],
    /// Whether the records of each element are listed in attributes.
    with_records: bool,
}

/// Where a text is attached to its point.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Writer {
    pub(super) fn new(picture: &Picture<'_>, with_records: bool) -> Self {
        Self { out: String::with_capacity(1 << 16), langs: picture.options.langs(), with_records }
    }

    pub(super) fn speaks(&self, lang: Lang) -> bool {
        self.langs.contains(&lang)
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// What is markup already.
    pub(super) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// A text in every language; once where all say the same.
    pub(super) fn text(&mut self, (x, y): (f64, f64), class: &str, anchor: Anchor, words: impl Fn(Lang) -> String) {
        self.texts(x, class, anchor, |lang| (y, words(lang)));
    }

    /// A text in every language, at a height that depends on the language.
    pub(super) fn texts(&mut self, x: f64, class: &str, anchor: Anchor, words: impl Fn(Lang) -> (f64, String)) {
        let texts: Vec<(f64, String)> = self.langs.iter().map(|&lang| words(lang)).collect();
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let is_same = texts.iter().all(|text| *text == texts[0]);
        for ((y, text), &lang) in texts.iter().zip(self.langs).filter(|((_, text), _)| !text.is_empty()) {
            let (x, y, text, lang) = (number(x), number(*y), escaped(text), lang_attribute(lang));
            let _ = if is_same {
                writeln!(self.out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}>{text}</text>")
            } else {
                writeln!(
                    self.out,
                    "<text class=\"{class} sr-{lang}\" lang=\"{lang}\" x=\"{x}\" y=\"{y}\"{anchor}>{text}</text>"
                )
            };
            if is_same {
                break;
            }
        }
    }

    /// The ids of records in an attribute.
    pub(super) fn records<T: AsRef<str>>(&self, name: &str, records: impl FnOnce() -> Vec<T>) -> String {
        if self.with_records { ids(name, records().iter().map(AsRef::as_ref)) } else { String::new() }
    }

    /// A title that other elements can name, in the first of the languages.
    pub(super) fn title_of(&mut self, id: &str, words: impl Fn(Lang) -> String) {
        let (first, others) = self.langs.split_first().expect("there is a language");
        let lang = if others.is_empty() { String::new() } else { attribute("lang", lang_attribute(*first)) };
        let _ = writeln!(self.out, "<title{}{lang}>{}</title>", attribute("id", id), lines(&words(*first)));
        for &lang in others {
            let _ = writeln!(self.out, "<title lang=\"{}\">{}</title>", lang_attribute(lang), lines(&words(lang)));
        }
    }

    /// What is shown when one points at the element that is open; told once in every language.
    pub(super) fn title(&mut self, words: impl Fn(Lang) -> String) {
        self.title_of("", words);
    }

    pub(super) fn path(&mut self, class: &str, d: &str) {
        let _ = writeln!(self.out, "<path class=\"{class}\" d=\"{d}\"/>");
    }

    pub(super) fn circle(&mut self, class: &str, (x, y): (f64, f64), r: f64) {
        let (x, y, r) = (number(x), number(y), number(r));
        let _ = writeln!(self.out, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>");
    }

    pub(super) fn rect(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64), r: f64) {
        let [x, y, width, height, r] = [x, y, width, height, r].map(number);
        let _ = writeln!(
            self.out,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{r}\"/>"
        );
    }
}

/// A number as short as a tenth of a pixel allows.
pub(in crate::render::picture) fn number(number: f64) -> String {
    let rounded = (number * 10.0).round() / 10.0;
    // No “-0”.
    format!("{}", rounded + 0.0)
}

/// An attribute; empty for an empty value.
pub(super) fn attribute(name: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!(" {name}=\"{}\"", escaped(value)) }
}

/// Ids in an attribute.
pub(super) fn ids<'a>(name: &str, ids: impl Iterator<Item = &'a str>) -> String {
    let ids: Vec<String> = ids.take(MOST_IDS).map(escaped).collect();
    if ids.is_empty() { String::new() } else { format!(" {name}=\"{}\"", ids.join(" ")) }
}

/// Several lines in one title.
fn lines(text: &str) -> String {
    text.lines().map(escaped).collect::<Vec<_>>().join("\n")
}
