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

use std::hash::Hash;

use hashbrown::{HashMap, HashSet};

use super::{Finding, FindingOptions, FunnelOptions, FunnelRow, GapOptions, ThroughputOptions};
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
        // All that changed says why a gap turned, so that is asked before.
        records::set_apart(&mut differences, &newly_recorded);
        Comparison {
            newly_recorded,
            concentration: concentration::of(&differences),
            gaps,
            findings: findings(self, after, options),
            conversions: conversions(self, after, options),
            throughput: products::compare(self, after, &options.throughput),
            hints: records::hints(&differences),
            differences,
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
        records::share_of_ids_that_differ(&self.differences)
    }
}

/// Answers about two chains, by what became of them.
struct Turned<'a, T> {
    opened: Vec<&'a T>,
    closed: Vec<&'a T>,
    /// As they were, and as they are.
    continuing: Vec<(&'a T, &'a T)>,
}

impl<'a, T> Turned<'a, T> {
    fn of<K: Eq + Hash>(olds: &'a [T], news: &'a [T], key: impl Fn(&'a T) -> K) -> Self {
        let old_of: HashMap<K, &T> = olds.iter().map(|old| (key(old), old)).collect();
        let (mut opened, mut continuing, mut has) = (Vec::new(), Vec::new(), HashSet::new());
        for new in news {
            let key = key(new);
            match old_of.get(&key) {
                Some(old) => continuing.push((*old, new)),
                None => opened.push(new),
            }
            has.insert(key);
        }
        let closed = olds.iter().filter(|old| !has.contains(&key(old))).collect();
        Self { opened, closed, continuing }
    }
}

fn findings<'c>(before: &'c SupplyChain, after: &'c SupplyChain, options: &CompareOptions) -> Vec<FindingChange<'c>> {
    let [olds, news] = [before, after].map(|chain| chain.findings(&options.findings).worst_first());
    let turned = Turned::of(&olds, &news, Finding::key);
    let opened = turned.opened.into_iter().map(|finding| (Turn::Opened, finding));
    let closed = turned.closed.into_iter().map(|finding| (Turn::Closed, finding));
    let continuing = turned.continuing.into_iter().map(|(_, finding)| (Turn::Continuing, finding));
    let changes = opened.chain(closed).chain(continuing);
    changes.map(|(turn, finding)| FindingChange { turn, finding: finding.clone() }).collect()
}

fn conversions<'c>(
    before: &'c SupplyChain,
    after: &'c SupplyChain,
    options: &CompareOptions,
) -> Vec<ConversionChange<'c>> {
    let [olds, news] = [before, after].map(|chain| chain.funnel(&options.funnel));
    let rows = Turned::of(&olds, &news, |row| (&row.category.id, row.boundary)).continuing;
    let changed = rows.into_iter().filter(|(old, new)| old.conversion() != new.conversion());
    let change = |(old, new): (&FunnelRow<'c>, &FunnelRow<'c>)| ConversionChange {
        category: new.category,
        boundary: new.boundary,
        before: old.conversion(),
        after: new.conversion(),
    };
    changed.map(change).collect()
}
