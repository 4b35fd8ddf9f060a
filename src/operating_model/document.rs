//! Models as JSON and TOML, read past every problem.
//!
//! A model is small, so there is one reading: the text becomes a tree, and the tree a model and a list of problems.

use std::collections::HashMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{FORMAT, Initiative, OperatingModel, RoleRule, RouteRule, Rule};
use crate::{FindingKind, Lang, OrganizationKind, Path, Problem, ProblemKind, Problems, Stage, Step, Text};

/// ## Reading and writing
impl OperatingModel {
    /// Reads a model from JSON.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, with its place: what is no JSON, unknown or repeated keys, unknown kinds and
    /// stages with the nearest name, and what [`validate`](Self::validate) finds.
    ///
    /// ```
    /// use seedrelay::OperatingModel;
    /// let problems = OperatingModel::from_json(
    ///     r#"{"format": "seedrelay-model/1", "name": "mine",
    ///         "roles": [{"kind": "univercity", "stage": "basic"}, {"kind": "company", "stagge": "applied"}]}"#,
    /// )
    /// .unwrap_err();
    /// let lines: Vec<String> = problems.iter().map(|problem| problem.to_string()).collect();
    /// assert!(lines[0].starts_with("roles[0].kind: unknown value `univercity`; did you mean `university`?"));
    /// assert_eq!(lines[1], "roles[1]: unknown key `stagge`; did you mean `stage`?; the keys are \
    ///     kind, stage, initiative, clause");
    /// assert_eq!(lines[2], "roles[1]: missing key `stage`");
    /// ```
    #[cfg(feature = "json")]
    pub fn from_json(text: &str) -> Result<Self, Problems> {
        let tree = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
            one(ProblemKind::Syntax { message, line: error.line(), column: error.column() })
        })?;
        read(&tree)
    }

    /// Reads a model from TOML of the same shape.
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
    pub fn from_toml(text: &str) -> Result<Self, Problems> {
        let tree = toml::from_str(text).map_err(|error| {
            let before = &text[..error.span().map_or(0, |span| span.start.min(text.len()))];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or(before).chars().count() + 1;
            let message = error.message().lines().collect::<Vec<_>>().join("; ");
            one(ProblemKind::Syntax { message, line, column })
        })?;
        read(&tree)
    }

    /// The model as JSON; it reads back as an equal one.
    ///
    /// ```
    /// use seedrelay::OperatingModel;
    /// let model = OperatingModel::proposal();
    /// assert_eq!(OperatingModel::from_json(&model.to_json())?, model);
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

fn one(kind: ProblemKind) -> Problems {
    Problems::new(vec![Problem::new(Path::default(), kind)]).expect("there is one")
}

/// A value of either format.
#[derive(Debug)]
enum Tree {
    Table(Vec<(String, Tree)>),
    List(Vec<Tree>),
    String(String),
    Number(f64),
    Other(&'static str),
}

impl Tree {
    fn found(&self) -> String {
        match self {
            Self::Table(_) => "a table".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::String(text) => format!("string `{text}`"),
            Self::Number(number) => format!("number {number}"),
            Self::Other(what) => (*what).to_owned(),
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TreeVisitor;

        impl<'de> Visitor<'de> for TreeVisitor {
            type Value = Tree;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_bool<E>(self, _: bool) -> Result<Tree, E> {
                Ok(Tree::Other("a truth value"))
            }

            fn visit_unit<E>(self) -> Result<Tree, E> {
                Ok(Tree::Other("null"))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
                Ok(Tree::Number(number as f64))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
                Ok(Tree::Number(number as f64))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Tree, E> {
                Ok(Tree::Number(number))
            }

            fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
                Ok(Tree::String(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = list.next_element()? {
                    values.push(value);
                }
                Ok(Tree::List(values))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<Tree, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = table.next_entry()? {
                    entries.push(entry);
                }
                Ok(Tree::Table(entries))
            }
        }

        deserializer.deserialize_any(TreeVisitor)
    }
}

fn read(tree: &Tree) -> Result<OperatingModel, Problems> {
    let mut reader = Reader { problems: Vec::new() };
    let place = Path::default();
    let keys = reader.table(&place, tree, &["format", "name", "roles", "routes", "rules"]);
    if let Some(format) = reader.required(&place, &keys, "format") {
        reader.choice(&place.clone().key("format"), format, &[FORMAT]);
    }
    let name = reader.required(&place, &keys, "name").and_then(|name| reader.text(&place.clone().key("name"), name));
    let roles = reader.list(&place, &keys, "roles", |reader, place, tree| {
        let keys = reader.table(place, tree, &["kind", "stage", "initiative", "clause"]);
        let role = RoleRule {
            kind: reader.name(place, &keys, "kind", OrganizationKind::NAMES)?,
            stage: reader.name(place, &keys, "stage", Stage::NAMES)?,
            initiative: reader.optional_name(place, &keys, "initiative", Initiative::NAMES).unwrap_or_default(),
            clause: reader.clause(place, &keys),
        };
        Some(role)
    });
    let routes = reader.list(&place, &keys, "routes", |reader, place, tree| {
        let keys = reader.table(place, tree, &["commissioner", "performer", "stage", "clause"]);
        let route = RouteRule {
            commissioner: reader.name(place, &keys, "commissioner", OrganizationKind::NAMES)?,
            performer: reader.optional_name(place, &keys, "performer", OrganizationKind::NAMES),
            stage: reader.optional_name(place, &keys, "stage", Stage::NAMES),
            clause: reader.clause(place, &keys),
        };
        Some(route)
    });
    let rules = reader.list(&place, &keys, "rules", |reader, place, tree| {
        let keys = reader.table(place, tree, &["kind", "threshold", "clause"]);
        let rule = Rule {
            kind: reader.name(place, &keys, "kind", FindingKind::NAMES)?,
            threshold: reader.number(place, &keys, "threshold"),
            clause: reader.clause(place, &keys),
        };
        Some(rule)
    });
    let mut problems = reader.problems;
    let places = [("roles", roles.0), ("routes", routes.0), ("rules", rules.0)];
    let model =
        OperatingModel { name: name.unwrap_or_else(|| "".into()), roles: roles.1, routes: routes.1, rules: rules.1 };
    for mut problem in model.validate().err().into_iter().flatten() {
        problem.path = in_document(&problem.path, &places);
        if let ProblemKind::DuplicateId { first, .. } = &mut problem.kind {
            *first = in_document(first, &places);
        }
        problems.push(problem);
    }
    Problems::new(problems).map_or(Ok(model), Err)
}

/// Records with the index of each in its list of the document, where some may not have been readable.
type Placed<T> = (Vec<usize>, Vec<T>);

/// The place in the document of a place in the model.
fn in_document(path: &Path, places: &[(&str, Vec<usize>)]) -> Path {
    let mut list: &[usize] = &[];
    path.steps().iter().fold(Path::default(), |place, step| match step {
        Step::Key(key) => {
            list = places.iter().find(|(name, _)| *name == &**key).map_or(&[], |(_, indices)| indices);
            place.key(key)
        }
        Step::Index(index) => place.index(list.get(*index).copied().unwrap_or(*index)),
    })
}

type Keys<'t> = HashMap<&'t str, &'t Tree>;

struct Reader {
    problems: Vec<Problem>,
}

impl Reader {
    fn add(&mut self, place: &Path, kind: ProblemKind) {
        self.problems.push(Problem::new(place.clone(), kind));
    }

    fn wrong(&mut self, place: &Path, tree: &Tree, expected: &str) {
        self.add(place, ProblemKind::WrongType { found: tree.found(), expected: expected.to_owned() });
    }

    fn table<'t>(&mut self, place: &Path, tree: &'t Tree, expected: &'static [&'static str]) -> Keys<'t> {
        let mut keys = Keys::new();
        let Tree::Table(entries) = tree else {
            self.wrong(place, tree, "a table");
            return keys;
        };
        for (key, value) in entries {
            if !expected.contains(&key.as_str()) {
                self.add(
                    place,
                    ProblemKind::unknown_key(key, expected, |known| entries.iter().any(|(key, _)| key == known)),
                );
            } else if keys.insert(key, value).is_some() {
                self.add(place, ProblemKind::DuplicateKey { key: key.clone() });
            }
        }
        keys
    }

    fn required<'t>(&mut self, place: &Path, keys: &Keys<'t>, key: &'static str) -> Option<&'t Tree> {
        let value = keys.get(key).copied();
        if value.is_none() {
            self.add(place, ProblemKind::MissingKey { key });
        }
        value
    }

    fn list<T>(
        &mut self,
        place: &Path,
        keys: &Keys<'_>,
        key: &str,
        mut read: impl FnMut(&mut Self, &Path, &Tree) -> Option<T>,
    ) -> Placed<T> {
        let place = place.clone().key(key);
        match keys.get(key) {
            None => Placed::default(),
            Some(Tree::List(values)) => {
                let records = values.iter().enumerate();
                let mut read = |(index, tree)| Some((index, read(self, &place.clone().index(index), tree)?));
                records.filter_map(&mut read).unzip()
            }
            Some(other) => {
                self.wrong(&place, other, "a list");
                Placed::default()
            }
        }
    }

    fn choice<'t>(&mut self, place: &Path, tree: &'t Tree, names: &'static [&'static str]) -> Option<&'t str> {
        let Tree::String(text) = tree else {
            self.wrong(place, tree, &format!("one of {}", names.join(", ")));
            return None;
        };
        if !names.contains(&text.as_str()) {
            self.add(place, ProblemKind::unknown_value(text, names));
            return None;
        }
        Some(text)
    }

    fn name<T: std::str::FromStr>(
        &mut self,
        place: &Path,
        keys: &Keys<'_>,
        key: &'static str,
        names: &'static [&'static str],
    ) -> Option<T> {
        self.required(place, keys, key)?;
        self.optional_name(place, keys, key, names)
    }

    fn optional_name<T: std::str::FromStr>(
        &mut self,
        place: &Path,
        keys: &Keys<'_>,
        key: &str,
        names: &'static [&'static str],
    ) -> Option<T> {
        let text = self.choice(&place.clone().key(key), keys.get(key)?, names)?;
        text.parse().ok()
    }

    fn number(&mut self, place: &Path, keys: &Keys<'_>, key: &str) -> Option<f64> {
        match keys.get(key)? {
            Tree::Number(number) => Some(*number),
            other => {
                self.wrong(&place.clone().key(key), other, "a number from 0 to 1");
                None
            }
        }
    }

    fn clause(&mut self, place: &Path, keys: &Keys<'_>) -> Option<Text> {
        self.text(&place.clone().key("clause"), keys.get("clause")?)
    }

    fn text(&mut self, place: &Path, tree: &Tree) -> Option<Text> {
        if let Tree::String(text) = tree {
            return Some(text.as_str().into());
        }
        if !matches!(tree, Tree::Table(_)) {
            self.wrong(place, tree, "a string, or a table of `en` and `zh`");
            return None;
        }
        let keys = self.table(place, tree, Lang::NAMES);
        let mut word = |key: &str| match keys.get(key)? {
            Tree::String(text) => Some(text.as_str()),
            other => {
                self.wrong(&place.clone().key(key), other, "a string");
                None
            }
        };
        match (word("en"), word("zh")) {
            (Some(en), Some(zh)) => Some(Text::new(en, zh)),
            (Some(en), None) => Some(Text::english(en)),
            (None, Some(zh)) => Some(Text::chinese(zh)),
            (None, None) => {
                self.add(place, ProblemKind::NothingGiven { what: "text" });
                None
            }
        }
    }
}
