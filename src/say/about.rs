//! What a row or a sentence is about.

use serde::Serialize;

use crate::chain::{OrganizationRef, ProjectRef, RecordList};
use crate::model::{Category, Demand, Evidence, Leap, OrganizationKind, Stage};

/// A record, by its list and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Record<'c> {
    /// The list that it stands in.
    #[serde(serialize_with = "key")]
    pub list: RecordList,
    /// Its id.
    pub id: &'c str,
}

// Serde asks with a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn key<S: serde::Serializer>(list: &RecordList, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(list.key())
}

/// What a row or a sentence is about: for filters, for links, and for how far to trust it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
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

    /// Concerns a category, without resting on its record alone.
    pub(super) fn within(mut self, category: &'c Category) -> Self {
        self.category.get_or_insert(category.id.as_str());
        self
    }

    /// Rests on the record of a category.
    pub(super) fn category(self, category: &'c Category) -> Self {
        let known = Some(category.evidence);
        self.within(category).record(RecordList::Categories, category.id.as_str()).weakest(known)
    }

    /// Rests on a project, which tells its category, its stage and the kind of its performer.
    pub(super) fn project(self, project: ProjectRef<'c>) -> Self {
        self.record(RecordList::Projects, project.record().id.as_str()).told_by(project)
    }

    /// Rests on many projects, each different from the others and from all so far: there is no search for each.
    pub(super) fn projects(self, projects: impl Iterator<Item = ProjectRef<'c>>) -> Self {
        projects.fold(self, |mut about, project| {
            about.records.push(Record { list: RecordList::Projects, id: project.record().id.as_str() });
            about.told_by(project)
        })
    }

    fn told_by(self, project: ProjectRef<'c>) -> Self {
        let record = project.record();
        self.within(project.category())
            .stage(record.stage)
            .kind(project.performer().kind)
            .weakest(Some(record.evidence))
    }

    /// Rests on an organization.
    pub(super) fn organization(self, organization: OrganizationRef<'c>) -> Self {
        let record = organization.record();
        self.record(RecordList::Organizations, record.id.as_str()).kind(record.kind).weakest(Some(record.evidence))
    }

    /// Rests on the capability of an organization in a category at a stage, where it has one.
    pub(super) fn capability(self, organization: OrganizationRef<'c>, category: &Category, stage: Stage) -> Self {
        let mut own = organization.record().capabilities.iter();
        let capability = own.find(|own| own.stage == stage && own.category == category.id);
        self.organization(organization).stage(stage).weakest(capability.map(|own| own.evidence))
    }

    /// Rests on a demand.
    pub(super) fn demand(self, demand: &'c Demand) -> Self {
        self.record(RecordList::Demands, demand.id.as_str()).stage(demand.stage).weakest(Some(demand.evidence))
    }

    pub(super) fn record(mut self, list: RecordList, id: &'c str) -> Self {
        let record = Record { list, id };
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

/// The weaker of two, of those that are there.
pub(super) fn weaker(one: Option<Evidence>, other: Option<Evidence>) -> Option<Evidence> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
