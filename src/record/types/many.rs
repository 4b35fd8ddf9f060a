//! Several values in one field, and a value in a box.

use std::cmp::Ordering;
use std::fmt::Debug;
use std::marker::PhantomData;

use serde::Serializer;

use crate::graph::rows::Rows;
use crate::model::Evidence;
use crate::record::columns::Column;
use crate::record::draft::Given;
use crate::record::field::{FieldKind, FieldType, FieldValue, List, Recorded, Visit, Written};
use crate::record::intake::{Intake, Place, Seen};
use crate::record::names::NONE;
use crate::record::problem::Expected;
use crate::record::tolerant::Tolerant;
use crate::record::tree::Tree;
#[cfg(feature = "proptest")]
use crate::record::{Theirs, draw::Draw};

use super::is_less_known;

/// What a chain keeps of each of several values, as what it keeps of all of them.
pub(crate) trait Elements: Column {
    type Column: Column;
    /// Whether there is something to keep.
    const ANY: bool;
}

impl Elements for () {
    type Column = ();
    const ANY: bool = false;
}

impl Elements for Vec<u32> {
    type Column = Rows;
    const ANY: bool = true;
}

/// A type that stores itself, so that there can be several.
pub(crate) trait Element: FieldType<Stored = Self, Column: Elements> + Debug + Clone {}

impl<F: FieldType<Stored = F, Column: Elements> + Debug + Clone> Element for F {}

fn read<'t, F: FieldType>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Vec<Given<F::Draft<'t>>>> {
    reader.list(tree, Expected::List, |reader, tree| F::read(tree, reader))
}

fn look_up<F: Element>(given: &Given<Vec<Given<F::Draft<'_>>>>, place: Place<'_>, intake: &mut Intake) -> u32 {
    let elements = given.list();
    if elements.is_empty() {
        return NONE;
    }
    let start = intake.many.len();
    if <F::Column as Elements>::ANY {
        intake.many.push(elements.len() as u32);
    }
    for (index, element) in elements.iter().enumerate() {
        let number = F::look_up(element, place.index(index), intake);
        if <F::Column as Elements>::ANY {
            // A bad one is kept as a blank, so that the places of the others stay right.
            intake.many.push(number);
        }
    }
    if !<F::Column as Elements>::ANY {
        return NONE;
    }
    if matches!(F::KIND, FieldKind::Reference(_)) && elements.len() > 1 {
        note_repeated::<F>(start + 1, place, intake);
    }
    start as u32
}

/// Notes what a list refers to that it has referred to before. Its numbers are the last that were met.
fn note_repeated<F: Element>(start: usize, place: Place<'_>, intake: &mut Intake) {
    /// Of few, each is compared with all before it.
    const FEW: usize = 8;
    let row = &intake.many[start..];
    if row.len() <= FEW && !(1..row.len()).any(|index| row[index] != NONE && row[..index].contains(&row[index])) {
        return;
    }
    let length = row.len();
    let mut seen = Seen::new();
    for index in 0..length {
        let number = intake.many[start + index];
        if number != NONE && !seen.insert(number) {
            F::note_twice(number, place.index(index), intake);
        }
    }
}

fn settle<F: Element, L: FromIterator<F>>(
    given: Given<Vec<Given<F::Draft<'_>>>>,
    number: u32,
    place: Place<'_>,
    intake: &mut Intake,
) -> L {
    let elements = given.take().into_iter().flatten().enumerate();
    let settled = elements.map(|(index, element)| {
        let number = if number == NONE { NONE } else { intake.many[number as usize + 1 + index] };
        F::settle(element, number, place.index(index), intake)
    });
    settled.collect()
}

fn write<F: FieldType, S: Serializer>(stored: &[F::Stored], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(stored.iter().map(Written::<F>))
}

fn tidy<F: Element>(stored: &mut [F]) {
    stored.iter_mut().for_each(F::tidy);
    // People put texts in an order that says something.
    if stored.len() > 1 && !matches!(F::KIND, FieldKind::Text | FieldKind::Plain) {
        stored.sort_by(F::compare);
    }
}

fn visit<F: Element>(stored: &[F], place: Place<'_>, around: Option<Evidence>, visit: &mut Visit<'_>) {
    for (index, element) in stored.iter().enumerate() {
        F::visit(element, place.index(index), around, visit);
    }
}

fn compare<F: Element>(one: &[F], other: &[F]) -> Ordering {
    let pairs = one.iter().zip(other).map(|(one, other)| F::compare(one, other));
    pairs.fold(Ordering::Equal, Ordering::then).then(one.len().cmp(&other.len()))
}

/// Nothing is referred to twice, and nothing chosen twice.
#[cfg(feature = "proptest")]
fn each_once<F: Element>(drawn: impl Iterator<Item = F>) -> Vec<F> {
    let mut once: Vec<F> = Vec::new();
    for element in drawn {
        let is_text = matches!(F::KIND, FieldKind::Text | FieldKind::Plain);
        if is_text || !once.iter().any(|other| F::compare(other, &element).is_eq()) {
            once.push(element);
        }
    }
    once
}

impl<F: Element> List for Box<[F]> {
    fn len(&self) -> usize {
        (**self).len()
    }

    fn element(&self, place: usize) -> FieldValue<'_> {
        F::value(&self[place])
    }
}

impl<F: Element> List for Vec<F> {
    fn len(&self) -> usize {
        (**self).len()
    }

    fn element(&self, place: usize) -> FieldValue<'_> {
        F::value(&self[place])
    }
}

/// Declares lists. An empty one is as if it were absent; in an `Option`, it says that there is none.
macro_rules! lists {
    ($($list:ty),+) => {$(
        impl<F: Element> FieldType for $list {
            type Stored = Self;
            type Draft<'a> = Vec<Given<F::Draft<'a>>>;
            type Column = <F::Column as Elements>::Column;

            const KIND: FieldKind = FieldKind::List(&F::KIND);
            const REQUIRED: bool = false;
            const IS_LIST: bool = true;

            fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Self::Draft<'t>> {
                read::<F>(tree, reader)
            }

            fn look_up(given: &Given<Self::Draft<'_>>, place: Place<'_>, intake: &mut Intake) -> u32 {
                look_up::<F>(given, place, intake)
            }

            fn settle(given: Given<Self::Draft<'_>>, number: u32, place: Place<'_>, intake: &mut Intake) -> Self {
                settle::<F, Self>(given, number, place, intake)
            }

            fn absent() -> Self {
                Self::default()
            }

            fn draft(stored: &Self) -> Given<Self::Draft<'_>> {
                Given::Is(stored.iter().map(F::draft).collect())
            }

            fn value(stored: &Self) -> FieldValue<'_> {
                FieldValue::List(stored)
            }

            fn is_absent(stored: &Self) -> bool {
                stored.is_empty()
            }

            fn write<S: Serializer>(stored: &Self, serializer: S) -> Result<S::Ok, S::Error> {
                write::<F, S>(stored, serializer)
            }

            fn compare(one: &Self, other: &Self) -> Ordering {
                compare(one, other)
            }

            fn tidy(stored: &mut Self) {
                tidy(stored);
            }

            fn visit(stored: &Self, place: Place<'_>, around: Option<Evidence>, visit: &mut Visit<'_>) {
                self::visit(stored, place, around, visit);
            }

            fn visit_known(stored: &Self, around: Option<Evidence>, visit: &mut dyn FnMut(Evidence)) {
                stored.iter().for_each(|element| F::visit_known(element, around, visit));
            }

            fn keep_known(stored: &mut Self, level: Evidence) {
                if matches!(F::KIND, FieldKind::Record(_)) {
                    let known = std::mem::take(stored).into_iter().filter(|it| !is_less_known(F::value(it), level));
                    *stored = known.collect();
                    stored.iter_mut().for_each(|element| F::keep_known(element, level));
                }
            }

            #[cfg(feature = "proptest")]
            fn draw(draw: &mut Draw<'_>) -> Self {
                let count = if F::can_draw(draw) { draw.below(4) } else { 0 };
                each_once((0..count).map(|_| F::draw(draw))).into_iter().collect()
            }

            #[cfg(feature = "proptest")]
            fn weaken(stored: &mut Self, theirs: &Theirs<'_>) -> bool {
                stored.iter_mut().fold(false, |changed, element| F::weaken(element, theirs) || changed)
            }
        }
    )+};
}

lists!(Box<[F]>, Vec<F>);

/// A record in a box, so that those without one stay small.
pub(crate) struct Boxed<R>(PhantomData<R>);

impl<F: Element + Recorded> FieldType for Boxed<F> {
    type Stored = Box<F>;
    type Draft<'a> = <F as FieldType>::Draft<'a>;
    type Column = <F as FieldType>::Column;

    const KIND: FieldKind = <F as FieldType>::KIND;
    const REQUIRED: bool = <F as FieldType>::REQUIRED;

    fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<<F as FieldType>::Draft<'t>> {
        <F as FieldType>::read(tree, reader)
    }

    fn look_up(given: &Given<<F as FieldType>::Draft<'_>>, place: Place<'_>, intake: &mut Intake) -> u32 {
        <F as FieldType>::look_up(given, place, intake)
    }

    fn settle(given: Given<<F as FieldType>::Draft<'_>>, number: u32, place: Place<'_>, intake: &mut Intake) -> Box<F> {
        Box::new(<F as FieldType>::settle(given, number, place, intake))
    }

    fn absent() -> Box<F> {
        Box::new(<F as FieldType>::absent())
    }

    fn draft(stored: &Box<F>) -> Given<<F as FieldType>::Draft<'_>> {
        <F as FieldType>::draft(stored)
    }

    fn value(stored: &Box<F>) -> FieldValue<'_> {
        <F as FieldType>::value(stored)
    }

    fn write<S: Serializer>(stored: &Box<F>, serializer: S) -> Result<S::Ok, S::Error> {
        <F as FieldType>::write(stored, serializer)
    }

    fn compare(one: &Box<F>, other: &Box<F>) -> Ordering {
        <F as FieldType>::compare(one, other)
    }

    fn tidy(stored: &mut Box<F>) {
        <F as FieldType>::tidy(stored);
    }

    fn visit(stored: &Box<F>, place: Place<'_>, around: Option<Evidence>, visit: &mut Visit<'_>) {
        <F as FieldType>::visit(stored, place, around, visit);
    }

    fn visit_known(stored: &Box<F>, around: Option<Evidence>, visit: &mut dyn FnMut(Evidence)) {
        <F as FieldType>::visit_known(stored, around, visit);
    }

    fn keep_known(stored: &mut Box<F>, level: Evidence) {
        <F as FieldType>::keep_known(stored, level);
    }

    #[cfg(feature = "proptest")]
    fn draw(draw: &mut Draw<'_>) -> Box<F> {
        Box::new(<F as FieldType>::draw(draw))
    }

    #[cfg(feature = "proptest")]
    fn weaken(stored: &mut Box<F>, theirs: &Theirs<'_>) -> bool {
        <F as FieldType>::weaken(stored, theirs)
    }
}
