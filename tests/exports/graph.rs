//! Every format holds the same graph, and it is that of the chain.

use std::collections::BTreeSet;

use proptest::prelude::*;
use seedrelay::model::GermplasmId;
use seedrelay::render::graph::{DrawingOptions, GexfVersion, Graph, Nodes};
use seedrelay::render::tidy::CsvOptions;
use seedrelay::testing::strategies;
use seedrelay::{Lang, SupplyChain};

use super::readers::{Read, gexf, graphml, node_link, tables};
use super::turned::turned;
use super::{config, nasty};

fn chains() -> impl Strategy<Value = SupplyChain> {
    prop_oneof![2 => strategies::chain().boxed(), 1 => nasty::chain().boxed()]
}

fn nodes() -> impl Strategy<Value = Nodes> {
    prop::sample::select(&Nodes::ALL[..])
}

fn lang() -> impl Strategy<Value = Lang> {
    prop::sample::select(&Lang::ALL[..])
}

/// The ids that the nodes must have.
fn ids(chain: &SupplyChain, nodes: Nodes) -> BTreeSet<String> {
    let (o, p) = if nodes == Nodes::Both { ("o:", "p:") } else { ("", "") };
    let organizations = chain.organizations().map(|own| format!("{o}{}", own.id()));
    let projects = chain.projects().map(|own| format!("{p}{}", own.id()));
    match nodes {
        Nodes::Organizations => organizations.collect(),
        Nodes::Projects => projects.collect(),
        Nodes::Both => organizations.chain(projects).collect(),
        Nodes::Pedigree => chain.germplasm().map(|own| own.id().to_string()).collect(),
    }
}

/// How many times somebody keeps or bred what a live project of somebody else draws on, or what its releases descend from.
fn material(chain: &SupplyChain) -> usize {
    let of_project = |project: seedrelay::ProjectRef<'_>| {
        let released =
            project.record().releases.iter().flat_map(|id| &chain.germplasm_with_id(id).unwrap().record().parents);
        let drawn_on: BTreeSet<_> =
            project.record().draws_on.iter().chain(released.map(|parent| &parent.germplasm)).collect();
        let from = |id: &GermplasmId| {
            let own = chain.germplasm_with_id(id).unwrap();
            let all: BTreeSet<_> = own.holders().chain(own.bred_by()).map(|own| own.id().clone()).collect();
            all.into_iter().filter(|own| *own != *project.performer().id()).count()
        };
        drawn_on.into_iter().map(from).sum::<usize>()
    };
    chain.projects().filter(|own| own.status().is_live()).map(of_project).sum()
}

/// What CSV does not tell apart from what is not there.
fn without_empty(mut read: Read) -> Read {
    let edges = read.edges.values_mut().map(|(_, _, attributes)| attributes);
    read.nodes.values_mut().chain(edges).for_each(|attributes| attributes.retain(|_, value| !value.is_empty()));
    read
}

/// Numbers that JSON writes with an exponent, as the other formats write them.
fn plain_numbers(mut read: Read) -> Read {
    for key in ["budget", "revenue", "inventors_share", "amount", "contribution", "share", "mass", "unknown_parents"] {
        let edges = read.edges.values_mut().map(|(_, _, attributes)| attributes);
        for value in read.nodes.values_mut().chain(edges).filter_map(|attributes| attributes.get_mut(key)) {
            *value = value.parse::<f64>().unwrap().to_string();
        }
    }
    read
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn formats_agree_and_ids_survive(chain in chains(), nodes in nodes(), lang in lang()) {
        let graph = Graph::of(&chain).nodes(nodes).lang(lang);
        let read = graphml(&graph);
        prop_assert_eq!(read.nodes.keys().cloned().collect::<BTreeSet<_>>(), ids(&chain, nodes));
        prop_assert_eq!(read.nodes.len(), graph.node_count());
        prop_assert_eq!(read.edges.len(), graph.edge_count());
        let (relations, builds_on) = (chain.organization_graph().edge_count(), chain.project_graph().edge_count());
        let commissioned = chain.projects().filter(|own| own.record().commissioner.is_some()).count();
        let expected = match nodes {
            Nodes::Organizations => relations + material(&chain),
            Nodes::Projects => builds_on,
            Nodes::Both => relations + material(&chain) + builds_on + chain.projects().len() + commissioned,
            Nodes::Pedigree => chain.pedigree_graph().edge_count(),
        };
        prop_assert_eq!(read.edges.len(), expected);
        prop_assert_eq!(&gexf(&graph), &read);
        prop_assert_eq!(plain_numbers(node_link(&graph)), plain_numbers(graphml(&graph)));
        prop_assert_eq!(tables(&graph), without_empty(read));
    }

    #[test]
    fn every_record_is_labelled(chain in chains(), lang in lang()) {
        let read = node_link(&Graph::of(&chain).nodes(Nodes::Both).lang(lang));
        for own in chain.organizations() {
            let node = &read.nodes[&format!("o:{}", own.id())];
            prop_assert_eq!(&node["label"], own.record().label(lang));
            prop_assert_eq!(&node["record_id"], own.record().id.as_str());
            prop_assert_eq!(&node["kind"], own.kind().as_str());
        }
        for own in chain.projects() {
            let node = &read.nodes[&format!("p:{}", own.id())];
            let date = |date: Option<seedrelay::PartialDate>| date.map(|date| date.to_string());
            prop_assert_eq!(&node["label"], own.record().label(lang));
            prop_assert_eq!(node.get("started").cloned(), date(own.record().started));
            prop_assert_eq!(node.get("ended").cloned(), date(own.record().ended));
            prop_assert_eq!(&node["status"], own.status().as_str());
            prop_assert_eq!(&node["performer"], own.performer().record().id.as_str());
        }
    }

    #[test]
    fn the_order_of_records_changes_nothing(chain in chains(), nodes in nodes()) {
        let turned = turned(&chain);
        let all = |chain: &SupplyChain| {
            let graph = Graph::of(chain).nodes(nodes);
            let mut tables = Vec::new();
            graph.write_nodes_csv(&mut tables, CsvOptions::for_excel()).unwrap();
            graph.write_edges_csv(&mut tables, CsvOptions::new().guard_formulas(false)).unwrap();
            let (whole, folded) = (DrawingOptions::new(), DrawingOptions::new().fold(true));
            let drawn = [graph.to_dot(&whole), graph.to_dot(&folded), graph.to_mermaid(&whole), graph.to_mermaid(&folded)];
            (graph.to_graphml(), graph.to_gexf(GexfVersion::V1_2), graph.to_node_link(), tables, drawn)
        };
        prop_assert_eq!(all(&chain), all(&turned));
    }

    #[test]
    fn categories_part_the_projects(chain in strategies::chain()) {
        let mut projects = 0;
        for category in chain.categories() {
            let graph = Graph::of(&chain).nodes(Nodes::Both).of_category(&category.id).unwrap();
            let read = graphml(&graph);
            // Every edge leads from and to what is shown, and each organization of a project is.
            for (from, to, attributes) in read.edges.values() {
                prop_assert!(read.nodes.contains_key(from) && read.nodes.contains_key(to));
                let about = attributes.get("category").filter(|_| attributes["kind"] != "agreement");
                prop_assert!(about.is_none_or(|about| *about == *category.id.as_str()));
            }
            for own in chain.projects_in(&category.id).unwrap() {
                let (project, performer) = (format!("p:{}", own.id()), format!("o:{}", own.performer().id()));
                prop_assert!(read.nodes.contains_key(&project) && read.nodes.contains_key(&performer));
            }
            projects += read.nodes.values().filter(|node| node["record"] == "project").count();
        }
        prop_assert_eq!(projects, chain.projects().len());
    }
}
