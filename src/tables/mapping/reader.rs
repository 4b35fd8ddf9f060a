//! Reading a mapping's tree past every problem.

use std::ops::Range;

use crate::chain::nearest;
use crate::document::tree::{Entry, Tree, Value, in_words};
use crate::{Lang, PartialDate, Path, Problem, ProblemKind, Text};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct At<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) path: Path,
}

impl<'t> At<'t> {
    pub(super) fn span(&self) -> Range<usize> {
        self.tree.span.clone()
    }

    pub(super) fn as_text(&self) -> Option<&'t str> {
        match &self.tree.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    pub(super) const fn is_table(&self) -> bool {
        matches!(self.tree.value, Value::Table(_))
    }

    /// The elements of a list, or the value itself as the only one.
    pub(super) fn elements(&self) -> Vec<Self> {
        match &self.tree.value {
            Value::List(values) => values
                .iter()
                .enumerate()
                .map(|(index, tree)| At { tree, path: self.path.clone().index(index) })
                .collect(),
            _ => vec![self.clone()],
        }
    }
}

/// The entries of a table, by key.
#[derive(Debug)]
pub(super) struct Keys<'t> {
    at: At<'t>,
    entries: &'t [Entry<'t>],
}

impl<'t> Keys<'t> {
    pub(super) fn get(&self, key: &str) -> Option<At<'t>> {
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        Some(At { tree: &entry.value, path: self.at.path.clone().key(key) })
    }

    pub(super) const fn at(&self) -> &At<'t> {
        &self.at
    }

    /// Every entry with its key and the place of the key.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'t str, Range<usize>, At<'t>)> {
        self.entries.iter().map(|entry| {
            let path = self.at.path.clone().key(&entry.key);
            (&*entry.key, entry.key_span.clone(), At { tree: &entry.value, path })
        })
    }
}

/// What is wrong with a mapping, as it is met.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) problems: Vec<Problem>,
}

impl Reader {
    pub(super) fn problem(&mut self, path: &Path, span: Range<usize>, kind: ProblemKind) {
        self.problems.push(Problem { path: path.clone(), kind, span: Some(span) });
    }

    pub(super) fn note(&mut self, at: &At<'_>, kind: ProblemKind) {
        self.problem(&at.path, at.span(), kind);
    }

    pub(super) fn unusable(&mut self, at: &At<'_>, found: &str, why: impl Into<String>) {
        self.note(at, ProblemKind::Unusable { found: found.to_owned(), why: why.into() });
    }

    pub(super) fn wrong_type(&mut self, at: &At<'_>, expected: &str) {
        let found = match &at.tree.value {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Unsigned(number) => format!("the number {number}"),
            Value::Signed(number) => format!("the number {number}"),
            Value::Float(number) => format!("the number {number}"),
            Value::String(text) => in_words(serde::de::Unexpected::Str(text)),
            Value::Date(date) => format!("the date {date}"),
            Value::List(_) => "a list".to_owned(),
            Value::Table(_) => "a table".to_owned(),
            Value::Unreadable(kind) => return self.note(at, kind.clone()),
        };
        self.note(at, ProblemKind::WrongType { found, expected: expected.to_owned() });
    }

    /// The entries of a table that may have any keys.
    pub(super) fn open_table<'t>(&mut self, at: &At<'t>) -> Option<Keys<'t>> {
        if let Value::Table(entries) = &at.tree.value {
            return Some(Keys { at: at.clone(), entries });
        }
        self.wrong_type(at, "a table");
        None
    }

    /// The entries of a table that may have some keys only.
    pub(super) fn table<'t>(&mut self, at: &At<'t>, expected: &'static [&'static str]) -> Option<Keys<'t>> {
        let keys = self.open_table(at)?;
        for entry in keys.entries.iter().filter(|entry| !expected.contains(&&*entry.key)) {
            let is_there = |known: &str| keys.entries.iter().any(|entry| entry.key == known);
            let kind = ProblemKind::unknown_key(&entry.key, expected, is_there);
            self.problem(&at.path, entry.key_span.clone(), kind);
        }
        Some(keys)
    }

    pub(super) fn required<'t>(&mut self, keys: &Keys<'t>, key: &'static str) -> Option<At<'t>> {
        let value = keys.get(key);
        if value.is_none() {
            self.note(keys.at(), ProblemKind::MissingKey { key });
        }
        value
    }

    pub(super) fn string<'t>(&mut self, at: &At<'t>) -> Option<&'t str> {
        let text = at.as_text();
        if text.is_none() {
            self.wrong_type(at, "a string");
        }
        text
    }

    /// A string that is not empty.
    pub(super) fn id(&mut self, at: &At<'_>) -> Option<Box<str>> {
        let id = self.string(at)?;
        if id.is_empty() {
            self.note(at, ProblemKind::EmptyId);
            return None;
        }
        Some(id.into())
    }

    pub(super) fn bool(&mut self, at: &At<'_>) -> Option<bool> {
        if let Value::Bool(value) = at.tree.value {
            return Some(value);
        }
        self.wrong_type(at, "true or false");
        None
    }

    /// One of some names.
    pub(super) fn name<T: std::str::FromStr>(&mut self, at: &At<'_>, names: &'static [&'static str]) -> Option<T> {
        let Some(text) = at.as_text() else {
            self.wrong_type(at, &format!("one of {}", names.join(", ")));
            return None;
        };
        let value = text.parse().ok();
        if value.is_none() {
            self.note(at, ProblemKind::unknown_value(text, names));
        }
        value
    }

    /// One of some ids that the mapping itself declares.
    pub(super) fn reference(&mut self, at: &At<'_>, what: &'static str, ids: &[Box<str>]) -> Option<usize> {
        let id = self.string(at)?;
        let found = ids.iter().position(|known| **known == *id);
        if found.is_none() {
            let nearest = nearest(id, ids.iter().map(|id| &**id)).map(str::to_owned);
            self.note(at, ProblemKind::UnknownReference { what, id: id.to_owned(), nearest });
        }
        found
    }

    pub(super) fn date(&mut self, at: &At<'_>) -> Option<PartialDate> {
        let text = match &at.tree.value {
            Value::String(text) => text,
            Value::Date(date) => date.as_str(),
            _ => {
                self.wrong_type(at, crate::model::EXPECTED_DATE);
                return None;
            }
        };
        let date = text.parse().ok();
        if date.is_none() {
            self.note(at, ProblemKind::MalformedDate { found: text.to_owned() });
        }
        date
    }

    pub(super) fn text(&mut self, at: &At<'_>) -> Option<Text> {
        if let Some(text) = at.as_text() {
            return Some(text.into());
        }
        if !at.is_table() {
            self.wrong_type(at, "a string, or a table of `en` and `zh`");
            return None;
        }
        let keys = self.table(at, Lang::NAMES)?;
        let mut word = |key| keys.get(key).and_then(|at| self.string(&at));
        match (word("en"), word("zh")) {
            (Some(en), Some(zh)) => Some(Text::new(en, zh)),
            (Some(en), None) => Some(Text::english(en)),
            (None, Some(zh)) => Some(Text::chinese(zh)),
            (None, None) => {
                self.note(at, ProblemKind::NothingGiven { what: "text" });
                None
            }
        }
    }
}
