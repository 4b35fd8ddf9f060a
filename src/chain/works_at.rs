//! Who works where: by a capability on record, or by a project that proves one.

use std::num::NonZeroU32;

use jiff::Span;

use super::columns::ProjectColumns;
use crate::chain::{CapabilityCell, OrganizationRef, SupplyChain};
use crate::graph::rows::Rows;
use crate::model::{Evidence, PartialDate, Stage};

/// For how many years a project that has ended still proves that its performer works there.
pub(super) const RECENT_YEARS: u16 = 10;

/// One category and stage at which an organization works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Workplace {
    pub(crate) category: u32,
    pub(crate) stage: Stage,
    /// Its teams there, as a capability says; `None` where only projects prove that it works there: at least one.
    pub(crate) teams: Option<NonZeroU32>,
    /// How well it is known that it works there: as the capability, else as the best known of the projects.
    pub(crate) evidence: Evidence,
}

impl Workplace {
    /// Its teams, with unknown ones counted as one.
    pub(crate) fn teams_at_least(self) -> u32 {
        self.teams.map_or(1, NonZeroU32::get)
    }
}

/// Where each organization works, by category and stage.
#[derive(Clone, Debug, Default)]
pub(crate) struct WorksAt(Rows<Workplace>);

impl WorksAt {
    /// One pass over the projects and one over the organizations.
    pub(in crate::chain) fn new(chain: &SupplyChain) -> Self {
        let (columns, organizations) = (chain.columns(), chain.organization_columns());
        let count = chain.organizations().len();
        let is_proof = proofs(columns, years_before(chain.as_of(), chain.recent_years));
        let is_new = |&(organization, project): &(u32, u32)| {
            let place = (columns.category[project as usize], columns.stage[project as usize]);
            let cells = organizations.capabilities(organization as usize);
            cells.binary_search_by_key(&place, |cell| (cell.category, cell.stage)).is_err()
        };
        let proofs = (0..columns.len()).filter(|&project| is_proof(project));
        let proofs = proofs.flat_map(|project| columns.workers(project).map(move |own| (own, project as u32)));
        let proofs = Rows::from_pairs(count, proofs.filter(is_new));
        let mut rows = Rows::with_capacity(count, organizations.every_capability().len());
        for organization in 0..count {
            let mut own: Vec<Workplace> = organizations.capabilities(organization).iter().map(of_capability).collect();
            own.extend(of_projects(chain, proofs.of(organization)));
            own.sort_unstable_by_key(|place| (place.category, place.stage));
            rows.extend(own);
            rows.end_row();
        }
        Self(rows)
    }

    /// Where an organization works, by category and stage.
    pub(crate) fn of(&self, organization: usize) -> &[Workplace] {
        self.0.of(organization)
    }

    /// Every workplace of all organizations.
    pub(crate) fn every(&self) -> &[Workplace] {
        self.0.values()
    }

    /// The number among [all](Self::every) of the workplace of an organization in a category at a stage, if it works there.
    pub(crate) fn number(&self, organization: usize, category: u32, stage: Stage) -> Option<usize> {
        let places = self.of(organization);
        let found = places.binary_search_by_key(&(category, stage), |place| (place.category, place.stage));
        found.ok().map(|place| self.0.range(organization).start + place)
    }

    /// The leaps in which an organization works in a category, a bit each.
    pub(crate) fn leaps(&self, organization: usize, category: u32) -> u8 {
        let places = self.of(organization);
        let first = places.partition_point(|place| place.category < category);
        let places = places[first..].iter().take_while(|place| place.category == category);
        places.fold(0, |leaps, place| leaps | 1 << place.stage.leap().index())
    }

    /// The categories in which the one of two organizations with fewer workplaces works, each once: those in which both
    /// work are among them.
    pub(crate) fn categories_of_lesser(&self, one: u32, other: u32) -> impl Iterator<Item = u32> {
        let [one, other] = [one, other].map(|organization| self.of(organization as usize));
        let lesser = if other.len() < one.len() { other } else { one };
        lesser.chunk_by(|a, b| a.category == b.category).map(|own| own[0].category)
    }
}

/// The number of the day so many calendar years before another.
pub(crate) fn years_before(as_of: PartialDate, years: u16) -> i32 {
    let earliest = Span::new().try_years(years).ok().and_then(|years| as_of.middle().checked_sub(years).ok());
    let earliest = earliest.and_then(|date| PartialDate::try_from(date).ok());
    earliest.map_or(i32::MIN, |date| date.to_day().number())
}

/// Whether a project proves that whoever performs it works there: it has run, and was under way since the horizon.
fn proofs(columns: &ProjectColumns, horizon: i32) -> impl Fn(usize) -> bool + Clone {
    move |project| columns.status[project].has_run() && columns.ended.number_or(project, i32::MAX) >= horizon
}

fn of_capability(cell: &CapabilityCell) -> Workplace {
    let CapabilityCell { category, stage, teams, evidence } = *cell;
    Workplace { category, stage, teams: NonZeroU32::new(teams), evidence }
}

/// The places that projects prove, each once.
fn of_projects(chain: &SupplyChain, projects: &[u32]) -> Vec<Workplace> {
    let columns = chain.columns();
    let place = |&project: &u32| Workplace {
        category: columns.category[project as usize],
        stage: columns.stage[project as usize],
        teams: None,
        evidence: columns.evidence[project as usize],
    };
    let mut places: Vec<Workplace> = projects.iter().map(place).collect();
    places.sort_unstable_by_key(|place| (place.category, place.stage, std::cmp::Reverse(place.evidence)));
    places.dedup_by_key(|place| (place.category, place.stage));
    places
}

/// ## Who works where
impl SupplyChain {
    /// Counts projects that ended up to so many years ago as proof of where their performer works; 10 where nobody sets
    /// it.
    ///
    /// An organization *works at* a category and stage if it has a capability there, or performs, alone or jointly, a
    /// project there that [has run](crate::Status::has_run) and was under way within these years; a project of which no end is known counts.
    /// Every answer about the chain goes by it. Source: [definitions](crate::docs::definitions), section 0.
    ///
    /// ```
    /// use seedrelay::{Category, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};
    ///
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice"))
    ///     .organization(Organization::new("hau", OrganizationKind::University))
    ///     .project(Project::new("gene", "rice", Stage::Basic, "hau", Status::Delivered).ended("2018-06".parse()?))
    ///     .build()?;
    /// assert_eq!(chain.organizations_at("rice", Stage::Basic).unwrap().count(), 1);
    /// let chain = chain.with_recent_years(5);
    /// assert_eq!(chain.organizations_at("rice", Stage::Basic).unwrap().count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_recent_years(mut self, years: u16) -> Self {
        self.recent_years = years;
        self.works_at = WorksAt::new(&self);
        self
    }

    /// Counts projects as proof of work for as many years as another chain does.
    pub(crate) fn with_years_of(self, other: &Self) -> Self {
        if self.recent_years == other.recent_years { self } else { self.with_recent_years(other.recent_years) }
    }

    /// How many years ago a project may have ended that proves where its performer works.
    #[must_use]
    pub const fn recent_years(&self) -> u16 {
        self.recent_years
    }

    /// The organizations that work at a stage in a category, by capability or by project, by id; `None` if the chain has
    /// no such category.
    ///
    /// ```
    /// use seedrelay::{Stage, datasets};
    /// let chain = datasets::example();
    /// let work = |stage| chain.organizations_at("rice", stage).unwrap().count();
    /// let capable = |stage| chain.capable_organizations("rice", stage).unwrap().count();
    /// assert!(Stage::ALL.into_iter().all(|stage| work(stage) >= capable(stage)));
    /// assert!(chain.organizations_at("rise", Stage::Applied).is_none());
    /// ```
    pub fn organizations_at<C: AsRef<str>>(
        &self,
        category: C,
        stage: Stage,
    ) -> Option<impl Iterator<Item = OrganizationRef<'_>> + use<'_, C>> {
        let category = self.category_number(category.as_ref())? as u32;
        let works = move |organization: &OrganizationRef<'_>| {
            self.works_at().number(organization.number(), category, stage).is_some()
        };
        Some(self.organizations().filter(works))
    }

    /// Where each organization works.
    pub(crate) const fn works_at(&self) -> &WorksAt {
        &self.works_at
    }
}

/// ## Where it works
impl OrganizationRef<'_> {
    /// Whether it works at a stage in a category, by capability or by project; `false` if the chain has no such category.
    #[must_use]
    pub fn works_at(self, category: impl AsRef<str>, stage: Stage) -> bool {
        let category = self.chain().category_number(category.as_ref());
        category.is_some_and(|category| self.chain().works_at().number(self.number(), category as u32, stage).is_some())
    }
}
