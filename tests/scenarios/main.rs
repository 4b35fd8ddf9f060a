//! Scenarios: laid over chains, derived from two, and everything that can be wrong with them; comparisons and the past.

mod because;
mod brute;
#[path = "../shared/cases.rs"]
mod cases;
mod composed;
mod mutate;
mod problems;
mod properties;
mod questions;
mod roles;
mod said;

use proptest::prelude::ProptestConfig;

/// So many cases that a run stays short.
fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..cases::tried(64) }
}
