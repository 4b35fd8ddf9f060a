//! How it looks in a terminal of 80 columns.

use seedrelay::view::{self, View};
use seedrelay::{Evidence, Lang, SupplyChain, datasets};

use crate::everything::{diagnose, remarks, sentences, tables};
use crate::{drawn, terminal};

fn rendered(chain: &SupplyChain, lang: Lang) -> String {
    let (view, diagnosis) = (View::new(chain), diagnose(chain));
    let mut out = terminal::sentences(remarks(&view, &diagnosis, lang), lang);
    for table in tables(&view, &diagnosis, lang) {
        out += &terminal::section(&table, lang);
    }
    out += "\n";
    out += &terminal::sentences(sentences(&view, &diagnosis, lang), lang);
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
        let lines = view::definitions(lang).into_iter().map(|definition| {
            let (unit, source) = (definition.unit.unwrap_or("-"), definition.source.unwrap_or("-"));
            format!("{} | {} | {} | {unit} | {source}\n", definition.topic, definition.term, definition.meaning)
        });
        insta::assert_snapshot!(format!("definitions_{lang}"), lines.collect::<String>());
    }
}

#[test]
fn nothing_is_wider_than_the_terminal() {
    for chain in [datasets::hunan(), datasets::hunan().known_at_least(Evidence::Assumed), drawn::chain()] {
        for lang in Lang::ALL {
            for line in rendered(&chain, lang).lines() {
                let width = textwrap::core::display_width(line);
                assert!(width <= usize::from(terminal::WIDTH), "{width} columns: {line}");
            }
        }
    }
}
