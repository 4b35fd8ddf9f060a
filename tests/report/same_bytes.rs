//! The same chain gives the same page, in whatever order it was written down.

use seedrelay::render::html::{self, ReportOptions};
use seedrelay::testing::synthetic::{SyntheticOptions, generate};
use seedrelay::{SupplyChain, datasets};
use serde_json::Value;

/// The chain from a document whose lists are all turned around.
fn turned(chain: &SupplyChain) -> SupplyChain {
    let mut document: Value = serde_json::from_str(&chain.to_json()).unwrap();
    for list in document.as_object_mut().unwrap().values_mut() {
        if let Some(list) = list.as_array_mut() {
            list.reverse();
        }
    }
    SupplyChain::from_json(document.to_string()).unwrap()
}

#[test]
fn the_order_of_a_document_changes_no_byte() {
    let options = ReportOptions::new();
    for chain in [datasets::hunan(), generate(&SyntheticOptions::of_size(60).seed(3))] {
        let page = html::report(&chain, &options);
        assert!(page == html::report(&chain, &options), "twice the same");
        assert!(page == html::report(&turned(&chain), &options), "in another order");
    }
}
