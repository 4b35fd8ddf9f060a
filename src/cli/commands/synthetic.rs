//! A made-up chain of any size.

use std::path::PathBuf;

use crate::chain::SupplyChain;
use crate::cli::Reader;
use crate::cli::output::{self, Force, Outputs};
use crate::cli::progress::Progress;
use crate::cli::stop::Stop;
use crate::model::Lang;
use crate::query::{GapKind, GapOptions};
use crate::testing::synthetic::{SyntheticOptions, generate};

/// Write a made-up chain, to try a program on, or to compare a real one with
///
/// 生成虚拟供应链，用于试用程序或作为对照
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Synthetic {
    /// Where the chain is written: .json, .toml, .xlsx, or a folder of CSV files with / at the end. Without it, print what
    /// gaps a chain of this size has.
    ///
    /// 输出的文件名：.json、.toml、.xlsx，或以 / 结尾的CSV文件夹。不指定时，列出该规模供应链的断点数。
    file: Option<PathBuf>,

    /// How many organizations.
    ///
    /// 组织数。
    #[arg(long, value_name = "N", default_value_t = 200)]
    organizations: usize,

    /// How many projects; some to each organization if nothing is said.
    ///
    /// 项目数；不指定时按组织数而定。
    #[arg(long, value_name = "N")]
    projects: Option<usize>,

    /// Another seed makes another chain, the same seed the same one.
    ///
    /// 随机种子：种子相同，供应链相同。
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,

    #[command(flatten)]
    force: Force,
}

impl Synthetic {
    pub(in crate::cli) fn run(&self, reader: Reader) -> Result<(), Stop> {
        let mut outputs = Outputs::new([""; 0], self.force, reader);
        let target = self.file.as_deref().map(|file| outputs.claim_chain(file)).transpose()?;
        let mut options = SyntheticOptions::of_size(self.organizations).seed(self.seed);
        if let Some(projects) = self.projects {
            options = options.projects(projects);
        }
        let progress = Progress::working(self.organizations, reader.says("making it up", "生成"));
        let chain = generate(&options);
        drop(progress);
        let (organizations, projects) = (chain.organizations().len(), chain.projects().len());
        let size = match reader.lang {
            Lang::En => format!("{organizations} organizations, {projects} projects\n"),
            Lang::Zh => format!("{organizations}个组织，{projects}个项目\n"),
        };
        let Some(target) = target else { return output::print(&(size + &gaps(&chain, reader.lang)), reader) };
        outputs.write_chain(target, &chain)?;
        outputs.finish()?;
        let file = self.file.as_deref().unwrap_or(std::path::Path::new("")).display();
        let written = match reader.lang {
            Lang::En => format!("written to {file}\n"),
            Lang::Zh => format!("已写入{file}\n"),
        };
        output::print(&(size + &written), reader)
    }
}

/// How many gaps of each kind it has.
fn gaps(chain: &SupplyChain, lang: Lang) -> String {
    let gaps = chain.gaps(&GapOptions::new());
    let counts = GapKind::ALL.iter().copied().map(|kind| match lang {
        Lang::En => format!("{kind}: {}\n", gaps.of_kind(kind).count()),
        Lang::Zh => format!("{}：{}\n", kind.label(lang), gaps.of_kind(kind).count()),
    });
    counts.collect()
}
