//! The reading itself, on crates made up of a few lines.

use crate::cycles::cycles;
use crate::layers::{broken, by_the_prelude};
use crate::public_api::listing;
use crate::source::Source;

fn read(files: &[(&str, &str)]) -> Source {
    read_with_items(files).0
}

fn read_with_items(files: &[(&str, &str)]) -> (Source, Vec<Vec<syn::Item>>) {
    Source::with_items(&|file| files.iter().find(|(name, _)| *name == file).map(|(_, text)| (*text).to_owned()))
}

fn layers(files: &[(&str, &str)]) -> Vec<String> {
    broken(&read(files)).into_iter().map(|broken| broken.sentence).collect()
}

#[test]
fn a_use_of_what_is_below_is_allowed() {
    let files = [("lib.rs", "mod text; mod model;"), ("text.rs", "pub struct A;"), ("model.rs", "use crate::text::A;")];
    assert_eq!(layers(&files), [""; 0]);
}

#[test]
fn a_use_of_what_is_above_is_told_with_its_line() {
    let files = [
        ("lib.rs", "mod text; mod model;"),
        ("text.rs", "\nuse crate::model::{self, A};"),
        ("model.rs", "pub struct A;"),
    ];
    assert_eq!(
        layers(&files),
        [
            "src/text.rs:2: `crate::model` is defined in src/model.rs, but `model` stands above `text`.",
            "src/text.rs:2: `crate::model::A` is defined in src/model.rs, but `model` stands above `text`.",
        ]
    );
}

#[test]
fn re_exports_hide_nothing() {
    let files = [
        ("lib.rs", "mod rules; mod chain; mod text; pub use rules::*;"),
        ("rules.rs", "pub use self::inner::A as B; mod inner { pub struct A; }"),
        ("chain.rs", "fn f() -> crate::B { todo!() }"),
        ("text.rs", "use super::B as C; fn f() { C::new() }"),
    ];
    assert_eq!(
        layers(&files),
        [
            "src/chain.rs:1: `crate::B` is defined in src/rules.rs through a re-export, but `rules` stands above `chain`.",
            "src/text.rs:1: `super::B` is defined in src/rules.rs through a re-export, but `rules` stands above `text`.",
            "src/text.rs:1: `C::new` is defined in src/rules.rs through a re-export, but `rules` stands above `text`.",
        ]
    );
}

#[test]
fn paths_within_macros_count_and_so_do_macros() {
    let files = [
        ("lib.rs", "#[macro_use] mod model; mod graph;"),
        ("model.rs", "macro_rules! made { () => {} } pub struct A;"),
        ("graph.rs", "made! {}\nfn f() { println!(\"{}\", crate::model::A) }"),
    ];
    assert_eq!(layers(&files).len(), 2);
}

#[test]
fn rooms_in_one_row_do_not_use_each_other() {
    let files = [("lib.rs", "mod io; mod query;"), ("io.rs", "pub struct A;"), ("query.rs", "use crate::io::A;")];
    assert_eq!(
        layers(&files),
        ["src/query.rs:1: `crate::io::A` is defined in src/io.rs, but `query` and `io` stand side by side."]
    );
}

#[test]
fn a_room_that_nobody_placed_is_told() {
    let files =
        [("lib.rs", "mod cellar; mod text;"), ("text.rs", "pub struct A;"), ("cellar.rs", "use crate::text::A;")];
    assert!(layers(&files)[0].ends_with("`cellar` has no layer yet: give it one in tests/house/layers.rs."));
}

#[test]
fn tests_may_look_at_anything() {
    let files = [
        ("lib.rs", "mod text; mod model;"),
        ("text.rs", "#[cfg(test)] mod tests { use crate::model::A; }"),
        ("model.rs", "pub struct A;"),
    ];
    assert_eq!(layers(&files), [""; 0]);
}

#[test]
fn the_prelude_is_for_others() {
    let files = [
        ("lib.rs", "mod model; mod chain; pub use model::A;"),
        ("model.rs", "pub struct A;"),
        ("chain.rs", "use crate::model::A as B;\nuse crate::A;"),
    ];
    assert_eq!(
        by_the_prelude(&read(&files)),
        ["src/chain.rs:2: `crate::A` is taken from the prelude; name the module that defines it."]
    );
}

#[test]
fn a_cycle_through_a_third_module_and_a_folder_is_found() {
    let files = [
        ("lib.rs", "mod chain;"),
        ("chain.rs", "mod a; mod b; mod c; mod d; pub struct S; pub use b::B;"),
        ("chain/a.rs", "use super::B; pub struct A;"),
        ("chain/b.rs", "mod deep; pub struct B;"),
        ("chain/b/deep.rs", "fn f() { super::super::c::C }"),
        ("chain/c.rs", "use super::a; pub struct C;"),
        ("chain/d.rs", "use super::{a::A, S};"),
    ];
    let found = cycles(&read(&files));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].modules, ["chain::a", "chain::b", "chain::c"]);
    assert_eq!(
        found[0].sentence,
        "chain::a, chain::b, chain::c use each other:\n    src/chain/a.rs:1: a uses b by `super::B`\n    \
         src/chain/b/deep.rs:1: b uses c by `super::super::c::C`\n    src/chain/c.rs:1: c uses a by `super::a`"
    );
}

#[test]
fn a_whole_and_its_parts_are_one_story() {
    let files = [
        ("lib.rs", "mod chain;"),
        ("chain.rs", "mod a; pub struct S; fn f() { a::A }"),
        ("chain/a.rs", "use super::S; pub struct A;"),
    ];
    assert!(cycles(&read(&files)).is_empty());
}

#[test]
fn public_names_are_listed_by_their_longest_path() {
    let files = [
        ("lib.rs", "pub mod query; mod hidden; pub use query::Gap; pub use hidden::shown as seen;"),
        (
            "query.rs",
            "mod gap; pub use gap::Gap; pub(crate) struct Not;\n\
             impl Gap { pub fn new(days: Option<&str>) -> Self { todo!() } fn private() {} }",
        ),
        ("query/gap.rs", "#[derive(Debug, Clone)] pub struct Gap { pub days: Vec<u8>, own: u8 } impl Drop for Gap {}"),
        ("hidden.rs", "pub fn shown() {} pub fn unseen() {}"),
    ];
    let (source, items) = read_with_items(&files);
    let listed = listing(&source, &items, "made");
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!(
        lines,
        [
            "pub mod made::query",
            "#[derive(Clone, Debug)] pub struct made::query::Gap",
            "impl Drop for made::query::Gap",
            "pub use made::query::Gap as made::Gap",
            "pub field made::query::Gap.days: Vec<u8>",
            "pub fn made::query::Gap::new(days: Option<&str>) -> Self",
            "pub fn made::seen()",
        ]
    );
}

#[test]
fn a_method_that_is_added_from_above_is_seen_where_it_is_called() {
    let files = [
        ("lib.rs", "mod chain; mod query; mod say;"),
        ("chain.rs", "pub struct S;\nfn f(s: S) { s.gaps(); s.len() }"),
        ("query.rs", "use crate::chain::S; impl S { pub fn gaps(&self) {} fn len(&self) {} } fn f(s: S) { s.gaps() }"),
        ("say.rs", "fn f(s: Vec<u8>) { s.gaps() }"),
    ];
    assert_eq!(
        layers(&files)[0],
        "src/chain.rs:2: the method `gaps` is added by src/query.rs, but `query` is not below `chain`."
    );
    assert_eq!(layers(&files).len(), 2, "`len`, too, since nobody else is known to have it");
}
