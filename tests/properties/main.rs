//! What always holds, for any chain: section by section of the definitions.
//!
//! Each property is checked against a plain reference that reads the records and nothing else.

mod document;
mod graphs;
mod known;
mod reference;
#[path = "../shared/reordered.rs"]
mod reordered;

use proptest::prelude::ProptestConfig;

/// So many cases that a run stays short, or as many as `PROPTEST_CASES` says. Regressions are kept as cases of their
/// own tests, not as files.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}
