//! What the organizations can do, and the links between them, in flat arrays for the queries.

use super::columns::Days;
use super::lists::{Indices, Lists};
use crate::graph::rows::Rows;
use crate::model::{
    CategoryId, Day, Evidence, GermplasmId, OrganizationId, OrganizationKind, PartialDate, ProjectId, RegionId,
    ServiceKind, Stage,
};
use crate::record::{Capability, NONE, Service};

/// The facts of the organizations.
#[derive(Clone, Debug, Default)]
pub(crate) struct OrganizationColumns {
    pub(crate) kind: Vec<OrganizationKind>,
    /// What each service organization does.
    pub(crate) service: Vec<Option<ServiceKind>>,
    /// The capabilities of each organization that hold today, by category and stage.
    cells: Rows<CapabilityCell>,
}

/// One capability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CapabilityCell {
    pub(crate) category: u32,
    pub(crate) stage: Stage,
    pub(crate) teams: u32,
    /// How well it is known.
    pub(crate) evidence: Evidence,
}

impl OrganizationColumns {
    pub(super) fn new(numbers: &Numbers<'_>, today: Day) -> Self {
        let mut columns = Self::default();
        for organization in numbers.lists.organizations.node_weights() {
            columns.kind.push(organization.kind);
            columns.service.push(organization.service);
            let cell = |capability: &Capability| CapabilityCell {
                category: numbers.category(&capability.category),
                stage: capability.stage,
                teams: capability.teams,
                evidence: organization.evidence_of_part(capability.evidence),
            };
            let own = organization.capabilities.iter().filter(|own| holds(own.since, own.until, today));
            columns.cells.extend(own.map(cell));
            columns.cells.end_row();
        }
        columns
    }

    /// The capabilities of an organization that hold today, by category and stage.
    pub(crate) fn capabilities(&self, organization: usize) -> &[CapabilityCell] {
        self.cells.of(organization)
    }

    /// The capabilities of all organizations that hold today.
    pub(crate) fn every_capability(&self) -> &[CapabilityCell] {
        self.cells.values()
    }
}

/// Whether what holds from one date until another, both included, holds on a day.
fn holds(since: Option<PartialDate>, until: Option<PartialDate>, day: Day) -> bool {
    let number = |date: PartialDate| date.to_day().number();
    since.is_none_or(|since| number(since) <= day.number()) && until.is_none_or(|until| day.number() <= number(until))
}

/// The two sides of every link, by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct LinkColumns {
    /// Member and consortium, of memberships that hold today.
    pub(crate) memberships: Vec<(u32, u32)>,
    /// From, to and the categories of each agreement; an empty row where it names none, and so covers all.
    pub(crate) agreements: Vec<(u32, u32)>,
    pub(crate) agreement_categories: Rows,
    /// Whether each agreement holds today.
    pub(crate) agreement_holds: Vec<bool>,
    pub(crate) funding: Vec<(u32, u32)>,
    /// Provider and client.
    pub(crate) services: Vec<(u32, u32)>,
    /// The category of each service; [`NONE`] where it is not limited to one.
    pub(crate) service_category: Vec<u32>,
    /// Whether each service holds today.
    pub(crate) service_holds: Vec<bool>,
    /// Who raised each demand.
    pub(crate) raised_by: Vec<u32>,
    /// The category of each demand.
    pub(crate) demand_category: Vec<u32>,
    /// The stage where the root of each demand lies.
    pub(crate) demand_stage: Vec<Stage>,
    /// When each demand was raised.
    pub(crate) raised: Days,
}

/// Finds the numbers of ids that are known to be there.
pub(super) struct Numbers<'a> {
    pub(super) lists: &'a Lists,
    pub(super) indices: &'a Indices,
}

impl Numbers<'_> {
    pub(super) fn organization(&self, id: &OrganizationId) -> u32 {
        let number = self.indices.organizations(self.lists, id.as_str());
        number.expect("the references of a chain are checked") as u32
    }

    pub(super) fn category(&self, id: &CategoryId) -> u32 {
        self.indices.categories(self.lists, id.as_str()).expect("the references of a chain are checked") as u32
    }

    pub(super) fn project(&self, id: &ProjectId) -> u32 {
        self.indices.projects(self.lists, id.as_str()).expect("the references of a chain are checked") as u32
    }

    pub(super) fn germplasm(&self, id: &GermplasmId) -> u32 {
        self.indices.germplasm(self.lists, id.as_str()).expect("the references of a chain are checked") as u32
    }

    pub(super) fn region(&self, id: &RegionId) -> u32 {
        self.indices.regions(self.lists, id.as_str()).expect("the references of a chain are checked") as u32
    }

    /// The organization that a text names, if it names one.
    pub(super) fn organization_if_any(&self, id: &str) -> Option<u32> {
        self.indices.organizations(self.lists, id).map(|number| number as u32)
    }
}

impl LinkColumns {
    pub(super) fn new(numbers: &Numbers<'_>, today: Day) -> Self {
        let Lists { organizations, agreements, funding, services, demands, .. } = numbers.lists;
        let pair = |from, to| (numbers.organization(from), numbers.organization(to));
        let mut memberships = Vec::new();
        for (consortium, organization) in organizations.node_weights().enumerate() {
            let members = organization.charter.iter().flat_map(|charter| &charter.members);
            let members = members.filter(|member| holds(member.since, member.until, today));
            memberships.extend(members.map(|member| (numbers.organization(&member.organization), consortium as u32)));
        }
        // A member listed twice is still one member; the members of a charter are in order.
        memberships.dedup();
        let mut agreement_categories = Rows::default();
        for agreement in agreements {
            agreement_categories.extend(agreement.categories.iter().map(|category| numbers.category(category)));
            agreement_categories.end_row();
        }
        let mut raised = Days::default();
        demands.iter().for_each(|demand| raised.push_past(demand.raised, today));
        let category = |service: &Service| service.category.as_ref().map_or(NONE, |id| numbers.category(id));
        Self {
            memberships,
            agreements: agreements.iter().map(|agreement| pair(&agreement.from, &agreement.to)).collect(),
            agreement_categories,
            agreement_holds: agreements.iter().map(|own| holds(own.since, own.until, today)).collect(),
            funding: funding.iter().map(|funding| pair(&funding.from, &funding.to)).collect(),
            services: services.iter().map(|service| pair(&service.provider, &service.client)).collect(),
            service_category: services.iter().map(category).collect(),
            service_holds: services.iter().map(|own| holds(own.since, own.until, today)).collect(),
            raised_by: demands.iter().map(|demand| numbers.organization(&demand.raised_by)).collect(),
            demand_category: demands.iter().map(|demand| numbers.category(&demand.category)).collect(),
            demand_stage: demands.iter().map(|demand| demand.stage).collect(),
            raised,
        }
    }

    /// Whether an agreement covers a category.
    pub(crate) fn covers(&self, agreement: usize, category: u32) -> bool {
        let categories = self.agreement_categories.of(agreement);
        categories.is_empty() || categories.contains(&category)
    }
}
