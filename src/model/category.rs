//! Categories of crop or livestock.

use crate::model::{CategoryId, Evidence, Lang, SourceId, Text};

/// A category 品类 of crop or livestock, such as rice 水稻 or pig 生猪. One consortium is proposed for each.
///
/// ```
/// use seedrelay::{Category, Lang};
/// let rice = Category::new("rice").name(("Rice", "水稻")).strategic(true);
/// assert_eq!(rice.name.unwrap().get(Lang::Zh), "水稻");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Category {
    /// Its name in the document.
    pub id: CategoryId,
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Whether the nation counts it among the strategic ones; `None` where nobody says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strategic: Option<bool>,
    /// How it is known.
    #[serde(skip_serializing_if = "Evidence::is_default")]
    pub evidence: Evidence,
    /// From where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
}

impl Category {
    /// A category of which nothing but the id is said yet.
    pub fn new(id: impl Into<CategoryId>) -> Self {
        Self { id: id.into(), name: None, strategic: None, evidence: Evidence::default(), source: None }
    }

    /// What a reader of the language calls it: its name, or its id where it has none.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        self.name.as_ref().map_or(self.id.as_str(), |name| name.get(lang))
    }

    setters! {
        /// Sets what people call it.
        name: impl Into<Text> => |name| Some(name.into());
        /// Sets whether the nation counts it among the strategic ones.
        strategic: bool => |strategic| Some(strategic);
        /// Sets how it is known.
        evidence: Evidence => |evidence| evidence;
        /// Sets from where it is known.
        source: impl Into<SourceId> => |source| Some(source.into());
    }
}
