//! Enumerations as fields hold them: how each value is spelt, in documents and by people.

use super::draft::Given;
use super::problem::{Expected, ProblemKind};
use super::tolerant::Tolerant;
use super::tree::{Tree, Value};
use crate::model::{Evidence, Lang, OrganizationKind, Orientation, ServiceKind, Stage, Status};

/// The values of an enumeration.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Choice {
    /// What the enumeration is called in Rust and in the JSON Schema.
    pub name: &'static str,
    /// What it is about.
    pub doc: &'static str,
    /// What each value is.
    pub docs: &'static [&'static str],
    /// How each is spelt in documents.
    pub keys: &'static [&'static str],
    /// How each is called in English.
    pub en: &'static [&'static str],
    /// How each is called in Chinese.
    pub zh: &'static [&'static str],
    /// How else people call some, each with what it stands for.
    pub others: &'static [(&'static str, &'static str)],
}

impl Choice {
    /// Every value as it is spelt for a reader of a language, or in documents.
    #[must_use]
    pub const fn names(&self, lang: Option<Lang>) -> &'static [&'static str] {
        match lang {
            None => self.keys,
            Some(Lang::En) => self.en,
            Some(Lang::Zh) => self.zh,
        }
    }

    /// What a value is called, which is spelt as in documents.
    #[must_use]
    pub fn label<'k>(&self, key: &'k str, lang: Option<Lang>) -> &'k str {
        self.keys.iter().position(|own| *own == key).map_or(key, |value| self.names(lang)[value])
    }

    /// Every spelling behind the value that it stands for.
    pub fn spellings(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        let Self { keys, en, zh, others, .. } = *self;
        let own = [keys, en, zh].into_iter().flat_map(move |names| keys.iter().copied().zip(names.iter().copied()));
        own.chain(others.iter().map(|(name, key)| (*key, *name)))
    }
}

/// An enumeration that a field can hold.
pub(crate) trait Chosen: Copy + 'static {
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
            use $crate::record::choice::{Choice, Chosen, read_choice};
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
    let keys = C::CHOICE.keys;
    let Value::String(text) = &tree.value else { return reader.expect(tree, Expected::OneOf(keys)) };
    if let Some(place) = keys.iter().position(|key| *key == *text) {
        return Given::Is(C::VALUES[place]);
    }
    reader.note(tree, ProblemKind::unknown_value(text, keys));
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
