//! Assembly: drafts come in, in any order, and a chain or all its problems come out.
//!
//! Each draft is checked on its own as it arrives ([`organization`](Assembly::organization) and its sisters) and turned
//! into a record with interned ids. What concerns several records, references, evidence and circles, is checked at the
//! end, in [`references`] and [`circles`]. Then [`order`] puts the records in order of their ids and builds the graphs.

mod circles;
mod order;
mod references;
mod room;

use hashbrown::HashSet;
use petgraph::graph::DiGraph;

use super::columns::Rows;
use super::draft::{
    AgreementDraft, AssumptionsDraft, CategoryDraft, CharterDraft, Count, DemandDraft, FundingDraft, Given, Number,
    OrganizationDraft, ProjectDraft, ServiceDraft, SourceDraft, StageAssumptionDraft, StagesDraft, Str,
};
use super::names::{NONE, Names};
use super::problem::{Path, Problem, ProblemKind, Problems, RecordList};
use super::relation::Relation;
use crate::model::Id;
use crate::{
    Agreement, Assumptions, BenefitShare, Capability, Category, CategoryId, Charter, Demand, DemandId, Evidence,
    Funding, Member, Organization, OrganizationId, OrganizationKind, PartialDate, Project, ProjectId, Service, Source,
    SourceId, Stage, StageAssumption, StageAssumptions, Status, SupplyChain, Text, Triangular,
};

use room::Room;

/// Shares may together exceed 1 by this much, for sums of decimals that are none in binary.
const TOLERANCE: f64 = 1e-9;

/// A chain in the making.
#[derive(Debug)]
pub(crate) struct Assembly {
    problems: Vec<Problem>,
    sources_required: bool,
    pub(crate) name: Option<Text>,
    pub(crate) as_of: Option<PartialDate>,
    pub(crate) currency: Option<Box<str>>,
    sources: Records<Source, SourceId>,
    categories: Records<Category, CategoryId>,
    organizations: DiGraph<Organization, Relation>,
    organization_names: Names<OrganizationId>,
    projects: DiGraph<Project, ()>,
    project_names: Names<ProjectId>,
    columns: Columns,
    demands: Records<Demand, DemandId>,
    agreements: Vec<Agreement>,
    funding: Vec<Funding>,
    services: Vec<Service>,
    assumptions: Assumptions,
    /// How far the reading of a document has come, by which room is made for its longest lists.
    room: Room,
    /// The date whose first day is the latest, for a quick check against `as_of`.
    latest: Option<PartialDate>,
    /// Whether every record so far is documented, so that there is no evidence to compare.
    all_documented: bool,
    /// Records of which it could not be read how they are known. Nobody can be said to be better known than they are.
    unsure: HashSet<(RecordList, usize)>,
    /// Lists that are missing or could not be read. Nobody can be said to refer to nothing in them.
    lost: HashSet<RecordList>,
}

#[derive(Debug)]
struct Records<T, I> {
    list: Vec<T>,
    names: Names<I>,
}

impl<T, I: Id> Records<T, I> {
    fn new() -> Self {
        Self { list: Vec::new(), names: Names::new() }
    }
}

/// What the projects refer to, by number of the id, in the order of the projects.
#[derive(Debug, Default)]
struct Columns {
    category: Vec<u32>,
    performer: Vec<u32>,
    commissioner: Vec<u32>,
    builds_on: Rows,
    answers: Rows,
}

/// A place in the document, kept on the stack while all goes well.
#[derive(Clone, Copy)]
enum Place<'p> {
    Record(RecordList, usize),
    Top,
    Key(&'p Place<'p>, &'p str),
    Index(&'p Place<'p>, usize),
}

impl<'p> Place<'p> {
    fn key(&'p self, key: &'p str) -> Self {
        Place::Key(self, key)
    }

    fn index(&'p self, index: usize) -> Self {
        Place::Index(self, index)
    }

    fn path(&self) -> Path {
        match self {
            Place::Record(list, index) => Path::record(*list, *index),
            Place::Top => Path::default(),
            Place::Key(parent, key) => parent.path().key(key),
            Place::Index(parent, index) => parent.path().index(*index),
        }
    }
}

/// Notes problems at a place.
struct Notes<'n>(&'n mut Vec<Problem>);

impl Notes<'_> {
    fn add(&mut self, place: Place<'_>, kind: ProblemKind) {
        self.0.push(Problem::new(place.path(), kind));
    }

    /// The value of a key that must be there.
    fn required<'g, T>(&mut self, place: Place<'_>, key: &'static str, given: &'g Given<T>) -> Option<&'g T> {
        if given.is_absent() {
            self.add(place, ProblemKind::MissingKey { key });
        }
        given.get()
    }

    /// A number that must be finite and not negative.
    fn number(&mut self, place: Place<'_>, given: &Given<Number>) -> Option<f64> {
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

    fn share(&mut self, place: Place<'_>, given: &Given<Number>) -> Option<f64> {
        let found = self.number(place, given)?;
        if found > 1.0 {
            self.add(place, ProblemKind::ShareOutOfRange { found });
            return None;
        }
        Some(found)
    }

    fn shares(&mut self, place: Place<'_>, shares: impl Iterator<Item = f64>) {
        let sum: f64 = shares.sum();
        if sum > 1.0 + TOLERANCE {
            self.add(place, ProblemKind::SharesExceedOne { sum });
        }
    }

    /// The number of an id that is referred to.
    fn refer<I: Id>(&mut self, place: Place<'_>, what: &'static str, id: &str, names: &mut Names<I>) -> u32 {
        if id.is_empty() {
            self.add(place, ProblemKind::UnknownReference { what, id: String::new(), nearest: None });
            return NONE;
        }
        names.intern(id)
    }

    /// Gives a record its id; gives back the number of it.
    fn define<I: Id>(
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
struct Seen<T> {
    few: Vec<T>,
    many: HashSet<T>,
}

impl<T: Copy + Eq + std::hash::Hash> Seen<T> {
    const FEW: usize = 16;

    fn new() -> Self {
        Self { few: Vec::new(), many: HashSet::new() }
    }

    /// Whether it is new.
    fn insert(&mut self, value: T) -> bool {
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
fn id_of<I: Id>(number: u32, names: &Names<I>) -> I {
    if number == NONE { I::from("") } else { names.id(number) }
}

fn ids_of<I: Id>(numbers: &[u32], names: &Names<I>) -> Box<[I]> {
    numbers.iter().map(|&number| id_of(number, names)).collect()
}

fn count(given: &Given<Count>) -> Option<u32> {
    given.get().map(|count| count.0)
}

impl Assembly {
    pub(crate) fn new(sources_required: bool) -> Self {
        Self {
            problems: Vec::new(),
            sources_required,
            name: None,
            as_of: None,
            currency: None,
            sources: Records::new(),
            categories: Records::new(),
            organizations: DiGraph::default(),
            organization_names: Names::new(),
            projects: DiGraph::default(),
            project_names: Names::new(),
            columns: Columns::default(),
            demands: Records::new(),
            agreements: Vec::new(),
            funding: Vec::new(),
            services: Vec::new(),
            assumptions: Assumptions::default(),
            room: Room::default(),
            latest: None,
            all_documented: true,
            unsure: HashSet::new(),
            lost: HashSet::new(),
        }
    }

    /// Makes room for records whose number is known beforehand.
    pub(crate) fn reserve(&mut self, organizations: usize, projects: usize) {
        self.organizations.reserve_exact_nodes(organizations);
        self.projects.reserve_exact_nodes(projects);
    }

    /// Says in which text the records stand that are going to come.
    #[cfg(feature = "json")]
    pub(crate) fn read_from(&mut self, text: &str) {
        self.room = Room::in_text(text);
    }

    /// Notes a problem that was met outside, while reading.
    pub(crate) fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Keeps in mind that a list is missing or could not be read, which has been noted.
    pub(crate) fn lose(&mut self, list: RecordList) {
        self.lost.insert(list);
    }

    /// Keeps the place of a record that could not be read at all, so that those behind it are found.
    pub(crate) fn blank(&mut self, list: RecordList) {
        match list {
            RecordList::Sources => self.sources.list.push(Source::new("")),
            RecordList::Categories => self.categories.list.push(Category::new("")),
            RecordList::Organizations => {
                self.organizations.add_node(Organization::new("", OrganizationKind::Service));
            }
            RecordList::Projects => {
                let columns = &mut self.columns;
                columns.category.push(NONE);
                columns.performer.push(NONE);
                columns.commissioner.push(NONE);
                columns.builds_on.end_row();
                columns.answers.end_row();
                self.projects.add_node(Project::new("", "", Stage::Basic, "", Status::Proposed));
            }
            RecordList::Demands => self.demands.list.push(Demand::new("", "", "", Stage::Basic)),
            RecordList::Agreements => self.agreements.push(Agreement::new("", "")),
            RecordList::Funding => self.funding.push(Funding::new("", "")),
            RecordList::Services => self.services.push(Service::new("", "")),
        }
    }

    /// Evidence and source, which every record has.
    fn known(
        &mut self,
        place: Place<'_>,
        evidence: &Given<Evidence>,
        source: &Given<Str<'_>>,
    ) -> (Evidence, Option<SourceId>) {
        let mut notes = Notes(&mut self.problems);
        let level = match evidence {
            Given::Absent => Evidence::default(),
            Given::Is(evidence) => *evidence,
            // The weakest, so that nothing else is said of it.
            Given::Bad => Evidence::Proposed,
        };
        self.all_documented &= level == Evidence::Documented;
        let names = &mut self.sources.names;
        let source = source.get().map(|id| notes.refer(place.key("source"), "source", id, names));
        let source = source.filter(|&number| number != NONE).map(|number| names.id(number));
        (level, source)
    }

    /// Like [`known`](Self::known), for a record of a list: it stands for itself, and may have to name its source.
    fn known_alone(
        &mut self,
        place: Place<'_>,
        evidence: &Given<Evidence>,
        source: &Given<Str<'_>>,
    ) -> (Evidence, Option<SourceId>) {
        let known = self.known(place, evidence, source);
        if let (Given::Bad, Place::Record(list, index)) = (evidence, place) {
            self.unsure.insert((list, index));
        }
        if self.sources_required && known.0 == Evidence::Documented && source.is_absent() {
            Notes(&mut self.problems).add(place, ProblemKind::SourceMissing);
        }
        known
    }

    pub(crate) fn source(&mut self, draft: SourceDraft<'_>) {
        let place = Place::Record(RecordList::Sources, self.sources.list.len());
        let names = &mut self.sources.names;
        let id = Notes(&mut self.problems).define(place, "source", &draft.id, names);
        let id = id_of(id, names);
        let (title, address, date) = (draft.title.take(), draft.address.take(), draft.date.copied());
        self.sources.list.push(Source { id, title, address, date });
    }

    pub(crate) fn category(&mut self, draft: CategoryDraft<'_>) {
        let place = Place::Record(RecordList::Categories, self.categories.list.len());
        let names = &mut self.categories.names;
        let id = Notes(&mut self.problems).define(place, "category", &draft.id, names);
        let id = id_of(id, names);
        let (evidence, source) = self.known_alone(place, &draft.evidence, &draft.source);
        let (name, strategic) = (draft.name.take(), draft.strategic.copied());
        self.categories.list.push(Category { id, name, strategic, evidence, source });
    }

    pub(crate) fn organization(&mut self, draft: OrganizationDraft<'_>) {
        let place = Place::Record(RecordList::Organizations, self.organizations.node_count());
        let mut notes = Notes(&mut self.problems);
        let id = notes.define(place, "organization", &draft.id, &mut self.organization_names);
        let id = id_of(id, &self.organization_names);
        let kind = notes.required(place, "kind", &draft.kind).copied();
        match (kind, &draft.service) {
            (Some(OrganizationKind::Service), Given::Absent) => notes.add(place, ProblemKind::ServiceMissing),
            (Some(kind), Given::Is(_)) if kind != OrganizationKind::Service => {
                notes.add(place.key("service"), ProblemKind::ServiceElsewhere { kind });
            }
            _ => {}
        }
        if let (Some(kind), Given::Is(_)) = (kind, &draft.charter)
            && kind != OrganizationKind::Consortium
        {
            notes.add(place.key("charter"), ProblemKind::CharterElsewhere { kind });
        }
        let (evidence, source) = self.known_alone(place, &draft.evidence, &draft.source);
        let capabilities = self.capabilities(place, &draft);
        let charter = draft.charter.get().map(|charter| Box::new(self.charter(place.key("charter"), charter)));
        self.organizations.add_node(Organization {
            id,
            kind: kind.unwrap_or(OrganizationKind::Service),
            service: draft.service.copied(),
            name: draft.name.take(),
            capabilities,
            charter,
            leading_scientists: count(&draft.leading_scientists),
            staff: count(&draft.staff),
            platforms: draft.platforms.take().into_iter().flatten().filter_map(Given::take).collect(),
            region: draft.region.take(),
            evidence,
            source,
        });
    }

    fn capabilities(&mut self, place: Place<'_>, draft: &OrganizationDraft<'_>) -> Vec<Capability> {
        let place = place.key("capabilities");
        let mut capabilities: Vec<Capability> = Vec::with_capacity(draft.capabilities.list().len());
        let mut seen = Seen::new();
        for (index, draft) in draft.capabilities.list().iter().enumerate() {
            let place = place.index(index);
            // A placeholder keeps the places of what follows.
            let Some(draft) = draft.get() else {
                capabilities.push(Capability::new("", Stage::Basic, 1));
                continue;
            };
            let mut notes = Notes(&mut self.problems);
            let category = notes.required(place, "category", &draft.category);
            let category = category
                .map_or(NONE, |id| notes.refer(place.key("category"), "category", id, &mut self.categories.names));
            let stage = notes.required(place, "stage", &draft.stage).copied();
            let teams = notes.required(place, "teams", &draft.teams).map(|teams| teams.0);
            if teams == Some(0) {
                notes.add(place.key("teams"), ProblemKind::NoTeams);
            }
            if let Some(stage) = stage
                && category != NONE
                && !seen.insert((category, stage))
            {
                notes.add(place, ProblemKind::CapabilityTwice { category: self.categories.names.id(category), stage });
            }
            let category = id_of(category, &self.categories.names);
            let (evidence, source) = self.known(place, &draft.evidence, &draft.source);
            let (stage, teams) = (stage.unwrap_or(Stage::Basic), teams.unwrap_or(1));
            capabilities.push(Capability { category, stage, teams, evidence, source });
        }
        capabilities
    }

    fn charter(&mut self, place: Place<'_>, draft: &CharterDraft<'_>) -> Charter {
        let (evidence, source) = self.known(place, &draft.evidence, &draft.source);
        let mut notes = Notes(&mut self.problems);
        let names = &mut self.organization_names;
        let mut refer = |notes: &mut Notes<'_>, place: Place<'_>, id: Option<&Str<'_>>| {
            let number = id.map_or(NONE, |id| notes.refer(place, "organization", id, names));
            (number != NONE).then(|| names.id(number))
        };
        let lead = refer(&mut notes, place.key("lead"), draft.lead.get());
        let legal_representative =
            refer(&mut notes, place.key("legal_representative"), draft.legal_representative.get());
        let members_place = place.key("members");
        let mut members = Vec::with_capacity(draft.members.list().len());
        for (index, draft) in draft.members.list().iter().enumerate() {
            let place = members_place.index(index);
            let Some(draft) = draft.get() else {
                members.push(Member::new(""));
                continue;
            };
            let organization = notes.required(place, "organization", &draft.organization);
            let organization = refer(&mut notes, place.key("organization"), organization);
            members.push(Member {
                organization: organization.unwrap_or_else(|| "".into()),
                contribution: notes.share(place.key("contribution"), &draft.contribution),
                technicians: count(&draft.technicians),
            });
        }
        notes.shares(members_place, members.iter().filter_map(|member| member.contribution));
        let technicians = count(&draft.technicians);
        let of_members = members.iter().filter_map(|member| member.technicians).map(u64::from).sum();
        if let Some(technicians) = technicians
            && of_members > u64::from(technicians)
        {
            notes.add(place.key("technicians"), ProblemKind::TooManyTechnicians { of_members, technicians });
        }
        let nonprofit = draft.nonprofit.copied();
        Charter { lead, legal_representative, nonprofit, technicians, members, evidence, source }
    }

    pub(crate) fn project(&mut self, draft: ProjectDraft<'_>) {
        let place = Place::Record(RecordList::Projects, self.projects.node_count());
        let (evidence, source) = self.known_alone(place, &draft.evidence, &draft.source);
        let mut notes = Notes(&mut self.problems);
        let id = notes.define(place, "project", &draft.id, &mut self.project_names);
        let stage = notes.required(place, "stage", &draft.stage).copied();
        let status = notes.required(place, "status", &draft.status).copied();
        let [commissioned, started, ended] = dates(&mut notes, place, status, &draft);
        let latest = [commissioned, started, ended].into_iter().flatten().max_by_key(|date| date.first());
        if let Some(latest) = latest
            && self.latest.is_none_or(|earlier| latest > earlier)
        {
            self.latest = Some(latest);
        }

        let category = notes.required(place, "category", &draft.category);
        let category =
            category.map_or(NONE, |id| notes.refer(place.key("category"), "category", id, &mut self.categories.names));
        let names = &mut self.organization_names;
        let performer = notes.required(place, "performer", &draft.performer);
        let performer = performer.map_or(NONE, |id| notes.refer(place.key("performer"), "organization", id, names));
        let commissioner = draft.commissioner.get();
        let commissioner =
            commissioner.map_or(NONE, |id| notes.refer(place.key("commissioner"), "organization", id, names));
        let columns = &mut self.columns;
        columns.category.push(category);
        columns.performer.push(performer);
        columns.commissioner.push(commissioner);
        list(
            &mut notes,
            place.key("builds_on"),
            "project",
            &draft.builds_on,
            &mut columns.builds_on,
            &mut self.project_names,
        );
        let record = self.projects.node_count();
        builds_on_each_once(&mut notes, place, id, columns.builds_on.of(record), &self.project_names);
        list(&mut notes, place.key("answers"), "demand", &draft.answers, &mut columns.answers, &mut self.demands.names);
        let interested = draft.interested.get().map(|members| {
            let place = place.key("interested");
            let refer = |(index, id): (usize, &Given<Str<'_>>)| {
                let number = id.get().map_or(NONE, |id| notes.refer(place.index(index), "organization", id, names));
                id_of(number, names)
            };
            members.iter().enumerate().map(refer).collect()
        });
        let benefit_shares = benefit_shares(&mut notes, place.key("benefit_shares"), &draft);
        let budget = notes.number(place.key("budget"), &draft.budget);
        if self.projects.node_count() == self.projects.capacity().0 {
            let more = self.room.projects(self.projects.node_count(), draft.id.get());
            self.projects.reserve_exact_nodes(more);
        }
        // All ids are looked up before the first is shared: a shared count is a barrier that the processor does not look
        // beyond, and ids are all over the memory.
        self.projects.add_node(Project {
            id: id_of(id, &self.project_names),
            title: draft.title.take(),
            category: id_of(category, &self.categories.names),
            stage: stage.unwrap_or(Stage::Basic),
            performer: id_of(performer, names),
            commissioner: (commissioner != NONE).then(|| names.id(commissioner)),
            status: status.unwrap_or(Status::Proposed),
            commissioned,
            started,
            ended,
            builds_on: ids_of(columns.builds_on.of(record), &self.project_names),
            answers: ids_of(columns.answers.of(record), &self.demands.names),
            topic: draft.topic.get().map(|topic| Box::from(&**topic)),
            budget,
            chokepoint: draft.chokepoint.copied().unwrap_or(false),
            interested,
            orientations: draft.orientations.list().iter().filter_map(Given::copied).collect(),
            benefit_shares,
            evidence,
            source,
        });
    }

    pub(crate) fn demand(&mut self, draft: DemandDraft<'_>) {
        let place = Place::Record(RecordList::Demands, self.demands.list.len());
        let (evidence, source) = self.known_alone(place, &draft.evidence, &draft.source);
        let mut notes = Notes(&mut self.problems);
        let id = notes.define(place, "demand", &draft.id, &mut self.demands.names);
        let id = id_of(id, &self.demands.names);
        let raised_by =
            reference(&mut notes, place, "raised_by", "organization", &draft.raised_by, &mut self.organization_names);
        let category =
            reference(&mut notes, place, "category", "category", &draft.category, &mut self.categories.names);
        let stage = notes.required(place, "stage", &draft.stage).copied().unwrap_or(Stage::Basic);
        let (title, raised) = (draft.title.take(), draft.raised.copied());
        let topic = draft.topic.get().map(|topic| Box::from(&**topic));
        self.demands.list.push(Demand { id, title, raised_by, category, stage, raised, topic, evidence, source });
    }

    pub(crate) fn agreement(&mut self, draft: AgreementDraft<'_>) {
        let place = Place::Record(RecordList::Agreements, self.agreements.len());
        let (evidence, source) = self.known_alone(place, &draft.evidence, &draft.source);
        let mut notes = Notes(&mut self.problems);
        let names = &mut self.organization_names;
        let from = reference(&mut notes, place, "from", "organization", &draft.from, names);
        let to = reference(&mut notes, place, "to", "organization", &draft.to, names);
        let categories = draft.categories.get().map(|categories| {
            let (place, names) = (place.key("categories"), &mut self.categories.names);
            let refer = |(index, id): (usize, &Given<Str<'_>>)| {
                let number = id.get().map_or(NONE, |id| notes.refer(place.index(index), "category", id, names));
                id_of(number, names)
            };
            categories.iter().enumerate().map(refer).collect()
        });
        let signed = draft.signed.copied();
        self.agreements.push(Agreement { from, to, categories, signed, evidence, source });
    }

    pub(crate) fn funding(&mut self, draft: FundingDraft<'_>) {
        let place = Place::Record(RecordList::Funding, self.funding.len());
        let (evidence, source) = self.known_alone(place, &draft.evidence, &draft.source);
        let mut notes = Notes(&mut self.problems);
        let names = &mut self.organization_names;
        let from = reference(&mut notes, place, "from", "organization", &draft.from, names);
        let to = reference(&mut notes, place, "to", "organization", &draft.to, names);
        let project = optional(&mut notes, place.key("project"), "project", &draft.project, &mut self.project_names);
        let amount = notes.number(place.key("amount"), &draft.amount);
        let year = count(&draft.year);
        self.funding.push(Funding { from, to, project, amount, year, evidence, source });
    }

    pub(crate) fn service(&mut self, draft: ServiceDraft<'_>) {
        let place = Place::Record(RecordList::Services, self.services.len());
        let (evidence, source) = self.known_alone(place, &draft.evidence, &draft.source);
        let mut notes = Notes(&mut self.problems);
        let names = &mut self.organization_names;
        let provider = reference(&mut notes, place, "provider", "organization", &draft.provider, names);
        let client = reference(&mut notes, place, "client", "organization", &draft.client, names);
        let names = &mut self.categories.names;
        let category = optional(&mut notes, place.key("category"), "category", &draft.category, names);
        self.services.push(Service { provider, client, category, evidence, source });
    }

    pub(crate) fn assumptions(&mut self, draft: &AssumptionsDraft<'_>) {
        let top = Place::Top.key("assumptions");
        let mut notes = Notes(&mut self.problems);
        if let Some(stages) = draft.stages.get() {
            self.assumptions.stages = stage_assumptions(&mut notes, top.key("stages"), stages);
        }
        let place = top.key("categories");
        for (id, stages) in draft.categories.get().map_or(&[][..], |categories| &categories.0) {
            let place = place.key(id);
            let number = notes.refer(place, "category", id, &mut self.categories.names);
            if let Some(stages) = stages.get()
                && number != NONE
            {
                let id = self.categories.names.id(number);
                self.assumptions.categories.insert(id, stage_assumptions(&mut notes, place, stages));
            }
        }
    }

    /// The chain, or everything that is wrong with it.
    pub(crate) fn finish(mut self) -> Result<SupplyChain, Problems> {
        self.check_anything_given();
        self.finish_part()
    }

    /// Like [`finish`](Self::finish), for a part of a chain, which may be empty.
    pub(crate) fn finish_part(mut self) -> Result<SupplyChain, Problems> {
        if let (Some(as_of), Some(latest)) = (self.as_of, self.latest)
            && latest.is_surely_after(as_of)
        {
            self.dates_after(as_of);
        }
        self.check_references();
        let order = self.topological_order();
        if let Some(problems) = Problems::new(std::mem::take(&mut self.problems)) {
            return Err(problems);
        }
        let as_of = self.as_of.expect("whoever reads a document notes where `as_of` is missing");
        Ok(self.put_in_order(as_of, &order))
    }

    /// Notes the lists that must hold something and do not.
    fn check_anything_given(&mut self) {
        for (list, count) in [
            (RecordList::Categories, self.categories.list.len()),
            (RecordList::Organizations, self.organizations.node_count()),
        ] {
            // That the list is missing, or could not be read, has been noted already.
            if count == 0 && !self.lost.contains(&list) {
                let path = Path::default().key(list.key());
                self.problems.push(Problem::new(path, ProblemKind::NothingGiven { what: list.record() }));
            }
        }
    }

    /// Notes every date that is after the day of the document.
    fn dates_after(&mut self, as_of: PartialDate) {
        for (index, project) in self.projects.node_weights().enumerate() {
            let dates = [project.commissioned, project.started, project.ended, Some(as_of)];
            for kind in out_of_order(dates) {
                if let ProblemKind::DatesOutOfOrder { earlier_key, later_key: "as_of", .. } = kind {
                    Notes(&mut self.problems).add(Place::Record(RecordList::Projects, index).key(earlier_key), kind);
                }
            }
        }
    }
}

/// A reference that must be there.
fn reference<I: Id>(
    notes: &mut Notes<'_>,
    place: Place<'_>,
    key: &'static str,
    what: &'static str,
    given: &Given<Str<'_>>,
    names: &mut Names<I>,
) -> I {
    let id = notes.required(place, key, given);
    let number = id.map_or(NONE, |id| notes.refer(place.key(key), what, id, names));
    id_of(number, names)
}

fn optional<I: Id>(
    notes: &mut Notes<'_>,
    place: Place<'_>,
    what: &'static str,
    given: &Given<Str<'_>>,
    names: &mut Names<I>,
) -> Option<I> {
    let number = given.get().map_or(NONE, |id| notes.refer(place, what, id, names));
    (number != NONE).then(|| names.id(number))
}

/// References of which there may be many, as numbers in a column.
fn list<I: Id>(
    notes: &mut Notes<'_>,
    place: Place<'_>,
    what: &'static str,
    given: &Given<Vec<Given<Str<'_>>>>,
    column: &mut Rows,
    names: &mut Names<I>,
) {
    for (index, id) in given.list().iter().enumerate() {
        // A bad one is kept as a blank, so that the places of the others stay right.
        column.push(id.get().map_or(NONE, |id| notes.refer(place.index(index), what, id, names)));
    }
    column.end_row();
}

/// `own` is the number of the project's id.
fn builds_on_each_once(notes: &mut Notes<'_>, project: Place<'_>, own: u32, numbers: &[u32], names: &Names<ProjectId>) {
    let place = project.key("builds_on");
    // A project that took the id of another by mistake builds on that other.
    let is_itself = |number| matches!(project, Place::Record(_, index) if names.record(number) as usize == index);
    let repeated = match numbers {
        [] | [_] => false,
        [a, b] => a == b,
        many => {
            let mut sorted = many.to_vec();
            sorted.sort_unstable();
            sorted.windows(2).any(|pair| pair[0] == pair[1])
        }
    };
    if repeated {
        let mut seen = HashSet::new();
        for (index, &number) in numbers.iter().enumerate() {
            if number != NONE && !is_itself(number) && !seen.insert(number) {
                let (project, upstream) = (id_of(own, names), names.id(number));
                notes.add(place.index(index), ProblemKind::BuildsOnTwice { project, upstream });
            }
        }
    }
    for (index, &number) in numbers.iter().enumerate() {
        if number != NONE && number == own && is_itself(number) {
            notes.add(place.index(index), ProblemKind::BuildsOnItself { project: names.id(own) });
            // Given twice, it is still one slip.
            break;
        }
    }
}

/// Checks the dates of a project against its status and each other; gives those that it may have.
fn dates(
    notes: &mut Notes<'_>,
    place: Place<'_>,
    status: Option<Status>,
    draft: &ProjectDraft<'_>,
) -> [Option<PartialDate>; 3] {
    let commissioned = draft.commissioned.copied();
    let (mut started, mut ended) = (draft.started.copied(), draft.ended.copied());
    if let Some(status) = status {
        // A date that must go needs no order.
        let mut forbidden = |key, date: &mut Option<PartialDate>| {
            if date.take().is_some() {
                notes.add(place.key(key), ProblemKind::DateAgainstStatus { key, status });
            }
        };
        if matches!(status, Status::Proposed | Status::Accepted) {
            forbidden("started", &mut started);
        }
        if status.is_open() {
            forbidden("ended", &mut ended);
        }
    }
    for kind in out_of_order([commissioned, started, ended, None]) {
        if let ProblemKind::DatesOutOfOrder { later_key, .. } = kind {
            notes.add(place.key(later_key), kind);
        }
    }
    [commissioned, started, ended]
}

/// The pairs among `commissioned`, `started`, `ended` and `as_of` that are out of order. One slip puts a date out of
/// order with several others: only the nearest pair is told.
fn out_of_order(dates: [Option<PartialDate>; 4]) -> impl Iterator<Item = ProblemKind> {
    const KEYS: [&str; 4] = ["commissioned", "started", "ended", "as_of"];
    /// Near pairs first. Where dates are partial, only a far pair may show that something is wrong.
    const PAIRS: [(usize, usize); 6] = [(0, 1), (1, 2), (2, 3), (0, 2), (1, 3), (0, 3)];
    let mut told = [false; PAIRS.len()];
    PAIRS.into_iter().enumerate().filter_map(move |(number, (first, last))| {
        let (earlier, later) = (dates[first]?, dates[last]?);
        let within = |&(pair, &(a, b)): &(usize, &(usize, usize))| told[pair] && first <= a && b <= last;
        if !earlier.is_surely_after(later) || PAIRS.iter().enumerate().any(|pair| within(&pair)) {
            return None;
        }
        told[number] = true;
        let (earlier_key, later_key) = (KEYS[first], KEYS[last]);
        Some(ProblemKind::DatesOutOfOrder { earlier_key, earlier, later_key, later })
    })
}

fn benefit_shares(notes: &mut Notes<'_>, place: Place<'_>, draft: &ProjectDraft<'_>) -> Box<[BenefitShare]> {
    let mut shares = Vec::with_capacity(draft.benefit_shares.list().len());
    for (index, draft) in draft.benefit_shares.list().iter().enumerate() {
        let place = place.index(index);
        let Some(draft) = draft.get() else { continue };
        let holder = notes.required(place, "holder", &draft.holder);
        let share = notes.required(place, "share", &draft.share).copied();
        let share = notes.share(place.key("share"), &share.into());
        shares.push(BenefitShare::new(holder.map_or("", |holder| holder), share.unwrap_or(0.0)));
    }
    notes.shares(place, shares.iter().map(|share| share.share));
    shares.into()
}

fn stage_assumptions(notes: &mut Notes<'_>, place: Place<'_>, draft: &StagesDraft) -> StageAssumptions {
    let given = draft.iter().filter_map(|(stage, draft)| Some((stage, draft.get()?)));
    given.map(|(stage, draft)| (stage, stage_assumption(notes, place.key(stage.as_str()), draft))).collect()
}

fn stage_assumption(notes: &mut Notes<'_>, place: Place<'_>, draft: &StageAssumptionDraft) -> StageAssumption {
    let duration = place.key("duration_years");
    let duration_years = draft.duration_years.get().and_then(|draft| {
        let mut part = |key, given| {
            notes.required(duration, key, given)?;
            notes.number(duration.key(key), given)
        };
        let (min, mode, max) = (part("min", &draft.min), part("mode", &draft.mode), part("max", &draft.max));
        let (min, mode, max) = (min?, mode?, max?);
        if !(min <= mode && mode <= max && max > 0.0) {
            notes.add(duration, ProblemKind::DurationOutOfOrder { min, mode, max });
        }
        Some(Triangular::new(min, mode, max))
    });
    let place = place.key("success");
    let success = notes.number(place, &draft.success).inspect(|&found| {
        if found > 1.0 {
            notes.add(place, ProblemKind::ShareOutOfRange { found });
        }
    });
    StageAssumption { duration_years, success }
}
