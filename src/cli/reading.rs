//! Reading a chain or a model, and telling everything that is wrong with it.

mod laid;

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::Reader;
use super::progress::Progress;
use super::stop::Stop;
use crate::chain::{Problems, SupplyChain};
use crate::datasets;
use crate::io::FileError;
use crate::io::document::workbook::WorkbookRemark;
use crate::io::document::{ReadError, ReadOptions, RenderOptions};
use crate::model::{Evidence, Lang};
use crate::query::{Assuming, CertaintyOptions};
use crate::render::terminal::fault;
use crate::rules::{ModelChoice, OperatingModel};

pub(super) use laid::{Laid, Scenarios, Sheet};

/// How many problems are shown in full; the others are counted.
const SHOWN: usize = 1000;

/// Which chain.
#[derive(Debug, clap::Args)]
pub(super) struct Given {
    /// The chain: a document in TOML if the name ends in .toml, a workbook if it ends in .xlsx or .ods, a folder of CSV
    /// files, else a document in JSON. Without it, the chain of Hunan.
    ///
    /// 供应链：以 .toml 结尾为TOML文档，以 .xlsx 或 .ods 结尾为工作簿，或为CSV文件夹，其余为JSON文档。不指定时为湖南供应链。
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    #[command(flatten)]
    known: Known,

    #[command(flatten)]
    laid: Laid,
}

impl Given {
    /// All files that are read.
    pub(super) fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.file.iter().chain(self.laid.files())
    }

    /// The chain of today, or as far as it is asked to be known.
    pub(super) fn chain(&self, reader: Reader) -> Result<SupplyChain, Stop> {
        self.laid.read(reader)?.over(self.known.of(self.read(reader)?), reader)
    }

    /// The chain of today, or as far as it is asked to be known, with the whole where that stands
    /// [beside it](Scenarios::beside).
    pub(super) fn beside(&self, reader: Reader) -> Result<(SupplyChain, Option<SupplyChain>), Stop> {
        self.laid.read(reader)?.beside(&self.known, self.read(reader)?, reader)
    }

    /// The chain with what is only proposed, unless it is asked to be known better: for what is taken elsewhere with the
    /// evidence of each record.
    pub(super) fn whole(&self, reader: Reader) -> Result<SupplyChain, Stop> {
        let known = at_least(self.known.known.unwrap_or(Evidence::Proposed), self.read(reader)?);
        self.laid.read(reader)?.over(known, reader)
    }

    fn read(&self, reader: Reader) -> Result<SupplyChain, Stop> {
        let Some(path) = &self.file else { return Ok(datasets::hunan()) };
        let progress = Progress::reading(path, reader);
        chain(path, &ReadOptions::new(), reader, &progress)
    }

    /// What is shown while something is worked out of the chain.
    pub(super) fn progress(chain: &SupplyChain, reader: Reader) -> Progress {
        let records = chain.organizations().len() + chain.projects().len();
        Progress::working(records, reader.says("working it out", "计算"))
    }
}

/// How well it must be known.
#[derive(Debug, clap::Args)]
pub(super) struct Known {
    /// Leave out what is known less well: documented, assumed (without what is only proposed), or proposed (everything).
    /// Answers are for today by default: without what is only proposed.
    ///
    /// 略去依据更弱的记录：documented（只留有据）、assumed（不含拟议）或 proposed（全部）。默认按现状回答，不含拟议记录。
    #[arg(long, value_name = "LEVEL", hide_possible_values = true, value_parser = one_of::<Evidence>(Evidence::NAMES))]
    known: Option<Evidence>,

    /// Answer as if what is only proposed were in place, like --known proposed.
    ///
    /// 按拟议记录均已实施回答，等同于 --known proposed。
    #[arg(long, conflicts_with = "known")]
    with_proposed: bool,
}

impl Known {
    /// The part of a chain that is known well enough: today, if nothing else is asked for.
    pub(super) fn of(&self, chain: SupplyChain) -> SupplyChain {
        at_least(self.level(), chain)
    }

    /// The part of a chain that is known well enough; where that is today and something is only proposed, with the whole.
    pub(super) fn beside(&self, chain: SupplyChain) -> (SupplyChain, Option<SupplyChain>) {
        if self.level() == Evidence::Assumed && chain.evidence_counts().proposed > 0 {
            (chain.known_at_least(Evidence::Assumed), Some(chain))
        } else {
            (self.of(chain), None)
        }
    }

    fn level(&self) -> Evidence {
        let asked = if self.with_proposed { Some(Evidence::Proposed) } else { self.known };
        asked.unwrap_or(Evidence::Assumed)
    }
}

/// The part of a chain that is known at least so well.
fn at_least(level: Evidence, chain: SupplyChain) -> SupplyChain {
    let is_less = level > Evidence::Proposed && chain.evidence_counts().proposed > 0 || level > Evidence::Assumed;
    if is_less { chain.known_at_least(level) } else { chain }
}

/// What is taken to be on record.
#[derive(Debug, clap::Args)]
pub(super) struct Assume {
    /// What to take for complete: declared (what the document says is), complete (everything: what is not on record does
    /// not exist), or open (nothing).
    ///
    /// 视哪些清单为完整：declared（按文档声明）、complete（全部完整，未记载即不存在）或 open（均不视为完整）。
    #[arg(long, value_name = "WHAT", hide_possible_values = true, default_value = "declared", value_parser = one_of::<Assuming>(Assuming::NAMES))]
    assume: Assuming,
}

impl Assume {
    /// What the options of a query take it for.
    pub(super) fn options(&self) -> CertaintyOptions {
        CertaintyOptions::new().assuming(self.assume)
    }
}

/// Reads one of some names.
pub(super) fn one_of<T>(names: &'static [&'static str]) -> impl TypedValueParser<Value = T>
where
    T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(names).try_map(|name| name.parse())
}

/// The chain of a file or folder, or what to tell about why there is none.
pub(super) fn chain(
    path: &Path,
    options: &ReadOptions,
    reader: Reader,
    progress: &Progress,
) -> Result<SupplyChain, Stop> {
    Ok(chain_with_remarks(path, options, reader, progress)?.0)
}

/// The same, with what is worth knowing of how a workbook or a folder was read.
pub(super) fn chain_with_remarks(
    path: &Path,
    options: &ReadOptions,
    reader: Reader,
    progress: &Progress,
) -> Result<(SupplyChain, Vec<WorkbookRemark>), Stop> {
    let refused = |contents: &[u8], error| Stop::told_already(refusal(path, contents, error, reader.lang));
    if path.is_dir() {
        return options.file_with_remarks(path).map_err(|error| refused(&[], error));
    }
    let contents = contents(path, progress).map_err(|error| unreadable(path, &error, reader))?;
    progress.goes_on(reader.says("checking", "检查"));
    let chain = match options.contents_with_remarks(path, &contents) {
        // Such as /dev/stdin. A workbook of Excel before 2007, or a lone table, is no text with mistakes.
        Err(ReadError::File(FileError::UnknownExtension { .. })) if is_json(&contents) => {
            options.json(&contents).map(|chain| (chain, Vec::new())).map_err(ReadError::from)
        }
        outcome => outcome,
    };
    chain.map_err(|error| refused(&contents, error))
}

/// Whether a chain is read from a workbook or a folder of CSV files: of rows, whose places are on sheets.
pub(super) fn is_of_tables(path: &Path) -> bool {
    let is_workbook = |extension: &OsStr| ["xlsx", "ods"].iter().any(|own| extension.eq_ignore_ascii_case(own));
    path.is_dir() || path.extension().is_some_and(is_workbook)
}

/// Whether it begins as a document in JSON does.
fn is_json(contents: &[u8]) -> bool {
    contents.strip_prefix("\u{feff}".as_bytes()).unwrap_or(contents).trim_ascii_start().starts_with(b"{")
}

/// What a chain is held against: no model, or one by its name or of a file.
pub(super) fn model_choice(name: &str, reader: Reader) -> Result<ModelChoice, Stop> {
    if name == "none" { Ok(ModelChoice::None) } else { model(name, reader).map(ModelChoice::from) }
}

/// An operating model by its name, or of a file; or why there is none.
pub(super) fn model(name: &str, reader: Reader) -> Result<OperatingModel, Stop> {
    let path = match name {
        "proposal" => return Ok(OperatingModel::proposal()),
        "dispersed" => return Ok(OperatingModel::dispersed()),
        path => Path::new(path),
    };
    let contents = contents(path, &Progress::none()).map_err(|error| unreadable(path, &error, reader))?;
    let toml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    let model = if toml { OperatingModel::from_toml(&contents) } else { OperatingModel::from_json(&contents) };
    model.map_err(|problems| Stop::told_already(refusal(path, &contents, problems.into(), reader.lang)))
}

fn unreadable(path: &Path, error: &io::Error, reader: Reader) -> Stop {
    let path = path.display();
    let told = match reader.lang {
        Lang::En => format!("cannot read {path}: {error}"),
        Lang::Zh => format!("无法读取{path}：{error}"),
    };
    Stop::refused(told, reader)
}

/// Everything that is wrong with a document.
fn refusal(path: &Path, contents: &[u8], error: ReadError, lang: Lang) -> String {
    let name = path.display().to_string();
    let counted = |count: usize| match lang {
        Lang::En => format!("{name}: {count} problem{}", if count == 1 { "" } else { "s" }),
        Lang::Zh => format!("{name}：{count}个问题"),
    };
    match error {
        ReadError::Faulty(problems) => {
            format!("{}\n\n{}", shown(&problems, &name, contents, lang), counted(problems.len()))
        }
        ReadError::Tables(problems) => {
            let told = problems.iter().take(SHOWN).map(|problem| fault(&problem.message(lang), lang));
            let mut told: String = told.collect();
            match (problems.len().saturating_sub(SHOWN), lang) {
                (0, _) => {}
                (more, Lang::En) => told += &format!("and {more} more\n"),
                (more, Lang::Zh) => told += &format!("另有{more}个问题\n"),
            }
            format!("{told}\n{}", counted(problems.len()))
        }
        other => fault(&other.message(lang), lang),
    }
}

/// The problems of a text, inside it.
pub(super) fn shown(problems: &Problems, name: &str, text: &[u8], lang: Lang) -> String {
    let options = RenderOptions::new().color(wants_color()).shown(SHOWN).lang(lang);
    problems.render(name, text, options).to_string()
}

/// Colors are for people at a terminal who have not said no (<https://no-color.org>).
fn wants_color() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn contents(path: &Path, progress: &Progress) -> io::Result<Vec<u8>> {
    let mut contents = Vec::new();
    progress.follows(File::open(path)?).read_to_end(&mut contents)?;
    Ok(contents)
}
