//! How it looks in a terminal of 80 columns.

use seedrelay::render::terminal;
use seedrelay::say::{self, View};
use seedrelay::{
    Category, Evidence, Lang, Organization, OrganizationKind, Project, Stage, Status, SupplyChain, datasets,
};

use crate::drawn;
use crate::everything::{diagnose, remarks, sentences, tables};

fn rendered(chain: &SupplyChain, lang: Lang) -> String {
    let (view, diagnosis) = (View::new(chain), diagnose(chain));
    let mut out = terminal::sentences(remarks(&view, &diagnosis), lang);
    for table in tables(&view, &diagnosis) {
        out += &terminal::section(&table, lang);
    }
    out += "\n";
    out += &terminal::sentences(sentences(&view, &diagnosis), lang);
    out
}

#[test]
fn the_drawn_chain() {
    insta::assert_snapshot!("drawn_en", rendered(&drawn::chain(), Lang::En));
    insta::assert_snapshot!("drawn_zh", rendered(&drawn::chain(), Lang::Zh));
}

#[test]
fn hunan_today() {
    let today = datasets::hunan().known_at_least(Evidence::Assumed);
    insta::assert_snapshot!("hunan_en", rendered(&today, Lang::En));
    insta::assert_snapshot!("hunan_zh", rendered(&today, Lang::Zh));
}

#[test]
fn definitions() {
    for lang in Lang::ALL {
        let lines = say::definitions(lang).into_iter().map(|definition| {
            let (unit, source) = (definition.unit.unwrap_or("-"), definition.source.unwrap_or("-"));
            format!("{} | {} | {} | {unit} | {source}\n", definition.topic, definition.term, definition.meaning)
        });
        insta::assert_snapshot!(format!("definitions_{lang}"), lines.collect::<String>());
    }
}

#[test]
fn nothing_is_wider_than_the_terminal() {
    for chain in
        [datasets::hunan(), datasets::hunan().known_at_least(Evidence::Assumed), datasets::example(), drawn::chain()]
    {
        for lang in Lang::ALL {
            for line in rendered(&chain, lang).lines() {
                let width = textwrap::core::display_width(line);
                assert!(width <= usize::from(terminal::WIDTH), "{width} columns: {line}");
            }
        }
    }
}

/// As in the tables of many a funder: names of categories that are longer than a column, of words that nearly fill it.
#[test]
fn no_word_is_broken_in_a_table() {
    let mut builder = SupplyChain::builder("2024-12-31".parse().unwrap());
    for (id, name) in
        [("infra", "Research infrastructure"), ("bio", "Food, agriculture, bioeconomy"), ("x", "其他计划")]
    {
        builder = builder
            .category(Category::new(id).name(name))
            .organization(Organization::new(id, OrganizationKind::Institute).name(name).capability(id, Stage::Basic, 2))
            .project(Project::new(id, id, Stage::Basic, id, Status::Delivered).ended("2020".parse().unwrap()));
    }
    let chain = builder.build().unwrap();
    for lang in Lang::ALL {
        let (view, diagnosis) = (View::new(&chain), diagnose(&chain));
        for table in tables(&view, &diagnosis) {
            let cells = table.rows.iter().flat_map(|row| row.texts(lang));
            let words: Vec<String> =
                cells.flat_map(|cell| cell.split([' ', '/']).map(str::to_owned).collect::<Vec<_>>()).collect();
            let shown = terminal::grid(&table, lang);
            for word in words.into_iter().filter(|word| word.is_ascii() && word.len() <= 24) {
                assert!(shown.contains(&word), "{word} is broken in\n{shown}");
            }
        }
    }
}
