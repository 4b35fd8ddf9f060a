//! A questionnaire: what to ask whom, so that what is only possible becomes certain.

use std::io::Write as _;
use std::path::PathBuf;

use crate::cli::Reader;
use crate::cli::output::{self, Force, Outputs};
use crate::cli::reading::Given;
use crate::cli::stop::Stop;
use crate::model::Lang;
use crate::query::CertaintyOptions;
use crate::render::tidy::{questionnaire_csv, questionnaire_xlsx};

/// Write a questionnaire: what to ask whom, so that possible gaps become certain or vanish
///
/// 生成问卷：向谁查问什么，才能判明以现有记录为限的断点
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Ask {
    #[command(flatten)]
    given: Given,

    /// The workbook to write, a name that ends in .xlsx, or else a folder for CSV files.
    ///
    /// 要写出的工作簿（以 .xlsx 结尾），否则为CSV文件夹。
    #[arg(short, long, value_name = "OUT", alias = "output")]
    out: PathBuf,

    #[command(flatten)]
    force: Force,
}

impl Ask {
    pub(in crate::cli) fn run(&self, reader: Reader) -> Result<(), Stop> {
        let mut outputs = Outputs::new(self.given.files(), self.force, reader);
        let is_workbook = self.out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
        let target = if is_workbook { Some(outputs.claim_work(&self.out)?) } else { None };
        let chain = self.given.chain(reader)?;
        let questions = chain.questions(&CertaintyOptions::new());
        if let Some(target) = target {
            outputs.write(target, |out| out.write_all(&questionnaire_xlsx(&questions, reader.lang)?))?;
        } else {
            let files = questionnaire_csv(&questions, reader.lang);
            let targets = outputs.claim_in(&self.out, files.iter().map(|(name, _)| name))?;
            for (target, (_, content)) in targets.into_iter().zip(&files) {
                outputs.write(target, |out| out.write_all(content.as_bytes()))?;
            }
        }
        outputs.finish()?;
        let (count, path) = (questions.len(), self.out.display());
        let mut asked: Vec<&str> =
            questions.iter().filter_map(|question| Some(question.asked?.id().as_str())).collect();
        asked.sort_unstable();
        asked.dedup();
        let told = match reader.lang {
            Lang::En => {
                format!("{count} questions to {} organizations and to registers, written to {path}.\n", asked.len())
            }
            Lang::Zh => format!("共{count}个问题，问及{}个组织与登记机构，已写入{path}。\n", asked.len()),
        };
        output::print(&told, reader)
    }
}
