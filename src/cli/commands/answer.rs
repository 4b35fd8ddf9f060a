//! A questionnaire that came back, laid over the chain that was asked about.

use std::io::Write as _;
use std::path::PathBuf;

use hashbrown::HashSet;

use crate::chain::SupplyChain;
use crate::cli::output::{self, Force, Outputs};
use crate::cli::progress::Progress;
use crate::cli::reading::Laid;
use crate::cli::stop::Stop;
use crate::cli::{Reader, reading};
use crate::io::document::ReadOptions;
use crate::io::tables::TableLimits;
use crate::model::{Evidence, Lang};
use crate::query::{CertaintyOptions, Gap, GapKey};
use crate::render::terminal::{fault, heading, item, paragraph};
use crate::scenario::Answers;

/// Read back a questionnaire that was filled in, and tell which gaps became certain and which vanished
///
/// 读回填好的问卷，并说明哪些断点已经确定、哪些已经消除
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Answer {
    /// The chain that was asked about.
    ///
    /// 问卷所针对的供应链。
    #[arg(value_name = "CHAIN")]
    file: PathBuf,

    /// The questionnaire: a workbook, a CSV file, or a folder of CSV files.
    ///
    /// 填好的问卷：工作簿、CSV文件或CSV文件夹。
    #[arg(value_name = "QUESTIONS")]
    questions: PathBuf,

    /// Write the chain with the answers to this file, or, if its name ends in .scenario.json or .scenario.toml, the answers
    /// as a scenario.
    ///
    /// 将计入答复的供应链写入此文件；若以 .scenario.json 或 .scenario.toml 结尾，则写出作为情景的答复。
    #[arg(short, long, value_name = "OUT", alias = "output")]
    out: PathBuf,

    #[command(flatten)]
    laid: Laid,

    #[command(flatten)]
    force: Force,
}

impl Answer {
    pub(in crate::cli) fn run(&self, reader: Reader) -> Result<(), Stop> {
        let read = [&self.file, &self.questions].into_iter().chain(self.laid.files());
        let mut outputs = Outputs::new(read, self.force, reader);
        let name = self.out.to_string_lossy().to_ascii_lowercase();
        let (is_json, is_toml) = (name.ends_with(".scenario.json"), name.ends_with(".scenario.toml"));
        let scenario = if is_json || is_toml { Some(outputs.claim_work(&self.out)?) } else { None };
        let target = if scenario.is_none() { Some(outputs.claim_chain(&self.out)?) } else { None };
        let progress = Progress::reading(&self.file, reader);
        let chain = reading::chain(&self.file, &ReadOptions::new(), reader, &progress)?;
        let chain = self.laid.read(reader)?.over(chain, reader)?;
        drop(progress);
        let answers = Answers::from_file(&self.questions, &TableLimits::new());
        let answers = answers.map_err(|error| Stop::refused(error.message(reader.lang), reader))?;
        let applied = answers.apply(&chain).map_err(|problems| {
            let told = problems.iter().map(|problem| fault(&problem.message(reader.lang), reader.lang));
            Stop::told_already(told.collect())
        })?;
        if let Some(target) = scenario {
            let text = if is_toml { applied.scenario.to_toml() } else { applied.scenario.to_json() };
            outputs.write(target, |out| out.write_all(text.as_bytes()))?;
        }
        if let Some(target) = target {
            outputs.write_chain(target, &applied.chain)?;
        }
        outputs.finish()?;
        output::print(&told(&chain, &applied.chain, answers.answered(), reader.lang), reader)
    }
}

/// What became of the gaps that were only possible: how many, and which.
fn told(before: &SupplyChain, after: &SupplyChain, answered: usize, lang: Lang) -> String {
    let [before, after] = [before, after].map(|chain| chain.known_at_least(Evidence::Assumed));
    let [possible, _] = gaps(&before);
    let [left, certain] = gaps(&after);
    let asked: HashSet<GapKey> = possible.iter().map(Gap::key).collect();
    let there: HashSet<GapKey> = left.iter().chain(&certain).map(Gap::key).collect();
    let certain: Vec<String> =
        certain.iter().filter(|gap| asked.contains(&gap.key())).map(|gap| gap.message(lang)).collect();
    let vanished: Vec<String> =
        possible.iter().filter(|gap| !there.contains(&gap.key())).map(|gap| gap.message(lang)).collect();
    let (of, settled) = (possible.len(), [certain.len(), vanished.len()]);
    let ([certain_now, gone], left) = (settled, of - settled.iter().sum::<usize>());
    let told = match lang {
        Lang::En => format!(
            "{answered} answers. Of {of} gaps that were possible, {certain_now} became certain, {gone} vanished, and {left} are \
             still possible."
        ),
        Lang::Zh => format!(
            "共{answered}条答复。原有以现有记录为限的断点{of}处，其中{certain_now}处已经确定，{gone}处已经消除，{left}处仍待判明。"
        ),
    };
    paragraph(&told)
        + &listed(["Certain now", "已经确定"], "!", &certain, lang)
        + &listed(["Vanished", "已经消除"], "−", &vanished, lang)
}

fn listed([en, zh]: [&str; 2], mark: &str, gaps: &[String], lang: Lang) -> String {
    if gaps.is_empty() {
        return String::new();
    }
    let name = if lang == Lang::En { en } else { zh };
    gaps.iter().fold(heading(name), |told, gap| told + &item(mark, gap))
}

/// The gaps that are only possible, and those that are certain, each worst first.
fn gaps(today: &SupplyChain) -> [Vec<Gap<'_>>; 2] {
    let options = CertaintyOptions::new();
    let certainty = today.certainty(&options);
    let (certain, possible) =
        today.gaps(&options.gaps).worst_first().into_iter().partition(|gap| certainty.is_certain(gap));
    [possible, certain]
}
