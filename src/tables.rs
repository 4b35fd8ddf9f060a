//! Tables: the chain as people keep it, in workbooks and CSV files.

mod grid;

pub use grid::{Cell, Grid, Row, TableError};
