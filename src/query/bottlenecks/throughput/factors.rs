//! What throughput is made of, teams, routes and assumptions, each to be taken from another chain.

use std::cell::OnceCell;

use hashbrown::HashMap;

use super::ThroughputOptions;
use super::assumed::Assumed;
use super::limits::Limits;
use super::network::{CategoryNetwork, Outline};
use crate::chain::SupplyChain;
use crate::model::{Boundary, Leap};
use crate::query::routes;

/// What the throughput of a chain is made of.
pub(crate) struct Factors<'c, 'o> {
    chain: &'c SupplyChain,
    options: &'o ThroughputOptions,
    /// Who works where in each category, and the routes between them.
    outlines: Vec<Outline>,
    /// Who is related, whoever works where; looked up where roles of another chain are to be joined by it.
    related: OnceCell<Related>,
}

/// Pairs of organizations that are related.
struct Related {
    /// In each category.
    within: Vec<Vec<(u32, u32)>>,
    /// In any.
    in_any: Vec<(u32, u32)>,
}

impl<'c, 'o> Factors<'c, 'o> {
    pub(crate) fn of(chain: &'c SupplyChain, options: &'o ThroughputOptions) -> Self {
        Self { chain, options, outlines: Outline::of_all(chain), related: OnceCell::new() }
    }

    /// Whether the teams, the routes and the assumptions of a category are the same in two chains, of which it has a number
    /// in each; `number` tells that of an organization in the second.
    ///
    /// Routes are looked at where the teams are the same: with others, relations count that are no routes here.
    pub(crate) fn alike(
        [before, after]: [&Self; 2],
        categories: [usize; 2],
        number: impl Fn(u32) -> Option<u32>,
    ) -> [bool; 3] {
        let [old, new] = [&before.outlines[categories[0]], &after.outlines[categories[1]]];
        let mut roles = old.roles.iter().zip(&new.roles);
        let teams = old.roles.len() == new.roles.len()
            && roles.all(|(old, new)| old.is_that_of(number(old.organization), *new));
        let [old_figures, new_figures] = [before.assumed(categories[0]), after.assumed(categories[1])];
        let is_alike =
            |(old, new): (&Assumed, &Assumed)| (old.duration_years, old.success) == (new.duration_years, new.success);
        [teams, teams && old.routes == new.routes, old_figures.iter().zip(&new_figures).all(is_alike)]
    }

    fn assumed(&self, category: usize) -> [Assumed; 4] {
        Assumed::of(self.chain, &self.chain.categories()[category].id, self.options)
    }

    /// What limits a category.
    pub(crate) fn limits(&self, category: usize) -> Limits<'c> {
        let outline = self.outlines[category].clone();
        Limits::of(self.chain, &CategoryNetwork::new(self.chain, category, outline, self.options))
    }

    /// The products per year of a category with the teams of one chain, the routes of another and the assumptions of a
    /// third, in each of which it has a number; 0 where nobody works at a leap.
    pub(crate) fn products([teams, routes, assumptions]: [&Self; 3], [own, of_routes, assumed]: [usize; 3]) -> f64 {
        let outline = if std::ptr::eq(teams, routes) {
            teams.outlines[own].clone()
        } else {
            teams.joined_by(own, routes, of_routes)
        };
        let built = CategoryNetwork::new(assumptions.chain, assumed, outline, assumptions.options);
        built.rates.products(built.network.maximum_flow().value())
    }

    /// The roles of a category, with routes wherever those who have them are related in another chain.
    fn joined_by(&self, category: usize, other: &Self, category_there: usize) -> Outline {
        let roles = &self.outlines[category].roles;
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
        let mut here = |organization: u32| other.number_in(self, organization, &mut numbers);
        let related = other.related();
        for &(one, other) in related.within[category_there].iter().chain(&related.in_any) {
            if let (Some(one), Some(other)) = (here(one), here(other)) {
                join(one, other);
                join(other, one);
            }
        }
        roles.iter().for_each(|role| join(role.organization, role.organization));
        Outline::new(roles.clone(), joined)
    }

    fn related(&self) -> &Related {
        self.related.get_or_init(|| {
            let mut within = vec![Vec::new(); self.chain.categories().len()];
            let mut in_any = Vec::new();
            routes::for_each_related(self.chain, |category, one, other| match category {
                Some(category) => within[category as usize].push((one, other)),
                None => in_any.push((one, other)),
            });
            Related { within, in_any }
        })
    }

    /// The number that an organization has in another chain.
    fn number_in(&self, other: &Self, organization: u32, known: &mut HashMap<u32, Option<u32>>) -> Option<u32> {
        *known.entry(organization).or_insert_with(|| {
            let id = self.chain.numbered_organization(organization as usize).id();
            other.chain.organization_number(id.as_str()).map(|number| number as u32)
        })
    }
}
