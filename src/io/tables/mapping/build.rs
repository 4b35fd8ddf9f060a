//! The chain of what was read, and what became of each row.

mod records;

use hashbrown::HashMap;

use super::account::{Disagreement, LinkFigure, Made, RefusalKind, Stored, shortened};
use super::gather::Vote;
use super::groups::{Group, Ids, Notes, group, in_order, is_one};
use super::links;
use super::pass::{Pass, Portrait, Reading, field};
use super::rules::{CategoryRule, Commissioner, Kind, Role, Unit};
use super::teams::Teams;
use crate::chain::Assembly;
use crate::model::{Evidence, PartialDate};

use records::Records;

/// What was made of the rows, before the chain is validated.
pub(super) struct Built {
    pub(super) assembly: Assembly,
    pub(super) notes: Notes,
    pub(super) links: Vec<LinkFigure>,
    pub(super) made: Made,
    /// The rows that name each organization, by its number, and the numbers in the order in which they were added.
    pub(super) named: Vec<(u32, u32)>,
    pub(super) added: Vec<u32>,
}

/// What is settled of each organization.
#[derive(Clone, Copy)]
struct Known {
    kind: Option<Kind>,
    evidence: Evidence,
}

pub(super) fn build(pass: &mut Pass<'_>, as_of: PartialDate) -> Built {
    let rules = pass.rules;
    let organizations = pass.organizations.ids(rules.organizations.len());
    let categories = category_ids(pass);
    let grants = pass.grants.ids(0);
    let ids = Ids { organizations: &organizations, categories: &categories };
    let known = known(pass);
    let mut readings = std::mem::take(&mut pass.readings);
    readings.retain(|reading| is_known(pass, &known, reading));
    in_order(rules.project.unit, &mut readings);
    let mut notes = Notes::default();
    let mut groups: Vec<Option<Group<'_, '_>>> = Vec::with_capacity(readings.len());
    let project_id = |reading: &Reading<'_>| -> Box<str> {
        let grant = &*grants[reading.grant as usize];
        match rules.project.unit {
            Unit::Participation => {
                [grant, "/", &*organizations[reading.organization as usize]].concat().into_boxed_str()
            }
            Unit::Grant => grant.into(),
        }
    };
    for rows in readings.chunk_by(is_one(rules.project.unit)) {
        match group(rules, rows, ids, as_of, || project_id(&rows[0]), &mut notes) {
            Ok(group) => groups.push(Some(group)),
            Err((key, kind)) => refuse_all(pass, rows, key, &kind),
        }
    }
    // In an order that does not hang on that of the rows. A group is large: places are sorted, not groups.
    let mut order: Vec<(Box<str>, usize)> = groups
        .iter()
        .enumerate()
        .filter_map(|(place, group)| Some((project_id(&group.as_ref()?.readings[0]), place)))
        .collect();
    order.sort_unstable();
    let mut groups: Vec<(Box<str>, Group<'_, '_>)> =
        order.into_iter().filter_map(|(id, place)| Some((id, groups[place].take()?))).collect();
    let mut records = Records::new(pass, ids, groups.len());
    records.assembly.as_of = Some(as_of);
    let links = records.projects(pass, &mut groups, &known);
    let teams = rules.capabilities.map(|_| Teams::most_at_once(&groups, as_of));
    let mut category_is_used = vec![false; categories.len()];
    groups.iter().for_each(|(_, group)| category_is_used[group.category as usize] = true);
    records.organizations(pass, &known, teams.as_ref(), &mut notes);
    records.categories(pass, &category_is_used);
    notes.disagreements.sort_by(|a, b| (a.field, &a.id, &a.other).cmp(&(b.field, &b.id, &b.other)));
    pass.fates.projects = groups.into_iter().map(|(id, _)| id).collect();
    let Records { assembly, made, named, added, .. } = records;
    Built { assembly, notes, links, made, named, added }
}

fn category_ids(pass: &Pass<'_>) -> Vec<Box<str>> {
    match &pass.rules.project.category {
        CategoryRule::Mapped(_) => pass.rules.categories.iter().map(|it| it.id.as_str().into()).collect(),
        CategoryRule::EachValue(_) => pass.categories.ids(0),
    }
}

/// The kind of each organization, as most rows say, or as the map says of an empty cell.
fn known(pass: &mut Pass<'_>) -> Vec<Known> {
    let rules = pass.rules;
    let empty = [Some(&rules.organization), rules.commissioner.row.as_ref()]
        .into_iter()
        .flatten()
        .find_map(|rule| rule.kind.look_up("", &mut pass.steps));
    let mut known: Vec<Known> = pass
        .portraits
        .iter()
        .map(|portrait| {
            let kind = portrait.kind.winner().copied().or(empty);
            let evidence = kind.map_or(Evidence::Documented, |kind| kind.evidence.min(rules.organization.evidence));
            Known { kind, evidence }
        })
        .collect();
    for (known, fixed) in known.iter_mut().zip(&rules.organizations) {
        known.kind = Some(Kind { kind: fixed.kind, service: fixed.service, evidence: fixed.evidence });
        known.evidence = fixed.evidence;
    }
    known
}

/// Whether the kinds of all whom a row names are known; if not, it is refused.
fn is_known(pass: &mut Pass<'_>, known: &[Known], reading: &Reading<'_>) -> bool {
    let rules = pass.rules;
    let named = [
        (Some(reading.organization), Some(&rules.organization), field::ORGANIZATION[1]),
        (reading.commissioner, rules.commissioner.row.as_ref(), field::COMMISSIONER[1]),
    ];
    let before = pass.fates.reasons.len();
    for (organization, rule, field) in named {
        let (Some(organization), Some(rule)) = (organization, rule) else { continue };
        if known[organization as usize].kind.is_none() {
            pass.refuse(field, rule.kind.expression.first_column(), "", RefusalKind::Missing);
        }
    }
    let after = pass.fates.reasons.len();
    if after > before {
        pass.fates.tables[0][reading.row as usize] = Stored::Refused(before as u32, after as u32);
    }
    after == before
}

fn refuse_all(pass: &mut Pass<'_>, rows: &[Reading<'_>], key: usize, kind: &RefusalKind) {
    let rules = pass.rules;
    for reading in rows {
        let before = pass.fates.reasons.len() as u32;
        let column = rules.project.dates[key].as_ref().and_then(|rule| rule.expression.first_column());
        let value = reading.dates[key].map_or(String::new(), |date| date.to_string());
        pass.refuse(field::DATES[key], column, &value, kind.clone());
        pass.fates.tables[0][reading.row as usize] = Stored::Refused(before, before + 1);
    }
}

fn disagree(notes: &mut Notes, id: &str, portrait: &Portrait<'_>) {
    let kind = |kind: &Kind| match kind.service {
        Some(service) => format!("{} ({service})", kind.kind),
        None => kind.kind.to_string(),
    };
    disagree_on(notes, id, "organization.kind", &portrait.kind, kind);
    for (field, vote) in [("organization.name", &portrait.name), ("organization.region", &portrait.region)] {
        disagree_on(notes, id, field, vote, ToString::to_string);
    }
}

fn disagree_on<T: Ord>(notes: &mut Notes, id: &str, field: &'static str, vote: &Vote<T>, shown: impl Fn(&T) -> String) {
    let Some(winner) = vote.winner() else { return };
    let kept = shortened(&shown(winner));
    for other in vote.losers() {
        let (kept, other) = (kept.clone(), shortened(&shown(other)));
        notes.disagreements.push(Disagreement { field, id: id.into(), kept, other });
    }
}

/// How each project is known: never better than what it refers to.
fn evidence(
    own: Evidence,
    groups: &[(Box<str>, Group<'_, '_>)],
    commissioners: &[Option<u32>],
    upstream: &links::Upstream,
    known: &[Known],
) -> Vec<Evidence> {
    let of = |organization: u32| known[organization as usize].evidence;
    let people = groups.iter().zip(commissioners).map(|((_, group), commissioner)| {
        commissioner.map_or(Evidence::Documented, of).min(of(group.performer)).min(own)
    });
    let mut evidence: Vec<Evidence> = people.collect();
    // What a project builds on started before it, and may itself have become less sure.
    let mut linked: Vec<u32> = upstream.keys().copied().collect();
    linked.sort_unstable_by_key(|project| (groups[*project as usize].1.planned[1].map(PartialDate::middle), *project));
    for project in linked {
        let of_links = upstream[&project].iter().map(|(upstream, known)| evidence[*upstream as usize].min(*known));
        evidence[project as usize] = of_links.fold(evidence[project as usize], Evidence::min);
    }
    evidence
}

/// The coordinator of each grant; of several, the first in the alphabet.
fn coordinators(groups: &[(Box<str>, Group<'_, '_>)], ids: Ids<'_>) -> HashMap<u32, u32> {
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
fn commissioner(pass: &Pass<'_>, group: &Group<'_, '_>, coordinators: &HashMap<u32, u32>) -> Option<u32> {
    let rule = &pass.rules.commissioner;
    let named = group.readings.iter().filter_map(|reading| reading.commissioner);
    let named = named.min_by_key(|it| pass.organizations.text(*it));
    let fixed = |organization: Option<usize>| organization.map(|it| it as u32);
    let coordinator = coordinators.get(&group.readings[0].grant);
    let leads = coordinator == Some(&group.performer)
        || (pass.rules.project.unit == Unit::Grant && group.readings.iter().any(|it| it.role == Role::Coordinator));
    let commissioner = named.or_else(|| match (leads, rule.participant, coordinator) {
        (true, ..) => fixed(rule.coordinator),
        (_, Commissioner::Fixed(organization), _) => fixed(organization),
        (_, Commissioner::Coordinator, Some(coordinator)) => Some(*coordinator),
        (_, Commissioner::Coordinator, None) => fixed(rule.without_coordinator),
    });
    commissioner.filter(|commissioner| *commissioner != group.performer)
}
