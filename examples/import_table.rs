//! Makes a chain of a flat table of grants or participations, by a mapping, and tells what became of every row.

mod terminal;

use std::error::Error;
use std::io::{self, IsTerminal, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use lexopt::prelude::{Long, Short, Value, ValueExt};
use seedrelay::io::document::ReadError;
use seedrelay::io::tables::mapping::{Account, Import, ImportError, ImportOptions, Mapping};
use seedrelay::io::tables::{Grid, TableLimits};
use seedrelay::{Lang, Problems};
use terminal::running::{self, Stop};
use terminal::say;

const USAGE: &str = "\
usage: import_table TABLE... --mapping NAME|MAPPING.toml -o CHAIN
                    [--table NAME=TABLE]... [--as-of DATE] [--stop-on-refusal]
                    [--rows ROWS.csv] [--lang en|zh]
       import_table --show NAME

Of several tables each is found by the name of its file or sheet, or given with
--table; the others are taken in the order of the mapping. NAME is one of the
mappings of the crate, norway-h2020 or cordis; --show prints one, to copy and
change it. A TABLE is a CSV file or a workbook; FILE#SHEET is one sheet of several.
CHAIN is what its name ends in: .json, .toml, .xlsx, or a folder of CSV files with
/. ROWS.csv gets a line for each row: what became of it.
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
    running::run(USAGE, arguments, |task| match task {
        Task::Import(arguments) => run(&arguments),
        Task::Print(text) => Ok(terminal::print(text)?),
    })
}

fn arguments() -> Result<Option<Task>, Box<dyn Error>> {
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
            Long("show") => return Ok(Some(Task::Print(Mapping::text_of(&parser.value()?.string()?)?))),
            Short('h') | Long("help") => return Ok(None),
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
    Ok(Some(Task::Import(Box::new(arguments))))
}

fn run(arguments: &Arguments) -> Result<(), Stop> {
    let lang = arguments.lang;
    let mapping = mapping(&arguments.mapping, lang)?;
    let tables = tables(arguments, &mapping)?;
    let mapping_file = Some(Path::new(&arguments.mapping)).filter(|file| file.is_file());
    for out in [Some(&arguments.out), arguments.rows.as_ref()].into_iter().flatten() {
        running::spare(out, tables.iter().map(Grid::path).chain(mapping_file))?;
    }
    apart(&arguments.out, &tables)?;
    let progress = progress();
    let told = |done: usize, all: usize| {
        if let Some(progress) = &progress {
            progress.set_length(all as u64);
            progress.set_position(done as u64);
        }
    };
    let outcome = mapping.import_with(&tables, &arguments.options, told);
    progress.inspect(ProgressBar::finish_and_clear);
    let Import { chain, account, .. } = match outcome {
        Ok(import) => import,
        Err(error) => return Err(refusal(arguments, &tables, error)),
    };
    rows(arguments, &account)?;
    terminal::print(&account.text(lang))?;
    chain.to_file(&arguments.out).map_err(|error| Stop::unwritten(&arguments.out, error))?;
    Ok(terminal::print(&match lang {
        Lang::En => format!("\nWritten to {}.\n", arguments.out.display()),
        Lang::Zh => format!("\n已写入{}。\n", arguments.out.display()),
    })?)
}

/// Refuses a folder that holds a table: it would be read as a part of the chain.
fn apart(out: &Path, tables: &[Grid]) -> Result<(), Stop> {
    let Ok(folder) = out.canonicalize() else { return Ok(()) };
    let holds = |table: &&Grid| table.path().canonicalize().is_ok_and(|path| path.parent() == Some(&folder));
    match tables.iter().find(holds) {
        None => Ok(()),
        Some(table) => Err(Stop::refused(format!(
            "{} holds {}, which would be taken for a part of the chain; give another folder",
            out.display(),
            table.path().display()
        ))),
    }
}

/// The account of every row, where it is asked for.
fn rows(arguments: &Arguments, account: &Account) -> Result<(), Stop> {
    let Some(path) = &arguments.rows else { return Ok(()) };
    // Excel takes a file for UTF-8 only with the mark.
    let text = format!("\u{feff}{}", account.rows_csv(arguments.lang));
    std::fs::write(path, text).map_err(|error| Stop::unwritten(path, error))
}

/// A mapping by its name, or of a file.
fn mapping(name: &str, lang: Lang) -> Result<Mapping, Stop> {
    if Mapping::NAMES.contains(&name) {
        return Mapping::named(name).map_err(Stop::refused);
    }
    if !Path::new(name).exists() {
        let unknown = Mapping::named(name).err().map(|error| error.to_string()).unwrap_or_default();
        return Err(Stop::refused(format!("there is no file {name}, nor a mapping of the name: {unknown}")));
    }
    Mapping::from_file(name).map_err(|error| match error {
        ReadError::Faulty(problems) => Stop::Refused(shown(name, &problems, lang)),
        other => Stop::Refused(terminal::fault(&other.message(lang), lang)),
    })
}

/// The problems of a mapping, inside its text.
fn shown(name: &str, problems: &Problems, lang: Lang) -> String {
    let text = match Mapping::text_of(name) {
        Ok(text) => text.as_bytes().to_owned(),
        Err(_) => std::fs::read(name).unwrap_or_default(),
    };
    terminal::reading::shown(problems, name, &text, lang)
}

/// The tables in the order of the mapping: those given by name, those that are called so, and the others in the order
/// given. One workbook may have them all.
fn tables(arguments: &Arguments, mapping: &Mapping) -> Result<Vec<Grid>, Stop> {
    let known: Vec<&str> = mapping.tables().collect();
    if let Some((name, _)) = arguments.named.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        return Err(Stop::refused(format!("the mapping has no table `{name}`; it has {}", known.join(", "))));
    }
    if let ([workbook], true) = (&arguments.tables[..], arguments.named.is_empty() && known.len() > 1) {
        let mut sheets = open(workbook, arguments.lang)?;
        if sheets.iter().any(|sheet| sheet.sheet().is_some()) {
            return known.iter().map(|name| sheet_of(workbook, &mut sheets, name)).collect();
        }
    }
    let mut unnamed: Vec<&PathBuf> = arguments.tables.iter().collect();
    let mut paths: Vec<Option<&PathBuf>> = known
        .iter()
        .map(|name| arguments.named.iter().find(|(given, _)| given == name).map(|(_, path)| path))
        .collect();
    for (path, name) in paths.iter_mut().zip(&known).filter(|(path, _)| path.is_none()) {
        let called = unnamed.iter().position(|path| is_called(path, name));
        *path = called.map(|called| unnamed.remove(called));
    }
    let mut unnamed = unnamed.into_iter();
    let mut grids = Vec::new();
    for (path, name) in paths.into_iter().zip(&known) {
        let path = path.or_else(|| unnamed.next()).ok_or_else(|| {
            Stop::refused(format!("no table `{name}` is given; the mapping needs {}", known.join(" and ")))
        })?;
        grids.push(table(path, name, known.len(), arguments.lang)?);
    }
    match unnamed.next() {
        Some(path) => Err(Stop::refused(format!("{} is one table too many", path.display()))),
        None => Ok(grids),
    }
}

/// Whether a file, or the sheet of it that is asked for, has the name of a table.
fn is_called(path: &Path, name: &str) -> bool {
    let text = path.display().to_string();
    let sheet = text.rsplit_once('#').map(|(_, sheet)| sheet);
    let stem = path.file_stem().map(|stem| stem.to_string_lossy());
    stem.is_some_and(|stem| stem.eq_ignore_ascii_case(name))
        || sheet.is_some_and(|sheet| sheet.eq_ignore_ascii_case(name))
}

fn open(path: &Path, lang: Lang) -> Result<Vec<Grid>, Stop> {
    Grid::open(path, &TableLimits::new()).map_err(|error| Stop::Refused(terminal::fault(&error.message(lang), lang)))
}

/// One table of a file: its only sheet, the one that is named after a `#`, or the one named as the mapping has it.
fn table(path: &Path, name: &str, needed: usize, lang: Lang) -> Result<Grid, Stop> {
    let text = path.display().to_string();
    let (file, sheet) = match text.rsplit_once('#') {
        Some((file, sheet)) if !path.exists() => (PathBuf::from(file), Some(sheet)),
        _ => (path.to_owned(), None),
    };
    let mut sheets = open(&file, lang)?;
    let is_one = sheets.len() == 1 && (needed == 1 || sheets[0].sheet().is_none());
    if is_one && sheet.is_none() {
        Ok(sheets.swap_remove(0))
    } else {
        sheet_of(&file, &mut sheets, sheet.unwrap_or(name))
    }
}

/// The sheet of a name.
fn sheet_of(file: &Path, sheets: &mut Vec<Grid>, wanted: &str) -> Result<Grid, Stop> {
    let position = sheets.iter().position(|grid| grid.sheet().is_some_and(|sheet| sheet.eq_ignore_ascii_case(wanted)));
    position.map(|position| sheets.swap_remove(position)).ok_or_else(|| {
        let names: Vec<&str> = sheets.iter().filter_map(Grid::sheet).collect();
        let names = if names.is_empty() { "no sheets".to_owned() } else { format!("the sheets {}", names.join(", ")) };
        let file = file.display();
        Stop::refused(format!("{file} has {names}, none of them `{wanted}`; say which with {file}#SHEET"))
    })
}

/// What to tell where no chain was made.
fn refusal(arguments: &Arguments, tables: &[Grid], error: ImportError) -> Stop {
    let lang = arguments.lang;
    let message = match &error {
        ImportError::Columns(problems) => {
            return Stop::Refused(format!(
                "{}\n\n{}",
                shown(&arguments.mapping, problems, lang),
                columns(tables, lang)
            ));
        }
        ImportError::Chain { problems, .. } => {
            let told = problems.iter().take(SHOWN).map(|problem| terminal::fault(&problem.message(lang), lang));
            say(lang, "The rows make no valid chain:", "这些行不能构成有效的供应链：").to_owned()
                + "\n"
                + &told.collect::<String>()
        }
        other => terminal::fault(&other.message(lang), lang),
    };
    match &error {
        ImportError::Refused(account) | ImportError::Chain { account, .. } => {
            // The account of every row is most wanted where something is wrong.
            match rows(arguments, account) {
                Err(Stop::Refused(told) | Stop::Unwritten(told)) => {
                    Stop::Refused(format!("{}\n{message}\n{told}", account.text(lang)))
                }
                Ok(()) => Stop::Refused(format!("{}\n{message}", account.text(lang))),
            }
        }
        _ => Stop::Refused(message),
    }
}

/// Which columns the tables have, for whoever gave another table than the mapping is for.
fn columns(tables: &[Grid], lang: Lang) -> String {
    let told = tables.iter().map(|table| {
        let columns: Vec<String> = table.header().cells().map(|cell| cell.to_string()).collect();
        let (path, sheet) =
            (table.path().display(), table.sheet().map(|sheet| format!("#{sheet}")).unwrap_or_default());
        terminal::paragraph(&match lang {
            Lang::En => format!("{path}{sheet} has the columns {}.", columns.join(", ")),
            Lang::Zh => format!("{path}{sheet}的列：{}。", columns.join("、")),
        })
    });
    told.collect()
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
