//! Documents that mean harm: an error or an answer, never a panic, a hang or a stack overflow.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use seedrelay::chain::ProblemKind;
use seedrelay::{Problems, SupplyChain};
use serde_json::json;

use crate::base::{base, changed, lines, toml};

/// Reads in a thread with a small stack, and within seconds even without optimization.
fn read(document: Vec<u8>, read: fn(&[u8]) -> Result<SupplyChain, Problems>) -> Result<SupplyChain, Problems> {
    // Without optimization, the parser of TOML takes more for the 80 levels that it goes down.
    const STACK: usize = if cfg!(debug_assertions) { 1024 * 1024 } else { 256 * 1024 };
    const LONGEST: Duration = Duration::from_secs(60);
    let start = Instant::now();
    let work = move || {
        let outcome = read(&document);
        // What is said is a part of the answer.
        if let Err(problems) = &outcome {
            assert!(problems.to_string().len() < 200_000);
        }
        outcome
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work).unwrap();
    let outcome = thread.join().expect("no document makes the reading panic");
    assert!(start.elapsed() < LONGEST, "{:?}", start.elapsed());
    outcome
}

fn json(document: impl Into<Vec<u8>>) -> Result<SupplyChain, Problems> {
    read(document.into(), |document| SupplyChain::from_json(document))
}

fn toml_text(document: impl Into<Vec<u8>>) -> Result<SupplyChain, Problems> {
    read(document.into(), |document| SupplyChain::from_toml(document))
}

fn only(problems: Problems) -> ProblemKind {
    assert_eq!(problems.len(), 1, "{problems}");
    problems.into_iter().next().unwrap().kind
}

/// A level leaves more on the stack than the stack above has for each of so many.
const DEEP: usize = 25_000;

#[test]
fn nesting_bombs_in_json() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let inner = if close == "}" { "1" } else { "" };
        let bomb = format!("{}{inner}{}", open.repeat(DEEP), close.repeat(DEEP));
        assert!(json(bomb.clone()).is_err(), "at the top");
        assert!(json(open.repeat(DEEP)).is_err(), "left open");
        let inside = |from: &str, to: &str| base().to_string().replace(from, &to.replace("BOMB", &bomb));
        assert!(json(inside("\"CNY\"", "BOMB")).is_err());
        assert!(matches!(only(json(inside("2000000", "BOMB")).unwrap_err()), ProblemKind::WrongType { .. }));
        let kind = only(json(inside("\"Resistance gene\"", "BOMB")).unwrap_err());
        assert!(matches!(kind, ProblemKind::WrongType { .. } | ProblemKind::UnknownKey { .. }), "{kind}");
        assert!(matches!(
            only(json(inside("\"strategic\":true", "\"x\":BOMB")).unwrap_err()),
            ProblemKind::UnknownKey { .. }
        ));
    }
    // Deep within lists of lists, where something is looked at on the way.
    let bomb = format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP));
    let document = base().to_string().replace("\"builds_on\":[\"gene\"]", &format!("\"builds_on\":[\"gene\",{bomb}]"));
    assert!(matches!(only(json(document).unwrap_err()), ProblemKind::WrongType { .. }));
}

#[test]
fn nesting_bombs_in_toml() {
    for bomb in [
        format!("x = {}{}", "[".repeat(DEEP), "]".repeat(DEEP)),
        format!("x = {}", "[".repeat(DEEP)),
        format!("x = {}1{}", "{a = ".repeat(DEEP), "}".repeat(DEEP)),
        format!("{}x = 1", "a.".repeat(DEEP)),
        format!("[{}x]", "a.".repeat(DEEP)),
        format!("[[{}x]]", "a.".repeat(DEEP)),
        format!(
            "currency = {}{}\n{}",
            "[".repeat(70),
            "]".repeat(70),
            toml(&base()).replace("\"currency\" = \"CNY\"", "")
        ),
        "[[a]]\n[[a.b]]\n".repeat(10_000),
    ] {
        assert!(toml_text(bomb).is_err());
    }
}

#[test]
fn nested_too_deep_is_said() {
    let document = |depth: usize| {
        let bomb = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        format!("{{\"chain\": 1, {}", &base().to_string().replace("\"CNY\"", &bomb)[1..])
    };
    // Beside the unknown key, what holds the nest is the wrong type already.
    let problems = json(document(40)).unwrap_err();
    assert_eq!(problems.len(), 2, "{problems}");
    // A text may be an object, so its insides are looked at.
    let text = base().to_string().replace("\"zh\":\"湖南\"", &format!("\"zh\":{}{}", "[".repeat(40), "]".repeat(40)));
    let kind = only(json(text).unwrap_err());
    assert!(matches!(kind, ProblemKind::WrongType { .. }), "{kind}");
}

#[test]
fn characters_that_are_none() {
    for document in ["\0", "{\0}", "\u{feff}\0", "\u{feff}", "\u{feff}\u{feff}{}", "\u{2028}{}"] {
        assert!(json(document).is_err() && toml_text(document).is_err() || document == "\u{feff}", "{document:?}");
    }
    let document = base().to_string();
    assert!(json(document.replace("CNY", "C\0Y")).is_err(), "a raw NUL is no JSON");
    assert!(json(document.replace("CNY", "C\\u0000Y")).is_ok(), "a written one is a character like others");
    assert!(toml_text(toml(&base()).replace("CNY", "C\0Y")).is_err());
    // A document in the two-byte code of some editors.
    let wide: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(matches!(only(json(wide.clone()).unwrap_err()), ProblemKind::NotUtf8 { .. }));
    assert!(matches!(only(toml_text(wide).unwrap_err()), ProblemKind::NotUtf8 { .. }));
}

#[test]
fn every_byte_may_be_no_text() {
    let document = base().to_string();
    for at in 0..document.len() {
        let mut bytes = document.clone().into_bytes();
        bytes[at] = 0xff;
        assert!(
            matches!(only(SupplyChain::from_json(bytes).unwrap_err()), ProblemKind::NotUtf8 { position, .. } if position <= at)
        );
    }
}

#[test]
fn truncated_anywhere() {
    let document = base().to_string();
    for end in 0..document.len() {
        let problems = SupplyChain::from_json(&document.as_bytes()[..end]).unwrap_err();
        let kind = only(problems);
        assert!(matches!(kind, ProblemKind::Syntax { .. } | ProblemKind::NotUtf8 { .. }), "{kind}");
    }
    let document = toml(&base());
    for end in 0..document.len() {
        // A line less is still TOML.
        let _ = SupplyChain::from_toml(&document.as_bytes()[..end]);
    }
}

#[test]
fn strings_of_megabytes() {
    let long = "稻".repeat(MILLION * 5);
    let document = base().to_string();
    assert!(json(document.replace("Resistance gene", &long)).is_ok());
    assert!(json(document.replace("\"gene\"", &format!("\"{long}\""))).is_ok(), "as an id");
    for (from, to) in [
        ("\"builds_on\":[\"gene\"]", format!("\"builds_on\":[\"{long}\"]")),
        ("\"kind\":\"company\"", format!("\"kind\":\"{long}\"")),
        ("\"strategic\":true", format!("\"strategic\":\"{long}\"")),
        ("\"strategic\":true", format!("\"{long}\":true")),
        ("\"2019-03\"", format!("\"{long}\"")),
        ("seedrelay/1", long.clone()),
        ("\"id\":\"variety\"", format!("\"id\":\"variety\",\"{long}\":1,\"{long}\":1")),
    ] {
        assert_eq!(document.matches(from).count(), 1, "{from}");
        let problems = json(document.replace(from, &to)).unwrap_err();
        assert!(problems.iter().all(|problem| problem.to_string().len() < 2000));
    }
    assert!(toml_text(toml(&base()).replace("Resistance gene", &long)).is_ok());
}

/// A document with many projects in front of those of the base document.
fn with_projects(project: impl Fn(usize, &mut String), count: usize) -> String {
    let mut text = String::from("\"projects\":[");
    for number in 0..count {
        let _ = write!(
            text,
            r#"{{"id":"p{number}","category":"rice","stage":"basic","performer":"longping","status":"active""#
        );
        project(number, &mut text);
        text.push_str("},");
    }
    base().to_string().replace("\"projects\":[", &text)
}

/// A million; without optimization, thirty thousand say as much: no stack holds a frame for each.
const MILLION: usize = if cfg!(debug_assertions) { 30_000 } else { 1_000_000 };

#[test]
fn a_chain_a_million_long() {
    let document = with_projects(
        |number, text| {
            if number + 1 < MILLION {
                let _ = write!(text, r#","builds_on":["p{}"]"#, number + 1);
            }
        },
        MILLION,
    );
    let chain = json(document).unwrap();
    assert_eq!(chain.projects().len(), MILLION + 3);
    assert_eq!(chain.project("p0").unwrap().upstream().count(), MILLION - 1);
}

#[test]
fn a_circle_a_million_long() {
    let document = with_projects(
        |number, text| {
            let _ = write!(text, r#","builds_on":["p{}"]"#, (number + 1) % MILLION);
        },
        MILLION,
    );
    match only(json(document).unwrap_err()) {
        ProblemKind::Cycle { projects, .. } => assert_eq!(projects.len(), MILLION),
        kind => panic!("{kind}"),
    }
}

#[test]
fn a_million_references_to_nothing() {
    let document = with_projects(
        |number, text| {
            let _ = write!(text, r#","builds_on":["q{number}"],"commissioner":"a-very-long-name-of-nobody-{number}""#);
        },
        MILLION / 2,
    );
    assert_eq!(json(document).unwrap_err().len(), MILLION);
}

#[test]
fn names_that_are_costly_to_compare() {
    let name = |number: usize| {
        format!("{number:0>100}").chars().map(|c| char::from(b'a' + (c as u8 - b'0'))).collect::<String>()
    };
    let mut document = base();
    let organizations = document["organizations"].as_array_mut().unwrap();
    organizations.extend((0..2000).map(|number| json!({"id": name(number), "kind": "company"})));
    let funding = document["funding"].as_array_mut().unwrap();
    funding.extend((0..20_000).map(|number| json!({"from": name(number + 5000), "to": "longping"})));
    assert_eq!(json(document.to_string()).unwrap_err().len(), 20_000);
}

#[test]
fn a_hub_with_many_circles() {
    // The hub builds on many, each in a circle of its own; and a rival hub is in a circle with each of many.
    const MANY: usize = MILLION / 10;
    const RIVALS: usize = 1000;
    let document = with_projects(
        |number, text| match number {
            0 => {
                let list: Vec<String> = (1..MANY).step_by(2).map(|other| format!("\"p{other}\"")).collect();
                let _ = write!(text, r#","builds_on":[{}]"#, list.join(","));
            }
            number if number % 2 == 1 => {
                let _ = write!(text, r#","builds_on":["p{}"]"#, number + 1);
            }
            number => {
                let _ = write!(text, r#","builds_on":["p{}"]"#, number - 1);
            }
        },
        MANY + 1,
    );
    let problems = json(document).unwrap_err();
    assert_eq!(problems.len(), MANY / 2);
    let document = with_projects(
        |number, text| {
            let list: Vec<String> = (1..RIVALS).map(|other| format!("\"p{other}\"")).collect();
            let _ = write!(text, r#","builds_on":[{}]"#, if number == 0 { list.join(",") } else { "\"p0\"".into() });
        },
        RIVALS,
    );
    assert!(json(document).is_err());
}

#[test]
fn lists_of_a_million_wrong_values() {
    for list in ["organizations", "projects", "sources"] {
        let values = vec!["1"; MILLION / 4].join(",");
        let document = format!(
            r#"{{"format":"seedrelay/1","as_of":"2024-12-31","categories":[{{"id":"rice"}}],"x":0,"{list}":[{values}]}}"#
        );
        assert!(json(document).unwrap_err().len() > MILLION / 4);
    }
}

#[test]
fn tables_of_many_wrong_keys() {
    let keys =
        |value: &str| (0..MILLION / 4).map(|number| format!("\"k{number}\":{value}")).collect::<Vec<_>>().join(",");
    let document = base().to_string().replace("\"strategic\":true", &keys("0"));
    assert_eq!(json(document).unwrap_err().len(), MILLION / 4);
    let document = base().to_string().replace("\"pepper\":{\"basic\":{\"success\":0.4}}", &keys("{}"));
    assert_eq!(json(document).unwrap_err().len(), MILLION / 4);
    let document = base().to_string().replace("\"strategic\":true", &vec!["\"strategic\":true"; MILLION / 4].join(","));
    assert_eq!(json(document).unwrap_err().len(), MILLION / 4 - 1);
}

#[test]
fn an_organization_that_can_do_everything() {
    const MANY: usize = MILLION / 5;
    let mut document = base();
    let categories = document["categories"].as_array_mut().unwrap();
    categories.extend((0..MANY).map(|number| json!({"id": format!("c{number}")})));
    let capabilities = document["organizations"][0]["capabilities"].as_array_mut().unwrap();
    for stage in ["basic", "applied-basic", "applied", "industrialization"] {
        capabilities
            .extend((0..MANY).map(|number| json!({"category": format!("c{number}"), "stage": stage, "teams": 1})));
    }
    let chain = json(document.to_string()).unwrap();
    assert_eq!(chain.organization("yuelushan").unwrap().record().capabilities.len(), 4 * MANY + 2);
}

#[test]
fn duplicate_ids_without_end() {
    let document = with_projects(|_, text| text.push_str(r#","topic":"x""#), 0)
        .replace("\"categories\":[{", &format!("\"categories\":[{}{{", r#"{"id":"x"},"#.repeat(MILLION / 4)));
    assert_eq!(json(document).unwrap_err().len(), MILLION / 4 - 1);
}

#[test]
fn toml_of_size() {
    let mut text = toml(&changed(|d| d["services"] = json!([]))).replace("\"services\" = []\n", "");
    for _ in 0..20_000 {
        text.push_str("[[services]]\nprovider = \"extension-station\"\nclient = \"lonping\"\n");
    }
    assert_eq!(lines(toml_text(text.clone())).len(), 20_000);
    text.push_str(&"client = \"x\"\n".repeat(2000));
    assert_eq!(lines(toml_text(text)).len(), 22_000);
}

/// A key is a part of the place of everything in it.
#[test]
fn a_long_key_with_many_slips_in_it() {
    const MANY: usize = 20_000;
    let (key, slips) = ("x".repeat(1_000_000), (0..MANY).map(|number| format!("\"k{number}\":0")).collect::<Vec<_>>());
    let slips = slips.join(",");
    let document =
        base().to_string().replace("\"pepper\":{\"basic\":{\"success\":0.4}}", &format!("\"{key}\":{{{slips}}}"));
    assert_eq!(json(document).unwrap_err().len(), MANY + 1);
    let lines: String = (0..MANY).map(|number| format!("k{number} = 1\n")).collect();
    let text = format!("{}\n[\"{key}\"]\n{lines}z = 1\nz = 1\n", toml(&base()));
    let problems = toml_text(text).unwrap_err();
    assert_eq!(problems.len(), 2, "{problems}");
}

/// Each stage of each category has a slip, and a range beside it that the value in its place would not be in.
#[test]
fn many_ranges_beside_many_slips() {
    const CATEGORIES: usize = MILLION / 5;
    let categories: Vec<_> = (0..CATEGORIES).map(|number| json!({"id": format!("c{number}")})).collect();
    let slip = json!({"basic": {"success": 2, "success_between": [0.5, 0.6]}});
    let assumed: serde_json::Map<_, _> = (0..CATEGORIES).map(|number| (format!("c{number}"), slip.clone())).collect();
    let document = json!({"format": "seedrelay/1", "as_of": "2024-12-31", "categories": categories,
        "organizations": [{"id": "lab", "kind": "laboratory"}], "assumptions": {"categories": assumed}});
    let problems = json(document.to_string()).unwrap_err();
    assert_eq!(problems.len(), CATEGORIES);
    assert!(problems.iter().all(|problem| matches!(problem.kind, ProblemKind::ShareOutOfRange { .. })));
}
