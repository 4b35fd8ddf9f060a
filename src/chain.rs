//! The centre: one document's worth of facts, validated, immutable, with its two graphs.

mod assembly;
mod builder;
mod capabilities;
mod columns;
pub(crate) mod draft;
mod known_at_least;
mod names;
mod path;
mod problem;
mod provenance;
mod relation;
mod relations;
mod traversal;
mod view;

use petgraph::graph::{DiGraph, NodeIndex};

use crate::model::{
    Agreement, Assumptions, Category, CategoryId, Demand, Funding, Organization, OrganizationKind, PartialDate,
    Project, Service, Source, Stage, Text,
};

pub use builder::ChainBuilder;
pub use known_at_least::EvidenceCounts;
pub use path::{Path, RecordList, Step};
pub use problem::{Problem, ProblemKind, Problems};
pub use relation::{Relation, RelationKind};
pub use traversal::{Direction, ProjectTraversal};
pub use view::{OrganizationRef, ProjectRef, RelationRef};

pub(crate) use assembly::Assembly;
pub(crate) use capabilities::{CapabilityCell, LinkColumns, OrganizationColumns};
pub(crate) use columns::{ProjectColumns, Rows};
pub(crate) use names::NONE;
pub(crate) use problem::Hint;
#[cfg(feature = "csv")]
pub(crate) use problem::{hint, phrase, problem_list};

/// A seed-technology supply chain 种业技术供应链: one document's worth of facts, validated, and immutable.
///
/// It comes from a document ([`from_json`](Self::from_json) and the other constructors) or from Rust
/// ([`builder`](Self::builder)), both through the same validation. It holds two petgraph graphs,
/// [`organization_graph`](Self::organization_graph) and [`project_graph`](Self::project_graph). All records are kept
/// and listed in the order of their ids, so that the order of a document changes no answer.
///
/// It is `Send` and `Sync`. A clone copies everything; share one in an `Arc`.
///
/// ```
/// use seedrelay::{Category, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};
///
/// let chain = SupplyChain::builder("2024-12-31".parse()?)
///     .category(Category::new("rice"))
///     .organization(Organization::new("yuelushan", OrganizationKind::Laboratory).capability("rice", Stage::Basic, 4))
///     .project(Project::new("p1", "rice", Stage::Basic, "yuelushan", Status::Delivered))
///     .build()?;
/// assert_eq!(chain.project("p1").unwrap().performer().kind, OrganizationKind::Laboratory);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct SupplyChain {
    name: Option<Text>,
    as_of: PartialDate,
    currency: Option<Box<str>>,
    sources: Vec<Source>,
    categories: Vec<Category>,
    organizations: DiGraph<Organization, Relation>,
    projects: DiGraph<Project, ()>,
    demands: Vec<Demand>,
    agreements: Vec<Agreement>,
    funding: Vec<Funding>,
    services: Vec<Service>,
    assumptions: Assumptions,
    columns: ProjectColumns,
    organization_columns: OrganizationColumns,
    links: LinkColumns,
    category_index: names::Index,
    organization_index: names::Index,
    project_index: names::Index,
    demand_index: names::Index,
}

/// ## What the document says
impl SupplyChain {
    /// What the chain is called.
    #[must_use]
    pub const fn name(&self) -> Option<&Text> {
        self.name.as_ref()
    }

    /// The day that every wait is measured to: "today", as the document says.
    #[must_use]
    pub const fn as_of(&self) -> PartialDate {
        self.as_of
    }

    /// The currency of all money.
    #[must_use]
    pub fn currency(&self) -> Option<&str> {
        self.currency.as_deref()
    }

    /// The sources, by id.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The categories, by id.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// The demands, by id.
    #[must_use]
    pub fn demands(&self) -> &[Demand] {
        &self.demands
    }

    /// The agreements, by the organizations concerned.
    #[must_use]
    pub fn agreements(&self) -> &[Agreement] {
        &self.agreements
    }

    /// The funding, by the organizations concerned.
    #[must_use]
    pub fn funding(&self) -> &[Funding] {
        &self.funding
    }

    /// The services, by the organizations concerned.
    #[must_use]
    pub fn services(&self) -> &[Service] {
        &self.services
    }

    /// What is assumed where the records do not say.
    #[must_use]
    pub const fn assumptions(&self) -> &Assumptions {
        &self.assumptions
    }
}

/// ## Look-up by id
impl SupplyChain {
    /// The category with an id.
    #[must_use]
    pub fn category(&self, id: impl AsRef<str>) -> Option<&Category> {
        self.category_number(id.as_ref()).map(|record| &self.categories[record])
    }

    /// The organization with an id.
    #[must_use]
    pub fn organization(&self, id: impl AsRef<str>) -> Option<OrganizationRef<'_>> {
        self.organization_number(id.as_ref()).map(|record| self.organization_at(record))
    }

    /// The project with an id.
    #[must_use]
    pub fn project(&self, id: impl AsRef<str>) -> Option<ProjectRef<'_>> {
        let id_of = |record| self.projects[NodeIndex::new(record)].id.as_str();
        self.project_index.find(id.as_ref(), id_of).map(|record| self.project_at(record))
    }

    /// The demand with an id.
    #[must_use]
    pub fn demand(&self, id: impl AsRef<str>) -> Option<&Demand> {
        self.demand_number(id.as_ref()).map(|record| &self.demands[record])
    }

    /// The source with an id.
    #[must_use]
    pub fn source(&self, id: impl AsRef<str>) -> Option<&Source> {
        let id = id.as_ref();
        self.sources.binary_search_by(|source| source.id.as_str().cmp(id)).ok().map(|record| &self.sources[record])
    }
}

/// ## Organizations and projects
impl SupplyChain {
    /// Every organization, by id.
    #[must_use]
    pub fn organizations(&self) -> impl ExactSizeIterator<Item = OrganizationRef<'_>> + DoubleEndedIterator + Clone {
        (0..self.organizations.node_count()).map(|record| self.organization_at(record))
    }

    /// Every project, by id.
    #[must_use]
    pub fn projects(&self) -> impl ExactSizeIterator<Item = ProjectRef<'_>> + DoubleEndedIterator + Clone {
        (0..self.projects.node_count()).map(|record| self.project_at(record))
    }

    /// The organizations of a kind, by id.
    pub fn organizations_of_kind(&self, kind: OrganizationKind) -> impl Iterator<Item = OrganizationRef<'_>> {
        self.organizations().filter(move |organization| organization.kind == kind)
    }

    /// The organizations with a capability for a category at a stage, by id.
    pub fn capable_organizations<'c>(
        &'c self,
        category: &'c CategoryId,
        stage: Stage,
    ) -> impl Iterator<Item = OrganizationRef<'c>> {
        self.organizations().filter(move |organization| organization.teams(category, stage) > 0)
    }

    /// The projects of a category, by id.
    pub fn projects_in<'c>(&'c self, category: &CategoryId) -> impl Iterator<Item = ProjectRef<'c>> {
        let category = self.category_number(category.as_str()).map_or(NONE, |record| record as u32);
        self.projects().filter(move |project| self.columns.category[project.number()] == category)
    }

    /// The projects at a stage, by id.
    pub fn projects_at(&self, stage: Stage) -> impl Iterator<Item = ProjectRef<'_>> {
        self.projects().filter(move |project| self.columns.stage[project.number()] == stage)
    }
}

/// ## The graphs
impl SupplyChain {
    /// The organization graph: nodes are organizations, edges are [relations](Relation) between different ones.
    ///
    /// Any algorithm of [petgraph] runs on it. Nodes are numbered by id, and so in the order of
    /// [`organizations`](Self::organizations).
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::petgraph::algo::connected_components;
    /// let chain = datasets::hunan();
    /// assert!(connected_components(chain.organization_graph()) < chain.organizations().len());
    /// ```
    #[must_use]
    pub const fn organization_graph(&self) -> &DiGraph<Organization, Relation> {
        &self.organizations
    }

    /// The project graph: nodes are projects, edges run from a project to each that builds on it. It has no cycle.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::petgraph::algo::is_cyclic_directed;
    /// assert!(!is_cyclic_directed(datasets::hunan().project_graph()));
    /// ```
    #[must_use]
    pub const fn project_graph(&self) -> &DiGraph<Project, ()> {
        &self.projects
    }
}

/// Records by number, for the queries.
impl SupplyChain {
    pub(crate) const fn columns(&self) -> &ProjectColumns {
        &self.columns
    }

    pub(crate) const fn organization_columns(&self) -> &OrganizationColumns {
        &self.organization_columns
    }

    pub(crate) const fn links(&self) -> &LinkColumns {
        &self.links
    }

    pub(crate) fn organization_at(&self, record: usize) -> OrganizationRef<'_> {
        OrganizationRef::new(self, NodeIndex::new(record))
    }

    pub(crate) fn project_at(&self, record: usize) -> ProjectRef<'_> {
        ProjectRef::new(self, NodeIndex::new(record))
    }

    pub(crate) fn category_number(&self, id: &str) -> Option<usize> {
        self.category_index.find(id, |record| self.categories[record].id.as_str())
    }

    pub(crate) fn demand_number(&self, id: &str) -> Option<usize> {
        self.demand_index.find(id, |record| self.demands[record].id.as_str())
    }

    pub(crate) fn organization_number(&self, id: &str) -> Option<usize> {
        self.organization_index.find(id, |record| self.organizations[NodeIndex::new(record)].id.as_str())
    }
}

/// Chains are equal if they say the same: the same records, in whatever order.
impl PartialEq for SupplyChain {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.as_of == other.as_of
            && self.currency == other.currency
            && self.sources == other.sources
            && self.categories == other.categories
            && self.organizations.node_weights().eq(other.organizations.node_weights())
            && self.projects.node_weights().eq(other.projects.node_weights())
            && self.demands == other.demands
            && self.agreements == other.agreements
            && self.funding == other.funding
            && self.services == other.services
            && self.assumptions == other.assumptions
    }
}
