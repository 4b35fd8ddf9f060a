//! Amounts in the units that people use: a time in days or years, an output in products a year or years for a product.

use serde::Serialize;

use crate::model::{DAYS_A_YEAR, Lang};

/// Above so many days a time is given in years.
const TWO_YEARS: f64 = 730.0;

/// An output of less than a product in so many years is given as such.
const MOST_YEARS: f64 = 1000.0;

/// A time: of more than two years people read years, of less days.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Time {
    /// Days, 0 or more.
    pub days: f64,
    /// Whether both its ends are known to the day.
    pub exact: bool,
}

impl Time {
    pub(super) fn text(self, lang: Lang) -> String {
        if self.days > TWO_YEARS {
            let years = halves(self.days / DAYS_A_YEAR);
            let has_half = years.fract() != 0.0;
            return match (lang, has_half) {
                (Lang::En, true) => format!("about {}½ years", years.trunc()),
                (Lang::En, false) => format!("about {years} years"),
                (Lang::Zh, true) => format!("约{}年半", years.trunc()),
                (Lang::Zh, false) => format!("约{years}年"),
            };
        }
        let days = self.days.round();
        match (lang, self.exact) {
            (Lang::En, _) => {
                let about = if self.exact { "" } else { "about " };
                format!("{about}{days} day{}", if days == 1.0 { "" } else { "s" })
            }
            (Lang::Zh, true) => format!("{days}天"),
            (Lang::Zh, false) => format!("约{days}天"),
        }
    }
}

/// Products for each year: of less than one a year people read in how many years there is one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Rate {
    /// Products a year, 0 or more.
    pub a_year: f64,
    /// Whether they come on top of others.
    pub more: bool,
}

impl Rate {
    pub(super) fn text(self, lang: Lang) -> String {
        let more = |more: &'static str| if self.more { more } else { "" };
        if self.a_year <= 0.0 {
            return match lang {
                Lang::En => format!("no {}product", more("more ")),
                Lang::Zh => format!("没有{}产品", more("更多")),
            };
        }
        let years = match 1.0 / self.a_year {
            years if years < 10.0 => halves(years),
            years => two_digits(years),
        };
        match lang {
            Lang::En if years > MOST_YEARS => format!("less than one {}product in {MOST_YEARS} years", more("more ")),
            Lang::Zh if years > MOST_YEARS => format!("不到每{MOST_YEARS}年{}1个产品", more("多形成")),
            Lang::En if years > 1.0 => format!("one {}product in about {} years", more("more "), in_words(years)),
            Lang::Zh if years > 1.0 => format!("{}每{years}年{}1个产品", about(self.more), more("多形成")),
            Lang::En if self.a_year < 1.25 => format!("about one {}product a year", more("more ")),
            Lang::Zh if self.a_year < 1.25 => format!("{}每年{}1个产品", about(self.more), more("多形成")),
            Lang::En => format!("{} {}products a year", two_digits(self.a_year), more("more ")),
            Lang::Zh => format!("每年{}{}个产品", more("多形成"), two_digits(self.a_year)),
        }
    }
}

/// Before a rate in Chinese; what says “相当于” needs no second hedge.
const fn about(more: bool) -> &'static str {
    if more { "" } else { "约" }
}

/// To the nearest half.
fn halves(years: f64) -> f64 {
    (years * 2.0).round() / 2.0
}

/// As far as the first two digits that count.
pub(super) fn two_digits(value: f64) -> f64 {
    let unit = 10_f64.powf(value.log10().floor() - 1.0);
    // What is divided by a power of ten is nearest to the decimal fraction that is meant.
    if unit >= 1.0 { (value / unit).round() * unit } else { (value / unit).round() / unit.recip().round() }
}

/// Small whole numbers are spelt out in English.
fn in_words(years: f64) -> String {
    const WORDS: [&str; 11] =
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    match years {
        whole if whole.fract() == 0.0 && (2.0..=12.0).contains(&whole) => WORDS[whole as usize - 2].to_owned(),
        half if half.fract() != 0.0 => format!("{}½", half.trunc()),
        whole => format!("{whole}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Rate, Time};
    use crate::model::Lang;

    #[test]
    fn long_times_are_given_in_years() {
        let said = |days, exact| Lang::ALL.map(|lang| Time { days, exact }.text(lang));
        assert_eq!(said(1.0, true), ["1 day", "1天"]);
        assert_eq!(said(45.4, true), ["45 days", "45天"]);
        assert_eq!(said(730.0, false), ["about 730 days", "约730天"]);
        assert_eq!(said(731.0, true), ["about 2 years", "约2年"]);
        assert_eq!(said(3105.0, false), ["about 8½ years", "约8年半"]);
    }

    #[test]
    fn small_outputs_are_given_in_years_for_a_product() {
        let said = |a_year| Lang::ALL.map(|lang| Rate { a_year, more: false }.text(lang));
        assert_eq!(said(0.0), ["no product", "没有产品"]);
        assert_eq!(said(0.14), ["one product in about seven years", "约每7年1个产品"]);
        assert_eq!(said(0.4), ["one product in about 2½ years", "约每2.5年1个产品"]);
        assert_eq!(said(0.83), ["about one product a year", "约每年1个产品"]);
        assert_eq!(said(2.34), ["2.3 products a year", "每年2.3个产品"]);
        assert_eq!(said(123.4), ["120 products a year", "每年120个产品"]);
        assert_eq!(said(1e-9), ["less than one product in 1000 years", "不到每1000年1个产品"]);
    }

    #[test]
    fn what_comes_on_top_is_named_so() {
        let said = |a_year| Lang::ALL.map(|lang| Rate { a_year, more: true }.text(lang));
        assert_eq!(said(0.05), ["one more product in about 20 years", "每20年多形成1个产品"]);
        assert_eq!(said(1.0), ["about one more product a year", "每年多形成1个产品"]);
        assert_eq!(said(1.3), ["1.3 more products a year", "每年多形成1.3个产品"]);
    }
}
