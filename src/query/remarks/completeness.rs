//! Statements that all of a list is recorded, of which hardly anything is.

use hashbrown::HashSet;

use crate::chain::{ProjectRef, SupplyChain};
use crate::model::{CompletenessList, OrganizationId, OrganizationKind, ServiceKind, Stage, Status};
use crate::record::{Completeness, Extent};

/// A list is nearly empty if so many could have it, and less than one in [`ONE_IN`] has.
const FEWEST: usize = 10;
const ONE_IN: usize = 20;

/// How many have something in a list, of how many that could.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Filled {
    pub(super) filled: usize,
    pub(super) of: usize,
}

impl Filled {
    fn count(has: impl Iterator<Item = bool>) -> Self {
        has.fold(Self::default(), |sum, has| Self { filled: sum.filled + usize::from(has), of: sum.of + 1 })
    }

    const fn is_nearly_empty(self) -> bool {
        self.of >= FEWEST && self.filled * ONE_IN < self.of
    }
}

/// The statements, by number, that say that all of a nearly empty list is recorded. Those with a narrower scope than a
/// category are not judged: their lists may well be empty.
pub(super) fn nearly_empty(chain: &SupplyChain) -> impl Iterator<Item = (usize, Filled)> {
    let statements = chain.completeness().iter().enumerate();
    let wide = statements.filter(|(_, statement)| {
        statement.extent() == Extent::All
            && statement.stage.is_none()
            && statement.organization.is_none()
            && statement.from.is_none()
            && statement.to.is_none()
    });
    let judged = wide.filter_map(|(number, statement)| Some((number, filled(chain, statement)?)));
    judged.filter(|(_, filled)| filled.is_nearly_empty())
}

/// How far a list is filled in the scope of a statement; `None` of lists that are never nearly empty by themselves.
fn filled(chain: &SupplyChain, statement: &Completeness) -> Option<Filled> {
    let in_scope = |project: &ProjectRef<'_>| {
        statement.category.as_ref().is_none_or(|category| project.record().category == *category)
    };
    let live = || chain.projects().filter(in_scope).filter(|project| project.status().is_live());
    Some(match statement.list {
        CompletenessList::BuildsOn => {
            let later = live().filter(|project| project.stage() > Stage::AppliedBasic);
            Filled::count(later.map(|project| !project.record().builds_on.is_empty()))
        }
        CompletenessList::Answers => {
            let demanded: HashSet<&str> = chain.demands().iter().map(|demand| demand.category.as_str()).collect();
            let asked = live().filter(|project| demanded.contains(project.record().category.as_str()));
            Filled::count(asked.map(|project| !project.record().answers.is_empty()))
        }
        CompletenessList::Capabilities => {
            let at_work: HashSet<&OrganizationId> =
                chain.projects().filter(in_scope).map(|project| &project.record().performer).collect();
            let capable = |id: &&OrganizationId| {
                let organization = chain.organization(id.as_str());
                organization.is_some_and(|organization| {
                    let mut own = organization.record().capabilities.iter();
                    own.any(|own| statement.category.as_ref().is_none_or(|category| own.category == *category))
                })
            };
            Filled::count(at_work.iter().map(capable))
        }
        CompletenessList::Services => {
            let delivered = chain
                .projects()
                .filter(in_scope)
                .filter(|project| project.stage() == Stage::Industrialization && project.status() == Status::Delivered);
            let performers: HashSet<&OrganizationId> = delivered.map(|project| &project.record().performer).collect();
            let extended = chain.services().iter().filter(|service| {
                let provider = chain.organization(service.provider.as_str());
                let is_extension = provider.is_some_and(|provider| {
                    provider.kind() == OrganizationKind::Service
                        && provider.record().service == Some(ServiceKind::Extension)
                });
                is_extension && statement.category.as_ref().is_none_or(|category| service.serves(category))
            });
            let served: HashSet<&OrganizationId> = extended.map(|service| &service.client).collect();
            Filled::count(performers.iter().map(|performer| served.contains(performer)))
        }
        _ => return None,
    })
}
