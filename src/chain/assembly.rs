//! Assembly: drafts come in, in any order, and a chain or all its problems come out.
//!
//! Each draft is checked on its own as it arrives, in [`record`](crate::record), and becomes a record with interned ids.
//! What concerns several records, references, evidence and cycles, is checked at the end, in [`references`] and
//! [`cycles`]. Then [`order`] puts the records in order of their ids and builds the graphs.

mod across;
#[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
mod blank;
mod completeness;
mod cycles;
mod order;
mod references;

use hashbrown::{HashMap, HashSet};

use super::lists::{ListColumns, Lists, Store, WithColumns};
use crate::chain::SupplyChain;
use crate::model::{Evidence, PartialDate};
use crate::record::intake::{Intake, Place};
use crate::record::{Head, HeadDraft, Path, Problem, ProblemKind, Problems, RecordList, Room, assemble};

/// A chain in the making.
#[derive(Debug, Default)]
pub(crate) struct Assembly {
    intake: Intake,
    sources_required: bool,
    head: Option<Head>,
    /// The day of the document, if it could be read.
    as_of: Option<PartialDate>,
    lists: Lists,
    columns: ListColumns,
    /// How far the reading of a document has come, by which room is made for its longest lists.
    room: Room,
    /// Fields that are less well known than their records, since a scenario changed them.
    known_less: HashMap<(RecordList, usize), (Evidence, Vec<&'static str>)>,
    /// Lists that are missing or could not be read. Nobody can be said to refer to nothing in them.
    lost: HashSet<RecordList>,
}

impl Assembly {
    pub(crate) fn new(sources_required: bool) -> Self {
        Self { sources_required, ..Self::default() }
    }

    /// Makes room for records whose number is known beforehand.
    pub(crate) fn reserve(&mut self, organizations: usize, projects: usize) {
        self.lists.organizations.reserve(organizations);
        self.lists.projects.reserve(projects);
    }

    /// Says in which text the records stand that are going to come.
    #[cfg(feature = "json")]
    pub(crate) fn read_from(&mut self, text: &str) {
        self.room = Room::in_text(text);
    }

    /// Notes a problem that was met outside, while reading.
    pub(crate) fn problem(&mut self, problem: Problem) {
        Problem::note(&mut self.intake.problems, || problem);
    }

    /// Keeps in mind that a list is missing or could not be read, which has been noted.
    pub(crate) fn lose(&mut self, list: RecordList) {
        self.lost.insert(list);
    }

    /// Keeps in mind that some fields of a record are known no better than this, whatever the record says of itself.
    pub(crate) fn known_less(&mut self, list: RecordList, record: usize, level: Evidence, fields: &[&'static str]) {
        self.known_less.insert((list, record), (level, fields.to_vec()));
    }

    /// What the document says of itself.
    pub(crate) fn head(&mut self, draft: HeadDraft<'_>) {
        self.as_of = draft.as_of.copied();
        self.head = Some(assemble(draft, Place::Top, &mut self.intake).0);
    }

    /// Adds a record to its list.
    pub(crate) fn add<R: WithColumns>(&mut self, draft: R::Draft<'_>) {
        let index = R::store(&self.lists).count();
        if R::store(&self.lists).is_full() {
            let more = self.room.more(R::LIST, index, R::position(&draft));
            R::store_mut(&mut self.lists).reserve(more);
        }
        let place = Place::Record(R::LIST, index);
        let is_sourced = !self.sources_required || R::is_given(&draft, "source");
        self.intake.many.clear();
        let (record, numbers) = assemble::<R>(draft, place, &mut self.intake);
        if !is_sourced && record.known() == Some(Evidence::Documented) {
            self.intake.note(place, ProblemKind::SourceMissing);
        }
        R::push(R::columns_mut(&mut self.columns), &numbers, &self.intake.many);
        R::store_mut(&mut self.lists).add(record);
    }

    /// The chain, or everything that is wrong with it.
    pub(crate) fn finish(mut self) -> Result<SupplyChain, Problems> {
        self.check_anything_given();
        self.finish_part()
    }

    /// Like [`finish`](Self::finish), for a part of a chain, which may be empty.
    pub(crate) fn finish_part(mut self) -> Result<SupplyChain, Problems> {
        self.check_references();
        let orders = self.orders();
        self.check_across();
        if let Some(problems) = Problems::new(std::mem::take(&mut self.intake.problems)) {
            return Err(problems);
        }
        Ok(self.put_in_order(&orders))
    }

    /// Notes the lists that must hold something and do not.
    fn check_anything_given(&mut self) {
        for &list in RecordList::ALL.iter().filter(|list| list.is_required()) {
            // That the list is missing, or could not be read, has been noted already.
            if self.lists.count(list) == 0 && !self.lost.contains(&list) {
                let path = Path::default().key(list.key());
                self.problem(Problem::new(path, ProblemKind::NothingGiven { what: list.record() }));
            }
        }
    }
}
