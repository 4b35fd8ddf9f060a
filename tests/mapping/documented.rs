//! Every example of the page about tables works, and the examples of mappings are sound.

use seedrelay::io::tables::Grid;
use seedrelay::io::tables::mapping::{ImportOptions, Mapping};

use crate::tables::{grid, read};

const PAGE: &str = include_str!("../../src/docs/tables.md");

/// The blocks of a language with what follows each.
fn blocks(page: &str) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find("```") {
        let (language, behind) = rest[start + 3..].split_once('\n').unwrap();
        let end = behind.find("```").unwrap();
        let block = behind[..end].to_owned();
        match language {
            "toml" => found.push((block, Vec::new())),
            "csv" => found.last_mut().unwrap().1.push(block),
            _ => {}
        }
        rest = &behind[end + 3..];
    }
    found
}

#[test]
fn each_thing_that_tables_need_has_an_example_that_works() {
    let examples = blocks(PAGE);
    assert_eq!(examples.len(), 12, "one for each section");
    for (text, tables) in examples {
        let mapping = read(&text);
        let grids: Vec<Grid> =
            tables.iter().enumerate().map(|(number, table)| grid(&format!("{number}.csv"), table)).collect();
        let one: Vec<&[Grid]> = vec![&grids];
        let each: Vec<&[Grid]> = grids.chunks(1).collect();
        let sheets = if mapping.tables().len() == 1 { one } else { each };
        let import = mapping.import_sheets(&sheets, &ImportOptions::new(), |_, _| {});
        let import = import.unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert!(import.account.adds_up());
        let refused = import.account.rows_refused();
        // The one of blanks is about a row that nobody performs.
        assert_eq!(refused, usize::from(text.contains("NONE")), "{text}\n{}", import.account);
    }
}

#[test]
fn links_across_organizations_and_pedigrees_are_those_of_the_page() {
    let examples = blocks(PAGE);
    let import = |number: usize| {
        let (text, tables) = &examples[number];
        let grids: Vec<Grid> = tables.iter().map(|table| grid("t.csv", table)).collect();
        read(text).import(&grids, &ImportOptions::new()).unwrap()
    };
    let links = import(0).account.links;
    assert_eq!((links[0].links, links[0].across), (2, 1));
    let pedigrees = import(2).chain;
    let parents = &pedigrees.germplasm_with_id("V1").unwrap().record().parents;
    let shares: Vec<_> = parents.iter().map(|parent| (parent.germplasm.as_str(), parent.share.unwrap())).collect();
    assert_eq!(shares, [("IR-64", 0.25), ("Jinbu-A", 0.4375), ("Minghui-63", 0.0625), ("R05-92", 0.25)]);
}

#[test]
fn the_mappings_among_the_examples_are_sound() {
    for text in [
        include_str!("../../examples/mappings/kenya-varieties.toml"),
        include_str!("../../examples/mappings/china-soybean.toml"),
        include_str!("../../examples/mappings/soybean-genealogy.toml"),
    ] {
        read(text);
    }
    Mapping::NAMES.iter().for_each(|name| _ = Mapping::named(name).unwrap());
}
