//! The command `seedrelay`: see [`seedrelay::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    seedrelay::cli::run(std::env::args_os())
}
