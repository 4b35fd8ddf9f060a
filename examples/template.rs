//! Writes a workbook to fill in: a sheet for each list of a chain, headers with their explanations, choices to choose from.
//!
//! `cargo run --release --example template -- FILE.xlsx [--lang en|zh] [--filled CHAIN]`
//!
//! Without `--lang`, sheets and columns are called as the keys of documents. With `--filled`, the chain of another
//! document stands in it. Without a FILE it makes all of them, and says what each holds. What was filled in, `diagnose`
//! reads.

mod terminal;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::prelude::{Long, Short, Value, ValueExt};
use seedrelay::document::ReadOptions;
use seedrelay::document::workbook::{WorkbookOptions, template};
use seedrelay::tables::{Grid, TableLimits};
use seedrelay::{Lang, SupplyChain, datasets};

const USAGE: &str = "\
usage: template [FILE.xlsx] [--lang en|zh] [--filled CHAIN]

FILE gets the workbook. CHAIN is a seedrelay/1 document: TOML if its name ends in .toml, a
workbook if it ends in .xlsx or .ods, a folder of CSV files, else JSON.
";

#[derive(Default)]
struct Arguments {
    file: Option<PathBuf>,
    filled: Option<PathBuf>,
    options: WorkbookOptions,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            eprintln!("{}", refusal.trim_end());
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let error = |error: Box<dyn Error>| format!("error: {error}");
    let Some(arguments) = arguments().map_err(error)? else {
        return terminal::print(USAGE).map_err(|own| error(own.into()));
    };
    let chain = arguments.filled.as_deref().map(|path| terminal::reading::given(Some(path))).transpose()?;
    write(chain.as_ref(), arguments).map_err(error)
}

fn arguments() -> Result<Option<Arguments>, Box<dyn Error>> {
    let mut arguments = Arguments { options: WorkbookOptions::new().guide(true), ..Arguments::default() };
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("lang") => arguments.options = arguments.options.lang(parser.value()?.parse()?),
            Long("filled") => arguments.filled = Some(parser.value()?.into()),
            Short('h') | Long("help") => return Ok(None),
            Value(path) if arguments.file.is_none() => arguments.file = Some(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Some(arguments))
}

fn write(filled: Option<&SupplyChain>, Arguments { file, options, .. }: Arguments) -> Result<(), Box<dyn Error>> {
    let workbook = match filled {
        Some(chain) => chain.to_xlsx(&options)?,
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
