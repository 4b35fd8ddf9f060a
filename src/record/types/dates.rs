//! Dates to the precision known.

use std::cmp::Ordering;

use serde::{Serialize, Serializer};

use crate::model::PartialDate;
use crate::record::draft::Given;
#[cfg(feature = "proptest")]
use crate::record::draw::Draw;
use crate::record::field::{FieldKind, FieldType, FieldValue};
use crate::record::intake::{Intake, Place};
use crate::record::names::NONE;
use crate::record::problem::{Expected, ProblemKind};
use crate::record::tolerant::Tolerant;
use crate::record::tree::{Tree, Value};

impl FieldType for PartialDate {
    type Stored = Self;
    type Draft<'a> = Self;
    type Column = ();

    const KIND: FieldKind = FieldKind::Date;

    fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Self> {
        let text: &str = match &tree.value {
            Value::String(text) => text,
            // A date of the format's own is welcome.
            #[cfg(any(feature = "csv", feature = "toml"))]
            Value::Date(date) => date,
            _ => return reader.expect(tree, Expected::Date),
        };
        text.parse().map_or_else(
            |_| {
                reader.note(tree, ProblemKind::MalformedDate { found: text.to_owned() });
                Given::Bad
            },
            Given::Is,
        )
    }

    fn look_up(_: &Given<Self>, _: Place<'_>, _: &mut Intake) -> u32 {
        NONE
    }

    fn settle(given: Given<Self>, _: u32, _: Place<'_>, _: &mut Intake) -> Self {
        given.copied().unwrap_or_else(Self::absent)
    }

    fn absent() -> Self {
        Self::new(0, None, None).expect("the year 0 is a date")
    }

    fn draft(stored: &Self) -> Given<Self> {
        Given::Is(*stored)
    }

    fn value(stored: &Self) -> FieldValue<'_> {
        FieldValue::Date(*stored)
    }

    fn write<S: Serializer>(stored: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        stored.serialize(serializer)
    }

    fn compare(one: &Self, other: &Self) -> Ordering {
        one.cmp(other)
    }

    #[cfg(feature = "proptest")]
    fn draw(draw: &mut Draw<'_>) -> Self {
        draw.date()
    }
}
