//! The prepared view: what people read, in both languages, and what every row and sentence rests on.

mod drawn;
mod everything;
mod faults;
mod looks;
mod provenance;
mod rests_on;
mod summary;
mod words;
