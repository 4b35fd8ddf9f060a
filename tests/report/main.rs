//! The report: what stands on the page, that it is sound HTML, and that a browser shows it as it should.

mod brief;
mod browser;
mod chains;
mod document;
mod escaping;
mod material;
mod names;
mod paper;
mod policy;
mod proposal;
mod same_bytes;
mod structure;
