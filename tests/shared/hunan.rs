//! The chain of Hunan as it first came with the crate, illustrative projects and all. Its figures were counted by hand and
//! by programs in other languages, so tests that compare with them read it as it was.

use seedrelay::SupplyChain;

/// The chain that recorded figures are of.
pub fn hunan_1() -> SupplyChain {
    SupplyChain::from_json(include_str!("hunan-1.json")).expect("the document was written by the crate")
}
