//! What must hold of whatever bytes people bring: one check for each target, shared by the fuzzer and the test suite.

pub mod csv;
pub mod encoding;
pub mod exports;
pub mod json;
pub mod mapping;
pub mod model;
pub mod pedigree;
pub mod toml;
pub mod workbook;

/// Every check, by the name of its target, which is also that of the folder of its seeds.
pub const CHECKS: [(&str, fn(&[u8])); 9] = [
    ("csv", csv::check),
    ("encoding", encoding::check),
    ("exports", exports::check),
    ("json", json::check),
    ("mapping", mapping::check),
    ("model", model::check),
    ("pedigree", pedigree::check),
    ("toml", toml::check),
    ("workbook", workbook::check),
];

/// The parts of a text: each begins with a line of `== ` and its name, the first with no such line.
fn parts(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let text = text.strip_prefix("== ").map_or((Some(""), text), |named| (None, named));
    let first = text.0.map(|name| (name, text.1.split("\n== ").next().unwrap_or("")));
    let named = text.1.split("\n== ").skip(usize::from(first.is_some()));
    first.into_iter().chain(named.map(|part| part.split_once('\n').unwrap_or((part, ""))))
}
