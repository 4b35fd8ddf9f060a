//! The layered network of every category: who can do what in which leap, and to whom it can pass.

use super::ThroughputOptions;
use super::assumed::Assumed;
use super::rates::Rates;
use crate::chain::CapabilityCell;
use crate::chain::SupplyChain;
use crate::graph::layered_flow::{LayeredNetwork, Node};
use crate::graph::rows::Rows;
use crate::model::{Leap, Stage};
use crate::query::routes;

/// A role: an organization with capabilities in a leap of a category. Its number is its place in the category's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) organization: u32,
    pub(super) leap: Leap,
    /// Teams at each stage of the leap.
    teams: [u32; 2],
}

impl Role {
    /// The stages of its capabilities and their teams.
    pub(super) fn capabilities(self) -> impl Iterator<Item = (Stage, u32)> + Clone {
        self.leap.stages().iter().copied().zip(self.teams).filter(|&(_, teams)| teams > 0)
    }
}

/// The roles of a category, by organization and leap, and the routes between them.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    pub(super) roles: Vec<Role>,
    routes: Vec<(u32, u32)>,
}

impl Outline {
    /// Of every category, in one pass over capabilities and relations.
    pub(super) fn of_all(chain: &SupplyChain) -> Vec<Self> {
        let mut outlines = vec![Self::default(); chain.categories().len()];
        let organizations = chain.organization_columns();
        // The number of the role that each capability of each organization belongs to.
        let mut role_of: Rows = Rows::default();
        for organization in 0..organizations.kind.len() {
            for &CapabilityCell { category, stage, teams } in organizations.capabilities(organization) {
                let roles = &mut outlines[category as usize].roles;
                let (organization, leap) = (organization as u32, stage.leap());
                if roles.last().is_none_or(|last| (last.organization, last.leap) != (organization, leap)) {
                    roles.push(Role { organization, leap, teams: [0; 2] });
                }
                let role = roles.len() - 1;
                let place = leap.stages().iter().position(|own| *own == stage).expect("a stage belongs to its leap");
                roles[role].teams[place] = teams;
                role_of.push(role as u32);
            }
            role_of.end_row();
        }
        let role = |category: u32, organization: u32, leap: Leap| {
            let cells = organizations.capabilities(organization as usize);
            let cell = cells.partition_point(|cell| (cell.category, cell.stage.leap()) < (category, leap));
            // A route joins capable organizations, so the first cell not before the place is of it.
            role_of.of(organization as usize)[cell]
        };
        routes::for_each_route(chain, &|_| true, |category, boundary, from, to| {
            let route = (role(category, from, boundary.from()), role(category, to, boundary.to()));
            outlines[category as usize].routes.push(route);
        });
        outlines
    }
}

/// The network of one category, with what its capacities rest on.
pub(super) struct CategoryNetwork {
    pub(super) roles: Vec<Role>,
    pub(super) assumed: [Assumed; 4],
    pub(super) rates: Rates,
    pub(super) network: LayeredNetwork,
}

impl CategoryNetwork {
    pub(super) fn new(chain: &SupplyChain, category: usize, outline: Outline, options: &ThroughputOptions) -> Self {
        let Outline { roles, mut routes } = outline;
        routes.sort_unstable();
        routes.dedup();
        let assumed = Assumed::of(chain, &chain.categories()[category].id, options);
        let teams = |role: &Role| role.teams.iter().map(|&teams| u64::from(teams)).sum::<u64>();
        // One more, for the gain of a team.
        let rates = Rates::new(&assumed, roles.iter().map(teams).fold(1, u64::saturating_add));
        let capacity = |role: &Role| units(role, &rates);
        let node =
            |role: &Role| Node { owner: role.organization, layer: role.leap.index() as u32, capacity: capacity(role) };
        let nodes: Vec<Node> = roles.iter().map(node).collect();
        let network = LayeredNetwork::new(Leap::ALL.len() as u32, &nodes, &routes)
            .expect("routes lead from a leap to the next, and units are large enough");
        Self { roles, assumed, rates, network }
    }

    /// The capacity of a role, in products per year.
    pub(super) fn capacity(&self, role: u32) -> f64 {
        self.rates.products(units(&self.roles[role as usize], &self.rates))
    }
}

/// What the teams of a role bring, in units.
fn units(role: &Role, rates: &Rates) -> u128 {
    role.capabilities().map(|(stage, teams)| u128::from(teams) * rates.of_team(stage)).sum()
}
