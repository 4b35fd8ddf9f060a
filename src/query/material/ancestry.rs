//! Ancestry: the part of the pedigree graph that some varieties descend from, numbered for the algorithms.

use crate::chain::{NONE, Rows, SupplyChain};
use crate::graph::pedigree::Pedigree;
use crate::model::Evidence;
use crate::query::evidence::weaker;

/// Some varieties and all that they descend from. Individuals of the pedigree are numbered as they stand in the list.
pub(crate) struct Ancestry {
    /// The number in the chain of each individual.
    pub(crate) germplasm: Vec<u32>,
    pub(crate) pedigree: Pedigree,
    /// The varieties, as individuals, in the order of their ids.
    pub(crate) varieties: Vec<u32>,
    /// How well the weakest of all is known.
    pub(crate) evidence: Option<Evidence>,
}

/// So many germplasms are met at most, in all ancestries together. In those of real registers each category has its own;
/// where thousands of categories descend from one another, what they come to is a square.
const MOST_MET: usize = 250_000_000;

/// For reach, so many steps are gone at most, in all ancestries together: twice what 64,000 varieties take that all descend
/// from nearly all of 5,000,000 germplasms with two parents each.
const MOST_STEPS: u64 = 4_000_000_000;

/// Of an ancestry that is less than one in so many of all germplasm, the members are sorted; of others they are found by
/// going through all.
const FEW: usize = 16;

/// Takes ancestries out of a chain, one after the other, each in time in proportion to its own size but for sorting.
pub(crate) struct Ancestries<'c> {
    chain: &'c SupplyChain,
    /// All germplasm by how many steps it is from a founder at most, then by number: the order of a document changes no
    /// answer, not even the last digit of a sum.
    order: Vec<u32>,
    /// Where each stands in that order.
    ranks: Vec<u32>,
    evidence: Vec<Evidence>,
    /// The individual that each germplasm is; [`NONE`] outside the ancestry in the making.
    individual: Vec<u32>,
    /// How many more may be met.
    left: usize,
    /// How many more steps may be gone for reach.
    steps: u64,
}

impl<'c> Ancestries<'c> {
    pub(crate) fn new(chain: &'c SupplyChain) -> Self {
        let columns = chain.germplasm_columns();
        let depths = depths(&columns.parents, columns.downstream_order());
        let mut order: Vec<u32> = (0..columns.len() as u32).collect();
        order.sort_by_key(|&own| depths[own as usize]);
        let mut ranks = vec![0; order.len()];
        (0_u32..).zip(&order).for_each(|(rank, &own)| ranks[own as usize] = rank);
        let evidence = (0..columns.len()).map(|own| chain.numbered_germplasm(own).evidence()).collect();
        Self { chain, order, ranks, evidence, individual: vec![NONE; columns.len()], left: MOST_MET, steps: MOST_STEPS }
    }

    /// The ancestry of some varieties, each given once; `None` where so many were met before that no more are.
    pub(crate) fn of(&mut self, varieties: &[u32]) -> Option<Ancestry> {
        let columns = self.chain.germplasm_columns();
        let met = self.met_from(varieties);
        let left = self.left.checked_sub(met.len());
        let Some(left) = left else {
            met.iter().for_each(|&own| self.individual[own as usize] = NONE);
            self.left = 0;
            return None;
        };
        self.left = left;
        let germplasm = self.in_order(met);
        let mut pedigree = Pedigree::new();
        let mut evidence = None;
        for &own in &germplasm {
            let range = columns.parents.range(own as usize);
            let shares = columns.shares[range.clone()].iter().copied();
            let parents = columns.parents.values()[range].iter().map(|&parent| self.individual[parent as usize]);
            self.individual[own as usize] = pedigree.add(parents.zip(shares));
            evidence = weaker(evidence, Some(self.evidence[own as usize]));
        }
        let varieties = varieties.iter().map(|&variety| self.individual[variety as usize]).collect();
        germplasm.iter().for_each(|&own| self.individual[own as usize] = NONE);
        Some(Ancestry { germplasm, pedigree, varieties, evidence })
    }

    /// Of each individual of an ancestry, how many of its varieties descend from it; `None` where so many steps were gone
    /// before that no more are.
    pub(crate) fn reach(&mut self, ancestry: &Ancestry) -> Option<Vec<u32>> {
        let reach = ancestry.pedigree.reach_within(&ancestry.varieties, &mut self.steps);
        if reach.is_none() {
            self.steps = 0;
        }
        reach
    }

    /// What was met, parents before their offspring.
    fn in_order(&self, mut met: Vec<u32>) -> Vec<u32> {
        if met.len() < self.order.len() / FEW {
            met.sort_unstable_by_key(|&own| self.ranks[own as usize]);
            return met;
        }
        self.order.iter().copied().filter(|&own| self.individual[own as usize] != NONE).collect()
    }

    /// Everything that is met on the way up from some varieties, each once.
    fn met_from(&mut self, varieties: &[u32]) -> Vec<u32> {
        // What was met has a number, though not yet its own.
        let mut met = varieties.to_vec();
        met.iter().for_each(|&variety| self.individual[variety as usize] = 0);
        let mut next = 0;
        while next < met.len() && met.len() <= self.left {
            for &parent in self.chain.germplasm_columns().parents.of(met[next] as usize) {
                if std::mem::replace(&mut self.individual[parent as usize], 0) == NONE {
                    met.push(parent);
                }
            }
            next += 1;
        }
        met
    }
}

/// How many steps each record is at most from one that comes from nothing, where `order` gives each after what it comes
/// from.
pub(super) fn depths(origins: &Rows, order: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut depths = vec![0; origins.len()];
    for own in order {
        depths[own] = origins.of(own).iter().map(|&origin| depths[origin as usize] + 1).max().unwrap_or(0);
    }
    depths
}

#[cfg(test)]
mod tests {
    use super::Ancestries;
    use crate::model::GermplasmKind::Variety;
    use crate::{Category, Germplasm, Organization, OrganizationKind, SupplyChain};

    /// Three generations, one after the other.
    fn chain() -> SupplyChain {
        SupplyChain::builder("2024-12-31".parse().unwrap())
            .category(Category::new("rice"))
            .organization(Organization::new("o", OrganizationKind::University))
            .germplasm(Germplasm::new("a", "rice", Variety))
            .germplasm(Germplasm::new("b", "rice", Variety).parents(["a"]))
            .germplasm(Germplasm::new("c", "rice", Variety).parents(["b"]))
            .build()
            .unwrap()
    }

    #[test]
    fn after_the_most_that_may_be_met_nothing_is() {
        let chain = chain();
        let mut ancestries = Ancestries { left: 4, ..Ancestries::new(&chain) };
        assert_eq!(ancestries.of(&[2]).unwrap().germplasm, [0, 1, 2]);
        assert!(ancestries.of(&[1]).is_none());
        assert!(ancestries.of(&[0]).is_none(), "those after it are not looked up either");
        let mut again = Ancestries { left: 3, ..ancestries };
        assert_eq!(again.of(&[1]).unwrap().germplasm, [0, 1], "and no mark is left");
    }

    #[test]
    fn after_the_most_steps_no_reach_is_looked_up() {
        let chain = chain();
        // At c and to b, at b and to a, and at a; then without c.
        let mut ancestries = Ancestries { steps: 5 + 3, ..Ancestries::new(&chain) };
        let [whole, part] = [[2], [1]].map(|varieties| ancestries.of(&varieties).unwrap());
        assert_eq!(ancestries.reach(&whole).unwrap(), [1, 1, 0]);
        assert_eq!(ancestries.reach(&part).unwrap(), [1, 0]);
        assert!(ancestries.reach(&part).is_none());
    }
}
