//! The subcommands. A new one is a file here, and a line in each of the two lists below.

mod answer;
mod apply;
mod ask;
mod bottlenecks;
mod check;
mod compare;
mod diagnose;
mod export;
mod history;
mod import;
mod models;
mod picture;
mod report;
mod synthetic;
mod template;

use super::Reader;
use super::stop::Stop;

/// What there is to do. The names are those of the files.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Subcommand {
    Check(check::Check),
    Diagnose(Box<diagnose::Diagnose>),
    Report(report::Report),
    Picture(picture::Picture),
    Export(export::Export),
    Template(template::Template),
    Import(import::Import),
    Synthetic(synthetic::Synthetic),
    Bottlenecks(bottlenecks::Bottlenecks),
    Models(models::Models),
    Apply(apply::Apply),
    Compare(Box<compare::Compare>),
    History(history::History),
    Ask(ask::Ask),
    Answer(answer::Answer),
}

impl Subcommand {
    /// Does the work.
    pub(super) fn run(&self, reader: Reader) -> Result<(), Stop> {
        match self {
            Self::Check(check) => check.run(reader),
            Self::Diagnose(diagnose) => diagnose.run(reader),
            Self::Report(report) => report.run(reader),
            Self::Picture(picture) => picture.run(reader),
            Self::Export(export) => export.run(reader),
            Self::Template(template) => template.run(reader),
            Self::Import(import) => import.run(reader),
            Self::Synthetic(synthetic) => synthetic.run(reader),
            Self::Bottlenecks(bottlenecks) => bottlenecks.run(reader),
            Self::Models(models) => models.run(reader),
            Self::Apply(apply) => apply.run(reader),
            Self::Compare(compare) => compare.run(reader),
            Self::History(history) => history.run(reader),
            Self::Ask(ask) => ask.run(reader),
            Self::Answer(answer) => answer.run(reader),
        }
    }
}
