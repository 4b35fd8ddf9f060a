//! Writing a scenario: its records by kind, in the order of the kinds.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::document::{Edit, Patch, SCENARIO_FORMAT, Scenario, Verb};
use super::kind::{ASSUMPTIONS, EXPECTS, RecordKind, UNSET};
use super::value::{self, Owned, entry, put};
use crate::record::tree::Value;

impl Serialize for Scenario {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let settings = &self.settings;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("format", SCENARIO_FORMAT)?;
        // The simple values first, as TOML has it.
        if let Some(evidence) = settings.evidence {
            map.serialize_entry("evidence", &evidence)?;
        }
        if let Some(as_of) = settings.as_of {
            map.serialize_entry("as_of", &as_of)?;
        }
        if let Some(model) = &settings.model {
            map.serialize_entry("model", model)?;
        }
        if settings.with_dependents {
            map.serialize_entry("with_dependents", &true)?;
        }
        if let Some(name) = &settings.name {
            map.serialize_entry("name", name)?;
        }
        if settings.base.name.is_some() || settings.base.as_of.is_some() {
            map.serialize_entry("base", &BaseOf(self))?;
        }
        if !settings.document.is_empty() {
            map.serialize_entry("document", &document(self))?;
        }
        for verb in Verb::ALL {
            if self.edits_by(verb).next().is_some() {
                map.serialize_entry(verb.key(), &Section(self, verb))?;
            }
        }
        let assumed = assumptions(self);
        if let Value::Table(entries) = &assumed.value
            && !entries.is_empty()
        {
            map.serialize_entry("assumptions", &assumed)?;
        }
        map.end()
    }
}

impl Scenario {
    /// What it does in one way, beside what is assumed anew.
    fn edits_by(&self, verb: Verb) -> impl Iterator<Item = &Edit> {
        self.edits.iter().filter(move |edit| edit.verb == verb && !is_assumed(edit))
    }
}

fn is_assumed(edit: &Edit) -> bool {
    edit.kind().name() == ASSUMPTIONS && edit.verb != Verb::Remove
}

struct BaseOf<'s>(&'s Scenario);

impl Serialize for BaseOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let base = &self.0.settings.base;
        let mut map = serializer.serialize_map(None)?;
        if let Some(as_of) = base.as_of {
            map.serialize_entry("as_of", &as_of)?;
        }
        if let Some(name) = &base.name {
            map.serialize_entry("name", name)?;
        }
        map.end()
    }
}

fn document(scenario: &Scenario) -> Owned {
    let mut tree = value::table([]);
    let gone = scenario.settings.document.iter().filter(|(_, value)| value.is_none());
    let gone: Vec<Owned> = gone.map(|(key, _)| value::text(key)).collect();
    if !gone.is_empty() {
        put(&mut tree, UNSET, Some(value::list(gone)));
    }
    for (key, set) in &scenario.settings.document {
        if let Some(set) = set {
            put(&mut tree, key, Some(set.clone()));
        }
    }
    tree
}

/// All that is added, changed or removed, by kind.
struct Section<'s>(&'s Scenario, Verb);

impl Serialize for Section<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for kind in RecordKind::all() {
            let own: Vec<Owned> = self.0.edits_by(self.1).filter(|edit| edit.kind() == kind).map(record).collect();
            if !own.is_empty() {
                map.serialize_entry(kind.name(), &own)?;
            }
        }
        map.end()
    }
}

/// What a scenario says of one record.
fn record(edit: &Edit) -> Owned {
    if let (Verb::Remove, Some(id), None, true) = (edit.verb, edit.key.id(), &edit.whole, edit.kind().has_id()) {
        return value::text(id);
    }
    let mut entries = Vec::new();
    for (field, given) in edit.key.entries() {
        let is_said = edit.whole.as_ref().is_some_and(|whole| value::get(whole, field.key).is_some());
        if !is_said {
            entries.push(entry(field.key, given.written(field)));
        }
    }
    if let Some(Value::Table(whole)) = edit.whole.as_ref().map(|whole| &whole.value) {
        entries.extend(whole.iter().cloned());
    }
    let mut tree = value::tree(Value::Table(entries));
    patched(&mut tree, edit);
    tree
}

/// The fields that change.
fn patched(tree: &mut Owned, edit: &Edit) {
    let mut unset = Vec::new();
    for (key, patch) in &edit.patches {
        match patch {
            Patch::Set(value) => put(tree, key, Some(value.clone())),
            Patch::Unset => unset.push(value::text(key)),
            Patch::Elements { add, remove } => {
                let verbs = [("add", add), ("remove", remove)].into_iter().filter(|(_, elements)| !elements.is_empty());
                let verbs = verbs.map(|(verb, elements)| (verb, value::list(elements.iter().cloned())));
                put(tree, key, Some(value::table(verbs)));
            }
        }
    }
    if !unset.is_empty() {
        put(tree, UNSET, Some(value::list(unset)));
    }
    if !edit.expects.is_empty() {
        let expected = edit.expects.iter().map(|(key, value)| (*key, value.clone()));
        put(tree, EXPECTS, Some(value::table(expected)));
    }
}

/// What is assumed anew of stages.
fn assumptions(scenario: &Scenario) -> Owned {
    let mut tree = value::table([]);
    for edit in scenario.edits.iter().filter(|edit| is_assumed(edit)) {
        let stage = edit.key.value("stage").unwrap_or_default();
        let way = match edit.key.value("category") {
            Some(category) => vec!["categories", category, stage],
            None => vec!["stages", stage],
        };
        patched(value::table_at(&mut tree, &way), edit);
    }
    tree
}
