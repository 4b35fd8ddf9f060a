//! The JSON Schema of a document, from what is declared of the records.

mod scenario;

use serde_json::{Map, Value, json};

use crate::model::{FORMAT, Lang, Stage};
use crate::record::{Choice, Field, FieldKind, Head, Record, RecordList, Shape, words_of};

pub use scenario::{SCENARIO_SCHEMA, scenario_schema};

/// The JSON Schema of a document as text, for editors and for programs in other languages; the same as [`schema`].
pub const SCHEMA: &str = include_str!("seedrelay-1.schema.json");

/// The JSON Schema (draft 2020-12) of a `seedrelay/1` document.
///
/// It describes the shape: keys, types, names, ranges and the form of dates. Every document that
/// [`from_json`](crate::chain::SupplyChain::from_json) reads is valid by it. What it cannot say, such as references,
/// evidence, cycles and the order of dates, only the reader tells.
///
/// ```
/// let schema = seedrelay::io::document::schema();
/// assert_eq!(schema["required"], serde_json::json!(["format", "as_of", "categories", "organizations"]));
/// ```
#[must_use]
pub fn schema() -> Value {
    let mut definitions = Definitions::default();
    let head = definitions.record(&Head::SHAPE);
    let mut properties = head["properties"].as_object().cloned().unwrap_or_default();
    let mut required: Vec<Value> = head["required"].as_array().cloned().unwrap_or_default();
    for list in RecordList::ALL {
        let mut records = json!({"type": "array", "items": definitions.reference(list.shape())});
        if let Some(sheet) = &list.shape().sheet {
            records["description"] = sheet.about(Lang::En).into();
        }
        if list.is_required() {
            records["minItems"] = json!(1);
            required.push(list.key().into());
        }
        properties.insert(list.key().into(), records);
    }
    definitions.only_of_a_kind();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "seedrelay-1.schema.json",
        "title": FORMAT,
        "description": Head::SHAPE.about(Lang::En),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
        "$defs": definitions.0,
    })
}

/// What is defined once and referred to, by name.
#[derive(Default)]
struct Definitions(Map<String, Value>);

impl Definitions {
    /// A reference to what has a name, which is defined where it is not yet.
    fn named(&mut self, name: &str, define: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.0.contains_key(name) {
            self.0.insert(name.into(), Value::Null);
            let defined = define(self);
            self.0.insert(name.into(), defined);
        }
        json!({"$ref": format!("#/$defs/{name}")})
    }

    fn reference(&mut self, shape: &Shape) -> Value {
        self.named(shape.name, |definitions| definitions.record(shape))
    }

    fn record(&mut self, shape: &Shape) -> Value {
        let properties: Map<String, Value> =
            shape.fields.iter().map(|field| (field.key.to_owned(), self.field(field))).collect();
        let required: Vec<&str> = shape.fields.iter().filter(|field| field.required).map(|field| field.key).collect();
        let mut record = json!({
            "description": shape.about(Lang::En),
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        });
        if !required.is_empty() {
            record["required"] = json!(required);
        }
        record
    }

    fn field(&mut self, field: &Field) -> Value {
        let mut value = self.value(&field.kind);
        value["description"] = field.about(Lang::En).into();
        value
    }

    fn value(&mut self, kind: &FieldKind) -> Value {
        match kind {
            FieldKind::Format => json!({"type": "string", "const": FORMAT}),
            FieldKind::Id(_) | FieldKind::Reference(_) => json!({"type": "string", "minLength": 1}),
            FieldKind::Plain => json!({"type": "string"}),
            FieldKind::Text => self.named("Text", |_| text()),
            FieldKind::Date => self.named("PartialDate", |_| date()),
            FieldKind::Count { least } => json!({"type": "integer", "minimum": least, "maximum": u32::MAX}),
            FieldKind::Number => json!({"type": "number", "minimum": 0}),
            FieldKind::Positive => json!({"type": "number", "exclusiveMinimum": 0}),
            FieldKind::Share => json!({"type": "number", "minimum": 0, "maximum": 1}),
            FieldKind::Flag => json!({"type": "boolean"}),
            FieldKind::Choice(choice) => self.named(choice.name, |_| values(choice)),
            FieldKind::List(kind) => json!({"type": "array", "items": self.value(kind)}),
            // The id alone can stand for the record.
            FieldKind::Record(shape) if shape.shorthand.is_some() => {
                json!({"anyOf": [{"type": "string", "minLength": 1}, self.reference(shape)]})
            }
            FieldKind::Record(shape) => self.reference(shape),
            FieldKind::ByStage(shape) => self.by_stage(shape),
            FieldKind::ByCategory(shape) => json!({"type": "object", "additionalProperties": self.by_stage(shape)}),
        }
    }

    /// A record for each of the stages.
    fn by_stage(&mut self, shape: &Shape) -> Value {
        self.named(&format!("{}s", shape.name), |definitions| {
            let of_stage = |stage: Stage| (stage.as_str().to_owned(), definitions.reference(shape));
            let properties: Map<String, Value> = Stage::ALL.map(of_stage).into_iter().collect();
            json!({
                "description": "What is assumed of each stage.",
                "type": "object",
                "properties": properties,
                "additionalProperties": false,
            })
        })
    }

    /// What only organizations of one kind have.
    fn only_of_a_kind(&mut self) {
        let Some(organization) = self.0.get_mut("Organization") else { return };
        organization["allOf"] = json!([
            {
                "if": {"properties": {"kind": {"const": "service"}}, "required": ["kind"]},
                "then": {"required": ["service"]},
                "else": {"properties": {"service": false}}
            },
            {
                "if": {"properties": {"kind": {"const": "consortium"}}, "required": ["kind"]},
                "else": {"properties": {"charter": false}}
            }
        ]);
    }
}

fn text() -> Value {
    json!({
        "description": "A string, or an English and a Chinese one with at least one of the two.",
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "properties": {"en": {"type": "string"}, "zh": {"type": "string"}},
                "additionalProperties": false,
                "minProperties": 1
            }
        ]
    })
}

fn date() -> Value {
    json!({
        "description": "A date to the precision known: 2024-07-04, 2024-07 or 2024.",
        "type": "string",
        "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
    })
}

/// The values of an enumeration, each with what it is.
fn values(choice: &Choice) -> Value {
    let each = choice.keys.iter().zip(choice.docs);
    let values: Vec<Value> =
        each.map(|(key, doc)| json!({"type": "string", "const": key, "description": words_of(doc)})).collect();
    json!({"description": words_of(choice.doc), "oneOf": values})
}
