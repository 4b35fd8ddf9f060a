//! A mapping is validated like any document: everything that is wrong, at once, with its place.

use seedrelay::io::document::RenderOptions;
use seedrelay::io::tables::mapping::{ImportError, ImportOptions, Mapping};

use seedrelay::Lang;

use crate::chinese::english_in;
use crate::tables::{HEADER, grid, mapping_with};

const FAULTY: &str = r#"
format = "seedrelay-mapping/2"
as_of = "2024-13-01"
curency = "EUR"
source = "rcm"
[[sources]]
id = "rcn"
[[categories]]
id = "rice"
[[categories]]
id = "rice"
[[organizations]]
id = "ec"
kind = "goverment"
[read]
dates = ["%d.%m.%Y", "dd.mm.yyyy"]
decimal = ","
thousands = ".,"
[[leave_out]]
when = { column = "type", matches = ["CSA*", "csa-ls"] }
why = "support"
[[leave_out]]
when = { column = "type", matches = "CSA-LSP" }
why = "support again"
[organization]
id = { template = "x-{who" }
kind = { column = "kind", map = { "a\\b" = "company", "s" = "service", "u*" = "univercity", "U*" = "university" } }
[project]
unit = "grants"
grant = { column = "number", constant = "x" }
category = { column = "crop", map = { "r*" = "rise" } }
stage = "type"
status = { column = "s", map = { A = "by-date" } }
budget = { column = "money", merged = "twice" }
[commissioner]
coordinator = "eu"
[funding]
[[figures]]
name = "odd"
distinct = "a"
sum = "b"
"#;

#[test]
fn every_problem_of_a_mapping_is_told_at_once() {
    let problems = Mapping::from_toml(FAULTY).unwrap_err();
    insta::assert_snapshot!(problems.render("mapping.toml", FAULTY, RenderOptions::new()).to_string());
    assert!(problems.iter().all(|problem| problem.span.is_some()));
    let told: Vec<String> = problems.iter().map(|problem| problem.message(Lang::Zh)).collect();
    for line in &told {
        assert_eq!(english_in(line), [""; 0], "{line}");
    }
    insta::assert_snapshot!("every_problem_of_a_mapping_in_chinese", told.join("\n"));
}

#[test]
fn a_misspelt_key_is_told_once_and_what_it_holds_is_read() {
    let text = r#"
format = "seedrelay-mapping/1"
asof = "2024"
[organization]
id = { templat = "x-{who" }
kind = { colum = "kind", map = { "*" = "company" } }
[project]
grnt = "number"
category = "crop"
stage = "type"
"#;
    let problems = Mapping::from_toml(text).unwrap_err();
    let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
    let expected = [
        "asof: unknown key `asof`; did you mean `as_of`?",
        "organization.id.templat: `x-{who`: a template has columns as `{column}`",
        "organization.id.templat: unknown key `templat`; did you mean `template`?",
        "organization.kind.colum: unknown key `colum`; did you mean `column`?",
        "project.grnt: unknown key `grnt`; did you mean `grant`?",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for line in expected {
        assert!(told.iter().any(|found| found.starts_with(line)), "{line}\n{told:#?}");
    }
}

#[test]
fn columns_that_the_table_does_not_have_are_told_with_the_nearest() {
    let text = r#"
format = "seedrelay-mapping/1"
as_of = "2024-12-31"
[organization]
id = ["whoo", "organisation"]
kind = { column = "kind", map = { "*" = "company" } }
region = { column = "place", optional = true }
[project]
grant = "numbr"
category = { template = "{crop}-{tipe}" }
stage = "type"
"#;
    let mapping = Mapping::from_toml(text).unwrap();
    let table = grid("t.csv", &format!("{HEADER}p1;a;b;c;basic;;;\n"));
    let error = mapping.import(&[table], &ImportOptions::new()).unwrap_err();
    let ImportError::Columns(problems) = error else { panic!("{error}") };
    let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "organization.id[0]: unknown column `whoo`; did you mean `who`?",
            "organization.id[1]: unknown column `organisation`",
            "project.category.template: unknown column `tipe`; did you mean `type`?",
            "project.grant: unknown column `numbr`; did you mean `number`?",
        ]
    );
    let spans: Vec<_> = problems.iter().map(|problem| &text[problem.span.clone().unwrap()]).collect();
    assert_eq!(spans, ["\"whoo\"", "\"organisation\"", "\"{crop}-{tipe}\"", "\"numbr\""]);
}

#[test]
fn a_column_that_stands_twice_is_not_guessed() {
    let table = grid("t.csv", "number;who;kind;crop;type;crop\np1;a;u;rice;basic;maize\n");
    let error = mapping_with("", "", "").import(&[table], &ImportOptions::new()).unwrap_err();
    assert!(error.to_string().contains("`crop`: this column stands twice in table `table`"), "{error}");
}

#[test]
fn columns_that_other_columns_stand_in_for_are_told_in_the_account() {
    let text = |columns: &str| {
        format!(
            "format = \"seedrelay-mapping/1\"\nas_of = \"2024-12-31\"\n[organization]\nid = {columns}\n\
             kind = {{ constant = \"company\" }}\n[project]\ngrant = \"number\"\ncategory = \"crop\"\nstage = \"type\"\n"
        )
    };
    let mapping = Mapping::from_toml(text("[\"whoo\", \"kind\"]")).unwrap();
    let import =
        mapping.import(&[grid("t.csv", &format!("{HEADER}p1;a;b;c;basic;;;\n"))], &ImportOptions::new()).unwrap();
    let absent = &import.account.absent_columns[0];
    assert_eq!(
        (&*absent.column, &*absent.field, absent.nearest.as_deref()),
        ("whoo", "organization.id[0]", Some("who"))
    );
}

#[test]
fn as_many_tables_are_needed_as_the_mapping_has() {
    let error = Mapping::named("cordis").unwrap().import(&[], &ImportOptions::new()).unwrap_err();
    assert_eq!(error.to_string(), "the mapping needs 2 tables (organization, project), and 0 are given");
}

#[test]
fn what_is_no_toml_is_told_with_its_place() {
    let problems = Mapping::from_toml("format = ").unwrap_err();
    assert!(problems.first().to_string().contains("at line 1 column"), "{problems}");
    assert!(Mapping::from_toml([0xff, 0xfe]).is_err());
    let twice = Mapping::from_toml("format = \"seedrelay-mapping/1\"\nformat = \"x\"\n").unwrap_err();
    assert!(twice.to_string().contains("key `format` is given twice"), "{twice}");
}

#[test]
fn the_mappings_that_come_with_the_crate_are_sound() {
    for name in Mapping::NAMES {
        Mapping::named(name).unwrap();
        assert!(Mapping::text_of(name).unwrap().starts_with('#'));
    }
}
