//! Values of attributes, as every format takes them.

use std::borrow::Cow;
#[cfg(any(feature = "csv", feature = "xml"))]
use std::fmt::Write;

use crate::model::PartialDate;

/// What one node or edge has of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'c> {
    Text(Cow<'c, str>),
    Date(PartialDate),
    Whole(u64),
    Number(f64),
    Flag(bool),
}

#[cfg(any(feature = "csv", feature = "xml"))]
impl Value<'_> {
    /// Adds the value as it is written in documents.
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Date(date) => write!(out, "{date}").expect("a string takes every character"),
            Self::Whole(number) => write!(out, "{number}").expect("a string takes every character"),
            // A whole number reads the same as an integer, which takes a fraction of the time; above 2^53 it is rounded.
            Self::Number(number) => match *number as u64 {
                whole if whole < 1 << 53 && (whole as f64).to_bits() == number.to_bits() => {
                    Self::Whole(whole).write(out);
                }
                _ => write!(out, "{number}").expect("a string takes every character"),
            },
            Self::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
        }
    }
}

// Beside values that may not be there.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn text(text: &str) -> Option<Value<'_>> {
    Some(Value::Text(Cow::Borrowed(text)))
}

/// Texts in one, with `;` between them; within one of them, a backslash goes before `;` and before itself.
pub(super) fn list<'c>(mut texts: impl Iterator<Item = &'c str>) -> Option<Value<'c>> {
    let entry = |text: &'c str| {
        let special = text.contains([';', '\\']);
        if special { Cow::Owned(text.replace('\\', r"\\").replace(';', r"\;")) } else { Cow::Borrowed(text) }
    };
    let first = entry(texts.next()?);
    let joined = texts.fold(first, |joined, next| Cow::Owned(joined.into_owned() + ";" + &entry(next)));
    Some(Value::Text(joined))
}
