//! Concentration: whether most changes are of one category, one stage, or one kind of organization.

use std::collections::BTreeMap;

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
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let listed = differences.records.iter().filter(|change| change.key.kind().is_list());
    for change in listed {
        let (chain, record) = match (change.after(), change.before()) {
            (Some(record), _) => (differences.after, record),
            (None, Some(record)) => (differences.before, record),
            (None, None) => continue,
        };
        if let Some(value) = value(chain, record, by) {
            let [changes, records] = counts.entry(value).or_default();
            *changes += 1;
            // What is gone is a record too.
            *records += usize::from(change.after().is_none());
        }
    }
    let changes: usize = counts.values().map(|[changes, _]| changes).sum();
    if changes < LEAST_CHANGES {
        return None;
    }
    for record in RecordList::ALL.iter().flat_map(|list| differences.after.records(*list)) {
        if let Some(value) = value(differences.after, record, by) {
            counts.entry(value).or_default()[1] += 1;
        }
    }
    let records: usize = counts.values().map(|[_, records]| records).sum();
    let share = |count: usize, of: usize| count as f64 / of as f64;
    let shares =
        counts.into_iter().map(|(value, [changed, there])| (value, share(changed, changes), share(there, records)));
    let most = shares.max_by(|one, other| (one.1 - one.2).total_cmp(&(other.1 - other.2)))?;
    let (value, share_of_changes, share_of_records) = most;
    let is_most = share_of_changes >= LEAST_SHARE && share_of_changes >= LEAST_TIMES * share_of_records;
    is_most.then(|| Concentrated { by, value: value.into(), share_of_changes, share_of_records })
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
