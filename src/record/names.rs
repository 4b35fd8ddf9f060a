//! Interned ids: each is stored once and becomes a number on first sight.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::model::Id;

/// Marks a record that has no number, because its id is missing, bad or unknown.
pub(crate) const NONE: u32 = u32::MAX;

/// Where an id is in a table, with part of its hash: so a table grows without a look at the ids, which are all over the
/// memory, and hardly ever looks at one that is not meant.
#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u32,
    number: u32,
}

/// A hash for a table, from the part of it that is kept. A table picks a bucket by the last bits and tells the ids of one
/// bucket apart by the first, so the part must be at both ends.
const fn spread(hash: u32) -> u64 {
    (hash as u64) << 32 | hash as u64
}

/// The part of a hash that is kept.
fn hash(hasher: &DefaultHashBuilder, text: &str) -> u32 {
    hasher.hash_one(text) as u32
}

/// The ids of one kind of record, met in any order: mentioned before they are defined, or never defined.
#[derive(Debug)]
pub(crate) struct Names<I> {
    table: HashTable<Slot>,
    hasher: DefaultHashBuilder,
    met: Vec<Name<I>>,
    defined: usize,
}

#[derive(Debug)]
struct Name<I> {
    id: I,
    /// The record that it is of, by its number in its list.
    record: u32,
}

impl<I> Default for Names<I> {
    fn default() -> Self {
        Self { table: HashTable::new(), hasher: DefaultHashBuilder::default(), met: Vec::new(), defined: 0 }
    }
}

impl<I: Id> Names<I> {
    /// The number of an id.
    pub(crate) fn intern(&mut self, text: &str) -> u32 {
        let hash = hash(&self.hasher, text);
        let Self { table, met, .. } = self;
        let same = |slot: &Slot| slot.hash == hash && met[slot.number as usize].id.as_ref() == text;
        match table.entry(spread(hash), same, |slot| spread(slot.hash)) {
            hashbrown::hash_table::Entry::Occupied(entry) => entry.get().number,
            hashbrown::hash_table::Entry::Vacant(entry) => {
                let number = u32::try_from(met.len()).ok().filter(|&number| number != NONE);
                let number = number.expect("a document of four thousand million ids does not fit into memory");
                entry.insert(Slot { hash, number });
                met.push(Name { id: I::from(text), record: NONE });
                number
            }
        }
    }

    /// Says which record an id is of; gives back the record that had it already.
    pub(crate) fn define(&mut self, number: u32, record: usize) -> Result<(), usize> {
        let slot = &mut self.met[number as usize].record;
        if *slot != NONE {
            return Err(*slot as usize);
        }
        *slot = record as u32;
        self.defined += 1;
        Ok(())
    }

    /// The id with this number, sharing its characters.
    pub(crate) fn id(&self, number: u32) -> I {
        self.met[number as usize].id.clone()
    }

    /// The record with the id of this number, or [`NONE`].
    pub(crate) fn record(&self, number: u32) -> u32 {
        self.met.get(number as usize).map_or(NONE, |name| name.record)
    }

    /// Whether some id was mentioned that no record has.
    pub(crate) fn has_undefined(&self) -> bool {
        self.defined < self.met.len()
    }

    /// The record with an id.
    pub(crate) fn find_record(&self, text: &str) -> Option<usize> {
        let hash = hash(&self.hasher, text);
        let same = |slot: &Slot| slot.hash == hash && self.met[slot.number as usize].id.as_ref() == text;
        let record = self.met[self.table.find(spread(hash), same)?.number as usize].record;
        (record != NONE).then_some(record as usize)
    }

    /// The ids that records have.
    pub(crate) fn defined(&self) -> impl Iterator<Item = &str> {
        self.met.iter().filter(|name| name.record != NONE).map(|name| name.id.as_ref())
    }

    /// Look-up by id among records that were put in another order: `places[record]` is where each went.
    pub(crate) fn into_index(mut self, places: Option<&[u32]>) -> Index {
        for slot in &mut self.table {
            let record = self.met[slot.number as usize].record;
            slot.number = places.map_or(record, |places| places[record as usize]);
        }
        Index { table: self.table, hasher: self.hasher }
    }
}

/// Finds records by id. The ids themselves are in the records.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    table: HashTable<Slot>,
    hasher: DefaultHashBuilder,
}

impl Index {
    /// The number of the record with this id, where `id_of` tells the id of a record.
    pub(crate) fn find<'r>(&self, text: &str, id_of: impl Fn(usize) -> &'r str) -> Option<usize> {
        let hash = hash(&self.hasher, text);
        let same = |slot: &Slot| slot.hash == hash && id_of(slot.number as usize) == text;
        self.table.find(spread(hash), same).map(|slot| slot.number as usize)
    }
}
