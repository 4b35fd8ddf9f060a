//! The picture: its layout by properties, its SVG as XML and as a snapshot, its folding, and its PNG.

#[path = "../shared/cases.rs"]
mod cases;
mod committed;
mod drawn;
mod folding;
mod hostile;
mod layered;
mod layout;
mod pedigree;
#[cfg(feature = "png")]
mod png;
#[path = "../shared/reordered.rs"]
mod reordered;
#[path = "../shared/turned.rs"]
mod turned;
mod xml;

use proptest::prelude::ProptestConfig;

fn config() -> ProptestConfig {
    cases::tried(48)
}
