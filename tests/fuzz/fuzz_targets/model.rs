//! An operating model, in JSON or TOML.

#![no_main]

use libfuzzer_sys::fuzz_target;
use seedrelay::OperatingModel;

fuzz_target!(|text: &str| {
    match OperatingModel::from_json(text) {
        Ok(model) => {
            assert_eq!(OperatingModel::from_json(model.to_json()).expect("what is written can be read"), model);
        }
        Err(problems) => drop(problems.to_string()),
    }
    if let Err(problems) = OperatingModel::from_toml(text) {
        let _ = problems.to_string();
    }
});
