//! How a chain stood at the end of each year.

use clap::ValueEnum;

use crate::cli::Reader;
use crate::cli::output;
use crate::cli::reading::Given;
use crate::cli::stop::Stop;
use crate::query::HistoryOptions;
use crate::render::terminal::section;
use crate::render::tidy::{CsvOptions, write_history};
use crate::say;

/// Show how the chain stood at the end of each year, by what is known today: gaps by kind, and results taken up
///
/// 按现有记录，显示供应链历年年末的状况：各类断点与成果承接率
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct History {
    #[command(flatten)]
    given: Given,

    /// The first year; ten years ago by default.
    ///
    /// 起始年份；默认为十年前。
    #[arg(long, value_name = "YEAR")]
    from: Option<u16>,

    /// Print text, tidy CSV with one row for each figure, or JSON.
    ///
    /// 以文本、整洁CSV（每项数值一行）或JSON输出。
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Csv,
    Json,
}

impl History {
    pub(in crate::cli) fn run(&self, reader: Reader) -> Result<(), Stop> {
        let chain = self.given.chain(reader)?;
        let progress = Given::progress(&chain, reader);
        let mut options = HistoryOptions::new();
        options.from = self.from;
        let history = chain.history(&options);
        drop(progress);
        match self.format {
            Format::Text => {
                let (gaps, conversions) = (say::history(&history), say::past_conversions(&history));
                let text = section(&gaps, reader.lang) + &section(&conversions, reader.lang);
                output::print(text.trim_start(), reader)
            }
            Format::Csv => output::to_stdout(reader, |out| write_history(&history, out, CsvOptions::for_excel())),
            Format::Json => output::to_stdout(reader, |out| {
                serde_json::to_writer_pretty(&mut *out, &history)?;
                out.write_all(b"\n")
            }),
        }
    }
}
