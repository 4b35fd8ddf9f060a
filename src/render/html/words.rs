//! Words that the page says again and again.

use std::borrow::Cow;

use crate::model::{Lang, Stage};

/// One text in the language of the reader.
pub(super) fn say<'t>(lang: Lang, en: &'t str, zh: &'t str) -> &'t str {
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// A stage as tables name it.
pub(super) fn stage_name(stage: Stage, lang: Lang) -> &'static str {
    match lang {
        Lang::En => stage.as_str(),
        Lang::Zh => stage.label(lang),
    }
}

/// A drawing among text: what the page itself has made, and so not escaped again.
pub(super) type Svg = minijinja::Value;

pub(super) fn svg(drawing: String) -> Svg {
    Svg::from_safe_string(drawing)
}

/// Longer texts are shown by their ends.
const LONGEST: usize = 600;

/// A text without its middle if it is so long that nobody would read it: what a sentence says is often at its end. The
/// whole of a name is at its record.
pub(super) fn shortened(text: &str) -> Cow<'_, str> {
    // As many bytes hold no more characters.
    let chars = if text.len() <= LONGEST { 0 } else { text.chars().count() };
    if chars <= LONGEST {
        return text.into();
    }
    let start: String = text.chars().take(LONGEST / 4).collect();
    let end: String = text.chars().skip(chars - LONGEST / 4).collect();
    format!("{start} … {end}").into()
}
