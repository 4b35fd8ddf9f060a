//! JSON as a tree.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::lines::Lines;
use super::whole::{DEEPEST, one, text};
use crate::chain::{ProblemKind, Problems};
use crate::record::draft::Str;
use crate::record::tree::{Entry, Tree, Value};

/// A text without the byte order mark that some editors put before it.
pub(crate) fn without_mark(document: &[u8]) -> &[u8] {
    document.strip_prefix("\u{feff}".as_bytes()).unwrap_or(document)
}

/// A document as a tree, or why it is no JSON.
pub(crate) fn parse(document: &[u8]) -> Result<Tree<'_>, Problems> {
    let text = text(document)?;
    let start = document.len() - without_mark(document).len();
    let raw: &RawValue = serde_json::from_str(&text[start..]).map_err(|error| {
        let span = position(text, start, error.line(), error.column());
        let (line, column) = Lines::of(document).place(span.start);
        one(ProblemKind::Syntax { message: message(&error), line, column }, span)
    })?;
    Ok(Parser { text }.parse(raw, 1))
}

/// What the parser says, without the position, which has fields of its own.
fn message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or(&message).to_owned()
}

/// The byte at a line and column, as `serde_json` counts them.
fn position(text: &str, start: usize, line: usize, column: usize) -> std::ops::Range<usize> {
    let line_start: usize = text[start..].split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let at = (start + line_start + column.saturating_sub(1)).min(text.len());
    let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    at..at + text[at..].chars().next().map_or(0, char::len_utf8)
}

struct Parser<'t> {
    text: &'t str,
}

impl<'t> Parser<'t> {
    /// A raw value as a tree. Goes down level by level, so that however deep a document claims to be, the stack is not
    /// used for more than [`DEEPEST`] levels.
    fn parse(&self, raw: &'t RawValue, depth: usize) -> Tree<'t> {
        let json = raw.get();
        let span = self.span(json);
        let value = match json.as_bytes()[0] {
            b'{' | b'[' if depth > DEEPEST => Value::Unreadable(ProblemKind::NestedTooDeep { limit: DEEPEST }),
            b'{' => match serde_json::from_str::<RawTable<'_>>(json) {
                Ok(RawTable(entries)) => {
                    Value::Table(entries.into_iter().map(|entry| self.entry(entry, depth)).collect())
                }
                Err(error) => Value::Unreadable(ProblemKind::BrokenString { message: message(&error) }),
            },
            b'[' => match serde_json::from_str::<Vec<&RawValue>>(json) {
                Ok(values) => Value::List(values.into_iter().map(|value| self.parse(value, depth + 1)).collect()),
                Err(error) => Value::Unreadable(ProblemKind::BrokenString { message: message(&error) }),
            },
            b'"' => match string(json) {
                Ok(text) => Value::String(text),
                Err(kind) => Value::Unreadable(kind),
            },
            b'n' => Value::Null,
            b't' => Value::Bool(true),
            b'f' => Value::Bool(false),
            _ => number(json),
        };
        Tree { span, value }
    }

    fn entry(&self, (key, value): (&'t RawValue, &'t RawValue), depth: usize) -> Entry<'t> {
        let json = key.get();
        // A key with half a character in it is no known one, however it is spelt.
        let key = string(json).unwrap_or_else(|_| json.trim_matches('"').into());
        Entry { key, key_span: self.span(json), value: self.parse(value, depth + 1) }
    }

    /// Where a part of the text stands in it.
    fn span(&self, part: &str) -> std::ops::Range<usize> {
        let start = part.as_ptr() as usize - self.text.as_ptr() as usize;
        start..start + part.len()
    }
}

fn string(json: &str) -> Result<Cow<'_, str>, ProblemKind> {
    let text = serde_json::from_str::<Str<'_>>(json);
    text.map(|text| text.0).map_err(|error| ProblemKind::BrokenString { message: message(&error) })
}

fn number<'t>(json: &str) -> Value<'t> {
    match serde_json::from_str::<serde_json::Number>(json) {
        Ok(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
            (Some(number), _, _) => Value::Unsigned(number),
            (_, Some(number), _) => Value::Signed(number),
            (_, _, Some(number)) => Value::Float(number),
            _ => Value::Unreadable(ProblemKind::NotFinite { found: json.to_owned() }),
        },
        // 1e999
        Err(_) => Value::Unreadable(ProblemKind::NotFinite { found: json.chars().take(40).collect() }),
    }
}

/// The entries of an object as they are written, repeated ones too.
struct RawTable<'t>(Vec<(&'t RawValue, &'t RawValue)>);

impl<'de> Deserialize<'de> for RawTable<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TableVisitor;

        impl<'de> Visitor<'de> for TableVisitor {
            type Value = RawTable<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawTable<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(RawTable(entries))
            }
        }

        deserializer.deserialize_map(TableVisitor)
    }
}
