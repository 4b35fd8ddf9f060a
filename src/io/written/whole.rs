//! A document as a whole: that it is text at all, and how deep it may go.

use std::ops::Range;

use crate::chain::{Path, Problem, ProblemKind, Problems};

/// How deep values may be nested. A document goes 7 deep.
pub(super) const DEEPEST: usize = 32;

/// The text that some bytes are.
pub(super) fn text(document: &[u8]) -> Result<&str, Problems> {
    std::str::from_utf8(document).map_err(|error| {
        let position = error.valid_up_to();
        one(ProblemKind::NotUtf8 { position }, position..position + error.error_len().unwrap_or(1))
    })
}

/// One problem with the document as a whole.
pub(super) fn one(kind: ProblemKind, span: Range<usize>) -> Problems {
    Problems::new(vec![Problem { path: Path::default(), kind, span: Some(span) }]).expect("there is one")
}
