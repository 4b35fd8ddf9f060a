//! Against a second implementation of the definitions, written in Python from their words alone: recorded by
//! `oracles/certainty/record.py`.

use seedrelay::query::{CertaintyOptions, GapOptions};
use seedrelay::{Evidence, SupplyChain};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Recorded {
    seed: u64,
    document: Value,
    gaps: Vec<Value>,
    unrecorded: Vec<Value>,
    conversion: Vec<Value>,
}

fn recorded() -> Vec<Recorded> {
    serde_json::from_str(include_str!("../oracles/certainty.json")).unwrap()
}

/// The diagnosis of today, as the second implementation reads a document.
fn today(document: &Value) -> SupplyChain {
    SupplyChain::from_json(document.to_string().as_bytes()).unwrap().known_at_least(Evidence::Assumed)
}

/// Without how far it is known.
fn subject(gap: &Value) -> Value {
    let mut subject = gap.clone();
    let keys = subject.as_object_mut().unwrap();
    let own = ["kind", "category", "leap", "from", "to", "upstream", "project", "demand", "germplasm", "signed"];
    keys.retain(|key, _| own.contains(&key.as_str()));
    subject
}

#[test]
fn gaps_are_as_certain_as_recorded() {
    let (mut certain, mut possible) = (0, 0);
    for Recorded { seed, document, gaps, .. } in recorded() {
        let chain = today(&document);
        let certainty = chain.certainty(&CertaintyOptions::new());
        for gap in chain.gaps(&GapOptions::new()).iter() {
            let own = subject(&serde_json::to_value(gap).unwrap());
            let Some(expected) = gaps.iter().find(|other| subject(other) == own) else { continue };
            let known = certainty.of(&gap);
            assert_eq!(expected["certainty"], known.degree().as_str(), "{seed}: {gap} {known:?}");
            if known.is_certain() { certain += 1 } else { possible += 1 }
        }
    }
    assert!(certain > 40 && possible > 100, "{certain} certain, {possible} possible");
}

#[test]
fn lists_are_as_unrecorded_as_recorded() {
    for Recorded { seed, document, unrecorded, .. } in recorded() {
        let chain = today(&document);
        let own = serde_json::to_value(chain.certainty(&CertaintyOptions::new()).unrecorded()).unwrap();
        let own = own.as_array().unwrap();
        assert_eq!(own.len(), unrecorded.len(), "{seed}");
        assert!(unrecorded.iter().all(|row| own.contains(row)), "{seed}: {own:?} {unrecorded:?}");
    }
}

/// Whether two numbers, or what holds numbers, are the same but for rounding.
fn is_near(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            (one - other).abs() <= 1e-9 * one.abs().max(1.0)
        }
        (Value::Object(one), Value::Object(other)) => {
            one.iter().all(|(key, value)| other.get(key).is_none_or(|other| is_near(value, other)))
        }
        (one, other) => one == other,
    }
}

#[test]
fn conversions_have_the_recorded_bounds() {
    let mut audited = 0;
    for Recorded { seed, document, conversion, .. } in recorded() {
        let chain = today(&document);
        let own = serde_json::to_value(chain.certainty(&CertaintyOptions::new()).conversions()).unwrap();
        for row in own.as_array().unwrap() {
            let same = |other: &&Value| ["category", "from", "to"].iter().all(|key| other[key] == row[key]);
            let expected = conversion.iter().find(same).unwrap();
            assert!(is_near(row, expected), "{seed}: {row} {expected}");
            audited += usize::from(row["recorded_share"].is_object());
        }
        assert_eq!(own.as_array().unwrap().len(), conversion.len(), "{seed}");
    }
    assert!(audited > 5, "{audited}");
}
