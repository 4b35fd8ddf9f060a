//! Certainty: against an enumeration of worlds, against a second implementation, and by what always holds.

#![allow(unreachable_pub)]

#[path = "../shared/cases.rs"]
mod cases;
mod estimates;
mod properties;
mod recorded;
mod statements;
mod table;
mod tiny;
mod worlds;
