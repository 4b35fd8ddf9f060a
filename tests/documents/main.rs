//! Documents: what is read, what is refused and how, and what is written.

#![allow(unreachable_pub)]

mod base;
mod cascades;
#[path = "../shared/cases.rs"]
mod cases;
#[path = "../shared/chinese.rs"]
mod chinese;
mod dates;
mod evidence;
mod faults;
mod hostile;
mod many;
mod part;
mod render;
mod round_trip;
mod scenario_schema;
mod schema;
mod seeds;
mod syntax;
