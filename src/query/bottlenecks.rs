//! Bottlenecks in commissioning: who is the queue, and what would one more team bring?
//!
//! Four measures look at the same question from different sides. [Load](SupplyChain::workloads) counts the work that waits for
//! each team. [Concentration](SupplyChain::concentration) tells how few performers share the commissions. [Active
//! periods](SupplyChain::active_periods) tell who has been busy longest without a pause. [Throughput](SupplyChain::throughput)
//! tells what gets through each category, what limits it, and what each team and organization is worth to it.
//! [`SupplyChain::bottlenecks`] takes all four, and [`Bottlenecks::worst_first`] makes one list of what they find.

mod active_period;
mod concentration;
mod load;
mod ranking;
mod throughput;

use crate::chain::SupplyChain;

pub use active_period::{ActivePeriodOptions, ActivePeriodShare};
pub use concentration::Concentration;
pub use load::{Load, MeasuredWait, NoWait, PredictedWait};
pub use ranking::{Bottleneck, BottleneckKind};
pub use throughput::{
    Assumed, AssumptionError, Basis, CountedAsOne, OrganizationLoss, Parameter, RangeOptions, RoleCapacity, Stoppage,
    Swing, TeamGain, Throughput, ThroughputOptions, ThroughputRange,
};
pub(crate) use throughput::{Factors, Limits};

/// How to measure bottlenecks, and from where on a measure names one.
///
/// ```
/// use seedrelay::query::BottleneckOptions;
/// assert_eq!(BottleneckOptions::new().overloaded_above, 1.0);
/// assert_eq!(BottleneckOptions::new().long_wait_days(90.0).long_wait_days, 90.0);
/// ```
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct BottleneckOptions {
    /// Over which days active periods are measured.
    pub active_period: ActivePeriodOptions,
    /// What throughput assumes.
    pub throughput: ThroughputOptions,
    /// A performer with more open projects per team than this is overloaded: 1 by default, since a team runs one project
    /// at a time.
    pub overloaded_above: f64,
    /// A performer whose commissions wait longer than this for their start, in days, at the median, is one of long waits:
    /// 180 by default, as for an idle commission.
    pub long_wait_days: f64,
    /// Commissions with a higher index than this are concentrated: 0.25 by default, from which on the U.S. Department of
    /// Justice (2010) calls a market highly concentrated.
    pub concentrated_above: f64,
    /// Of fewer commissions than this concentration says little: 5 by default.
    pub concentrated_from: u64,
    /// A performer that held up the others, alone or not, for more than this share of 1 of the time is one of long
    /// activity: 0.25 by default.
    pub longest_busy_above: f64,
}

impl Default for BottleneckOptions {
    fn default() -> Self {
        Self {
            active_period: ActivePeriodOptions::default(),
            throughput: ThroughputOptions::default(),
            overloaded_above: 1.0,
            long_wait_days: 180.0,
            concentrated_above: 0.25,
            concentrated_from: 5,
            longest_busy_above: 0.25,
        }
    }
}

impl BottleneckOptions {
    /// The defaults that each field tells.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets over which days active periods are measured.
        active_period: ActivePeriodOptions => |options| options;
        /// Sets what throughput assumes.
        throughput: ThroughputOptions => |options| options;
        /// Sets the open projects per team above which a performer is overloaded.
        overloaded_above: f64 => |utilization| utilization;
        /// Sets the median days above which a wait is long.
        long_wait_days: f64 => |days| days;
        /// Sets the index above which commissions are concentrated.
        concentrated_above: f64 => |index| index;
        /// Sets the commissions from which on concentration says something.
        concentrated_from: u64 => |commissions| commissions;
        /// Sets the share of time above which a performer is one of long activity.
        longest_busy_above: f64 => |share| share;
    }
}

/// What all four measures say of a chain.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Bottlenecks<'c> {
    /// The work of each performer.
    pub load: Vec<Load<'c>>,
    /// How few share the commissions.
    pub concentration: Vec<Concentration<'c>>,
    /// Who was busy longest.
    pub active_period: Vec<ActivePeriodShare<'c>>,
    /// What gets through each category.
    pub throughput: Vec<Throughput<'c>>,
    options: BottleneckOptions,
}

/// ## Bottlenecks
impl SupplyChain {
    /// Measures the bottlenecks in all four ways.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::query::BottleneckOptions;
    /// let chain = datasets::example();
    /// let bottlenecks = chain.bottlenecks(&BottleneckOptions::new());
    /// assert_eq!(bottlenecks.throughput.len(), chain.categories().len());
    /// for bottleneck in bottlenecks.worst_first().iter().take(3) {
    ///     println!("{bottleneck}");
    /// }
    /// ```
    #[must_use]
    pub fn bottlenecks(&self, options: &BottleneckOptions) -> Bottlenecks<'_> {
        Bottlenecks {
            load: self.workloads(),
            concentration: self.concentration(),
            active_period: self.active_periods(&options.active_period),
            throughput: self.throughput(&options.throughput),
            options: options.clone(),
        }
    }
}
