//! Longer reading: what the answers mean, how documents are written, and how to begin.
//!
//! | page | what it is for |
//! |---|---|
//! | [`tutorial`] | from an empty file to a diagnosis |
//! | [`cookbook`] | short programs to copy |
//! | [`definitions`] | what every query answers exactly, with the sources |
//! | [`tables`] | registers, grants and workbooks of others made chains, with an example of each thing that they need |
//! | [`format`](mod@format) | the documents that the crate reads and writes |
//! | [`glossary`] | the words of the field, in English and Chinese |

pub mod tutorial {
    #![doc = include_str!("docs/tutorial.md")]
}

pub mod cookbook {
    #![doc = include_str!("docs/cookbook.md")]
}

pub mod tables {
    #![doc = include_str!("docs/tables.md")]
}

pub mod definitions {
    #![doc = include_str!("docs/definitions.md")]
}

pub mod format {
    #![doc = include_str!("docs/format.md")]
}

pub mod glossary {
    #![doc = include_str!("docs/glossary.md")]
}
