//! Walks: along the results, upstream to what they rest on and downstream to what they became, and along the pedigree.

use std::collections::VecDeque;

use petgraph::Direction::{self, Incoming, Outgoing};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{VisitMap, Visitable};

use super::view::{GermplasmRef, ProjectRef};
use crate::chain::SupplyChain;
use crate::record::{Germplasm, Project};

/// The nodes met on a walk through a graph, each once, nearest first, and by number among those equally near.
#[derive(Clone, Debug)]
struct Steps<'g, N, E> {
    graph: &'g DiGraph<N, E>,
    direction: Direction,
    queue: VecDeque<NodeIndex>,
    seen: <DiGraph<(), ()> as Visitable>::Map,
}

impl<'g, N, E> Steps<'g, N, E> {
    /// A walk from some nodes; they are not part of it.
    fn new(graph: &'g DiGraph<N, E>, start: impl IntoIterator<Item = NodeIndex>, direction: Direction) -> Self {
        let mut seen = graph.visit_map();
        let start: Vec<NodeIndex> = start.into_iter().filter(|&node| seen.visit(node)).collect();
        let mut walk = Self { graph, direction, queue: VecDeque::new(), seen };
        for node in start {
            walk.look_around(node);
        }
        walk
    }

    fn look_around(&mut self, node: NodeIndex) {
        for next in self.graph.neighbors_directed(node, self.direction) {
            if self.seen.visit(next) {
                self.queue.push_back(next);
            }
        }
    }
}

impl<N, E> Iterator for Steps<'_, N, E> {
    type Item = NodeIndex;

    fn next(&mut self) -> Option<NodeIndex> {
        let node = self.queue.pop_front()?;
        self.look_around(node);
        Some(node)
    }
}

/// Projects met on a walk, each once, nearest first, and by id among those equally near. Lazy: it goes no further than
/// it is asked to.
#[derive(Clone, Debug)]
#[must_use = "a walk takes no step until it is asked to"]
pub struct ProjectTraversal<'c> {
    chain: &'c SupplyChain,
    steps: Steps<'c, Project, ()>,
}

impl<'c> ProjectTraversal<'c> {
    /// A walk from some projects; they are not part of it. What comes in is upstream, what goes out is downstream.
    pub(super) fn new(
        chain: &'c SupplyChain,
        start: impl IntoIterator<Item = NodeIndex>,
        direction: Direction,
    ) -> Self {
        Self { chain, steps: Steps::new(&chain.lists.projects, start, direction) }
    }
}

impl<'c> Iterator for ProjectTraversal<'c> {
    type Item = ProjectRef<'c>;

    fn next(&mut self) -> Option<ProjectRef<'c>> {
        self.steps.next().map(|node| ProjectRef::new(self.chain, node))
    }
}

impl std::iter::FusedIterator for ProjectTraversal<'_> {}

/// Germplasm met on a walk through the pedigree, each once, nearest first, and by id among those equally near. Lazy: it
/// goes no further than it is asked to.
#[derive(Clone, Debug)]
#[must_use = "a walk takes no step until it is asked to"]
pub struct GermplasmTraversal<'c> {
    chain: &'c SupplyChain,
    steps: Steps<'c, Germplasm, f64>,
}

impl<'c> Iterator for GermplasmTraversal<'c> {
    type Item = GermplasmRef<'c>;

    fn next(&mut self) -> Option<GermplasmRef<'c>> {
        self.steps.next().map(|node| GermplasmRef::new(self.chain, node))
    }
}

impl std::iter::FusedIterator for GermplasmTraversal<'_> {}

/// ## Walks
impl<'c> GermplasmRef<'c> {
    /// Everything that it descends from, each once: nearest first.
    ///
    /// ```
    /// use seedrelay::model::GermplasmKind::{Landrace, Line, Variety};
    /// use seedrelay::{Category, Germplasm, Organization, OrganizationKind, SupplyChain};
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("pepper"))
    ///     .organization(Organization::new("institute", OrganizationKind::Institute))
    ///     .germplasm(Germplasm::new("fudijian", "pepper", Landrace))
    ///     .germplasm(Germplasm::new("l5901", "pepper", Line).parents(["fudijian"]))
    ///     .germplasm(Germplasm::new("xiangyan-1", "pepper", Variety).parents(["l5901"]))
    ///     .build()?;
    /// let variety = chain.germplasm_with_id("xiangyan-1").unwrap();
    /// let ancestors: Vec<&str> = variety.ancestors().map(|ancestor| ancestor.id().as_str()).collect();
    /// assert_eq!(ancestors, ["l5901", "fudijian"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ancestors(self) -> GermplasmTraversal<'c> {
        self.walk(Incoming)
    }

    /// Everything that descends from it, each once: nearest first.
    pub fn descendants(self) -> GermplasmTraversal<'c> {
        self.walk(Outgoing)
    }

    fn walk(self, direction: Direction) -> GermplasmTraversal<'c> {
        let chain = self.chain();
        GermplasmTraversal { chain, steps: Steps::new(&chain.lists.germplasm, [self.node()], direction) }
    }
}

/// ## Walks
impl<'c> ProjectRef<'c> {
    /// Everything that it builds on, directly or through others, each once: nearest first.
    ///
    /// ```
    /// use seedrelay::{Category, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};
    /// let project = |id, stage| Project::new(id, "rice", stage, "hau", Status::Delivered);
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice"))
    ///     .organization(Organization::new("hau", OrganizationKind::University))
    ///     .project(project("gene", Stage::Basic))
    ///     .project(project("line", Stage::AppliedBasic).builds_on(["gene"]))
    ///     .project(project("variety", Stage::Applied).builds_on(["line"]))
    ///     .build()?;
    /// let upstream: Vec<&str> = chain.project("variety").unwrap().upstream().map(|p| p.record().id.as_str()).collect();
    /// assert_eq!(upstream, ["line", "gene"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn upstream(self) -> ProjectTraversal<'c> {
        ProjectTraversal::new(self.chain(), [self.node()], Incoming)
    }

    /// Everything that builds on it, directly or through others, each once: nearest first.
    pub fn downstream(self) -> ProjectTraversal<'c> {
        ProjectTraversal::new(self.chain(), [self.node()], Outgoing)
    }
}

/// ## Demands
impl SupplyChain {
    /// The projects that answer a demand, by id; `None` if the chain has no such demand.
    pub fn answers_to<D: AsRef<str>>(&self, demand: D) -> Option<impl Iterator<Item = ProjectRef<'_>> + use<'_, D>> {
        let demand = self.demand_number(demand.as_ref())? as u32;
        let answers = move |project: &usize| self.columns.answers.of(*project).contains(&demand);
        Some((0..self.columns.len()).filter(answers).map(|project| self.numbered_project(project)))
    }

    /// The projects that answer a demand, by id, and after them everything that they built on, nearest first; `None` if
    /// the chain has no such demand.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// let chain = datasets::example();
    /// let answers = |id| chain.answers_to(id).unwrap().count();
    /// let answered = chain.demands().iter().find(|demand| answers(&demand.id) > 0).unwrap();
    /// assert!(chain.trace(&answered.id).unwrap().count() >= answers(&answered.id));
    /// assert!(chain.trace("nobody's").is_none());
    /// ```
    pub fn trace<D: AsRef<str>>(&self, demand: D) -> Option<impl Iterator<Item = ProjectRef<'_>> + use<'_, D>> {
        let answers: Vec<ProjectRef<'_>> = self.answers_to(demand)?.collect();
        let start = answers.iter().map(|answer| answer.node());
        let walk = ProjectTraversal::new(self, start, Incoming);
        Some(answers.into_iter().chain(walk))
    }
}
