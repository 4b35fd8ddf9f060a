//! Workbooks

mod cells;
mod layout;
mod places;
mod plant;
mod problem;
mod read;
mod rows;
mod sheets;
mod spelling;
mod write;

pub use problem::{TablePlace, WorkbookProblem, WorkbookProblemKind, WorkbookProblems};
pub use write::WorkbookOptions;

pub(super) use read::{file, folder, in_memory};
