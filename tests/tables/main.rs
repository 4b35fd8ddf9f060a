//! Tables: files of every kind, and the workbook of a chain.

mod archives;
mod bombs;
#[path = "../shared/cases.rs"]
mod cases;
#[path = "../shared/chinese.rs"]
mod chinese;
mod declared;
mod filled;
mod folders;
mod grids;
mod habits;
mod odd;
mod problems;
mod workbooks;
