//! Words that the page says again and again.

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
