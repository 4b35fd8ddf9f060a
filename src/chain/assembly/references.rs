//! References: each must lead somewhere, and to nothing that is less well known than the record itself.

use hashbrown::HashMap;
use petgraph::graph::NodeIndex;

use super::super::names::{NONE, Names};
use super::super::path::{Path, RecordList};
use super::super::problem::{Problem, ProblemKind};
use super::Assembly;
use super::notes::Place;
use crate::model::Id;
use crate::model::{Charter, Evidence, Lang, Text};
use crate::text::{Effort, nearest_within};

/// Is shown a reference: its place, its target, and the evidence of the record that makes it.
type Visit<'v> = dyn FnMut(Place<'_>, Target, &str, Option<Evidence>) + 'v;

/// What a reference leads to.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Target {
    Source,
    Category,
    Organization,
    Project,
    Demand,
}

impl Target {
    const fn list(self) -> RecordList {
        match self {
            Self::Source => RecordList::Sources,
            Self::Category => RecordList::Categories,
            Self::Organization => RecordList::Organizations,
            Self::Project => RecordList::Projects,
            Self::Demand => RecordList::Demands,
        }
    }

    const fn what(self) -> &'static str {
        self.list().record()
    }
}

impl Assembly {
    /// Notes every reference that leads nowhere, and every one to a record that is less well known.
    pub(super) fn check_references(&mut self) {
        let undefined = self.sources.names.has_undefined()
            || self.categories.names.has_undefined()
            || self.organization_names.has_undefined()
            || self.project_names.has_undefined()
            || self.demands.names.has_undefined();
        // The usual document needs no second look.
        if undefined || !self.all_documented {
            let mut found = Vec::new();
            let mut unknown = Unknown::default();
            self.visit_references(&mut |place, target, id, evidence| {
                // A source has no evidence of its own to compare.
                if target == Target::Source && !undefined {
                    return;
                }
                let Some(record) = self.record(target, id) else { return unknown.add(place.path(), target, id) };
                let theirs = self.evidence(target, record);
                if let (Some(own), Some(theirs)) = (evidence, theirs)
                    && own > theirs
                {
                    let (what, id) = (target.what(), id.to_owned());
                    found.push(Problem::new(place.path(), ProblemKind::EvidenceTooStrong { own, what, id, theirs }));
                }
            });
            unknown.note(self, &mut found);
            self.problems.append(&mut found);
        }
    }

    fn record(&self, target: Target, id: &str) -> Option<usize> {
        match target {
            Target::Source => find(&self.sources.names, id),
            Target::Category => find(&self.categories.names, id),
            Target::Organization => find(&self.organization_names, id),
            Target::Project => find(&self.project_names, id),
            Target::Demand => find(&self.demands.names, id),
        }
    }

    /// How a record is known; `None` where that does not matter or could not be read.
    fn evidence(&self, target: Target, record: usize) -> Option<Evidence> {
        if self.unsure.contains(&(target.list(), record)) {
            return None;
        }
        match target {
            Target::Source => None,
            Target::Category => Some(self.categories.list[record].evidence),
            Target::Organization => Some(self.organizations[node(record)].evidence),
            Target::Project => Some(self.projects[node(record)].evidence),
            Target::Demand => Some(self.demands.list[record].evidence),
        }
    }

    /// How many records of a list cannot be found by the id that they were meant to have: it is missing, could not be
    /// read, or is given twice.
    fn nameless(&self, target: Target) -> usize {
        match target {
            _ if self.lost.contains(&target.list()) => usize::MAX,
            Target::Source => self.sources.list.len() - self.sources.names.defined().count(),
            Target::Category => self.categories.list.len() - self.categories.names.defined().count(),
            Target::Organization => self.organizations.node_count() - self.organization_names.defined().count(),
            Target::Project => self.projects.node_count() - self.project_names.defined().count(),
            Target::Demand => self.demands.list.len() - self.demands.names.defined().count(),
        }
    }

    /// The ids that the records of a list have.
    fn known_ids(&self, target: Target) -> Vec<&str> {
        match target {
            Target::Source => self.sources.names.defined().collect(),
            Target::Category => self.categories.names.defined().collect(),
            Target::Organization => self.organization_names.defined().collect(),
            Target::Project => self.project_names.defined().collect(),
            Target::Demand => self.demands.names.defined().collect(),
        }
    }

    /// The ids of categories and organizations by what people call them: who writes 水稻 for `rice` is told so.
    fn ids_by_name(&self, target: Target) -> HashMap<&str, &str> {
        let records: Vec<(Option<&Text>, &str)> = match target {
            Target::Category => self.categories.list.iter().map(|one| (one.name.as_ref(), one.id.as_str())).collect(),
            Target::Organization => {
                self.organizations.node_weights().map(|one| (one.name.as_ref(), one.id.as_str())).collect()
            }
            Target::Source | Target::Project | Target::Demand => Vec::new(),
        };
        let of_each = records.into_iter().filter(|(_, id)| !id.is_empty());
        let named = of_each.filter_map(|(name, id)| Some((name?, id)));
        named.flat_map(|(name, id)| Lang::ALL.map(|lang| (name.get(lang), id))).collect()
    }

    /// Shows every reference with its place, its target, and the evidence of the record that makes it. What is part of
    /// another record is never better known than that record.
    fn visit_references(&self, visit: &mut Visit<'_>) {
        // A blank stands for what is missing or bad, which was noted where it was met.
        let mut visit = |place: Place<'_>, target, id: &str, evidence| {
            if !id.is_empty() {
                visit(place, target, id, evidence);
            }
        };
        for (index, category) in self.categories.list.iter().enumerate() {
            let place = Place::Record(RecordList::Categories, index);
            visit(place.key("source"), Target::Source, text(category.source.as_ref()), None);
        }
        for (index, organization) in self.organizations.node_weights().enumerate() {
            let place = Place::Record(RecordList::Organizations, index);
            visit(place.key("source"), Target::Source, text(organization.source.as_ref()), None);
            let capabilities = place.key("capabilities");
            for (index, capability) in organization.capabilities.iter().enumerate() {
                let place = capabilities.index(index);
                let evidence = Some(capability.evidence.min(organization.evidence));
                visit(place.key("category"), Target::Category, capability.category.as_str(), evidence);
                visit(place.key("source"), Target::Source, text(capability.source.as_ref()), None);
            }
            if let Some(charter) = &organization.charter {
                let evidence = Some(charter.evidence.min(organization.evidence));
                visit_charter(place.key("charter"), charter, evidence, &mut visit);
            }
        }
        for (index, project) in self.projects.node_weights().enumerate() {
            let place = Place::Record(RecordList::Projects, index);
            let evidence = Some(project.evidence);
            visit(place.key("category"), Target::Category, project.category.as_str(), evidence);
            visit(place.key("performer"), Target::Organization, project.performer.as_str(), evidence);
            visit(place.key("commissioner"), Target::Organization, text(project.commissioner.as_ref()), evidence);
            visit(place.key("source"), Target::Source, text(project.source.as_ref()), None);
            let list = place.key("builds_on");
            for (index, id) in project.builds_on.iter().enumerate() {
                visit(list.index(index), Target::Project, id.as_str(), evidence);
            }
            let list = place.key("answers");
            for (index, id) in project.answers.iter().enumerate() {
                visit(list.index(index), Target::Demand, id.as_str(), evidence);
            }
            let list = place.key("interested");
            for (index, id) in project.interested.iter().flatten().enumerate() {
                visit(list.index(index), Target::Organization, id.as_str(), evidence);
            }
        }
        for (index, demand) in self.demands.list.iter().enumerate() {
            let place = Place::Record(RecordList::Demands, index);
            let evidence = Some(demand.evidence);
            visit(place.key("raised_by"), Target::Organization, demand.raised_by.as_str(), evidence);
            visit(place.key("category"), Target::Category, demand.category.as_str(), evidence);
            visit(place.key("source"), Target::Source, text(demand.source.as_ref()), None);
        }
        for (index, agreement) in self.agreements.iter().enumerate() {
            let place = Place::Record(RecordList::Agreements, index);
            let evidence = Some(agreement.evidence);
            visit(place.key("from"), Target::Organization, agreement.from.as_str(), evidence);
            visit(place.key("to"), Target::Organization, agreement.to.as_str(), evidence);
            visit(place.key("source"), Target::Source, text(agreement.source.as_ref()), None);
            let list = place.key("categories");
            for (index, id) in agreement.categories.iter().flatten().enumerate() {
                visit(list.index(index), Target::Category, id.as_str(), evidence);
            }
        }
        for (index, funding) in self.funding.iter().enumerate() {
            let place = Place::Record(RecordList::Funding, index);
            let evidence = Some(funding.evidence);
            visit(place.key("from"), Target::Organization, funding.from.as_str(), evidence);
            visit(place.key("to"), Target::Organization, funding.to.as_str(), evidence);
            visit(place.key("project"), Target::Project, text(funding.project.as_ref()), evidence);
            visit(place.key("source"), Target::Source, text(funding.source.as_ref()), None);
        }
        for (index, service) in self.services.iter().enumerate() {
            let place = Place::Record(RecordList::Services, index);
            let evidence = Some(service.evidence);
            visit(place.key("provider"), Target::Organization, service.provider.as_str(), evidence);
            visit(place.key("client"), Target::Organization, service.client.as_str(), evidence);
            visit(place.key("category"), Target::Category, text(service.category.as_ref()), evidence);
            visit(place.key("source"), Target::Source, text(service.source.as_ref()), None);
        }
        let place = Place::Top.key("assumptions");
        let place = place.key("categories");
        for id in self.assumptions.categories.keys() {
            visit(place.key(id.as_str()), Target::Category, id.as_str(), None);
        }
    }
}

fn visit_charter(place: Place<'_>, charter: &Charter, evidence: Option<Evidence>, visit: &mut Visit<'_>) {
    visit(place.key("lead"), Target::Organization, text(charter.lead.as_ref()), evidence);
    let key = "legal_representative";
    visit(place.key(key), Target::Organization, text(charter.legal_representative.as_ref()), evidence);
    visit(place.key("source"), Target::Source, text(charter.source.as_ref()), None);
    let members = place.key("members");
    for (index, member) in charter.members.iter().enumerate() {
        let member_place = members.index(index);
        visit(member_place.key("organization"), Target::Organization, member.organization.as_str(), evidence);
    }
}

fn node(record: usize) -> NodeIndex {
    NodeIndex::new(record)
}

fn text<I: Id>(id: Option<&I>) -> &str {
    id.map_or("", I::as_ref)
}

fn find<I: Id>(names: &Names<I>, id: &str) -> Option<usize> {
    names.find(id).map(|number| names.record(number)).filter(|&record| record != NONE).map(|record| record as usize)
}

/// References that lead nowhere.
#[derive(Default)]
struct Unknown {
    /// The ids that no record has, each once, in the order met.
    ids: Vec<(Target, Box<str>)>,
    numbers: HashMap<(Target, Box<str>), usize>,
    /// Where each was met.
    places: Vec<(Path, usize)>,
}

impl Unknown {
    fn add(&mut self, path: Path, target: Target, id: &str) {
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
        let mut effort = Effort::default();
        let mut nameless: HashMap<Target, usize> = HashMap::new();
        let mut known: HashMap<Target, Vec<&str>> = HashMap::new();
        let mut named: HashMap<Target, HashMap<&str, &str>> = HashMap::new();
        let mut mentions = vec![0_usize; self.ids.len()];
        self.places.iter().for_each(|(_, number)| mentions[*number] += 1);
        let mut nearest = Vec::with_capacity(self.ids.len());
        for ((target, id), mentions) in self.ids.iter().zip(mentions) {
            let known = known.entry(*target).or_insert_with(|| assembly.known_ids(*target));
            let named = named.entry(*target).or_insert_with(|| assembly.ids_by_name(*target)).get(&**id).copied();
            let hint = named.or_else(|| nearest_within(id, known.iter().copied(), &mut effort)).map(str::to_owned);
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
                let kind =
                    ProblemKind::UnknownReference { what: target.what(), id: id.to_string(), nearest: nearest.clone() };
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
