//! Values and where they stand in a text.

use std::borrow::Cow;
use std::ops::Range;

use super::problem::Found;

/// A value and where it stands in the text.
#[derive(Clone, Debug)]
pub(crate) struct Tree<'t> {
    pub(crate) span: Range<usize>,
    pub(crate) value: Value<'t>,
}

#[derive(Clone, Debug)]
pub(crate) enum Value<'t> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    String(Cow<'t, str>),
    /// A date of the format's own, as it would be written in a string.
    #[cfg(any(feature = "csv", feature = "toml"))]
    Date(String),
    List(Vec<Tree<'t>>),
    Table(Vec<Entry<'t>>),
    /// A value that the format itself could not read.
    #[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
    Unreadable(super::problem::ProblemKind),
}

#[derive(Clone, Debug)]
pub(crate) struct Entry<'t> {
    pub(crate) key: Cow<'t, str>,
    pub(crate) key_span: Range<usize>,
    pub(crate) value: Tree<'t>,
}

/// So many characters are shown of a text that was found.
const LONGEST: usize = 60;

impl Value<'_> {
    /// What the value is, for whoever expects another one.
    pub(crate) fn found(&self) -> Found {
        match self {
            Value::Null => Found::Null,
            Value::Bool(truth) => Found::Flag(*truth),
            Value::Unsigned(number) => Found::Whole(*number),
            Value::Signed(number) => Found::Negative(*number),
            Value::Float(number) => Found::Number(*number),
            Value::String(text) => {
                let more = text.chars().nth(LONGEST).is_some();
                Found::Text { text: text.chars().take(LONGEST).collect(), more }
            }
            #[cfg(any(feature = "csv", feature = "toml"))]
            Value::Date(date) => Found::Date(date.clone()),
            Value::List(_) => Found::List,
            Value::Table(_) => Found::Object,
            #[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
            Value::Unreadable(_) => Found::Other,
        }
    }
}
