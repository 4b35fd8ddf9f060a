//! Scenarios: laid over chains, derived from two, and everything that can be wrong with them; comparisons and the past.

mod because;
mod brute;
mod composed;
mod mutate;
mod problems;
mod properties;
mod questions;
mod roles;
mod said;

use proptest::prelude::ProptestConfig;

/// So many cases that a run stays short, or as many as `PROPTEST_CASES` says.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}
