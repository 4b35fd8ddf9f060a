//! All answers about a chain, as text or JSON.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::chain::SupplyChain;
use crate::cli::progress::Progress;
use crate::cli::reading::{Assume, Known, Laid, Scenarios};
use crate::cli::stop::Stop;
use crate::cli::{Reader, output, reading};
use crate::io::document::ReadOptions;
use crate::model::Lang;
use crate::query::{Diagnosis, DiagnosisOptions};
use crate::render::terminal::{heading, paragraph, section, sentences, table, unjudged};
use crate::say::{self, View};

/// How many certain and how many possible gaps the text tells in full.
const GAPS: usize = 40;

/// How many connectors.
const CONNECTORS: usize = 8;

/// How many findings.
const FINDINGS: usize = 10;

/// How many of the most loaded performers the text shows.
const LOADS: usize = 5;

/// How many things to look up.
const LOOK_UPS: usize = 10;

/// How many assumed values of a category.
const SWINGS: usize = 3;

/// How many bottlenecks the text tells.
const BOTTLENECKS: usize = 10;

/// How many core parents of each category, how many products, and how many of those who get anything are named.
const MATERIAL: usize = 8;

/// Print all answers about a chain: where it is broken, what limits it, who connects it
///
/// 全面诊断供应链：断点、瓶颈、连接者与品类选择
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Diagnose {
    /// The chain: a document in TOML if the name ends in .toml, a workbook if it ends in .xlsx or .ods, a folder of CSV
    /// files, else a document in JSON.
    ///
    /// 供应链：以 .toml 结尾为TOML文档，以 .xlsx 或 .ods 结尾为工作簿，或为CSV文件夹，其余为JSON文档。
    file: PathBuf,

    /// Print text, or JSON with all that the text cuts short.
    ///
    /// 以文本输出，或以JSON输出完整结果。
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// After how many days a project that builds on a result has started late.
    ///
    /// 成果交付多少天后才启动的后续项目视为交接迟缓。
    #[arg(long, value_name = "DAYS")]
    late_after: Option<i32>,

    /// After how many days a commission that has not started is idle.
    ///
    /// 委托多少天后仍未启动视为积压。
    #[arg(long, value_name = "DAYS")]
    idle_after: Option<i32>,

    #[command(flatten)]
    known: Known,

    #[command(flatten)]
    laid: Laid,

    #[command(flatten)]
    assume: Assume,

    /// Ask for a source of every documented record.
    ///
    /// 要求每条有据记录注明来源。
    #[arg(long)]
    require_sources: bool,

    /// The operating model to hold it against: none, proposal, dispersed, or the file of a seedrelay-model/1 document. By
    /// default that of the scenario, if it names one; else proposal if the chain has a laboratory or a consortium, else none.
    ///
    /// 对照的运行模式：none（不对照）、proposal、dispersed，或一个seedrelay-model/1文档。不指定时取情景中写明的模式；未写明时，供应链中有实验室或联合体的对照proposal，否则不对照。
    #[arg(long, value_name = "MODEL")]
    model: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Diagnose {
    pub(in crate::cli) fn run(&self, reader: Reader) -> Result<(), Stop> {
        let scenarios = self.laid.read(reader)?;
        let options = self.options(&scenarios, reader)?;
        let progress = Progress::reading(&self.file, reader);
        let read = ReadOptions::new().require_sources(self.require_sources);
        let whole = reading::chain(&self.file, &read, reader, &progress)?;
        progress.goes_on(reader.says("diagnosing", "诊断"));
        let (chain, whole) = scenarios.beside(&self.known, whole, reader)?;
        let mut diagnosis = chain.diagnose(&options);
        // Beside today stands what the proposal would change.
        if let Some(whole) = whole {
            diagnosis.compare_with(&whole, &options);
        }
        drop(progress);
        match self.format {
            Format::Text => output::print(&text(&chain, &diagnosis, reader), reader),
            Format::Json => output::to_stdout(reader, |out| {
                serde_json::to_writer_pretty(&mut *out, &diagnosis)?;
                out.write_all(b"\n")
            }),
        }
    }

    fn options(&self, scenarios: &Scenarios, reader: Reader) -> Result<DiagnosisOptions, Stop> {
        let mut options = DiagnosisOptions::new().certainty(self.assume.options());
        if let Some(days) = self.late_after {
            options.gaps.late_after_days = days;
        }
        if let Some(days) = self.idle_after {
            options.gaps.idle_after_days = days;
        }
        if let Some(name) = self.model.as_deref().or(scenarios.model()) {
            options.findings.model = reading::model_choice(name, reader)?;
        }
        Ok(options)
    }
}

fn text(chain: &SupplyChain, diagnosis: &Diagnosis<'_>, reader: Reader) -> String {
    let (view, lang) = (View::new(chain), reader.lang);
    let title = chain.name().map_or(reader.says("The chain", "供应链"), |name| name.get(lang));
    let mut out = heading(title).trim_start().to_owned();
    out += &paragraph(&view.overview(&diagnosis.chain).text(lang));
    out += &heading(reader.says("In short", "概要"));
    out += &sentences(view.summary(diagnosis), lang);
    out += &section(&view.coverage(&diagnosis.coverage), lang);
    out += &section(&view.funnel(&diagnosis.funnel), lang);
    let standing = view.standing(&diagnosis.standing);
    if !standing.is_empty() {
        out += &section(&standing, lang);
    }
    out += &gaps(&view, diagnosis, reader);
    out += &certainty(&view, diagnosis, lang);
    out += &bottlenecks(&view, diagnosis, reader);
    out += &findings(&view, diagnosis, reader);
    out += &section(&view.connectors(&diagnosis.connectors, &diagnosis.connector_summary, CONNECTORS), lang);
    out += &section(&view.mechanisms(&diagnosis.mechanisms), lang);
    out += &material(&view, diagnosis, lang);
    out += &section(&view.selection(&diagnosis.selection), lang);
    out
}

/// On whom varieties rest, what may be sold, and where the money goes, as far as anything is on record.
fn material<'c>(view: &View<'c>, diagnosis: &Diagnosis<'c>, lang: Lang) -> String {
    view.material(diagnosis, MATERIAL).iter().map(|table| section(table, lang)).collect()
}

fn gaps<'c>(view: &View<'c>, diagnosis: &Diagnosis<'c>, reader: Reader) -> String {
    let (gaps, lang) = (&diagnosis.gaps, reader.lang);
    let mut out = heading(reader.says("Where the relay is broken", "交接断点"));
    if gaps.is_empty() {
        return out + &paragraph(reader.says("Nowhere.", "未发现断点。"));
    }
    out += &paragraph(&view.certainty_headline(&diagnosis.certainty).text(lang));
    out += &table(&view.gaps_by_evidence(diagnosis.marked_gaps()), lang);
    let (certain, _) = diagnosis.certainty.totals();
    let groups = [
        (reader.says("Certain", "确定的断点"), 0..certain),
        (reader.says("As far as is recorded", "以现有记录为限的断点"), certain..gaps.len()),
    ];
    for (name, group) in groups.into_iter().filter(|(_, group)| !group.is_empty()) {
        out += &heading(name);
        let [documented, others] = view.documented_first(diagnosis.marked_gaps().skip(group.start).take(group.len()));
        let left = GAPS.saturating_sub(documented.len());
        out += &sentences(view.marked_gaps(documented.into_iter().take(GAPS)), lang);
        if left > 0 && !others.is_empty() {
            out += &paragraph(reader.says("Resting on assumed or proposed records:", "依据假定或拟议记录："));
            out += &sentences(view.marked_gaps(others.into_iter().take(left)), lang);
        }
        out += &more(group.len(), GAPS, lang);
    }
    out
}

/// What is missing from the data, how far the answers are known, and what to look up.
fn certainty<'c>(view: &View<'c>, diagnosis: &Diagnosis<'c>, lang: Lang) -> String {
    let known = &diagnosis.certainty;
    [
        view.unrecorded(&known.unrecorded),
        view.certainty_counts(&known.counts),
        view.look_up_next(&known.look_up_next, LOOK_UPS),
        view.conversion_bounds(&known.conversions),
        view.throughput_ranges(&known.throughput),
        view.tornado(&known.throughput, SWINGS),
        view.parameter_estimates(&known.estimates),
    ]
    .iter()
    .filter(|table| !table.is_empty())
    .map(|table| section(table, lang))
    .collect()
}

fn bottlenecks<'c>(view: &View<'c>, diagnosis: &Diagnosis<'c>, reader: Reader) -> String {
    let lang = reader.lang;
    let mut out = section(&view.throughput(&diagnosis.throughput), lang);
    out += &section(&view.most_loaded(&diagnosis.load, LOADS), lang);
    out += &heading(reader.says("Bottlenecks, worst first", "瓶颈（最严重的在前）"));
    out += &sentences(view.bottlenecks(diagnosis.bottlenecks.iter().take(BOTTLENECKS)), lang);
    out + &more(diagnosis.bottlenecks.len(), BOTTLENECKS, lang)
}

fn findings<'c>(view: &View<'c>, diagnosis: &Diagnosis<'c>, reader: Reader) -> String {
    let (findings, lang) = (&diagnosis.findings, reader.lang);
    let mut out = heading(&say::findings_head(diagnosis.model.as_ref(), lang));
    if findings.is_empty() {
        out += &paragraph(reader.says("None was found.", "未发现。"));
    } else {
        out += &table(&view.findings_by_evidence(findings), lang);
        out += "\n";
        out += &sentences(say::marked_findings(diagnosis.marked_findings().take(FINDINGS)), lang);
        out += &more(findings.len(), FINDINGS, lang);
    }
    out + &unjudged(&view.unjudged(&diagnosis.unjudged), lang)
}

/// A word on what a list leaves out.
fn more(all: usize, told: usize, lang: Lang) -> String {
    if all <= told {
        return String::new();
    }
    paragraph(&match lang {
        Lang::En => format!("... and {} more: --format json has them all.", all - told),
        Lang::Zh => format!("……另有{}处，完整列表见 --format json。", all - told),
    })
}
