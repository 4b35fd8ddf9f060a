//! Diagnoses a chain of one's own: coverage, funnel, gaps, bottlenecks, findings and the selection of categories, as text
//! or JSON.
//!
//! `cargo run --release --example diagnose -- FILE [--format text|json] [--lang en|zh] [--known documented|assumed]
//! [--late-after DAYS] [--idle-after DAYS] [--require-sources]
//! [--model FILE|proposal|dispersed]`
//!
//! FILE is a `seedrelay/1` document: `.toml` or JSON, a workbook (`.xlsx`, `.ods`) or a folder of CSV files. The exit
//! status is 0 when it was read, and 2, with everything that is wrong with it on standard error, when it or the model was
//! refused.

mod terminal;

use std::error::Error;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use indicatif::ProgressBar;
use lexopt::prelude::{Long, Short, Value, ValueExt};
use seedrelay::io::document::ReadOptions;
use seedrelay::query::DiagnosisOptions;
use seedrelay::say::View;
use seedrelay::{Diagnosis, Evidence, Lang, SupplyChain};
use terminal::running::{self, Stop};
use terminal::{heading, paragraph, say, section, sentences, table, unjudged};

const USAGE: &str = "\
usage: diagnose FILE [--format text|json] [--lang en|zh] [--late-after DAYS]
                [--idle-after DAYS] [--known documented|assumed|proposed]
                [--require-sources] [--model FILE|proposal|dispersed]

FILE is a seedrelay/1 document: TOML if its name ends in .toml, a workbook if it
ends in .xlsx or .ods, a folder of CSV files, else JSON. The model is the
proposal's, or a seedrelay-model/1 document.
";

/// How many gaps the text tells in full.
const GAPS: usize = 40;

/// How many connectors.
const CONNECTORS: usize = 8;

/// How many findings.
const FINDINGS: usize = 10;

/// How many of the most loaded performers the text shows.
const LOADS: usize = 5;

/// How many bottlenecks the text tells.
const BOTTLENECKS: usize = 10;

struct Arguments {
    file: PathBuf,
    json: bool,
    lang: Lang,
    known: Evidence,
    read: ReadOptions,
    diagnosis: DiagnosisOptions,
    /// An operating model by its name, or the file of one.
    model: Option<String>,
}

fn main() -> ExitCode {
    running::run(USAGE, arguments, run)
}

fn run(mut arguments: Arguments) -> Result<(), Stop> {
    if let Some(name) = &arguments.model {
        arguments.diagnosis.findings.model = terminal::reading::model(name, arguments.lang)?;
    }
    let progress = terminal::reading::progress(&arguments.file);
    let chain = terminal::reading::read(&arguments.file, &arguments.read, arguments.lang, progress.as_ref());
    let chain = chain.inspect_err(|_| _ = progress.as_ref().inspect(|progress| progress.finish_and_clear()))?;
    progress.as_ref().inspect(|progress| progress.set_message("diagnosing"));
    let chain = if arguments.known > Evidence::Proposed { chain.known_at_least(arguments.known) } else { chain };
    let diagnosis = chain.diagnose(&arguments.diagnosis);
    progress.inspect(ProgressBar::finish_and_clear);
    if arguments.json {
        print_json(&diagnosis)?
    } else {
        terminal::print(&text(&chain, &diagnosis, &arguments))?
    }
    Ok(())
}

fn arguments() -> Result<Option<Arguments>, Box<dyn Error>> {
    let mut parser = lexopt::Parser::from_env();
    let (mut file, mut model) = (None, None);
    let (mut json, mut lang, mut known) = (false, Lang::En, Evidence::Proposed);
    let (mut read, mut diagnosis) = (ReadOptions::new(), DiagnosisOptions::new());
    while let Some(argument) = parser.next()? {
        match argument {
            Long("format") => {
                json = match parser.value()?.string()?.as_str() {
                    "json" => true,
                    "text" => false,
                    other => return Err(format!("unknown format `{other}`; expected text or json").into()),
                }
            }
            Long("lang") => lang = parser.value()?.parse()?,
            Long("known") => known = parser.value()?.parse()?,
            Long("late-after") => diagnosis.gaps.late_after_days = parser.value()?.parse()?,
            Long("idle-after") => diagnosis.gaps.idle_after_days = parser.value()?.parse()?,
            Long("model") => model = Some(parser.value()?.string()?),
            Long("require-sources") => read = read.require_sources(true),
            Short('h') | Long("help") => return Ok(None),
            Value(path) if file.is_none() => file = Some(PathBuf::from(path)),
            other => return Err(other.unexpected().into()),
        }
    }
    let file = file.ok_or("no FILE is given")?;
    Ok(Some(Arguments { file, json, lang, known, read, diagnosis, model }))
}

fn print_json(diagnosis: &Diagnosis<'_>) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let outcome = serde_json::to_writer_pretty(&mut out, diagnosis).map_err(io::Error::from);
    match outcome.and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome,
    }
}

fn text(chain: &SupplyChain, diagnosis: &Diagnosis<'_>, arguments: &Arguments) -> String {
    let (view, lang) = (View::new(chain), arguments.lang);
    let title = chain.name().map_or(say(lang, "The chain", "供应链"), |name| name.get(lang));
    let mut out = heading(title).trim_start().to_owned();
    out += &paragraph(&view.overview(&diagnosis.chain, lang).text);
    out += &heading(say(lang, "In short", "概要"));
    out += &sentences(view.summary(diagnosis, view.without_proposed(&arguments.diagnosis), lang), lang);
    out += &section(&view.coverage(&diagnosis.coverage, lang), lang);
    out += &section(&view.funnel(&diagnosis.funnel, lang), lang);
    out += &heading(say(lang, "Where the relay is broken", "交接断点"));
    if diagnosis.gaps.is_empty() {
        out += &paragraph(say(lang, "Nowhere.", "未发现断点。"));
    } else {
        out += &table(&view.gaps_by_evidence(&diagnosis.gaps, lang), lang);
        out += "\n";
        out += &sentences(view.gaps(diagnosis.gaps.iter().take(GAPS), lang), lang);
        out += &more(diagnosis.gaps.len(), GAPS, lang);
    }
    out += &bottlenecks(&view, diagnosis, lang);
    out += &findings(&view, diagnosis, lang);
    out += &section(&view.connectors(&diagnosis.connectors, &diagnosis.connector_summary, CONNECTORS, lang), lang);
    out += &section(&view.mechanisms(&diagnosis.mechanisms, lang), lang);
    out += &section(&view.selection(&diagnosis.selection, lang), lang);
    out
}

fn bottlenecks<'c>(view: &View<'c>, diagnosis: &Diagnosis<'c>, lang: Lang) -> String {
    let mut out = section(&view.throughput(&diagnosis.throughput, lang), lang);
    out += &section(&view.most_loaded(&diagnosis.load, LOADS, lang), lang);
    out += &heading(say(lang, "Bottlenecks, worst first", "瓶颈（最严重的在前）"));
    out += &sentences(view.bottlenecks(diagnosis.bottlenecks.iter().take(BOTTLENECKS), lang), lang);
    out += &more(diagnosis.bottlenecks.len(), BOTTLENECKS, lang);
    out
}

fn findings<'c>(view: &View<'c>, diagnosis: &Diagnosis<'c>, lang: Lang) -> String {
    let findings = &diagnosis.findings;
    let mut out = heading(say(lang, "Where the chain departs from the operating model", "与运行模式不符之处"));
    if findings.is_empty() {
        out += &paragraph(say(lang, "Nowhere.", "未发现。"));
    } else {
        out += &table(&view.findings_by_evidence(findings, lang), lang);
        out += "\n";
        out += &sentences(view.findings(findings.iter().take(FINDINGS), lang), lang);
        out += &more(findings.len(), FINDINGS, lang);
    }
    out + &unjudged(&view.unjudged(&diagnosis.unjudged, lang))
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
