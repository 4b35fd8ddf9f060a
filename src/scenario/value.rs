//! Values of records as trees: to be changed field by field, written into scenarios, and read again.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::Lang;
use crate::record::tree::{Entry, Tree, Value};
use crate::record::{FieldValue, Fields, Path, Step};

/// As it was written, without its places.
impl serde::Serialize for Tree<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(truth) => serializer.serialize_bool(*truth),
            Value::Unsigned(number) => serializer.serialize_u64(*number),
            Value::Signed(number) => serializer.serialize_i64(*number),
            Value::Float(number) => crate::record::number(*number, serializer),
            Value::String(text) => serializer.serialize_str(text),
            #[cfg(any(feature = "csv", feature = "toml"))]
            Value::Date(date) => serializer.serialize_str(date),
            Value::List(values) => serializer.collect_seq(values),
            Value::Table(entries) => serializer.collect_map(entries.iter().map(|entry| (&entry.key, &entry.value))),
            #[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
            Value::Unreadable(_) => Err(serde::ser::Error::custom("what could not be read")),
        }
    }
}

/// A tree that borrows nothing.
pub(crate) type Owned = Tree<'static>;

pub(crate) fn tree(value: Value<'static>) -> Owned {
    Tree { span: 0..0, value }
}

pub(crate) fn text(text: &str) -> Owned {
    tree(Value::String(Cow::Owned(text.to_owned())))
}

pub(crate) fn table(entries: impl IntoIterator<Item = (&'static str, Owned)>) -> Owned {
    tree(Value::Table(entries.into_iter().map(|(key, value)| entry(key, value)).collect()))
}

pub(crate) fn list(values: impl IntoIterator<Item = Owned>) -> Owned {
    tree(Value::List(values.into_iter().collect()))
}

pub(crate) fn entry(key: &str, value: Owned) -> Entry<'static> {
    Entry { key: Cow::Owned(key.to_owned()), key_span: 0..0, value }
}

/// What stands in a field; `None` where nothing does.
pub(crate) fn of_value(value: FieldValue<'_>) -> Option<Owned> {
    Some(match value {
        FieldValue::Absent => return None,
        FieldValue::Id(id) => text(id),
        FieldValue::Plain(plain) => text(plain),
        FieldValue::Choice(key) => text(key),
        FieldValue::Date(date) => text(&date.to_string()),
        FieldValue::Count(count) => tree(Value::Unsigned(count.into())),
        FieldValue::Number(number) => tree(Value::Float(number)),
        FieldValue::Flag(flag) => tree(Value::Bool(flag)),
        FieldValue::Text(words) => {
            let given = Lang::ALL.into_iter().filter_map(|lang| Some((lang.as_str(), text(words.in_language(lang)?))));
            let given: Vec<_> = given.collect();
            if given.is_empty() { text(words.get(Lang::En)) } else { table(given) }
        }
        FieldValue::List(_) => list(value.elements().filter_map(of_value)),
        FieldValue::Record(record) => of_record(record),
        FieldValue::ByStage(entries) | FieldValue::ByCategory(entries) => {
            let of_each = (0..entries.len()).filter_map(|place| entries.entry(place));
            let of_each = of_each.filter_map(|(key, value)| Some(entry(key, of_value(value)?)));
            tree(Value::Table(of_each.collect()))
        }
    })
}

/// A record with all that it says.
pub(crate) fn of_record(record: &dyn Fields) -> Owned {
    let given = record.shape().fields.iter().enumerate().filter(|(place, _)| !record.is_left_out(*place));
    table(given.filter_map(|(place, field)| Some((field.key, of_value(record.field(place))?))))
}

/// The same without a text to borrow from; places stay.
#[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
pub(crate) fn owned(tree: &Tree<'_>) -> Owned {
    let value = match &tree.value {
        Value::Null => Value::Null,
        Value::Bool(truth) => Value::Bool(*truth),
        Value::Unsigned(number) => Value::Unsigned(*number),
        Value::Signed(number) => Value::Signed(*number),
        Value::Float(number) => Value::Float(*number),
        Value::String(text) => Value::String(Cow::Owned(text.clone().into_owned())),
        #[cfg(any(feature = "csv", feature = "toml"))]
        Value::Date(date) => Value::Date(date.clone()),
        Value::List(values) => Value::List(values.iter().map(owned).collect()),
        Value::Table(entries) => Value::Table(entries.iter().map(owned_entry).collect()),
        #[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
        Value::Unreadable(kind) => Value::Unreadable(kind.clone()),
    };
    Tree { span: tree.span.clone(), value }
}

#[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
fn owned_entry(entry: &Entry<'_>) -> Entry<'static> {
    Entry {
        key: Cow::Owned(entry.key.clone().into_owned()),
        key_span: entry.key_span.clone(),
        value: owned(&entry.value),
    }
}

/// What a table has under a key.
pub(crate) fn get<'t, 'v>(tree: &'t Tree<'v>, key: &str) -> Option<&'t Tree<'v>> {
    let Value::Table(entries) = &tree.value else { return None };
    entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
}

pub(crate) fn get_mut<'t>(tree: &'t mut Owned, key: &str) -> Option<&'t mut Owned> {
    let Value::Table(entries) = &mut tree.value else { return None };
    entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.value)
}

/// The table at the end of a way of keys through tables, made where it is not there yet.
pub(crate) fn table_at<'t>(tree: &'t mut Owned, way: &[&str]) -> &'t mut Owned {
    way.iter().fold(tree, |tree, key| {
        if get(tree, key).is_none() {
            put(tree, key, Some(table([])));
        }
        get_mut(tree, key).expect("it was put there")
    })
}

/// Puts a value under a key of a table, or takes away what is there.
pub(crate) fn put(tree: &mut Owned, key: &str, value: Option<Owned>) {
    let Value::Table(entries) = &mut tree.value else { return };
    match (entries.iter().position(|entry| entry.key == key), value) {
        (Some(place), Some(value)) => entries[place].value = value,
        (Some(place), None) => _ = entries.remove(place),
        (None, Some(value)) => entries.push(entry(key, value)),
        (None, None) => {}
    }
}

/// The list under a key of a table, an empty one if there is none yet.
pub(crate) fn list_in<'t>(tree: &'t mut Owned, key: &str) -> Option<&'t mut Vec<Owned>> {
    if get(tree, key).is_none() {
        put(tree, key, Some(list([])));
    }
    let Value::Table(entries) = &mut tree.value else { return None };
    match &mut entries.iter_mut().find(|entry| entry.key == key)?.value.value {
        Value::List(values) => Some(values),
        _ => None,
    }
}

/// Whether two values say the same. The order of a list means nothing.
pub(crate) fn same(one: &Tree<'_>, other: &Tree<'_>) -> bool {
    match (&one.value, &other.value) {
        (Value::Table(own), Value::Table(others)) => {
            own.len() == others.len()
                && own.iter().all(|entry| get(other, &entry.key).is_some_and(|theirs| same(&entry.value, theirs)))
        }
        (Value::List(own), Value::List(others)) => {
            let mut left: Vec<_> = others.iter().collect();
            own.len() == others.len()
                && own.iter().all(|value| {
                    let found = left.iter().position(|theirs| same(value, theirs));
                    found.map(|place| left.swap_remove(place)).is_some()
                })
        }
        (Value::Bool(own), Value::Bool(other)) => own == other,
        _ => match (number(one), number(other)) {
            (Some(own), Some(other)) => own == other,
            _ => as_text(one).is_some() && as_text(one) == as_text(other),
        },
    }
}

fn number(tree: &Tree<'_>) -> Option<f64> {
    match tree.value {
        Value::Unsigned(number) => Some(number as f64),
        Value::Signed(number) => Some(number as f64),
        Value::Float(number) => Some(number),
        _ => None,
    }
}

/// A text, or a date of the format's own.
pub(crate) fn as_text<'t>(tree: &'t Tree<'_>) -> Option<&'t str> {
    match &tree.value {
        Value::String(text) => Some(text),
        #[cfg(any(feature = "csv", feature = "toml"))]
        Value::Date(date) => Some(date),
        _ => None,
    }
}

/// A value in a message.
pub(crate) fn shown(tree: Option<&Tree<'_>>) -> String {
    let Some(tree) = tree else { return "—".to_owned() };
    match &tree.value {
        Value::List(values) => values.iter().map(|value| shown(Some(value))).collect::<Vec<_>>().join(", "),
        Value::Table(entries) => {
            let each = entries.iter().map(|entry| format!("{}: {}", entry.key, shown(Some(&entry.value))));
            each.collect::<Vec<_>>().join(", ")
        }
        Value::Bool(truth) => truth.to_string(),
        _ => match (as_text(tree), number(tree)) {
            (Some(text), _) => text.to_owned(),
            (_, Some(number)) => number.to_string(),
            _ => String::new(),
        },
    }
}

/// Where the value at a path stands in the text, or the nearest value around it that is there.
pub(crate) fn locate(tree: &Tree<'_>, path: &Path) -> Range<usize> {
    let mut place = tree;
    for step in path.steps() {
        let next = match (step, &place.value) {
            (Step::Key(key), _) => get(place, key),
            (Step::Index(index), Value::List(values)) => values.get(*index),
            _ => None,
        };
        let Some(next) = next else { break };
        place = next;
    }
    place.span.clone()
}
