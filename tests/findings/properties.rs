//! What always holds.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use seedrelay::query::{DiagnosisOptions, FindingOptions, SelectionOptions};
use seedrelay::rules::FindingKind;
use seedrelay::{OperatingModel, Status};

use crate::cases::tried;
use crate::naive::{Key, key_of};
use crate::random::{CATEGORIES, Records, model, records, role, route};

fn found(records: &Records, model: OperatingModel) -> BTreeSet<Key> {
    let chain = records.build();
    chain.findings(&FindingOptions::new().model(model)).iter().map(|finding| key_of(&finding)).collect()
}

fn shuffled(records: Records) -> impl Strategy<Value = (Records, Records)> {
    let Records { categories, organizations, projects, demands, agreements, funding, services } = records.clone();
    let lists = (
        Just(categories).prop_shuffle(),
        Just(organizations).prop_shuffle(),
        Just(projects).prop_shuffle(),
        Just(demands).prop_shuffle(),
        Just(agreements).prop_shuffle(),
        Just(funding).prop_shuffle(),
        Just(services).prop_shuffle(),
    );
    lists.prop_map(move |(categories, organizations, projects, demands, agreements, funding, services)| {
        let mut other = Records { categories, organizations, projects, demands, agreements, funding, services };
        for organization in &mut other.organizations {
            organization.capabilities.reverse();
            organization.charter.iter_mut().for_each(|charter| charter.members.reverse());
        }
        for project in &mut other.projects {
            project.builds_on.reverse();
            project.benefit_shares.reverse();
            project.interested.iter_mut().for_each(|list| list.reverse());
            project.orientations.reverse();
        }
        (records.clone(), other)
    })
}

proptest! {
    #![proptest_config(tried(128))]

    #[test]
    fn a_laxer_model_never_adds_a_finding(
        records in records(),
        strict in model(),
        roles in vec(role(), 0..6),
        routes in vec(route(), 0..6),
        dropped in vec(any::<Index>(), 0..4),
        relaxed in any::<bool>(),
    ) {
        let mut lax = strict.clone();
        lax.roles.extend(roles);
        lax.routes.extend(routes);
        for index in dropped {
            lax = lax.without_rule(*index.get(FindingKind::ALL));
        }
        for rule in &mut lax.rules {
            if let Some(threshold) = rule.effective_threshold().filter(|_| relaxed) {
                let lower = matches!(
                    rule.kind,
                    FindingKind::TechniciansBelowHalf | FindingKind::InventorShareBelowFloor
                );
                rule.threshold = Some(if lower { threshold / 2.0 } else { f64::midpoint(threshold, 1.0) });
            }
        }
        prop_assert!(lax.is_at_least_as_lax_as(&strict));
        let (lax, strict) = (found(&records, lax), found(&records, strict));
        prop_assert!(lax.is_subset(&strict), "{:?}", lax.difference(&strict).collect::<Vec<_>>());
        let dispersed = found(&records, OperatingModel::dispersed());
        prop_assert!(dispersed.is_subset(&found(&records, OperatingModel::proposal())));
    }

    #[test]
    fn order_changes_nothing((one, other) in records().prop_flat_map(shuffled)) {
        let answers = |records: &Records| serde_json::to_value(records.build().diagnose(&DiagnosisOptions::new())).unwrap();
        prop_assert_eq!(answers(&one), answers(&other));
    }

    #[test]
    fn a_category_is_not_changed_by_another(records in records(), other in any::<Index>()) {
        let mut changed = records.clone();
        for project in changed.projects.iter_mut().filter(|project| project.category == CATEGORIES[0]) {
            project.performer = other.get(&records.organizations).id.clone();
            project.commissioner = None;
            project.status = if project.status == Status::Cancelled { Status::Active } else { Status::Cancelled };
            project.topic = Some("z".into());
            project.chokepoint = project.chokepoint.map(|own| !own);
            project.benefit_shares = Box::default();
        }
        for organization in &mut changed.organizations {
            organization.capabilities.retain(|capability| capability.category == CATEGORIES[1]);
        }
        let answers = |records: &Records| {
            let chain = records.build();
            let findings = chain.findings(&FindingOptions::new());
            let list = findings.worst_first();
            let own = list.iter().filter(|finding| finding.category().is_some_and(|category| category.id == CATEGORIES[1]));
            let mechanisms = findings.mechanisms();
            let row = mechanisms.iter().find(|row| row.category.id == CATEGORIES[1]);
            serde_json::to_value((own.collect::<Vec<_>>(), row)).unwrap()
        };
        prop_assert_eq!(answers(&records), answers(&changed));
    }

    #[test]
    fn models_survive_writing(model in model()) {
        prop_assert_eq!(&OperatingModel::from_json(model.to_json()).unwrap(), &model);
        prop_assert_eq!(&OperatingModel::from_toml(model.to_toml()).unwrap(), &model);
    }

    #[test]
    fn models_without_a_difference_find_the_same(records in records(), one in model(), other in model()) {
        if one.diff(&other).is_empty() {
            prop_assert_eq!(found(&records, one), found(&records, other));
        } else {
            prop_assert!(!one.is_at_least_as_lax_as(&other) || !other.is_at_least_as_lax_as(&one));
        }
    }

    #[test]
    fn shares_lie_between_nothing_and_the_whole(records in records()) {
        let chain = records.build();
        let within = |share: Option<f64>| share.is_none_or(|share| (0.0..=1.0 + 1e-12).contains(&share));
        for row in chain.findings(&FindingOptions::new()).mechanisms() {
            prop_assert!(within(row.public_money.share()) && within(row.demand_at_root.share()));
            prop_assert!(within(row.duplicated_late.share()) && within(row.inventors_share.share()));
            prop_assert!(within(row.mean_inventors_share) && within(row.orientations.evenness()));
            prop_assert!(row.orientations.effective_number().is_none_or(|n| (1.0..=4.0 + 1e-12).contains(&n)));
        }
        let selection = chain.selection(&SelectionOptions::new());
        let ranked: Vec<_> = selection.candidates.iter().filter(|candidate| candidate.acceptability.is_some()).collect();
        let first: f64 = ranked.iter().filter_map(|candidate| candidate.first_rank()).sum();
        prop_assert!(ranked.is_empty() || (first - 1.0).abs() < 1e-9);
        for candidate in &selection.candidates {
            prop_assert!(within(candidate.score));
            prop_assert_eq!(candidate.score.is_some(), candidate.acceptability.is_some());
            prop_assert!(candidate.dominated_by.is_empty() || candidate.first_rank().is_none_or(|share| share < 1e-9));
        }
    }
}
