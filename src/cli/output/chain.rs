//! A chain as an output, in the format that its name says.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{Outputs, Target};
use crate::chain::SupplyChain;
use crate::cli::stop::Stop;
use crate::io::document::workbook::WorkbookOptions;
use crate::model::Lang;

/// Where a chain goes.
#[derive(Debug)]
pub(in crate::cli) enum ChainTarget {
    Json(Target),
    Toml(Target),
    Workbook(Target),
    /// A folder of CSV files, which are claimed when they are known.
    Folder(PathBuf),
}

impl Outputs {
    /// Claims the file or folder of a chain.
    pub(in crate::cli) fn claim_chain(&mut self, path: &Path) -> Result<ChainTarget, Stop> {
        let extension = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        match extension.as_ref().and_then(|extension| extension.to_str()) {
            _ if path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/") => {
                self.claim_folder(path).map(ChainTarget::Folder)
            }
            Some("json") => self.claim_work(path).map(ChainTarget::Json),
            Some("toml") => self.claim_work(path).map(ChainTarget::Toml),
            Some("xlsx") => self.claim_work(path).map(ChainTarget::Workbook),
            _ => Err(Stop::unwritten(
                path,
                self.reader.says(
                    "its name ends in no format of a chain: .json, .toml, .xlsx, or / for a folder of CSV files",
                    "名称未指明格式：应以 .json、.toml、.xlsx 结尾，或以 / 结尾表示CSV文件夹",
                ),
                self.reader,
            )),
        }
    }

    /// Tables that are there would be taken for a part of the chain.
    fn claim_folder(&mut self, folder: &Path) -> Result<PathBuf, Stop> {
        let resolved = super::place::resolved(folder).map_err(|error| Stop::unwritten(folder, error, self.reader))?;
        self.refuse_read(folder, &resolved)?;
        if let Some(read) = self.read.iter().find(|read| super::place::holds(folder, read)) {
            return Err(self.would_mix(folder, read, self.reader.says("give another folder", "请另选文件夹")));
        }
        let is_table = |path: &Path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
        let table = folder.read_dir().ok().and_then(|mut entries| {
            entries.find_map(|entry| entry.ok().map(|entry| entry.path()).filter(|path| is_table(path)))
        });
        match table {
            Some(table) if !self.force => {
                let advice = self.reader.says("give another folder, or --force", "请另选文件夹，或使用 --force");
                Err(self.would_mix(folder, &table, advice))
            }
            _ => Ok(folder.to_owned()),
        }
    }

    fn would_mix(&self, folder: &Path, held: &Path, advice: &str) -> Stop {
        let (folder, held) = (folder.display(), held.display());
        let told = match self.reader.lang {
            Lang::En => {
                format!("{folder} holds {held}, which would be written over or taken for a part of the chain; {advice}")
            }
            Lang::Zh => format!("{folder}中已有{held}，会被覆盖或误作供应链的一部分；{advice}"),
        };
        Stop::refused(told, self.reader)
    }

    /// Writes a chain.
    pub(in crate::cli) fn write_chain(&mut self, target: ChainTarget, chain: &SupplyChain) -> Result<(), Stop> {
        match target {
            ChainTarget::Json(target) => self.write(target, |out| chain.write_json(out)),
            ChainTarget::Toml(target) => self.write(target, |out| out.write_all(chain.to_toml().as_bytes())),
            ChainTarget::Workbook(target) => self.write(target, |out| {
                let workbook = chain.to_xlsx(&WorkbookOptions::new());
                out.write_all(&workbook.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?)
            }),
            ChainTarget::Folder(folder) => {
                let files = chain.to_csv(&WorkbookOptions::new());
                let targets = self.claim_in(&folder, files.iter().map(|(name, _)| name))?;
                for (target, (_, content)) in targets.into_iter().zip(&files) {
                    self.write(target, |out| out.write_all(content.as_bytes()))?;
                }
                Ok(())
            }
        }
    }
}
