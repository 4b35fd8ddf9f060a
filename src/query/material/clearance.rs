//! Clearance of products 产品权利厘清: whether a variety may be sold, given the rights in its material.

use hashbrown::{HashMap, HashSet};

use crate::chain::{GermplasmRef, NONE, Object, OrganizationRef, ProjectRef, SupplyChain};
use crate::model::{Evidence, GermplasmKind, LicenceUse, Right, Stage};
use crate::query::keys::keys;

named_enum! {
    /// Whether something may be used for sale. The worst comes first.
    #[non_exhaustive]
    pub enum Clearance ("clearance") {
        /// Somebody's exclusive right stands against it, and no licence is on record 受限.
        Blocked = "blocked", "blocked", "受限";
        /// The records do not say 不明.
        Unknown = "unknown", "not on record", "未记载";
        /// No right stands against it, or a licence or ownership allows it 清晰.
        Clear = "clear", "clear", "清晰";
    }
}

/// So many materials and licences are looked at for all products together, or so many for each germplasm and licence on
/// record. Those of real products are a few each; where thousands of hybrids are each the parent of the next, what they
/// need is a square.
const MOST_LOOKED_AT: usize = 2_000_000;
const MOST_OF_EACH: usize = 50;

/// One material that a product needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MaterialClearance<'c> {
    /// The material.
    pub germplasm: GermplasmRef<'c>,
    /// Whether it may be used.
    pub state: Clearance,
}

keys! { MaterialClearance<'_>: row => {
    germplasm: row.germplasm,
    state: row.state,
} }

/// Whether an organization may sell a variety.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ProductClearance<'c> {
    /// The variety.
    pub germplasm: GermplasmRef<'c>,
    /// Who sells it, or wants to.
    pub by: OrganizationRef<'c>,
    /// The live project of industrialization that releases it or draws on it; of several the first by id.
    pub project: ProjectRef<'c>,
    /// The worst of all the material that it needs; unknown where that was not looked up.
    pub state: Clearance,
    /// Whether all that it needs was looked up: not after 2,000,000 materials and licences of the products before, or
    /// fifty for each germplasm and licence on record.
    pub is_looked_up: bool,
    /// What is not clear, by id.
    pub because: Vec<MaterialClearance<'c>>,
    /// How many materials it needs, the variety itself among them.
    pub needed: usize,
    /// How well it is known: as the weakest of the project, the materials and the licences that it rests on.
    pub evidence: Evidence,
}

keys! { ProductClearance<'_>: row => {
    germplasm: row.germplasm,
    by: row.by,
    project: row.project,
    state: row.state,
    because: row.because,
    why [where_known]: (!row.is_looked_up).then_some("too-many-materials"),
    needed: row.needed,
    evidence: row.evidence,
} }

/// ## Clearance
impl SupplyChain {
    /// Whether each variety may be sold that a live project of industrialization releases or draws on, by project, and of
    /// each project by variety; each pair of a variety and a performer once.
    ///
    /// A product needs the variety, the parents of a hybrid, and that from which a variety is essentially derived in the
    /// end (UPOV 1991, article 14(5)). After 2,000,000 materials and licences, or fifty for each germplasm and licence
    /// on record, no more are looked up, and the products left are unknown.
    ///
    /// ```
    /// use seedrelay::model::{GermplasmKind::{Hybrid, Line}, Right};
    /// use seedrelay::query::Clearance;
    /// use seedrelay::{Category, Germplasm, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};
    ///
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice"))
    ///     .organization(Organization::new("hau", OrganizationKind::University))
    ///     .organization(Organization::new("longping", OrganizationKind::Company))
    ///     .germplasm(Germplasm::new("y58s", "rice", Line).right(Right::VarietyRight).bred_by(["hau"]))
    ///     .germplasm(Germplasm::new("yliangyou-1", "rice", Hybrid).parents(["y58s"]).right(Right::None))
    ///     .project(Project::new("seed", "rice", Stage::Industrialization, "longping", Status::Active)
    ///         .draws_on(["yliangyou-1"]))
    ///     .build()?;
    /// let product = &chain.clearance()[0];
    /// assert_eq!(product.state, Clearance::Blocked);
    /// assert_eq!(product.because[0].germplasm.id(), "y58s");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn clearance(&self) -> Vec<ProductClearance<'_>> {
        let columns = self.columns();
        let mut rights = Rights::of(self);
        let mut seen = HashSet::new();
        let mut products = Vec::new();
        for project in 0..columns.len() {
            if !columns.is_live(project) || columns.stage[project] != Stage::Industrialization {
                continue;
            }
            let by = columns.performer[project];
            for &own in columns.releases.of(project).iter().chain(columns.draws_on.of(project)) {
                let is_variety = self.germplasm_columns().kind[own as usize].is_variety();
                if is_variety && seen.insert((own, by)) {
                    products.push(rights.product(own, by, self.numbered_project(project)));
                }
            }
        }
        products
    }
}

/// What is looked up of rights and licences.
struct Rights<'c> {
    chain: &'c SupplyChain,
    /// The commercial licences in force, by what they are of.
    licences: Vec<(Object, u32)>,
    /// Who may use a germplasm by licence, and how well that is known.
    licensed: HashMap<u32, HashMap<u32, Evidence>>,
    /// From what each germplasm is derived in the end: itself where it is not.
    roots: Vec<u32>,
    /// How much more may be looked at.
    left: usize,
}

impl<'c> Rights<'c> {
    fn of(chain: &'c SupplyChain) -> Self {
        let uses = chain.uses();
        let counts = |licence: &usize| {
            uses.in_force[*licence] && chain.licences()[*licence].allows == Some(LicenceUse::Commercial)
        };
        let commercial = (0..chain.licences().len()).filter(counts);
        let mut licences: Vec<(Object, u32)> =
            commercial.map(|licence| (uses.licence_object[licence], licence as u32)).collect();
        licences.sort_unstable();
        let left =
            MOST_LOOKED_AT.max(MOST_OF_EACH.saturating_mul(chain.germplasm_columns().kind.len() + licences.len()));
        Self { chain, licences, licensed: HashMap::new(), roots: roots(chain), left }
    }

    fn product(&mut self, variety: u32, by: u32, project: ProjectRef<'c>) -> ProductClearance<'c> {
        let mut product = ProductClearance {
            germplasm: self.chain.numbered_germplasm(variety as usize),
            by: self.chain.numbered_organization(by as usize),
            project,
            state: Clearance::Clear,
            is_looked_up: true,
            because: Vec::new(),
            needed: 0,
            evidence: project.evidence(),
        };
        for material in self.needed(variety) {
            let (state, known) = self.state(material, by);
            product.needed += 1;
            product.state = product.state.min(state);
            product.evidence = product.evidence.min(known);
            if state != Clearance::Clear {
                let germplasm = self.chain.numbered_germplasm(material as usize);
                product.because.push(MaterialClearance { germplasm, state });
            }
        }
        if self.left == 0 {
            product.is_looked_up = false;
            product.state = Clearance::Unknown;
            product.because.clear();
        }
        product
    }

    /// The variety, the parents of hybrids, and what they are derived from in the end, by number. Nothing where no more
    /// may be looked at.
    fn needed(&mut self, variety: u32) -> Vec<u32> {
        let columns = self.chain.germplasm_columns();
        let (mut needed, mut ahead) = (HashSet::new(), vec![variety]);
        while let Some(own) = ahead.pop() {
            if !self.looks_at(1) {
                return Vec::new();
            }
            if needed.insert(own) {
                if columns.kind[own as usize] == GermplasmKind::Hybrid {
                    ahead.extend(columns.parents.of(own as usize));
                }
                ahead.push(self.roots[own as usize]);
            }
        }
        let mut needed: Vec<u32> = needed.into_iter().collect();
        needed.sort_unstable();
        needed
    }

    /// Counts what is about to be looked at; whether it may be.
    fn looks_at(&mut self, more: usize) -> bool {
        self.left = self.left.saturating_sub(more);
        self.left > 0
    }

    /// Whether an organization may use a germplasm, and how well that is known.
    fn state(&mut self, germplasm: u32, by: u32) -> (Clearance, Evidence) {
        let (chain, columns) = (self.chain, self.chain.germplasm_columns());
        let record = chain.numbered_germplasm(germplasm as usize).record();
        let own = germplasm as usize;
        let right = columns.right[own];
        let today = chain.as_of().to_day().number();
        let is_over = columns.right_ends.get(own).is_some_and(|ends| ends.number() <= today);
        let stands = right.is_some_and(Right::is_exclusive) && !is_over;
        let owners = columns.owners.of(own);
        if right.is_some_and(Right::is_confirmed) && !stands || owners.contains(&by) {
            return (Clearance::Clear, record.evidence);
        }
        if let Some(&licence) = self.licensed(germplasm).get(&by) {
            return (Clearance::Clear, record.evidence.min(licence));
        }
        let is_owned = !owners.is_empty() || !record.owners.is_empty();
        let state = if stands && is_owned { Clearance::Blocked } else { Clearance::Unknown };
        (state, record.evidence)
    }

    /// Who may use a germplasm by licence: from an owner of it or of the project that releases it, or from a licensee who
    /// may pass it on.
    fn licensed(&mut self, germplasm: u32) -> &HashMap<u32, Evidence> {
        if !self.licensed.contains_key(&germplasm) {
            let licensed = self.find_licensed(germplasm);
            self.licensed.insert(germplasm, licensed);
        }
        &self.licensed[&germplasm]
    }

    fn find_licensed(&mut self, germplasm: u32) -> HashMap<u32, Evidence> {
        let (uses, columns) = (self.chain.uses(), self.chain.germplasm_columns());
        let owners = columns.owners.of(germplasm as usize);
        let released_by = columns.released_by[germplasm as usize];
        let mut licences: Vec<u32> = self.licences_of(Object::Germplasm(germplasm)).collect();
        let mut owners_of_project: &[u32] = &[];
        if released_by != NONE {
            licences.extend(self.licences_of(Object::Project(released_by)));
            owners_of_project = self.chain.columns().owners.of(released_by as usize);
        }
        if !self.looks_at(licences.len()) {
            return HashMap::new();
        }
        let is_owner = |licensor: &u32| owners.contains(licensor) || owners_of_project.contains(licensor);
        // Where no owner is known, whoever gives a licence may well be one.
        let is_direct = |licensors: &[u32]| owners.is_empty() || licensors.is_empty() || licensors.iter().any(is_owner);
        let mut licensed = Licensed::default();
        let mut given_by: HashMap<u32, Vec<u32>> = HashMap::new();
        for licence in licences {
            let licensors = uses.licensors.of(licence as usize);
            if is_direct(licensors) {
                licensed.take(self.chain, licence, Evidence::Documented);
            } else {
                licensors.iter().for_each(|licensor| given_by.entry(*licensor).or_default().push(licence));
            }
        }
        while let Some((licensor, known)) = licensed.ahead.pop() {
            let given = given_by.get(&licensor).into_iter().flatten();
            given.for_each(|licence| licensed.take(self.chain, *licence, known));
        }
        licensed.known
    }

    fn licences_of(&self, object: Object) -> impl Iterator<Item = u32> {
        let first = self.licences.partition_point(|(of, _)| *of < object);
        self.licences[first..].iter().take_while(move |(of, _)| *of == object).map(|&(_, licence)| licence)
    }
}

/// Who may use a germplasm by licence, in the making.
#[derive(Default)]
struct Licensed {
    /// How well it is known of each.
    known: HashMap<u32, Evidence>,
    /// Of those who may pass it on.
    passed_on: HashMap<u32, Evidence>,
    /// Who was found to be able to pass it on, or better known to be, and whose licences are still to be looked at.
    ahead: Vec<(u32, Evidence)>,
}

impl Licensed {
    /// A licence from somebody of whom it is so well known that they may give it.
    fn take(&mut self, chain: &SupplyChain, licence: u32, from: Evidence) {
        let record = &chain.licences()[licence as usize];
        let (licensee, known) = (chain.uses().licensee[licence as usize], from.min(record.evidence));
        improve(&mut self.known, licensee, known);
        if record.sublicence == Some(true) && improve(&mut self.passed_on, licensee, known) {
            self.ahead.push((licensee, known));
        }
    }
}

/// From what each germplasm is derived in the end.
fn roots(chain: &SupplyChain) -> Vec<u32> {
    let derived_from = &chain.germplasm_columns().derived_from;
    let mut roots = vec![NONE; derived_from.len()];
    let mut path = Vec::new();
    for own in 0..roots.len() {
        let mut at = own;
        while roots[at] == NONE && derived_from[at] != NONE {
            path.push(at);
            at = derived_from[at] as usize;
        }
        let root = if roots[at] == NONE { at as u32 } else { roots[at] };
        roots[at] = root;
        path.drain(..).for_each(|above| roots[above] = root);
    }
    roots
}

/// Keeps the better known of two ways; whether that changes anything.
fn improve(known: &mut HashMap<u32, Evidence>, of: u32, evidence: Evidence) -> bool {
    let improves = known.get(&of).is_none_or(|before| *before < evidence);
    if improves {
        known.insert(of, evidence);
    }
    improves
}

#[cfg(test)]
mod tests {
    use super::{Clearance, Rights};
    use crate::model::{GermplasmKind, Right, Stage, Status};
    use crate::{Category, Germplasm, Organization, OrganizationKind, Project, SupplyChain};

    /// `a` is derived from nothing, `b` from `a`, and `c` from `b`; `d` is a hybrid of `c`.
    fn chain() -> SupplyChain {
        let line = |id| Germplasm::new(id, "rice", GermplasmKind::Line).right(Right::None);
        SupplyChain::builder("2024-12-31".parse().unwrap())
            .category(Category::new("rice"))
            .organization(Organization::new("o", OrganizationKind::Company))
            .germplasm(line("a"))
            .germplasm(line("b").derived_from("a"))
            .germplasm(line("c").derived_from("b"))
            .germplasm(Germplasm::new("d", "rice", GermplasmKind::Hybrid).right(Right::None).parents(["c"]))
            .project(Project::new("p", "rice", Stage::Industrialization, "o", Status::Active).draws_on(["d"]))
            .build()
            .unwrap()
    }

    #[test]
    fn what_is_derived_leads_to_the_end() {
        let chain = chain();
        assert_eq!(Rights::of(&chain).roots, [0, 0, 0, 3]);
        assert_eq!(Rights::of(&chain).needed(3), [0, 2, 3], "what lies between is not needed");
    }

    #[test]
    fn after_the_most_that_is_looked_at_a_product_is_unknown() {
        let chain = chain();
        let product = |left| {
            let mut rights = Rights { left, ..Rights::of(&chain) };
            let product = rights.product(3, 0, chain.project("p").unwrap());
            (product.state, product.is_looked_up)
        };
        assert_eq!(product(1_000), (Clearance::Clear, true));
        assert_eq!(product(3), (Clearance::Unknown, false));
    }
}
