//! Which graph is exported: its nodes and edges, in order.

use petgraph::visit::EdgeRef;

use super::elements::{Edge, Link, Node, Nodes};
use crate::chain::{GermplasmRef, OrganizationRef, ProjectRef, Relation, SupplyChain};
use crate::model::Lang;
use crate::query::uses::material;
use crate::record::Category;

/// A graph of a chain, to be written for another tool.
///
/// Every format tells the same of each node and edge. The id of a node is that of its record; where organizations and
/// projects are nodes of one graph, `o:` or `p:` goes before it, and the attribute `record_id` has it alone. Edges are
/// numbered `e0`, `e1` and so on, so that parallel ones stay apart. Nodes and edges come in the order of their ids,
/// whatever the order of the document.
///
/// Nodes have the fields of their records, and what the queries say of them with their defaults: in `gaps` and `findings`
/// the kinds of those at the node, sorted, with `;` between them, and those that are certain and those that are only
/// possible in `certain_gaps`, `possible_gaps`, `certain_findings` and `possible_findings`. Delivered projects have their
/// `standing`; organizations their `teams`, if all are known, the `active` and the `waiting` projects of all their places,
/// and in `waits_while_idle` whether work waits at any of these although a team is free. What is not known is left out.
/// A gap is at the projects that it names, or that release what it names, at who performs them, at who raised the demand and
/// at who has the licence; one of a whole category is at no node.
///
/// Organizations have a relation more than the chain's own graph: `material`, from who keeps or bred a germplasm to the
/// performer of each live project that draws on it or releases offspring of it. It follows from the records and relates
/// nobody: no query counts it. In the pedigree each germplasm has its `mass` and its `reach` in the released varieties of
/// its category, whether it is a core parent, and the share of its parents that is unknown; each edge has the `share`.
///
/// ```
/// use seedrelay::{Lang, datasets};
/// use seedrelay::render::graph::{Graph, Nodes};
/// let chain = datasets::example();
/// let graph = Graph::of(&chain).nodes(Nodes::Projects).lang(Lang::Zh);
/// assert_eq!(graph.node_count(), chain.projects().len());
/// assert_eq!(graph.edge_count(), chain.project_graph().edge_count());
/// ```
#[derive(Clone, Debug)]
pub struct Graph<'c> {
    chain: &'c SupplyChain,
    nodes: Nodes,
    lang: Lang,
    category: Option<Part>,
}

/// What belongs to one category.
#[derive(Clone, Debug)]
struct Part {
    category: u32,
    organizations: Box<[bool]>,
    /// Its germplasm and all that this descends from.
    germplasm: Box<[bool]>,
}

/// ## What to export
impl<'c> Graph<'c> {
    /// The organizations of a chain, labelled in English.
    #[must_use]
    pub fn of(chain: &'c SupplyChain) -> Self {
        Self { chain, nodes: Nodes::default(), lang: Lang::default(), category: None }
    }

    /// Sets which records are the nodes.
    #[must_use]
    pub const fn nodes(mut self, nodes: Nodes) -> Self {
        self.nodes = nodes;
        self
    }

    /// Sets the language of labels. Names in both languages are exported whatever it is.
    #[must_use]
    pub const fn lang(mut self, lang: Lang) -> Self {
        self.lang = lang;
        self
    }

    /// Leaves out what does not belong to a category: all other projects; organizations without a capability, project,
    /// demand, agreement, service or funding for it, or material that its projects draw on; germplasm from which none of it
    /// descends; and relations that are about another category. Memberships are about none. An ancestor may be of another
    /// category: a field of its node says of which, and where it is drawn its name does.
    ///
    /// Of a category of another chain, that with the same id is meant.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::render::graph::{Graph, Nodes};
    /// let chain = datasets::example();
    /// let graph = Graph::of(&chain).nodes(Nodes::Projects).of_category("rice").unwrap();
    /// assert_eq!(graph.node_count(), chain.projects_in("rice").unwrap().count());
    /// assert!(Graph::of(&chain).of_category("rise").is_none());
    /// ```
    #[must_use]
    pub fn of_category(mut self, category: impl AsRef<str>) -> Option<Self> {
        let number = self.chain.category_number(category.as_ref())? as u32;
        let (organizations, germplasm) = (parties(self.chain, number), ancestry(self.chain, number));
        self.category = Some(Part { category: number, organizations, germplasm });
        Some(self)
    }
}

/// ## What it holds
impl<'c> Graph<'c> {
    /// How many nodes it has.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.every_node().count()
    }

    /// How many edges it has, parallel ones counted each.
    #[must_use]
    pub fn edge_count(&self) -> usize {
        self.every_edge().count()
    }

    pub(super) const fn chain(&self) -> &'c SupplyChain {
        self.chain
    }

    pub(super) const fn which(&self) -> Nodes {
        self.nodes
    }

    pub(super) const fn language(&self) -> Lang {
        self.lang
    }

    /// Organizations by id, then projects by id; or the germplasm by id.
    pub(super) fn every_node(&self) -> impl Iterator<Item = Node<'c>> {
        let (organizations, projects) = (self.has_organizations(), self.has_projects());
        let organizations = self.chain.organizations().filter(move |own| organizations && self.shows(*own));
        let projects = self.chain.projects().filter(move |own| projects && self.shows_project(*own));
        organizations
            .map(Node::Organization)
            .chain(projects.map(Node::Project))
            .chain(self.every_germplasm().map(Node::Germplasm))
    }

    fn every_germplasm(&self) -> impl Iterator<Item = GermplasmRef<'c>> {
        let germplasm = self.chain.germplasm().filter(|_| self.nodes == Nodes::Pedigree);
        germplasm.filter(|own| self.category.as_ref().is_none_or(|part| part.germplasm[own.number()]))
    }

    /// The relations by their two sides, then whose material is drawn on, then each project with who performs and commissions
    /// it and what it builds on; or each germplasm with its parents.
    pub(super) fn every_edge(&self) -> impl Iterator<Item = Edge<'c>> {
        let organizations = self.chain.organizations().filter(|own| self.has_organizations() && self.shows(*own));
        let projects = self.chain.projects().filter(|own| self.has_projects() && self.shows_project(*own));
        let germplasm = self.every_germplasm().flat_map(parents);
        organizations
            .flat_map(|own| self.relations(own))
            .chain(self.material())
            .chain(projects.flat_map(|own| self.edges_to(own)))
            .chain(germplasm)
    }

    /// Who keeps or bred what each live project draws on, with who performs it: by project, then germplasm, then organization.
    fn material(&self) -> impl Iterator<Item = Edge<'c>> {
        let columns = self.chain.columns();
        let is_asked = self.has_organizations();
        let projects = (0..columns.len()).filter(move |&project| is_asked && columns.is_live(project));
        let projects = projects.filter(|&project| self.shows_project(self.chain.numbered_project(project)));
        projects.flat_map(|project| drawn_on(self.chain, project))
    }

    /// The category of an ancestor that is of another one than is exported.
    pub(super) fn other_category(&self, node: Node<'c>) -> Option<&'c Category> {
        let (Some(part), Node::Germplasm(own)) = (&self.category, node) else { return None };
        Some(own.category()).filter(|category| category.id != self.chain.categories()[part.category as usize].id)
    }

    fn relations(&self, from: OrganizationRef<'c>) -> impl Iterator<Item = Edge<'c>> {
        let edges = self.chain.organization_graph().edges(from.node());
        let edge = move |edge: petgraph::graph::EdgeReference<'c, Relation>| {
            let to = self.chain.numbered_organization(edge.target().index());
            let shown = self.shows(to) && self.concerns(*edge.weight());
            shown.then_some(Edge { from: from.into(), to: to.into(), link: Link::Relation(*edge.weight()) })
        };
        edges.filter_map(edge)
    }

    fn edges_to(&self, project: ProjectRef<'c>) -> impl Iterator<Item = Edge<'c>> {
        let both = self.nodes == Nodes::Both;
        let link = move |from: Node<'c>, link| Edge { from, to: project.into(), link };
        let performs = both.then(|| link(project.performer().into(), Link::Performs));
        let commissioner = project.commissioner().filter(|_| both);
        let commissions = commissioner.map(|from| link(from.into(), Link::Commissions));
        let upstream = project.builds_on().filter(|own| self.shows_project(*own));
        performs.into_iter().chain(commissions).chain(upstream.map(move |from| link(from.into(), Link::BuildsOn)))
    }

    const fn has_organizations(&self) -> bool {
        matches!(self.nodes, Nodes::Organizations | Nodes::Both)
    }

    const fn has_projects(&self) -> bool {
        matches!(self.nodes, Nodes::Projects | Nodes::Both)
    }

    fn shows(&self, organization: OrganizationRef<'_>) -> bool {
        self.category.as_ref().is_none_or(|part| part.organizations[organization.number()])
    }

    fn shows_project(&self, project: ProjectRef<'_>) -> bool {
        let categories = &self.chain.columns().category;
        self.category.as_ref().is_none_or(|part| categories[project.number()] == part.category)
    }

    /// Whether a relation is about the category, or about none.
    fn concerns(&self, relation: Relation) -> bool {
        let Some(Part { category, .. }) = self.category else { return true };
        let (projects, links) = (self.chain.columns(), self.chain.links());
        match relation {
            Relation::Commission { project } => projects.category[project.index()] == category,
            Relation::Handoff { edge } => {
                let (_, project) = self.chain.project_graph().edge_endpoints(edge).expect("the edge is of this chain");
                projects.category[project.index()] == category
            }
            Relation::Membership => true,
            Relation::Agreement { index } => links.covers(index as usize, category),
            Relation::Demand { index, .. } => links.demand_category[index as usize] == category,
            Relation::Funding { index } => {
                let project = self.chain.funding()[index as usize].project.as_ref();
                let project = project.and_then(|id| self.chain.project(id));
                project.is_none_or(|project| projects.category[project.number()] == category)
            }
            Relation::Licence { index } => self.chain.uses().licence_category[index as usize] == category,
            Relation::Service { index } => {
                let limit = links.service_category[index as usize];
                limit == crate::chain::NONE || limit == category
            }
        }
    }
}

/// Of one project.
fn drawn_on(chain: &SupplyChain, project: usize) -> impl Iterator<Item = Edge<'_>> {
    let (columns, germplasm) = (chain.columns(), chain.germplasm_columns());
    let performer = columns.performer[project];
    let mut material: Vec<u32> = material(chain, project).collect();
    material.sort_unstable();
    material.dedup();
    material.into_iter().flat_map(move |own| {
        let of = own as usize;
        let mut from: Vec<u32> = germplasm.holders.of(of).iter().chain(germplasm.bred_by.of(of)).copied().collect();
        from.sort_unstable();
        from.dedup();
        let others = from.into_iter().filter(move |&from| from != performer);
        others.map(move |from| Edge {
            from: chain.numbered_organization(from as usize).into(),
            to: chain.numbered_organization(performer as usize).into(),
            link: Link::Material { germplasm: own, project: project as u32 },
        })
    })
}

/// The parents of a germplasm.
fn parents(own: GermplasmRef<'_>) -> impl Iterator<Item = Edge<'_>> {
    let (chain, columns) = (own.chain(), own.chain().germplasm_columns());
    let parents = columns.parents.range(own.number()).zip(columns.parents.of(own.number()));
    parents.map(move |(place, &parent)| Edge {
        from: chain.numbered_germplasm(parent as usize).into(),
        to: own.into(),
        link: Link::Parent { place: place as u32 },
    })
}

/// The germplasm of a category and all that this descends from.
fn ancestry(chain: &SupplyChain, category: u32) -> Box<[bool]> {
    let columns = chain.germplasm_columns();
    let mut met: Vec<bool> = columns.category.iter().map(|own| *own == category).collect();
    for own in columns.downstream_order().rev() {
        if met[own] {
            columns.parents.of(own).iter().for_each(|&parent| met[parent as usize] = true);
        }
    }
    met.into()
}

/// The organizations that a category concerns.
fn parties(chain: &SupplyChain, category: u32) -> Box<[bool]> {
    let (projects, links) = (chain.columns(), chain.links());
    let mut parties = vec![false; chain.organizations().len()];
    for (organization, party) in parties.iter_mut().enumerate() {
        *party = chain.works_at().of(organization).iter().any(|place| place.category == category);
    }
    let mut add = |organization: u32| parties[organization as usize] = true;
    for project in (0..projects.len()).filter(|&project| projects.category[project] == category) {
        add(projects.performer[project]);
        if projects.is_commissioned(project) {
            add(projects.commissioner[project]);
        }
    }
    for demand in (0..links.raised_by.len()).filter(|&demand| links.demand_category[demand] == category) {
        add(links.raised_by[demand]);
    }
    let named = |agreement: &usize| links.agreement_categories.of(*agreement).contains(&category);
    let agreements = (0..links.agreements.len()).filter(named).map(|agreement| links.agreements[agreement]);
    let services = links.services.iter().zip(&links.service_category).filter(|(_, limit)| **limit == category);
    let funds = |project: &crate::record::Funding| project.project.as_ref().and_then(|id| chain.project(id));
    let funding =
        chain.funding().iter().zip(&links.funding).filter(|(funding, _)| {
            funds(funding).is_some_and(|project| projects.category[project.number()] == category)
        });
    let uses = chain.uses();
    let licences = (0..uses.licensee.len()).filter(|&licence| uses.licence_category[licence] == category);
    for licence in licences.filter(|&licence| uses.in_force[licence]) {
        uses.licensors.of(licence).iter().for_each(|&licensor| add(licensor));
        add(uses.licensee[licence]);
    }
    for project in (0..projects.len()).filter(|&project| projects.category[project] == category) {
        for edge in drawn_on(chain, project).filter(|_| projects.is_live(project)) {
            let Node::Organization(from) = edge.from else { continue };
            add(from.number() as u32);
        }
    }
    let sides = agreements.chain(services.map(|(sides, _)| *sides)).chain(funding.map(|(_, sides)| *sides));
    for (from, to) in sides {
        add(from);
        add(to);
    }
    parties.into()
}
