//! The chain of what was read, and what became of each row.

mod circles;
mod named;
mod others;
mod records;
mod refused;
mod settled;
mod wholes;

use super::account::{LinkFigure, Made, MadeUp, Remark, shortened};
use super::groups::{Group, Ids, Notes, group, in_order, is_one};
use super::pass::{Pass, Reading};
use super::rules::{KnownKind, Merged, Rules, Unit};
use super::same;
use super::teams::Teams;
use crate::chain::Assembly;
use crate::model::{Evidence, PartialDate};

use named::Named;
use others::Others;
use records::Records;
use refused::{is_known, refuse_all};
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
    refused::refuse_unknown_kinds(pass, &known);
    let unit = rules.project.as_ref().map_or(Unit::Participation, |project| project.unit);
    let mut readings = std::mem::take(&mut pass.readings);
    readings.retain(|reading| is_known(pass, &known, reading));
    in_order(unit, &mut readings);
    let mut notes = Notes::default();
    let mut groups: Vec<Option<Group<'_, '_>>> = Vec::with_capacity(readings.len());
    let project_id = |reading: &Reading<'_>| -> Box<str> {
        let grant = &*grants[reading.grant as usize];
        match unit {
            Unit::Participation => {
                [grant, "/", &*organizations[reading.organization as usize]].concat().into_boxed_str()
            }
            Unit::Grant => grant.into(),
        }
    };
    for rows in readings.chunk_by(is_one(unit)) {
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
    refused::drop_refused(pass);
    let named = Named::of(pass, ids, &groups, &grants);
    refused::refuse_not_found(pass, &named, &groups);
    let record_readings = std::mem::take(&mut pass.records);
    let others = Others::of(pass, &named, &record_readings, &groups, &known, &mut notes);
    let mut records = Records::new(pass, ids, groups.len());
    let (links, evidence) = records.projects(pass, &mut groups, &known, &named, &others);
    let teams = rules.capabilities.map(|_| Teams::most_at_once(&groups, as_of));
    let mut category_is_used = vec![false; categories.len()];
    groups.iter().for_each(|(_, group)| category_is_used[group.category as usize] = true);
    for reading in &record_readings {
        records.name_of(rules, reading, &mut category_is_used);
    }
    others.categories().for_each(|category| category_is_used[category as usize] = true);
    let levels: [&dyn Fn(u32) -> Evidence; 2] =
        [&|organization| known[organization as usize].evidence, &|project| evidence[project as usize]];
    others.add(pass, &named, levels, as_of, &mut records.assembly, &mut records.made);
    records.organizations(pass, &known, &named, teams.as_ref(), &mut notes);
    others::regions_named(pass, &named, &mut records.assembly, &mut records.made);
    records.categories(pass, &category_is_used);
    records.completeness();
    tell(pass, &notes, &known, &records);
    notes.disagreements.sort_by(|a, b| (&a.field, &a.id, &a.other).cmp(&(&b.field, &b.id, &b.other)));
    pass.dispositions.projects = groups.into_iter().map(|(id, _)| id).collect();
    let Records { assembly, made, named, added, .. } = records;
    Built { assembly, notes, links, made, named, added }
}

fn category_ids(pass: &Pass<'_>) -> Vec<Box<str>> {
    if pass.rules.categories.is_empty() {
        return pass.categories.ids(0);
    }
    pass.rules.categories.iter().map(|it| it.id.as_str().into()).collect()
}

/// The kind of each organization, as most rows say, or as the map says of an empty cell, or as its name tells.
fn known(pass: &mut Pass<'_>) -> Vec<Known> {
    let rules = pass.rules;
    let own = rules.organization.as_ref().map_or(Evidence::Documented, |rule| rule.evidence);
    let mut empty = rules.organization.iter().chain(&rules.commissioner.row).filter_map(|rule| rule.kind.as_ref());
    let empty = empty.find_map(|kind| kind.look_up("", &mut pass.steps));
    let mut known = Vec::with_capacity(pass.profiles.len());
    for (number, profile) in pass.profiles.iter().enumerate() {
        let mut kind = profile.kind.winner().copied();
        let mut by_name = false;
        if let (None, Some(kinds)) = (kind, &rules.kinds) {
            let name = profile.name.winner().map_or(pass.organizations.text(number as u32), |name| name);
            kind = kinds.get(name, &mut pass.steps).copied();
            by_name = kind.is_some();
        }
        let kind = kind.or(empty);
        let evidence = kind.map_or(Evidence::Documented, |kind| kind.evidence.min(own));
        known.push(Known { kind, evidence, by_name });
    }
    for (known, fixed) in known.iter_mut().zip(&rules.organizations) {
        known.kind = Some(KnownKind { kind: fixed.kind, service: fixed.service, evidence: fixed.evidence });
        known.evidence = fixed.evidence;
        known.by_name = false;
    }
    known
}

/// What was made up by rule, and what whoever knows the tables should look at.
fn tell(pass: &mut Pass<'_>, notes: &Notes, known: &[Known], records: &Records<'_>) {
    let rules: &Rules = pass.rules;
    if rules.project.as_ref().is_some_and(|project| project.status.is_none()) {
        pass.remarks.made_up(MadeUp::StatusByDates, notes.by_dates - notes.dateless);
    }
    pass.remarks.made_up(MadeUp::AcceptedWithoutDates, notes.dateless);
    pass.remarks.made_up(MadeUp::Teams, records.teams);
    // Of what stands in refused rows only, nothing was made.
    let of_rows = || records.added.iter().skip(rules.organizations.len()).map(|number| *number as usize);
    pass.remarks.made_up(MadeUp::KindByName, of_rows().filter(|number| known[*number].by_name).count());
    if notes.repeated > 0 {
        let added = rules.project().budget.as_ref().is_some_and(|budget| budget.merged == Merged::Sum);
        pass.remarks.tell(Remark::RepeatedAmounts { field: "project.budget", rows: notes.repeated, added });
    }
    for (name, is, rows) in pass.aliases.told() {
        pass.remarks.tell(Remark::Same { name, is, rows });
    }
    let name = |number: usize| {
        let profile = &pass.profiles[number];
        profile.name.winner().map_or(pass.organizations.text(number as u32), |name| &**name)
    };
    let alike: Vec<Remark> = same::nearly_alike(of_rows().map(name))
        .into_iter()
        .map(|(one, other)| Remark::NearlyAlike { one: shortened(one), other: shortened(other) })
        .collect();
    alike.into_iter().for_each(|remark| pass.remarks.tell(remark));
}
