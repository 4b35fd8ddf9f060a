//! Assembly: drafts come in, in any order, and a chain or all its problems come out.
//!
//! Each draft is checked on its own as it arrives ([`organization`](Assembly::organization) and its sisters) and turned
//! into a record with interned ids. What concerns several records, references, evidence and circles, is checked at the
//! end, in [`references`] and [`circles`]. Then [`order`] puts the records in order of their ids and builds the graphs.

mod checks;
mod circles;
mod notes;
mod order;
mod references;
mod room;

use hashbrown::HashSet;
use petgraph::graph::DiGraph;

use super::columns::Rows;
use super::draft::{
    AgreementDraft, AssumptionsDraft, CategoryDraft, CharterDraft, DemandDraft, FundingDraft, Given, OrganizationDraft,
    ProjectDraft, ServiceDraft, SourceDraft, Str,
};
use super::names::{NONE, Names};
use super::path::{Path, RecordList};
use super::problem::{Problem, ProblemKind, Problems};
use super::relation::Relation;
use crate::chain::SupplyChain;
use crate::model::Id;
use crate::model::{
    Agreement, Assumptions, Capability, Category, CategoryId, Charter, Demand, DemandId, Evidence, Funding, Member,
    Organization, OrganizationId, OrganizationKind, PartialDate, Project, ProjectId, Service, Source, SourceId, Stage,
    Status, Text,
};

use checks::{
    benefit_shares, builds_on_each_once, dates, list, list_of_ids, optional, out_of_order, reference, stage_assumptions,
};
use notes::{Notes, Place, Seen, count, id_of, ids_of};
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
        let interested = list_of_ids(&mut notes, place.key("interested"), "organization", &draft.interested, names);
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
        let names = &mut self.categories.names;
        let categories = list_of_ids(&mut notes, place.key("categories"), "category", &draft.categories, names);
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
