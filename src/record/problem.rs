//! What can be wrong with a chain, as values.

mod chinese;
mod found;
mod kind;
mod list;

use std::fmt;
use std::ops::Range;

use super::path::Path;
use crate::model::{Lang, Text};

pub use found::{Expected, Found};
pub use kind::ProblemKind;

#[cfg(feature = "csv")]
pub(crate) use chinese::hint;
pub(crate) use list::problem_list;

/// One thing that is wrong with a chain: what, and where.
///
/// Its `Display` is one line, `projects[3].performer: unknown organization `yuelusan`; did you mean `yuelushan`?`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// Where it is.
    pub path: Path,
    /// What it is.
    pub kind: ProblemKind,
    /// Where it is in the source text, in bytes; `None` for what was built in Rust.
    pub span: Option<Range<usize>>,
}

impl Problem {
    pub(crate) fn new(path: Path, kind: ProblemKind) -> Self {
        Self { path, kind, span: None }
    }

    /// Adds a problem to others, while there are not too many; of the rest it is only told that they are there.
    pub(crate) fn note(problems: &mut Vec<Self>, problem: impl FnOnce() -> Self) {
        match problems.len() {
            ..MOST_PROBLEMS => problems.push(problem()),
            MOST_PROBLEMS => {
                problems.push(Self::new(Path::default(), ProblemKind::TooManyProblems { told: MOST_PROBLEMS }));
            }
            _ => {}
        }
    }

    /// The problem in a line, with its place. In English it is what `Display` gives.
    ///
    /// ```
    /// use seedrelay::{Lang, SupplyChain};
    /// let text = r#"{"format": "seedrelay/1", "as_of": "2024-12-31", "categories": [{"id": "rice"}],
    ///     "organizations": [{"id": "hau", "kind": "universty"}]}"#;
    /// let problems = SupplyChain::from_json(text).unwrap_err();
    /// assert_eq!(
    ///     problems.first().message(Lang::Zh).split('；').next(),
    ///     Some("organizations[0].kind：未知的值“universty”（是否想写“university”？）"),
    /// );
    /// ```
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.to_string(),
            Lang::Zh => format!("{}：{}", self.path.label(lang), self.kind.message(lang)),
        }
    }
}

/// With its place as text, what is said of it in both languages, and where it is in the source text, if anywhere.
impl serde::Serialize for Problem {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("path", &self.path.to_string())?;
        map.serialize_entry("message", &Text::new(self.kind.message(Lang::En), self.kind.message(Lang::Zh)))?;
        if let Some(span) = &self.span {
            map.serialize_entry("span", span)?;
        }
        map.end()
    }
}

impl serde::Serialize for Problems {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.kind)
    }
}

impl std::error::Error for Problem {}

/// So many problems of one reading are kept. Whoever fixes these will see the rest.
const MOST_PROBLEMS: usize = 500_000;

/// All problems of a chain, at least one.
///
/// Its `Display` lists them, one a line; past the first hundred it only counts. The value holds them all, up to half a
/// million; if there are more, [one of them](ProblemKind::TooManyProblems) says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// `None` if there are no problems.
    pub(crate) fn new(mut problems: Vec<Problem>) -> Option<Self> {
        // By place, as a person would fix them.
        problems.sort_by(|a, b| a.path.cmp(&b.path));
        (!problems.is_empty()).then_some(Self(problems))
    }
}

problem_list!(Problems of Problem);
