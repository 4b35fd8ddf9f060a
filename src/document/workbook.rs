//! Workbooks

mod cells;
#[cfg(feature = "xlsx")]
mod excel;
#[cfg(feature = "xlsx")]
mod guide;
mod layout;
mod places;
mod plant;
mod problem;
mod read;
mod rows;
mod sheets;
mod spelling;
mod write;

#[cfg(feature = "xlsx")]
pub use excel::{WorkbookError, template};
pub use problem::{TablePlace, WorkbookProblem, WorkbookProblemKind, WorkbookProblems};
pub use write::WorkbookOptions;

pub(super) use read::folder;
#[cfg(feature = "xlsx")]
pub(super) use read::{file, in_memory};
