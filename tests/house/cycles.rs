//! No two modules use each other, at any level of the tree.
//!
//! A file and its own parts (`gaps.rs` and what is in `gaps/`) are one story told in several files, so they may. What
//! is left are the modules beside each other, each with all that is in it: among them, and so among all files that are
//! not a whole and its part, there is no cycle.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Source, Use};

/// Two halves of one thing: modules beside each other that may use each other, and why.
const TWO_HALVES: &[(&[&str], &str)] = &[
    (&["record::problem::chinese", "record::problem::kind"], "a kind of problem says itself in either language"),
    (&["model::name", "model::text"], "a language is an enumeration, and enumerations have labels in each language"),
];

/// Cycles that are still to be undone, by the modules that they join.
const STILL_TO_UNDO: &[&[&str]] = &[
    // Documents and tables.
    &["io::document", "io::tables"],
    &["io::document::json", "io::document::read", "io::document::tolerant", "io::document::workbook"],
    &["io::tables::mapping::account::disposition", "io::tables::mapping::account::refusal"],
];

#[test]
fn no_modules_beside_each_other_form_a_cycle() {
    let source = Source::of_this_crate();
    let cycles: Vec<String> =
        cycles(source).into_iter().filter(|cycle| !is_known(&cycle.modules)).map(|cycle| cycle.sentence).collect();
    assert!(cycles.is_empty(), "\n{}\n", cycles.join("\n"));
}

#[test]
fn the_cycles_on_the_lists_are_still_there() {
    let found = cycles(Source::of_this_crate());
    for known in TWO_HALVES.iter().map(|(modules, _)| modules).chain(STILL_TO_UNDO) {
        assert!(found.iter().any(|cycle| cycle.modules == **known), "{known:?} form no cycle any more: strike them");
    }
}

/// Modules beside each other, each of which uses the others in the end.
pub(crate) struct Cycle {
    pub(crate) modules: Vec<String>,
    pub(crate) sentence: String,
}

fn is_known(modules: &[String]) -> bool {
    TWO_HALVES.iter().map(|(modules, _)| modules).chain(STILL_TO_UNDO).any(|known| modules == *known)
}

/// All cycles, outer ones first.
pub(crate) fn cycles(source: &Source) -> Vec<Cycle> {
    let mut levels: BTreeMap<&[String], BTreeMap<(&str, &str), Use>> = BTreeMap::new();
    for found in source.uses() {
        let (from, to) = (&source.modules[found.from].path, &source.modules[found.to].path);
        let shared = from.iter().zip(to).take_while(|(one, other)| one == other).count();
        if let (Some(one), Some(other)) = (from.get(shared), to.get(shared)) {
            levels.entry(&from[..shared]).or_default().entry((one, other)).or_insert(found);
        }
    }
    levels.iter().flat_map(|(level, edges)| cycles_of(source, level, edges)).collect()
}

fn cycles_of(source: &Source, level: &[String], edges: &BTreeMap<(&str, &str), Use>) -> Vec<Cycle> {
    let nodes: BTreeSet<&str> = edges.keys().flat_map(|(one, other)| [*one, *other]).collect();
    let reached: BTreeMap<&str, BTreeSet<&str>> = nodes.iter().map(|node| (*node, reached_from(node, edges))).collect();
    let mut told = BTreeSet::new();
    let mut cycles = Vec::new();
    for node in &nodes {
        let joined: BTreeSet<&str> =
            reached[node].iter().copied().filter(|other| reached[other].contains(node)).collect();
        if !joined.is_empty() && told.insert(joined.clone()) {
            cycles.push(cycle(source, level, edges, &joined));
        }
    }
    cycles
}

fn reached_from<'a>(node: &'a str, edges: &BTreeMap<(&'a str, &'a str), Use>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        let next = edges.keys().filter(|(from, _)| *from == node).map(|(_, to)| *to);
        open.extend(next.filter(|to| reached.insert(*to)));
    }
    reached
}

fn cycle(source: &Source, level: &[String], edges: &BTreeMap<(&str, &str), Use>, joined: &BTreeSet<&str>) -> Cycle {
    let path = |name: &str| [level, &[name.to_owned()]].concat().join("::");
    let modules: Vec<String> = joined.iter().map(|name| path(name)).collect();
    let mut sentence = format!("{} use each other:", modules.join(", "));
    for ((from, to), found) in edges.iter().filter(|((from, to), _)| joined.contains(from) && joined.contains(to)) {
        let file = &source.modules[found.from].file;
        sentence += &format!("\n    src/{file}:{}: {from} uses {to} by `{}`", found.line, found.written);
    }
    Cycle { modules, sentence }
}
