//! The JSON Schema of a document, derived from the records themselves.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::model::{
    Agreement, Assumptions, Category, Demand, Funding, Organization, PartialDate, Project, Service, Source, Text,
};

/// The JSON Schema of a document as text, for editors and for programs in other languages; the same as [`schema`].
pub const SCHEMA: &str = include_str!("seedrelay-1.schema.json");

/// A seedrelay/1 document: one seed-technology supply chain.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "seedrelay/1", extend("$id" = "seedrelay-1.schema.json"))]
#[allow(dead_code)]
struct Document {
    /// The format of the document.
    #[schemars(extend("const" = crate::model::FORMAT))]
    format: String,
    /// What the chain is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Text>,
    /// The day that every wait is measured to: "today".
    as_of: PartialDate,
    /// The currency of all money.
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<String>,
    /// Where documented records are known from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Source>,
    /// Categories of crop or livestock.
    #[schemars(length(min = 1))]
    categories: Vec<Category>,
    /// Whoever does, commissions, pays for or serves research.
    #[schemars(length(min = 1))]
    organizations: Vec<Organization>,
    /// Units of research.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    projects: Vec<Project>,
    /// Demands, which flow back up the chain.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    demands: Vec<Demand>,
    /// Standing rights to commission.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    agreements: Vec<Agreement>,
    /// Money that one organization gave another.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    funding: Vec<Funding>,
    /// Services that one organization does another.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    services: Vec<Service>,
    /// What is assumed where the records do not say.
    #[serde(skip_serializing_if = "Assumptions::is_empty")]
    assumptions: Assumptions,
}

/// The JSON Schema (draft 2020-12) of a `seedrelay/1` document.
///
/// It describes the shape: keys, types, names, ranges and the form of dates. Every document that
/// [`from_json`](crate::chain::SupplyChain::from_json) reads is valid by it. What it cannot say, such as references, evidence,
/// circles and the order of dates, only the reader tells.
///
/// ```
/// let schema = seedrelay::io::document::schema();
/// assert_eq!(schema["required"], serde_json::json!(["format", "as_of", "categories", "organizations"]));
/// ```
#[must_use]
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Document>().to_value();
    tidy(&mut schema);
    schema["$defs"]["Organization"]["allOf"] = json!([
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
    schema
}

/// A key without a value is left out and never null; and a reader of a schema needs no names of Rust's types.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(entries) => {
            if entries.get("format") == Some(&json!("uint32")) {
                entries.insert("maximum".into(), json!(u32::MAX));
            }
            if matches!(entries.get("format"), Some(Value::String(_))) {
                entries.remove("format");
            }
            if let Some(Value::Array(types)) = entries.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    entries.insert("type".into(), only);
                }
            }
            if let Some(Value::Array(choices)) = entries.get_mut("anyOf") {
                choices.retain(|choice| choice != &json!({"type": "null"}));
                if let [only] = choices.as_slice()
                    && let Value::Object(only) = only.clone()
                {
                    entries.remove("anyOf");
                    entries.extend(only);
                }
            }
            if let Some(Value::String(description)) = entries.get_mut("description") {
                let words = description.split("\n\n```").next().unwrap_or_default();
                *description = words.replace("`None`", "absent").replace("[`ServiceKind`]", "`service`");
            }
            entries.values_mut().for_each(tidy);
        }
        Value::Array(values) => values.iter_mut().for_each(tidy),
        _ => {}
    }
}
