//! What changed between two chains, and why: which gaps opened and closed, by which of the changed records.
//!
//! Of each gap that opened or closed, the changes within the records that its definition reads are its *because*: undone,
//! they bring the gap back, or take it away. What time alone did is told apart from what records did.

mod concentration;
mod counterparts;
mod gaps;
mod lookup;
mod products;
mod records;
mod role;
mod support;

use std::hash::Hash;

use hashbrown::HashMap;

use super::{Finding, FindingOptions, Findings, FunnelOptions, GapOptions, ThroughputOptions};
use crate::chain::SupplyChain;
use crate::model::Boundary;
use crate::record::{Category, RecordList};
use crate::scenario::{Differences, RecordChange, Scenario};

use counterparts::Counterparts;

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
    /// How to judge the funnel; conversions are the same, however it is judged.
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
        let (chains, counterparts) = ([self, after], Counterparts::of(&differences));
        let gaps = gaps::compare(&differences, &counterparts, &options.gaps);
        // All that changed says why a gap turned, so that is asked before.
        records::set_apart(&mut differences, &newly_recorded);
        Comparison {
            newly_recorded,
            concentration: concentration::of(&differences),
            gaps,
            findings: findings(chains, &counterparts, &options.findings),
            conversions: conversions(chains, &counterparts),
            throughput: products::compare(chains, &counterparts, &options.throughput),
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

/// Which answers about two chains are in both, by their places in the lists of each.
struct Turned {
    /// Of each new one, the place of the old one; `None` of what opened.
    before: Vec<Option<usize>>,
    /// The places of the old ones that closed.
    closed: Vec<usize>,
}

impl Turned {
    /// What tells an old answer apart among the new ones is `None` where something is gone that it is about.
    fn of<K: Eq + Hash>(old_keys: &[Option<K>], new_keys: impl Iterator<Item = K>) -> Self {
        let mut places: HashMap<&K, usize> = HashMap::with_capacity(old_keys.len());
        places.extend(old_keys.iter().enumerate().filter_map(|(place, key)| Some((key.as_ref()?, place))));
        let before: Vec<Option<usize>> = new_keys.map(|key| places.get(&key).copied()).collect();
        let mut continues = vec![false; old_keys.len()];
        before.iter().flatten().for_each(|place| continues[*place] = true);
        // Of several with one key, the last stands for all.
        let is_closed = |(place, key): &(usize, &Option<K>)| {
            !continues[*place] && key.as_ref().is_none_or(|key| !continues[places[key]])
        };
        let closed = old_keys.iter().enumerate().filter(is_closed).map(|(place, _)| place).collect();
        Self { before, closed }
    }
}

fn findings<'c>(
    [before, after]: [&'c SupplyChain; 2],
    counterparts: &Counterparts,
    options: &FindingOptions,
) -> Vec<FindingChange<'c>> {
    let [olds, news] = [before, after].map(|chain| chain.findings(options));
    let change = |turn| move |finding| FindingChange { turn, finding };
    let [mut opened, mut closed, mut continuing] = [const { Vec::new() }; 3];
    // Findings of one kind are compared with those of that kind alone. Of the old ones only the keys are kept: few of them
    // closed, and those are looked for again.
    for kind in Findings::kinds_worst_first() {
        let there = |list, number| counterparts.after(list, number);
        let old_keys: Vec<_> = olds.of_kind(kind).map(|finding| finding.numbers(before).in_other(there)).collect();
        let found: Vec<Finding<'c>> = news.of_kind(kind).collect();
        let turned = Turned::of(&old_keys, found.iter().map(|finding| finding.numbers(after)));
        if !turned.closed.is_empty() {
            let is_closed = |(place, _): &(usize, Finding<'c>)| turned.closed.binary_search(place).is_ok();
            closed.extend(olds.of_kind(kind).enumerate().filter(is_closed).map(|(_, finding)| finding));
        }
        for (finding, old) in found.into_iter().zip(turned.before) {
            match old {
                Some(_) => continuing.push(finding),
                None => opened.push(finding),
            }
        }
    }
    let opened = opened.into_iter().map(change(Turn::Opened));
    let changes = opened.chain(closed.into_iter().map(change(Turn::Closed)));
    changes.chain(continuing.into_iter().map(change(Turn::Continuing))).collect()
}

fn conversions<'c>([before, after]: [&'c SupplyChain; 2], counterparts: &Counterparts) -> Vec<ConversionChange<'c>> {
    let [olds, news] = [before, after].map(SupplyChain::conversions);
    let mut changes = Vec::new();
    for (old, number) in olds.into_iter().zip(0..) {
        let Some(number) = counterparts.after(RecordList::Categories, number) else { continue };
        for boundary in Boundary::ALL {
            let [was, is] = [old, news[number as usize]].map(|of| of[boundary as usize]);
            if was != is {
                let category = &after.categories()[number as usize];
                changes.push(ConversionChange { category, boundary, before: was, after: is });
            }
        }
    }
    changes
}
