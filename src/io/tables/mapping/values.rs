//! Dates and numbers as people write them in tables.

use std::borrow::Cow;

use encoding_rs::Encoding;
use jiff::civil;
use jiff::fmt::strtime::BrokenDownTime;

use super::account::Readings;
use super::reason::Reason;
use crate::model::{PartialDate, Text};

/// How cells are written.
#[derive(Clone, Debug)]
pub(super) struct Writing {
    pub(super) dates: Vec<Box<str>>,
    /// The characters that may separate the whole from its decimals.
    pub(super) decimal: Box<str>,
    /// The characters that may separate groups of digits.
    pub(super) thousands: Box<str>,
    /// The texts that mean nothing, in lower case.
    pub(super) blank: Vec<Box<str>>,
    /// Pairs of formats in which one text can be two dates, by their numbers: the one has the day first, the other the
    /// month.
    pub(super) conflicts: Vec<(usize, usize)>,
    /// The encoding of text files, where it is said.
    pub(super) encoding: Option<&'static Encoding>,
}

impl Default for Writing {
    fn default() -> Self {
        let dates = ["%Y-%m-%d", "%Y-%m", "%Y"].map(Box::from).to_vec();
        Self {
            dates,
            decimal: ".".into(),
            thousands: "".into(),
            blank: Vec::new(),
            conflicts: Vec::new(),
            encoding: None,
        }
    }
}

impl Writing {
    /// A text without the spaces around it; nothing if it means nothing.
    #[inline]
    pub(super) fn clean<'t>(&self, text: &'t str) -> &'t str {
        // Most cells begin and end with a sign that is no blank.
        let is_sign = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        let is_trimmed = is_sign(text.as_bytes().first()) && is_sign(text.as_bytes().last());
        let text = if is_trimmed { text } else { text.trim() };
        // Asked of every cell: no text is made for it, and the first letter mostly tells already.
        let first = text.bytes().next().map(|byte| byte.to_ascii_lowercase()).filter(u8::is_ascii);
        let is_blank = |blank: &str| {
            first.is_none_or(|first| blank.as_bytes().first() == Some(&first))
                && text.chars().flat_map(char::to_lowercase).eq(blank.chars())
        };
        if self.blank.iter().any(|blank| is_blank(blank)) { "" } else { text }
    }

    /// A date in the first format that fits, but for those that are barred, one bit each. One that can be two dates is
    /// none.
    pub(super) fn date_but(&self, text: &str, barred: u128) -> Option<PartialDate> {
        if !self.conflicts.is_empty() && self.readings(text, barred).is_some() {
            return None;
        }
        self.allowed(barred).find_map(|format| date_in(format, text))
    }

    fn allowed(&self, barred: u128) -> impl Iterator<Item = &str> {
        let is_allowed = move |(number, _): &(usize, &str)| barred & (1 << *number) == 0;
        self.dates.iter().map(|format| &**format).enumerate().filter(is_allowed).map(|(_, format)| format)
    }

    /// The two dates that a text can be.
    pub(super) fn readings(&self, text: &str, barred: u128) -> Option<Readings> {
        let is_allowed = |number: usize| barred & (1 << number) == 0;
        self.conflicts.iter().filter(|(one, other)| is_allowed(*one) && is_allowed(*other)).find_map(|(one, other)| {
            let readings = [date_in(&self.dates[*one], text)?, date_in(&self.dates[*other], text)?];
            (readings[0] != readings[1]).then_some(readings)
        })
    }

    /// Which formats the texts of a column cannot be read in: of two that conflict, the one in which some text is no date
    /// while it is one in the other. Where either is so, neither is barred.
    pub(super) fn barred<'t>(&self, texts: impl Iterator<Item = &'t str> + Clone) -> u128 {
        let mut barred = 0;
        for (one, other) in &self.conflicts {
            let only = |of: usize, not: usize| {
                let (of, not) = (&*self.dates[of], &*self.dates[not]);
                texts.clone().any(|text| date_in(of, text).is_some() && date_in(not, text).is_none())
            };
            match (only(*one, *other), only(*other, *one)) {
                (true, false) => barred |= 1 << other,
                (false, true) => barred |= 1 << one,
                _ => {}
            }
        }
        barred
    }

    /// Finds the formats in which one text can be two dates.
    pub(super) fn find_conflicts(&mut self) {
        for (number, format) in self.dates.iter().enumerate() {
            let Some(sample) = written(format, 2011, 5, 3) else { continue };
            for (other, later) in self.dates.iter().enumerate().skip(number + 1) {
                if date_in(later, &sample).is_some_and(|date| date.is_exact() && date.month() == Some(3)) {
                    self.conflicts.push((number, other));
                }
            }
        }
    }

    /// A number; `None` for what is none, or is ambiguous.
    pub(super) fn number(&self, text: &str) -> Option<f64> {
        // Digits are no signs, and what separates decimals separates no thousands.
        let is_plain = |byte: u8| byte.is_ascii_digit() || byte == b'.';
        if self.decimal.contains('.') && text.bytes().all(is_plain) {
            return plain_number(text);
        }
        let mut plain = String::with_capacity(text.len());
        let mut decimals = false;
        for character in text.chars() {
            if self.decimal.contains(character) {
                if std::mem::replace(&mut decimals, true) {
                    return None;
                }
                plain.push('.');
            } else if self.thousands.contains(character) {
                // Digits are grouped before the decimals only.
                if decimals {
                    return None;
                }
            } else {
                plain.push(character);
            }
        }
        plain_number(&plain)
    }
}

/// Digits with at most one point, a sign and an exponent; not the `inf` and `nan` that Rust also reads.
fn plain_number(text: &str) -> Option<f64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    if !is_plain {
        return None;
    }
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// The format of days that a spreadsheet counts from 1900 on.
const SERIAL: &str = "excel-serial";

/// A date of at least a year. What else is written, such as the time of day, must fit too.
fn date_in(format: &str, text: &str) -> Option<PartialDate> {
    if format == SERIAL {
        return serial(text);
    }
    let parsed = BrokenDownTime::parse(format, text).ok()?;
    let year = u16::try_from(parsed.year()?).ok()?;
    let month = parsed.month().and_then(|month| u8::try_from(month).ok());
    let day = parsed.day().filter(|_| month.is_some()).and_then(|day| u8::try_from(day).ok());
    PartialDate::new(year, month, day).ok()
}

/// A day of a spreadsheet that lost its format: five digits, perhaps with a part of a day.
fn serial(text: &str) -> Option<PartialDate> {
    let (days, part) = text.split_once('.').unwrap_or((text, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if days.len() != 5 || !are_digits(days) || !are_digits(part) {
        return None;
    }
    // Counted so that the 29 February 1900, which never was, changes nothing after it.
    let day = civil::date(1899, 12, 30).checked_add(jiff::Span::new().days(days.parse::<i64>().ok()?)).ok()?;
    Some(PartialDate::of_day(day))
}

/// A day as a format writes it.
fn written(format: &str, year: i16, month: i8, day: i8) -> Option<String> {
    let moment = civil::date(year, month, day).at(14, 35, 46, 0).to_zoned_datetime(jiff::tz::TimeZone::UTC).ok()?;
    jiff::fmt::strtime::format(format, &moment).ok()
}

/// Whether a format of dates can be used: what it writes, it must be able to read. If not, gives back why.
pub(super) fn check_date_format(format: &str) -> Result<(), Text> {
    if format == SERIAL {
        return Ok(());
    }
    let sample = civil::date(2019, 11, 23).at(14, 35, 46, 0);
    let sample = sample.to_zoned_datetime(jiff::tz::TimeZone::UTC).map_err(|_| Text::from(Reason::NoDateInFormat))?;
    let written = jiff::fmt::strtime::format(format, &sample)
        .map_err(|error| Text::from(Reason::DateFormat { error: &error.to_string() }))?;
    match date_in(format, &written) {
        Some(date) if date.year() == 2019 => Ok(()),
        _ => Err(Reason::NoDateInFormat.into()),
    }
}

/// An id of a value: letters and digits of any script, `-`, `_` and `.`; anything else becomes one `-`.
///
/// Ids are listed in cells, separated by `;`, and stand in addresses and file names.
pub(super) fn safe_id(value: &str) -> Cow<'_, str> {
    const LONGEST: usize = 80;
    let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || b"_.".contains(&byte);
    if (1..=LONGEST).contains(&value.len()) && value.bytes().all(is_safe) {
        return Cow::Borrowed(value);
    }
    let mut id = String::with_capacity(value.len());
    let mut gap = false;
    for character in value.chars().take(LONGEST) {
        if character.is_alphanumeric() || "_.".contains(character) {
            if std::mem::take(&mut gap) && !id.is_empty() {
                id.push('-');
            }
            id.push(character);
        } else {
            gap = true;
        }
    }
    if id.is_empty() { Cow::Borrowed("unnamed") } else { Cow::Owned(id) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn writing(dates: &[&str], decimal: &str, thousands: &str) -> Writing {
        let dates = dates.iter().map(|format| Box::from(*format)).collect();
        let mut writing = Writing {
            decimal: decimal.into(),
            thousands: thousands.into(),
            blank: vec!["null".into()],
            ..Writing::default()
        };
        writing.dates = dates;
        writing.find_conflicts();
        writing
    }

    #[test]
    fn a_date_is_read_in_the_first_format_that_fits() {
        let writing = writing(&["%d.%m.%Y %H:%M", "%d.%m.%Y", "%Y-%m", "%Y"], ".", "");
        let date = |text| writing.date_but(text, 0).map(|date| date.to_string());
        assert_eq!(date("03.11.2020 00:00").as_deref(), Some("2020-11-03"));
        assert_eq!(date("3.1.2020").as_deref(), Some("2020-01-03"));
        assert_eq!(date("2020-11").as_deref(), Some("2020-11"));
        assert_eq!(date("2020").as_deref(), Some("2020"));
        for text in ["31.02.2020", "2020-11-03", "03.11.2020 25:00", "", "x", "03.11.2020 00:00 x"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_of_day_an_offset_and_a_serial_number_are_read_where_they_are_declared() {
        let formats = ["%Y-%m-%dT%H:%M:%S%:z", "%Y-%m-%d %H:%M:%S%z", "%d.%m.%Y %H:%M", "excel-serial"];
        let writing = writing(&formats, ".", "");
        let date = |text| writing.date_but(text, 0).map(|date| date.to_string());
        for text in ["2020-11-03T23:10:00+08:00", "2020-11-03 23:10:00+0800", "03.11.2020 23:10", "44138", "44138.965"]
        {
            assert_eq!(date(text).as_deref(), Some("2020-11-03"), "{text}");
        }
        assert_eq!(date("2020"), None);
    }

    #[test]
    fn one_order_of_day_and_month_is_that_of_the_whole_column() {
        let writing = writing(&["%d/%m/%Y", "%m/%d/%Y"], ".", "");
        assert_eq!(writing.conflicts, [(0, 1)]);
        let date = |text, barred| writing.date_but(text, barred).map(|date| date.to_string());
        assert_eq!(date("03/05/2011", 0), None, "it can be two dates");
        assert_eq!(date("03/03/2011", 0).as_deref(), Some("2011-03-03"));
        let day_first = writing.barred(["03/05/2011", "13/05/2011"].into_iter());
        assert_eq!(date("03/05/2011", day_first).as_deref(), Some("2011-05-03"));
        let month_first = writing.barred(["03/05/2011", "05/13/2011", ""].into_iter());
        assert_eq!(date("03/05/2011", month_first).as_deref(), Some("2011-03-05"));
        assert_eq!(writing.barred(["03/05/2011", "05/13/2011", "13/05/2011"].into_iter()), 0);
    }

    #[test]
    fn a_format_must_read_what_it_writes() {
        for format in ["%Y-%m-%d", "%d/%m/%y", "%d %B %Y", "%Y", "%F", "%d.%m.%Y %H:%M", "%Y年%m月%d日"] {
            assert_eq!(check_date_format(format), Ok(()), "{format}");
        }
        for format in ["", "%", "%Q", "%H:%M", "%d.%m", "dd.mm.yyyy"] {
            assert!(check_date_format(format).is_err(), "{format}");
        }
    }

    #[test]
    fn a_number_is_read_with_the_signs_that_are_allowed_and_no_other() {
        let plain = writing(&[], ".", "");
        assert_eq!(plain.number("352403.74999968"), Some(352_403.749_999_68));
        let (comma, either) = (writing(&[], ",", ". \u{a0}"), writing(&[], ".,", ""));
        assert_eq!(comma.number("1.234.567,5"), Some(1_234_567.5));
        assert_eq!(comma.number("1 234"), Some(1234.0));
        assert_eq!((either.number("50000,5"), either.number("50000.5")), (Some(50000.5), Some(50000.5)));
        assert_eq!((either.number("1.234,5"), comma.number("1,5.0")), (None, None));
        for text in ["", "-", "inf", "NaN", "1e999", "0x10", "12 EUR", "1,5"] {
            assert_eq!(plain.number(text), None, "{text}");
        }
    }

    #[test]
    fn an_id_has_nothing_that_needs_quoting() {
        for (value, id) in [
            ("988983837", "988983837"),
            (" NTNU; Trondheim ", "NTNU-Trondheim"),
            ("水稻 所", "水稻-所"),
            ("a/b--c", "a-b-c"),
            ("??", "unnamed"),
        ] {
            assert_eq!(safe_id(value), id);
        }
        assert_eq!(writing(&[], ".", "").clean("  NULL "), "");
    }
}
