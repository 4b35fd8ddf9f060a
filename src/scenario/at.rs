//! One version of a chain at an earlier date: how it stood then, by what is known now.

use hashbrown::HashSet;

use crate::chain::{ChainBuilder, SupplyChain};
use crate::model::{Day, DemandId, PartialDate, ProjectId, Status};
use crate::record::{
    Adoption, Agreement, Collection, Completeness, Demand, Funding, Germplasm, Licence, Project, Royalty,
};

/// A chain as it stood at an earlier date.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AtDate {
    /// The chain, of that day.
    pub chain: SupplyChain,
    /// What stands in it as today, since no date says otherwise.
    pub undated: Undated,
}

/// How many records stand in an earlier chain as they are today, since no date says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Undated {
    /// Projects that say nothing of when they came to their status.
    pub projects: usize,
    /// Demands that do not say when they were raised.
    pub demands: usize,
    /// Agreements that do not say when they were signed.
    pub agreements: usize,
    /// Capabilities that do not say since when they hold.
    pub capabilities: usize,
    /// Services that do not say since when they hold.
    pub services: usize,
    /// Charters.
    pub charters: usize,
}

/// ## The past
impl SupplyChain {
    /// The chain as it stood on an earlier day, by what is known today.
    ///
    /// Of a month or a year, its last day is meant. An event has happened by then if the middle of its date is not later. What has no date stands as it does today, and
    /// is counted: so is what the past tells of capabilities. The day of the chain itself, and any later one, gives the
    /// chain as it is.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// let chain = datasets::example();
    /// let then = chain.at("2020-12-31".parse()?);
    /// assert!(then.chain.projects().len() < chain.projects().len());
    /// assert!(then.undated.charters > 0);
    /// # Ok::<(), seedrelay::model::DateError>(())
    /// ```
    #[must_use]
    pub fn at(&self, date: PartialDate) -> AtDate {
        let as_of = PartialDate::of_day(date.last());
        if as_of >= self.as_of() {
            return AtDate { chain: self.clone(), undated: Undated::default() };
        }
        let mut past = Past { day: as_of.to_day(), today: self.as_of().to_day(), undated: Undated::default() };
        let builder = past.builder(self).as_of(as_of);
        let chain = builder.build_part().with_years_of(self);
        AtDate { chain, undated: past.undated }
    }
}

struct Past {
    day: Day,
    /// The day of the chain: nothing has happened later.
    today: Day,
    undated: Undated,
}

impl Past {
    fn has_happened(&self, date: PartialDate) -> bool {
        date.to_day().not_after(self.today).number() <= self.day.number()
    }

    /// Whether what is dated so is still to come.
    fn is_ahead(&self, date: Option<PartialDate>) -> bool {
        date.is_some_and(|date| !self.has_happened(date))
    }

    fn builder(&mut self, chain: &SupplyChain) -> ChainBuilder {
        let there = |project: &&Project| !self.is_ahead(project.commissioned.or(project.started));
        let projects: Vec<&Project> = chain.project_graph().node_weights().filter(there).collect();
        let ids: HashSet<&ProjectId> = projects.iter().map(|project| &project.id).collect();
        let raised = |demand: &&Demand| !self.is_ahead(demand.raised);
        let demands: Vec<Demand> = chain.demands().iter().filter(raised).cloned().collect();
        let demand_ids: HashSet<DemandId> = demands.iter().map(|demand| demand.id.clone()).collect();
        let projects: Vec<Project> = projects.iter().map(|project| self.project(project, &ids, &demand_ids)).collect();
        let is_known = |project: &Option<ProjectId>| project.as_ref().is_none_or(|id| ids.contains(id));
        self.count(chain);
        let past = &*self;
        let year = |year: u32| past.day_year() >= year;
        chain
            .to_builder()
            .replace(projects)
            .replace(demands)
            .retain(|agreement: &Agreement| !past.is_ahead(agreement.signed))
            .retain(|funding: &Funding| funding.year.is_none_or(year) && is_known(&funding.project))
            .retain(|licence: &Licence| !past.is_ahead(licence.signed) && is_known(&licence.project))
            .retain(|adoption: &Adoption| year(adoption.year) && is_known(&adoption.project))
            .retain(|collection: &Collection| !past.is_ahead(collection.date))
            .retain(|statement: &Completeness| !past.is_ahead(statement.from))
            .update(|statement: &mut Completeness| statement.to = statement.to.filter(|to| !past.is_ahead(Some(*to))))
            .update(|germplasm: &mut Germplasm| {
                germplasm.released = germplasm.released.filter(|released| !past.is_ahead(Some(*released)));
            })
    }

    fn day_year(&self) -> u32 {
        PartialDate::of_number(self.day.number()).year().into()
    }

    /// A project as it stood: its status then, without what was still to come.
    fn project(&mut self, project: &Project, there: &HashSet<&ProjectId>, demands: &HashSet<DemandId>) -> Project {
        let mut own = project.clone();
        own.status = self.status(project);
        let keep = |date: Option<PartialDate>| date.filter(|date| self.has_happened(*date));
        [own.commissioned, own.started, own.ended] = [own.commissioned, own.started, own.ended].map(keep);
        if matches!(own.status, Status::Proposed | Status::Accepted) {
            own.started = None;
        }
        if own.status.is_open() {
            own.ended = None;
        }
        own.builds_on = own.builds_on.iter().filter(|id| there.contains(id)).cloned().collect();
        own.answers = own.answers.iter().filter(|id| demands.contains(*id)).cloned().collect();
        let is_there = |royalty: &&Royalty| royalty.project.as_ref().is_none_or(|id| there.contains(id));
        own.royalties = own.royalties.map(|royalties| royalties.iter().filter(is_there).cloned().collect());
        own
    }

    fn status(&mut self, project: &Project) -> Status {
        let happened = |date: Option<PartialDate>| date.is_some_and(|date| self.has_happened(date));
        let is_undated = match project.status {
            Status::Proposed | Status::Accepted => project.commissioned.is_none(),
            Status::Active => project.started.is_none(),
            Status::Delivered | Status::Failed | Status::Cancelled => project.ended.is_none(),
        };
        if is_undated {
            self.undated.projects += 1;
            return project.status;
        }
        if happened(project.ended) {
            return project.status;
        }
        match (project.started, project.commissioned) {
            (Some(_), _) if happened(project.started) => Status::Active,
            // It ended later, and says nothing of its beginning.
            (None, None) => {
                self.undated.projects += 1;
                Status::Active
            }
            _ if project.status == Status::Proposed => Status::Proposed,
            _ => Status::Accepted,
        }
    }

    fn count(&mut self, chain: &SupplyChain) {
        self.undated.demands = chain.demands().iter().filter(|demand| demand.raised.is_none()).count();
        let agreements = chain.agreements().iter();
        self.undated.agreements = agreements.filter(|own| own.signed.is_none() && own.since.is_none()).count();
        self.undated.services = chain.services().iter().filter(|service| service.since.is_none()).count();
        let organizations = || chain.organization_graph().node_weights();
        let capabilities = organizations().flat_map(|organization| &organization.capabilities);
        self.undated.capabilities = capabilities.filter(|capability| capability.since.is_none()).count();
        self.undated.charters = organizations().filter(|organization| organization.charter.is_some()).count();
    }
}
