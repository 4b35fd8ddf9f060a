//! What the queries answer: hand-worked cases, and a second implementation to compare with.

mod coverage;
mod drawn;
mod funnel;
mod gaps;
mod hunan;
mod reference;
