//! Writing a chain as CSV files.

use std::io::{self, Write as _};
use std::path::Path as FilePath;

use super::rows::{Written, sheets};
use crate::chain::SupplyChain;
use crate::io::aside::Aside;
use crate::model::Lang;

/// How a workbook or a folder of CSV files is written.
///
/// ```
/// use seedrelay::{Lang, datasets};
/// use seedrelay::io::document::workbook::WorkbookOptions;
/// let files = datasets::example().to_csv(&WorkbookOptions::new().lang(Lang::Zh));
/// let (_, content) = files.iter().find(|(name, _)| name == "组织.csv").unwrap();
/// assert!(content.starts_with("\u{feff}编号,组织类型,服务类型,名称(英文),名称(中文),"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WorkbookOptions {
    /// The language of sheets, headers and choices; `None` for the keys of documents. All are read alike.
    pub lang: Option<Lang>,
    /// Whether a workbook begins with a sheet that explains the others, and explains each header. CSV files have nothing
    /// of the kind.
    pub guide: bool,
}

impl WorkbookOptions {
    /// Keys of documents, and no guide.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets the language of sheets, headers and choices.
        lang: Lang => |lang| Some(lang);
        /// Sets whether the workbook explains itself.
        guide: bool => |guide| guide;
    }
}

/// What begins a text of which Excel shall know that it is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// ## Writing CSV files
impl SupplyChain {
    /// The chain as CSV files: the name and the content of each. Every sheet is there, if only with its header.
    ///
    /// They are UTF-8 with a byte order mark, so that Excel shows Chinese. A text that a spreadsheet would take for a
    /// formula, or that would lose something in a cell, is written as a string of JSON.
    #[must_use]
    pub fn to_csv(&self, options: &WorkbookOptions) -> Vec<(String, String)> {
        let files = sheets(Some(self), options.lang).into_iter().map(|sheet| {
            let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
            let headers = sheet.columns.iter().map(|column| column.header(options.lang));
            writer.write_record(headers).expect("a vector takes every byte");
            for row in &sheet.rows {
                writer.write_record(row.iter().map(shown)).expect("rows are as long as their header");
            }
            let content = writer.into_inner().expect("a vector takes every byte");
            let content = String::from_utf8(content).expect("texts are UTF-8");
            (format!("{}.csv", sheet.layout.names.get(options.lang)), content)
        });
        files.collect()
    }

    /// Writes the chain as CSV files into a folder, which is made if it is not there. Files of the same names are
    /// replaced, once all are written.
    ///
    /// # Errors
    ///
    /// If the folder or a file cannot be written.
    pub fn to_csv_folder(&self, folder: impl AsRef<FilePath>, options: &WorkbookOptions) -> io::Result<()> {
        let folder = folder.as_ref();
        std::fs::create_dir_all(folder)?;
        let write = |(name, content): (String, String)| {
            Aside::of(&folder.join(name), |file| file.write_all(content.as_bytes()))
        };
        let written = self.to_csv(options).into_iter().map(write).collect::<io::Result<Vec<Aside>>>()?;
        written.into_iter().try_for_each(Aside::put_in_place)
    }
}

fn shown(cell: &Written) -> String {
    /// Whole numbers below this are written without a point, and read as what they are.
    const WHOLE: f64 = 1e15;
    match cell {
        Written::Blank => String::new(),
        Written::Text(text) => text.clone(),
        Written::Number(number) if number.fract() == 0.0 && number.abs() < WHOLE => format!("{number}"),
        Written::Number(number) => format!("{number:?}"),
    }
}
