//! The records that differ: how many of which kind, what is newly recorded of most, and what perhaps is only renamed.

use hashbrown::HashMap;

use crate::model::Lang;
use crate::record::{FieldValue, Fields, RecordList};
use crate::scenario::{ChangeKind, Differences, RecordChange, RecordKind};

/// How many records of a kind became what.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ChangeCount {
    /// The kind.
    pub of: &'static RecordKind,
    /// How many became what, in the order of [`ChangeKind::ALL`].
    pub counts: [usize; ChangeKind::ALL.len()],
}

impl ChangeCount {
    /// How many became something.
    #[must_use]
    pub const fn get(&self, kind: ChangeKind) -> usize {
        self.counts[kind as usize]
    }
}

pub(super) fn counts(differences: &Differences<'_>) -> Vec<ChangeCount> {
    let mut counts: HashMap<&'static str, [usize; ChangeKind::ALL.len()]> = HashMap::new();
    for change in &differences.records {
        counts.entry(change.key.kind().name()).or_default()[change.kind as usize] += 1;
    }
    let of_each = RecordKind::all().iter().filter_map(|of| Some(ChangeCount { of, counts: *counts.get(of.name())? }));
    of_each.collect()
}

/// A field that most records of a list have now and had not before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NewlyRecorded {
    /// The list.
    pub list: RecordList,
    /// The key of the field.
    pub field: &'static str,
    /// How many records have it newly.
    pub records: usize,
}

/// From so large a share of the records on it is a matter of what is recorded.
const MOST: f64 = 0.8;
/// Of fewer records than this nothing is said: each may have changed by itself.
const LEAST_RECORDS: usize = 10;

pub(super) fn newly_recorded(differences: &Differences<'_>) -> Vec<NewlyRecorded> {
    let mut counts: HashMap<(RecordList, &'static str), usize> = HashMap::new();
    for change in &differences.records {
        let Some(list) = change.key.kind().list().filter(|_| change.key.kind().is_list()) else { continue };
        for field in change.fields.iter().filter(|field| field.before == FieldValue::Absent) {
            *counts.entry((list, field.field.key)).or_default() += 1;
        }
    }
    let is_most = |list: RecordList, records: usize| {
        let gone = differences.count(RecordKind::of_list(list), ChangeKind::Removed);
        let kept = differences.before.records(list).len() - gone;
        records >= LEAST_RECORDS && records as f64 > MOST * kept as f64
    };
    let mut newly: Vec<NewlyRecorded> = counts
        .into_iter()
        .filter(|((list, _), records)| is_most(*list, *records))
        .map(|((list, field), records)| NewlyRecorded { list, field, records })
        .collect();
    newly.sort_by_key(|newly| (newly.list, newly.field));
    newly
}

/// Leaves out of the changes what is only newly recorded.
pub(super) fn set_apart(differences: &mut Differences<'_>, newly: &[NewlyRecorded]) {
    if newly.is_empty() {
        return;
    }
    for change in &mut differences.records {
        let kind = change.key.kind();
        let is_new = |key: &str| {
            newly.iter().any(|newly| kind.is_list() && kind.list() == Some(newly.list) && newly.field == key)
        };
        change.fields.retain(|field| field.before != FieldValue::Absent || !is_new(field.field.key));
    }
}

/// A record that is gone, and one that is new, which say the same.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PerhapsRenamed<'c> {
    /// The list.
    pub list: RecordList,
    /// The id of the record that is gone.
    pub removed: &'c str,
    /// The id of the record that is new.
    pub added: &'c str,
}

/// So many hints are given at most.
const MOST_HINTS: usize = 20;

pub(super) fn hints<'c>(differences: &Differences<'c>) -> Vec<PerhapsRenamed<'c>> {
    let mut gone: HashMap<(RecordList, String), Vec<&'c str>> = HashMap::new();
    let of_kind = |kind: ChangeKind| differences.records.iter().filter(move |change| change.kind == kind);
    let said = |change: &RecordChange<'c>| {
        let record = change.before().or(change.after())?;
        Some(((change.key.kind().list()?, said(record)?), id(record)?))
    };
    for (place, id) in of_kind(ChangeKind::Removed).filter_map(said) {
        gone.entry(place).or_default().push(id);
    }
    let mut hints = Vec::new();
    for ((list, said), added) in of_kind(ChangeKind::Added).filter_map(said) {
        if hints.len() == MOST_HINTS {
            break;
        }
        let removed = gone.get_mut(&(list, said)).filter(|gone| !gone.is_empty()).map(|gone| gone.remove(0));
        hints.extend(removed.map(|removed| PerhapsRenamed { list, removed, added }));
    }
    hints
}

fn id(record: &dyn Fields) -> Option<&str> {
    match record.value("id")? {
        FieldValue::Id(id) => Some(id),
        _ => None,
    }
}

/// What a record says by which it could be recognized under another id; `None` where that is too little.
fn said(record: &dyn Fields) -> Option<String> {
    let word = |key: &str| match record.value(key) {
        Some(FieldValue::Id(word) | FieldValue::Choice(word)) => Some(word.to_owned()),
        Some(FieldValue::Text(text)) => Some(Lang::ALL.map(|lang| text.get(lang)).join("/")),
        _ => None,
    };
    let all =
        |keys: &[&str]| keys.iter().map(|key| word(key)).collect::<Option<Vec<_>>>().map(|words| words.join("\u{0}"));
    match record.shape().name {
        "Project" => all(&["title", "category", "stage", "performer"]),
        "Organization" | "Germplasm" => all(&["name", "kind"]),
        _ => None,
    }
}

/// Which share of the ids of both chains only one of them has.
pub(super) fn share_of_ids_that_differ(differences: &Differences<'_>) -> Option<f64> {
    const LISTS: [RecordList; 4] =
        [RecordList::Organizations, RecordList::Projects, RecordList::Demands, RecordList::Germplasm];
    let count = |kind| LISTS.iter().map(|list| differences.count(RecordKind::of_list(*list), kind)).sum::<usize>();
    let (added, removed) = (count(ChangeKind::Added), count(ChangeKind::Removed));
    let all = added + LISTS.iter().map(|list| differences.before.records(*list).len()).sum::<usize>();
    (all > 0).then(|| (added + removed) as f64 / all as f64)
}
