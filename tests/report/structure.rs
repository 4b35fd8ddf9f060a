//! What stands on the page, and that all of it hangs together.

use std::collections::BTreeMap;

use roxmltree::Node;
use seedrelay::query::DiagnosisOptions;
use seedrelay::render::html::{self, ReportOptions};
use seedrelay::testing::synthetic::{SyntheticOptions, generate};
use seedrelay::{Category, Evidence, Lang, Organization, OrganizationKind, Project, SupplyChain, datasets};

use crate::chains::{nasty, small};
use crate::document::{classes, elements, ids, of_class, parsed, report, tell, text, without_code};

fn large() -> SupplyChain {
    generate(&SyntheticOptions::of_size(300).categories(20).assumed(0.2).proposed(0.1))
}

fn page(chain: &SupplyChain) -> String {
    without_code(report(chain))
}

/// What the page is of: a chain without what is only proposed.
fn today(chain: &SupplyChain) -> SupplyChain {
    chain.known_at_least(Evidence::Assumed)
}

#[test]
fn pages_are_well_formed_ids_unique_and_links_lead_somewhere() {
    let least = SupplyChain::builder("2024-12-31".parse().unwrap())
        .category(Category::new("rice"))
        .organization(Organization::new("lab", OrganizationKind::Laboratory))
        .build()
        .unwrap();
    let thousands = generate(&SyntheticOptions::of_size(1_200));
    let real = [datasets::hunan(), datasets::example()];
    for chain in [small(), nasty()].into_iter().chain(real).chain([large(), thousands, least]) {
        let page = page(&chain);
        let document = parsed(&page);
        let ids = ids(&document);
        let mut links = 0;
        for element in elements(&document) {
            for name in ["href", "for", "aria-labelledby", "aria-describedby", "aria-controls"] {
                let Some(value) = element.attribute(name) else { continue };
                for target in value.split_whitespace() {
                    let target =
                        if name == "href" { target.strip_prefix('#').expect("a place on the page") } else { target };
                    let target = ids.get(target).unwrap_or_else(|| panic!("`{target}` of {name} is nowhere"));
                    // A link stays within its language.
                    if let (Some(from), Some(to)) = (edition(element), edition(*target)) {
                        assert_eq!(from, to);
                    }
                    links += usize::from(name == "href");
                }
            }
        }
        assert!(links > 10);
        // However many there are, the page stays one that opens at once.
        if chain.organizations().len() > 1_000 {
            assert!(page.len() < 5_500_000, "{} bytes", page.len());
        }
        let gaps = today(&chain).diagnose(&DiagnosisOptions::new()).gaps.len();
        assert_eq!(counted(ids["en-gaps"]), gaps);
    }
}

/// How many entries the groups of a section say that there are.
fn counted(section: Node<'_, '_>) -> usize {
    let heads = of_class(section, "group")
        .filter_map(|group| group.children().find(|node| node.tag_name().name() == "summary"));
    let count = |head: Node<'_, '_>| {
        let said = text(head);
        said[said.find('(').unwrap() + 1..said.find(')').unwrap()].parse::<usize>().unwrap()
    };
    heads.map(count).sum()
}

fn edition<'d>(element: Node<'d, 'd>) -> Option<&'d str> {
    element.ancestors().find(|part| classes(*part).contains("edition")).and_then(|part| part.attribute("id"))
}

/// The sentences of a section, by their ids without the language.
fn sentences(page: &str, lang: Lang, section: &str) -> BTreeMap<String, String> {
    let document = parsed(page);
    let ids = ids(&document);
    let section = ids[format!("{lang}-{section}").as_str()];
    let entries = of_class(section, "entry").map(|entry| {
        let id = entry.attribute("id").unwrap().split_once('-').unwrap().1.to_owned();
        let sentence = entry.children().find(Node::is_element).unwrap();
        assert_eq!(of_class(entry, "badge").count(), 1, "every sentence tells how well it is known");
        (id, text(sentence))
    });
    entries.collect()
}

#[test]
fn every_gap_bottleneck_and_finding_is_told_in_both_languages() {
    for chain in [small(), datasets::example()] {
        let page = page(&chain);
        let today = today(&chain);
        let diagnosis = today.diagnose(&DiagnosisOptions::new());
        for lang in Lang::ALL {
            let expected = |name: &str, messages: Vec<String>| -> BTreeMap<String, String> {
                let spaces = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
                messages
                    .into_iter()
                    .enumerate()
                    .map(|(number, text)| (format!("{name}-{number}"), spaces(text)))
                    .collect()
            };
            let gaps = diagnosis.marked_gaps().map(|gap| gap.message(lang)).collect();
            assert_eq!(sentences(&page, lang, "gaps"), expected("gap", gaps));
            let bottlenecks = diagnosis.bottlenecks.iter().map(|bottleneck| bottleneck.message(lang)).collect();
            assert_eq!(sentences(&page, lang, "bottlenecks"), expected("bottleneck", bottlenecks));
            let findings = diagnosis.findings.iter().map(|finding| finding.message(lang)).collect();
            assert_eq!(sentences(&page, lang, "findings"), expected("finding", findings));
        }
    }
}

#[test]
fn every_gap_that_is_told_can_be_seen_in_a_picture() {
    let page = page(&datasets::hunan());
    let document = parsed(&page);
    let ids = ids(&document);
    for lang in Lang::ALL {
        for gap in of_class(ids[format!("{lang}-gaps").as_str()], "entry") {
            let link = of_class(gap, "to-picture").next().expect("every gap is marked");
            let mark = ids[link.attribute("href").unwrap().trim_start_matches('#')];
            let sentence = text(gap.children().find(Node::is_element).unwrap());
            assert!(text(mark).contains(&sentence), "{sentence} in {}", text(mark));
        }
    }
}

#[test]
fn every_record_leads_back_to_what_is_said_of_it() {
    for chain in [small(), datasets::hunan()] {
        let page = page(&chain);
        let document = parsed(&page);
        let ids = ids(&document);
        let mut links = 0;
        for lang in Lang::ALL {
            for list in ["gaps", "bottlenecks", "findings"] {
                for entry in of_class(ids[format!("{lang}-{list}").as_str()], "entry") {
                    let back = format!("#{}", entry.attribute("id").unwrap());
                    for link in of_class(entry, "record") {
                        let Some(href) = link.attribute("href") else { continue };
                        let record = ids[href.trim_start_matches('#')];
                        let leads = record.descendants().any(|node| node.attribute("href") == Some(back.as_str()));
                        assert!(leads, "{} does not lead back to {back}", text(record));
                        links += 1;
                    }
                }
            }
        }
        assert!(links > 10);
    }
}

/// A name may be as long as a book: it stands in full at its record, and is shortened where something is said of it.
#[test]
fn what_nobody_can_read_is_shortened() {
    let name = format!("{}end", "long ".repeat(2_000));
    let chain = SupplyChain::builder("2024-12-31".parse().unwrap())
        .category(Category::new("rice").name(name.as_str()))
        .organization(Organization::new("lab", OrganizationKind::Laboratory).name(name.as_str()))
        .build()
        .unwrap();
    let page = page(&chain);
    let document = parsed(&page);
    let spaces = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let blocks = elements(&document).filter(|node| matches!(node.tag_name().name(), "p" | "td" | "th" | "h1" | "h3"));
    let is_named = |node: &Node<'_, '_>| of_class(*node, "name").next().is_some();
    let (names, others): (Vec<_>, Vec<_>) = blocks.partition(is_named);
    assert!(!names.is_empty() && names.iter().all(|node| spaces(text(*node)).contains(&name)));
    for other in others {
        assert!(text(other).chars().count() < 800, "{}", text(other));
    }
    // What is said after the name is still there.
    let first = of_class(ids(&document)["en-gaps"], "entry").next().unwrap();
    assert!(text(first).contains("no organization working at"), "{}", text(first));
}

#[test]
fn long_lists_are_cut_and_say_how_much_they_leave_out() {
    let chain = large();
    let options = ReportOptions::new().entries_per_kind(3).table_rows(4).pictures(2);
    let page = without_code(&html::report(&chain, &options));
    let document = parsed(&page);
    let ids = ids(&document);
    let today = today(&chain);
    let diagnosis = today.diagnose(&DiagnosisOptions::new());
    for (section, all) in [
        ("gaps", diagnosis.gaps.len()),
        ("findings", diagnosis.findings.len()),
        ("bottlenecks", diagnosis.bottlenecks.len()),
    ] {
        let section = ids[format!("en-{section}").as_str()];
        let listed = of_class(section, "entry").count();
        let left_out: usize = of_class(section, "group")
            .flat_map(|group| of_class(group, "note"))
            .filter_map(|note| {
                text(note).split_once(" more of this kind").map(|(count, _)| count.parse::<usize>().unwrap())
            })
            .sum();
        assert!(left_out > 0);
        assert_eq!(listed + left_out, all);
    }
    let loads = ids["en-figure-load"];
    assert_eq!(loads.descendants().filter(|node| node.tag_name().name() == "tr").count(), 5);
    assert_eq!(of_class(ids["en-picture"], "picture").count(), 3);
    assert!(text(ids["en-picture"]).contains("18 more categories are not drawn one by one."));
    let default = report(&chain);
    assert!(page.len() < default.len());
}

#[test]
fn the_language_asked_for_comes_first() {
    for (lang, tag) in [(Lang::En, "en"), (Lang::Zh, "zh-Hans")] {
        let page = without_code(&html::report(&small(), &ReportOptions::new().lang(lang)));
        let document = parsed(&page);
        let root = document.root_element();
        assert_eq!(root.attribute("lang"), Some(tag));
        let first: Vec<&str> = of_class(root, "first-edition").filter_map(|element| element.attribute("id")).collect();
        assert_eq!(first, [lang.to_string()]);
    }
}

#[test]
fn hunan_takes_less_than_two_megabytes() {
    assert!(report(&datasets::hunan()).len() < 2_000_000);
}

/// What a reader of English meets, as text: sections, figures, sentences, records, without the pictures.
#[test]
fn the_small_chain_in_words() {
    let page = page(&small());
    let document = parsed(&page);
    let ids = ids(&document);
    let mut out = String::new();
    for lang in Lang::ALL {
        tell(ids[lang.as_str()], &mut out);
    }
    insta::assert_snapshot!(out);
}

/// The markup of one section, to the letter.
#[test]
fn the_gaps_of_the_small_chain_as_markup() {
    let page = page(&small());
    let document = parsed(&page);
    let section = ids(&document)["en-gaps"];
    insta::assert_snapshot!(&page[section.range()]);
}

/// A register of grants says of no result that it was taken up.
#[test]
fn what_never_falls_has_a_row_and_no_curve() {
    let chain = small();
    let with_uptake = page(&chain);
    let without = page(&chain.to_builder().update(|own: &mut Project| own.builds_on = Box::default()).build().unwrap());
    for (page, curves, level) in [(with_uptake, 1, false), (without, 0, true)] {
        let document = parsed(&page);
        let figure = ids(&document)["en-figure-delay"];
        assert_eq!(of_class(figure, "chart").count(), curves);
        assert_eq!(text(figure).contains("the curve would be level"), level);
        let first = figure.descendants().filter(|node| node.has_tag_name("tr")).nth(1).unwrap();
        assert_eq!(text(first).ends_with("n/a"), level, "{}", text(first));
    }
}
