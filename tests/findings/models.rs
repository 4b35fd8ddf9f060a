//! Operating models as data: what the shipped ones say, reading and writing, validation, comparison.

use seedrelay::io::document::RenderOptions;
use seedrelay::query::FindingOptions;
use seedrelay::rules::{FindingKind, Initiative, RoleRule, RouteRule, Rule};
use seedrelay::{Lang, OperatingModel, OrganizationKind, Stage};

use crate::chains::sound;

/// `definitions`, section 3, spelled out a second time.
#[test]
fn the_proposal_is_what_the_definitions_say() {
    use OrganizationKind::{Company, Consortium, Government, Institute, Laboratory, University};
    use Stage::{Applied, AppliedBasic, Basic, Industrialization};
    let model = OperatingModel::proposal();
    let science = [Laboratory, University, Institute];
    for kind in OrganizationKind::ALL {
        for stage in Stage::ALL {
            let commissioned = match kind {
                Laboratory | University | Institute => matches!(stage, Basic | AppliedBasic),
                Consortium => stage == Applied,
                Company => stage == Industrialization,
                _ => false,
            };
            let own = commissioned || (kind, stage) == (Company, Applied);
            assert_eq!(model.allows(kind, stage, false), commissioned, "{kind} {stage}");
            assert_eq!(model.allows(kind, stage, true), own, "{kind} {stage}");
            for commissioner in OrganizationKind::ALL {
                let route = match (commissioner, kind, stage) {
                    (Consortium, performer, AppliedBasic) => science.contains(&performer),
                    (Laboratory | University | Institute | Company, Consortium, Applied)
                    | (Laboratory | Consortium, Company, Industrialization) => true,
                    (Government, _, _) => commissioned,
                    _ => false,
                };
                assert_eq!(model.allows_route(commissioner, kind, stage), route, "{commissioner} {kind} {stage}");
            }
        }
    }
    assert!(FindingKind::ALL.iter().copied().all(|kind| model.rule_for(kind).is_some()));
}

#[test]
fn every_rule_names_its_clause_in_both_languages() {
    for model in [OperatingModel::proposal(), OperatingModel::dispersed()] {
        assert_eq!(model.validate(), Ok(()));
        let roles = model.roles.iter().map(|role| &role.clause);
        let routes = model.routes.iter().map(|route| &route.clause);
        let rules = model.rules.iter().map(|rule| &rule.clause);
        for clause in roles.chain(routes).chain(rules) {
            let clause = clause.as_ref().unwrap();
            assert!(Lang::ALL.into_iter().all(|lang| clause.in_language(lang).is_some()));
        }
    }
}

fn odd() -> OperatingModel {
    OperatingModel::new("odd \"one\"")
        .role(RoleRule::new(OrganizationKind::Service, Stage::Basic).initiative(Initiative::Own))
        .route(RouteRule::new(OrganizationKind::Company).stage(Stage::Basic))
        .route(RouteRule::new(OrganizationKind::Company).performer(OrganizationKind::Service))
        .rule(Rule::new(FindingKind::TechniciansBelowHalf).threshold(0.3).clause("only one language"))
        .rule(Rule::new(FindingKind::Role))
}

#[test]
fn models_survive_json_and_toml() {
    for model in [OperatingModel::proposal(), OperatingModel::dispersed(), odd(), OperatingModel::new("")] {
        assert_eq!(OperatingModel::from_json(model.to_json()).unwrap(), model);
        assert_eq!(OperatingModel::from_toml(model.to_toml()).unwrap(), model);
    }
}

const FAULTY: &str = r#"{
  "format": "seedrelay-model/2",
  "nmae": "x",
  "roles": [{"kind": "company"}, 7, {"kind": "firm", "stage": "Basic", "initiative": true}],
  "routes": {"commissioner": "company"},
  "rules": [
    {"kind": "roles", "threshold": "half", "threshold": 1, "clause": {"fr": "x"}},
    {"kind": "for-profit", "clause": 3},
    {"kind": "for-profit", "treshold": 0.5}
  ]
}"#;

#[test]
fn all_problems_are_told_at_once_with_their_place() {
    let problems = OperatingModel::from_json(FAULTY).unwrap_err();
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let expected = [
        "format: unknown value `seedrelay-model/2`; did you mean `seedrelay-model/1`?",
        "nmae: unknown key `nmae`; did you mean `name`?",
        "roles[0]: missing key `stage`",
        "roles[1]: found the number 7, expected a table",
        "roles[2].initiative: found true, expected one of own, any",
        "roles[2].kind: unknown value `firm`",
        "roles[2].stage: unknown value `Basic`; did you mean `basic`?",
        "routes: found a table, expected a list",
        "rules[0].clause.fr: unknown key `fr`",
        "rules[0].kind: unknown value `roles`; did you mean `role`?",
        "rules[0].threshold: key `threshold` is given twice",
        "rules[0].threshold: found the text \"half\", expected a number from 0 to 1",
        "rules[1].clause: found the number 3, expected a text, or an object with the keys en and zh",
        "rules[2]: rule `for-profit` is given twice; the first is rules[1]",
        "rules[2].threshold: 0.5 is out of range; expected none, since a rule about `for-profit` has no threshold",
        "rules[2].treshold: unknown key `treshold`; did you mean `threshold`?",
    ];
    assert_eq!(lines.len(), expected.len(), "{lines:#?}");
    for (found, line) in lines.iter().zip(expected) {
        assert!(found.starts_with(line), "{line}\n{lines:#?}");
    }
    let places: Vec<&str> = problems.iter().map(|problem| &FAULTY[problem.span.clone().unwrap()]).collect();
    let rule = "{\"kind\": \"for-profit\", \"treshold\": 0.5}";
    let expected = [
        "\"seedrelay-model/2\"",
        "\"nmae\"",
        "{\"kind\": \"company\"}",
        "7",
        "true",
        "\"firm\"",
        "\"Basic\"",
        "{\"commissioner\": \"company\"}",
        "\"fr\"",
        "\"roles\"",
        "\"threshold\"",
        "\"half\"",
        "3",
        rule,
        "0.5",
        "\"treshold\"",
    ];
    assert_eq!(places, expected);
}

#[test]
fn a_problem_is_shown_in_the_text_of_the_model() {
    let text = "format = \"seedrelay-model/1\"\nname = \"x\"\n[[roles]]\nkind = \"univercity\"\nstage = \"basic\"\n\
                [[rules]]\nkind = \"role\"\n[[rules]]\nkind = \"role\"\nkind = \"route\"\n";
    let problems = OperatingModel::from_toml(text).unwrap_err();
    insta::assert_snapshot!(problems.render("model.toml", text, RenderOptions::new()).to_string());
}

#[test]
fn what_cannot_be_read_of_a_route_is_no_route_without_limits() {
    let problems = OperatingModel::from_json(
        r#"{"format": "seedrelay-model/1", "name": "x",
            "routes": [{"commissioner": "company"}, {"commissioner": "company", "stage": "bsic"}]}"#,
    )
    .unwrap_err();
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(lines.len() == 1 && lines[0].starts_with("routes[1].stage: unknown value `bsic`"), "{lines:#?}");
}

#[test]
fn a_byte_order_mark_is_no_fault_of_a_model() {
    let model = OperatingModel::proposal();
    assert_eq!(OperatingModel::from_json(format!("\u{feff}{}", model.to_json())).unwrap(), model);
    assert_eq!(OperatingModel::from_toml(format!("\u{feff}{}", model.to_toml())).unwrap(), model);
    assert!(OperatingModel::from_json([0xff]).is_err());
}

#[test]
fn what_is_no_document_is_told_with_line_and_column() {
    let json = OperatingModel::from_json("{\"name\":\n }").unwrap_err().first().to_string();
    assert!(json.ends_with("at line 2 column 2"), "{json}");
    let toml = OperatingModel::from_toml("name = \"x\"\nroles = [").unwrap_err().first().to_string();
    assert!(toml.contains("at line 2"), "{toml}");
}

#[test]
fn an_unsound_model_is_refused() {
    let role = RoleRule::new(OrganizationKind::Company, Stage::Basic);
    let route = RouteRule::new(OrganizationKind::Company);
    let mut model = OperatingModel::new("x").role(role.clone()).role(role).route(route.clone()).route(route);
    model.rules = vec![
        Rule::new(FindingKind::Role).threshold(0.5),
        Rule::new(FindingKind::Role),
        Rule::new(FindingKind::TechniciansBelowHalf).threshold(f64::NAN),
        Rule::new(FindingKind::BenefitSharesDoNotSum).threshold(-0.5),
    ];
    let problems = model.validate().unwrap_err();
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let expected = [
        "roles[1]: role `company at basic` is given twice; the first is roles[0]",
        "routes[1]: route `company to any kind at its stages` is given twice; the first is routes[0]",
        "rules[0].threshold: 0.5 is out of range; expected none, since a rule about `role` has no threshold",
        "rules[1]: rule `role` is given twice; the first is rules[0]",
        "rules[2].threshold: NaN is no finite number",
        "rules[3].threshold: -0.5 is negative; expected a number of 0 or more",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn models_are_compared_in_words() {
    let strict = OperatingModel::proposal();
    assert_eq!(strict.diff(&strict), []);
    let mine = OperatingModel::proposal()
        .without_rule(FindingKind::NoCharter)
        .rule(Rule::new(FindingKind::TechniciansBelowHalf).threshold(0.4))
        .role(RoleRule::new(OrganizationKind::Institute, Stage::Applied));
    let words = |lang| strict.diff(&mine).iter().map(|difference| difference.message(lang)).collect::<Vec<_>>();
    let english = [
        "An institute may also do applied research.",
        "The government may also commission institute (applied research).",
        "The threshold of “too few technicians of members” goes from 0.5 to 0.4.",
        "“no charter on record” is no longer a finding.",
    ];
    let chinese = [
        "科研院所还可从事应用研究。",
        "政府还可委托科研院所（应用研究）。",
        "“成员技术人员不足”的阈值由0.5改为0.4。",
        "不再检查“未见章程记录”。",
    ];
    assert_eq!(words(Lang::En), english);
    assert_eq!(words(Lang::Zh), chinese);
    let dispersed: Vec<String> =
        strict.diff(&OperatingModel::dispersed()).iter().map(|difference| difference.message(Lang::En)).collect();
    assert_eq!(dispersed[0], "A laboratory may now work at any stage.");
    assert_eq!(dispersed[7], "A laboratory may now commission anybody for any stage.");
    assert_eq!(dispersed.len(), 7 + 7 + 11);
    let back: Vec<String> = mine.diff(&strict).iter().map(ToString::to_string).collect();
    assert_eq!(back[0], "An institute may no longer do applied research.");
    assert_eq!(back[3], "“no charter on record” becomes a finding.");
}

#[test]
fn the_threshold_is_that_of_the_model() {
    let chain = sound().charter(|charter| charter.members[0].technicians = Some(5)).build();
    let found = |threshold| {
        let rule = Rule::new(FindingKind::TechniciansBelowHalf).threshold(threshold);
        let model = OperatingModel::proposal().rule(rule);
        chain.findings(&FindingOptions::new().model(model)).iter().count()
    };
    assert_eq!((found(0.475), found(0.48)), (0, 1));
}

/// What is given twice may stand behind much that is not.
#[test]
fn duplicates_are_found_far_behind() {
    const MANY: usize = 50_000;
    let roles = [Stage::Basic, Stage::Applied].map(|stage| RoleRule::new(OrganizationKind::Company, stage));
    let routes = [Stage::Basic, Stage::Applied].map(|stage| RouteRule::new(OrganizationKind::Company).stage(stage));
    let rules = [FindingKind::Role, FindingKind::TechniciansBelowHalf].map(Rule::new);
    let mut model = OperatingModel::new("many");
    for of in 0..2 {
        model.roles.extend(vec![roles[of].clone(); MANY]);
        model.routes.extend(vec![routes[of].clone(); MANY]);
        model.rules.extend(vec![rules[of].clone(); MANY]);
    }
    let problems = model.validate().unwrap_err();
    assert_eq!(problems.len(), 6 * (MANY - 1));
    let last = problems.iter().last().unwrap().to_string();
    assert!(last.starts_with("rules[99999]: ") && last.contains("rules[50000]"), "{last}");
}
