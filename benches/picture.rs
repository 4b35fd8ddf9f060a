//! The layered layout by itself, and whole pictures of synthetic chains beside their diagnosis.
//!
//! `cargo bench --bench picture`; `-- --large` for 100,000 organizations as well.

use std::hint::black_box;
use std::time::{Duration, Instant};

use seedrelay::graph::layered_layout::{LayeredEdge, LayeredNode, LayoutOptions, lay_out};
use seedrelay::query::DiagnosisOptions;
use seedrelay::render::picture::{Answers, Picture, PictureOptions};
use seedrelay::testing::synthetic::{self, SyntheticOptions};

fn main() {
    println!("nodes   edges  crossings at first    after    layout");
    for (nodes, edges) in [(200, 402), (500, 1_004), (1_000, 2_504), (5_000, 12_501)] {
        layered(nodes, edges);
    }
    println!("\norganizations  diagnosis    picture        SVG  of the diagnosis      bytes");
    let large = std::env::args().any(|argument| argument == "--large").then_some(100_000);
    for organizations in [500, 5_000].into_iter().chain(large) {
        picture(organizations);
    }
}

/// Eight layers with edges to anywhere, drawn by the congruential generator of Knuth's MMIX.
fn layered(nodes: u32, edges: u32) {
    let mut state = 1_u64;
    let mut draw = |below: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % u64::from(below)) as u32
    };
    let list: Vec<LayeredNode> =
        (0..nodes).map(|number| LayeredNode { layer: number % 8, group: draw(4), extent: 40.0 }).collect();
    let lines: Vec<LayeredEdge> =
        (0..edges).map(|_| LayeredEdge { from: draw(nodes), to: draw(nodes), weight: 1.0 }).collect();
    let (duration, layout) = least(5, || lay_out(&list, &lines, &LayoutOptions::new()));
    println!(
        "{nodes:>5}  {edges:>6}  {:>18}  {:>7}  {:>5.1} ms",
        layout.crossings_at_first,
        layout.crossings,
        millis(duration)
    );
}

fn picture(organizations: usize) {
    let chain = synthetic::generate(&SyntheticOptions::of_size(organizations));
    let rounds = if organizations > 10_000 { 1 } else { 5 };
    let (of_diagnosis, diagnosis) = least(rounds, || chain.diagnose(&DiagnosisOptions::new()));
    let options = PictureOptions::new();
    let (of_picture, picture) = least(rounds, || Picture::with(&chain, Answers::from(&diagnosis), &options));
    let (of_svg, svg) = least(rounds, || picture.to_svg());
    println!(
        "{organizations:>13}  {:>6.1} ms  {:>6.1} ms  {:>6.1} ms  {:>14.1} %  {:>9}",
        millis(of_diagnosis),
        millis(of_picture),
        millis(of_svg),
        100.0 * (of_picture + of_svg).as_secs_f64() / of_diagnosis.as_secs_f64(),
        svg.len(),
    );
}

/// The least of some rounds: whatever else the machine does only ever adds.
fn least<T>(rounds: usize, work: impl Fn() -> T) -> (Duration, T) {
    let round = || {
        let start = Instant::now();
        let outcome = black_box(work());
        (start.elapsed(), outcome)
    };
    (1..rounds).fold(round(), |best, _| {
        let next = round();
        if next.0 < best.0 { next } else { best }
    })
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
