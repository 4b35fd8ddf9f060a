//! Dates to the precision known.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use jiff::civil::Date;

/// What a date looks like, for whoever wrote something else.
pub(crate) const EXPECTED_DATE: &str = "a date such as 2024-07-04, 2024-07 or 2024";

/// The same in Chinese.
pub(crate) const EXPECTED_DATE_ZH: &str = "形如2024-07-04、2024-07或2024的日期";

/// A date to the precision known: a day, a month or a year.
///
/// A partial date stands for its whole month or year. A wait that is measured from one uses the [middle](Self::middle)
/// of the period and is approximate. Dates sort by year, month and day, with a less exact one before those within its
/// period.
///
/// ```
/// use seedrelay::PartialDate;
/// let month: PartialDate = "2024-02".parse()?;
/// assert_eq!(month.first().to_string(), "2024-02-01");
/// assert_eq!(month.last().to_string(), "2024-02-29");
/// assert_eq!(month.middle().to_string(), "2024-02-15");
/// assert!(!month.is_exact());
/// # Ok::<(), seedrelay::model::DateError>(())
/// ```
// Year, month (0: unknown) and day (0: unknown) in one number, so that an optional date takes four bytes. One is added
// to keep the year 0000 apart from nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate(NonZeroU32);

/// What was wrong with a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("malformed date `{found}`: expected {EXPECTED_DATE}")]
#[non_exhaustive]
pub struct DateError {
    /// What was found instead.
    pub found: String,
}

/// How many days a year has on average.
pub(crate) const DAYS_A_YEAR: f64 = 365.25;

/// A day as a number, for waits: days since 1970-01-01, and whether the date was exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day(pub(crate) i32);

impl Day {
    pub(crate) const fn number(self) -> i32 {
        self.0 >> 1
    }

    pub(crate) const fn is_exact(self) -> bool {
        self.0 & 1 == 0
    }

    /// The day, or the last that it may be; as exact as it was.
    pub(crate) const fn not_after(self, last: Self) -> Self {
        if self.number() > last.number() { Self(last.number() << 1 | self.0 & 1) } else { self }
    }
}

impl PartialDate {
    /// A date known to the day, the month (`day` is `None`) or the year (both are `None`).
    ///
    /// Years run from 0 to 9999.
    ///
    /// # Errors
    ///
    /// If there is no such day, or if a day is given without its month.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Result<Self, DateError> {
        let found = || {
            let part = |part: Option<u8>| part.map_or(String::new(), |part| format!("-{part:02}"));
            DateError { found: format!("{year:04}{}{}", part(month), part(day)) }
        };
        Self::checked(year, month.unwrap_or(0), day.unwrap_or(0))
            .filter(|_| month != Some(0) && day != Some(0))
            .ok_or_else(found)
    }

    fn checked(year: u16, month: u8, day: u8) -> Option<Self> {
        if month == 0 && day != 0 {
            return None;
        }
        Date::new(i16::try_from(year).ok()?, month.max(1).cast_signed(), day.max(1).cast_signed()).ok()?;
        NonZeroU32::new(((u32::from(year) << 9) | (u32::from(month) << 5) | u32::from(day)) + 1).map(Self)
    }

    fn parts(self) -> (u16, u8, u8) {
        let packed = self.0.get() - 1;
        ((packed >> 9) as u16, (packed >> 5 & 15) as u8, (packed & 31) as u8)
    }

    /// The year, 0 to 9999.
    #[must_use]
    pub fn year(self) -> u16 {
        self.parts().0
    }

    /// The month, 1 to 12, if it is known.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        Some(self.parts().1).filter(|&month| month != 0)
    }

    /// The day of the month, 1 to 31, if it is known.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        Some(self.parts().2).filter(|&day| day != 0)
    }

    /// Whether the day is known.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.parts().2 != 0
    }

    /// The first day that the date may stand for.
    #[must_use]
    pub fn first(self) -> Date {
        let (year, month, day) = self.parts();
        Date::constant(year.cast_signed(), month.max(1).cast_signed(), day.max(1).cast_signed())
    }

    /// The last day that the date may stand for.
    #[must_use]
    pub fn last(self) -> Date {
        match self.parts() {
            (_, 0, _) => self.first().last_of_year(),
            (_, _, 0) => self.first().last_of_month(),
            _ => self.first(),
        }
    }

    /// The middle of the period that the date stands for; of an even number of days, the earlier of the middle two.
    #[must_use]
    pub fn middle(self) -> Date {
        let (year, month, day) = self.parts();
        let (month, day) = match (month, day) {
            // 2 July is day 183 of 365; a leap year has 366.
            (0, _) if self.first().in_leap_year() => (7, 1),
            (0, _) => (7, 2),
            (month, 0) => (month, self.last().day().cast_unsigned().div_ceil(2)),
            exact => exact,
        };
        Date::constant(year.cast_signed(), month.cast_signed(), day.cast_signed())
    }

    /// Whether no choice of days puts `self` on or before `later`.
    #[must_use]
    pub fn is_surely_after(self, later: Self) -> bool {
        let ((year, month, day), (later_year, later_month, later_day)) = (self.parts(), later.parts());
        let or = |part, unknown| if part == 0 { unknown } else { part };
        // No month has more than 31 days, so the last day of an unknown one needs no calendar.
        (year, month.max(1), day.max(1)) > (later_year, or(later_month, 12), or(later_day, 31))
    }

    /// As it is written, in memory that costs nothing: chains have a few dates for each record.
    fn written(self, text: &mut [u8; 10]) -> &str {
        let (year, month, day) = self.parts();
        let digit = |number: u16, unit: u16| b'0' + (number / unit % 10) as u8;
        let [month_tens, month_ones] = [10, 1].map(|unit| digit(month.into(), unit));
        let [day_tens, day_ones] = [10, 1].map(|unit| digit(day.into(), unit));
        let [thousands, hundreds, tens, ones] = [1000, 100, 10, 1].map(|unit| digit(year, unit));
        *text = [thousands, hundreds, tens, ones, b'-', month_tens, month_ones, b'-', day_tens, day_ones];
        let known = match (month, day) {
            (0, _) => 4,
            (_, 0) => 7,
            _ => 10,
        };
        std::str::from_utf8(&text[..known]).expect("digits are ASCII")
    }

    /// A year; one that no date reaches is as late as any.
    pub(crate) fn of_year(year: u32) -> Self {
        let year = u16::try_from(year).unwrap_or(u16::MAX).min(9999);
        Self::checked(year, 0, 0).expect("the years of dates run from 0 to 9999")
    }

    /// A day of a year from 0 on, such as the [first](Self::first) or the last that a date stands for.
    pub(crate) fn of_day(date: Date) -> Self {
        Self::try_from(date).expect("the years of dates are 0 or later")
    }

    /// The day of a number, or the first or the last day that can be written.
    pub(crate) fn of_number(days: i32) -> Self {
        const FIRST: i32 = -719_528;
        const LAST: i32 = 2_932_896;
        let span = jiff::Span::new().hours(i64::from(days.clamp(FIRST, LAST)) * 24);
        Self::of_day(Date::constant(1970, 1, 1).saturating_add(span))
    }

    /// The first and the last day that the date may stand for, as numbers.
    pub(crate) fn days(self) -> (i32, i32) {
        let number = |date: Date| Self::of_day(date).to_day().number();
        (number(self.first()), number(self.last()))
    }

    /// The middle of the period as a number.
    pub(crate) fn to_day(self) -> Day {
        Day(number_of(self.middle()) << 1 | i32::from(!self.is_exact()))
    }
}

/// How many days a date is after the first of 1970, by counting years from March to February, of which four hundred have
/// always as many days (Hinnant 2013, `days_from_civil`). A chain asks for a few of each project.
fn number_of(date: Date) -> i32 {
    const DAYS_OF_400_YEARS: i32 = 146_097;
    /// From 1 March of the year 0 on.
    const TO_1970: i32 = 719_468;
    let (year, month, day) = (i32::from(date.year()), i32::from(date.month()), i32::from(date.day()));
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    era * DAYS_OF_400_YEARS + year * 365 + year / 4 - year / 100 + day_of_year - TO_1970
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        fn digits(bytes: &[u8]) -> Option<u16> {
            bytes.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u16::from(byte - b'0')))
        }
        let parse = || {
            let (year, month, day) = match text.as_bytes() {
                year if year.len() == 4 => (digits(year)?, None, None),
                [year @ .., b'-', m1, m2] if year.len() == 4 => (digits(year)?, digits(&[*m1, *m2]), None),
                [year @ .., b'-', m1, m2, b'-', d1, d2] if year.len() == 4 => {
                    (digits(year)?, digits(&[*m1, *m2]), Some(digits(&[*d1, *d2])?))
                }
                _ => return None,
            };
            let part = |part: Option<u16>| part.map(|part| part as u8);
            if text.len() > 4 && month.is_none() {
                return None;
            }
            Self::new(year, part(month), part(day)).ok()
        };
        parse().ok_or_else(|| DateError { found: text.to_owned() })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.written(&mut [0; 10]))
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A date known to the day.
///
/// ```
/// use seedrelay::{PartialDate, jiff::civil::date};
/// assert_eq!(PartialDate::try_from(date(2024, 7, 4))?.to_string(), "2024-07-04");
/// assert!(PartialDate::try_from(date(-1, 7, 4)).is_err(), "years before 0 are none that documents can write");
/// # Ok::<(), seedrelay::model::DateError>(())
/// ```
impl TryFrom<Date> for PartialDate {
    type Error = DateError;

    fn try_from(date: Date) -> Result<Self, DateError> {
        let year = u16::try_from(date.year()).ok();
        let checked = |year| Self::checked(year, date.month().cast_unsigned(), date.day().cast_unsigned());
        year.and_then(checked).ok_or_else(|| DateError { found: date.to_string() })
    }
}

impl serde::Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.written(&mut [0; 10]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn reads_what_it_writes() {
        for text in ["0000", "2024", "2024-01", "2024-12-31", "9999-02-28", "2024-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "24",
            "2024-",
            "2024-1",
            "2024-13",
            "2024-00",
            "2024-02-30",
            "2023-02-29",
            "2024-01-00",
            "2024/01/01",
            "2024-01-01T00:00",
            " 2024",
            "２０２４",
            "-2024",
            "2024-0x",
            "2024-01-0x",
            "20240101",
            "2024年",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_middle_of_a_period_has_as_many_days_before_as_after_or_one_less() {
        for text in ["2023", "2024", "2023-02", "2024-02", "2024-04", "2024-12", "2024-05-06"] {
            let date = date(text);
            let before = date.middle().duration_since(date.first()).as_hours() / 24;
            let after = date.last().duration_since(date.middle()).as_hours() / 24;
            assert!(before == after || before + 1 == after, "{text}: {before} before, {after} after");
        }
    }

    #[test]
    fn days_count_from_1970() {
        assert_eq!(date("1970-01-02").to_day().number(), 1);
        assert_eq!(date("1969-12-31").to_day().number(), -1);
        assert!(date("1969-12-31").to_day().is_exact() && !date("1969-12").to_day().is_exact());
        assert_eq!(date("2000-03-01").to_day().number(), 11_017);
    }

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        let around = [-719_528, -719_470, -25_600, 10_900, 47_480, 2_932_000].map(|first| first..first + 800);
        for number in (-719_528..=2_932_896).step_by(97).chain(around.into_iter().flatten()) {
            assert_eq!(PartialDate::of_number(number).to_day().number(), number);
        }
    }

    #[test]
    fn a_number_is_read_back_as_its_day() {
        for text in ["0000-01-01", "1969-12-31", "2000-02-29", "9999-12-31"] {
            assert_eq!(PartialDate::of_number(date(text).to_day().number()), date(text));
        }
        assert_eq!(PartialDate::of_number(i32::MIN), date("0000-01-01"));
        assert_eq!(PartialDate::of_number(i32::MAX), date("9999-12-31"));
        assert_eq!(date("1970").days(), (0, 364));
    }

    #[test]
    fn out_of_order_only_if_no_choice_of_days_helps() {
        assert!(!date("2024").is_surely_after(date("2024-03-01")));
        assert!(date("2024-04").is_surely_after(date("2024-03")));
        assert!(!date("2024-03-31").is_surely_after(date("2024-03")));
    }
}
