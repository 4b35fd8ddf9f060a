//! Words and numbers that several tables share.

use std::borrow::Cow;

use serde::Serialize;

use crate::model::{Evidence, Lang};

/// The same in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Words {
    /// In English.
    pub en: Cow<'static, str>,
    /// In Chinese.
    pub zh: Cow<'static, str>,
}

impl Words {
    pub(super) const fn new(en: &'static str, zh: &'static str) -> Self {
        Self { en: Cow::Borrowed(en), zh: Cow::Borrowed(zh) }
    }

    /// What somebody else has named: the same in every language.
    pub(super) fn named(name: &str) -> Self {
        Self::of(|_| name.to_owned())
    }

    pub(super) fn of(words: impl Fn(Lang) -> String) -> Self {
        Self { en: words(Lang::En).into(), zh: words(Lang::Zh).into() }
    }

    /// In one of the languages.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

/// One text in the language of the reader.
pub(super) const fn say(lang: Lang, en: &'static str, zh: &'static str) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// How well things are known, best first, as people list it.
pub(super) const LEVELS: [Evidence; 3] = [Evidence::Documented, Evidence::Assumed, Evidence::Proposed];

/// What to say once of a table all of whose rows are known alike.
///
/// ```
/// use seedrelay::{Evidence, Lang, say};
/// assert_eq!(say::evidence_note(Evidence::Assumed, Lang::En), "Every row rests in part on assumed records.");
/// ```
#[must_use]
pub const fn evidence_note(evidence: Evidence, lang: Lang) -> &'static str {
    match (evidence, lang) {
        (Evidence::Documented, Lang::En) => "Every row rests on documented records alone.",
        (Evidence::Documented, Lang::Zh) => "各行均只依据有据记录。",
        (Evidence::Assumed, Lang::En) => "Every row rests in part on assumed records.",
        (Evidence::Assumed, Lang::Zh) => "各行均部分依据假定记录。",
        (Evidence::Proposed, Lang::En) => "Every row rests in part on proposed records.",
        (Evidence::Proposed, Lang::Zh) => "各行均部分依据拟议记录。",
    }
}
