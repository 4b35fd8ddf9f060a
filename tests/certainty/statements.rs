//! Statements that say the same in other words give the same answers.

use seedrelay::SupplyChain;
use seedrelay::query::{CertaintyOptions, Degree, GapOptions};
use serde_json::{Value, json};

use crate::tiny::{self, Draw};

fn marks(document: &Value) -> Vec<(String, Degree)> {
    let chain = SupplyChain::from_json(document.to_string().as_bytes()).expect("it is sound");
    let certainty = chain.certainty(&CertaintyOptions::new());
    let gaps = chain.gaps(&GapOptions::new());
    gaps.iter().map(|gap| (gap.to_string(), certainty.of(&gap).degree())).collect()
}

#[test]
fn order_overlap_and_split_periods_change_nothing() {
    for seed in 0..200 {
        let document = tiny::document(seed);
        let expected = marks(&document);
        let draw = &mut Draw::new(seed);
        let mut reworded = document.clone();
        let statements = reworded["completeness"].as_array_mut().unwrap();
        let mut more = Vec::new();
        for statement in statements.iter_mut() {
            let has_period = !matches!(statement["list"].as_str(), Some("agreements" | "services" | "capabilities"));
            if has_period && draw.below(2) == 0 {
                let mut later = statement.clone();
                let split = ["2014", "2014-06", "2014-06-30"][draw.below(3)];
                let next = ["2015", "2014-07", "2014-07-01"]
                    [["2014", "2014-06", "2014-06-30"].iter().position(|own| *own == split).unwrap()];
                // Up to the split, and from the day after; or overlapping with it.
                later["from"] = if draw.below(2) == 0 { next } else { split }.into();
                statement["to"] = split.into();
                let is_before = |own: &Value| own["from"].as_str().is_none_or(|from| from <= "2014");
                assert!(is_before(statement));
                more.push(later);
            } else {
                more.push(statement.clone());
            }
        }
        statements.extend(more);
        statements.reverse();
        assert_eq!(marks(&reworded), expected, "{seed}: {document}");
    }
}

#[test]
fn audits_and_parts_cover_nothing() {
    for seed in 0..50 {
        let mut document = tiny::document(seed);
        document["completeness"] = json!([]);
        let expected = marks(&document);
        document["completeness"] = json!([
            {"list": "builds-on", "category": "rice", "checked": 25, "found": 25},
            {"list": "projects", "recorded": "some"},
            {"list": "answers", "recorded": "none"},
        ]);
        assert_eq!(marks(&document), expected, "{seed}");
    }
}
