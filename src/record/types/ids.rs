//! Ids: of the record itself, and of those that it refers to.

use std::cmp::Ordering;
use std::marker::PhantomData;

use serde::Serializer;

use crate::model::Evidence;
use crate::record::RecordList;
use crate::record::draft::{Given, Str};
#[cfg(feature = "proptest")]
use crate::record::draw::Draw;
use crate::record::field::{FieldKind, FieldType, FieldValue, Visit};
use crate::record::intake::{Intake, Place};
use crate::record::list::Identified;
use crate::record::problem::ProblemKind;
use crate::record::room::position;
use crate::record::tolerant::Tolerant;
use crate::record::tree::Tree;

use super::texts::read_plain;

/// The id of a record of a list.
impl<I: Identified> FieldType for I {
    type Stored = I;
    type Draft<'a> = Str<'a>;
    type Column = Vec<u32>;

    const KIND: FieldKind = FieldKind::Reference(I::LIST);

    fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Str<'t>> {
        read_plain(tree, reader)
    }

    fn look_up(given: &Given<Str<'_>>, place: Place<'_>, intake: &mut Intake) -> u32 {
        intake.refer::<I>(place, given)
    }

    fn number(given: &Given<Str<'_>>, intake: &mut Intake) -> u32 {
        intake.number::<I>(given)
    }

    fn note_twice(number: u32, place: Place<'_>, intake: &mut Intake) {
        // What projects build on is looked at with the project itself.
        if I::LIST != RecordList::Projects {
            let id: I = intake.id(number);
            let (what, id) = (I::LIST.record(), id.as_ref().to_owned());
            intake.note(place, ProblemKind::NamedTwice { what, id });
        }
    }

    fn settle(_: Given<Str<'_>>, number: u32, _: Place<'_>, intake: &mut Intake) -> I {
        intake.id(number)
    }

    fn absent() -> I {
        I::from("")
    }

    fn draft(stored: &I) -> Given<Str<'_>> {
        Given::Is(stored.into())
    }

    fn value(stored: &I) -> FieldValue<'_> {
        FieldValue::Id(stored.as_ref())
    }

    fn write<S: Serializer>(stored: &I, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(stored.as_ref())
    }

    fn compare(one: &I, other: &I) -> Ordering {
        one.as_ref().cmp(other.as_ref())
    }

    fn visit(stored: &I, place: Place<'_>, around: Option<Evidence>, visit: &mut Visit<'_>) {
        visit(place, I::LIST, stored.as_ref(), around);
    }

    #[cfg(feature = "proptest")]
    fn draw(draw: &mut Draw<'_>) -> I {
        match draw.targets(I::LIST) {
            [] => I::from(""),
            ids => I::from(ids[draw.below(ids.len())].as_str()),
        }
    }

    #[cfg(feature = "proptest")]
    fn can_draw(draw: &Draw<'_>) -> bool {
        !draw.targets(I::LIST).is_empty()
    }
}

/// The id of the record itself.
pub(crate) struct Own<I>(PhantomData<I>);

impl<I: Identified> FieldType for Own<I> {
    type Stored = I;
    type Draft<'a> = Str<'a>;
    // The number of its record is that of its place in the list.
    type Column = ();

    const KIND: FieldKind = FieldKind::Id(I::LIST);

    fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Str<'t>> {
        read_plain(tree, reader)
    }

    fn look_up(given: &Given<Str<'_>>, place: Place<'_>, intake: &mut Intake) -> u32 {
        intake.define::<I>(place, given)
    }

    fn settle(_: Given<Str<'_>>, number: u32, _: Place<'_>, intake: &mut Intake) -> I {
        intake.id(number)
    }

    fn absent() -> I {
        I::from("")
    }

    fn draft(stored: &I) -> Given<Str<'_>> {
        Given::Is(stored.into())
    }

    fn value(stored: &I) -> FieldValue<'_> {
        FieldValue::Id(stored.as_ref())
    }

    fn write<S: Serializer>(stored: &I, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(stored.as_ref())
    }

    fn position(given: &Given<Str<'_>>) -> Option<usize> {
        given.get().and_then(position)
    }

    fn compare(one: &I, other: &I) -> Ordering {
        one.as_ref().cmp(other.as_ref())
    }

    #[cfg(feature = "proptest")]
    fn draw(draw: &mut Draw<'_>) -> I {
        I::from(draw.own_id())
    }
}
