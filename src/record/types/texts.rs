//! Texts: those that people read in one or two languages, and those that are the same for all.

use std::cmp::Ordering;

use serde::{Serialize, Serializer};

use crate::model::{FORMAT, Lang, Text};
use crate::record::draft::{Given, Str};
#[cfg(feature = "proptest")]
use crate::record::draw::Draw;
use crate::record::field::{FieldKind, FieldType, FieldValue};
use crate::record::intake::{Intake, Place};
use crate::record::names::NONE;
use crate::record::problem::{Expected, Found, ProblemKind};
use crate::record::tolerant::Tolerant;
use crate::record::tree::{Tree, Value};

impl FieldType for Text {
    type Stored = Self;
    type Draft<'a> = Self;
    type Column = ();

    const KIND: FieldKind = FieldKind::Text;

    fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Self> {
        match &tree.value {
            Value::String(text) => Given::Is((&**text).into()),
            Value::Table(entries) if entries.is_empty() => {
                reader.note(tree, ProblemKind::WrongType { found: Found::EmptyObject, expected: Expected::Text });
                Given::Bad
            }
            Value::Table(_) => {
                let mut words = [None, None];
                reader.table(tree, Lang::NAMES, Expected::Text, &mut |reader, key, tree| {
                    // What could not be read has been noted, and leads to no chain.
                    let place = Lang::NAMES.iter().position(|name| *name == key).unwrap_or_default();
                    words[place] = read_plain(tree, reader).get().map(|text| Box::from(&**text));
                });
                let [en, zh] = words;
                // Of keys that are all unknown or hold no text there is nothing more to say.
                Self::of(en, zh).map_or(Given::Bad, Given::Is)
            }
            _ => reader.expect(tree, Expected::Text),
        }
    }

    fn look_up(_: &Given<Self>, _: Place<'_>, _: &mut Intake) -> u32 {
        NONE
    }

    fn settle(given: Given<Self>, _: u32, _: Place<'_>, _: &mut Intake) -> Self {
        given.take().unwrap_or_else(Self::absent)
    }

    fn absent() -> Self {
        "".into()
    }

    fn draft(stored: &Self) -> Given<Self> {
        Given::Is(stored.clone())
    }

    fn value(stored: &Self) -> FieldValue<'_> {
        FieldValue::Text(stored)
    }

    fn write<S: Serializer>(stored: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        stored.serialize(serializer)
    }

    fn compare(one: &Self, other: &Self) -> Ordering {
        let words = |text| Lang::ALL.map(|lang| Self::get(text, lang));
        words(one).cmp(&words(other))
    }

    #[cfg(feature = "proptest")]
    fn draw(draw: &mut Draw<'_>) -> Self {
        draw.text()
    }
}

/// Reads a text that is the same for all readers.
pub(super) fn read_plain<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Str<'t>> {
    match &tree.value {
        Value::String(text) => Given::Is((&**text).into()),
        _ => reader.expect(tree, Expected::String),
    }
}

impl FieldType for Box<str> {
    type Stored = Self;
    type Draft<'a> = Str<'a>;
    type Column = ();

    const KIND: FieldKind = FieldKind::Plain;

    fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Str<'t>> {
        read_plain(tree, reader)
    }

    fn look_up(_: &Given<Str<'_>>, _: Place<'_>, _: &mut Intake) -> u32 {
        NONE
    }

    fn settle(given: Given<Str<'_>>, _: u32, _: Place<'_>, _: &mut Intake) -> Self {
        given.get().map_or_else(Self::default, |text| (&**text).into())
    }

    fn absent() -> Self {
        Self::default()
    }

    fn draft(stored: &Self) -> Given<Str<'_>> {
        Given::Is(stored.into())
    }

    fn value(stored: &Self) -> FieldValue<'_> {
        FieldValue::Plain(stored)
    }

    fn write<S: Serializer>(stored: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(stored)
    }

    fn compare(one: &Self, other: &Self) -> Ordering {
        one.cmp(other)
    }

    #[cfg(feature = "proptest")]
    fn draw(draw: &mut Draw<'_>) -> Self {
        draw.characters().into()
    }
}

/// The format of the document, which is always the same.
pub(crate) struct Format;

impl FieldType for Format {
    type Stored = &'static str;
    type Draft<'a> = Str<'a>;
    type Column = ();

    const KIND: FieldKind = FieldKind::Format;

    fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Str<'t>> {
        read_plain(tree, reader)
    }

    fn look_up(given: &Given<Str<'_>>, place: Place<'_>, intake: &mut Intake) -> u32 {
        if let Some(found) = given.get().filter(|format| ***format != *FORMAT) {
            intake.note(place, ProblemKind::UnsupportedFormat { found: found.to_string() });
        }
        NONE
    }

    fn settle(_: Given<Str<'_>>, _: u32, _: Place<'_>, _: &mut Intake) -> &'static str {
        FORMAT
    }

    fn absent() -> &'static str {
        FORMAT
    }

    fn draft<'s>(stored: &'s &'static str) -> Given<Str<'s>> {
        Given::Is((*stored).into())
    }

    fn value<'s>(stored: &'s &'static str) -> FieldValue<'s> {
        FieldValue::Plain(stored)
    }

    fn write<S: Serializer>(stored: &&'static str, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(stored)
    }

    fn compare(one: &&'static str, other: &&'static str) -> Ordering {
        one.cmp(other)
    }

    #[cfg(feature = "proptest")]
    fn draw(_: &mut Draw<'_>) -> &'static str {
        FORMAT
    }
}
