//! The report: what a decision-maker opens, reads and trusts.
//!
//! [`Picture`] is the relay as a drawing: who works at which stage, what passes between them, and where it is broken.
//! [`svg`] writes it in one step, and with the feature `png` it can be an image, too. [`html`] writes the whole report: one
//! page with the pictures, the figures, and everything that is found in words, in both languages.

mod chart;
mod page;
mod picture;

pub use page::{ReportOptions, html, write_html};
pub use picture::{
    Answers, Area, Lane, Line, MarkPlace, Picture, PictureBand, PictureEdge, PictureLang, PictureMark, PictureNode,
    PictureNodeKind, PictureOptions, PictureRelation, PictureStyle, Point, svg,
};
#[cfg(feature = "png")]
pub use picture::{PngError, PngOptions, png};
