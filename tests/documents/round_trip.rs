//! What is written is read as the same, and documents that say the same are the same bytes.

use proptest::prelude::*;
use seedrelay::{SupplyChain, datasets};
use serde_json::{Value, json};

use crate::base::{base, changed};
use crate::cases::tried;

fn read(document: &Value) -> SupplyChain {
    SupplyChain::from_json(document.to_string()).unwrap()
}

#[test]
fn canonical_documents_are_written_as_they_are_read() {
    for chain in [datasets::hunan(), datasets::example(), read(&base())] {
        let (json, toml) = (chain.to_json(), chain.to_toml());
        assert_eq!(SupplyChain::from_json(&json).unwrap(), chain);
        assert_eq!(SupplyChain::from_json(&json).unwrap().to_json(), json);
        assert_eq!(SupplyChain::from_toml(&toml).unwrap(), chain);
        assert_eq!(SupplyChain::from_toml(&toml).unwrap().to_toml(), toml);
        assert_eq!(SupplyChain::from_toml(&toml).unwrap().to_json(), json);
    }
}

#[test]
fn the_order_of_lists_is_not_written() {
    let expected = read(&base()).to_json();
    for turn in 0..5 {
        let document = changed(|d| turn_lists(d, turn));
        assert_eq!(read(&document).to_json(), expected);
    }
}

fn turn_lists(value: &mut Value, turn: usize) {
    match value {
        Value::Array(values) => {
            values.iter_mut().for_each(|value| turn_lists(value, turn));
            let count = values.len().max(1);
            values.rotate_left(turn % count);
            if turn % 2 == 1 {
                values.reverse();
            }
        }
        Value::Object(entries) => entries.iter_mut().for_each(|(_, value)| turn_lists(value, turn)),
        _ => {}
    }
}

#[test]
fn texts_stay_as_they_are_written() {
    for text in [
        json!("Rice"),
        json!({"en": "Rice"}),
        json!({"zh": "水稻"}),
        json!({"en": "Rice", "zh": "水稻"}),
        json!(""),
        json!({"en": "", "zh": ""}),
        json!("a \"b\" \\ \u{0} \u{7f} \n 𠮷 \u{2028}"),
    ] {
        let chain = read(&changed(|d| d["name"] = text.clone()));
        let written: Value = serde_json::from_str(&chain.to_json()).unwrap();
        assert_eq!(written["name"], text);
        let through_toml = SupplyChain::from_toml(chain.to_toml()).unwrap();
        assert_eq!(through_toml.to_json(), chain.to_json());
    }
}

#[test]
fn money_stays_as_it_is_written() {
    for (number, written) in [
        ("0", "0"),
        ("2000000", "2000000"),
        ("2000000.0", "2000000"),
        ("0.1", "0.1"),
        ("123456789.01", "123456789.01"),
        ("1e18", "1e+18"),
        ("5e-324", "5e-324"),
    ] {
        let document = base().to_string().replace("2000000", number);
        let chain = SupplyChain::from_json(document).unwrap();
        assert!(chain.to_json().contains(&format!("\"budget\": {written},")), "{number}: {}", chain.to_json());
        assert_eq!(SupplyChain::from_json(chain.to_json()).unwrap().to_json(), chain.to_json());
        assert_eq!(SupplyChain::from_toml(chain.to_toml()).unwrap().to_json(), chain.to_json());
    }
}

proptest! {
    #![proptest_config(tried(96))]

    #[test]
    fn every_number_is_read_as_it_is_written(amount in 0.0..1e18_f64, bits in any::<u64>()) {
        let wild = f64::from_bits(bits & !(1 << 63));
        for number in [amount, wild].into_iter().filter(|number| *number <= 1e18) {
            let chain = read(&base()).to_builder().name("n");
            let mut funding = read(&base()).funding()[0].clone();
            funding.amount = Some(number);
            let chain = chain.funding(funding).build().unwrap();
            prop_assert_eq!(&SupplyChain::from_json(chain.to_json()).unwrap(), &chain);
            prop_assert_eq!(&SupplyChain::from_toml(chain.to_toml()).unwrap(), &chain);
        }
    }
}
