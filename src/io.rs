//! What people bring: documents in JSON and TOML, workbooks, and tables that a mapping makes into a chain.

#[cfg(feature = "csv")]
mod answers;
#[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
pub(crate) mod aside;
pub mod document;
mod file;
#[cfg(any(feature = "json", feature = "toml"))]
mod operating_model;
#[cfg(feature = "csv")]
pub mod tables;
#[cfg(any(feature = "csv", feature = "json", feature = "render", feature = "toml"))]
mod written;

pub use file::{FileContents, FileError, LimitedQuantity};
