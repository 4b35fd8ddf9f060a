//! What throughput is made of, teams, routes and assumptions, each to be taken from another chain.

use hashbrown::HashMap;

use super::ThroughputOptions;
use super::network::{CategoryNetwork, Outline, Role, roles};
use crate::chain::SupplyChain;
use crate::model::{Boundary, CategoryId, Leap};
use crate::query::routes;

/// What the throughput of a chain is made of.
pub(crate) struct Factors<'c> {
    chain: &'c SupplyChain,
    /// The roles of each category.
    roles: Vec<Vec<Role>>,
    /// Who is related in each category.
    related: Vec<Vec<(u32, u32)>>,
    /// Who is related in any.
    in_any: Vec<(u32, u32)>,
}

impl<'c> Factors<'c> {
    pub(crate) fn of(chain: &'c SupplyChain) -> Self {
        let mut related = vec![Vec::new(); chain.categories().len()];
        let mut in_any = Vec::new();
        routes::for_each_related(chain, |category, one, other| match category {
            Some(category) => related[category as usize].push((one, other)),
            None => in_any.push((one, other)),
        });
        Self { chain, roles: roles(chain).0, related, in_any }
    }

    /// The products per year of a category that both chains have, with the teams of one, the routes of another and the
    /// assumptions of a third; 0 where nobody works at a leap.
    pub(crate) fn products(
        [teams, routes, assumptions]: [&Self; 3],
        category: &CategoryId,
        options: &ThroughputOptions,
    ) -> f64 {
        let number = |factors: &Self| factors.chain.category_number(category.as_str());
        let (Some(own), Some(of_routes), Some(assumed)) = (number(teams), number(routes), number(assumptions)) else {
            return 0.0;
        };
        let roles = &teams.roles[own];
        let place = |organization: u32, leap: Leap| {
            roles.binary_search_by_key(&(organization, leap), |role| (role.organization, role.leap)).ok()
        };
        let mut joined = Vec::new();
        let mut join = |one: u32, other: u32| {
            for boundary in Boundary::ALL {
                let ends = (place(one, boundary.from()), place(other, boundary.to()));
                if let (Some(from), Some(to)) = ends {
                    joined.push((from as u32, to as u32));
                }
            }
        };
        let mut numbers = HashMap::new();
        let mut here = |organization: u32| routes.number_in(teams, organization, &mut numbers);
        for &(one, other) in routes.related[of_routes].iter().chain(&routes.in_any) {
            if let (Some(one), Some(other)) = (here(one), here(other)) {
                join(one, other);
                join(other, one);
            }
        }
        roles.iter().for_each(|role| join(role.organization, role.organization));
        let outline = Outline { roles: roles.clone(), routes: joined };
        let built = CategoryNetwork::new(assumptions.chain, assumed, outline, options);
        built.rates.products(built.network.maximum_flow().value())
    }

    /// The number that an organization has in another chain.
    fn number_in(&self, other: &Self, organization: u32, known: &mut HashMap<u32, Option<u32>>) -> Option<u32> {
        if std::ptr::eq(self.chain, other.chain) {
            return Some(organization);
        }
        *known.entry(organization).or_insert_with(|| {
            let id = self.chain.numbered_organization(organization as usize).id();
            other.chain.organization_number(id.as_str()).map(|number| number as u32)
        })
    }
}
