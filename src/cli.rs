//! The command `seedrelay`, in English and Chinese.
//!
//! Each subcommand is a file in `commands`: its options, whose documentation is its help (the first paragraph for English
//! readers, the second for Chinese ones), and what it does. What all share is here: the language of the reader (`language`),
//! help and usage errors in it (`help`, `usage`), reading with everything that is wrong told at once (`reading`), and one
//! place through which everything is written (`output`).
//!
//! | exit status | when |
//! |---|---|
//! | 0 | it is done; or whoever read its output has closed the pipe |
//! | 1 | something could not be written |
//! | 2 | the arguments, or something that was to be read, were refused; nothing is written |

mod commands;
mod help;
mod language;
mod output;
mod progress;
mod reading;
mod stop;
mod usage;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser};

use crate::model::Lang;
use commands::Subcommand;
use stop::Stop;

/// Shows where a seed-technology supply chain drops the baton, and who is the queue
///
/// 指出种业技术供应链在哪里断开、在哪里积压
#[derive(Debug, Parser)]
#[command(name = "seedrelay", version)]
struct Arguments {
    #[command(subcommand)]
    subcommand: Subcommand,
}

/// In which language a command speaks.
#[derive(Clone, Copy, Debug)]
struct Reader {
    lang: Lang,
    /// The language that is asked for on the command line, if one is.
    asked: Option<Lang>,
}

impl Reader {
    /// One text in the language of the reader.
    const fn says<'t>(self, en: &'t str, zh: &'t str) -> &'t str {
        match self.lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }
}

/// Runs the command with its arguments, of which the first is its name.
///
/// It writes to the standard output and to standard error, as a process of its own does.
///
/// ```
/// use std::process::ExitCode;
/// assert_eq!(seedrelay::cli::run(["seedrelay", "models", "--show", "proposal"]), ExitCode::SUCCESS);
/// ```
pub fn run(arguments: impl IntoIterator<Item = impl Into<OsString>>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
    let asked = language::asked(&arguments);
    let lang = asked.or_else(|| language::of_locale(|name| std::env::var(name).ok())).unwrap_or_default();
    match work(&arguments, Reader { lang, asked }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            // Where standard error is gone too, the exit status is left.
            let _ = writeln!(io::stderr(), "{}", stop.told().trim_end());
            ExitCode::from(stop.status())
        }
    }
}

fn work(arguments: &[OsString], reader: Reader) -> Result<(), Stop> {
    let command = help::in_language(Arguments::command(), reader.lang);
    let parsed =
        command.try_get_matches_from(arguments).and_then(|mut matches| Arguments::from_arg_matches_mut(&mut matches));
    match parsed {
        Ok(arguments) => arguments.subcommand.run(reader),
        Err(error) if error.use_stderr() => Err(Stop::told_already(usage::told(&error, reader.lang))),
        // Help, or the version.
        Err(error) => output::print(&help::finished(&error.render().to_string(), reader.lang), reader),
    }
}
