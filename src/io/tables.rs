//! Tables as people keep them: the sheets of workbooks (`.xlsx`, `.ods`) and CSV files in whatever encoding.
//!
//! A [`Grid`] is one of them as read, with the place of every cell. The chain itself as a workbook is a
//! [document](crate::io::document::workbook).

mod grid;
mod limits;
#[cfg(feature = "mapping")]
pub mod mapping;
#[cfg(feature = "mapping")]
mod pedigree;
mod place;
pub(crate) mod seen;

pub use grid::{Cell, Grid, Row};
pub use limits::TableLimits;
#[cfg(feature = "mapping")]
pub use pedigree::{Pedigree, PedigreeError, PedigreeErrorKind};
pub use place::TablePlace;
