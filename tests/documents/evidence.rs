//! A record is never better known than what it refers to.

use seedrelay::{Evidence, SupplyChain};
use serde_json::json;

use crate::base::{base, changed, json_lines, remove};

#[test]
fn what_refers_to_less_well_known_records_is_refused() {
    let cases: [(&str, &str, fn(&mut serde_json::Value)); 8] = [
        ("projects[2].commissioner", "organization `breeding-alliance`", |d| {
            d["projects"][2]["commissioner"] = json!("breeding-alliance");
        }),
        ("demands[0].raised_by", "organization `breeding-alliance`", |d| {
            d["demands"][0]["raised_by"] = json!("breeding-alliance");
        }),
        ("agreements[0].to", "organization `breeding-alliance`", |d| {
            d["agreements"][0]["to"] = json!("breeding-alliance")
        }),
        ("funding[0].from", "organization `breeding-alliance`", |d| {
            d["funding"][0]["from"] = json!("breeding-alliance")
        }),
        ("services[0].client", "organization `breeding-alliance`", |d| {
            d["services"][0]["client"] = json!("breeding-alliance");
        }),
        ("organizations[2].charter.lead", "organization `breeding-alliance`", |d| {
            d["organizations"][2]["charter"]["lead"] = json!("breeding-alliance");
        }),
        ("organizations[2].charter.members[0].organization", "organization `breeding-alliance`", |d| {
            d["organizations"][2]["charter"]["members"][0]["organization"] = json!("breeding-alliance");
        }),
        ("projects[1].answers[0]", "demand `borers`", |d| {
            d["demands"][0]["evidence"] = json!("proposed");
            d["projects"][2]["evidence"] = json!("proposed");
        }),
    ];
    for (path, what, change) in cases {
        let expected = format!("{path}: a documented record cannot refer to {what}, which is only proposed");
        assert_eq!(json_lines(&changed(change)), [expected]);
    }
}

#[test]
fn levels_are_compared() {
    let found = json_lines(&changed(|d| {
        d["projects"][2]["evidence"] = json!("assumed");
        d["projects"][2]["performer"] = json!("breeding-alliance");
    }));
    let expected = "projects[2].performer: an assumed record cannot refer to organization `breeding-alliance`, which is only proposed";
    assert_eq!(found, [expected]);
    let found = json_lines(&changed(|d| {
        d["projects"][2]["evidence"] = json!("proposed");
        d["projects"][2]["performer"] = json!("breeding-alliance");
    }));
    assert_eq!(found, [""; 0]);
}

#[test]
fn parts_are_no_better_known_than_their_whole() {
    // A charter and a capability that say nothing are documented, but within a proposed organization they are proposed.
    let document = changed(|d| {
        d["categories"][1]["evidence"] = json!("proposed");
        remove(&mut d["categories"][1], "source");
        let alliance = &mut d["organizations"][4];
        alliance["capabilities"] = json!([{"category": "pepper", "stage": "applied", "teams": 1}]);
        alliance["charter"] = json!({"lead": "breeding-alliance", "members": [{"organization": "breeding-alliance"}]});
    });
    assert_eq!(json_lines(&document), [""; 0]);
    // In a documented one they are not.
    let found = json_lines(&changed(|d| {
        d["categories"][1]["evidence"] = json!("proposed");
        d["organizations"][0]["capabilities"][0]["category"] = json!("pepper");
        d["organizations"][2]["charter"]["lead"] = json!("breeding-alliance");
    }));
    assert_eq!(found.len(), 2, "{found:#?}");
    // Unless they say so themselves.
    let found = json_lines(&changed(|d| {
        d["categories"][1]["evidence"] = json!("proposed");
        d["organizations"][0]["capabilities"][0]["category"] = json!("pepper");
        d["organizations"][0]["capabilities"][0]["evidence"] = json!("proposed");
        d["organizations"][2]["charter"]["lead"] = json!("breeding-alliance");
        d["organizations"][2]["charter"]["evidence"] = json!("proposed");
    }));
    assert_eq!(found, [""; 0]);
}

#[test]
fn what_is_known_well_enough_is_a_chain() {
    let chain = SupplyChain::from_json(
        changed(|d| {
            d["projects"][2]["evidence"] = json!("assumed");
            d["organizations"][0]["capabilities"][1]["evidence"] = json!("proposed");
            d["organizations"][2]["charter"]["evidence"] = json!("assumed");
            d["categories"][1]["evidence"] = json!("assumed");
        })
        .to_string(),
    )
    .unwrap();
    for level in Evidence::ALL {
        let part = chain.known_at_least(level);
        assert_eq!(SupplyChain::from_json(part.to_json()).unwrap(), part, "{level}");
        assert_eq!(part.known_at_least(level), part, "{level}");
    }
    let documented = chain.known_at_least(Evidence::Documented);
    assert_eq!(documented.projects().len(), 2);
    assert_eq!(documented.organization("yuelushan").unwrap().record().capabilities.len(), 1);
    assert!(documented.organization("rice-consortium").unwrap().record().charter.is_none());
    assert!(documented.assumptions().categories.is_empty(), "what is assumed of a category goes with it");
    assert_eq!(chain.known_at_least(Evidence::Proposed), chain);
    assert!(
        SupplyChain::from_json(base().to_string())
            .unwrap()
            .known_at_least(Evidence::Assumed)
            .organization("breeding-alliance")
            .is_none()
    );
}
