//! Stages and leaps in words.

use super::Cell;
use crate::model::{Lang, Leap, Stage};

/// A leap for a table; in English in plain digits, since arrows are wide in some terminals and narrow in others.
pub(super) const fn digits<'c>(leap: Leap) -> Cell<'c> {
    let digits = match leap {
        Leap::ZeroToOne => "0-1",
        Leap::OneToTen => "1-10",
        Leap::TenToHundred => "10-100",
    };
    Cell::word(leap.as_str(), digits, leap.label(Lang::Zh))
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
