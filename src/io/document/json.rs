//! JSON: a strict, fast reading, and the tolerant one of its tree.

use super::read::{ReadOptions, read_document};
use super::tolerant;
use crate::chain::Assembly;
use crate::chain::{Problems, SupplyChain};
use crate::io::written::json::{parse, without_mark};

pub(super) fn read(document: &[u8], options: ReadOptions) -> Result<SupplyChain, Problems> {
    if let Some(chain) = strict(without_mark(document), options) {
        return Ok(chain);
    }
    tolerant::read(&parse(document)?, Vec::new(), options)
}

/// The chain, if nothing at all is wrong.
fn strict(document: &[u8], options: ReadOptions) -> Option<SupplyChain> {
    let mut assembly = Assembly::new(options.require_sources);
    // Once for all, which is faster than for each string.
    let text = std::str::from_utf8(document).ok()?;
    assembly.read_from(text);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    read_document(&mut deserializer, &mut assembly).ok()?;
    deserializer.end().ok()?;
    assembly.finish().ok()
}

#[cfg(all(test, feature = "proptest"))]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Index;
    use serde_json::{Value, json};

    use super::*;

    /// Every place in a value: the way to it, by position.
    fn places(value: &Value, way: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
        found.push(way.clone());
        let children: Vec<&Value> = match value {
            Value::Array(values) => values.iter().collect(),
            Value::Object(entries) => entries.values().collect(),
            _ => Vec::new(),
        };
        for (number, child) in children.into_iter().enumerate() {
            way.push(number);
            places(child, way, found);
            way.pop();
        }
    }

    fn at<'v>(value: &'v mut Value, way: &[usize]) -> &'v mut Value {
        let Some((first, rest)) = way.split_first() else { return value };
        match value {
            Value::Array(values) => at(&mut values[*first], rest),
            Value::Object(entries) => at(entries.values_mut().nth(*first).unwrap(), rest),
            _ => unreachable!(),
        }
    }

    #[derive(Clone, Debug)]
    enum Mutation {
        Replace(Value),
        Remove(Index),
        Rename(Index, &'static str),
        Copy(Index),
        Repeat(Index),
    }

    fn value() -> impl Strategy<Value = Value> {
        let names =
            ["basic", "rice", "hau", "p1", "2020", "2020-13", "documented", "proposed", "active", "service", ""];
        prop_oneof![
            Just(json!(null)),
            any::<bool>().prop_map(Value::from),
            (-2..5_i64).prop_map(Value::from),
            Just(json!(u64::MAX)),
            (-0.5..1.5).prop_map(Value::from),
            prop::sample::select(names.to_vec()).prop_map(Value::from),
            Just(json!([])),
            Just(json!({})),
            Just(json!({"en": "x"})),
            Just(json!({"basic": null})),
            Just(json!([1])),
        ]
    }

    fn mutation() -> impl Strategy<Value = Mutation> {
        let keys = ["id", "stage", "kind", "format", "en", "organisations", "where", "evidence", "x", ""];
        prop_oneof![
            value().prop_map(Mutation::Replace),
            any::<Index>().prop_map(Mutation::Remove),
            (any::<Index>(), prop::sample::select(keys.to_vec())).prop_map(|(index, key)| Mutation::Rename(index, key)),
            any::<Index>().prop_map(Mutation::Copy),
            any::<Index>().prop_map(Mutation::Repeat),
        ]
    }

    fn mutate(document: &mut Value, place: Index, mutation: Mutation) {
        let mut found = Vec::new();
        places(document, &mut Vec::new(), &mut found);
        let (way, copied) = (place.get(&found).clone(), document.clone());
        let target = at(document, &way);
        match (mutation, target) {
            (Mutation::Replace(value), target) => *target = value,
            (Mutation::Copy(index), target) => {
                let way: &Vec<usize> = index.get(&found);
                *target = at(&mut copied.clone(), way).clone();
            }
            (Mutation::Remove(index), Value::Array(values)) if !values.is_empty() => {
                values.remove(index.index(values.len()));
            }
            (Mutation::Remove(index), Value::Object(entries)) if !entries.is_empty() => {
                let key = entries.keys().nth(index.index(entries.len())).unwrap().clone();
                entries.remove(&key);
            }
            (Mutation::Rename(index, other), Value::Object(entries)) if !entries.is_empty() => {
                let key = entries.keys().nth(index.index(entries.len())).unwrap().clone();
                let value = entries.remove(&key).unwrap();
                entries.insert(other.into(), value);
            }
            (Mutation::Repeat(index), Value::Array(values)) if !values.is_empty() => {
                values.push(values[index.index(values.len())].clone());
            }
            _ => {}
        }
    }

    fn sound() -> Value {
        json!({
            "format": "seedrelay/1", "name": {"en": "a", "zh": "b"}, "as_of": "2024-12-31", "currency": "CNY",
            "sources": [{"id": "s", "title": "t", "date": "2020-01"}],
            "categories": [{"id": "rice", "strategic": true, "source": "s"}],
            "organizations": [
                {"id": "hau", "kind": "university", "capabilities": [{"category": "rice", "stage": "basic", "teams": 2}],
                 "staff": 5, "platforms": ["x", {"zh": "y"}]},
                {"id": "club", "kind": "consortium", "charter": {"lead": "hau", "technicians": 4, "members": [
                    {"organization": "hau", "contribution": 0.5, "technicians": 2}]}},
                {"id": "ext", "kind": "service", "service": "extension", "evidence": "assumed"}
            ],
            "projects": [
                {"id": "p1", "category": "rice", "stage": "basic", "performer": "hau", "status": "delivered",
                 "commissioned": "2019", "started": "2019-02", "ended": "2020-01-05"},
                {"id": "p2", "category": "rice", "stage": "applied", "performer": "hau", "status": "active",
                 "commissioner": "club", "builds_on": ["p1"], "answers": ["d"], "interested": ["hau"], "budget": 5,
                 "orientations": ["health"], "benefit_shares": [{"holder": "inventors", "share": 0.7}]}
            ],
            "demands": [{"id": "d", "raised_by": "hau", "category": "rice", "stage": "basic", "raised": "2018"}],
            "agreements": [{"from": "club", "to": "hau", "categories": ["rice"], "signed": "2020"}],
            "funding": [{"from": "hau", "to": "club", "project": "p2", "amount": 0.5, "year": 2020}],
            "services": [{"provider": "ext", "client": "hau", "category": "rice", "evidence": "assumed"}],
            "assumptions": {"stages": {"basic": {"duration_years": {"min": 1, "mode": 2, "max": 3}, "success": 0.5}},
                            "categories": {"rice": {"applied": {"success": 1}}}}
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn both_readings_agree(mutations in prop::collection::vec((any::<Index>(), mutation()), 0..4)) {
            let mut document = sound();
            for (place, mutation) in mutations {
                mutate(&mut document, place, mutation);
            }
            let text = document.to_string();
            let strict = strict(text.as_bytes(), ReadOptions::new());
            let tolerant = parse(text.as_bytes()).and_then(|tree| tolerant::read(&tree, Vec::new(), ReadOptions::new()));
            match (strict, tolerant) {
                (Some(strict), Ok(tolerant)) => prop_assert_eq!(strict, tolerant),
                (None, Err(problems)) => prop_assert!(problems.iter().all(|problem| problem.span.is_some())),
                (strict, tolerant) => prop_assert!(false, "{text}: {strict:?}, {tolerant:?}"),
            }
        }
    }
}
