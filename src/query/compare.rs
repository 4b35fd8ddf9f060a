//! What changed between two chains, and why: which gaps opened and closed, by which of the changed records.
//!
//! Of each gap that opened or closed, the changes within the records that its definition reads are its *because*: undone,
//! they bring the gap back, or take it away. What time alone did is told apart from what records did.

mod concentration;
mod gaps;
mod lookup;
mod products;
mod records;
mod role;
mod support;

use hashbrown::HashSet;

use super::{Finding, FindingKey, FindingOptions, FunnelOptions, GapOptions, ThroughputOptions};
use crate::chain::SupplyChain;
use crate::model::Boundary;
use crate::record::Category;
use crate::scenario::{Differences, RecordChange, Scenario};

pub use concentration::{Concentrated, ConcentrationBy};
pub use gaps::{Because, GapChange, Turn};
pub use products::{ThroughputChange, ThroughputParts};
pub use records::{ChangeCount, NewlyRecorded, PerhapsRenamed};
pub use role::Role;

/// How to compare two chains. Both are measured alike.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct CompareOptions {
    /// When a wait is too long.
    pub gaps: GapOptions,
    /// What to hold the chains against.
    pub findings: FindingOptions,
    /// How to judge the funnel.
    pub funnel: FunnelOptions,
    /// How to compute throughput.
    pub throughput: ThroughputOptions,
}

impl CompareOptions {
    /// The default of every query.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets when a wait is too long.
        gaps: GapOptions => |options| options;
        /// Sets what to hold the chains against.
        findings: FindingOptions => |options| options;
        /// Sets how to judge the funnel.
        funnel: FunnelOptions => |options| options;
        /// Sets how to compute throughput.
        throughput: ThroughputOptions => |options| options;
    }
}

/// A finding that is not the same in two chains.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FindingChange<'c> {
    /// What became of it.
    pub turn: Turn,
    /// The finding; of one that continues, as it is now.
    pub finding: Finding<'c>,
}

/// A share of results that are taken up, where it changed.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ConversionChange<'c> {
    /// The category.
    pub category: &'c Category,
    /// The boundary.
    pub boundary: Boundary,
    /// The share before, 0 to 1; `None` where there were no results.
    pub before: Option<f64>,
    /// The share after.
    pub after: Option<f64>,
}

/// What changed between two chains, and why.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Comparison<'c> {
    /// The records that differ, by field.
    pub differences: Differences<'c>,
    /// Fields that most records of a list newly have: a matter of what is recorded, not of what changed.
    pub newly_recorded: Vec<NewlyRecorded>,
    /// Where most changes are, if they are not spread as the records are.
    pub concentration: Vec<Concentrated>,
    /// The gaps that opened, closed or continue: in this order, each worst first.
    pub gaps: Vec<GapChange<'c>>,
    /// The findings that opened, closed or continue.
    pub findings: Vec<FindingChange<'c>>,
    /// The conversions that changed.
    pub conversions: Vec<ConversionChange<'c>>,
    /// The throughputs that changed, each split by what changed it.
    pub throughput: Vec<ThroughputChange<'c>>,
    /// Records that perhaps only have another id.
    pub hints: Vec<PerhapsRenamed<'c>>,
}

/// ## Comparison
impl SupplyChain {
    /// What changed from this chain to another, and why.
    ///
    /// ```
    /// use seedrelay::query::{CompareOptions, Turn};
    /// use seedrelay::{Evidence, datasets};
    /// let example = datasets::example();
    /// let today = example.known_at_least(Evidence::Assumed);
    /// let compared = today.compare(&example, &CompareOptions::new());
    /// let closed: Vec<_> = compared.gaps.iter().filter(|gap| gap.turn == Turn::Closed).collect();
    /// assert!(!closed.is_empty() && closed.iter().all(|gap| gap.time || !gap.because.is_empty()));
    /// assert_eq!(today.compare(&today, &CompareOptions::new()).gaps_by(Turn::Closed).count(), 0);
    /// ```
    #[must_use]
    pub fn compare<'c>(&'c self, after: &'c Self, options: &CompareOptions) -> Comparison<'c> {
        let mut differences = self.differences(after);
        let newly_recorded = records::newly_recorded(&differences);
        let gaps = gaps::compare(&differences, &options.gaps);
        Comparison {
            concentration: concentration::of(&differences),
            gaps,
            findings: findings(self, after, options),
            conversions: conversions(self, after, options),
            throughput: products::compare(self, after, &options.throughput),
            hints: records::hints(&differences),
            differences: {
                records::set_apart(&mut differences, &newly_recorded);
                differences
            },
            newly_recorded,
        }
    }
}

impl<'c> Comparison<'c> {
    /// The chain before.
    #[must_use]
    pub const fn before(&self) -> &'c SupplyChain {
        self.differences.before
    }

    /// The chain after.
    #[must_use]
    pub const fn after(&self) -> &'c SupplyChain {
        self.differences.after
    }

    /// The records that differ, by list and key.
    pub fn records(&self) -> impl Iterator<Item = &RecordChange<'c>> {
        self.differences.records.iter()
    }

    /// The gaps that opened, that closed, or that continue.
    pub fn gaps_by(&self, turn: Turn) -> impl Iterator<Item = &GapChange<'c>> + Clone {
        self.gaps.iter().filter(move |gap| gap.turn == turn)
    }

    /// How many records of each kind became what; kinds of which none differs are left out.
    #[must_use]
    pub fn counts(&self) -> Vec<ChangeCount> {
        records::counts(&self.differences)
    }

    /// The scenario that leads from the one chain to the other.
    #[must_use]
    pub fn to_scenario(&self) -> Scenario {
        self.before().differences(self.after()).to_scenario()
    }

    /// Which share of the ids of both chains only one of them has, 0 to 1; `None` where neither has any.
    ///
    /// From a half on they are hardly two versions of one chain: perhaps ids were given anew.
    #[must_use]
    pub fn share_of_ids_that_differ(&self) -> Option<f64> {
        records::share_of_ids_that_differ(self.before(), self.after())
    }
}

fn findings<'c>(before: &'c SupplyChain, after: &'c SupplyChain, options: &CompareOptions) -> Vec<FindingChange<'c>> {
    let [olds, news] = [before, after].map(|chain| chain.findings(&options.findings).worst_first());
    let keys = |findings: &[Finding<'_>]| findings.iter().map(Finding::key).collect::<HashSet<FindingKey>>();
    let (had, has) = (keys(&olds), keys(&news));
    let change = |turn, finding| FindingChange { turn, finding };
    let (continuing, opened): (Vec<_>, Vec<_>) = news.into_iter().partition(|finding| had.contains(&finding.key()));
    let closed = olds.into_iter().filter(|finding| !has.contains(&finding.key()));
    let opened = opened.into_iter().map(|finding| change(Turn::Opened, finding));
    let closed = closed.map(|finding| change(Turn::Closed, finding));
    opened.chain(closed).chain(continuing.into_iter().map(|finding| change(Turn::Continuing, finding))).collect()
}

fn conversions<'c>(
    before: &'c SupplyChain,
    after: &'c SupplyChain,
    options: &CompareOptions,
) -> Vec<ConversionChange<'c>> {
    let olds = before.funnel(&options.funnel);
    let news = after.funnel(&options.funnel);
    let mut changed = Vec::new();
    for new in &news {
        let is_meant = |old: &&super::FunnelRow<'_>| old.category.id == new.category.id && old.boundary == new.boundary;
        let Some(old) = olds.iter().find(is_meant) else { continue };
        let (before, after) = (old.conversion(), new.conversion());
        if before != after {
            changed.push(ConversionChange { category: new.category, boundary: new.boundary, before, after });
        }
    }
    changed
}
