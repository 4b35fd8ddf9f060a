//! Cells: what is said in one place of a table or of a sentence, typed, to be shown in either language.

mod amount;
mod phrase;

use std::borrow::Cow;

use serde::Serialize;

use amount::two_digits;
pub use amount::{Rate, Time};
pub use phrase::Phrase;
pub(super) use phrase::{Piece, cells, comma, filled, joined, message, places, text};

use super::{Record, Unit};
use crate::chain::{GermplasmRef, OrganizationRef, ProjectRef};
use crate::model::{Evidence, Lang};
use crate::record::Category;

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
    /// How long something took or waits, in a sentence.
    Time(Time),
    /// How many products come of something, in a sentence.
    Rate(Rate),
    /// Yes or no.
    Flag(bool),
    /// Several cells that are read together.
    Phrase(Phrase<'c>),
    /// Not on record.
    Unknown,
    /// There is nothing to compute it from, as a share of no results.
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
    /// The first two that count.
    Two,
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
            Self::Two if value == 0.0 => "0".to_owned(),
            Self::Two => two_digits(value).to_string(),
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
    fn text(self, lang: Lang) -> String {
        match (self.unit, lang) {
            (Unit::Share, Lang::En) => format!("{} %", self.digits.show(self.value * 100.0)),
            (Unit::Share, Lang::Zh) => format!("{}%", self.digits.show(self.value * 100.0)),
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

    /// A number where there is one, else what stands in its place.
    pub(super) fn measured(value: Option<f64>, unit: Unit, digits: u8, lacking: Self) -> Self {
        value.map_or(lacking, |value| Self::number(value, unit, Digits::Fixed(digits)))
    }

    /// In the place of a number that there is not: not on record where the records could say more, else undefined.
    pub(super) const fn lacking(is_unrecorded: bool) -> Self {
        if is_unrecorded { Self::Unknown } else { Self::Undefined }
    }

    /// A time as a sentence says it.
    pub(super) const fn time(days: f64, exact: bool) -> Self {
        Self::Time(Time { days, exact })
    }

    /// An output as a sentence says it.
    pub(super) const fn products(a_year: f64) -> Self {
        Self::Rate(Rate { a_year, more: false })
    }

    /// What comes on top of an output, as a sentence says it.
    pub(super) const fn more_products(a_year: f64) -> Self {
        Self::Rate(Rate { a_year, more: true })
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

    pub(super) const fn category(category: &'c Category) -> Self {
        Self::Record(Record::Category(category))
    }

    pub(super) const fn organization(organization: OrganizationRef<'c>) -> Self {
        Self::Record(Record::Organization(organization))
    }

    pub(super) const fn germplasm(germplasm: GermplasmRef<'c>) -> Self {
        Self::Record(Record::Germplasm(germplasm))
    }

    pub(super) const fn project(project: ProjectRef<'c>) -> Self {
        Self::Record(Record::Project(project))
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
            Self::Number(number) => number.text(lang).into(),
            Self::Time(time) => time.text(lang).into(),
            Self::Rate(rate) => rate.text(lang).into(),
            Self::Flag(true) => super::words::say(lang, "yes", "是").into(),
            Self::Flag(false) => super::words::say(lang, "no", "否").into(),
            Self::Phrase(phrase) => phrase.text(lang).into(),
            Self::Unknown => super::words::say(lang, "—", "未记载").into(),
            Self::Undefined => super::words::say(lang, "n/a", "不适用").into(),
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

/// How well something is known, in a word.
pub(super) fn known<'c>(evidence: Option<Evidence>) -> Option<Cell<'c>> {
    evidence.map(|evidence| word!(evidence))
}

#[cfg(test)]
mod tests {
    use super::{Digits, lowered};

    #[test]
    fn numbers_have_the_digits_that_a_reader_needs() {
        let shown = |digits: Digits, values: [f64; 3]| values.map(|value| digits.show(value));
        assert_eq!(shown(Digits::AtMostOne, [3.0, 3.04, 2.5]), ["3", "3", "2.5"]);
        assert_eq!(shown(Digits::Two, [0.0, 0.0123, 123.4]), ["0", "0.012", "120"]);
        assert_eq!(shown(Digits::Telling, [99.999, 33.333_333, 100.0]), ["99.999", "33.33", "100"]);
        assert_eq!(shown(Digits::Fixed(2), [0.125, 1.0, 2.345]), ["0.12", "1.00", "2.35"]);
        assert_eq!(shown(Digits::All, [0.1, 3.0, 1e21]), ["0.1", "3", "1000000000000000000000"]);
    }

    #[test]
    fn proper_names_keep_their_case() {
        assert_eq!(["Rice", "QTL", "水稻", ""].map(lowered), ["rice", "QTL", "水稻", ""]);
    }
}
