//! No number is lost: what nobody can compute with is refused, and nothing that is written is infinite or no number.

use proptest::prelude::*;
use seedrelay::render::html::{self, ReportOptions};
use seedrelay::render::picture::{self, PictureOptions};
use seedrelay::render::tidy::CsvOptions;
use seedrelay::{Lang, SupplyChain};

use crate::cases::tried;
use crate::outputs::diagnosis;
use crate::shapes::{capability, chain, organization};

/// A chain that pays, succeeds and takes time as given.
fn document(amount: f64, success: f64, years: [f64; 3], teams: u32) -> String {
    let stages = ["basic", "applied", "industrialization"];
    let teams = stages.map(|stage| capability(0, stage, teams as usize)).join(",");
    let organizations = [
        organization("o", "institute", &teams),
        organization("g", "government", ""),
        r#"{"id":"x","kind":"consortium"}"#.to_owned(),
    ];
    let [min, mode, max] = years.map(|years| format!("{years:e}"));
    let assumed = format!(r#"{{"success":{success:e},"duration_years":{{"min":{min},"mode":{mode},"max":{max}}}}}"#);
    let assumed = stages.map(|stage| format!(r#""{stage}":{assumed}"#)).join(",");
    let paid = format!(r#"{{"from":"g","to":"x","project":"p","amount":{amount:e}}}"#);
    let more = format!(
        r#","assumptions":{{"stages":{{{assumed}}}}},"funding":[{}],
        "projects":[{{"id":"p","category":"c0","stage":"applied","performer":"x","status":"active","budget":{amount:e}}}]"#,
        [&*paid; 5].join(",")
    );
    chain(1, &organizations, &more)
}

/// Whether what is written of a chain holds a number that is none.
fn unsound(chain: &SupplyChain) -> Option<String> {
    let diagnosis = diagnosis(chain);
    let mut table = Vec::new();
    diagnosis.write_csv(&mut table, CsvOptions::new()).unwrap();
    let table = String::from_utf8(table).unwrap();
    let cells = table.lines().find(|line| line.split(',').any(|cell| ["NaN", "inf", "-inf"].contains(&cell)));
    let page = html::report(chain, &ReportOptions::new().lang(Lang::En)) + &picture::svg(chain, &PictureOptions::new());
    let word = page.split(|c: char| !c.is_ascii_alphanumeric()).find(|word| ["NaN", "inf"].contains(word));
    let json = serde_json::to_value(&diagnosis).unwrap();
    let null =
        ["total", "on_chokepoint"].into_iter().find(|key| json["consortium_money"][0]["public_money"][key].is_null());
    cells.or(word).or(null.filter(|_| json["consortium_money"][0].is_object())).map(str::to_owned)
}

#[test]
fn the_ends_of_the_range_are_refused_or_answered() {
    let year = [1.0; 3];
    for (amount, success, years, teams) in [
        (1.7e308, 1.0, year, 1),
        (5e-324, 1.0, year, 1),
        (1.0, 1e-308, year, 1),
        (1.0, 5e-324, year, u32::MAX),
        (1.0, 1.0, [1e308; 3], 1),
        (1.0, 1.0, [1e-300; 3], u32::MAX),
        (1.0, 1.0, [0.0, 0.0, 5e-324], u32::MAX),
    ] {
        if let Ok(chain) = SupplyChain::from_json(document(amount, success, years, teams)) {
            assert_eq!(unsound(&chain), None, "{amount:e} {success:e} {years:?}");
        }
    }
}

proptest! {
    #![proptest_config(tried(48))]

    #[test]
    fn no_number_that_is_read_is_lost(
        amount in prop::num::f64::POSITIVE | prop::num::f64::SUBNORMAL,
        success in prop_oneof![0.0..1.0, (0..=1_f64.to_bits()).prop_map(f64::from_bits)],
        mut years in (prop::num::f64::POSITIVE | prop::num::f64::SUBNORMAL, 0.0..10.0, 0.0..10.0).prop_map(<[f64; 3]>::from),
        teams in prop_oneof![1..9_u32, Just(u32::MAX)],
    ) {
        years.iter_mut().for_each(|years| *years = years.abs());
        years.sort_by(f64::total_cmp);
        if let Ok(chain) = SupplyChain::from_json(document(amount.abs(), success, years, teams)) {
            prop_assert_eq!(unsound(&chain), None);
        }
    }
}
