//! The flow solver against networks worked out by hand, against definitions tried in full, and against NetworkX.

mod brute;
#[path = "../shared/cases.rs"]
mod cases;
mod hand;
mod recorded;
