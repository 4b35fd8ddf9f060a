//! The edges of the two graphs, derived from the records.

use petgraph::graph::{DiGraph, NodeIndex};

use super::columns::ProjectColumns;
use super::lists::Lists;
use super::material::GermplasmColumns;
use super::relation::Relation;
use crate::chain::{NONE, SupplyChain};
use crate::model::Status;
use crate::record::{Germplasm, Project};

/// Adds an edge from every project to each that builds on it.
///
/// petgraph lists the newest edge of a node first. Adding the last edges first makes every walk go by id.
pub(super) fn add_builds_on(projects: &mut DiGraph<Project, ()>, columns: &ProjectColumns) {
    projects.reserve_exact_edges(columns.builds_on.values().len());
    for project in (0..columns.len()).rev() {
        for &upstream in columns.builds_on.of(project).iter().rev() {
            projects.add_edge(NodeIndex::new(upstream as usize), NodeIndex::new(project), ());
        }
    }
}

/// Adds an edge from every parent to each of its offspring, with its share.
pub(super) fn add_parents(germplasm: &mut DiGraph<Germplasm, f64>, columns: &GermplasmColumns) {
    germplasm.reserve_exact_edges(columns.parents.values().len());
    for offspring in (0..columns.len()).rev() {
        let range = columns.parents.range(offspring);
        for (&parent, &share) in columns.parents.of(offspring).iter().zip(&columns.shares[range]).rev() {
            germplasm.add_edge(NodeIndex::new(parent as usize), NodeIndex::new(offspring), share);
        }
    }
}

/// Adds the relations between different organizations.
pub(super) fn add_relations(chain: &mut SupplyChain) {
    let SupplyChain { lists, columns, links, uses, .. } = chain;
    let Lists { organizations, projects, .. } = lists;
    let mut add = |(from, to): (u32, u32), relation| {
        if from != to {
            organizations.add_edge(NodeIndex::new(from as usize), NodeIndex::new(to as usize), relation);
        }
    };
    for (index, &sides) in links.services.iter().enumerate().rev().filter(|(index, _)| links.service_holds[*index]) {
        add(sides, Relation::Service { index: index as u32 });
    }
    for index in (0..uses.licensee.len()).rev().filter(|&index| uses.in_force[index]) {
        for &licensor in uses.licensors.of(index).iter().rev() {
            add((licensor, uses.licensee[index]), Relation::Licence { index: index as u32 });
        }
    }
    for (index, &sides) in links.funding.iter().enumerate().rev() {
        add(sides, Relation::Funding { index: index as u32 });
    }
    for (index, &sides) in links.agreements.iter().enumerate().rev().filter(|(index, _)| links.agreement_holds[*index])
    {
        add(sides, Relation::Agreement { index: index as u32 });
    }
    for &sides in links.memberships.iter().rev() {
        add(sides, Relation::Membership);
    }
    for project in (0..columns.len()).rev().filter(|&project| columns.is_live(project)) {
        for &demand in columns.answers.of(project).iter().rev() {
            let sides = (links.raised_by[demand as usize], columns.performer[project]);
            add(sides, Relation::Demand { index: demand, project: NodeIndex::new(project) });
        }
    }
    for edge in projects.edge_indices() {
        let (upstream, project) = projects.edge_endpoints(edge).expect("the edge is of this graph");
        if columns.is_live(upstream.index()) && columns.is_live(project.index()) {
            let sides = (columns.performer[upstream.index()], columns.performer[project.index()]);
            add(sides, Relation::Handoff { edge });
        }
    }
    for project in (0..columns.len()).rev() {
        let commissioner = columns.commissioner[project];
        if commissioner != NONE && columns.status[project] != Status::Cancelled {
            add((commissioner, columns.performer[project]), Relation::Commission { project: NodeIndex::new(project) });
        }
    }
}
