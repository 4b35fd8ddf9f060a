//! What is said of a comparison, as people read it and as programs do.

use insta::assert_snapshot;
use seedrelay::query::CompareOptions;
use seedrelay::{Evidence, Lang, datasets};
use serde_json::Value;

#[test]
fn the_plan_of_the_example_in_words() {
    let example = datasets::example();
    let today = example.known_at_least(Evidence::Assumed);
    let compared = today.compare(&example, &CompareOptions::new());
    assert_snapshot!("plan_en", compared.message(Lang::En));
    assert_snapshot!("plan_zh", compared.message(Lang::Zh));
}

#[test]
fn two_years_of_the_example_in_words() {
    let example = datasets::example();
    let past = example.at("2023-06-30".parse().unwrap()).chain;
    assert_snapshot!("two_years_en", past.compare(&example, &CompareOptions::new()).message(Lang::En));
}

#[test]
fn a_comparison_as_json_has_every_part() {
    let example = datasets::example();
    let past = example.at("2023-06-30".parse().unwrap()).chain;
    let json = serde_json::to_value(past.compare(&example, &CompareOptions::new())).unwrap();
    assert_eq!(json["before"]["as_of"], "2023-06-30");
    assert!(json["counts"]["projects"]["added"].as_u64().unwrap() > 0);
    let gaps = json["gaps"].as_array().unwrap();
    for gap in gaps {
        let turned = gap["change"] != "continuing";
        assert_eq!(gap.get("because").is_some(), turned);
        assert!(gap["message"]["zh"].is_string());
        if turned {
            let empty = gap["because"].as_array().unwrap().is_empty();
            assert!(!empty || gap["time"] == true, "{gap}");
        }
    }
    let status = json["records"].as_array().unwrap().iter().find(|record| {
        record["list"] == "projects"
            && record["fields"].as_array().unwrap().iter().any(|field| field["field"] == "status")
    });
    let field = status.unwrap()["fields"].as_array().unwrap().iter().find(|field| field["field"] == "status").unwrap();
    assert!(field["before"].is_string() && field["after"].is_string());
    for row in json["throughput"].as_array().unwrap() {
        let parts = &row["parts"];
        if let (Some(before), Some(after), false) = (row["before"].as_f64(), row["after"].as_f64(), parts.is_null()) {
            let part = |key: &str| parts[key].as_f64().unwrap();
            assert_eq!(part("teams") + part("routes") + part("assumptions"), after - before);
        }
    }
    assert!(json.as_object().unwrap().values().all(|value| *value != Value::Null));
}
