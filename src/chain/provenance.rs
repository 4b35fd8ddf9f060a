//! Provenance: how well a relation is known.

use petgraph::graph::NodeIndex;

use super::{Relation, RelationRef, SupplyChain};
use crate::model::Evidence;

impl SupplyChain {
    /// How well a relation to an organization is known: as well as the record because of which it holds. What that record
    /// refers to is known at least as well; a charter is a part of its consortium, and never known better.
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
            Relation::Membership => {
                let consortium = &self.organization_graph()[to];
                let charter = consortium.charter.as_ref().map(|charter| charter.evidence);
                charter.map_or(consortium.evidence, |charter| charter.min(consortium.evidence))
            }
            Relation::Agreement { index } => self.agreements()[index as usize].evidence,
            Relation::Funding { index } => self.funding()[index as usize].evidence,
            Relation::Service { index } => self.services()[index as usize].evidence,
        }
    }
}

impl RelationRef<'_> {
    /// How well it is known: as well as the record because of which it holds.
    ///
    /// ```
    /// use seedrelay::{Evidence, datasets};
    /// let chain = datasets::hunan();
    /// let organization = chain.organization("yuelushan").unwrap();
    /// assert!(organization.relations().any(|relation| relation.evidence() == Evidence::Assumed));
    /// ```
    #[must_use]
    pub fn evidence(self) -> Evidence {
        self.from().chain().evidence_of(self.relation(), self.to().node())
    }
}
