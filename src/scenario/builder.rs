//! Scenarios built in Rust.

use std::collections::BTreeMap;

use super::derive;
use super::difference::FieldChange;
use super::document::{DEFAULT_EVIDENCE, Edit, Scenario, Settings, Verb};
use super::key::RecordKey;
use super::kind::RecordKind;
use super::value::of_record;
use crate::chain::ChainRecord;
use crate::model::{Evidence, PartialDate, Text};
use crate::record::{Field, Fields, Path, Record, RecordList, differences};

/// Collects what a scenario adds, changes and removes.
///
/// Nothing is checked before the scenario is applied.
///
/// ```
/// use seedrelay::record::RecordList;
/// use seedrelay::scenario::Scenario;
/// use seedrelay::{Capability, Stage, datasets};
/// let chain = datasets::example();
/// let lab = chain.organization("rice-lab").unwrap().record();
/// let plan = Scenario::builder()
///     .name(("Two teams more", "增编两队"))
///     .change(lab, &lab.clone().staff(200))
///     .remove(RecordList::Projects, "plan-rice-saline")
///     .with_dependents(true)
///     .build();
/// assert_eq!(plan.counts(), [0, 1, 1]);
/// let planned = chain.with(&plan)?;
/// assert_eq!(planned.organization("rice-lab").unwrap().record().staff, Some(200));
/// # Ok::<(), seedrelay::Problems>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "call `build` to get a scenario"]
pub struct ScenarioBuilder {
    settings: Settings,
    edits: Vec<Edit>,
}

impl Scenario {
    /// A builder of a scenario that does nothing yet.
    pub fn builder() -> ScenarioBuilder {
        ScenarioBuilder { settings: Settings::default(), edits: Vec::new() }
    }
}

impl ScenarioBuilder {
    /// Sets what it is called.
    pub fn name(mut self, name: impl Into<Text>) -> Self {
        self.settings.name = Some(name.into());
        self
    }

    /// Sets how well that is known which it adds or changes: proposed where nobody says.
    pub fn evidence(mut self, evidence: Evidence) -> Self {
        self.settings.evidence = Some(evidence);
        self
    }

    /// Sets the day of the chain for which it is; on another it is refused.
    pub fn base_as_of(mut self, as_of: PartialDate) -> Self {
        self.settings.base.as_of = Some(as_of);
        self
    }

    /// Sets the name of the chain for which it is; on another it is refused.
    pub fn base_name(mut self, name: impl Into<Text>) -> Self {
        self.settings.base.name = Some(name.into());
        self
    }

    /// Sets the day of the chain that comes of it.
    pub fn as_of(mut self, as_of: PartialDate) -> Self {
        self.settings.as_of = Some(as_of);
        self
    }

    /// Sets the operating model that findings are held against: `none`, `proposal`, `dispersed` or a file.
    pub fn model(mut self, model: impl Into<Box<str>>) -> Self {
        self.settings.model = Some(model.into());
        self
    }

    /// Sets whether what depends on what is removed is removed too.
    pub fn with_dependents(mut self, with: bool) -> Self {
        self.settings.with_dependents = with;
        self
    }

    /// Adds a record to its list. One that is documented, which is the default, is known as well as the scenario.
    pub fn add_record<R: ChainRecord>(self, record: R) -> Self {
        self.edit(Verb::Add, RecordKey::of(kind_of::<R>(), None, &record), Some(&record))
    }

    /// Adds a part to a record with an id, such as a capability to an organization.
    ///
    /// # Panics
    ///
    /// If the records of the list have no such part.
    pub fn add_part<P: Record>(self, list: RecordList, id: impl AsRef<str>, part: &P) -> Self {
        let key = RecordKey::of(kind_of_part::<P>(list), Some(id.as_ref()), part);
        self.edit(Verb::Add, key, Some(part))
    }

    /// Changes a record from what it is to something else: only the fields that differ.
    ///
    /// What is a record by itself within it, such as a capability, is left as it is.
    pub fn change<R: ChainRecord>(self, from: &R, to: &R) -> Self {
        let kind = kind_of::<R>();
        self.patched(RecordKey::of(kind, None, from), from, to, |field| kind.part(field.key).is_none())
    }

    /// Changes a part of a record with an id, such as a capability of an organization: only the fields that differ.
    ///
    /// # Panics
    ///
    /// If the records of the list have no such part.
    pub fn change_part<P: Record>(self, list: RecordList, id: impl AsRef<str>, from: &P, to: &P) -> Self {
        let key = RecordKey::of(kind_of_part::<P>(list), Some(id.as_ref()), from);
        self.patched(key, from, to, |_| true)
    }

    /// Removes the record of a list with an id.
    pub fn remove(self, list: RecordList, id: impl AsRef<str>) -> Self {
        self.edit(Verb::Remove, RecordKey::of_id(RecordKind::of_list(list), id.as_ref()), None)
    }

    /// Removes a record of a list that has no ids.
    pub fn remove_record<R: ChainRecord>(self, record: &R) -> Self {
        self.edit(Verb::Remove, RecordKey::of(kind_of::<R>(), None, record), Some(record))
    }

    /// Removes a part of a record with an id.
    ///
    /// # Panics
    ///
    /// If the records of the list have no such part.
    pub fn remove_part<P: Record>(self, list: RecordList, id: impl AsRef<str>, part: &P) -> Self {
        let key = RecordKey::of(kind_of_part::<P>(list), Some(id.as_ref()), part);
        self.edit(Verb::Remove, key, Some(part))
    }

    /// The scenario.
    #[must_use]
    pub fn build(mut self) -> Scenario {
        let evidence = self.settings.evidence.unwrap_or(DEFAULT_EVIDENCE);
        // Each has its place among those of its kind.
        let mut counts: BTreeMap<(Verb, &'static str), usize> = BTreeMap::new();
        for edit in &mut self.edits {
            let count = counts.entry((edit.verb, edit.kind().name())).or_default();
            edit.path = Path::default().key(edit.verb.key()).key(edit.kind().name()).index(*count);
            edit.evidence = evidence;
            *count += 1;
        }
        Scenario { settings: self.settings, edits: self.edits, documents: vec![None] }
    }

    fn edit(mut self, verb: Verb, key: RecordKey, record: Option<&dyn Fields>) -> Self {
        let whole = record.map(of_record).filter(|_| verb == Verb::Add || key.kind().may_repeat());
        self.edits.push(Edit { whole, ..edit(verb, key) });
        self
    }

    fn patched<R: Record>(mut self, key: RecordKey, from: &R, to: &R, is_meant: impl Fn(&Field) -> bool) -> Self {
        let patches = differences(from, to).filter(|field| is_meant(field)).map(|field| {
            let [before, after] =
                [from, to].map(|record| record.value(field.key).expect("it is a field of the record"));
            (field.key, derive::patch(&FieldChange { field, before, after }))
        });
        let patches = patches.collect();
        self.edits.push(Edit { patches, ..edit(Verb::Change, key) });
        self
    }
}

/// An edit of which the place and the evidence are known when all is built.
fn edit(verb: Verb, key: RecordKey) -> Edit {
    Edit::new(verb, key, DEFAULT_EVIDENCE, Path::default())
}

fn kind_of<R: ChainRecord>() -> &'static RecordKind {
    let kind = RecordKind::all().iter().find(|kind| kind.is_list() && kind.shape().name == R::SHAPE.name);
    kind.expect("every record of a list has a kind")
}

fn kind_of_part<P: Record>(list: RecordList) -> &'static RecordKind {
    RecordKind::of_part(list, P::SHAPE.name).expect("the records of the list have such a part")
}
