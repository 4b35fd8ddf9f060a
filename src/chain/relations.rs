//! The edges of the two graphs, derived from the records.

use petgraph::graph::{DiGraph, NodeIndex};

use super::columns::ProjectColumns;
use super::names::NONE;
use super::relation::Relation;
use crate::{Organization, OrganizationId, Project, SupplyChain};

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

/// Adds the relations between different organizations.
pub(super) fn add_relations(chain: &mut SupplyChain) {
    let mut edges = Edges { graph: std::mem::take(&mut chain.organizations) };
    for (index, service) in chain.services.iter().enumerate().rev() {
        let relation = Relation::Service { index: index as u32 };
        edges.add(find(chain, &edges, &service.provider), find(chain, &edges, &service.client), relation);
    }
    for (index, funding) in chain.funding.iter().enumerate().rev() {
        let relation = Relation::Funding { index: index as u32 };
        edges.add(find(chain, &edges, &funding.from), find(chain, &edges, &funding.to), relation);
    }
    for (index, agreement) in chain.agreements.iter().enumerate().rev() {
        let relation = Relation::Agreement { index: index as u32 };
        edges.add(find(chain, &edges, &agreement.from), find(chain, &edges, &agreement.to), relation);
    }
    for consortium in (0..edges.graph.node_count()).rev() {
        let charter = edges.graph[NodeIndex::new(consortium)].charter.take();
        let mut members: Vec<u32> =
            charter.iter().flat_map(|charter| &charter.members).map(|m| find(chain, &edges, &m.organization)).collect();
        // A member listed twice is still one member.
        members.dedup();
        for &member in members.iter().rev() {
            edges.add(member, consortium as u32, Relation::Membership);
        }
        edges.graph[NodeIndex::new(consortium)].charter = charter;
    }
    let columns = &chain.columns;
    let raised_by: Vec<u32> = chain.demands.iter().map(|demand| find(chain, &edges, &demand.raised_by)).collect();
    for project in (0..columns.len()).rev().filter(|&project| columns.is_live(project)) {
        for &demand in columns.answers.of(project).iter().rev() {
            let relation = Relation::Demand { index: demand, project: NodeIndex::new(project) };
            edges.add(raised_by[demand as usize], columns.performer[project], relation);
        }
    }
    for edge in chain.projects.edge_indices() {
        let (upstream, project) = chain.projects.edge_endpoints(edge).expect("the edge is of this graph");
        if columns.is_live(upstream.index()) && columns.is_live(project.index()) {
            let [from, to] = [upstream, project].map(|node| columns.performer[node.index()]);
            edges.add(from, to, Relation::Handoff { edge });
        }
    }
    for project in (0..columns.len()).rev() {
        let commissioner = columns.commissioner[project];
        if commissioner != NONE && columns.status[project] != crate::Status::Cancelled {
            let relation = Relation::Commission { project: NodeIndex::new(project) };
            edges.add(commissioner, columns.performer[project], relation);
        }
    }
    chain.organizations = edges.graph;
}

struct Edges {
    graph: DiGraph<Organization, Relation>,
}

impl Edges {
    fn add(&mut self, from: u32, to: u32, relation: Relation) {
        if from != to {
            self.graph.add_edge(NodeIndex::new(from as usize), NodeIndex::new(to as usize), relation);
        }
    }
}

fn find(chain: &SupplyChain, edges: &Edges, id: &OrganizationId) -> u32 {
    let id_of = |record: usize| edges.graph[NodeIndex::new(record)].id.as_str();
    chain.organization_index.find(id.as_str(), id_of).expect("the references of a chain are checked") as u32
}
