//! The prepared view: what people read, in both languages, and what every row and sentence rests on.

#![allow(unreachable_pub)]

#[path = "../shared/cases.rs"]
mod cases;
mod drawn;
mod everything;
mod faults;
mod looks;
mod many;
mod provenance;
#[path = "../shared/hunan.rs"]
mod recorded;
mod rests_on;
mod summary;
mod undefined;
mod words;
