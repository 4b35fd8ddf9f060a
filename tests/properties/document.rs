//! Documents: reading what was written changes nothing, and neither does the order of the lists.

use proptest::prelude::*;
use seedrelay::SupplyChain;
use seedrelay::testing::strategies::{chain, faulty_document};

use super::config;
use super::reordered::{Order, reordered};

/// Turned and cut by numbers that are drawn.
struct Shuffled(u64);

/// Fisher and Yates, with the numbers of a small congruential generator (Knuth's MMIX).
impl Order for Shuffled {
    fn of<T>(&self, mut list: Vec<T>) -> Vec<T> {
        let mut state = self.0;
        for last in (1..list.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            list.swap(last, (state >> 33) as usize % (last + 1));
        }
        list
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn json_changes_nothing(chain in chain()) {
        let document = chain.to_json();
        let read = SupplyChain::from_json(&document).unwrap();
        prop_assert_eq!(&read, &chain);
        prop_assert_eq!(read.to_json(), document);
    }

    #[test]
    fn toml_changes_nothing(chain in chain()) {
        let document = chain.to_toml();
        let read = SupplyChain::from_toml(&document).unwrap();
        prop_assert_eq!(&read, &chain);
        prop_assert_eq!(read.to_toml(), document);
        prop_assert_eq!(read.to_json(), chain.to_json());
    }

    #[test]
    fn layout_of_json_changes_nothing(chain in chain()) {
        // Keys by letter and no space at all, or much.
        let value: serde_json::Value = serde_json::from_str(&chain.to_json()).unwrap();
        for document in [value.to_string(), format!("\u{feff} \n{value:#}\r\n")] {
            prop_assert_eq!(&SupplyChain::from_json(document).unwrap(), &chain);
        }
    }

    #[test]
    fn the_builder_gives_back_the_chain(chain in chain()) {
        prop_assert_eq!(chain.to_builder().build().unwrap(), chain);
    }

    #[test]
    fn the_order_of_lists_changes_nothing(chain in chain(), seed: u64) {
        let other = reordered(&chain, &Shuffled(seed));
        prop_assert_eq!(&other, &chain);
        prop_assert_eq!(other.to_json(), chain.to_json());
    }

    #[test]
    fn a_fault_is_found_where_it_is_and_only_there(document in faulty_document()) {
        let problems = SupplyChain::from_json(&document.json).unwrap_err();
        prop_assert_eq!(problems.len(), 1, "{}", problems);
        prop_assert!(document.fault.matches(&problems.first().kind), "{}", problems);
        prop_assert_eq!(problems.first().path.to_string(), document.path);
    }
}
