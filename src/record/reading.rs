//! Records read by themselves, from whatever serde reads.
//!
//! The value becomes a tree first, so that a record is read as in a document, by the same readers, and what is wrong with
//! it is reported in the same words.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::field::{Recorded, assemble};
use super::intake::{Intake, Place};
use super::problem::Problem;
use super::tolerant::Tolerant;
use super::tree::{Entry, Tree, Value};
use super::{Path, RecordList};

/// Reads one record. What is wrong with it by itself is an error; what it refers to is not looked for.
pub(crate) fn record<'de, R: Recorded, D: Deserializer<'de>>(deserializer: D) -> Result<R, D::Error> {
    let tree = Tree::deserialize(deserializer)?;
    let mut reader = Tolerant::default();
    let draft = R::read(&tree, &mut reader);
    let mut intake = Intake::default();
    let list = RecordList::ALL.iter().find(|list| list.shape().name == R::SHAPE.name);
    let place = list.map_or(Place::Top, |list| Place::Record(*list, 0));
    let outer = place.path().steps().len();
    let record = draft.take().map(|draft| assemble::<R>(draft, place, &mut intake).0);
    let within = intake.problems.iter().map(|problem| (outer, problem));
    let first = reader.problems.iter().map(|problem| (0, problem)).chain(within).next();
    match (record, first) {
        (Some(record), None) => Ok(record),
        (_, Some((outer, problem))) => Err(de::Error::custom(told(problem, outer))),
        (None, None) => Err(de::Error::custom(format_args!("no {}", R::SHAPE.name))),
    }
}

/// A problem with its place in the record.
fn told(problem: &Problem, outer: usize) -> String {
    let steps = problem.path.steps().iter().skip(outer);
    let mut path = Path::default();
    steps.for_each(|step| path.push(step.clone()));
    if path.steps().is_empty() { problem.kind.to_string() } else { format!("{path}: {}", problem.kind) }
}

struct TreeVisitor;

/// A value of which nobody knows where it stands.
fn tree(value: Value<'static>) -> Tree<'static> {
    Tree { span: 0..0, value }
}

impl<'de> Deserialize<'de> for Tree<'static> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value as of a document")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(tree(Value::Bool(value)))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(tree(Value::Unsigned(value)))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(tree(u64::try_from(value).map_or(Value::Signed(value), Value::Unsigned)))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(tree(Value::Float(value)))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(tree(Value::String(Cow::Owned(value.to_owned()))))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Self::Value, E> {
        Ok(tree(Value::String(Cow::Owned(value))))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(tree(Value::Null))
    }

    fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(tree(Value::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        Tree::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = seq.next_element()? {
            elements.push(element);
        }
        Ok(tree(Value::List(elements)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries: Vec<Entry<'static>> = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, _>()? {
            entries.push(Entry { key: Cow::Owned(key), key_span: 0..0, value });
        }
        Ok(tree(Value::Table(entries)))
    }
}
