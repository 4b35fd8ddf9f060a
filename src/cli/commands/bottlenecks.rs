//! What holds up the commissioned work of a chain.

use clap::ValueEnum;
use serde::Serialize;

use crate::cli::Reader;
use crate::cli::output;
use crate::cli::reading::Given;
use crate::cli::stop::Stop;
use crate::query::{
    ActivePeriodShare, Bottleneck, BottleneckOptions, Bottlenecks as Measured, Concentration, Load, Throughput,
};
use crate::render::terminal::{heading, paragraph, section, sentences};
use crate::say::{View, throughput_basis};

/// How many of the most loaded performers are shown.
const LOADS: usize = 8;

/// Show where work piles up: load, who has been full longest, what gets through, and all bottlenecks, worst first
///
/// 指出积压在哪里：任务量、连续满负荷、可产出量与全部瓶颈
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Bottlenecks {
    #[command(flatten)]
    given: Given,

    /// Print text, or JSON.
    ///
    /// 以文本或JSON输出。
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// The answers, with the keys that they have in a diagnosis.
#[derive(Serialize)]
struct Answers<'m, 'c> {
    load: &'m [Load<'c>],
    concentration: &'m [Concentration<'c>],
    active_period: &'m [ActivePeriodShare<'c>],
    throughput: &'m [Throughput<'c>],
    bottlenecks: Vec<Bottleneck<'c>>,
}

impl<'m, 'c> Answers<'m, 'c> {
    fn of(measured: &'m Measured<'c>) -> Self {
        Self {
            load: &measured.load,
            concentration: &measured.concentration,
            active_period: &measured.active_period,
            throughput: &measured.throughput,
            bottlenecks: measured.worst_first(),
        }
    }
}

impl Bottlenecks {
    pub(in crate::cli) fn run(&self, reader: Reader) -> Result<(), Stop> {
        let chain = self.given.chain(reader)?;
        let progress = Given::progress(&chain, reader);
        let measured = chain.bottlenecks(&BottleneckOptions::new());
        drop(progress);
        match self.format {
            Format::Text => output::print(&text(&View::new(&chain), &measured, reader), reader),
            Format::Json => output::to_stdout(reader, |out| {
                serde_json::to_writer_pretty(&mut *out, &Answers::of(&measured))?;
                out.write_all(b"\n")
            }),
        }
    }
}

fn text<'c>(view: &View<'c>, measured: &Measured<'c>, reader: Reader) -> String {
    let lang = reader.lang;
    let mut out = section(&view.most_loaded(&measured.load, LOADS), lang).trim_start().to_owned();
    let longest = view.active_period(&measured.active_period);
    out += &if longest.is_empty() {
        let nothing =
            reader.says("No performer is on record as full at any time.", "按现有记录，未见承担单位满负荷的时段。");
        heading(longest.caption.get(lang)) + &paragraph(nothing)
    } else {
        section(&longest, lang)
    };
    out += &heading(reader.says("What gets through, and what limits it", "能产出多少，受何制约"));
    out += &sentences(view.throughput_sentences(&measured.throughput), lang);
    out += &paragraph(&throughput_basis(&measured.throughput, lang));
    out += &heading(reader.says("Bottlenecks, worst first", "瓶颈（最严重的在前）"));
    let worst_first = measured.worst_first();
    if worst_first.is_empty() {
        return out + &paragraph(reader.says("None is found.", "未发现瓶颈。"));
    }
    out + &sentences(view.bottlenecks(&worst_first), lang)
}
