//! The account of an import, as people read it.

use seedrelay::Lang;
use seedrelay::io::tables::mapping::{ImportError, ImportOptions};

use crate::tables::{HEADER, grid, import, mapping_with, try_import};

const ROWS: &str = "p1;hau;uni;rice;basic;;;\np1;hau;uni;rice;basic;;;\np2;hau;uni;rice;bsic;;;\np3;hau;uni;rice;bsic;;;\n\
                    p4;hau;uni;rice;travel;;;\np5;;uni;rice;basic;2020;x;\n";
const RULE: &str = "[[leave_out]]\nwhen = { column = \"type\", matches = \"travel\" }\n\
                    why = { en = \"no research\", zh = \"不是研究\" }\n";

#[test]
fn the_account_adds_up_and_groups_what_is_refused() {
    let mapping = mapping_with("", "started = \"from\"\nended = \"to\"", RULE);
    let account = import(&mapping, ROWS).account;
    let table = &account.tables[0];
    assert_eq!((table.read, table.used, table.merged, table.left_out, table.refused), (6, 1, 1, 1, 3));
    assert!(account.adds_up());
    let refused: Vec<_> =
        account.refusals.iter().map(|it| (it.rows, it.message(Lang::En), it.first.to_string())).collect();
    assert_eq!(
        refused,
        [
            (
                2,
                "project.stage, column “type”: no pattern covers `bsic`; did you mean `basic`?".to_owned(),
                "t.csv, row 4, column E (type)".to_owned(),
            ),
            (
                1,
                "organization.id, column “who”: nothing is given".to_owned(),
                "t.csv, row 7, column B (who)".to_owned()
            ),
            (
                1,
                "project.ended, column “to”: `x` is no date in the formats of the mapping".to_owned(),
                "t.csv, row 7, column G (to)".to_owned(),
            ),
        ]
    );
    insta::assert_snapshot!("account_en", account.to_string());
    insta::assert_snapshot!("account_zh", account.text(Lang::Zh));
}

#[test]
fn every_row_is_told_of_in_a_table() {
    let account = import(&mapping_with("", "", RULE), ROWS).account;
    assert_eq!(account.rows().count(), 6);
    insta::assert_snapshot!("rows_en", account.rows_csv(Lang::En));
    insta::assert_snapshot!("rows_zh", account.rows_csv(Lang::Zh));
}

#[test]
fn rows_that_are_refused_can_end_the_import() {
    let table = grid("t.csv", &format!("{HEADER}{ROWS}"));
    let error = mapping_with("", "", "").import(&[table], &ImportOptions::new().stop_on_refusal(true)).unwrap_err();
    assert_eq!(error.to_string(), "4 of 6 rows are refused");
    let ImportError::Refused(account) = error else { panic!() };
    assert!(account.adds_up());
}

#[test]
fn where_no_row_is_left_the_account_tells_why() {
    let error = try_import(&mapping_with("", "", ""), "p1;hau;uni;rice;bsic;;;\n").unwrap_err();
    assert_eq!(error.message(Lang::Zh).lines().count(), 1);
    let ImportError::Chain { problems, account, .. } = error else { panic!("{error}") };
    assert!(problems[0].to_string().contains("no category is given"), "{}", problems[0]);
    assert_eq!(account.tables[0].refused, 1);
}

#[test]
fn lines_are_at_most_80_columns_and_the_account_serializes() {
    let long = "水稻".repeat(100);
    let rows = format!("{long};{long};uni;rice;{long};;;\np2;hau;uni;rice;basic;;;\n");
    let account = import(&mapping_with("", "", RULE), &rows).account;
    for lang in Lang::ALL {
        for line in account.text(lang).lines() {
            let columns: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            assert!(columns <= 80, "{columns}: {line}");
        }
    }
    let json = serde_json::to_value(&account).unwrap();
    assert_eq!(json["tables"][0]["refused"], 1);
    assert_eq!(json["refusals"][0]["kind"]["problem"], "not-covered");
}

#[test]
fn progress_is_told_to_the_end() {
    let mut told = Vec::new();
    let table = grid("t.csv", &format!("{HEADER}{ROWS}"));
    let outcome =
        mapping_with("", "", "").import_with(&[table], &ImportOptions::new(), |done, all| told.push((done, all)));
    outcome.unwrap();
    assert_eq!(told, [(0, 6), (6, 6)]);
}
