//! Views: an organization, a project, a germplasm or a relation together with the chain that it is part of.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::{EdgeReference, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::chain::{Relation, RelationKind, SupplyChain};
use crate::model::{Evidence, Lang, OrganizationId, OrganizationKind, ProjectId, Stage, Status};
use crate::record::NONE;
use crate::record::{Category, Demand, Organization, Project};

macro_rules! view {
    ($(#[$meta:meta])* $name:ident, $record:ident, $id:ident, $graph:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy)]
        pub struct $name<'c> {
            chain: &'c SupplyChain,
            node: NodeIndex,
        }

        impl<'c> $name<'c> {
            pub(crate) const fn new(chain: &'c SupplyChain, node: NodeIndex) -> Self {
                Self { chain, node }
            }

            /// The chain that it is part of.
            #[must_use]
            pub const fn chain(self) -> &'c SupplyChain {
                self.chain
            }

            /// What the document says of it.
            #[must_use]
            pub fn record(self) -> &'c $record {
                &self.chain.lists.$graph[self.node]
            }

            /// Its id.
            #[must_use]
            pub fn id(self) -> &'c $id {
                &self.record().id
            }

            /// What a reader of the language calls it, or its id where it is called nothing.
            #[must_use]
            pub fn label(self, lang: Lang) -> &'c str {
                self.record().label(lang)
            }

            /// How well it is known.
            #[must_use]
            pub fn evidence(self) -> Evidence {
                self.record().evidence
            }

            /// Its node in the petgraph graph.
            #[must_use]
            pub const fn node(self) -> NodeIndex {
                self.node
            }

            pub(crate) fn number(self) -> usize {
                self.node.index()
            }
        }

        /// Equal if they have one id, as the [ids](crate::model) compare: in whatever chain, so that answers about equal
        /// chains are equal. What is said of them may differ between chains; compare the [records](Self::record) for
        /// that.
        impl PartialEq for $name<'_> {
            fn eq(&self, other: &Self) -> bool {
                if std::ptr::eq(self.chain, other.chain) { self.node == other.node } else { self.id() == other.id() }
            }
        }

        impl Eq for $name<'_> {}

        /// By id.
        impl Ord for $name<'_> {
            fn cmp(&self, other: &Self) -> Ordering {
                self.id().cmp(other.id())
            }
        }

        impl PartialOrd for $name<'_> {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        /// As its id.
        impl Hash for $name<'_> {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.id().hash(state);
            }
        }

        /// Its id.
        impl fmt::Display for $name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self.id(), f)
            }
        }

        /// Only the id: a chain is too much to read.
        impl fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({:?})", stringify!($record), self.id())
            }
        }
    };
}

view! {
    /// An organization of a chain: its [record](Self::record), and whom it is related to.
    ///
    /// What it gives out borrows the chain, and outlives the view itself.
    ///
    /// ```
    /// use seedrelay::{Lang, datasets};
    /// use seedrelay::chain::RelationKind;
    /// let chain = datasets::example();
    /// let laboratory = chain.organization("yunlan-lab").unwrap();
    /// assert_eq!(laboratory.label(Lang::Zh), "云岚实验室");
    /// assert!(laboratory.relations_of(RelationKind::Agreement).count() > 0);
    /// ```
    OrganizationRef, Organization, OrganizationId, organizations
}

view! {
    /// A project of a chain: its [record](Self::record), and what it is related to.
    ///
    /// What it gives out borrows the chain, and outlives the view itself.
    ///
    /// ```
    /// use std::collections::BTreeSet;
    /// use seedrelay::{Lang, Stage, datasets};
    /// let chain = datasets::example();
    /// let early: BTreeSet<&str> =
    ///     chain.projects().filter(|project| project.stage() == Stage::Basic).map(|project| project.label(Lang::En)).collect();
    /// assert!(!early.is_empty());
    /// ```
    ProjectRef, Project, ProjectId, projects
}

mod germplasm;

pub use germplasm::GermplasmRef;

impl<'c> OrganizationRef<'c> {
    /// Its kind.
    #[must_use]
    pub fn kind(self) -> OrganizationKind {
        self.record().kind
    }

    /// Its research teams for a category at a stage today, 1 or more; `None` where no capability says, which is not to say
    /// that there are none: it may still [work there](Self::works_at).
    #[must_use]
    pub fn teams(self, category: impl AsRef<str>, stage: Stage) -> Option<u32> {
        let category = self.chain.category_number(category.as_ref())? as u32;
        let mut capabilities = self.chain.organization_columns.capabilities(self.number()).iter();
        capabilities.find(|own| own.stage == stage && own.category == category).map(|own| own.teams)
    }

    /// The projects that it performs, by id. Takes time in proportion to all projects.
    pub fn projects(self) -> impl Iterator<Item = ProjectRef<'c>> {
        let performers = &self.chain.columns.performer;
        let own = (0..performers.len()).filter(move |&project| performers[project] as usize == self.number());
        own.map(move |project| self.chain.numbered_project(project))
    }

    /// The demands that it raised, by id.
    pub fn demands(self) -> impl Iterator<Item = &'c Demand> {
        self.chain.lists.demands.iter().filter(move |demand| demand.raised_by == self.record().id)
    }

    /// Every relation of it, those that it is the first side of before the others.
    pub fn relations(self) -> impl Iterator<Item = RelationRef<'c>> {
        let graph = &self.chain.lists.organizations;
        let edges = graph.edges_directed(self.node, Outgoing).chain(graph.edges_directed(self.node, Incoming));
        edges.map(move |edge| RelationRef { chain: self.chain, edge })
    }

    /// Its relations of one kind.
    pub fn relations_of(self, kind: RelationKind) -> impl Iterator<Item = RelationRef<'c>> {
        self.relations().filter(move |relation| relation.relation().kind() == kind)
    }

    /// The organizations that it has a relation of one kind with, by id, each once.
    #[must_use]
    pub fn neighbours(self, kind: RelationKind) -> Vec<OrganizationRef<'c>> {
        let other = |relation: RelationRef<'c>| {
            if relation.from() == self { relation.to().node } else { relation.from().node }
        };
        let mut nodes: Vec<NodeIndex> = self.relations_of(kind).map(other).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes.into_iter().map(|node| OrganizationRef::new(self.chain, node)).collect()
    }

    /// The members, if it is a consortium; the consortia that it is a member of, if it is anything else.
    #[must_use]
    pub fn fellows(self) -> Vec<OrganizationRef<'c>> {
        self.neighbours(RelationKind::Membership)
    }

    /// Whether it is a consortium.
    #[must_use]
    pub fn is_consortium(self) -> bool {
        self.record().kind == OrganizationKind::Consortium
    }
}

impl<'c> ProjectRef<'c> {
    /// At which stage it is.
    #[must_use]
    pub fn stage(self) -> Stage {
        self.chain.columns.stage[self.number()]
    }

    /// What has become of it.
    #[must_use]
    pub fn status(self) -> Status {
        self.chain.columns.status[self.number()]
    }

    /// The category that it concerns.
    #[must_use]
    pub fn category(self) -> &'c Category {
        &self.chain.lists.categories[self.chain.columns.category[self.number()] as usize]
    }

    /// Who does it.
    #[must_use]
    pub fn performer(self) -> OrganizationRef<'c> {
        self.chain.numbered_organization(self.chain.columns.performer[self.number()] as usize)
    }

    /// Who commissioned it; `None` for the performer's own initiative.
    #[must_use]
    pub fn commissioner(self) -> Option<OrganizationRef<'c>> {
        let commissioner = self.chain.columns.commissioner[self.number()];
        (commissioner != NONE).then(|| self.chain.numbered_organization(commissioner as usize))
    }

    /// The projects whose results it builds on, by id.
    #[must_use]
    pub fn builds_on(self) -> impl ExactSizeIterator<Item = ProjectRef<'c>> {
        let upstream = self.chain.columns.builds_on.of(self.number());
        upstream.iter().map(move |&project| self.chain.numbered_project(project as usize))
    }

    /// The projects that build on its result, by id.
    pub fn built_on_by(self) -> impl Iterator<Item = ProjectRef<'c>> {
        let downstream = self.chain.lists.projects.neighbors_directed(self.node, Outgoing);
        downstream.map(move |node| ProjectRef::new(self.chain, node))
    }

    /// The demands that it answers, by id.
    #[must_use]
    pub fn answers(self) -> impl ExactSizeIterator<Item = &'c Demand> {
        let demands = self.chain.columns.answers.of(self.number());
        demands.iter().map(move |&demand| &self.chain.lists.demands[demand as usize])
    }
}

/// A relation of a chain: one edge of its organization graph.
#[derive(Clone, Copy)]
pub struct RelationRef<'c> {
    chain: &'c SupplyChain,
    edge: EdgeReference<'c, Relation>,
}

impl<'c> RelationRef<'c> {
    /// The relation.
    #[must_use]
    pub fn relation(self) -> Relation {
        *self.edge.weight()
    }

    /// The organization that it starts from, such as the commissioner.
    #[must_use]
    pub fn from(self) -> OrganizationRef<'c> {
        OrganizationRef::new(self.chain, self.edge.source())
    }

    /// The organization that it leads to, such as the performer.
    #[must_use]
    pub fn to(self) -> OrganizationRef<'c> {
        OrganizationRef::new(self.chain, self.edge.target())
    }

    /// The project that it holds because of: of a handoff, the one that builds on the other.
    #[must_use]
    pub fn project(self) -> Option<ProjectRef<'c>> {
        let node = match self.relation() {
            Relation::Commission { project } | Relation::Demand { project, .. } => project,
            Relation::Handoff { edge } => self.chain.lists.projects.edge_endpoints(edge)?.1,
            _ => return None,
        };
        Some(ProjectRef::new(self.chain, node))
    }
}

impl fmt::Debug for RelationRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} → {:?}", self.relation().kind(), self.from().record().id, self.to().record().id)
    }
}
