//! Where an output goes, by whatever name it is called.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

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

/// The folder in which a name stands.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether what is read would be lost by writing to a target, or changed: they are one file, by any name or as hard links,
/// or one of them lies in the other.
pub(super) fn is_read(target: &Path, read: &Path) -> bool {
    let Ok(read) = read.canonicalize() else { return false };
    // Devices are no documents that could be lost.
    if !read.is_file() && !read.is_dir() {
        return false;
    }
    let Ok(target) = resolved(target) else { return false };
    target.starts_with(&read) || read.starts_with(&target) || target.is_file() && is_linked(&target, &read)
}

/// Whether a file is the other, or one in the other, under another name.
fn is_linked(target: &Path, read: &Path) -> bool {
    let is_one = |read: &Path| same_file::is_same_file(target, read).unwrap_or(false);
    match fs::read_dir(read) {
        Ok(entries) => entries.flatten().any(|entry| entry.path().is_file() && is_one(&entry.path())),
        Err(_) => is_one(read),
    }
}
