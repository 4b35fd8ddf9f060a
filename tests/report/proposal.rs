//! Today and the proposal: beside each other, and never mixed.

use std::collections::BTreeSet;

use roxmltree::Node;
use seedrelay::query::DiagnosisOptions;
use seedrelay::render::html::{self, Proposed, ReportOptions};
use seedrelay::{Evidence, Lang, SupplyChain, datasets};

use crate::document::{classes, ids, of_class, parsed, report, text, without_code};

/// What a reader of the page is told as of today: all but the comparison and the board of the proposal.
fn told_of_today<'d>(edition: Node<'d, 'd>) -> Vec<Node<'d, 'd>> {
    let is_apart = |node: &Node<'_, '_>| {
        let id = node.attribute("id").unwrap_or_default();
        classes(*node).contains("proposal") || id.ends_with("-compared") || id.ends_with("-beside")
    };
    let tells = |node: &Node<'d, 'd>| node.is_text() && !node.ancestors().any(|own| is_apart(&own));
    // What words mean, and whence the sources are, is of no day.
    let is_of_no_day = |node: &Node<'_, '_>| {
        let id = node.attribute("id").unwrap_or_default();
        id.ends_with("-definitions") || id.ends_with("-sources") || node.tag_name().name() == "form"
    };
    edition.descendants().filter(tells).filter(|node| !node.ancestors().any(|own| is_of_no_day(&own))).collect()
}

/// The names of what is only proposed, and of nothing else.
fn only_proposed(chain: &SupplyChain, lang: Lang) -> BTreeSet<String> {
    let today = chain.known_at_least(Evidence::Assumed);
    let names = |chain: &SupplyChain| -> BTreeSet<String> {
        let organizations = chain.organizations().map(|own| own.record().label(lang).to_owned());
        let projects = chain.projects().map(|own| own.record().label(lang).to_owned());
        organizations.chain(projects).collect()
    };
    names(chain).difference(&names(&today)).cloned().collect()
}

#[test]
fn nothing_that_is_only_proposed_is_told_of_today() {
    for chain in [datasets::hunan(), datasets::example()] {
        let page = without_code(report(&chain));
        let document = parsed(&page);
        let ids = ids(&document);
        for lang in Lang::ALL {
            let edition = ids[lang.as_str()];
            let proposed = only_proposed(&chain, lang);
            assert!(!proposed.is_empty());
            let today: String = told_of_today(edition).iter().filter_map(Node::text).collect();
            for name in &proposed {
                assert!(!today.contains(name.as_str()), "{name}");
            }
            let board = ids[format!("{lang}-proposal").as_str()];
            assert!(proposed.iter().any(|name| text(board).contains(name.as_str())), "it is on its own board");
            let of_today = ids[format!("{lang}-today").as_str()];
            assert_eq!(of_class(of_today, "proposed").filter(|node| classes(*node).contains("badge")).count(), 0);
            let entries = of_class(of_today, "entry");
            assert!(entries.into_iter().all(|entry| entry.attribute("data-evidence") != Some("proposed")));
        }
    }
}

#[test]
fn both_sides_are_those_of_the_diagnoses() {
    let chain = datasets::example();
    let options = DiagnosisOptions::new();
    let today = chain.known_at_least(Evidence::Assumed);
    let compared = chain.compared_with_proposal(&options).unwrap();
    let (now, with) = (today.diagnose(&options).certainty.totals(), chain.diagnose(&options).certainty.totals());
    let page = without_code(report(&chain));
    let document = parsed(&page);
    let ids = ids(&document);
    let rows = |id: &str| -> Vec<Vec<String>> {
        let rows = ids[id].descendants().filter(|node| node.tag_name().name() == "tr");
        rows.map(|row| row.children().filter(Node::is_element).map(text).collect()).collect()
    };
    let brief = rows("en-beside");
    let numbers = |row: usize| [brief[row][1].clone(), brief[row][2].clone()];
    assert_eq!(numbers(1), [now.0.to_string(), with.0.to_string()]);
    let possible = |row: usize, side: usize| brief[row][side].parse::<usize>().unwrap();
    assert_eq!([possible(2, 1) + possible(3, 1), possible(2, 2) + possible(3, 2)], [now.1, with.1]);
    let gaps = compared.gaps;
    assert_eq!(
        [4, 5, 6].map(|row| brief[row][2].clone()),
        [gaps.closed, gaps.left, gaps.opened].map(|n| n.to_string())
    );
    for (list, count) in [("closed", gaps.closed), ("opened", gaps.opened)] {
        let head = text(ids[format!("en-{list}-head").as_str()]);
        assert!(head.ends_with(&format!("({count})")), "{head}");
    }
    // Of each kind, the certain and the possible ones of both sides.
    let by_kind = rows("en-figure-compared-gaps");
    let sum = |side: usize| -> usize {
        let numbers = by_kind.iter().skip(1).flat_map(|row| row[side].split(['●', '○']));
        numbers.filter_map(|number| number.trim().parse::<usize>().ok()).sum()
    };
    assert_eq!([sum(1), sum(2)], [now.0 + now.1, with.0 + with.1]);
    assert_eq!(rows("en-figure-compared-throughput").len(), 1 + chain.categories().len());
}

#[test]
fn a_chain_without_proposed_records_says_nothing_of_a_proposal() {
    let chain = datasets::example().known_at_least(Evidence::Assumed);
    let page = report(&chain);
    let source = without_code(page);
    let document = parsed(&source);
    let ids = ids(&document);
    for lang in Lang::ALL {
        for part in ["compared", "beside", "proposal"] {
            assert!(!ids.contains_key(format!("{lang}-{part}").as_str()), "{part}");
        }
        assert_eq!(of_class(ids[lang.as_str()], "board-choice").count(), 0);
    }
    // The page of today is the same whether something is proposed or not, but for what stands beside it.
    let beside = without_code(report(&datasets::example()));
    let with = parsed(&beside);
    let picture = |document: &roxmltree::Document<'_>| text(crate::document::ids(document)["en-picture"]);
    assert_eq!(picture(&document), picture(&with));
}

#[test]
fn the_whole_chain_can_be_shown_as_if_in_place() {
    let chain = datasets::example();
    let page = without_code(&html::report(&chain, &ReportOptions::new().proposed(Proposed::InPlace)));
    let document = parsed(&page);
    let ids = ids(&document);
    assert!(!ids.contains_key("en-proposal"));
    let gaps = chain.diagnose(&DiagnosisOptions::new()).gaps.len();
    assert!(text(ids["en-gaps-head"]).ends_with(&format!("({gaps})")));
}
