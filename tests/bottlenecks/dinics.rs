//! petgraph's `dinics` on the same networks, built from the chain's public answers.

use petgraph::algo::dinics;
use petgraph::graph::{DiGraph, NodeIndex};
use seedrelay::petgraph;
use seedrelay::query::ThroughputOptions;
use seedrelay::record::{StageAssumption, Triangular};
use seedrelay::testing::synthetic::{PlantedGaps, SyntheticOptions, generate};
use seedrelay::{Assumptions, Boundary, Category, Leap, Stage, SupplyChain};

/// Everything takes a year and succeeds, so that a team is worth 1 and both sides count in whole numbers.
fn in_teams() -> ThroughputOptions {
    let certain = StageAssumption::new().duration_years(Triangular::new(1.0, 1.0, 1.0)).success(1.0);
    let assumptions = Stage::ALL.into_iter().fold(Assumptions::default(), |all, stage| all.stage(stage, certain));
    ThroughputOptions::new().assumptions(assumptions).unwrap()
}

/// Entry and exit of organization o in leap l are the nodes 2 (3 o + l) and one more.
fn by_dinics(chain: &SupplyChain, category: &Category, without: Option<usize>) -> u32 {
    let organizations = chain.organizations().len();
    let mut graph: DiGraph<(), u32> = DiGraph::new();
    for _ in 0..6 * organizations + 2 {
        graph.add_node(());
    }
    let [source, sink] = [0, 1].map(|terminal| NodeIndex::new(6 * organizations + terminal));
    let entry = |organization: usize, leap: Leap| NodeIndex::new(2 * (3 * organization + leap.index()));
    let exit = |organization: usize, leap: Leap| NodeIndex::new(2 * (3 * organization + leap.index()) + 1);
    for (number, organization) in chain.organizations().enumerate().filter(|(number, _)| Some(*number) != without) {
        for leap in Leap::ALL {
            // Of unknown teams there is at least one.
            let working = leap.stages().iter().filter(|stage| organization.works_at(&category.id, **stage));
            let teams = working.map(|stage| organization.teams(&category.id, *stage).unwrap_or(1)).sum::<u32>();
            graph.add_edge(entry(number, leap), exit(number, leap), teams);
        }
        graph.add_edge(source, entry(number, Leap::ZeroToOne), u32::MAX);
        graph.add_edge(exit(number, Leap::TenToHundred), sink, u32::MAX);
    }
    for boundary in Boundary::ALL {
        for route in chain.routes(&category.id, boundary).unwrap() {
            let (from, to) = (route.from.node().index(), route.to.node().index());
            graph.add_edge(exit(from, boundary.from()), entry(to, boundary.to()), u32::MAX);
        }
    }
    dinics(&graph, source, sink).0
}

#[test]
fn throughput_and_losses_of_synthetic_chains() {
    let mut flowing = 0;
    for seed in 0..3 {
        let chain = generate(&SyntheticOptions::of_size(200).seed(seed).categories(3).gaps(PlantedGaps::none()));
        for row in chain.throughput(&in_teams()) {
            let whole = by_dinics(&chain, row.category, None);
            assert_eq!(row.products_per_year.unwrap_or_default(), f64::from(whole));
            flowing += usize::from(whole > 0);
            for (number, organization) in chain.organizations().enumerate().step_by(23) {
                let lost = whole - by_dinics(&chain, row.category, Some(number));
                let found = row.losses.iter().find(|loss| loss.organization == organization);
                assert_eq!(found.map_or(0.0, |loss| loss.loss), f64::from(lost));
            }
        }
    }
    assert!(flowing == 9, "without planted gaps no category is cut");
}
