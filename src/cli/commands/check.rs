//! Whether a chain can be read, and what is in it.

use std::path::PathBuf;

use crate::cli::progress::Progress;
use crate::cli::reading::Laid;
use crate::cli::stop::Stop;
use crate::cli::{Reader, output, reading};
use crate::io::document::ReadOptions;
use crate::model::Lang;
use crate::render::terminal::{heading, item, paragraph, sentences};
use crate::say::View;

/// Read a chain and list everything that is wrong with it, and what is probably not meant
///
/// 读取供应链，列出其中的全部问题，以及可能并非本意之处
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Check {
    /// The chain: a document in TOML if the name ends in .toml, a workbook if it ends in .xlsx or .ods, a folder of CSV
    /// files, else a document in JSON.
    ///
    /// 供应链：以 .toml 结尾为TOML文档，以 .xlsx 或 .ods 结尾为工作簿，或为CSV文件夹，其余为JSON文档。
    file: PathBuf,

    /// Ask for a source of every documented record.
    ///
    /// 要求每条有据记录注明来源。
    #[arg(long)]
    require_sources: bool,

    #[command(flatten)]
    laid: Laid,
}

impl Check {
    pub(in crate::cli) fn run(&self, reader: Reader) -> Result<(), Stop> {
        let progress = Progress::reading(&self.file, reader);
        let options = ReadOptions::new().require_sources(self.require_sources);
        let (chain, read) = reading::chain_with_remarks(&self.file, &options, reader, &progress)?;
        let chain = self.laid.read(reader)?.over(chain, reader)?;
        drop(progress);
        let (view, remarks, lang) = (View::new(&chain), chain.remarks(), reader.lang);
        let held = view.overview(&chain.summary()).text(lang);
        let mut out =
            paragraph(&format!("{}{}{held}", self.file.display(), reader.says(": no problem. ", "：没有问题。")));
        if !read.is_empty() {
            out += &heading(reader.says("How it was read", "读取时的情况"));
            read.iter().for_each(|remark| out += &item("*", &remark.message(lang)));
        }
        if remarks.count() > 0 {
            out += &heading(reader.says("Probably not meant", "提示：可能并非本意"));
            out += &if reading::is_of_tables(&self.file) {
                sentences(view.remarks_by_record(&remarks.list), lang)
            } else {
                sentences(view.remarks_as_read(&remarks.list), lang)
            };
        }
        if remarks.left_out() > 0 {
            out += &paragraph(&match lang {
                Lang::En => format!("... and {} more of these kinds.", remarks.left_out()),
                Lang::Zh => format!("……同类另有{}处。", remarks.left_out()),
            });
        }
        output::print(&out, reader)
    }
}
