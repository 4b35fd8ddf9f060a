//! What a diagnosis tells of certainty.

use super::{
    Assuming, CertaintyCount, ConversionBounds, Degree, Known, LookUp, ParameterEstimate, RecordedTotal, Unrecorded,
};
use crate::query::ThroughputRange;
use crate::query::keys::keys;

/// How far everything that a diagnosis says is known.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CertaintyReport<'c> {
    /// What is taken to be on record.
    pub assuming: Assuming,
    /// How many statements of completeness the document makes, audits among them.
    pub statements: usize,
    /// How far each gap of the diagnosis is known, in the order of its gaps.
    pub gaps: Vec<Known<'c>>,
    /// How far each finding of the diagnosis is known, in the order of its findings.
    pub findings: Vec<Degree>,
    /// What is hardly recorded, by category.
    pub unrecorded: Vec<Unrecorded<'c>>,
    /// How much is recorded of what could be, in all categories together.
    pub recorded: Vec<RecordedTotal>,
    /// How many gaps of each kind are certain, by category and kind.
    pub counts: Vec<CertaintyCount<'c>>,
    /// How far the conversion of each boundary is known, by category.
    pub conversions: Vec<ConversionBounds<'c>>,
    /// What to look up next: what settles most gaps first.
    pub look_up_next: Vec<LookUp<'c>>,
    /// Between what the throughput of each category lies, by category.
    pub throughput: Vec<ThroughputRange<'c>>,
    /// What complete records say of success and duration, by category and stage.
    pub estimates: Vec<ParameterEstimate<'c>>,
}

impl CertaintyReport<'_> {
    /// How many gaps are certain, and how many only possible.
    #[must_use]
    pub fn totals(&self) -> (usize, usize) {
        let certain = self.gaps.iter().filter(|known| known.is_certain()).count();
        (certain, self.gaps.len() - certain)
    }
}

keys! { CertaintyReport<'_>: report => {
    assuming: report.assuming,
    statements: report.statements,
    unrecorded: report.unrecorded,
    recorded: report.recorded,
    counts: report.counts,
    conversion: report.conversions,
    look_up_next: report.look_up_next,
    throughput: report.throughput,
    estimates: report.estimates,
} }
