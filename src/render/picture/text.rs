//! Text from data in a drawing: made harmless, measured without a font, and made to fit.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

use crate::text::markup::{in_a_line, markup};

/// No more characters of a name are looked at to make it fit, and none more are in a title; a document may hold megabytes.
const LONGEST: usize = 400;

/// The start of a text in one line, with nothing in it that is obeyed instead of shown.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    in_a_line(text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end]))
}

/// As it may stand in an element or an attribute of SVG, and not endless.
pub(super) fn escaped(text: &str) -> String {
    let start = clean(text);
    let more = if text.len() > LONGEST && text.chars().nth(LONGEST).is_some() { "…" } else { "" };
    format!("{}{more}", markup(&start))
}

/// How wide a character is at most in usual sans-serif fonts, in its size.
fn em(c: char) -> f64 {
    match (c, c.width().unwrap_or(0)) {
        (_, 0) => 0.0,
        (_, 2) => 1.0,
        ('i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!', _) => 0.31,
        ('f' | 't' | 'r' | ' ' | '(' | ')' | '-' | '/' | '·' | '"', _) => 0.37,
        ('m' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '→' | '—' | '“' | '”', _) => 0.92,
        _ if c.is_uppercase() => 0.7,
        _ if c.is_ascii() => 0.58,
        _ => 0.66,
    }
}

/// How wide a text is at about, in pixels at a font size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    clean(text).chars().map(em).sum::<f64>() * size
}

/// In at most so many lines, each within the room at a font size; what is too long ends in “…”.
///
/// Lines break at spaces, and between characters as wide as they are high.
pub(super) fn wrapped(text: &str, size: f64, room: f64, lines: usize) -> Vec<String> {
    let text: Vec<char> = clean(text).chars().collect();
    let mut wrapped = Vec::new();
    let mut rest = &text[..];
    while !rest.is_empty() && wrapped.len() < lines {
        rest = trim(rest);
        let fitting = fitting(rest, size, room);
        if fitting == rest.len() {
            wrapped.push(rest.iter().collect());
            return wrapped;
        }
        if wrapped.len() + 1 == lines {
            wrapped.push(shortened(rest, size, room));
            return wrapped;
        }
        let line = (1..=fitting).rev().find(|&end| may_break(rest, end)).unwrap_or(fitting.max(1));
        wrapped.push(rest[..line].iter().collect::<String>().trim_end().to_owned());
        rest = &rest[line..];
    }
    wrapped
}

/// In one line within the room.
pub(super) fn fitted(text: &str, size: f64, room: f64) -> String {
    wrapped(text, size, room, 1).pop().unwrap_or_default()
}

fn trim(text: &[char]) -> &[char] {
    let blanks = text.iter().take_while(|c| **c == ' ').count();
    &text[blanks..]
}

/// How many characters fit, together with what is drawn upon them.
fn fitting(text: &[char], size: f64, room: f64) -> usize {
    let mut end = 0.0;
    let wide = text.iter().take_while(|c| {
        end += em(**c) * size;
        end <= room
    });
    wide.count()
}

fn shortened(text: &[char], size: f64, room: f64) -> String {
    let mut end = fitting(text, size, room - em('…') * size);
    // Never between a character and what is drawn upon it or joined to it.
    while end > 0
        && end < text.len()
        && (em(text[end]) == 0.0 || em(text[end - 1]) == 0.0 && text[end - 1] == '\u{200d}')
    {
        end -= 1;
    }
    let line: String = text[..end].iter().collect();
    format!("{}…", line.trim_end())
}

fn may_break(text: &[char], end: usize) -> bool {
    let (before, after) = (text[end - 1], text[end]);
    let is_wide = |c: char| c.width() == Some(2);
    let closes = matches!(after, '，' | '。' | '、' | '）' | '”' | '：' | '；' | '》');
    let opens = matches!(before, '（' | '“' | '《');
    before == ' ' || after == ' ' || before == '-' || ((is_wide(before) || is_wide(after)) && !closes && !opens)
}

#[cfg(test)]
mod tests {
    use super::{escaped, fitted, width, wrapped};

    #[test]
    fn nothing_gets_out_of_its_element() {
        assert_eq!(escaped("<script>\u{202e}\n"), "&lt;script&gt;[U+202E] ");
        assert_eq!(escaped(&"x".repeat(1_000_000)).chars().count(), super::LONGEST + 1);
    }

    #[test]
    fn lines_break_at_spaces_and_between_chinese_characters() {
        assert_eq!(wrapped("Hunan Agricultural University", 10.0, 80.0, 3), ["Hunan", "Agricultural", "University"]);
        assert_eq!(wrapped("湖南农业大学", 10.0, 40.0, 2), ["湖南农业", "大学"]);
        assert_eq!(wrapped("", 10.0, 40.0, 2), [""; 0]);
    }

    #[test]
    fn what_is_too_long_is_shortened() {
        assert_eq!(fitted("岳麓山实验室", 10.0, 40.0), "岳麓山…");
        assert!(width(&fitted(&"W".repeat(300), 10.0, 100.0), 10.0) <= 100.0);
    }
}
