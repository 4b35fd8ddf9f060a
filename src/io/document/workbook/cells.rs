//! What a cell says: from a cell to a value of the document, by what its column holds.

use std::borrow::Cow;

use super::layout::{Kind, NO, YES, find, mean};
use super::spelling::{language_of, spelling};
use crate::chain::ProblemKind;
use crate::io::tables::Cell;
use crate::model::{Lang, PartialDate, Values};
use crate::record::Choice;
use crate::record::Expected;
use crate::record::Found;
use crate::record::tree::Value;
use crate::text::{narrow, nearest};

/// The one value in a cell that is not blank.
///
/// What cannot be read as the column wants it is handed on as it is, for the reader of documents to say what is wrong.
pub(super) fn value(kind: Kind, cell: Cell<'_>) -> Value<'_> {
    match (cell, kind) {
        (Cell::Error(shown), _) => Value::Unreadable(ProblemKind::failed_formula(shown)),
        (Cell::Text(text), _) => from_text(kind, unescaped(text.trim())),
        (Cell::Bool(truth), Kind::YesNo) => Value::Bool(truth),
        (Cell::Number(number), Kind::YesNo) => wrong(Found::Cell(number.to_string()), Expected::YesOrNo),
        (Cell::Number(number), _) => from_number(kind, number),
        (Cell::Date(date), Kind::Date) => Value::Date(date.to_string()),
        // What was typed is lost: `3-1` may have been a topic before it became a day.
        (Cell::Date(date), _) if !matches!(kind, Kind::Count | Kind::Number | Kind::YesNo) => {
            wrong(Found::Date(date.to_string()), Expected::TextCell)
        }
        (cell, Kind::Count | Kind::Number) => wrong(Found::Cell(cell.to_string()), Expected::Number),
        (cell, Kind::YesNo) => wrong(Found::Cell(cell.to_string()), Expected::YesOrNo),
        (cell, Kind::Date) => Value::String(cell.to_string().into()),
        (cell, _) => wrong(Found::Cell(cell.to_string()), Expected::Words),
    }
}

fn wrong(found: Found, expected: Expected) -> Value<'static> {
    Value::Unreadable(ProblemKind::WrongType { found, expected })
}

/// The elements in a cell that is not blank; those that are left empty are `None`.
pub(super) fn elements(kind: Kind, cell: Cell<'_>) -> Vec<Option<Value<'_>>> {
    let Cell::Text(text) = cell else { return vec![Some(value(kind, cell))] };
    let separators = separators(kind, text);
    let mut elements: Vec<_> =
        split(text, separators).into_iter().map(|text| text.map(|text| from_text(kind, text))).collect();
    // The last separator need not separate anything.
    if elements.last().is_some_and(Option::is_none) {
        elements.pop();
    }
    if matches!(elements[..], [None]) { Vec::new() } else { elements }
}

fn from_number(kind: Kind, number: f64) -> Value<'static> {
    /// Beyond 2^53, not every whole number is a double.
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    let is_whole = number.fract() == 0.0 && number.abs() <= WHOLE;
    match kind {
        Kind::Count if is_whole && number >= 0.0 => Value::Unsigned(number as u64),
        Kind::Count if is_whole => Value::Signed(number as i64),
        Kind::Count | Kind::Number | Kind::NumberMany => Value::Float(number),
        // A day typed as eight digits.
        Kind::Date if is_whole && (10_000_000.0..=99_999_999.0).contains(&number) => match date(&number.to_string()) {
            Some(date) => Value::Date(date.to_string()),
            None => Value::String(number.to_string().into()),
        },
        // A year. A day that lost its format is a number of five digits, and no date.
        Kind::Date if is_whole && (0.0..=9999.0).contains(&number) => Value::Date(format!("{number:04}")),
        Kind::Choice(choice) | Kind::ChoiceMany(choice) => chosen(choice, &number.to_string()),
        _ => Value::String(number.to_string().into()),
    }
}

fn from_text(kind: Kind, text: Cow<'_, str>) -> Value<'_> {
    let number = || {
        let whole = text.parse().map(Value::Unsigned).or_else(|_| text.parse().map(Value::Signed));
        whole.ok().or_else(|| text.parse().ok().or_else(|| typed_number(&text)).map(|number| from_number(kind, number)))
    };
    let read = match kind {
        Kind::Count | Kind::Number | Kind::NumberMany => number(),
        Kind::YesNo => Some(match yes_or_no(&text) {
            Some(truth) => Value::Bool(truth),
            None => wrong(Found::Cell(text.to_string()), Expected::YesOrNo),
        }),
        Kind::Date => date(&text).map(|date| Value::Date(date.to_string())),
        Kind::Choice(choice) | Kind::ChoiceMany(choice) => Some(chosen(choice, &text)),
        _ => None,
    };
    read.unwrap_or(Value::String(text))
}

fn yes_or_no(text: &str) -> Option<bool> {
    let spelt = spelling(text);
    if mean(&YES, &spelt) { Some(true) } else { mean(&NO, &spelt).then_some(false) }
}

/// The values of an enumeration for a reader of a language, or of documents.
fn values(choice: &Choice, lang: Option<Lang>) -> Values {
    match lang {
        None => Values { keys: choice.keys, zh: choice.zh },
        lang => choice.names(lang).into(),
    }
}

fn chosen(choice: &Choice, text: &str) -> Value<'static> {
    match find(choice, text) {
        Some(key) => Value::String(key.into()),
        None => Value::Unreadable(ProblemKind::UnknownValue {
            found: text.to_owned(),
            nearest: nearest(text, choice.spellings().map(|(_, name)| name)).map(str::to_owned),
            expected: values(choice, language_of(text)),
        }),
    }
}

/// A number as people type it: `1,200`, `60%`, `３００`, `300万`, `1.2亿`.
fn typed_number(text: &str) -> Option<f64> {
    const TIMES: [(&str, f64); 7] =
        [("%", 0.01), ("万亿", 1e12), ("亿", 1e8), ("千万", 1e7), ("百万", 1e6), ("万", 1e4), ("千", 1e3)];
    let text = narrowed(text);
    let (digits, times) =
        TIMES.iter().find_map(|(sign, times)| Some((text.strip_suffix(sign)?, *times))).unwrap_or((&text, 1.0));
    let digits = without_groups(digits)?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit() || b".-+".contains(&byte));
    let number: f64 = digits.parse().ok().filter(|_| is_number)?;
    // A share such as 60% is 0.6 to the last digit, which a product with 0.01 is not.
    Some(if times < 1.0 { number / 100.0 } else { number * times })
}

/// Digits without the signs between groups of three; nothing where the groups are of another size.
fn without_groups(digits: &str) -> Option<String> {
    let (whole, decimals) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut groups = whole.trim_start_matches(['+', '-']).split(',');
    let first = groups.next().map_or(0, str::len);
    let are_groups = groups.all(|group| group.len() == 3) && (!whole.contains(',') || (1..=3).contains(&first));
    are_groups.then(|| whole.replace(',', "") + decimals)
}

/// A text in the narrow forms of its signs, without blanks.
fn narrowed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

/// A date as people and spreadsheets write it, from the year on: `2024-07-04`, `2024/7/4`, `2024.7.4`, `2024年7月4日`,
/// `20240704`, to the precision known, with blanks and wide digits as they come. Midnight, which programs add to a day,
/// says nothing.
pub(super) fn date(text: &str) -> Option<PartialDate> {
    let text = [" 00:00:00", "T00:00:00"].iter().find_map(|midnight| text.strip_suffix(midnight)).unwrap_or(text);
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let text = &*narrowed(text);
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]).parse().ok();
    }
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let (text, separators) = match text.strip_suffix(['年', '月', '日']) {
        Some(_) => (text, ["年", "月", "日"]),
        None => (text, [["-"; 3], ["/"; 3], ["."; 3]].into_iter().find(|separators| text.contains(separators[0]))?),
    };
    let mut rest = text;
    let mut parts = [None; 3];
    for (part, separator) in parts.iter_mut().zip(separators) {
        let (digits, behind) = rest.split_once(separator).unwrap_or((rest, ""));
        let sane = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        *part = Some(digits.parse::<u16>().ok().filter(|_| sane)?);
        rest = behind.trim();
        if rest.is_empty() {
            break;
        }
    }
    let [Some(year), month, day] = parts else { return None };
    let ends_well = text.ends_with(|c: char| c.is_ascii_digit() || "年月日".contains(c));
    let year_is_whole = text.bytes().take_while(u8::is_ascii_digit).count() == 4;
    let part = |part: Option<u16>| part.map(|part| u8::try_from(part).unwrap_or(0));
    PartialDate::new(year, part(month), part(day)).ok().filter(|_| rest.is_empty() && ends_well && year_is_whole)
}

/// The text that is meant by a text in a cell: itself, unless it is a string of JSON.
fn unescaped(text: &str) -> Cow<'_, str> {
    if text.starts_with('"')
        && let Ok(text) = serde_json::from_str::<String>(text)
    {
        return text.into();
    }
    text.into()
}

/// What separates the elements of a list.
pub(super) const SEPARATORS: [char; 2] = [';', '；'];

/// What also does, where none of those does, and the elements are no texts in which it may stand.
const ALSO: [char; 3] = [',', '，', '、'];

/// The signs that separate the elements of a cell.
fn separators(kind: Kind, text: &str) -> &'static [char] {
    let is_text = matches!(kind, Kind::Text | Kind::TextMany);
    let has_any = split(text, &SEPARATORS).len() > 1;
    if is_text || has_any { &SEPARATORS } else { &ALSO }
}

/// The elements of a list. Within a string of JSON, nothing separates.
fn split<'t>(text: &'t str, separators: &[char]) -> Vec<Option<Cow<'t, str>>> {
    let mut elements = Vec::new();
    let mut rest = text.trim();
    loop {
        let (element, behind) = string(rest, separators).unwrap_or_else(|| {
            let end = rest.find(separators).unwrap_or(rest.len());
            (rest[..end].trim().into(), &rest[end..])
        });
        let is_string = rest.starts_with('"');
        elements.push((is_string || !element.is_empty()).then_some(element));
        let mut behind = behind.chars();
        if behind.next().is_none() {
            return elements;
        }
        rest = behind.as_str().trim_start();
    }
}

/// A string of JSON that is a whole element, and what is behind it.
fn string<'t>(text: &'t str, separators: &[char]) -> Option<(Cow<'t, str>, &'t str)> {
    if !text.starts_with('"') {
        return None;
    }
    let mut strings = serde_json::Deserializer::from_str(text).into_iter::<String>();
    let element = strings.next()?.ok()?;
    let behind = text[strings.byte_offset()..].trim_start();
    (behind.is_empty() || behind.starts_with(separators)).then_some((element.into(), behind))
}

/// A text as it must stand in a cell to be read as itself; `in_list` as an element of a list.
///
/// Most do as they are. A string of JSON is for those that would lose their blanks or their control characters, be taken
/// for several, for a string of JSON, or, by a spreadsheet, for a formula.
pub(super) fn escaped(text: &str, in_list: bool) -> Cow<'_, str> {
    /// Some spreadsheets take the wide forms for formulas too.
    const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let is_odd = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    let is_safe = !text.is_empty()
        && text.trim() == text
        && !text.starts_with('"')
        && !text.starts_with(FORMULA)
        && !text.contains(is_odd)
        // How Excel writes control characters.
        && !text.contains("_x")
        && !(in_list && (text.contains(SEPARATORS) || text.contains(ALSO)))
        // A row that begins so is a remark.
        && !text.starts_with(['#', '＃'])
        // Where programs separate columns by semicolons, what follows one begins a cell.
        && !text.split([';', '\t', '\n', '\r']).skip(1).any(|part| part.starts_with(FORMULA));
    if is_safe {
        return text.into();
    }
    let json = serde_json::to_string(text).expect("a text is a string of JSON");
    let mut escaped = String::with_capacity(json.len());
    for (at, c) in json.char_indices() {
        match c {
            '_' if json[at..].starts_with("_x") => escaped.push_str("\\u005f"),
            c if is_odd(c) || (c == ';' && json[at + 1..].starts_with(FORMULA)) => {
                escaped.push_str(&format!("\\u{:04x}", u32::from(c)))
            }
            c => escaped.push(c),
        }
    }
    escaped.into()
}

/// A list as it must stand in a cell. `None` leaves an element empty.
pub(super) fn list<'e>(elements: impl IntoIterator<Item = Option<&'e str>>) -> String {
    let elements: Vec<_> =
        elements.into_iter().map(|element| element.map_or("".into(), |text| escaped(text, true))).collect();
    let mut cell = elements.join("; ");
    // A list that ends with an empty element, or is empty, would else be shorter or not there.
    if elements.last().is_none_or(|last| last.is_empty()) {
        cell.push(';');
    }
    cell.trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        let same = [
            ("2024-07-04", "2024-07-04"),
            ("2024/7/4", "2024-07-04"),
            ("2024.07.04", "2024-07-04"),
            ("2024年7月4日", "2024-07-04"),
            ("2024年07月", "2024-07"),
            ("2024年", "2024"),
            ("2024/7", "2024-07"),
            ("2024", "2024"),
            ("2024-7-4 00:00:00", "2024-07-04"),
            ("20240704", "2024-07-04"),
            ("２０２４年７月", "2024-07"),
            ("2022 年 5 月", "2022-05"),
            ("2024 / 7", "2024-07"),
        ];
        for (written, meant) in same {
            assert_eq!(date(written).map(|date| date.to_string()).as_deref(), Some(meant), "{written}");
        }
        for no_date in [
            "7/4/2024",
            "4.7.2024",
            "24/7/4",
            "2024/13",
            "2024/2/30",
            "2024年7月4",
            "2024/7/4/5",
            "2024/",
            "年",
            "2024-07-04 10:00:00",
            "20241332",
            "202407",
        ] {
            assert!(date(no_date).is_none(), "{no_date}");
        }
    }

    #[test]
    fn a_list_is_split_where_no_string_is() {
        let split =
            |text| split(text, &SEPARATORS).into_iter().map(|text| text.map(Cow::into_owned)).collect::<Vec<_>>();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(split(r#"a; b；"c;\n" ;"d" e"#), [some("a"), some("b"), some("c;\n"), some("\"d\" e")]);
        assert_eq!(split("a;;"), [some("a"), None, None]);
        assert_eq!(split(r#""""#), [some("")]);
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (written, meant) in [
            ("1,200", 1200.0),
            ("１２", 12.0),
            ("300万", 3_000_000.0),
            ("1.2 亿", 120_000_000.0),
            ("60%", 0.6),
            ("60 ％", 0.6),
            ("12,345,678.5", 12_345_678.5),
            ("-5", -5.0),
            ("-123,456", -123_456.0),
        ] {
            assert_eq!(typed_number(written), Some(meant), "{written}");
        }
        for no_number in ["1,2", "万", "", "12岁", "1,2000", "1234,567", ",567", "NaN", "inf", "1e5万", "--"] {
            assert_eq!(typed_number(no_number), None, "{no_number}");
        }
    }

    #[test]
    fn a_list_is_split_at_what_people_put_between_its_elements() {
        let elements = |kind, text| {
            let texts = elements(kind, Cell::Text(text)).into_iter().map(|value| match value {
                Some(Value::String(text)) => text.into_owned(),
                other => panic!("{other:?}"),
            });
            texts.collect::<Vec<_>>()
        };
        for text in ["a; b;c", "a；b；c", "a,b，c", "a、b、c", "a，b、c"] {
            assert_eq!(elements(Kind::ReferMany, text), ["a", "b", "c"], "{text}");
        }
        assert_eq!(elements(Kind::ReferMany, "a,b;c"), ["a,b", "c"]);
        assert_eq!(elements(Kind::TextMany, "rice, maize；wheat"), ["rice, maize", "wheat"]);
        assert_eq!(elements(Kind::TextMany, "rice, maize"), ["rice, maize"]);
    }

    #[test]
    fn odd_texts_come_back() {
        for text in [
            "",
            " a",
            "=1+1",
            "\"",
            "\"a\"",
            "a;b",
            "\r\n",
            "_x000D_",
            "\u{feff}a",
            "\u{0}",
            "a\nb",
            "；",
            "\u{3000}",
            "\u{ffff}",
            "x\u{2028}",
            "a;=1+1",
            "a;b\n@c",
            "a,b",
            "a、b",
            "# a",
        ] {
            let cell = escaped(text, false);
            let parts = cell.split([';', '\n']);
            assert!(parts.clone().all(|part| !part.starts_with(['=', '+', '-', '@'])), "{cell}");
            assert_eq!(unescaped(cell.trim()), text, "{cell}");
            for list_of in [vec![text], vec![text, text], vec!["a", text], vec![text, "a"]] {
                let cell = list(list_of.iter().copied().map(Some));
                let back = elements(Kind::Plain, Cell::Text(&cell));
                let back: Vec<_> = back
                    .into_iter()
                    .map(|value| match value {
                        Some(Value::String(text)) => text.into_owned(),
                        other => panic!("{other:?}"),
                    })
                    .collect();
                assert_eq!(back, list_of, "{cell}");
            }
        }
        assert_eq!(list([]), ";");
        assert!(elements(Kind::Plain, Cell::Text(";")).is_empty());
    }
}
