//! The JSON Schema takes what the reader takes, and refuses every fault of shape.

use jsonschema::Validator;
use seedrelay::datasets;
use seedrelay::document::{SCHEMA, schema};
use serde_json::{Value, json};

use crate::base::{base, changed};
use crate::faults::{FAULTS, Sort};

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

fn errors(validator: &Validator, document: &Value) -> Vec<String> {
    validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path)).collect()
}

/// Run with `SEEDRELAY_WRITE_SCHEMA=1` to write the file anew.
#[test]
fn the_file_is_up_to_date() {
    let current = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
    if std::env::var_os("SEEDRELAY_WRITE_SCHEMA").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/document/seedrelay-1.schema.json");
        std::fs::write(path, &current).unwrap();
        return;
    }
    assert!(SCHEMA == current, "run the tests once with SEEDRELAY_WRITE_SCHEMA=1");
}

#[test]
fn it_is_a_schema() {
    assert!(jsonschema::draft202012::meta::is_valid(&schema()));
    assert_eq!(schema()["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn sound_documents_are_valid() {
    let validator = validator();
    let hunan: Value = serde_json::from_str(datasets::HUNAN_JSON).unwrap();
    let written: Value = serde_json::from_str(&datasets::hunan().to_json()).unwrap();
    for document in [base(), hunan, written] {
        assert_eq!(errors(&validator, &document), [""; 0]);
    }
}

#[test]
fn faults_of_shape_are_refused_and_others_are_not() {
    let validator = validator();
    for fault in FAULTS {
        let found = errors(&validator, &changed(fault.change));
        let is_refused = !found.is_empty();
        assert_eq!(is_refused, fault.sort != Sort::Meaning, "{}: {found:?}", fault.name);
    }
}

#[test]
fn nothing_may_be_null() {
    let validator = validator();
    let mut checked = 0;
    let document = base();
    for list in ["sources", "categories", "organizations", "projects", "demands", "agreements", "funding", "services"] {
        for index in 0..document[list].as_array().unwrap().len() {
            for key in document[list][index].as_object().unwrap().keys() {
                let document = changed(|d| d[list][index][key] = json!(null));
                assert!(!validator.is_valid(&document), "{list}[{index}].{key}");
                checked += 1;
            }
        }
    }
    assert!(checked > 50);
}
