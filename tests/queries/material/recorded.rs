//! Against a second implementation of the definitions, in exact fractions, written in Python from their words alone:
//! recorded by `oracles/material/record.py`.

use seedrelay::query::PedigreeOptions;
use seedrelay::{Evidence, SupplyChain};
use serde_json::Value;

/// Whether everything that was recorded is found, numbers to a billionth; lists of holders in any order.
fn agrees(found: &Value, expected: &Value, place: &str) {
    match (found, expected) {
        (Value::Number(found), Value::Number(expected)) => {
            let (found, expected) = (found.as_f64().unwrap(), expected.as_f64().unwrap());
            let near = (found - expected).abs() <= 1e-9 * expected.abs().max(1e-3);
            assert!(near, "{place}: {found} is not {expected}");
        }
        (Value::Array(found), Value::Array(expected)) => {
            assert_eq!(found.len(), expected.len(), "{place}: {found:?}");
            for expected in expected {
                let key = ["germplasm", "holder", "category"].into_iter().find(|key| expected.get(key).is_some());
                let key = key.unwrap_or_else(|| panic!("{place} lists what has no key"));
                let same = |row: &&Value| row[key] == expected[key] && row.get("by") == expected.get("by");
                let own = found.iter().find(same).unwrap_or_else(|| panic!("{place}: {} is missing", expected[key]));
                agrees(own, expected, &format!("{place}[{}]", expected[key]));
            }
        }
        (_, Value::Object(expected)) => {
            for (key, expected) in expected {
                agrees(&found[key], expected, &format!("{place}.{key}"));
            }
        }
        _ => assert_eq!(found, expected, "{place}"),
    }
}

#[test]
fn material_is_as_recorded() {
    let documents: Vec<Value> = serde_json::from_str(include_str!("../../oracles/certainty.json")).unwrap();
    let recorded: Vec<Value> = serde_json::from_str(include_str!("../../oracles/material.json")).unwrap();
    assert_eq!(documents.len(), recorded.len());
    for (document, recorded) in documents.iter().zip(&recorded) {
        let chain = SupplyChain::from_json(document["document"].to_string().as_bytes()).unwrap();
        let chain = chain.known_at_least(Evidence::Assumed);
        let answers = [
            ("pedigree", serde_json::to_value(chain.pedigrees(&PedigreeOptions::new()))),
            ("collections", serde_json::to_value(chain.collection_rows())),
            ("clearance", serde_json::to_value(chain.clearance())),
            ("benefit", serde_json::to_value(chain.benefit())),
        ];
        for (key, answer) in answers {
            agrees(&answer.unwrap(), &recorded[key], &format!("{} of {}", key, recorded["seed"]));
        }
    }
}
