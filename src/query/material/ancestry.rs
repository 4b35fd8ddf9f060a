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

/// Takes ancestries out of a chain, one after the other, each in time in proportion to its own size but for sorting.
pub(crate) struct Ancestries<'c> {
    chain: &'c SupplyChain,
    /// How many steps each germplasm is from a founder at most.
    depths: Vec<u32>,
    /// The individual that each germplasm is; [`NONE`] outside the ancestry in the making.
    individual: Vec<u32>,
}

impl<'c> Ancestries<'c> {
    pub(crate) fn new(chain: &'c SupplyChain) -> Self {
        let columns = chain.germplasm_columns();
        let depths = depths(&columns.parents, columns.downstream_order());
        Self { chain, depths, individual: vec![NONE; columns.len()] }
    }

    /// The ancestry of some varieties, each given once.
    pub(crate) fn of(&mut self, varieties: &[u32]) -> Ancestry {
        let columns = self.chain.germplasm_columns();
        let mut germplasm = self.met_from(varieties);
        // The order of a document changes no answer, not even the last digit of a sum.
        germplasm.sort_unstable_by_key(|&own| (self.depths[own as usize], own));
        let mut pedigree = Pedigree::new();
        let mut evidence = None;
        for &own in &germplasm {
            let range = columns.parents.range(own as usize);
            let shares = columns.shares[range.clone()].iter().copied();
            let parents = columns.parents.values()[range].iter().map(|&parent| self.individual[parent as usize]);
            self.individual[own as usize] = pedigree.add(parents.zip(shares));
            evidence = weaker(evidence, Some(self.chain.numbered_germplasm(own as usize).evidence()));
        }
        let varieties = varieties.iter().map(|&variety| self.individual[variety as usize]).collect();
        germplasm.iter().for_each(|&own| self.individual[own as usize] = NONE);
        Ancestry { germplasm, pedigree, varieties, evidence }
    }

    /// Everything that is met on the way up from some varieties, each once.
    fn met_from(&mut self, varieties: &[u32]) -> Vec<u32> {
        // What was met has a number, though not yet its own.
        let mut met = varieties.to_vec();
        met.iter().for_each(|&variety| self.individual[variety as usize] = 0);
        let mut next = 0;
        while next < met.len() {
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
