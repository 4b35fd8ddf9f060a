//! The data sets that come with the crate: the invented province shows all that a document can say.

#![allow(unreachable_pub)]

mod example;
mod records;
