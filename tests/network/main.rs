//! The three measures against independent computations: by definition (naive), and by R and Python (recorded).

#![allow(unreachable_pub)]

mod betweenness;
mod brokerage;
#[path = "../shared/cases.rs"]
mod cases;
mod constraint;
mod graphs;
mod oracle;
