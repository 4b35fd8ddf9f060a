//! What always holds (`definitions`, section 5).

use proptest::prelude::*;
use seedrelay::query::{BottleneckOptions, ThroughputOptions};
use seedrelay::{OrganizationKind, Stage};

use crate::naive::close;
use crate::plain::{CATEGORIES, Plain, PlainOrganization, chains};

fn throughput(plain: &Plain) -> [f64; 2] {
    let chain = plain.chain();
    let rows = chain.throughput(&ThroughputOptions::new());
    [0, 1].map(|category: usize| rows[category].products_per_year.unwrap_or_default())
}

/// Not lower, but for the last digits: capacities are whole in units that may differ between two chains.
fn not_lower(after: [f64; 2], before: [f64; 2]) -> bool {
    after.iter().zip(before).all(|(after, before)| *after >= before || close(*after, before))
}

/// What a chain answers, as JSON.
fn answers(chain: &seedrelay::SupplyChain) -> [serde_json::Value; 5] {
    let answers = chain.bottlenecks(&BottleneckOptions::new());
    let json = |value: serde_json::Result<serde_json::Value>| value.unwrap();
    [
        json(serde_json::to_value(&answers.load)),
        json(serde_json::to_value(&answers.concentration)),
        json(serde_json::to_value(&answers.active_period)),
        json(serde_json::to_value(&answers.throughput)),
        json(serde_json::to_value(answers.worst_first())),
    ]
}

proptest! {
    #[test]
    fn the_order_of_the_lists_changes_nothing(plain in chains(8)) {
        prop_assert_eq!(answers(&plain.chain()), answers(&plain.backwards()));
    }

    #[test]
    fn maximum_flow_is_the_capacity_of_each_cut_and_nothing_is_negative(plain in chains(12)) {
        let chain = plain.chain();
        for row in chain.throughput(&ThroughputOptions::new()) {
            for cut in [&row.source_side, &row.sink_side] {
                prop_assert!(close(cut.iter().map(|role| role.capacity).sum(), row.products_per_year.unwrap_or_default()));
            }
            let products_per_year = row.products_per_year.unwrap_or_default();
            prop_assert!(row.gains.iter().all(|gain| gain.gain > 0.0));
            prop_assert!(row.gains.is_sorted_by(|a, b| a.gain >= b.gain));
            prop_assert!(row.losses.iter().all(|loss| loss.loss > 0.0 && loss.loss <= products_per_year));
            prop_assert!(row.losses.is_sorted_by(|a, b| a.loss >= b.loss));
            prop_assert!(row.resilience().unwrap_or(0) <= row.source_side.len());
            prop_assert_eq!(row.single_points_of_failure.is_empty(), !row.losses.iter().any(|loss| loss.loss == products_per_year));
        }
    }

    #[test]
    fn more_never_lowers_throughput(
        plain in chains(8), organization in 0..8_usize, other in 0..8_usize, category in 0..2_usize, stage in 0..4_usize,
    ) {
        let before = throughput(&plain);
        let (organization, other) = (organization % plain.organizations.len(), other % plain.organizations.len());

        let mut team = plain.clone();
        team.organizations[organization].teams[category][stage] += 1;
        prop_assert!(not_lower(throughput(&team), before));

        let mut relation = plain.clone();
        if organization != other {
            relation.agreements.push((organization, other, Some(category)));
        }
        prop_assert!(not_lower(throughput(&relation), before));

        let mut newcomer = plain.clone();
        let teams = [[1; 4]; 2];
        newcomer.organizations.push(PlainOrganization { kind: OrganizationKind::Institute, teams, members: Vec::new() });
        newcomer.agreements.push((newcomer.organizations.len() - 1, organization, None));
        prop_assert!(not_lower(throughput(&newcomer), before));
    }

    #[test]
    fn another_category_changes_nothing(plain in chains(8), teams in 1..5_u32) {
        let mut changed = plain.clone();
        for organization in &mut changed.organizations {
            organization.teams[0] = [teams, 0, teams, 1];
        }
        changed.projects.retain(|project| project.category == 1 && project.builds_on.is_empty());
        let mut kept = plain;
        kept.projects.retain(|project| project.category == 1 && project.builds_on.is_empty());
        let of_rice = |chain: &seedrelay::SupplyChain| {
            let rows = chain.bottlenecks(&BottleneckOptions::new());
            let load: Vec<_> = rows.load.iter().filter(|load| load.category.id == CATEGORIES[1]).collect();
            (serde_json::to_value(load).unwrap(), serde_json::to_value(&rows.throughput[1]).unwrap())
        };
        prop_assert_eq!(of_rice(&changed.chain()), of_rice(&kept.chain()));
    }

    #[test]
    fn open_work_is_counted_once(plain in chains(8)) {
        let chain = plain.chain();
        let open = chain.projects().filter(|project| project.status().is_open()).count();
        prop_assert_eq!(chain.workloads().iter().map(seedrelay::query::Load::open).sum::<usize>(), open);
        let commissions = chain
            .projects()
            .filter(|project| project.commissioner().is_some() && project.status() != seedrelay::Status::Cancelled)
            .count();
        let concentration = chain.concentration();
        prop_assert_eq!(concentration.iter().map(|row| row.commissions).sum::<u64>(), commissions as u64);
        for row in concentration {
            prop_assert!(1.0 / row.performers as f64 - 1e-12 <= row.hhi && row.hhi <= 1.0);
            prop_assert!(Stage::ALL.contains(&row.stage));
        }
    }
}
