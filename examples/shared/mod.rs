//! How an example speaks: in the language that is asked for with `--lang zh`, and quietly once nobody reads on.

use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;

use seedrelay::Lang;

/// Prints a report. The exit status is 0 when it is printed, 1 when it cannot be written, and 2 when there is none.
pub(crate) fn tell(tell: impl FnOnce(Lang) -> Result<String, Box<dyn Error>>) -> ExitCode {
    let (why, status) = match language().and_then(tell) {
        Ok(told) => match io::stdout().write_all(told.as_bytes()) {
            // The reader has gone, as with `| head`.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Err(error) => (format!("cannot write: {error}"), 1),
            Ok(()) => return ExitCode::SUCCESS,
        },
        Err(error) => (error.to_string(), 2),
    };
    let _ = writeln!(io::stderr(), "error: {why}");
    ExitCode::from(status)
}

fn language() -> Result<Lang, Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (None, _) => Ok(Lang::En),
        (Some("--lang"), Some(lang)) => Ok(lang.parse()?),
        _ => Err("the only argument is --lang en or --lang zh".into()),
    }
}
