//! The workbook of a chain: written and read, in every form.

use proptest::prelude::*;
use seedrelay::io::document::ReadOptions;
use seedrelay::io::document::workbook::WorkbookOptions;
use seedrelay::testing::strategies;
use seedrelay::{Lang, SupplyChain, datasets};

use crate::cases::tried;
use crate::folders::Folder;

fn options() -> [WorkbookOptions; 3] {
    [WorkbookOptions::new(), WorkbookOptions::new().lang(Lang::En), WorkbookOptions::new().lang(Lang::Zh)]
}

#[test]
fn a_data_set_as_csv_is_the_data_set() {
    for chain in [datasets::hunan(), datasets::example()] {
        for options in options() {
            let folder = Folder::new("data-set");
            chain.to_csv_folder(folder.path(), &options).unwrap();
            let read = SupplyChain::from_file(folder.path()).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(read, chain);
            assert_eq!(read.to_json(), chain.to_json());
        }
    }
}

#[test]
fn a_data_set_as_a_workbook_is_the_data_set() {
    let example = datasets::example();
    for options in options() {
        for options in [options, options.guide(true)] {
            let bytes = example.to_xlsx(&options).unwrap();
            assert_eq!(bytes, example.to_xlsx(&options).unwrap(), "the same bytes for the same chain");
            let read = ReadOptions::new().contents("a.xlsx", &bytes).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(read.to_json(), example.to_json());
        }
    }
}

proptest! {
    #![proptest_config(tried(32))]

    #[test]
    fn a_chain_as_csv_is_the_chain(chain in strategies::chain(), which in 0..3_usize) {
        let folder = Folder::new("property");
        chain.to_csv_folder(folder.path(), &options()[which]).unwrap();
        let read = SupplyChain::from_file(folder.path());
        let read = read.map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(read.to_json(), chain.to_json());
    }

    #[test]
    fn a_chain_as_a_workbook_is_the_chain(chain in strategies::chain(), which in 0..3_usize) {
        let bytes = chain.to_xlsx(&options()[which]).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let read = ReadOptions::new().contents("a.xlsx", &bytes);
        let read = read.map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(read.to_json(), chain.to_json());
    }
}
