//! Walks along the results: upstream to what they rest on, downstream to what they became.

use std::collections::VecDeque;

use petgraph::Direction::{self, Incoming, Outgoing};
use petgraph::graph::NodeIndex;
use petgraph::visit::{VisitMap, Visitable};

use super::view::ProjectRef;
use crate::chain::SupplyChain;

/// Projects met on a walk, each once, nearest first, and by id among those equally near. Lazy: it goes no further than
/// it is asked to.
#[derive(Clone, Debug)]
#[must_use = "a walk takes no step until it is asked to"]
pub struct ProjectTraversal<'c> {
    chain: &'c SupplyChain,
    direction: Direction,
    queue: VecDeque<NodeIndex>,
    seen: <petgraph::graph::DiGraph<(), ()> as Visitable>::Map,
}

impl<'c> ProjectTraversal<'c> {
    /// A walk from some projects; they are not part of it. What comes in is upstream, what goes out is downstream.
    pub(super) fn new(
        chain: &'c SupplyChain,
        start: impl IntoIterator<Item = NodeIndex>,
        direction: Direction,
    ) -> Self {
        let mut seen = chain.lists.projects.visit_map();
        let start: Vec<NodeIndex> = start.into_iter().filter(|&node| seen.visit(node)).collect();
        let mut walk = Self { chain, direction, queue: VecDeque::new(), seen };
        for node in start {
            walk.look_around(node);
        }
        walk
    }

    fn look_around(&mut self, node: NodeIndex) {
        for next in self.chain.lists.projects.neighbors_directed(node, self.direction) {
            if self.seen.visit(next) {
                self.queue.push_back(next);
            }
        }
    }
}

impl<'c> Iterator for ProjectTraversal<'c> {
    type Item = ProjectRef<'c>;

    fn next(&mut self) -> Option<ProjectRef<'c>> {
        let node = self.queue.pop_front()?;
        self.look_around(node);
        Some(ProjectRef::new(self.chain, node))
    }
}

impl std::iter::FusedIterator for ProjectTraversal<'_> {}

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
    /// let chain = datasets::hunan();
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
