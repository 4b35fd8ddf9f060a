//! Ranges: between what the throughput lies if what is assumed does.

use super::network::{CategoryNetwork, Outline};
use super::{Assumed, ThroughputOptions};
use crate::chain::SupplyChain;
use crate::model::{CategoryId, Leap, Stage};
use crate::query::keys::keys;
use crate::record::{Assumptions, Category, StageAssumption, Triangular};

/// How to find the ranges of throughput.
///
/// ```
/// use seedrelay::query::RangeOptions;
/// assert_eq!(RangeOptions::new().what_if, 0.25);
/// ```
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct RangeOptions {
    /// What throughput assumes.
    pub throughput: ThroughputOptions,
    /// By which share of it a value without a range is varied: 0.25 by default. That asks “what if”, and tells nothing
    /// about what is not known.
    pub what_if: f64,
}

impl Default for RangeOptions {
    fn default() -> Self {
        Self { throughput: ThroughputOptions::default(), what_if: 0.25 }
    }
}

impl RangeOptions {
    /// What the document assumes, and a quarter either way where it gives no range.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets what throughput assumes.
        throughput: ThroughputOptions => |options| options;
        /// Sets by which share a value without a range is varied.
        what_if: f64 => |share| share;
    }
}

named_enum! {
    /// What is assumed of a stage.
    pub enum Parameter ("assumed parameter") {
        /// How likely a project is to deliver a result.
        Success = "success", "success", "成功率";
        /// How long a project takes, on average.
        MeanYears = "mean-years", "mean duration", "平均年数";
    }
}

/// What the throughput of a category would be at both ends of one assumed value, the others as they are in use.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Swing {
    /// Which value.
    pub parameter: Parameter,
    /// Of which stage.
    pub stage: Stage,
    /// At its worse end, in products per year.
    pub low: f64,
    /// At its better end, in products per year.
    pub high: f64,
    /// Whether the ends are not said by anybody: then they ask “what if”, and are no uncertainty.
    pub what_if: bool,
}

keys! { Swing: row => {
    parameter: row.parameter,
    stage: row.stage,
    low: row.low,
    high: row.high,
    what_if: row.what_if,
} }

/// Between what the throughput of a category lies if every success and mean duration lies within its range.
///
/// Throughput rises with every success and falls with every duration, so that the ends are those of all worst and all
/// best values together; exactly, and nothing between can be outside.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ThroughputRange<'c> {
    /// The category.
    pub category: &'c Category,
    /// The least, in products per year; `None` where throughput is undefined, since nobody is known to work at a leap.
    pub low: Option<f64>,
    /// The greatest, in products per year.
    pub high: Option<f64>,
    /// How far each assumed value moves it by itself, those that move it most first; none where it is undefined.
    pub tornado: Vec<Swing>,
}

keys! { ThroughputRange<'_>: row => {
    category: row.category.id,
    low: row.low,
    high: row.high,
    tornado: row.tornado,
} }

/// ## Ranges of throughput
impl SupplyChain {
    /// Between what the throughput of each category lies, by id, if what is assumed lies within the ranges that the
    /// assumptions give; and how far each assumed value moves it.
    ///
    /// 2 + 16 maximum flows for each category. Source: [definitions](crate::docs::definitions), section 8.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::query::{RangeOptions, ThroughputOptions};
    /// let chain = datasets::example();
    /// let flows = chain.throughput(&ThroughputOptions::new());
    /// for (range, flow) in chain.throughput_range(&RangeOptions::new()).iter().zip(&flows) {
    ///     assert!(range.low <= range.high && range.tornado.len() <= 8, "{}", flow.category.id);
    /// }
    /// ```
    #[must_use]
    pub fn throughput_range(&self, options: &RangeOptions) -> Vec<ThroughputRange<'_>> {
        let outlines = Outline::of_all(self);
        let range = |(category, outline): (usize, Outline)| Ranges::new(self, category, outline, options).range();
        #[cfg(feature = "parallel")]
        {
            use rayon::prelude::*;
            outlines.into_par_iter().enumerate().map(range).collect()
        }
        #[cfg(not(feature = "parallel"))]
        {
            outlines.into_iter().enumerate().map(range).collect()
        }
    }
}

/// An assumed value: the one in use, and its worse and its better end.
#[derive(Clone, Copy, Debug)]
struct Ends {
    parameter: Parameter,
    stage: Stage,
    in_use: f64,
    worse: f64,
    better: f64,
    is_said: bool,
}

/// One category.
struct Ranges<'c, 'o> {
    chain: &'c SupplyChain,
    category: usize,
    outline: Outline,
    options: &'o RangeOptions,
    ends: Vec<Ends>,
}

impl<'c, 'o> Ranges<'c, 'o> {
    fn new(chain: &'c SupplyChain, category: usize, outline: Outline, options: &'o RangeOptions) -> Self {
        let id = &chain.categories()[category].id;
        let ends = Assumed::of(chain, id, &options.throughput)
            .iter()
            .flat_map(|assumed| Parameter::ALL.map(|parameter| ends(chain, id, options, assumed, parameter)))
            .collect();
        Self { chain, category, outline, options, ends }
    }

    fn range(&self) -> ThroughputRange<'c> {
        let category = &self.chain.categories()[self.category];
        if !self.is_defined() {
            return ThroughputRange { category, low: None, high: None, tornado: Vec::new() };
        }
        let in_use = self.flow(&[]);
        let said = || self.ends.iter().filter(|ends| ends.is_said);
        let worst: Vec<_> = said().map(|ends| (*ends, ends.worse)).collect();
        let best: Vec<_> = said().map(|ends| (*ends, ends.better)).collect();
        let swing = |ends: &Ends| Swing {
            parameter: ends.parameter,
            stage: ends.stage,
            low: self.flow(&[(*ends, ends.worse)]).min(in_use),
            high: self.flow(&[(*ends, ends.better)]).max(in_use),
            what_if: !ends.is_said,
        };
        let mut tornado: Vec<Swing> = self.ends.iter().map(swing).collect();
        tornado.sort_by(|one, other| (other.high - other.low).total_cmp(&(one.high - one.low)));
        // Units differ with what is assumed, and so does the last bit of equal flows.
        let (low, high) = (self.flow(&worst).min(in_use), self.flow(&best).max(in_use));
        ThroughputRange { category, low: Some(low), high: Some(high), tornado }
    }

    /// The maximum flow with some values changed, in products per year.
    fn flow(&self, changed: &[(Ends, f64)]) -> f64 {
        let id = &self.chain.categories()[self.category].id;
        let mut assumptions = self.options.throughput.overrides().clone();
        for (ends, value) in changed.iter().filter(|(ends, value)| *value != ends.in_use) {
            let own = assumptions.categories.entry(id.clone()).or_default().entry(ends.stage).or_default();
            match ends.parameter {
                Parameter::Success => own.success = Some(*value),
                // Only the mean counts for a flow.
                Parameter::MeanYears => own.duration_years = Some(Triangular::new(*value, *value, *value)),
            }
        }
        let options = self.options.throughput.clone().assuming(assumptions);
        let built = CategoryNetwork::new(self.chain, self.category, self.outline.clone(), &options);
        built.rates.products(built.network.maximum_flow().value())
    }

    /// Whether somebody is known to work in every leap.
    fn is_defined(&self) -> bool {
        Leap::ALL.into_iter().all(|leap| self.outline.roles.iter().any(|role| role.leap == leap))
    }
}

fn ends(
    chain: &SupplyChain,
    category: &CategoryId,
    options: &RangeOptions,
    assumed: &Assumed,
    parameter: Parameter,
) -> Ends {
    let stage = assumed.stage;
    let in_use = match parameter {
        Parameter::Success => assumed.success,
        Parameter::MeanYears => assumed.duration_years.mean(),
    };
    let said = said_range(chain, category, stage, options, parameter);
    let most = if parameter == Parameter::Success { 1.0 } else { f64::INFINITY };
    let [least, greatest] =
        said.unwrap_or_else(|| [in_use * (1.0 - options.what_if), (in_use * (1.0 + options.what_if)).min(most)]);
    let [worse, better] = match parameter {
        Parameter::Success => [least, greatest],
        Parameter::MeanYears => [greatest, least],
    };
    Ends { parameter, stage, in_use, worse, better, is_said: said.is_some() }
}

/// The range of a value that goes with the place that says the value: a nearer place that gives the value without one
/// drops those of the others.
fn said_range(
    chain: &SupplyChain,
    category: &CategoryId,
    stage: Stage,
    options: &RangeOptions,
    parameter: Parameter,
) -> Option<[f64; 2]> {
    let places = |assumptions: &Assumptions| {
        let of_category = assumptions.categories.get(category).and_then(|stages| stages.get(&stage)).copied();
        [assumptions.stages.get(&stage).copied(), of_category]
    };
    let said = [chain.assumptions(), options.throughput.overrides()].map(places);
    said.into_iter().flatten().flatten().fold(None, |range, own: StageAssumption| {
        let (is_given, between) = match parameter {
            Parameter::Success => (own.success.is_some(), own.success_between),
            Parameter::MeanYears => (own.duration_years.is_some(), own.mean_years_between),
        };
        between.or(range.filter(|_| !is_given))
    })
}
