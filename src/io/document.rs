//! Documents: reading and writing `seedrelay/1`.
//!
//! A document is one JSON object, or TOML of the same shape. Reading reports *every* problem of a document at once, each
//! with its place; nothing is dropped, coerced or guessed. Writing is canonical: records by id, one a line, so that two
//! chains that say the same are written the same, and a canonical document is read and written without a change. A
//! workbook, or a folder of CSV files, is a document too: see the module `workbook`, which comes with the feature `csv`.
//!
//! ```
//! use seedrelay::SupplyChain;
//!
//! let problems = SupplyChain::from_json(
//!     r#"{"format": "seedrelay/1", "as_of": "2024-13",
//!         "categories": [{"id": "rice"}],
//!         "organizations": [{"id": "hau", "kind": "univercity"}]}"#,
//! )
//! .unwrap_err();
//! let lines: Vec<String> = problems.iter().map(|problem| problem.to_string()).collect();
//! assert!(lines[0].starts_with("as_of: malformed date `2024-13`"));
//! assert!(lines[1].starts_with("organizations[0].kind: unknown value `univercity`; did you mean `university`?"));
//! ```

#[cfg(feature = "json")]
mod json;
mod read;
#[cfg(feature = "render")]
mod render;
mod scenario;
#[cfg(feature = "schema")]
mod schema;
#[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
mod tolerant;
#[cfg(feature = "csv")]
pub mod workbook;
mod write;

pub use read::{ReadError, ReadOptions};
#[cfg(feature = "render")]
pub use render::{RenderOptions, Rendered};
#[cfg(feature = "schema")]
pub use schema::{SCENARIO_SCHEMA, SCHEMA, scenario_schema, schema};

#[cfg(feature = "json")]
pub(crate) use write::lines::RecordPerLine;
