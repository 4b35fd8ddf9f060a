//! What is assumed, by stage, and by category and stage.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serializer};

use super::{StageAssumption, StageAssumptions};
use crate::model::{CategoryId, Evidence, Stage};
use crate::record::RecordList;
use crate::record::draft::{Given, Str};
#[cfg(feature = "proptest")]
use crate::record::draw::Draw;
use crate::record::field::{Entries, FieldKind, FieldType, FieldValue, Record, Recorded, Visit};
use crate::record::intake::{Intake, Place};
use crate::record::names::NONE;
use crate::record::problem::Expected;
use crate::record::tolerant::Tolerant;
use crate::record::tree::Tree;

type AssumptionDraft<'a> = <StageAssumption as Recorded>::Draft<'a>;

/// What is assumed of each stage.
#[derive(Clone, Debug, Default)]
pub(crate) struct StagesDraft<'a>([Given<AssumptionDraft<'a>>; Stage::ALL.len()]);

impl<'de> Deserialize<'de> for StagesDraft<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct StagesVisitor;

        impl<'de> Visitor<'de> for StagesVisitor {
            type Value = StagesDraft<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with stages as keys")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<StagesDraft<'de>, A::Error> {
                let mut draft = StagesDraft::default();
                while let Some(stage) = map.next_key::<Stage>()? {
                    let given = &mut draft.0[stage as usize];
                    if !given.is_absent() {
                        return Err(de::Error::duplicate_field(stage.as_str()));
                    }
                    *given = Given::Is(map.next_value()?);
                }
                Ok(draft)
            }
        }

        deserializer.deserialize_map(StagesVisitor)
    }
}

impl FieldType for StageAssumptions {
    type Stored = Self;
    type Draft<'a> = StagesDraft<'a>;
    type Column = ();

    const KIND: FieldKind = FieldKind::ByStage(&StageAssumption::SHAPE);
    const REQUIRED: bool = false;

    fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<StagesDraft<'t>> {
        let mut draft = StagesDraft::default();
        let is_table = reader.table(tree, Stage::NAMES, Expected::Record(Stage::NAMES), &mut |reader, key, tree| {
            if let Some(place) = Stage::NAMES.iter().position(|name| *name == key) {
                draft.0[place] = <StageAssumption as Recorded>::read(tree, reader);
            }
        });
        if is_table { Given::Is(draft) } else { Given::Bad }
    }

    fn look_up(_: &Given<StagesDraft<'_>>, _: Place<'_>, _: &mut Intake) -> u32 {
        NONE
    }

    fn settle(given: Given<StagesDraft<'_>>, _: u32, place: Place<'_>, intake: &mut Intake) -> Self {
        let given = given.take().into_iter().flat_map(|draft| Stage::ALL.into_iter().zip(draft.0));
        let given = given.filter(|(_, draft)| draft.get().is_some());
        let settle = |(stage, draft): (Stage, _)| {
            (stage, <StageAssumption as FieldType>::settle(draft, NONE, place.key(stage.as_str()), intake))
        };
        given.map(settle).collect()
    }

    fn absent() -> Self {
        Self::new()
    }

    fn draft(stored: &Self) -> Given<StagesDraft<'_>> {
        let mut draft = StagesDraft::default();
        for (stage, assumption) in stored {
            draft.0[*stage as usize] = Given::Is(Recorded::draft(assumption));
        }
        Given::Is(draft)
    }

    fn value(stored: &Self) -> FieldValue<'_> {
        FieldValue::ByStage(stored)
    }

    fn is_absent(stored: &Self) -> bool {
        stored.is_empty()
    }

    fn write<S: Serializer>(stored: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(stored)
    }

    fn compare(one: &Self, other: &Self) -> Ordering {
        one.len().cmp(&other.len())
    }

    #[cfg(feature = "proptest")]
    fn draw(draw: &mut Draw<'_>) -> Self {
        let count = draw.below(3);
        (0..count).map(|_| (draw.one_of(&Stage::ALL), <StageAssumption as FieldType>::draw(draw))).collect()
    }
}

/// What is assumed of each stage of some categories, in the order written.
#[derive(Clone, Debug, Default)]
pub(crate) struct CategoriesDraft<'a>(Vec<(Str<'a>, Given<StagesDraft<'a>>)>);

impl<'de> Deserialize<'de> for CategoriesDraft<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CategoriesVisitor;

        impl<'de> Visitor<'de> for CategoriesVisitor {
            type Value = CategoriesDraft<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with a category as each key")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<CategoriesDraft<'de>, A::Error> {
                let mut entries: Vec<(Str<'de>, _)> = Vec::new();
                while let Some((category, stages)) = map.next_entry::<Str<'de>, _>()? {
                    entries.push((category, Given::Is(stages)));
                }
                let mut names: Vec<&str> = entries.iter().map(|(name, _)| &**name).collect();
                names.sort_unstable();
                if names.windows(2).any(|pair| pair[0] == pair[1]) {
                    return Err(de::Error::custom("a category is given twice"));
                }
                Ok(CategoriesDraft(entries))
            }
        }

        deserializer.deserialize_map(CategoriesVisitor)
    }
}

/// What is assumed of each stage, by category.
pub(crate) type CategoryAssumptions = BTreeMap<CategoryId, StageAssumptions>;

impl FieldType for CategoryAssumptions {
    type Stored = Self;
    type Draft<'a> = CategoriesDraft<'a>;
    type Column = ();

    const KIND: FieldKind = FieldKind::ByCategory(&StageAssumption::SHAPE);
    const REQUIRED: bool = false;

    fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<CategoriesDraft<'t>> {
        let mut draft = CategoriesDraft::default();
        let is_table = reader.open_table(tree, Expected::Categories, &mut |reader, key, tree| {
            draft.0.push((key.into(), StageAssumptions::read(tree, reader)));
        });
        if is_table { Given::Is(draft) } else { Given::Bad }
    }

    fn look_up(_: &Given<CategoriesDraft<'_>>, _: Place<'_>, _: &mut Intake) -> u32 {
        NONE
    }

    fn settle(given: Given<CategoriesDraft<'_>>, _: u32, place: Place<'_>, intake: &mut Intake) -> Self {
        let mut assumptions = Self::new();
        for (id, stages) in given.take().into_iter().flat_map(|draft| draft.0) {
            let place = place.key(&id);
            let number = intake.refer::<CategoryId>(place, &Given::Is(id.clone()));
            if number != NONE && stages.get().is_some() {
                assumptions.insert(intake.id(number), StageAssumptions::settle(stages, NONE, place, intake));
            }
        }
        assumptions
    }

    fn absent() -> Self {
        Self::new()
    }

    fn draft(stored: &Self) -> Given<CategoriesDraft<'_>> {
        let entries = stored.iter().map(|(id, stages)| (id.into(), StageAssumptions::draft(stages)));
        Given::Is(CategoriesDraft(entries.collect()))
    }

    fn value(stored: &Self) -> FieldValue<'_> {
        FieldValue::ByCategory(stored)
    }

    fn is_absent(stored: &Self) -> bool {
        stored.is_empty()
    }

    fn write<S: Serializer>(stored: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(stored)
    }

    fn compare(one: &Self, other: &Self) -> Ordering {
        one.len().cmp(&other.len())
    }

    // What is assumed is not known in any way of its own.
    fn visit(stored: &Self, place: Place<'_>, _: Option<Evidence>, visit: &mut Visit<'_>) {
        for id in stored.keys() {
            visit(place.key(id.as_str()), RecordList::Categories, id.as_str(), None);
        }
    }

    #[cfg(feature = "proptest")]
    fn draw(draw: &mut Draw<'_>) -> Self {
        let count = draw.below(3);
        (0..count).map(|_| (CategoryId::draw(draw), StageAssumptions::draw(draw))).collect()
    }
}

impl Entries for StageAssumptions {
    fn len(&self) -> usize {
        Self::len(self)
    }

    fn entry(&self, place: usize) -> Option<(&str, FieldValue<'_>)> {
        self.iter().nth(place).map(|(stage, assumption)| (stage.as_str(), FieldValue::Record(assumption)))
    }
}

impl Entries for CategoryAssumptions {
    fn len(&self) -> usize {
        Self::len(self)
    }

    fn entry(&self, place: usize) -> Option<(&str, FieldValue<'_>)> {
        self.iter().nth(place).map(|(category, stages)| (category.as_str(), FieldValue::ByStage(stages)))
    }
}
