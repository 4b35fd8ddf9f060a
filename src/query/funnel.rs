//! The funnel: how many results get over each boundary, and how long it takes.

use serde::Serialize;

use crate::chain::{OrganizationRef, SupplyChain};
use crate::model::{Boundary, Status};
use crate::query::keys::keys;
use crate::query::routes::{self, Crossing};
use crate::record::Category;
use crate::stats::kaplan_meier::{KaplanMeier, Observation};

named_enum! {
    /// Whether results can get over a boundary.
    ///
    /// Source: [definitions](crate::docs::definitions), section 1.
    pub enum BoundaryState ("state of a boundary") {
        /// On one side, no organization is capable.
        Absent = "absent", "one side not on record", "一侧未见记录";
        /// Both sides are there, and no relation crosses.
        Cut = "cut", "no route on record", "未见通道记录";
        /// All routes lead through one organization, or too few results get over.
        Thin = "thin", "thin", "薄弱";
        /// Neither.
        Ok = "ok", "a route exists", "有通道";
    }
}

/// How to judge the funnel.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct FunnelOptions {
    /// A boundary that is crossed by a smaller share of results than this is thin: a share of 1. `None`, the default,
    /// judges by routes alone, since no share is right for every category.
    pub thin_below: Option<f64>,
}

impl FunnelOptions {
    /// Judges by routes alone.
    #[must_use]
    pub const fn new() -> Self {
        Self { thin_below: None }
    }

    /// Sets the share of results below which a boundary is thin.
    #[must_use]
    pub const fn thin_below(mut self, share: f64) -> Self {
        self.thin_below = Some(share);
        self
    }
}

/// How long results wait for the first live project of a later leap that starts on them, in days.
///
/// Where dates are known to the month or year only, their middle stands for them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct HandoffDelay {
    /// The median of those that were taken up: too short, since those that still wait are left out.
    pub naive_median: Option<f64>,
    /// The median of all, by Kaplan and Meier (1958); `None` while less than half are taken up.
    pub median: Option<f64>,
    /// The lower end of its 95 % interval.
    pub low: Option<f64>,
    /// The upper end of its 95 % interval.
    pub high: Option<f64>,
    /// Results with a known end, taken up or not.
    pub observations: usize,
    /// Those of them that were taken up.
    pub taken_up: usize,
    /// The whole curve that the median is read from: the share that still waits, by days.
    #[serde(skip)]
    pub curve: KaplanMeier,
}

/// One boundary of one category.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FunnelRow<'c> {
    /// The category.
    pub category: &'c Category,
    /// The boundary.
    pub boundary: Boundary,
    /// Whether results can get over it.
    pub state: BoundaryState,
    /// The organization that all routes lead through, if they do.
    pub depends_on: Option<OrganizationRef<'c>>,
    /// Results: delivered projects of the leap before the boundary.
    pub delivered: usize,
    /// Those from which a live project of a later leap can be reached.
    pub taken_up: usize,
    /// How long results of the leap before the boundary wait.
    pub delay: HandoffDelay,
}

impl FunnelRow<'_> {
    /// The share of results that are taken up, 0 to 1; `None`, and never 0, where there are no results.
    #[must_use]
    pub fn conversion(&self) -> Option<f64> {
        (self.delivered > 0).then(|| self.taken_up as f64 / self.delivered as f64)
    }
}

keys! { FunnelRow<'_>: row => {
    category: row.category.id,
    from: row.boundary.from(),
    to: row.boundary.to(),
    state: row.state,
    depends_on [where_known]: row.depends_on,
    delivered: row.delivered,
    taken_up: row.taken_up,
    conversion: row.conversion(),
    why [where_known]: row.conversion().is_none().then_some("no-results"),
    delay_days: row.delay,
} }

/// ## The funnel
impl SupplyChain {
    /// Every boundary of every category, by id of the category.
    ///
    /// *Conversion* from leap ℓ: of the delivered projects of ℓ, the share from which a live project of a later leap can
    /// be reached along builds-on edges. *Delay*: of the delivered projects of ℓ, the days from their end to the first
    /// start of a live project of a later leap that builds on them, negative where it started before; those not taken up
    /// yet are censored at [`as_of`](Self::as_of). Source: [definitions](crate::docs::definitions), section 1. Takes
    /// time in proportion to the chain.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::query::FunnelOptions;
    /// let chain = datasets::hunan();
    /// for row in chain.funnel(&FunnelOptions::new()) {
    ///     assert!(row.conversion().is_none_or(|share| (0.0..=1.0).contains(&share)));
    /// }
    /// ```
    #[must_use]
    pub fn funnel(&self, options: &FunnelOptions) -> Vec<FunnelRow<'_>> {
        let columns = self.columns();
        let furthest = furthest_live_leap(self);
        let first_start = first_start_on_each(self);
        let as_of = self.as_of().to_day().number();
        let mut cells = vec![HandoffCounts::default(); self.categories().len() * Boundary::ALL.len()];
        for project in 0..columns.len() {
            let leap = columns.leap(project);
            let Some(boundary) = Boundary::ALL.into_iter().find(|boundary| boundary.from() == leap) else { continue };
            if columns.status[project] != Status::Delivered {
                continue;
            }
            let cell = &mut cells[columns.category[project] as usize * Boundary::ALL.len() + boundary as usize];
            cell.delivered += 1;
            cell.taken_up += usize::from(furthest[project] > leap.index() as i8);
            if let Some(ended) = columns.ended.get(project) {
                let days = |day: i32| f64::from(day) - f64::from(ended.number());
                cell.delays.push(match first_start[project] {
                    i32::MAX => Observation::censored(days(as_of)),
                    start => Observation::event(days(start)),
                });
            }
        }
        let crossings = routes::crossings(self, &routes::capable_leaps(self));
        let rows = self.categories().iter().zip(crossings).flat_map(|(category, crossings)| {
            Boundary::ALL.map(|boundary| (category, boundary, crossings[boundary as usize]))
        });
        rows.zip(cells)
            .map(|((category, boundary, crossing), cell)| {
                let depends_on = match crossing {
                    Crossing::Through(organization) => Some(self.numbered_organization(organization as usize)),
                    _ => None,
                };
                let mut row = FunnelRow {
                    category,
                    boundary,
                    state: BoundaryState::Ok,
                    depends_on,
                    delivered: cell.delivered,
                    taken_up: cell.taken_up,
                    delay: delay(&cell.delays),
                };
                let too_few = row.conversion().zip(options.thin_below).is_some_and(|(share, least)| share < least);
                row.state = match crossing {
                    Crossing::Absent => BoundaryState::Absent,
                    Crossing::Cut => BoundaryState::Cut,
                    Crossing::Through(_) => BoundaryState::Thin,
                    Crossing::Several if too_few => BoundaryState::Thin,
                    Crossing::Several => BoundaryState::Ok,
                };
                row
            })
            .collect()
    }
}

#[derive(Clone, Default)]
struct HandoffCounts {
    delivered: usize,
    taken_up: usize,
    delays: Vec<Observation>,
}

fn delay(observations: &[Observation]) -> HandoffDelay {
    let estimate = KaplanMeier::new(observations);
    let median = estimate.median();
    HandoffDelay {
        naive_median: estimate.naive_median(),
        median: median.median,
        low: median.low,
        high: median.high,
        observations: observations.len(),
        taken_up: observations.iter().filter(|observation| observation.observed).count(),
        curve: estimate,
    }
}

/// The latest leap of a live project that can be reached from each project; -1 for none.
fn furthest_live_leap(chain: &SupplyChain) -> Vec<i8> {
    let columns = chain.columns();
    let mut furthest = vec![-1_i8; columns.len()];
    for project in columns.downstream_order().rev() {
        let own = if columns.is_live(project) { columns.leap(project).index() as i8 } else { -1 };
        let reached = own.max(furthest[project]);
        for &upstream in columns.builds_on.of(project) {
            let upstream = &mut furthest[upstream as usize];
            *upstream = reached.max(*upstream);
        }
    }
    furthest
}

/// The day on which the first live project of a later leap started on each project; `i32::MAX` for none.
fn first_start_on_each(chain: &SupplyChain) -> Vec<i32> {
    let columns = chain.columns();
    let mut first = vec![i32::MAX; columns.len()];
    for project in (0..columns.len()).filter(|&project| columns.is_live(project)) {
        let Some(started) = columns.started.get(project) else { continue };
        for &upstream in columns.builds_on.of(project) {
            if columns.leap(project) > columns.leap(upstream as usize) {
                let first = &mut first[upstream as usize];
                *first = started.number().min(*first);
            }
        }
    }
    first
}
