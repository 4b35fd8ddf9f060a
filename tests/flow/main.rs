//! The flow solver against networks worked out by hand, against definitions tried in full, and against NetworkX.

mod brute;
mod hand;
mod recorded;
