//! Models as JSON and TOML, read past every problem.
//!
//! A model is small, so there is one reading: the text becomes a tree, and the tree a model and a list of problems.

use std::str::FromStr;

use crate::chain::{Path, Problem, ProblemKind, Problems, Step};
use crate::io::written;
use crate::io::written::locate::Locator;
use crate::io::written::reader::{At, Keys, Reader};
use crate::model::{OrganizationKind, Stage, Text, Values};
use crate::record::Expected;
use crate::record::tree::Tree;
use crate::rules::FindingKind;
use crate::rules::{Initiative, OperatingModel, RoleRule, RouteRule, Rule};

/// The format of the models that this version reads and writes.
const FORMAT: &str = "seedrelay-model/1";

/// ## Reading and writing
impl OperatingModel {
    /// Reads a model from JSON text or bytes.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, with its place and where that is in the text: what is no JSON, unknown or
    /// repeated keys, unknown kinds and stages with the nearest name, and what [`validate`](Self::validate) finds.
    ///
    /// ```
    /// use seedrelay::OperatingModel;
    /// let text = r#"{"format": "seedrelay-model/1", "name": "mine",
    ///     "roles": [{"kind": "univercity", "stage": "basic"}, {"kind": "company", "stagge": "applied"}]}"#;
    /// let problems = OperatingModel::from_json(text).unwrap_err();
    /// let lines: Vec<String> = problems.iter().map(|problem| problem.to_string()).collect();
    /// assert!(lines[0].starts_with("roles[0].kind: unknown value `univercity`; did you mean `university`?"));
    /// assert_eq!(lines[1], "roles[1].stagge: unknown key `stagge`; did you mean `stage`?; the keys are \
    ///     kind, stage, initiative, clause");
    /// assert_eq!(lines.len(), 2, "a typo is reported once");
    /// assert_eq!(&text[problems.first().span.clone().unwrap()], "\"univercity\"");
    /// ```
    #[cfg(feature = "json")]
    pub fn from_json(document: impl AsRef<[u8]>) -> Result<Self, Problems> {
        read(&written::json::parse(document.as_ref())?, Vec::new())
    }

    /// Reads a model from TOML text or bytes of the same shape.
    ///
    /// # Errors
    ///
    /// As [`from_json`](Self::from_json).
    ///
    /// ```
    /// use seedrelay::{OperatingModel, OrganizationKind, Stage};
    /// let model = OperatingModel::from_toml(
    ///     r#"
    ///     format = "seedrelay-model/1"
    ///     name = "companies only"
    ///     [[roles]]
    ///     kind = "company"
    ///     stage = "industrialization"
    ///     [[rules]]
    ///     kind = "role"
    ///     "#,
    /// )?;
    /// assert!(model.allows(OrganizationKind::Company, Stage::Industrialization, false));
    /// # Ok::<(), seedrelay::Problems>(())
    /// ```
    #[cfg(feature = "toml")]
    pub fn from_toml(document: impl AsRef<[u8]>) -> Result<Self, Problems> {
        let (tree, noted) = written::toml::parse(document.as_ref())?;
        read(&tree, noted)
    }

    /// The model as JSON; it reads back as an equal one.
    ///
    /// ```
    /// use seedrelay::OperatingModel;
    /// let model = OperatingModel::proposal();
    /// assert_eq!(OperatingModel::from_json(model.to_json())?, model);
    /// # Ok::<(), seedrelay::Problems>(())
    /// ```
    #[cfg(feature = "json")]
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(&Document { format: FORMAT, model: self })
            .expect("strings, numbers and lists can be written")
    }

    /// The model as TOML; it reads back as an equal one.
    #[cfg(feature = "toml")]
    #[must_use]
    pub fn to_toml(&self) -> String {
        toml::to_string_pretty(&Document { format: FORMAT, model: self })
            .expect("strings, numbers and lists can be written")
    }
}

#[derive(serde::Serialize)]
struct Document<'m> {
    format: &'static str,
    #[serde(flatten)]
    model: &'m OperatingModel,
}

/// Reads a model past every problem. `noted` is what was met while the tree was made.
fn read(tree: &Tree<'_>, noted: Vec<Problem>) -> Result<OperatingModel, Problems> {
    let mut reader = Reader { problems: noted, ..Reader::default() };
    let mut places = Vec::new();
    let model = model(&mut reader, &At::whole(tree), &mut places);
    let Reader { mut problems, misspelt, .. } = reader;
    let mut locator = Locator::new(tree, misspelt);
    for mut problem in model.iter().filter_map(|model| model.validate().err()).flatten() {
        problem.path = in_document(&problem.path, &places);
        if let ProblemKind::DuplicateId { first, .. } = &mut problem.kind {
            *first = in_document(first, &places);
        }
        problem.span = Some(locator.locate(&problem.path));
        problems.push(problem);
    }
    match (Problems::new(problems), model) {
        (Some(problems), _) => Err(problems),
        (None, model) => Ok(model.expect("what is missing was noted")),
    }
}

/// A list of the model, and the place in the document of each of its records: some may not have been readable.
type Places = Vec<(&'static str, Vec<usize>)>;

/// The model, as far as it can be read.
fn model(reader: &mut Reader, at: &At<'_>, places: &mut Places) -> Option<OperatingModel> {
    let keys = reader.table(at, &["format", "name", "roles", "routes", "rules"])?;
    reader.format(&keys, &[FORMAT]);
    let name = reader.required(&keys, "name").and_then(|at| reader.text(&at));
    Some(OperatingModel {
        // What is no name was noted; the lists are looked at nevertheless.
        name: name.unwrap_or_else(|| "".into()),
        roles: records(reader, &keys, "roles", places, role),
        routes: records(reader, &keys, "routes", places, route),
        rules: records(reader, &keys, "rules", places, rule),
    })
}

fn records<T>(
    reader: &mut Reader,
    keys: &Keys<'_>,
    key: &'static str,
    places: &mut Places,
    read: fn(&mut Reader, &At<'_>) -> Option<T>,
) -> Vec<T> {
    let elements = keys.get(key).and_then(|at| reader.list(&at)).unwrap_or_default();
    let readable = elements.iter().enumerate().filter_map(|(index, at)| Some((index, read(reader, at)?)));
    let (indices, records) = readable.unzip();
    places.push((key, indices));
    records
}

fn role(reader: &mut Reader, at: &At<'_>) -> Option<RoleRule> {
    let keys = reader.table(at, &["kind", "stage", "initiative", "clause"])?;
    let kind = reader.required(&keys, "kind").and_then(|at| reader.name(&at, Values::of::<OrganizationKind>()));
    let stage = reader.required(&keys, "stage").and_then(|at| reader.name(&at, Values::of::<Stage>()));
    let initiative =
        keys.get("initiative").and_then(|at| reader.name(&at, Values::of::<Initiative>())).unwrap_or_default();
    let clause = clause(reader, &keys);
    Some(RoleRule { kind: kind?, stage: stage?, initiative, clause })
}

fn route(reader: &mut Reader, at: &At<'_>) -> Option<RouteRule> {
    let keys = reader.table(at, &["commissioner", "performer", "stage", "clause"])?;
    let commissioner = reader.required(&keys, "commissioner");
    let commissioner = commissioner.and_then(|at| reader.name(&at, Values::of::<OrganizationKind>()));
    let performer = limit(reader, &keys, "performer", Values::of::<OrganizationKind>());
    let stage = limit(reader, &keys, "stage", Values::of::<Stage>());
    let clause = clause(reader, &keys);
    Some(RouteRule { commissioner: commissioner?, performer: performer.ok()?, stage: stage.ok()?, clause })
}

/// What a route is limited to, if it is. A limit that cannot be read does not make it a route without one.
fn limit<T: FromStr>(reader: &mut Reader, keys: &Keys<'_>, key: &str, names: Values) -> Result<Option<T>, ()> {
    keys.get(key).map(|at| reader.name(&at, names).ok_or(())).transpose()
}

fn rule(reader: &mut Reader, at: &At<'_>) -> Option<Rule> {
    let keys = reader.table(at, &["kind", "threshold", "clause"])?;
    let kind = reader.required(&keys, "kind").and_then(|at| reader.name(&at, Values::of::<FindingKind>()));
    let threshold = keys.get("threshold").and_then(|at| reader.number(&at, Expected::Share));
    let clause = clause(reader, &keys);
    Some(Rule { kind: kind?, threshold, clause })
}

fn clause(reader: &mut Reader, keys: &Keys<'_>) -> Option<Text> {
    keys.get("clause").and_then(|at| reader.text(&at))
}

/// The place in the document of a place in the model.
fn in_document(path: &Path, places: &Places) -> Path {
    let mut list: &[usize] = &[];
    path.steps().iter().fold(Path::default(), |place, step| match step {
        Step::Key(key) => {
            list = places.iter().find(|(name, _)| *name == &**key).map_or(&[], |(_, indices)| indices);
            place.key(key)
        }
        Step::Index(index) => place.index(list.get(*index).copied().unwrap_or(*index)),
    })
}
