//! Chains that differ a little from others: fields taken away or taken over from a neighbour, records left out.

use seedrelay::chain::ChainRecord;
use seedrelay::{
    Adoption, Agreement, Collection, Demand, Funding, Germplasm, Licence, Organization, Project, Service, Source,
    SupplyChain,
};

/// Numbers that look random (Steele, Lea and Flood 2014).
pub(crate) struct Draw(pub(crate) u64);

impl Draw {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % bound.max(1) as u64) as usize
    }
}

/// A chain after some changes, each of which leaves it valid.
pub(crate) fn mutated(chain: &SupplyChain, draw: &mut Draw, changes: usize) -> SupplyChain {
    (0..changes).fold(chain.clone(), |chain, _| once(&chain, draw))
}

fn once(chain: &SupplyChain, draw: &mut Draw) -> SupplyChain {
    match draw.below(12) {
        0 => change::<Organization>(chain, chain.organization_graph().node_weights().cloned().collect(), draw),
        1 | 2 => change::<Project>(chain, chain.project_graph().node_weights().cloned().collect(), draw),
        3 => change::<Germplasm>(chain, chain.pedigree_graph().node_weights().cloned().collect(), draw),
        4 => change::<Demand>(chain, chain.demands().to_vec(), draw),
        5 => change::<Agreement>(chain, chain.agreements().to_vec(), draw),
        6 => change::<Licence>(chain, chain.licences().to_vec(), draw),
        7 => change::<Funding>(chain, chain.funding().to_vec(), draw),
        8 => change::<Service>(chain, chain.services().to_vec(), draw),
        9 => change::<Adoption>(chain, chain.adoptions().to_vec(), draw),
        10 => change::<Collection>(chain, chain.collections().to_vec(), draw),
        _ => change::<Source>(chain, chain.sources().to_vec(), draw),
    }
}

fn change<R: ChainRecord>(chain: &SupplyChain, mut records: Vec<R>, draw: &mut Draw) -> SupplyChain {
    if records.is_empty() {
        return chain.clone();
    }
    let (place, other) = (draw.below(records.len()), draw.below(records.len()));
    let key = R::SHAPE.fields[draw.below(R::SHAPE.fields.len())].key;
    match draw.below(5) {
        0 => _ = records.remove(place),
        1 if R::SHAPE.key.is_empty() => return chain.clone(),
        1 => records.push(records[place].clone()),
        2 | 3 => _ = records[place].clear_field(key),
        _ if key == "id" => {}
        _ => {
            let theirs = records[other].clone();
            records[place].copy_field(key, &theirs);
        }
    }
    chain.to_builder().replace(records).build().unwrap_or_else(|_| chain.clone())
}
