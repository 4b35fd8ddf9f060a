//! Writes a workbook to fill in: a sheet for each list of a chain, headers with their explanations, choices to choose from.
//!
//! `cargo run --release --example template -- FILE.xlsx [--lang en|zh] [--filled CHAIN]`
//!
//! Without `--lang`, sheets and columns are called as the keys of documents. With `--filled`, the chain of another
//! document stands in it. Without a FILE it makes all of them, and says what each holds. What was filled in, `diagnose`
//! reads.

use std::error::Error;
use std::path::PathBuf;

use lexopt::prelude::{Long, Value, ValueExt};
use seedrelay::document::ReadOptions;
use seedrelay::document::workbook::{WorkbookOptions, template};
use seedrelay::tables::{Grid, TableLimits};
use seedrelay::{Lang, SupplyChain, datasets};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut file, mut filled, mut options) = (None, None, WorkbookOptions::new().guide(true));
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("lang") => options = options.lang(arguments.value()?.parse()?),
            Long("filled") => filled = Some(PathBuf::from(arguments.value()?)),
            Value(path) if file.is_none() => file = Some(PathBuf::from(path)),
            other => return Err(other.unexpected().into()),
        }
    }
    let workbook = match filled {
        Some(path) => SupplyChain::from_file(path)?.to_xlsx(&options)?,
        None => template(&options),
    };
    if let Some(file) = file {
        std::fs::write(&file, workbook)?;
        println!("written to {}", file.display());
        return Ok(());
    }
    for options in [options, options.lang(Lang::En), options.lang(Lang::Zh)] {
        for sheet in Grid::sheets_of("chain.xlsx", &template(&options), &TableLimits::new())? {
            let columns = sheet.header().cells().map(|cell| cell.to_string());
            println!("{}: {}", sheet.sheet().unwrap_or_default(), columns.collect::<Vec<_>>().join(" | "));
        }
        // An empty template is no chain yet; a filled one is.
        println!("{}\n", ReadOptions::new().contents("chain.xlsx", &template(&options)).unwrap_err());
        let hunan = datasets::hunan();
        assert_eq!(ReadOptions::new().contents("chain.xlsx", &hunan.to_xlsx(&options)?)?, hunan);
    }
    Ok(())
}
