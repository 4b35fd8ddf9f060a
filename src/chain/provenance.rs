//! Provenance: how well relations and parts of organizations are known.

use petgraph::graph::NodeIndex;

use super::{Relation, RelationRef, SupplyChain};
use crate::model::Evidence;
use crate::record::{Organization, known_within};

impl SupplyChain {
    /// How well a relation to an organization is known: as well as the record because of which it holds. What that record
    /// refers to is known at least as well.
    pub(crate) fn evidence_of(&self, relation: Relation, to: NodeIndex) -> Evidence {
        match relation {
            Relation::Commission { project } | Relation::Demand { project, .. } => {
                self.project_graph()[project].evidence
            }
            Relation::Handoff { edge } => {
                let ends = self.project_graph().edge_endpoints(edge).map(|(upstream, project)| [upstream, project]);
                let known = ends.into_iter().flatten().map(|project| self.project_graph()[project].evidence);
                known.min().unwrap_or_default()
            }
            Relation::Membership => self.organization_graph()[to].evidence_of_charter(),
            Relation::Agreement { index } => self.agreements()[index as usize].evidence,
            Relation::Funding { index } => self.funding()[index as usize].evidence,
            Relation::Licence { index } => self.licences()[index as usize].evidence,
            Relation::Service { index } => self.services()[index as usize].evidence,
        }
    }
}

impl Organization {
    /// How well a part of it is known: never better than the organization itself.
    pub(crate) fn evidence_of_part(&self, part: Evidence) -> Evidence {
        known_within(Some(part), Some(self.evidence)).unwrap_or_default()
    }

    /// How well its charter is known; without one, how well it is known itself.
    pub(crate) fn evidence_of_charter(&self) -> Evidence {
        self.evidence_of_part(self.charter.as_ref().map_or(self.evidence, |charter| charter.evidence))
    }
}

impl RelationRef<'_> {
    /// How well it is known: as well as the record because of which it holds.
    ///
    /// ```
    /// use seedrelay::{Evidence, datasets};
    /// let chain = datasets::example();
    /// let organization = chain.organization("xuanqiao-seed").unwrap();
    /// assert!(organization.relations().any(|relation| relation.evidence() == Evidence::Assumed));
    /// ```
    #[must_use]
    pub fn evidence(self) -> Evidence {
        self.from().chain().evidence_of(self.relation(), self.to().node())
    }
}
