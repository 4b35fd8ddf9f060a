//! Places, and the problems that are noted at them.

use hashbrown::HashSet;

use super::super::draft::{Count, Given, Number, Str};
use super::super::names::{NONE, Names};
use super::super::path::{Path, RecordList};
use super::super::problem::{Problem, ProblemKind};
use super::TOLERANCE;
use crate::model::Id;

/// A place in the document, kept on the stack while all goes well.
#[derive(Clone, Copy)]
pub(super) enum Place<'p> {
    Record(RecordList, usize),
    Top,
    Key(&'p Place<'p>, &'p str),
    Index(&'p Place<'p>, usize),
}

impl<'p> Place<'p> {
    pub(super) fn key(&'p self, key: &'p str) -> Self {
        Place::Key(self, key)
    }

    pub(super) fn index(&'p self, index: usize) -> Self {
        Place::Index(self, index)
    }

    pub(super) fn path(&self) -> Path {
        match self {
            Place::Record(list, index) => Path::record(*list, *index),
            Place::Top => Path::default(),
            Place::Key(parent, key) => parent.path().key(key),
            Place::Index(parent, index) => parent.path().index(*index),
        }
    }
}

/// Notes problems at a place.
pub(super) struct Notes<'n>(pub(super) &'n mut Vec<Problem>);

impl Notes<'_> {
    pub(super) fn add(&mut self, place: Place<'_>, kind: ProblemKind) {
        self.0.push(Problem::new(place.path(), kind));
    }

    /// The value of a key that must be there.
    pub(super) fn required<'g, T>(
        &mut self,
        place: Place<'_>,
        key: &'static str,
        given: &'g Given<T>,
    ) -> Option<&'g T> {
        if given.is_absent() {
            self.add(place, ProblemKind::MissingKey { key });
        }
        given.get()
    }

    /// A number that must be finite and not negative.
    pub(super) fn number(&mut self, place: Place<'_>, given: &Given<Number>) -> Option<f64> {
        let number = given.get()?.0;
        if !number.is_finite() {
            self.add(place, ProblemKind::NotFinite { found: number.to_string() });
        } else if number < 0.0 {
            self.add(place, ProblemKind::Negative { found: number.to_string() });
        } else {
            // -0 is 0.
            return Some(number.abs());
        }
        None
    }

    pub(super) fn share(&mut self, place: Place<'_>, given: &Given<Number>) -> Option<f64> {
        let found = self.number(place, given)?;
        if found > 1.0 {
            self.add(place, ProblemKind::ShareOutOfRange { found });
            return None;
        }
        Some(found)
    }

    pub(super) fn shares(&mut self, place: Place<'_>, shares: impl Iterator<Item = f64>) {
        let sum: f64 = shares.sum();
        if sum > 1.0 + TOLERANCE {
            self.add(place, ProblemKind::SharesExceedOne { sum });
        }
    }

    /// The number of an id that is referred to.
    pub(super) fn refer<I: Id>(&mut self, place: Place<'_>, what: &'static str, id: &str, names: &mut Names<I>) -> u32 {
        if id.is_empty() {
            self.add(place, ProblemKind::UnknownReference { what, id: String::new(), nearest: None });
            return NONE;
        }
        names.intern(id)
    }

    /// Like [`refer`](Self::refer); a blank where nothing is given, or nothing that can be read.
    pub(super) fn refer_given<I: Id>(
        &mut self,
        place: Place<'_>,
        what: &'static str,
        given: &Given<Str<'_>>,
        names: &mut Names<I>,
    ) -> u32 {
        given.get().map_or(NONE, |id| self.refer(place, what, id, names))
    }

    /// Gives a record its id; gives back the number of it.
    pub(super) fn define<I: Id>(
        &mut self,
        place: Place<'_>,
        what: &'static str,
        id: &Given<Str<'_>>,
        names: &mut Names<I>,
    ) -> u32 {
        let Some(id) = self.required(place, "id", id) else { return NONE };
        if id.is_empty() {
            self.add(place.key("id"), ProblemKind::EmptyId);
            return NONE;
        }
        let number = names.intern(id);
        let Place::Record(list, index) = place else { unreachable!("only records of lists have ids") };
        if let Err(first) = names.define(number, index) {
            let first = Path::record(list, first);
            self.add(place.key("id"), ProblemKind::DuplicateId { what, id: id.to_string(), first });
        }
        number
    }
}

/// What was met before. Mostly there is little of it.
pub(super) struct Seen<T> {
    few: Vec<T>,
    many: HashSet<T>,
}

impl<T: Copy + Eq + std::hash::Hash> Seen<T> {
    const FEW: usize = 16;

    pub(super) fn new() -> Self {
        Self { few: Vec::new(), many: HashSet::new() }
    }

    /// Whether it is new.
    pub(super) fn insert(&mut self, value: T) -> bool {
        if self.few.len() < Self::FEW {
            let is_new = !self.few.contains(&value);
            if is_new {
                self.few.push(value);
            }
            is_new
        } else {
            !self.few.contains(&value) && self.many.insert(value)
        }
    }
}

/// The id of a number; a blank stands for one that is missing, bad or unknown.
pub(super) fn id_of<I: Id>(number: u32, names: &Names<I>) -> I {
    if number == NONE { I::from("") } else { names.id(number) }
}

pub(super) fn ids_of<I: Id>(numbers: &[u32], names: &Names<I>) -> Box<[I]> {
    numbers.iter().map(|&number| id_of(number, names)).collect()
}

pub(super) fn count(given: &Given<Count>) -> Option<u32> {
    given.get().map(|count| count.0)
}
