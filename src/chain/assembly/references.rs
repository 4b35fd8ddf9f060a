//! References: each must lead somewhere, and to nothing that is less well known than the record itself.

use hashbrown::HashMap;

use super::Assembly;
use crate::model::{Evidence, Lang};
use crate::record::intake::Place;
use crate::record::{FieldValue, Path, Problem, ProblemKind, RecordList, Step};
use crate::text::{SearchBudget, nearest_within};

impl Assembly {
    /// Notes every reference that leads nowhere, and every one to a record that is less well known.
    pub(super) fn check_references(&mut self) {
        let undefined = self.intake.names.has_undefined();
        // The usual document needs no second look.
        if undefined || self.intake.evidence_differs {
            let mut found = Vec::new();
            let mut unknown = Unknown::default();
            self.lists.visit_references(&mut |place, target, id, evidence| {
                // A blank stands for what is missing or bad, which was noted where it was met.
                if id.is_empty() {
                    return;
                }
                let Some(record) = self.intake.names.find(target, id) else {
                    return unknown.add(place.path(), target, id);
                };
                let (evidence, theirs) = (self.known_there(place, evidence), self.evidence(target, record));
                if let (Some(own), Some(theirs)) = (evidence, theirs)
                    && own > theirs
                {
                    let (what, id) = (target.record(), id.to_owned());
                    found.push(Problem::new(place.path(), ProblemKind::EvidenceTooStrong { own, what, id, theirs }));
                }
            });
            if let Some(home) =
                self.head.as_ref().and_then(|head| head.home.as_ref()).filter(|home| !home.as_str().is_empty())
                && self.intake.names.find(RecordList::Regions, home.as_str()).is_none()
            {
                unknown.add(Path::default().key("home"), RecordList::Regions, home.as_str());
            }
            for id in self.head.iter().flat_map(|head| &head.assumptions).flat_map(|assumed| assumed.categories.keys())
            {
                if self.intake.names.find(RecordList::Categories, id.as_str()).is_none() {
                    let path = Path::default().key("assumptions").key("categories").key(id.as_str());
                    unknown.add(path, RecordList::Categories, id.as_str());
                }
            }
            unknown.note(self, &mut found);
            self.intake.problems.append(&mut found);
        }
    }

    /// How a reference is known: as the record that makes it, unless a scenario put it there that knows less.
    fn known_there(&self, place: Place<'_>, evidence: Option<Evidence>) -> Option<Evidence> {
        if self.known_less.is_empty() {
            return evidence;
        }
        let path = place.path();
        let Some((list, record, [Step::Key(field), ..])) = path.in_list() else { return evidence };
        let less = self.known_less.get(&(list, record));
        match less.filter(|(_, fields)| fields.iter().any(|own| *own == &**field)) {
            Some((level, _)) => evidence.map(|evidence| evidence.min(*level)),
            None => evidence,
        }
    }

    /// How a record is known; `None` where it says nothing of it, or nobody can tell.
    fn evidence(&self, list: RecordList, record: usize) -> Option<Evidence> {
        let is_unsure = self.intake.unsure.contains(&(list, record));
        self.lists.record(list, record).known().filter(|_| !is_unsure)
    }

    /// How many records of a list have not the id that they were meant to have: it is missing, could not be read, or is
    /// given twice.
    fn nameless(&self, list: RecordList) -> usize {
        if self.lost.contains(&list) {
            return usize::MAX;
        }
        self.lists.count(list) - self.intake.names.defined(list).len()
    }

    /// The ids of records by what people call them: for who writes 水稻 instead of `rice`.
    fn ids_by_name(&self, list: RecordList) -> HashMap<&str, &str> {
        if list.shape().field("name").is_none() {
            return HashMap::new();
        }
        let records = (0..self.lists.count(list)).map(|place| self.lists.record(list, place));
        let named = records.filter_map(|record| match (record.value("name"), record.value("id")) {
            (Some(FieldValue::Text(name)), Some(FieldValue::Id(id))) if !id.is_empty() => Some((name, id)),
            _ => None,
        });
        named.flat_map(|(name, id)| Lang::ALL.map(|lang| (name.get(lang), id))).collect()
    }
}

/// References that lead nowhere.
#[derive(Default)]
struct Unknown {
    /// The ids that no record has, each once, in the order met.
    ids: Vec<(RecordList, Box<str>)>,
    numbers: HashMap<(RecordList, Box<str>), usize>,
    /// Where each was met.
    places: Vec<(Path, usize)>,
}

impl Unknown {
    fn add(&mut self, path: Path, target: RecordList, id: &str) {
        let number = *self.numbers.entry((target, id.into())).or_insert_with_key(|key| {
            self.ids.push(key.clone());
            self.ids.len() - 1
        });
        self.places.push((path, number));
    }

    /// Notes the references, but for those to a record that is there and has lost its id: that one slip has been noted.
    ///
    /// Nobody can tell which id a record has lost. So as many unknown ids are let pass as there are such records, but
    /// none that is plainly another one misspelt, and none that is mentioned once: what several mention was there, what
    /// one mentions may be a mistake of its own.
    fn note(self, assembly: &Assembly, found: &mut Vec<Problem>) {
        let mut budget = SearchBudget::default();
        let mut nameless: HashMap<RecordList, usize> = HashMap::new();
        let mut known: HashMap<RecordList, Vec<&str>> = HashMap::new();
        let mut named: HashMap<RecordList, HashMap<&str, &str>> = HashMap::new();
        let mut mentions = vec![0_usize; self.ids.len()];
        self.places.iter().for_each(|(_, number)| mentions[*number] += 1);
        let mut nearest = Vec::with_capacity(self.ids.len());
        for ((target, id), mentions) in self.ids.iter().zip(mentions) {
            let known = known.entry(*target).or_insert_with(|| assembly.intake.names.defined(*target));
            let named = named.entry(*target).or_insert_with(|| assembly.ids_by_name(*target)).get(&**id).copied();
            let hint = named.or_else(|| nearest_within(id, known.iter().copied(), &mut budget)).map(str::to_owned);
            let left = nameless.entry(*target).or_insert_with(|| assembly.nameless(*target));
            let is_whole_list = *left == usize::MAX;
            let is_slip = mentions == 1 || hint.as_deref().is_some_and(|hint| is_plainly(hint, id));
            if is_whole_list || (*left > 0 && !is_slip) {
                *left -= usize::from(!is_whole_list);
                nearest.push(None);
            } else {
                nearest.push(Some(hint));
            }
        }
        for (path, number) in self.places {
            if let Some(nearest) = &nearest[number] {
                let (target, id) = &self.ids[number];
                let kind = ProblemKind::UnknownReference {
                    what: target.record(),
                    id: id.to_string(),
                    nearest: nearest.clone(),
                };
                found.push(Problem::new(path, kind));
            }
        }
    }
}

/// Whether an id is plainly another one misspelt, and not one of a series: `p3` is no slip for `p1`.
fn is_plainly(known: &str, found: &str) -> bool {
    const SHORT: usize = 5;
    let letters = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).collect::<Vec<char>>();
    let (mut known_letters, mut found_letters) = (letters(known), letters(found));
    if known_letters == found_letters {
        return false;
    }
    known_letters.sort_unstable();
    found_letters.sort_unstable();
    found.chars().count() >= SHORT || known_letters == found_letters
}
