//! The diagnosis: all answers about a chain, as one value.

use serde::Serialize;

use crate::{
    ActivePeriodShare, Bottleneck, BottleneckOptions, Bottlenecks, Concentration, Coverage, EvidenceCounts,
    FunnelOptions, FunnelRow, Gap, GapOptions, Load, SupplyChain, Throughput,
};

/// How to diagnose: the options of every query.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct DiagnosisOptions {
    /// When a wait is too long.
    pub gaps: GapOptions,
    /// How to judge the funnel.
    pub funnel: FunnelOptions,
    /// How to measure bottlenecks.
    pub bottlenecks: BottleneckOptions,
}

impl DiagnosisOptions {
    /// The default of every query.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets when a wait is too long.
        gaps: GapOptions => |options| options;
        /// Sets how to judge the funnel.
        funnel: FunnelOptions => |options| options;
        /// Sets how to measure bottlenecks.
        bottlenecks: BottleneckOptions => |options| options;
    }
}

/// What a chain holds, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ChainSummary {
    /// Organizations.
    pub organizations: usize,
    /// Projects.
    pub projects: usize,
    /// Categories.
    pub categories: usize,
    /// Demands.
    pub demands: usize,
    /// How many records are known how well.
    pub evidence: EvidenceCounts,
}

/// All answers about a chain. It serializes to what `diagnose --format json` prints.
///
/// ```
/// use seedrelay::{datasets, DiagnosisOptions};
/// let chain = datasets::hunan();
/// let diagnosis = serde_json::to_value(chain.diagnose(&DiagnosisOptions::new()))?;
/// assert_eq!(diagnosis["chain"]["categories"], 5);
/// assert!(diagnosis["gaps"].as_array().unwrap().iter().all(|gap| gap["message"]["zh"].is_string()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Diagnosis<'c> {
    /// What the chain holds.
    pub chain: ChainSummary,
    /// Who works at which stage in which category.
    pub coverage: Vec<Coverage<'c>>,
    /// How many results get over each boundary, and how long it takes.
    pub funnel: Vec<FunnelRow<'c>>,
    /// Where the relay is broken, worst first.
    pub gaps: Vec<Gap<'c>>,
    /// How much work each performer has, and how long commissions wait for it.
    pub load: Vec<Load<'c>>,
    /// How few performers share the commissions.
    pub concentration: Vec<Concentration<'c>>,
    /// Who has been busy longest without a pause.
    pub active_period: Vec<ActivePeriodShare<'c>>,
    /// What gets through each category, what limits it, and what would help.
    pub throughput: Vec<Throughput<'c>>,
    /// What holds up the work by all four of these, worst first.
    pub bottlenecks: Vec<Bottleneck<'c>>,
}

/// ## Everything at once
impl SupplyChain {
    /// What the chain holds, in numbers.
    #[must_use]
    pub fn summary(&self) -> ChainSummary {
        ChainSummary {
            organizations: self.organizations().len(),
            projects: self.projects().len(),
            categories: self.categories().len(),
            demands: self.demands().len(),
            evidence: self.evidence_counts(),
        }
    }

    /// Asks every query.
    #[must_use]
    pub fn diagnose(&self, options: &DiagnosisOptions) -> Diagnosis<'_> {
        let bottlenecks = self.bottlenecks(&options.bottlenecks);
        let worst_first = bottlenecks.worst_first();
        let Bottlenecks { load, concentration, active_period, throughput, .. } = bottlenecks;
        Diagnosis {
            chain: self.summary(),
            coverage: self.coverage(),
            funnel: self.funnel(&options.funnel),
            gaps: self.gaps(&options.gaps).worst_first(),
            load,
            concentration,
            active_period,
            throughput,
            bottlenecks: worst_first,
        }
    }
}
