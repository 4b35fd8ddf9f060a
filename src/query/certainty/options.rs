//! What to take for complete.

use crate::query::GapOptions;

named_enum! {
    /// What is taken to be on record.
    pub enum Assuming ("assumption on what is on record") {
        /// Everything: whatever is not on record does not exist.
        Closed = "complete", "everything is on record", "一切均已记载";
        /// What the statements of the document say.
        Declared = "declared", "what is declared complete", "按文档声明的完整性";
        /// Nothing: statements are left aside.
        Open = "open", "nothing is declared complete", "不采信完整性声明";
    }
}

/// What to take for complete.
///
/// ```
/// use seedrelay::query::{Assuming, CertaintyOptions};
/// assert_eq!(CertaintyOptions::new().assuming, Assuming::Declared);
/// assert_eq!(CertaintyOptions::new().assuming(Assuming::Closed).assuming.as_str(), "complete");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct CertaintyOptions {
    /// What is taken to be on record: by default what the document declares.
    pub assuming: Assuming,
    /// By how many years before its end a result may begin to be built on: 1 by default.
    pub grace_years: u16,
    /// When a wait is too long, for the gaps that are counted. A diagnosis goes by its own.
    pub gaps: GapOptions,
}

impl Default for CertaintyOptions {
    fn default() -> Self {
        Self { assuming: Assuming::Declared, grace_years: 1, gaps: GapOptions::default() }
    }
}

impl CertaintyOptions {
    /// What the document declares, and a grace of a year.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets what is taken to be on record.
        assuming: Assuming => |assuming| assuming;
        /// Sets by how many years before its end a result may begin to be built on.
        grace_years: u16 => |years| years;
        /// Sets when a wait is too long.
        gaps: GapOptions => |options| options;
    }
}
