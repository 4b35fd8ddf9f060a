//! What people and programs see: a terminal, the page and the picture of the relay, and the files that other tools read.

pub mod export;
#[cfg(feature = "report")]
pub mod report;
#[cfg(feature = "terminal")]
pub mod terminal;
