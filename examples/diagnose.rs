//! Diagnoses a chain of one's own: coverage, funnel, gaps, bottlenecks, findings and the selection of categories, as text
//! or JSON.
//!
//! `cargo run --release --example diagnose -- FILE [--format text|json] [--lang en|zh] [--known documented|assumed]
//! [--late-after DAYS] [--idle-after DAYS] [--require-sources]
//! [--model FILE|proposal|dispersed]`
//!
//! FILE is a `seedrelay/1` document: `.toml` or JSON, a workbook (`.xlsx`, `.ods`) or a folder of CSV files. The exit status is 0 when it was read, and 2, with everything
//! that is wrong with it on standard error, when it was refused.

mod terminal;

use std::error::Error;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use lexopt::prelude::{Long, Short, Value, ValueExt};
use seedrelay::document::{ReadError, ReadOptions, RenderOptions};
use seedrelay::{Diagnosis, DiagnosisOptions, Evidence, Gap, Lang, OperatingModel, SupplyChain};
use terminal::{heading, paragraph, say};

const USAGE: &str = "\
usage: diagnose FILE [--format text|json] [--lang en|zh] [--known documented|assumed|proposed]
                [--late-after DAYS] [--idle-after DAYS] [--require-sources]
                [--model FILE|proposal|dispersed]

FILE is a seedrelay/1 document: TOML if its name ends in .toml, a workbook if it ends in .xlsx or .ods, a folder of
CSV files, else JSON. The model is the proposal's, or a seedrelay-model/1 document.
";

/// A file of more bytes than this takes long enough to want a word about it.
const LARGE: u64 = 20_000_000;

/// How many problems are shown in full; the others are counted.
const SHOWN: usize = 1000;

/// How many gaps the text tells in full.
const TOLD: usize = 40;

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
}

fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(Some(arguments)) => arguments,
        Ok(None) => return report(terminal::print(USAGE)),
        Err(error) => {
            eprintln!("error: {error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let progress = progress(&arguments.file);
    let chain = match read(&arguments, progress.as_ref()) {
        Ok(chain) => chain,
        Err(refusal) => {
            progress.inspect(ProgressBar::finish_and_clear);
            eprintln!("{}", refusal.trim_end());
            return ExitCode::from(2);
        }
    };
    progress.as_ref().inspect(|progress| progress.set_message("diagnosing"));
    let chain = if arguments.known > Evidence::Proposed { chain.known_at_least(arguments.known) } else { chain };
    let diagnosis = chain.diagnose(&arguments.diagnosis);
    progress.inspect(ProgressBar::finish_and_clear);
    if arguments.json {
        report(print_json(&diagnosis))
    } else {
        report(terminal::print(&text(&chain, &diagnosis, arguments.lang)))
    }
}

fn arguments() -> Result<Option<Arguments>, Box<dyn Error>> {
    let mut parser = lexopt::Parser::from_env();
    let mut file = None;
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
            Long("model") => diagnosis.findings.model = model(&parser.value()?.string()?)?,
            Long("require-sources") => read = read.require_sources(true),
            Short('h') | Long("help") => return Ok(None),
            Value(path) if file.is_none() => file = Some(PathBuf::from(path)),
            other => return Err(other.unexpected().into()),
        }
    }
    let file = file.ok_or("no FILE is given")?;
    Ok(Some(Arguments { file, json, lang, known, read, diagnosis }))
}

/// An operating model by its name, or of a file.
fn model(name: &str) -> Result<OperatingModel, Box<dyn Error>> {
    Ok(match name {
        "proposal" => OperatingModel::proposal(),
        "dispersed" => OperatingModel::dispersed(),
        path => {
            let text = std::fs::read_to_string(path).map_err(|error| format!("cannot read {path}: {error}"))?;
            let toml = Path::new(path).extension().is_some_and(|extension| extension == "toml");
            if toml { OperatingModel::from_toml(&text)? } else { OperatingModel::from_json(&text)? }
        }
    })
}

/// The chain, or what to tell about why there is none.
fn read(arguments: &Arguments, progress: Option<&ProgressBar>) -> Result<SupplyChain, String> {
    let path = &arguments.file;
    if path.is_dir() {
        return arguments.read.file(path).map_err(|error| refusal(path, &[], error));
    }
    let contents =
        contents(path, progress).map_err(|error| format!("error: cannot read {}: {error}", path.display()))?;
    progress.inspect(|progress| progress.set_message("checking"));
    let chain = match arguments.read.contents(path, &contents) {
        // Such as /dev/stdin.
        Err(ReadError::UnknownExtension { .. }) => arguments.read.json(&contents).map_err(ReadError::from),
        outcome => outcome,
    };
    chain.map_err(|error| refusal(path, &contents, error))
}

/// Everything that is wrong with a document.
fn refusal(path: &Path, contents: &[u8], error: ReadError) -> String {
    let name = path.display().to_string();
    let counted = |count: usize| format!("{name}: {count} problem{}", if count == 1 { "" } else { "s" });
    match error {
        ReadError::Faulty(problems) => {
            let options = RenderOptions::new().color(wants_color()).shown(SHOWN);
            format!("{}\n\n{}", problems.render(&name, contents, options), counted(problems.len()))
        }
        ReadError::Tables(problems) => {
            let mut told: String = problems.iter().take(SHOWN).map(|problem| format!("error: {problem}\n")).collect();
            if problems.len() > SHOWN {
                told += &format!("and {} more\n", problems.len() - SHOWN);
            }
            format!("{told}\n{}", counted(problems.len()))
        }
        other => format!("error: {other}"),
    }
}

/// Colors are for people at a terminal who have not said no (<https://no-color.org>).
fn wants_color() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn contents(path: &Path, progress: Option<&ProgressBar>) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let mut contents = Vec::new();
    match progress {
        Some(progress) => progress.wrap_read(file).read_to_end(&mut contents)?,
        None => { file }.read_to_end(&mut contents)?,
    };
    Ok(contents)
}

/// A word on what is going on, where a large file meets somebody who waits.
fn progress(path: &Path) -> Option<ProgressBar> {
    let size = path.metadata().ok()?.len();
    if size < LARGE || !io::stderr().is_terminal() {
        return None;
    }
    let style = ProgressStyle::with_template("{spinner} {msg} {bar:30} {bytes} of {total_bytes} {elapsed}");
    let progress = ProgressBar::new(size).with_style(style.expect("the template is right")).with_message("reading");
    progress.enable_steady_tick(Duration::from_millis(200));
    Some(progress)
}

fn print_json(diagnosis: &Diagnosis<'_>) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let outcome = serde_json::to_writer_pretty(&mut out, diagnosis).map_err(io::Error::from);
    match outcome.and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome,
    }
}

fn report(outcome: io::Result<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: cannot write: {error}");
            ExitCode::FAILURE
        }
    }
}

fn text(chain: &SupplyChain, diagnosis: &Diagnosis<'_>, lang: Lang) -> String {
    let summary = &diagnosis.chain;
    let title = chain.name().map_or(say(lang, "The chain", "供应链"), |name| name.get(lang));
    let mut out = heading(title).trim_start().to_owned();
    let (as_of, evidence) = (chain.as_of(), summary.evidence);
    out += &paragraph(&match lang {
        Lang::En => format!(
            "As of {as_of}: {} organizations, {} projects, {} categories, {} demands. Of all records {} are documented, \
             {} assumed, {} proposed.",
            summary.organizations,
            summary.projects,
            summary.categories,
            summary.demands,
            evidence.documented,
            evidence.assumed,
            evidence.proposed,
        ),
        Lang::Zh => format!(
            "截至{as_of}：组织{}个，项目{}个，品类{}个，需求{}项。全部记录中有据{}条，假定{}条，拟议{}条。",
            summary.organizations,
            summary.projects,
            summary.categories,
            summary.demands,
            evidence.documented,
            evidence.assumed,
            evidence.proposed,
        ),
    });
    out += &heading(say(lang, "Who works at which stage", "各环节布局"));
    out += &terminal::coverage(&diagnosis.coverage, lang);
    out += &heading(say(lang, "How much gets over each boundary", "各环节之间的转化"));
    out += &terminal::funnel(&diagnosis.funnel, lang);
    out += &heading(say(lang, "Where the relay is broken", "交接断点"));
    out += &gaps(&diagnosis.gaps, lang);
    out += &bottlenecks(diagnosis, lang);
    out += &findings(diagnosis, lang);
    out
}

fn gaps(gaps: &[Gap<'_>], lang: Lang) -> String {
    if gaps.is_empty() {
        return paragraph(say(lang, "Nowhere.", "未发现断点。"));
    }
    let mut out = terminal::gap_counts(&[(say(lang, "Gaps", "数量"), gaps)], lang);
    out += "\n";
    out += &terminal::gap_sentences(gaps.iter().take(TOLD), lang);
    out += &more(gaps.len(), TOLD, lang);
    out
}

fn findings(diagnosis: &Diagnosis<'_>, lang: Lang) -> String {
    let findings = &diagnosis.findings;
    let mut out = heading(say(lang, "Where the chain departs from the operating model", "与运行模式不符之处"));
    if findings.is_empty() {
        out += &paragraph(say(lang, "Nowhere.", "未发现。"));
    } else {
        out += &terminal::finding_counts(&[(say(lang, "Findings", "数量"), findings)], lang);
        out += "\n";
        out += &terminal::finding_sentences(findings.iter().take(FINDINGS), lang);
        out += &more(findings.len(), FINDINGS, lang);
    }
    out += &terminal::unjudged(&diagnosis.unjudged, lang);
    out += &heading(say(lang, "Who connects", "谁在起连接作用"));
    out += &terminal::connectors(&diagnosis.connectors, &diagnosis.connector_summary, CONNECTORS, lang);
    out += &heading(say(lang, "Whether the mechanisms work", "机制是否有效"));
    out += &terminal::mechanisms(&diagnosis.mechanisms, lang);
    out += &heading(say(lang, "With which category to begin", "优势品类的选择"));
    out += &terminal::selection(&diagnosis.selection, lang);
    out
}

fn bottlenecks(diagnosis: &Diagnosis<'_>, lang: Lang) -> String {
    let mut out = heading(say(lang, "What limits each category", "各品类的产出制约"));
    out += &terminal::throughput(&diagnosis.throughput, lang);
    out += &paragraph(&terminal::basis(&diagnosis.throughput, lang));
    out += &heading(say(lang, "Where work piles up", "积压之处"));
    out += &terminal::most_loaded(&diagnosis.load, LOADS, lang);
    out += &heading(say(lang, "Bottlenecks, worst first", "瓶颈（最严重的在前）"));
    out += &terminal::bottleneck_sentences(diagnosis.bottlenecks.iter().take(BOTTLENECKS), lang);
    out += &more(diagnosis.bottlenecks.len(), BOTTLENECKS, lang);
    out
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
