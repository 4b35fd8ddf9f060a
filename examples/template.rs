//! Writes a workbook to fill in: a sheet for each list of a chain, headers with their explanations, choices to choose from.
//!
//! `cargo run --release --example template -- FILE.xlsx [--lang en|zh] [--filled CHAIN]`
//!
//! Without `--lang`, sheets and columns are called as the keys of documents. With `--filled`, the chain of another
//! document stands in it. Without a FILE it makes all of them, and says what each holds. What was filled in, `diagnose`
//! reads.

mod terminal;

use std::error::Error;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::prelude::{Long, Short, Value, ValueExt};
use seedrelay::io::document::ReadOptions;
use seedrelay::io::document::workbook::{WorkbookOptions, template};
use seedrelay::io::tables::{Grid, TableLimits};
use seedrelay::{Lang, datasets};
use terminal::running::{self, Stop};

const USAGE: &str = "\
usage: template [FILE.xlsx] [--lang en|zh] [--filled CHAIN]

FILE gets the workbook; one that is there already is not written over. CHAIN is a
seedrelay/1 document: TOML if its name ends in .toml, a workbook if it ends in
.xlsx or .ods, a folder of CSV files, else JSON.
";

#[derive(Default)]
struct Arguments {
    file: Option<PathBuf>,
    filled: Option<PathBuf>,
    options: WorkbookOptions,
}

fn main() -> ExitCode {
    running::run(USAGE, arguments, |arguments| match &arguments.file {
        Some(file) => write(file, &arguments),
        None => show(&arguments).map_err(Stop::refused),
    })
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

/// The workbook, empty or filled with a chain.
fn workbook(arguments: &Arguments) -> Result<Vec<u8>, Stop> {
    let Some(filled) = &arguments.filled else { return Ok(template(&arguments.options)) };
    let chain = terminal::reading::given(Some(filled), arguments.options.lang.unwrap_or_default())?;
    chain.to_xlsx(&arguments.options).map_err(Stop::refused)
}

fn write(file: &Path, arguments: &Arguments) -> Result<(), Stop> {
    if file.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("xlsx")) {
        return Err(Stop::refused(format!(
            "{} is written as a workbook; give it a name that ends in .xlsx",
            file.display()
        )));
    }
    let workbook = workbook(arguments)?;
    // Somebody may have filled it in for days.
    let written = File::create_new(file).and_then(|mut out| out.write_all(&workbook));
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Stop::refused(format!("{} is there already, and is not written over; give another name", file.display()))
        }
        _ => Stop::unwritten(file, error),
    })?;
    Ok(terminal::print(&format!("written to {}\n", file.display()))?)
}

/// Tells what the workbooks hold, in each language.
fn show(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let options = arguments.options;
    for options in [options, options.lang(Lang::En), options.lang(Lang::Zh)] {
        let mut told = String::new();
        for sheet in Grid::sheets_of("chain.xlsx", &template(&options), &TableLimits::new())? {
            let columns: Vec<String> = sheet.header().cells().map(|cell| cell.to_string()).collect();
            told += &format!("{}: {}\n", sheet.sheet().unwrap_or_default(), columns.join(" | "));
        }
        // An empty template is no chain yet; a filled one is.
        told += &format!("{}\n\n", ReadOptions::new().contents("chain.xlsx", &template(&options)).unwrap_err());
        let hunan = datasets::hunan();
        assert_eq!(ReadOptions::new().contents("chain.xlsx", &hunan.to_xlsx(&options)?)?, hunan);
        terminal::print(&told)?;
    }
    Ok(())
}
