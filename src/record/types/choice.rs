//! Enumerations.

use crate::model::{
    Access, AdoptionUnit, CompletenessList, Evidence, GermplasmKind, LicenceUse, Named, OrganizationKind, Orientation,
    RecordedPart, Right, ServiceKind, SourceKind, Stage, Status, Values,
};
use crate::record::choice::Choice;
use crate::record::draft::Given;
use crate::record::problem::{Expected, ProblemKind};
use crate::record::tolerant::Tolerant;
use crate::record::tree::{Tree, Value};

/// An enumeration that a field can hold.
pub(crate) trait Chosen: Named + Copy + 'static {
    const CHOICE: Choice;
    const VALUES: &'static [Self];
}

/// Makes an enumeration a type of field. Behind it stands how else people call some of its values, and in braces what it
/// does in a way of its own.
macro_rules! choice {
    ($name:ident $(, $other:literal => $variant:ident)* $(,)?) => {
        choice! { $name $(, $other => $variant)*; {
            fn look_up(_: &Given<Self>, _: Place<'_>, _: &mut Intake) -> u32 {
                NONE
            }

            fn settle(given: Given<Self>, _: u32, _: Place<'_>, _: &mut Intake) -> Self {
                given.copied().unwrap_or_else(<Self as FieldType>::absent)
            }

            fn absent() -> Self {
                <Self as Chosen>::VALUES[0]
            }

            #[cfg(feature = "proptest")]
            fn draw(draw: &mut crate::record::draw::Draw<'_>) -> Self {
                draw.one_of(<Self as Chosen>::VALUES)
            }
        } }
    };
    ($name:ident $(, $other:literal => $variant:ident)*; { $($own:tt)* }) => {
        const _: () = {
            use std::cmp::Ordering;

            use $crate::model::Named;
            use $crate::record::Choice;
            use $crate::record::types::{Chosen, read_choice};
            use $crate::record::draft::Given;
            use $crate::record::intake::{Intake, Place};
            use $crate::record::tree::Tree;
            use $crate::record::{FieldKind, FieldType, FieldValue, NONE, Tolerant};

            impl Chosen for $name {
                const CHOICE: Choice = Choice {
                    name: stringify!($name),
                    doc: <$name as Named>::DOC,
                    docs: <$name as Named>::DOCS,
                    keys: $name::NAMES,
                    en: <$name as Named>::LABELS[0],
                    zh: <$name as Named>::LABELS[1],
                    others: &[$(($other, $name::$variant.as_str())),*],
                };
                const VALUES: &'static [Self] = &$name::ALL;
            }

            impl FieldType for $name {
                type Stored = Self;
                type Draft<'a> = Self;
                type Column = ();

                const KIND: FieldKind = FieldKind::Choice(&<Self as Chosen>::CHOICE);

                fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Self> {
                    read_choice(tree, reader)
                }

                fn draft(stored: &Self) -> Given<Self> {
                    Given::Is(*stored)
                }

                fn value(stored: &Self) -> FieldValue<'_> {
                    FieldValue::Choice(stored.as_str())
                }

                fn write<S: serde::Serializer>(stored: &Self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(stored.as_str())
                }

                fn compare(one: &Self, other: &Self) -> Ordering {
                    one.cmp(other)
                }

                $($own)*
            }
        };
    };
}

/// Reads a value of an enumeration.
pub(crate) fn read_choice<C: Chosen>(tree: &Tree<'_>, reader: &mut Tolerant) -> Given<C> {
    let values = Values::of::<C>();
    let Value::String(text) = &tree.value else { return reader.expect(tree, Expected::OneOf(values)) };
    if let Some(place) = values.keys.iter().position(|key| *key == *text) {
        return Given::Is(C::VALUES[place]);
    }
    reader.note(tree, ProblemKind::unknown_value(text, values));
    Given::Bad
}

choice! {
    OrganizationKind,
    "高等院校" => University, "大学" => University, "科研机构" => Institute, "研究所" => Institute,
    "创新联合体" => Consortium, "联合体" => Consortium, "企业" => Company, "公司" => Company,
}
choice! { ServiceKind }
choice! { Stage, "产业化研究" => Industrialization }
choice! { Status }
choice! { Orientation }
choice! { SourceKind }
choice! { GermplasmKind, "亲本系" => Line, "品种" => Variety, "配套系" => Hybrid }
choice! { Access }
choice! { Right, "品种权" => VarietyRight, "登记" => Registered }
choice! { LicenceUse }
choice! { AdoptionUnit, "ha" => Hectare, "kg" => KilogramSeed }
choice! { CompletenessList }
choice! { RecordedPart }

// The field that says how its record is known.
choice! { Evidence; {
    const REQUIRED: bool = false;

    fn look_up(given: &Given<Self>, place: Place<'_>, intake: &mut Intake) -> u32 {
        intake.known(place, given);
        NONE
    }

    fn settle(given: Given<Self>, _: u32, _: Place<'_>, _: &mut Intake) -> Self {
        match given {
            Given::Is(evidence) => evidence,
            Given::Absent => Self::default(),
            // The weakest, so that nothing else is said of it.
            Given::Bad => Self::Proposed,
        }
    }

    fn absent() -> Self {
        Self::default()
    }

    fn is_absent(stored: &Self) -> bool {
        *stored == Self::default()
    }

    fn evidence(stored: &Self) -> Option<Self> {
        Some(*stored)
    }

    #[cfg(feature = "proptest")]
    fn draw(draw: &mut crate::record::draw::Draw<'_>) -> Self {
        draw.evidence()
    }

    #[cfg(feature = "proptest")]
    fn limit(stored: &mut Self, level: Self) -> bool {
        let is_better = *stored > level;
        *stored = level.min(*stored);
        is_better
    }
} }
