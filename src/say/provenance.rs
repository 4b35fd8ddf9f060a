//! The provenance of answers, looked up once: how well the records of each place are known, and who does what.

use std::sync::OnceLock;

use petgraph::graph::NodeIndex;

use super::about::weaker;
use crate::chain::{NONE, Rows};
use crate::chain::{OrganizationRef, ProjectRef, Relation, SupplyChain};
use crate::model::{Evidence, OrganizationKind, Stage};
use crate::record::{Category, Demand, Funding};

/// Lookups over a chain.
#[derive(Debug)]
pub(super) struct Provenance<'c> {
    chain: &'c SupplyChain,
    places: OnceLock<Vec<Place>>,
    networks: OnceLock<Vec<Option<Evidence>>>,
    performed: OnceLock<Rows>,
    answering: OnceLock<Rows>,
    needs: OnceLock<Vec<Option<Evidence>>>,
    payments: OnceLock<Rows>,
}

/// What there is of one category at one stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The weakest of its capabilities.
    pub(super) capabilities: Option<Evidence>,
    /// The weakest of its projects.
    pub(super) projects: Option<Evidence>,
    /// The weakest of its projects that were commissioned and not cancelled.
    pub(super) commissions: Option<Evidence>,
    /// The kinds of those who are capable or at work, a bit each.
    kinds: u8,
}

impl Place {
    /// The weakest of all.
    pub(super) fn evidence(self) -> Option<Evidence> {
        weaker(self.capabilities, self.projects)
    }

    /// The kinds of those who are capable or at work.
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
            needs: OnceLock::new(),
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

    /// The weakest of what the throughput of a category rests on: its capabilities, and the relations in it between
    /// organizations that have some.
    pub(super) fn network(&self, category: &Category) -> Option<Evidence> {
        let networks = self.networks.get_or_init(|| networks(self.chain, self.places()));
        self.chain.category_number(category.id.as_str()).and_then(|category| networks[category])
    }

    /// The projects that an organization performs, by id.
    pub(super) fn performed_by(&self, organization: OrganizationRef<'c>) -> impl Iterator<Item = ProjectRef<'c>> {
        let performed = self.performed.get_or_init(|| {
            let performers = self.chain.columns().performer.iter();
            inverse(
                self.chain.organizations().len(),
                performers.zip(0..).map(|(&performer, project)| (performer, project)),
            )
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

    /// The weakest of the demands of a category and of the payments for its projects.
    pub(super) fn demands_and_payments(&self, category: &Category) -> Option<Evidence> {
        let needs = self.needs.get_or_init(|| needs(self.chain));
        self.chain.category_number(category.id.as_str()).and_then(|category| needs[category])
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
        let cells = chain.organization_columns().capabilities(organization.number());
        for (cell, capability) in cells.iter().zip(&organization.record().capabilities) {
            let place = &mut places[number(cell.category, cell.stage)];
            place.capabilities =
                weaker(place.capabilities, Some(organization.record().evidence_of_part(capability.evidence)));
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

/// See [`Provenance::network`].
fn networks(chain: &SupplyChain, places: &[Place]) -> Vec<Option<Evidence>> {
    let organizations = chain.organization_columns();
    let projects = chain.project_graph();
    let of_category = |places: &[Place]| places.iter().fold(None, |weakest, place| weaker(weakest, place.capabilities));
    let mut networks: Vec<Option<Evidence>> = places.chunks(Stage::ALL.len()).map(of_category).collect();
    let mut add = |category: u32, sides: [usize; 2], evidence: Evidence| {
        if sides.iter().all(|side| organizations.leaps(*side, category) != 0) {
            let network = &mut networks[category as usize];
            *network = weaker(*network, Some(evidence));
        }
    };
    let mut last: Option<([usize; 2], Evidence)> = None;
    for edge in chain.organization_graph().raw_edges() {
        let sides = [edge.source().index(), edge.target().index()];
        let evidence = chain.evidence_of(edge.weight, edge.target());
        let of_project = |project: NodeIndex| chain.columns().category[project.index()];
        // What is not limited to a category holds in those of both sides.
        let categories = || organizations.categories_of_lesser(sides[0] as u32, sides[1] as u32);
        match edge.weight {
            Relation::Commission { project } => add(of_project(project), sides, evidence),
            Relation::Handoff { edge } => {
                if let Some((_, project)) = projects.edge_endpoints(edge) {
                    add(of_project(project), sides, evidence);
                }
            }
            Relation::Membership if organizations.kind[sides[0]] == OrganizationKind::Company => {
                categories().for_each(|category| add(category, sides, evidence));
            }
            Relation::Agreement { index } => {
                let (index, evidence) = (index as usize, chain.agreements()[index as usize].evidence);
                let covered = chain.links().agreement_categories.of(index);
                covered.iter().filter(|&&category| category != NONE).for_each(|&own| add(own, sides, evidence));
                // Of agreements for everything between the same two, only a weaker one adds something.
                if covered.is_empty() && last.is_none_or(|(of, weakest)| of != sides || evidence < weakest) {
                    categories().for_each(|category| add(category, sides, evidence));
                    last = Some((sides, evidence));
                }
            }
            Relation::Licence { index } => add(chain.uses().licence_category[index as usize], sides, evidence),
            Relation::Membership | Relation::Demand { .. } | Relation::Funding { .. } | Relation::Service { .. } => {}
        }
    }
    networks
}

/// See [`Provenance::demands_and_payments`].
fn needs(chain: &SupplyChain) -> Vec<Option<Evidence>> {
    let mut needs = vec![None; chain.categories().len()];
    for (demand, category) in chain.demands().iter().zip(&chain.links().demand_category) {
        let weakest = &mut needs[*category as usize];
        *weakest = weaker(*weakest, Some(demand.evidence));
    }
    for payment in chain.funding() {
        if let Some(project) = payment.project.as_ref().and_then(|id| chain.project(id)) {
            let weakest = &mut needs[chain.columns().category[project.number()] as usize];
            *weakest = weaker(*weakest, Some(payment.evidence));
        }
    }
    needs
}
