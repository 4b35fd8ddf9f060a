//! Active periods: who has been continuously full for longest, in each category.

use std::num::NonZeroU32;

use crate::chain::{OrganizationRef, SupplyChain};
use crate::model::{Day, Evidence, PartialDate, Stage};
use crate::query::evidence::weaker;
use crate::query::keys::keys;
use crate::record::Category;
use crate::stats::active_period::{BottleneckPeriods, BottleneckShare, BusyInterval};

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
    /// The first day, or the first of the month or year. By default that of the first start in each category.
    pub from: Option<PartialDate>,
    /// The day after the last; of a month or year, its first. By default that after the date of the chain.
    pub until: Option<PartialDate>,
}

impl ActivePeriodOptions {
    /// From the first start in each category to the date of the chain.
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

/// How much of the time a role, a performer in a category at a stage, was the bottleneck of its category.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ActivePeriodShare<'c> {
    /// The performer.
    pub organization: OrganizationRef<'c>,
    /// The category.
    pub category: &'c Category,
    /// The stage.
    pub stage: Stage,
    /// Alone, or with others that were full for as long: a share of 1 of the window.
    pub sole: f64,
    /// While the bottleneck shifted from or to another: a share of 1 of the window.
    pub shifting: f64,
    /// How well the weakest of its projects with a known start is known, and its capability.
    pub evidence: Option<Evidence>,
}

keys! { ActivePeriodShare<'_>: row => {
    organization: row.organization,
    category: row.category.id,
    stage: row.stage,
    sole: row.sole,
    shifting: row.shifting,
    evidence: row.evidence,
} }

/// ## Active periods
impl SupplyChain {
    /// How much of the time each role was the bottleneck of its category by the active-period method: by category,
    /// organization and stage; only those that ever were.
    ///
    /// A role is *full* on a day when it has at least as many projects under way as teams; where its teams are unknown, at
    /// least one. A project is under way from its start to its end, or, while it is open, to the date of the chain, both
    /// days counted. A project that has ended on no known day is left out. Whoever is continuously full for longest is the
    /// bottleneck, which is not to say that all others wait for it. Source: [definitions](crate::docs::definitions),
    /// section 4; Roser, Nakano and Tanaka 2002. O(n log n) in the projects.
    ///
    /// ```
    /// use seedrelay::{Category, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};
    /// use seedrelay::query::ActivePeriodOptions;
    ///
    /// let chain = SupplyChain::builder("2024-01-10".parse()?)
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
    /// assert_eq!(shares.len(), 1, "hau was never full for longest");
    /// assert_eq!((shares[0].organization.id().as_str(), shares[0].sole, shares[0].shifting), ("lab", 1.0, 0.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn active_periods(&self, options: &ActivePeriodOptions) -> Vec<ActivePeriodShare<'_>> {
        let under_way = under_way(self);
        let of_categories = under_way.chunk_by(|a, b| a.role.category == b.role.category);
        of_categories.flat_map(|own| self.of_category(own, options)).collect()
    }

    /// The shares of one category, from its projects by role.
    fn of_category(&self, projects: &[UnderWay], options: &ActivePeriodOptions) -> Vec<ActivePeriodShare<'_>> {
        let day = |date: PartialDate| PartialDate::of_day(date.first()).to_day().number();
        let first = projects.iter().map(|project| project.start).min();
        let from = options.from.map(day).or(first).expect("a chunk is not empty");
        let until = options.until.map_or(self.as_of().to_day().number() + 1, day);
        let roles: Vec<&[UnderWay]> = projects.chunk_by(|a, b| a.role == b.role).collect();
        let teams: Vec<u32> = roles.iter().map(|own| self.teams_of(own[0].role).map_or(1, NonZeroU32::get)).collect();
        let interval = |(role, project): (u32, &UnderWay)| {
            let end = project.end?;
            Some(BusyInterval { performer: role, start: project.start, end: end.max(project.start) + 1 })
        };
        let of_roles = (0..).zip(&roles).flat_map(|(number, own)| own.iter().map(move |project| (number, project)));
        let busy: Vec<BusyInterval> = of_roles.filter_map(interval).collect();
        let shares = BottleneckPeriods::new(&teams, &busy).shares(from..until).unwrap_or_default();
        let row = |(own, share): (&&[UnderWay], &BottleneckShare)| {
            (share.sole > 0.0 || share.shifting > 0.0).then(|| self.share_of(own, *share))
        };
        roles.iter().zip(&shares).filter_map(row).collect()
    }

    fn share_of(&self, own: &[UnderWay], share: BottleneckShare) -> ActivePeriodShare<'_> {
        let Role { category, organization, stage } = own[0].role;
        let known = own.iter().map(|project| self.numbered_project(project.number as usize).evidence());
        let place = self.works_at().number(organization as usize, category, stage);
        let place = place.map(|place| self.works_at().every()[place]).filter(|place| place.teams.is_some());
        ActivePeriodShare {
            organization: self.numbered_organization(organization as usize),
            category: &self.categories()[category as usize],
            stage,
            sole: share.sole,
            shifting: share.shifting,
            evidence: known.map(Some).fold(place.map(|place| place.evidence), weaker),
        }
    }

    /// The teams of a role; `None` where they are unknown.
    fn teams_of(&self, role: Role) -> Option<NonZeroU32> {
        let place = self.works_at().number(role.organization as usize, role.category, role.stage)?;
        self.works_at().every()[place].teams
    }
}

/// A performer in a category at a stage: in the order in which shares are listed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Role {
    category: u32,
    organization: u32,
    stage: Stage,
}

/// A project that has started, from the first day to the last, as far as that is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct UnderWay {
    role: Role,
    number: u32,
    start: i32,
    end: Option<i32>,
}

/// Every project that has started, by role.
fn under_way(chain: &SupplyChain) -> Vec<UnderWay> {
    let columns = chain.columns();
    let as_of = chain.as_of().to_day().number();
    let of_project = |project: usize| {
        let start = columns.started.get(project).map(Day::number);
        let ended = columns.ended.get(project).map(Day::number);
        let end = if columns.status[project].is_open() { Some(as_of) } else { ended };
        let (category, stage) = (columns.category[project], columns.stage[project]);
        start.into_iter().flat_map(move |start| {
            let role = move |organization| Role { category, organization, stage };
            columns.workers(project).map(move |own| UnderWay { role: role(own), number: project as u32, start, end })
        })
    };
    let mut under_way: Vec<UnderWay> = (0..columns.len()).flat_map(of_project).collect();
    under_way.sort_unstable();
    under_way
}
