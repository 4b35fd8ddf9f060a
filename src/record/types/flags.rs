//! Yes or no.

use std::cmp::Ordering;

use serde::Serializer;

use crate::record::draft::Given;
#[cfg(feature = "proptest")]
use crate::record::draw::Draw;
use crate::record::field::{FieldKind, FieldType, FieldValue};
use crate::record::intake::{Intake, Place};
use crate::record::names::NONE;
use crate::record::problem::Expected;
use crate::record::tolerant::Tolerant;
use crate::record::tree::{Tree, Value};

impl FieldType for bool {
    type Stored = Self;
    type Draft<'a> = Self;
    type Column = ();

    const KIND: FieldKind = FieldKind::Flag;
    const REQUIRED: bool = false;

    fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Self> {
        match tree.value {
            Value::Bool(truth) => Given::Is(truth),
            _ => reader.expect(tree, Expected::Flag),
        }
    }

    fn look_up(_: &Given<Self>, _: Place<'_>, _: &mut Intake) -> u32 {
        NONE
    }

    fn settle(given: Given<Self>, _: u32, _: Place<'_>, _: &mut Intake) -> Self {
        given.copied().unwrap_or(false)
    }

    fn absent() -> Self {
        false
    }

    fn draft(stored: &Self) -> Given<Self> {
        Given::Is(*stored)
    }

    fn value(stored: &Self) -> FieldValue<'_> {
        FieldValue::Flag(*stored)
    }

    fn is_absent(stored: &Self) -> bool {
        !stored
    }

    fn write<S: Serializer>(stored: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*stored)
    }

    fn compare(one: &Self, other: &Self) -> Ordering {
        one.cmp(other)
    }

    #[cfg(feature = "proptest")]
    fn draw(draw: &mut Draw<'_>) -> Self {
        draw.below(2) == 1
    }
}
