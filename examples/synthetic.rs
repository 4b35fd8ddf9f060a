//! Writes a synthetic chain of any size: something to try a program on, or a null model to compare a real chain with.
//!
//! `cargo run --release --example synthetic -- [FILE] [--organizations N] [--projects N] [--seed N]`
//!
//! Without a FILE it draws a small chain, reads it back, and says what was planted.

mod terminal;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::prelude::{Long, Short, Value, ValueExt};
use seedrelay::query::GapOptions;
use seedrelay::testing::synthetic::{SyntheticOptions, generate};
use seedrelay::{GapKind, SupplyChain};
use terminal::running::{self, Stop};

const USAGE: &str = "\
usage: synthetic [FILE] [--organizations N] [--projects N] [--seed N]

FILE gets the chain, as what its name ends in: .json, .toml, .xlsx, or a folder of
CSV files with /.
";

fn main() -> ExitCode {
    running::run(USAGE, arguments, |(file, options)| {
        let chain = generate(&options);
        println!("{} organizations, {} projects", chain.organizations().len(), chain.projects().len());
        match file {
            Some(file) => write(&chain, &file),
            None => show(&chain).map_err(Stop::refused),
        }
    })
}

fn arguments() -> Result<Option<(Option<PathBuf>, SyntheticOptions)>, Box<dyn Error>> {
    let (mut file, mut organizations, mut projects, mut seed) = (None, 200, None, 0);
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("organizations") => organizations = arguments.value()?.parse()?,
            Long("projects") => projects = Some(arguments.value()?.parse()?),
            Long("seed") => seed = arguments.value()?.parse()?,
            Short('h') | Long("help") => return Ok(None),
            Value(path) if file.is_none() => file = Some(PathBuf::from(path)),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut options = SyntheticOptions::of_size(organizations).seed(seed);
    if let Some(projects) = projects {
        options = options.projects(projects);
    }
    Ok(Some((file, options)))
}

fn write(chain: &SupplyChain, file: &Path) -> Result<(), Stop> {
    chain.to_file(file).map_err(|error| Stop::unwritten(file, error))?;
    println!("written to {}", file.display());
    Ok(())
}

fn show(chain: &SupplyChain) -> Result<(), Box<dyn Error>> {
    assert_eq!(SupplyChain::from_json(chain.to_json())?, *chain);
    let gaps = chain.gaps(&GapOptions::new());
    for kind in GapKind::ALL {
        println!("{kind}: {}", gaps.of_kind(kind).count());
    }
    assert!(gaps.stranded_results().next().is_some(), "some results are stranded on purpose");
    Ok(())
}
