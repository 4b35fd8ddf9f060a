//! The two graphs, look-up and walks, each against the records.

use std::collections::BTreeSet;

use proptest::prelude::*;
use seedrelay::chain::Relation;
use seedrelay::petgraph::algo::{is_cyclic_directed, toposort};
use seedrelay::petgraph::graph::NodeIndex;
use seedrelay::testing::strategies::chain;
use seedrelay::{Project, ProjectRef, SupplyChain};

use super::{config, reference};

/// What each edge of the organization graph says, in the form of the reference.
fn relations(chain: &SupplyChain) -> Vec<reference::Edge> {
    let (organizations, projects) = (chain.organization_graph(), chain.project_graph());
    let mut edges: Vec<_> = organizations
        .edge_indices()
        .map(|edge| {
            let (from, to) = organizations.edge_endpoints(edge).unwrap();
            let because = match organizations[edge] {
                Relation::Commission { project, .. } => projects[project].id.to_string(),
                Relation::Handoff { edge, .. } => {
                    let (upstream, project) = projects.edge_endpoints(edge).unwrap();
                    format!("{} {}", projects[upstream].id, projects[project].id)
                }
                Relation::Demand { index, project, .. } => {
                    format!("{} {}", chain.demands()[index as usize].id, projects[project].id)
                }
                Relation::Agreement { index, .. } => format!("{:?}", chain.agreements()[index as usize]),
                Relation::Funding { index, .. } => format!("{:?}", chain.funding()[index as usize]),
                Relation::Licence { index, .. } => format!("{:?}", chain.licences()[index as usize]),
                Relation::Service { index, .. } => format!("{:?}", chain.services()[index as usize]),
                _ => String::new(),
            };
            let id = |node: NodeIndex| organizations[node].id.to_string();
            (organizations[edge].kind(), id(from), id(to), because)
        })
        .collect();
    edges.sort();
    edges
}

fn ids<'c>(projects: impl Iterator<Item = ProjectRef<'c>>) -> Vec<String> {
    projects.map(|project| project.record().id.to_string()).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_edges_of_the_project_graph_are_what_projects_build_on(chain in chain()) {
        let graph = chain.project_graph();
        prop_assert!(!is_cyclic_directed(graph));
        let endpoints = graph.edge_indices().map(|edge| graph.edge_endpoints(edge).unwrap());
        let mut edges: Vec<_> = endpoints.map(|(from, to)| (graph[from].id.as_str(), graph[to].id.as_str())).collect();
        edges.sort_unstable();
        let pairs = |project: &'_ Project| {
            project.builds_on.iter().map(|upstream| (upstream.to_string(), project.id.to_string())).collect::<Vec<_>>()
        };
        let mut expected: Vec<_> = reference::projects(&chain).into_iter().flat_map(pairs).collect();
        expected.sort_unstable();
        prop_assert_eq!(edges, expected.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect::<Vec<_>>());
    }

    #[test]
    fn every_topological_order_has_projects_after_what_they_build_on(chain in chain()) {
        let order = toposort(chain.project_graph(), None).unwrap();
        let place = |id: &str| order.iter().position(|&node| chain.project_graph()[node].id == *id).unwrap();
        for project in chain.projects() {
            for upstream in &project.record().builds_on {
                prop_assert!(place(upstream.as_str()) < place(project.record().id.as_str()));
            }
        }
    }

    #[test]
    fn the_edges_of_the_organization_graph_follow_from_the_records(chain in chain()) {
        prop_assert_eq!(relations(&chain), reference::relations(&chain));
    }

    #[test]
    fn both_sides_of_a_relation_know_it(chain in chain()) {
        let mut outgoing = 0;
        for organization in chain.organizations() {
            for relation in organization.relations() {
                outgoing += usize::from(relation.from() == organization);
                let other = if relation.from() == organization { relation.to() } else { relation.from() };
                prop_assert!(other != organization);
                let kind = relation.relation().kind();
                prop_assert!(other.neighbours(kind).contains(&organization));
                prop_assert!(organization.neighbours(kind).contains(&other));
            }
        }
        prop_assert_eq!(outgoing, chain.organization_graph().edge_count());
    }

    #[test]
    fn walks_reach_what_there_is_to_reach_and_each_once(chain in chain()) {
        for project in chain.projects() {
            let id = project.record().id.as_str();
            for (walked, expected) in [
                (ids(project.upstream()), reference::upstream(&chain, id)),
                (ids(project.downstream()), reference::downstream(&chain, id)),
            ] {
                prop_assert_eq!(walked.len(), expected.len());
                prop_assert_eq!(walked.into_iter().collect::<BTreeSet<_>>(), expected);
            }
        }
    }

    #[test]
    fn a_demand_is_traced_to_its_answers_and_what_they_built_on(chain in chain()) {
        for demand in chain.demands() {
            let answers = reference::projects(&chain).into_iter().filter(|project| project.answers.contains(&demand.id));
            let answers: Vec<String> = answers.map(|project| project.id.to_string()).collect();
            prop_assert_eq!(&ids(chain.answers_to(&demand.id).unwrap()), &answers);
            let upstream = answers.iter().flat_map(|id| reference::upstream(&chain, id));
            let expected: BTreeSet<String> = answers.iter().cloned().chain(upstream).collect();
            let traced = ids(chain.trace(&demand.id).unwrap());
            prop_assert_eq!(traced.len(), expected.len());
            prop_assert_eq!(traced.into_iter().collect::<BTreeSet<_>>(), expected);
        }
    }

    #[test]
    fn look_up_finds_every_record_and_no_other(chain in chain()) {
        for source in chain.sources() {
            prop_assert_eq!(chain.source(&source.id), Some(source));
        }
        for category in chain.categories() {
            prop_assert_eq!(chain.category(&category.id), Some(category));
        }
        for demand in chain.demands() {
            prop_assert_eq!(chain.demand(&demand.id), Some(demand));
        }
        for organization in chain.organizations() {
            prop_assert_eq!(chain.organization(&organization.record().id), Some(organization));
        }
        for project in chain.projects() {
            prop_assert_eq!(chain.project(&project.record().id), Some(project));
            prop_assert_eq!(project.category().id.as_str(), project.record().category.as_str());
            prop_assert_eq!(project.performer().record().id.as_str(), project.record().performer.as_str());
            let commissioner = project.commissioner().map(|commissioner| &commissioner.record().id);
            prop_assert_eq!(commissioner, project.record().commissioner.as_ref());
            prop_assert_eq!(ids(project.builds_on()).len(), project.record().builds_on.len());
        }
        let absent = "no id of a strategy is as long as this one";
        prop_assert!(chain.organization(absent).is_none() && chain.project(absent).is_none());
        prop_assert!(chain.category(absent).is_none() && chain.demand(absent).is_none() && chain.source(absent).is_none());
    }

    #[test]
    fn records_are_listed_by_id(chain in chain()) {
        prop_assert!(chain.projects().is_sorted_by(|a, b| a.record().id < b.record().id));
        prop_assert!(chain.organizations().is_sorted_by(|a, b| a.record().id < b.record().id));
        prop_assert!(chain.categories().is_sorted_by(|a, b| a.id < b.id));
        prop_assert!(chain.demands().is_sorted_by(|a, b| a.id < b.id));
        prop_assert!(chain.sources().is_sorted_by(|a, b| a.id < b.id));
        for project in chain.projects() {
            prop_assert!(ids(project.builds_on()).is_sorted());
            prop_assert!(ids(project.built_on_by()).is_sorted());
        }
    }
}
