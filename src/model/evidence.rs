//! How a record is known.

use crate::model::{PartialDate, SourceId, Text};

named_enum! {
    /// How well a record is known 依据, weakest first: `Proposed` < `Assumed` < `Documented`.
    ///
    /// ```
    /// use seedrelay::Evidence;
    /// assert!(Evidence::Documented > Evidence::Assumed && Evidence::Assumed > Evidence::Proposed);
    /// assert_eq!(Evidence::default(), Evidence::Documented);
    /// ```
    #[derive(Default)]
    pub enum Evidence ("evidence") {
        /// The model asks for it; it does not exist yet.
        Proposed = "proposed", "proposed", "拟议";
        /// Illustrative: plausible, but without a source.
        Assumed = "assumed", "assumed", "假定";
        /// Known from a source, or from the user's own records.
        #[default]
        Documented = "documented", "documented", "有据";
    }
}

impl Evidence {
    // Serde asks with a reference.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Where documented records are known from.
///
/// ```
/// use seedrelay::Source;
/// let source = Source::new("moe-2023").title("Annual report").address("example.org/report").date("2023-12".parse()?);
/// assert_eq!(source.id, "moe-2023");
/// # Ok::<(), seedrelay::model::DateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Source {
    /// Its name in the document.
    pub id: SourceId,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// Where it can be found: an address, a shelf mark, a page.
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    pub address: Option<Text>,
    /// When it appeared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
}

impl Source {
    /// A source of which nothing but the id is said yet.
    pub fn new(id: impl Into<SourceId>) -> Self {
        Self { id: id.into(), title: None, address: None, date: None }
    }

    setters! {
        /// Sets what it is called.
        title: impl Into<Text> => |title| Some(title.into());
        /// Sets where it can be found.
        address: impl Into<Text> => |address| Some(address.into());
        /// Sets when it appeared.
        date: PartialDate => |date| Some(date);
    }
}
