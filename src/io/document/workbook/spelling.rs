//! When two spellings are one, and in which language something is spelt.

use crate::model::Lang;
use crate::text::narrow;

/// What is the same for all spellings of a name: case, blanks, `-` and `_`, and the wide forms of Latin signs that
/// Chinese keyboards give do not matter.
pub(super) fn spelling(name: &str) -> String {
    let counts = |c: &char| !c.is_whitespace() && !matches!(c, '_' | '-');
    name.chars().map(narrow).filter(counts).flat_map(char::to_lowercase).collect()
}

/// The language in which to name to somebody what there is: that of what they wrote.
pub(super) fn language_of(text: &str) -> Option<Lang> {
    text.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c)).then_some(Lang::Zh)
}
