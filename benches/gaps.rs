//! All ten kinds of gaps against one plain pass over the projects' stages and edges in flat arrays, in the same run.
//!
//! `cargo bench --bench gaps` for 1,000 and 100,000 organizations with five times as many projects;
//! `cargo bench --bench gaps -- --national` for 1,000,000 as well.

mod timing;

use seedrelay::SupplyChain;
use seedrelay::query::{DiagnosisOptions, GapOptions};
use seedrelay::testing::synthetic::{self, SyntheticOptions};

use timing::{least, millis, time};

fn main() {
    let mut sizes = vec![1_000, 100_000];
    if std::env::args().any(|argument| argument == "--national") {
        sizes.push(1_000_000);
    }
    println!("organizations  gaps found  plain pass      gaps  ratio  worst first  whole diagnosis");
    for organizations in sizes {
        let chain = synthetic::generate(&SyntheticOptions::of_size(organizations));
        measure(&chain);
    }
}

/// Projects' stages, and what each builds on, as somebody would write them down who needed nothing else.
struct Flat {
    stages: Vec<u8>,
    starts: Vec<u32>,
    upstream: Vec<u32>,
}

impl Flat {
    fn of(chain: &SupplyChain) -> Self {
        let mut flat = Self { stages: Vec::new(), starts: vec![0], upstream: Vec::new() };
        for project in chain.projects() {
            flat.stages.push(project.stage() as u8);
            flat.upstream.extend(project.builds_on().map(|upstream| upstream.node().index() as u32));
            flat.starts.push(flat.upstream.len() as u32);
        }
        flat
    }

    /// How many edges lead to a later stage: the least that any look for gaps has to do.
    fn pass(&self) -> usize {
        let mut forward = 0;
        for (project, bounds) in self.starts.windows(2).enumerate() {
            for &upstream in &self.upstream[bounds[0] as usize..bounds[1] as usize] {
                forward += usize::from(self.stages[project] > self.stages[upstream as usize]);
            }
        }
        forward
    }
}

fn measure(chain: &SupplyChain) {
    let flat = Flat::of(chain);
    let options = GapOptions::new();
    let rounds = if chain.organizations().len() > 100_000 { 5 } else { 21 };
    let (mut passes, mut scans, mut sorted) = (Vec::new(), Vec::new(), Vec::new());
    let mut found = 0;
    // By turns, so that what else the machine does meets both alike.
    for _ in 0..rounds {
        passes.push(time(|| flat.pass()).0);
        let (duration, count) = time(|| chain.gaps(&options).iter().count());
        scans.push(duration);
        found = count;
        sorted.push(time(|| chain.gaps(&options).worst_first()).0);
    }
    let whole = time(|| chain.diagnose(&DiagnosisOptions::new())).0;
    let (pass, scan, sorted) = (least(passes), least(scans), least(sorted));
    println!(
        "{:>13}  {found:>10}  {:>7.3} ms  {:>5.3} ms  {:>5.2}  {:>8.3} ms  {:>12.3} s",
        chain.organizations().len(),
        millis(pass),
        millis(scan),
        scan.as_secs_f64() / pass.as_secs_f64(),
        millis(sorted),
        whole.as_secs_f64(),
    );
}
