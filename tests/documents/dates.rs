//! Dates to the precision known, and their order.

use seedrelay::{PartialDate, SupplyChain};
use serde_json::json;

use crate::base::{changed, json_lines, remove};

fn with_dates(dates: &[(&str, &str)]) -> Vec<String> {
    json_lines(&changed(|d| {
        for key in ["commissioned", "started", "ended"] {
            remove(&mut d["projects"][0], key);
        }
        for (key, date) in dates {
            d["projects"][0][*key] = json!(date);
        }
    }))
}

#[test]
fn out_of_order_only_if_no_choice_of_days_helps() {
    for dates in [
        &[][..],
        &[("ended", "2020")],
        &[("commissioned", "2020-12-31"), ("started", "2020"), ("ended", "2020-12")],
        &[("commissioned", "2020"), ("started", "2020-01-01")],
        &[("commissioned", "2020-05-01"), ("ended", "2020-05-01")],
        &[("started", "2024-12-31"), ("ended", "2024")],
    ] {
        assert_eq!(with_dates(dates), [""; 0], "{dates:?}");
    }
    for (dates, expected) in [
        (
            &[("commissioned", "2021"), ("started", "2020-12-31")][..],
            "started: `commissioned` 2021 is after `started` 2020-12-31",
        ),
        (&[("started", "2020-06"), ("ended", "2020-05-31")], "ended: `started` 2020-06 is after `ended` 2020-05-31"),
        (
            &[("commissioned", "2020-05-02"), ("ended", "2020-05-01")],
            "ended: `commissioned` 2020-05-02 is after `ended` 2020-05-01",
        ),
        // Each is in order with the year between, and not with each other.
        (
            &[("commissioned", "2020-05-01"), ("started", "2020"), ("ended", "2020-03")],
            "ended: `commissioned` 2020-05-01 is after `ended` 2020-03",
        ),
        (&[("commissioned", "2025")], "commissioned: `commissioned` 2025 is after `as_of` 2024-12-31"),
        (&[("started", "2025-01-01"), ("ended", "2025")], "ended: `ended` 2025 is after `as_of` 2024-12-31"),
    ] {
        assert_eq!(with_dates(dates), [format!("projects[0].{expected}")]);
    }
}

#[test]
fn the_day_of_the_document_is_a_full_day() {
    let as_of = |as_of: &str| {
        json_lines(&changed(|d| {
            d["as_of"] = json!(as_of);
            d["projects"][0]["ended"] = json!("2024-12-31");
        }))
    };
    assert_eq!(as_of("2024-12-31"), [""; 0]);
    assert_eq!(as_of("2025"), ["as_of: 2025 is no full day; expected a date such as 2024-12-31"]);
    assert_eq!(as_of("2024-12-30"), ["projects[0].ended: `ended` 2024-12-31 is after `as_of` 2024-12-30"]);
}

#[test]
fn the_order_of_keys_does_not_matter() {
    // A text, since a map would put the keys in order.
    let document = r#"{"projects": [{"id": "p", "category": "rice", "stage": "basic", "performer": "hau",
        "ended": "2026", "started": "2020", "status": "delivered"}], "as_of": "2025-12-31", "organizations":
        [{"kind": "university", "id": "hau"}], "categories": [{"id": "rice"}], "format": "seedrelay/1"}"#;
    let problems = SupplyChain::from_json(document).unwrap_err();
    assert_eq!(problems.first().to_string(), "projects[0].ended: `ended` 2026 is after `as_of` 2025-12-31");
}

#[test]
fn dates_keep_their_precision() {
    let chain = SupplyChain::from_json(changed(|_| {}).to_string()).unwrap();
    let project = chain.project("gene").unwrap().record();
    let dates = [project.commissioned, project.started, project.ended].map(|date| date.unwrap().to_string());
    assert_eq!(dates, ["2019-01-01", "2019-03", "2021"]);
    assert!("2024-02-30".parse::<PartialDate>().is_err() && "2024-02-29".parse::<PartialDate>().is_ok());
}
