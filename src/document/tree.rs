//! The tolerant reading: a document as a tree of values with their places, read past every problem.
//!
//! Sound documents never come here. When the strict reading of a format fails, the format makes a [`Tree`], and
//! [`read`] hands it to the very visitor that the strict reading uses. The trick is in [`Given`](crate::chain::draft):
//! it asks for a newtype of a certain name, and this deserializer answers with a sequence of one value, or, where the
//! value cannot be read, notes the problem and answers with a sequence of none.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, Unexpected, VariantAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;

use crate::chain::Assembly;
use crate::chain::draft::GIVEN;
use crate::model::EXPECTED_DATE;
use crate::{Path, Problem, ProblemKind, Problems, Step, SupplyChain};

use super::read::{ReadOptions, read_document};

/// How deep values may be nested. A document goes 7 deep.
pub(super) const DEEPEST: usize = 32;

/// A value and where it stands in the text.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) span: Range<usize>,
    pub(super) value: Value,
}

#[derive(Debug)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    String(String),
    List(Vec<Tree>),
    Table(Vec<Entry>),
    /// A value that the format itself could not read.
    Unreadable(ProblemKind),
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_span: Range<usize>,
    pub(super) value: Tree,
}

/// Reads a document past every problem.
pub(super) fn read(tree: &Tree, options: ReadOptions) -> Result<SupplyChain, Problems> {
    let mut assembly = Assembly::new(options.require_sources);
    let reader = Reader::default();
    let outcome = read_document(At { reader: &reader, tree }, &mut assembly);
    let Reader { path, mut problems } = reader;
    if let Err(fault) = outcome {
        let kind = fault.into_kind(tree);
        problems.get_mut().push(Problem { path: path.into_inner(), kind, span: Some(tree.span.clone()) });
        return Err(Problems::new(problems.into_inner()).expect("there is one"));
    }
    problems.into_inner().into_iter().for_each(|problem| assembly.problem(problem));
    assembly.finish().map_err(|problems| {
        let locate = |mut problem: Problem| {
            if problem.span.is_none() {
                problem.span = Some(locate(tree, &problem));
            }
            problem
        };
        Problems::new(problems.into_iter().map(locate).collect()).expect("there is still one")
    })
}

/// Where a problem stands in the text: at the value of its place, or at the nearest value around it that is there.
fn locate(tree: &Tree, problem: &Problem) -> Range<usize> {
    let mut place = tree;
    for step in problem.path.steps() {
        let next = match (step, &place.value) {
            (Step::Key(key), Value::Table(entries)) => {
                entries.iter().find(|entry| *entry.key == **key).map(|entry| &entry.value)
            }
            (Step::Index(index), Value::List(values)) => values.get(*index),
            _ => None,
        };
        let Some(next) = next else { break };
        place = next;
    }
    place.span.clone()
}

/// What one reading notes on its way.
#[derive(Default)]
struct Reader {
    path: RefCell<Path>,
    problems: RefCell<Vec<Problem>>,
}

impl Reader {
    fn note(&self, kind: ProblemKind, span: &Range<usize>) {
        let path = self.path.borrow().clone();
        self.problems.borrow_mut().push(Problem { path, kind, span: Some(span.clone()) });
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
    Other(String),
}

impl Fault {
    fn into_kind(self, tree: &Tree) -> ProblemKind {
        let negative = |found: String| match tree.value {
            Value::Signed(number) if number < 0 => ProblemKind::Negative { found: number.to_string() },
            Value::Float(number) if number < 0.0 => ProblemKind::Negative { found: number.to_string() },
            _ => ProblemKind::OutOfRange { found, expected: String::new() },
        };
        match self {
            Self::Type { found, expected } => ProblemKind::WrongType { found, expected },
            Self::Variant { found, expected } => ProblemKind::unknown_value(&found, expected),
            Self::Value { found, expected } if expected == EXPECTED_DATE => ProblemKind::MalformedDate { found },
            Self::Value { found, expected } => match negative(found) {
                ProblemKind::OutOfRange { found, .. } => ProblemKind::OutOfRange { found, expected },
                negative => negative,
            },
            Self::Other(message) => ProblemKind::WrongType { found: message, expected: "something else".into() },
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

/// What was found, in the words of documents rather than of Rust.
fn in_words(found: Unexpected<'_>) -> String {
    const LONGEST: usize = 60;
    match found {
        Unexpected::Unit | Unexpected::Option => "null (leave the key out instead)".into(),
        Unexpected::Bool(value) => format!("{value}"),
        Unexpected::Unsigned(number) => format!("the number {number}"),
        Unexpected::Signed(number) => format!("the number {number}"),
        Unexpected::Float(number) => format!("the number {number}"),
        Unexpected::Str(text) if text.chars().count() > LONGEST => {
            format!("the text {:?}…", text.chars().take(LONGEST).collect::<String>())
        }
        Unexpected::Str(text) => format!("the text {text:?}"),
        Unexpected::Seq => "a list".into(),
        Unexpected::Map | Unexpected::StructVariant => "an object".into(),
        other => other.to_string(),
    }
}

/// A deserializer at a value.
#[derive(Clone, Copy)]
struct At<'t> {
    reader: &'t Reader,
    tree: &'t Tree,
}

impl<'de> Deserializer<'de> for At<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.tree.value {
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Unsigned(number) => visitor.visit_u64(*number),
            Value::Signed(number) => visitor.visit_i64(*number),
            Value::Float(number) => visitor.visit_f64(*number),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::List(values) => {
                visitor.visit_seq(Elements { reader: self.reader, values: values.iter().enumerate() })
            }
            Value::Table(entries) => visitor.visit_map(Entries::every(self.reader, entries)),
            // `Given` notes what is unreadable before anything is asked of it.
            Value::Null | Value::Unreadable(_) => visitor.visit_unit(),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        if name == GIVEN { visitor.visit_seq(Attempt(Some(self))) } else { visitor.visit_newtype_struct(self) }
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

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match &self.tree.value {
            Value::String(text) => visitor.visit_enum(Variant(text)),
            other => Err(de::Error::invalid_type(other.unexpected(), &"a string")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

impl Value {
    fn unexpected(&self) -> Unexpected<'_> {
        match self {
            Self::Null | Self::Unreadable(_) => Unexpected::Unit,
            Self::Bool(value) => Unexpected::Bool(*value),
            Self::Unsigned(number) => Unexpected::Unsigned(*number),
            Self::Signed(number) => Unexpected::Signed(*number),
            Self::Float(number) => Unexpected::Float(*number),
            Self::String(text) => Unexpected::Str(text),
            Self::List(_) => Unexpected::Seq,
            Self::Table(_) => Unexpected::Map,
        }
    }
}

/// A sequence of one value, or of none where the value cannot be read, with a note why.
struct Attempt<'t>(Option<At<'t>>);

impl<'de> SeqAccess<'de> for Attempt<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some(at) = self.0.take() else { return Ok(None) };
        if let Value::Unreadable(kind) = &at.tree.value {
            at.reader.note(kind.clone(), &at.tree.span);
            return Ok(None);
        }
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
    values: std::iter::Enumerate<std::slice::Iter<'t, Tree>>,
}

impl<'de> SeqAccess<'de> for Elements<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some((index, tree)) = self.values.next() else { return Ok(None) };
        let at = At { reader: self.reader, tree };
        self.reader.within(Step::Index(index), || seed.deserialize(at)).map(Some)
    }
}

/// The entries of a table that can be read. Unknown and repeated keys are noted and left out.
struct Entries<'t> {
    reader: &'t Reader,
    entries: std::vec::IntoIter<(&'t str, Option<&'t Tree>)>,
    current: Option<(&'t str, Option<&'t Tree>)>,
}

impl<'t> Entries<'t> {
    /// Every key once.
    fn every(reader: &'t Reader, entries: &'t [Entry]) -> Self {
        let mut seen = hashbrown::HashSet::new();
        let mut kept = Vec::with_capacity(entries.len());
        for entry in entries {
            if seen.insert(entry.key.as_str()) {
                kept.push((entry.key.as_str(), Some(&entry.value)));
            } else {
                reader.within(Step::Key(entry.key.as_str().into()), || {
                    reader.note(ProblemKind::DuplicateKey { key: entry.key.clone() }, &entry.key_span);
                });
            }
        }
        Self { reader, entries: kept.into_iter(), current: None }
    }

    /// Every key of some, once. A slip of the pen is noted once too: as an unknown key, and not also as one missing.
    fn known(reader: &'t Reader, entries: &'t [Entry], keys: &'static [&'static str]) -> Self {
        let mut every = Self::every(reader, entries);
        let mut kept = Vec::with_capacity(keys.len());
        let mut meant: Vec<&'static str> = Vec::new();
        for (key, value) in every.entries.by_ref() {
            if keys.contains(&key) {
                kept.push((key, value));
                continue;
            }
            let kind = ProblemKind::unknown_key(key, keys);
            if let ProblemKind::UnknownKey { nearest: Some(nearest), .. } = &kind {
                meant.extend(keys.iter().copied().find(|key| key == nearest));
            }
            let span = entries.iter().find(|entry| entry.key == key).map(|entry| &entry.key_span);
            reader.within(Step::Key(key.into()), || reader.note(kind, span.unwrap_or(&(0..0))));
        }
        for key in meant {
            if !kept.iter().any(|(kept, _)| *kept == key) {
                kept.push((key, None));
            }
        }
        Self { reader, entries: kept.into_iter(), current: None }
    }
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        self.current = self.entries.next();
        let Some((key, _)) = self.current else { return Ok(None) };
        seed.deserialize(de::value::BorrowedStrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        let (key, tree) = self.current.take().expect("serde asks for a value after its key");
        let Some(tree) = tree else { return seed.deserialize(Misspelt) };
        let at = At { reader: self.reader, tree };
        self.reader.within(Step::Key(key.into()), || seed.deserialize(at))
    }
}

/// The value of a key that was misspelt, which has been noted.
struct Misspelt;

impl<'de> Deserializer<'de> for Misspelt {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(Attempt(None))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any option newtype_struct struct enum
    }
}

/// A value of an enumeration.
struct Variant<'t>(&'t str);

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Fault;
    type Variant = Unit;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Unit), Fault> {
        let name: de::value::StrDeserializer<'de, Fault> = self.0.into_deserializer();
        Ok((seed.deserialize(name)?, Unit))
    }
}

struct Unit;

impl<'de> VariantAccess<'de> for Unit {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Fault> {
        Err(de::Error::custom("an enumeration of names only"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Fault> {
        Err(de::Error::custom("an enumeration of names only"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Fault> {
        Err(de::Error::custom("an enumeration of names only"))
    }
}
