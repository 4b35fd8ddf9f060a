//! Writing beside a target, where a rename puts it in its place.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, TempDir};

use super::place::folder_of;

/// What is not finished is called so, and is gone when the command ends.
const PREFIX: &str = ".seedrelay-";

/// Writes a file beside the one whose place it is to take, with the permissions of that.
pub(super) fn beside(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX);
    // By default nobody else may read what is temporary.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder_of(path))?;
    fill(file.as_file_mut(), write)?;
    if let Ok(old) = path.metadata() {
        file.as_file().set_permissions(old.permissions())?;
    }
    Ok(file)
}

/// Writes all of a file, as far as the disk.
pub(super) fn fill(file: &mut File, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    write(file)?;
    file.flush()?;
    file.sync_all()
}

/// A folder that is not there yet, and is written aside.
#[derive(Debug)]
pub(super) struct NewFolder {
    aside: TempDir,
    path: PathBuf,
}

impl NewFolder {
    /// A folder of this path, which does not exist.
    pub(super) fn of(path: PathBuf) -> io::Result<Self> {
        let there = path.ancestors().skip(1).find(|folder| folder.is_dir()).ok_or(io::ErrorKind::NotFound)?;
        let mut builder = Builder::new();
        builder.prefix(PREFIX);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        let aside = builder.tempdir_in(there)?;
        Ok(Self { aside, path })
    }

    /// Where it will be.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Where it is until then.
    pub(super) fn aside(&self) -> &Path {
        self.aside.path()
    }

    pub(super) fn put_in_place(self) -> io::Result<()> {
        fs::create_dir_all(folder_of(&self.path))?;
        fs::rename(self.aside.path(), &self.path)?;
        // It is no longer under the name by which it would be removed.
        let _ = self.aside.keep();
        Ok(())
    }
}
