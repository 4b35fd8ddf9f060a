//! What can be wrong with a workbook, each with its cell.

mod chinese;

use std::fmt;

use super::layout::{LAYOUT, mean};
use super::spelling::{language_of, spelling};
use crate::chain::ProblemKind;
use crate::io::FileError;
use crate::io::tables::TablePlace;
use crate::model::Lang;
use crate::model::Term;
use crate::record::problem_list;
use crate::text::Hint;
use crate::text::Shown;

/// One thing that is wrong with a workbook: what, and where.
///
/// Its `Display` is one line, ``chain.xlsx, sheet projects, row 4, column F (performer): unknown organization `yuelusan`;
/// did you mean `yuelushan`?``.
#[derive(Debug)]
#[non_exhaustive]
pub struct WorkbookProblem {
    /// Where it is.
    pub place: TablePlace,
    /// What it is.
    pub kind: WorkbookProblemKind,
}

impl WorkbookProblem {
    /// The problem in a line, with its place. In English it is what `Display` gives.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match (&self.kind, lang) {
            (_, Lang::En) => self.to_string(),
            (WorkbookProblemKind::Table(error), Lang::Zh) => error.message(lang),
            (kind, Lang::Zh) => {
                let told = in_names_of(&self.place, kind.message(lang));
                format!("{}：{told}{}", self.place.label(lang), what_to_write(kind, lang))
            }
        }
    }
}

impl WorkbookProblemKind {
    /// What was found, what is expected, and how to fix it. In English it is what `Display` gives.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.to_string(),
            Lang::Zh => chinese::sentence(self),
        }
    }
}

impl fmt::Display for WorkbookProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            // It names the file itself.
            WorkbookProblemKind::Table(error) => error.fmt(f),
            kind => {
                let told = in_names_of(&self.place, kind.to_string());
                write!(f, "{}: {told}{}", self.place, what_to_write(kind, Lang::En))
            }
        }
    }
}

/// The form that works, where what people type most is wrong.
fn what_to_write(kind: &WorkbookProblemKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (WorkbookProblemKind::Document(ProblemKind::MalformedDate { .. }), Lang::En) => {
            "; write 2022-05-31 or 2022年5月31日"
        }
        (WorkbookProblemKind::Document(ProblemKind::MalformedDate { .. }), Lang::Zh) => {
            "；请写2022-05-31或2022年5月31日"
        }
        _ => "",
    }
}

/// A sentence with the names that the columns of a sheet have where its people write Chinese: they know no `started`.
fn in_names_of(place: &TablePlace, sentence: String) -> String {
    let sheet = place.sheet().map(str::to_owned);
    let name = sheet.or_else(|| Some(place.path().file_stem()?.to_string_lossy().into_owned())).unwrap_or_default();
    let Some(layout) = LAYOUT.iter().find(|layout| mean(&layout.names, &spelling(&name))) else { return sentence };
    if language_of(&name).is_none() && place.header().and_then(language_of).is_none() {
        return sentence;
    }
    let mut told = sentence;
    for column in &layout.columns {
        let (key, name) = (column.names.key, column.names.zh);
        for (quoted, named) in [(format!("`{key}`"), format!("“{name}”")), (format!("“{key}”"), format!("“{name}”"))]
        {
            told = told.replace(&quoted, &named);
        }
    }
    told
}

impl std::error::Error for WorkbookProblem {}

/// What can be wrong with a workbook.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbookProblemKind {
    /// A file that cannot be read as a table at all.
    #[error(transparent)]
    Table(FileError),
    /// A folder without a table.
    #[error("the folder holds no CSV file")]
    NoTable,
    /// A sheet that a workbook of a chain does not have.
    #[error(
        "unknown sheet `{}`{}; the sheets are {}; a sheet whose name begins with # is not read",
        Shown(name), Hint(nearest.as_deref()), expected.join(", ")
    )]
    #[non_exhaustive]
    UnknownSheet {
        /// Its name.
        name: String,
        /// The most similar name that there is.
        nearest: Option<String>,
        /// Every name that there is.
        expected: Vec<&'static str>,
    },
    /// A second sheet of the same meaning.
    #[error("the sheet `{sheet}` is given twice; the first is {first}")]
    #[non_exhaustive]
    SheetTwice {
        /// Its key.
        sheet: &'static str,
        /// The first.
        first: TablePlace,
    },
    /// A sheet without which there is no chain.
    #[error("no sheet `{name}`")]
    #[non_exhaustive]
    SheetMissing {
        /// Its key.
        sheet: &'static str,
        /// What it is called in the language of the other sheets.
        name: &'static str,
    },
    /// A column that the sheet does not have.
    #[error(
        "unknown column `{}`{}; the columns are {}; a column whose name begins with # is not read",
        Shown(name), Hint(nearest.as_deref()), expected.join(", ")
    )]
    #[non_exhaustive]
    UnknownColumn {
        /// Its name.
        name: String,
        /// The most similar name that there is.
        nearest: Option<String>,
        /// Every name that there is.
        expected: Vec<&'static str>,
    },
    /// A second column of the same meaning.
    #[error("a second column for `{key}`; the first is {first}")]
    #[non_exhaustive]
    ColumnTwice {
        /// The key.
        key: String,
        /// The letters of the first.
        first: String,
    },
    /// A column without which no record of the sheet can be.
    #[error("no column `{name}`")]
    #[non_exhaustive]
    ColumnMissing {
        /// The key.
        key: &'static str,
        /// What it is called in the language of the other columns.
        name: &'static str,
    },
    /// A value in a column that has no name, or behind the last one.
    #[error("a value in a column without a name")]
    Nameless,
    /// A text that is given both without a language and with one.
    #[error("`{key}` is given both without a language and in one; leave one of the two empty")]
    #[non_exhaustive]
    TextTwice {
        /// The key.
        key: &'static str,
    },
    /// A consortium with two charters.
    #[error("a second charter of `{}`; the first is {first}", Shown(consortium))]
    #[non_exhaustive]
    CharterTwice {
        /// The consortium.
        consortium: String,
        /// The first.
        first: TablePlace,
    },
    /// An id given twice in its sheet.
    #[error("{what} `{}` is given twice; the first is {first}", Shown(id))]
    #[non_exhaustive]
    DuplicateId {
        /// What it is the id of.
        what: Term,
        /// The id.
        id: String,
        /// Where it was first given.
        first: TablePlace,
    },
    /// Whatever can also be wrong with a document.
    #[error(transparent)]
    Document(ProblemKind),
}

/// All problems of a workbook, at least one, by file, sheet, row and column.
///
/// Its `Display` lists them, one a line; past the first hundred it only counts. The value holds them all.
#[derive(Debug)]
pub struct WorkbookProblems(Vec<WorkbookProblem>);

impl WorkbookProblems {
    /// `None` if there are no problems.
    pub(super) fn new(problems: Vec<WorkbookProblem>) -> Option<Self> {
        (!problems.is_empty()).then_some(Self(problems))
    }
}

problem_list!(WorkbookProblems of WorkbookProblem);
