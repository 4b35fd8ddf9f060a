//! Where everything that a command writes goes through.
//!
//! A file is written beside its target and renamed when all of it is there: on a full disk the old file stays whole, and
//! nothing partial is left. The outputs of one run are renamed together, at its end. What is refused:
//!
//! - a target that was read, by whatever name: it lies in a folder that was read, or is a hard link to a file that was; and
//!   a folder for the tables of a chain that holds what was read;
//! - two outputs of one name;
//! - without `--force`, to write over a file that is not plainly an output of this program, which could be made again: our
//!   pages and pictures of SVG say what they are. A chain or a workbook never does: somebody may have worked on it for
//!   days. Where the very same would be written, there is nothing to refuse.
//!
//! Devices and pipes are written to as they are. A pipe that its reader has closed is the end, and no failure.

mod chain;
mod folder;
mod place;

use std::fs::{self, File};
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

use super::Reader;
use super::stop::Stop;
use crate::io::aside::{self, Aside};
use crate::model::Lang;
use folder::NewFolder;
use place::{Clash, Place, clash};

/// Whether to write over what is there.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct Force {
    /// Write over what is there, whoever made it.
    ///
    /// 覆盖已有文件，无论由谁生成。
    #[arg(long)]
    force: bool,
}

/// All that one run of a command writes.
#[derive(Debug)]
pub(super) struct Outputs {
    reader: Reader,
    force: bool,
    read: Vec<PathBuf>,
    claimed: Vec<PathBuf>,
    staged: Vec<Staged>,
    folders: Vec<NewFolder>,
}

/// A place that may be written to.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// As the reader calls it.
    name: PathBuf,
    place: Place,
    /// The file of a folder that is not there yet, where it is written until the folder is.
    aside: Option<PathBuf>,
}

/// What is written aside, to be put in its place.
#[derive(Debug)]
struct Staged {
    target: Target,
    file: Aside,
}

impl Outputs {
    /// Nothing yet, and these files and folders are read.
    pub(super) fn new(read: impl IntoIterator<Item = impl AsRef<Path>>, force: Force, reader: Reader) -> Self {
        let read = read.into_iter().map(|path| path.as_ref().to_owned()).collect();
        Self { reader, force: force.force, read, claimed: Vec::new(), staged: Vec::new(), folders: Vec::new() }
    }

    /// Claims a file, before any work is done for it.
    pub(super) fn claim(&mut self, path: &Path) -> Result<Target, Stop> {
        let place = Place::of(path).map_err(|error| Stop::unwritten(path, error, self.reader))?;
        self.claim_place(path, place)
    }

    /// Claims a file that is somebody's work as soon as it is there: a chain, or a workbook to fill in.
    pub(super) fn claim_work(&mut self, path: &Path) -> Result<Target, Stop> {
        let target = self.claim(path)?;
        match &target.place {
            Place::File(file) if !self.force && !is_empty(file) => Err(self.is_there(path)),
            _ => Ok(target),
        }
    }

    /// Claims files in a folder. One that is not there appears with all of its files.
    pub(super) fn claim_in(
        &mut self,
        folder: &Path,
        names: impl IntoIterator<Item = impl AsRef<Path>>,
    ) -> Result<Vec<Target>, Stop> {
        let unwritten = |error| Stop::unwritten(folder, error, self.reader);
        let whole = place::resolved(folder).map_err(unwritten)?;
        self.refuse_read(folder, &whole)?;
        if folder.exists() {
            return names.into_iter().map(|name| self.claim(&folder.join(name))).collect();
        }
        let new = NewFolder::of(whole).map_err(unwritten)?;
        let mut targets = Vec::new();
        for name in names {
            let mut target = self.claim_place(&folder.join(&name), Place::File(new.path().join(&name)))?;
            target.aside = Some(new.aside().join(&name));
            targets.push(target);
        }
        self.folders.push(new);
        Ok(targets)
    }

    fn claim_place(&mut self, name: &Path, place: Place) -> Result<Target, Stop> {
        if let Place::File(file) = &place {
            self.refuse_read(name, file)?;
            if self.claimed.contains(file) {
                let told = match self.reader.lang {
                    Lang::En => format!("{} is the name of two outputs; give each its own", name.display()),
                    Lang::Zh => format!("{}是两个输出的名称，请分别命名", name.display()),
                };
                return Err(Stop::refused(told, self.reader));
            }
            self.claimed.push(file.clone());
        }
        Ok(Target { name: name.to_owned(), place, aside: None })
    }

    fn refuse_read(&self, name: &Path, target: &Path) -> Result<(), Stop> {
        let clash = self.read.iter().find_map(|read| clash(target, read).map(|clash| (read.display(), clash)));
        let Some((read, clash)) = clash else { return Ok(()) };
        let name = name.display();
        let told = match (clash, self.reader.lang) {
            (Clash::Same, Lang::En) => format!("{name} is what is read, and would be lost"),
            (Clash::Linked, Lang::En) => {
                format!("{name} is another name of what is read in {read}, which would be lost")
            }
            (Clash::Within, Lang::En) => {
                format!("{name} lies in what is read, {read}, and would be taken for a part of it")
            }
            (Clash::Same, Lang::Zh) => format!("{name}就是读取的内容，会被覆盖"),
            (Clash::Linked, Lang::Zh) => format!("{name}与读取的{read}是同一文件，会被覆盖"),
            (Clash::Within, Lang::Zh) => format!("{name}位于读取的{read}之内，会被误作其一部分"),
        };
        let advice = self.reader.says("; give what is written another name", "；请为输出另取名称");
        Err(Stop::refused(told + advice, self.reader))
    }

    /// Writes a file, aside until [`finish`](Self::finish).
    pub(super) fn write(
        &mut self,
        target: Target,
        write: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> Result<(), Stop> {
        let unwritten = |error| Stop::unwritten(&target.name, error, self.reader);
        match (&target.place, &target.aside) {
            (_, Some(path)) => {
                File::create_new(path).and_then(|mut file| aside::fill(&mut file, write)).map_err(unwritten)
            }
            (Place::Device(path), None) => {
                let written = File::options().write(true).open(path).and_then(|mut device| write(&mut device));
                unless_closed(written).map_err(unwritten)
            }
            (Place::File(path), None) => {
                let file = Aside::of(path, write).map_err(unwritten)?;
                self.staged.push(Staged { target, file });
                Ok(())
            }
        }
    }

    /// Puts all that was written in its place; or nothing, where something may not be written over.
    pub(super) fn finish(self) -> Result<(), Stop> {
        for Staged { target, file } in &self.staged {
            let Place::File(path) = &target.place else { continue };
            if !self.force && !may_be_replaced(path, &file.path) {
                return Err(self.is_there(&target.name));
            }
        }
        let reader = self.reader;
        for folder in self.folders {
            let name = folder.path().to_owned();
            folder.put_in_place().map_err(|error| Stop::unwritten(&name, error, reader))?;
        }
        for Staged { target, file } in self.staged {
            file.put_in_place().map_err(|error| Stop::unwritten(&target.name, error, reader))?;
        }
        Ok(())
    }

    fn is_there(&self, name: &Path) -> Stop {
        let name = name.display();
        let told = match self.reader.lang {
            Lang::En => format!("{name} is there already, and is not written over; give another name, or --force"),
            Lang::Zh => format!("{name}已存在，不予覆盖；请另取名称，或使用 --force"),
        };
        Stop::refused(told, self.reader)
    }
}

/// Prints a text.
pub(super) fn print(text: &str, reader: Reader) -> Result<(), Stop> {
    to_stdout(reader, |out| out.write_all(text.as_bytes()))
}

/// Writes to the standard output.
pub(super) fn to_stdout(reader: Reader, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Stop> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let written = write(&mut out).and_then(|()| out.flush());
    // What could not be written is not tried again.
    let _ = out.into_parts();
    unless_closed(written).map_err(|error| Stop::unprinted(error, reader))
}

/// The reader may go whenever it has enough, as with `| head`.
fn unless_closed(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome,
    }
}

fn is_empty(path: &Path) -> bool {
    path.metadata().map_or(true, |metadata| metadata.len() == 0)
}

/// Whether nothing is lost by it: there is no file, or an empty one, the very same, or a page or picture of ours.
fn may_be_replaced(path: &Path, by: &Path) -> bool {
    is_empty(path) || is_ours(path) || is_same(path, by).unwrap_or(false)
}

/// Whether it says at its beginning that it is a page or a picture that this program drew.
fn is_ours(path: &Path) -> bool {
    let mut beginning = Vec::new();
    let read = File::open(path).and_then(|file| file.take(1024).read_to_end(&mut beginning));
    let beginning = String::from_utf8_lossy(&beginning);
    read.is_ok()
        && (beginning.starts_with("<!DOCTYPE html>")
            && beginning.contains(r#"<meta name="generator" content="seedrelay "#)
            || beginning.starts_with("<svg ") && beginning.contains(r#"class="sr-picture"#))
}

fn is_same(path: &Path, other: &Path) -> io::Result<bool> {
    Ok(path.metadata()?.len() == other.metadata()?.len() && fs::read(path)? == fs::read(other)?)
}
