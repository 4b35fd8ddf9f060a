//! The table of the definitions, row by row: what must be known for each kind of gap and finding to be certain, and that
//! nothing less will do.

use seedrelay::query::{CertaintyOptions, FindingOptions, GapOptions, Known};
use seedrelay::rules::FindingKind;
use seedrelay::{Gap, GapKind, SupplyChain};
use serde_json::{Value, json};

/// A document of rice, with some organizations and what is to be there besides.
fn document(besides: &Value) -> Value {
    let capable = |stage: &str| json!([{"category": "rice", "stage": stage, "teams": 1}]);
    let mut document = json!({
        "format": "seedrelay/1", "as_of": "2024-12-31",
        "categories": [{"id": "rice"}],
        "organizations": [
            {"id": "lab", "kind": "laboratory", "capabilities": capable("basic")},
            {"id": "farm", "kind": "institute", "capabilities": capable("applied")},
            {"id": "seeds", "kind": "company", "capabilities": capable("industrialization")},
            {"id": "idle", "kind": "company"},
        ],
        "regions": [{"id": "hunan"}],
    });
    for (key, value) in besides.as_object().unwrap() {
        document[key] = value.clone();
    }
    document
}

fn project(id: &str, stage: &str, performer: &str, status: &str, besides: Value) -> Value {
    let mut project = besides;
    let own = json!({"id": id, "category": "rice", "stage": stage, "performer": performer, "status": status});
    own.as_object().unwrap().iter().for_each(|(key, value)| project[key] = value.clone());
    project
}

/// A statement that all of a list is recorded in rice.
fn all(list: &str, besides: Value) -> Value {
    let mut statement = besides;
    statement["list"] = list.into();
    statement["category"] = "rice".into();
    statement
}

fn chain(document: &Value, statements: &[Value]) -> SupplyChain {
    let mut document = document.clone();
    document["completeness"] = statements.into();
    SupplyChain::from_json(document.to_string()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The lists that are still needed for the one gap of a kind to be certain.
fn needed(document: &Value, statements: &[Value], kind: GapKind) -> Vec<&'static str> {
    let chain = chain(document, statements);
    let gaps: Vec<Gap<'_>> = chain.gaps(&GapOptions::new()).iter().filter(|gap| gap.kind() == kind).collect();
    let [gap] = &gaps[..] else { panic!("one {kind}: {gaps:?}") };
    let known = chain.certainty(&CertaintyOptions::new()).of(gap);
    let mut lists: Vec<&str> = known.needs().iter().map(|need| need.list.as_str()).collect();
    lists.sort_unstable();
    lists.dedup();
    assert_eq!(lists.is_empty(), matches!(known, Known::Certain { .. }));
    lists
}

/// What settles a gap: all of it, and without any part of it the gap is possible for want of that.
fn settles(kind: GapKind, besides: &Value, statements: &[Value]) {
    let document = document(besides);
    assert_eq!(needed(&document, statements, kind), [""; 0], "{kind}");
    for (place, left_out) in statements.iter().enumerate() {
        let mut fewer = statements.to_vec();
        fewer.remove(place);
        let (needed, list) = (needed(&document, &fewer, kind), left_out["list"].as_str().unwrap());
        assert!(needed.contains(&list), "{kind} without {left_out} needs {needed:?}");
    }
}

#[test]
fn what_rests_on_records_is_always_certain() {
    let late = json!({"projects": [
        project("gene", "basic", "lab", "delivered", json!({"ended": "2018-01-01"})),
        project("line", "applied", "farm", "active", json!({"started": "2020-01-01", "builds_on": ["gene"]})),
        project("trial", "applied", "farm", "accepted",
            json!({"commissioner": "lab", "commissioned": "2022-01-01", "builds_on": ["gene"]})),
    ]});
    settles(GapKind::LateHandoff, &late, &[]);
    settles(GapKind::IdleCommission, &late, &[]);
}

#[test]
fn a_missing_stage() {
    // Who has a project there that has not run may have run another.
    let nobody = json!({
        "organizations": [{"id": "lab", "kind": "laboratory", "capabilities": [
            {"category": "rice", "stage": "basic", "teams": 1},
            {"category": "rice", "stage": "industrialization", "teams": 1},
        ]}],
        "projects": [project("plan", "applied", "lab", "proposed", json!({}))],
    });
    let at = |list| all(list, json!({"stage": "applied"}));
    settles(GapKind::MissingStage, &nobody, &[at("capabilities"), at("projects")]);
    let by_lab = all("projects", json!({"stage": "applied", "organization": "lab"}));
    settles(GapKind::MissingStage, &nobody, &[at("capabilities"), by_lab]);
    let later = all("projects", json!({"stage": "applied", "from": "1990"}));
    assert_eq!(needed(&document(&nobody), &[at("capabilities"), later], GapKind::MissingStage), ["projects"]);
}

#[test]
fn a_missing_route() {
    // From the lab to the farm nothing leads; from the farm to the company an agreement does.
    let apart = json!({
        "agreements": [{"from": "seeds", "to": "farm"}],
        "projects": [project("crop", "industrialization", "seeds", "active", json!({"started": "2020"}))],
    });
    let licences = |organization: &str| all("licences", json!({"organization": organization}));
    let leaps = ["basic", "applied-basic", "applied"].map(|stage| all("capabilities", json!({"stage": stage})));
    let [basic, applied_basic, applied] = leaps;
    let others = [all("projects", json!({})), all("builds-on", json!({})), all("agreements", json!({}))];
    let mut statements = vec![basic, applied_basic, applied, licences("lab"), licences("farm")];
    statements.extend(others);
    settles(GapKind::MissingRoute, &apart, &statements);
}

#[test]
fn a_stranded_result() {
    let delivered = |stage: &str, besides: Value| {
        json!({
            "projects": [
                project("gene", stage, "farm", "delivered", besides),
                project("crop", "industrialization", "seeds", "active", json!({"started": "2015"})),
            ],
            "germplasm": [{"id": "old", "category": "rice", "kind": "line"}],
        })
    };
    let rest =
        [all("builds-on", json!({})), all("licences", json!({"organization": "farm"})), all("adoptions", json!({}))];
    let with = |projects: &[Value]| [projects, &rest[..]].concat();
    let dated = delivered("applied", json!({"ended": "2020-06-30"}));
    // From a year before its end on, at its stage and later.
    let since = |stage: &str, from: &str| all("projects", json!({"stage": stage, "from": from}));
    let stages = ["applied", "industrialization"].map(|stage| since(stage, "2019-06-30"));
    settles(GapKind::StrandedResult, &dated, &with(&stages));
    let late = ["applied", "industrialization"].map(|stage| since(stage, "2019-07-01"));
    assert_eq!(needed(&document(&dated), &with(&late), GapKind::StrandedResult), ["projects"]);
    // From always, where nobody knows when it ended.
    let undated = delivered("applied", json!({}));
    assert_eq!(needed(&document(&undated), &with(&stages), GapKind::StrandedResult), ["projects"]);
    settles(GapKind::StrandedResult, &undated, &with(&[all("projects", json!({}))]));
    // At every stage, if it releases what may be drawn on there.
    let releasing = delivered("applied", json!({"ended": "2020-06-30", "releases": ["old"]}));
    assert_eq!(needed(&document(&releasing), &with(&stages), GapKind::StrandedResult), ["projects"]);
    settles(GapKind::StrandedResult, &releasing, &with(&[all("projects", json!({"from": "2019-06-30"}))]));
}

#[test]
fn what_a_project_builds_on() {
    let started = json!({"projects": [project("line", "applied", "farm", "active", json!({"started": "2020-03-01"}))]});
    let own = |besides| all("builds-on", besides);
    for scope in
        [json!({}), json!({"stage": "applied", "organization": "farm", "from": "2020-03-01", "to": "2020-03-01"})]
    {
        settles(GapKind::UnfoundedStart, &started, &[own(scope)]);
    }
    for scope in [json!({"stage": "basic"}), json!({"organization": "lab"}), json!({"from": "2020-03-02"})] {
        assert_eq!(needed(&document(&started), &[own(scope)], GapKind::UnfoundedStart), ["builds-on"]);
    }
    let skipping = json!({"projects": [
        project("gene", "basic", "lab", "delivered", json!({"ended": "2019-01-01"})),
        project("crop", "industrialization", "seeds", "active", json!({"started": "2019-06-01", "builds_on": ["gene"]})),
    ]});
    let of_crop =
        own(json!({"stage": "industrialization", "organization": "seeds", "from": "2019-06-01", "to": "2019-06-01"}));
    settles(GapKind::SkippedLeap, &skipping, &[of_crop]);
}

#[test]
fn demands() {
    let raised = |project: Value| {
        json!({
            "demands": [{"id": "taste", "raised_by": "seeds", "category": "rice", "stage": "applied-basic",
                         "raised": "2015-05-05"}],
            "projects": [project],
        })
    };
    let silent = raised(project("gene", "basic", "lab", "active", json!({"started": "2010"})));
    let from = |besides: Value| {
        let mut besides = besides;
        besides["from"] = "2015-05-05".into();
        all("projects", besides)
    };
    settles(GapKind::UnansweredDemand, &silent, &[from(json!({})), all("answers", json!({}))]);
    let short = raised(project("crop", "industrialization", "seeds", "active", json!({"answers": ["taste"]})));
    let up_to = ["basic", "applied-basic"].map(|stage| from(json!({"stage": stage})));
    settles(GapKind::DemandStoppedShort, &short, &up_to);
    let also_early = json!({
        "demands": short["demands"],
        "projects": [short["projects"][0], project("gene", "basic", "lab", "active", json!({"started": "2010"}))],
    });
    settles(GapKind::DemandStoppedShort, &also_early, &[&up_to[..], &[all("answers", json!({}))]].concat());
}

#[test]
fn the_last_mile() {
    let sold = json!({"projects": [
        project("crop", "industrialization", "seeds", "delivered", json!({"started": "2018", "ended": "2020"})),
    ]});
    let services = all("services", json!({"organization": "seeds"}));
    settles(
        GapKind::LastMile,
        &sold,
        &[services, all("adoptions", json!({})), all("builds-on", json!({"organization": "seeds"}))],
    );
}

#[test]
fn licences_and_products_without_use() {
    let licensed = json!({
        "projects": [
            project("gene", "basic", "lab", "delivered", json!({"started": "2010-01-01", "ended": "2015-01-01"})),
            project("crop", "industrialization", "seeds", "active", json!({"started": "2012-01-01"})),
        ],
        "licences": [{"project": "gene", "to": "seeds", "signed": "2020-01-01"}],
    });
    let of = |list, organization: &str| all(list, json!({"organization": organization}));
    let statements =
        [of("projects", "seeds"), of("builds-on", "seeds"), all("adoptions", json!({})), of("builds-on", "lab")];
    settles(GapKind::IdleLicence, &licensed, &statements);
    let released = json!({
        "germplasm": [
            {"id": "jade", "category": "rice", "kind": "variety", "released": "2018"},
            {"id": "pearl", "category": "rice", "kind": "variety"},
        ],
        "adoptions": [{"project": "crop", "region": "hunan", "year": 2020, "area": 1, "unit": "mu"}],
        "projects": [
            project("crop", "industrialization", "seeds", "failed", json!({"started": "2012-01-01"})),
            project("gene", "basic", "lab", "active", json!({"started": "2012-01-01"})),
        ],
    });
    // What is in use may release it; what is not cannot bring it into use.
    settles(GapKind::UnadoptedProduct, &released, &[all("adoptions", json!({})), of("builds-on", "seeds")]);
    let mut by_another = released.clone();
    by_another["projects"][1]["releases"] = json!(["jade"]);
    settles(GapKind::UnadoptedProduct, &by_another, &[all("adoptions", json!({}))]);
}

/// The links of several listed projects are asked for together, over the period in which they began.
#[test]
fn what_several_results_in_use_may_release_is_one_need() {
    let crop = |id: &str, performer: &str, started: &str| {
        project(id, "industrialization", performer, "failed", json!({"started": started}))
    };
    let adoption = |id: &str| json!({"project": id, "region": "hunan", "year": 2020, "area": 1, "unit": "mu"});
    let besides = json!({
        "germplasm": [{"id": "jade", "category": "rice", "kind": "variety", "released": "2018"},
                      {"id": "pearl", "category": "rice", "kind": "variety", "released": "2017"}],
        "projects": [crop("one", "seeds", "2012-01-01"), crop("two", "farm", "2014-01-01"), crop("three", "lab", "2010-01-01")],
        "adoptions": [adoption("one"), adoption("two")],
    });
    let chain = chain(&document(&besides), &[all("adoptions", json!({}))]);
    let gaps: Vec<Gap<'_>> = chain.gaps(&GapOptions::new()).unadopted_products().collect();
    let certainty = chain.certainty(&CertaintyOptions::new());
    assert_eq!(gaps.len(), 2);
    for gap in &gaps {
        let needs = serde_json::to_value(certainty.of(gap).needs()).unwrap();
        let stages = ["industrialization"];
        assert_eq!(
            needs,
            json!([{"list": "builds-on", "category": "rice", "stages": stages, "organization": null,
                                  "from": "2012-01-01", "to": "2014-01-01"}])
        );
    }
}

/// Licences and adoptions have no stage of their own, since germplasm has none: a statement of one stage is allowed, and
/// covers no cell.
#[test]
fn a_stage_of_licences_or_adoptions_covers_nothing() {
    let stranded =
        json!({"projects": [project("gene", "applied", "farm", "delivered", json!({"ended": "2020-06-30"}))]});
    let others = [all("projects", json!({})), all("builds-on", json!({}))];
    for (list, other) in [("licences", "adoptions"), ("adoptions", "licences")] {
        let at = all(list, json!({"stage": "applied"}));
        let statements = [&others[..], &[at, all(other, json!({}))]].concat();
        assert_eq!(needed(&document(&stranded), &statements, GapKind::StrandedResult), [list]);
    }
}

/// Whether the one finding of a kind is certain.
fn is_certain(document: &Value, statements: &[Value], kind: FindingKind) -> bool {
    let chain = chain(document, statements);
    let findings = chain.findings(&FindingOptions::new());
    let found: Vec<_> = findings.iter().filter(|finding| finding.kind() == kind).collect();
    let [finding] = &found[..] else { panic!("one {kind}: {found:?}") };
    chain.certainty(&CertaintyOptions::new()).is_certain_finding(finding)
}

#[test]
fn findings() {
    let settles = |kind: FindingKind, besides: &Value, statements: &[Value]| {
        let document = document(besides);
        assert!(is_certain(&document, statements, kind), "{kind}");
        for (place, left_out) in statements.iter().enumerate() {
            let mut fewer = statements.to_vec();
            fewer.remove(place);
            assert!(!is_certain(&document, &fewer, kind), "{kind} without {left_out}");
        }
    };
    let connected = json!([{"from": "seeds", "to": "farm"}, {"from": "farm", "to": "lab"}]);
    let of_idle = |list| all(list, json!({"organization": "idle"}));
    settles(
        FindingKind::IsolatedOrganization,
        &json!({"agreements": connected}),
        &[of_idle("projects"), of_idle("agreements"), of_idle("services"), of_idle("licences")],
    );
    // Who is known to be capable of nothing, and has no project, has none that is missing.
    let of_capabilities = [of_idle("capabilities"), of_idle("agreements"), of_idle("services"), of_idle("licences")];
    settles(FindingKind::IsolatedOrganization, &json!({"agreements": connected}), &of_capabilities);
    let twins = json!({"projects": [
        project("one", "basic", "lab", "active", json!({"started": "2020", "topic": "blast"})),
        project("two", "basic", "farm", "active", json!({"started": "2021", "topic": "blast"})),
    ]});
    let of = |organization: &str| all("builds-on", json!({"organization": organization}));
    settles(FindingKind::DuplicatedEffort, &twins, &[of("lab"), of("farm")]);
    let kept = json!({
        "germplasm": [{"id": "old", "category": "rice", "kind": "landrace", "holders": ["lab"]}],
        "projects": [project("one", "basic", "lab", "active", json!({"started": "2020"}))],
    });
    settles(FindingKind::IdleGermplasm, &kept, &[all("builds-on", json!({})), all("adoptions", json!({}))]);
    // All others rest on what is recorded.
    let role = json!({"projects": [project("one", "basic", "seeds", "active", json!({"started": "2020"}))]});
    settles(FindingKind::Role, &role, &[]);
}
