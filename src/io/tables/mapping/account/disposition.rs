//! What became of each row.

use std::path::{Path as FilePath, PathBuf};

use super::{Account, RowRefusal, shortened};
use crate::io::tables::TablePlace;
use crate::model::{Lang, Text};

/// What became of one row.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct RowAccount<'a> {
    /// The name of the table in the mapping.
    pub table: &'a str,
    /// The file.
    pub file: &'a FilePath,
    /// The sheet, where the file has several.
    pub sheet: Option<&'a str>,
    /// The row as a spreadsheet counts, from 1; in a CSV file the line.
    pub row: usize,
    /// What became of it.
    pub disposition: Disposition<'a>,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Disposition<'a> {
    /// It became a project or another record, or, in a joined table, rows refer to it.
    #[non_exhaustive]
    Used {
        /// The id of the project; `None` where it became none.
        project: Option<&'a str>,
    },
    /// It says more of what an earlier row is about.
    #[non_exhaustive]
    Merged {
        /// The id of the project; `None` where it became none.
        project: Option<&'a str>,
        /// The number of the earlier row.
        into: usize,
    },
    /// A rule leaves it out.
    #[non_exhaustive]
    LeftOut {
        /// Why.
        why: &'a Text,
    },
    /// It cannot be read as the mapping has it.
    #[non_exhaustive]
    Refused {
        /// Every reason, at least one.
        reasons: &'a [RowRefusal],
    },
}

/// What became of a row, in little room: there may be millions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Stored {
    Used(u32),
    Joined,
    Merged {
        project: u32,
        into: u32,
    },
    JoinedInto(u32),
    LeftOut(u32),
    /// Its reasons, from where to where.
    Refused(u32, u32),
}

/// What became of all rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct Dispositions {
    /// By table and row.
    pub(in super::super) tables: Vec<Vec<Stored>>,
    pub(in super::super) numbers: Vec<Vec<u32>>,
    /// By table, the sheets that it stands in, each with its first row, that of the column names being 0.
    pub(in super::super) parts: Vec<Vec<(usize, PathBuf, Option<Box<str>>)>>,
    pub(in super::super) projects: Vec<Box<str>>,
    pub(in super::super) reasons: Vec<RowRefusal>,
    /// Why rows are left out, by number.
    pub(in super::super) why: Vec<Text>,
}

impl Account {
    pub(super) fn row(&self, table: usize, row: usize) -> RowAccount<'_> {
        let dispositions = &self.dispositions;
        let number = |row: usize| dispositions.numbers[table][row] as usize;
        let project = |project: u32| Some(&*dispositions.projects[project as usize]);
        let disposition = match dispositions.tables[table][row] {
            Stored::Used(used) => Disposition::Used { project: project(used) },
            Stored::Joined => Disposition::Used { project: None },
            Stored::Merged { project: used, into } => {
                Disposition::Merged { project: project(used), into: number(into as usize) }
            }
            Stored::JoinedInto(into) => Disposition::Merged { project: None, into: number(into as usize) },
            Stored::LeftOut(rule) => Disposition::LeftOut { why: &dispositions.why[rule as usize] },
            Stored::Refused(from, to) => {
                Disposition::Refused { reasons: &dispositions.reasons[from as usize..to as usize] }
            }
        };
        let parts = &dispositions.parts[table];
        let part = parts.partition_point(|(from, ..)| *from <= row + 1).checked_sub(1).map(|part| &parts[part]);
        let table = &self.tables[table];
        let (file, sheet) = part.map_or((&table.file, &table.sheet), |(_, file, sheet)| (file, sheet));
        RowAccount { table: &table.name, file, sheet: sheet.as_deref(), row: number(row), disposition }
    }
}

impl RowAccount<'_> {
    /// Where the row is.
    #[must_use]
    pub fn place(&self) -> TablePlace {
        TablePlace { path: self.file.into(), sheet: self.sheet.map(Into::into), row: Some(self.row), column: None }
    }
}

pub(super) fn csv(account: &Account, lang: Lang) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = match lang {
        Lang::En => ["table", "file", "sheet", "row", "outcome", "project", "merged_into_row", "reason"],
        Lang::Zh => ["表", "文件", "工作表", "行", "结果", "项目", "并入行", "原因"],
    };
    let mut write = |record: [&str; 8]| writer.write_record(record).expect("memory can be written to");
    write(header);
    for row in account.rows() {
        let say = |en, zh| if lang == Lang::En { en } else { zh };
        let (outcome, project, into, reason) = match row.disposition {
            Disposition::Used { project } => (say("used", "采用"), project, String::new(), String::new()),
            Disposition::Merged { project, into } => (say("merged", "合并"), project, into.to_string(), String::new()),
            Disposition::LeftOut { why } => {
                (say("left out", "排除"), None, String::new(), shortened(why.get(lang)).into_string())
            }
            Disposition::Refused { reasons } => {
                let reasons: Vec<String> = reasons.iter().map(|reason| reason.message(lang)).collect();
                (say("refused", "拒收"), None, String::new(), reasons.join("; "))
            }
        };
        let (file, number) = (row.file.display().to_string(), row.row.to_string());
        let sheet = row.sheet.unwrap_or_default();
        write([row.table, &file, sheet, &number, outcome, project.unwrap_or_default(), &into, &reason]);
    }
    let bytes = writer.into_inner().expect("memory can be written to");
    String::from_utf8(bytes).expect("only texts were written")
}
