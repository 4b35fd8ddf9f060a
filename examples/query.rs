//! Asking a chain: look-ups, walks along the results, and petgraph's own algorithms on the two graphs.
//!
//! `cargo run --example query`

mod shared;

use std::error::Error;
use std::fmt::Write as _;
use std::process::ExitCode;

use seedrelay::chain::RelationKind;
use seedrelay::petgraph::algo::articulation_points::articulation_points;
use seedrelay::petgraph::algo::connected_components;
use seedrelay::petgraph::algo::toposort;
use seedrelay::petgraph::graph::UnGraph;
use seedrelay::petgraph::visit::EdgeFiltered;
use seedrelay::{Boundary, Lang, OrganizationKind, Stage, datasets};

fn main() -> ExitCode {
    shared::tell(|_| tell())
}

fn tell() -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    let chain = datasets::example();

    // Look-up by id, by kind, by category and stage.
    let laboratory = chain.organization("yunlan-lab").ok_or("the laboratory is there")?;
    writeln!(out, "{} = {}", laboratory.id(), laboratory.label(Lang::Zh))?;
    assert_eq!(laboratory.kind(), OrganizationKind::Laboratory);
    let rice = chain.category("rice").ok_or("rice is there")?;
    let breeders: Vec<&str> = chain
        .capable_organizations(&rice.id, Stage::Applied)
        .into_iter()
        .flatten()
        .map(|breeder| breeder.record().label(Lang::En))
        .collect();
    writeln!(out, "applied rice research: {}", breeders.join("; "))?;
    assert!(breeders.len() > 1);

    // Neighbours by relation.
    let partners = laboratory.neighbours(RelationKind::Agreement);
    writeln!(out, "the laboratory has agreements with {partners:?}")?;
    assert!(partners.iter().any(|partner| partner.is_consortium()));

    // From a demand to the projects that answer it, and to what those built on.
    for demand in chain.demands() {
        let trace: Vec<String> = chain
            .trace(&demand.id)
            .into_iter()
            .flatten()
            .map(|project| format!("{} ({})", project.id(), project.stage()))
            .collect();
        if !trace.is_empty() {
            writeln!(out, "{} ({}) <- {}", demand.id, demand.stage, trace.join(", "))?;
        }
    }

    // Walks are lazy: the first step downstream costs one step.
    let carried_on = chain.projects().filter(|project| project.downstream().next().is_some()).count();
    writeln!(out, "{carried_on} of {} projects are built on", chain.projects().len())?;
    assert!(carried_on > 0 && carried_on < chain.projects().len());

    // petgraph on the project graph: an order in which every project follows what it builds on.
    let order = toposort(chain.project_graph(), None).map_err(|_| "a chain has no cycle")?;
    assert_eq!(order.len(), chain.projects().len());

    // petgraph on the organization graph, by one kind of relation: how many islands do handoffs and commissions leave?
    let graph = chain.organization_graph();
    let research = EdgeFiltered::from_fn(graph, |edge| {
        matches!(edge.weight().kind(), RelationKind::Commission | RelationKind::Handoff)
    });
    let islands = connected_components(&research);
    writeln!(out, "by commissions and handoffs, {} organizations make {islands} islands", graph.node_count())?;
    assert!(islands > connected_components(graph));

    // petgraph on the routes of one category: whose absence would tear them apart?
    let mut routes = UnGraph::<(), ()>::with_capacity(graph.node_count(), 0);
    graph.node_indices().for_each(|_| _ = routes.add_node(()));
    for boundary in Boundary::ALL {
        for route in chain.routes(&rice.id, boundary).iter().flatten().filter(|route| route.from != route.to) {
            routes.update_edge(route.from.node(), route.to.node(), ());
        }
    }
    let mut holders: Vec<&str> = articulation_points(&routes).into_iter().map(|node| graph[node].id.as_str()).collect();
    holders.sort_unstable();
    writeln!(out, "rice routes depend on {}", holders.join(", "))?;
    assert!(!holders.is_empty());
    Ok(out)
}
