//! The part of a chain that is known well enough.

use proptest::prelude::*;
use seedrelay::testing::strategies::chain;
use seedrelay::{Evidence, SupplyChain};

use super::config;

/// The ids of what is there.
fn ids(chain: &SupplyChain) -> Vec<String> {
    let organizations = chain.organizations().map(|organization| format!("organization {}", organization.record().id));
    let projects = chain.projects().map(|project| format!("project {}", project.record().id));
    let demands = chain.demands().iter().map(|demand| format!("demand {}", demand.id));
    let categories = chain.categories().iter().map(|category| format!("category {}", category.id));
    organizations.chain(projects).chain(demands).chain(categories).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_known_part_is_valid_and_has_all_that_is_known(chain in chain()) {
        for level in Evidence::ALL {
            let part = chain.known_at_least(level);
            // A document must have a category and an organization; a part may have lost them.
            if part.organizations().len() > 0 && !part.categories().is_empty() {
                prop_assert_eq!(SupplyChain::from_json(part.to_json()).unwrap(), part.clone());
            }
            let known = chain.projects().filter(|project| project.evidence() >= level).count();
            prop_assert_eq!(part.projects().len(), known);
            let known = chain.organizations().filter(|organization| organization.evidence() >= level).count();
            prop_assert_eq!(part.organizations().len(), known);
            prop_assert_eq!(part.agreements().len(), chain.agreements().iter().filter(|a| a.evidence >= level).count());
            prop_assert_eq!(part.funding().len(), chain.funding().iter().filter(|f| f.evidence >= level).count());
            prop_assert_eq!(part.services().len(), chain.services().iter().filter(|s| s.evidence >= level).count());
            for organization in part.organizations() {
                prop_assert!(organization.record().capabilities.iter().all(|capability| capability.evidence >= level));
                prop_assert!(organization.record().charter.iter().all(|charter| charter.evidence >= level));
            }
        }
        prop_assert_eq!(chain.known_at_least(Evidence::Proposed), chain);
    }

    #[test]
    fn asking_twice_is_asking_for_the_better_known(chain in chain()) {
        for first in Evidence::ALL {
            for second in Evidence::ALL {
                let twice = chain.known_at_least(first).known_at_least(second);
                prop_assert_eq!(twice, chain.known_at_least(first.max(second)));
            }
        }
    }

    #[test]
    fn less_is_known_for_better(chain in chain()) {
        let [all, assumed, documented] = Evidence::ALL.map(|level| ids(&chain.known_at_least(level)));
        prop_assert!(documented.iter().all(|id| assumed.contains(id)));
        prop_assert!(assumed.iter().all(|id| all.contains(id)));
        let counts = chain.evidence_counts();
        let known = chain.known_at_least(Evidence::Documented).evidence_counts();
        prop_assert_eq!((known.assumed, known.proposed), (0, 0));
        prop_assert_eq!(known.documented, counts.documented);
    }
}
