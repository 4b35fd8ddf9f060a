//! Benefit flow 收益分享: what of what products earn reaches whom, along the royalties that projects pay.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::ancestry::depths;
use crate::chain::{OrganizationRef, ProjectRef, SupplyChain};
use crate::model::{Evidence, Leap, Stage};
use crate::query::evidence::weaker;
use crate::query::keys::keys;
use crate::record::{Category, Owner};

/// Shares that miss the whole by less are the whole.
const ROUNDING: f64 = 1e-9;

/// Who gets something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BenefitHolder<'c> {
    /// An organization of the chain.
    Organization(OrganizationRef<'c>),
    /// The people who made results 发明人.
    Inventors,
    /// Whoever else benefit shares name.
    Other(&'c str),
    /// Nobody on record.
    Unknown,
}

impl<'c> BenefitHolder<'c> {
    fn named(chain: &'c SupplyChain, holder: &'c str) -> Self {
        match chain.organization(holder) {
            _ if Owner::is_inventors(holder) => Self::Inventors,
            Some(organization) => Self::Organization(organization),
            None => Self::Other(holder),
        }
    }

    /// As documents write it; `None` where it is unknown.
    #[must_use]
    pub fn as_str(self) -> Option<&'c str> {
        match self {
            Self::Organization(organization) => Some(organization.id().as_str()),
            Self::Inventors => Some(Owner::INVENTORS),
            Self::Other(name) => Some(name),
            Self::Unknown => None,
        }
    }
}

impl Serialize for BenefitHolder<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_str().serialize(serializer)
    }
}

/// What one holder gets.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct HolderBenefit<'c> {
    /// Who.
    pub holder: BenefitHolder<'c>,
    /// How much, above 0, in the chain's currency.
    pub amount: f64,
}

keys! { HolderBenefit<'_>: row => {
    holder: row.holder,
    amount: row.amount,
} }

/// What one project keeps of what it earns and is paid.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ProjectBenefit<'c> {
    /// The project.
    pub project: ProjectRef<'c>,
    /// How much, above 0, in the chain's currency.
    pub amount: f64,
}

keys! { ProjectBenefit<'_>: row => {
    project: row.project,
    amount: row.amount,
} }

/// What reaches each leap, and the germplasm, in the chain's currency. Together it is all that was earned.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BenefitByLeap {
    /// The leaps, in the order of [`Leap::ALL`].
    pub leaps: [f64; Leap::ALL.len()],
    /// The germplasm.
    pub germplasm: f64,
}

impl BenefitByLeap {
    /// All of it.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.leaps.iter().sum::<f64>() + self.germplasm
    }

    /// What each gets of a hundred.
    #[must_use]
    pub fn of_a_hundred(&self) -> Self {
        let part = |amount: f64| 100.0 * amount / self.total();
        Self { leaps: self.leaps.map(part), germplasm: part(self.germplasm) }
    }
}

keys! { BenefitByLeap: row => {
    "zero-to-one": row.leaps[Leap::ZeroToOne.index()],
    "one-to-ten": row.leaps[Leap::OneToTen.index()],
    "ten-to-hundred": row.leaps[Leap::TenToHundred.index()],
    germplasm: row.germplasm,
} }

/// Where the money goes that the products of one category earn.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct CategoryBenefit<'c> {
    /// The category of the products.
    pub category: &'c Category,
    /// What its projects of industrialization earn, above 0, in the chain's currency.
    pub revenue: f64,
    /// What of it reaches which leap.
    pub by_leap: BenefitByLeap,
    /// How well the weakest is known of the projects and germplasm that something reaches.
    pub evidence: Option<Evidence>,
}

keys! { CategoryBenefit<'_>: row => {
    category: row.category.id,
    revenue: row.revenue,
    by_leap: row.by_leap,
    of_a_hundred: row.by_leap.of_a_hundred(),
    evidence: row.evidence,
} }

/// Where all the money goes that is earned.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Benefit<'c> {
    /// All revenue, in the chain's currency.
    pub total: f64,
    /// Who gets what, most first.
    pub by_holder: Vec<HolderBenefit<'c>>,
    /// What each project keeps, by id; projects that keep nothing are left out.
    pub by_project: Vec<ProjectBenefit<'c>>,
    /// What reaches which leap.
    pub by_leap: BenefitByLeap,
    /// What the inventors get.
    pub inventors: f64,
    /// What benefit shares and owners leave over, which stays with the performer of the project.
    pub unassigned: f64,
    /// The same for the products of each category that earn anything, by id.
    pub categories: Vec<CategoryBenefit<'c>>,
    /// How well the weakest is known of the projects and germplasm that something reaches; `None` of no revenue.
    pub evidence: Option<Evidence>,
}

keys! { Benefit<'_>: benefit => {
    total: benefit.total,
    by_holder: benefit.by_holder,
    by_project: benefit.by_project,
    by_leap: benefit.by_leap,
    inventors: benefit.inventors,
    unassigned: benefit.unassigned,
    categories: benefit.categories,
    evidence: benefit.evidence,
} }

/// ## Benefit
impl SupplyChain {
    /// What of the revenue of all projects reaches whom.
    ///
    /// A project passes on what its royalties say, and keeps the rest, which goes to those whom its benefit shares name,
    /// else to its owners, else to its performer. A germplasm keeps all that it is paid: for its owners, else its holders,
    /// else its breeders, in equal parts.
    ///
    /// A product that pays a fifth to the variety, which pays 30 % to a line and a gene:
    ///
    /// ```
    /// use seedrelay::record::Royalty;
    /// use seedrelay::{Category, Leap, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};
    /// let project = |id, stage| Project::new(id, "rice", stage, "hau", Status::Delivered);
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice"))
    ///     .organization(Organization::new("hau", OrganizationKind::University))
    ///     .project(project("gene", Stage::Basic))
    ///     .project(project("variety", Stage::Applied).builds_on(["gene"]).royalties([Royalty::new(0.3).project("gene")]))
    ///     .project(project("seed", Stage::Industrialization).revenue(100.0).builds_on(["variety"])
    ///         .royalties([Royalty::new(0.2).project("variety")]))
    ///     .build()?;
    /// let reached = chain.benefit().by_leap.leaps;
    /// assert_eq!(reached.map(f64::round), [6.0, 14.0, 80.0]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn benefit(&self) -> Benefit<'_> {
        let columns = self.columns();
        let revenues = self.project_graph().node_weights().map(|project| project.revenue.unwrap_or(0.0));
        let earning: Vec<(u32, f64)> = (0..).zip(revenues).filter(|(_, revenue)| *revenue > 0.0).collect();
        let depths = depths(&columns.builds_on, columns.downstream_order());
        let flow = Flow::from(self, &depths, earning.iter().copied());
        let mut of_products = vec![Vec::new(); self.categories().len()];
        for &(project, revenue) in &earning {
            if columns.stage[project as usize] == Stage::Industrialization {
                of_products[columns.category[project as usize] as usize].push((project, revenue));
            }
        }
        let categories = self.categories().iter().zip(of_products).filter(|(_, products)| !products.is_empty());
        let of_category = |(category, products): (_, Vec<(u32, f64)>)| {
            let flow = Flow::from(self, &depths, products.iter().copied());
            CategoryBenefit {
                category,
                revenue: products.iter().map(|(_, revenue)| revenue).sum(),
                by_leap: flow.by_leap(self),
                evidence: flow.evidence,
            }
        };
        let categories = categories.map(of_category).collect();
        let shared_out = SharedOut::of(self, &flow);
        let mut kept: Vec<(u32, f64)> = flow.kept.iter().copied().filter(|(_, amount)| *amount > 0.0).collect();
        kept.sort_unstable_by_key(|(project, _)| *project);
        let by_project = kept
            .into_iter()
            .map(|(project, amount)| ProjectBenefit { project: self.numbered_project(project as usize), amount });
        Benefit {
            total: total(earning.iter().map(|(_, revenue)| revenue)),
            by_holder: shared_out.by_holder(),
            by_project: by_project.collect(),
            by_leap: flow.by_leap(self),
            inventors: shared_out.inventors,
            unassigned: shared_out.unassigned,
            categories,
            evidence: flow.evidence,
        }
    }
}

/// What projects and germplasm keep of what some projects earn.
struct Flow {
    /// Each project that something reaches, with what it keeps.
    kept: Vec<(u32, f64)>,
    /// Each germplasm that something reaches, with all that it gets.
    germplasm: BTreeMap<u32, f64>,
    evidence: Option<Evidence>,
}

impl Flow {
    /// The money of some projects, on its way up. What pays is looked at before what it pays: it builds on that.
    fn from(chain: &SupplyChain, depths: &[u32], earning: impl Iterator<Item = (u32, f64)>) -> Self {
        // By depth and number, so that the last is always the furthest down.
        let mut got: BTreeMap<(u32, u32), f64> = BTreeMap::new();
        let add = |got: &mut BTreeMap<(u32, u32), f64>, project: u32, amount: f64| {
            *got.entry((depths[project as usize], project)).or_insert(0.0) += amount;
        };
        earning.for_each(|(project, revenue)| add(&mut got, project, revenue));
        let mut flow = Self { kept: Vec::new(), germplasm: BTreeMap::new(), evidence: None };
        while let Some(((_, project), amount)) = got.pop_last() {
            let record = &chain.numbered_project(project as usize).record();
            let royalties = record.royalties.as_deref().unwrap_or_default();
            for royalty in royalties.iter().filter(|royalty| royalty.share > 0.0) {
                let part = amount * royalty.share;
                if let Some(project) = royalty.project.as_ref().and_then(|id| chain.project(id)) {
                    add(&mut got, project.number() as u32, part);
                } else if let Some(germplasm) =
                    royalty.germplasm.as_ref().and_then(|id| chain.germplasm_number(id.as_str()))
                {
                    *flow.germplasm.entry(germplasm as u32).or_insert(0.0) += part;
                }
            }
            let passed_on: f64 = royalties.iter().map(|royalty| royalty.share).sum();
            flow.kept.push((project, amount * left_of(passed_on)));
            flow.evidence = weaker(flow.evidence, Some(record.evidence));
        }
        let of_germplasm = flow.germplasm.keys().map(|&own| chain.numbered_germplasm(own as usize).evidence());
        flow.evidence = weaker(flow.evidence, of_germplasm.min());
        flow
    }

    fn by_leap(&self, chain: &SupplyChain) -> BenefitByLeap {
        let mut by_leap = BenefitByLeap { germplasm: total(self.germplasm.values()), ..BenefitByLeap::default() };
        for &(project, amount) in &self.kept {
            by_leap.leaps[chain.columns().leap(project as usize).index()] += amount;
        }
        by_leap
    }
}

/// A sum; that of nothing is 0, and not -0.
fn total<'a>(amounts: impl Iterator<Item = &'a f64>) -> f64 {
    amounts.sum::<f64>() + 0.0
}

/// What shares leave of 1: nothing where they miss it by a rounding.
fn left_of(shares: f64) -> f64 {
    let left = 1.0 - shares;
    if left < ROUNDING { 0.0 } else { left }
}

/// What holders get.
struct SharedOut<'c> {
    organizations: BTreeMap<u32, f64>,
    others: BTreeMap<&'c str, f64>,
    inventors: f64,
    unknown: f64,
    unassigned: f64,
    chain: &'c SupplyChain,
}

impl<'c> SharedOut<'c> {
    fn of(chain: &'c SupplyChain, flow: &Flow) -> Self {
        let mut shared = Self {
            organizations: BTreeMap::new(),
            others: BTreeMap::new(),
            inventors: 0.0,
            unknown: 0.0,
            unassigned: 0.0,
            chain,
        };
        flow.kept.iter().for_each(|&(project, amount)| shared.add_project(project, amount));
        flow.germplasm.iter().for_each(|(&germplasm, &amount)| shared.add_germplasm(germplasm, amount));
        shared
    }

    fn add_project(&mut self, project: u32, amount: f64) {
        let record = self.chain.numbered_project(project as usize).record();
        let benefit = record.benefit_shares.iter().map(|share| (share.holder.as_ref(), share.share));
        let owners = record.owners.iter().map(|owner| (owner.holder.as_ref(), owner.share));
        let shares: Vec<(&str, f64)> =
            if record.benefit_shares.is_empty() { owners.collect() } else { benefit.collect() };
        let left = self.add_shares(&shares, amount);
        if !shares.is_empty() {
            self.unassigned += left;
        }
        let performer = self.chain.columns().performer[project as usize];
        *self.organizations.entry(performer).or_insert(0.0) += left;
    }

    fn add_germplasm(&mut self, germplasm: u32, amount: f64) {
        let columns = self.chain.germplasm_columns();
        let record = self.chain.numbered_germplasm(germplasm as usize).record();
        if record.owners.is_empty() {
            let acting = columns.owners.of(germplasm as usize);
            for &owner in acting {
                *self.organizations.entry(owner).or_insert(0.0) += amount / acting.len() as f64;
            }
            if acting.is_empty() {
                self.unknown += amount;
            }
            return;
        }
        let shares: Vec<(&str, f64)> = record.owners.iter().map(|owner| (owner.holder.as_ref(), owner.share)).collect();
        self.unknown += self.add_shares(&shares, amount);
    }

    /// Gives each holder its share, and tells what is left. Shares that miss the whole by a rounding are parts of their sum.
    fn add_shares(&mut self, shares: &[(&'c str, f64)], amount: f64) -> f64 {
        let whole: f64 = shares.iter().map(|(_, share)| share).sum();
        let left = left_of(whole);
        let scale = if left == 0.0 && whole > 0.0 { 1.0 / whole } else { 1.0 };
        for &(holder, share) in shares {
            *self.place(holder) += amount * share * scale;
        }
        amount * left
    }

    fn place(&mut self, holder: &'c str) -> &mut f64 {
        match BenefitHolder::named(self.chain, holder) {
            BenefitHolder::Inventors => &mut self.inventors,
            BenefitHolder::Organization(organization) => {
                self.organizations.entry(organization.number() as u32).or_insert(0.0)
            }
            BenefitHolder::Other(name) => self.others.entry(name).or_insert(0.0),
            BenefitHolder::Unknown => &mut self.unknown,
        }
    }

    fn by_holder(&self) -> Vec<HolderBenefit<'c>> {
        let organization = |own: u32| BenefitHolder::Organization(self.chain.numbered_organization(own as usize));
        let organizations = self.organizations.iter().map(|(&own, &amount)| (organization(own), amount));
        let others = self.others.iter().map(|(&name, &amount)| (BenefitHolder::Other(name), amount));
        let rest = [(BenefitHolder::Inventors, self.inventors), (BenefitHolder::Unknown, self.unknown)];
        let all = organizations.chain(others).chain(rest).filter(|(_, amount)| *amount > 0.0);
        let mut rows: Vec<HolderBenefit<'c>> = all.map(|(holder, amount)| HolderBenefit { holder, amount }).collect();
        rows.sort_by(|a, b| b.amount.total_cmp(&a.amount).then(a.holder.as_str().cmp(&b.holder.as_str())));
        rows
    }
}
