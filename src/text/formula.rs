//! The guard against formula injection: spreadsheets run a text that begins like a formula.
//!
//! Source: OWASP, "CSV Injection".

use std::borrow::Cow;

/// With what a formula begins. Where Chinese and Japanese are written, Excel takes the wide signs for the narrow ones.
pub(crate) const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Where a spreadsheet that separates columns by semicolons or tabs may begin another cell, whatever the quotes.
const SEPARATORS: [char; 4] = [';', '\t', '\r', '\n'];

/// Whether a spreadsheet might run a text that begins a cell, or if a `'` before it was taken away.
fn is_formula(text: &str) -> bool {
    is_inner_formula(text) || text.trim_start_matches('\'').starts_with(['\t', '\r', '\n'])
}

/// The same of what it might take for one of the next cells.
fn is_inner_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(SIGNS)
}

/// A text that no spreadsheet runs: with a `'` before what it might. [`unguarded`] gives it back.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    with_formulas(text, |formula, out| {
        out.push('\'');
        out.push_str(formula);
    })
}

/// The text that was [guarded].
pub(crate) fn unguarded(text: &str) -> Cow<'_, str> {
    with_formulas(text, |formula, out| out.push_str(formula.strip_prefix('\'').unwrap_or(formula)))
}

/// A text with something else for each part that might be run. A separator ends its part.
fn with_formulas(text: &str, change: impl Fn(&str, &mut String)) -> Cow<'_, str> {
    if !is_formula(text) && !text.split(SEPARATORS).skip(1).any(is_inner_formula) {
        return Cow::Borrowed(text);
    }
    let mut changed = String::with_capacity(text.len() + 1);
    for (number, part) in text.split_inclusive(SEPARATORS).enumerate() {
        if is_inner_formula(part) || (number == 0 && is_formula(part)) {
            change(part, &mut changed);
        } else {
            changed.push_str(part);
        }
    }
    Cow::Owned(changed)
}

#[cfg(all(test, feature = "proptest"))]
mod tests {
    use super::{guarded, unguarded};
    use proptest::prelude::*;

    #[test]
    fn what_might_run_does_not() {
        for text in ["=1+1", "+1", "-1", "@a", "＝1", "\ta", "'=1", "''\n"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        assert_eq!(guarded("a;=1+1\n-b;\t@"), "a;'=1+1\n'-b;\t'@");
        assert_eq!(guarded("\t=1"), "'\t'=1", "the tab may end a cell, and what follows begins one");
        for text in ["", "rice", "'tis rice", "1-1", "稻=1", "a; -b", "a\r\nb", "a;\n"] {
            assert_eq!(guarded(text), text);
        }
    }

    proptest! {
        #[test]
        fn the_guard_is_taken_away(text in r"(['=＝+@;\t\r\n稻a -]){0,8}") {
            let guarded = guarded(&text);
            prop_assert!(!guarded.split(super::SEPARATORS).any(|part| part.starts_with(super::SIGNS)), "{:?}", guarded);
            prop_assert_eq!(unguarded(&guarded), &*text);
        }
    }
}
