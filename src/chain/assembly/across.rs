//! What records must keep to among each other, beside references and cycles.

use std::cell::OnceCell;
use std::hash::Hash;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::super::lists::Store;
use super::Assembly;
use crate::model::{Lang, PartialDate, Stage, Text};
use crate::record::intake::Place;
use crate::record::{
    Assumptions, NONE, Path, Problem, ProblemKind, Project, RecordList, StageAssumption, Step, out_of_order,
};
use crate::text::{SearchBudget, nearest_within};

impl Assembly {
    /// Notes what no record can tell by itself.
    pub(super) fn check_across(&mut self) {
        if let (Some(as_of), Some(latest)) = (self.as_of, self.intake.latest)
            && latest.is_surely_after(as_of)
        {
            self.dates_after(as_of);
        }
        self.check_regions();
        self.check_releases();
        self.check_royalties();
        self.check_given_once();
        self.check_ranges();
        self.check_statements();
    }

    /// Notes every date that is after the day of the document, and must not be.
    fn dates_after(&mut self, as_of: PartialDate) {
        for (index, project) in self.lists.projects.records().enumerate() {
            let dates = [project.commissioned, project.started, project.ended, Some(as_of)];
            for kind in out_of_order(dates) {
                if let ProblemKind::DatesOutOfOrder { earlier_key, later_key: "as_of", .. } = kind {
                    self.intake.note(Place::Record(RecordList::Projects, index).key(earlier_key), kind);
                }
            }
        }
        let year = |year| Some(PartialDate::of_year(year));
        let mut late = Vec::new();
        let mut check = |list, key: &'static str, dates: &mut dyn Iterator<Item = Option<PartialDate>>| {
            let after = |date: &PartialDate| date.is_surely_after(as_of);
            let found = dates.enumerate().filter_map(|(index, date)| Some((index, date.filter(after)?)));
            late.extend(found.map(|(index, date)| (list, index, key, date)));
        };
        let lists = &self.lists;
        check(RecordList::Demands, "raised", &mut lists.demands.iter().map(|demand| demand.raised));
        check(RecordList::Agreements, "signed", &mut lists.agreements.iter().map(|agreement| agreement.signed));
        check(RecordList::Licences, "signed", &mut lists.licences.iter().map(|licence| licence.signed));
        check(RecordList::Funding, "year", &mut lists.funding.iter().map(|funding| funding.year.and_then(year)));
        check(RecordList::Germplasm, "released", &mut lists.germplasm.records().map(|germplasm| germplasm.released));
        check(RecordList::Adoptions, "year", &mut lists.adoptions.iter().map(|adoption| year(adoption.year)));
        check(RecordList::Completeness, "from", &mut lists.completeness.iter().map(|statement| statement.from));
        check(RecordList::Completeness, "to", &mut lists.completeness.iter().map(|statement| statement.to));
        for (list, index, earlier_key, earlier) in late {
            let kind = ProblemKind::DatesOutOfOrder { earlier_key, earlier, later_key: "as_of", later: as_of };
            self.intake.note(Place::Record(list, index).key(earlier_key), kind);
        }
    }

    /// Where regions are listed, the region of an organization is one of them.
    fn check_regions(&mut self) {
        let is_told = self.lost.contains(&RecordList::Regions) || !self.faulty(RecordList::Regions).is_empty();
        if self.lists.regions.is_empty() || is_told {
            return;
        }
        let found = self.unknown_regions();
        self.note_all(found);
    }

    fn unknown_regions(&self) -> Vec<(Path, ProblemKind)> {
        let known = self.intake.names.defined(RecordList::Regions);
        let mut budget = SearchBudget::default();
        let mut found = Vec::new();
        for (index, organization) in self.lists.organizations.records().enumerate() {
            let Some(region) = organization.region.as_ref().map(|region| Text::get(region, Lang::En)) else { continue };
            if self.intake.names.find(RecordList::Regions, region).is_none() {
                let nearest = nearest_within(region, known.iter().copied(), &mut budget).map(str::to_owned);
                let (what, id) = (RecordList::Regions.record(), region.to_owned());
                let path = Path::record(RecordList::Organizations, index).key("region");
                found.push((path, ProblemKind::UnknownReference { what, id, nearest }));
            }
        }
        found
    }

    /// The records of a list that something is wrong with.
    fn faulty(&self, list: RecordList) -> HashSet<usize> {
        let places = self.intake.problems.iter().map(|problem| problem.path.steps());
        let records = places.filter_map(|steps| match steps {
            [Step::Key(key), Step::Index(index), ..] if **key == *list.key() => Some(*index),
            _ => None,
        });
        records.collect()
    }

    pub(super) fn note_all(&mut self, found: Vec<(Path, ProblemKind)>) {
        found.into_iter().for_each(|(path, kind)| self.problem(Problem::new(path, kind)));
    }

    /// A germplasm comes out of one project at most, of its own category.
    fn check_releases(&mut self) {
        let mut found = Vec::new();
        let mut released_by: HashMap<u32, usize> = HashMap::new();
        let columns = &self.columns;
        for (index, project) in self.lists.projects.records().enumerate() {
            for (number, &released) in columns.projects.releases.of(index).iter().enumerate() {
                let record = if released == NONE { NONE } else { self.intake.names.germplasm.record(released) };
                if record == NONE {
                    continue;
                }
                let path = || Path::record(RecordList::Projects, index).key("releases").index(number);
                let germplasm = self.lists.germplasm.get(record as usize);
                if let Some(&first) = released_by.get(&record) {
                    // That one project names it twice has been noted.
                    if first == index {
                        continue;
                    }
                    let other = self.lists.projects.get(first).id.clone();
                    found.push((path(), ProblemKind::ReleasedTwice { germplasm: germplasm.id.clone(), other }));
                    continue;
                }
                released_by.insert(record, index);
                let (own, theirs) = (columns.projects.category[index], columns.germplasm.category[record as usize]);
                if own != theirs && own != NONE && theirs != NONE {
                    let (own, theirs) = (project.category.clone(), germplasm.category.clone());
                    found.push((path(), ProblemKind::ReleasedAcross { germplasm: germplasm.id.clone(), own, theirs }));
                }
            }
        }
        self.note_all(found);
    }

    /// A project pays what it rests on.
    fn check_royalties(&mut self) {
        // What it rests on may be what could not be read, which has been noted.
        if !self.faulty(RecordList::Germplasm).is_empty() {
            return;
        }
        let faulty = self.faulty(RecordList::Projects);
        let mut found = Vec::new();
        for (index, project) in self.lists.projects.records().enumerate() {
            let Some(royalties) = project.royalties.as_ref().filter(|royalties| !royalties.is_empty()) else {
                continue;
            };
            if faulty.contains(&index) {
                continue;
            }
            let material = self.material(project);
            let upstream: HashSet<&str> = project.builds_on.iter().map(AsRef::as_ref).collect();
            for (number, royalty) in royalties.iter().enumerate() {
                let to_project = royalty.project.as_ref().map(AsRef::as_ref).filter(|id| !upstream.contains(id));
                let to_germplasm = royalty.germplasm.as_ref().map(AsRef::as_ref).filter(|id| !material.contains(id));
                let lists = [RecordList::Projects, RecordList::Germplasm];
                for ((key, id), list) in [("project", to_project), ("germplasm", to_germplasm)].into_iter().zip(lists) {
                    // That there is no such record has been noted.
                    if let Some(id) = id.filter(|id: &&str| self.intake.names.find(list, id).is_some()) {
                        let path = Path::record(RecordList::Projects, index).key("royalties").index(number).key(key);
                        found.push((path, ProblemKind::RoyaltyElsewhere { to: id.to_owned() }));
                    }
                }
            }
        }
        self.note_all(found);
    }

    /// What a project draws on, and the parents of what it releases.
    fn material<'p>(&'p self, project: &'p Project) -> HashSet<&'p str> {
        let released = project.releases.iter();
        let released = released.filter_map(|id| self.intake.names.find(RecordList::Germplasm, id.as_ref()));
        let parents = released.flat_map(|record| self.lists.germplasm.get(record).parents.iter());
        project.draws_on.iter().map(AsRef::as_ref).chain(parents.map(|parent| parent.germplasm.as_ref())).collect()
    }

    /// What is counted for the same thing twice would be counted twice.
    fn check_given_once(&mut self) {
        let adoptions =
            self.lists.adoptions.iter().map(|adoption| {
                (&adoption.project, &adoption.germplasm, &adoption.region, adoption.year, adoption.unit)
            });
        let keys = ["project", "germplasm", "region", "year", "unit"];
        let mut found = repeated(RecordList::Adoptions, adoptions, &self.without(RecordList::Adoptions, &keys));
        let collections = self.lists.collections.iter();
        let collections = collections.map(|collection| (&collection.holder, &collection.category, collection.date));
        let blank = self.without(RecordList::Collections, &["holder", "category", "date"]);
        found.extend(repeated(RecordList::Collections, collections, &blank));
        self.note_all(found);
    }

    /// The records of a list that lack one of some keys, or have something there that could not be read. What stands in
    /// its place says nothing.
    fn without(&self, list: RecordList, keys: &[&str]) -> HashSet<usize> {
        let blank = self.intake.problems.iter().filter_map(|problem| {
            let [Step::Key(top), Step::Index(index), within @ ..] = problem.path.steps() else { return None };
            let is_blank = match (&problem.kind, within) {
                (ProblemKind::MissingKey { key }, []) => keys.contains(key),
                (ProblemKind::NotOneObject { .. }, _) => true,
                // What is known of these is only wrong.
                (ProblemKind::UnknownReference { id, .. }, _) if !id.is_empty() => false,
                (ProblemKind::EvidenceTooStrong { .. } | ProblemKind::DatesOutOfOrder { .. }, _) => false,
                (_, [Step::Key(key), ..]) => keys.contains(&&**key),
                _ => false,
            };
            (**top == *list.key() && is_blank).then_some(*index)
        });
        blank.collect()
    }

    /// A value in use lies in the range in which it is said to lie.
    fn check_ranges(&mut self) {
        let found = self.values_outside();
        self.note_all(found);
    }

    fn values_outside(&self) -> Vec<(Path, ProblemKind)> {
        static NOTHING: Assumptions = Assumptions::nothing();
        let assumed = self.head.as_ref().and_then(|head| head.assumptions.as_ref()).unwrap_or(&NOTHING);
        let every = std::iter::once((None, &assumed.stages));
        let of_categories = assumed.categories.iter().map(|(category, stages)| (Some(category.as_ref()), stages));
        // Instead of a value that could not be read another would be taken for the one in use.
        let faulty = OnceCell::new();
        let is_faulty = |category: Option<&str>, stage: Stage| {
            let faulty = faulty.get_or_init(|| self.faulty_assumptions());
            faulty.contains(&(category, stage.as_str())) || faulty.contains(&(None, stage.as_str()))
        };
        let mut found = Vec::new();
        for (category, stages) in every.chain(of_categories) {
            for (&stage, assumption) in stages {
                let outside = outside(assumed, category, stage, assumption);
                if !outside.is_empty() && !is_faulty(category, stage) {
                    found.extend(outside);
                }
            }
        }
        found
    }

    /// Of which categories, or of all where there is none, and stages something assumed is wrong.
    fn faulty_assumptions(&self) -> HashSet<(Option<&str>, &str)> {
        let mut faulty = HashSet::new();
        let mut last: Option<(&Arc<str>, &Arc<str>)> = None;
        for problem in &self.intake.problems {
            match problem.path.steps() {
                [Step::Key(top), Step::Key(key), Step::Key(stage), ..]
                    if **top == *"assumptions" && **key == *"stages" =>
                {
                    faulty.insert((None, &**stage));
                }
                [Step::Key(top), Step::Key(key), Step::Key(category), Step::Key(stage), ..]
                    if **top == *"assumptions" && **key == *"categories" =>
                {
                    // The problems of one place stand together, and share its keys, which may hold megabytes.
                    let is_same = |(own, at): (&Arc<str>, &Arc<str>)| Arc::ptr_eq(own, category) && **at == **stage;
                    if !last.is_some_and(is_same) {
                        faulty.insert((Some(&**category), &**stage));
                    }
                    last = Some((category, stage));
                }
                _ => {}
            }
        }
        faulty
    }
}

/// The values in use of one assumption that lie outside their ranges.
fn outside(
    assumed: &Assumptions,
    category: Option<&str>,
    stage: Stage,
    assumption: &StageAssumption,
) -> Vec<(Path, ProblemKind)> {
    // No category has an empty id.
    let of = category.unwrap_or("");
    let success = ("success_between", assumption.success_between, assumed.success(of, stage));
    let mean = ("mean_years_between", assumption.mean_years_between, assumed.duration_years(of, stage).mean());
    let found = [success, mean].into_iter().filter_map(|(key, range, value)| {
        let [low, high] = range.filter(|[low, high]| value < *low || *high < value)?;
        let top = Path::default().key("assumptions");
        let within = category.map_or_else(|| top.clone().key("stages"), |id| top.clone().key("categories").key(id));
        let kind = ProblemKind::ValueOutsideRange { value, low, high };
        Some((within.key(stage.as_str()).key(key), kind))
    });
    found.collect()
}

/// The records of a list that say the same as an earlier one what they are about, but for those where that is blank.
fn repeated<K: Eq + Hash>(
    list: RecordList,
    keys: impl Iterator<Item = K>,
    blank: &HashSet<usize>,
) -> Vec<(Path, ProblemKind)> {
    let mut first: HashMap<K, usize> = HashMap::new();
    let mut found = Vec::new();
    for (index, key) in keys.enumerate().filter(|(index, _)| !blank.contains(index)) {
        match first.get(&key) {
            Some(&first) => {
                let kind = ProblemKind::GivenTwice { what: list.record(), first: Path::record(list, first) };
                found.push((Path::record(list, index), kind));
            }
            None => _ = first.insert(key, index),
        }
    }
    found
}
