//! How well an answer is known: as the weakest of the records that it rests on.

use petgraph::graph::NodeIndex;

use crate::chain::{Relation, SupplyChain};
use crate::model::{Evidence, OrganizationKind};

/// The weaker of two, where there are two.
pub(crate) fn weaker(one: Option<Evidence>, other: Option<Evidence>) -> Option<Evidence> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The weakest of what the throughput of each category rests on: its workplaces, and the relations in it between
/// organizations that work in it.
pub(crate) fn networks(chain: &SupplyChain) -> Vec<Option<Evidence>> {
    let (organizations, works_at) = (chain.organization_columns(), chain.works_at());
    let projects = chain.project_graph();
    let mut networks = vec![None; chain.categories().len()];
    for place in works_at.every() {
        let network = &mut networks[place.category as usize];
        *network = weaker(*network, Some(place.evidence));
    }
    let mut add = |category: u32, sides: [usize; 2], evidence: Evidence| {
        if sides.iter().all(|side| works_at.leaps(*side, category) != 0) {
            let network = &mut networks[category as usize];
            *network = weaker(*network, Some(evidence));
        }
    };
    let mut last: Option<([usize; 2], Evidence)> = None;
    for edge in chain.organization_graph().raw_edges() {
        let sides = [edge.source().index(), edge.target().index()];
        let evidence = chain.evidence_of(edge.weight, edge.target());
        let of_project = |project: NodeIndex| chain.columns().category[project.index()];
        // What is not limited to a category holds in those of both sides.
        let categories = || works_at.categories_of_lesser(sides[0] as u32, sides[1] as u32);
        match edge.weight {
            Relation::Commission { project } => add(of_project(project), sides, evidence),
            Relation::Handoff { edge } => {
                if let Some((_, project)) = projects.edge_endpoints(edge) {
                    add(of_project(project), sides, evidence);
                }
            }
            Relation::Membership if organizations.kind[sides[0]] == OrganizationKind::Company => {
                categories().for_each(|category| add(category, sides, evidence));
            }
            Relation::Agreement { index } => {
                let (index, evidence) = (index as usize, chain.agreements()[index as usize].evidence);
                let covered = chain.links().agreement_categories.of(index);
                covered.iter().for_each(|&own| add(own, sides, evidence));
                // Of agreements for everything between the same two, only a weaker one adds something.
                if covered.is_empty() && last.is_none_or(|(of, weakest)| of != sides || evidence < weakest) {
                    categories().for_each(|category| add(category, sides, evidence));
                    last = Some((sides, evidence));
                }
            }
            Relation::Licence { index } => add(chain.uses().licence_category[index as usize], sides, evidence),
            Relation::Membership | Relation::Demand { .. } | Relation::Funding { .. } | Relation::Service { .. } => {}
        }
    }
    networks
}
