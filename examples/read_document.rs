//! A document read, refused and fixed: all that is wrong with it at once, each with its place, as an editor would show it.
//!
//! `cargo run --features render,toml --example read_document`

mod shared;

use std::error::Error;
use std::fmt::Write as _;
use std::process::ExitCode;

use seedrelay::io::document::{ReadOptions, RenderOptions};
use seedrelay::{Lang, SupplyChain};

/// Three slips: an organization that is not there, a key that is not known, and a month that no year has.
const DOCUMENT: &str = r#"{
"format": "seedrelay/1",
"as_of": "2024-12-31",
"categories": [{"id": "rice", "name": {"en": "Rice", "zh": "水稻"}}],
"organizations": [{"id": "yuelushan", "kind": "laboratory", "capabilites": []}],
"projects": [
  {"id": "gene", "category": "rice", "stage": "basic", "performer": "yuelusan", "status": "delivered", "ended": "2022-13"}
]}"#;

fn main() -> ExitCode {
    shared::tell(tell)
}

fn tell(lang: Lang) -> Result<String, Box<dyn Error>> {
    // Everything that is wrong comes back at once, as values; here they are shown in the text.
    let problems = SupplyChain::from_json(DOCUMENT).expect_err("three things are wrong");
    assert_eq!(problems.len(), 3);
    let options = RenderOptions::new().lang(lang);
    let mut out = format!("{}\n", problems.render("chain.json", DOCUMENT.as_bytes(), options));
    for problem in &problems {
        writeln!(out, "{}: {}", problem.path, problem.message(lang))?;
    }

    // What was probably meant is said; this is what it is with that.
    let fixed = DOCUMENT
        .replace("yuelusan\"", "yuelushan\"")
        .replace("capabilites", "capabilities")
        .replace("2022-13", "2022-12");
    let chain = SupplyChain::from_json(&fixed)?;
    assert_eq!(chain.projects().len(), 1);

    // A reader may ask for more: here, where each documented record is known from.
    let strict = ReadOptions::new().require_sources(true).json(&fixed).expect_err("no source is given");
    writeln!(out, "\n{strict}")?;

    // A chain is written as it would be written by hand, and the same chain is read from it, in either format.
    assert_eq!(SupplyChain::from_toml(chain.to_toml())?, chain);
    out += &chain.to_json();
    Ok(out)
}
