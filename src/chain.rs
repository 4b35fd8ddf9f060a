//! The centre: one document's worth of facts, validated, immutable, with its two graphs.

mod assembly;
mod builder;
mod capabilities;
mod columns;
mod known_at_least;
mod lists;
mod material;
mod on_day;
mod provenance;
mod relation;
mod relations;
mod sorting;
mod traversal;
mod view;
mod works_at;

use std::sync::Arc;

use petgraph::graph::{DiGraph, NodeIndex};

use lists::Indices;
use sorting::Came;

use crate::model::{Evidence, OrganizationKind, PartialDate, RegionId, Stage, Text};
use crate::record::{Assumptions, Fields, Germplasm, Head, Organization, Project};

pub use crate::record::{Path, Problem, ProblemKind, Problems, RecordList, Step};
pub use builder::{ChainBuilder, ChainRecord};
pub use known_at_least::EvidenceCounts;
pub use relation::{Relation, RelationKind};
pub use traversal::{GermplasmTraversal, ProjectTraversal};
pub use view::{GermplasmRef, OrganizationRef, ProjectRef, RelationRef};

pub(crate) use crate::graph::rows::Rows;
pub(crate) use crate::record::NONE;
pub(crate) use assembly::Assembly;
pub(crate) use capabilities::{CapabilityCell, LinkColumns, OrganizationColumns};
pub(crate) use columns::ProjectColumns;
pub(crate) use lists::{InChain, Lists, Store, WithColumns};
pub(crate) use material::{GermplasmColumns, Object, UseColumns};
pub(crate) use works_at::{Workplace, WorksAt, years_before};

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
/// assert_eq!(chain.project("p1").unwrap().performer().kind(), OrganizationKind::Laboratory);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct SupplyChain {
    head: Head,
    lists: Lists,
    indices: Indices,
    columns: ProjectColumns,
    organization_columns: OrganizationColumns,
    germplasm: GermplasmColumns,
    links: LinkColumns,
    uses: UseColumns,
    /// Where the records stood in what the chain was read from.
    came: Came,
    /// How many years ago a project may have ended that proves where its performer works.
    recent_years: u16,
    works_at: WorksAt,
    /// The chain that a scenario was laid over which changes or removes something, and how well that is known.
    base: Option<(Evidence, Arc<SupplyChain>)>,
}

/// ## What the document says
impl SupplyChain {
    /// What the chain is called.
    #[must_use]
    pub const fn name(&self) -> Option<&Text> {
        self.head.name.as_ref()
    }

    /// The day that every wait is measured to: "today", as the document says.
    #[must_use]
    pub const fn as_of(&self) -> PartialDate {
        self.head.as_of
    }

    /// The currency of all money.
    #[must_use]
    pub fn currency(&self) -> Option<&str> {
        self.head.currency.as_deref()
    }

    /// The region whose chain this is; `None` where the document does not say.
    #[must_use]
    pub const fn home(&self) -> Option<&RegionId> {
        self.head.home.as_ref()
    }

    /// What is assumed where the records do not say.
    #[must_use]
    pub const fn assumptions(&self) -> &Assumptions {
        static NOTHING: Assumptions = Assumptions::nothing();
        match &self.head.assumptions {
            Some(assumptions) => assumptions,
            None => &NOTHING,
        }
    }
}

/// ## Look-up by id
impl SupplyChain {
    /// The organization with an id.
    #[must_use]
    pub fn organization(&self, id: impl AsRef<str>) -> Option<OrganizationRef<'_>> {
        self.organization_number(id.as_ref()).map(|record| self.numbered_organization(record))
    }

    /// The project with an id.
    #[must_use]
    pub fn project(&self, id: impl AsRef<str>) -> Option<ProjectRef<'_>> {
        self.indices.projects(&self.lists, id.as_ref()).map(|record| self.numbered_project(record))
    }
}

/// ## Look-up by node of a graph
impl SupplyChain {
    /// The organization at a node of the [organization graph](Self::organization_graph), such as one that an algorithm
    /// of petgraph gives; `None` if the graph has no such node.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::petgraph::algo::tarjan_scc;
    /// let chain = datasets::example();
    /// let largest = tarjan_scc(chain.organization_graph()).into_iter().max_by_key(Vec::len).unwrap();
    /// let ids: Vec<&str> =
    ///     largest.iter().filter_map(|node| chain.organization_at(*node)).map(|member| member.id().as_str()).collect();
    /// assert_eq!(ids.len(), largest.len());
    /// ```
    #[must_use]
    pub fn organization_at(&self, node: NodeIndex) -> Option<OrganizationRef<'_>> {
        self.lists.organizations.node_weight(node).map(|_| OrganizationRef::new(self, node))
    }

    /// The project at a node of the [project graph](Self::project_graph); `None` if the graph has no such node.
    #[must_use]
    pub fn project_at(&self, node: NodeIndex) -> Option<ProjectRef<'_>> {
        self.lists.projects.node_weight(node).map(|_| ProjectRef::new(self, node))
    }
}

/// ## Germplasm
impl SupplyChain {
    /// Every germplasm, by id.
    #[must_use]
    pub fn germplasm(&self) -> impl ExactSizeIterator<Item = GermplasmRef<'_>> + DoubleEndedIterator + Clone {
        (0..self.lists.germplasm.node_count()).map(|record| self.numbered_germplasm(record))
    }

    /// The germplasm with an id.
    #[must_use]
    pub fn germplasm_with_id(&self, id: impl AsRef<str>) -> Option<GermplasmRef<'_>> {
        self.germplasm_number(id.as_ref()).map(|record| self.numbered_germplasm(record))
    }

    /// The germplasm at a node of the [pedigree graph](Self::pedigree_graph), such as one that an algorithm of petgraph
    /// gives; `None` if the graph has no such node.
    #[must_use]
    pub fn germplasm_at(&self, node: NodeIndex) -> Option<GermplasmRef<'_>> {
        self.lists.germplasm.node_weight(node).map(|_| GermplasmRef::new(self, node))
    }
}

/// ## Organizations and projects
impl SupplyChain {
    /// Every organization, by id.
    #[must_use]
    pub fn organizations(&self) -> impl ExactSizeIterator<Item = OrganizationRef<'_>> + DoubleEndedIterator + Clone {
        (0..self.lists.organizations.node_count()).map(|record| self.numbered_organization(record))
    }

    /// Every project, by id.
    #[must_use]
    pub fn projects(&self) -> impl ExactSizeIterator<Item = ProjectRef<'_>> + DoubleEndedIterator + Clone {
        (0..self.lists.projects.node_count()).map(|record| self.numbered_project(record))
    }

    /// The organizations of a kind, by id.
    pub fn organizations_of_kind(&self, kind: OrganizationKind) -> impl Iterator<Item = OrganizationRef<'_>> {
        self.organizations().filter(move |organization| organization.kind() == kind)
    }

    /// The organizations with a capability for a category at a stage that holds today, by id; `None` if the chain has no
    /// such category. Others may [work there](Self::organizations_at) too, as their projects prove.
    ///
    /// ```
    /// use seedrelay::{Stage, datasets};
    /// let chain = datasets::example();
    /// assert!(chain.capable_organizations("rice", Stage::Applied).unwrap().count() > 0);
    /// assert!(chain.capable_organizations("rise", Stage::Applied).is_none());
    /// ```
    pub fn capable_organizations<C: AsRef<str>>(
        &self,
        category: C,
        stage: Stage,
    ) -> Option<impl Iterator<Item = OrganizationRef<'_>> + use<'_, C>> {
        let category = self.category(category)?.id.as_str();
        Some(self.organizations().filter(move |organization| organization.teams(category, stage).is_some()))
    }

    /// The projects of a category, by id; `None` if the chain has no such category.
    pub fn projects_in<C: AsRef<str>>(&self, category: C) -> Option<impl Iterator<Item = ProjectRef<'_>> + use<'_, C>> {
        let category = self.category_number(category.as_ref())? as u32;
        Some(self.projects().filter(move |project| self.columns.category[project.number()] == category))
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
    /// let chain = datasets::example();
    /// assert!(connected_components(chain.organization_graph()) < chain.organizations().len());
    /// ```
    #[must_use]
    pub const fn organization_graph(&self) -> &DiGraph<Organization, Relation> {
        &self.lists.organizations
    }

    /// The project graph: nodes are projects, edges run from a project to each that builds on it. It has no cycle.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::petgraph::algo::is_cyclic_directed;
    /// assert!(!is_cyclic_directed(datasets::example().project_graph()));
    /// ```
    #[must_use]
    pub const fn project_graph(&self) -> &DiGraph<Project, ()> {
        &self.lists.projects
    }

    /// The pedigree graph: nodes are germplasm, edges run from a parent to its offspring and hold the share of the parent
    /// in it, 0 to 1. It has no cycle. Nodes are numbered by id.
    ///
    /// ```
    /// use seedrelay::model::GermplasmKind;
    /// use seedrelay::{Category, Germplasm, Organization, OrganizationKind, SupplyChain};
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice"))
    ///     .organization(Organization::new("hau", OrganizationKind::University))
    ///     .germplasm(Germplasm::new("line", "rice", GermplasmKind::Line))
    ///     .germplasm(Germplasm::new("variety", "rice", GermplasmKind::Variety).parents(["line"]))
    ///     .build()?;
    /// assert_eq!(chain.pedigree_graph().edge_weights().copied().collect::<Vec<_>>(), [1.0]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn pedigree_graph(&self) -> &DiGraph<Germplasm, f64> {
        &self.lists.germplasm
    }
}

/// ## Records by list
impl SupplyChain {
    /// The records of a list, in the order of the chain, to go over their fields by key.
    ///
    /// ```
    /// use seedrelay::chain::RecordList;
    /// use seedrelay::datasets;
    /// use seedrelay::record::FieldValue;
    /// let chain = datasets::example();
    /// let first = chain.records(RecordList::Categories).next().unwrap();
    /// assert_eq!(first.value("id"), Some(FieldValue::Id(chain.categories()[0].id.as_str())));
    /// ```
    #[must_use]
    pub fn records(&self, list: RecordList) -> impl ExactSizeIterator<Item = &dyn Fields> {
        (0..self.lists.count(list)).map(move |place| self.lists.record(list, place))
    }

    /// Where a place of the chain stood in what it was read from, or among what was added to its builder.
    ///
    /// A chain keeps its records in order, and the lists within them; of what is in a list within a record, this is the
    /// place of that list.
    ///
    /// ```
    /// use seedrelay::SupplyChain;
    /// let chain = SupplyChain::from_json(
    ///     r#"{"format": "seedrelay/1", "as_of": "2024-12-31", "currency": "CNY",
    ///         "categories": [{"id": "pig"}, {"id": "rice"}, {"id": "PIG"}],
    ///         "organizations": [{"id": "hau", "kind": "university"}]}"#,
    /// )?;
    /// let remark = &chain.remarks().list[0];
    /// assert_eq!(remark.path.to_string(), "categories[1].id");
    /// assert_eq!(chain.place_as_read(&remark.path).to_string(), "categories[0].id");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn place_as_read(&self, path: &Path) -> Path {
        let Some((list, record, within)) = path.in_list() else { return path.clone() };
        let mut read = Path::record(list, self.came.place(list, record));
        within.iter().take_while(|step| matches!(step, Step::Key(_))).cloned().for_each(|step| read.push(step));
        read
    }

    /// What the document says of itself, as a record.
    #[must_use]
    pub const fn head(&self) -> &Head {
        &self.head
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

    pub(crate) const fn germplasm_columns(&self) -> &GermplasmColumns {
        &self.germplasm
    }

    pub(crate) const fn uses(&self) -> &UseColumns {
        &self.uses
    }

    pub(crate) fn numbered_organization(&self, record: usize) -> OrganizationRef<'_> {
        OrganizationRef::new(self, NodeIndex::new(record))
    }

    pub(crate) fn numbered_project(&self, record: usize) -> ProjectRef<'_> {
        ProjectRef::new(self, NodeIndex::new(record))
    }

    pub(crate) fn numbered_germplasm(&self, record: usize) -> GermplasmRef<'_> {
        GermplasmRef::new(self, NodeIndex::new(record))
    }

    /// Every list of records.
    pub(crate) const fn lists(&self) -> &Lists {
        &self.lists
    }

    /// The number of the record of a list with an id.
    pub(crate) fn record_number(&self, list: RecordList, id: &str) -> Option<usize> {
        self.indices.find(&self.lists, list, id)
    }

    pub(crate) fn category_number(&self, id: &str) -> Option<usize> {
        self.indices.categories(&self.lists, id)
    }

    pub(crate) fn germplasm_number(&self, id: &str) -> Option<usize> {
        self.indices.germplasm(&self.lists, id)
    }

    pub(crate) fn demand_number(&self, id: &str) -> Option<usize> {
        self.indices.demands(&self.lists, id)
    }

    pub(crate) fn organization_number(&self, id: &str) -> Option<usize> {
        self.indices.organizations(&self.lists, id)
    }
}

/// The records, where there is no format to write a document in.
#[cfg(not(feature = "json"))]
impl std::fmt::Debug for SupplyChain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SupplyChain").field("head", &self.head).field("lists", &self.lists).finish_non_exhaustive()
    }
}

/// Chains are equal if they say the same: the same records, in whatever order.
impl PartialEq for SupplyChain {
    fn eq(&self, other: &Self) -> bool {
        self.head == other.head && self.lists == other.lists
    }
}
