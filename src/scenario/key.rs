//! Keys: what tells a record apart in two documents.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::RecordKind;
use super::value::{Owned, as_text, get, list, table, text, tree};
use crate::record::tree::{Tree, Value};
use crate::record::{Field, FieldKind, FieldValue, Fields};

/// What tells a record apart from all others of its kind, or nearly: agreements may have one key and different dates.
///
/// Its `Display` is what a person would call it by, such as `hau, rice, applied`.
#[derive(Clone, Debug)]
pub struct RecordKey {
    kind: &'static RecordKind,
    values: Box<[KeyValue]>,
}

/// What a field of a key has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum KeyValue {
    Absent,
    One(Box<str>),
    /// In order.
    Several(Box<[Box<str>]>),
}

impl RecordKey {
    /// That of a record, which may be part of another.
    pub(crate) fn of(kind: &'static RecordKind, owner: Option<&str>, record: &dyn Fields) -> Self {
        let value = |field: &Field| match kind.owner() {
            Some(own) if own.key == field.key => KeyValue::of_text(owner),
            _ => KeyValue::of(record.value(field.key).unwrap_or(FieldValue::Absent)),
        };
        Self { kind, values: kind.identity().iter().map(value).collect() }
    }

    /// Of what is assumed of a stage.
    pub(crate) fn of_assumption(kind: &'static RecordKind, category: Option<&str>, stage: &str) -> Self {
        Self { kind, values: [KeyValue::of_text(category), KeyValue::of_text(Some(stage))].into() }
    }

    /// Of a record with an id, or of what there is one of in a record.
    pub(crate) fn of_id(kind: &'static RecordKind, id: &str) -> Self {
        let value = |number| if number == 0 { KeyValue::of_text(Some(id)) } else { KeyValue::Absent };
        Self { kind, values: (0..kind.identity().len()).map(value).collect() }
    }

    /// Of what a table says, which may be of part of another record; that may be said in the table as well.
    pub(crate) fn of_tree(kind: &'static RecordKind, owner: Option<&str>, tree: &Tree<'_>) -> Self {
        let value = |field: &Field| match kind.owner() {
            Some(own) if own.key == field.key && owner.is_some() => KeyValue::of_text(owner),
            _ => get(tree, field.key).map_or(KeyValue::Absent, KeyValue::of_tree),
        };
        Self { kind, values: kind.identity().iter().map(value).collect() }
    }

    /// What it is a key of.
    #[must_use]
    pub const fn kind(&self) -> &'static RecordKind {
        self.kind
    }

    /// The id of the record, or of that which it is part of; `None` where it is told apart by more than one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match (self.kind.has_id() || self.kind.owner().is_some(), self.values.first()) {
            (true, Some(KeyValue::One(id))) => Some(id),
            _ => None,
        }
    }

    /// What it has in a field that is one value.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&str> {
        let place = self.kind.identity().iter().position(|field| field.key == key)?;
        match &self.values[place] {
            KeyValue::One(value) => Some(value),
            _ => None,
        }
    }

    /// What it has in a field that is several values.
    #[must_use]
    pub fn several(&self, key: &str) -> Vec<&str> {
        match self.kind.identity().iter().position(|field| field.key == key).map(|place| &self.values[place]) {
            Some(KeyValue::Several(values)) => values.iter().map(|value| &**value).collect(),
            _ => Vec::new(),
        }
    }

    /// Its fields with their values, where it has any.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&Field, &KeyValue)> {
        let each = self.kind.identity().iter().zip(&self.values);
        each.filter(|(_, value)| **value != KeyValue::Absent)
    }

    fn order(&self) -> (usize, &[KeyValue]) {
        let number = RecordKind::all().iter().position(|kind| kind == self.kind);
        (number.unwrap_or_default(), &self.values)
    }
}

impl PartialEq for RecordKey {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.values == other.values
    }
}

impl Eq for RecordKey {}

/// By kind, then by what they have.
impl Ord for RecordKey {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order().cmp(&other.order())
    }
}

impl PartialOrd for RecordKey {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl std::hash::Hash for RecordKey {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.kind.name().hash(state);
        self.values.hash(state);
    }
}

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.entries().map(|(_, value)| match value {
            KeyValue::Several(values) => values.join("+"),
            KeyValue::One(value) => String::from(&**value),
            KeyValue::Absent => String::new(),
        });
        f.write_str(&shown.collect::<Vec<_>>().join(", "))
    }
}

impl KeyValue {
    fn of_text(text: Option<&str>) -> Self {
        text.map_or(Self::Absent, |text| Self::One(text.into()))
    }

    fn of(value: FieldValue<'_>) -> Self {
        match value {
            FieldValue::Id(text) | FieldValue::Plain(text) | FieldValue::Choice(text) => Self::of_text(Some(text)),
            FieldValue::Date(date) => Self::of_text(Some(&date.to_string())),
            FieldValue::Count(count) => Self::of_text(Some(&count.to_string())),
            FieldValue::List(_) => Self::several(value.elements().map(Self::of)),
            _ => Self::Absent,
        }
    }

    fn of_tree(tree: &Tree<'_>) -> Self {
        match &tree.value {
            Value::Unsigned(number) => Self::of_text(Some(&number.to_string())),
            Value::List(values) => Self::several(values.iter().map(Self::of_tree)),
            _ => Self::of_text(as_text(tree)),
        }
    }

    /// As documents write it.
    pub(crate) fn written(&self, field: &Field) -> Owned {
        match (self, &field.kind) {
            (Self::Several(values), _) => list(values.iter().map(|value| text(value))),
            (Self::One(given), FieldKind::Count { .. }) => {
                given.parse().map_or_else(|_| text(given), |count| tree(Value::Unsigned(count)))
            }
            (Self::One(given), _) => text(given),
            (Self::Absent, _) => table([]),
        }
    }

    /// A list of none is as none.
    fn several(values: impl Iterator<Item = Self>) -> Self {
        let one = |value| if let Self::One(text) = value { Some(text) } else { None };
        let mut several: Vec<Box<str>> = values.filter_map(one).collect();
        several.sort_unstable();
        if several.is_empty() { Self::Absent } else { Self::Several(several.into()) }
    }
}

/// As its list and what it has in each field of the key.
impl Serialize for RecordKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.serialize_entries(&mut map)?;
        map.end()
    }
}

impl RecordKey {
    /// Its list and its fields, into a map that goes on.
    pub(crate) fn serialize_entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        // A completeness statement has a field of this name; that it is about.
        map.serialize_entry("list", self.kind.name())?;
        let named = |key: &'static str| if key == "list" { "of" } else { key };
        self.entries().try_for_each(|(field, value)| map.serialize_entry(named(field.key), &value.written(field)))
    }
}
