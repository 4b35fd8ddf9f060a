//! Export of both graphs in every format that streams, beside writing the JSON of the chain, in one run: the ratio
//! counts, not the seconds.
//!
//! ```text
//! cargo bench --bench export --features csv,xml,synthetic               # 1,000 and 100,000 organizations
//! cargo bench --bench export --features csv,xml,synthetic -- 1000000    # sizes of your own
//! ```
//!
//! There are five times as many projects. Everything is written to a writer that only counts, so that no disk is
//! measured; the runs alternate.

use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use seedrelay::SupplyChain;
use seedrelay::render::graph::{DrawingOptions, GexfVersion, Graph, Nodes};
use seedrelay::render::tidy::CsvOptions;
use seedrelay::testing::synthetic::{SyntheticOptions, generate};

/// Takes every byte and keeps its number.
#[derive(Default)]
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += black_box(bytes).len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

type Writer = fn(&SupplyChain, &mut Counter) -> io::Result<()>;

fn graph(chain: &SupplyChain) -> Graph<'_> {
    Graph::of(chain).nodes(Nodes::Both)
}

const WRITERS: [(&str, Writer); 7] = [
    ("JSON of the chain", |chain, out| chain.write_json(out)),
    ("node-link JSON", |chain, out| graph(chain).write_node_link(out)),
    ("GraphML", |chain, out| graph(chain).write_graphml(out)),
    ("GEXF", |chain, out| graph(chain).write_gexf(out, GexfVersion::V1_3)),
    ("CSV, two tables", |chain, out| {
        graph(chain).write_nodes_csv(&mut *out, CsvOptions::new())?;
        graph(chain).write_edges_csv(out, CsvOptions::new())
    }),
    ("DOT", |chain, out| graph(chain).write_dot(out, &DrawingOptions::new())),
    ("DOT, folded", |chain, out| graph(chain).write_dot(out, &DrawingOptions::new().fold(true))),
];

fn bench(organizations: usize) {
    let chain = generate(&SyntheticOptions::of_size(organizations));
    let (nodes, edges) = (graph(&chain).node_count(), graph(&chain).edge_count());
    println!("{organizations} organizations: both graphs have {nodes} nodes and {edges} edges");
    let runs = if organizations < 100_000 { 7 } else { 3 };
    let mut times = WRITERS.map(|_| Vec::new());
    let mut sizes = WRITERS.map(|_| 0);
    for _ in 0..runs {
        for (number, (_, write)) in WRITERS.iter().enumerate() {
            let mut out = Counter::default();
            let start = Instant::now();
            write(&chain, &mut out).expect("a counter takes every byte");
            times[number].push(start.elapsed());
            sizes[number] = out.0;
        }
    }
    let times = times.map(median);
    for ((name, _), (time, size)) in WRITERS.iter().zip(times.iter().zip(sizes)) {
        let ratio = time.as_secs_f64() / times[0].as_secs_f64();
        let speed = size as f64 / 1e6 / time.as_secs_f64();
        println!("  {name:<18} {:>8.1} MB {time:>10.2?} {ratio:>6.2} × {speed:>7.0} MB/s", size as f64 / 1e6);
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn main() {
    // Cargo adds `--bench`, and `cargo test` asks for a run that is only a test.
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.replace('_', "").parse().ok()).collect();
    match (&sizes[..], arguments.iter().any(|argument| argument == "--bench")) {
        ([], true) => [1_000, 100_000].into_iter().for_each(bench),
        ([], false) => bench(20),
        (sizes, _) => sizes.iter().copied().for_each(bench),
    }
}
