//! Cells: what is said in one place of a table or of a sentence, typed, to be shown in either language.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Serialize;

use super::{Record, Unit, Words};
use crate::chain::{OrganizationRef, ProjectRef};
use crate::model::{Category, Demand, Lang, Leap, OrganizationKind, Stage, Text};

/// What is said in one place: a record, a word, a number with its unit. What renders it never has to look into a text to
/// find what it is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Cell<'c> {
    /// A record, by its name.
    Record(Record<'c>),
    /// A record, by its name in the middle of a sentence: “rice”, but “QTL”.
    RecordWithin(Record<'c>),
    /// A value of an enumeration.
    Word(Word),
    /// What a document, a caller or the words between other cells say.
    Text(Cow<'c, str>),
    /// A number of things.
    Count {
        /// How many.
        count: u64,
        /// Of what.
        unit: Unit,
    },
    /// What was measured.
    Number(Number),
    /// Yes or no.
    Flag(bool),
    /// Several cells that are read together.
    Phrase(Phrase<'c>),
    /// Not on record.
    Unknown,
    /// There is no such number, whatever else becomes known.
    Undefined,
    /// Nothing.
    None,
}

/// A value of an enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Word {
    /// Its spelling in JSON and CSV.
    pub key: &'static str,
    /// What readers call it, in English and Chinese.
    pub names: [&'static str; 2],
}

/// A number with its unit, and how many digits of it a reader needs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Number {
    /// All of it, for machines.
    pub value: f64,
    /// In what it is measured. A share of 1 is shown in percent.
    pub unit: Unit,
    /// How it is shown to people.
    pub digits: Digits,
}

/// How many digits of a number are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Digits {
    /// All that it takes to tell it from others.
    All,
    /// So many after the point.
    Fixed(u8),
    /// One after the point, if it is not 0.
    AtMostOne,
    /// Two that count.
    Significant,
    /// In percent as many as tell a part from the whole.
    Telling,
}

impl Digits {
    fn show(self, value: f64) -> String {
        let fixed = |digits: usize| format!("{value:.digits$}");
        match self {
            Self::All => format!("{value}"),
            Self::Fixed(digits) => fixed(digits.into()),
            Self::AtMostOne => fixed(1).trim_end_matches(".0").to_owned(),
            Self::Significant if value == 0.0 || !value.is_finite() => format!("{value}"),
            Self::Significant => fixed((1.0 - value.abs().log10().floor()).clamp(0.0, 12.0) as usize),
            Self::Telling => {
                let tells = |digits: &usize| {
                    let shown: f64 = fixed(*digits).parse().unwrap_or(value);
                    (shown - value).abs() < 0.01 && (shown != 100.0 || value == 100.0)
                };
                fixed((0..6).find(tells).unwrap_or(6))
            }
        }
    }
}

impl Number {
    fn text(self) -> String {
        match self.unit {
            Unit::Share => format!("{} %", self.digits.show(self.value * 100.0)),
            _ => self.digits.show(self.value),
        }
    }
}

impl<'c> Cell<'c> {
    pub(super) fn count(count: impl TryInto<u64>, unit: Unit) -> Self {
        Self::Count { count: count.try_into().unwrap_or(u64::MAX), unit }
    }

    pub(super) const fn number(value: f64, unit: Unit, digits: Digits) -> Self {
        Self::Number(Number { value, unit, digits })
    }

    /// A number where it is known.
    pub(super) fn measured(value: Option<f64>, unit: Unit, digits: u8) -> Self {
        value.map_or(Self::Unknown, |value| Self::number(value, unit, Digits::Fixed(digits)))
    }

    /// A rate as a sentence tells it.
    pub(super) const fn products(a_year: f64) -> Self {
        Self::number(a_year, Unit::Products, Digits::Significant)
    }

    /// A share of 1 in percent.
    pub(super) const fn percent(share: f64, digits: u8) -> Self {
        Self::number(share, Unit::Share, Digits::Fixed(digits))
    }

    pub(super) fn text_of(text: impl Into<Cow<'c, str>>) -> Self {
        Self::Text(text.into())
    }

    /// One of two words.
    pub(super) const fn word(key: &'static str, en: &'static str, zh: &'static str) -> Self {
        Self::Word(Word { key, names: [en, zh] })
    }

    /// As a reader of a language reads it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> Cow<'_, str> {
        match self {
            Self::Record(record) => record.label(lang).into(),
            Self::RecordWithin(record) => lowered(record.label(lang)),
            Self::Word(word) => word.names[lang as usize].into(),
            Self::Text(text) => text.as_ref().into(),
            Self::Count { count, .. } => count.to_string().into(),
            Self::Number(number) => number.text().into(),
            Self::Flag(true) => super::words::say(lang, "yes", "是").into(),
            Self::Flag(false) => super::words::say(lang, "no", "否").into(),
            Self::Phrase(phrase) => phrase.text(lang).into(),
            Self::Unknown => "?".into(),
            Self::Undefined => "-".into(),
            Self::None => "".into(),
        }
    }

    /// The records that it names.
    pub fn records(&self) -> impl Iterator<Item = Record<'c>> {
        let (own, within) = match self {
            Self::Record(record) | Self::RecordWithin(record) => (Some(*record), None),
            Self::Phrase(phrase) => (None, Some(phrase.cells(Lang::En))),
            _ => (None, None),
        };
        let within: Vec<Record<'c>> =
            within.into_iter().flatten().flat_map(|cell| cell.records().collect::<Vec<_>>()).collect();
        own.into_iter().chain(within)
    }
}

/// A name in the middle of a sentence: “Rice” becomes “rice”, “QTL” stays.
pub(crate) fn lowered(name: &str) -> Cow<'_, str> {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.into(),
    }
}

/// The word of a value of an enumeration.
macro_rules! word {
    ($value:expr) => {{
        let value = $value;
        $crate::say::Cell::word(
            value.as_str(),
            value.label($crate::model::Lang::En),
            value.label($crate::model::Lang::Zh),
        )
    }};
}
pub(super) use word;

/// Cells that are read together, in both languages: a sentence, or what is said in one place of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Phrase<'c> {
    en: Vec<Cell<'c>>,
    zh: Vec<Cell<'c>>,
}

impl<'c> Phrase<'c> {
    /// By the grammar of each language.
    pub(super) fn of(cells: impl Fn(Lang) -> Vec<Cell<'c>>) -> Self {
        Self { en: cells(Lang::En), zh: cells(Lang::Zh) }
    }

    /// Its cells in the order of a language.
    #[must_use]
    pub fn cells(&self, lang: Lang) -> &[Cell<'c>] {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }

    /// All of it in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        text(self.cells(lang), lang)
    }

    /// This before another.
    pub(super) fn then(mut self, other: Self) -> Self {
        self.en.extend(other.en);
        self.zh.extend(other.zh);
        self
    }
}

impl From<Words> for Phrase<'_> {
    fn from(words: Words) -> Self {
        Self { en: vec![Cell::Text(words.en)], zh: vec![Cell::Text(words.zh)] }
    }
}

/// Cells, read one after another.
pub(super) fn text(cells: &[Cell<'_>], lang: Lang) -> String {
    let mut text = String::new();
    for cell in cells {
        // Most cells of a sentence need no text of their own.
        match cell {
            Cell::Count { count, .. } => _ = write!(text, "{count}"),
            cell => text.push_str(&cell.text(lang)),
        }
    }
    text
}

/// A sentence as JSON has it.
pub(super) fn message(said: impl Fn(Lang) -> String) -> Text {
    Text::new(said(Lang::En), said(Lang::Zh))
}

/// The words of a template with cells in its places.
pub(super) fn filled<'c>(template: &'static str, cells: impl IntoIterator<Item = Vec<Cell<'c>>>) -> Vec<Cell<'c>> {
    let mut words = template.split("{}");
    let words_at = |words: &str, filled: &mut Vec<Cell<'c>>, text: &'static str| {
        if !words.is_empty() {
            filled.push(Cell::Text(text.into()));
        }
    };
    let mut filled = Vec::new();
    if let Some(first) = words.next() {
        words_at(first, &mut filled, first);
    }
    for (cell, after) in cells.into_iter().zip(words) {
        filled.extend(cell);
        words_at(after, &mut filled, after);
    }
    filled
}

/// How many places a template has.
pub(super) const fn places(template: &str) -> usize {
    let (bytes, mut byte, mut places) = (template.as_bytes(), 1, 0);
    while byte < bytes.len() {
        if bytes[byte - 1] == b'{' && bytes[byte] == b'}' {
            places += 1;
        }
        byte += 1;
    }
    places
}

/// The cells of a sentence: a template, and what stands at each `{}`. That there is something for each is checked when
/// the crate is built.
macro_rules! cells {
    ($template:literal $(, $cell:expr)* $(,)?) => {{
        const GIVEN: usize = <[&str]>::len(&[$(stringify!($cell)),*]);
        const _: () = assert!($crate::say::cell::places($template) == GIVEN, "a cell for each place");
        $crate::say::cell::filled($template, [$($crate::say::cell::Piece::from($cell).0),*])
    }};
}
pub(super) use cells;

/// What may stand at a place of a template: one cell, or several.
pub(super) struct Piece<'c>(pub(super) Vec<Cell<'c>>);

impl<'c> From<Cell<'c>> for Piece<'c> {
    fn from(cell: Cell<'c>) -> Self {
        Self(vec![cell])
    }
}

impl<'c> From<Vec<Cell<'c>>> for Piece<'c> {
    fn from(cells: Vec<Cell<'c>>) -> Self {
        Self(cells)
    }
}

/// What tells by its type which cell it is.
macro_rules! pieces {
    ($($type:ty: $of:ident => $cell:expr;)+) => {$(
        impl<'c> From<$type> for Piece<'c> {
            fn from($of: $type) -> Self {
                Self(vec![$cell])
            }
        }
    )+};
}
pieces! {
    &'c str: text => Cell::Text(text.into());
    String: text => Cell::Text(text.into());
    &'c Category: category => Cell::Record(Record::Category(category));
    &'c Demand: demand => Cell::Record(Record::Demand(demand));
    OrganizationRef<'c>: organization => Cell::Record(Record::Organization(organization));
    ProjectRef<'c>: project => Cell::Record(Record::Project(project));
    Stage: stage => word!(stage);
    Leap: leap => word!(leap);
    OrganizationKind: kind => word!(kind);
}

/// What is not on record has a place, too.
impl<'c, T> From<Option<T>> for Piece<'c>
where
    Piece<'c>: From<T>,
{
    fn from(known: Option<T>) -> Self {
        known.map_or_else(|| Self(vec![Cell::Unknown]), Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::{Digits, lowered, places, text};
    use crate::model::{Lang, Stage};

    #[test]
    fn templates_are_filled_in_order() {
        let said = cells!("{}: {} of {}.", Stage::Basic, "a", None::<Stage>);
        assert_eq!(text(&said, Lang::En), "basic research: a of ?.");
        assert_eq!(text(&said, Lang::Zh), "基础研究: a of ?.");
        assert_eq!((places("{}{} a {}"), places(""), places("}{")), (3, 0, 0));
    }

    #[test]
    fn numbers_have_the_digits_that_a_reader_needs() {
        let shown = |digits: Digits, values: [f64; 3]| values.map(|value| digits.show(value));
        assert_eq!(shown(Digits::Significant, [0.0, 0.0423, 12.3]), ["0", "0.042", "12"]);
        assert_eq!(shown(Digits::AtMostOne, [3.0, 3.04, 2.5]), ["3", "3", "2.5"]);
        assert_eq!(shown(Digits::Telling, [99.999, 33.333_333, 100.0]), ["99.999", "33.33", "100"]);
        assert_eq!(shown(Digits::Fixed(2), [0.125, 1.0, 2.345]), ["0.12", "1.00", "2.35"]);
        assert_eq!(shown(Digits::All, [0.1, 3.0, 1e21]), ["0.1", "3", "1000000000000000000000"]);
    }

    #[test]
    fn proper_names_keep_their_case() {
        assert_eq!(["Rice", "QTL", "水稻", ""].map(lowered), ["rice", "QTL", "水稻", ""]);
    }
}
