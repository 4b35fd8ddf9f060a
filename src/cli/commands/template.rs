//! A workbook to fill in.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::cli::output::{self, Force, Outputs};
use crate::cli::progress::Progress;
use crate::cli::reading::Laid;
use crate::cli::stop::Stop;
use crate::cli::{Reader, reading};
use crate::io::document::ReadOptions;
use crate::io::document::workbook::{WorkbookOptions, template};
use crate::io::tables::{Grid, TableLimits};
use crate::model::Lang;

/// Write a workbook to fill in, with every column explained and choices to choose from
///
/// 生成供填写的工作簿，含各列说明与下拉选项
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Template {
    /// The workbook, .xlsx; one that is there is not written over. With --lang its sheets and columns are called in that
    /// language, without as the keys of documents. Without FILE, print which sheets and columns there are.
    ///
    /// 工作簿（.xlsx），已有的不予覆盖。指定 --lang 时工作表与列名用该语言，否则用文档的键。不指定文件时，列出各工作表与列。
    file: Option<PathBuf>,

    /// Fill it with this chain: a document, a workbook or a folder of CSV files.
    ///
    /// 用该供应链填好：文档、工作簿或CSV文件夹。
    #[arg(long, value_name = "CHAIN")]
    filled: Option<PathBuf>,

    #[command(flatten)]
    laid: Laid,

    #[command(flatten)]
    force: Force,
}

impl Template {
    pub(in crate::cli) fn run(&self, reader: Reader) -> Result<(), Stop> {
        let options = WorkbookOptions { lang: reader.asked, ..WorkbookOptions::new().guide(true) };
        match &self.file {
            Some(file) => self.write(file, &options, reader),
            None => show(&options, reader),
        }
    }

    fn write(&self, file: &Path, options: &WorkbookOptions, reader: Reader) -> Result<(), Stop> {
        let name = file.display();
        if file.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("xlsx")) {
            let told = match reader.lang {
                Lang::En => format!("{name} is written as a workbook; give it a name that ends in .xlsx"),
                Lang::Zh => format!("{name}将写成工作簿，名称应以 .xlsx 结尾"),
            };
            return Err(Stop::refused(told, reader));
        }
        let mut outputs = Outputs::new(self.filled.iter().chain(self.laid.files()), self.force, reader);
        // Somebody may have filled it in for days.
        let target = outputs.claim_work(file)?;
        let workbook = self.workbook(options, reader)?;
        outputs.write(target, |out| out.write_all(&workbook))?;
        outputs.finish()?;
        output::print(
            &match reader.lang {
                Lang::En => format!("written to {name}\n"),
                Lang::Zh => format!("已写入{name}\n"),
            },
            reader,
        )
    }

    /// The workbook, empty or filled with a chain.
    fn workbook(&self, options: &WorkbookOptions, reader: Reader) -> Result<Vec<u8>, Stop> {
        let scenarios = self.laid.read(reader)?;
        let Some(filled) = &self.filled else {
            if scenarios.is_empty() {
                return Ok(template(options));
            }
            let told = reader.says(
                "a scenario is laid over a chain: name it with --filled",
                "情景须叠加在供应链上，请用 --filled 指定供应链",
            );
            return Err(Stop::refused(told, reader));
        };
        let progress = Progress::reading(filled, reader);
        let chain = reading::chain(filled, &ReadOptions::new(), reader, &progress)?;
        scenarios.over(chain, reader)?.to_xlsx(options).map_err(|error| Stop::refused(error, reader))
    }
}

/// Tells what the workbooks hold: with the keys of documents, and in each language.
fn show(options: &WorkbookOptions, reader: Reader) -> Result<(), Stop> {
    let mut told = String::new();
    for options in [*options, options.lang(Lang::En), options.lang(Lang::Zh)] {
        let sheets = Grid::sheets_of("chain.xlsx", &template(&options), &TableLimits::new());
        for sheet in sheets.map_err(|error| Stop::refused(error.message(reader.lang), reader))? {
            let columns: Vec<String> = sheet.header().cells().map(|cell| cell.to_string()).collect();
            told += &format!("{}: {}\n", sheet.sheet().unwrap_or_default(), columns.join(" | "));
        }
        told += "\n";
    }
    output::print(&told, reader)
}
