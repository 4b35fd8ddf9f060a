//! JSON: a strict, fast reading, and a tree for the tolerant one.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::read::{ReadOptions, read_document};
use super::tree::{self, DEEPEST, Entry, Tree, Value, line_and_column, not_utf8, one};
use crate::chain::Assembly;
use crate::chain::draft::Str;
use crate::{ProblemKind, Problems, SupplyChain};

/// Some editors put this before a text.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub(super) fn read(document: &[u8], options: ReadOptions) -> Result<SupplyChain, Problems> {
    let start = if document.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    if let Some(chain) = strict(&document[start..], options) {
        return Ok(chain);
    }
    tree::read(&tree(document, start)?, Vec::new(), options)
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
fn tree(document: &[u8], start: usize) -> Result<Tree<'_>, Problems> {
    let text = std::str::from_utf8(document).map_err(not_utf8)?;
    let raw: &RawValue = serde_json::from_str(&text[start..]).map_err(|error| {
        let span = position(text, start, error.line(), error.column());
        let (line, column) = line_and_column(document, span.start);
        one(ProblemKind::Syntax { message: message(&error), line, column }, Some(span))
    })?;
    Ok(Planter { text }.plant(raw, 1))
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

struct Planter<'t> {
    text: &'t str,
}

impl<'t> Planter<'t> {
    /// A raw value as a tree. Goes down level by level, so that however deep a document claims to be, the stack is not
    /// used for more than [`DEEPEST`] levels.
    fn plant(&self, raw: &'t RawValue, depth: usize) -> Tree<'t> {
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
        Entry { key, key_span: self.span(json), value: self.plant(value, depth + 1) }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Index;
    use serde_json::{Value, json};

    use super::*;

    /// Every place in a value: the way to it, by position.
    fn places(value: &Value, way: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
        found.push(way.clone());
        let children: Vec<&Value> = match value {
            Value::Array(values) => values.iter().collect(),
            Value::Object(entries) => entries.values().collect(),
            _ => Vec::new(),
        };
        for (number, child) in children.into_iter().enumerate() {
            way.push(number);
            places(child, way, found);
            way.pop();
        }
    }

    fn at<'v>(value: &'v mut Value, way: &[usize]) -> &'v mut Value {
        let Some((first, rest)) = way.split_first() else { return value };
        match value {
            Value::Array(values) => at(&mut values[*first], rest),
            Value::Object(entries) => at(entries.values_mut().nth(*first).unwrap(), rest),
            _ => unreachable!(),
        }
    }

    #[derive(Clone, Debug)]
    enum Mutation {
        Replace(Value),
        Remove(Index),
        Rename(Index, &'static str),
        Copy(Index),
        Repeat(Index),
    }

    fn value() -> impl Strategy<Value = Value> {
        let names =
            ["basic", "rice", "hau", "p1", "2020", "2020-13", "documented", "proposed", "active", "service", ""];
        prop_oneof![
            Just(json!(null)),
            any::<bool>().prop_map(Value::from),
            (-2..5_i64).prop_map(Value::from),
            Just(json!(u64::MAX)),
            (-0.5..1.5).prop_map(Value::from),
            prop::sample::select(names.to_vec()).prop_map(Value::from),
            Just(json!([])),
            Just(json!({})),
            Just(json!({"en": "x"})),
            Just(json!({"basic": null})),
            Just(json!([1])),
        ]
    }

    fn mutation() -> impl Strategy<Value = Mutation> {
        let keys = ["id", "stage", "kind", "format", "en", "organisations", "where", "evidence", "x", ""];
        prop_oneof![
            value().prop_map(Mutation::Replace),
            any::<Index>().prop_map(Mutation::Remove),
            (any::<Index>(), prop::sample::select(keys.to_vec())).prop_map(|(index, key)| Mutation::Rename(index, key)),
            any::<Index>().prop_map(Mutation::Copy),
            any::<Index>().prop_map(Mutation::Repeat),
        ]
    }

    fn mutate(document: &mut Value, place: Index, mutation: Mutation) {
        let mut found = Vec::new();
        places(document, &mut Vec::new(), &mut found);
        let (way, copied) = (place.get(&found).clone(), document.clone());
        let target = at(document, &way);
        match (mutation, target) {
            (Mutation::Replace(value), target) => *target = value,
            (Mutation::Copy(index), target) => {
                let way: &Vec<usize> = index.get(&found);
                *target = at(&mut copied.clone(), way).clone();
            }
            (Mutation::Remove(index), Value::Array(values)) if !values.is_empty() => {
                values.remove(index.index(values.len()));
            }
            (Mutation::Remove(index), Value::Object(entries)) if !entries.is_empty() => {
                let key = entries.keys().nth(index.index(entries.len())).unwrap().clone();
                entries.remove(&key);
            }
            (Mutation::Rename(index, other), Value::Object(entries)) if !entries.is_empty() => {
                let key = entries.keys().nth(index.index(entries.len())).unwrap().clone();
                let value = entries.remove(&key).unwrap();
                entries.insert(other.into(), value);
            }
            (Mutation::Repeat(index), Value::Array(values)) if !values.is_empty() => {
                values.push(values[index.index(values.len())].clone());
            }
            _ => {}
        }
    }

    fn sound() -> Value {
        json!({
            "format": "seedrelay/1", "name": {"en": "a", "zh": "b"}, "as_of": "2024", "currency": "CNY",
            "sources": [{"id": "s", "title": "t", "date": "2020-01"}],
            "categories": [{"id": "rice", "strategic": true, "source": "s"}],
            "organizations": [
                {"id": "hau", "kind": "university", "capabilities": [{"category": "rice", "stage": "basic", "teams": 2}],
                 "staff": 5, "platforms": ["x", {"zh": "y"}]},
                {"id": "club", "kind": "consortium", "charter": {"lead": "hau", "technicians": 4, "members": [
                    {"organization": "hau", "contribution": 0.5, "technicians": 2}]}},
                {"id": "ext", "kind": "service", "service": "extension", "evidence": "assumed"}
            ],
            "projects": [
                {"id": "p1", "category": "rice", "stage": "basic", "performer": "hau", "status": "delivered",
                 "commissioned": "2019", "started": "2019-02", "ended": "2020-01-05"},
                {"id": "p2", "category": "rice", "stage": "applied", "performer": "hau", "status": "active",
                 "commissioner": "club", "builds_on": ["p1"], "answers": ["d"], "interested": ["hau"], "budget": 5,
                 "orientations": ["health"], "benefit_shares": [{"holder": "inventors", "share": 0.7}]}
            ],
            "demands": [{"id": "d", "raised_by": "hau", "category": "rice", "stage": "basic", "raised": "2018"}],
            "agreements": [{"from": "club", "to": "hau", "categories": ["rice"], "signed": "2020"}],
            "funding": [{"from": "hau", "to": "club", "project": "p2", "amount": 0.5, "year": 2020}],
            "services": [{"provider": "ext", "client": "hau", "category": "rice", "evidence": "assumed"}],
            "assumptions": {"stages": {"basic": {"duration_years": {"min": 1, "mode": 2, "max": 3}, "success": 0.5}},
                            "categories": {"rice": {"applied": {"success": 1}}}}
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn both_readings_agree(mutations in prop::collection::vec((any::<Index>(), mutation()), 0..4)) {
            let mut document = sound();
            for (place, mutation) in mutations {
                mutate(&mut document, place, mutation);
            }
            let text = document.to_string();
            let strict = strict(text.as_bytes(), ReadOptions::new());
            let tolerant = tree(text.as_bytes(), 0).and_then(|tree| tree::read(&tree, Vec::new(), ReadOptions::new()));
            match (strict, tolerant) {
                (Some(strict), Ok(tolerant)) => prop_assert_eq!(strict, tolerant),
                (None, Err(problems)) => prop_assert!(problems.iter().all(|problem| problem.span.is_some())),
                (strict, tolerant) => prop_assert!(false, "{text}: {strict:?}, {tolerant:?}"),
            }
        }
    }
}
