//! Mass and reach of a pedigree against one plain pass over its edges in flat arrays, in the same run.
//!
//! `cargo bench --bench pedigree` for 200,000 individuals with 64,000 varieties, and 5,000,000 with as many, of which the
//! parents are among the 50,000 before; and for a pedigree as deep as it may be, where they are among the three before.

use std::hint::black_box;
use std::time::{Duration, Instant};

use seedrelay::graph::pedigree::Pedigree;

const VARIETIES: usize = 64_000;

fn main() {
    println!("individuals  parents among     edges  plain pass      mass  ratio  reach of {VARIETIES}");
    for (individuals, among) in [(200_000, 50_000), (5_000_000, 50_000), (5_000_000, 3)] {
        measure(individuals, among);
    }
}

/// Each individual has two parents among those before it; the last are the varieties.
fn measure(individuals: u32, among: u32) {
    let (mut starts, mut parents, mut shares) = (vec![0_u32], Vec::new(), Vec::new());
    let mut pedigree = Pedigree::new();
    let mut random = 88_172_645_463_325_252_u64;
    for own in 0..individuals {
        let mut pick = || {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            (random % u64::from(own.clamp(1, among))) as u32
        };
        let (mother, father) = (own.saturating_sub(1 + pick()), own.saturating_sub(1 + pick()));
        if own > 1_000 && mother != father {
            parents.extend([mother, father]);
            shares.extend([0.5, 0.5]);
        }
        let first = starts[own as usize] as usize;
        starts.push(parents.len() as u32);
        pedigree.add(parents[first..].iter().copied().zip(shares[first..].iter().copied()));
    }
    let varieties: Vec<u32> = (individuals - VARIETIES as u32..individuals).collect();
    let plain = median(5, || {
        let mut sums = vec![1.0_f64; individuals as usize];
        for own in (0..individuals as usize).rev() {
            let (of_own, range) = (sums[own], starts[own] as usize..starts[own + 1] as usize);
            for (&parent, &share) in parents[range.clone()].iter().zip(&shares[range]) {
                sums[parent as usize] += share * of_own;
            }
        }
        sums
    });
    let mass = median(5, || pedigree.mass(pedigree.equal_weights(&varieties)));
    let reach = median(1, || pedigree.reach(&varieties));
    println!(
        "{individuals:>11} {among:>14} {:>9} {plain:>11.1?} {mass:>9.1?} {:>6.2} {reach:>15.1?}",
        parents.len(),
        mass.as_secs_f64() / plain.as_secs_f64(),
    );
}

fn median<T>(runs: usize, mut run: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .collect();
    times.sort();
    times[runs / 2]
}
