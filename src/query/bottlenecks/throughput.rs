//! Throughput: how many products a year can get through each category, what limits it, and what would help most.
//!
//! Each category is a layered network. A *role* is an organization in a leap in which it has capabilities; its capacity is
//! what its teams could bring in products per year, given how long research takes and how often it succeeds. Results pass
//! from a role to one of the next leap where the two organizations are related. The maximum flow is the throughput, and a
//! minimum cut is a set of roles that together limit it.

mod assumed;
mod network;
mod rates;
mod rows;

use crate::chain::{OrganizationRef, SupplyChain};
use crate::model::Leap;
use crate::record::Category;

use network::{CategoryNetwork, Outline};

pub use assumed::{Assumed, AssumptionError, Basis, ThroughputOptions};
pub use rows::{OrganizationLoss, RoleCapacity, Stoppage, TeamGain};

/// How many products a year can get through a category.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Throughput<'c> {
    /// The category.
    pub category: &'c Category,
    /// The maximum flow, in products per year, from 0.
    pub products_per_year: f64,
    /// Why nothing passes, where nothing does.
    pub stopped: Option<Stoppage>,
    /// The roles that limit it, as near to the start as any: their capacities add up to the throughput. By organization
    /// and leap.
    pub source_side: Vec<RoleCapacity<'c>>,
    /// The roles that limit it, as near to the end as any. If they are not the same as on the source side, several sets
    /// of roles limit it alike.
    pub sink_side: Vec<RoleCapacity<'c>>,
    /// What one more team would bring, for every capability where it would bring anything: largest first, then by
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
}

impl<'c> Throughput<'c> {
    /// How many roles must be lost before nothing passes, at least: by Menger's theorem (1927), the number of ways
    /// through the category that share no role. 0 where nothing passes anyway.
    #[must_use]
    pub fn resilience(&self) -> usize {
        self.weakest_roles.len()
    }

    /// What one more team would bring where it would bring most; `None` where a single team brings nothing.
    #[must_use]
    pub fn best_gain(&self) -> Option<TeamGain<'c>> {
        self.gains.first().copied()
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
    /// assert_eq!(rice.products_per_year, 0.5);
    /// assert_eq!(*rice.source_side[0].organization.id(), "union");
    /// assert_eq!(rice.best_gain().unwrap().gain, 0.5, "then the union brings as much as the company takes up");
    /// assert_eq!((rice.single_points_of_failure.len(), rice.resilience()), (3, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn throughput(&self, options: &ThroughputOptions) -> Vec<Throughput<'_>> {
        let outlines = Outline::of_all(self);
        let solve = |(category, outline): (usize, Outline)| {
            solve(self, category, &CategoryNetwork::new(self, category, outline, options))
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

fn solve<'c>(chain: &'c SupplyChain, category: usize, built: &CategoryNetwork) -> Throughput<'c> {
    let flow = built.network.maximum_flow();
    let rates = &built.rates;
    let role = |&role: &u32| RoleCapacity {
        organization: chain.numbered_organization(built.roles[role as usize].organization as usize),
        leap: built.roles[role as usize].leap,
        capacity: built.capacity(role),
    };
    let roles = |numbers: Vec<u32>| numbers.iter().map(role).collect();

    let capabilities = (0_u32..)
        .zip(&built.roles)
        .flat_map(|(number, role)| role.capabilities().map(move |(stage, _)| (number, role.organization, stage)));
    let queries: Vec<(u32, u128)> =
        capabilities.clone().map(|(number, _, stage)| (number, rates.of_team(stage))).collect();
    #[cfg(feature = "parallel")]
    let (gained, lost) = (flow.gains_in_parallel(&queries), flow.losses_in_parallel());
    #[cfg(not(feature = "parallel"))]
    let (gained, lost) = (flow.gains(&queries), flow.losses());

    let mut gains: Vec<TeamGain<'_>> = capabilities
        .zip(gained)
        .filter(|&(_, gain)| gain > 0)
        .map(|((_, organization, stage), gain)| TeamGain {
            organization: chain.numbered_organization(organization as usize),
            stage,
            gain: rates.products(gain),
        })
        .collect();
    // Roles are in order of organization and leap, and a stable sort leaves them so among equals.
    gains.sort_by(|a, b| b.gain.total_cmp(&a.gain));
    let stops_all = flow.value() > 0;
    let chokepoints = lost.iter().filter(|loss| stops_all && loss.remaining == 0);
    let chokepoints = chokepoints.map(|loss| chain.numbered_organization(loss.owner as usize)).collect();
    let mut losses: Vec<OrganizationLoss<'_>> = lost
        .iter()
        .filter(|loss| loss.amount > 0)
        .map(|loss| OrganizationLoss {
            organization: chain.numbered_organization(loss.owner as usize),
            loss: rates.products(loss.amount),
        })
        .collect();
    losses.sort_by(|a, b| b.loss.total_cmp(&a.loss));

    Throughput {
        category: &chain.categories()[category],
        products_per_year: rates.products(flow.value()),
        stopped: (flow.value() == 0).then(|| stoppage(built)),
        source_side: roles(flow.source_side_cut().nodes),
        sink_side: roles(flow.sink_side_cut().nodes),
        gains,
        losses,
        single_points_of_failure: chokepoints,
        weakest_roles: roles(built.network.minimum_vertex_cut()),
        assumed: built.assumed,
    }
}

/// Why nothing passes.
fn stoppage(built: &CategoryNetwork) -> Stoppage {
    let roles_in = |leap: Leap| built.roles.iter().filter(move |role| role.leap == leap);
    if let Some(leap) = Leap::ALL.into_iter().find(|leap| roles_in(*leap).next().is_none()) {
        return Stoppage::NoCapability(leap);
    }
    let succeeds = |leap: Leap| {
        let mut stages = roles_in(leap).flat_map(|role| role.capabilities());
        stages.any(|(stage, _)| built.assumed[stage as usize].success > 0.0)
    };
    Leap::ALL.into_iter().find(|leap| !succeeds(*leap)).map_or(Stoppage::NoRoute, Stoppage::NoSuccess)
}
