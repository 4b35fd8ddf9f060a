//! How the command is run.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder to run it in, which is gone afterwards.
pub(crate) struct Desk {
    folder: TempDir,
}

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) status: Option<i32>,
    pub(crate) told: String,
    pub(crate) complained: String,
}

impl Outcome {
    fn of(output: Output) -> Self {
        Self {
            status: output.status.code(),
            told: String::from_utf8(output.stdout).expect("it writes UTF-8"),
            complained: String::from_utf8(output.stderr).expect("it writes UTF-8"),
        }
    }

    /// What is complained of, without the ends of lines, which stand anywhere.
    pub(crate) fn complaint(&self) -> String {
        self.complained.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Desk {
    /// One with a chain in JSON, `chain.json`.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room for temporary files");
        fs::write(folder.path().join("chain.json"), seedrelay::datasets::HUNAN_JSON).unwrap();
        Self { folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Every name in the folder, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// The command with arguments, parted at blanks, in no locale.
    pub(crate) fn command(&self, arguments: &str) -> Command {
        let mut command = in_no_locale(Path::new(env!("CARGO_BIN_EXE_seedrelay")));
        command.args(arguments.split_whitespace()).current_dir(self.folder.path());
        command
    }

    pub(crate) fn run(&self, arguments: &str) -> Outcome {
        Outcome::of(self.command(arguments).output().unwrap())
    }

    /// Runs a line of shell, in which `seedrelay` is the command.
    pub(crate) fn shell(&self, line: &str) -> Outcome {
        let mut shell = in_no_locale(Path::new("sh"));
        let defined = format!("seedrelay() {{ '{}' \"$@\"; }}\n{line}", env!("CARGO_BIN_EXE_seedrelay"));
        Outcome::of(shell.args(["-c", &defined]).current_dir(self.folder.path()).output().unwrap())
    }

    /// Runs it for somebody who reads nothing of what it tells.
    pub(crate) fn run_into_closed_pipe(&self, arguments: &str) -> Outcome {
        let mut child =
            self.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        drop(child.stdout.take());
        Outcome::of(child.wait_with_output().unwrap())
    }

    /// Runs it with a standard output on which there is no room.
    pub(crate) fn run_into_full_device(&self, arguments: &str) -> Outcome {
        let full = File::options().write(true).open("/dev/full").expect("this system has a full device");
        Outcome::of(self.command(arguments).stdout(full).output().unwrap())
    }
}

fn in_no_locale(program: &Path) -> Command {
    let mut command = Command::new(program);
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().for_each(|name| _ = command.env_remove(name));
    command
}
