//! What the strategies reach: over some hundred samples, everything that they promise at least once.

use hashbrown::HashSet;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::*;
use crate::chain::RelationKind;
use crate::model::{Evidence, OrganizationKind, Orientation, ServiceKind, Stage, Status};
use crate::record::Project;

const SAMPLES: usize = 256;

/// The same samples on every run.
fn samples<S: Strategy>(strategy: &S, count: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

#[test]
fn chains_have_every_kind_of_record_and_relation() {
    let chains = samples(&chain(), SAMPLES);
    let organizations = || chains.iter().flat_map(|chain| chain.organization_graph().node_weights());
    let projects = || chains.iter().flat_map(|chain| chain.project_graph().node_weights());
    for kind in OrganizationKind::ALL {
        assert!(organizations().any(|organization| organization.kind == kind), "{kind}");
    }
    for &service in ServiceKind::ALL {
        assert!(organizations().any(|organization| organization.service == Some(service)), "{service}");
    }
    for stage in Stage::ALL {
        assert!(projects().any(|project| project.stage == stage), "{stage}");
        assert!(organizations().any(|o| o.capabilities.iter().any(|c| c.stage == stage)), "{stage}");
    }
    for status in Status::ALL {
        assert!(projects().any(|project| project.status == status), "{status}");
    }
    for orientation in Orientation::ALL {
        assert!(projects().any(|project| project.orientations.contains(&orientation)), "{orientation}");
    }
    for evidence in Evidence::ALL {
        assert!(projects().any(|project| project.evidence == evidence), "{evidence}");
        assert!(organizations().any(|organization| organization.evidence == evidence), "{evidence}");
    }
    for &kind in RelationKind::ALL {
        let has = |chain: &SupplyChain| chain.organization_graph().edge_weights().any(|edge| edge.kind() == kind);
        assert!(chains.iter().any(has), "{kind}");
    }
}

#[test]
fn chains_have_every_optional_key() {
    let chains = samples(&chain(), SAMPLES);
    let documents: Vec<serde_json::Value> =
        chains.iter().map(|chain| serde_json::from_str(&chain.to_json()).unwrap()).collect();
    // Every key that is ever written, as `list.key`.
    let mut keys = HashSet::new();
    let mut visit: Vec<(String, &serde_json::Value)> =
        documents.iter().map(|document| (String::new(), document)).collect();
    while let Some((path, value)) = visit.pop() {
        match value {
            serde_json::Value::Object(entries) => {
                for (key, value) in entries {
                    let path = format!("{path}.{key}");
                    keys.insert(path.clone());
                    // The keys below are ids and stages.
                    if path != ".assumptions" {
                        visit.push((path, value));
                    }
                }
            }
            serde_json::Value::Array(values) => values.iter().for_each(|value| visit.push((path.clone(), value))),
            _ => {}
        }
    }
    let expect = |path: &str, expected: &str| {
        for key in expected.split(' ') {
            assert!(keys.contains(&format!("{path}.{key}")), "{path}.{key}");
        }
    };
    let of_document = "format name as_of currency home sources regions topics categories organizations germplasm projects \
                       demands agreements licences funding services adoptions collections completeness assumptions";
    expect("", of_document);
    expect(".sources", "id title where date kind accessed");
    expect(".categories", "id name strategic evidence source");
    let of_organization = "id kind service name capabilities charter leading_scientists staff platforms region \
                           evidence source";
    expect(".organizations", of_organization);
    expect(".organizations.capabilities", "category stage teams since until evidence source");
    let of_charter = "lead legal_representative nonprofit technicians members evidence source";
    expect(".organizations.charter", of_charter);
    expect(".organizations.charter.members", "organization contribution technicians since until");
    let of_project = "id title category stage performer commissioner joint_performers status commissioned started ended \
                      builds_on draws_on releases answers topic budget chokepoint interested orientations \
                      benefit_shares owners revenue royalties evidence source";
    expect(".projects", of_project);
    let of_germplasm = "id name category kind parents bred_by holders owners origin released withdrawn approval right \
                        right_ends derived_from access identified listed duplicates evidence source";
    expect(".germplasm", of_germplasm);
    expect(".germplasm.parents", "germplasm share");
    expect(".regions", "id name within");
    expect(".topics", "id name");
    let of_licence = "project germplasm from to use exclusive sublicence signed ends fee royalty evidence source";
    expect(".licences", of_licence);
    expect(".adoptions", "project germplasm region year area unit evidence source");
    let of_collection =
        "holder category date accessions identified confirmed listed shared used duplicated evidence source";
    expect(".collections", of_collection);
    let of_statement = "list category stage organization from to recorded checked found evidence source";
    expect(".completeness", of_statement);
    expect(".projects.title", "en zh");
    expect(".demands", "id title raised_by category stage raised topic evidence source");
    expect(".agreements", "from to categories signed since until evidence source");
    expect(".funding", "from to project amount year evidence source");
    expect(".services", "provider client category since until evidence source");
}

#[test]
fn chains_have_every_shape_of_edge_and_date() {
    let chains = samples(&chain(), SAMPLES);
    let edges: Vec<(&Project, &Project)> = chains
        .iter()
        .flat_map(|chain| {
            let graph = chain.project_graph();
            graph.edge_indices().map(|edge| graph.edge_endpoints(edge).unwrap()).map(|(a, b)| (&graph[a], &graph[b]))
        })
        .collect();
    assert!(edges.iter().any(|(from, to)| from.stage < to.stage), "forward");
    assert!(edges.iter().any(|(from, to)| from.stage == to.stage), "level");
    assert!(edges.iter().any(|(from, to)| from.stage > to.stage), "feedback");
    assert!(edges.iter().any(|(from, to)| from.category != to.category), "cross-category");
    assert!(edges.iter().any(|(from, to)| from.performer == to.performer), "within an organization");
    assert!(edges.iter().any(|(from, to)| from.id > to.id), "against the order of ids");
    let parallel = |chain: &SupplyChain| {
        let mut seen = HashSet::new();
        let graph = chain.organization_graph();
        let mut ends = graph.edge_indices().map(|edge| graph.edge_endpoints(edge).unwrap());
        ends.any(|ends| !seen.insert(ends))
    };
    assert!(chains.iter().any(parallel), "parallel relations");
    let dates = || chains.iter().flat_map(|chain| chain.projects().filter_map(|project| project.record().ended));
    assert!(dates().any(|date| date.day().is_some()), "a day");
    assert!(dates().any(|date| date.day().is_none() && date.month().is_some()), "a month");
    assert!(dates().any(|date| date.month().is_none()), "a year");
    let ids = || chains.iter().flat_map(|chain| chain.projects().map(|project| project.record().id.as_str()));
    assert!(ids().any(|id| id.contains(['"', '\\', '\n', '\0'])), "an id that needs escaping");
    assert!(ids().any(|id| !id.is_ascii()), "an id beyond ASCII");
    assert!(chains.iter().any(|chain| chain.projects().len() == 0), "no project");
}

#[test]
fn shrinking_keeps_chains_valid_and_ends_at_the_least() {
    let mut runner = TestRunner::deterministic();
    for _ in 0..2 {
        let mut tree = chain().new_tree(&mut runner).unwrap();
        // Every simpler chain builds, or `current` would panic.
        while tree.simplify() {
            tree.current();
        }
        let least = tree.current();
        assert_eq!((least.categories().len(), least.organizations().len(), least.projects().len()), (1, 1, 0));
    }
}

#[test]
fn faulty_documents_have_exactly_the_planted_fault() {
    let mut met = HashSet::new();
    for document in samples(&faulty_document(), 2 * SAMPLES) {
        let FaultyDocument { json, fault, path } = document;
        let problems = SupplyChain::from_json(&json).expect_err("there is a fault");
        assert_eq!(problems.len(), 1, "{fault:?} at {path}: {problems}\n{json}");
        let problem = problems.first();
        assert!(fault.matches(&problem.kind), "{fault:?} at {path}: {problem}\n{json}");
        assert_eq!(problem.path.to_string(), path, "{fault:?}: {problem}\n{json}");
        assert!(problem.span.is_some(), "{fault:?} at {path}");
        met.insert(fault);
    }
    for fault in Fault::ALL {
        assert!(met.contains(fault), "{fault:?}");
    }
}
