//! Throughput from its definition: every set of roles is tried as a cut, and every case is solved from nothing.

use std::collections::BTreeSet;

use proptest::prelude::*;
use seedrelay::query::{Throughput, ThroughputOptions};
use seedrelay::{OrganizationKind, Stage, Status};

use crate::cases::tried;
use crate::plain::{Plain, PlainProject, chains, name};

/// Equal to 1e-9 of the larger, as far as doubles tell.
pub(crate) fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-3)
}

/// The network of one category: roles as (organization, leap, capacity), and which may follow which.
pub(crate) struct Network {
    pub(crate) roles: Vec<(usize, usize, f64)>,
    pub(crate) arcs: Vec<(usize, usize)>,
}

/// What one team at a stage brings.
pub(crate) fn rate(plain: &Plain, category: usize, stage: Stage) -> f64 {
    let assumed = &plain.assumed[category];
    let ([min, mode, max], success) = assumed[stage as usize];
    let later: f64 = Stage::ALL
        .into_iter()
        .filter(|later| later.leap() > stage.leap())
        .map(|later| assumed[later as usize].1)
        .product();
    success * later / ((min + mode + max) / 3.0)
}

/// Whether two organizations are related in a category, by the words of the definition.
pub(crate) fn related(plain: &Plain, category: usize, a: usize, b: usize) -> bool {
    let pair = |x: usize, y: usize| (x, y) == (a, b) || (y, x) == (a, b);
    let live =
        |status: Status| matches!(status, Status::Proposed | Status::Accepted | Status::Active | Status::Delivered);
    let own = || plain.projects.iter().filter(|project| project.category == category);
    let commission = || {
        own().any(|project| {
            project.status != Status::Cancelled
                && project.commissioner.is_some_and(|commissioner| pair(commissioner, project.performer))
        })
    };
    let handoff = || {
        own().any(|project| {
            project.builds_on.iter().any(|&upstream| {
                let upstream = &plain.projects[upstream];
                live(upstream.status) && live(project.status) && pair(upstream.performer, project.performer)
            })
        })
    };
    let is_member = |company: usize, consortium: usize| {
        plain.organizations[company].kind == OrganizationKind::Company
            && plain.organizations[consortium].kind == OrganizationKind::Consortium
            && plain.organizations[consortium].members.contains(&company)
    };
    let agreement = || {
        let covers = |limited: Option<usize>| limited.is_none_or(|limited| limited == category);
        plain.agreements.iter().any(|&(from, to, limited)| pair(from, to) && covers(limited))
    };
    a == b || commission() || handoff() || is_member(a, b) || is_member(b, a) || agreement()
}

pub(crate) fn network(plain: &Plain, category: usize) -> Network {
    let mut roles = Vec::new();
    for (organization, record) in plain.organizations.iter().enumerate() {
        for leap in 0..3 {
            let stages = || Stage::ALL.into_iter().filter(move |stage| stage.leap() as usize == leap);
            // A project that has run proves at least one team.
            let proves = |project: &PlainProject, stage| {
                (project.category, project.stage, project.performer) == (category, stage, organization)
                    && project.status.has_run()
            };
            let teams = |stage: Stage| match record.teams[category][stage as usize] {
                0 => u32::from(plain.projects.iter().any(|project| proves(project, stage))),
                teams => teams,
            };
            if stages().any(|stage| teams(stage) > 0) {
                let capacity = stages().map(|stage| f64::from(teams(stage)) * rate(plain, category, stage)).sum();
                roles.push((organization, leap, capacity));
            }
        }
    }
    let mut arcs = Vec::new();
    for (i, from) in roles.iter().enumerate() {
        for (j, to) in roles.iter().enumerate() {
            if to.1 == from.1 + 1 && related(plain, category, from.0, to.0) {
                arcs.push((i, j));
            }
        }
    }
    Network { roles, arcs }
}

impl Network {
    /// What is left of it when an organization is lost.
    fn without(&self, organization: usize) -> Self {
        let kept: Vec<usize> = (0..self.roles.len()).filter(|&role| self.roles[role].0 != organization).collect();
        let place = |role: usize| kept.iter().position(|own| *own == role);
        Self {
            roles: kept.iter().map(|&role| self.roles[role]).collect(),
            arcs: self.arcs.iter().filter_map(|&(from, to)| Some((place(from)?, place(to)?))).collect(),
        }
    }

    /// The roles whose exit the source reaches when a set of roles (a bit each) lets nothing through.
    fn reached(&self, cut: u32) -> u32 {
        let open = |role: usize| cut >> role & 1 == 0;
        let mut reached: u32 =
            (0..self.roles.len()).filter(|&role| self.roles[role].1 == 0 && open(role)).map(|role| 1 << role).sum();
        for _ in 0..2 {
            for &(from, to) in &self.arcs {
                if reached >> from & 1 == 1 && open(to) {
                    reached |= 1 << to;
                }
            }
        }
        reached
    }

    fn stops(&self, cut: u32) -> bool {
        let reached = self.reached(cut);
        !(0..self.roles.len()).any(|role| self.roles[role].1 == 2 && reached >> role & 1 == 1)
    }

    fn cuts(&self) -> impl Iterator<Item = u32> {
        (0..1_u32 << self.roles.len()).filter(|&cut| self.stops(cut))
    }

    fn capacity(&self, cut: u32) -> f64 {
        (0..self.roles.len()).filter(|role| cut >> role & 1 == 1).map(|role| self.roles[role].2).sum()
    }

    fn throughput(&self) -> f64 {
        self.cuts().map(|cut| self.capacity(cut)).fold(f64::INFINITY, f64::min)
    }

    /// The first and the last minimum cut: those with fewest and most roles on the near side.
    fn extreme_cuts(&self) -> [BTreeSet<(usize, usize)>; 2] {
        let least = self.throughput();
        let mut minimum: Vec<u32> = self.cuts().filter(|&cut| close(self.capacity(cut), least)).collect();
        minimum.sort_by_key(|&cut| self.reached(cut).count_ones());
        let places = |cut: u32| {
            let inside = (0..self.roles.len()).filter(|role| cut >> role & 1 == 1);
            inside.map(|role| (self.roles[role].0, self.roles[role].1)).collect()
        };
        [places(minimum[0]), places(minimum[minimum.len() - 1])]
    }
}

fn check(plain: &Plain, category: usize, answer: &Throughput<'_>) -> Result<(), TestCaseError> {
    let own = network(plain, category);
    let throughput = own.throughput();
    let value = answer.products_per_year.unwrap_or_default();
    prop_assert!(close(value, throughput), "{value} {throughput}");
    prop_assert_eq!(answer.stopped.is_some(), throughput == 0.0);

    let [first, last] = own.extreme_cuts();
    for (cut, expected) in [(&answer.source_side, first), (&answer.sink_side, last)] {
        let number = |id: &str| id[1..].parse::<usize>().unwrap();
        let found: BTreeSet<(usize, usize)> =
            cut.iter().map(|role| (number(role.organization.id().as_str()), role.leap as usize)).collect();
        // Roles without capacity carry nothing, and limit nothing.
        let has_capacity = |role: &(usize, usize)| own.roles.iter().any(|own| (own.0, own.1) == *role && own.2 > 0.0);
        prop_assert_eq!(found, expected.into_iter().filter(has_capacity).collect());
        let sum: f64 = cut.iter().map(|role| role.capacity).sum();
        prop_assert!(close(sum, throughput));
    }

    for organization in 0..plain.organizations.len() {
        for stage in Stage::ALL {
            if plain.organizations[organization].teams[category][stage as usize] == 0 {
                continue;
            }
            let mut more = plain.clone();
            more.organizations[organization].teams[category][stage as usize] += 1;
            let expected = network(&more, category).throughput() - throughput;
            let found = answer
                .gains
                .iter()
                .find(|gain| gain.organization.id().as_str() == name(organization) && gain.stage == stage)
                .map_or(0.0, |gain| gain.gain);
            prop_assert!(close(found, expected), "gain {found} {expected}");
            // A tie is a tie: no gain is listed that is only a rounding error.
            prop_assert!(found == 0.0 || found > 1e-6);
        }
        let without = own.without(organization).throughput();
        let found = answer.losses.iter().find(|loss| loss.organization.id().as_str() == name(organization));
        let found = found.map_or(0.0, |loss| loss.loss);
        prop_assert!(close(found, throughput - without), "loss {found} {throughput} {without}");
        let is_chokepoint =
            answer.single_points_of_failure.iter().any(|other| other.id().as_str() == name(organization));
        prop_assert_eq!(is_chokepoint, throughput > 0.0 && without == 0.0);
    }

    let fewest = own.cuts().map(u32::count_ones).min().unwrap();
    prop_assert_eq!(answer.resilience(), (throughput > 0.0).then_some(fewest as usize));
    let mut left = own.roles.len();
    for role in &answer.weakest_roles {
        let at = own
            .roles
            .iter()
            .position(|own| name(own.0) == role.organization.id().as_str() && own.1 == role.leap as usize);
        prop_assert!(at.is_some());
        left -= 1;
    }
    prop_assert_eq!(left + fewest as usize, own.roles.len());
    Ok(())
}

proptest! {
    #![proptest_config(tried(200))]

    /// Value, both cuts, every gain and loss, chokepoints and resilience.
    #[test]
    fn throughput_is_what_its_definition_says(plain in chains(4)) {
        let chain = plain.chain();
        for (category, answer) in chain.throughput(&ThroughputOptions::new()).iter().enumerate() {
            check(&plain, category, answer)?;
        }
    }
}
