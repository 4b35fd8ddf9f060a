//! The tolerant reading: a document as a tree of values with their places, read past every problem.
//!
//! Sound documents never come here. When the strict reading of a format fails, the format makes a [`Tree`], and
//! [`read`] hands it to the very visitor that the strict reading uses. The trick is in [`Given`](crate::chain::draft):
//! it asks for a newtype of a certain name, and this deserializer answers with a sequence of one value, or, where the
//! value cannot be read, notes the problem and answers with a sequence of none.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use hashbrown::{HashMap, HashSet};
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use crate::chain::Assembly;
use crate::chain::draft::{DATE, GIVEN};
use crate::model::{EXPECTED_DATE, TEXT};
use crate::{Lang, Path, Problem, ProblemKind, Problems, Step, SupplyChain};

use super::read::{ReadOptions, read_document};

/// How deep values may be nested. A document goes 7 deep.
pub(super) const DEEPEST: usize = 32;

/// A value and where it stands in the text.
#[derive(Debug)]
pub(crate) struct Tree<'t> {
    pub(crate) span: Range<usize>,
    pub(crate) value: Value<'t>,
}

#[derive(Debug)]
pub(crate) enum Value<'t> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    String(Cow<'t, str>),
    /// A date of the format's own, as it would be written in a string.
    Date(String),
    List(Vec<Tree<'t>>),
    Table(Vec<Entry<'t>>),
    /// A value that the format itself could not read.
    Unreadable(ProblemKind),
}

#[derive(Debug)]
pub(crate) struct Entry<'t> {
    pub(crate) key: Cow<'t, str>,
    pub(crate) key_span: Range<usize>,
    pub(crate) value: Tree<'t>,
}

/// The line and column of a byte of a text, from 1; columns count characters.
pub(super) fn line_and_column(text: &[u8], byte: usize) -> (usize, usize) {
    let before = &text[..byte.min(text.len())];
    let line = before.split(|byte| *byte == b'\n').count();
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let before = String::from_utf8_lossy(&before[line_start..]);
    (line, before.trim_start_matches('\u{feff}').chars().count() + 1)
}

/// The only problem of bytes that are no text.
pub(super) fn not_utf8(error: std::str::Utf8Error) -> Problems {
    let position = error.valid_up_to();
    one(ProblemKind::NotUtf8 { position }, Some(position..position + error.error_len().unwrap_or(1)))
}

/// One problem with the document as a whole.
pub(super) fn one(kind: ProblemKind, span: Option<Range<usize>>) -> Problems {
    Problems::new(vec![Problem { path: Path::default(), kind, span }]).expect("there is one")
}

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
        let mut map = Map { tree, misspelt: misspelt.into_inner(), wide: HashMap::new() };
        let locate = |mut problem: Problem| {
            if problem.span.is_none() {
                problem.span = Some(map.locate(&problem.path));
            }
            problem
        };
        Problems::new(problems.into_iter().map(locate).collect()).expect("there is still one")
    })
}

/// Finds places in the text.
struct Map<'t> {
    tree: &'t Tree<'t>,
    /// What was meant by each misspelt key, by where the key stands.
    misspelt: HashMap<usize, &'static str>,
    /// The keys of tables that have many, by the first entry.
    wide: HashMap<*const Entry<'t>, HashMap<&'t str, &'t Tree<'t>>>,
}

impl<'t> Map<'t> {
    /// The value at a path, or the nearest value around it that is there.
    fn locate(&mut self, path: &Path) -> Range<usize> {
        let mut place = self.tree;
        for step in path.steps() {
            let next = match (step, &place.value) {
                (Step::Key(key), Value::Table(entries)) => self.entry(entries, key),
                (Step::Index(index), Value::List(values)) => values.get(*index),
                _ => None,
            };
            let Some(next) = next else { break };
            place = next;
        }
        place.span.clone()
    }

    fn entry(&mut self, entries: &'t [Entry<'t>], key: &str) -> Option<&'t Tree<'t>> {
        const WIDE: usize = 50;
        if entries.len() > WIDE {
            let index = || entries.iter().rev().map(|entry| (&*entry.key, &entry.value)).collect();
            return self.wide.entry(entries.as_ptr()).or_insert_with(index).get(key).copied();
        }
        let is_meant = |entry: &&Entry<'_>| self.misspelt.get(&entry.key_span.start) == Some(&key);
        let found = entries.iter().find(|entry| *entry.key == *key).or_else(|| entries.iter().find(is_meant));
        found.map(|entry| &entry.value)
    }
}

/// What one reading notes on its way.
#[derive(Default)]
struct Reader {
    path: RefCell<Path>,
    problems: RefCell<Vec<Problem>>,
    misspelt: RefCell<HashMap<usize, &'static str>>,
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

/// What was found, in the words of documents rather than of Rust.
pub(crate) fn in_words(found: Unexpected<'_>) -> String {
    const LONGEST: usize = 60;
    match found {
        Unexpected::Unit | Unexpected::Option => "null (leave the key out instead)".into(),
        Unexpected::Bool(value) => format!("{value}"),
        Unexpected::Unsigned(number) => format!("the number {number}"),
        Unexpected::Signed(number) => format!("the number {number}"),
        Unexpected::Float(number) => format!("the number {number:?}"),
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
        let once = Self::once(reader, entries);
        Self::new(reader, once.into_iter().map(|entry| (&*entry.key, entry)).collect())
    }

    /// Every key of some. A slip of the pen is noted once: as an unknown key, and not also as one that is missing. What
    /// it holds is read as if it were written rightly, so that all other problems in it are found, and no more.
    fn known(reader: &'t Reader, entries: &'t [Entry<'t>], keys: &'static [&'static str]) -> Self {
        let mut kept: Vec<(&'t str, &'t Entry<'t>)> = Vec::with_capacity(keys.len());
        let mut unknown = Vec::new();
        for entry in Self::once(reader, entries) {
            match keys.iter().find(|key| **key == entry.key) {
                Some(key) => kept.push((key, entry)),
                None => unknown.push(entry),
            }
        }
        for entry in unknown {
            let kind = ProblemKind::unknown_key(&entry.key, keys, |key| kept.iter().any(|(kept, _)| *kept == key));
            if let ProblemKind::UnknownKey { nearest: Some(nearest), .. } = &kind
                && let Some(meant) = keys.iter().copied().find(|key| key == nearest)
                && !kept.iter().any(|(kept, _)| *kept == meant)
            {
                kept.push((meant, entry));
                reader.misspelt.borrow_mut().insert(entry.key_span.start, meant);
            }
            reader.within(Step::Key((&*entry.key).into()), || reader.note(kind, &entry.key_span));
        }
        Self::new(reader, kept)
    }

    /// The first entry of every key.
    fn once(reader: &Reader, entries: &'t [Entry<'t>]) -> Vec<&'t Entry<'t>> {
        let mut seen = HashSet::with_capacity(entries.len());
        let mut kept = Vec::with_capacity(entries.len());
        for entry in entries {
            if seen.insert(&*entry.key) {
                kept.push(entry);
            } else {
                let kind = ProblemKind::DuplicateKey { key: entry.key.to_string() };
                reader.within(Step::Key((&*entry.key).into()), || reader.note(kind, &entry.key_span));
            }
        }
        kept
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
