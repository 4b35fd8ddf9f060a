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
    /// The worst of all the material that it needs.
    pub state: Clearance,
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
    needed: row.needed,
    evidence: row.evidence,
} }

/// ## Clearance
impl SupplyChain {
    /// Whether each variety may be sold that a live project of industrialization releases or draws on, by project, and of
    /// each project by variety; each pair of a variety and a performer once.
    ///
    /// A product needs the variety, the parents of a hybrid, and that from which a variety is essentially derived in the
    /// end (UPOV 1991, article 14(5)).
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
        Self { chain, licences, licensed: HashMap::new() }
    }

    fn product(&mut self, variety: u32, by: u32, project: ProjectRef<'c>) -> ProductClearance<'c> {
        let needed = self.needed(variety);
        let (mut state, mut evidence) = (Clearance::Clear, project.evidence());
        let mut because = Vec::new();
        for &material in &needed {
            let (own, known) = self.state(material, by);
            state = state.min(own);
            evidence = evidence.min(known);
            if own != Clearance::Clear {
                let germplasm = self.chain.numbered_germplasm(material as usize);
                because.push(MaterialClearance { germplasm, state: own });
            }
        }
        ProductClearance {
            germplasm: self.chain.numbered_germplasm(variety as usize),
            by: self.chain.numbered_organization(by as usize),
            project,
            state,
            because,
            needed: needed.len(),
            evidence,
        }
    }

    /// The variety, the parents of hybrids, and what they are derived from in the end, by number.
    fn needed(&self, variety: u32) -> Vec<u32> {
        let columns = self.chain.germplasm_columns();
        let (mut needed, mut ahead) = (HashSet::new(), vec![variety]);
        while let Some(own) = ahead.pop() {
            if needed.insert(own) {
                if columns.kind[own as usize] == GermplasmKind::Hybrid {
                    ahead.extend(columns.parents.of(own as usize));
                }
                let mut root = own;
                while columns.derived_from[root as usize] != NONE {
                    root = columns.derived_from[root as usize];
                }
                ahead.push(root);
            }
        }
        let mut needed: Vec<u32> = needed.into_iter().collect();
        needed.sort_unstable();
        needed
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

    fn find_licensed(&self, germplasm: u32) -> HashMap<u32, Evidence> {
        let (uses, columns) = (self.chain.uses(), self.chain.germplasm_columns());
        let owners = columns.owners.of(germplasm as usize);
        let released_by = columns.released_by[germplasm as usize];
        let mut licences: Vec<u32> = self.licences_of(Object::Germplasm(germplasm)).collect();
        let mut owners_of_project: &[u32] = &[];
        if released_by != NONE {
            licences.extend(self.licences_of(Object::Project(released_by)));
            owners_of_project = self.chain.columns().owners.of(released_by as usize);
        }
        let is_owner = |licensor: &u32| owners.contains(licensor) || owners_of_project.contains(licensor);
        // Where no owner is known, whoever gives a licence may well be one.
        let is_direct = |licensors: &[u32]| owners.is_empty() || licensors.is_empty() || licensors.iter().any(is_owner);
        let (mut licensed, mut may_pass_on) = (HashMap::new(), HashMap::new());
        let mut grows = true;
        while grows {
            grows = false;
            for &licence in &licences {
                let number = licence as usize;
                let licensors = uses.licensors.of(number);
                let from = if is_direct(licensors) {
                    Some(Evidence::Documented)
                } else {
                    licensors.iter().filter_map(|licensor| may_pass_on.get(licensor).copied()).max()
                };
                let Some(from) = from else { continue };
                let record = &self.chain.licences()[number];
                let known = from.min(record.evidence);
                grows |= improve(&mut licensed, uses.licensee[number], known);
                if record.sublicence == Some(true) {
                    grows |= improve(&mut may_pass_on, uses.licensee[number], known);
                }
            }
        }
        licensed
    }

    fn licences_of(&self, object: Object) -> impl Iterator<Item = u32> {
        let first = self.licences.partition_point(|(of, _)| *of < object);
        self.licences[first..].iter().take_while(move |(of, _)| *of == object).map(|&(_, licence)| licence)
    }
}

/// Keeps the better known of two ways; whether that changes anything.
fn improve(known: &mut HashMap<u32, Evidence>, of: u32, evidence: Evidence) -> bool {
    let improves = known.get(&of).is_none_or(|before| *before < evidence);
    if improves {
        known.insert(of, evidence);
    }
    improves
}
