//! Relations, the edges of the organization graph.

use petgraph::graph::{EdgeIndex, NodeIndex};

named_enum! {
    /// What kind of relation holds between two organizations.
    #[non_exhaustive]
    pub enum RelationKind ("kind of relation") {
        /// Commission 委托: commissioner → performer, carrying one project.
        Commission = "commission", "commission", "委托";
        /// Handoff 成果交接: performer of an upstream project → performer of one that builds on it.
        Handoff = "handoff", "handoff", "成果交接";
        /// Membership 成员关系: member → consortium.
        Membership = "membership", "membership", "成员关系";
        /// Agreement 合作协议: who may commission → who may be commissioned.
        Agreement = "agreement", "agreement", "合作协议";
        /// Demand 需求反馈: who raised it → performer of a project that answers it.
        Demand = "demand", "demand", "需求反馈";
        /// Funding 资助: who gave → who received.
        Funding = "funding", "funding", "资助";
        /// Licence 许可: who gives it → licensee, while it is in force.
        Licence = "licence", "licence", "许可";
        /// Service 服务: provider → client.
        Service = "service", "service", "服务";
    }
}

/// One relation between two different organizations, with what it holds because of.
///
/// What a project causes is derived from the project: the relation names the node of the
/// [project graph](crate::chain::SupplyChain::project_graph), and everything else is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Relation {
    /// The commission of a project that was not cancelled.
    #[non_exhaustive]
    Commission {
        /// The project, in the project graph.
        project: NodeIndex,
    },
    /// A live handoff: of the two projects of this edge, both live.
    #[non_exhaustive]
    Handoff {
        /// The edge of the project graph.
        edge: EdgeIndex,
    },
    /// A member's place in a consortium.
    #[non_exhaustive]
    Membership,
    /// An agreement.
    #[non_exhaustive]
    Agreement {
        /// Its number in [`SupplyChain::agreements`](crate::chain::SupplyChain::agreements).
        index: u32,
    },
    /// A demand that a live project answers.
    #[non_exhaustive]
    Demand {
        /// Its number in [`SupplyChain::demands`](crate::chain::SupplyChain::demands).
        index: u32,
        /// The project that answers it, in the project graph.
        project: NodeIndex,
    },
    /// Funding.
    #[non_exhaustive]
    Funding {
        /// Its number in [`SupplyChain::funding`](crate::chain::SupplyChain::funding).
        index: u32,
    },
    /// A licence that is in force.
    #[non_exhaustive]
    Licence {
        /// Its number in [`SupplyChain::licences`](crate::chain::SupplyChain::licences).
        index: u32,
    },
    /// A service.
    #[non_exhaustive]
    Service {
        /// Its number in [`SupplyChain::services`](crate::chain::SupplyChain::services).
        index: u32,
    },
}

impl Relation {
    /// The kind of the relation.
    #[must_use]
    pub const fn kind(self) -> RelationKind {
        match self {
            Self::Commission { .. } => RelationKind::Commission,
            Self::Handoff { .. } => RelationKind::Handoff,
            Self::Membership => RelationKind::Membership,
            Self::Agreement { .. } => RelationKind::Agreement,
            Self::Demand { .. } => RelationKind::Demand,
            Self::Funding { .. } => RelationKind::Funding,
            Self::Licence { .. } => RelationKind::Licence,
            Self::Service { .. } => RelationKind::Service,
        }
    }
}
