//! A small sound document with every kind of record, and what is reported of its changed copies.

use seedrelay::{Problems, SupplyChain};
use serde_json::{Value, json};

pub fn base() -> Value {
    json!({
        "format": "seedrelay/1",
        "name": {"en": "Hunan", "zh": "湖南"},
        "as_of": "2024-12-31",
        "currency": "CNY",
        "sources": [{"id": "a5", "title": "Report", "where": {"zh": "长沙"}, "date": "2024-12-10"}],
        "home": "hunan",
        "regions": [{"id": "hunan", "within": ["china"]}, {"id": "china", "name": {"zh": "中国"}}],
        "topics": [{"id": "resistance", "name": {"en": "resistance to stem borers", "zh": "抗螟虫"}}],
        "categories": [
            {"id": "rice", "name": {"en": "Rice", "zh": "水稻"}, "strategic": true},
            {"id": "pepper", "evidence": "documented", "source": "a5"}
        ],
        "organizations": [
            {"id": "yuelushan", "kind": "laboratory", "capabilities": [
                {"category": "rice", "stage": "basic", "teams": 22},
                {"category": "rice", "stage": "applied-basic", "teams": 3}
            ], "leading_scientists": 8, "staff": 2000, "platforms": ["germplasm bank"], "region": "hunan",
             "source": "a5"},
            {"id": "longping", "kind": "company"},
            {"id": "rice-consortium", "kind": "consortium", "charter": {
                "lead": "longping", "legal_representative": "longping", "nonprofit": true, "technicians": 40,
                "members": [
                    {"organization": "longping", "contribution": 0.6, "technicians": 18},
                    {"organization": "yuelushan", "contribution": 0.4}
                ]
            }},
            {"id": "extension-station", "kind": "service", "service": "extension"},
            {"id": "breeding-alliance", "kind": "consortium", "evidence": "proposed"}
        ],
        "germplasm": [
            {"id": "hybrid", "category": "rice", "kind": "hybrid", "released": "2021", "withdrawn": "2029",
             "parents": ["landrace", {"germplasm": "line-1", "share": 0.5}], "bred_by": ["longping"],
             "right": "variety-right", "right_ends": "2036", "owners": [{"holder": "longping", "share": 1}]},
            {"id": "landrace", "category": "rice", "kind": "landrace", "origin": "hunan", "holders": ["yuelushan"],
             "duplicates": [], "identified": true, "listed": false, "access": "on-agreement", "right": "registered"},
            {"id": "line-1", "category": "rice", "kind": "line"},
            {"id": "chilli", "category": "pepper", "kind": "variety", "evidence": "proposed"}
        ],
        "projects": [
            {"id": "gene", "title": "Resistance gene", "category": "rice", "stage": "basic", "performer": "yuelushan",
             "status": "delivered", "commissioned": "2019-01-01", "started": "2019-03", "ended": "2021"},
            {"id": "line", "category": "rice", "stage": "applied-basic", "performer": "yuelushan",
             "commissioner": "rice-consortium", "status": "active", "commissioned": "2022-01",
             "started": "2022-05-01", "builds_on": ["gene"], "answers": ["borers"], "topic": "resistance",
             "budget": 2_000_000, "chokepoint": true, "interested": ["longping"], "orientations": ["frontier"],
             "benefit_shares": [{"holder": "inventors", "share": 0.7}, {"holder": "yuelushan", "share": 0.3}],
             "joint_performers": ["longping"], "draws_on": ["line-1"], "releases": ["hybrid"],
             "owners": [{"holder": "longping", "share": 0.25}], "revenue": 8_000_000,
             "royalties": [{"project": "gene", "share": 0.03}, {"germplasm": "landrace", "share": 0.02}]},
            {"id": "variety", "category": "rice", "stage": "applied", "performer": "longping", "status": "proposed",
             "builds_on": ["gene", "line"], "answers": ["borers"]}
        ],
        "demands": [{"id": "borers", "raised_by": "longping", "category": "rice", "stage": "applied-basic",
                     "raised": "2018-11-02", "topic": "resistance", "title": "Stem borers"}],
        "agreements": [{"from": "rice-consortium", "to": "yuelushan", "categories": ["rice"],
                        "signed": "2022-07-20"},
                       {"from": "longping", "to": "yuelushan", "categories": ["pepper"], "evidence": "proposed"}],
        "funding": [{"from": "longping", "to": "yuelushan", "project": "line", "amount": 500_000.5, "year": 2023}],
        "services": [{"provider": "extension-station", "client": "longping", "category": "rice"}],
        "licences": [{"project": "gene", "to": "longping", "use": "commercial", "exclusive": true, "sublicence": true,
                      "signed": "2024-07-04", "ends": "2034", "fee": 11_000_000, "royalty": 0.03}],
        "adoptions": [{"germplasm": "hybrid", "region": "china", "year": 2023, "area": 3_000_000, "unit": "mu"}],
        "collections": [{"holder": "yuelushan", "category": "rice", "date": "2017", "accessions": 3219, "identified": 426}],
        "completeness": [{"list": "projects", "category": "rice", "from": "2015"},
                         {"list": "builds-on", "category": "rice", "checked": 25, "found": 20}],
        "assumptions": {
            "stages": {"basic": {"duration_years": {"min": 2, "mode": 4, "max": 8}, "success": 0.3}},
            "categories": {"pepper": {"basic": {"success": 0.4}}}
        }
    })
}

/// The document with a change.
pub fn changed(change: impl FnOnce(&mut Value)) -> Value {
    let mut document = base();
    change(&mut document);
    document
}

/// Takes a key away.
pub fn remove(record: &mut Value, key: &str) {
    record.as_object_mut().unwrap().remove(key).expect("the base document has the key");
}

/// Gives a key another name.
pub fn rename(record: &mut Value, key: &str, other: &str) {
    let record = record.as_object_mut().unwrap();
    let value = record.remove(key).expect("the base document has the key");
    record.insert(other.to_owned(), value);
}

/// The lines of all problems.
pub fn lines(outcome: Result<SupplyChain, Problems>) -> Vec<String> {
    outcome.map_or_else(|problems| problems.iter().map(ToString::to_string).collect(), |_| Vec::new())
}

pub fn json_lines(document: &Value) -> Vec<String> {
    lines(SupplyChain::from_json(document.to_string()))
}

pub fn toml_lines(document: &Value) -> Vec<String> {
    lines(SupplyChain::from_toml(toml(document)))
}

/// A document in TOML, one key a line.
pub fn toml(document: &Value) -> String {
    fn inline(value: &Value) -> String {
        match value {
            Value::Null => panic!("TOML has no null"),
            Value::Array(values) => format!("[{}]", values.iter().map(inline).collect::<Vec<_>>().join(", ")),
            Value::Object(entries) => {
                let entries =
                    entries.iter().map(|(key, value)| format!("{} = {}", Value::from(key.as_str()), inline(value)));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
            value => value.to_string(),
        }
    }
    let entries = document.as_object().unwrap().iter();
    entries.map(|(key, value)| format!("{} = {}\n", Value::from(key.as_str()), inline(value))).collect()
}

#[test]
fn the_base_document_is_sound() {
    assert_eq!(json_lines(&base()), [""; 0]);
    assert_eq!(toml_lines(&base()), [""; 0]);
    assert_eq!(
        SupplyChain::from_json(base().to_string()).unwrap(),
        SupplyChain::from_toml(toml(&base())).unwrap(),
        "both are the same chain",
    );
}
