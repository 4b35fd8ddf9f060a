//! Makes a chain of a flat table of grants or participations, by a mapping, and tells what became of every row.

mod terminal;

use std::error::Error;
use std::io::{self, IsTerminal, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use lexopt::prelude::{Long, Short, Value, ValueExt};
use seedrelay::document::ReadError;
use seedrelay::tables::mapping::{Account, Import, ImportError, ImportOptions, Mapping, TracedProblem};
use seedrelay::tables::{Grid, TableLimits};
use seedrelay::{Lang, Problems};
use terminal::say;

const USAGE: &str = "\
usage: import_table TABLE... --mapping NAME|MAPPING.toml -o CHAIN [--table NAME=TABLE]...
                    [--as-of DATE] [--stop-on-refusal] [--rows ROWS.csv] [--lang en|zh]
       import_table --show NAME

The tables are given in the order of the mapping, or each by its name with --table. NAME is one of
the mappings of the crate, norway-h2020 or cordis; --show prints one, to copy and change it.
A TABLE is a CSV file or a workbook; FILE#SHEET is one sheet of several.
CHAIN is what its name ends in: .json, .toml, .xlsx, or a folder of CSV files with /. ROWS.csv gets
a line for each row: what became of it.
";

/// How many problems are shown in full; the others are counted.
const SHOWN: usize = 100;

#[derive(Default)]
struct Arguments {
    tables: Vec<PathBuf>,
    named: Vec<(String, PathBuf)>,
    mapping: String,
    out: PathBuf,
    rows: Option<PathBuf>,
    options: ImportOptions,
    lang: Lang,
}

enum Task {
    Import(Box<Arguments>),
    Print(&'static str),
}

fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(Task::Import(arguments)) => arguments,
        Ok(Task::Print(text)) => {
            return if terminal::print(text).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
        }
        Err(error) => {
            eprintln!("error: {error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", error.to_string().trim_end());
            ExitCode::from(2)
        }
    }
}

fn arguments() -> Result<Task, Box<dyn Error>> {
    let mut parser = lexopt::Parser::from_env();
    let mut arguments = Arguments::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("mapping") => arguments.mapping = parser.value()?.string()?,
            Short('o') | Long("out") => arguments.out = parser.value()?.into(),
            Long("rows") => arguments.rows = Some(parser.value()?.into()),
            Long("table") => {
                let given = parser.value()?.string()?;
                let (name, path) = given.split_once('=').ok_or("--table wants NAME=TABLE")?;
                arguments.named.push((name.to_owned(), path.into()));
            }
            Long("as-of") => arguments.options = arguments.options.as_of(parser.value()?.parse()?),
            Long("stop-on-refusal") => arguments.options = arguments.options.stop_on_refusal(true),
            Long("lang") => arguments.lang = parser.value()?.parse()?,
            Long("show") => return Ok(Task::Print(Mapping::text_of(&parser.value()?.string()?)?)),
            Short('h') | Long("help") => return Ok(Task::Print(USAGE)),
            Value(path) => arguments.tables.push(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    for (missing, what) in [
        (arguments.tables.is_empty() && arguments.named.is_empty(), "no TABLE is given"),
        (arguments.mapping.is_empty(), "no --mapping is given"),
        (arguments.out.as_os_str().is_empty(), "no -o is given"),
    ] {
        if missing {
            return Err(what.into());
        }
    }
    Ok(Task::Import(Box::new(arguments)))
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let lang = arguments.lang;
    let mapping = mapping(&arguments.mapping)?;
    let tables = tables(arguments, &mapping)?;
    let progress = progress();
    let told = |done: usize, all: usize| {
        if let Some(progress) = &progress {
            progress.set_length(all as u64);
            progress.set_position(done as u64);
        }
    };
    let outcome = mapping.import_with(&tables, &arguments.options, told);
    progress.inspect(ProgressBar::finish_and_clear);
    let Import { chain, account, .. } = outcome.map_err(|error| refusal(arguments, error))?;
    let written = |path: &Path, error: io::Error| format!("error: cannot write {}: {error}", path.display());
    chain.to_file(&arguments.out).map_err(|error| written(&arguments.out, error))?;
    rows(arguments, &account)?;
    let text = account.text(lang);
    let done = match lang {
        Lang::En => format!("\nWritten to {}.\n", arguments.out.display()),
        Lang::Zh => format!("\n已写入{}。\n", arguments.out.display()),
    };
    terminal::print(&(text + &done))?;
    Ok(())
}

/// The account of every row, where it is asked for.
fn rows(arguments: &Arguments, account: &Account) -> Result<(), String> {
    let Some(path) = &arguments.rows else { return Ok(()) };
    // Excel takes a file for UTF-8 only with the mark.
    let text = format!("\u{feff}{}", account.rows_csv(arguments.lang));
    std::fs::write(path, text).map_err(|error| format!("error: cannot write {}: {error}", path.display()))
}

/// A mapping by its name, or of a file.
fn mapping(name: &str) -> Result<Mapping, String> {
    if Mapping::NAMES.contains(&name) {
        return Mapping::named(name).map_err(|error| format!("error: {error}"));
    }
    if !Path::new(name).exists() {
        let unknown = Mapping::named(name).err().map(|error| error.to_string()).unwrap_or_default();
        return Err(format!("error: {unknown}, and there is no file of that name"));
    }
    Mapping::from_file(name).map_err(|error| match error {
        ReadError::Faulty(problems) => shown(name, &problems),
        other => format!("error: {other}"),
    })
}

/// The problems of a mapping, inside its text.
fn shown(name: &str, problems: &Problems) -> String {
    let text = match Mapping::text_of(name) {
        Ok(text) => text.as_bytes().to_owned(),
        Err(_) => std::fs::read(name).unwrap_or_default(),
    };
    terminal::reading::shown(problems, name, &text)
}

/// The tables in the order of the mapping: those given by name, and the others in the order given. One workbook may
/// have them all.
fn tables(arguments: &Arguments, mapping: &Mapping) -> Result<Vec<Grid>, String> {
    let known: Vec<&str> = mapping.tables().collect();
    if let Some((name, _)) = arguments.named.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        return Err(format!("error: the mapping has no table `{name}`; it has {}", known.join(", ")));
    }
    let mut unnamed = arguments.tables.iter();
    let all_in_one = matches!(arguments.tables[..], [_]) && arguments.named.is_empty();
    let mut grids = Vec::new();
    for name in &known {
        let named = arguments.named.iter().find(|(given, _)| given == name).map(|(_, path)| path);
        let path = named.or_else(|| if all_in_one { arguments.tables.first() } else { unnamed.next() });
        grids.push(table(path.ok_or_else(|| format!("error: no table `{name}` is given"))?, name, known.len())?);
    }
    match unnamed.next() {
        Some(path) if !all_in_one => Err(format!("error: {} is one table too many", path.display())),
        _ => Ok(grids),
    }
}

/// One table of a file: its only sheet, the one that is named after a `#`, or the one named as the mapping has it.
fn table(path: &Path, name: &str, needed: usize) -> Result<Grid, String> {
    let text = path.display().to_string();
    let (file, sheet) = match text.rsplit_once('#') {
        Some((file, sheet)) if !path.exists() => (file.to_owned(), Some(sheet)),
        _ => (text, None),
    };
    let mut sheets = Grid::open(&file, &TableLimits::new()).map_err(|error| told(&error))?;
    let wanted = sheet.unwrap_or(name);
    let position = sheets.iter().position(|grid| grid.sheet().is_some_and(|sheet| sheet.eq_ignore_ascii_case(wanted)));
    match (position, sheets.len()) {
        (Some(position), _) => Ok(sheets.swap_remove(position)),
        (None, 1) if sheet.is_none() && (needed == 1 || sheets[0].sheet().is_none()) => Ok(sheets.swap_remove(0)),
        _ => {
            let names: Vec<&str> = sheets.iter().filter_map(Grid::sheet).collect();
            let names =
                if names.is_empty() { "no sheets".to_owned() } else { format!("the sheets {}", names.join(", ")) };
            Err(format!("error: {file} has {names}, none of them `{wanted}`; say which with {file}#SHEET"))
        }
    }
}

/// An error with its causes.
fn told(error: &dyn Error) -> String {
    let mut line = format!("error: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        line += &format!(": {error}");
        cause = error.source();
    }
    line
}

/// What to tell where no chain was made.
fn refusal(arguments: &Arguments, error: ImportError) -> String {
    let lang = arguments.lang;
    let message = match &error {
        ImportError::Columns(problems) => return shown(&arguments.mapping, problems),
        ImportError::Chain { problems, .. } => {
            let lines: Vec<String> = problems.iter().take(SHOWN).map(TracedProblem::to_string).collect();
            format!(
                "{}\n{}",
                say(lang, "The rows make no valid chain:", "这些行不能构成有效的供应链："),
                lines.join("\n")
            )
        }
        other => format!("error: {}", other.message(lang)),
    };
    match &error {
        ImportError::Refused(account) | ImportError::Chain { account, .. } => {
            // The account of every row is most wanted where something is wrong.
            let rows = rows(arguments, account).err().map(|error| format!("\n{error}")).unwrap_or_default();
            format!("{}\n{message}{rows}", account.text(lang))
        }
        _ => message,
    }
}

/// A word on how far it is, for somebody who waits.
fn progress() -> Option<ProgressBar> {
    if !io::stderr().is_terminal() {
        return None;
    }
    let style = ProgressStyle::with_template("{spinner} reading rows {bar:30} {pos} of {len} {elapsed}");
    let _ = io::stderr().flush();
    Some(ProgressBar::new(0).with_style(style.expect("the template is right")))
}
