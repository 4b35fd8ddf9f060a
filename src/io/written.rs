//! What was written: a text as a tree of values with their places, and reading it past every problem.
//!
//! JSON and TOML are planted as the same [`Tree`](crate::record::tree::Tree). A document of a chain is read from it by serde, in
//! [`document`](crate::io::document); models and mappings by hand, with a [`Reader`](reader::Reader). All of them take a typo in a key in the same way (see [`keys`](crate::record::keys)), and find places in the text in the same way (see [`locate`]).

#[cfg(feature = "json")]
pub(crate) mod json;
pub(crate) mod lines;
pub(crate) mod locate;
// A mapping reads more kinds of values than a model.
#[cfg_attr(not(feature = "mapping"), allow(dead_code))]
pub(crate) mod reader;
#[cfg(feature = "toml")]
pub(crate) mod toml;

use std::ops::Range;

use crate::chain::{Path, Problem, ProblemKind, Problems};

/// The text that some bytes are.
fn text(document: &[u8]) -> Result<&str, Problems> {
    std::str::from_utf8(document).map_err(|error| {
        let position = error.valid_up_to();
        one(ProblemKind::NotUtf8 { position }, position..position + error.error_len().unwrap_or(1))
    })
}

/// One problem with the document as a whole.
fn one(kind: ProblemKind, span: Range<usize>) -> Problems {
    Problems::new(vec![Problem { path: Path::default(), kind, span: Some(span) }]).expect("there is one")
}
