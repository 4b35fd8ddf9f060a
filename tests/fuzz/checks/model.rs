//! An operating model, in JSON or TOML.

use seedrelay::OperatingModel;

pub fn check(document: &[u8]) {
    let Ok(text) = std::str::from_utf8(document) else { return };
    match OperatingModel::from_json(text) {
        Ok(model) => {
            assert_eq!(OperatingModel::from_json(model.to_json()).expect("what is written can be read"), model);
        }
        Err(problems) => drop(problems.to_string()),
    }
    if let Err(problems) = OperatingModel::from_toml(text) {
        let _ = problems.to_string();
    }
}
