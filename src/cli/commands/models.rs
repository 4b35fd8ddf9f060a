//! Operating models: what they allow, and where a chain differs from each.

use crate::chain::SupplyChain;
use crate::cli::reading::{self, Given};
use crate::cli::stop::Stop;
use crate::cli::{Reader, output};
use crate::model::Lang;
use crate::query::{Finding, FindingOptions};
use crate::render::terminal::{first, heading, item, paragraph, table};
use crate::rules::OperatingModel;
use crate::say::View;

/// How many findings of a list are shown in full.
const TOLD: usize = 5;

/// Hold a chain against operating models, and show how they differ
///
/// 用不同运行模式对照供应链，并列出模式之间的差异
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Models {
    #[command(flatten)]
    given: Given,

    /// A model: proposal, dispersed, or the file of a seedrelay-model/1 document; may be given again. Both of ours if
    /// nothing is said.
    ///
    /// 运行模式：proposal、dispersed，或一个seedrelay-model/1文档，可多次指定。不指定时为自带的两种。
    #[arg(long = "model", value_name = "MODEL", action = clap::ArgAction::Append)]
    models: Vec<String>,

    /// Print a model as TOML, to copy and change it.
    ///
    /// 以TOML打印一个模式，供复制修改。
    #[arg(long, value_name = "MODEL")]
    show: Option<String>,
}

impl Models {
    pub(in crate::cli) fn run(&self, reader: Reader) -> Result<(), Stop> {
        if let Some(name) = &self.show {
            return output::print(&reading::model(name, reader)?.to_toml(), reader);
        }
        let names =
            if self.models.is_empty() { &["proposal", "dispersed"].map(str::to_owned)[..] } else { &self.models };
        let models = names.iter().map(|name| reading::model(name, reader)).collect::<Result<Vec<_>, _>>()?;
        let chain = self.given.chain(reader)?;
        let progress = Given::progress(&chain, reader);
        let told = text(&chain, &models, reader);
        drop(progress);
        output::print(&told, reader)
    }
}

fn text(chain: &SupplyChain, models: &[OperatingModel], reader: Reader) -> String {
    let (view, lang) = (View::new(chain), reader.lang);
    let findings: Vec<Vec<Finding<'_>>> =
        models.iter().map(|model| chain.findings(&FindingOptions::new().model(model.clone())).worst_first()).collect();
    let names: Vec<&str> = models.iter().map(|model| model.name.get(lang)).collect();
    let lists: Vec<(&str, &[Finding<'_>])> = names.iter().copied().zip(findings.iter().map(Vec::as_slice)).collect();
    let mut out = heading(reader.says("Differences from each model", "与各模式不一致之处"));
    out += &table(&view.finding_counts(&lists), lang);
    for (name, findings) in &lists {
        out += &heading(name);
        out += &match findings {
            [] => paragraph(reader.says("None was found.", "未发现不一致之处。")),
            findings => first(findings, TOLD, lang, |findings| view.findings(findings)),
        };
    }
    if let Some((one, others)) = models.split_first() {
        others.iter().for_each(|other| out += &differences(one, other, lang));
    }
    out.trim_start().to_owned()
}

/// What a model allows or asks for that another does not.
fn differences(one: &OperatingModel, other: &OperatingModel, lang: Lang) -> String {
    let names = (one.name.get(lang), other.name.get(lang));
    let mut out = heading(&match lang {
        Lang::En => format!("From “{}” to “{}”", names.0, names.1),
        Lang::Zh => format!("从“{}”到“{}”", names.0, names.1),
    });
    for difference in one.diff(other) {
        out += &item("-", &difference.message(lang));
    }
    out
}
