//! Who works where, by category.

use crate::chain::SupplyChain;
use crate::model::{Leap, Stage};

/// Every organization with the categories and stages at which it works: by category, stage and organization.
#[derive(Clone, Debug)]
pub(super) struct Places(Vec<(u32, Stage, u32)>);

impl Places {
    pub(super) fn new(chain: &SupplyChain) -> Self {
        let works_at = chain.works_at();
        let of = |organization: usize| {
            let places = works_at.of(organization).iter();
            places.map(move |place| (place.category, place.stage, organization as u32))
        };
        let mut places: Vec<(u32, Stage, u32)> = (0..chain.organizations().len()).flat_map(of).collect();
        places.sort_unstable();
        Self(places)
    }

    /// Those of a category.
    pub(super) fn within(&self, category: u32) -> &[(u32, Stage, u32)] {
        let first = self.0.partition_point(|(other, ..)| *other < category);
        let own = &self.0[first..];
        &own[..own.partition_point(|(other, ..)| *other == category)]
    }

    /// The organizations that work in a category at one of some leaps, in order.
    pub(super) fn workers(&self, category: u32, leaps: &[Leap]) -> Vec<u32> {
        let own = self.within(category).iter().filter(|(_, stage, _)| leaps.contains(&stage.leap()));
        let mut found: Vec<u32> = own.map(|(.., organization)| *organization).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}
