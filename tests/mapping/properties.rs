//! What holds of whatever people bring.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use seedrelay::Lang;
use seedrelay::io::tables::Grid;
use seedrelay::io::tables::mapping::{Import, ImportError, ImportOptions, Mapping};

use crate::cases::tried;
use crate::tables::{HEADER, grid, read};

const MAPPING: &str = r#"
format = "seedrelay-mapping/1"
as_of = "2024-06-30"
[read]
decimal = ",."
[[organizations]]
id = "ec"
kind = "government"
[[leave_out]]
when = { column = "type", matches = "travel" }
why = "no research"
[organization]
id = ["who", { template = "unknown-{number}" }]
name = "who"
kind = { column = "kind", map = { "u*" = "university", "c*" = "company" } }
[project]
grant = "number"
title = "crop"
category = "crop"
stage = { column = "type", map = { "basic" = "basic", "trial*" = "applied" } }
started = "from"
ended = { column = "to", or_absent = true }
budget = "money"
[role]
column = "kind"
map = { "u*" = "coordinator", "*" = "participant" }
[commissioner]
coordinator = "ec"
[funding]
from = "ec"
[capabilities]
teams = "most-at-once"
[[builds_on]]
name = "a trial after basic research"
upstream = { column = "type", matches = "basic" }
downstream = { column = "type", matches = "trial*" }
same = "organization"
[[figures]]
name = "organizations"
distinct = "who"
"#;

fn mapping(unit: &str) -> Mapping {
    read(&MAPPING.replace("[project]", &format!("[project]\nunit = \"{unit}\"")))
}

/// A row that is mostly sound, of few values, so that rows meet each other.
fn row() -> impl Strategy<Value = String> {
    let cell = |values: &'static [&'static str]| select(values);
    (
        cell(&["p1", "p2", "p 2", "p/2", "p3", ""]),
        cell(&["hau", "seedco", "Seed co", "ec", "", "unknown-p1"]),
        cell(&["uni", "company", "", "gov"]),
        cell(&["rice", "maize", "R-ice", ""]),
        cell(&["basic", "trial", "trial 2", "travel", "bsic", ""]),
        cell(&["2019", "2020-05", "2021-02-03", "2025-01-01", "x", ""]),
        cell(&["2019", "2020-01-01", "2023-02-03", "2026", ""]),
        cell(&["1", "2,5", "0.1", "-3", "", "1e3"]),
    )
        .prop_map(|(a, b, c, d, e, f, g, h)| [a, b, c, d, e, f, g, h].join(";"))
}

fn table(rows: &[String]) -> Grid {
    grid("t.csv", &format!("{HEADER}{}\n", rows.join("\n")))
}

fn run(mapping: &Mapping, rows: &[String]) -> Result<Import, ImportError> {
    mapping.import(&[table(rows)], &ImportOptions::new())
}

proptest! {
    #![proptest_config(tried(300))]

    #[test]
    fn rows_add_up_and_their_order_changes_nothing(
        rows in prop::collection::vec(row(), 0..30),
        shuffled in any::<prop::sample::Index>(),
        unit in select(&["participation", "grant"]),
    ) {
        let mapping = mapping(unit);
        let outcome = run(&mapping, &rows);
        let account = match &outcome {
            Ok(import) => &import.account,
            // Only where there is nothing to make a chain of.
            Err(ImportError::Chain { problems, account, .. }) => {
                prop_assert!(problems.iter().all(|it| it.to_string().contains("is given")), "{problems:?}");
                prop_assert_eq!(account.tables[0].used, 0);
                account
            }
            Err(error) => return Err(TestCaseError::fail(error.to_string())),
        };
        let table = &account.tables[0];
        prop_assert!(account.adds_up());
        prop_assert_eq!(table.read, rows.len());
        prop_assert_eq!(account.rows().count(), rows.len());
        prop_assert_eq!(account.left_out.iter().map(|it| it.rows).sum::<usize>(), table.left_out);
        for lang in Lang::ALL {
            prop_assert!(account.rows_csv(lang).lines().count() > rows.len());
            prop_assert!(!account.text(lang).is_empty());
        }
        if let Ok(import) = &outcome {
            prop_assert_eq!(import.chain.projects().len(), table.used);
            let mut others = rows.clone();
            others.rotate_left(shuffled.index(rows.len()));
            others.reverse();
            let other = run(&mapping, &others).unwrap();
            prop_assert_eq!(other.chain.to_json(), import.chain.to_json());
            let counts = |it: &Import| {
                let table = &it.account.tables[0];
                (table.used, table.merged, table.left_out, table.refused)
            };
            prop_assert_eq!(counts(&other), counts(import));
        }
    }

    #[test]
    fn any_table_at_all_is_accounted_for(text in "\\PC{0,200}", header in any::<bool>()) {
        let text = if header { format!("{HEADER}{text}") } else { text };
        let Ok(table) = Grid::from_csv("t.csv", text.as_bytes()) else { return Ok(()) };
        let rows = table.rows().len();
        match mapping("participation").import(&[table], &ImportOptions::new()) {
            Ok(import) => prop_assert_eq!(import.account.rows_read(), rows),
            Err(ImportError::Chain { account, .. }) => prop_assert!(account.adds_up()),
            Err(ImportError::Columns(_)) => {}
            Err(error) => return Err(TestCaseError::fail(error.to_string())),
        }
    }

    #[test]
    fn a_mapping_with_lines_missing_is_read_or_refused_and_nothing_else(
        kept in (0..MAPPING.lines().count()).prop_flat_map(|count| {
            subsequence(MAPPING.lines().collect::<Vec<_>>(), count)
        }),
        rows in prop::collection::vec(row(), 0..5),
    ) {
        match Mapping::from_toml(kept.join("\n")) {
            Ok(mapping) => match run(&mapping, &rows) {
                Ok(import) => prop_assert!(import.account.adds_up()),
                Err(error) => prop_assert!(!error.message(Lang::Zh).is_empty()),
            },
            Err(problems) => prop_assert!(problems.len() > 0),
        }
    }

    #[test]
    fn no_text_upsets_the_reader_of_mappings(text in "[\\[\\]a-z_={}\"*?\\\\ \n]{0,200}") {
        let _ = Mapping::from_toml(text);
    }
}
