//! The JSON Schema of a scenario, from what is declared of the kinds of records.

use serde_json::{Map, Value, json};

use super::Definitions;
use crate::model::Stage;
use crate::record::{Field, FieldKind, Head, Project, Record as _, Shape};
use crate::scenario::{ASSUMPTIONS, EXPECTS, RecordKind, SCENARIO_FORMAT, UNSET, Verb};

/// The JSON Schema of a scenario as text, for editors and for programs in other languages; the same as [`scenario_schema`].
pub const SCENARIO_SCHEMA: &str = include_str!("../seedrelay-scenario-1.schema.json");

/// The JSON Schema (draft 2020-12) of a `seedrelay-scenario/1` document.
///
/// It describes the shape, as [`schema`](super::schema) does of a chain: every scenario that can be laid over some chain is
/// valid by it. Whether it fits one only [`with`](crate::SupplyChain::with) tells.
///
/// ```
/// let schema = seedrelay::io::document::scenario_schema();
/// assert_eq!(schema["required"], serde_json::json!(["format"]));
/// assert!(schema["properties"]["change"]["properties"]["capabilities"].is_object());
/// ```
#[must_use]
pub fn scenario_schema() -> Value {
    let mut definitions = Definitions::default();
    let mut of_head = |key| definitions.field_of(&Head::SHAPE, key);
    let [name, as_of, currency, home] = ["name", "as_of", "currency", "home"].map(&mut of_head);
    let evidence = definitions.field_of(&Project::SHAPE, "evidence");
    let stages = definitions.stages();
    let [add, change, remove] = Verb::ALL.map(|verb| definitions.section(verb));
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "seedrelay-scenario-1.schema.json",
        "title": SCENARIO_FORMAT,
        "description": "Records to add, change and remove, laid over a chain.",
        "type": "object",
        "properties": {
            "format": {"type": "string", "const": SCENARIO_FORMAT},
            "name": name,
            "evidence": said("How well that is known which it adds or changes: proposed where nothing is said.", evidence),
            "base": {
                "description": "The chain that it is for; on another it is refused.",
                "type": "object",
                "properties": {"name": name, "as_of": as_of},
                "additionalProperties": false,
            },
            "as_of": as_of,
            "document": {
                "description": "What the new chain says of itself.",
                "type": "object",
                "properties": {
                    "name": name,
                    "currency": currency,
                    "home": home,
                    "unset": keys(&["name", "currency", "home"]),
                },
                "additionalProperties": false,
            },
            "add": said("Whole records, by list; parts of a record by the name of their sheet.", add),
            "change": said("What tells a record apart, and the fields that change.", change),
            "remove": said("Ids, or what tells a record apart.", remove),
            "assumptions": {
                "description": "What is assumed of each stage, for all categories and for each.",
                "type": "object",
                "properties": {
                    "stages": stages,
                    "categories": {"type": "object", "additionalProperties": stages},
                },
                "additionalProperties": false,
            },
            "model": said("The operating model to hold the new chain against.", json!({"type": "string"})),
            "with_dependents": said(
                "Whether what cannot be without what is removed is removed with it.",
                json!({"type": "boolean"}),
            ),
        },
        "required": ["format"],
        "additionalProperties": false,
    });
    definitions.only_of_a_kind();
    schema["$defs"] = Value::Object(definitions.0);
    schema
}

/// ## Scenarios
impl Definitions {
    /// What is added, changed or removed, by kind.
    fn section(&mut self, verb: Verb) -> Value {
        // What is assumed is set in a place of its own.
        let kinds = RecordKind::all().iter().filter(|kind| verb == Verb::Remove || kind.name() != ASSUMPTIONS);
        let lists = kinds.map(|kind| (kind.name().to_owned(), self.records(verb, kind, false)));
        object(lists.collect())
    }

    /// The records of a kind; `within` the record that they are part of, they need not name it.
    fn records(&mut self, verb: Verb, kind: &'static RecordKind, within: bool) -> Value {
        let record = match verb {
            Verb::Add if kind.owner().is_none() => self.reference(kind.shape()),
            Verb::Add => self.added(kind, within),
            Verb::Change => self.changed(kind, within),
            Verb::Remove => self.removed(kind, within),
        };
        json!({"type": "array", "items": record})
    }

    /// A part of a record, which can be its id alone.
    fn added(&mut self, kind: &'static RecordKind, within: bool) -> Value {
        let own = kind.owner().filter(|_| !within).map(|owner| owner.key);
        let required = kind.shape().fields.iter().filter(|field| field.required).map(|field| field.key);
        let whole = requiring(self.some(kind), own.into_iter().chain(required).collect());
        if within && kind.shape().shorthand.is_some() { json!({"anyOf": [id(), whole]}) } else { whole }
    }

    /// What tells a record apart, and what becomes of its fields.
    fn changed(&mut self, kind: &'static RecordKind, within: bool) -> Value {
        let changed = self.named(&format!("changed-{}", kind.name()), |definitions| {
            let mut fields = definitions.fields(kind);
            let others = || kind.shape().fields.iter().filter(|field| !kind.is_identity(field.key));
            for field in others() {
                if let Some(by_verbs) = definitions.by_verbs(kind, field) {
                    let whole = fields[field.key].take();
                    fields[field.key] = json!({"anyOf": [whole, by_verbs]});
                }
            }
            let optional: Vec<&str> = others().filter(|field| !field.required).map(|field| field.key).collect();
            fields.insert(UNSET.into(), said("Keys that the record is to be without.", keys(&optional)));
            fields.insert(EXPECTS.into(), said("What must stand in the record before.", definitions.some(kind)));
            object(fields)
        });
        requiring(changed, identity(kind, within))
    }

    /// What comes to a list of a record and what goes; of parts that are told apart, what changes as well.
    fn by_verbs(&mut self, kind: &'static RecordKind, field: &Field) -> Option<Value> {
        let verbs: Map<String, Value> = match (kind.part(field.key), field.kind) {
            (Some(part), _) => {
                Verb::ALL.map(|verb| (verb.key().to_owned(), self.records(verb, part, true))).into_iter().collect()
            }
            (None, FieldKind::List(_)) => [Verb::Add, Verb::Remove]
                .map(|verb| (verb.key().to_owned(), self.value(&field.kind)))
                .into_iter()
                .collect(),
            _ => return None,
        };
        let mut verbs = object(verbs);
        verbs["minProperties"] = json!(1);
        Some(verbs)
    }

    /// An id, or what tells a record apart, perhaps with all that it says.
    fn removed(&mut self, kind: &'static RecordKind, within: bool) -> Value {
        let whole = requiring(self.some(kind), identity(kind, within));
        let is_told = |field: &&Field| within && kind.owner().is_some_and(|own| own.key == field.key);
        let left = kind.identity().iter().filter(|field| !is_told(field)).count();
        if left == 1 || within && kind.shape().shorthand.is_some() { json!({"anyOf": [id(), whole]}) } else { whole }
    }

    /// Some of what a record says.
    fn some(&mut self, kind: &'static RecordKind) -> Value {
        self.named(&format!("some-{}", kind.name()), |definitions| object(definitions.fields(kind)))
    }

    /// The fields of a record as they are in a chain, with those that tell it apart.
    fn fields(&mut self, kind: &RecordKind) -> Map<String, Value> {
        self.reference(kind.shape());
        let shape = kind.shape().name;
        let apart = kind.identity().iter().filter(|field| kind.shape().field(field.key).is_none());
        let apart: Vec<(String, Value)> = apart.map(|field| (field.key.to_owned(), self.field(field))).collect();
        let own =
            kind.shape().fields.iter().map(|field| {
                (field.key.to_owned(), json!({"$ref": format!("#/$defs/{shape}/properties/{}", field.key)}))
            });
        apart.into_iter().chain(own).collect()
    }

    fn field_of(&mut self, shape: &Shape, key: &str) -> Value {
        self.value(&shape.field(key).expect("the record has such a field").kind)
    }

    /// What becomes of what is assumed of each stage.
    fn stages(&mut self) -> Value {
        let kind = RecordKind::named(ASSUMPTIONS).expect("it is one of all kinds");
        let of_stage = self.named("changed-assumption", |definitions| {
            let mut fields = definitions.fields(kind);
            fields.retain(|key, _| !kind.is_identity(key));
            let optional: Vec<&str> =
                kind.shape().fields.iter().filter(|field| !field.required).map(|field| field.key).collect();
            fields.insert(UNSET.into(), said("Keys that the record is to be without.", keys(&optional)));
            object(fields)
        });
        object(Stage::ALL.map(|stage| (stage.as_str().to_owned(), of_stage.clone())).into_iter().collect())
    }
}

/// What must be said to tell a record apart.
fn identity(kind: &'static RecordKind, within: bool) -> Vec<&'static str> {
    let own = kind.owner().map(|owner| owner.key);
    let required = kind.identity().iter().filter(|field| field.required).map(|field| field.key);
    required.filter(|key| !(within && own == Some(*key))).collect()
}

fn object(properties: Map<String, Value>) -> Value {
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

/// What is defined elsewhere, with what must be said in it.
fn requiring(mut defined: Value, required: Vec<&str>) -> Value {
    if !required.is_empty() {
        defined["required"] = json!(required);
    }
    defined
}

fn id() -> Value {
    json!({"type": "string", "minLength": 1})
}

/// A list of some of these keys.
fn keys(keys: &[&str]) -> Value {
    match keys {
        [] => json!({"type": "array", "maxItems": 0}),
        _ => json!({"type": "array", "items": {"enum": keys}}),
    }
}

fn said(what: &str, mut value: Value) -> Value {
    value["description"] = what.into();
    value
}
