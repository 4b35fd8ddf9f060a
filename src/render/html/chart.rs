//! The figures of the page, as small drawings of SVG.
//!
//! A drawing that fills a cell of a table says nothing that the row does not say in words, and is hidden from those who
//! listen. A drawing that stands alone carries its own title and description. Shades never stand alone either: what is
//! filled differs from what is hatched in black and white, too.

mod bars;
mod draw;
mod survival;

pub(super) use bars::{Band, Bars, Segment};
pub(super) use survival::{Survival, SurvivalWords};
