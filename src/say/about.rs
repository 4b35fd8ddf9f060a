//! What a row or a sentence is about.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::chain::{GermplasmRef, OrganizationRef, ProjectRef, RecordList};
use crate::model::{Evidence, Lang, Leap, OrganizationKind, Stage};
use crate::query::weaker;
use crate::record::{Category, Demand, Source};

/// A record that something rests on, or names.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Record<'c> {
    /// A category.
    Category(&'c Category),
    /// An organization.
    Organization(OrganizationRef<'c>),
    /// A project.
    Project(ProjectRef<'c>),
    /// A demand.
    Demand(&'c Demand),
    /// A germplasm.
    Germplasm(GermplasmRef<'c>),
    /// A source.
    Source(&'c Source),
}

impl<'c> Record<'c> {
    /// The list that it stands in.
    #[must_use]
    pub const fn list(self) -> RecordList {
        match self {
            Self::Category(_) => RecordList::Categories,
            Self::Organization(_) => RecordList::Organizations,
            Self::Project(_) => RecordList::Projects,
            Self::Demand(_) => RecordList::Demands,
            Self::Germplasm(_) => RecordList::Germplasm,
            Self::Source(_) => RecordList::Sources,
        }
    }

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'c str {
        match self {
            Self::Category(record) => record.id.as_str(),
            Self::Organization(record) => record.record().id.as_str(),
            Self::Project(record) => record.record().id.as_str(),
            Self::Demand(record) => record.id.as_str(),
            Self::Germplasm(record) => record.id().as_str(),
            Self::Source(record) => record.id.as_str(),
        }
    }

    /// What a reader of the language calls it.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'c str {
        match self {
            Self::Category(record) => record.label(lang),
            Self::Organization(record) => record.record().label(lang),
            Self::Project(record) => record.record().label(lang),
            Self::Demand(record) => record.label(lang),
            Self::Germplasm(record) => record.label(lang),
            Self::Source(record) => record.label(lang),
        }
    }

    /// How well it is known; a source is what others are known from.
    #[must_use]
    pub fn evidence(self) -> Option<Evidence> {
        match self {
            Self::Category(record) => Some(record.evidence),
            Self::Organization(record) => Some(record.evidence()),
            Self::Project(record) => Some(record.evidence()),
            Self::Demand(record) => Some(record.evidence),
            Self::Germplasm(record) => Some(record.evidence()),
            Self::Source(_) => None,
        }
    }
}

/// Equal if both stand in the same list under the same id.
impl PartialEq for Record<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.list() == other.list() && self.id() == other.id()
    }
}

impl Eq for Record<'_> {}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut record = serializer.serialize_struct("Record", 2)?;
        record.serialize_field("list", self.list().key())?;
        record.serialize_field("id", self.id())?;
        record.end()
    }
}

/// What a row or a sentence is about: for filters, for links, and for how far to trust it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct About<'c> {
    /// The id of the category; `None` where it is about all.
    pub category: Option<&'c str>,
    /// The stages, earliest first, each once.
    pub stages: Vec<Stage>,
    /// The kinds of the organizations that it is about, each once.
    pub kinds: Vec<OrganizationKind>,
    /// The records that it rests on and that it names or counts one by one, what it is about first, each once.
    pub records: Vec<Record<'c>>,
    /// How well the weakest of all that it rests on is known; `None` where it rests on no record.
    pub evidence: Option<Evidence>,
}

impl<'c> About<'c> {
    pub(super) fn nothing() -> Self {
        Self::default()
    }

    /// Whether it rests on a record that is only assumed or proposed.
    pub(super) fn rests_on_less_than_documented(&self) -> bool {
        self.evidence.is_some_and(|evidence| evidence < Evidence::Documented)
    }

    /// Concerns a category, without resting on its record alone.
    pub(super) fn within(mut self, category: &'c Category) -> Self {
        self.category.get_or_insert(category.id.as_str());
        self
    }

    /// Rests on the record of a category.
    pub(super) fn category(self, category: &'c Category) -> Self {
        let known = Some(category.evidence);
        self.within(category).record(Record::Category(category)).weakest(known)
    }

    /// Rests on a project, which tells its category, its stage and the kind of its performer.
    pub(super) fn project(self, project: ProjectRef<'c>) -> Self {
        self.record(Record::Project(project)).told_by(project)
    }

    /// Rests on many projects, each different from the others and from all so far: there is no search for each.
    pub(super) fn projects(self, projects: impl Iterator<Item = ProjectRef<'c>>) -> Self {
        projects.fold(self, |mut about, project| {
            about.records.push(Record::Project(project));
            about.told_by(project)
        })
    }

    fn told_by(self, project: ProjectRef<'c>) -> Self {
        let record = project.record();
        self.within(project.category())
            .stage(record.stage)
            .kind(project.performer().kind())
            .weakest(Some(record.evidence))
    }

    /// Rests on an organization.
    pub(super) fn organization(self, organization: OrganizationRef<'c>) -> Self {
        let record = organization.record();
        self.record(Record::Organization(organization)).kind(record.kind).weakest(Some(record.evidence))
    }

    /// Rests on the capability of an organization in a category at a stage, where it has one.
    pub(super) fn capability(self, organization: OrganizationRef<'c>, category: &Category, stage: Stage) -> Self {
        let mut own = organization.record().capabilities.iter();
        let capability = own.find(|own| own.stage == stage && own.category == category.id);
        self.organization(organization).stage(stage).weakest(capability.map(|own| own.evidence))
    }

    /// Rests on a demand.
    pub(super) fn demand(self, demand: &'c Demand) -> Self {
        self.record(Record::Demand(demand)).stage(demand.stage).weakest(Some(demand.evidence))
    }

    /// Rests on a germplasm.
    pub(super) fn germplasm(self, germplasm: GermplasmRef<'c>) -> Self {
        self.within(germplasm.category()).record(Record::Germplasm(germplasm)).weakest(Some(germplasm.evidence()))
    }

    /// Rests on many germplasm, each different from the others and from all so far: there is no search for each.
    pub(super) fn many_germplasm(self, germplasm: impl Iterator<Item = GermplasmRef<'c>>) -> Self {
        germplasm.fold(self, |mut about, germplasm| {
            about.records.push(Record::Germplasm(germplasm));
            about.within(germplasm.category()).weakest(Some(germplasm.evidence()))
        })
    }

    pub(super) fn record(mut self, record: Record<'c>) -> Self {
        if !self.records.contains(&record) {
            self.records.push(record);
        }
        self
    }

    pub(super) fn stage(mut self, stage: Stage) -> Self {
        if let Err(place) = self.stages.binary_search(&stage) {
            self.stages.insert(place, stage);
        }
        self
    }

    pub(super) fn leap(self, leap: Leap) -> Self {
        leap.stages().iter().fold(self, |about, stage| about.stage(*stage))
    }

    pub(super) fn kind(mut self, kind: OrganizationKind) -> Self {
        if let Err(place) = self.kinds.binary_search(&kind) {
            self.kinds.insert(place, kind);
        }
        self
    }

    /// Rests on something that is known no better than this.
    pub(super) fn weakest(mut self, evidence: Option<Evidence>) -> Self {
        self.evidence = weaker(self.evidence, evidence);
        self
    }
}
