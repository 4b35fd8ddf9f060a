//! The data sets that come with the crate: nothing is laid at a real body's door that no source says, and the invented
//! province shows all that a document can say.

#![allow(unreachable_pub)]

mod example;
mod hunan;
mod records;
