//! Texts that people write and read, whatever they are about: names that are nearly alike, and texts within a line.

mod nearest;
mod shown;

#[cfg_attr(not(feature = "mapping"), allow(unused_imports))]
pub(crate) use nearest::{Effort, is_too_long, nearest, nearest_within};
pub(crate) use shown::{LONGEST_SHOWN, Quoted, Shown};
