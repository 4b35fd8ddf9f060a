//! The provenance of answers, looked up once: how well the records of each place are known, and who does what.

use std::sync::OnceLock;

use crate::chain::{OrganizationRef, ProjectRef, Rows, SupplyChain};
use crate::model::{Evidence, OrganizationKind, Stage};
use crate::query::networks;
use crate::query::weaker;
use crate::record::{Category, Demand, Funding};

/// Lookups over a chain.
#[derive(Debug)]
pub(super) struct Provenance<'c> {
    chain: &'c SupplyChain,
    places: OnceLock<Vec<Place>>,
    networks: OnceLock<Vec<Option<Evidence>>>,
    performed: OnceLock<Rows>,
    answering: OnceLock<Rows>,
    payments: OnceLock<Rows>,
}

/// What there is of one category at one stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The weakest of what says that organizations work there.
    pub(super) workplaces: Option<Evidence>,
    /// The weakest of its projects.
    pub(super) projects: Option<Evidence>,
    /// The weakest of its projects that were commissioned and not cancelled.
    pub(super) commissions: Option<Evidence>,
    /// The kinds of those who work there or did, a bit each.
    kinds: u8,
}

impl Place {
    /// The weakest of all.
    pub(super) fn evidence(self) -> Option<Evidence> {
        weaker(self.workplaces, self.projects)
    }

    /// The kinds of those who work there or did.
    pub(super) fn kinds(self) -> impl Iterator<Item = OrganizationKind> {
        OrganizationKind::ALL.into_iter().filter(move |kind| self.kinds >> *kind as u8 & 1 == 1)
    }
}

impl<'c> Provenance<'c> {
    pub(super) const fn new(chain: &'c SupplyChain) -> Self {
        Self {
            chain,
            places: OnceLock::new(),
            networks: OnceLock::new(),
            performed: OnceLock::new(),
            answering: OnceLock::new(),
            payments: OnceLock::new(),
        }
    }

    fn places(&self) -> &[Place] {
        self.places.get_or_init(|| places(self.chain))
    }

    /// What there is of a category at a stage.
    pub(super) fn place(&self, category: &Category, stage: Stage) -> Place {
        let category = self.chain.category_number(category.id.as_str());
        category.map_or_else(Place::default, |category| self.places()[category * Stage::ALL.len() + stage as usize])
    }

    /// The weakest of what the throughput of a category rests on: its workplaces, and the relations in it between
    /// organizations that work in it.
    pub(super) fn network(&self, category: &Category) -> Option<Evidence> {
        let networks = self.networks.get_or_init(|| networks(self.chain));
        self.chain.category_number(category.id.as_str()).and_then(|category| networks[category])
    }

    /// The projects that an organization performs, alone or jointly, by id.
    pub(super) fn performed_by(&self, organization: OrganizationRef<'c>) -> impl Iterator<Item = ProjectRef<'c>> {
        let performed = self.performed.get_or_init(|| {
            let columns = self.chain.columns();
            let of_project = |project| columns.workers(project).map(move |own| (own, project as u32));
            inverse(self.chain.organizations().len(), (0..columns.len()).flat_map(of_project))
        });
        performed.of(organization.number()).iter().map(|&project| self.chain.numbered_project(project as usize))
    }

    /// The projects that answer a demand, by id.
    pub(super) fn answering(&self, demand: &Demand) -> impl Iterator<Item = ProjectRef<'c>> {
        let answering = self.answering.get_or_init(|| {
            let answers = self.chain.columns().answers.iter().zip(0..);
            let pairs = answers.flat_map(|(demands, project)| demands.iter().map(move |&demand| (demand, project)));
            inverse(self.chain.demands().len(), pairs)
        });
        let demand = self.chain.demand_number(demand.id.as_str());
        let projects = demand.map_or(&[][..], |demand| answering.of(demand));
        projects.iter().map(|&project| self.chain.numbered_project(project as usize))
    }

    /// The payments of the government to an organization, or to others for projects that it performs.
    pub(super) fn payments_for(&self, organization: OrganizationRef<'c>) -> impl Iterator<Item = &'c Funding> {
        let chain = self.chain;
        let payments = self.payments.get_or_init(|| {
            let kinds = &chain.organization_columns().kind;
            let sides = chain.links().funding.iter().zip(0..);
            let public = sides.filter(|((from, _), _)| kinds[*from as usize] == OrganizationKind::Government);
            let pairs = public.map(|((_, to), payment)| {
                let project = chain.funding()[payment as usize].project.as_ref().and_then(|id| chain.project(id));
                (project.map_or(*to, |project| project.performer().number() as u32), payment)
            });
            inverse(chain.organizations().len(), pairs)
        });
        payments.of(organization.number()).iter().map(move |&payment| &chain.funding()[payment as usize])
    }
}

/// For each record, the values that name it, in order.
fn inverse(records: usize, pairs: impl Iterator<Item = (u32, u32)>) -> Rows {
    let mut pairs: Vec<(u32, u32)> = pairs.collect();
    pairs.sort_unstable();
    let mut pairs = pairs.into_iter().peekable();
    let mut rows = Rows::default();
    for record in 0..records {
        while let Some((_, value)) = pairs.next_if(|(of, _)| *of as usize == record) {
            rows.push(value);
        }
        rows.end_row();
    }
    rows
}

fn places(chain: &SupplyChain) -> Vec<Place> {
    let mut places = vec![Place::default(); chain.categories().len() * Stage::ALL.len()];
    let number = |category: u32, stage: Stage| category as usize * Stage::ALL.len() + stage as usize;
    for organization in chain.organizations() {
        for own in chain.works_at().of(organization.number()) {
            let place = &mut places[number(own.category, own.stage)];
            place.workplaces = weaker(place.workplaces, Some(own.evidence));
            place.kinds |= 1 << organization.kind() as u8;
        }
    }
    let columns = chain.columns();
    for (project, record) in chain.project_graph().node_weights().enumerate() {
        let place = &mut places[number(columns.category[project], columns.stage[project])];
        place.projects = weaker(place.projects, Some(record.evidence));
        if columns.is_commissioned(project) && record.status != crate::model::Status::Cancelled {
            place.commissions = weaker(place.commissions, Some(record.evidence));
        }
        place.kinds |= 1 << chain.organization_columns().kind[columns.performer[project] as usize] as u8;
    }
    places
}
