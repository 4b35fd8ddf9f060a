//! What always holds, for any chain: section by section of the definitions.
//!
//! Each property is checked against a plain reference that reads the records and nothing else.

#[path = "../shared/cases.rs"]
mod cases;
mod document;
mod graphs;
mod known;
mod reference;
#[path = "../shared/reordered.rs"]
mod reordered;

use proptest::prelude::ProptestConfig;

/// So many cases that a run stays short. Regressions are kept as cases of their own tests, not as files.
fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..cases::tried(64) }
}
