//! The same chain from records in another order.

use seedrelay::{Germplasm, Organization, Project, SupplyChain};

/// An order that lists can be put in.
pub(crate) trait Order {
    fn of<T>(&self, list: Vec<T>) -> Vec<T>;
}

/// The same records in another order, each list within them too.
pub(crate) fn reordered(chain: &SupplyChain, order: &impl Order) -> SupplyChain {
    let projects = chain.project_graph().node_weights().cloned().map(|mut project: Project| {
        project.builds_on = order.of(project.builds_on.into_vec()).into();
        project.answers = order.of(project.answers.into_vec()).into();
        project.draws_on = order.of(project.draws_on.into_vec()).into();
        project.releases = order.of(project.releases.into_vec()).into();
        project.joint_performers = order.of(project.joint_performers.into_vec()).into();
        project.orientations = order.of(project.orientations.into_vec()).into();
        project.interested = project.interested.map(|interested| order.of(interested.into_vec()).into());
        project.benefit_shares = order.of(project.benefit_shares.into_vec()).into();
        project.royalties = project.royalties.map(|royalties| order.of(royalties.into_vec()).into());
        project
    });
    let organizations = chain.organization_graph().node_weights().cloned().map(|mut organization: Organization| {
        organization.capabilities = order.of(organization.capabilities);
        if let Some(charter) = &mut organization.charter {
            charter.members = order.of(std::mem::take(&mut charter.members));
        }
        organization
    });
    let germplasm = chain.pedigree_graph().node_weights().cloned().map(|mut germplasm: Germplasm| {
        germplasm.parents = order.of(germplasm.parents.into_vec()).into();
        germplasm.bred_by = order.of(germplasm.bred_by.into_vec()).into();
        germplasm.owners = order.of(germplasm.owners.into_vec()).into();
        germplasm
    });
    let agreements = chain.agreements().iter().cloned().map(|mut agreement| {
        let categories = std::mem::take(&mut agreement.categories);
        agreement.categories = order.of(categories.into_vec()).into();
        agreement
    });
    let regions = chain.regions().iter().cloned().map(|mut region| {
        region.within = order.of(region.within.into_vec()).into();
        region
    });
    let builder = chain
        .to_builder()
        .replace(order.of(projects.collect()))
        .replace(order.of(organizations.collect()))
        .replace(order.of(germplasm.collect()))
        .replace(order.of(agreements.collect()))
        .replace(order.of(regions.collect()))
        .replace(order.of(chain.services().to_vec()))
        .replace(order.of(chain.funding().to_vec()))
        .replace(order.of(chain.licences().to_vec()))
        .replace(order.of(chain.adoptions().to_vec()))
        .replace(order.of(chain.collections().to_vec()))
        .replace(order.of(chain.completeness().to_vec()))
        .replace(order.of(chain.demands().to_vec()))
        .replace(order.of(chain.topics().to_vec()))
        .replace(order.of(chain.categories().to_vec()))
        .replace(order.of(chain.sources().to_vec()));
    builder.build().expect("the order of records is no fault")
}
