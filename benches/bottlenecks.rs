//! What bottlenecks cost, beside what others take for the same networks, in one run.
//!
//! `cargo bench --features synthetic,parallel --bench bottlenecks -- [ORGANIZATIONS] [SECONDS] [CATEGORIES]`
//!
//! 100,000 organizations in 5 categories by default, and 60 seconds at most for each run of petgraph's `dinics`: where it
//! takes longer, the ratio is a lower bound. Solving anew is sampled and extrapolated, since it would take hours.

use std::hint::black_box;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use seedrelay::graph::layered_flow::{LayeredNetwork, Node};
use seedrelay::petgraph::algo::dinics;
use seedrelay::petgraph::graph::{DiGraph, NodeIndex};
use seedrelay::query::{ActivePeriodOptions, ThroughputOptions};
use seedrelay::stats::active_period::{BottleneckPeriods, BusyInterval};
use seedrelay::testing::synthetic::{PlantedGaps, SyntheticOptions, generate};
use seedrelay::{Boundary, Category, Leap, SupplyChain};

/// Owners and nodes solved anew, of each category.
const SAMPLES: usize = 12;

/// The network of one category, with capacities in whole teams, so that both solvers count alike.
struct Case {
    nodes: Vec<Node>,
    arcs: Vec<(u32, u32)>,
}

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let organizations = numbers.first().copied().unwrap_or(100_000);
    let patience = Duration::from_secs(numbers.get(1).copied().unwrap_or(60) as u64);

    let categories = numbers.get(2).copied().unwrap_or(5);

    let options = SyntheticOptions::of_size(organizations).categories(categories).seed(1).gaps(PlantedGaps::none());
    let chain = generate(&options);
    println!("chain of {organizations} organizations, {} projects, {categories} categories", chain.projects().len());
    questions(&chain);
    active_periods(&chain);
    let cases: Vec<Case> = chain.categories().iter().map(|category| case(&chain, category)).collect();
    gains_and_losses(&cases);
    maximum_flow(cases, patience);
}

fn once<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let answer = black_box(run());
    (answer, start.elapsed())
}

fn median<T>(runs: usize, mut run: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..runs).map(|_| once(&mut run).1).collect();
    times.sort();
    times[runs / 2]
}

fn ratio(long: Duration, short: Duration) -> f64 {
    long.as_secs_f64() / short.as_secs_f64()
}

fn questions(chain: &SupplyChain) {
    println!("\nwhole questions");
    println!("  load           {:>10.1?}", median(5, || chain.workloads()));
    println!("  concentration  {:>10.1?}", median(5, || chain.concentration()));
    println!("  active periods {:>10.1?}", median(5, || chain.active_periods(&ActivePeriodOptions::new())));
    println!("  throughput     {:>10.1?}", median(3, || chain.throughput(&ThroughputOptions::new())));
}

/// The method against the sort of the intervals, which it cannot do without.
fn active_periods(chain: &SupplyChain) {
    let as_of = jiff::civil::Date::constant(2024, 12, 31);
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    let day = |date: jiff::civil::Date| (date.duration_since(epoch).as_hours() / 24) as i32;
    let busy: Vec<BusyInterval> = chain
        .projects()
        .filter_map(|project| {
            let end = if project.status().is_open() { as_of } else { project.record().ended?.middle() };
            let performer = project.performer().node().index() as u32;
            Some(BusyInterval { performer, start: day(project.record().started?.middle()), end: day(end) })
        })
        .collect();
    let performers = chain.organizations().len();
    let sort = median(9, || {
        let mut sorted = busy.clone();
        sorted.sort_unstable_by_key(|interval| interval.start);
        sorted
    });
    let room = vec![1; performers];
    let method = median(9, || BottleneckPeriods::new(&room, &busy));
    println!("\nactive period of {} intervals", busy.len());
    println!("  sort {sort:.1?}, method {method:.1?}: {:.2} x a sort (at most 3)", ratio(method, sort));
}

fn case(chain: &SupplyChain, category: &Category) -> Case {
    let mut nodes = Vec::new();
    let mut number = vec![[u32::MAX; 3]; chain.organizations().len()];
    for (owner, organization) in chain.organizations().enumerate() {
        for leap in Leap::ALL {
            let teams: u32 = leap.stages().iter().filter_map(|stage| organization.teams(&category.id, *stage)).sum();
            if teams > 0 {
                number[owner][leap.index()] = nodes.len() as u32;
                nodes.push(Node { owner: owner as u32, layer: leap.index() as u32, capacity: teams.into() });
            }
        }
    }
    let mut arcs = Vec::new();
    for boundary in Boundary::ALL {
        for route in chain.routes(&category.id, boundary).unwrap() {
            let from = number[route.from.node().index()][boundary.from().index()];
            arcs.push((from, number[route.to.node().index()][boundary.to().index()]));
        }
    }
    Case { nodes, arcs }
}

impl Case {
    fn network(&self) -> LayeredNetwork {
        LayeredNetwork::new(3, &self.nodes, &self.arcs).expect("routes lead from a leap to the next")
    }

    /// Throughput from nothing, with other capacities.
    fn anew(&self, capacity: impl Fn(&Node) -> u128) -> u128 {
        let nodes: Vec<Node> = self.nodes.iter().map(|node| Node { capacity: capacity(node), ..*node }).collect();
        let network = LayeredNetwork::new(3, &nodes, &self.arcs).expect("only capacities differ");
        network.maximum_flow().value()
    }
}

fn gains_and_losses(cases: &[Case]) {
    println!("\nall gains and losses");
    let (mut all, mut anew, mut one) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    for case in cases {
        let network = case.network();
        let (flow, solve) = once(|| network.maximum_flow());
        let queries: Vec<(u32, u128)> = (0..case.nodes.len() as u32).map(|node| (node, 1)).collect();
        #[cfg(feature = "parallel")]
        let ((gains, losses), time) = once(|| (flow.gains_in_parallel(&queries), flow.losses_in_parallel()));
        #[cfg(not(feature = "parallel"))]
        let ((gains, losses), time) = once(|| (flow.gains(&queries), flow.losses()));

        let questions = queries.len() + losses.len();
        let step = (losses.len() / SAMPLES).max(1);
        let sample: Vec<_> = losses.iter().skip(step / 2).step_by(step).collect();
        let ((), sampled) = once(|| {
            for loss in &sample {
                let without = case.anew(|node| if node.owner == loss.owner { 0 } else { node.capacity });
                assert_eq!(loss.remaining, without);
            }
        });
        for node in (step / 2..case.nodes.len()).step_by(case.nodes.len() / SAMPLES + 1) {
            let mut number = 0..;
            let nodes = case.nodes.iter().map(|own| {
                let extra = u128::from(number.next() == Some(node));
                Node { capacity: own.capacity + extra, ..*own }
            });
            let more = LayeredNetwork::new(3, &nodes.collect::<Vec<_>>(), &case.arcs).expect("only a capacity differs");
            assert_eq!(gains[node], more.maximum_flow().value() - flow.value());
        }
        let extrapolated = sampled.mul_f64(questions as f64 / sample.len() as f64);
        println!(
            "  {:>6} nodes {:>7} arcs: one solve {solve:.1?}, {questions} gains and losses {time:.1?} = {:.1} solves; anew \
             {extrapolated:.0?}: {:.0} x",
            case.nodes.len(),
            case.arcs.len(),
            ratio(time, solve),
            ratio(extrapolated, time),
        );
        all += time;
        anew += extrapolated;
        one += solve;
    }
    println!(
        "  together {all:.1?} = {:.1} solves; anew {anew:.0?}: {:.0} x (at least 50)",
        ratio(all, one),
        ratio(anew, all)
    );
}

fn maximum_flow(mut cases: Vec<Case>, patience: Duration) {
    println!("\nmaximum flow, the smaller networks first");
    cases.sort_by_key(|case| case.arcs.len());
    let (mut own, mut others) = (Duration::ZERO, Duration::ZERO);
    for case in cases {
        let (value, with_network) = once(|| case.network().maximum_flow().value());
        let network = case.network();
        let solve = median(3, || network.maximum_flow());
        let (sender, receiver) = mpsc::channel();
        let (nodes, arcs) = (case.nodes.len(), case.arcs.len());
        std::thread::spawn(move || {
            let (graph, source, sink) = as_petgraph(&case);
            let ((flow, _), time) = once(|| dinics(&graph, source, sink));
            // Nobody listens any more where patience is over.
            let _ = sender.send((flow, time));
        });
        let finished = receiver.recv_timeout(patience).ok();
        let time = finished.map_or(patience, |(_, time)| time);
        own += solve;
        others += time;
        let over = if finished.is_some() { "" } else { "over " };
        println!(
            "  {nodes:>6} nodes {arcs:>7} arcs: {solve:.1?} ({with_network:.1?} with the network), dinics {over}{time:.1?}: \
             {over}{:.0} x",
            ratio(time, solve)
        );
        let Some((flow, _)) = finished else {
            println!("  the larger networks are left out");
            break;
        };
        assert_eq!(value, u128::from(flow));
    }
    println!("  together {own:.1?}, dinics {others:.1?}: {:.0} x (at least 50)", ratio(others, own));
    // A run of `dinics` that nobody waits for ends with the process.
    std::process::exit(0);
}

fn as_petgraph(case: &Case) -> (DiGraph<(), u32>, NodeIndex, NodeIndex) {
    let mut graph = DiGraph::with_capacity(2 * case.nodes.len() + 2, case.nodes.len() + case.arcs.len());
    for _ in 0..2 * case.nodes.len() + 2 {
        graph.add_node(());
    }
    let [source, sink] = [0, 1].map(|terminal| NodeIndex::new(2 * case.nodes.len() + terminal));
    for (number, node) in case.nodes.iter().enumerate() {
        let (entry, exit) = (NodeIndex::new(2 * number), NodeIndex::new(2 * number + 1));
        graph.add_edge(entry, exit, node.capacity as u32);
        if node.layer == 0 {
            graph.add_edge(source, entry, u32::MAX);
        } else if node.layer == 2 {
            graph.add_edge(exit, sink, u32::MAX);
        }
    }
    for &(from, to) in &case.arcs {
        graph.add_edge(NodeIndex::new(2 * from as usize + 1), NodeIndex::new(2 * to as usize), u32::MAX);
    }
    (graph, source, sink)
}
