//! Synthetic chains of any size: for benches, and as null models to compare a real chain with.
//!
//! [`generate`] draws a whole chain from a seed. It is skewed as real ones are: few laboratories and universities, some
//! institutes, one consortium or a few for each category, and many companies; a few performers do most of the work. A
//! result is taken up by a later project once it is there, so that dates, statuses and builds-on edges fit each other.
//! The faults of a relay are planted on purpose, each by a share of its own ([`PlantedGaps`]).
//!
//! ```
//! use seedrelay::testing::synthetic::{SyntheticOptions, self};
//! use seedrelay::Status;
//!
//! let options = SyntheticOptions::of_size(200).seed(7);
//! let chain = synthetic::generate(&options);
//! assert_eq!((chain.organizations().len(), chain.projects().len()), (200, 1000));
//! assert_eq!(chain, synthetic::generate(&options), "a seed always gives the same chain");
//! assert!(chain.projects().filter(|project| project.status() == Status::Delivered).count() > 300);
//! ```
//!
//! # What a seed promises
//!
//! The generator is [`Pcg64Mcg`](rand_pcg::Pcg64Mcg), whose values are stable, and performers are drawn from
//! `rand_distr`'s Zipf distribution. The same options give the same chain, and so the same bytes when it is written, on
//! the same platform; another platform may round a power or a logarithm otherwise. A new version of this crate may
//! give other chains, and then says so in its change log.
//!
//! # Size
//!
//! Time and memory grow in proportion to the organizations and projects. Records go through the same validation as
//! those of a document, one at a time, so that nothing is held twice.

// No share and no weight is negative, and a cast of one that is no number gives 0.
#![allow(clippy::cast_sign_loss)]

mod links;
mod people;
mod relay;
mod rng;

use crate::chain::Assembly;
use crate::chain::SupplyChain;
use crate::model::PartialDate;
use crate::record::{Head, Recorded, Source};

use people::People;
use relay::Relay;
use rng::StableRng;

/// What a synthetic chain is to be like.
///
/// All shares are of 1; one outside 0..1 counts as the nearer end.
///
/// ```
/// use seedrelay::testing::synthetic::{PlantedGaps, SyntheticOptions, generate};
/// let sound = generate(&SyntheticOptions::default().gaps(PlantedGaps::none()));
/// assert_eq!(sound.categories().len(), 5);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SyntheticOptions {
    /// What the chain is drawn from: another seed, another chain of the same kind. 0 by default.
    pub seed: u64,
    /// How many organizations: 1 or more. 200 by default. There is room for every kind from about twice the number of
    /// categories and 10.
    pub organizations: usize,
    /// How many projects. 1,000 by default.
    pub projects: usize,
    /// How many categories: 1 or more. 5 by default.
    pub categories: usize,
    /// The day of the chain. 2024-12-31 by default.
    pub as_of: PartialDate,
    /// The exponent of Zipf's law by which performers get projects: 0 for equal chances, 1 by default. Of the
    /// organizations that can do a project, the `k`th gets it with a chance in proportion to `k` to the power of minus
    /// this.
    pub zipf_exponent: f64,
    /// The share of projects that somebody commissioned. 0.5 by default.
    pub commissioned: f64,
    /// The share of projects that build on more than one other. 0.4 by default, which makes about one builds-on edge a
    /// project.
    pub further_upstream: f64,
    /// Of those further edges, the share between projects of the same stage. 0.3 by default.
    pub level: f64,
    /// Of those further edges, the share from a later stage back to an earlier one. 0.1 by default.
    pub feedback: f64,
    /// Of those further edges, the share from another category. 0.1 by default.
    pub cross_category: f64,
    /// Demands for each project. 0.1 by default.
    pub demands: f64,
    /// The share of projects of whose dates some are known to the month or the year only. 0.1 by default.
    pub partial_dates: f64,
    /// The share of projects of which no date is known. 0.02 by default.
    pub missing_dates: f64,
    /// The share of organizations and of projects that are only assumed; what refers to them is too. 0 by default.
    pub assumed: f64,
    /// The share of organizations and of projects that are only proposed; what refers to them is too. 0 by default.
    pub proposed: f64,
    /// Which faults to plant.
    pub gaps: PlantedGaps,
}

impl Default for SyntheticOptions {
    fn default() -> Self {
        Self {
            seed: 0,
            organizations: 200,
            projects: 1_000,
            categories: 5,
            as_of: PartialDate::new(2024, Some(12), Some(31)).expect("the last day of a year exists"),
            zipf_exponent: 1.0,
            commissioned: 0.5,
            further_upstream: 0.4,
            level: 0.3,
            feedback: 0.1,
            cross_category: 0.1,
            demands: 0.1,
            partial_dates: 0.1,
            missing_dates: 0.02,
            assumed: 0.0,
            proposed: 0.0,
            gaps: PlantedGaps::default(),
        }
    }
}

impl SyntheticOptions {
    /// The defaults for a chain of some size: five times as many projects as organizations.
    #[must_use]
    pub fn of_size(organizations: usize) -> Self {
        Self::default().organizations(organizations).projects(organizations.saturating_mul(5))
    }

    setters! {
        /// Sets what the chain is drawn from.
        seed: u64 => |seed| seed;
        /// Sets how many organizations there are.
        organizations: usize => |organizations| organizations;
        /// Sets how many projects there are.
        projects: usize => |projects| projects;
        /// Sets how many categories there are.
        categories: usize => |categories| categories;
        /// Sets the day of the chain.
        as_of: PartialDate => |as_of| as_of;
        /// Sets how unevenly performers get projects.
        zipf_exponent: f64 => |zipf_exponent| zipf_exponent;
        /// Sets the share of projects that somebody commissioned.
        commissioned: f64 => |commissioned| commissioned;
        /// Sets the share of projects that build on more than one other.
        further_upstream: f64 => |further_upstream| further_upstream;
        /// Sets the share of further edges between projects of the same stage.
        level: f64 => |level| level;
        /// Sets the share of further edges from a later stage back to an earlier one.
        feedback: f64 => |feedback| feedback;
        /// Sets the share of further edges from another category.
        cross_category: f64 => |cross_category| cross_category;
        /// Sets how many demands there are for each project.
        demands: f64 => |demands| demands;
        /// Sets the share of projects of whose dates some are known to the month or the year only.
        partial_dates: f64 => |partial_dates| partial_dates;
        /// Sets the share of projects of which no date is known.
        missing_dates: f64 => |missing_dates| missing_dates;
        /// Sets the share of organizations and of projects that are only assumed.
        assumed: f64 => |assumed| assumed;
        /// Sets the share of organizations and of projects that are only proposed.
        proposed: f64 => |proposed| proposed;
        /// Sets which faults to plant.
        gaps: PlantedGaps => |gaps| gaps;
    }
}

/// How many faults of each kind to plant, as shares of 1.
///
/// What is planted is there; a few more faults come about by themselves, as where a category that lacks a stage leaves
/// the results before it without a taker.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PlantedGaps {
    /// The share of categories in which nobody can do the last leap. 0.2 by default: one of five.
    pub missing_stage: f64,
    /// The share of categories in which nothing connects those who can do the first leap with those who can do the
    /// second. 0.2 by default: one of five.
    pub missing_route: f64,
    /// The share of results of the first two leaps that nobody takes up. 0.15 by default.
    pub stranded_result: f64,
    /// The share of projects of the last two leaps that build on nothing. 0.05 by default.
    pub unfounded_start: f64,
    /// The share of projects of the last leap that build on the first leap and not on the second. 0.05 by default.
    pub skipped_leap: f64,
    /// The share of results that wait for more than a year before they are taken up. 0.2 by default.
    pub late_handoff: f64,
    /// The share of waiting commissions that have waited for more than 180 days. 0.3 by default.
    pub idle_commission: f64,
    /// The share of demands that nobody answers. 0.2 by default.
    pub unanswered_demand: f64,
    /// The share of demands that are answered at later stages only than that where they are rooted. 0.2 by default.
    pub demand_stopped_short: f64,
    /// The share of performers of the last leap that no extension service serves. 0.2 by default.
    pub last_mile: f64,
}

impl Default for PlantedGaps {
    fn default() -> Self {
        Self {
            missing_stage: 0.2,
            missing_route: 0.2,
            stranded_result: 0.15,
            unfounded_start: 0.05,
            skipped_leap: 0.05,
            late_handoff: 0.2,
            idle_commission: 0.3,
            unanswered_demand: 0.2,
            demand_stopped_short: 0.2,
            last_mile: 0.2,
        }
    }
}

impl PlantedGaps {
    /// No faults are planted.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            missing_stage: 0.0,
            missing_route: 0.0,
            stranded_result: 0.0,
            unfounded_start: 0.0,
            skipped_leap: 0.0,
            late_handoff: 0.0,
            idle_commission: 0.0,
            unanswered_demand: 0.0,
            demand_stopped_short: 0.0,
            last_mile: 0.0,
        }
    }

    setters! {
        /// Sets the share of categories in which nobody can do the last leap.
        missing_stage: f64 => |share| share;
        /// Sets the share of categories in which nothing connects the first leap with the second.
        missing_route: f64 => |share| share;
        /// Sets the share of results that nobody takes up.
        stranded_result: f64 => |share| share;
        /// Sets the share of later projects that build on nothing.
        unfounded_start: f64 => |share| share;
        /// Sets the share of projects of the last leap that do without the second.
        skipped_leap: f64 => |share| share;
        /// Sets the share of results that wait for more than a year.
        late_handoff: f64 => |share| share;
        /// Sets the share of waiting commissions that have waited for more than 180 days.
        idle_commission: f64 => |share| share;
        /// Sets the share of demands that nobody answers.
        unanswered_demand: f64 => |share| share;
        /// Sets the share of demands that are answered too late in the chain.
        demand_stopped_short: f64 => |share| share;
        /// Sets the share of performers of the last leap that no extension service serves.
        last_mile: f64 => |share| share;
    }
}

/// How many sources the documented records name.
const SOURCES: usize = 3;

/// Draws a chain.
///
/// Ids are numbers of equal width behind a letter, such as `o017` and `p0093`, so that their order is the order in
/// which the records were drawn. Every documented record names a source.
///
/// ```
/// use seedrelay::testing::synthetic::{SyntheticOptions, generate};
/// let chain = generate(&SyntheticOptions::default());
/// assert!(chain.projects().all(|project| project.builds_on().all(|upstream| upstream.id() < project.id())));
/// ```
///
/// # Panics
///
/// If there are so many organizations or projects that their numbers do not fit into 32 bits.
#[must_use]
pub fn generate(options: &SyntheticOptions) -> SupplyChain {
    let mut rng = StableRng::new(options.seed);
    let mut assembly = Assembly::new(false);
    // Of a month or a year, the first day.
    let head =
        Head::new(PartialDate::of_day(options.as_of.first())).name(("Synthetic chain", "合成链")).currency("CNY");
    assembly.head(head.draft());
    for number in 1..=SOURCES {
        let source = Source::new(format!("s{number}")).title(format!("Source {number}")).date(options.as_of);
        assembly.add::<Source>(source.draft());
    }
    let people = People::draw(options, &mut rng, &mut assembly);
    let relay = Relay::run(options, &people, &mut rng, &mut assembly);
    links::draw(options, &people, relay, &mut rng, &mut assembly);
    assembly.finish().expect("what is drawn keeps to the rules of a document")
}

#[cfg(test)]
mod tests;
