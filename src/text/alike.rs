//! Texts that differ by case or width only.

use std::borrow::Cow;

/// A letter of full width, as Chinese keyboards give them, as the narrow one that it stands for.
pub(crate) const fn narrow(letter: char) -> char {
    match letter {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(letter as u32 - 0xfee0) {
            Some(narrow) => narrow,
            None => letter,
        },
        other => other,
    }
}

/// A text in lower case and narrow, with single blanks between its words.
pub(crate) fn normalized(text: &str) -> Cow<'_, str> {
    // As most ids are.
    if text.bytes().all(|byte| byte.is_ascii_graphic() && !byte.is_ascii_uppercase()) {
        return text.into();
    }
    let mut normalized = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !normalized.is_empty() {
            normalized.push(' ');
        }
        normalized.extend(word.chars().map(narrow).flat_map(char::to_lowercase));
    }
    normalized.into()
}

#[cfg(test)]
mod tests {
    use super::normalized;

    #[test]
    fn case_width_and_blanks_do_not_matter() {
        for text in ["Longping High-Tech", "  longping  HIGH-TECH ", "Ｌongping　High－Tech"] {
            assert_eq!(normalized(text), "longping high-tech");
        }
        assert_eq!(normalized("隆平高科"), "隆平高科");
        assert_ne!(normalized("long ping"), normalized("longping"));
    }
}
