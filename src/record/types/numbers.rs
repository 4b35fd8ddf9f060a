//! Numbers: counts, amounts and shares.

use std::cmp::Ordering;
use std::marker::PhantomData;

use serde::Serializer;

use crate::record::draft::{Count, Given, LEAST_SUCCESS, Number};
#[cfg(feature = "proptest")]
use crate::record::draw::Draw;
use crate::record::field::{FieldKind, FieldType, FieldValue, List, Written};
use crate::record::intake::{Intake, Place};
use crate::record::names::NONE;
use crate::record::problem::{Expected, ProblemKind};
use crate::record::tolerant::Tolerant;
use crate::record::tree::{Tree, Value};

/// Writes 2000000 as people do, not as 2000000.0; both read as the same number.
pub(crate) fn number<S: Serializer>(number: f64, serializer: S) -> Result<S::Ok, S::Error> {
    // Above 2^53 not every whole number is a double: keep the decimal point as a sign that this one is rounded.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && (0.0..=EXACT).contains(&number) {
        serializer.serialize_u64(number as u64)
    } else {
        serializer.serialize_f64(number)
    }
}

fn read_number(tree: &Tree<'_>, reader: &mut Tolerant) -> Given<Number> {
    match tree.value {
        Value::Float(number) => Given::Is(Number(number)),
        // A negative one is refused, however exact.
        Value::Signed(number) => Given::Is(Number(number as f64)),
        Value::Unsigned(number) => Number::exactly(number).map_or_else(
            || {
                let (found, expected) = (number.to_string(), Expected::Exact);
                reader.note(tree, ProblemKind::OutOfRange { found, expected });
                Given::Bad
            },
            Given::Is,
        ),
        _ => reader.expect(tree, Expected::Number),
    }
}

/// A number that must be finite and not negative. -0 is 0.
fn checked(number: f64) -> Result<f64, ProblemKind> {
    if !number.is_finite() {
        Err(ProblemKind::NotFinite { found: number.to_string() })
    } else if number < 0.0 {
        Err(ProblemKind::Negative { found: number.to_string() })
    } else {
        Ok(number.abs())
    }
}

/// An amount of money must be one that can be added up: no sum of any number of records is infinite, and none of them is
/// lost beside the others. No budget comes near it in any currency.
const MOST_MONEY: f64 = 1e18;

fn checked_amount(number: f64) -> Result<f64, ProblemKind> {
    match checked(number)? {
        found if found > MOST_MONEY => {
            Err(ProblemKind::OutOfRange { found: found.to_string(), expected: Expected::Amount })
        }
        amount => Ok(amount),
    }
}

fn checked_success(number: f64) -> Result<f64, ProblemKind> {
    match checked_share(number)? {
        found if 0.0 < found && found < LEAST_SUCCESS => {
            Err(ProblemKind::OutOfRange { found: found.to_string(), expected: Expected::Success })
        }
        success => Ok(success),
    }
}

/// A share must not exceed the whole.
fn checked_share(number: f64) -> Result<f64, ProblemKind> {
    match checked(number)? {
        found if found > 1.0 => Err(ProblemKind::ShareOutOfRange { found }),
        share => Ok(share),
    }
}

/// Declares what an `f64` can stand for, with what it must keep to.
macro_rules! numbers {
    ($($(#[$meta:meta])* $name:ident: $kind:ident by $check:ident, $draw:ident;)+) => {$(
        $(#[$meta])*
        pub(crate) struct $name;

        impl FieldType for $name {
            type Stored = f64;
            type Draft<'a> = Number;
            type Column = ();

            const KIND: FieldKind = FieldKind::$kind;

            fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Number> {
                read_number(tree, reader)
            }

            fn look_up(given: &Given<Number>, place: Place<'_>, intake: &mut Intake) -> u32 {
                if let Some(Err(kind)) = given.get().map(|number| $check(number.0)) {
                    intake.note(place, kind);
                }
                NONE
            }

            fn settle(given: Given<Number>, _: u32, _: Place<'_>, _: &mut Intake) -> f64 {
                given.get().and_then(|number| $check(number.0).ok()).unwrap_or(0.0)
            }

            fn absent() -> f64 {
                0.0
            }

            fn draft(stored: &f64) -> Given<Number> {
                Given::Is(Number(*stored))
            }

            fn value(stored: &f64) -> FieldValue<'_> {
                FieldValue::Number(*stored)
            }

            fn write<S: Serializer>(stored: &f64, serializer: S) -> Result<S::Ok, S::Error> {
                number(*stored, serializer)
            }

            fn compare(one: &f64, other: &f64) -> Ordering {
                one.total_cmp(other)
            }

            #[cfg(feature = "proptest")]
            fn draw(draw: &mut Draw<'_>) -> f64 {
                draw.$draw()
            }
        }
    )+};
}

numbers! {
    /// An amount of money.
    Amount: Number by checked_amount, amount;
    /// A number of years; whether it is one that research takes, is reported together with others.
    Years: Number by checked, amount;
    /// A number of years that must be more than 0; this, too, is reported together with others.
    MostYears: Positive by checked, amount;
    /// How likely something is that can be computed with.
    Success: Share by checked_success, success;
    /// A share of 1.
    Share: Share by checked_share, share;
}

/// The least and the greatest of what a number can be.
pub(crate) struct Between<F>(PhantomData<F>);

impl<F: for<'a> FieldType<Stored = f64, Draft<'a> = Number>> FieldType for Between<F> {
    type Stored = [f64; 2];
    type Draft<'a> = Vec<Given<Number>>;
    type Column = ();

    const KIND: FieldKind = FieldKind::List(&F::KIND);
    const REQUIRED: bool = false;

    fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Vec<Given<Number>>> {
        reader.list(tree, Expected::List, |reader, tree| F::read(tree, reader))
    }

    fn look_up(given: &Given<Vec<Given<Number>>>, place: Place<'_>, intake: &mut Intake) -> u32 {
        let before = intake.problems.len();
        for (index, number) in given.list().iter().enumerate() {
            F::look_up(number, place.index(index), intake);
        }
        let is_readable = !given.is_absent() && !given.is_bad() && !given.list().iter().any(Given::is_bad);
        if is_readable && intake.problems.len() == before && range(given.list()).is_none() {
            intake.note(place, ProblemKind::NoRange);
        }
        NONE
    }

    fn settle(given: Given<Vec<Given<Number>>>, _: u32, _: Place<'_>, _: &mut Intake) -> [f64; 2] {
        // In the place of a bad one, which has been noted, anything is within.
        range(given.list()).unwrap_or([0.0, f64::INFINITY])
    }

    fn absent() -> [f64; 2] {
        [0.0; 2]
    }

    fn draft(stored: &[f64; 2]) -> Given<Vec<Given<Number>>> {
        Given::Is(stored.iter().map(|number| Given::Is(Number(*number))).collect())
    }

    fn value(stored: &[f64; 2]) -> FieldValue<'_> {
        FieldValue::List(stored)
    }

    fn write<S: Serializer>(stored: &[f64; 2], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(stored.iter().map(Written::<F>))
    }

    fn compare(one: &[f64; 2], other: &[f64; 2]) -> Ordering {
        one[0].total_cmp(&other[0]).then(one[1].total_cmp(&other[1]))
    }

    #[cfg(feature = "proptest")]
    fn draw(draw: &mut Draw<'_>) -> [f64; 2] {
        let mut ends = [F::draw(draw), F::draw(draw)];
        ends.sort_by(f64::total_cmp);
        ends
    }
}

impl List for [f64; 2] {
    fn len(&self) -> usize {
        2
    }

    fn element(&self, place: usize) -> FieldValue<'_> {
        FieldValue::Number(self[place])
    }
}

/// Two numbers, the lesser first.
fn range(given: &[Given<Number>]) -> Option<[f64; 2]> {
    match given {
        [Given::Is(low), Given::Is(high)] if low.0 <= high.0 => Some([low.0.abs(), high.0.abs()]),
        _ => None,
    }
}

fn read_count(tree: &Tree<'_>, reader: &mut Tolerant) -> Given<Count> {
    let kind = match tree.value {
        Value::Unsigned(number) => match u32::try_from(number) {
            Ok(count) => return Given::Is(Count(count)),
            Err(_) => ProblemKind::OutOfRange { found: number.to_string(), expected: Expected::Count },
        },
        Value::Signed(number) if number < 0 => ProblemKind::Negative { found: number.to_string() },
        Value::Signed(number) => match u32::try_from(number) {
            Ok(count) => return Given::Is(Count(count)),
            Err(_) => ProblemKind::OutOfRange { found: number.to_string(), expected: Expected::Count },
        },
        _ => return reader.expect(tree, Expected::Count),
    };
    reader.note(tree, kind);
    Given::Bad
}

/// Declares what a `u32` can stand for, with its least value and how it is checked.
macro_rules! counts {
    ($($name:ident from $least:literal $(checked by $check:path)?;)+) => {$(
        impl FieldType for $name {
            type Stored = u32;
            type Draft<'a> = Count;
            type Column = ();

            const KIND: FieldKind = FieldKind::Count { least: $least };

            fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Count> {
                read_count(tree, reader)
            }

            #[allow(unused_variables)]
            fn look_up(given: &Given<Count>, place: Place<'_>, intake: &mut Intake) -> u32 {
                $($check(given, place, intake);)?
                NONE
            }

            fn settle(given: Given<Count>, _: u32, _: Place<'_>, _: &mut Intake) -> u32 {
                given.get().map_or($least, |count| count.0)
            }

            fn absent() -> u32 {
                $least
            }

            fn draft(stored: &u32) -> Given<Count> {
                Given::Is(Count(*stored))
            }

            fn value(stored: &u32) -> FieldValue<'_> {
                FieldValue::Count(*stored)
            }

            fn write<S: Serializer>(stored: &u32, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_u32(*stored)
            }

            fn compare(one: &u32, other: &u32) -> Ordering {
                one.cmp(other)
            }

            #[cfg(feature = "proptest")]
            fn draw(draw: &mut Draw<'_>) -> u32 {
                draw.number().max($least)
            }
        }
    )+};
}

/// A number of research teams, at least one.
pub(crate) struct Teams;

fn some_teams(given: &Given<Count>, place: Place<'_>, intake: &mut Intake) {
    if matches!(given, Given::Is(Count(0))) {
        intake.note(place, ProblemKind::NoTeams);
    }
}

/// A year.
pub(crate) struct Year;

counts! {
    u32 from 0;
    Year from 0;
    Teams from 1 checked by some_teams;
}
