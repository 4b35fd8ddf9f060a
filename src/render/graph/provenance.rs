//! The provenance of edges: the records that an edge of an exported graph follows from, each looked up once.

use std::borrow::Cow;

use super::elements::{Edge, Link, Node};
use super::value::{Value, list, text};
use crate::chain::{GermplasmRef, ProjectRef, Relation, SupplyChain};
use crate::model::{CategoryId, Evidence, SourceId};
use crate::record::{Agreement, Charter, Demand, Funding, Germplasm, Licence, Member, Service};

/// An edge with the records because of which it holds.
pub(super) struct Provenance<'c> {
    pub(super) edge: Edge<'c>,
    /// The project that is built on.
    pub(super) upstream: Option<ProjectRef<'c>>,
    /// The project because of which it holds: of a handoff, the one that builds on the other.
    project: Option<ProjectRef<'c>>,
    record: Record<'c>,
}

/// A record that is neither an organization nor a project.
#[derive(Clone, Copy)]
enum Record<'c> {
    None,
    Funding(&'c Funding),
    Demand(&'c Demand),
    Agreement(&'c Agreement),
    Service(&'c Service),
    Licence(&'c Licence),
    Charter(&'c Charter),
    /// The material that is handed on, or the offspring.
    Germplasm(GermplasmRef<'c>),
}

impl<'c> Provenance<'c> {
    pub(super) fn of(edge: Edge<'c>) -> Self {
        let chain = edge.chain();
        let (mut upstream, mut project, mut record) = (None, None, Record::None);
        match edge.link {
            Link::Relation(Relation::Commission { project: own }) => {
                project = Some(chain.numbered_project(own.index()))
            }
            Link::Relation(Relation::Handoff { edge: own }) => {
                let ends = chain.project_graph().edge_endpoints(own);
                upstream = ends.map(|(from, _)| chain.numbered_project(from.index()));
                project = ends.map(|(_, to)| chain.numbered_project(to.index()));
            }
            Link::Relation(Relation::Membership) => {
                if let Node::Organization(consortium) = edge.to {
                    record = consortium.record().charter.as_deref().map_or(Record::None, Record::Charter);
                }
            }
            Link::Relation(Relation::Agreement { index }) => {
                record = Record::Agreement(&chain.agreements()[index as usize]);
            }
            Link::Relation(Relation::Demand { index, project: own }) => {
                project = Some(chain.numbered_project(own.index()));
                record = Record::Demand(&chain.demands()[index as usize]);
            }
            Link::Relation(Relation::Funding { index }) => record = Record::Funding(&chain.funding()[index as usize]),
            Link::Relation(Relation::Licence { index }) => {
                record = Record::Licence(&chain.licences()[index as usize]);
            }
            Link::Relation(Relation::Service { index }) => record = Record::Service(&chain.services()[index as usize]),
            Link::BuildsOn => (upstream, project) = (edge.from.project(), edge.to.project()),
            Link::Performs | Link::Commissions => project = edge.to.project(),
            Link::Material { germplasm, project: own } => {
                project = Some(chain.numbered_project(own as usize));
                record = Record::Germplasm(chain.numbered_germplasm(germplasm as usize));
            }
            Link::Parent { .. } => {
                if let Node::Germplasm(offspring) = edge.to {
                    record = Record::Germplasm(offspring);
                }
            }
        }
        Self { edge, upstream, project, record }
    }

    pub(super) fn funding(&self) -> Option<&'c Funding> {
        if let Record::Funding(funding) = self.record { Some(funding) } else { None }
    }

    pub(super) fn demand(&self) -> Option<&'c Demand> {
        if let Record::Demand(demand) = self.record { Some(demand) } else { None }
    }

    pub(super) fn member(&self) -> Option<&'c Member> {
        let Record::Charter(Charter { members, .. }) = self.record else { return None };
        let id = self.edge.from.record_id();
        // Members are in the order of their ids; of one that is listed twice the first is reported.
        let place = members.partition_point(|member| member.organization.as_str() < id);
        members.get(place).filter(|member| member.organization == *id)
    }

    /// The germplasm of which somebody draws on the material.
    pub(super) fn material(&self) -> Option<&'c Germplasm> {
        match (self.edge.link, self.record) {
            (Link::Material { .. }, Record::Germplasm(germplasm)) => Some(germplasm.record()),
            _ => None,
        }
    }

    /// The share of a parent in its offspring.
    pub(super) fn share(&self) -> Option<f64> {
        let Link::Parent { place } = self.edge.link else { return None };
        Some(self.edge.chain().germplasm_columns().shares[place as usize])
    }

    pub(super) fn categories(&self) -> Option<Value<'c>> {
        let id = match self.record {
            Record::Licence(licence) => {
                let project = licence.project.as_ref().and_then(|id| self.edge.chain().project(id));
                let germplasm = licence.germplasm.as_ref().and_then(|id| self.edge.chain().germplasm_with_id(id));
                let of_germplasm = || germplasm.map(|germplasm| &germplasm.record().category);
                project.map(|project| &project.record().category).or_else(of_germplasm)?
            }
            Record::Agreement(agreement) => {
                return list(agreement.categories.iter().map(CategoryId::as_str));
            }
            Record::Service(service) => service.category.as_ref()?,
            Record::Demand(demand) => &demand.category,
            Record::Funding(funding) => &self.edge.chain().project(funding.project.as_ref()?)?.record().category,
            Record::Germplasm(germplasm) if self.project.is_none() => &germplasm.record().category,
            Record::Charter(_) | Record::Germplasm(_) | Record::None => &self.project?.record().category,
        };
        text(id.as_str())
    }

    pub(super) fn project_id(&self) -> Option<Value<'c>> {
        let id = match self.project {
            Some(project) => &project.record().id,
            None => match self.record {
                Record::Licence(licence) => licence.project.as_ref()?,
                _ => self.funding()?.project.as_ref()?,
            },
        };
        text(id.as_str())
    }

    /// When a commission was made, a result taken up, an agreement signed, a demand raised or money given.
    pub(super) fn date(&self) -> Option<Value<'c>> {
        let date = match (self.record, self.edge.link) {
            (Record::Funding(funding), _) => {
                return Some(Value::Text(Cow::Owned(funding.year?.to_string())));
            }
            (Record::Agreement(agreement), _) => agreement.signed,
            (Record::Licence(licence), _) => licence.signed,
            (Record::Demand(demand), _) => demand.raised,
            (Record::Germplasm(offspring), Link::Parent { .. }) => offspring.record().released,
            (_, Link::Commissions | Link::Relation(Relation::Commission { .. })) => self.project?.record().commissioned,
            _ => self.project?.record().started,
        };
        date.map(Value::Date)
    }

    /// That of the record because of which it holds; what that refers to, such as material, is known as well at least.
    pub(super) fn evidence(&self) -> Evidence {
        match (self.edge.link, self.edge.to, self.project) {
            (Link::Relation(relation), Node::Organization(to), _) => to.chain().evidence_of(relation, to.node()),
            (Link::Parent { .. }, offspring, _) => offspring.evidence(),
            (_, _, project) => project.map_or_else(Evidence::default, ProjectRef::evidence),
        }
    }

    pub(super) fn source(&self) -> Option<&'c SourceId> {
        match (self.project, self.record) {
            (Some(project), _) => project.record().source.as_ref(),
            (None, Record::Funding(own)) => own.source.as_ref(),
            (None, Record::Agreement(own)) => own.source.as_ref(),
            (None, Record::Service(own)) => own.source.as_ref(),
            (None, Record::Licence(own)) => own.source.as_ref(),
            (None, Record::Charter(own)) => own.source.as_ref(),
            (None, Record::Germplasm(own)) => own.record().source.as_ref(),
            (None, Record::Demand(_) | Record::None) => None,
        }
    }
}

impl<'c> Edge<'c> {
    fn chain(self) -> &'c SupplyChain {
        self.from.chain()
    }
}

impl<'c> Node<'c> {
    fn project(self) -> Option<ProjectRef<'c>> {
        if let Self::Project(project) = self { Some(project) } else { None }
    }
}
