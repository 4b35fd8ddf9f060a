//! The intake: where drafts become records. It keeps what is wrong with them, and the ids that were met.

use super::RecordList;
use super::draft::{Given, Number, Str};
use super::list::{Identified, ListNames};
use super::names::NONE;
use super::path::Path;
use super::problem::{Problem, ProblemKind};
use crate::model::{Evidence, PartialDate};
use hashbrown::HashSet;

/// Shares may together exceed 1 by this much, for sums of decimals that are none in binary.
const TOLERANCE: f64 = 1e-9;

/// A place in the document, kept on the stack while all goes well.
#[derive(Clone, Copy)]
pub(crate) enum Place<'p> {
    Record(RecordList, usize),
    Top,
    Key(&'p Place<'p>, &'p str),
    Index(&'p Place<'p>, usize),
}

impl<'p> Place<'p> {
    pub(crate) fn key(&'p self, key: &'p str) -> Self {
        Place::Key(self, key)
    }

    pub(crate) fn index(&'p self, index: usize) -> Self {
        Place::Index(self, index)
    }

    pub(crate) fn path(&self) -> Path {
        match self {
            Place::Record(list, index) => Path::record(*list, *index),
            Place::Top => Path::default(),
            Place::Key(parent, key) => parent.path().key(key),
            Place::Index(parent, index) => parent.path().index(*index),
        }
    }
}

/// What is kept of the drafts that came in.
#[derive(Debug, Default)]
pub(crate) struct Intake {
    pub(crate) problems: Vec<Problem>,
    /// The ids that were met.
    pub(crate) names: ListNames,
    /// The numbers of what the fields of a record refer to of which it may name many; each list behind its length.
    pub(crate) many: Vec<u32>,
    /// Whether some record is not documented, so that there is evidence to compare.
    pub(crate) evidence_differs: bool,
    /// Records of which it could not be read how they are known. Nobody can be said to be better known than they are.
    pub(crate) unsure: HashSet<(RecordList, usize)>,
    /// The date whose first day is the latest of those that must not be after the day of the document.
    pub(crate) latest: Option<PartialDate>,
}

impl Intake {
    pub(crate) fn note(&mut self, place: Place<'_>, kind: ProblemKind) {
        Problem::note(&mut self.problems, || Problem::new(place.path(), kind));
    }

    /// Notes that a record lacks a key that it must have.
    #[cold]
    pub(crate) fn missing(&mut self, record: Place<'_>, key: &'static str) {
        self.note(record, ProblemKind::MissingKey { key });
    }

    /// The number of an id that is referred to; a blank where nothing is given, or nothing that can be read.
    pub(crate) fn refer<I: Identified>(&mut self, place: Place<'_>, given: &Given<Str<'_>>) -> u32 {
        let Some(id) = given.get() else { return NONE };
        if id.is_empty() {
            let what = I::LIST.record();
            self.note(place, ProblemKind::UnknownReference { what, id: String::new(), nearest: None });
            return NONE;
        }
        I::names_mut(&mut self.names).intern(id)
    }

    /// Gives a record its id; gives back the number of it.
    pub(crate) fn define<I: Identified>(&mut self, place: Place<'_>, given: &Given<Str<'_>>) -> u32 {
        let Some(id) = given.get() else { return NONE };
        if id.is_empty() {
            self.note(place, ProblemKind::EmptyId);
            return NONE;
        }
        let Place::Key(Place::Record(list, index), _) = place else { unreachable!("only records of lists have ids") };
        let names = I::names_mut(&mut self.names);
        let number = names.intern(id);
        if let Err(first) = names.define(number, *index) {
            let first = Path::record(*list, first);
            self.note(place, ProblemKind::DuplicateId { what: list.record(), id: id.to_string(), first });
        }
        number
    }

    /// The number of an id that is referred to, where its field has noted what is wrong with it.
    pub(crate) fn number<I: Identified>(&mut self, given: &Given<Str<'_>>) -> u32 {
        match given.get() {
            Some(id) if !id.is_empty() => I::names_mut(&mut self.names).intern(id),
            _ => NONE,
        }
    }

    /// The id of a number; a blank stands for one that is missing, bad or unknown.
    pub(crate) fn id<I: Identified>(&self, number: u32) -> I {
        if number == NONE { I::from("") } else { I::names(&self.names).id(number) }
    }

    /// What a field refers to of which it may name many.
    pub(crate) fn row(&self, number: u32) -> &[u32] {
        if number == NONE {
            return &[];
        }
        let start = number as usize + 1;
        &self.many[start..start + self.many[start - 1] as usize]
    }

    /// Keeps in mind how a record is known.
    pub(crate) fn known(&mut self, place: Place<'_>, given: &Given<Evidence>) {
        match given {
            Given::Absent | Given::Is(Evidence::Documented) => {}
            Given::Is(_) => self.evidence_differs = true,
            Given::Bad => {
                self.evidence_differs = true;
                if let Place::Key(Place::Record(list, index), _) = place {
                    self.unsure.insert((*list, *index));
                }
            }
        }
    }

    /// Notes shares that together are more than the whole. What is no share has been noted by itself.
    pub(crate) fn check_shares<'s>(&mut self, place: Place<'_>, shares: impl Iterator<Item = &'s Given<Number>>) {
        let sum: f64 =
            shares.filter_map(Given::get).map(|share| share.0).filter(|share| (0.0..=1.0).contains(share)).sum();
        if sum > 1.0 + TOLERANCE {
            self.note(place, ProblemKind::SharesExceedOne { sum });
        }
    }

    /// Notes that of two dates the one that must come first is after the other.
    pub(crate) fn in_order(&mut self, place: Place<'_>, keys: [&'static str; 2], dates: [Option<PartialDate>; 2]) {
        let [earlier_key, later_key] = keys;
        if let [Some(earlier), Some(later)] = dates
            && earlier.is_surely_after(later)
        {
            self.note(place.key(later_key), ProblemKind::DatesOutOfOrder { earlier_key, earlier, later_key, later });
        }
    }

    /// Keeps in mind a date that must not be after the day of the document.
    pub(crate) fn must_be_past(&mut self, date: Option<PartialDate>) {
        if let Some(date) = date
            && self.latest.is_none_or(|latest| date > latest)
        {
            self.latest = Some(date);
        }
    }
}

/// What was met before. Mostly there is little of it.
pub(crate) struct Seen<T> {
    few: Vec<T>,
    many: HashSet<T>,
}

impl<T: Copy + Eq + std::hash::Hash> Seen<T> {
    const FEW: usize = 16;

    pub(crate) fn new() -> Self {
        Self { few: Vec::new(), many: HashSet::new() }
    }

    /// Whether it is new.
    pub(crate) fn insert(&mut self, value: T) -> bool {
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
