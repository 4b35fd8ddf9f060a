//! Places in tables.

use std::fmt;
use std::path::Path as FilePath;
use std::sync::Arc;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::model::Lang;
use crate::text::Shown;

/// A place in a workbook or a CSV file: a file, and as far as it is known, sheet, row and column.
///
/// Its `Display` is such as `chain.xlsx, sheet projects, row 4, column F (performer)`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TablePlace {
    pub(crate) path: Arc<FilePath>,
    pub(crate) sheet: Option<Arc<str>>,
    pub(crate) row: Option<usize>,
    /// How a spreadsheet names it, and what its header says.
    pub(crate) column: Option<(Arc<str>, Arc<str>)>,
}

impl TablePlace {
    /// A row of a grid, counted from 0.
    #[cfg(feature = "mapping")]
    pub(crate) fn row_of(grid: &super::Grid, row: usize) -> Self {
        let (path, sheet) = grid.source_of(row);
        let (path, sheet) = (path.into(), sheet.map(Into::into));
        Self { path, sheet, row: Some(grid.row(row).number()), column: None }
    }

    /// The file, or the folder.
    #[must_use]
    pub fn path(&self) -> &FilePath {
        &self.path
    }

    /// The sheet of a workbook; `None` in a CSV file, which is one.
    #[must_use]
    pub fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// The row as a spreadsheet shows it, from 1; in a CSV file, the line on which it begins.
    #[must_use]
    pub const fn row(&self) -> Option<usize> {
        self.row
    }

    /// The letters of the column, such as `F`.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        self.column.as_ref().map(|(letters, _)| &**letters)
    }

    /// What the header of the column says; empty where there is none.
    #[must_use]
    pub fn header(&self) -> Option<&str> {
        self.column.as_ref().map(|(_, header)| &**header)
    }

    /// The place in a sentence of the language. In English it is what `Display` gives.
    #[must_use]
    pub fn label(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.to_string(),
            Lang::Zh => self.chinese(),
        }
    }

    fn chinese(&self) -> String {
        let mut text = self.path.display().to_string();
        if let Some(sheet) = &self.sheet {
            text += &format!("，表“{}”", Shown(sheet));
        }
        if let Some(row) = self.row {
            text += &format!("，第{row}行");
        }
        match &self.column {
            Some((letters, header)) if header.is_empty() => text + &format!("，{letters}列"),
            Some((letters, header)) => text + &format!("，{letters}列（{}）", Shown(header)),
            None => text,
        }
    }
}

impl fmt::Display for TablePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(sheet) = &self.sheet {
            write!(f, ", sheet {}", Shown(sheet))?;
        }
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        match &self.column {
            Some((letters, header)) if header.is_empty() => write!(f, ", column {letters}"),
            Some((letters, header)) => write!(f, ", column {letters} ({})", Shown(header)),
            None => Ok(()),
        }
    }
}

/// An object of `file`, `sheet`, `row`, `column` and `header`.
impl Serialize for TablePlace {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut place = serializer.serialize_struct("TablePlace", 5)?;
        // A path need not be text; what is shown of it is.
        place.serialize_field("file", &self.path.display().to_string())?;
        place.serialize_field("sheet", &self.sheet())?;
        place.serialize_field("row", &self.row)?;
        place.serialize_field("column", &self.column())?;
        place.serialize_field("header", &self.header())?;
        place.end()
    }
}
