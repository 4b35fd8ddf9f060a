//! Faults of the text itself, before it means anything.

use seedrelay::SupplyChain;

use crate::base::{base, lines, toml};

fn json(document: &str) -> Vec<String> {
    lines(SupplyChain::from_json(document))
}

fn replaced(from: &str, to: &str) -> String {
    let document = base().to_string();
    assert_eq!(document.matches(from).count(), 1, "{from}");
    document.replace(from, to)
}

#[test]
fn syntax_names_line_and_column_in_characters() {
    assert_eq!(json("{\n  \"name\": \"湖南\" x\n}"), ["the document: expected `,` or `}`, at line 2 column 16"]);
    assert_eq!(json(""), ["the document: EOF while parsing a value, at line 1 column 1"]);
    assert_eq!(json("\u{feff}{]"), ["the document: key must be a string, at line 1 column 2"]);
    assert_eq!(json("{} {}"), ["the document: trailing characters, at line 1 column 4"]);
    let toml = lines(SupplyChain::from_toml("as_of = \"2024-12-31\"\nname = {zh = \"湖南\"} x\n"));
    assert_eq!(toml.len(), 1);
    assert!(toml[0].ends_with("at line 2 column 20"), "{toml:?}");
}

#[test]
fn bytes_that_are_no_text() {
    let bytes = b"a = \"\xff\"";
    for outcome in [SupplyChain::from_json(bytes), SupplyChain::from_toml(bytes)] {
        let problems = outcome.unwrap_err();
        let line = "the document: not UTF-8 text: byte 5 belongs to no character; save the file as UTF-8";
        assert_eq!(problems.first().to_string(), line);
        assert_eq!((problems.len(), problems.first().span.clone()), (1, Some(5..6)));
    }
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    assert_eq!(json(&format!("\u{feff}{}", base())), [""; 0]);
    assert_eq!(lines(SupplyChain::from_toml(format!("\u{feff}{}", toml(&base())))), [""; 0]);
    let problems = SupplyChain::from_json(format!("\u{feff}{}", replaced("\"CNY\"", "5"))).unwrap_err();
    let span = problems.first().span.clone().unwrap();
    assert_eq!(&format!("\u{feff}{}", replaced("\"CNY\"", "5"))[span], "5", "places count from the very start");
}

#[test]
fn the_top_must_be_an_object() {
    for (text, found) in [
        ("[]", "a list"),
        ("7", "the number 7"),
        ("\"x\"", "the text \"x\""),
        ("null", "null (leave the key out instead)"),
    ] {
        assert_eq!(json(text), [format!("the document: found {found}, expected an object")]);
    }
}

#[test]
fn a_key_given_twice() {
    assert_eq!(
        json(&replaced("\"currency\":", "\"currency\":\"EUR\",\"currency\":")),
        ["currency: key `currency` is given twice"]
    );
    let levels = [
        ("\"strategic\":true", "categories[0].strategic"),
        ("\"nonprofit\":true", "organizations[2].charter.nonprofit"),
        ("\"contribution\":0.6", "organizations[2].charter.members[0].contribution"),
        ("\"mode\":4", "assumptions.stages.basic.duration_years.mode"),
        ("\"success\":0.4", "assumptions.categories.pepper.basic.success"),
        ("\"pepper\":{\"basic\":{\"success\":0.4}}", "assumptions.categories.pepper"),
        ("\"teams\":22", "organizations[0].capabilities[0].teams"),
        ("\"zh\":\"水稻\"", "categories[0].name.zh"),
        ("\"holder\":\"inventors\"", "projects[1].benefit_shares[0].holder"),
    ];
    for (entry, path) in levels {
        let key = path.rsplit('.').next().unwrap();
        let document = replaced(entry, &format!("{entry},{entry}"));
        assert_eq!(json(&document), [format!("{path}: key `{key}` is given twice")]);
        let problems = SupplyChain::from_json(&document).unwrap_err();
        assert_eq!(&document[problems.first().span.clone().unwrap()], format!("\"{key}\""), "the key is shown");
    }
    let document = toml(&base()).replace("\"strategic\" = true", "\"strategic\" = true, \"strategic\" = false");
    assert_eq!(lines(SupplyChain::from_toml(&document)), ["categories[0].strategic: key `strategic` is given twice"]);
    let document = format!("{}as_of = \"2023-12-31\"\n", toml(&base()).replace("\"as_of\"", "as_of"));
    assert_eq!(lines(SupplyChain::from_toml(&document)), ["as_of: key `as_of` is given twice"]);
}

#[test]
fn half_a_character() {
    assert_eq!(
        json(&replaced("\"germplasm bank\"", r#""\ud83d""#)),
        ["organizations[0].platforms[0]: the string cannot be read: unexpected end of hex escape"],
    );
    assert_eq!(
        json(&replaced("\"zh\":\"水稻\"", r#""zh":"\udc00""#)),
        ["categories[0].name.zh: the string cannot be read: lone leading surrogate in hex escape"],
    );
    let found = json(&replaced("\"strategic\":true", r#""strat\ud800egic":true"#));
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with(r#"categories[0]["strat\\ud800egic"]: unknown key `strat\ud800egic`"#), "{found:?}");
}

#[test]
fn numbers_that_are_none() {
    assert_eq!(json(&replaced("2000000", "1e999")), ["projects[1].budget: 1e999 is no finite number"]);
    assert_eq!(
        json(&replaced("\"staff\":2000", "\"staff\":-1e999")),
        ["organizations[0].staff: -1e999 is no finite number"]
    );
    for (number, shown) in [("inf", "inf"), ("nan", "NaN"), ("1e999", "inf"), ("-inf", "-inf")] {
        let document = toml(&base()).replace("2000000", number);
        assert_eq!(
            lines(SupplyChain::from_toml(document)),
            [format!("projects[1].budget: {shown} is no finite number")]
        );
    }
}

#[test]
fn numbers_at_the_edge() {
    let budget = |number: &str| {
        SupplyChain::from_json(replaced("2000000", number)).unwrap().project("line").unwrap().record().budget.unwrap()
    };
    assert_eq!(budget("-0").to_bits(), 0.0_f64.to_bits(), "-0 is 0");
    assert_eq!(budget("-0.0").to_bits(), 0.0_f64.to_bits());
    assert!(budget("1e-400").abs() < f64::MIN_POSITIVE);
    assert!((budget("9007199254740992") - 9_007_199_254_740_992.0).abs() < 0.5);
    assert_eq!(budget("1e18").to_bits(), 1e18_f64.to_bits());
    for too_much in ["1.7976931348623157e308", "1000000000000000128", "18446744073709551617"] {
        let told = json(&replaced("2000000", too_much));
        assert!(told[0].ends_with("is out of range; expected a number from 0 to 10^18"), "{told:?}");
    }
    assert_eq!(budget("0.1").to_bits(), 0.1_f64.to_bits());
    let share = |number: &str| json(&replaced("\"share\":0.7", &format!("\"share\":{number}")));
    assert_eq!(
        share("1.0000000001"),
        ["projects[1].benefit_shares[0].share: 1.0000000001 is no share: expected a number from 0 to 1"]
    );
    assert_eq!(share("0.7000000005"), [""; 0], "sums of decimals have some play");
    assert_eq!(share("0.70000001").len(), 1);
}

#[test]
fn dates_of_toml_are_dates_and_nothing_else() {
    let document = toml(&base()).replace("\"2019-01-01\"", "2019-01-01").replace("\"2024-12-31\"", "2024-12-31");
    assert_eq!(lines(SupplyChain::from_toml(&document)), [""; 0]);
    let document = document.replace("\"Resistance gene\"", "2019-01-01");
    assert_eq!(
        lines(SupplyChain::from_toml(&document)),
        [
            "projects[0].title: found the date 2019-01-01, expected a text, or an object with the keys en and zh, at least one of the two"
        ],
    );
    let document = toml(&base()).replace("\"2019-01-01\"", "2019-01-01T10:00:00");
    assert_eq!(
        lines(SupplyChain::from_toml(&document)),
        [
            "projects[0].commissioned: malformed date `2019-01-01T10:00:00`; expected a date such as 2024-07-04, 2024-07 or 2024"
        ],
    );
}

#[test]
fn numbers_of_toml() {
    let budget = |number: &str| {
        let chain = SupplyChain::from_toml(toml(&base()).replace("2000000", number)).unwrap();
        chain.project("line").unwrap().record().budget.unwrap()
    };
    assert!((budget("2_000_000") - 2e6).abs() < 0.5);
    assert!((budget("+2_000.5") - 2000.5).abs() < 1e-9);
    assert!((budget("0xff") - 255.0).abs() < 0.5);
    let huge = toml(&base()).replace("2000000", "99999999999999999999");
    assert_eq!(lines(SupplyChain::from_toml(huge)).len(), 1);
}

#[test]
fn odd_keys_are_shown_as_json_writes_them() {
    let found = json(&replaced("\"strategic\":true", r#""a \"b\"\\\n\u0000[0].x":true"#));
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with(r#"categories[0]["a \"b\"\\\n\u0000[0].x"]: unknown key `"#), "{found:?}");
    let found = json(&replaced("\"strategic\":true", "\"\":true"));
    assert!(found[0].starts_with("categories[0][\"\"]: unknown key ``"), "{found:?}");
    let found = json(&replaced("\"strategic\":true", "\"战略\":true"));
    assert!(found[0].starts_with("categories[0].战略: unknown key `战略`"), "{found:?}");
}
