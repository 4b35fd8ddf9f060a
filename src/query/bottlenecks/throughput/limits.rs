//! What limits a category, without all that would help it: as much as it takes to tell whether two chains differ.

use super::network::CategoryNetwork;
use super::{RoleCapacity, losses};
use crate::chain::{OrganizationRef, SupplyChain};

/// What limits a category. Each means what it means in [`Throughput`](super::Throughput).
pub(crate) struct Limits<'c> {
    pub(crate) products_per_year: Option<f64>,
    pub(crate) single_points_of_failure: Vec<OrganizationRef<'c>>,
    pub(crate) source_side: Vec<RoleCapacity<'c>>,
}

impl<'c> Limits<'c> {
    pub(super) fn of(chain: &'c SupplyChain, built: &CategoryNetwork) -> Self {
        if built.empty_leap().is_some() {
            return Self { products_per_year: None, single_points_of_failure: Vec::new(), source_side: Vec::new() };
        }
        let flow = built.network.maximum_flow();
        // Where nothing passes, no loss stops it.
        let losses = if flow.value() > 0 { losses(&flow) } else { Vec::new() };
        let fatal = losses.iter().filter(|loss| loss.remaining == 0);
        Self {
            products_per_year: Some(built.rates.products(flow.value())),
            single_points_of_failure: fatal.map(|loss| chain.numbered_organization(loss.owner as usize)).collect(),
            source_side: built.capacities(chain, &flow.source_side_cut().nodes),
        }
    }
}
