//! The page of the report against the diagnosis as JSON, in the same run.
//!
//! `cargo bench --bench report` for the Hunan chain and for 500, 5,000 and 50,000 organizations with five times as many
//! projects; `cargo bench --bench report -- 5000` for one size alone.

use std::hint::black_box;
use std::time::{Duration, Instant};

use seedrelay::query::DiagnosisOptions;
use seedrelay::render::html::{self, ReportOptions};
use seedrelay::render::picture::{Answers, Picture, PictureOptions};
use seedrelay::testing::synthetic::{self, SyntheticOptions};
use seedrelay::{SupplyChain, datasets};

fn main() {
    println!("       chain  diagnosis as JSON        page  ratio  one picture  page in bytes  JSON in bytes");
    let mut sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    if sizes.is_empty() {
        measure("Hunan", &datasets::hunan());
        sizes = vec![500, 5_000, 50_000];
    }
    for organizations in sizes {
        let chain = synthetic::generate(&SyntheticOptions::of_size(organizations));
        measure(&organizations.to_string(), &chain);
    }
}

fn measure(name: &str, chain: &SupplyChain) {
    let rounds = if chain.organizations().len() > 1_000 { 5 } else { 21 };
    let (diagnosis, report) = (DiagnosisOptions::new(), ReportOptions::new());
    let answers = chain.diagnose(&diagnosis);
    let (mut json, mut page, mut picture) = (Vec::new(), Vec::new(), Vec::new());
    let (mut json_bytes, mut page_bytes) = (0, 0);
    // By turns, so that what else the machine does meets both alike.
    for _ in 0..rounds {
        let start = Instant::now();
        json_bytes =
            black_box(serde_json::to_vec_pretty(&chain.diagnose(&diagnosis)).expect("a diagnosis is JSON")).len();
        json.push(start.elapsed());
        let start = Instant::now();
        page_bytes = black_box(html::report(chain, &report)).len();
        page.push(start.elapsed());
        let start = Instant::now();
        black_box(Picture::with(chain, Answers::from(&answers), &PictureOptions::new()).to_svg());
        picture.push(start.elapsed());
    }
    let [json, page, picture] = [json, page, picture].map(median);
    println!(
        "{name:>12}  {:>14.1} ms  {:>7.1} ms  {:>5.2}  {:>8.1} ms  {page_bytes:>13}  {json_bytes:>13}",
        milliseconds(json),
        milliseconds(page),
        page.as_secs_f64() / json.as_secs_f64(),
        milliseconds(picture),
    );
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
