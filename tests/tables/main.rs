//! Tables: files of every kind, and the workbook of a chain.

mod archives;
mod bombs;
mod grids;
