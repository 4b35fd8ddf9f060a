//! The chain as a workbook, or as a folder of CSV files: for those who keep their data in spreadsheets.
//!
//! A workbook is a document like any other: the same records, the same keys, the same checks. There is a sheet (or a CSV
//! file, named as the sheet) for each list, with a column for each field of its records: `projects` 项目, `organizations`
//! 组织, `categories` 品类 and so on. Records within others have sheets of their own: `capabilities` 能力, `charters`
//! 联合体章程, `members` 联合体成员, `benefit_shares` 收益分配, each with a column first that says of which record. The sheet
//! `chain` 供应链 has a row for each key of the document (`format`, `name`, `as_of`, `currency`), with the columns `key` and
//! `value`; the sheet `assumptions` 假定 a row for each stage, perhaps of one category. Which columns there are, and what
//! belongs there, says the guide of a template, or [`Record::SHAPE`](crate::record::Record::SHAPE).
//!
//! `chain`, `categories` and `organizations` must be there.
//!
//! - Sheets, columns, choices, yes and no may be spelt as in documents, in English or in Chinese: `stage`, `Stage` and
//!   研究阶段 are one, and so are `applied`, `applied research` and 应用研究. Case, blanks, `-` and `_` do not matter.
//! - A text that people read has one column, `name`, or one for each language: `name_en` and `name_zh`, 名称(英文) and
//!   名称(中文).
//! - Some choices may be called as people commonly do: 企业 or 公司 for 种业企业, 产业化研究 for 产业化.
//! - Dates are `2024-07-04`, `2024-07`, `2024`, the same with `/` or `.`, `2024年7月4日`, `20240704`, or days of the
//!   spreadsheet. Numbers may be `1,200`, `60%`, `300万` or `１２`.
//! - Lists stand in one cell, separated by `;` or `；`; where neither stands, lists of ids and choices also by `,`, `，` or
//!   `、`. A `;` alone is a list of nothing, where an empty cell is no list.
//! - Headers may stand below titles: they are found by their names, and [`WorkbookRemark`] tells in which row. A row whose first cell begins with `#` is a remark. A
//!   cell that is merged out of several rows gives its value to each.
//! - A text that begins with a quotation mark and is a string of JSON is read as that string: `"=1"` is `=1`, and in a
//!   list `"a;b"` is one element. Chains are written so wherever a text would else lose something, or be taken for a
//!   formula.
//! - Blank rows count for nothing. Columns called `note` or 备注, and sheets and columns whose names begin with `#`, are
//!   remarks. Everything else that is not understood is a problem.
//!
//! Every problem is reported with its file, sheet, row and column, all at once:
//!
//! ```
//! use seedrelay::SupplyChain;
//! # let folder = std::env::temp_dir().join(format!("seedrelay-doc-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! std::fs::write(folder.join("chain.csv"), "key,value\nformat,seedrelay/1\nas_of,2024-12-31\n")?;
//! std::fs::write(folder.join("品类.csv"), "编号,名称\nrice,水稻\n")?;
//! std::fs::write(folder.join("组织.csv"), "编号,组织类型\nhau,高校\n")?;
//! std::fs::write(folder.join("能力.csv"), "组织,品类,研究阶段,团队数\nhau,rice,应用研究,4\nhua,rice,基础研究,1\n")?;
//! let problems = SupplyChain::from_file(&folder).unwrap_err().to_string();
//! assert!(problems.ends_with("能力.csv, row 3, column A (组织): unknown organization `hua`; did you mean `hau`?"));
//!
//! std::fs::write(folder.join("能力.csv"), "组织,品类,研究阶段,团队数\nhau,rice,应用研究,4\n")?;
//! let chain = SupplyChain::from_file(&folder)?;
//! assert_eq!(chain.organization("hau").unwrap().record().capabilities[0].teams, 4);
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What is written is read as the same chain. A `template` to fill in comes with the feature `xlsx`.

#[cfg(feature = "xlsx")]
mod book;
mod cells;
#[cfg(feature = "xlsx")]
mod example;
#[cfg(feature = "xlsx")]
mod excel;
#[cfg(feature = "xlsx")]
mod guide;
mod layout;
mod parse;
mod places;
mod problem;
mod read;
mod remark;
mod rows;
mod sheets;
mod spelling;
mod write;

#[cfg(feature = "xlsx")]
pub use excel::{WorkbookError, template};
pub use problem::{WorkbookProblem, WorkbookProblemKind, WorkbookProblems};
pub use remark::{WorkbookRemark, WorkbookRemarkKind};
pub use write::WorkbookOptions;

#[cfg(feature = "xlsx")]
pub(super) use book::{file, in_memory};
pub(super) use read::folder;
