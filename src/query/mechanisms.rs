//! Mechanisms 机制: whether money, benefit, demand and effort go where the proposal wants them.
//!
//! Figures, not findings: each is a share with what it is a share of, and with how many records do not say enough to be
//! counted. A share of nothing is `None`, never 0.

use crate::chain::{OrganizationRef, ProjectRef, SupplyChain};
use crate::model::{Evidence, OrganizationKind, Orientation, Stage, Status};
use crate::query::Findings;
use crate::query::evidence::weaker;
use crate::query::keys::keys;
use crate::record::{BenefitShare, Category};

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Share {
    /// Those that it holds for.
    pub part: usize,
    /// All that it is known of.
    pub whole: usize,
    /// Those that it is not known of; they are not part of the whole.
    pub unknown: usize,
}

impl Share {
    fn add(&mut self, holds: Option<bool>) {
        match holds {
            Some(holds) => {
                self.whole += 1;
                self.part += usize::from(holds);
            }
            None => self.unknown += 1,
        }
    }

    /// The share, 0 to 1; `None` of nothing.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }
}

keys! { Share: of => {
    part: of.part,
    whole: of.whole,
    unknown: of.unknown,
    share: of.share(),
    why [where_known]: of.share().is_none().then_some("nothing-known"),
} }

/// Money of the government, and how much of it goes to chokepoint technology 卡脖子技术.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PublicMoney {
    /// For projects that say whether they are chokepoint technology, in the chain's currency.
    pub total: f64,
    /// Of it, for chokepoint projects.
    pub on_chokepoint: f64,
    /// Payments of which it is not known how much they are, for which project, or whether that is chokepoint technology;
    /// they are not part of the total.
    pub unknown: usize,
}

impl PublicMoney {
    /// The share on chokepoint projects, 0 to 1; `None` of no money.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.total > 0.0).then(|| self.on_chokepoint / self.total)
    }

    fn add(&mut self, amount: Option<f64>, project: Option<ProjectRef<'_>>) {
        let is_chokepoint = project.and_then(|project| project.record().chokepoint);
        let (Some(amount), Some(is_chokepoint)) = (amount, is_chokepoint) else {
            self.unknown += 1;
            return;
        };
        self.total += amount;
        self.on_chokepoint += if is_chokepoint { amount } else { 0.0 };
    }
}

keys! { PublicMoney: money => {
    total: money.total,
    on_chokepoint: money.on_chokepoint,
    unknown: money.unknown,
    share: money.share(),
    why [where_known]: money.share().is_none().then_some("no-money"),
} }

/// The money of the government that one consortium received.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ConsortiumMoney<'c> {
    /// The consortium.
    pub consortium: OrganizationRef<'c>,
    /// Paid to it, or to others for projects that it performs.
    pub money: PublicMoney,
    /// How well the weakest of its record, of the payments and of the projects that they are for is known.
    pub evidence: Evidence,
}

keys! { ConsortiumMoney<'_>: row => {
    organization: row.consortium,
    public_money: row.money,
    evidence: row.evidence,
} }

/// How evenly the live projects of a category face the four orientations 四个面向.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Orientations {
    /// Live projects that face each, in the order of [`Orientation::ALL`]; a project may face several.
    pub projects: [usize; Orientation::ALL.len()],
    /// Live projects of which it is not known what they face.
    pub unknown: usize,
}

impl Orientations {
    /// How many orientations it comes to if all were faced alike: the Hill number of order 1, 1 to 4, which is the
    /// exponential of Shannon's entropy (Hill 1973). `None` where nothing is known.
    #[must_use]
    pub fn effective_number(&self) -> Option<f64> {
        self.entropy().map(f64::exp)
    }

    /// How evenly they are faced: Shannon's entropy over its greatest value, 0 to 1 (Pielou 1966). `None` where nothing
    /// is known.
    #[must_use]
    pub fn evenness(&self) -> Option<f64> {
        self.entropy().map(|entropy| entropy / (Orientation::ALL.len() as f64).ln())
    }

    fn entropy(&self) -> Option<f64> {
        let total: usize = self.projects.iter().sum();
        let faced = self.projects.iter().filter(|count| **count > 0).map(|&count| count as f64 / total as f64);
        // Of a single one it is 0, and not -0.
        (total > 0).then(|| faced.map(|share| share * (1.0 / share).ln()).sum())
    }
}

keys! { Orientations: faced => {
    frontier: faced.projects[Orientation::Frontier as usize],
    economy: faced.projects[Orientation::Economy as usize],
    "national-need": faced.projects[Orientation::NationalNeed as usize],
    health: faced.projects[Orientation::Health as usize],
    unknown: faced.unknown,
    effective_number: faced.effective_number(),
    evenness: faced.evenness(),
    why [where_known]: faced.evenness().is_none().then_some("nothing-known"),
} }

/// The mechanisms of one category.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Mechanisms<'c> {
    /// The category.
    pub category: &'c Category,
    /// Money of the government for projects of the category. Payments that name no project belong to no category, and
    /// are counted in [`Findings::consortium_money`] where a consortium received them.
    pub public_money: PublicMoney,
    /// Demands that a live project answers at the stage where their root lies, or an earlier one; of all demands.
    pub demand_at_root: Share,
    /// Low-level duplication 低水平重复: live projects of applied research and industrialization that some other project
    /// [duplicates](crate::rules::FindingKind::DuplicatedEffort); of those whose topic is known.
    pub duplicated_late: Share,
    /// Projects, not cancelled, whose inventors have a share of the benefit; of those whose benefit shares are known.
    pub inventors_share: Share,
    /// The mean share of the inventors over the same projects, 0 to 1; `None` where no benefit shares are known.
    pub mean_inventors_share: Option<f64>,
    /// What the live projects face.
    pub orientations: Orientations,
    /// How well the weakest of its projects, of its demands and of the payments for its projects is known; `None` where
    /// there are none.
    pub evidence: Option<Evidence>,
}

keys! { Mechanisms<'_>: row => {
    category: row.category.id,
    public_money: row.public_money,
    demand_at_root: row.demand_at_root,
    duplicated_late: row.duplicated_late,
    inventors_share: row.inventors_share,
    mean_inventors_share: row.mean_inventors_share,
    orientations: row.orientations,
    evidence: row.evidence,
} }

/// ## Mechanisms
impl<'c> Findings<'c> {
    /// The mechanisms of every category, by id.
    ///
    /// Source: the mechanisms 机制 of the proposal; takes time in proportion to the chain.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::query::FindingOptions;
    /// let chain = datasets::example();
    /// let findings = chain.findings(&FindingOptions::new());
    /// let rice = findings.mechanisms().into_iter().find(|row| row.category.id == "rice").unwrap();
    /// assert_eq!((rice.demand_at_root.part, rice.demand_at_root.whole), (2, 5));
    /// assert_eq!(rice.public_money.on_chokepoint, 1_500_000.0);
    /// ```
    #[must_use]
    pub fn mechanisms(&self) -> Vec<Mechanisms<'c>> {
        let chain = self.chain();
        let columns = chain.columns();
        let known = weakest_of_categories(chain);
        let row = |(category, evidence)| Mechanisms {
            category,
            public_money: PublicMoney::default(),
            demand_at_root: Share::default(),
            duplicated_late: Share::default(),
            inventors_share: Share::default(),
            mean_inventors_share: None,
            orientations: Orientations::default(),
            evidence,
        };
        let mut rows: Vec<Mechanisms<'c>> = chain.categories().iter().zip(known).map(row).collect();
        for funding in chain.funding().iter().zip(&chain.links().funding).filter_map(by_government(chain)) {
            if let Some(project) = funding.project.as_ref().and_then(|id| chain.project(id)) {
                rows[columns.category[project.number()] as usize].public_money.add(funding.amount, Some(project));
            }
        }
        let at_root = answered_at_root(chain);
        for (demand, at_root) in chain.demands().iter().zip(at_root) {
            let category = chain.category_number(demand.category.as_str());
            rows[category.expect("the references of a chain are checked")].demand_at_root.add(Some(at_root));
        }
        let mut duplicated = vec![false; columns.len()];
        for &(first, second) in &self.duplicates().pairs {
            duplicated[first as usize] = true;
            duplicated[second as usize] = true;
        }
        let mut inventors = vec![0.0; rows.len()];
        for (number, project) in chain.project_graph().node_weights().enumerate() {
            let category = columns.category[number] as usize;
            let row = &mut rows[category];
            if project.status.is_live() {
                if project.stage >= Stage::Applied {
                    row.duplicated_late.add(project.topic.as_ref().map(|_| duplicated[number]));
                }
                row.orientations.unknown += usize::from(project.orientations.is_empty());
                for orientation in Orientation::ALL.into_iter().filter(|is| project.orientations.contains(is)) {
                    row.orientations.projects[orientation as usize] += 1;
                }
            }
            if project.status != Status::Cancelled {
                let shares = &project.benefit_shares;
                let of_inventors = shares.iter().filter(|share| *share.holder == *BenefitShare::INVENTORS);
                let of_inventors: f64 = of_inventors.map(|share| share.share).sum();
                row.inventors_share.add((!shares.is_empty()).then_some(of_inventors > 0.0));
                inventors[category] += of_inventors;
            }
        }
        for (row, inventors) in rows.iter_mut().zip(inventors) {
            let known = row.inventors_share.whole;
            row.mean_inventors_share = (known > 0).then(|| inventors / known as f64);
        }
        rows
    }

    /// The money of the government for every consortium that received any, by id.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::query::FindingOptions;
    /// let chain = datasets::example();
    /// let money = chain.findings(&FindingOptions::new()).consortium_money();
    /// assert_eq!(money[0].consortium.record().id, "rice-consortium");
    /// assert_eq!(money[0].money.on_chokepoint, 1_500_000.0);
    /// ```
    #[must_use]
    pub fn consortium_money(&self) -> Vec<ConsortiumMoney<'c>> {
        let chain = self.chain();
        let mut received: Vec<(usize, PublicMoney, Evidence)> = Vec::new();
        let funding = chain.funding().iter().zip(&chain.links().funding);
        for (funding, (_, to)) in funding.filter(|record| by_government(chain)(*record).is_some()) {
            let project = funding.project.as_ref().and_then(|id| chain.project(id));
            let consortium = project.map_or(chain.numbered_organization(*to as usize), ProjectRef::performer);
            if consortium.is_consortium() {
                let mut money = PublicMoney::default();
                money.add(funding.amount, project);
                let weakest = project.map_or(funding.evidence, |project| project.evidence().min(funding.evidence));
                received.push((consortium.number(), money, weakest));
            }
        }
        received.sort_by_key(|(consortium, ..)| *consortium);
        let by_consortium = received.chunk_by(|a, b| a.0 == b.0).map(|payments| {
            let add = |sum: PublicMoney, (_, money, _): &(usize, PublicMoney, Evidence)| PublicMoney {
                total: sum.total + money.total,
                on_chokepoint: sum.on_chokepoint + money.on_chokepoint,
                unknown: sum.unknown + money.unknown,
            };
            let money = payments.iter().fold(PublicMoney::default(), add);
            let consortium = chain.numbered_organization(payments[0].0);
            let known = payments.iter().map(|(.., evidence)| *evidence);
            ConsortiumMoney { consortium, money, evidence: known.fold(consortium.evidence(), Evidence::min) }
        });
        by_consortium.collect()
    }
}

fn by_government<'c>(
    chain: &'c SupplyChain,
) -> impl Fn((&'c crate::record::Funding, &'c (u32, u32))) -> Option<&'c crate::record::Funding> {
    let kinds = &chain.organization_columns().kind;
    move |(funding, (from, _))| (kinds[*from as usize] == OrganizationKind::Government).then_some(funding)
}

/// Of each category, how well the weakest of its projects, of its demands and of the payments for its projects is known.
fn weakest_of_categories(chain: &SupplyChain) -> Vec<Option<Evidence>> {
    let mut weakest = vec![None; chain.categories().len()];
    let mut add = |category: u32, evidence| {
        let own = &mut weakest[category as usize];
        *own = weaker(*own, Some(evidence));
    };
    let categories = &chain.columns().category;
    for (project, &category) in chain.project_graph().node_weights().zip(categories) {
        add(category, project.evidence);
    }
    for (demand, &category) in chain.demands().iter().zip(&chain.links().demand_category) {
        add(category, demand.evidence);
    }
    for payment in chain.funding() {
        if let Some(project) = payment.project.as_ref().and_then(|id| chain.project(id)) {
            add(categories[project.number()], payment.evidence);
        }
    }
    weakest
}

/// Whether a live project answers each demand at its stage or an earlier one.
fn answered_at_root(chain: &SupplyChain) -> Vec<bool> {
    let columns = chain.columns();
    let mut at_root = vec![false; chain.demands().len()];
    if columns.answers.values().is_empty() {
        return at_root;
    }
    for project in (0..columns.len()).filter(|&project| columns.is_live(project)) {
        for &demand in columns.answers.of(project) {
            at_root[demand as usize] |= columns.stage[project] <= chain.demands()[demand as usize].stage;
        }
    }
    at_root
}
