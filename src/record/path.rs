//! Places in a document.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use super::RecordList;
use crate::model::Lang;
use crate::text::{LONGEST_SHOWN, Quoted};

/// One step of a [`Path`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Into the value of a key. A key may hold megabytes, and be a part of a million paths, which share it.
    Key(Arc<str>),
    /// Into an element of a list, counted from 0.
    Index(usize),
}

impl Ord for Step {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Key(own), Self::Key(other)) if Arc::ptr_eq(own, other) => Ordering::Equal,
            (Self::Key(own), Self::Key(other)) => own.cmp(other),
            (Self::Index(own), Self::Index(other)) => own.cmp(other),
            (Self::Key(_), Self::Index(_)) => Ordering::Less,
            (Self::Index(_), Self::Key(_)) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Step {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A place in a document, such as `projects[3].builds_on[0]`.
///
/// For records that were added to a builder, the index is that of the record among those of its list.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Vec<Step>);

impl Path {
    /// The steps from the document to the place.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    pub(crate) fn key(mut self, key: &str) -> Self {
        self.0.push(Step::Key(key.into()));
        self
    }

    pub(crate) fn index(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }

    pub(crate) fn pop(&mut self) {
        self.0.pop();
    }

    pub(crate) fn push(&mut self, step: Step) {
        self.0.push(step);
    }

    pub(crate) fn record(list: RecordList, index: usize) -> Self {
        Self::default().key(list.key()).index(index)
    }

    /// The record of a list in which the place is, with the steps within it; `None` of what is in no list.
    pub(crate) fn in_list(&self) -> Option<(RecordList, usize, &[Step])> {
        let [Step::Key(key), Step::Index(index), within @ ..] = self.steps() else { return None };
        let list = RecordList::ALL.iter().find(|list| list.key() == &**key)?;
        Some((*list, *index, within))
    }

    /// The path with more steps.
    pub(crate) fn within(mut self, steps: &[Step]) -> Self {
        self.0.extend_from_slice(steps);
        self
    }

    /// The path in a sentence of the language. Only what the whole document is called differs.
    pub(crate) fn label(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh if self.0.is_empty() => "整个文档".to_owned(),
            _ => self.to_string(),
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("the document");
        }
        for (number, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if is_plain(key) => write!(f, "{}{key}", if number == 0 { "" } else { "." })?,
                Step::Key(key) => write!(f, "[{}]", Quoted(key))?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

fn is_plain(key: &str) -> bool {
    (1..=LONGEST_SHOWN).contains(&key.len()) && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}
