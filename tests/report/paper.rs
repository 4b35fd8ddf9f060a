//! What of the page is printed: of thousands of entries no more than somebody reads.

use std::collections::BTreeSet;

use roxmltree::Node;
use seedrelay::testing::synthetic::{SyntheticOptions, generate};
use seedrelay::{Lang, datasets};

use crate::document::{classes, ids, of_class, parsed, report, text, without_code};

const MOST_PRINTED: usize = 8;
const MOST_PRINTED_RECORDS: usize = 120;

fn is_printed(entry: &Node<'_, '_>) -> bool {
    !classes(*entry).contains("off-paper")
}

#[test]
fn of_thousands_the_first_of_each_kind_are_printed_with_what_they_name() {
    let chain = generate(&SyntheticOptions::of_size(1_200));
    let page = without_code(report(&chain));
    let document = parsed(&page);
    let ids = ids(&document);
    for lang in Lang::ALL {
        let mut named = BTreeSet::new();
        let mut cut = 0;
        for list in ["gaps", "bottlenecks", "findings"] {
            for group in of_class(ids[format!("{lang}-{list}").as_str()], "group") {
                let entries: Vec<_> = of_class(group, "entry").collect();
                let (printed, others) = entries.split_at(entries.len().min(MOST_PRINTED));
                assert!(printed.iter().all(is_printed) && !others.iter().any(is_printed));
                let links = printed.iter().flat_map(|entry| of_class(*entry, "record"));
                named.extend(links.filter_map(|link| link.attribute("href")));
                let head = text(group.children().find(|node| node.has_tag_name("summary")).unwrap());
                let all: usize = head[head.find('(').unwrap() + 1..head.find(')').unwrap()].parse().unwrap();
                let note = of_class(group, "on-paper").next().map(text);
                assert_eq!(note.is_some(), !others.is_empty());
                let is_told =
                    |told: String| told.contains(&all.to_string()) && told.contains(&MOST_PRINTED.to_string());
                assert!(note.is_none_or(is_told));
                cut += usize::from(!others.is_empty());
            }
        }
        assert!(cut > 5);
        let records: Vec<_> = of_class(ids[format!("{lang}-records").as_str()], "entry").collect();
        let printed: Vec<_> = records.iter().filter(|entry| is_printed(entry)).collect();
        assert!(records.len() > 2 * MOST_PRINTED_RECORDS && printed.len() == MOST_PRINTED_RECORDS);
        for record in printed {
            let place = format!("#{}", record.attribute("id").unwrap());
            assert!(named.contains(place.as_str()), "{} is named nowhere in print", text(*record));
        }
        let more: usize = of_class(ids[format!("{lang}-records").as_str()], "on-paper")
            .map(|note| text(note).chars().filter(char::is_ascii_digit).collect::<String>().parse::<usize>().unwrap())
            .sum();
        assert_eq!(more, records.len() - MOST_PRINTED_RECORDS);
    }
}

#[test]
fn of_a_small_chain_every_record_and_source_is_printed() {
    for chain in [datasets::hunan(), datasets::example()] {
        let page = without_code(report(&chain));
        let document = parsed(&page);
        let ids = ids(&document);
        for part in ["en-records", "zh-records", "en-sources", "zh-sources"] {
            assert_eq!(of_class(ids[part], "off-paper").count(), 0, "{part}");
            assert_eq!(of_class(ids[part], "on-paper").count(), 0, "{part}");
        }
    }
}
