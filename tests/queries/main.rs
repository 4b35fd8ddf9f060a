//! What the queries answer: hand-worked cases, and a second implementation to compare with.

#![allow(unreachable_pub)]

#[path = "../shared/cases.rs"]
mod cases;
mod connectors;
mod coverage;
mod drawn;
mod funnel;
mod gaps;
mod hunan;
mod material;
mod no_model;
mod properties;
#[path = "../shared/hunan.rs"]
mod recorded;
mod reference;
mod remarks;
mod standing;
mod survfit;
mod works_at;
