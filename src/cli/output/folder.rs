//! Folders that are not there yet, written beside their place.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempDir};

use crate::io::aside::{PREFIX, folder_of};

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
