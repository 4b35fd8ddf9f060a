//! The guard against formula injection: spreadsheets run a text that begins like a formula.
//!
//! Source: OWASP, "CSV Injection".

use std::borrow::Cow;

/// Whether a spreadsheet might run a text, or if a `'` before it was taken away.
fn is_formula(text: &str) -> bool {
    // Where Chinese and Japanese are written, Excel takes the wide signs for the narrow ones.
    let first = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];
    text.trim_start_matches('\'').starts_with(first)
}

/// A text that no spreadsheet runs: with a `'` before it if it might. [`unguarded`] gives it back.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that was [guarded].
pub(crate) fn unguarded(text: &str) -> &str {
    if is_formula(text) { text.strip_prefix('\'').unwrap_or(text) } else { text }
}

#[cfg(test)]
mod tests {
    use super::{guarded, unguarded};
    use proptest::prelude::*;

    #[test]
    fn what_might_run_does_not() {
        for text in ["=1+1", "+1", "-1", "@a", "＝1", "\t=1", "'=1", "''\n"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["", "rice", "'tis rice", "1-1", "稻=1"] {
            assert_eq!(guarded(text), text);
        }
    }

    proptest! {
        #[test]
        fn the_guard_is_taken_away(text in r"(['=＝+@\t\n稻a -]){0,6}") {
            let guarded = guarded(&text);
            prop_assert_eq!(unguarded(&guarded), &*text);
        }
    }
}
