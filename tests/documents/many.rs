//! Many mistakes in one document: each is reported, once, at its place.

use seedrelay::{Lang, SupplyChain};
use serde_json::json;

use crate::base::{changed, lines, remove, rename, toml};

#[test]
fn sixteen_mistakes_are_sixteen_problems() {
    let mut document = changed(|d| {
        d["format"] = json!("seedrelay/0");
        d["as_of"] = json!("31.12.2024");
        rename(&mut d["categories"][0], "strategic", "stratgic");
        let consortium = &mut d["organizations"][2];
        consortium["kind"] = json!("consortum");
        consortium["charter"]["technicians"] = json!("forty");
        consortium["charter"]["members"][0]["contribution"] = json!(6);
        consortium["charter"]["members"][1]["organization"] = json!("yuelusan");
        remove(&mut d["projects"][0], "stage");
        d["projects"][0]["ended"] = json!("2018");
        d["projects"][1]["builds_on"] = json!(["gene", "gene"]);
        d["projects"][1]["budget"] = json!(-1);
        d["projects"][1]["orientations"] = json!(["frontier", "moon"]);
        d["projects"][2]["performer"] = json!("breeding-alliance");
        d["demands"][0]["raised_by"] = json!(["longping"]);
        d["services"][0] = json!("extension");
    });
    let expected = [
        "agreements[0].signed: key `signed` is given twice",
        "as_of: malformed date `31.12.2024`",
        "categories[0].stratgic: unknown key `stratgic`; did you mean `strategic`?",
        "demands[0].raised_by: found a list, expected a string",
        "format: unsupported format `seedrelay/0`",
        "organizations[2].charter.members[0].contribution: 6 is no share",
        "organizations[2].charter.members[1].organization: unknown organization `yuelusan`; did you mean `yuelushan`?",
        "organizations[2].charter.technicians: found the text \"forty\", expected a whole number",
        "organizations[2].kind: unknown value `consortum`; did you mean `consortium`?",
        "projects[0]: missing key `stage`",
        "projects[0].ended: `started` 2019-03 is after `ended` 2018",
        "projects[1].budget: -1 is negative",
        "projects[1].builds_on[1]: project `line` builds on `gene` twice",
        "projects[1].orientations[1]: unknown value `moon`",
        "projects[2].performer: a documented record cannot refer to organization `breeding-alliance`",
        "services[0]: found the text \"extension\", expected an object",
    ];
    let check = |found: &[String]| {
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(expected), "expected {expected}, found {found}");
        }
    };
    let twice = "\"signed\":\"2022-07-20\"";
    let text = document.to_string().replace(twice, &format!("{twice},{twice}"));
    check(&lines(SupplyChain::from_json(&text)));
    let twice = "\"signed\" = \"2022-07-20\"";
    let text = toml(&document).replace(twice, &format!("{twice}, {twice}"));
    check(&lines(SupplyChain::from_toml(text)));

    // Every problem points at the text that it is about.
    document["as_of"] = json!("2024-12-32");
    let text = document.to_string();
    let problems = SupplyChain::from_json(&text).unwrap_err();
    let shown: Vec<&str> = problems.iter().map(|problem| &text[problem.span.clone().unwrap()]).collect();
    assert_eq!(shown[0], "\"2024-12-32\"");
    assert_eq!(shown[1], "\"stratgic\"");
    assert_eq!(shown[2], "[\"longping\"]");
    assert_eq!(shown[5], "\"yuelusan\"");
    assert!(shown[8].starts_with('{') && shown[8].contains("gene"), "a missing key is reported of its record");
}

/// Of more problems than anybody fixes, half a million are reported, and that there are more.
#[test]
fn of_very_many_problems_half_a_million_are_kept() {
    let platforms = vec!["0"; 500_002].join(",");
    let document = format!(
        r#"{{"format":"seedrelay/1","as_of":"2024-12-31","categories":[{{"id":"rice"}}],
            "organizations":[{{"id":"a","kind":"university","platforms":[{platforms}]}}]}}"#
    );
    let problems = SupplyChain::from_json(document).unwrap_err();
    assert_eq!(problems.len(), 500_001);
    let more = problems.iter().find(|problem| problem.to_string().contains("more problems than the 500000")).unwrap();
    assert!(more.message(Lang::Zh).contains("500000"));
}
