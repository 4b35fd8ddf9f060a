//! Nodes and edges of an exported graph, whatever it is of.

use std::borrow::Cow;

#[cfg(any(feature = "csv", feature = "json", feature = "xml"))]
use crate::chain::SupplyChain;
use crate::chain::{GermplasmRef, OrganizationRef, ProjectRef, Relation};
use crate::model::{Evidence, Lang};

named_enum! {
    /// Which records are the nodes of an exported graph.
    #[derive(Default)]
    pub enum Nodes ("graph") {
        /// The organizations; the edges are their relations.
        #[default]
        Organizations = "organizations", "organizations", "组织";
        /// The projects; the edges run from a project to each that builds on it.
        Projects = "projects", "projects", "项目";
        /// Both, with all these edges, and from each organization to what it performs and commissions.
        Both = "both", "organizations and projects", "组织与项目";
        /// The germplasm; the edges run from a parent to its offspring.
        Pedigree = "pedigree", "pedigree", "系谱";
    }
}

/// A node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Node<'c> {
    Organization(OrganizationRef<'c>),
    Project(ProjectRef<'c>),
    Germplasm(GermplasmRef<'c>),
}

impl<'c> From<OrganizationRef<'c>> for Node<'c> {
    fn from(organization: OrganizationRef<'c>) -> Self {
        Self::Organization(organization)
    }
}

impl<'c> From<ProjectRef<'c>> for Node<'c> {
    fn from(project: ProjectRef<'c>) -> Self {
        Self::Project(project)
    }
}

impl<'c> From<GermplasmRef<'c>> for Node<'c> {
    fn from(germplasm: GermplasmRef<'c>) -> Self {
        Self::Germplasm(germplasm)
    }
}

impl<'c> Node<'c> {
    /// The id of its record.
    pub(super) fn record_id(self) -> &'c str {
        match self {
            Self::Organization(organization) => organization.record().id.as_str(),
            Self::Project(project) => project.record().id.as_str(),
            Self::Germplasm(germplasm) => germplasm.record().id.as_str(),
        }
    }

    /// Its id in a graph of such nodes.
    pub(super) fn id(self, nodes: Nodes) -> Cow<'c, str> {
        let record = self.record_id();
        let prefix = match (nodes, self) {
            (Nodes::Both, Self::Organization(_)) => "o:",
            (Nodes::Both, Self::Project(_)) => "p:",
            _ => return Cow::Borrowed(record),
        };
        let mut id = String::with_capacity(prefix.len() + record.len());
        id.push_str(prefix);
        id.push_str(record);
        Cow::Owned(id)
    }

    pub(super) fn label(self, lang: Lang) -> &'c str {
        match self {
            Self::Organization(organization) => organization.record().label(lang),
            Self::Project(project) => project.record().label(lang),
            Self::Germplasm(germplasm) => germplasm.record().label(lang),
        }
    }

    pub(super) fn evidence(self) -> Evidence {
        match self {
            Self::Organization(organization) => organization.evidence(),
            Self::Project(project) => project.evidence(),
            Self::Germplasm(germplasm) => germplasm.evidence(),
        }
    }

    #[cfg(any(feature = "csv", feature = "json", feature = "xml"))]
    pub(super) fn chain(self) -> &'c SupplyChain {
        match self {
            Self::Organization(organization) => organization.chain(),
            Self::Project(project) => project.chain(),
            Self::Germplasm(germplasm) => germplasm.chain(),
        }
    }
}

/// An edge.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge<'c> {
    pub(super) from: Node<'c>,
    pub(super) to: Node<'c>,
    pub(super) link: Link,
}

/// What holds between two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    Relation(Relation),
    BuildsOn,
    Performs,
    Commissions,
    /// Material of the one, by its number, that a project of the other draws on.
    Material {
        germplasm: u32,
        project: u32,
    },
    /// The share of a parent, by its place among the shares of all.
    Parent {
        place: u32,
    },
}

impl Link {
    /// The spelling of its kind; of a relation, that of its kind of relation.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Relation(relation) => relation.kind().as_str(),
            Self::BuildsOn => "builds-on",
            Self::Performs => "performs",
            Self::Commissions => "commissions",
            Self::Material { .. } => "material",
            Self::Parent { .. } => "parent",
        }
    }

    /// What a reader of the language calls it.
    pub(super) const fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Relation(relation), lang) => relation.kind().label(lang),
            (Self::BuildsOn, Lang::En) => "is built on by",
            (Self::BuildsOn, Lang::Zh) => "成果被承接",
            (Self::Performs, Lang::En) => "performs",
            (Self::Performs, Lang::Zh) => "承担",
            (Self::Commissions, Lang::En) => "commissions",
            (Self::Commissions, Lang::Zh) => "委托",
            (Self::Material { .. }, Lang::En) => "has bred or keeps material for",
            (Self::Material { .. }, Lang::Zh) => "育成或保存的材料被利用",
            (Self::Parent { .. }, Lang::En) => "is a parent of",
            (Self::Parent { .. }, Lang::Zh) => "为亲本",
        }
    }
}
