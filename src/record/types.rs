//! The types of fields: what each is able to do, once for all records.

#[macro_use]
mod choice;
mod dates;
mod flags;
mod holder;
mod ids;
mod many;
mod numbers;
mod texts;

pub(crate) use choice::{Chosen, read_choice};
pub(crate) use holder::Holder;
pub(crate) use ids::Own;
pub(crate) use many::Boxed;
pub(crate) use numbers::number;
pub(crate) use numbers::{Amount, Between, MostYears, Share, Success, Teams, Year, Years};
pub(crate) use texts::Format;

use std::cmp::Ordering;

use serde::Serializer;

use super::draft::Given;
#[cfg(feature = "proptest")]
use super::draw::Draw;
#[cfg(feature = "proptest")]
use super::field::Theirs;
use super::field::{FieldKind, FieldType, FieldValue, Visit};
use super::intake::{Intake, Place};
use super::tolerant::Tolerant;
use super::tree::Tree;
use crate::model::Evidence;

/// What may be missing.
impl<F: FieldType> FieldType for Option<F> {
    type Stored = Option<F::Stored>;
    type Draft<'a> = F::Draft<'a>;
    type Column = F::Column;

    const KIND: FieldKind = F::KIND;
    const REQUIRED: bool = false;
    const SAYS_NONE: bool = F::IS_LIST;

    fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<F::Draft<'t>> {
        F::read(tree, reader)
    }

    fn look_up(given: &Given<F::Draft<'_>>, place: Place<'_>, intake: &mut Intake) -> u32 {
        F::look_up(given, place, intake)
    }

    fn settle(given: Given<F::Draft<'_>>, number: u32, place: Place<'_>, intake: &mut Intake) -> Self::Stored {
        given.get().is_some().then(|| F::settle(given, number, place, intake))
    }

    fn absent() -> Self::Stored {
        None
    }

    fn draft(stored: &Self::Stored) -> Given<F::Draft<'_>> {
        stored.as_ref().map_or(Given::Absent, F::draft)
    }

    fn value(stored: &Self::Stored) -> FieldValue<'_> {
        stored.as_ref().map_or(FieldValue::Absent, F::value)
    }

    fn is_absent(stored: &Self::Stored) -> bool {
        stored.is_none()
    }

    fn write<S: Serializer>(stored: &Self::Stored, serializer: S) -> Result<S::Ok, S::Error> {
        match stored {
            Some(stored) => F::write(stored, serializer),
            None => serializer.serialize_none(),
        }
    }

    fn compare(one: &Self::Stored, other: &Self::Stored) -> Ordering {
        match (one, other) {
            (Some(one), Some(other)) => F::compare(one, other),
            (one, other) => one.is_some().cmp(&other.is_some()),
        }
    }

    fn tidy(stored: &mut Self::Stored) {
        stored.iter_mut().for_each(F::tidy);
    }

    fn visit(stored: &Self::Stored, place: Place<'_>, around: Option<Evidence>, visit: &mut Visit<'_>) {
        stored.iter().for_each(|stored| F::visit(stored, place, around, visit));
    }

    fn visit_known(stored: &Self::Stored, around: Option<Evidence>, visit: &mut dyn FnMut(Evidence)) {
        stored.iter().for_each(|stored| F::visit_known(stored, around, visit));
    }

    fn keep_known(stored: &mut Self::Stored, level: Evidence) {
        stored.take_if(|stored| is_less_known(F::value(stored), level));
        stored.iter_mut().for_each(|stored| F::keep_known(stored, level));
    }

    #[cfg(feature = "proptest")]
    fn draw(draw: &mut Draw<'_>) -> Self::Stored {
        let given = draw.below(5) > 1 && F::can_draw(draw);
        given.then(|| F::draw(draw))
    }

    #[cfg(feature = "proptest")]
    fn weaken(stored: &mut Self::Stored, theirs: &Theirs<'_>) -> bool {
        stored.as_mut().is_some_and(|stored| F::weaken(stored, theirs))
    }
}

/// Whether a value is a record that is known less well than a level.
fn is_less_known(value: FieldValue<'_>, level: Evidence) -> bool {
    match value {
        FieldValue::Record(record) => record.known().is_some_and(|evidence| evidence < level),
        _ => false,
    }
}
