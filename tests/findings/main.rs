//! Findings, mechanisms and selection: hand-drawn chains, an independent computation over plain records, and what
//! always holds.

#[path = "../shared/cases.rs"]
mod cases;
mod chains;
mod evidence;
mod kinds;
mod mechanisms;
mod models;
mod naive;
mod properties;
mod random;
mod selection;
mod unknown;
