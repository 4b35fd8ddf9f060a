//! The same chain from records in another order.

use seedrelay::SupplyChain;

/// The same records, last first.
pub(crate) fn turned(chain: &SupplyChain) -> SupplyChain {
    let projects = chain.projects().rev().map(|own| {
        let mut project = own.record().clone();
        project.builds_on.reverse();
        project.answers.reverse();
        project.draws_on.reverse();
        project
    });
    let builder = chain
        .to_builder()
        .replace(chain.organizations().rev().map(|own| own.record().clone()))
        .replace(projects)
        .replace(chain.germplasm().rev().cloned())
        .replace(chain.services().iter().rev().cloned())
        .replace(chain.funding().iter().rev().cloned())
        .replace(chain.licences().iter().rev().cloned())
        .replace(chain.adoptions().iter().rev().cloned())
        .replace(chain.collections().iter().rev().cloned())
        .replace(chain.completeness().iter().rev().cloned())
        .replace(chain.agreements().iter().rev().cloned())
        .replace(chain.demands().iter().rev().cloned())
        .replace(chain.regions().iter().rev().cloned())
        .replace(chain.topics().iter().rev().cloned())
        .replace(chain.categories().iter().rev().cloned())
        .replace(chain.sources().iter().rev().cloned());
    builder.build().expect("the order of records is no fault")
}
