//! TOML of the same shape. Such documents are written by hand and small, so there is one reading: the tolerant one.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::read::ReadOptions;
use super::tree::{self, DEEPEST, Entry, Tree, Value};
use crate::{Path, Problem, ProblemKind, Problems, SupplyChain};

pub(super) fn read(document: &[u8], options: ReadOptions) -> Result<SupplyChain, Problems> {
    let text = std::str::from_utf8(document).map_err(|error| {
        let kind = ProblemKind::NotUtf8 { position: error.valid_up_to() };
        Problems::new(vec![Problem::new(Path::default(), kind)]).expect("there is one")
    })?;
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let problems = errors.iter().map(|error| syntax(text, error.message(), error.span()));
        return Err(Problems::new(problems.collect()).expect("there is one"));
    }
    let span = table.span();
    tree::read(&Tree { span, value: plant_table(table.into_inner(), 1) }, options)
}

fn syntax(text: &str, message: &str, span: Option<Range<usize>>) -> Problem {
    let at = span.as_ref().map_or(0, |span| span.start.min(text.len()));
    let before = &text.as_bytes()[..at];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let column = String::from_utf8_lossy(&before[line_start..]).chars().count() + 1;
    let message = message.lines().collect::<Vec<_>>().join("; ");
    Problem { path: Path::default(), kind: ProblemKind::Syntax { message, line, column }, span }
}

fn plant_table(table: DeTable<'_>, depth: usize) -> Value {
    let entry = |(key, value): (toml::Spanned<_>, toml::Spanned<DeValue<'_>>)| {
        let key_span = key.span();
        let key: std::borrow::Cow<'_, str> = key.into_inner();
        let value = Tree { span: value.span(), value: plant(value.into_inner(), depth + 1) };
        Entry { key: key.into_owned(), key_span, value }
    };
    Value::Table(table.into_iter().map(entry).collect())
}

fn plant(value: DeValue<'_>, depth: usize) -> Value {
    match value {
        DeValue::Table(_) | DeValue::Array(_) if depth > DEEPEST => {
            Value::Unreadable(ProblemKind::NestedTooDeep { limit: DEEPEST })
        }
        DeValue::Table(table) => plant_table(table, depth),
        DeValue::Array(values) => {
            let tree = |value: toml::Spanned<DeValue<'_>>| Tree {
                span: value.span(),
                value: plant(value.into_inner(), depth + 1),
            };
            Value::List(values.into_iter().map(tree).collect())
        }
        DeValue::String(text) => Value::String(text.into_owned()),
        DeValue::Boolean(value) => Value::Bool(value),
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Integer(number) => {
            let (digits, radix) = (number.as_str(), number.radix());
            match (u64::from_str_radix(digits, radix), i64::from_str_radix(digits, radix)) {
                (Ok(number), _) => Value::Unsigned(number),
                (_, Ok(number)) => Value::Signed(number),
                _ => Value::Unreadable(ProblemKind::OutOfRange {
                    found: digits.chars().take(40).collect(),
                    expected: "a number of at most 19 digits".into(),
                }),
            }
        }
        DeValue::Float(number) => match number.as_str().parse() {
            Ok(number) => Value::Float(number),
            Err(_) => Value::Unreadable(ProblemKind::NotFinite { found: number.as_str().chars().take(40).collect() }),
        },
    }
}
