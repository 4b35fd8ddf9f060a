//! TOML as a tree.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::lines::Lines;
use super::whole::{DEEPEST, text};
use crate::record::tree::{Entry, Tree, Value};
use crate::record::{Expected, Path, Problem, ProblemKind, Problems, Step};

/// A document as a tree, with the keys that are given twice, or why it is no TOML.
pub(crate) fn parse(document: &[u8]) -> Result<(Tree<'_>, Vec<Problem>), Problems> {
    let text = text(document)?;
    let (table, errors) = DeTable::parse_recoverable(text);
    // TOML itself forbids a key given twice, but the table is whole without the second.
    if errors.iter().any(|error| !is_twice(error)) {
        let lines = Lines::of(document);
        let problems = errors.iter().filter(|error| !is_twice(error)).map(|error| syntax(&lines, error));
        return Err(Problems::new(problems.collect()).expect("there is one"));
    }
    let span = table.span();
    let tree = Tree { span, value: plant_table(table.into_inner(), 1) };
    let mut keys = Vec::new();
    if !errors.is_empty() {
        visit_keys(&tree, &mut Path::default(), &mut |span, path| {
            keys.push((&text[span.clone()], span.start, path.clone()));
        });
        keys.sort_unstable_by_key(|(written, start, _)| (*written, *start));
    }
    let noted = errors.iter().map(|error| key_twice(text, &keys, error)).collect();
    drop(keys);
    Ok((tree, noted))
}

fn is_twice(error: &toml::de::Error) -> bool {
    error.message() == "duplicate key" && error.span().is_some()
}

fn syntax(lines: &Lines<'_>, error: &toml::de::Error) -> Problem {
    let span = error.span();
    let (line, column) = lines.place(span.as_ref().map_or(0, |span| span.start));
    let message = error.message().lines().collect::<Vec<_>>().join("; ");
    Problem { path: Path::default(), kind: ProblemKind::Syntax { message, line, column }, span }
}

/// A key given twice: its first place is the last one before it where a key is written in the same way. `keys` are all
/// keys as they are written, with where they start, in order.
fn key_twice(text: &str, keys: &[(&str, usize, Path)], error: &toml::de::Error) -> Problem {
    let span = error.span().unwrap_or_default();
    let written = text.get(span.clone()).unwrap_or_default();
    let before = keys.partition_point(|(key, start, _)| (*key, *start) < (written, span.start));
    let first = keys[..before].last().filter(|(key, ..)| *key == written);
    let path = first.map(|(_, _, path)| path.clone()).unwrap_or_default();
    let key = match path.steps().last() {
        Some(Step::Key(key)) => String::from(&**key),
        _ => written.to_owned(),
    };
    Problem { path, kind: ProblemKind::DuplicateKey { key }, span: Some(span) }
}

fn visit_keys(tree: &Tree<'_>, path: &mut Path, visit: &mut dyn FnMut(&Range<usize>, &Path)) {
    match &tree.value {
        Value::Table(entries) => {
            for entry in entries {
                path.push(Step::Key((&*entry.key).into()));
                visit(&entry.key_span, path);
                visit_keys(&entry.value, path, visit);
                path.pop();
            }
        }
        Value::List(values) => {
            for (index, value) in values.iter().enumerate() {
                path.push(Step::Index(index));
                visit_keys(value, path, visit);
                path.pop();
            }
        }
        _ => {}
    }
}

fn plant_table(table: DeTable<'_>, depth: usize) -> Value<'_> {
    let mut entries: Vec<Entry<'_>> = table
        .into_iter()
        .map(|(key, value)| {
            let key_span = key.span();
            let value = Tree { span: value.span(), value: plant_value(value.into_inner(), depth + 1) };
            Entry { key: key.into_inner(), key_span, value }
        })
        .collect();
    // In the order written.
    entries.sort_by_key(|entry| entry.key_span.start);
    Value::Table(entries)
}

fn plant_value(value: DeValue<'_>, depth: usize) -> Value<'_> {
    match value {
        DeValue::Table(_) | DeValue::Array(_) if depth > DEEPEST => {
            Value::Unreadable(ProblemKind::NestedTooDeep { limit: DEEPEST })
        }
        DeValue::Table(table) => plant_table(table, depth),
        DeValue::Array(values) => {
            let values = values.into_iter().map(|value| (value.span(), value.into_inner()));
            Value::List(values.map(|(span, value)| Tree { span, value: plant_value(value, depth + 1) }).collect())
        }
        DeValue::String(text) => Value::String(text),
        DeValue::Boolean(value) => Value::Bool(value),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Integer(number) => {
            let (digits, radix) = (number.as_str(), number.radix());
            match (u64::from_str_radix(digits, radix), i64::from_str_radix(digits, radix)) {
                (Ok(number), _) => Value::Unsigned(number),
                (_, Ok(number)) => Value::Signed(number),
                _ => Value::Unreadable(ProblemKind::OutOfRange {
                    found: digits.chars().take(40).collect(),
                    expected: Expected::Digits(19),
                }),
            }
        }
        DeValue::Float(number) => match number.as_str().parse() {
            Ok(number) => Value::Float(number),
            Err(_) => Value::Unreadable(ProblemKind::NotFinite { found: number.as_str().chars().take(40).collect() }),
        },
    }
}
