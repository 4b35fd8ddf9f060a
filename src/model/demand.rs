//! Demands, which flow back up the chain.

use crate::model::{CategoryId, DemandId, Evidence, Lang, OrganizationId, PartialDate, SourceId, Stage, Text};

/// A demand 需求反馈: a need that an organization raised, located at the stage where its root lies.
///
/// ```
/// use seedrelay::{Demand, Stage};
/// let demand = Demand::new("d1", "longping", "rice", Stage::AppliedBasic).title("Resistance to stem borers");
/// assert_eq!(demand.stage, Stage::AppliedBasic);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Demand {
    /// Its name in the document.
    pub id: DemandId,
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// Who has the need.
    pub raised_by: OrganizationId,
    /// Which category it concerns.
    pub category: CategoryId,
    /// The stage where its root lies: it is answered by research at this stage or an earlier one.
    pub stage: Stage,
    /// When it was raised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raised: Option<PartialDate>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<Box<str>>,
    /// How it is known.
    #[serde(skip_serializing_if = "Evidence::is_default")]
    pub evidence: Evidence,
    /// From where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
}

impl Demand {
    /// A demand of which only what must be known is said yet.
    pub fn new(
        id: impl Into<DemandId>,
        raised_by: impl Into<OrganizationId>,
        category: impl Into<CategoryId>,
        stage: Stage,
    ) -> Self {
        Self {
            id: id.into(),
            title: None,
            raised_by: raised_by.into(),
            category: category.into(),
            stage,
            raised: None,
            topic: None,
            evidence: Evidence::default(),
            source: None,
        }
    }

    /// What a reader of the language calls it: its title, or its id where it has none.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        self.title.as_ref().map_or(self.id.as_str(), |title| title.get(lang))
    }

    setters! {
        /// Sets what people call it.
        title: impl Into<Text> => |title| Some(title.into());
        /// Sets when it was raised.
        raised: PartialDate => |raised| Some(raised);
        /// Sets what it is about.
        topic: impl Into<Box<str>> => |topic| Some(topic.into());
        /// Sets how it is known.
        evidence: Evidence => |evidence| evidence;
        /// Sets from where it is known.
        source: impl Into<SourceId> => |source| Some(source.into());
    }
}
