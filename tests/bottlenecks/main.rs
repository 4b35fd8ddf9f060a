//! Bottlenecks against hand-worked cases, against an implementation that reads the definitions from plain records and
//! solves every case from nothing, and against petgraph's `dinics`.

mod active_period;
#[path = "../shared/cases.rs"]
mod cases;
mod dinics;
mod load;
mod naive;
#[cfg(feature = "parallel")]
mod parallel;
mod plain;
mod properties;
mod ranking;
mod throughput;
