//! The chapter of material and benefit: what stands in its tables, and how it is drawn.

use std::fmt::Write as _;

use roxmltree::Node;
use seedrelay::{Lang, datasets};

use crate::document::{ids, of_class, parsed, report, tell, text, without_code};

/// Origins, core parents, gene banks, clearance and benefit, in both languages.
#[test]
fn the_material_of_the_example_in_words() {
    let page = without_code(report(&datasets::example()));
    let document = parsed(&page);
    let ids = ids(&document);
    let mut out = String::new();
    for lang in Lang::ALL {
        tell(ids[format!("{lang}-material").as_str()], &mut out);
    }
    insta::assert_snapshot!(out);
}

/// The bars of each figure with what their rows are of, to the letter. They are the same in both languages.
#[test]
fn the_material_of_the_example_in_bars() {
    let page = without_code(report(&datasets::example()));
    let document = parsed(&page);
    let ids = ids(&document);
    let drawn = |lang: Lang| {
        let mut out = String::new();
        let figures = ids[format!("{lang}-material").as_str()].children().filter(|node| node.has_tag_name("figure"));
        for figure in figures {
            let rows = figure.descendants().filter(|node| node.has_tag_name("tr"));
            let bars = rows.filter_map(|row| Some((row, of_class(row, "bar").next()?)));
            let bars: Vec<(Node<'_, '_>, Node<'_, '_>)> = bars.collect();
            if !bars.is_empty() {
                let _ = writeln!(out, "{}", figure.attribute("id").unwrap().trim_start_matches(&format!("{lang}-")));
            }
            for (row, bar) in bars {
                let head = row.children().find(|node| node.attribute("scope") == Some("row"));
                let name = head.map_or_else(|| "axis".to_owned(), text);
                let name = if lang == Lang::En { name } else { String::new() };
                let _ = writeln!(out, "{name}\n    {}", &page[bar.range()]);
            }
        }
        out
    };
    let nameless = |drawn: String| -> Vec<String> {
        drawn.lines().filter(|line| line.starts_with("    ")).map(ToOwned::to_owned).collect()
    };
    let en = drawn(Lang::En);
    assert_eq!(nameless(en.clone()), nameless(drawn(Lang::Zh)));
    insta::assert_snapshot!(en);
}
