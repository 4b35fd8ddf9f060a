//! Tables: the chain as people keep it, in workbooks and CSV files.

mod grid;
mod limits;

pub use grid::{Cell, Grid, Row, TableError};
pub use limits::TableLimits;
