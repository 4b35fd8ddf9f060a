//! Concentration: whether most changes are of one category, one stage, or one kind of organization.

use hashbrown::HashMap;

use crate::chain::SupplyChain;
use crate::record::{FieldValue, Fields, RecordList};
use crate::scenario::Differences;

named_enum! {
    /// By what changes can be concentrated.
    pub enum ConcentrationBy ("by what changes are concentrated") {
        /// By category.
        Category = "category", "category", "品类";
        /// By stage.
        Stage = "stage", "stage", "研究阶段";
        /// By the kind of the organization, or of the performer.
        OrganizationKind = "organization-kind", "kind of organization", "组织类型";
    }
}

/// One value that most changes have in common, though not most records.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Concentrated {
    /// By what.
    pub by: ConcentrationBy,
    /// The category, the stage or the kind.
    pub value: Box<str>,
    /// Its share of the changes, 0 to 1.
    pub share_of_changes: f64,
    /// Its share of the records of both chains, 0 to 1.
    pub share_of_records: f64,
}

/// Of fewer changes than this nothing is said.
const LEAST_CHANGES: usize = 10;
/// So large a share of the changes must be alike.
const LEAST_SHARE: f64 = 0.8;
/// So many times the share of the records it must be.
const LEAST_TIMES: f64 = 2.0;

pub(super) fn of(differences: &Differences<'_>) -> Vec<Concentrated> {
    ConcentrationBy::ALL.iter().filter_map(|by| one(differences, *by)).collect()
}

fn one(differences: &Differences<'_>, by: ConcentrationBy) -> Option<Concentrated> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut gone: Vec<&str> = Vec::new();
    for change in differences.records.iter().filter(|change| change.key.kind().is_list()) {
        let (chain, record) = match (change.after(), change.before()) {
            (Some(record), _) => (differences.after, record),
            (None, Some(record)) => (differences.before, record),
            (None, None) => continue,
        };
        if let Some(value) = value(chain, record, by) {
            *counts.entry(value).or_default() += 1;
            gone.extend(change.after().is_none().then_some(value));
        }
    }
    let changes: usize = counts.values().sum();
    if changes < LEAST_CHANGES {
        return None;
    }
    let share = |count: usize, of: usize| count as f64 / of as f64;
    // Only a value of most changes counts. Where there is none, the records need not be gone over.
    let (value, changed) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    let share_of_changes = share(changed, changes);
    if share_of_changes < LEAST_SHARE {
        return None;
    }
    // What is gone is a record too.
    let mut there = [gone.iter().filter(|own| **own == value).count(), gone.len()];
    for list in RecordList::ALL {
        let of_list = records_with(differences.after, *list, by, value);
        there.iter_mut().zip(of_list).for_each(|(sum, count)| *sum += count);
    }
    let share_of_records = share(there[0], there[1]);
    let is_most = share_of_changes >= LEAST_TIMES * share_of_records;
    is_most.then(|| Concentrated { by, value: value.into(), share_of_changes, share_of_records })
}

/// How many records of a list have a value, and how many have any.
fn records_with(chain: &SupplyChain, list: RecordList, by: ConcentrationBy, wanted: &str) -> [usize; 2] {
    if list == RecordList::Projects {
        let (columns, kinds) = (chain.columns(), &chain.organization_columns().kind);
        let category = chain.category_number(wanted).map(|number| number as u32);
        let has = |project: &usize| match by {
            ConcentrationBy::Category => Some(columns.category[*project]) == category,
            ConcentrationBy::Stage => columns.stage[*project].as_str() == wanted,
            ConcentrationBy::OrganizationKind => kinds[columns.performer[*project] as usize].as_str() == wanted,
        };
        return [(0..columns.len()).filter(has).count(), columns.len()];
    }
    let key = match by {
        ConcentrationBy::Category => "category",
        ConcentrationBy::Stage => "stage",
        ConcentrationBy::OrganizationKind if list == RecordList::Organizations => "kind",
        ConcentrationBy::OrganizationKind => "performer",
    };
    if list.shape().field(key).is_none() {
        return [0; 2];
    }
    let mut there = [0; 2];
    for own in chain.records(list).filter_map(|record| value(chain, record, by)) {
        there[0] += usize::from(own == wanted);
        there[1] += 1;
    }
    there
}

fn text<'c>(record: &'c dyn Fields, key: &str) -> Option<&'c str> {
    match record.value(key)? {
        FieldValue::Id(text) | FieldValue::Choice(text) => Some(text),
        _ => None,
    }
}

/// What a record has of that by which changes may be concentrated.
fn value<'c>(chain: &'c SupplyChain, record: &'c dyn Fields, by: ConcentrationBy) -> Option<&'c str> {
    match by {
        ConcentrationBy::Category => text(record, "category"),
        ConcentrationBy::Stage => text(record, "stage"),
        ConcentrationBy::OrganizationKind => {
            let own = (record.shape().name == "Organization").then(|| text(record, "kind")).flatten();
            own.or_else(|| Some(chain.organization(text(record, "performer")?)?.kind().as_str()))
        }
    }
}
