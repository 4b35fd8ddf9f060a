//! The JSON Schema takes what the reader takes, and refuses every fault of shape.

use std::path::Path;
use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;
use seedrelay::io::document::{SCHEMA, schema};
use seedrelay::{Evidence, OrganizationKind, SupplyChain, datasets};
use serde_json::{Value, json};

use crate::base::{base, changed};
use crate::cases::tried;
use crate::faults::{FAULTS, Sort};

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

/// What a schema says against a document.
pub(crate) fn errors(validator: &Validator, document: &Value) -> Vec<String> {
    validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path)).collect()
}

/// Whether a schema is the one that its file had when the crate was built. Run with `SEEDRELAY_WRITE_SCHEMA=1` to write the
/// file anew.
pub(crate) fn assert_up_to_date(schema: &Value, text: &str, file: &str) {
    let current = format!("{}\n", serde_json::to_string_pretty(schema).unwrap());
    if std::env::var_os("SEEDRELAY_WRITE_SCHEMA").is_some() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../src/io/document");
        std::fs::write(Path::new(folder).join(file), &current).unwrap();
        return;
    }
    assert!(text == current, "run the tests once with SEEDRELAY_WRITE_SCHEMA=1");
}

#[test]
fn the_file_is_up_to_date() {
    assert_up_to_date(&schema(), SCHEMA, "seedrelay-1.schema.json");
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
    let example: Value = serde_json::from_str(datasets::EXAMPLE_JSON).unwrap();
    for document in [base(), hunan, example] {
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

/// The same for every case: it takes longer to make than to use.
static VALIDATOR: LazyLock<Validator> = LazyLock::new(validator);

proptest! {
    #![proptest_config(tried(64))]

    // What the reader takes is valid, whatever was done to it.
    #[test]
    fn what_is_read_is_valid(
        teams in 1..u32::MAX,
        share in 0.0..=1.0_f64,
        money in 0.0..1e300_f64,
        dates in prop::collection::vec("[0-9]{4}(-[0-9]{2}){0,2}", 3),
        text in ".*",
        kind in prop::sample::select(OrganizationKind::NAMES.to_vec()),
        evidence in prop::sample::select(Evidence::NAMES.to_vec()),
    ) {
        let document = changed(|d| {
            d["organizations"][0]["capabilities"][0]["teams"] = json!(teams);
            d["projects"][1]["benefit_shares"][0]["share"] = json!(share);
            d["projects"][1]["budget"] = json!(money);
            d["demands"][0]["raised"] = json!(dates[0]);
            d["sources"][0]["date"] = json!(dates[1]);
            d["agreements"][0]["signed"] = json!(dates[2]);
            d["projects"][0]["title"] = json!({"en": text});
            d["projects"][1]["topic"] = json!(text);
            d["organizations"][1]["kind"] = json!(kind);
            d["services"][0]["evidence"] = json!(evidence);
        });
        if let Ok(chain) = SupplyChain::from_json(document.to_string()) {
            prop_assert_eq!(errors(&VALIDATOR, &document), [""; 0]);
            let written = serde_json::from_str(&chain.to_json()).unwrap();
            prop_assert_eq!(errors(&VALIDATOR, &written), [""; 0]);
        }
    }
}
