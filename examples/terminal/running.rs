//! How an example begins and ends: its arguments, what it refuses, and its exit status.

use std::error::Error;
use std::fs::File;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use lexopt::prelude::{Long, Short, ValueExt};
use seedrelay::Lang;

/// Why an example did not do its work: what to tell on standard error, and the exit status.
pub enum Stop {
    /// The arguments, a document or a wish is refused: 2.
    Refused(String),
    /// Something could not be written: 1.
    Unwritten(String),
}

impl Stop {
    /// What is refused, in a sentence.
    pub fn refused(why: impl ToString) -> Self {
        Self::Refused(super::fault(&why.to_string(), Lang::En))
    }

    /// What could not be written, and why.
    pub fn unwritten(path: &Path, why: impl ToString) -> Self {
        Self::Unwritten(super::fault(&format!("cannot write {}: {}", path.display(), why.to_string()), Lang::En))
    }
}

/// What to tell of a document that was refused.
impl From<String> for Stop {
    fn from(refusal: String) -> Self {
        Self::Refused(refusal)
    }
}

/// The standard output fails.
impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Unwritten(super::fault(&format!("cannot write: {error}"), Lang::En))
    }
}

/// Reads the arguments and does the work. `None` for arguments asks for the usage.
pub fn run<A>(
    usage: &str,
    arguments: impl FnOnce() -> Result<Option<A>, Box<dyn Error>>,
    work: impl FnOnce(A) -> Result<(), Stop>,
) -> ExitCode {
    let outcome = match arguments() {
        Ok(Some(arguments)) => work(arguments),
        Ok(None) => super::print(usage).map_err(Stop::from),
        Err(error) => Err(Stop::Refused(format!("{}\n{usage}", super::fault(&error.to_string(), Lang::En)))),
    };
    let (told, status) = match outcome {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Stop::Refused(told)) => (told, 2),
        Err(Stop::Unwritten(told)) => (told, 1),
    };
    eprintln!("{}", told.trim_end());
    ExitCode::from(status)
}

/// Runs an example that only tells something, in the language that the reader asked for.
pub fn tell(name: &str, tell: impl FnOnce(Lang) -> Result<String, Box<dyn Error>>) -> ExitCode {
    run(&format!("usage: {name} [--lang en|zh]\n"), language, |lang| {
        let told = tell(lang).map_err(Stop::refused)?;
        Ok(super::print(&told)?)
    })
}

fn language() -> Result<Option<Lang>, Box<dyn Error>> {
    let mut lang = Lang::En;
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("lang") => lang = arguments.value()?.parse()?,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Some(lang))
}

/// Makes a file, in place of one that is there; but never of one that the example reads.
pub fn create(path: &Path, read: Option<&Path>) -> Result<File, Stop> {
    spare(path, read)?;
    File::create(path).map_err(|error| Stop::unwritten(path, error))
}

/// Refuses to write over what is read.
pub fn spare<'p>(path: &Path, read: impl IntoIterator<Item = &'p Path>) -> Result<(), Stop> {
    let Ok(there) = path.canonicalize() else { return Ok(()) };
    // Devices are no documents that could be lost.
    let is_read =
        |read: &Path| (read.is_file() || read.is_dir()) && read.canonicalize().is_ok_and(|read| read == there);
    if read.into_iter().any(is_read) {
        return Err(Stop::refused(format!(
            "{} is what is read, and would be lost; give what is written another name",
            path.display()
        )));
    }
    Ok(())
}
