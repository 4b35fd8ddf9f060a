//! Words and numbers that several tables share.

use crate::model::{Evidence, Lang, Leap, Stage};

/// One text in the language of the reader.
pub(super) const fn say(lang: Lang, en: &'static str, zh: &'static str) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// How well things are known, best first, as people list it.
pub(super) const LEVELS: [Evidence; 3] = [Evidence::Documented, Evidence::Assumed, Evidence::Proposed];

/// What is shown where nothing is known.
pub(super) const UNKNOWN: &str = "?";

/// A leap in plain digits: arrows are wide in some terminals and narrow in others.
pub(super) const fn digits(leap: Leap) -> &'static str {
    match leap {
        Leap::ZeroToOne => "0-1",
        Leap::OneToTen => "1-10",
        Leap::TenToHundred => "10-100",
    }
}

/// A stage in one word.
pub(super) const fn stage(stage: Stage, lang: Lang) -> &'static str {
    match lang {
        Lang::En => stage.as_str(),
        Lang::Zh => stage.label(lang),
    }
}

/// A number with this many digits after the point, or that it is unknown.
pub(super) fn number(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| UNKNOWN.to_owned(), |value| format!("{value:.digits$}"))
}

/// A share of 1 in percent.
pub(super) fn percent(share: Option<f64>, digits: usize) -> String {
    share.map_or_else(|| UNKNOWN.to_owned(), |share| format!("{:.digits$} %", share * 100.0))
}

/// The parts of a list, joined as the language does.
pub(super) fn list(parts: &[&str], lang: Lang) -> String {
    parts.join(say(lang, ", ", "、"))
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
