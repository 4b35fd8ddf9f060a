//! Documents: reading what was written changes nothing, and neither does the order of the lists.

use proptest::prelude::*;
use seedrelay::testing::strategies::{chain, faulty_document};
use seedrelay::{Germplasm, Organization, Project, SupplyChain};

use super::config;

/// The same records in another order: every list turned and cut by numbers that are drawn.
fn reordered(chain: &SupplyChain, seed: u64) -> SupplyChain {
    let projects = chain.project_graph().node_weights().cloned().map(|mut project: Project| {
        project.builds_on = shuffled(project.builds_on.into_vec(), seed).into();
        project.answers = shuffled(project.answers.into_vec(), seed).into();
        project.draws_on = shuffled(project.draws_on.into_vec(), seed).into();
        project.releases = shuffled(project.releases.into_vec(), seed).into();
        project.joint_performers = shuffled(project.joint_performers.into_vec(), seed).into();
        project.orientations = shuffled(project.orientations.into_vec(), seed).into();
        project.interested = project.interested.map(|interested| shuffled(interested.into_vec(), seed).into());
        project.benefit_shares = shuffled(project.benefit_shares.into_vec(), seed).into();
        project.royalties = project.royalties.map(|royalties| shuffled(royalties.into_vec(), seed).into());
        project
    });
    let organizations = chain.organization_graph().node_weights().cloned().map(|mut organization: Organization| {
        organization.capabilities = shuffled(organization.capabilities, seed);
        if let Some(charter) = &mut organization.charter {
            charter.members = shuffled(std::mem::take(&mut charter.members), seed);
        }
        organization
    });
    let germplasm = chain.pedigree_graph().node_weights().cloned().map(|mut germplasm: Germplasm| {
        germplasm.parents = shuffled(germplasm.parents.into_vec(), seed).into();
        germplasm.bred_by = shuffled(germplasm.bred_by.into_vec(), seed).into();
        germplasm.owners = shuffled(germplasm.owners.into_vec(), seed).into();
        germplasm
    });
    let agreements = chain.agreements().iter().cloned().map(|mut agreement| {
        let categories = std::mem::take(&mut agreement.categories);
        agreement.categories = shuffled(categories.into_vec(), seed).into();
        agreement
    });
    let regions = chain.regions().iter().cloned().map(|mut region| {
        region.within = shuffled(region.within.into_vec(), seed).into();
        region
    });
    let builder = chain
        .to_builder()
        .replace(shuffled(projects.collect(), seed))
        .replace(shuffled(organizations.collect(), seed))
        .replace(shuffled(germplasm.collect(), seed))
        .replace(shuffled(agreements.collect(), seed))
        .replace(shuffled(regions.collect(), seed))
        .replace(shuffled(chain.services().to_vec(), seed))
        .replace(shuffled(chain.funding().to_vec(), seed))
        .replace(shuffled(chain.licences().to_vec(), seed))
        .replace(shuffled(chain.adoptions().to_vec(), seed))
        .replace(shuffled(chain.collections().to_vec(), seed))
        .replace(shuffled(chain.completeness().to_vec(), seed))
        .replace(shuffled(chain.demands().to_vec(), seed))
        .replace(shuffled(chain.topics().to_vec(), seed))
        .replace(shuffled(chain.categories().to_vec(), seed))
        .replace(shuffled(chain.sources().to_vec(), seed));
    builder.build().expect("the order of records is no fault")
}

/// Fisher and Yates, with the numbers of a small congruential generator (Knuth's MMIX).
fn shuffled<T>(mut list: Vec<T>, seed: u64) -> Vec<T> {
    let mut state = seed;
    for last in (1..list.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        list.swap(last, (state >> 33) as usize % (last + 1));
    }
    list
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn json_changes_nothing(chain in chain()) {
        let document = chain.to_json();
        let read = SupplyChain::from_json(&document).unwrap();
        prop_assert_eq!(&read, &chain);
        prop_assert_eq!(read.to_json(), document);
    }

    #[test]
    fn toml_changes_nothing(chain in chain()) {
        let document = chain.to_toml();
        let read = SupplyChain::from_toml(&document).unwrap();
        prop_assert_eq!(&read, &chain);
        prop_assert_eq!(read.to_toml(), document);
        prop_assert_eq!(read.to_json(), chain.to_json());
    }

    #[test]
    fn layout_of_json_changes_nothing(chain in chain()) {
        // Keys by letter and no space at all, or much.
        let value: serde_json::Value = serde_json::from_str(&chain.to_json()).unwrap();
        for document in [value.to_string(), format!("\u{feff} \n{value:#}\r\n")] {
            prop_assert_eq!(&SupplyChain::from_json(document).unwrap(), &chain);
        }
    }

    #[test]
    fn the_builder_gives_back_the_chain(chain in chain()) {
        prop_assert_eq!(chain.to_builder().build().unwrap(), chain);
    }

    #[test]
    fn the_order_of_lists_changes_nothing(chain in chain(), seed: u64) {
        let other = reordered(&chain, seed);
        prop_assert_eq!(&other, &chain);
        prop_assert_eq!(other.to_json(), chain.to_json());
    }

    #[test]
    fn a_fault_is_found_where_it_is_and_only_there(document in faulty_document()) {
        let problems = SupplyChain::from_json(&document.json).unwrap_err();
        prop_assert_eq!(problems.len(), 1, "{}", problems);
        prop_assert!(document.fault.matches(&problems.first().kind), "{}", problems);
        prop_assert_eq!(problems.first().path.to_string(), document.path);
    }
}
