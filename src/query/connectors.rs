//! Connectors 连接器: who mediates between whom, and who depends on whom.
//!
//! Counted on the directed graph of distinct ordered pairs of different organizations with commissions (commissioner →
//! performer, not cancelled), live handoffs, services (provider → client) and memberships (member → consortium). The
//! groups between which an organization mediates are the kinds of organizations.
//!
//! Source: [definitions](crate::docs::definitions), sections 3 and 4. The algorithms are in
//! [`brokerage`](crate::graph::brokerage), [`constraint`](crate::graph::constraint) and
//! [`betweenness`](crate::graph::betweenness).

use serde::Serialize;

use crate::chain::NONE;
use crate::chain::{OrganizationRef, RelationKind, SupplyChain};
use crate::graph::betweenness::{self, Accuracy, AccuracyError, BetweennessOptions, Method};
use crate::graph::brokerage::{Roles, brokerage};
use crate::graph::constraint::constraint;
use crate::graph::directed::Digraph;
use crate::model::{Evidence, OrganizationKind, Status};
use crate::query::keys::keys;
use crate::record::Category;

/// The relations by which organizations connect others.
pub(crate) const CONNECTING: [RelationKind; 4] =
    [RelationKind::Commission, RelationKind::Handoff, RelationKind::Service, RelationKind::Membership];

/// How to look for connectors.
///
/// ```
/// use seedrelay::query::ConnectorOptions;
/// let options = ConnectorOptions::new().exact_up_to(1_000).sampling(0.01, 0.05, 7)?;
/// assert!(ConnectorOptions::new().sampling(0.0, 0.05, 7).is_err(), "an error of 0 takes for ever");
/// # Ok::<(), seedrelay::graph::betweenness::AccuracyError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "BetweennessOptions", into = "BetweennessOptions")]
pub struct ConnectorOptions(BetweennessOptions);

impl TryFrom<BetweennessOptions> for ConnectorOptions {
    type Error = AccuracyError;

    fn try_from(options: BetweennessOptions) -> Result<Self, AccuracyError> {
        let Accuracy { epsilon, delta, seed } = options.accuracy;
        Accuracy::checked(epsilon, delta, seed)?;
        Ok(Self(options))
    }
}

impl From<ConnectorOptions> for BetweennessOptions {
    fn from(ConnectorOptions(options): ConnectorOptions) -> Self {
        options
    }
}

impl ConnectorOptions {
    /// Betweenness is exact up to 20,000 organizations and 10⁹ steps; above, within 0.3 % of all ordered pairs, with
    /// probability 90 %, or as near as [`sampled`](betweenness::sampled) comes in a matter of seconds.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets up to how many organizations betweenness is exact. Its time grows with their number times that of the
    /// handoffs, and where that product is above [so many steps](BetweennessOptions::exact_steps), it is not.
    #[must_use]
    pub const fn exact_up_to(mut self, organizations: usize) -> Self {
        self.0.exact_up_to = organizations;
        self
    }

    /// Sets how close a sampled betweenness is to be: with probability 1 − `delta` all values at once are within
    /// `epsilon` · n(n − 1) of the exact ones. The same seed gives the same values.
    ///
    /// # Errors
    ///
    /// If `epsilon` or `delta` does not lie strictly between 0 and 1.
    pub fn sampling(mut self, epsilon: f64, delta: f64, seed: u64) -> Result<Self, AccuracyError> {
        self.0.accuracy = Accuracy::checked(epsilon, delta, seed)?;
        Ok(self)
    }
}

/// What one organization connects.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Connector<'c> {
    /// The organization.
    pub organization: OrganizationRef<'c>,
    /// The open two-paths a → v → b through it (a does not reach b directly), by the kinds of a, v and b
    /// (Gould & Fernandez 1989).
    pub roles: Roles<u64>,
    /// What chance would give, with the same number of organizations of each kind and of relations.
    pub expected: Roles<f64>,
    /// By how many standard deviations the counts are above chance; `None` where chance has no spread.
    pub z: Roles<Option<f64>>,
    /// Burt's constraint (1992): how far its partners close in on it. It depends on one partner alone at 1; values can
    /// be a little above 1. `None` without partners.
    pub constraint: Option<f64>,
    /// The shortest paths along live handoffs that lead through it (Brandes 2001), not normalized.
    pub betweenness: f64,
    /// How well the weakest of its record and of the relations by which it may connect is known.
    pub evidence: Evidence,
}

keys! { Connector<'_>: row => {
    organization: row.organization,
    coordinator: row.roles.coordinator,
    itinerant: row.roles.itinerant,
    gatekeeper: row.roles.gatekeeper,
    representative: row.roles.representative,
    liaison: row.roles.liaison,
    total: row.roles.total,
    expected: row.expected.total,
    z: row.z.total,
    constraint: row.constraint,
    betweenness: row.betweenness,
    why [where_known]: row.z.total.is_none().then_some("no-spread"),
    evidence: row.evidence,
} }

/// Who connects a chain.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Connectors<'c> {
    /// Every organization with a partner, by id.
    pub list: Vec<Connector<'c>>,
    /// How betweenness was found.
    pub method: Method,
    /// The categories without a connector: no service organization serves anybody in them who also commissions,
    /// performs or is handed on research there.
    pub unconnected: Vec<&'c Category>,
}

impl<'c> Connectors<'c> {
    /// The service organizations that are liaisons in fact: they mediate between two other kinds. Most first.
    #[must_use]
    pub fn liaisons(&self) -> Vec<Connector<'c>> {
        let is_liaison = |connector: &&Connector<'c>| {
            connector.organization.kind() == OrganizationKind::Service && connector.roles.liaison > 0
        };
        let mut liaisons: Vec<Connector<'c>> = self.list.iter().filter(is_liaison).copied().collect();
        liaisons.sort_by_key(|connector| (std::cmp::Reverse(connector.roles.liaison), connector.organization.number()));
        liaisons
    }

    /// The organizations that mediate most, most first.
    #[must_use]
    pub fn most_central(&self) -> Vec<Connector<'c>> {
        most_central(&self.list)
    }
}

/// Those of a list that mediate most, most first.
pub(crate) fn most_central<'c>(list: &[Connector<'c>]) -> Vec<Connector<'c>> {
    let mut central: Vec<Connector<'c>> = list.iter().filter(|c| c.roles.total > 0).copied().collect();
    central.sort_by_key(|connector| (std::cmp::Reverse(connector.roles.total), connector.organization.number()));
    central
}

/// What is said of all connectors together, beside the list of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ConnectorSummary<'c> {
    /// How betweenness was found.
    betweenness: MethodRow,
    /// The ids of the service organizations that are liaisons in fact.
    pub liaison_services: Vec<&'c str>,
    /// The ids of the categories without a connector.
    pub unconnected_categories: Vec<&'c str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "method", rename_all = "kebab-case")]
enum MethodRow {
    Exact,
    Sampled { epsilon: f64, delta: f64, samples: u64 },
}

impl ConnectorSummary<'_> {
    /// How betweenness was found.
    #[must_use]
    pub const fn method(&self) -> Method {
        match self.betweenness {
            MethodRow::Exact => Method::Exact,
            MethodRow::Sampled { epsilon, delta, samples } => Method::Sampled { epsilon, delta, samples },
        }
    }
}

impl<'c> Connectors<'c> {
    /// What is said of all connectors together.
    #[must_use]
    pub fn summary(&self) -> ConnectorSummary<'c> {
        ConnectorSummary {
            betweenness: match self.method {
                Method::Exact => MethodRow::Exact,
                Method::Sampled { epsilon, delta, samples } => MethodRow::Sampled { epsilon, delta, samples },
            },
            liaison_services: self.liaisons().iter().map(|c| c.organization.record().id.as_str()).collect(),
            unconnected_categories: self.unconnected.iter().map(|category| category.id.as_str()).collect(),
        }
    }
}

/// ## Connectors
impl SupplyChain {
    /// Looks for those who mediate, and those who depend on others.
    ///
    /// Brokerage and constraint take near-linear time; betweenness as the options say.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::query::ConnectorOptions;
    /// let chain = datasets::example();
    /// let connectors = chain.connectors(&ConnectorOptions::new());
    /// let first = connectors.most_central()[0];
    /// let roles = first.roles;
    /// let five = [roles.coordinator, roles.itinerant, roles.representative, roles.gatekeeper, roles.liaison];
    /// assert_eq!(five.iter().sum::<u64>(), roles.total);
    /// ```
    #[must_use]
    pub fn connectors(&self, options: &ConnectorOptions) -> Connectors<'_> {
        let organizations = self.organization_columns();
        let nodes = organizations.kind.len();
        let ties = |kinds: &[RelationKind]| {
            let edges = self.organization_graph().raw_edges().iter();
            let pairs: Vec<(u32, u32)> = edges
                .filter(|edge| kinds.contains(&edge.weight.kind()))
                .map(|edge| (edge.source().index() as u32, edge.target().index() as u32))
                .collect();
            Digraph::from_edges(nodes, &pairs)
        };
        let graph = ties(&CONNECTING);
        let groups: Vec<u32> = organizations.kind.iter().map(|&kind| kind as u32).collect();
        let brokers = brokerage(&graph, &groups);
        let constraints = constraint(&graph);
        let handoffs = ties(&[RelationKind::Handoff]);
        let between = betweenness::betweenness(&handoffs, &options.0).expect("the options hold a checked accuracy");
        let known = weakest_relations(self);
        let connected =
            (0..nodes).filter(|&node| !graph.successors(node).is_empty() || !graph.predecessors(node).is_empty());
        let connector = |node: usize| Connector {
            organization: self.numbered_organization(node),
            roles: brokers.counts(node),
            expected: brokers.expected(node),
            z: brokers.z_scores(node),
            constraint: constraints[node],
            betweenness: between.values[node],
            evidence: known[node],
        };
        Connectors { list: connected.map(connector).collect(), method: between.method, unconnected: unconnected(self) }
    }
}

/// Of each organization, how well the weakest of its record and of the relations by which it may connect is known.
fn weakest_relations(chain: &SupplyChain) -> Vec<Evidence> {
    let mut weakest: Vec<Evidence> = chain.organizations().map(OrganizationRef::evidence).collect();
    let edges = chain.organization_graph().raw_edges().iter();
    for edge in edges.filter(|edge| CONNECTING.contains(&edge.weight.kind())) {
        let evidence = chain.evidence_of(edge.weight, edge.target());
        for side in [edge.source(), edge.target()] {
            let own = &mut weakest[side.index()];
            *own = evidence.min(*own);
        }
    }
    weakest
}

/// The categories in which no service organization serves anybody who takes part in research there.
fn unconnected(chain: &SupplyChain) -> Vec<&Category> {
    let (links, projects) = (chain.links(), chain.columns());
    let organizations = chain.organization_columns();
    // Who takes part in which category, in order.
    let mut parties: Vec<(u32, u32)> = Vec::new();
    for project in (0..projects.len()).filter(|&project| projects.status[project] != Status::Cancelled) {
        let category = projects.category[project];
        parties.push((projects.performer[project], category));
        if projects.commissioner[project] != NONE {
            parties.push((projects.commissioner[project], category));
        }
    }
    parties.sort_unstable();
    parties.dedup();
    let mut connected = vec![false; chain.categories().len()];
    let mut served_in_all = vec![false; organizations.kind.len()];
    for (service, &(provider, client)) in links.services.iter().enumerate().filter(|(own, _)| links.service_holds[*own])
    {
        if organizations.kind[provider as usize] != OrganizationKind::Service || provider == client {
            continue;
        }
        match links.service_category[service] {
            NONE => served_in_all[client as usize] = true,
            category => connected[category as usize] |= parties.binary_search(&(client, category)).is_ok(),
        }
    }
    for &(party, category) in &parties {
        connected[category as usize] |= served_in_all[party as usize];
    }
    chain.categories().iter().zip(connected).filter(|(_, connected)| !connected).map(|(category, _)| category).collect()
}
