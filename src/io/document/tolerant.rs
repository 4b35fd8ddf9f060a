//! The tolerant reading: the tree of a document read past every problem.
//!
//! Sound documents never come here. When the strict reading of a format fails, its text becomes a [`Tree`], and
//! [`read`] hands it to the very visitor that the strict reading uses. The trick is in [`Given`](crate::chain::draft):
//! it asks for a newtype of a certain name, and this deserializer answers with a sequence of one value, or, where the
//! value cannot be read, notes the problem and answers with a sequence of none.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::read::{ReadOptions, read_document};
use crate::chain::Assembly;
use crate::chain::draft::{DATE, GIVEN};
use crate::chain::{Path, Problem, ProblemKind, Problems, Step, SupplyChain};
use crate::io::written::keys;
use crate::io::written::locate::{Locator, Misspelt};
use crate::io::written::tree::{Entry, Tree, Value, in_words};
use crate::model::Lang;
use crate::model::{EXPECTED_DATE, TEXT};

/// Reads a document past every problem. `noted` is what was met while the tree was made.
pub(super) fn read(tree: &Tree<'_>, noted: Vec<Problem>, options: ReadOptions) -> Result<SupplyChain, Problems> {
    let mut assembly = Assembly::new(options.require_sources);
    let reader = Reader { problems: RefCell::new(noted), ..Reader::default() };
    let outcome = read_document(At { reader: &reader, tree }, &mut assembly);
    let Reader { path, mut problems, misspelt } = reader;
    if let Err(fault) = outcome {
        let kind = fault.into_kind(tree);
        problems.get_mut().push(Problem { path: path.into_inner(), kind, span: Some(tree.span.clone()) });
        return Err(Problems::new(problems.into_inner()).expect("there is one"));
    }
    problems.into_inner().into_iter().for_each(|problem| assembly.problem(problem));
    assembly.finish().map_err(|problems| {
        let mut locator = Locator::new(tree, misspelt.into_inner());
        let locate = |mut problem: Problem| {
            if problem.span.is_none() {
                problem.span = Some(locator.locate(&problem.path));
            }
            problem
        };
        Problems::new(problems.into_iter().map(locate).collect()).expect("there is still one")
    })
}

/// What one reading notes on its way.
#[derive(Default)]
struct Reader {
    path: RefCell<Path>,
    problems: RefCell<Vec<Problem>>,
    misspelt: RefCell<Misspelt>,
}

impl Reader {
    fn note(&self, kind: ProblemKind, span: &Range<usize>) {
        let path = self.path.borrow().clone();
        self.problems.borrow_mut().push(Problem { path, kind, span: Some(span.clone()) });
    }

    fn note_key(&self, entry: &Entry<'_>, kind: ProblemKind) {
        self.within(Step::Key((&*entry.key).into()), || self.note(kind, &entry.key_span));
    }

    /// Reads something one step further in.
    fn within<T>(&self, step: Step, read: impl FnOnce() -> T) -> T {
        self.path.borrow_mut().push(step);
        let outcome = read();
        self.path.borrow_mut().pop();
        outcome
    }
}

/// What serde says is wrong with a value.
#[derive(Debug)]
enum Fault {
    Type { found: String, expected: String },
    Value { found: String, expected: String },
    Variant { found: String, expected: &'static [&'static str] },
    Unreadable(ProblemKind),
    Other(String),
}

impl Fault {
    fn into_kind(self, tree: &Tree<'_>) -> ProblemKind {
        match self {
            Self::Type { found, expected } => ProblemKind::WrongType { found, expected },
            Self::Variant { found, expected } => ProblemKind::unknown_value(&found, expected),
            Self::Value { found, expected } if expected == EXPECTED_DATE => ProblemKind::MalformedDate { found },
            Self::Value { found, .. } if matches!(tree.value, Value::Signed(number) if number < 0) => {
                ProblemKind::Negative { found }
            }
            Self::Value { found, expected } => ProblemKind::OutOfRange { found, expected },
            Self::Unreadable(kind) => kind,
            // Nothing in this crate says so of a value; whoever comes to say it is heard.
            Self::Other(message) => ProblemKind::WrongType { found: message, expected: "another value".into() },
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Other(message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::Type { found: in_words(found), expected: expected.to_string() }
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match found {
            Unexpected::Str(text) => text.to_owned(),
            Unexpected::Unsigned(number) => number.to_string(),
            Unexpected::Signed(number) => number.to_string(),
            found => in_words(found),
        };
        Self::Value { found, expected: expected.to_string() }
    }

    fn unknown_variant(found: &str, expected: &'static [&'static str]) -> Self {
        Self::Variant { found: found.to_owned(), expected }
    }
}

/// A deserializer at a value.
#[derive(Clone, Copy)]
struct At<'t> {
    reader: &'t Reader,
    tree: &'t Tree<'t>,
}

impl<'de> Deserializer<'de> for At<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.tree.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Unsigned(number) => visitor.visit_u64(*number),
            Value::Signed(number) => visitor.visit_i64(*number),
            Value::Float(number) => visitor.visit_f64(*number),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::List(values) => {
                visitor.visit_seq(Elements { reader: self.reader, values: values.iter().enumerate() })
            }
            Value::Table(entries) => visitor.visit_map(Entries::every(self.reader, entries)),
            Value::Date(date) => Err(de::Error::invalid_type(Unexpected::Other(&format!("the date {date}")), &visitor)),
            Value::Unreadable(kind) => Err(Fault::Unreadable(kind.clone())),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        match (name, &self.tree.value) {
            (GIVEN, _) => visitor.visit_seq(Attempt(Some(self))),
            (DATE, Value::Date(date)) => visitor.visit_str(date),
            (TEXT, Value::Table(entries)) => {
                let known = Entries::known(self.reader, entries, Lang::NAMES);
                // Of keys that are all unknown there is nothing more to say.
                let nothing_left = known.rest.len() == 0 && !entries.is_empty();
                if nothing_left { visitor.visit_str("") } else { visitor.visit_map(known) }
            }
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        keys: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match &self.tree.value {
            Value::Table(entries) => visitor.visit_map(Entries::known(self.reader, entries, keys)),
            _ => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any option enum
    }
}

/// A sequence of one value, or of none where the value cannot be read, with a note why.
struct Attempt<'t>(Option<At<'t>>);

impl<'de> SeqAccess<'de> for Attempt<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some(at) = self.0.take() else { return Ok(None) };
        match seed.deserialize(at) {
            Ok(value) => Ok(Some(value)),
            Err(fault) => {
                at.reader.note(fault.into_kind(at.tree), &at.tree.span);
                Ok(None)
            }
        }
    }
}

struct Elements<'t> {
    reader: &'t Reader,
    values: std::iter::Enumerate<std::slice::Iter<'t, Tree<'t>>>,
}

impl<'de> SeqAccess<'de> for Elements<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some((index, tree)) = self.values.next() else { return Ok(None) };
        let at = At { reader: self.reader, tree };
        self.reader.within(Step::Index(index), || seed.deserialize(at)).map(Some)
    }
}

/// The entries of a table, each key once, with the key that was meant. Unknown and repeated keys are noted.
struct Entries<'t> {
    reader: &'t Reader,
    rest: std::vec::IntoIter<(&'t str, &'t Entry<'t>)>,
    current: Option<&'t Entry<'t>>,
}

impl<'t> Entries<'t> {
    fn new(reader: &'t Reader, entries: Vec<(&'t str, &'t Entry<'t>)>) -> Self {
        Self { reader, rest: entries.into_iter(), current: None }
    }

    /// Every key.
    fn every(reader: &'t Reader, entries: &'t [Entry<'t>]) -> Self {
        let once = keys::once(entries, &mut |entry, kind| reader.note_key(entry, kind));
        Self::new(reader, once.into_iter().map(|entry| (&*entry.key, entry)).collect())
    }

    /// Every key of some.
    fn known(reader: &'t Reader, entries: &'t [Entry<'t>], keys: &'static [&'static str]) -> Self {
        let known = keys::known(entries, keys, &mut |entry, kind| reader.note_key(entry, kind));
        reader.misspelt.borrow_mut().keep(&known);
        Self::new(reader, known)
    }
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some((key, entry)) = self.rest.next() else { return Ok(None) };
        self.current = Some(entry);
        seed.deserialize(de::value::BorrowedStrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        let entry = self.current.take().expect("serde asks for a value after its key");
        let at = At { reader: self.reader, tree: &entry.value };
        self.reader.within(Step::Key((&*entry.key).into()), || seed.deserialize(at))
    }
}
