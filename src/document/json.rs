//! JSON: a strict, fast reading, and a tree for the tolerant one.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::read::{ReadOptions, read_document};
use super::tree::{self, DEEPEST, Entry, Tree, Value};
use crate::chain::Assembly;
use crate::{Path, Problem, ProblemKind, Problems, SupplyChain};

/// Some editors put this before a text.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub(super) fn read(document: &[u8], options: ReadOptions) -> Result<SupplyChain, Problems> {
    let start = if document.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    if let Some(chain) = strict(&document[start..], options) {
        return Ok(chain);
    }
    tree::read(&tree(document, start)?, options)
}

/// The chain, if nothing at all is wrong.
fn strict(document: &[u8], options: ReadOptions) -> Option<SupplyChain> {
    let mut assembly = Assembly::new(options.require_sources);
    // Once for all, which is faster than for each string.
    let text = std::str::from_utf8(document).ok()?;
    assembly.read_from(text);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    read_document(&mut deserializer, &mut assembly).ok()?;
    deserializer.end().ok()?;
    assembly.finish().ok()
}

/// The document as a tree, if it is JSON.
fn tree(document: &[u8], start: usize) -> Result<Tree, Problems> {
    let one = |kind| Problems::new(vec![Problem::new(Path::default(), kind)]).expect("there is one");
    let text =
        std::str::from_utf8(document).map_err(|error| one(ProblemKind::NotUtf8 { position: error.valid_up_to() }))?;
    let raw: &RawValue = serde_json::from_str(&text[start..]).map_err(|error| {
        let mut problems = one(syntax(&error));
        problems.set_span(position(text, start, error.line(), error.column()));
        problems
    })?;
    Ok(Planter { text }.plant(raw, 1))
}

/// What the parser says, without the position, which has fields of its own.
fn syntax(error: &serde_json::Error) -> ProblemKind {
    let (line, column) = (error.line(), error.column());
    ProblemKind::Syntax { message: message(error), line, column }
}

fn message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or(&message).to_owned()
}

/// The byte at a line and column, as serde_json counts them.
fn position(text: &str, start: usize, line: usize, column: usize) -> std::ops::Range<usize> {
    let line_start: usize = text[start..].split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let at = (start + line_start + column.saturating_sub(1)).min(text.len());
    at..(at + 1).min(text.len())
}

struct Planter<'t> {
    text: &'t str,
}

impl Planter<'_> {
    /// A raw value as a tree. Goes down level by level, so that however deep a document claims to be, the stack is not
    /// used for more than [`DEEPEST`] levels.
    fn plant(&self, raw: &RawValue, depth: usize) -> Tree {
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
                Ok(values) => Value::List(values.into_iter().map(|value| self.plant(value, depth + 1)).collect()),
                Err(error) => Value::Unreadable(ProblemKind::BrokenString { message: message(&error) }),
            },
            b'"' => match serde_json::from_str(json) {
                Ok(text) => Value::String(text),
                Err(error) => Value::Unreadable(ProblemKind::BrokenString { message: message(&error) }),
            },
            b'n' => Value::Null,
            b't' => Value::Bool(true),
            b'f' => Value::Bool(false),
            _ => number(json),
        };
        Tree { span, value }
    }

    fn entry(&self, (key, value): (RawKey<'_>, &RawValue), depth: usize) -> Entry {
        let value = self.plant(value, depth + 1);
        // A key with escapes is a copy; it stands right before its value.
        let key_span = match &key.0 {
            Cow::Borrowed(key) => self.span(key),
            Cow::Owned(_) => value.span.clone(),
        };
        Entry { key: key.0.into_owned(), key_span, value }
    }

    /// Where a part of the text stands in it.
    fn span(&self, part: &str) -> std::ops::Range<usize> {
        let start = part.as_ptr() as usize - self.text.as_ptr() as usize;
        start..start + part.len()
    }
}

fn number(json: &str) -> Value {
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
struct RawTable<'t>(Vec<(RawKey<'t>, &'t RawValue)>);

struct RawKey<'t>(Cow<'t, str>);

impl<'de> Deserialize<'de> for RawKey<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::chain::draft::Str::deserialize(deserializer).map(|key| Self(key.0))
    }
}

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
