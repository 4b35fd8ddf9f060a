//! What is declared of a record and of its fields, and what each type of field is able to do.

use std::cmp::Ordering;
use std::fmt::Debug;

use serde::de::MapAccess;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use super::choice::Choice;
use super::columns::Column;
use super::draft::Given;
#[cfg(feature = "proptest")]
use super::draw::Draw;
use super::intake::{Intake, Place};
use super::list::RecordList;
use super::names::NONE;
use super::tolerant::Tolerant;
use super::tree::Tree;
use crate::model::{Evidence, Lang, PartialDate, Text};

/// How something is spelt: as the key of a document, in English and in Chinese; and how else it may be spelt.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Names {
    /// As in documents.
    pub key: &'static str,
    /// In English.
    pub en: &'static str,
    /// In Chinese.
    pub zh: &'static str,
    /// How else people call it.
    pub others: &'static [&'static str],
}

impl Names {
    pub(crate) const fn new(
        key: &'static str,
        en: &'static str,
        zh: &'static str,
        others: &'static [&'static str],
    ) -> Self {
        Self { key, en, zh, others }
    }

    /// The spelling for a reader of a language, or for a program.
    #[must_use]
    pub const fn get(&self, lang: Option<Lang>) -> &'static str {
        match lang {
            None => self.key,
            Some(Lang::En) => self.en,
            Some(Lang::Zh) => self.zh,
        }
    }

    /// Every spelling.
    pub fn all(self) -> impl Iterator<Item = &'static str> {
        [self.key, self.en, self.zh].into_iter().chain(self.others.iter().copied())
    }
}

/// What is declared of a field.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Field {
    /// Its key in documents.
    pub key: &'static str,
    /// How it is spelt.
    pub names: Names,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether a record cannot be without it.
    pub required: bool,
    /// Whether it is a list that says, where it is empty, that there is none; an empty list elsewhere says nothing.
    pub says_none: bool,
    pub(crate) about: [&'static str; 2],
}

impl Field {
    /// What belongs there.
    #[must_use]
    pub fn about(&self, lang: Lang) -> String {
        about(self.about, lang)
    }
}

/// What is declared of a record.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Shape {
    /// What it is called in Rust and in the JSON Schema.
    pub name: &'static str,
    /// Its fields, in the order of documents.
    pub fields: &'static [Field],
    /// The sheet of a workbook that holds such records; `None` of those that have none of their own.
    pub sheet: Option<SheetNames>,
    /// Of records that can be part of those of two lists: the sheet for the second.
    pub other_sheet: Option<SheetNames>,
    /// The key of the id that can stand for a record alone, where the record says nothing else.
    pub shorthand: Option<&'static str>,
    /// The keys of the fields that tell a record without an id apart from others; several records may have them alike. Of
    /// records with an id, none: see [`identity`](Self::identity).
    pub key: &'static [&'static str],
    /// Reads the value of the field at a place past every problem, to have its problems noted.
    #[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
    pub(crate) read_field: for<'t> fn(usize, &'t Tree<'t>, &mut Tolerant),
    pub(crate) about: [&'static str; 2],
}

impl Shape {
    /// The fields that tell such a record apart from others of its list: its id, or what it is about.
    ///
    /// ```
    /// use seedrelay::record::Record;
    /// use seedrelay::{Category, Service};
    /// let keys = |shape: seedrelay::record::Shape| shape.identity().map(|field| field.key).collect::<Vec<_>>();
    /// assert_eq!(keys(Category::SHAPE), ["id"]);
    /// assert_eq!(keys(Service::SHAPE), ["provider", "client", "category"]);
    /// ```
    pub fn identity(self) -> impl Iterator<Item = &'static Field> {
        let Self { fields, key, .. } = self;
        fields.iter().filter(move |field| key.contains(&field.key) || matches!(field.kind, FieldKind::Id(_)))
    }

    /// The field with a key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The sheet that holds such records as parts of those of a list.
    #[must_use]
    pub fn sheet_in(&self, list: RecordList) -> Option<&SheetNames> {
        let is_of = |sheet: &&SheetNames| match sheet.owner.map(|owner| owner.kind) {
            Some(FieldKind::Reference(owner)) => owner == list,
            _ => false,
        };
        self.other_sheet.as_ref().filter(is_of).or(self.sheet.as_ref())
    }

    /// What such a record is.
    #[must_use]
    pub fn about(&self, lang: Lang) -> String {
        about(self.about, lang)
    }
}

/// The sheet of a workbook that holds the records of one kind.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct SheetNames {
    /// How it is spelt.
    pub names: Names,
    /// Of records that are part of another one: the column that says of which.
    pub owner: Option<Field>,
    pub(crate) about: [&'static str; 2],
}

impl SheetNames {
    /// What the sheet is for.
    #[must_use]
    pub const fn about(&self, lang: Lang) -> &'static str {
        self.about[lang as usize]
    }

    pub(crate) const fn new(names: Names, about: [&'static str; 2], owner: Option<Field>) -> Self {
        Self { names, owner, about }
    }
}

/// An explanation in words. In English it is the documentation: without its examples, and without what only Rust knows.
fn about([docs, zh]: [&str; 2], lang: Lang) -> String {
    match lang {
        Lang::En => words_of(docs),
        Lang::Zh => zh.to_owned(),
    }
}

/// What documentation says to somebody who does not write Rust: up to the first example, without links.
pub(crate) fn words_of(docs: &str) -> String {
    let words = docs.split("```").next().unwrap_or_default();
    let lines: Vec<&str> = words.lines().map(str::trim).collect();
    let paragraphs: Vec<String> =
        lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty()).map(|lines| lines.join(" ")).collect();
    without_links(&paragraphs.join("\n\n")).replace("`None`", "absent")
}

/// `[text](target)` and `[text]` become the text.
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        plain.push_str(&rest[..start]);
        rest = &rest[start + 1..];
        let Some(end) = rest.find(']') else { break };
        plain.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        if rest.starts_with('(')
            && let Some(end) = rest.find(')')
        {
            rest = &rest[end + 1..];
        }
    }
    plain + rest
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum FieldKind {
    /// The format of the document.
    Format,
    /// The id of the record itself.
    Id(RecordList),
    /// The id of a record of a list.
    Reference(RecordList),
    /// A text that is the same for all readers.
    Plain,
    /// A text that people read, in one or two languages.
    Text,
    /// A date to the precision known.
    Date,
    /// A whole number, this or more.
    Count {
        /// The least.
        least: u32,
    },
    /// A number of 0 or more.
    Number,
    /// A number of more than 0.
    Positive,
    /// A share of 1.
    Share,
    /// Yes or no.
    Flag,
    /// A value of an enumeration.
    Choice(&'static Choice),
    /// Several of a kind.
    List(&'static FieldKind),
    /// A record within the record.
    Record(&'static Shape),
    /// A record for each of the stages.
    ByStage(&'static Shape),
    /// For each of some categories, a record for each of the stages.
    ByCategory(&'static Shape),
}

/// What a record has in a field.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum FieldValue<'r> {
    /// Nothing.
    Absent,
    /// An id.
    Id(&'r str),
    /// A text that is the same for all readers.
    Plain(&'r str),
    /// A text that people read.
    Text(&'r Text),
    /// A date.
    Date(PartialDate),
    /// A whole number.
    Count(u32),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A value of an enumeration, as documents spell it.
    Choice(&'static str),
    /// Several.
    List(&'r dyn List),
    /// A record within the record.
    Record(&'r dyn Fields),
    /// A record for each of some stages.
    ByStage(&'r dyn Entries),
    /// The same for each of some categories.
    ByCategory(&'r dyn Entries),
}

/// Equal if they say the same.
impl PartialEq for FieldValue<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Absent, Self::Absent) => true,
            (Self::Id(own), Self::Id(other))
            | (Self::Plain(own), Self::Plain(other))
            | (Self::Choice(own), Self::Choice(other)) => own == other,
            (Self::Text(own), Self::Text(other)) => own == other,
            (Self::Date(own), Self::Date(other)) => own == other,
            (Self::Count(own), Self::Count(other)) => own == other,
            (Self::Number(own), Self::Number(other)) => own == other,
            (Self::Flag(own), Self::Flag(other)) => own == other,
            (Self::ByStage(own), Self::ByStage(other)) | (Self::ByCategory(own), Self::ByCategory(other)) => {
                own.len() == other.len() && (0..own.len()).all(|place| own.entry(place) == other.entry(place))
            }
            (Self::List(own), Self::List(other)) => {
                own.len() == other.len() && (0..own.len()).all(|place| own.element(place) == other.element(place))
            }
            (Self::Record(own), Self::Record(other)) => {
                let mut fields = 0..own.shape().fields.len();
                own.shape().name == other.shape().name && fields.all(|place| own.field(place) == other.field(place))
            }
            _ => false,
        }
    }
}

impl<'r> FieldValue<'r> {
    /// The elements of a list; none of anything else.
    pub fn elements(self) -> impl Iterator<Item = FieldValue<'r>> {
        let list = match self {
            Self::List(list) => Some(list),
            _ => None,
        };
        list.into_iter().flat_map(|list| (0..list.len()).map(move |place| list.element(place)))
    }
}

/// Several values of a field.
pub trait List: Debug {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of them, from 0.
    fn element(&self, place: usize) -> FieldValue<'_>;
}

/// Values by key, in the order of the keys.
pub trait Entries: Debug {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of them with its key, from 0; `None` behind the last.
    fn entry(&self, place: usize) -> Option<(&str, FieldValue<'_>)>;
}

/// A record, as its fields by their places in its shape.
pub trait Fields: Debug {
    /// What is declared of it.
    fn shape(&self) -> &'static Shape;

    /// What it has in the field at a place of [`Shape::fields`].
    ///
    /// # Panics
    ///
    /// If there is no such field.
    fn field(&self, place: usize) -> FieldValue<'_>;

    /// Whether the field at a place is left out of documents, since it holds nothing or what is taken for granted.
    fn is_left_out(&self, place: usize) -> bool;

    /// How it is known; `None` of records that do not say.
    fn known(&self) -> Option<Evidence>;

    /// What it has in the field with a key; `None` where there is no such field.
    fn value(&self, key: &str) -> Option<FieldValue<'_>> {
        let place = self.shape().fields.iter().position(|field| field.key == key)?;
        Some(self.field(place))
    }
}

/// A kind of record.
pub trait Record: Fields + Clone + PartialEq {
    /// What is declared of such records.
    const SHAPE: Shape;

    /// Takes over what another record has in a field; `false` where there is no such field.
    fn copy_field(&mut self, key: &str, from: &Self) -> bool;

    /// Takes away what the record has in a field; `false` where there is no such field, or the record cannot be without.
    fn clear_field(&mut self, key: &str) -> bool;
}

/// The fields in which two records differ.
pub fn differences<R: Record>(one: &R, other: &R) -> impl Iterator<Item = &'static Field> {
    let fields: &'static [Field] = R::SHAPE.fields;
    fields.iter().enumerate().filter(|(place, _)| one.field(*place) != other.field(*place)).map(|(_, field)| field)
}

/// Is shown a reference: its place, the list that it leads to, the id, and how well the record that makes it is known.
pub(crate) type Visit<'v> = dyn FnMut(Place<'_>, RecordList, &str, Option<Evidence>) + 'v;

/// What a field can hold, and all that is done with it on the way into a chain and out of it.
///
/// A value comes in as a *draft*, whatever it was read from. It is looked up first: what it refers to becomes a number,
/// which is kept for the columns of the chain. Then it settles into what is stored.
pub(crate) trait FieldType {
    /// What the struct of the record holds.
    type Stored;
    /// What was written, before it is known whether it is right.
    type Draft<'a>: Deserialize<'a> + Clone + Debug;
    /// What a chain keeps of it for its queries.
    type Column: Column;

    const KIND: FieldKind;
    /// Whether a record cannot be without it.
    const REQUIRED: bool = true;
    /// Whether it is a list.
    const IS_LIST: bool = false;
    /// Whether it is a list of which an empty one is not as if it were absent.
    const SAYS_NONE: bool = false;

    /// Reads what stands at a place of a document past every problem.
    fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Self::Draft<'t>>;

    /// Notes what is wrong with the value by itself; gives the number of what it refers to, if anything.
    fn look_up(given: &Given<Self::Draft<'_>>, place: Place<'_>, intake: &mut Intake) -> u32;

    /// The number of what it refers to, if it is an id; what is wrong with it is noted elsewhere.
    fn number(_: &Given<Self::Draft<'_>>, _: &mut Intake) -> u32 {
        NONE
    }

    /// Notes that a list refers to the same a second time, if this is an id.
    fn note_twice(_number: u32, _place: Place<'_>, _intake: &mut Intake) {}

    /// What is stored. Of a value that is missing or wrong, anything that fits: it has been noted.
    fn settle(given: Given<Self::Draft<'_>>, number: u32, place: Place<'_>, intake: &mut Intake) -> Self::Stored;

    /// What is stored where nothing is given.
    fn absent() -> Self::Stored;

    /// What is stored, as a draft.
    fn draft(stored: &Self::Stored) -> Given<Self::Draft<'_>>;

    /// What is stored, for whoever goes over fields by key.
    fn value(stored: &Self::Stored) -> FieldValue<'_>;

    /// Whether it is left out of documents.
    fn is_absent(stored: &Self::Stored) -> bool {
        matches!(Self::value(stored), FieldValue::Absent)
    }

    fn write<S: Serializer>(stored: &Self::Stored, serializer: S) -> Result<S::Ok, S::Error>;

    fn compare(one: &Self::Stored, other: &Self::Stored) -> Ordering;

    /// Puts in order what has no order of its own.
    fn tidy(_: &mut Self::Stored) {}

    /// Shows every reference in it, with how well the record around it is known.
    fn visit(_: &Self::Stored, _: Place<'_>, _: Option<Evidence>, _: &mut Visit<'_>) {}

    /// How the record is known, if this is the field that says so.
    fn evidence(_: &Self::Stored) -> Option<Evidence> {
        None
    }

    /// Where in memory the record stands that is being read, if this is the field that tells.
    fn position(_: &Given<Self::Draft<'_>>) -> Option<usize> {
        None
    }

    /// Shows how well each record within is known that says so.
    fn visit_known(_: &Self::Stored, _: Option<Evidence>, _: &mut dyn FnMut(Evidence)) {}

    /// Leaves out the records within that are not known well enough.
    fn keep_known(_: &mut Self::Stored, _: Evidence) {}

    /// Any value, for property tests.
    #[cfg(feature = "proptest")]
    fn draw(draw: &mut Draw<'_>) -> Self::Stored;

    /// Whether there is anything to refer to.
    #[cfg(feature = "proptest")]
    fn can_draw(_: &Draw<'_>) -> bool {
        true
    }

    /// Makes records within no better known than what they refer to; whether any was.
    #[cfg(feature = "proptest")]
    fn weaken(_: &mut Self::Stored, _: &Theirs<'_>) -> bool {
        false
    }

    /// Makes the record no better known than a level, if this is the field that says so; whether it was.
    #[cfg(feature = "proptest")]
    fn limit(_: &mut Self::Stored, _: Evidence) -> bool {
        false
    }
}

/// Tells how well a record of a list is known.
#[cfg(feature = "proptest")]
pub(crate) type Theirs<'t> = dyn Fn(RecordList, &str) -> Option<Evidence> + 't;

/// A value as it is written into documents.
pub(crate) struct Written<'s, F: FieldType + ?Sized>(pub(crate) &'s F::Stored);

impl<F: FieldType + ?Sized> Serialize for Written<'_, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        F::write(self.0, serializer)
    }
}

/// What follows from the declaration of a record for its way into a chain and out of it.
pub(crate) trait Recorded: Record + Serialize {
    /// The record as it was written, with every key perhaps missing.
    type Draft<'a>: Deserialize<'a> + Clone + Debug + Default;
    /// The numbers of what it refers to, by field.
    type Numbers: Copy;
    /// The same of many records.
    type Columns: Default + Debug;

    fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Self::Draft<'t>>;

    /// Reads the value of the field at a place of the shape past every problem.
    fn read_field<'t>(draft: &mut Self::Draft<'t>, place: usize, tree: &'t Tree<'t>, reader: &mut Tolerant);

    /// Reads it strictly, as the next value of a map.
    fn take_field<'de, A: MapAccess<'de>>(
        draft: &mut Self::Draft<'de>,
        place: usize,
        map: &mut A,
    ) -> Result<(), A::Error>;

    /// Writes it, unless it is left out.
    fn write_field<S: SerializeStruct>(&self, place: usize, record: &mut S) -> Result<(), S::Error>;

    fn look_up(draft: &Self::Draft<'_>, place: Place<'_>, intake: &mut Intake) -> Self::Numbers;

    /// What no field can tell by itself.
    fn check(draft: &mut Self::Draft<'_>, numbers: &Self::Numbers, place: Place<'_>, intake: &mut Intake);

    fn settle(draft: Self::Draft<'_>, numbers: &Self::Numbers, place: Place<'_>, intake: &mut Intake) -> Self;

    /// Where in memory the record stands that is being read, as far as it is known.
    fn position(draft: &Self::Draft<'_>) -> Option<usize>;

    fn push(columns: &mut Self::Columns, numbers: &Self::Numbers, many: &[u32]);

    /// The numbers of a record that refers to nothing.
    #[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
    fn no_numbers() -> Self::Numbers;

    fn blank() -> Self;

    fn draft(&self) -> Self::Draft<'_>;

    fn is_given(draft: &Self::Draft<'_>, key: &str) -> bool;

    fn tidy(&mut self);

    fn compare(&self, other: &Self) -> Ordering;

    fn visit(&self, place: Place<'_>, around: Option<Evidence>, visit: &mut Visit<'_>);

    fn visit_known(&self, around: Option<Evidence>, visit: &mut dyn FnMut(Evidence));

    fn keep_known(&mut self, level: Evidence);

    /// Any record, which keeps to what its fields can tell each by itself.
    #[cfg(feature = "proptest")]
    fn draw(draw: &mut Draw<'_>) -> Self;

    /// Makes it no better known than what it refers to; whether it was.
    #[cfg(feature = "proptest")]
    fn weaken(&mut self, theirs: &Theirs<'_>) -> bool;
}

/// How well a record is known as a part of another one: never better than what it is part of.
pub(crate) fn known_within(own: Option<Evidence>, around: Option<Evidence>) -> Option<Evidence> {
    match (own, around) {
        (Some(own), Some(around)) => Some(own.min(around)),
        (own, around) => own.or(around),
    }
}

/// A record of a draft, with the numbers of what it refers to.
pub(crate) fn assemble<R: Recorded>(mut draft: R::Draft<'_>, place: Place<'_>, intake: &mut Intake) -> (R, R::Numbers) {
    // All ids are looked up before the first is shared: a shared count is a barrier that the processor does not look
    // beyond, and ids are all over the memory.
    let numbers = R::look_up(&draft, place, intake);
    R::check(&mut draft, &numbers, place, intake);
    (R::settle(draft, &numbers, place, intake), numbers)
}
