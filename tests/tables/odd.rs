//! Texts that files and spreadsheets would like to change, and files that somebody, or nobody, changed.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use seedrelay::io::document::workbook::{WorkbookError, WorkbookOptions};
use seedrelay::io::document::{ReadError, ReadOptions};
use seedrelay::{Category, Lang, Organization, OrganizationKind, Project, Stage, Status, SupplyChain, Text, datasets};

use crate::cases::tried;
use crate::folders::Folder;

fn options() -> [WorkbookOptions; 3] {
    [WorkbookOptions::new(), WorkbookOptions::new().lang(Lang::En), WorkbookOptions::new().lang(Lang::Zh)]
}

/// Texts of parts that are trouble.
fn odd() -> impl Strategy<Value = String> {
    let parts = [
        "a",
        "水稻",
        ";",
        "；",
        "; ",
        "\"",
        "\\",
        "\r\n",
        "\n",
        "\r",
        "\t",
        "\u{0}",
        "\u{1b}",
        "\u{7f}",
        "\u{85}",
        "_x000D_",
        "_x",
        "_",
        " ",
        "\u{a0}",
        "\u{3000}",
        "=cmd()",
        "=",
        "+1",
        "-1",
        "@",
        "＝",
        "'",
        "#",
        "#REF!",
        ",",
        "true",
        "是",
        "2024-07-04",
        "1e5",
        "\u{feff}",
        "\u{fffe}",
        "\u{ffff}",
        "\u{202e}",
        "\u{200f}",
        "\u{2028}",
        "👩‍🌾",
        "&amp;",
        "<t>",
        "]]>",
        "null",
        "{}",
        "sep=;",
        "e\u{301}",
    ];
    prop_oneof![4 => vec(select(parts.to_vec()), 0..5).prop_map(|parts| parts.concat()), 1 => any::<String>()]
}

fn text() -> impl Strategy<Value = Text> {
    prop_oneof![
        odd().prop_map(Text::from),
        odd().prop_map(Text::english),
        odd().prop_map(Text::chinese),
        (odd(), odd()).prop_map(|(en, zh)| Text::new(en, zh)),
    ]
}

prop_compose! {
    /// A chain whose every text is odd.
    fn chain()(
        name in option::of(text()),
        currency in option::of(odd()),
        mut ids in vec(odd().prop_filter("ids are not empty", |id| !id.is_empty()), 3),
        texts in vec(text(), 3),
        platforms in vec(text(), 0..4),
        topic in odd(),
        interested in option::of(vec(any::<Index>(), 0..4)),
    ) -> SupplyChain {
        let names = ids.clone();
        ids.iter_mut().enumerate().for_each(|(number, id)| if names[..number].contains(id) { id.push_str(&number.to_string()) });
        let mut organization = Organization::new(&*ids[1], OrganizationKind::University).name(texts[0].clone());
        organization.platforms = platforms.into();
        let mut project = Project::new(&*ids[2], &*ids[0], Stage::Basic, &*ids[1], Status::Active).topic(topic).title(texts[1].clone());
        let other = Organization::new("other;\u{202e}", OrganizationKind::Company);
        let known = [&*ids[1], "other;\u{202e}"];
        let each_once = |chosen: Vec<Index>| chosen.iter().map(|index| *index.get(&known)).collect::<BTreeSet<&str>>();
        project.interested = interested.map(|chosen| each_once(chosen).into_iter().map(Into::into).collect());
        let mut builder = SupplyChain::builder("2024-12-31".parse().unwrap())
            .category(Category::new(&*ids[0]).name(texts[2].clone()))
            .organization(organization)
            .organization(other)
            .project(project);
        if let Some(name) = name {
            builder = builder.name(name);
        }
        if let Some(currency) = currency {
            builder = builder.currency(currency);
        }
        builder.build().unwrap()
    }
}

proptest! {
    #![proptest_config(tried(64))]

    #[test]
    fn odd_texts_survive(chain in chain(), which in 0..3_usize) {
        let options = options()[which];
        let bytes = chain.to_xlsx(&options).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let read = ReadOptions::new().contents("a.xlsx", &bytes).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(read.to_json(), chain.to_json());
        let folder = Folder::new("odd");
        chain.to_csv_folder(folder.path(), &options).unwrap();
        let read = SupplyChain::from_file(folder.path()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(read.to_json(), chain.to_json());
    }

    /// No cell of what is written begins as a formula does.
    #[test]
    fn no_cell_is_a_formula(chain in chain()) {
        for (_, content) in chain.to_csv(&WorkbookOptions::new()) {
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(content.trim_start_matches('\u{feff}').as_bytes());
            for record in reader.records() {
                for cell in &record.unwrap() {
                    prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
                }
            }
        }
    }

    /// Whatever is done to the files of a chain, it is read or everything is reported, and every problem has a place.
    #[test]
    fn changed_files_are_told(changes in vec((any::<Index>(), any::<Index>(), any::<Index>(), 0..7_usize, odd()), 1..6)) {
        let mut files = datasets::hunan().to_csv(&WorkbookOptions::new());
        for (file, row, column, how, text) in changes {
            let (_, content) = &mut files[file.index(14)];
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(content.as_bytes());
            let mut rows: Vec<Vec<String>> = reader.records().filter_map(Result::ok).map(|row| row.iter().map(str::to_owned).collect()).collect();
            if rows.is_empty() {
                continue;
            }
            let row = row.index(rows.len());
            let column = column.index(rows[row].len());
            match how {
                0 | 1 => rows[row][column] = text,
                2 => rows[row].push(text),
                3 => drop(rows.remove(row)),
                4 => rows.push(rows[row].clone()),
                5 => drop(rows[row].remove(column)),
                _ => { content.push_str(&text); continue; }
            }
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            rows.iter().filter(|row| !row.is_empty()).for_each(|row| writer.write_record(row).unwrap());
            *content = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        }
        let folder = Folder::new("changed");
        files.iter().for_each(|(name, content)| folder.write(name, content.as_bytes()));
        match SupplyChain::from_file(folder.path()) {
            Ok(_) => {}
            Err(ReadError::Tables(problems)) => {
                prop_assert!(problems.iter().all(|problem| problem.place.path().starts_with(folder.path())));
                prop_assert!(problems.iter().all(|problem| !problem.to_string().contains('\n')), "{}", problems);
                // The reader invents records for rows that belong nowhere. Nobody hears of them.
                prop_assert!(problems.iter().all(|problem| !tells_of_an_invented_id(&problem.to_string())), "{}", problems);
            }
            Err(other) => prop_assert!(false, "{other}"),
        }
    }
}

/// The ids of invented records begin with sixteen zeros, which is more than any text of these tests has.
fn tells_of_an_invented_id(message: &str) -> bool {
    message.contains(&"\\u0000".repeat(16))
}

#[test]
fn a_header_of_two_zeros_is_told_as_it_stands() {
    let mut files = datasets::hunan().to_csv(&WorkbookOptions::new());
    let (name, content) = files.iter_mut().find(|(name, _)| name.starts_with("members")).unwrap();
    *content = content.replacen(',', ",\u{0}\u{0},", 1);
    let name = name.clone();
    let folder = Folder::new("zeros");
    files.iter().for_each(|(name, content)| folder.write(name, content.as_bytes()));
    let Err(ReadError::Tables(problems)) = SupplyChain::from_file(folder.path()) else { panic!("{name} is read") };
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|line| line.contains(&name) && line.contains("\\u0000\\u0000")), "{told:?}");
    assert!(!told.iter().any(|line| tells_of_an_invented_id(line)), "{told:?}");
}

#[test]
fn a_text_that_no_cell_holds_is_an_error_and_is_not_cut() {
    let of_length = |length: usize| {
        SupplyChain::builder("2024-12-31".parse().unwrap())
            .category(Category::new("rice").name("稻".repeat(length)))
            .organization(Organization::new("hau", OrganizationKind::University))
            .build()
            .unwrap()
    };
    let longest = of_length(32_767);
    let read = ReadOptions::new().contents("a.xlsx", &longest.to_xlsx(&WorkbookOptions::new()).unwrap());
    assert_eq!(read.unwrap(), longest);
    let longer = of_length(32_768);
    let error = longer.to_xlsx(&WorkbookOptions::new()).unwrap_err();
    assert!(matches!(error, WorkbookError::TextTooLong { row: 2, length: 32_768, .. }), "{error}");
    let folder = Folder::new("long");
    longer.to_file(folder.path()).unwrap();
    assert_eq!(SupplyChain::from_file(folder.path()).unwrap(), longer);
    let error = longer.to_file(folder.path().join("a.xlsx")).unwrap_err();
    assert!(error.to_string().contains("sheet categories, row 2, column name"), "{error}");
}
