//! Collections: what becomes of what gene banks keep 资源转化.

use hashbrown::HashMap;

use crate::chain::{Object, SupplyChain};
use crate::model::Evidence;
use crate::query::evidence::weaker;
use crate::query::keys::keys;
use crate::record::{Category, Collection};

/// A count over the collections that give both it and their accessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counted {
    /// How many accessions it is.
    pub count: u64,
    /// Of how many.
    pub of: u64,
}

impl Counted {
    /// The share of the accessions, 0 to 1; `None` of no accessions.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.of > 0).then(|| self.count as f64 / self.of as f64)
    }
}

keys! { Counted: counted => {
    count: counted.count,
    of: counted.of,
    share: counted.share(),
} }

/// What is kept of one category, and what becomes of it. Of each holder the latest collection counts. What no collection
/// says is `None`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct CollectionRow<'c> {
    /// The category.
    pub category: &'c Category,
    /// Those who keep something of it.
    pub holders: usize,
    /// Accessions, of the collections that say how many.
    pub accessions: Option<u64>,
    /// Of these identified 精准鉴定.
    pub identified: Option<Counted>,
    /// With a confirmed right 已确权.
    pub confirmed: Option<Counted>,
    /// On a public list of what is shared.
    pub listed: Option<Counted>,
    /// Shared with others.
    pub shared: Option<Counted>,
    /// Used in breeding.
    pub used: Option<Counted>,
    /// Kept in duplicate elsewhere.
    pub duplicated: Option<Counted>,
    /// Germplasm of the category that the chain names.
    pub named: usize,
    /// Of the named, that a live project draws on.
    pub drawn_on: usize,
    /// Of the named, that released varieties descend from.
    pub in_pedigrees: usize,
    /// Of the named, that are in use in the field, or that something in use descends from.
    pub in_adopted: usize,
    /// How well the weakest of the collections is known.
    pub evidence: Option<Evidence>,
}

keys! { CollectionRow<'_>: row => {
    category: row.category.id,
    holders: row.holders,
    accessions: row.accessions,
    identified: row.identified,
    confirmed: row.confirmed,
    listed: row.listed,
    shared: row.shared,
    used: row.used,
    duplicated: row.duplicated,
    named: row.named,
    drawn_on: row.drawn_on,
    in_pedigrees: row.in_pedigrees,
    in_adopted: row.in_adopted,
    evidence: row.evidence,
} }

impl<'c> CollectionRow<'c> {
    fn new(category: &'c Category) -> Self {
        Self {
            category,
            holders: 0,
            accessions: None,
            identified: None,
            confirmed: None,
            listed: None,
            shared: None,
            used: None,
            duplicated: None,
            named: 0,
            drawn_on: 0,
            in_pedigrees: 0,
            in_adopted: 0,
            evidence: None,
        }
    }

    fn add(&mut self, collection: &Collection) {
        self.holders += 1;
        self.evidence = weaker(self.evidence, Some(collection.evidence));
        let Some(accessions) = collection.accessions.map(u64::from) else { return };
        *self.accessions.get_or_insert(0) += accessions;
        for (counted, count) in [
            (&mut self.identified, collection.identified),
            (&mut self.confirmed, collection.confirmed),
            (&mut self.listed, collection.listed),
            (&mut self.shared, collection.shared),
            (&mut self.used, collection.used),
            (&mut self.duplicated, collection.duplicated),
        ] {
            if let Some(count) = count {
                let counted = counted.get_or_insert(Counted { count: 0, of: 0 });
                counted.count += u64::from(count);
                counted.of += accessions;
            }
        }
    }
}

/// ## Collections
impl SupplyChain {
    /// What gene banks keep of each category, and what becomes of it, by id; categories without a collection are left
    /// out.
    ///
    /// ```
    /// use seedrelay::{Category, Collection, Organization, OrganizationKind, SupplyChain};
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("pepper"))
    ///     .organization(Organization::new("bank", OrganizationKind::Institute))
    ///     .collection(Collection::new("bank", "pepper").date("2010".parse()?).accessions(3000))
    ///     .collection(Collection::new("bank", "pepper").date("2017".parse()?).accessions(3219).identified(426))
    ///     .build()?;
    /// let row = chain.collection_rows()[0];
    /// assert_eq!((row.accessions, row.identified.unwrap().count, row.confirmed), (Some(3219), 426, None));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn collection_rows(&self) -> Vec<CollectionRow<'_>> {
        let mut rows: Vec<CollectionRow<'_>> = self.categories().iter().map(CollectionRow::new).collect();
        for (category, collection) in latest(self) {
            rows[category].add(collection);
        }
        let marks = Marks::of(self);
        for (germplasm, &category) in self.germplasm_columns().category.iter().enumerate() {
            let row = &mut rows[category as usize];
            row.named += 1;
            row.drawn_on += usize::from(marks.drawn_on[germplasm]);
            row.in_pedigrees += usize::from(marks.in_pedigrees[germplasm]);
            row.in_adopted += usize::from(marks.in_adopted[germplasm]);
        }
        rows.retain(|row| row.holders > 0);
        rows
    }

    /// Which germplasm released varieties descend from.
    pub(crate) fn ancestors_of_varieties(&self) -> Vec<bool> {
        ancestors(self, self.released_varieties().values())
    }
}

/// The latest collection of each holder in each category: undated ones are the oldest.
fn latest(chain: &SupplyChain) -> impl Iterator<Item = (usize, &Collection)> {
    let mut latest: HashMap<(&str, &str), &Collection> = HashMap::new();
    let day = |collection: &Collection| collection.date.map(|date| date.to_day().number());
    for collection in chain.collections() {
        let of = latest.entry((collection.holder.as_str(), collection.category.as_str())).or_insert(collection);
        if day(collection) >= day(of) {
            *of = collection;
        }
    }
    let known = latest.into_values().filter_map(|collection| {
        chain.category_number(collection.category.as_str()).map(|category| (category, collection))
    });
    known.collect::<Vec<_>>().into_iter()
}

/// What becomes of each germplasm.
struct Marks {
    drawn_on: Vec<bool>,
    in_pedigrees: Vec<bool>,
    in_adopted: Vec<bool>,
}

impl Marks {
    fn of(chain: &SupplyChain) -> Self {
        let adoptions = chain.adoptions().iter().zip(&chain.uses().adoption_object);
        let mut adopted: Vec<u32> = Vec::new();
        for (_, object) in adoptions.filter(|(adoption, _)| adoption.area > 0.0) {
            match *object {
                Object::Germplasm(germplasm) => adopted.push(germplasm),
                Object::Project(project) => adopted.extend(chain.columns().releases.of(project as usize)),
            }
        }
        let mut in_adopted = ancestors(chain, &adopted);
        adopted.iter().for_each(|&own| in_adopted[own as usize] = true);
        Self { drawn_on: drawn_on(chain), in_pedigrees: chain.ancestors_of_varieties(), in_adopted }
    }
}

/// Which germplasm a live project draws on.
pub(crate) fn drawn_on(chain: &SupplyChain) -> Vec<bool> {
    let columns = chain.columns();
    let mut drawn_on = vec![false; chain.germplasm_columns().len()];
    for project in (0..columns.len()).filter(|&project| columns.is_live(project)) {
        columns.draws_on.of(project).iter().for_each(|&own| drawn_on[own as usize] = true);
    }
    drawn_on
}

/// Marks what some germplasm descends from.
fn ancestors(chain: &SupplyChain, of: &[u32]) -> Vec<bool> {
    let columns = chain.germplasm_columns();
    let (mut is_one, mut is_above) = (vec![false; columns.len()], vec![false; columns.len()]);
    of.iter().for_each(|&own| is_one[own as usize] = true);
    for own in columns.downstream_order().rev() {
        if is_one[own] || is_above[own] {
            columns.parents.of(own).iter().for_each(|&parent| is_above[parent as usize] = true);
        }
    }
    is_above
}
