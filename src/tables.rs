//! Tables: the chain as people keep it, in workbooks and CSV files.

mod grid;
mod limits;
#[cfg(feature = "mapping")]
pub mod mapping;

pub use grid::{Cell, Grid, Row, TableError};
pub use limits::TableLimits;
