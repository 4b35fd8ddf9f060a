//! The scenario that leads from one chain to another: whole records only of what is new, of others the fields that differ.

use super::difference::{ChangeKind, Differences, FieldChange, RecordChange};
use super::document::{Edit, Patch, Scenario, Settings, Verb};
use super::key::RecordKey;
use super::kind::{ASSUMPTIONS, RecordKind};
use super::value::{self, Owned, get, put};
use crate::model::Evidence;
use crate::record::{FieldKind, FieldValue, Fields, Path};

impl Differences<'_> {
    /// The scenario that leads from the chain before to the one after.
    ///
    /// ```
    /// use seedrelay::{Evidence, datasets};
    /// let example = datasets::example();
    /// let today = example.known_at_least(Evidence::Assumed);
    /// let plan = today.differences(&example).to_scenario();
    /// assert_eq!(plan.evidence(), Evidence::Proposed, "all that it adds is proposed");
    /// assert_eq!(today.with(&plan)?, example);
    /// # Ok::<(), seedrelay::Problems>(())
    /// ```
    #[must_use]
    pub fn to_scenario(&self) -> Scenario {
        let evidence = self.evidence();
        let mut settings = Settings { evidence: Some(evidence), ..Settings::default() };
        for change in &self.document {
            match change.field.key {
                "as_of" => settings.as_of = Some(self.after.as_of()),
                key => settings.document.push((key, value::of_value(change.after))),
            }
        }
        let mut scenario = Scenario { settings, edits: Vec::new(), documents: vec![None] };
        let alike = Alike::of(&self.records);
        for change in &self.records {
            alike.edits(self, change, evidence, &mut scenario.edits);
        }
        scenario
    }

    /// How well all that is new is known, if all of it is known alike and nothing else differs; else documented, which each
    /// record that is not says itself.
    fn evidence(&self) -> Evidence {
        let mut known = self.records.iter().map(|change| match (change.kind, change.after()) {
            (ChangeKind::Added, Some(record)) => record.known(),
            _ => Some(Evidence::Documented),
        });
        let first = known.next().flatten().unwrap_or(Evidence::Documented);
        if known.all(|known| known == Some(first)) { first } else { Evidence::Documented }
    }
}

/// Which keys several records have: such are told apart as whole records.
struct Alike<'a, 'c>(&'a [RecordChange<'c>]);

impl<'a, 'c> Alike<'a, 'c> {
    fn of(records: &'a [RecordChange<'c>]) -> Self {
        Self(records)
    }

    /// What leads from a record to what became of it.
    fn edits(&self, all: &Differences<'_>, change: &RecordChange<'c>, evidence: Evidence, edits: &mut Vec<Edit>) {
        let key = &change.key;
        if key.kind().name() == ASSUMPTIONS {
            return edits.push(assumption(change, evidence));
        }
        if self.is_alike(all, change) {
            edits.extend(change.before().map(|record| whole(Verb::Remove, key, record, evidence)));
            edits.extend(change.after().map(|record| whole(Verb::Add, key, record, evidence)));
            return again(all, change, evidence, edits);
        }
        match (change.before(), change.after()) {
            (None, Some(record)) => edits.push(whole(Verb::Add, key, record, evidence)),
            (Some(_), None) => edits.push(edit(Verb::Remove, key, evidence)),
            _ => edits.push(changed(change, evidence)),
        }
    }

    /// Whether several records have the key, before or after.
    fn is_alike(&self, all: &Differences<'_>, change: &RecordChange<'c>) -> bool {
        let kind = change.key.kind();
        if kind.has_id() || !may_repeat(kind) {
            return false;
        }
        let count = |chain: &crate::chain::SupplyChain, number: Option<usize>| count(chain, &change.key, number);
        let (before, after) = (change.before.map(|it| it.number), change.after.map(|it| it.number));
        count(all.before, before.or(after_owner(all, change))) > 1
            || count(all.after, after.or(before_owner(all, change))) > 1
            || self.0.iter().filter(|other| other.key == change.key).count() > 1
    }
}

/// A record of which another copy comes to what is there: that one goes, and comes again, since nothing is added twice.
fn again(all: &Differences<'_>, change: &RecordChange<'_>, evidence: Evidence, edits: &mut Vec<Edit>) {
    let Some(record) = change.after().filter(|_| change.key.kind().is_list()) else { return };
    let list = change.key.kind().list();
    let copies = |chain: &crate::chain::SupplyChain| {
        let records = list.into_iter().flat_map(|list| chain.records(list).collect::<Vec<_>>());
        records.filter(|other| FieldValue::Record(*other) == FieldValue::Record(record)).count()
    };
    let (here, met) = (copies(all.before), whole(Verb::Remove, &change.key, record, evidence));
    let is_met = |edit: &Edit| {
        edit.verb == Verb::Remove
            && edit.key == met.key
            && edit.whole.as_ref().zip(met.whole.as_ref()).is_some_and(|(own, other)| value::same(own, other))
    };
    if here > 0 && !edits.iter().any(is_met) {
        for _ in 0..here {
            edits.push(met.clone());
            edits.push(whole(Verb::Add, &change.key, record, evidence));
        }
    }
}

fn may_repeat(kind: &RecordKind) -> bool {
    kind.may_repeat() || super::apply::part_may_repeat(kind)
}

/// The number of the owner of a part on the other side.
fn after_owner(all: &Differences<'_>, change: &RecordChange<'_>) -> Option<usize> {
    owner_in(all.before, change)
}

fn before_owner(all: &Differences<'_>, change: &RecordChange<'_>) -> Option<usize> {
    owner_in(all.after, change)
}

fn owner_in(chain: &crate::chain::SupplyChain, change: &RecordChange<'_>) -> Option<usize> {
    chain.record_number(change.key.kind().list()?, change.key.id()?)
}

/// How many records of a chain have a key.
fn count(chain: &crate::chain::SupplyChain, key: &RecordKey, owner: Option<usize>) -> usize {
    let Some(list) = key.kind().list() else { return 0 };
    if key.kind().is_list() {
        return chain.records(list).filter(|record| RecordKey::of(key.kind(), None, *record) == *key).count();
    }
    let Some(owner) = owner else { return 0 };
    let mut value = FieldValue::Record(chain.lists().record(list, owner));
    for step in &key.kind().route {
        value = match value {
            FieldValue::Record(record) => record.value(step).unwrap_or(FieldValue::Absent),
            _ => FieldValue::Absent,
        };
    }
    let parts = value.elements();
    let is_meant = |part: &FieldValue<'_>| match part {
        FieldValue::Record(record) => RecordKey::of(key.kind(), key.id(), *record) == *key,
        _ => false,
    };
    parts.filter(is_meant).count()
}

fn edit(verb: Verb, key: &RecordKey, evidence: Evidence) -> Edit {
    let (patches, expects) = (Vec::new(), Vec::new());
    Edit { verb, key: key.clone(), whole: None, patches, expects, evidence, path: Path::default(), document: 0 }
}

/// A record as a whole. Where it is known otherwise than the scenario, it says so.
pub(super) fn whole(verb: Verb, key: &RecordKey, record: &dyn Fields, evidence: Evidence) -> Edit {
    let mut tree = value::of_record(record);
    if verb == Verb::Add
        && record.known().is_some()
        && get(&tree, "evidence").is_none()
        && evidence != Evidence::Documented
    {
        put(&mut tree, "evidence", Some(value::text(Evidence::Documented.as_str())));
    }
    if verb == Verb::Add && record.known() == Some(evidence) {
        put(&mut tree, "evidence", None);
    }
    Edit { whole: Some(tree), ..edit(verb, key, evidence) }
}

fn changed(change: &RecordChange<'_>, evidence: Evidence) -> Edit {
    let patches = change.fields.iter().map(|field| (field.field.key, patch(field))).collect();
    Edit { patches, ..edit(Verb::Change, &change.key, evidence) }
}

fn assumption(change: &RecordChange<'_>, evidence: Evidence) -> Edit {
    match (change.before(), change.after()) {
        (Some(_), None) => edit(Verb::Remove, &change.key, evidence),
        (None, Some(record)) => {
            let given = record.shape().fields.iter().enumerate();
            let set =
                given.filter_map(|(place, field)| Some((field.key, Patch::Set(value::of_value(record.field(place))?))));
            Edit { patches: set.collect(), ..edit(Verb::Change, &change.key, evidence) }
        }
        _ => changed(change, evidence),
    }
}

/// What leads from what a field had to what it has.
pub(super) fn patch(change: &FieldChange<'_>) -> Patch {
    let whole = || value::of_value(change.after).map_or(Patch::Unset, Patch::Set);
    let is_set = matches!(change.field.kind, FieldKind::List(FieldKind::Reference(_) | FieldKind::Choice(_)));
    match change.elements() {
        Some([added, removed]) if is_set => {
            let trees = |values: Vec<FieldValue<'_>>| -> Vec<Owned> {
                values.into_iter().filter_map(value::of_value).collect()
            };
            Patch::Elements { add: trees(added), remove: trees(removed) }
        }
        _ => whole(),
    }
}
