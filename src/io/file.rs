//! Files that cannot be read at all, whatever should have been in them.

use std::path::{Path as FilePath, PathBuf};

use crate::model::Lang;
use crate::text::Shown;

/// Why a file could not be read at all: a document, a mapping or a table.
///
/// What is wrong *within* a document is reported in [`Problems`](crate::chain::Problems), with its place.
///
/// ```
/// use seedrelay::{Lang, ReadError, SupplyChain};
/// use seedrelay::io::FileError;
/// let error = SupplyChain::from_file("chain.doc").unwrap_err();
/// assert!(matches!(&error, ReadError::File(FileError::UnknownExtension { .. })));
/// assert!(error.message(Lang::Zh).starts_with("无法判断如何读取chain.doc"));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// The bytes could not be had.
    #[error("cannot read {}", path.display())]
    #[non_exhaustive]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The name of the file ends in no known way.
    #[error("cannot tell how to read {}: expected {}", path.display(), contents.expected(Lang::En))]
    #[non_exhaustive]
    UnknownExtension {
        /// The file.
        path: PathBuf,
        /// What it should hold.
        contents: FileContents,
    },
    /// This build cannot read the file.
    #[error("this build cannot read {}: the feature `{feature}` is not switched on", path.display())]
    #[non_exhaustive]
    FeatureMissing {
        /// The file.
        path: PathBuf,
        /// The feature of this crate that it takes.
        feature: &'static str,
    },
    /// Some bytes belong to no character of the encoding that the rest of the file is in.
    #[error(
        "{}: the file is {encoding}, but line {line} holds bytes that belong to no character of it; mend that line, or save the file as CSV UTF-8",
        path.display()
    )]
    #[non_exhaustive]
    Encoding {
        /// The file.
        path: PathBuf,
        /// The encoding of the file.
        encoding: &'static str,
        /// The line, from 1.
        line: usize,
    },
    /// Several encodings fit, and they make different texts of the file.
    #[error(
        "{}: the encoding is unclear: line {line} is {}; say which with `encoding`, or save the file as CSV UTF-8",
        path.display(), readings(candidates, " or ")
    )]
    #[non_exhaustive]
    EncodingUnclear {
        /// The file.
        path: PathBuf,
        /// The first line that tells them apart, from 1.
        line: usize,
        /// Each encoding, with the first cell in which they differ.
        candidates: Vec<(&'static str, String)>,
    },
    /// There is no encoding of a name.
    #[error("{}: there is no encoding `{encoding}`; such are `utf-8`, `gb18030`, `big5`, `shift_jis` and `windows-1252`", path.display())]
    #[non_exhaustive]
    UnknownEncoding {
        /// The file.
        path: PathBuf,
        /// The name.
        encoding: String,
    },
    /// A quoted cell of a CSV file that does not end where it should, so that rows are lost in it.
    #[error(
        "{}: the quotation mark at the start of a cell on line {line} has no partner, and all that follows would be one cell",
        path.display()
    )]
    #[non_exhaustive]
    Quote {
        /// The file.
        path: PathBuf,
        /// The line of the quotation mark, from 1.
        line: usize,
    },
    /// The bytes are no workbook, or a broken one.
    #[error("{}: no workbook that can be read: {source}", path.display())]
    #[non_exhaustive]
    Workbook {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A workbook that is protected by a password, or one of Excel before 2007.
    #[error(
        "{}: protected by a password, or a workbook of Excel before 2007; save it as .xlsx without a password",
        path.display()
    )]
    #[non_exhaustive]
    Protected {
        /// The file.
        path: PathBuf,
    },
    /// There is no row at all, not even one of headers.
    #[error("{}: the table is empty; expected a row of column names", path.display())]
    #[non_exhaustive]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file is larger than the caller allows.
    #[error("{}: more than {limit} {}; a limit that the caller can raise", path.display(), what.label(Lang::En))]
    #[non_exhaustive]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// What there is too much of.
        what: LimitedQuantity,
        /// How much of it is allowed.
        limit: u64,
    },
}

/// What each encoding makes of a cell.
fn readings(candidates: &[(&'static str, String)], or: &str) -> String {
    let readings = candidates.iter().map(|(encoding, text)| format!("“{}” ({encoding})", Shown(text)));
    readings.collect::<Vec<_>>().join(or)
}

/// What a file should hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileContents {
    /// A chain.
    Document,
    /// A table: one sheet of a workbook or a CSV file.
    Table,
    /// A scenario.
    Scenario,
}

impl FileContents {
    fn expected(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Document, Lang::En) => "a name that ends in .json, .toml, .xlsx or .ods, or a folder of CSV files",
            (Self::Document, Lang::Zh) => "文件名应以.json、.toml、.xlsx或.ods结尾，或者是CSV文件的文件夹",
            (Self::Table, Lang::En) => "a name that ends in .csv, .tsv, .txt, .xlsx or .ods",
            (Self::Scenario, Lang::En) => "a name that ends in .json or .toml",
            (Self::Scenario, Lang::Zh) => "文件名应以.json或.toml结尾",
            (Self::Table, Lang::Zh) => "文件名应以.csv、.tsv、.txt、.xlsx或.ods结尾",
        }
    }
}

named_enum! {
    /// What a file or an import may have too much of.
    pub enum LimitedQuantity ("limited quantity") {
        /// Bytes of the file.
        Bytes = "bytes", "bytes", "字节";
        /// Bytes of a workbook when it is unpacked.
        UnpackedBytes = "unpacked-bytes", "unpacked bytes", "字节（解压后）";
        /// Cells of a workbook.
        Cells = "cells", "cells", "个单元格";
        /// Bytes of text.
        TextBytes = "text-bytes", "bytes of text", "字节文本";
        /// Steps of an import.
        Steps = "steps", "steps", "步";
    }
}

impl FileError {
    /// The bytes of a file, or that they could not be had.
    pub(crate) fn read(path: &FilePath) -> Result<Vec<u8>, Self> {
        std::fs::read(path).map_err(Self::unreadable(path))
    }

    /// What could not be had of a file or a folder, and why.
    pub(crate) fn unreadable(path: &FilePath) -> impl Fn(std::io::Error) -> Self {
        move |source| Self::Unreadable { path: path.to_owned(), source }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &FilePath {
        match self {
            Self::Unreadable { path, .. }
            | Self::UnknownExtension { path, .. }
            | Self::FeatureMissing { path, .. }
            | Self::Encoding { path, .. }
            | Self::EncodingUnclear { path, .. }
            | Self::UnknownEncoding { path, .. }
            | Self::Quote { path, .. }
            | Self::Workbook { path, .. }
            | Self::Protected { path }
            | Self::Empty { path }
            | Self::TooLarge { path, .. } => path,
        }
    }

    /// What is wrong, and how to fix it. In English it is what `Display` gives, with its source.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Unreadable { source, .. }, Lang::En) => format!("{self}: {source}"),
            (_, Lang::En) => self.to_string(),
            (_, Lang::Zh) => self.chinese(),
        }
    }

    fn chinese(&self) -> String {
        let path = self.path().display();
        match self {
            Self::Unreadable { source, .. } => format!("无法读取{path}：{source}"),
            Self::UnknownExtension { contents, .. } => {
                format!("无法判断如何读取{path}：{}", contents.expected(Lang::Zh))
            }
            Self::FeatureMissing { feature, .. } => format!("本程序未启用“{feature}”功能，不能读取{path}"),
            Self::Encoding { encoding, line, .. } => format!(
                "{path}：文件编码为{encoding}，但第{line}行有不属于其中任何字符的字节；请改正该行，或另存为“CSV UTF-8”"
            ),
            Self::EncodingUnclear { line, candidates, .. } => format!(
                "{path}：无法判断编码：第{line}行可读作{}；请用encoding指明，或另存为“CSV UTF-8”",
                readings(candidates, "或")
            ),
            Self::UnknownEncoding { encoding, .. } => {
                format!("{path}：没有名为“{encoding}”的编码；可用的如utf-8、gb18030、big5、shift_jis、windows-1252")
            }
            Self::Quote { line, .. } => {
                format!("{path}：第{line}行一个单元格开头的引号没有配对，其后的内容都会并入这一格")
            }
            Self::Workbook { source, .. } => format!("{path}：不是能够读取的工作簿：{source}"),
            Self::Protected { .. } => {
                format!("{path}：有密码保护，或是Excel 2007之前的工作簿；请去掉密码，另存为.xlsx")
            }
            Self::Empty { .. } => format!("{path}：表是空的；应有一行列名"),
            Self::TooLarge { what, limit, .. } => {
                format!("{path}：超过上限{limit}{}；调用者可以提高上限", what.label(Lang::Zh))
            }
        }
    }
}
