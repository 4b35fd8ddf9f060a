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
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::prelude::{Long, Short, Value, ValueExt};
use seedrelay::render::report::{self, Answers, Picture, PictureOptions, ReportOptions};
use seedrelay::{Evidence, Lang, SupplyChain};
use terminal::running::{self, Stop};

const USAGE: &str = "\
usage: report [FILE] [-o report.html] [--lang en|zh] [--svg DIRECTORY]
              [--known documented|assumed|proposed]

FILE is a seedrelay/1 document: TOML if its name ends in .toml, a workbook if it
ends in .xlsx or .ods, a folder of CSV files, else JSON. Without one, the report
is about the Hunan chain.

  -o, --out FILE   where the page is written; report.html if nothing is said
  --lang LANGUAGE  the language shown at first, en or zh; the page has both
  --known LEVEL    leave out what is known less well: documented, assumed
                   (without what is only proposed), or proposed (everything,
                   as if nothing is said)
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
    running::run(USAGE, arguments, |arguments| {
        let chain = terminal::reading::given(arguments.file.as_deref(), arguments.report.lang)?;
        let known = arguments.known;
        let chain = if known > Evidence::Proposed { chain.known_at_least(known) } else { chain };
        write(&chain, &arguments)
    })
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

fn write(chain: &SupplyChain, arguments: &Arguments) -> Result<(), Stop> {
    let read = arguments.file.as_deref();
    put(&arguments.out, read, &report::html(chain, &arguments.report))?;
    let Some(directory) = &arguments.svg else { return Ok(()) };
    fs::create_dir_all(directory).map_err(|error| Stop::unwritten(directory, error))?;
    let diagnosis = chain.diagnose(&arguments.report.diagnosis);
    for lang in Lang::ALL {
        let options = PictureOptions::new().lang(lang);
        let all = Picture::with(chain, Answers::from(&diagnosis), &options);
        put(&directory.join(format!("relay-{lang}.svg")), read, &all.to_svg())?;
        // Ids may hold what no name of a file can: the categories are numbered by id.
        for (number, category) in chain.categories().iter().enumerate() {
            let of_one = options.clone().category(category.id.clone());
            let picture = Picture::with(chain, Answers::from(&diagnosis), &of_one);
            put(&directory.join(format!("relay-{}-{lang}.svg", number + 1)), read, &picture.to_svg())?;
        }
    }
    Ok(())
}

fn put(path: &Path, read: Option<&Path>, contents: &str) -> Result<(), Stop> {
    running::create(path, read)?.write_all(contents.as_bytes()).map_err(|error| Stop::unwritten(path, error))
}
