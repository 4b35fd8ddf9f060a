//! Where an output goes, by whatever name it is called.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::io::aside::folder_of;

/// A place that can be written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A file, there or not yet, in a folder that is there; without symbolic links.
    File(PathBuf),
    /// A device, a pipe or a socket: nothing in it can be lost.
    Device(PathBuf),
}

impl Place {
    /// The place of a name.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        match path.metadata() {
            Ok(there) if there.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(there) if !there.is_file() || is_open(path) => Ok(Self::Device(path.to_owned())),
            Ok(_) => path.canonicalize().map(Self::File),
            Err(_) => {
                let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
                Ok(Self::File(folder_of(path).canonicalize()?.join(name)))
            }
        }
    }
}

/// Whether it is a file that this process has open, such as `/dev/stdout`.
fn is_open(path: &Path) -> bool {
    ["/dev/stdout", "/dev/stderr", "/dev/fd", "/proc"].into_iter().any(|open| path.starts_with(open))
}

/// A path without symbolic links, as far as it is there.
pub(super) fn resolved(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let there = path.ancestors().find_map(|there| there.canonicalize().ok().map(|real| (there, real)));
    let Some((there, real)) = there else { return Ok(path) };
    let missing = path.strip_prefix(there).expect("it is an ancestor");
    Ok(if missing.as_os_str().is_empty() { real } else { real.join(missing) })
}

/// How a target and something that is read are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clash {
    /// They are the same, perhaps by symbolic links.
    Same,
    /// They are hard links to the same file, or the target is one to a file in a folder that is read.
    Linked,
    /// The target lies in a folder that is read.
    Within,
}

/// Whether what is read would be lost by writing to a target, or changed.
pub(super) fn clash(target: &Path, read: &Path) -> Option<Clash> {
    let read = read.canonicalize().ok()?;
    // Devices are no documents that could be lost.
    if !read.is_file() && !read.is_dir() {
        return None;
    }
    let target = resolved(target).ok()?;
    if target == read {
        Some(Clash::Same)
    } else if target.starts_with(&read) {
        Some(Clash::Within)
    } else {
        (target.is_file() && is_linked(&target, &read)).then_some(Clash::Linked)
    }
}

/// Whether a folder holds something that is read.
pub(super) fn holds(folder: &Path, read: &Path) -> bool {
    read.canonicalize().is_ok_and(|read| resolved(folder).is_ok_and(|folder| read.starts_with(folder)))
}

/// Whether a file is the other, or one in the other, under another name.
fn is_linked(target: &Path, read: &Path) -> bool {
    let is_one = |read: &Path| same_file::is_same_file(target, read).unwrap_or(false);
    match fs::read_dir(read) {
        Ok(entries) => entries.flatten().any(|entry| entry.path().is_file() && is_one(&entry.path())),
        Err(_) => is_one(read),
    }
}
