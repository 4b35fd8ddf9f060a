//! The layered network of every category: who can do what in which leap, and to whom it can pass.

use super::assumed::Assumed;
use super::rates::Rates;
use super::{RoleCapacity, ThroughputOptions};
use crate::chain::{SupplyChain, Workplace};
use crate::graph::layered_flow::{LayeredNetwork, Node};
use crate::graph::rows::Rows;
use crate::model::{Leap, Stage};
use crate::query::routes;

/// An organization that works in a leap of a category. Its number is its place in the category's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) organization: u32,
    pub(super) leap: Leap,
    /// Teams at each stage of the leap; 0 where it does not work, and 1 for teams that are unknown.
    teams: [u32; 2],
    /// Whether they are unknown.
    unknown: [bool; 2],
}

impl Role {
    /// The stages at which it works and its teams there, unknown ones counted as one.
    pub(super) fn stages(self) -> impl Iterator<Item = (Stage, u32)> + Clone {
        self.leap.stages().iter().copied().zip(self.teams).filter(|&(_, teams)| teams > 0)
    }

    /// The stages at which its teams are unknown.
    pub(super) fn unknown_stages(self) -> impl Iterator<Item = Stage> {
        self.leap.stages().iter().copied().zip(self.unknown).filter_map(|(stage, unknown)| unknown.then_some(stage))
    }

    /// Whether it is the role of another chain in which the organization has a number of its own.
    pub(super) fn is_that_of(self, organization: Option<u32>, other: Self) -> bool {
        organization.is_some_and(|organization| Self { organization, ..self } == other)
    }

    fn add(&mut self, place: Workplace) {
        let stages = self.leap.stages();
        let own = stages.iter().position(|stage| *stage == place.stage).expect("a stage belongs to its leap");
        self.teams[own] = place.teams_at_least();
        self.unknown[own] = place.teams.is_none();
    }
}

/// The roles of a category, by organization and leap, and the routes between them, in order and each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    pub(super) roles: Vec<Role>,
    pub(super) routes: Vec<(u32, u32)>,
}

impl Outline {
    /// Of every category, in one pass over workplaces and relations.
    pub(super) fn of_all(chain: &SupplyChain) -> Vec<Self> {
        let (roles, role_of) = roles(chain);
        let mut outlines: Vec<Self> = roles.into_iter().map(|roles| Self { roles, routes: Vec::new() }).collect();
        let works_at = chain.works_at();
        let role = |category: u32, organization: u32, leap: Leap| {
            let places = works_at.of(organization as usize);
            let place = places.partition_point(|place| (place.category, place.stage.leap()) < (category, leap));
            // A route joins organizations at work, so the first place not before the leap is of it.
            role_of.of(organization as usize)[place]
        };
        routes::for_each_route(chain, &|_| true, |category, boundary, from, to| {
            let route = (role(category, from, boundary.from()), role(category, to, boundary.to()));
            outlines[category as usize].routes.push(route);
        });
        outlines.into_iter().map(|Self { roles, routes }| Self::new(roles, routes)).collect()
    }

    pub(super) fn new(roles: Vec<Role>, mut routes: Vec<(u32, u32)>) -> Self {
        routes.sort_unstable();
        routes.dedup();
        Self { roles, routes }
    }
}

/// The roles of every category; and of each organization, the number of the role that each of its workplaces belongs to.
pub(super) fn roles(chain: &SupplyChain) -> (Vec<Vec<Role>>, Rows) {
    let mut roles = vec![Vec::new(); chain.categories().len()];
    let mut role_of = Rows::default();
    for organization in 0..chain.organizations().len() {
        for &place in chain.works_at().of(organization) {
            let roles: &mut Vec<Role> = &mut roles[place.category as usize];
            let (organization, leap) = (organization as u32, place.stage.leap());
            if roles.last().is_none_or(|last| (last.organization, last.leap) != (organization, leap)) {
                roles.push(Role { organization, leap, teams: [0; 2], unknown: [false; 2] });
            }
            let role = roles.len() - 1;
            roles[role].add(place);
            role_of.push(role as u32);
        }
        role_of.end_row();
    }
    (roles, role_of)
}

/// The network of one category, with what its capacities rest on.
pub(super) struct CategoryNetwork {
    pub(super) roles: Vec<Role>,
    routes: Vec<(u32, u32)>,
    pub(super) assumed: [Assumed; 4],
    pub(super) rates: Rates,
    pub(super) network: LayeredNetwork,
}

impl CategoryNetwork {
    pub(super) fn new(chain: &SupplyChain, category: usize, outline: Outline, options: &ThroughputOptions) -> Self {
        let Outline { roles, routes } = outline;
        let assumed = Assumed::of(chain, &chain.categories()[category].id, options);
        let teams = |role: &Role| role.teams.iter().map(|&teams| u64::from(teams)).sum::<u64>();
        // One more, for the gain of a team.
        let teams = roles.iter().map(teams).fold(1, u64::saturating_add);
        let unknown = roles.iter().filter(|role| role.unknown_stages().next().is_some()).count() as u64;
        // A role without limit has room for what all others bring, and a little more.
        let rates = Rates::new(&assumed, teams.saturating_add(1).saturating_mul(unknown + 1));
        let network = network(&roles, &routes, |role| units(role, &rates));
        Self { roles, routes, assumed, rates, network }
    }

    /// The capacity of a role, in products per year.
    pub(super) fn capacity(&self, role: u32) -> f64 {
        self.rates.products(units(&self.roles[role as usize], &self.rates))
    }

    /// Roles with what they could bring, without those that bring nothing.
    pub(super) fn capacities<'c>(&self, chain: &'c SupplyChain, roles: &[u32]) -> Vec<RoleCapacity<'c>> {
        let capacity = |&role: &u32| {
            let Role { organization, leap, .. } = self.roles[role as usize];
            let organization = chain.numbered_organization(organization as usize);
            RoleCapacity { organization, leap, capacity: self.capacity(role) }
        };
        roles.iter().map(capacity).filter(|role| role.capacity > 0.0).collect()
    }

    /// What would get through if unknown teams had no limit, in units, where as much as this gets through with one each;
    /// `None` where that has no limit either.
    pub(super) fn at_most(&self, value: u128) -> Option<u128> {
        if self.roles.iter().all(|role| role.unknown_stages().next().is_none()) {
            return Some(value);
        }
        let limit: u128 = self.roles.iter().map(|role| units(role, &self.rates)).sum();
        let has_no_limit = |role: &Role| role.unknown_stages().any(|stage| self.rates.of_team(stage) > 0);
        let capacity = |role: &Role| if has_no_limit(role) { limit + 1 } else { units(role, &self.rates) };
        let most = network(&self.roles, &self.routes, capacity).maximum_flow().value();
        (most <= limit).then_some(most)
    }

    /// The first leap in which nobody works.
    pub(super) fn empty_leap(&self) -> Option<Leap> {
        Leap::ALL.into_iter().find(|leap| self.roles.iter().all(|role| role.leap != *leap))
    }
}

fn network(roles: &[Role], routes: &[(u32, u32)], capacity: impl Fn(&Role) -> u128) -> LayeredNetwork {
    let node =
        |role: &Role| Node { owner: role.organization, layer: role.leap.index() as u32, capacity: capacity(role) };
    let nodes: Vec<Node> = roles.iter().map(node).collect();
    LayeredNetwork::new(Leap::ALL.len() as u32, &nodes, routes)
        .expect("routes lead from a leap to the next, and units are large enough")
}

/// What the teams of a role bring, in units.
fn units(role: &Role, rates: &Rates) -> u128 {
    role.stages().map(|(stage, teams)| u128::from(teams) * rates.of_team(stage)).sum()
}
