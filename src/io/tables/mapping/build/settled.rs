//! What is settled of organizations and projects once all rows are read: who commissions, and how sure that is.

use hashbrown::HashMap;

use crate::io::tables::mapping::account::{Disagreement, shortened};
use crate::io::tables::mapping::gather::Vote;
use crate::io::tables::mapping::groups::{Group, Ids, Notes};
use crate::io::tables::mapping::links;
use crate::io::tables::mapping::pass::{Pass, Profile};
use crate::io::tables::mapping::rules::{Commissioner, KnownKind, Role, Unit};
use crate::model::Evidence;

/// What is settled of each organization.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub(super) kind: Option<KnownKind>,
    pub(super) evidence: Evidence,
    /// Whether the kind follows from its name.
    pub(super) by_name: bool,
}

pub(super) fn disagree(notes: &mut Notes, id: &str, profile: &Profile<'_>) {
    let kind = |kind: &KnownKind| match kind.service {
        Some(service) => format!("{} ({service})", kind.kind),
        None => kind.kind.to_string(),
    };
    disagree_on(notes, id, "organization.kind", &profile.kind, kind);
    for (field, vote) in [("organization.name", &profile.name), ("organization.region", &profile.region)] {
        disagree_on(notes, id, field, vote, ToString::to_string);
    }
}

fn disagree_on<T: Ord>(notes: &mut Notes, id: &str, field: &'static str, vote: &Vote<T>, shown: impl Fn(&T) -> String) {
    let Some(winner) = vote.winner() else { return };
    let kept = shortened(&shown(winner));
    for other in vote.losers() {
        let (kept, other) = (kept.clone(), shortened(&shown(other)));
        notes.disagreements.push(Disagreement { field: field.into(), id: id.into(), kept, other });
    }
}

/// How each project is known: never better than what it refers to.
pub(super) fn evidence(
    own: impl Fn(&Group<'_, '_>) -> Evidence,
    groups: &[(Box<str>, Group<'_, '_>)],
    commissioners: &[Option<u32>],
    upstream: &links::Upstream,
    known: &[Known],
) -> Vec<Evidence> {
    let of = |organization: u32| known[organization as usize].evidence;
    let people = groups.iter().zip(commissioners).map(|((_, group), commissioner)| {
        let joint = group.joint.iter().map(|other| of(*other)).fold(Evidence::Documented, Evidence::min);
        joint.min(commissioner.map_or(Evidence::Documented, of)).min(of(group.performer)).min(own(group))
    });
    let mut evidence: Vec<Evidence> = people.collect();
    // What a project builds on may itself have become less sure, and that goes on to what builds on it.
    let mut builders: HashMap<u32, Vec<u32>> = HashMap::new();
    for (project, list) in upstream {
        for (other, known) in list {
            builders.entry(*other).or_default().push(*project);
            evidence[*project as usize] = evidence[*project as usize].min(*known);
        }
    }
    let is_lowered = |project: &u32| evidence[*project as usize] < Evidence::Documented;
    let mut lowered: Vec<u32> = (0..groups.len() as u32).filter(is_lowered).collect();
    while let Some(project) = lowered.pop() {
        let level = evidence[project as usize];
        for builder in builders.get(&project).into_iter().flatten() {
            if evidence[*builder as usize] > level {
                evidence[*builder as usize] = level;
                lowered.push(*builder);
            }
        }
    }
    evidence
}

/// The coordinator of each grant; of several, the first in the alphabet.
pub(super) fn coordinators(groups: &[(Box<str>, Group<'_, '_>)], ids: Ids<'_>) -> HashMap<u32, u32> {
    let mut coordinators: HashMap<u32, u32> = HashMap::new();
    for (_, group) in groups.iter().filter(|(_, group)| group.is_coordinator) {
        coordinators
            .entry(group.readings[0].grant)
            .and_modify(|best| {
                if ids.organizations[group.performer as usize] < ids.organizations[*best as usize] {
                    *best = group.performer;
                }
            })
            .or_insert(group.performer);
    }
    coordinators
}

/// Who commissions a project; nobody, where that would be the performer itself.
pub(super) fn commissioner(pass: &Pass<'_>, group: &Group<'_, '_>, coordinators: &HashMap<u32, u32>) -> Option<u32> {
    let rule = &pass.rules.commissioner;
    let named = group.readings.iter().filter_map(|reading| reading.commissioner);
    let named = named.min_by_key(|it| pass.organizations.text(*it));
    let fixed = |organization: Option<usize>| organization.map(|it| it as u32);
    let coordinator = coordinators.get(&group.readings[0].grant);
    let leads = coordinator == Some(&group.performer)
        || (pass.rules.project().unit == Unit::Grant && group.readings.iter().any(|it| it.role == Role::Coordinator));
    let commissioner = named.or_else(|| match (leads, rule.participant, coordinator) {
        (true, ..) => fixed(rule.coordinator),
        (_, Commissioner::Fixed(organization), _) => fixed(organization),
        (_, Commissioner::Coordinator, Some(coordinator)) => Some(*coordinator),
        (_, Commissioner::Coordinator, None) => fixed(rule.without_coordinator),
    });
    commissioner.filter(|commissioner| *commissioner != group.performer)
}
