//! Brokerage by its definition: every ordered triple looked at.

use super::graphs::{Case, cases, close, renamed_cases};
use proptest::prelude::*;
use seedrelay::graph::brokerage::{Roles, brokerage, chance};

fn by_definition(case: &Case) -> Vec<Roles<u64>> {
    let graph = case.graph();
    let mut roles = vec![Roles::default(); case.nodes];
    for (v, roles) in roles.iter_mut().enumerate() {
        for a in 0..case.nodes {
            for b in 0..case.nodes {
                let open = graph.has_edge(a, v) && graph.has_edge(v, b) && !graph.has_edge(a, b);
                if a == b || !open {
                    continue;
                }
                let [of_a, of_v, of_b] = [a, v, b].map(|node| case.groups[node]);
                let role: &mut u64 = if of_a == of_v && of_v == of_b {
                    &mut roles.coordinator
                } else if of_a == of_v {
                    &mut roles.representative
                } else if of_v == of_b {
                    &mut roles.gatekeeper
                } else if of_a == of_b {
                    &mut roles.itinerant
                } else {
                    &mut roles.liaison
                };
                *role += 1;
                roles.total += 1;
            }
        }
    }
    roles
}

/// The code of `sna::brokerage` from "Compute moments by broker's class", sum by sum.
fn moments_as_in_sna(sizes: &[u32], edges: usize, i: usize) -> ([f64; 6], [f64; 6]) {
    let n: Vec<f64> = sizes.iter().map(|&size| f64::from(size)).collect();
    let all: f64 = n.iter().sum();
    let d = edges as f64 / (all * (all - 1.0));
    let choose2 = |x: f64| x * (x - 1.0) / 2.0;
    let others = || (0..n.len()).filter(move |&j| j != i);
    let sum = |f: &dyn Fn(f64) -> f64| -> f64 { others().map(|j| f(n[j])).sum() };
    let p = d * d * (1.0 - d);
    let c = d.powi(3) * (1.0 - d).powi(3);
    let own = n[i];
    let crossing = p * (all - own) * (own - 1.0);
    let e = [
        p * (own - 1.0) * (own - 2.0),
        p * sum(&|x| x * (x - 1.0)),
        crossing,
        crossing,
        p * (sum(&|x| x).powi(2) - sum(&|x| x * x)),
        p * (all - 1.0) * (all - 2.0),
    ];
    let pairs = 2.0 * ((own - 1.0) * choose2(all - own) + (all - own) * choose2(own - 1.0));
    let extra = [
        2.0 * (own - 1.0) * (own - 2.0) * (own - 3.0) * c,
        2.0 * sum(&|x| x * (x - 1.0) * (x - 2.0)) * c,
        pairs * c,
        pairs * c,
        4.0 * sum(&|x| x * choose2(all - x - own) * c),
        2.0 * (all - 1.0) * (all - 2.0) * (all - 3.0) * c,
    ];
    let v = std::array::from_fn(|role| e[role] * (1.0 - p) + extra[role]);
    (e, v)
}

proptest! {
    #[test]
    fn counts_are_those_of_the_definition(case in cases(24)) {
        let found = brokerage(&case.graph(), &case.groups);
        for (node, expected) in by_definition(&case).into_iter().enumerate() {
            prop_assert_eq!(found.counts(node), expected);
        }
    }

    #[test]
    fn roles_sum_to_the_total(case in cases(60)) {
        let found = brokerage(&case.graph(), &case.groups);
        for node in 0..case.nodes {
            let counts = found.counts(node).as_array();
            prop_assert_eq!(counts[..5].iter().sum::<u64>(), counts[5]);
        }
    }

    #[test]
    fn new_names_change_nothing((case, names) in renamed_cases(40)) {
        let renamed = case.renamed(&names);
        let found = brokerage(&case.graph(), &case.groups);
        let again = brokerage(&renamed.graph(), &renamed.groups);
        for (node, &name) in names.iter().enumerate() {
            prop_assert_eq!(found.counts(node), again.counts(name as usize));
            prop_assert_eq!(found.z_scores(node), again.z_scores(name as usize));
        }
    }

    #[test]
    fn new_group_labels_change_nothing(case in cases(40), stretch in 1..1000u32) {
        let labels: Vec<u32> = case.groups.iter().map(|group| (7 - group) * stretch).collect();
        let found = brokerage(&case.graph(), &case.groups);
        let again = brokerage(&case.graph(), &labels);
        for node in 0..case.nodes {
            prop_assert_eq!(found.counts(node), again.counts(node));
            prop_assert_eq!(found.z_scores(node), again.z_scores(node));
        }
    }

    #[test]
    fn moments_are_those_of_sna(sizes in prop::collection::vec(0..60u32, 1..8), share in 0.0..1.0f64) {
        let all: u32 = sizes.iter().sum();
        prop_assume!(all >= 2);
        let edges = (f64::from(all) * f64::from(all - 1) * share) as usize;
        let found = chance::moments(&sizes, edges);
        for (group, found) in found.iter().enumerate() {
            let (expected, variance) = moments_as_in_sna(&sizes, edges, group);
            for role in 0..6 {
                prop_assert!(close(found.expected.as_array()[role], expected[role]));
                prop_assert!(close(found.variance.as_array()[role], variance[role]));
            }
        }
    }
}
