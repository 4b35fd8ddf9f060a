//! Texts of a document in the files of others: XML, HTML, SVG, DOT, Mermaid, CSV, workbooks.
//!
//! A format that holds data must give back every text, so that no two ids become one: it is written
//! [reversibly](reversible). What people look at must not turn its surroundings around, nor hide a thing: it is
//! [shown](shown), within [markup] with the signs of markup as entities; of labels that other programs draw
//! what is [visible] is kept. Nothing else in the crate decides which characters are harmless.

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
/// use seedrelay::render::unescape;
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
pub(crate) fn is_plain(text: &str) -> bool {
    const PLAIN: [bool; 256] = {
        let mut plain = [false; 256];
        let mut byte = 0;
        while byte < plain.len() {
            plain[byte] = !matches!(
                byte as u8,
                // Control characters, the mark of an escape, and what means something in XML or DOT.
                0..=0x1f | 0x7f | b'_' | b'\\' | b'<' | b'>' | b'&' | b'\'' | b'"'
                // The first bytes of U+0080 to U+009F, of changes of direction, of U+FFFE and U+FFFF.
                | 0xc2 | 0xd8 | 0xe2 | 0xef
            );
            byte += 1;
        }
        plain
    };
    text.bytes().all(|byte| PLAIN[usize::from(byte)])
}

/// A text without the characters that a format of data cannot hold, none of which is [plain](is_plain), nor above U+FFFF;
/// [`unescape`] gives it back.
pub(crate) fn reversible(text: &str, is_illegal: impl Fn(char) -> bool) -> Cow<'_, str> {
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
pub(crate) const fn is_illegal_in_xml(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether a character changes the direction of what stands around it. Source: Unicode Standard Annex 9, section 2.
const fn is_direction(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text that is looked at: what would turn its surroundings around is shown by its number instead of obeyed, since in
/// a sentence made of names it would turn the words of others; what no document may hold is shown as U+FFFD. White space
/// stays.
#[cfg(feature = "report")]
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    let is_hidden = |character: char| is_hidden(character) && !matches!(character, '\t' | '\n' | '\r');
    if is_plain(text) || !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + LENGTH);
    for character in text.chars() {
        match character {
            direction if is_direction(direction) => shown.push_str(&format!("[U+{:04X}]", u32::from(direction))),
            hidden if is_hidden(hidden) => shown.push('\u{fffd}'),
            other => shown.push(other),
        }
    }
    Cow::Owned(shown)
}

/// A [shown] text in one line.
#[cfg(feature = "report")]
pub(crate) fn in_a_line(text: &str) -> Cow<'_, str> {
    let breaks = |character: char| matches!(character, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if is_plain(text) || !text.contains(breaks) {
        return shown(text);
    }
    let line: String = text.chars().map(|character| if breaks(character) { ' ' } else { character }).collect();
    Cow::Owned(shown(&line).into_owned())
}

/// A label of a drawing that other programs make: in one line if anything in it is hidden, and without that, since each
/// has a way of its own to write signs like those that would show it.
pub(crate) fn visible(label: &str) -> Cow<'_, str> {
    if is_plain(label) || !label.contains(is_hidden) {
        return Cow::Borrowed(label);
    }
    let spaced = label.chars().map(|character| if character.is_whitespace() { ' ' } else { character });
    Cow::Owned(spaced.filter(|&character| !is_hidden(character)).collect())
}

/// Whether a character cannot be seen, or turns what stands around it.
fn is_hidden(character: char) -> bool {
    character.is_control() || is_direction(character) || is_illegal_in_xml(character)
}

/// A [shown] text inside of an element, or of a quoted attribute, of XML, SVG or HTML.
#[cfg(feature = "report")]
pub(crate) fn markup(text: &str) -> Cow<'_, str> {
    let text = shown(text);
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return text;
    }
    let mut markup = String::with_capacity(text.len() + LENGTH);
    for character in text.chars() {
        match character {
            '&' => markup.push_str("&amp;"),
            '<' => markup.push_str("&lt;"),
            '>' => markup.push_str("&gt;"),
            '"' => markup.push_str("&quot;"),
            '\'' => markup.push_str("&#39;"),
            other => markup.push(other),
        }
    }
    Cow::Owned(markup)
}

/// Adds a text as the cell of a workbook holds it: `_xHHHH_` is a character by its number there, so the underscore of what
/// only looks like it is written so, and so is a carriage return, which XML would take for the end of a line. Source:
/// ECMA-376, part 1, clause 22.9.2.19.
#[cfg(feature = "xlsx")]
pub(crate) fn in_cell(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '\r', '_']) {
        out.push_str(&rest[..at]);
        let special = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        out.push_str(match special {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'\r' => "_x000D_",
            _ if is_number_of_a_character(rest) => "_x005F_",
            _ => "_",
        });
    }
    out.push_str(rest);
}

/// Whether `_` before a text would make a character of it.
#[cfg(feature = "xlsx")]
fn is_number_of_a_character(rest: &str) -> bool {
    matches!(rest.as_bytes(), [b'x', digits @ ..] if digits.len() > 4 && digits[4] == b'_'
        && digits[..4].iter().all(u8::is_ascii_hexdigit))
}

#[cfg(all(test, feature = "proptest"))]
mod tests {
    use super::*;

    #[cfg(feature = "xlsx")]
    #[test]
    fn a_cell_holds_every_text() {
        let of = |text| {
            let mut out = String::new();
            in_cell(text, &mut out);
            out
        };
        assert_eq!(of("a_x0041_b _x004_ _xyzzy_ _"), "a_x005F_x0041_b _x004_ _xyzzy_ _");
        assert_eq!(of("<&>\r\n稻"), "&lt;&amp;&gt;_x000D_\n稻");
    }
    use proptest::prelude::*;

    #[test]
    fn plain_texts_stay() {
        for text in ["", "rice", "rice_x1", "_x00_", "水稻_x", "_x12G4_", "_xd800_"] {
            assert_eq!(reversible(text, is_illegal_in_xml), text);
        }
    }

    #[test]
    fn what_looks_alike_stays_apart() {
        assert_eq!(reversible("_x0001\u{1}", is_illegal_in_xml), "_x005F_x0001_x0001_");
        assert_eq!(reversible("\u{1}x0001_", is_illegal_in_xml), "_x0001_x0001_");
    }

    #[test]
    fn what_turns_or_hides_is_shown() {
        assert_eq!(shown("\u{202e}gnp.exe\u{61c}"), "[U+202E]gnp.exe[U+061C]");
        assert_eq!(shown("a\u{0}b\u{fffe}\nc"), "a\u{fffd}b\u{fffd}\nc");
        assert_eq!(visible("a\u{202e}\tb\u{200f}"), "a b");
        assert_eq!(in_a_line("a\tb\r\nc\u{2028}d\u{200f}"), "a b  c d[U+200F]");
    }

    #[cfg(feature = "report")]
    #[test]
    fn nothing_gets_out_of_its_element() {
        assert_eq!(markup("<a b='1' c=\"2\">&\u{0}"), "&lt;a b=&#39;1&#39; c=&quot;2&quot;&gt;&amp;\u{fffd}");
        assert_eq!(markup("水稻, “Longgrain” ü"), "水稻, “Longgrain” ü");
    }

    /// The quick look at bytes lets nothing pass that a slow one would change.
    #[test]
    fn what_is_changed_is_never_plain() {
        for character in '\0'..=char::MAX {
            let text = character.to_string();
            assert!(in_a_line(&text) == text && visible(&text) == text || !is_plain(&text), "{character:?}");
        }
    }

    proptest! {
        #[test]
        fn plain_texts_need_nothing(text in r"(\PC|\pC|[a-z]|[水稻]|[\u{80}-\u{9f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{fffe}\u{ffff}]){0,3}") {
            if is_plain(&text) {
                prop_assert_eq!(reversible(&text, |own| own == '\\' || is_illegal_in_xml(own)), &*text);
                prop_assert_eq!(in_a_line(&text), &*text);
                prop_assert_eq!(visible(&text), &*text);
                prop_assert!(!text.contains(|own: char| own.is_control() || is_direction(own) || is_illegal_in_xml(own)));
                prop_assert!(!text.contains(['\\', '<', '>', '&', '\'', '"']));
            }
        }

        #[test]
        fn escapes_are_undone(text in r"([_xF015]|_x0001_|\x01|\u{fffe}|.){0,12}") {
            let escaped = reversible(&text, is_illegal_in_xml);
            prop_assert!(!escaped.contains(is_illegal_in_xml));
            prop_assert_eq!(unescape(&escaped), &*text);
        }
    }
}
