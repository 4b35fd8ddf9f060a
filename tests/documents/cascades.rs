//! One mistake is reported once, however much depends on it.

use serde_json::{Value, json};

use crate::base::{changed, json_lines, remove, rename, toml_lines};

fn once(start: &str, change: impl FnOnce(&mut Value)) {
    let document = changed(change);
    let found = json_lines(&document);
    assert!(found.len() == 1 && found[0].starts_with(start), "expected {start}, found {found:#?}");
    if !document.to_string().contains("null") {
        assert_eq!(toml_lines(&document), found);
    }
}

#[test]
fn a_whole_list_of_another_type() {
    for list in ["sources", "categories", "organizations", "projects", "demands"] {
        once(&format!("{list}: found the text \"none\", expected a list of {list}"), |d| d[list] = json!("none"));
        once(&format!("{list}: found null"), |d| d[list] = json!(null));
        once(&format!("{list}: found an object"), |d| d[list] = json!({"rice": {}}));
    }
}

#[test]
fn a_missing_list() {
    once("the document: missing key `organizations`", |d| remove(d, "organizations"));
    once("the document: missing key `categories`", |d| remove(d, "categories"));
}

#[test]
fn a_misspelt_list_is_read_all_the_same() {
    once("organisations: unknown key `organisations`; did you mean `organizations`?", |d| {
        rename(d, "organizations", "organisations");
    });
    once("Projects: unknown key `Projects`; did you mean `projects`?", |d| rename(d, "projects", "Projects"));
    let found = json_lines(&changed(|d| {
        rename(d, "organizations", "organisations");
        d["organisations"][1]["kind"] = json!("firm");
        d["organisations"][2]["charter"]["lead"] = json!("lonping");
    }));
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found[0].starts_with("organisations: ") && found[1].starts_with("organisations[1].kind: "));
    assert!(found[2].starts_with("organizations[2].charter.lead: unknown organization `lonping`"), "{found:#?}");
}

#[test]
fn a_misspelt_key_that_must_be_there() {
    for (list, index, key, misspelt) in [
        ("organizations", 0, "id", "idd"),
        ("organizations", 1, "kind", "knd"),
        ("organizations", 1, "kind", "kid"),
        ("organizations", 3, "service", "servce"),
        ("projects", 0, "id", "Id"),
        ("projects", 0, "stage", "stages"),
        ("projects", 0, "status", "state"),
        ("demands", 0, "raised_by", "raisedBy"),
        ("agreements", 0, "from", "form"),
        ("services", 0, "client", "cleint"),
        ("sources", 0, "id", "ids"),
    ] {
        once(&format!("{list}[{index}].{misspelt}: unknown key `{misspelt}`; did you mean `{key}`?"), |d| {
            rename(&mut d[list][index], key, misspelt);
        });
    }
}

#[test]
fn a_record_without_a_good_id() {
    for (list, index) in [("sources", 0), ("categories", 0), ("organizations", 1), ("projects", 1), ("demands", 0)] {
        let place = format!("{list}[{index}]");
        once(&format!("{place}: missing key `id`"), |d| remove(&mut d[list][index], "id"));
        once(&format!("{place}.id: the id is empty"), |d| d[list][index]["id"] = json!(""));
        once(&format!("{place}.id: found the number 5"), |d| d[list][index]["id"] = json!(5));
        once(&format!("{place}.id: found null"), |d| d[list][index]["id"] = json!(null));
        once(&format!("{place}: found the number 5"), |d| d[list][index] = json!(5));
    }
}

#[test]
fn an_unknown_id_that_one_record_mentions_is_a_mistake_of_its_own() {
    let found = json_lines(&changed(|d| {
        d["organizations"][3]["id"] = json!("yuelushan");
        d["projects"][2]["performer"] = json!("nobody");
        d["services"] = json!([]);
    }));
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[1].starts_with("projects[2].performer: unknown organization `nobody`"), "{found:#?}");
}

#[test]
fn an_id_that_took_the_place_of_another() {
    once("organizations[1].id: organization `yuelushan` is given twice", |d| {
        d["organizations"][1]["id"] = json!("yuelushan");
    });
    once("projects[1].id: project `gene` is given twice", |d| d["projects"][1]["id"] = json!("gene"));
}

#[test]
fn a_reference_misspelt_beside_a_record_without_an_id() {
    let found = json_lines(&changed(|d| {
        remove(&mut d["organizations"][1], "id");
        d["projects"][0]["performer"] = json!("yuelusan");
    }));
    assert_eq!(
        found,
        [
            "organizations[1]: missing key `id`",
            "projects[0].performer: unknown organization `yuelusan`; did you mean `yuelushan`?",
        ]
    );
}

#[test]
fn evidence_that_cannot_be_read() {
    for (list, index) in
        [("categories", 0), ("organizations", 0), ("organizations", 2), ("projects", 0), ("demands", 0)]
    {
        once(&format!("{list}[{index}].evidence: unknown value `sure`"), |d| {
            d[list][index]["evidence"] = json!("sure")
        });
    }
}

#[test]
fn a_kind_or_status_that_cannot_be_read() {
    once("organizations[2].kind: unknown value", |d| d["organizations"][2]["kind"] = json!("club"));
    once("organizations[3].kind: unknown value", |d| d["organizations"][3]["kind"] = json!("club"));
    once("projects[0].status: unknown value", |d| d["projects"][0]["status"] = json!("over"));
    once("organizations[1].charter: found null", |d| d["organizations"][1]["charter"] = json!(null));
    once("organizations[1].service: found null", |d| d["organizations"][1]["service"] = json!(null));
}

#[test]
fn a_date_far_off() {
    once("projects[0].started: `commissioned` 2034 is after", |d| d["projects"][0]["commissioned"] = json!("2034"));
    once("projects[0].ended: `started` 2034 is after", |d| d["projects"][0]["started"] = json!("2034"));
    once("projects[0].ended: `ended` 2034 is after `as_of`", |d| d["projects"][0]["ended"] = json!("2034"));
    once("projects[0].ended: `started` 2019-03 is after", |d| d["projects"][0]["ended"] = json!("1998"));
    once("projects[1].ended: a project that is active", |d| d["projects"][1]["ended"] = json!("1998"));
    once("projects[1].ended: a project that is active", |d| d["projects"][1]["ended"] = json!("2098"));
    once("projects[2].started: a project that is proposed", |d| {
        d["projects"][2]["commissioned"] = json!("2020");
        d["projects"][2]["started"] = json!("2010");
    });
}

#[test]
fn parts_that_cannot_be_read() {
    once("organizations[0].capabilities: found true", |d| d["organizations"][0]["capabilities"] = json!(true));
    once("organizations[0].capabilities[0]: found the text", |d| {
        d["organizations"][0]["capabilities"][0] = json!("rice")
    });
    once("organizations[2].charter: found the text", |d| d["organizations"][2]["charter"] = json!("see annex"));
    once("organizations[2].charter.members[0]: found the text", |d| {
        d["organizations"][2]["charter"]["members"][0] = json!("longping");
    });
    once("projects[1].builds_on: found the text", |d| d["projects"][1]["builds_on"] = json!("gene"));
    once("projects[1].builds_on[0]: found the number 1", |d| d["projects"][1]["builds_on"][0] = json!(1));
    once("projects[1].benefit_shares[0].share: found the text", |d| {
        d["projects"][1]["benefit_shares"][0]["share"] = json!("70%");
    });
    once("projects[1].benefit_shares[0]: found the number", |d| d["projects"][1]["benefit_shares"][0] = json!(0.7));
    once("assumptions: found a list", |d| d["assumptions"] = json!([]));
    once("assumptions.categories: found a list", |d| d["assumptions"]["categories"] = json!([]));
    once("assumptions.stages.basic.duration_years.mode: found the text", |d| {
        d["assumptions"]["stages"]["basic"]["duration_years"]["mode"] = json!("four");
    });
}

#[test]
fn a_project_that_builds_on_itself_twice() {
    once("projects[2].builds_on[0]: project `variety` builds on itself", |d| {
        d["projects"][2]["builds_on"] = json!(["variety", "variety"]);
    });
}

/// What two records lack is not the same in both.
#[test]
fn records_that_lack_what_tells_them_apart_are_not_given_twice() {
    let adoptions = changed(|d| {
        let mut other = d["adoptions"][0].clone();
        remove(&mut other, "region");
        remove(&mut d["adoptions"][0], "region");
        d["adoptions"].as_array_mut().unwrap().push(other);
    });
    let lacking = |list: &str, key: &str| [0, 1].map(|index| format!("{list}[{index}]: missing key `{key}`"));
    assert_eq!(json_lines(&adoptions), lacking("adoptions", "region"));
    let collections = changed(|d| {
        let mut other = d["collections"][0].clone();
        remove(&mut other, "holder");
        remove(&mut d["collections"][0], "holder");
        d["collections"].as_array_mut().unwrap().push(other);
    });
    assert_eq!(json_lines(&collections), lacking("collections", "holder"));
    let unread = changed(|d| {
        let mut other = d["adoptions"][0].clone();
        d["adoptions"][0]["year"] = json!("late");
        other["year"] = json!("soon");
        d["adoptions"].as_array_mut().unwrap().push(other);
    });
    assert_eq!(json_lines(&unread).len(), 2, "{:#?}", json_lines(&unread));
    // What is only wrong is there, and may be there twice.
    let misspelt = changed(|d| {
        d["adoptions"][0]["region"] = json!("chinna");
        let other = d["adoptions"][0].clone();
        d["adoptions"].as_array_mut().unwrap().push(other);
    });
    let lines = json_lines(&misspelt);
    assert!(lines.iter().any(|line| line.contains("is given twice")), "{lines:#?}");
}

#[test]
fn who_writes_a_name_for_an_id_is_told_the_id() {
    once("projects[2].category: unknown category `水稻`; did you mean `rice`?", |d| {
        d["projects"][2]["category"] = json!("水稻");
    });
}
