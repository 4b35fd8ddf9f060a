//! The picture: its layout by properties, its SVG as XML and as a snapshot, its folding, and its PNG.

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
    ProptestConfig { cases: 48, ..ProptestConfig::default() }
}
