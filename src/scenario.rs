//! Scenarios: a plan as a small document laid over a chain, how two chains differ, and a chain as it was.
//!
//! Records are matched by their keys, never by position, and changed field by field; see [`Scenario`] for what is laid over
//! a chain, [`Differences`] for what lies between two, and [`AtDate`] for the past of one.
//!
//! ```
//! use seedrelay::scenario::Scenario;
//! use seedrelay::datasets;
//! let chain = datasets::example();
//! let problems = chain.with(&Scenario::from_json(
//!     r#"{"format": "seedrelay-scenario/1", "remove": {"projects": ["rice-blast-gene"]}}"#,
//! )?).unwrap_err();
//! assert_eq!(
//!     problems.first().to_string(),
//!     "remove.projects[0]: unknown project `rice-blast-gene`; did you mean `rice-blast-genes`?",
//! );
//! # Ok::<(), seedrelay::Problems>(())
//! ```

#[cfg(feature = "csv")]
mod answers;
mod apply;
mod at;
mod builder;
mod derive;
mod difference;
mod document;
mod key;
mod kind;
#[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
mod read;
mod value;
mod write;

#[cfg(feature = "csv")]
pub(crate) use answers::COLUMNS as ANSWER_COLUMNS;
#[cfg(feature = "csv")]
pub use answers::{AnswerProblem, AnswerRow, Answered, Answers, AnswersApplied};
pub use apply::Applied;
pub use at::{AtDate, Undated};
pub use builder::ScenarioBuilder;
pub use difference::{ChangeKind, Differences, FieldChange, RecordChange};
pub use document::{SCENARIO_FORMAT, Scenario};
pub use key::RecordKey;
pub use kind::RecordKind;

#[cfg(feature = "schema")]
pub(crate) use document::Verb;
#[cfg(feature = "schema")]
pub(crate) use kind::{ASSUMPTIONS, EXPECTS, UNSET};
#[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
pub(crate) use read::read;
pub(crate) use value::of_value as written;
