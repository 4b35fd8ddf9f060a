//! Scenarios laid over a chain, and what comes of it written.

use std::path::PathBuf;

use crate::cli::output::{self, Force, Outputs};
use crate::cli::progress::Progress;
use crate::cli::reading::Sheet;
use crate::cli::stop::Stop;
use crate::cli::{Reader, reading};
use crate::io::document::ReadOptions;
use crate::model::Lang;

/// Lay scenarios over a chain, one after the other, and write what comes of it as a chain
///
/// 在供应链上依次叠加情景，并写出所得的供应链
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Apply {
    /// The chain: a document in TOML if the name ends in .toml, a workbook if it ends in .xlsx or .ods, a folder of CSV
    /// files, else a document in JSON.
    ///
    /// 供应链：以 .toml 结尾为TOML文档，以 .xlsx 或 .ods 结尾为工作簿，或为CSV文件夹，其余为JSON文档。
    #[arg(value_name = "CHAIN")]
    file: PathBuf,

    /// The scenarios, in JSON or TOML; each is laid over what came of the one before.
    ///
    /// 情景文档（JSON或TOML）；依次叠加。
    #[arg(value_name = "SCENARIO", required = true)]
    scenarios: Vec<PathBuf>,

    /// Write the chain to this file, in the format that its ending says; a name that ends in / is a folder of CSV files.
    ///
    /// 写出的供应链文件，格式由文件名结尾决定；以 / 结尾为CSV文件夹。
    #[arg(short, long, value_name = "OUT", alias = "output")]
    out: PathBuf,

    #[command(flatten)]
    force: Force,
}

impl Apply {
    pub(in crate::cli) fn run(&self, reader: Reader) -> Result<(), Stop> {
        let read = std::iter::once(&self.file).chain(&self.scenarios);
        let mut outputs = Outputs::new(read, self.force, reader);
        let target = outputs.claim_chain(&self.out)?;
        let progress = Progress::reading(&self.file, reader);
        let mut chain = reading::chain(&self.file, &ReadOptions::new(), reader, &progress)?;
        let mut told = String::new();
        for path in &self.scenarios {
            let sheet = Sheet::read(path, reader)?;
            let applied = sheet.over(&chain, reader)?;
            chain = applied.chain;
            let ([added, changed, removed], path) = (sheet.scenario.counts(), path.display());
            told += &match reader.lang {
                Lang::En => format!("{path}: {added} added, {changed} changed, {removed} removed\n"),
                Lang::Zh => format!("{path}：新增{added}条，修改{changed}条，删除{removed}条\n"),
            };
            for key in &applied.dependents {
                let term = key.kind().term().get(reader.lang);
                told += &match reader.lang {
                    Lang::En => format!("  with them: {term} {key}\n"),
                    Lang::Zh => format!("  一并删除：{term}“{key}”\n"),
                };
            }
        }
        drop(progress);
        outputs.write_chain(target, &chain)?;
        outputs.finish()?;
        let out = self.out.display();
        told += &match reader.lang {
            Lang::En => format!("Written to {out}.\n"),
            Lang::Zh => format!("已写入{out}。\n"),
        };
        output::print(&told, reader)
    }
}
