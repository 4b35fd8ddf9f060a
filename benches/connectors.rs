//! Brokerage, constraint and betweenness on skewed random graphs. With a folder it also writes the edges there, for
//! `connectors.py` to time igraph and NetworKit on the same graphs.
//!
//! ```sh
//! cargo bench --features parallel --bench connectors -- FOLDER
//! python benches/connectors.py FOLDER
//! ```

use seedrelay::graph::betweenness::{Accuracy, Method, exact, sampled};
use seedrelay::graph::brokerage::brokerage;
use seedrelay::graph::constraint::constraint;
use seedrelay::graph::directed::Digraph;
use std::{fmt::Write as _, hint::black_box, time::Instant};

fn main() -> std::io::Result<()> {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    if let Some(folder) = &folder {
        std::fs::create_dir_all(folder)?;
    }
    for (name, nodes) in [("S", 1_000), ("B", 20_000), ("M", 100_000)] {
        let pairs = skewed_pairs(nodes, 5 * nodes, 42);
        let graph = Digraph::from_edges(nodes, &pairs);
        if let Some(folder) = &folder {
            std::fs::write(format!("{folder}/{name}.txt"), edge_list(&graph))?;
        }
        measure(name, nodes, &pairs, &graph);
    }
    Ok(())
}

fn measure(name: &str, nodes: usize, pairs: &[(u32, u32)], graph: &Digraph) {
    let connected = (0..nodes).filter(|&v| degrees(graph, v) != (0, 0)).count();
    let two_paths: usize = (0..nodes).map(|v| degrees(graph, v)).map(|(into, out)| into * out).sum();
    println!("{name}: {nodes} nodes, {connected} connected, {} edges, {two_paths} two-paths", graph.edge_count());
    let groups: Vec<u32> = (0u32..).take(nodes).map(|v| v % 8).collect();
    median("build", 5, || Digraph::from_edges(nodes, pairs));
    median("brokerage", 5, || brokerage(graph, &groups));
    median("  plain: every two-path", 1, || every_two_path(graph, &groups));
    median("constraint", 5, || constraint(graph));

    let accuracy = Accuracy::default();
    let estimate = median("betweenness sampled", 3, || sampled(graph, &accuracy));
    let estimate = estimate.expect("the default accuracy is in range");
    if let Method::Sampled { samples, .. } = estimate.method {
        println!("    {samples} samples, ε 0.003, δ 0.1");
    }
    let both_ways: Vec<_> = pairs.iter().flat_map(|&(a, b)| [(a, b), (b, a)]).collect();
    let both_ways = Digraph::from_edges(nodes, &both_ways);
    median("  the same, edges both ways", 3, || sampled(&both_ways, &accuracy))
        .expect("the default accuracy is in range");
    if nodes <= 20_000 {
        let exact = median("betweenness exact", 3, || exact(graph));
        let all = (nodes * (nodes - 1)) as f64;
        let errors = estimate.values.iter().zip(&exact).map(|(a, b)| (a - b).abs() / all);
        println!("    sampled at most {:.5} off, of n(n − 1)", errors.fold(0.0, f64::max));
    }
}

fn degrees(graph: &Digraph, v: usize) -> (usize, usize) {
    (graph.predecessors(v).len(), graph.successors(v).len())
}

/// The plain way, as in `sna`: go through all a→v→b, with the successors of a marked.
fn every_two_path(graph: &Digraph, groups: &[u32]) -> Vec<[u64; 5]> {
    let nodes = graph.node_count();
    let mut counts = vec![[0u64; 5]; nodes];
    let mut marked_by = vec![u32::MAX; nodes];
    for (id, a) in (0u32..).zip(0..nodes) {
        marked_by[a] = id;
        for &b in graph.successors(a) {
            marked_by[b as usize] = id;
        }
        for &v in graph.successors(a) {
            let v = v as usize;
            for &b in graph.successors(v) {
                let b = b as usize;
                if marked_by[b] != id {
                    let role = match (groups[a] == groups[v], groups[v] == groups[b]) {
                        (true, true) => 0,
                        (true, false) => 2,
                        (false, true) => 3,
                        (false, false) if groups[a] == groups[b] => 1,
                        (false, false) => 4,
                    };
                    counts[v][role] += 1;
                }
            }
        }
    }
    counts
}

fn median<T>(what: &str, runs: usize, work: impl Fn() -> T) -> T {
    let mut times = Vec::new();
    let mut last = None;
    for _ in 0..runs {
        let start = Instant::now();
        last = Some(black_box(work()));
        times.push(start.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    println!("  {what:<28} {:>10.4} s", times[runs / 2]);
    last.expect("at least one run")
}

fn edge_list(graph: &Digraph) -> String {
    let mut text = format!("{}\n", graph.node_count());
    for v in 0..graph.node_count() {
        for w in graph.successors(v) {
            writeln!(text, "{v} {w}").expect("a string takes all");
        }
    }
    text
}

/// `draws` ordered pairs whose ends are nodes drawn with probability ∝ rank^−0.9, ranks dealt out at random.
fn skewed_pairs(nodes: usize, draws: usize, seed: u64) -> Vec<(u32, u32)> {
    let mut cumulative = Vec::with_capacity(nodes);
    let mut sum = 0.0;
    for rank in 1..=nodes {
        sum += (rank as f64).powf(-0.9);
        cumulative.push(sum);
    }
    let mut random = SplitMix64(seed);
    let mut names: Vec<u32> = (0u32..).take(nodes).collect();
    for i in (1..nodes).rev() {
        names.swap(i, (random.next() % (i as u64 + 1)) as usize);
    }
    let mut draw = || {
        let at = random.next() as f64 / 2f64.powi(64) * sum;
        names[cumulative.partition_point(|&c| c < at).min(nodes - 1)]
    };
    (0..draws).map(|_| (draw(), draw())).collect()
}

struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}
