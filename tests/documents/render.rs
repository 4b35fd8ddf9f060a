//! Problems shown inside the source text.

use seedrelay::io::document::RenderOptions;
use seedrelay::{Category, Lang, SupplyChain};

use crate::base::{base, changed, toml};

fn rendered(source: &str) -> String {
    let problems = SupplyChain::from_json(source).unwrap_err();
    problems.render("chain.json", source, RenderOptions::new()).to_string()
}

#[test]
fn each_problem_points_into_the_text() {
    let source = r#"{
  "format": "seedrelay/1", "as_of": "2024-12-31",
  "categories": [{"id": "rice"}],
  "organizations": [
    {"id": "岳麓山实验室", "kind": "实验室", "staff": -1}
  ]
}
"#;
    insta::assert_snapshot!(rendered(source), @r#"
error: organizations[0].kind: unknown value `实验室`; the values are laboratory, university, institute, consortium, company, government, service
 --> chain.json:5:30
  |
5 |     {"id": "岳麓山实验室", "kind": "实验室", "staff": -1}
  |                                    ^^^^^^^^

error: organizations[0].staff: -1 is negative; expected a number of 0 or more
 --> chain.json:5:46
  |
5 |     {"id": "岳麓山实验室", "kind": "实验室", "staff": -1}
  |                                                       ^^
"#);
}

#[test]
fn syntax_points_into_the_text() {
    insta::assert_snapshot!(rendered("{\n  \"name\": \"湖南\" x\n}"), @r#"
error: the document: expected `,` or `}`, at line 2 column 16
 --> chain.json:2:16
  |
2 |   "name": "湖南" x
  |                  ^
"#);
    insta::assert_snapshot!(rendered("{\n"), @r#"
error: the document: EOF while parsing an object, at line 2 column 1
 --> chain.json:2:1
  |
2 |
  | ^
"#);
    insta::assert_snapshot!(rendered(""), @r#"
error: the document: EOF while parsing a value, at line 1 column 1
 --> chain.json:1:1
  |
1 |
  | ^
"#);
}

#[test]
fn a_document_of_one_long_line_is_cut() {
    let mut source = base().to_string();
    source = source.replace("\"2019-03\"", "\"三月\"").replace("Resistance gene", &"稻".repeat(1 << 20));
    let shown = rendered(&source);
    assert!(shown.len() < 1000, "{}", shown.len());
    insta::assert_snapshot!(shown, @r#"
error: projects[0].started: malformed date `三月`; expected a date such as 2024-07-04, 2024-07 or 2024
 --> chain.json:1:2752
  |
1 | …d":"gene","performer":"yuelushan","stage":"basic","started":"三月","status":"delivered","title":"稻稻稻稻稻稻稻稻稻稻稻稻稻稻…
  |                                                              ^^^^^^
"#);
    // The place itself may be megabytes.
    let source = base().to_string().replace("\"CNY\"", &format!("[{}1]", "1,".repeat(1 << 20)));
    let shown = rendered(&source);
    assert!(shown.len() < 1000, "{}", shown.len());
    let source = base().to_string().replace("\"CNY\"", &format!("[{}1]", "1,\n".repeat(1 << 10)));
    assert!(rendered(&source).len() < 1000);
}

#[test]
fn no_more_than_wanted_is_shown() {
    let source = changed(|d| d["services"] = serde_json::json!(vec![1; 250])).to_string();
    let problems = SupplyChain::from_json(&source).unwrap_err();
    let shown = problems.render("x", &source, RenderOptions::new()).to_string();
    assert_eq!(shown.matches("error: ").count(), 100);
    assert!(shown.ends_with("\nand 150 more\n"));
    let shown = problems.render("x", &source, RenderOptions::new().shown(0)).to_string();
    assert_eq!(shown, "and 250 more\n");
    let shown = problems.render("x", &source, RenderOptions::new().shown(250)).to_string();
    assert!(!shown.contains("more\n"));
}

#[test]
fn color_is_asked_for() {
    let source = changed(|d| d["currency"] = serde_json::json!(5)).to_string();
    let problems = SupplyChain::from_json(&source).unwrap_err();
    assert!(!problems.render("x", &source, RenderOptions::new()).to_string().contains('\u{1b}'));
    assert!(problems.render("x", &source, RenderOptions::new().color(true)).to_string().contains('\u{1b}'));
}

#[test]
fn what_was_built_in_rust_is_a_plain_line() {
    let problems = SupplyChain::builder("2024-12-31".parse().unwrap()).category(Category::new("")).build().unwrap_err();
    insta::assert_snapshot!(problems.render("x", "", RenderOptions::new()), @r#"
error: categories[0].id: the id is empty

error: organizations: no organization is given; at least one is needed
"#);
}

#[test]
fn any_bytes_are_shown_somehow() {
    for source in
        [&b"\xff"[..], b"{\"a\": \"\xe6\xb0\"}", b"\xef\xbb\xbf{\xff", b"\xef\xbb\xbf[]", b"{\"a\":\r\n\x00}\r\n"]
    {
        let problems = SupplyChain::from_json(source).unwrap_err();
        let shown = problems.render("x", source, RenderOptions::new()).to_string();
        assert!(shown.starts_with("error: the document: "), "{shown}");
        // Nor does another text than the one that was read make it panic.
        for other in ["", "x", "稻稻\n稻"] {
            let _ = problems.render("x", other, RenderOptions::new()).to_string();
        }
    }
    let source = toml(&base()).replace("\"CNY\"", "5");
    let problems = SupplyChain::from_toml(&source).unwrap_err();
    for end in 0..source.len() {
        let _ = problems.render("x", &source.as_bytes()[..end], RenderOptions::new()).to_string();
    }
}

#[test]
fn in_chinese() {
    let text = "{\n  \"format\": \"seedrelay/1\", \"as_of\": \"去年\", \"categories\": [{\"id\": \"rice\", \"nmae\": \"水稻\"}]\n}\n";
    let problems = SupplyChain::from_json(text).unwrap_err();
    let options = RenderOptions::new().lang(Lang::Zh).shown(2);
    insta::assert_snapshot!(problems.render("湖南.json", text, options).to_string());
    insta::assert_snapshot!(problems.message(Lang::Zh));
    assert_eq!(problems.message(Lang::En), problems.to_string());
}
