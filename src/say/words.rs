//! Words and numbers that several tables share.

use std::borrow::Cow;

use serde::Serialize;

use super::Cell;
use super::cell::Piece;
use crate::model::{Evidence, Lang, Leap, Stage};

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

/// A leap in plain digits: arrows are wide in some terminals and narrow in others.
pub(super) const fn digits<'c>(leap: Leap) -> Cell<'c> {
    let digits = match leap {
        Leap::ZeroToOne => "0-1",
        Leap::OneToTen => "1-10",
        Leap::TenToHundred => "10-100",
    };
    Cell::word(leap.as_str(), digits, digits)
}

/// A stage in one word.
pub(super) const fn stage<'c>(stage: Stage) -> Cell<'c> {
    Cell::word(stage.as_str(), stage.as_str(), stage.label(Lang::Zh))
}

/// The stages of a leap, any of which will do where a capability is asked for.
pub(super) const fn any_stage_of<'c>(leap: Leap) -> Cell<'c> {
    let [en, zh] = match leap {
        Leap::ZeroToOne => ["basic or applied-basic research (0→1)", "基础研究或应用基础研究（从0到1）"],
        _ => return stages_of(leap),
    };
    Cell::word(leap.as_str(), en, zh)
}

/// The stages of a leap, all of them.
pub(super) const fn stages_of<'c>(leap: Leap) -> Cell<'c> {
    let [en, zh] = match leap {
        Leap::ZeroToOne => ["basic and applied-basic research (0→1)", "基础与应用基础研究（从0到1）"],
        Leap::OneToTen => ["applied research (1→10)", "应用研究（从1到10）"],
        Leap::TenToHundred => ["industrialization (10→100)", "产业化（从10到100）"],
    };
    Cell::word(leap.as_str(), en, zh)
}

/// What stands between the parts of a list.
pub(super) const fn comma(lang: Lang) -> &'static str {
    say(lang, ", ", "、")
}

/// The parts of a list, with something between.
pub(super) fn joined<'c, P>(parts: impl IntoIterator<Item = P>, between: &'static str) -> Vec<Cell<'c>>
where
    Piece<'c>: From<P>,
{
    let mut cells: Vec<Cell<'c>> = Vec::new();
    for part in parts {
        if !cells.is_empty() {
            cells.push(Cell::Text(between.into()));
        }
        cells.extend(Piece::from(part).0);
    }
    cells
}

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
