//! The chain of what was read, and what became of each row.

mod records;
mod settled;

use super::account::{LinkFigure, Made, RefusalKind, Stored};
use super::groups::{Group, Ids, Notes, group, in_order, is_one};
use super::pass::{Pass, Reading, field};
use super::rules::{CategoryRule, KnownKind, Unit};
use super::teams::Teams;
use crate::chain::Assembly;
use crate::model::{Evidence, PartialDate};

use records::Records;
use settled::Known;

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
    // In an order that does not depend on that of the rows. A group is large: places are sorted, not groups.
    let mut order: Vec<(Box<str>, usize)> = groups
        .iter()
        .enumerate()
        .filter_map(|(place, group)| Some((project_id(&group.as_ref()?.readings[0]), place)))
        .collect();
    order.sort_unstable();
    let mut groups: Vec<(Box<str>, Group<'_, '_>)> =
        order.into_iter().filter_map(|(id, place)| Some((id, groups[place].take()?))).collect();
    let mut records = Records::new(pass, ids, groups.len());
    let links = records.projects(pass, &mut groups, &known);
    let teams = rules.capabilities.map(|_| Teams::most_at_once(&groups, as_of));
    let mut category_is_used = vec![false; categories.len()];
    groups.iter().for_each(|(_, group)| category_is_used[group.category as usize] = true);
    records.organizations(pass, &known, teams.as_ref(), &mut notes);
    records.categories(pass, &category_is_used);
    records.completeness();
    notes.disagreements.sort_by(|a, b| (a.field, &a.id, &a.other).cmp(&(b.field, &b.id, &b.other)));
    pass.dispositions.projects = groups.into_iter().map(|(id, _)| id).collect();
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
        .profiles
        .iter()
        .map(|profile| {
            let kind = profile.kind.winner().copied().or(empty);
            let evidence = kind.map_or(Evidence::Documented, |kind| kind.evidence.min(rules.organization.evidence));
            Known { kind, evidence }
        })
        .collect();
    for (known, fixed) in known.iter_mut().zip(&rules.organizations) {
        known.kind = Some(KnownKind { kind: fixed.kind, service: fixed.service, evidence: fixed.evidence });
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
    let before = pass.dispositions.reasons.len();
    for (organization, rule, field) in named {
        let (Some(organization), Some(rule)) = (organization, rule) else { continue };
        if known[organization as usize].kind.is_none() {
            pass.refuse(field, rule.kind.expression.first_column(), "", RefusalKind::Missing);
        }
    }
    let after = pass.dispositions.reasons.len();
    if after > before {
        pass.dispositions.tables[0][reading.row as usize] = Stored::Refused(before as u32, after as u32);
    }
    after == before
}

fn refuse_all(pass: &mut Pass<'_>, rows: &[Reading<'_>], key: usize, kind: &RefusalKind) {
    let rules = pass.rules;
    for reading in rows {
        let before = pass.dispositions.reasons.len() as u32;
        let column = rules.project.dates[key].as_ref().and_then(|rule| rule.expression.first_column());
        let value = reading.dates[key].map_or(String::new(), |date| date.to_string());
        pass.refuse(field::DATES[key], column, &value, kind.clone());
        pass.dispositions.tables[0][reading.row as usize] = Stored::Refused(before, before + 1);
    }
}
