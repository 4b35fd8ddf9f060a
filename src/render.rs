//! What people and programs see: the page, the picture of the relay, the terminal, and the files that other tools read.
//!
//! `html`, `terminal` and `tidy` are loops over what [`say`](crate::say) has prepared; [`graph`] writes the fields of
//! records.

#[cfg(feature = "report")]
pub mod compared;
pub mod graph;
#[cfg(feature = "report")]
pub mod html;
#[cfg(feature = "report")]
pub mod picture;
#[cfg(feature = "terminal")]
pub mod terminal;
#[cfg(feature = "csv")]
pub mod tidy;

pub use crate::text::markup::unescape;
