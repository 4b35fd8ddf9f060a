//! What a mapping holds besides what a model does: ids and references, dates, tables of any keys.

use std::ops::Range;

use hashbrown::HashMap;

use super::{At, Keys, Reader};
use crate::chain::ProblemKind;
use crate::model::{PartialDate, Term, Text};
use crate::record::Expected;
use crate::record::keys;
use crate::record::tree::Value;
use crate::text::nearest_within;

impl At<'_> {
    pub(crate) const fn is_table(&self) -> bool {
        matches!(self.tree.value, Value::Table(_))
    }

    /// The elements of a list, or the value itself as the only one.
    pub(crate) fn elements(&self) -> Vec<Self> {
        self.list().unwrap_or_else(|| vec![self.clone()])
    }
}

impl<'t> Keys<'t> {
    /// Every entry with its key and the place of the key.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'t str, Range<usize>, At<'t>)> {
        self.entries.iter().map(|(key, entry)| (*key, entry.key_span.clone(), self.at_entry(entry)))
    }
}

/// The ids of a list that the document declares, each with its number.
#[derive(Debug)]
pub(crate) struct Ids {
    ids: Vec<Box<str>>,
    numbers: HashMap<Box<str>, usize>,
}

impl Ids {
    /// Of an id given twice, which is noted elsewhere, the first counts.
    pub(crate) fn of<'i>(ids: impl Iterator<Item = &'i str>) -> Self {
        let ids: Vec<Box<str>> = ids.map(Box::from).collect();
        let mut numbers = HashMap::with_capacity(ids.len());
        for (number, id) in ids.iter().enumerate() {
            numbers.entry(id.clone()).or_insert(number);
        }
        Self { ids, numbers }
    }

    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        self.ids.iter().map(|id| &**id)
    }
}

impl Reader {
    pub(crate) fn unusable(&mut self, at: &At<'_>, found: &str, why: impl Into<Text>) {
        self.note(at, ProblemKind::Unusable { found: found.to_owned(), why: why.into() });
    }

    /// The entries of a table that may have any keys.
    pub(crate) fn open_table<'t>(&mut self, at: &At<'t>) -> Option<Keys<'t>> {
        let entries = keys::once(self.entries(at)?, &mut |entry, kind| self.note_key(at, entry, kind));
        Some(Keys { at: at.clone(), entries: entries.into_iter().map(|entry| (&*entry.key, entry)).collect() })
    }

    /// A string that is not empty.
    pub(crate) fn id(&mut self, at: &At<'_>) -> Option<Box<str>> {
        let id = self.string(at)?;
        if id.is_empty() {
            self.note(at, ProblemKind::EmptyId);
            return None;
        }
        Some(id.into())
    }

    pub(crate) fn bool(&mut self, at: &At<'_>) -> Option<bool> {
        if let Value::Bool(value) = at.tree.value {
            return Some(value);
        }
        self.wrong_type(at, Expected::Flag);
        None
    }

    /// One of some ids that the document itself declares.
    pub(crate) fn reference(&mut self, at: &At<'_>, what: Term, ids: &Ids) -> Option<usize> {
        let id = self.string(at)?;
        let found = ids.numbers.get(id).copied();
        if found.is_none() {
            let nearest = nearest_within(id, ids.iter(), &mut self.budget).map(str::to_owned);
            self.note(at, ProblemKind::UnknownReference { what, id: id.to_owned(), nearest });
        }
        found
    }

    pub(crate) fn date(&mut self, at: &At<'_>) -> Option<PartialDate> {
        let text = match &at.tree.value {
            Value::String(text) => text,
            Value::Date(date) => date.as_str(),
            _ => {
                self.wrong_type(at, Expected::Date);
                return None;
            }
        };
        let date = text.parse().ok();
        if date.is_none() {
            self.note(at, ProblemKind::MalformedDate { found: text.to_owned() });
        }
        date
    }
}
