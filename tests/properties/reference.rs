//! Plain answers: loops over records and ids, slow and easy to believe.

use std::collections::BTreeSet;

use seedrelay::chain::RelationKind;
use seedrelay::{Project, Status, SupplyChain};

/// What an edge of the organization graph says: kind, from, to, and what it holds because of.
pub(crate) type Edge = (RelationKind, String, String, String);

/// The projects of a chain, by id.
pub(crate) fn projects(chain: &SupplyChain) -> Vec<&Project> {
    chain.projects().map(seedrelay::ProjectRef::record).collect()
}

/// Who gives a licence: who is named, else the owners that are organizations, else the performer, the holders or the
/// breeders.
fn licensors(chain: &SupplyChain, licence: &seedrelay::Licence) -> BTreeSet<String> {
    if let Some(from) = &licence.from {
        return [from.to_string()].into();
    }
    let organizations = |owners: &[seedrelay::record::Owner]| -> BTreeSet<String> {
        let known = owners.iter().filter(|owner| chain.organization(&owner.holder).is_some());
        known.map(|owner| owner.holder.to_string()).collect()
    };
    if let Some(id) = &licence.project {
        let project = chain.project(id).unwrap().record();
        let owners = organizations(&project.owners);
        return if owners.is_empty() { [project.performer.to_string()].into() } else { owners };
    }
    let germplasm = chain.germplasm_with_id(licence.germplasm.as_ref().unwrap()).unwrap().record();
    let owners = organizations(&germplasm.owners);
    let holders = || germplasm.holders.iter().flatten().map(ToString::to_string).collect::<BTreeSet<_>>();
    let breeders = || germplasm.bred_by.iter().map(ToString::to_string).collect();
    match owners {
        owners if !owners.is_empty() => owners,
        _ if !holders().is_empty() => holders(),
        _ => breeders(),
    }
}

/// Every relation between different organizations, from the records alone.
pub(crate) fn relations(chain: &SupplyChain) -> Vec<Edge> {
    let mut edges = Vec::new();
    let mut add = |kind, from: &str, to: &str, because: String| {
        if from != to {
            edges.push((kind, from.to_owned(), to.to_owned(), because));
        }
    };
    let projects = projects(chain);
    for project in &projects {
        if let Some(commissioner) = &project.commissioner
            && project.status != Status::Cancelled
        {
            let performer = project.performer.as_str();
            add(RelationKind::Commission, commissioner.as_str(), performer, project.id.to_string());
        }
        for upstream in projects.iter().filter(|upstream| project.builds_on.contains(&upstream.id)) {
            if upstream.status.is_live() && project.status.is_live() {
                let because = format!("{} {}", upstream.id, project.id);
                add(RelationKind::Handoff, upstream.performer.as_str(), project.performer.as_str(), because);
            }
        }
        for demand in chain.demands().iter().filter(|demand| project.answers.contains(&demand.id)) {
            if project.status.is_live() {
                let because = format!("{} {}", demand.id, project.id);
                add(RelationKind::Demand, demand.raised_by.as_str(), project.performer.as_str(), because);
            }
        }
    }
    for consortium in chain.organization_graph().node_weights() {
        for member in consortium.charter.iter().flat_map(|charter| &charter.members) {
            if !holds(chain, member.since, member.until) {
                continue;
            }
            let because = String::new();
            add(RelationKind::Membership, member.organization.as_str(), consortium.id.as_str(), because);
        }
    }
    for agreement in chain.agreements().iter().filter(|own| holds(chain, own.since, own.until)) {
        let because = format!("{agreement:?}");
        add(RelationKind::Agreement, agreement.from.as_str(), agreement.to.as_str(), because);
    }
    for funding in chain.funding() {
        add(RelationKind::Funding, funding.from.as_str(), funding.to.as_str(), format!("{funding:?}"));
    }
    for licence in chain.licences() {
        for licensor in licensors(chain, licence) {
            if licence.ends.is_none_or(|ends| ends.middle() > chain.as_of().middle()) {
                add(RelationKind::Licence, &licensor, licence.to.as_str(), format!("{licence:?}"));
            }
        }
    }
    for service in chain.services().iter().filter(|own| holds(chain, own.since, own.until)) {
        add(RelationKind::Service, service.provider.as_str(), service.client.as_str(), format!("{service:?}"));
    }
    edges.sort();
    edges
}

/// Whether what holds from one date to another, both included, holds today.
fn holds(chain: &SupplyChain, since: Option<seedrelay::PartialDate>, until: Option<seedrelay::PartialDate>) -> bool {
    let today = chain.as_of().middle();
    since.is_none_or(|since| since.middle() <= today) && until.is_none_or(|until| until.middle() >= today)
}

/// The ids of all that a project builds on, directly or not.
pub(crate) fn upstream(chain: &SupplyChain, project: &str) -> BTreeSet<String> {
    closure(project, |project, other| project.builds_on.contains(&other.id), &projects(chain))
}

/// The ids of all that builds on a project, directly or not.
pub(crate) fn downstream(chain: &SupplyChain, project: &str) -> BTreeSet<String> {
    closure(project, |project, other| other.builds_on.contains(&project.id), &projects(chain))
}

/// Adds whatever is next to what is there, until nothing is.
fn closure(start: &str, next: impl Fn(&Project, &Project) -> bool, projects: &[&Project]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    loop {
        let reached = |project: &&&Project| project.id == *start || found.contains(project.id.as_str());
        let beyond = projects
            .iter()
            .filter(reached)
            .flat_map(|project| projects.iter().filter(|other| next(project, other)).map(|other| other.id.to_string()));
        let all: BTreeSet<String> = beyond.collect();
        // What was reached stays reached: it is next to what led to it.
        if all.len() == found.len() {
            return all;
        }
        found = all;
    }
}
