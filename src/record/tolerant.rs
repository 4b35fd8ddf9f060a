//! The tolerant reading: a document as a tree, read past every problem.
//!
//! Sound documents in JSON never come here; when their strict reading fails, the text becomes a [`Tree`], and every field
//! is read by [its type](super::FieldType::read), which notes what it cannot read and goes on.

use super::draft::Given;
use super::keys::{self, Misspelt};
use super::path::{Path, Step};
use super::problem::{Expected, Problem, ProblemKind};
use super::tree::{Entry, Tree, Value};

/// What one reading notes on its way.
#[derive(Debug, Default)]
pub(crate) struct Tolerant {
    pub(crate) path: Path,
    pub(crate) problems: Vec<Problem>,
    pub(crate) misspelt: Misspelt,
}

impl Tolerant {
    pub(crate) fn note(&mut self, tree: &Tree<'_>, kind: ProblemKind) {
        let (path, span) = (&self.path, &tree.span);
        Problem::note(&mut self.problems, || Problem { path: path.clone(), kind, span: Some(span.clone()) });
    }

    /// Notes that something else is expected; there is no value.
    pub(crate) fn expect<T>(&mut self, tree: &Tree<'_>, expected: Expected) -> Given<T> {
        let kind = match &tree.value {
            #[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
            Value::Unreadable(kind) => kind.clone(),
            value => ProblemKind::WrongType { found: value.found(), expected },
        };
        self.note(tree, kind);
        Given::Bad
    }

    /// Reads something one step further in.
    pub(crate) fn within<T>(&mut self, step: Step, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let outcome = read(self);
        self.path.pop();
        outcome
    }

    fn note_key(&mut self, entry: &Entry<'_>, kind: ProblemKind) {
        self.path.push(Step::Key((&*entry.key).into()));
        let (path, span) = (&self.path, &entry.key_span);
        Problem::note(&mut self.problems, || Problem { path: path.clone(), kind, span: Some(span.clone()) });
        self.path.pop();
    }

    /// Reads each entry of a table that may have some keys only, by the key that was meant; `false` where it is none.
    pub(crate) fn table<'t>(
        &mut self,
        tree: &'t Tree<'t>,
        keys: &'static [&'static str],
        expected: Expected,
        read: &mut dyn FnMut(&mut Self, &'static str, &'t Tree<'t>),
    ) -> bool {
        let Value::Table(entries) = &tree.value else {
            self.expect::<()>(tree, expected);
            return false;
        };
        let known = keys::known(entries, keys, &mut |entry, kind| self.note_key(entry, kind));
        self.misspelt.keep(&known);
        for (key, entry) in known {
            self.within(Step::Key((&*entry.key).into()), |reader| read(reader, key, &entry.value));
        }
        true
    }

    /// Reads each entry of a table that may have any keys; `false` where it is none.
    pub(crate) fn open_table<'t>(
        &mut self,
        tree: &'t Tree<'t>,
        expected: Expected,
        read: &mut dyn FnMut(&mut Self, &'t str, &'t Tree<'t>),
    ) -> bool {
        let Value::Table(entries) = &tree.value else {
            self.expect::<()>(tree, expected);
            return false;
        };
        for entry in keys::once(entries, &mut |entry, kind| self.note_key(entry, kind)) {
            self.within(Step::Key((&*entry.key).into()), |reader| read(reader, &entry.key, &entry.value));
        }
        true
    }

    /// Reads each element of a list; `None` where it is none.
    pub(crate) fn list<'t, T>(
        &mut self,
        tree: &'t Tree<'t>,
        expected: Expected,
        mut read: impl FnMut(&mut Self, &'t Tree<'t>) -> T,
    ) -> Given<Vec<T>> {
        let Value::List(values) = &tree.value else { return self.expect(tree, expected) };
        let elements = values.iter().enumerate();
        Given::Is(elements.map(|(index, tree)| self.within(Step::Index(index), |reader| read(reader, tree))).collect())
    }
}
