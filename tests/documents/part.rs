//! A chain as a part of a document of the caller's own.

use seedrelay::SupplyChain;
use serde_json::json;

use crate::base::{base, changed};

#[derive(Debug, serde::Deserialize)]
struct Study {
    chain: SupplyChain,
}

#[test]
fn a_chain_is_read_through_any_deserializer() {
    let expected = SupplyChain::from_json(base().to_string()).unwrap();
    let study: Study = serde_json::from_value(json!({"chain": base()})).unwrap();
    assert_eq!(study.chain, expected);
    let study: Study = serde_json::from_str(&json!({"chain": base()}).to_string()).unwrap();
    assert_eq!(study.chain, expected);
    let study: Study = serde_json::from_reader(json!({"chain": base()}).to_string().as_bytes()).unwrap();
    assert_eq!(study.chain, expected, "nothing need be borrowed");
}

#[test]
fn an_error_lists_what_the_chain_is_wrong_about() {
    let document = json!({"chain": changed(|d| {
        d["projects"][0]["performer"] = json!("yuelusan");
        d["projects"][1]["answers"] = json!(["drought"]);
    })});
    let error = serde_json::from_value::<Study>(document).unwrap_err().to_string();
    assert_eq!(
        error,
        "2 problems\n  projects[0].performer: unknown organization `yuelusan`; did you mean `yuelushan`?\n  \
         projects[1].answers[0]: unknown demand `drought`",
    );
}

#[test]
fn a_value_of_a_wrong_type_ends_the_reading() {
    let document = json!({"chain": changed(|d| d["projects"][0]["performer"] = json!(5))}).to_string();
    let error = serde_json::from_str::<Study>(&document).unwrap_err().to_string();
    assert!(error.starts_with("invalid type: integer `5`, expected a string at line 1 column "), "{error}");
}
