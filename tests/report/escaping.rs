//! Names that would do harm stay names.

use roxmltree::Node;

use crate::chains::{NASTY, nasty};
use crate::document::{elements, ids, parsed, report, text, without_code};

#[test]
fn every_nasty_name_is_shown_and_none_becomes_a_part_of_the_page() {
    let page = report(&nasty());
    let source = without_code(page);
    let document = parsed(&source);
    ids(&document);
    let shown = text(document.root_element());
    for name in NASTY.into_iter().take(8) {
        assert!(shown.contains(name), "{name}");
    }
    assert!(shown.contains("[U+202E]gnp.exe[U+2066] اسم"), "what turns the direction is shown, not obeyed");
    assert!(!page.contains(['\u{202e}', '\u{2066}']));
    let count = |name: &str| elements(&document).filter(|element| element.tag_name().name() == name).count();
    assert_eq!((count("script"), count("style")), (1, 1));
    for element in elements(&document) {
        for attribute in element.attributes() {
            assert!(!attribute.name().starts_with("on"), "{}", attribute.name());
            assert_ne!(attribute.name(), "autofocus");
            if matches!(attribute.name(), "href" | "src" | "action") {
                assert!(attribute.value().starts_with('#'), "{}", attribute.value());
            }
        }
    }
    // What looks like a template is not rendered: 49 would stand where the name does.
    let names =
        document.descendants().filter(Node::is_text).filter(|node| node.text().is_some_and(|t| t.contains("{{7*7}}")));
    assert!(names.count() > 10);
}

#[test]
fn nothing_is_loaded_from_anywhere() {
    for page in [report(&nasty()), report(&seedrelay::datasets::hunan())] {
        let source = without_code(page);
        let document = parsed(&source);
        for element in elements(&document) {
            let name = element.tag_name().name();
            assert!(
                ![
                    "img",
                    "image",
                    "iframe",
                    "object",
                    "embed",
                    "link",
                    "base",
                    "video",
                    "audio",
                    "source",
                    "foreignObject",
                    "animate",
                    "set",
                    "feImage"
                ]
                .contains(&name),
                "{name}"
            );
            for attribute in element.attributes() {
                let value = attribute.value();
                assert!(!matches!(attribute.name(), "src" | "srcset" | "poster" | "data" | "style" | "ping"), "{name}");
                if value.contains("url(") {
                    assert!(value.contains("url(#"), "{value}");
                }
            }
        }
        let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
        assert!(!style.contains("@import") && style.matches("url(").count() == style.matches("url(#").count());
    }
}
