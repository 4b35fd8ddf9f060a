//! Comparing, laying and deriving scenarios against reading one of the chains, in the same run.
//!
//! `cargo bench --bench scenario` for 1,000 and 20,000 organizations with five times as many projects;
//! `cargo bench --bench scenario -- --national` for 100,000 as well.

mod timing;

use std::time::Duration;

use seedrelay::query::{CompareOptions, GapOptions};
use seedrelay::testing::synthetic::{self, SyntheticOptions};
use seedrelay::{Project, Status, SupplyChain, datasets};

use timing::{least, millis, time};

fn main() {
    let mut sizes = vec![1_000, 20_000];
    if std::env::args().any(|argument| argument == "--national") {
        sizes.push(100_000);
    }
    println!("organizations  changed   reading   building  differences   comparing  of reading  deriving    laying");
    for organizations in sizes {
        measure(&synthetic::generate(&SyntheticOptions::of_size(organizations)));
    }
    let (today, plan) = (datasets::hunan().known_at_least(seedrelay::Evidence::Assumed), datasets::hunan_proposal());
    let laid = least((0..51).map(|_| time(|| today.with(&plan)).0).collect());
    println!("the proposal laid over the chain of Hunan: {:.3} ms", millis(laid));
}

/// The same chain with one project in a hundred no longer carried out.
fn changed(chain: &SupplyChain) -> SupplyChain {
    let mut number = 0_usize;
    let change = |project: &mut Project| {
        number += 1;
        if number.is_multiple_of(100) && project.status == Status::Delivered {
            project.status = Status::Failed;
        }
    };
    chain.to_builder().update(change).build().expect("a project may fail")
}

fn measure(before: &SupplyChain) {
    let after = changed(before);
    let document = before.to_json();
    let options = CompareOptions::new();
    let rounds = if before.organizations().len() > 10_000 { 3 } else { 9 };
    let mut times: [Vec<Duration>; 6] = Default::default();
    let mut records = 0;
    // By turns, so that what else the machine does meets all alike.
    for _ in 0..rounds {
        times[0].push(time(|| SupplyChain::from_json(&document)).0);
        times[1].push(time(|| before.to_builder().build()).0);
        let (duration, differences) = time(|| before.differences(&after));
        records = differences.records.len();
        times[2].push(duration);
        times[3].push(time(|| before.compare(&after, &options).gaps.len()).0);
        let (duration, scenario) = time(|| differences.to_scenario());
        times[4].push(duration);
        times[5].push(time(|| before.with(&scenario)).0);
    }
    let gaps = time(|| before.gaps(&GapOptions::new()).iter().count()).1;
    let [reading, building, differences, comparing, deriving, laying] = times.map(least);
    println!(
        "{:>13}  {records:>7}  {:>5.1} ms  {:>6.1} ms  {:>8.2} ms  {:>7.1} ms  {:>10.2}  {:>5.1} ms  {:>5.1} ms  ({gaps} gaps)",
        before.organizations().len(),
        millis(reading),
        millis(building),
        millis(differences),
        millis(comparing),
        comparing.as_secs_f64() / reading.as_secs_f64(),
        millis(deriving),
        millis(laying),
    );
}
