//! Writing beside a target, where a rename puts it in its place: on a full disk the old file stays whole, and nothing
//! partial is left.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path as FilePath, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// What is not finished is called so.
pub(crate) const PREFIX: &str = ".seedrelay-";

/// A file beside the one whose place it is to take; it is gone if it never does.
#[derive(Debug)]
pub(crate) struct Aside {
    /// Where it is until it takes its place.
    pub(crate) path: PathBuf,
    target: PathBuf,
    is_in_place: bool,
}

impl Aside {
    /// Writes a file beside another one, with the permissions of that, as far as the disk.
    pub(crate) fn of(target: &FilePath, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<Self> {
        let (path, mut file) = new_file(folder_of(target))?;
        let aside = Self { path, target: target.to_owned(), is_in_place: false };
        fill(&mut file, write)?;
        if let Ok(old) = target.metadata() {
            file.set_permissions(old.permissions())?;
        }
        Ok(aside)
    }

    pub(crate) fn put_in_place(mut self) -> io::Result<()> {
        fs::rename(&self.path, &self.target)?;
        self.is_in_place = true;
        Ok(())
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if !self.is_in_place {
            // There is nobody to tell, and the reason why it was not finished has been told.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Makes a file of a name that nothing else has.
fn new_file(folder: &FilePath) -> io::Result<(PathBuf, File)> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("{PREFIX}{}-{number}", std::process::id()));
        match File::create_new(&path) {
            Ok(file) => return Ok((path, file)),
            // Left by another process of this number, which was killed.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// Writes all of a file, as far as the disk.
pub(crate) fn fill(file: &mut File, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    write(file)?;
    file.flush()?;
    file.sync_all()
}

/// Writes a file aside and puts it in its place, or writes into what is no file, such as a pipe: nothing in it can be lost.
#[cfg(any(feature = "json", feature = "toml", feature = "xlsx"))]
pub(crate) fn replace(path: &FilePath, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    match path.metadata() {
        Ok(there) if !there.is_file() => write(&mut File::options().write(true).open(path)?),
        // A symbolic link stays one.
        Ok(_) => Aside::of(&path.canonicalize()?, write)?.put_in_place(),
        Err(_) => Aside::of(path, write)?.put_in_place(),
    }
}

/// The folder in which a name stands.
pub(crate) fn folder_of(path: &FilePath) -> &FilePath {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(FilePath::new("."))
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;

    fn names(folder: &FilePath) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_fails_leaves_the_old_file_and_nothing_else() {
        let folder = std::env::temp_dir().join(format!("seedrelay-aside-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let target = folder.join("chain.json");
        replace(&target, |file| file.write_all(b"old")).unwrap();
        let failed = replace(&target, |file| {
            file.write_all(b"half of the n")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!(failed.unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert_eq!((fs::read(&target).unwrap(), names(&folder)), (b"old".to_vec(), vec!["chain.json".to_owned()]));
        replace(&target, |file| file.write_all(b"new")).unwrap();
        assert_eq!((fs::read(&target).unwrap(), names(&folder)), (b"new".to_vec(), vec!["chain.json".to_owned()]));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::PermissionsExt;

        let folder = std::env::temp_dir().join(format!("seedrelay-aside-link-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (target, link) = (folder.join("chain.json"), folder.join("link.json"));
        fs::write(&target, "old").unwrap();
        fs::set_permissions(&target, PermissionsExt::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        replace(&link, |file| file.write_all(b"new")).unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(target.metadata().unwrap().permissions().mode() & 0o777, 0o640);
        fs::remove_dir_all(&folder).unwrap();
    }
}
