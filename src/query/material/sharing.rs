//! Sharing: whether projects draw on material that others hold.

use std::collections::{BTreeMap, BTreeSet};

use crate::chain::{OrganizationRef, SupplyChain};
use crate::model::OrganizationKind;
use crate::query::keys::keys;
use crate::query::uses::material;

/// How many pairs there are of a kind of holder and a kind of performer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SharingPair {
    /// The kind of who holds the material; of several holders each kind counts once.
    pub holder: OrganizationKind,
    /// The kind of who draws on it.
    pub performer: OrganizationKind,
    /// The pairs of a project and a material.
    pub pairs: usize,
}

keys! { SharingPair: row => {
    holder: row.holder,
    performer: row.performer,
    pairs: row.pairs,
} }

/// How the members of a consortium share what they hold of a category.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConsortiumSharing<'c> {
    /// The consortium.
    pub consortium: OrganizationRef<'c>,
    /// The members that hold germplasm of the category, by id.
    pub holding: Vec<OrganizationRef<'c>>,
    /// Those of them on whose germplasm another member, or the consortium, draws in a live project, by id.
    pub letting: Vec<OrganizationRef<'c>>,
}

keys! { ConsortiumSharing<'_>: row => {
    organization: row.consortium,
    holding: row.holding,
    letting: row.letting,
} }

/// Whether the live projects of a category draw on material that others hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sharing<'c> {
    /// Pairs of a live project and a material of known holders.
    pub pairs: usize,
    /// Of these, those whose performer is none of the holders.
    pub shared: usize,
    /// Pairs of a live project and a material whose holders are not on record; they are not part of the others.
    pub unknown: usize,
    /// The same by the kinds of holders and performers, in the order of the kinds.
    pub matrix: Vec<SharingPair>,
    /// How each consortium with members that hold germplasm of the category shares it, by id.
    pub consortia: Vec<ConsortiumSharing<'c>>,
}

keys! { Sharing<'_>: row => {
    pairs: row.pairs,
    shared: row.shared,
    unknown: row.unknown,
    matrix: row.matrix,
    consortia: row.consortia,
} }

/// What is counted for one category.
#[derive(Clone, Default)]
struct Counts {
    pairs: usize,
    shared: usize,
    unknown: usize,
    matrix: BTreeMap<(OrganizationKind, OrganizationKind), usize>,
    /// Members that hold germplasm, and those that let others draw on it, by consortium.
    consortia: BTreeMap<u32, [BTreeSet<u32>; 2]>,
}

/// The sharing of each category, by number.
pub(super) fn sharings(chain: &SupplyChain) -> Vec<Sharing<'_>> {
    let germplasm = chain.germplasm_columns();
    let mut counts = vec![Counts::default(); chain.categories().len()];
    let consortia = Consortia::of(chain);
    for (own, holders) in germplasm.holders.iter().enumerate() {
        let of_category = &mut counts[germplasm.category[own] as usize].consortia;
        for &holder in holders {
            for &consortium in consortia.of_member(holder) {
                of_category.entry(consortium).or_default()[0].insert(holder);
            }
        }
    }
    for project in (0..chain.columns().len()).filter(|&project| chain.columns().is_live(project)) {
        count_project(chain, project, &consortia, &mut counts);
    }
    counts.into_iter().map(|counts| counts.named(chain)).collect()
}

fn count_project(chain: &SupplyChain, project: usize, consortia: &Consortia, counts: &mut [Counts]) {
    let (columns, germplasm) = (chain.columns(), chain.germplasm_columns());
    let (performer, kinds) = (columns.performer[project], &chain.organization_columns().kind);
    let mut drawn_on: Vec<u32> = material(chain, project).collect();
    drawn_on.sort_unstable();
    drawn_on.dedup();
    for own in drawn_on {
        let holders = germplasm.holders.of(own as usize);
        let count = &mut counts[columns.category[project] as usize];
        if holders.is_empty() {
            count.unknown += 1;
            continue;
        }
        count.pairs += 1;
        count.shared += usize::from(!holders.contains(&performer));
        let of_holders: BTreeSet<OrganizationKind> = holders.iter().map(|&holder| kinds[holder as usize]).collect();
        for holder in of_holders {
            *count.matrix.entry((holder, kinds[performer as usize])).or_default() += 1;
        }
        let count = &mut counts[germplasm.category[own as usize] as usize];
        for &holder in holders.iter().filter(|&&holder| holder != performer) {
            for &consortium in consortia.of_member(holder) {
                if consortium == performer || consortia.of_member(performer).contains(&consortium) {
                    count.consortia.entry(consortium).or_default()[1].insert(holder);
                }
            }
        }
    }
}

impl Counts {
    fn named(self, chain: &SupplyChain) -> Sharing<'_> {
        let named = |members: BTreeSet<u32>| {
            members.into_iter().map(|member| chain.numbered_organization(member as usize)).collect()
        };
        let consortium = |(consortium, [holding, letting]): (u32, [BTreeSet<u32>; 2])| ConsortiumSharing {
            consortium: chain.numbered_organization(consortium as usize),
            holding: named(holding),
            letting: named(letting),
        };
        let pair = |((holder, performer), pairs)| SharingPair { holder, performer, pairs };
        Sharing {
            pairs: self.pairs,
            shared: self.shared,
            unknown: self.unknown,
            matrix: self.matrix.into_iter().map(pair).collect(),
            consortia: self.consortia.into_iter().map(consortium).collect(),
        }
    }
}

/// Which consortia each organization is a member of today.
struct Consortia(BTreeMap<u32, Vec<u32>>);

impl Consortia {
    fn of(chain: &SupplyChain) -> Self {
        let mut of_member: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for consortium in chain.organizations().filter(|organization| organization.is_consortium()) {
            for member in consortium.fellows() {
                of_member.entry(member.number() as u32).or_default().push(consortium.number() as u32);
            }
        }
        Self(of_member)
    }

    fn of_member(&self, organization: u32) -> &[u32] {
        self.0.get(&organization).map_or(&[], Vec::as_slice)
    }
}
