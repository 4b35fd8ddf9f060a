//! The prepared view: what people read, in both languages, and what every row and sentence rests on.

mod drawn;
mod everything;
mod grounds;
mod looks;
mod rests_on;
mod running;
mod summary;
mod words;

#[path = "../../examples/terminal/mod.rs"]
mod terminal;
