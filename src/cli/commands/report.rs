//! The page of HTML about a chain, and the pictures of the relay beside it.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::chain::SupplyChain;
use crate::cli::Reader;
use crate::cli::output::{Force, Outputs};
use crate::cli::reading::{Assume, Given};
use crate::cli::stop::Stop;
use crate::model::Lang;
use crate::query::DiagnosisOptions;
use crate::render::html::{self, Proposed, ReportOptions};
use crate::render::picture::{Answers, Picture, PictureOptions};

/// Write the report: one page of HTML in both languages, with the picture of the relay
///
/// 生成报告：一页中英文HTML，附接力图
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Report {
    #[command(flatten)]
    given: Given,

    #[command(flatten)]
    assume: Assume,

    /// Where the page is written.
    ///
    /// 页面的文件名。
    #[arg(short, long, value_name = "FILE", default_value = "report.html", alias = "output")]
    out: PathBuf,

    /// Also write the pictures into this folder, each as a file, in both languages.
    ///
    /// 另将各图写入该文件夹，中英文各一份。
    #[arg(long, value_name = "FOLDER")]
    svg: Option<PathBuf>,

    #[command(flatten)]
    force: Force,
}

impl Report {
    pub(in crate::cli) fn run(&self, reader: Reader) -> Result<(), Stop> {
        let mut outputs = Outputs::new(self.given.files(), self.force, reader);
        let page = outputs.claim(&self.out)?;
        let (chain, whole) = self.given.beside(reader)?;
        let diagnosis = DiagnosisOptions::new().certainty(self.assume.options());
        let options = ReportOptions::new().lang(reader.lang).diagnosis(diagnosis);
        // Without a whole beside it the chain is what was asked for, and nothing of it is left out.
        let options = options.proposed(if whole.is_some() { Proposed::Beside } else { Proposed::InPlace });
        let progress = Given::progress(&chain, reader);
        let shown = whole.as_ref().unwrap_or(&chain);
        outputs.write(page, |out| html::write_report(shown, &options, out))?;
        if let Some(folder) = &self.svg {
            pictures(&mut outputs, folder, &chain, &options)?;
        }
        drop(progress);
        outputs.finish()
    }
}

/// One picture of all categories and one of each, in both languages.
fn pictures(outputs: &mut Outputs, folder: &Path, chain: &SupplyChain, options: &ReportOptions) -> Result<(), Stop> {
    let diagnosis = chain.diagnose(&options.diagnosis);
    let mut pictures = Vec::new();
    for lang in Lang::ALL {
        let of_all = PictureOptions::new().lang(lang);
        // Ids may hold what no name of a file can: the categories are numbered by id.
        let of_one = chain.categories().iter().enumerate().map(|(number, category)| {
            let of_one = of_all.clone().of_category(chain, &category.id).expect("it is one of the chain");
            (format!("relay-{}-{lang}.svg", number + 1), of_one)
        });
        pictures.extend(of_one);
        pictures.push((format!("relay-{lang}.svg"), of_all));
    }
    let targets = outputs.claim_in(folder, pictures.iter().map(|(name, _)| name))?;
    for (target, (_, options)) in targets.into_iter().zip(&pictures) {
        let picture = Picture::with(chain, Answers::from(&diagnosis), options);
        outputs.write(target, |out| out.write_all(picture.to_svg().as_bytes()))?;
    }
    Ok(())
}
