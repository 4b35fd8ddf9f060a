//! Writes a synthetic chain of any size: something to try a program on, or a null model to compare a real chain with.
//!
//! `cargo run --release --example synthetic -- FILE.json [--organizations N] [--projects N] [--seed N]`
//!
//! Without a FILE it draws a small chain, reads it back, and says what was planted.

use std::error::Error;
use std::path::PathBuf;

use lexopt::prelude::{Long, Value, ValueExt};
use seedrelay::synthetic::{SyntheticOptions, generate};
use seedrelay::{GapKind, GapOptions, SupplyChain};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut file, mut organizations, mut projects, mut seed) = (None, 200, None, 0);
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("organizations") => organizations = arguments.value()?.parse()?,
            Long("projects") => projects = Some(arguments.value()?.parse()?),
            Long("seed") => seed = arguments.value()?.parse()?,
            Value(path) if file.is_none() => file = Some(PathBuf::from(path)),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut options = SyntheticOptions::of_size(organizations).seed(seed);
    if let Some(projects) = projects {
        options = options.projects(projects);
    }
    let chain = generate(&options);
    println!("{} organizations, {} projects", chain.organizations().len(), chain.projects().len());
    if let Some(file) = file {
        chain.to_file(&file)?;
        println!("written to {}", file.display());
        return Ok(());
    }
    assert_eq!(SupplyChain::from_json(chain.to_json())?, chain);
    let gaps = chain.gaps(&GapOptions::new());
    for kind in GapKind::ALL {
        println!("{kind}: {}", gaps.of_kind(kind).count());
    }
    assert!(gaps.stranded_results().next().is_some(), "some results are stranded on purpose");
    Ok(())
}
