//! Throughput: how many products a year can get through each category, what limits it, and what would help most.
//!
//! Each category is a layered network. A *role* is an organization in a leap in which it works; its capacity is
//! what its teams could bring in products per year, given how long research takes and how often it succeeds. Results pass
//! from a role to one of the next leap where the two organizations are related. The maximum flow is the throughput, and a
//! minimum cut is a set of roles that together limit it.

mod assumed;
mod factors;
mod limits;
mod network;
mod range;
mod rates;
mod rows;

use crate::chain::{OrganizationRef, SupplyChain};
use crate::model::{Evidence, Leap, Stage, Status};
use crate::query::evidence;
use crate::record::Category;
use crate::rules::Permissions;

use crate::graph::layered_flow::{Loss, MaximumFlow};
use network::{CategoryNetwork, Outline};

pub(crate) use factors::Factors;
pub(crate) use limits::Limits;

pub use assumed::{Assumed, AssumptionError, Basis, ThroughputOptions};
pub use range::{Parameter, RangeOptions, Swing, ThroughputRange};
pub use rows::{CountedAsOne, OrganizationLoss, RoleCapacity, Stoppage, TeamGain};

/// How many products a year can get through a category.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Throughput<'c> {
    /// The category.
    pub category: &'c Category,
    /// The maximum flow, in products per year, from 0, with one team where teams are unknown; `None` where nobody is known
    /// to work in a leap, which is not to say that nothing gets through.
    pub products_per_year: Option<f64>,
    /// The maximum flow if unknown teams were as many as it takes: the same where none are unknown. `None` where it has no
    /// limit then, or is undefined.
    pub at_most: Option<f64>,
    /// Where teams are unknown and one was counted: by organization and stage.
    pub counted_as_one: Vec<CountedAsOne<'c>>,
    /// Why nothing passes, where nothing does, or is known to.
    pub stopped: Option<Stoppage>,
    /// The roles that limit it, as near to the start as any: their capacities add up to the throughput. By organization
    /// and leap.
    pub source_side: Vec<RoleCapacity<'c>>,
    /// The roles that limit it, as near to the end as any. If they are not the same as on the source side, several sets
    /// of roles limit it alike.
    pub sink_side: Vec<RoleCapacity<'c>>,
    /// What one more team would bring, wherever an organization works and it would bring anything: largest first, then by
    /// organization and stage.
    pub gains: Vec<TeamGain<'c>>,
    /// What the loss of an organization would cost, where it would cost anything: largest first, then by organization.
    pub losses: Vec<OrganizationLoss<'c>>,
    /// The organizations of which the loss of any one brings a positive throughput to zero, by id.
    pub single_points_of_failure: Vec<OrganizationRef<'c>>,
    /// The fewest roles without which nothing passes, those nearest to the start: by organization and leap. None where
    /// nothing passes anyway.
    pub weakest_roles: Vec<RoleCapacity<'c>>,
    /// What is assumed of each stage, earliest first.
    pub assumed: [Assumed; 4],
    /// How well the weakest of what it rests on is known: workplaces, relations and assumed figures; `None` where it is
    /// undefined.
    pub evidence: Option<Evidence>,
    /// The same without the figures that are assumed: of its workplaces and relations.
    pub(super) network: Option<Evidence>,
}

impl<'c> Throughput<'c> {
    /// How many roles must be lost before nothing passes, at least: by Menger's theorem (1927), the number of ways
    /// through the category that share no role, 1 or more. `None` where nothing passes anyway, or that is not known.
    #[must_use]
    pub fn resilience(&self) -> Option<usize> {
        self.stopped.is_none().then_some(self.weakest_roles.len())
    }

    /// Why it is undefined, where it is: nobody is known to work in a leap.
    #[must_use]
    pub fn why(&self) -> Option<Stoppage> {
        self.stopped.filter(|_| self.products_per_year.is_none())
    }

    /// What one more team would bring where it would bring most among the places in role; where no model says what is in
    /// role, among all. `None` where a single team brings nothing, or only [outside roles](Self::best_gain_outside_role).
    #[must_use]
    pub fn best_gain(&self) -> Option<TeamGain<'c>> {
        self.gains.iter().find(|gain| gain.in_role != Some(false)).copied()
    }

    /// What one more team would bring where it would bring most, if only places outside their roles would help.
    #[must_use]
    pub fn best_gain_outside_role(&self) -> Option<TeamGain<'c>> {
        if self.best_gain().is_some() { None } else { self.gains.first().copied() }
    }

    /// The leaps that the limiting roles lie in, earliest first.
    #[must_use]
    pub fn limiting_leaps(&self) -> Vec<Leap> {
        let limits = |leap: &Leap| self.source_side.iter().any(|role| role.leap == *leap);
        Leap::ALL.into_iter().filter(limits).collect()
    }

    /// Whether the source side of the cut is one role, of this organization.
    pub(crate) fn is_limited_by_only(&self, organization: OrganizationRef<'c>) -> bool {
        matches!(self.source_side.as_slice(), [role] if role.organization == organization)
    }
}

/// ## Throughput
impl SupplyChain {
    /// How many products a year can get through each category, by id, with everything that limits it.
    ///
    /// The capacity of a role is the sum over its stages s of teams / mean duration(s) × success(s) × success of all
    /// stages of later leaps. Whatever is assumed is reported with the answer, and can be overridden in the options.
    /// Durations and successes are taken as the decimal numbers that they are written as, and flow is counted in whole
    /// numbers of a common unit, so that ties are exact. Source: [definitions](crate::docs::definitions), section 4;
    /// Ford and Fulkerson 1956; Picard and Queyranne 1980.
    ///
    /// Gains and losses of all come from one residual network. With the feature `parallel` categories are computed side
    /// by side, with the same result to the last bit.
    ///
    /// A laboratory with 4 teams, a consortium with 1 and a company with 1, who take 2, 2 and 1 years and always
    /// succeed:
    ///
    /// ```
    /// use seedrelay::{Agreement, Assumptions, Category, Organization, OrganizationKind, Stage, SupplyChain};
    /// use seedrelay::record::{StageAssumption, Triangular};
    /// use seedrelay::query::ThroughputOptions;
    ///
    /// let takes = |years| StageAssumption::new().duration_years(Triangular::new(years, years, years)).success(1.0);
    /// let organization = |id, kind, stage, teams| Organization::new(id, kind).capability("rice", stage, teams);
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice").name(("Rice", "水稻")))
    ///     .organization(organization("lab", OrganizationKind::Laboratory, Stage::Basic, 4))
    ///     .organization(organization("union", OrganizationKind::Consortium, Stage::Applied, 1))
    ///     .organization(organization("seeds", OrganizationKind::Company, Stage::Industrialization, 1))
    ///     .agreement(Agreement::new("lab", "union"))
    ///     .agreement(Agreement::new("union", "seeds"))
    ///     .build()?;
    /// let assumptions = Assumptions::default()
    ///     .stage(Stage::Basic, takes(2.0))
    ///     .stage(Stage::Applied, takes(2.0))
    ///     .stage(Stage::Industrialization, takes(1.0));
    /// let rice = &chain.throughput(&ThroughputOptions::new().assumptions(assumptions)?)[0];
    /// assert_eq!(rice.products_per_year, Some(0.5));
    /// assert_eq!(*rice.source_side[0].organization.id(), "union");
    /// assert_eq!(rice.best_gain().unwrap().gain, 0.5, "then the union brings as much as the company takes up");
    /// assert_eq!((rice.single_points_of_failure.len(), rice.resilience()), (3, Some(1)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn throughput(&self, options: &ThroughputOptions) -> Vec<Throughput<'_>> {
        let outlines = Outline::of_all(self);
        let grounds = Grounds::new(self, options);
        let solve = |(category, outline): (usize, Outline)| {
            grounds.solve(category, &CategoryNetwork::new(self, category, outline, options))
        };
        #[cfg(feature = "parallel")]
        {
            use rayon::prelude::*;
            outlines.into_par_iter().enumerate().map(solve).collect()
        }
        #[cfg(not(feature = "parallel"))]
        {
            outlines.into_iter().enumerate().map(solve).collect()
        }
    }
}

/// What is looked up once for all categories.
struct Grounds<'c> {
    chain: &'c SupplyChain,
    /// The places in role, if there is a model.
    permissions: Option<Permissions>,
    /// Projects under way today at each workplace.
    active: Vec<u32>,
    /// How well the workplaces and relations of each category are known.
    networks: Vec<Option<Evidence>>,
}

impl<'c> Grounds<'c> {
    fn new(chain: &'c SupplyChain, options: &ThroughputOptions) -> Self {
        let model = options.chosen_model().model_for(chain);
        Self {
            chain,
            permissions: model.as_deref().map(Permissions::new),
            active: active_by_workplace(chain),
            networks: evidence::networks(chain),
        }
    }

    fn solve(&self, category: usize, built: &CategoryNetwork) -> Throughput<'c> {
        let chain = self.chain;
        let organization = |number: u32| chain.numbered_organization(number as usize);
        let counted_as_one = built.roles.iter().flat_map(|role| {
            let unknown = role.unknown_stages();
            unknown.map(|stage| CountedAsOne { organization: organization(role.organization), stage })
        });
        let undefined = Throughput {
            category: &chain.categories()[category],
            products_per_year: None,
            at_most: None,
            counted_as_one: counted_as_one.collect(),
            stopped: built.empty_leap().map(Stoppage::NobodyAt),
            source_side: Vec::new(),
            sink_side: Vec::new(),
            gains: Vec::new(),
            losses: Vec::new(),
            single_points_of_failure: Vec::new(),
            weakest_roles: Vec::new(),
            assumed: built.assumed,
            evidence: None,
            network: self.networks[category],
        };
        if undefined.stopped.is_some() {
            return undefined;
        }
        let flow = built.network.maximum_flow();
        let rates = &built.rates;
        let roles = |numbers: Vec<u32>| built.capacities(chain, &numbers);
        let (gains, losses) = (self.gains(category as u32, built, &flow), losses(&flow));
        let stops_all = flow.value() > 0;
        let fatal = losses.iter().filter(|loss| stops_all && loss.remaining == 0);
        let single_points_of_failure = fatal.map(|loss| organization(loss.owner)).collect();
        let costly = losses.iter().filter(|loss| loss.amount > 0);
        let loss = |loss: &Loss| OrganizationLoss {
            organization: organization(loss.owner),
            loss: rates.products(loss.amount),
        };
        let mut losses: Vec<OrganizationLoss<'_>> = costly.map(loss).collect();
        losses.sort_by(|a, b| b.loss.total_cmp(&a.loss));
        Throughput {
            products_per_year: Some(rates.products(flow.value())),
            at_most: built.at_most(flow.value()).map(|most| rates.products(most)),
            stopped: (flow.value() == 0).then(|| stoppage(built)),
            source_side: roles(flow.source_side_cut().nodes),
            sink_side: roles(flow.sink_side_cut().nodes),
            gains,
            losses,
            single_points_of_failure,
            weakest_roles: roles(built.network.minimum_vertex_cut()),
            evidence: evidence::weaker(self.networks[category], Some(Evidence::Assumed)),
            ..undefined
        }
    }

    /// What one more team would bring, wherever anybody works.
    fn gains(&self, category: u32, built: &CategoryNetwork, flow: &MaximumFlow<'_>) -> Vec<TeamGain<'c>> {
        let rates = &built.rates;
        let places = (0_u32..)
            .zip(&built.roles)
            .flat_map(|(number, role)| role.stages().map(move |(stage, _)| (number, role.organization, stage)));
        let queries: Vec<(u32, u128)> =
            places.clone().map(|(number, _, stage)| (number, rates.of_team(stage))).collect();
        #[cfg(feature = "parallel")]
        let gained = flow.gains_in_parallel(&queries);
        #[cfg(not(feature = "parallel"))]
        let gained = flow.gains(&queries);
        let helpful = places.zip(gained).filter(|&(_, gain)| gain > 0);
        let gain = |((_, organization, stage), gain): ((u32, u32, Stage), u128)| {
            let kind = self.chain.organization_columns().kind[organization as usize];
            TeamGain {
                organization: self.chain.numbered_organization(organization as usize),
                stage,
                gain: rates.products(gain),
                in_role: self.permissions.as_ref().map(|permissions| permissions.role(kind, stage, true)),
                busy_now: self.busy_now(organization as usize, category, stage),
            }
        };
        let mut gains: Vec<TeamGain<'_>> = helpful.map(gain).collect();
        // Roles are in order of organization and leap, and a stable sort leaves them so among equals.
        gains.sort_by(|a, b| b.gain.total_cmp(&a.gain));
        gains
    }

    /// How many teams of a workplace are busy today; `None` where its teams are unknown.
    fn busy_now(&self, organization: usize, category: u32, stage: Stage) -> Option<u32> {
        let works_at = self.chain.works_at();
        let place = works_at.number(organization, category, stage)?;
        works_at.every()[place].teams.map(|teams| self.active[place].min(teams.get()))
    }
}

/// How many projects are under way today at every workplace.
fn active_by_workplace(chain: &SupplyChain) -> Vec<u32> {
    let (columns, works_at) = (chain.columns(), chain.works_at());
    let mut active = vec![0; works_at.every().len()];
    for project in (0..columns.len()).filter(|&project| columns.status[project] == Status::Active) {
        let (category, stage) = (columns.category[project], columns.stage[project]);
        for place in columns.workers(project).filter_map(|own| works_at.number(own as usize, category, stage)) {
            active[place] += 1;
        }
    }
    active
}

#[cfg(feature = "parallel")]
fn losses(flow: &MaximumFlow<'_>) -> Vec<Loss> {
    flow.losses_in_parallel()
}

#[cfg(not(feature = "parallel"))]
fn losses(flow: &MaximumFlow<'_>) -> Vec<Loss> {
    flow.losses()
}

/// Why nothing passes though somebody works in every leap.
fn stoppage(built: &CategoryNetwork) -> Stoppage {
    let roles_in = |leap: Leap| built.roles.iter().filter(move |role| role.leap == leap);
    let succeeds = |leap: Leap| {
        let mut stages = roles_in(leap).flat_map(|role| role.stages());
        stages.any(|(stage, _)| built.assumed[stage as usize].success > 0.0)
    };
    Leap::ALL.into_iter().find(|leap| !succeeds(*leap)).map_or(Stoppage::NoRoute, Stoppage::NoSuccess)
}
