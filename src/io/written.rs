//! What was written: a text as a tree of values with their places, and reading it past every problem.
//!
//! JSON and TOML are planted as the same [`Tree`](crate::record::tree::Tree). A document of a chain is read from it by serde, in
//! [`document`](crate::io::document); models and mappings by hand, with a [`Reader`](reader::Reader). All of them take a typo in a key in the same way (see [`keys`](crate::record::keys)), and find places in the text in the same way (see [`locate`]).

#[cfg(feature = "json")]
pub(crate) mod json;
#[cfg(any(feature = "json", feature = "render", feature = "toml"))]
pub(crate) mod lines;
#[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
pub(crate) mod locate;
#[cfg(any(feature = "json", feature = "toml"))]
pub(crate) mod reader;
#[cfg(feature = "toml")]
pub(crate) mod toml;
#[cfg(any(feature = "json", feature = "toml"))]
mod whole;
