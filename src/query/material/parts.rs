//! What each germplasm is to the released varieties of its category.

use super::ancestry::Ancestries;
use super::pedigree::{in_category, is_core};
use crate::chain::SupplyChain;

/// What a germplasm is to the released varieties of its category, which weigh alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PartInVarieties {
    /// Its part of the genes of all varieties: a share of 1.
    pub(crate) mass: f64,
    /// How many of the varieties descend from it.
    pub(crate) reach: u32,
    /// Whether that makes it a core parent.
    pub(crate) is_core_parent: bool,
}

impl SupplyChain {
    /// What each germplasm is to the released varieties of its category, in the order of the numbers; `None` where the
    /// category has no varieties, or their ancestors were not looked up.
    pub(crate) fn parts_in_varieties(&self) -> Vec<Option<PartInVarieties>> {
        let (varieties, of_category) = (self.released_varieties(), in_category(self));
        let mut parts = vec![None; self.germplasm_columns().len()];
        let mut ancestries = Ancestries::new(self);
        for category in (0..self.categories().len()).rev() {
            let own = varieties.of(category);
            let Some(ancestry) = ancestries.of(own).filter(|_| !own.is_empty()) else { continue };
            let Some(reach) = ancestries.reach(&ancestry) else { continue };
            let nothing = PartInVarieties { mass: 0.0, reach: 0, is_core_parent: false };
            of_category.of(category).iter().for_each(|&germplasm| parts[germplasm as usize] = Some(nothing));
            let mass = ancestry.pedigree.mass(ancestry.pedigree.equal_weights(&ancestry.varieties));
            for ((&germplasm, mass), reach) in ancestry.germplasm.iter().zip(mass).zip(reach) {
                if self.germplasm_columns().category[germplasm as usize] as usize == category {
                    let is_core_parent = is_core(reach, own.len());
                    parts[germplasm as usize] = Some(PartInVarieties { mass, reach, is_core_parent });
                }
            }
        }
        parts
    }
}
