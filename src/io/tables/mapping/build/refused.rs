//! Rows that are refused once all are read: for what nobody knows of whom they name, or for records that are not there.

use hashbrown::HashSet;

use super::named::Named;
use super::settled::Known;
use crate::io::tables::mapping::account::{RefusalKind, Stored};
use crate::io::tables::mapping::expression::Expression;
use crate::io::tables::mapping::groups::Group;
use crate::io::tables::mapping::pass::{Pass, Reading, RecordReading, field};
use crate::io::tables::mapping::rules::FieldRule;
use crate::record::{FieldKind, RecordList};

/// Whether the kinds of all whom a row names are known; if not, it is refused. One that was refused already is not read.
pub(super) fn is_known(pass: &mut Pass<'_>, known: &[Known], reading: &Reading<'_>) -> bool {
    let rules = pass.rules;
    if matches!(pass.dispositions.tables[0][reading.row as usize], Stored::Refused(..)) {
        return false;
    }
    let joint = reading.refers.iter().flat_map(|value| value.numbers(RecordList::Organizations));
    let performers = std::iter::once(reading.organization).chain(reading.joint.iter().copied());
    let performers = performers.chain(joint);
    let (own, others) = (rules.organization.as_ref(), rules.commissioner.row.as_ref());
    let named = performers.map(|it| (it, own, field::ORGANIZATION[1]));
    let named = named.chain(reading.commissioner.map(|it| (it, others, field::COMMISSIONER[1])));
    let before = pass.dispositions.reasons.len();
    for (organization, rule, field) in named {
        if known[organization as usize].kind.is_some() {
            continue;
        }
        let column = rule.and_then(|rule| rule.kind.as_ref().map_or(&rule.id, |kind| &kind.expression).first_column());
        if rule.is_some_and(|rule| rule.kind.is_some() && rule.split.is_none()) {
            pass.refuse(field, column, "", RefusalKind::Missing);
        } else {
            let name = pass.organizations.text(organization).to_owned();
            pass.refuse(field, column, &name, RefusalKind::KindMissing);
        }
    }
    let after = pass.dispositions.reasons.len();
    if after > before {
        pass.dispositions.tables[0][reading.row as usize] = Stored::Refused(before as u32, after as u32);
    }
    after == before
}

/// Refuses all rows of a project, for a date that it cannot have.
pub(super) fn refuse_all(pass: &mut Pass<'_>, rows: &[Reading<'_>], key: usize, kind: &RefusalKind) {
    let rules = pass.rules;
    for reading in rows {
        let before = pass.dispositions.reasons.len() as u32;
        let column = rules.project().dates[key].as_ref().and_then(|rule| rule.expression.first_column());
        let value = reading.dates[key].map_or(String::new(), |date| date.to_string());
        pass.refuse(field::DATES[key], column, &value, kind.clone());
        pass.dispositions.tables[0][reading.row as usize] = Stored::Refused(before, before + 1);
    }
}

/// Refuses the rows whose records name organizations of which nobody knows what they are.
pub(super) fn refuse_unknown_kinds(pass: &mut Pass<'_>, known: &[Known]) {
    let rules = pass.rules;
    let mut refused = Vec::new();
    for (place, reading) in pass.records.iter().enumerate() {
        let rule = &rules.records[reading.rule as usize];
        let unknown = rule.fields.iter().zip(&*reading.values).find_map(|(field, value)| {
            let own = reading.id.filter(|_| rule.list == RecordList::Organizations && field.field.key == "id");
            let mut numbers = value.numbers(RecordList::Organizations).chain(own);
            Some((field, numbers.find(|number| known[*number as usize].kind.is_none())?))
        });
        refused.extend(unknown.map(|(field, number)| (place, field, number)));
    }
    for (place, field, number) in refused {
        let reading = &pass.records[place];
        let (table, row) = (reading.table as usize, reading.row as usize);
        let name = pass.organizations.text(number).to_owned();
        refuse(pass, table, row, field, &name, RefusalKind::KindMissing);
    }
    drop_refused(pass);
}

/// Refuses the rows whose records must refer to one that is not there. Where such a row became a project too, that one
/// stays, and the record is left off and told.
pub(super) fn refuse_not_found(pass: &mut Pass<'_>, named: &Named<'_>, groups: &[(Box<str>, Group<'_, '_>)]) {
    let rules = pass.rules;
    let mut missing = Vec::new();
    for (place, reading) in pass.records.iter().enumerate() {
        let rule = &rules.records[reading.rule as usize];
        let is_of_one = matches!(rule.list, RecordList::Licences | RecordList::Adoptions);
        for (field, value) in rule.fields.iter().zip(&*reading.values) {
            let FieldKind::Reference(list) = field.field.kind else { continue };
            let is_object = is_of_one && matches!(field.field.key, "project" | "germplasm");
            if !field.field.required && !is_object {
                continue;
            }
            let first = value.numbers(list).find(|number| !named.is_there(list, *number));
            missing.extend(first.map(|number| (place, field, list, number)));
        }
    }
    if missing.is_empty() {
        return;
    }
    let rows = groups.iter().flat_map(|(_, group)| group.readings).map(|reading| reading.row);
    let of_projects: HashSet<u32> = rows.collect();
    let mut left_off = HashSet::new();
    for (place, field, list, number) in missing {
        let reading = &pass.records[place];
        let (table, row) = (reading.table as usize, reading.row);
        let name = pass.named(list, number).to_owned();
        if table == 0 && of_projects.contains(&row) {
            pass.remarks.not_found(&field.name, &name, false);
            left_off.insert(place);
        } else {
            refuse(pass, table, row as usize, field, &name, RefusalKind::NotFound);
        }
    }
    let mut place = 0..;
    pass.records.retain(|_| place.next().is_none_or(|place| !left_off.contains(&place)));
    drop_refused(pass);
}

/// Nothing is made of rows that are refused.
pub(super) fn drop_refused(pass: &mut Pass<'_>) {
    let tables = &pass.dispositions.tables;
    let is_kept = |reading: &RecordReading<'_>| {
        !matches!(tables[reading.table as usize][reading.row as usize], Stored::Refused(..))
    };
    pass.records.retain(is_kept);
}

fn refuse(pass: &mut Pass<'_>, table: usize, row: usize, field: &FieldRule, value: &str, kind: RefusalKind) {
    if matches!(pass.dispositions.tables[table][row], Stored::Refused(..)) {
        return;
    }
    let before = pass.dispositions.reasons.len() as u32;
    let column = field.values.first().and_then(Expression::first_column);
    pass.refuse(field.name.to_string(), column, value, kind);
    pass.dispositions.tables[table][row] = Stored::Refused(before, before + 1);
}
