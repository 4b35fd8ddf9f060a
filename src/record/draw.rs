//! Records at random, for property tests: each type of field draws its own values.
//!
//! What is drawn from is a list of numbers. So a chain shrinks as its numbers do: 0 stands for what is simplest, and where
//! there are no more, all are 0.

use hashbrown::{HashMap, HashSet};
use jiff::ToSpan;
use jiff::civil::Date;

use super::RecordList;
use crate::model::{Evidence, PartialDate, Text};

/// Texts that are easily taken for something else, or hard to write.
const TRICKY: [&str; 16] = [
    "",
    " ",
    "\"",
    "\\",
    "'''",
    "\"\"\"",
    "a\nb\r\n",
    "\t",
    "\0",
    "\u{7f}\u{85}\u{2028}",
    "\u{feff}",
    "true",
    "2024-01-01",
    "a.b[0]",
    "e\u{301}",
    "👩🏽‍🌾",
];

/// Ids by list: what a reference can lead to.
#[derive(Debug, Default)]
pub(crate) struct Ids(HashMap<RecordList, Vec<String>>);

impl Ids {
    /// The ids of a list.
    pub(crate) fn of(&self, list: RecordList) -> &[String] {
        self.0.get(&list).map_or(&[], Vec::as_slice)
    }

    /// Draws the ids of a list, each of its own.
    pub(crate) fn draw(&mut self, list: RecordList, records: &[Vec<u32>], today: Date) {
        let none = Self::default();
        let mut seen = HashSet::new();
        let mut id = |numbers: &Vec<u32>| {
            let drawn = Draw::new(numbers, &none, None, today).id();
            let mut id = drawn.clone();
            let mut number = 2;
            while !seen.insert(id.clone()) {
                id = format!("{drawn}-{number}");
                number += 1;
            }
            id
        };
        self.0.insert(list, records.iter().map(&mut id).collect());
    }
}

/// What a record is drawn from.
#[derive(Debug)]
pub(crate) struct Draw<'d> {
    numbers: std::slice::Iter<'d, u32>,
    ids: &'d Ids,
    /// The record that is drawn, by its list and its place in it.
    record: Option<(RecordList, usize)>,
    /// How deep within the record.
    depth: usize,
    today: Date,
}

impl<'d> Draw<'d> {
    pub(crate) fn new(numbers: &'d [u32], ids: &'d Ids, record: Option<(RecordList, usize)>, today: Date) -> Self {
        Self { numbers: numbers.iter(), ids, record, depth: 0, today }
    }

    /// A number.
    pub(crate) fn number(&mut self) -> u32 {
        self.numbers.next().copied().unwrap_or(0)
    }

    /// A number below another.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.number() as usize % end.max(1)
    }

    /// One of some values.
    pub(crate) fn one_of<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())]
    }

    /// Draws a record within a record.
    pub(crate) fn within<T>(&mut self, draw: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        let drawn = draw(self);
        self.depth -= 1;
        drawn
    }

    /// The id of the record that is drawn.
    pub(crate) fn own_id(&self) -> &'d str {
        self.record.map_or("", |(list, place)| &self.ids.of(list)[place])
    }

    /// What can be referred to of a list. A record itself refers to earlier ones of its own list only, so that there is no
    /// cycle.
    pub(crate) fn targets(&self, list: RecordList) -> &'d [String] {
        let ids = self.ids.of(list);
        match self.record {
            // A member of a consortium may come later; a parent, which is a record of its own, may not.
            Some((own, place)) if own == list && (self.depth == 0 || list == RecordList::Germplasm) => &ids[..place],
            _ => ids,
        }
    }

    /// Any characters.
    pub(crate) fn characters(&mut self) -> String {
        match self.below(7) {
            0..=2 => self.some(8, |number| char::from(b'a' + (number % 26) as u8)),
            3 | 4 => self.some(4, |number| char::from_u32(0x4e00 + number % 0x5200).unwrap_or('种')),
            5 => self.some(6, |number| char::from_u32(number % 0x11_0000).unwrap_or('\u{fffd}')),
            _ => self.one_of(&TRICKY).to_owned(),
        }
    }

    fn some(&mut self, most: usize, character: impl Fn(u32) -> char) -> String {
        let length = 1 + self.below(most);
        (0..length).map(|_| character(self.number())).collect()
    }

    /// An id; never empty.
    fn id(&mut self) -> String {
        if self.below(4) < 3 {
            return self.some(2, |number| char::from(b'a' + (number % 26) as u8)) + &self.below(30).to_string();
        }
        Some(self.characters()).filter(|id| !id.is_empty()).unwrap_or_else(|| "-".into())
    }

    /// A text in one language, in both, or in none that is said.
    pub(crate) fn text(&mut self) -> Text {
        match self.below(7) {
            0..=2 => self.characters().into(),
            3 => Text::english(self.characters()),
            4 => Text::chinese(self.characters()),
            _ => Text::new(self.characters(), self.characters()),
        }
    }

    /// A date up to today.
    pub(crate) fn date(&mut self) -> PartialDate {
        let days = if self.below(5) == 0 { 0 } else { i64::from(self.number() % 4_000) };
        let date = self.today.checked_sub(days.days()).expect("what is drawn is long after the year 0");
        self.of_day(date)
    }

    /// A day, its month or its year.
    pub(crate) fn of_day(&mut self, date: Date) -> PartialDate {
        let exact = PartialDate::of_day(date);
        let (month, day) = match self.below(5) {
            0..=2 => (exact.month(), exact.day()),
            3 => (exact.month(), None),
            _ => (None, None),
        };
        PartialDate::new(exact.year(), month, day).expect("a part of a date is a date")
    }

    /// An amount: a whole number, as people write them, or any from 0 to 10¹⁸ that a double holds.
    pub(crate) fn amount(&mut self) -> f64 {
        match self.below(9) {
            0..=3 => f64::from(self.number() % 10_000_000),
            4 | 5 => f64::from(self.number()) / f64::from(u32::MAX) * 1e6,
            6 => 0.0,
            _ => {
                let bits = u64::from(self.number()) << 32 | u64::from(self.number());
                f64::from_bits(bits % (1e18_f64.to_bits() + 1))
            }
        }
    }

    /// A share of 1 that can be computed with.
    pub(crate) fn success(&mut self) -> f64 {
        let share = self.share();
        if share > 0.0 { share.max(super::draft::LEAST_SUCCESS) } else { share }
    }

    /// A share of 1.
    pub(crate) fn share(&mut self) -> f64 {
        match self.below(3) {
            0 => 0.0,
            1 => 1.0,
            _ => f64::from(self.number()) / f64::from(u32::MAX),
        }
    }

    /// How well a record is known: mostly documented, since what refers to several would hardly ever be so otherwise.
    pub(crate) fn evidence(&mut self) -> Evidence {
        match self.below(8) {
            0..=5 => Evidence::Documented,
            6 => Evidence::Assumed,
            _ => Evidence::Proposed,
        }
    }
}
