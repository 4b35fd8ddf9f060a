//! A page as a tree, read by an XML parser: the page is written so that it is well-formed XML, too.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, OnceLock};

use roxmltree::{Document, Node, ParsingOptions};
use seedrelay::SupplyChain;
use seedrelay::render::html::{self, ReportOptions};

/// The page of a chain as it is without any option, written once however many tests look at it.
pub(crate) fn report(chain: &SupplyChain) -> &'static str {
    static PAGES: Mutex<BTreeMap<String, &'static OnceLock<String>>> = Mutex::new(BTreeMap::new());
    let page = *PAGES.lock().unwrap().entry(chain.to_json()).or_insert_with(|| Box::leak(Box::default()));
    page.get_or_init(|| html::report(chain, &ReportOptions::new()))
}

/// The page without the texts of its script and style, which are no XML.
pub(crate) fn without_code(page: &str) -> String {
    let mut rest = page;
    let mut out = String::new();
    for name in ["style", "script"] {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        let (before, after) = rest.split_once(&open).expect("there is one");
        let (_, after) = after.split_once(&close).expect("it ends");
        out += before;
        out += &open;
        out += &close;
        rest = after;
    }
    out + rest
}

/// Reads a page; one that is not well-formed fails the test.
pub(crate) fn parsed(text: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).unwrap_or_else(|error| {
        let row = error.pos().row as usize;
        panic!("{error}: {}", text.lines().nth(row - 1).unwrap_or_default())
    })
}

/// All elements.
pub(crate) fn elements<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Node<'d, 'd>> {
    document.descendants().filter(Node::is_element)
}

/// All ids, each of which must be there once.
pub(crate) fn ids<'d>(document: &'d Document<'_>) -> BTreeMap<&'d str, Node<'d, 'd>> {
    let mut ids = BTreeMap::new();
    for element in elements(document) {
        if let Some(id) = element.attribute("id") {
            assert!(!id.is_empty() && !id.contains(char::is_whitespace), "{id:?}");
            assert!(ids.insert(id, element).is_none(), "`{id}` is there twice");
        }
    }
    ids
}

/// All text of an element, words with one space between.
pub(crate) fn text(node: Node<'_, '_>) -> String {
    let text: String = node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The elements with a class.
pub(crate) fn of_class<'d>(node: Node<'d, 'd>, class: &'d str) -> impl Iterator<Item = Node<'d, 'd>> {
    node.descendants().filter(move |node| classes(*node).contains(class))
}

/// The classes of an element.
pub(crate) fn classes<'d>(node: Node<'d, 'd>) -> BTreeSet<&'d str> {
    node.attribute("class").unwrap_or_default().split_whitespace().collect()
}

/// What stands in an element, block by block, a line each; without pictures and controls.
pub(crate) fn tell(node: Node<'_, '_>, out: &mut String) {
    let name = node.tag_name().name();
    match name {
        "svg" | "form" => {}
        // The definitions are those of the view, and tested there.
        "section" if node.attribute("id").is_some_and(|id| id.ends_with("-definitions")) => {}
        "h1" | "h2" | "h3" | "p" | "li" | "tr" | "dt" | "dd" | "figcaption" | "summary"
            if !node.descendants().skip(1).any(|inner| matches!(inner.tag_name().name(), "p" | "li" | "h3")) =>
        {
            let cells: Vec<String> = if name == "tr" {
                node.children().filter(Node::is_element).map(text).collect()
            } else {
                vec![text(node)]
            };
            *out += &format!("{name:>10} {}\n", cells.join(" | "));
        }
        _ => node.children().filter(Node::is_element).for_each(|child| tell(child, out)),
    }
}
