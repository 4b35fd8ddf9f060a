//! Every field that is declared survives every format.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proptest::prelude::*;
use seedrelay::SupplyChain;
use seedrelay::chain::RecordList;
use seedrelay::io::document::ReadOptions;
use seedrelay::io::document::workbook::WorkbookOptions;
use seedrelay::record::{FieldKind, FieldValue, Fields, Head, Record, Shape};
use seedrelay::testing::strategies::chain;

/// Every field that a shape has, and those of the records within.
fn declared(shape: &Shape, fields: &mut Met) {
    for field in shape.fields {
        fields.insert((shape.name, field.key));
        match field.kind {
            FieldKind::Record(of)
            | FieldKind::List(&FieldKind::Record(of))
            | FieldKind::ByStage(of)
            | FieldKind::ByCategory(of) => declared(of, fields),
            _ => {}
        }
    }
}

type Met = BTreeSet<(&'static str, &'static str)>;

/// Every field in which a record says something, and the records within.
fn said(record: &dyn Fields, fields: &mut Met) {
    for (place, field) in record.shape().fields.iter().enumerate().filter(|(place, _)| !record.is_left_out(*place)) {
        fields.insert((record.shape().name, field.key));
        said_within(record.field(place), fields);
    }
}

fn said_within(value: FieldValue<'_>, fields: &mut Met) {
    match value {
        FieldValue::Record(within) => said(within, fields),
        FieldValue::ByStage(entries) | FieldValue::ByCategory(entries) => {
            let values = (0..entries.len()).filter_map(|place| entries.entry(place));
            values.for_each(|(_, value)| said_within(value, fields));
        }
        value => value.elements().for_each(|element| said_within(element, fields)),
    }
}

#[test]
fn every_field_survives_every_format() {
    let mut all = BTreeSet::new();
    declared(&Head::SHAPE, &mut all);
    RecordList::ALL.iter().for_each(|list| declared(list.shape(), &mut all));
    let met = RefCell::new(BTreeSet::new());
    let folder = std::env::temp_dir().join(format!("seedrelay-{}-declared", std::process::id()));
    proptest!(ProptestConfig::with_cases(64), |(chain in chain())| {
        said(chain.head(), &mut met.borrow_mut());
        for list in RecordList::ALL {
            chain.records(*list).for_each(|record| said(record, &mut met.borrow_mut()));
        }
        prop_assert_eq!(&SupplyChain::from_json(chain.to_json()).unwrap(), &chain);
        prop_assert_eq!(&SupplyChain::from_toml(chain.to_toml()).unwrap(), &chain);
        let workbook = chain.to_xlsx(&WorkbookOptions::new()).unwrap();
        prop_assert_eq!(&ReadOptions::new().contents("chain.xlsx", &workbook).unwrap(), &chain);
        chain.to_csv_folder(&folder, &WorkbookOptions::new()).unwrap();
        prop_assert_eq!(&SupplyChain::from_file(&folder).unwrap(), &chain);
    });
    std::fs::remove_dir_all(&folder).unwrap();
    let missed: Vec<_> = all.difference(&*met.borrow()).copied().collect();
    assert!(missed.is_empty(), "never drawn: {missed:?}");
}
