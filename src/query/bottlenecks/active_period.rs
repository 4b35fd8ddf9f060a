//! Active periods: who has been busy longest without a pause, and so holds up the others.

use serde::Serialize;

use crate::chain::{OrganizationRef, SupplyChain};
use crate::model::PartialDate;
use crate::stats::active_period::{BottleneckPeriods, BusyInterval};

/// Over which days active periods are measured.
///
/// ```
/// use seedrelay::query::ActivePeriodOptions;
/// let options = ActivePeriodOptions::new().from("2020".parse()?).until("2024-12-31".parse()?);
/// assert_eq!(options.from.unwrap().year(), 2020);
/// # Ok::<(), seedrelay::model::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ActivePeriodOptions {
    /// The first day, or the first of the month or year. By default that of the first start.
    pub from: Option<PartialDate>,
    /// The day after the last; of a month or year, its first. By default the date of the chain, as waits are measured
    /// to.
    pub until: Option<PartialDate>,
}

impl ActivePeriodOptions {
    /// From the first start to the date of the chain.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets the first day.
        from: PartialDate => |from| Some(from);
        /// Sets the day after the last.
        until: PartialDate => |until| Some(until);
    }
}

/// How much of the time a performer held up the others.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ActivePeriodShare<'c> {
    /// The performer.
    pub organization: OrganizationRef<'c>,
    /// Alone: a share of 1 of the window.
    pub sole: f64,
    /// While the bottleneck shifted from or to another: a share of 1 of the window.
    pub shifting: f64,
}

/// ## Active periods
impl SupplyChain {
    /// How much of the time each performer was the bottleneck by the active-period method, by id; only those that ever
    /// were.
    ///
    /// A performer is busy from the start of a project to its end, or, while the project is open, to the date of the
    /// chain; the last day is not counted. Projects of which one of the two is unknown are left out. Whoever has been busy
    /// longest without a pause holds up the others. Source: [definitions](crate::docs::definitions), section 4; Roser,
    /// Nakano and Tanaka 2002. O(n log n) in the projects.
    ///
    /// ```
    /// use seedrelay::{Category, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};
    /// use seedrelay::query::ActivePeriodOptions;
    ///
    /// let chain = SupplyChain::builder("2024-01-11".parse()?)
    ///     .category(Category::new("rice"))
    ///     .organization(Organization::new("lab", OrganizationKind::Laboratory))
    ///     .organization(Organization::new("hau", OrganizationKind::University))
    ///     .project(Project::new("p1", "rice", Stage::Basic, "lab", Status::Active).started("2024-01-01".parse()?))
    ///     .project(
    ///         Project::new("p2", "rice", Stage::Basic, "hau", Status::Delivered)
    ///             .started("2024-01-03".parse()?)
    ///             .ended("2024-01-06".parse()?),
    ///     )
    ///     .build()?;
    /// let shares = chain.active_periods(&ActivePeriodOptions::new());
    /// assert_eq!(shares.len(), 1, "hau was never busy longest");
    /// assert_eq!((shares[0].organization.id().as_str(), shares[0].sole, shares[0].shifting), ("lab", 1.0, 0.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn active_periods(&self, options: &ActivePeriodOptions) -> Vec<ActivePeriodShare<'_>> {
        let busy = busy_intervals(self);
        let first_start = busy.iter().map(|interval| interval.start).min();
        let day = |date: PartialDate| PartialDate::of_day(date.first()).to_day().number();
        let Some(from) = options.from.map(day).or(first_start) else { return Vec::new() };
        let until = options.until.map_or(self.as_of().to_day().number(), day);
        let shares = BottleneckPeriods::new(self.organizations().len(), &busy).shares(from..until).unwrap_or_default();
        let row = |(organization, share): (usize, &crate::stats::active_period::BottleneckShare)| {
            (share.sole > 0.0 || share.shifting > 0.0).then(|| ActivePeriodShare {
                organization: self.numbered_organization(organization),
                sole: share.sole,
                shifting: share.shifting,
            })
        };
        shares.iter().enumerate().filter_map(row).collect()
    }
}

fn busy_intervals(chain: &SupplyChain) -> Vec<BusyInterval> {
    let columns = chain.columns();
    let as_of = chain.as_of().to_day();
    let interval = |project: usize| {
        let end = if columns.status[project].is_open() { Some(as_of) } else { columns.ended.get(project) };
        Some(BusyInterval {
            performer: columns.performer[project],
            start: columns.started.get(project)?.number(),
            end: end?.number(),
        })
    };
    (0..columns.len()).filter_map(interval).collect()
}
