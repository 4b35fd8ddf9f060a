//! Exports: what other tools read is what the chain says.
//!
//! Which nodes, edges and attributes there must be is worked out in `tests/oracles/export.py`; here the bytes are those
//! that were read back there, and for any chain every format holds the same graph.

mod answers;
#[path = "../shared/cases.rs"]
mod cases;
mod drawings;
mod figures;
mod graph;
mod nasty;
mod pedigree;
mod readers;
mod recorded;
#[path = "../shared/reordered.rs"]
mod reordered;
mod small;
#[path = "../shared/turned.rs"]
mod turned;

use proptest::prelude::ProptestConfig;

/// So many cases that a run stays short.
fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..cases::tried(48) }
}
