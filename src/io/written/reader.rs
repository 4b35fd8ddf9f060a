//! Reading a tree by hand, past every problem.

#[cfg(feature = "mapping")]
mod further;

use std::ops::Range;
use std::str::FromStr;

use crate::chain::{Path, Problem, ProblemKind};
use crate::model::{Lang, Term, Text, Values};
use crate::record::keys::{self, Misspelt};
use crate::record::tree::{Entry, Tree, Value};
use crate::record::{Expected, Found};
#[cfg(feature = "mapping")]
use crate::text::SearchBudget;

#[cfg(feature = "mapping")]
pub(crate) use further::Ids;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct At<'t> {
    pub(crate) tree: &'t Tree<'t>,
    pub(crate) path: Path,
}

impl<'t> At<'t> {
    /// The whole of a document.
    pub(crate) fn whole(tree: &'t Tree<'t>) -> Self {
        Self { tree, path: Path::default() }
    }

    pub(crate) fn span(&self) -> Range<usize> {
        self.tree.span.clone()
    }

    pub(crate) fn as_text(&self) -> Option<&'t str> {
        match &self.tree.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    fn list(&self) -> Option<Vec<Self>> {
        let Value::List(values) = &self.tree.value else { return None };
        let at = |(index, tree)| At { tree, path: self.path.clone().index(index) };
        Some(values.iter().enumerate().map(at).collect())
    }
}

/// The entries of a table, by the key that was meant.
#[derive(Debug)]
pub(crate) struct Keys<'t> {
    at: At<'t>,
    entries: Vec<(&'t str, &'t Entry<'t>)>,
}

impl<'t> Keys<'t> {
    pub(crate) fn get(&self, key: &str) -> Option<At<'t>> {
        let (_, entry) = self.entries.iter().find(|(meant, _)| *meant == key)?;
        Some(self.at_entry(entry))
    }

    pub(crate) const fn at(&self) -> &At<'t> {
        &self.at
    }

    fn at_entry(&self, entry: &'t Entry<'t>) -> At<'t> {
        At { tree: &entry.value, path: self.at.path.clone().key(&entry.key) }
    }
}

/// What is wrong with what is read, as it is met.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    pub(crate) problems: Vec<Problem>,
    pub(crate) misspelt: Misspelt,
    /// What is left to be spent on hints, and on what is sound but pointless.
    #[cfg(feature = "mapping")]
    pub(crate) budget: SearchBudget,
}

/// ## What is wrong
impl Reader {
    pub(crate) fn problem(&mut self, path: &Path, span: Range<usize>, kind: ProblemKind) {
        Problem::note(&mut self.problems, || Problem { path: path.clone(), kind, span: Some(span) });
    }

    pub(crate) fn note(&mut self, at: &At<'_>, kind: ProblemKind) {
        self.problem(&at.path, at.span(), kind);
    }

    pub(crate) fn wrong_type(&mut self, at: &At<'_>, expected: Expected) {
        let kind = match &at.tree.value {
            Value::Unreadable(kind) => kind.clone(),
            // What is read by hand is written as TOML by most.
            Value::Table(_) => ProblemKind::WrongType { found: Found::Table, expected },
            value => ProblemKind::WrongType { found: value.found(), expected },
        };
        self.note(at, kind);
    }

    fn note_key(&mut self, at: &At<'_>, entry: &Entry<'_>, kind: ProblemKind) {
        self.problem(&at.path.clone().key(&entry.key), entry.key_span.clone(), kind);
    }
}

/// ## Tables and lists
impl Reader {
    /// The entries of a table that may have some keys only.
    pub(crate) fn table<'t>(&mut self, at: &At<'t>, expected: &'static [&'static str]) -> Option<Keys<'t>> {
        let known = keys::known(self.entries(at)?, expected, &mut |entry, kind| self.note_key(at, entry, kind));
        self.misspelt.keep(&known);
        Some(Keys { at: at.clone(), entries: known })
    }

    fn entries<'t>(&mut self, at: &At<'t>) -> Option<&'t [Entry<'t>]> {
        if let Value::Table(entries) = &at.tree.value {
            return Some(entries);
        }
        self.wrong_type(at, Expected::Table);
        None
    }

    pub(crate) fn required<'t>(&mut self, keys: &Keys<'t>, key: &'static str) -> Option<At<'t>> {
        let value = keys.get(key);
        if value.is_none() {
            self.note(keys.at(), ProblemKind::MissingKey { key });
        }
        value
    }

    /// The elements of what must be a list.
    pub(crate) fn list<'t>(&mut self, at: &At<'t>) -> Option<Vec<At<'t>>> {
        let elements = at.list();
        if elements.is_none() {
            self.wrong_type(at, Expected::List);
        }
        elements
    }
}

/// ## Values
impl Reader {
    pub(crate) fn string<'t>(&mut self, at: &At<'t>) -> Option<&'t str> {
        let text = at.as_text();
        if text.is_none() {
            self.wrong_type(at, Expected::String);
        }
        text
    }

    /// A number; `expected` says which.
    pub(crate) fn number(&mut self, at: &At<'_>, expected: Expected) -> Option<f64> {
        match at.tree.value {
            Value::Unsigned(number) => Some(number as f64),
            Value::Signed(number) => Some(number as f64),
            Value::Float(number) => Some(number),
            _ => {
                self.wrong_type(at, expected);
                None
            }
        }
    }

    /// The format that a document says it has, which must be the one that is read.
    pub(crate) fn format(&mut self, keys: &Keys<'_>, expected: &'static [&'static str; 1]) {
        if let Some(at) = self.required(keys, "format")
            && let Some(found) = self.string(&at)
            && !expected.contains(&found)
        {
            self.note(&at, ProblemKind::unknown_value(found, &expected[..]));
        }
    }

    /// One of some names.
    pub(crate) fn name<T: FromStr>(&mut self, at: &At<'_>, names: impl Into<Values>) -> Option<T> {
        let names = names.into();
        let Some(text) = at.as_text() else {
            self.wrong_type(at, Expected::OneOf(names));
            return None;
        };
        let value = text.parse().ok();
        if value.is_none() {
            self.note(at, ProblemKind::unknown_value(text, names));
        }
        value
    }

    pub(crate) fn text(&mut self, at: &At<'_>) -> Option<Text> {
        if let Some(text) = at.as_text() {
            return Some(text.into());
        }
        let Value::Table(entries) = &at.tree.value else {
            self.wrong_type(at, Expected::Text);
            return None;
        };
        let keys = self.table(at, Lang::NAMES)?;
        let mut word = |key| keys.get(key).and_then(|at| self.string(&at));
        let text = Text::of(word("en").map(Into::into), word("zh").map(Into::into));
        // Of keys that are all unknown or hold no text there is nothing more to say.
        if text.is_none() && entries.is_empty() {
            self.note(at, ProblemKind::NothingGiven { what: Term::new("text", "文本") });
        }
        text
    }
}
