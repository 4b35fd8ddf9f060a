//! References: each must lead somewhere, and to nothing that is less well known than the record itself.

use petgraph::graph::NodeIndex;

use super::super::names::{NONE, Names};
use super::super::problem::{Problem, ProblemKind, RecordList, nearest};
use super::{Assembly, Place};
use crate::model::Id;
use crate::{Charter, Evidence};

/// What a reference leads to.
#[derive(Clone, Copy)]
enum Target {
    Source,
    Category,
    Organization,
    Project,
    Demand,
}

impl Target {
    const fn what(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Category => "category",
            Self::Organization => "organization",
            Self::Project => "project",
            Self::Demand => "demand",
        }
    }
}

/// Is shown a reference: its place, its target, the id, and the evidence of the record that makes it.
type Visit<'v> = dyn FnMut(Place<'_>, Target, &str, Option<Evidence>) + 'v;

/// How many names may be compared in search of what was meant, over a whole document. Beyond that, problems go without
/// a hint: a document of a million dangling references must not take for ever.
const COMPARISONS: usize = 20_000_000;

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
            let mut budget = COMPARISONS;
            self.visit_references(&mut |place, target, id, evidence| {
                if let Some(kind) = self.fault(target, id, evidence, &mut budget) {
                    found.push(Problem::new(place.path(), kind));
                }
            });
            self.problems.append(&mut found);
        }
    }

    fn fault(&self, target: Target, id: &str, own: Option<Evidence>, budget: &mut usize) -> Option<ProblemKind> {
        let what = target.what();
        let theirs = match target {
            Target::Source => find(&self.sources.names, id).map(|_| None),
            Target::Category => find(&self.categories.names, id).map(|r| Some(self.categories.list[r].evidence)),
            Target::Demand => find(&self.demands.names, id).map(|r| Some(self.demands.list[r].evidence)),
            Target::Organization => find(&self.organization_names, id)
                .map(|r| self.organizations.node_weight(node(r)).map(|organization| organization.evidence)),
            Target::Project => find(&self.project_names, id)
                .map(|r| self.projects.node_weight(node(r)).map(|project| project.evidence)),
        };
        match theirs {
            None => {
                let nearest = match target {
                    Target::Source => suggest(&self.sources.names, id, budget),
                    Target::Category => suggest(&self.categories.names, id, budget),
                    Target::Organization => suggest(&self.organization_names, id, budget),
                    Target::Project => suggest(&self.project_names, id, budget),
                    Target::Demand => suggest(&self.demands.names, id, budget),
                };
                Some(ProblemKind::UnknownReference { what, id: id.to_owned(), nearest })
            }
            Some(Some(theirs)) => own.filter(|&own| own > theirs).map(|own| ProblemKind::EvidenceTooStrong {
                own,
                what,
                id: id.to_owned(),
                theirs,
            }),
            Some(None) => None,
        }
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

fn suggest<I: Id>(names: &Names<I>, id: &str, budget: &mut usize) -> Option<String> {
    let mut compared = 0;
    let found = nearest(id, names.defined().take(*budget).inspect(|_| compared += 1)).map(str::to_owned);
    *budget -= compared;
    found
}
