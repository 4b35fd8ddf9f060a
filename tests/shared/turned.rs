//! The same chain from records last first.

use seedrelay::SupplyChain;

use super::reordered::{Order, reordered};

struct Backwards;

impl Order for Backwards {
    fn of<T>(&self, mut list: Vec<T>) -> Vec<T> {
        list.reverse();
        list
    }
}

/// The same records, last first.
pub(crate) fn turned(chain: &SupplyChain) -> SupplyChain {
    reordered(chain, &Backwards)
}
