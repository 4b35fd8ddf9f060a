//! Texts that people write and read, whatever they are about: names that are nearly alike, texts within a line, and
//! texts in the files of others.

#[cfg(feature = "csv")]
pub(crate) mod formula;
pub(crate) mod markup;
#[macro_use]
mod setters;

mod alike;
mod nearest;
mod shown;

#[cfg(feature = "csv")]
pub(crate) use alike::narrow;
pub(crate) use alike::normalized;
#[cfg(feature = "mapping")]
pub(crate) use nearest::is_too_long;
pub(crate) use nearest::{SearchBudget, nearest, nearest_within};
pub(crate) use shown::{Hint, LONGEST_SHOWN, Quoted, Shown};
