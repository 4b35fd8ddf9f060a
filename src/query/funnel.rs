//! The funnel: how many results get over each boundary, and how long it takes.

use crate::chain::{OrganizationRef, SupplyChain};
use crate::model::{Boundary, Evidence, Status};
use crate::query::evidence::weaker;
use crate::query::keys::keys;
use crate::query::routes::{self, Crossing};
use crate::query::uses::{Uptake, Uses};
use crate::record::Category;
use crate::stats::kaplan_meier::{KaplanMeier, Observation};

named_enum! {
    /// Whether results can get over a boundary.
    ///
    /// Source: [definitions](crate::docs::definitions), section 1.
    pub enum BoundaryState ("state of a boundary") {
        /// On one side, no organization works.
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

/// How long results wait to be taken up, in days, 0 or more: from their end to the earliest known day on which that
/// happened.
///
/// Where dates are known to the month or year only, their middle stands for them.
#[derive(Clone, Debug, PartialEq)]
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
    /// Results with a known end that were taken up on a known day, or were not taken up.
    pub observations: usize,
    /// Those of them that were taken up.
    pub taken_up: usize,
    /// Results with a known end that were taken up on no known day: they are left out, since they do not wait.
    pub undated: usize,
    /// Results without a known end: they are left out.
    pub no_end: usize,
    /// The whole curve that the median is read from: the share that still waits, by days.
    pub curve: KaplanMeier,
}

impl HandoffDelay {
    /// Why there is no median, where there is none: no result has known dates, or over half still wait.
    #[must_use]
    pub const fn why(&self) -> Option<&'static str> {
        match (self.median, self.observations) {
            (Some(_), _) => None,
            (None, 0) => Some("no-dates"),
            (None, _) => Some("not-reached"),
        }
    }

    /// Why the interval of a median that is known has an end that is not: the survival curve has not come down to it.
    fn why_open_interval(&self) -> Option<&'static str> {
        (self.median.is_some() && (self.low.is_none() || self.high.is_none())).then_some("not-reached")
    }
}

keys! { HandoffDelay: delay => {
    naive_median: delay.naive_median,
    median: delay.median,
    low: delay.low,
    high: delay.high,
    observations: delay.observations,
    taken_up: delay.taken_up,
    undated: delay.undated,
    no_end: delay.no_end,
    why [where_known]: delay.why(),
    why_interval [where_known]: delay.why_open_interval(),
} }

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
    /// Those that are taken up, in any way.
    pub taken_up: usize,
    /// Those of them from which a live project of a later leap can be reached.
    pub by_project: usize,
    /// Those of the others of which a licence is in force to an organization that works at a later leap.
    pub by_licence: usize,
    /// Those of the others that are grown, or drawn on by a project of a later leap.
    pub by_use: usize,
    /// How long results of the leap before the boundary wait.
    pub delay: HandoffDelay,
    /// How well the weakest of the workplaces on both sides and the results is known; `None` where there is nothing.
    pub evidence: Option<Evidence>,
}

impl FunnelRow<'_> {
    /// The share of results that are taken up, 0 to 1; `None`, and never 0, where there are no results.
    #[must_use]
    pub fn conversion(&self) -> Option<f64> {
        share(self.taken_up, self.delivered)
    }
}

fn share(taken_up: usize, delivered: usize) -> Option<f64> {
    (delivered > 0).then(|| taken_up as f64 / delivered as f64)
}

keys! { FunnelRow<'_>: row => {
    category: row.category.id,
    from: row.boundary.from(),
    to: row.boundary.to(),
    state: row.state,
    depends_on [where_known]: row.depends_on,
    delivered: row.delivered,
    taken_up: row.taken_up,
    by_project: row.by_project,
    by_licence: row.by_licence,
    by_use: row.by_use,
    conversion: row.conversion(),
    why [where_known]: row.conversion().is_none().then_some("no-results"),
    delay_days: row.delay,
    evidence: row.evidence,
} }

/// ## The funnel
impl SupplyChain {
    /// Every boundary of every category, by id of the category.
    ///
    /// *Conversion* from leap ℓ: of the delivered projects of ℓ, the share that is taken up: from which a live project of a
    /// later leap can be reached along builds-on edges, through projects of any status and category; or else of which, or
    /// of what they release, a licence is in force to an organization that works at a later leap; or else that are grown, or
    /// drawn on by a project of a later leap. *Delay*: of the same projects, the days from their end to the first known day
    /// on which any of this happened; those not taken up yet are censored at [`as_of`](Self::as_of), those taken up on no
    /// known day left out. Source: [definitions](crate::docs::definitions), section 1. Takes
    /// time in proportion to the chain.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::query::FunnelOptions;
    /// let chain = datasets::example();
    /// for row in chain.funnel(&FunnelOptions::new()) {
    ///     assert!(row.conversion().is_none_or(|share| (0.0..=1.0).contains(&share)));
    /// }
    /// ```
    #[must_use]
    pub fn funnel(&self, options: &FunnelOptions) -> Vec<FunnelRow<'_>> {
        let mut cells = vec![HandoffCounts::default(); self.categories().len() * Boundary::ALL.len()];
        self.for_each_result(|category, boundary, project, by_project, others| {
            cells[category * Boundary::ALL.len() + boundary as usize].add(self, project, by_project, others);
        });
        let crossings = routes::crossings(self, &routes::staffed_leaps(self));
        let rows = self.categories().iter().zip(crossings).flat_map(|(category, crossings)| {
            Boundary::ALL.map(|boundary| (category, boundary, crossings[boundary as usize]))
        });
        self.weigh_workplaces(&mut cells);
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
                    taken_up: cell.by_project + cell.by_licence + cell.by_use,
                    by_project: cell.by_project,
                    by_licence: cell.by_licence,
                    by_use: cell.by_use,
                    evidence: cell.evidence,
                    delay: cell.delay(),
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

impl SupplyChain {
    /// The [conversions](FunnelRow::conversion) of each category alone, by boundary.
    pub(in crate::query) fn conversions(&self) -> Vec<[Option<f64>; 2]> {
        let mut counts = vec![[[0_usize; 2]; 2]; self.categories().len()];
        self.for_each_result(|category, boundary, _, by_project, others| {
            let [delivered, taken_up] = &mut counts[category][boundary as usize];
            *delivered += 1;
            *taken_up += usize::from(by_project != TakenUp::No || others.by_licence || others.by_use);
        });
        counts.into_iter().map(|of| of.map(|[delivered, taken_up]| share(taken_up, delivered))).collect()
    }

    /// Shows every result before the last boundary: its category, the boundary, its project, and how it is taken up.
    fn for_each_result(&self, mut see: impl FnMut(usize, Boundary, usize, TakenUp, Uptake)) {
        let columns = self.columns();
        let (paths, uses) = (Paths::of(self), Uses::of(self));
        for project in (0..columns.len()).filter(|&project| columns.status[project] == Status::Delivered) {
            let leap = columns.leap(project);
            let Some(boundary) = Boundary::ALL.into_iter().find(|boundary| boundary.from() == leap) else { continue };
            let category = columns.category[project] as usize;
            see(category, boundary, project, paths.over(boundary, project), uses.uptake(self, project));
        }
    }

    /// Adds how well it is known who works on both sides of each boundary.
    fn weigh_workplaces(&self, cells: &mut [HandoffCounts]) {
        for place in self.works_at().every() {
            for boundary in Boundary::ALL.into_iter().filter(|boundary| boundary.joins(place.stage.leap())) {
                let cell = &mut cells[place.category as usize * Boundary::ALL.len() + boundary as usize];
                cell.evidence = weaker(cell.evidence, Some(place.evidence));
            }
        }
    }
}

/// The results at one boundary of one category.
#[derive(Clone, Default)]
struct HandoffCounts {
    delivered: usize,
    by_project: usize,
    by_licence: usize,
    by_use: usize,
    undated: usize,
    no_end: usize,
    delays: Vec<Observation>,
    evidence: Option<Evidence>,
}

impl HandoffCounts {
    fn add(&mut self, chain: &SupplyChain, project: usize, by_project: TakenUp, others: Uptake) {
        self.delivered += 1;
        self.evidence = weaker(self.evidence, Some(chain.columns().evidence[project]));
        match (by_project, others) {
            (TakenUp::Undated | TakenUp::On(_), _) => self.by_project += 1,
            (TakenUp::No, Uptake { by_licence: true, .. }) => self.by_licence += 1,
            (TakenUp::No, Uptake { by_use: true, .. }) => self.by_use += 1,
            (TakenUp::No, _) => {}
        }
        let taken_up = by_project.or(others);
        let Some(ended) = chain.columns().ended.get(project) else {
            self.no_end += 1;
            return;
        };
        let days = |day: i32| f64::from(day - ended.number()).max(0.0);
        match taken_up {
            TakenUp::No => self.delays.push(Observation::censored(days(chain.as_of().to_day().number()))),
            TakenUp::On(day) => self.delays.push(Observation::event(days(day))),
            TakenUp::Undated => self.undated += 1,
        }
    }

    fn delay(&self) -> HandoffDelay {
        let estimate = KaplanMeier::new(&self.delays);
        let median = estimate.median();
        HandoffDelay {
            naive_median: estimate.naive_median(),
            median: median.median,
            low: median.low,
            high: median.high,
            observations: self.delays.len(),
            taken_up: estimate.events(),
            undated: self.undated,
            no_end: self.no_end,
            curve: estimate,
        }
    }
}

/// Whether and when a result was taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TakenUp {
    No,
    /// On no known day.
    Undated,
    /// On the day of this number.
    On(i32),
}

impl TakenUp {
    /// The earlier of this and of other ways.
    fn or(self, others: Uptake) -> Self {
        match (self, others.first) {
            (Self::On(day), Some(other)) => Self::On(day.min(other)),
            (Self::No | Self::Undated, Some(day)) => Self::On(day),
            (Self::No, None) if others.by_licence || others.by_use => Self::Undated,
            (_, None) => self,
        }
    }
}

/// By which live projects of later leaps each project was taken up, along builds-on edges.
struct Paths {
    /// The latest leap of a live project that can be reached from each; -1 for none.
    furthest: Vec<i8>,
    /// The first known start of a live project beyond each boundary that can be reached from each; [`NEVER`] for none.
    first: Vec<[i32; 2]>,
}

/// A day after all days.
const NEVER: i32 = i32::MAX;

impl Paths {
    /// One pass against the stream.
    fn of(chain: &SupplyChain) -> Self {
        let columns = chain.columns();
        let (mut furthest, mut first) = (vec![-1_i8; columns.len()], vec![[NEVER; 2]; columns.len()]);
        for project in columns.downstream_order().rev() {
            let (mut reached, mut starts) = (furthest[project], first[project]);
            if columns.is_live(project) {
                let leap = columns.leap(project);
                reached = reached.max(leap.index() as i8);
                let started = columns.started.number_or(project, NEVER);
                for boundary in Boundary::ALL.into_iter().filter(|boundary| leap > boundary.from()) {
                    let first = &mut starts[boundary as usize];
                    *first = started.min(*first);
                }
            }
            for &upstream in columns.builds_on.of(project) {
                let upstream = upstream as usize;
                furthest[upstream] = reached.max(furthest[upstream]);
                for (first, start) in first[upstream].iter_mut().zip(starts) {
                    *first = start.min(*first);
                }
            }
        }
        Self { furthest, first }
    }

    /// Whether and when a result of the leap before a boundary was taken up beyond it.
    fn over(&self, boundary: Boundary, project: usize) -> TakenUp {
        match self.first[project][boundary as usize] {
            _ if self.furthest[project] <= boundary.from().index() as i8 => TakenUp::No,
            NEVER => TakenUp::Undated,
            start => TakenUp::On(start),
        }
    }
}
