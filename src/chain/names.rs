//! Interned ids: each is stored once and becomes a number on first sight.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::model::Id;

/// Marks a record that has no number, because its id is missing, bad or unknown.
pub(crate) const NONE: u32 = u32::MAX;

/// The ids of one kind of record, met in any order: mentioned before they are defined, or never defined.
#[derive(Debug)]
pub(crate) struct Names<I> {
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
    ids: Vec<I>,
    /// The record that defines each id, by its number in its list.
    records: Vec<u32>,
    defined: usize,
}

impl<I: Id> Names<I> {
    pub(crate) fn new() -> Self {
        Self {
            table: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            ids: Vec::new(),
            records: Vec::new(),
            defined: 0,
        }
    }

    /// The number of an id.
    pub(crate) fn intern(&mut self, text: &str) -> u32 {
        let hash = self.hasher.hash_one(text);
        let Self { table, hasher, ids, records, .. } = self;
        let rehash = |&number: &u32| hasher.hash_one(ids[number as usize].as_ref());
        match table.entry(hash, |&number| ids[number as usize].as_ref() == text, rehash) {
            hashbrown::hash_table::Entry::Occupied(entry) => *entry.get(),
            hashbrown::hash_table::Entry::Vacant(entry) => {
                let number = u32::try_from(ids.len()).ok().filter(|&number| number != NONE);
                let number = number.expect("a document of four thousand million ids does not fit into memory");
                entry.insert(number);
                ids.push(I::from(text));
                records.push(NONE);
                number
            }
        }
    }

    /// Says which record an id is of; gives back the record that had it already.
    pub(crate) fn define(&mut self, number: u32, record: usize) -> Result<(), usize> {
        let slot = &mut self.records[number as usize];
        if *slot != NONE {
            return Err(*slot as usize);
        }
        *slot = record as u32;
        self.defined += 1;
        Ok(())
    }

    /// The id with this number, sharing its characters.
    pub(crate) fn id(&self, number: u32) -> I {
        self.ids[number as usize].clone()
    }

    /// The record with the id of this number, or [`NONE`].
    pub(crate) fn record(&self, number: u32) -> u32 {
        self.records.get(number as usize).copied().unwrap_or(NONE)
    }

    /// Whether some id was mentioned that no record has.
    pub(crate) fn has_undefined(&self) -> bool {
        self.defined < self.ids.len()
    }

    /// The number of an id, if it was ever met.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        let hash = self.hasher.hash_one(text);
        self.table.find(hash, |&number| self.ids[number as usize].as_ref() == text).copied()
    }

    /// The ids that records have.
    pub(crate) fn defined(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().zip(&self.records).filter(|(_, record)| **record != NONE).map(|(id, _)| id.as_ref())
    }

    /// Look-up by id among records that were put in another order: `places[record]` is where each went.
    pub(crate) fn into_index(mut self, places: Option<&[u32]>) -> Index {
        for number in &mut self.table {
            let record = self.records[*number as usize];
            *number = places.map_or(record, |places| places[record as usize]);
        }
        Index { table: self.table, hasher: self.hasher }
    }
}

/// Finds records by id. The ids themselves are in the records.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Index {
    /// The number of the record with this id, where `id_of` tells the id of a record.
    pub(crate) fn find<'r>(&self, text: &str, id_of: impl Fn(usize) -> &'r str) -> Option<usize> {
        let hash = self.hasher.hash_one(text);
        self.table.find(hash, |&record| id_of(record as usize) == text).map(|&record| record as usize)
    }
}
