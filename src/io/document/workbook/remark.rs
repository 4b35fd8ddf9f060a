//! What is worth knowing of a workbook that was read: what had to be found out, and what a spreadsheet has changed.

use std::fmt;

use super::sheets::layout_of;
use crate::io::tables::{Grid, TablePlace, seen};
use crate::model::Lang;

/// Something about a sheet or a file that is no problem, and that whoever filled it in should look at.
///
/// Its `Display` is one line, such as `chain.xlsx, sheet projects: the column names were found in row 3; 2 rows above it
/// are no data`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct WorkbookRemark {
    /// Where it is.
    pub place: TablePlace,
    /// What it is.
    pub kind: WorkbookRemarkKind,
}

/// What is worth knowing of a sheet or a file.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum WorkbookRemarkKind {
    /// The column names do not stand in the first row: they were found by what they say.
    #[non_exhaustive]
    Header {
        /// The row, as a spreadsheet counts.
        row: usize,
        /// The rows above it that are not empty. Nothing is read of them.
        above: usize,
    },
    /// Cells that are merged out of several rows, each of which got the value.
    #[non_exhaustive]
    Merged {
        /// Where, such as `A2:A9`; the first of them.
        ranges: Vec<Box<str>>,
        /// How many there are.
        count: usize,
    },
    /// Numbers so large that a spreadsheet has lost their last digits.
    #[non_exhaustive]
    HugeNumbers {
        /// One of them, as it stands there now.
        example: Box<str>,
        /// How many there are.
        cells: usize,
    },
    /// A text file in another encoding than UTF-8, which was found out.
    #[non_exhaustive]
    Encoding {
        /// Its name.
        name: &'static str,
    },
}

impl WorkbookRemark {
    /// The remark in a line, with its place. In English it is what `Display` gives.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let (place, kind) = (self.place.label(lang), self.kind.message(lang));
        match lang {
            Lang::En => format!("{place}: {kind}"),
            Lang::Zh => format!("{place}：{kind}"),
        }
    }

    /// All that there is to say of a sheet, of which the column names stand in a row, by its place in the grid.
    pub(super) fn of(grid: &Grid, header: usize) -> Vec<Self> {
        // Of what is not read, such as a guide, there is nothing to say.
        if layout_of(grid).is_none() {
            return Vec::new();
        }
        let mut kinds = Vec::new();
        if let Some(name) = grid.encoding().filter(|name| *name != "UTF-8") {
            kinds.push(WorkbookRemarkKind::Encoding { name });
        }
        if header > 0 {
            kinds.push(WorkbookRemarkKind::Header { row: grid.row(header).number(), above: header });
        }
        let (ranges, count) = grid.merged();
        if count > 0 {
            kinds.push(WorkbookRemarkKind::Merged { ranges: ranges.to_vec(), count });
        }
        if let Some((example, cells)) = grid.huge_numbers() {
            kinds.push(WorkbookRemarkKind::HugeNumbers { example: example.into(), cells });
        }
        let sheet = grid.sheet().map(Into::into);
        let place = TablePlace { path: grid.path().into(), sheet, row: None, column: None };
        kinds.into_iter().map(|kind| Self { place: place.clone(), kind }).collect()
    }
}

impl WorkbookRemarkKind {
    /// The remark without its place.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Header { row, above }, _) => seen::column_names(*row, *above, lang),
            (Self::Merged { ranges, count }, _) => seen::merged(ranges, *count, lang),
            (Self::HugeNumbers { example, cells }, _) => seen::huge_numbers(*cells, example, lang),
            (Self::Encoding { name }, Lang::En) => format!("the text is in {name}, as far as can be found out"),
            (Self::Encoding { name }, Lang::Zh) => format!("经判断，文本编码为{name}"),
        }
    }
}

impl fmt::Display for WorkbookRemark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}
