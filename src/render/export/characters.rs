//! Characters that a format cannot hold, and how they are written so that no two texts become one.

use std::borrow::Cow;

/// Begins an escape; `x` and four hexadecimal digits follow, and another underscore ends it.
const MARK: char = '_';

/// How many bytes an escape has.
const LENGTH: usize = "_x0000_".len();

/// The text of which an export holds the escaped form.
///
/// XML 1.0 has no way to write most control characters, U+FFFE and U+FFFF; other formats have such characters of their
/// own. Exports write `_xHHHH_` for one of them, with the number of the character in four hexadecimal digits, as
/// workbooks do. In a text that holds such a character, or what looks like an escape, each underscore before an `x` is
/// written `_x005F_` as well, so that no two texts are written alike. Every other text stays byte for byte as it is.
///
/// In other languages it is as short: in Python,
/// `re.sub("_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), text)`.
///
/// ```
/// use seedrelay::render::export::unescape;
/// assert_eq!(unescape("line_x0001_7"), "line\u{1}7");
/// assert_eq!(unescape("_x005F_x0001_"), "_x0001_");
/// assert_eq!(unescape("rice_x1"), "rice_x1");
/// ```
#[must_use]
pub fn unescape(text: &str) -> Cow<'_, str> {
    let Some(first) = find_escape(text) else { return Cow::Borrowed(text) };
    let (mut original, mut rest) = (text[..first].to_owned(), &text[first..]);
    while let Some(at) = find_escape(rest) {
        original.push_str(&rest[..at]);
        let (escape, after) = rest[at..].split_at(LENGTH);
        // No export writes a number that is no character's; what does is not its text.
        match escaped_number(escape).and_then(char::from_u32) {
            Some(character) => original.push(character),
            None => original.push_str(escape),
        }
        rest = after;
    }
    original.push_str(rest);
    Cow::Owned(original)
}

/// Whether a text has nothing but characters that every format takes as they are. Nearly every text is such, and one
/// look at each byte tells; what is not is looked at more closely.
pub(super) fn is_plain(text: &str) -> bool {
    const PLAIN: [bool; 256] = {
        let mut plain = [false; 256];
        let mut byte = 0;
        while byte < plain.len() {
            plain[byte] = !matches!(
                byte as u8,
                // Control characters, the mark of an escape, and what means something in XML or DOT.
                0..=0x1f | 0x7f | b'_' | b'\\' | b'<' | b'>' | b'&' | b'\'' | b'"'
                // The first bytes of U+0080 to U+009F, of changes of direction, of U+FFFE and U+FFFF.
                | 0xc2 | 0xe2 | 0xef
            );
            byte += 1;
        }
        plain
    };
    text.bytes().all(|byte| PLAIN[usize::from(byte)])
}

/// A text without the characters that the format cannot hold, none of which is [plain](is_plain), nor above U+FFFF.
pub(super) fn escape(text: &str, is_illegal: impl Fn(char) -> bool) -> Cow<'_, str> {
    if is_plain(text) || !text.contains(&is_illegal) && find_escape(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + LENGTH);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if is_illegal(character) || (character == MARK && characters.peek() == Some(&'x')) {
            escaped.push_str(&format!("_x{:04X}_", u32::from(character)));
        } else {
            escaped.push(character);
        }
    }
    Cow::Owned(escaped)
}

fn find_escape(text: &str) -> Option<usize> {
    text.match_indices("_x").map(|(at, _)| at).find(|&at| escaped_number(&text[at..]).is_some())
}

/// The number of the character that an escape at the beginning of a text stands for.
fn escaped_number(text: &str) -> Option<u32> {
    let digits = text.as_bytes().get(2..LENGTH)?.strip_suffix(b"_")?;
    let value = |digit: &u8| match digit {
        b'0'..=b'9' => Some(u32::from(digit - b'0')),
        b'A'..=b'F' => Some(u32::from(digit - b'A') + 10),
        _ => None,
    };
    digits.iter().try_fold(0, |number, digit| value(digit).map(|digit| number * 16 + digit))
}

/// Whether XML 1.0 has no way to write a character. Source: section 2.2 of the recommendation.
pub(super) const fn is_illegal_in_xml(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether a character changes the direction of what follows it, beyond the text that it is in.
pub(super) const fn is_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A label that is only looked at: white space as single blanks, and without what cannot be seen or would turn its
/// surroundings around.
pub(super) fn visible(label: &str) -> Cow<'_, str> {
    let is_hidden = |character: char| character.is_control() || is_direction(character) || is_illegal_in_xml(character);
    if is_plain(label) || !label.contains(is_hidden) {
        return Cow::Borrowed(label);
    }
    let spaced = label.chars().map(|character| if character.is_whitespace() { ' ' } else { character });
    Cow::Owned(spaced.filter(|&character| !is_hidden(character)).collect())
}

#[cfg(all(test, feature = "proptest"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_texts_stay() {
        for text in ["", "rice", "rice_x1", "_x00_", "水稻_x", "_x12G4_", "_xd800_"] {
            assert_eq!(escape(text, is_illegal_in_xml), text);
        }
    }

    #[test]
    fn what_looks_alike_stays_apart() {
        assert_eq!(escape("_x0001\u{1}", is_illegal_in_xml), "_x005F_x0001_x0001_");
        assert_eq!(escape("\u{1}x0001_", is_illegal_in_xml), "_x0001_x0001_");
    }

    proptest! {
        #[test]
        fn plain_texts_need_nothing(text in r"(\PC|\pC|[a-z]|[水稻]|[\u{80}-\u{9f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{fffe}\u{ffff}]){0,3}") {
            if is_plain(&text) {
                prop_assert_eq!(escape(&text, |own| own == '\\' || is_illegal_in_xml(own)), &*text);
                prop_assert_eq!(visible(&text), &*text);
                prop_assert!(!text.contains(|own: char| own.is_control() || is_direction(own) || is_illegal_in_xml(own)));
                prop_assert!(!text.contains(['\\', '<', '>', '&', '\'', '"']));
            }
        }

        #[test]
        fn escapes_are_undone(text in r"([_xF015]|_x0001_|\x01|\u{fffe}|.){0,12}") {
            let escaped = escape(&text, is_illegal_in_xml);
            prop_assert!(!escaped.contains(is_illegal_in_xml));
            prop_assert_eq!(unescape(&escaped), &*text);
        }
    }
}
