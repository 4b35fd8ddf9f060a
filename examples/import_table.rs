//! A flat table of grants made into a chain by a mapping, and what became of every row.
//!
//! `cargo run --features mapping --example import_table`

mod shared;

use std::error::Error;
use std::fmt::Write as _;
use std::process::ExitCode;

use seedrelay::io::tables::Grid;
use seedrelay::io::tables::mapping::{Import, ImportOptions, Mapping};
use seedrelay::{Lang, OrganizationKind, OrganizationRef, Stage, Status};

/// Which column means what.
const MAPPING: &str = r#"
format = "seedrelay-mapping/1"
as_of = "2024-12-31"
[[leave_out]]
when = { column = "type", matches = "travel*" }
why = { en = "travel is no research", zh = "差旅不是研究" }
[organization]
id = "who"
kind = { column = "sector", map = { "univ*" = "university", "*" = "company" } }
[project]
grant = "number"
category = "crop"
stage = { column = "type", map = { "basic*" = "basic", "trial" = "applied" } }
started = "from"
"#;

/// A table as some funder might give it out.
const TABLE: &str = "\
number;who;sector;crop;type;from
p1;HAU;university;rice;basic research;2021-03-01
p2;Longping;firm;rice;trial;2023
p3;Longping;firm;rice;travel grant;2023
p4;Longping;firm;rice;trail;2024
";

fn main() -> ExitCode {
    shared::tell(tell)
}

fn tell(lang: Lang) -> Result<String, Box<dyn Error>> {
    let mapping = Mapping::from_toml(MAPPING)?;
    let table = Grid::from_csv("grants.csv", TABLE.as_bytes())?;
    let Import { chain, account, .. } = mapping.import(&[table], &ImportOptions::new())?;
    let mut out = account.text(lang);

    // Every row is accounted for: two are used, one is left out by a rule, and one is refused, with what was meant.
    assert!(account.adds_up());
    let rows = &account.tables[0];
    assert_eq!((rows.used, rows.left_out, rows.refused), (2, 1, 1));
    writeln!(out, "\n{}", account.refusals[0].message(lang))?;
    assert!(account.refusals[0].message(Lang::En).ends_with("did you mean `trial`?"));

    // What comes of it is a chain like any other.
    for project in chain.projects() {
        writeln!(out, "{}: {}, {}, {}", project.id(), project.performer().id(), project.stage(), project.status())?;
    }
    assert_eq!(chain.organization("HAU").map(OrganizationRef::kind), Some(OrganizationKind::University));
    assert!(chain.projects().any(|project| project.stage() == Stage::Applied && project.status() == Status::Active));
    Ok(out)
}
