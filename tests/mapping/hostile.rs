//! Mappings and tables that mean harm: an error or an answer within seconds, whatever the one does with the other.
//!
//! Each is so large that work or memory in the square of its size would be felt.

use seedrelay::Lang;
use seedrelay::io::tables::TableLimits;
use seedrelay::io::tables::mapping::{Import, ImportError, ImportOptions, Mapping};
use seedrelay::io::{FileError, LimitedQuantity};

use crate::tables::{grid, import, mapping_with, read};

const MANY: usize = 20_000;

fn many(line: impl Fn(usize) -> String) -> String {
    (0..MANY).map(line).collect()
}

fn list(element: impl Fn(usize) -> String) -> String {
    (0..MANY).map(element).collect::<Vec<_>>().join(", ")
}

/// A sound mapping of a table with the columns `number,who,crop,type`.
fn mapping(top: &str, project: &str, sections: &str) -> String {
    format!(
        "format = \"seedrelay-mapping/1\"\nas_of = \"2024-12-31\"\n{top}\n[organization]\nid = \"who\"\n\
         kind = {{ constant = \"company\" }}\n[project]\ngrant = \"number\"\n{project}\n{sections}"
    )
}

const PLAIN: &str = "category = \"crop\"\nstage = { constant = \"basic\" }";

fn run(mapping: &str, rows: &str) -> Result<Import, ImportError> {
    let table = grid("t.csv", &format!("number,who,crop,type\n{rows}"));
    read(mapping).import(&[table], &ImportOptions::new())
}

#[test]
fn many_patterns_meet_many_values() {
    let patterns = list(|number| format!("\"ERC-{number}\" = \"basic\""));
    let project =
        format!("category = \"crop\"\nstage = {{ column = \"type\", map = {{ {patterns}, \"X*\" = \"applied\" }} }}");
    let rows = many(|number| format!("p{number},w,rice,erc-{number}\nq{number},w,rice,erx-{number}\n"));
    let import = run(&mapping("", &project, ""), &rows).unwrap();
    assert_eq!((import.chain.projects().len(), import.account.rows_refused()), (MANY, MANY));
    let rule = format!(
        "[[leave_out]]\nwhen = {{ column = \"type\", matches = [{}] }}\nwhy = \"x\"",
        list(|n| format!("\"ERC-{n}\""))
    );
    let import = run(&mapping(&rule, PLAIN, ""), &rows).unwrap();
    assert_eq!(import.account.left_out[0].rows, MANY);
}

#[test]
fn columns_that_make_a_row_each_repeat_the_others_within_limits() {
    let names: Vec<String> = (0..40).map(|number| format!("c{number}")).collect();
    let quoted: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    let top = format!("[[tables]]\nname = \"t\"\nunpivot = {{ columns = [{}] }}\n", quoted.join(", "));
    let rows: String = (0..20).map(|row| format!("p{row},rice,x{}\n", ",a".repeat(40))).collect();
    let table = [grid("t.csv", &format!("number,crop,type,{}\n{rows}", names.join(",")))];
    let mapping = read(&mapping(&top, PLAIN, ""));
    let import = |limits| mapping.import(&table, &ImportOptions::new().limits(limits));
    assert_eq!(import(TableLimits::new()).unwrap().account.rows_read(), 800);
    for (limits, what) in [
        (TableLimits::new().cells(1000), LimitedQuantity::Cells),
        (TableLimits::new().text(1000), LimitedQuantity::TextBytes),
    ] {
        let Err(ImportError::Table { error, .. }) = import(limits) else { panic!("{what}") };
        assert!(matches!(&*error, FileError::TooLarge { what: found, limit: 1000, .. } if *found == what), "{error}");
    }
}

#[test]
fn a_pattern_that_nearly_fits_everywhere() {
    let hard =
        [format!("*{}b*", "a".repeat(190)), format!("{}*b*", "*a".repeat(90)), format!("*{}b*", "a?".repeat(90))];
    let patterns = hard.map(|pattern| format!("\"{pattern}\" = \"basic\"")).join(", ");
    let project = format!("category = \"crop\"\nstage = {{ column = \"type\", map = {{ {patterns} }} }}");
    let rows: String = (0..10).map(|number| format!("p{number},w,rice,{number}{}\n", "a".repeat(32_000))).collect();
    let error = run(&mapping("", &project, ""), &rows).unwrap_err();
    assert!(matches!(error, ImportError::Chain { .. }), "{error}");
    let limits = TableLimits::new().steps(1_000_000);
    let table = grid("t.csv", &format!("number,who,crop,type\n{rows}"));
    let error = read(&mapping("", &project, "")).import(&[table], &ImportOptions::new().limits(limits)).unwrap_err();
    assert!(matches!(error, ImportError::TooLarge { what: LimitedQuantity::Steps, limit: 1_000_000, .. }), "{error}");
    assert!(error.to_string().contains("a limit that the caller can raise"));
    assert!(error.message(Lang::Zh).contains("1000000步"));
}

/// Rules times rows is more than anybody waits for.
#[test]
fn many_rules_for_many_rows() {
    let rule = |number: usize| format!("[[figures]]\nname = \"f{number}\"\nsum = \"type\"\n");
    let mapping = mapping("", PLAIN, &many(rule));
    let rows: String = (0..100).map(|number| format!("p{number},w,rice,1\n")).collect();
    let table = || [grid("t.csv", &format!("number,who,crop,type\n{rows}"))];
    let limits = TableLimits::new().steps(100_000);
    let error = read(&mapping).import(&table(), &ImportOptions::new().limits(limits)).unwrap_err();
    assert!(matches!(error, ImportError::TooLarge { what: LimitedQuantity::Steps, .. }), "{error}");
    assert_eq!(read(&mapping).import(&table(), &ImportOptions::new()).unwrap().account.figures.len(), MANY);
}

#[test]
fn a_grant_in_which_everybody_takes_part() {
    let project = format!("unit = \"grant\"\npartners = \"agreement\"\n{PLAIN}");
    let import = run(&mapping("", &project, ""), &many(|number| format!("p,w{number},rice,x\n"))).unwrap();
    assert_eq!((import.chain.projects().len(), import.chain.agreements().len()), (1, MANY - 1));
}

/// What is reported of each row holds as much of a text as one can read.
#[test]
fn long_texts_are_told_again_and_again_but_not_whole() {
    let long = "x".repeat(1_000_000);
    let project =
        "category = \"crop\"\nstage = { column = \"HEAD\", map = { \"basic\" = \"basic\" } }\ntitle = \"crop\"";
    let head = mapping("", &project.replace("HEAD", &long), "");
    let rows = many(|number| format!("p,w,rice,basik-{number}\n"));
    let table = grid("t.csv", &format!("number,who,crop,{long}\np,w,rice,basic\n{rows}"));
    let import = read(&head).import(&[table], &ImportOptions::new()).unwrap();
    assert_eq!(import.account.refusals.len(), MANY);
    assert!(import.account.refusals.iter().all(|refusal| refusal.column.as_ref().unwrap().len() == 200));

    let rows = many(|number| format!("p,w,rice,t{number}\n"));
    let titled = mapping("", &format!("{PLAIN}\ntitle = \"type\""), "");
    let import = run(&titled, &format!("p,w,rice,{long}\np,w,rice,{long}\n{rows}")).unwrap();
    assert_eq!(import.account.disagreements.len(), MANY);
    assert_eq!(import.account.disagreements[0].kept.len(), 200);
    assert_eq!(import.chain.projects().next().unwrap().record().title.as_ref().unwrap().get(Lang::En).len(), 1_000_000);

    let rule = format!("[[leave_out]]\nwhen = {{ column = \"type\", matches = \"t*\" }}\nwhy = \"{long}\"");
    let import = run(&mapping(&rule, PLAIN, ""), &format!("p,w,rice,x\n{rows}")).unwrap();
    assert_eq!(import.account.left_out[0].rows, MANY);
    assert!(import.account.rows_csv(Lang::En).len() < 1000 * MANY);
}

/// A joined row of megabytes, to which all refer: a chain of it would be the one times the others.
#[test]
fn a_long_text_that_all_rows_share() {
    let top = "[[tables]]\nname = \"a\"\n[[tables]]\nname = \"b\"\nkey = \"key\"\njoined_by = \"type\"";
    let mapping = read(&mapping(top, &format!("{PLAIN}\ntitle = \"text\""), ""));
    let first = grid("a.csv", &format!("number,who,crop,type\n{}", many(|number| format!("p{number},w,rice,k\n"))));
    let second = grid("b.csv", &format!("key,text\nk,{}\n", "x".repeat(1_000_000)));
    let error = mapping.import(&[first.clone(), second], &ImportOptions::new()).unwrap_err();
    assert!(matches!(error, ImportError::TooLarge { what: LimitedQuantity::TextBytes, .. }), "{error}");
    let second = grid("b.csv", "key,text\nk,x\n");
    assert!(mapping.import(&[first, second], &ImportOptions::new()).is_ok());
}

#[test]
fn a_joined_table_of_one_key() {
    let top = "[[tables]]\nname = \"a\"\n[[tables]]\nname = \"b\"\nkey = \"key\"\njoined_by = \"type\"";
    let mapping = read(&mapping(top, PLAIN, ""));
    let first = grid("a.csv", &format!("number,who,crop,type\n{}", many(|number| format!("p{number},w,rice,k\n"))));
    let second = grid("b.csv", &format!("key,text\n{}", many(|number| format!("k,{number}\n"))));
    let import = mapping.import(&[first, second], &ImportOptions::new()).unwrap();
    assert_eq!((import.account.tables[1].used, import.account.tables[1].merged), (1, MANY - 1));
}

#[test]
fn a_chain_of_grants_of_one_organization() {
    let rule = "[[builds_on]]\nname = \"x\"\nsame = \"organization\"\n\
                upstream = { column = \"type\", matches = \"basic\" }\n\
                downstream = { column = \"type\", matches = \"trial\" }\n";
    let mapping = mapping_with("", "started = \"from\"", rule);
    let row = |number: usize| {
        let (kind, year) = (["basic", "trial"][number % 2], 1000 + number % 1000);
        format!("p{number};hau;uni;rice;{kind};{year}-{:02};;\n", 1 + number / 1000 % 12)
    };
    let import = import(&mapping, &many(row));
    assert_eq!((import.account.links[0].upstream, import.account.links[0].downstream), (MANY / 2, MANY / 2));
    assert!(import.account.links[0].linked > MANY / 3);
}

#[test]
fn a_mapping_that_refers_to_itself_everywhere() {
    let categories = many(|number| format!("[[categories]]\nid = \"category-{number}\"\n"));
    let with = |values: String| {
        mapping(
            &categories,
            &format!("category = {{ column = \"crop\", map = {{ {values} }} }}\nstage = {{ constant = \"basic\" }}"),
            "",
        )
    };
    read(&with(list(|number| format!("\"v{number}\" = \"category-{}\"", MANY - 1 - number))));
    let problems =
        Mapping::from_toml(with(list(|number| format!("\"v{number}\" = \"categroy-{number}\"")))).unwrap_err();
    assert_eq!(problems.len(), MANY);
    assert!(problems.first().to_string().ends_with("did you mean `category-0`?"), "{}", problems.first());
}

#[test]
fn many_tables_rules_and_patterns() {
    let tables = many(|number| format!("[[tables]]\nname = \"t{number}\"\nkey = \"k\"\njoined_by = \"j\"\n"));
    assert!(Mapping::from_toml(mapping(&tables, PLAIN, "")).is_err(), "the first table is joined to nothing");
    let rule = |number: usize| {
        format!(
            "[[leave_out]]\nwhen = {{ column = \"type\", matches = [\"x{number}\", \"y{number}\"] }}\nwhy = \"x\"\n"
        )
    };
    read(&mapping(&many(rule), PLAIN, ""));
    let twice = format!("{}{}", many(rule), rule(7));
    let problems = Mapping::from_toml(mapping(&twice, PLAIN, "")).unwrap_err();
    assert_eq!(problems.len(), 2, "{problems}");
    // Each of the first would have to be compared with the whole of each of the others.
    let long = "a".repeat(10_000);
    let wild = (0..200).map(|number| format!("\"*{}{number}\" = \"basic\"", "a".repeat(180)));
    let plain = (0..200).map(|number| format!("\"{long}{number}b\" = \"basic\""));
    let patterns = wild.chain(plain).collect::<Vec<_>>().join(", ");
    read(&mapping("", &format!("category = \"crop\"\nstage = {{ column = \"type\", map = {{ {patterns} }} }}"), ""));
}

#[test]
fn many_columns_that_are_nowhere() {
    let columns = list(|number| format!("\"colunm-{number}\""));
    let mapping = read(&mapping("", &format!("category = [{columns}]\nstage = {{ constant = \"basic\" }}"), ""));
    let head = list(|number| format!("column-{number}")).replace(", ", ",");
    let table = grid("t.csv", &format!("number,who,{head}\np,w,x\n"));
    match mapping.import(&[table], &ImportOptions::new()).unwrap_err() {
        ImportError::Columns(problems) => assert_eq!(problems.len(), MANY),
        error => panic!("{error}"),
    }
}

#[test]
fn what_is_tried_with_every_cell_is_limited() {
    for (key, list) in [("dates", "\"%Y\", ".repeat(101)), ("blank", "\"x\", ".repeat(101))] {
        let problems = Mapping::from_toml(mapping(&format!("[read]\n{key} = [{list}]"), PLAIN, "")).unwrap_err();
        assert!(problems.first().to_string().ends_with("there can be 100 at most"), "{problems}");
    }
    for key in ["decimal", "thousands"] {
        let signs = "_".repeat(101);
        let problems = Mapping::from_toml(mapping(&format!("[read]\n{key} = \"{signs}\""), PLAIN, "")).unwrap_err();
        assert!(problems.first().to_string().ends_with("there can be 100 at most"), "{problems}");
    }
    let top = format!("[[tables]]\nname = \"{}\"", "x".repeat(201));
    assert!(Mapping::from_toml(mapping(&top, PLAIN, "")).is_err());
}

/// An id is no pattern, whatever stands in it.
#[test]
fn ids_with_signs_of_patterns() {
    let ids = ["a\\b", "\\", "*", "a?", &format!("*{}", "a".repeat(300))];
    let categories: String = ids.iter().map(|id| format!("[[categories]]\nid = '{id}'\n")).collect();
    let mapping = mapping(&categories, "category = \"crop\"\nstage = { constant = \"basic\" }", "");
    let rows: String = ids.iter().enumerate().map(|(number, id)| format!("p{number},w,{id},x\n")).collect();
    let import = run(&mapping, &format!("{rows}q,w,ab,x\n")).unwrap();
    assert_eq!((import.chain.projects().len(), import.account.rows_refused()), (ids.len(), 1));
}

/// A key is a part of the place of everything in it.
#[test]
fn a_long_key_with_many_slips_in_it() {
    let (key, slips) = ("x".repeat(1_000_000), list(|number| format!("k{number} = 1")));
    let kind = format!("kind = {{ column = \"type\", map = {{ \"{key}\" = {{ kind = \"company\", {slips} }} }} }}");
    let mapping = mapping("", PLAIN, "").replace("kind = { constant = \"company\" }", &kind);
    assert_eq!(Mapping::from_toml(mapping).unwrap_err().len(), MANY);
}
