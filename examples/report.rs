//! Writes the report about a chain: one page of HTML, in English and Chinese, that loads nothing and prints well.
//!
//! `cargo run --release --example report -- [FILE] -o report.html [--lang en|zh] [--known documented|assumed]
//! [--svg DIRECTORY]`
//!
//! FILE is a `seedrelay/1` document: JSON, `.toml`, a workbook or a folder of CSV files; without one, the report is about
//! the Hunan chain. `--lang` says which language is shown at first. `--svg` also writes the pictures of the relay, one of
//! all categories and one of each, in both languages. The exit status is 0 when all was written, 2 when the document was
//! refused, and 1 when a file could not be written.

mod terminal;

use std::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::prelude::{Long, Short, Value, ValueExt};
use seedrelay::report::{self, Answers, Picture, PictureOptions, ReportOptions};
use seedrelay::{Evidence, Lang, SupplyChain};

const USAGE: &str = "\
usage: report [FILE] [-o report.html] [--lang en|zh] [--known documented|assumed|proposed]
              [--svg DIRECTORY]

FILE is a seedrelay/1 document: TOML if its name ends in .toml, a workbook if it ends in .xlsx or
.ods, a folder of CSV files, else JSON. Without one, the report is about the Hunan chain.

  -o, --out FILE   where the page is written; report.html if nothing is said
  --lang LANGUAGE  the language that is shown at first, en or zh; the page has both
  --known LEVEL    leave out what is known less well: documented, assumed (without what is only
                   proposed) or proposed (everything, as if nothing is said)
  --svg DIRECTORY  also write the pictures, each as a file, in both languages
";

struct Arguments {
    file: Option<PathBuf>,
    out: PathBuf,
    known: Evidence,
    svg: Option<PathBuf>,
    report: ReportOptions,
}

fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(Some(arguments)) => arguments,
        Ok(None) => {
            return terminal::print(USAGE).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
        }
        Err(error) => {
            eprintln!("error: {error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let chain = match terminal::reading::given(arguments.file.as_deref()) {
        Ok(chain) => chain,
        Err(refusal) => {
            eprintln!("{}", refusal.trim_end());
            return ExitCode::from(2);
        }
    };
    let chain = if arguments.known > Evidence::Proposed { chain.known_at_least(arguments.known) } else { chain };
    match write(&chain, &arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err((path, error)) => {
            eprintln!("error: cannot write {}: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Result<Option<Arguments>, Box<dyn Error>> {
    let mut parser = lexopt::Parser::from_env();
    let mut arguments = Arguments {
        file: None,
        out: PathBuf::from("report.html"),
        known: Evidence::Proposed,
        svg: None,
        report: ReportOptions::new(),
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Short('o') | Long("out") => arguments.out = PathBuf::from(parser.value()?),
            Long("lang") => arguments.report.lang = parser.value()?.parse()?,
            Long("known") => arguments.known = parser.value()?.parse()?,
            Long("svg") => arguments.svg = Some(PathBuf::from(parser.value()?)),
            Short('h') | Long("help") => return Ok(None),
            Value(path) if arguments.file.is_none() => arguments.file = Some(PathBuf::from(path)),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Some(arguments))
}

fn write(chain: &SupplyChain, arguments: &Arguments) -> Result<(), (PathBuf, io::Error)> {
    put(&arguments.out, &report::html(chain, &arguments.report))?;
    let Some(directory) = &arguments.svg else { return Ok(()) };
    fs::create_dir_all(directory).map_err(|error| (directory.clone(), error))?;
    let diagnosis = chain.diagnose(&arguments.report.diagnosis);
    for lang in Lang::ALL {
        let options = PictureOptions::new().lang(lang);
        let all = Picture::with(chain, Answers::from(&diagnosis), &options);
        put(&directory.join(format!("relay-{lang}.svg")), &all.to_svg())?;
        // Ids may hold what no name of a file can: the categories are numbered by id.
        for (number, category) in chain.categories().iter().enumerate() {
            let of_one = options.clone().category(category.id.clone());
            let picture = Picture::with(chain, Answers::from(&diagnosis), &of_one);
            put(&directory.join(format!("relay-{}-{lang}.svg", number + 1)), &picture.to_svg())?;
        }
    }
    Ok(())
}

fn put(path: &Path, contents: &str) -> Result<(), (PathBuf, io::Error)> {
    fs::write(path, contents).map_err(|error| (path.to_owned(), error))
}
