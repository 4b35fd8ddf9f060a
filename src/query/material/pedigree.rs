//! Pedigrees of released varieties: on whom they rest, how far on a few, and where that comes from.

use super::ancestry::{Ancestries, Ancestry};
use super::field::Fields;
use super::options::{PedigreeOptions, VarietyWeights};
use super::regions::{OriginClass, Regions};
use super::sharing::{Sharing, sharings};
use super::{AdoptedAmount, VarietyAge, YearsToField};
use crate::chain::{GermplasmRef, Rows, SupplyChain};
use crate::model::{AdoptionUnit, Evidence};
use crate::query::keys::keys;
use crate::record::Category;

/// Of fewer varieties no concentration is a finding: figures of a handful say nothing of a base.
pub const LEAST_FOR_A_FINDING: usize = 20;

/// How many founders are listed.
const LARGEST: usize = 10;

/// A core parent has at least so many descendants among the varieties, and at least one in [`ONE_IN`] of them.
const LEAST_REACH: u32 = 3;
const ONE_IN: usize = 20;

/// One founder, and its part of the genes of all varieties.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct FounderShare<'c> {
    /// The founder.
    pub germplasm: GermplasmRef<'c>,
    /// Its part: a share of 1.
    pub share: f64,
}

keys! { FounderShare<'_>: row => {
    germplasm: row.germplasm,
    share: row.share,
} }

/// What the founders of all varieties come to.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FounderSummary<'c> {
    /// Founders with a part in the varieties, without the unknown ones.
    pub count: usize,
    /// The effective number of founders, 1 or more, where all unknown parents are the largest founder.
    pub effective_lower: f64,
    /// The effective number of founders where every unknown parent is a founder of its own.
    pub effective_upper: f64,
    /// The part of the genes that comes from unknown parents: a share of 1.
    pub unknown: f64,
    /// The ten largest founders, largest first, and by id among equals.
    pub largest: Vec<FounderShare<'c>>,
}

#[derive(serde::Serialize)]
struct Bounds {
    lower: f64,
    upper: f64,
}

keys! { FounderSummary<'_>: founders => {
    count: founders.count,
    effective: Bounds { lower: founders.effective_lower, upper: founders.effective_upper },
    unknown: founders.unknown,
    largest: founders.largest,
} }

/// A core parent 骨干亲本: one that many varieties descend from.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CoreParent<'c> {
    /// The germplasm.
    pub germplasm: GermplasmRef<'c>,
    /// How many of the varieties descend from it, 3 or more.
    pub reach: u32,
    /// Its part of the genes of all varieties: a share of 1.
    pub mass: f64,
}

keys! { CoreParent<'_>: row => {
    germplasm: row.germplasm,
    reach: row.reach,
    mass: row.mass,
} }

/// How far the varieties rest on a few direct parents.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct DirectParents<'c> {
    /// The Herfindahl–Hirschman index of the parents' parts, 0 to 1; `None` where no part is known.
    pub hhi: Option<f64>,
    /// The part of the largest, a share of all known parts; `None` where none is known.
    pub top_share: Option<f64>,
    /// The parent of most varieties, the first by id among equals; `None` where no parent is known.
    pub most_used: Option<GermplasmRef<'c>>,
    /// Of how many varieties that is a parent.
    pub most_used_in: usize,
}

keys! { DirectParents<'_>: row => {
    hhi: row.hhi,
    top_share: row.top_share,
    why [where_known]: row.hhi.is_none().then_some("no-parents"),
    most_used [where_known]: row.most_used,
    most_used_in: row.most_used_in,
} }

/// Where the base of the varieties comes from: shares that sum to 1. What came in from outside is not traced further.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct OriginShares {
    /// From home.
    pub home: f64,
    /// From elsewhere in the country.
    pub elsewhere: f64,
    /// From abroad.
    pub abroad: f64,
    /// From unknown places or parents.
    pub unknown: f64,
}

impl OriginShares {
    /// The share of one class.
    #[must_use]
    pub const fn of(&self, class: OriginClass) -> f64 {
        match class {
            OriginClass::Home => self.home,
            OriginClass::Elsewhere => self.elsewhere,
            OriginClass::Abroad => self.abroad,
            OriginClass::Unknown => self.unknown,
        }
    }

    const fn of_mut(&mut self, class: OriginClass) -> &mut f64 {
        match class {
            OriginClass::Home => &mut self.home,
            OriginClass::Elsewhere => &mut self.elsewhere,
            OriginClass::Abroad => &mut self.abroad,
            OriginClass::Unknown => &mut self.unknown,
        }
    }

    /// What comes from outside home, of what is known: a share of 1; `None` where nothing is known.
    #[must_use]
    pub fn from_outside(&self) -> Option<f64> {
        let outside = self.elsewhere + self.abroad;
        let known = outside + self.home;
        (known > 0.0).then(|| outside / known)
    }
}

/// The pedigree of the varieties of one category: those that are released and not withdrawn.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CategoryPedigree<'c> {
    /// The category.
    pub category: &'c Category,
    /// How many varieties there are.
    pub varieties: usize,
    /// Whether their ancestors were looked up: not where there are more than 250,000,000 of them in this category and those
    /// before it, last id first, or where finding who descends from whom takes more than 4,000,000,000 steps.
    pub is_traced: bool,
    /// Whom they descend from; `None` without varieties, where they are weighted by an area that is not known, or where
    /// their ancestors were not looked up.
    pub founders: Option<FounderSummary<'c>>,
    /// What at least 3 and at least 5 % of the varieties descend from, by reach, then mass, then id.
    pub core_parents: Vec<CoreParent<'c>>,
    /// How far they rest on a few direct parents; `None` as the founders.
    pub direct_parents: Option<DirectParents<'c>>,
    /// Where their base comes from; `None` as the founders.
    pub origin: Option<OriginShares>,
    /// Whether projects draw on the material of others.
    pub sharing: Sharing<'c>,
    /// How old the varieties in the field are; `None` where no area is known.
    pub variety_age: Option<VarietyAge>,
    /// How long released varieties take to the field.
    pub years_to_field: YearsToField,
    /// How well the weakest of the varieties and of all that they descend from is known; `None` without varieties.
    pub evidence: Option<Evidence>,
}

impl<'c> CategoryPedigree<'c> {
    /// Why there are no founders, if there are none: a word of `diagnosis.md`.
    pub(crate) fn why(&self) -> Option<&'static str> {
        match (&self.founders, self.varieties) {
            (Some(_), _) => None,
            (None, 0) => Some("no-varieties"),
            (None, _) if !self.is_traced => Some("too-many-ancestors"),
            (None, _) => Some("no-area"),
        }
    }

    /// Tells what the ancestry of the varieties comes to, where each has a weight.
    fn trace(
        &mut self,
        chain: &'c SupplyChain,
        ancestry: &Ancestry,
        reach: &[u32],
        weights: Option<&[f64]>,
        classes: &[OriginClass],
    ) {
        self.is_traced = true;
        self.evidence = ancestry.evidence;
        let mut mass = vec![0.0; ancestry.germplasm.len()];
        if let Some(weights) = weights {
            let base = Base::of(chain, ancestry, weights, classes);
            mass = base.mass;
            self.founders = Some(base.founders);
            self.direct_parents = Some(base.direct_parents);
            self.origin = Some(base.origin);
        }
        self.core_parents = core_parents(chain, ancestry, reach, &mass);
    }
}

keys! { CategoryPedigree<'_>: row => {
    category: row.category.id,
    varieties: row.varieties,
    founders: row.founders,
    core_parents: row.core_parents,
    direct_parents: row.direct_parents,
    origin: row.origin,
    why [where_known]: row.why(),
    sharing: row.sharing,
    variety_age: row.variety_age,
    years_to_field: row.years_to_field,
    evidence: row.evidence,
} }

/// ## Pedigrees
impl SupplyChain {
    /// The pedigree of the varieties of each category that has any germplasm, or whose projects draw on any, by id.
    ///
    /// Source: [definitions](crate::docs::definitions), section 9: Lacy (1989) and Boichard, Maignel & Verrier (1997) for
    /// founders, Brennan & Byerlee (1991) for the age of varieties. Takes time in proportion to the ancestors of each
    /// category, up to 250,000,000 in all; for reach, one pass over them for each 512 of its varieties, up to 4,000,000,000
    /// steps in all.
    ///
    /// ```
    /// use seedrelay::model::GermplasmKind::{Line, Variety};
    /// use seedrelay::query::PedigreeOptions;
    /// use seedrelay::{Category, Germplasm, Organization, OrganizationKind, SupplyChain};
    ///
    /// let variety = |id, parents: [&str; 2]| {
    ///     Germplasm::new(id, "rice", Variety).parents(parents).released("2010".parse().unwrap())
    /// };
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice"))
    ///     .organization(Organization::new("hau", OrganizationKind::University))
    ///     .germplasm(Germplasm::new("a", "rice", Line))
    ///     .germplasm(Germplasm::new("b", "rice", Line))
    ///     .germplasm(Germplasm::new("c", "rice", Line))
    ///     .germplasm(variety("v", ["a", "b"]))
    ///     .germplasm(variety("w", ["a", "c"]))
    ///     .build()?;
    /// let pedigrees = chain.pedigrees(&PedigreeOptions::new());
    /// let founders = pedigrees[0].founders.as_ref().unwrap();
    /// assert_eq!((founders.count, founders.effective_upper), (3, 8.0 / 3.0));
    /// assert_eq!((founders.largest[0].germplasm.id().as_str(), founders.largest[0].share), ("a", 0.5));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn pedigrees(&self, options: &PedigreeOptions) -> Vec<CategoryPedigree<'_>> {
        let categories = self.categories().len();
        let amounts = self.adopted_amounts();
        let (varieties, of_category) = (varieties(self, options), in_category(self));
        let classes = Regions::of(self).origins(self);
        let mut ancestries = Ancestries::new(self);
        let mut sharings = sharings(self);
        let fields = Fields::of(self, &amounts);
        let mut rows = Vec::new();
        for category in (0..categories).rev() {
            let sharing = sharings.pop().unwrap_or_default();
            if of_category.degree(category) == 0 && sharing.pairs == 0 {
                continue;
            }
            let own = varieties.of(category);
            let mut row = CategoryPedigree {
                category: &self.categories()[category],
                varieties: own.len(),
                is_traced: false,
                founders: None,
                core_parents: Vec::new(),
                direct_parents: None,
                origin: None,
                sharing,
                variety_age: fields.age(self, of_category.of(category)),
                years_to_field: fields.years_to_field(self, of_category.of(category)),
                evidence: None,
            };
            let traced = ancestries.of(own).and_then(|ancestry| {
                // Of fewer varieties nobody is a core parent.
                let has_core = own.len() >= LEAST_REACH as usize;
                let reach = if has_core { ancestries.reach(&ancestry)? } else { Vec::new() };
                Some((ancestry, reach))
            });
            if let Some((ancestry, reach)) = traced {
                let weights = match options.weights {
                    VarietyWeights::Equal => equal(own.len()),
                    VarietyWeights::Area => by_area(own, &amounts),
                };
                row.trace(self, &ancestry, &reach, weights.as_deref(), &classes);
            }
            rows.push(row);
        }
        rows.reverse();
        rows
    }

    /// The released varieties of each category that are not withdrawn, by number.
    pub(crate) fn released_varieties(&self) -> Rows {
        varieties(self, &PedigreeOptions::new())
    }
}

/// Whether so many of the varieties make their ancestor a core parent.
pub(super) const fn is_core(reach: u32, varieties: usize) -> bool {
    reach >= LEAST_REACH && reach as usize * ONE_IN >= varieties
}

fn varieties(chain: &SupplyChain, options: &PedigreeOptions) -> Rows {
    let (columns, today) = (chain.germplasm_columns(), chain.as_of().to_day());
    let is_since = move |own: usize| {
        let since = options.since.zip(chain.numbered_germplasm(own).record().released);
        since.is_none_or(|(since, released)| !since.is_surely_after(released))
    };
    let counts = move |&own: &usize| {
        columns.kind[own].is_variety()
            && columns.released.get(own).is_some()
            && !columns.is_withdrawn(own, today)
            && is_since(own)
    };
    let pairs = (0..columns.len()).filter(counts).map(|own| (columns.category[own], own as u32));
    Rows::from_pairs(chain.categories().len(), pairs)
}

/// All germplasm of each category.
pub(super) fn in_category(chain: &SupplyChain) -> Rows {
    Rows::from_pairs(chain.categories().len(), chain.germplasm_columns().category.iter().copied().zip(0..))
}

fn equal(varieties: usize) -> Option<Vec<f64>> {
    (varieties > 0).then(|| vec![1.0 / varieties as f64; varieties])
}

/// Weights by area, in the latest year in which any of the varieties was grown; `None` where none was.
fn by_area(varieties: &[u32], amounts: &[AdoptedAmount<'_>]) -> Option<Vec<f64>> {
    let grown = || {
        let areas = amounts.iter().filter(|row| row.unit == AdoptionUnit::Mu && row.amount > 0.0);
        areas.filter_map(|row| {
            let variety = varieties.binary_search(&(row.germplasm()?.number() as u32)).ok()?;
            Some((row.year, variety, row.amount))
        })
    };
    let latest = grown().map(|(year, ..)| year).max()?;
    let mut weights = vec![0.0; varieties.len()];
    grown().filter(|(year, ..)| *year == latest).for_each(|(_, variety, area)| weights[variety] += area);
    let whole: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|weight| *weight /= whole);
    Some(weights)
}

/// What the varieties rest on, where each has a weight.
struct Base<'c> {
    founders: FounderSummary<'c>,
    direct_parents: DirectParents<'c>,
    origin: OriginShares,
    /// Of each individual.
    mass: Vec<f64>,
}

impl<'c> Base<'c> {
    fn of(chain: &'c SupplyChain, ancestry: &Ancestry, weights: &[f64], classes: &[OriginClass]) -> Self {
        let mut of_all = vec![0.0; ancestry.germplasm.len()];
        ancestry.varieties.iter().zip(weights).for_each(|(&variety, &weight)| of_all[variety as usize] = weight);
        let origin = origin(ancestry, of_all.clone(), classes);
        let mass = ancestry.pedigree.mass(of_all);
        Self {
            founders: founders(chain, ancestry, &mass),
            direct_parents: direct_parents(chain, ancestry, weights),
            origin,
            mass,
        }
    }
}

fn founders<'c>(chain: &'c SupplyChain, ancestry: &Ancestry, mass: &[f64]) -> FounderSummary<'c> {
    let founders = ancestry.pedigree.founders(mass);
    let number = |individual: u32| ancestry.germplasm[individual as usize];
    let mut largest: Vec<(u32, f64)> = founders.known().iter().map(|&(own, share)| (number(own), share)).collect();
    largest.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    largest.truncate(LARGEST);
    let share = |(own, share)| FounderShare { germplasm: chain.numbered_germplasm(own as usize), share };
    FounderSummary {
        count: founders.known().len(),
        effective_lower: founders.effective_lower(),
        effective_upper: founders.effective_upper(),
        unknown: founders.unknown(),
        largest: largest.into_iter().map(share).collect(),
    }
}

fn core_parents<'c>(chain: &'c SupplyChain, ancestry: &Ancestry, reach: &[u32], mass: &[f64]) -> Vec<CoreParent<'c>> {
    let varieties = ancestry.varieties.len();
    let mut core: Vec<usize> = (0..reach.len()).filter(|&own| is_core(reach[own], varieties)).collect();
    core.sort_unstable_by(|&a, &b| {
        let by_reach = reach[b].cmp(&reach[a]).then(mass[b].total_cmp(&mass[a]));
        by_reach.then(ancestry.germplasm[a].cmp(&ancestry.germplasm[b]))
    });
    let parent = |own: usize| CoreParent {
        germplasm: chain.numbered_germplasm(ancestry.germplasm[own] as usize),
        reach: reach[own],
        mass: mass[own],
    };
    core.into_iter().map(parent).collect()
}

fn direct_parents<'c>(chain: &'c SupplyChain, ancestry: &Ancestry, weights: &[f64]) -> DirectParents<'c> {
    let mut parts = vec![0.0; ancestry.germplasm.len()];
    let mut used_in = vec![0_usize; ancestry.germplasm.len()];
    for (&variety, &weight) in ancestry.varieties.iter().zip(weights) {
        for (parent, share) in ancestry.pedigree.parents(variety) {
            parts[parent as usize] += share * weight;
            used_in[parent as usize] += 1;
        }
    }
    let known: f64 = parts.iter().sum();
    let of_known = |part: f64| (known > 0.0).then(|| part / known);
    let by_use = |&own: &usize| (used_in[own], std::cmp::Reverse(ancestry.germplasm[own]));
    let most_used = (0..used_in.len()).filter(|&own| used_in[own] > 0).max_by_key(by_use);
    DirectParents {
        hhi: of_known(parts.iter().map(|part| part * part).sum::<f64>()).map(|squares| squares / known),
        top_share: of_known(parts.iter().copied().fold(0.0, f64::max)),
        most_used: most_used.map(|own| chain.numbered_germplasm(ancestry.germplasm[own] as usize)),
        most_used_in: most_used.map_or(0, |own| used_in[own]),
    }
}

/// What came from outside is not traced further: whence its own parents came is its breeders' affair.
fn origin(ancestry: &Ancestry, weights: Vec<f64>, classes: &[OriginClass]) -> OriginShares {
    let pedigree = &ancestry.pedigree;
    let class = |own: usize| classes[ancestry.germplasm[own] as usize];
    let is_outside = |class| matches!(class, OriginClass::Elsewhere | OriginClass::Abroad);
    let mass = pedigree.mass_traced(weights, |own| !is_outside(class(own as usize)));
    let mut shares = OriginShares::default();
    for (own, mass) in mass.into_iter().enumerate() {
        let class = class(own);
        if is_outside(class) {
            *shares.of_mut(class) += mass;
        } else {
            let is_founder = pedigree.parents(own as u32).len() == 0;
            let class = if is_founder { class } else { OriginClass::Unknown };
            *shares.of_mut(class) += mass * pedigree.unknown(own as u32);
        }
    }
    shares
}
