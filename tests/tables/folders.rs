//! Folders of CSV files.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use seedrelay::io::document::ReadError;
use seedrelay::io::document::workbook::WorkbookProblem;
use seedrelay::{Lang, SupplyChain};

use crate::chinese::english_in;

/// A folder of one's own, which goes when it is dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("seedrelay-{}-{name}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn write(&self, name: &str, content: &[u8]) {
        std::fs::write(self.0.join(name), content).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The problems of a folder with some files, without the name of the folder.
pub(crate) fn read(files: &[(&str, &str)]) -> Vec<String> {
    read_for(files, Lang::En)
}

pub(crate) fn read_for(files: &[(&str, &str)], lang: Lang) -> Vec<String> {
    let folder = Folder::new("read");
    files.iter().for_each(|(name, content)| folder.write(name, content.as_bytes()));
    match SupplyChain::from_file(folder.path()) {
        Ok(_) => Vec::new(),
        Err(ReadError::Tables(problems)) => {
            let prefix = format!("{}/", folder.path().display());
            let whole = folder.path().display().to_string();
            let told = |problem: &WorkbookProblem, lang| {
                problem.message(lang).replace(&prefix, "").replace(&whole, "the folder")
            };
            for line in problems.iter().map(|problem| told(problem, Lang::Zh)) {
                assert_eq!(english_in(&line), [""; 0], "{line}");
            }
            problems.iter().map(|problem| told(problem, lang)).collect()
        }
        Err(error) => panic!("{error}"),
    }
}
