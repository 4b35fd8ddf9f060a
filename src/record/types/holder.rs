//! Who owns something: an organization, or those who made it.

use std::cmp::Ordering;

use serde::Serializer;

use super::texts::read_plain;
#[cfg(feature = "proptest")]
use crate::model::INVENTORS;
use crate::model::{Evidence, OrganizationId, is_inventors};
use crate::record::RecordList;
use crate::record::draft::{Given, Str};
#[cfg(feature = "proptest")]
use crate::record::draw::Draw;
use crate::record::field::{FieldKind, FieldType, FieldValue, Visit};
use crate::record::intake::{Intake, Place};
use crate::record::names::NONE;
use crate::record::tolerant::Tolerant;
use crate::record::tree::Tree;

/// The id of an organization, or what stands for the inventors.
pub(crate) struct Holder;

impl FieldType for Holder {
    type Stored = Box<str>;
    type Draft<'a> = Str<'a>;
    type Column = ();

    const KIND: FieldKind = FieldKind::Plain;

    fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Str<'t>> {
        read_plain(tree, reader)
    }

    fn look_up(given: &Given<Str<'_>>, place: Place<'_>, intake: &mut Intake) -> u32 {
        if given.get().is_some_and(|holder| !is_inventors(holder)) {
            intake.refer::<OrganizationId>(place, given);
        }
        NONE
    }

    fn settle(given: Given<Str<'_>>, _: u32, _: Place<'_>, _: &mut Intake) -> Box<str> {
        given.get().map_or_else(Box::default, |holder| (&**holder).into())
    }

    fn absent() -> Box<str> {
        Box::default()
    }

    fn draft(stored: &Box<str>) -> Given<Str<'_>> {
        Given::Is(stored.into())
    }

    fn value(stored: &Box<str>) -> FieldValue<'_> {
        FieldValue::Plain(stored)
    }

    fn write<S: Serializer>(stored: &Box<str>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(stored)
    }

    fn compare(one: &Box<str>, other: &Box<str>) -> Ordering {
        one.cmp(other)
    }

    fn visit(stored: &Box<str>, place: Place<'_>, around: Option<Evidence>, visit: &mut Visit<'_>) {
        if !is_inventors(stored) {
            visit(place, RecordList::Organizations, stored, around);
        }
    }

    #[cfg(feature = "proptest")]
    fn draw(draw: &mut Draw<'_>) -> Box<str> {
        match draw.targets(RecordList::Organizations) {
            ids if !ids.is_empty() && draw.below(3) > 0 => ids[draw.below(ids.len())].as_str().into(),
            _ => INVENTORS.into(),
        }
    }
}
