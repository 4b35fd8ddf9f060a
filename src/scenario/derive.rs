//! The scenario that leads from one chain to another: whole records only of what is new, of others the fields that differ.

use hashbrown::{HashMap, HashSet};

use super::difference::{ChangeKind, Differences, FieldChange, RecordChange};
use super::document::{Edit, Patch, Scenario, Settings, Verb};
use super::key::RecordKey;
use super::kind::ASSUMPTIONS;
use super::value::{self, Owned, get, put};
use crate::chain::SupplyChain;
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
        let alike = Alike::of(self);
        for change in &self.records {
            alike.edits(change, evidence, &mut scenario.edits);
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

/// The records of each key that several may have, to find the keys that several do have: such records are told apart as
/// wholes.
struct Alike<'c> {
    before: HashMap<RecordKey, Vec<&'c dyn Fields>>,
    after: HashMap<RecordKey, Vec<&'c dyn Fields>>,
    /// How many changes there are of each key.
    changes: HashMap<RecordKey, usize>,
}

impl<'c> Alike<'c> {
    fn of(all: &Differences<'c>) -> Self {
        let mut alike = Self { before: HashMap::new(), after: HashMap::new(), changes: HashMap::new() };
        let (mut lists, mut owners) = (HashSet::new(), HashSet::new());
        for change in all.records.iter().filter(|change| change.key.kind().may_be_alike()) {
            let kind = change.key.kind();
            *alike.changes.entry(change.key.clone()).or_default() += 1;
            let is_new =
                if kind.is_list() { lists.insert(kind.name()) } else { owners.insert((kind.name(), change.key.id())) };
            if is_new {
                add(all.before, &change.key, &mut alike.before);
                add(all.after, &change.key, &mut alike.after);
            }
        }
        alike
    }

    /// What leads from a record to what became of it.
    fn edits(&self, change: &RecordChange<'c>, evidence: Evidence, edits: &mut Vec<Edit>) {
        let key = &change.key;
        if key.kind().name() == ASSUMPTIONS {
            return edits.push(assumption(change, evidence));
        }
        if self.is_alike(key) {
            edits.extend(change.before().map(|record| whole(Verb::Remove, key, record, evidence)));
            edits.extend(change.after().map(|record| whole(Verb::Add, key, record, evidence)));
            return self.again(change, evidence, edits);
        }
        match (change.before(), change.after()) {
            (None, Some(record)) => edits.push(whole(Verb::Add, key, record, evidence)),
            (Some(_), None) => edits.push(edit(Verb::Remove, key, evidence)),
            _ => edits.push(changed(change, evidence)),
        }
    }

    /// Whether several records have the key, before or after.
    fn is_alike(&self, key: &RecordKey) -> bool {
        let several =
            |records: &HashMap<RecordKey, Vec<&'c dyn Fields>>| records.get(key).is_some_and(|own| own.len() > 1);
        several(&self.before) || several(&self.after) || self.changes.get(key).is_some_and(|changes| *changes > 1)
    }

    /// A record of which another copy comes to what is there: that one goes, and comes again, since nothing is added twice.
    fn again(&self, change: &RecordChange<'c>, evidence: Evidence, edits: &mut Vec<Edit>) {
        let key = &change.key;
        let Some(record) = change.after().filter(|_| key.kind().is_list()) else { return };
        let there = self.before.get(key).into_iter().flatten();
        let copies = there.filter(|other| FieldValue::Record(**other) == FieldValue::Record(record)).count();
        let met = whole(Verb::Remove, key, record, evidence);
        let is_met = |edit: &Edit| {
            let both = edit.whole.as_ref().zip(met.whole.as_ref());
            edit.verb == Verb::Remove && both.is_some_and(|(own, other)| value::same(own, other))
        };
        // The edits of one key follow each other.
        let mut of_key = edits.iter().rev().take_while(|edit| edit.key == *key);
        if copies > 0 && !of_key.any(is_met) {
            for _ in 0..copies {
                edits.push(met.clone());
                edits.push(whole(Verb::Add, key, record, evidence));
            }
        }
    }
}

/// Adds the records of the list of a key, or the parts that the record has which it names.
fn add<'c>(chain: &'c SupplyChain, key: &RecordKey, records: &mut HashMap<RecordKey, Vec<&'c dyn Fields>>) {
    let kind = key.kind();
    let Some(list) = kind.list() else { return };
    let mut note = |record| records.entry(RecordKey::of(kind, key.id(), record)).or_default().push(record);
    if kind.is_list() {
        return chain.records(list).for_each(note);
    }
    let Some(owner) = key.id().and_then(|id| chain.record_number(list, id)) else { return };
    let mut value = FieldValue::Record(chain.lists().record(list, owner));
    for step in &kind.route {
        value = match value {
            FieldValue::Record(record) => record.value(step).unwrap_or(FieldValue::Absent),
            _ => FieldValue::Absent,
        };
    }
    for part in value.elements() {
        if let FieldValue::Record(record) = part {
            note(record);
        }
    }
}

fn edit(verb: Verb, key: &RecordKey, evidence: Evidence) -> Edit {
    Edit::new(verb, key.clone(), evidence, Path::default())
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
