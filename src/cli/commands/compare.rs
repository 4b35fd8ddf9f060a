//! Two chains, or a chain and what a scenario makes of it, compared.

use std::io::Write as _;
use std::path::PathBuf;

use clap::ValueEnum;

use crate::chain::SupplyChain;
use crate::cli::output::{self, Force, Outputs};
use crate::cli::progress::Progress;
use crate::cli::reading::{Known, Laid, Scenarios};
use crate::cli::stop::Stop;
use crate::cli::{Reader, reading};
use crate::io::document::ReadOptions;
use crate::query::{CompareOptions, Comparison};
use crate::render::compared;
use crate::render::terminal::{heading, item};

/// Compare two chains, or a chain with a plan laid over it: what opened, what closed, and why
///
/// 比较两个供应链，或供应链与叠加情景后的结果：哪些断点出现或消除，原因何在
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Compare {
    /// The chain before: a document, a workbook or a folder of CSV files.
    ///
    /// 之前的供应链：文档、工作簿或CSV文件夹。
    #[arg(value_name = "BEFORE")]
    before: PathBuf,

    /// The chain after. Without it, what a scenario makes of the chain before; without that too, what the records make of
    /// it that are only proposed.
    ///
    /// 之后的供应链。不指定时与叠加情景后的结果比较；亦无情景时与计入拟议记录的结果比较。
    #[arg(value_name = "AFTER")]
    after: Option<PathBuf>,

    /// Print text, or JSON with every record, field and gap.
    ///
    /// 以文本输出，或以JSON输出全部记录、字段与断点。
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    #[command(flatten)]
    laid: Laid,

    #[command(flatten)]
    known: Known,

    /// The operating model to hold both against: none, proposal, dispersed, or the file of a seedrelay-model/1 document. By
    /// default that of the scenario, if it names one.
    ///
    /// 对照的运行模式：none、proposal、dispersed，或一个seedrelay-model/1文档。不指定时取情景中写明的模式。
    #[arg(long, value_name = "MODEL")]
    model: Option<String>,

    /// Compare even chains of which most ids differ.
    ///
    /// 即使多数编号不同也进行比较。
    #[arg(long)]
    anyway: bool,

    /// Write the scenario that leads from the one to the other to this file, in JSON or TOML.
    ///
    /// 将由前者到后者的情景写入此文件（JSON或TOML）。
    #[arg(long, value_name = "FILE")]
    to_scenario: Option<PathBuf>,

    /// Write a page of HTML to this file, with the pictures of both chains and what differs outlined.
    ///
    /// 将比较结果写成HTML网页，含两幅关系图，差异处描边。
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,

    #[command(flatten)]
    force: Force,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Compare {
    pub(in crate::cli) fn run(&self, reader: Reader) -> Result<(), Stop> {
        let read = std::iter::once(&self.before).chain(&self.after).chain(self.laid.files());
        let mut outputs = Outputs::new(read, self.force, reader);
        let scenario = self.to_scenario.as_deref().map(|path| outputs.claim_work(path)).transpose()?;
        let page = self.page.as_deref().map(|path| outputs.claim(path)).transpose()?;
        let scenarios = self.laid.read(reader)?;
        let (before, after) = self.chains(&scenarios, reader)?;
        let mut options = CompareOptions::new();
        if let Some(name) = self.model.as_deref().or(scenarios.model()) {
            options.findings.model = reading::model_choice(name, reader)?;
        }
        let progress = Progress::working(after.projects().len(), reader.says("comparing", "比较"));
        let comparison = before.compare(&after, &options);
        drop(progress);
        self.refuse_unlike(&comparison, reader)?;
        if let (Some(target), Some(path)) = (scenario, &self.to_scenario) {
            let scenario = comparison.to_scenario();
            let is_toml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
            let text = if is_toml { scenario.to_toml() } else { scenario.to_json() };
            outputs.write(target, |out| out.write_all(text.as_bytes()))?;
        }
        if let Some(target) = page {
            let page = compared::page(&comparison, reader.lang);
            outputs.write(target, |out| out.write_all(page.as_bytes()))?;
        }
        outputs.finish()?;
        match self.format {
            Format::Text => output::print(&text(&comparison, reader), reader),
            Format::Json => output::to_stdout(reader, |out| {
                serde_json::to_writer_pretty(&mut *out, &comparison)?;
                out.write_all(b"\n")
            }),
        }
    }

    fn chains(&self, scenarios: &Scenarios, reader: Reader) -> Result<(SupplyChain, SupplyChain), Stop> {
        let read = |path: &PathBuf| {
            let progress = Progress::reading(path, reader);
            reading::chain(path, &ReadOptions::new(), reader, &progress)
        };
        let whole = read(&self.before)?;
        Ok(match &self.after {
            Some(after) => (self.known.of(whole), scenarios.over(self.known.of(read(after)?), reader)?),
            None if !scenarios.is_empty() => {
                let before = self.known.of(whole);
                let after = scenarios.over(before.clone(), reader)?;
                (before, after)
            }
            None => (whole.known_at_least(crate::model::Evidence::Assumed), whole),
        })
    }

    /// Two exports of which all ids were given anew differ in everything; there is nothing to learn from that.
    fn refuse_unlike(&self, comparison: &Comparison<'_>, reader: Reader) -> Result<(), Stop> {
        match comparison.unlike(reader.lang) {
            Some(unlike) if !self.anyway => {
                let advice = reader.says(" To compare them all the same, say --anyway", "如仍要比较，请加 --anyway");
                Err(Stop::refused(unlike + advice, reader))
            }
            _ => Ok(()),
        }
    }
}

fn text(comparison: &Comparison<'_>, reader: Reader) -> String {
    let mut out = String::new();
    for (number, block) in comparison.blocks(reader.lang).into_iter().enumerate() {
        out += &if number == 0 {
            heading(&block.heading).trim_start().to_owned()
        } else {
            item("", &block.heading).trim_start().to_owned()
        };
        out += &block.lines.iter().map(|(mark, line)| item(&format!(" {mark}"), line)).collect::<String>();
    }
    out
}
