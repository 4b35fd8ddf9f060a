//! How long research takes and how often it succeeds, where nobody has measured.

use std::collections::BTreeMap;

use crate::model::{CategoryId, Stage};

/// A triangular distribution: a least, a most likely and a greatest value.
///
/// ```
/// use seedrelay::model::Triangular;
/// assert_eq!(Triangular::new(2.0, 3.0, 7.0).mean(), 4.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Triangular {
    /// The least value, 0 or more.
    #[serde(serialize_with = "super::project::number")]
    #[cfg_attr(feature = "schema", schemars(range(min = 0.0)))]
    pub min: f64,
    /// The most likely value.
    #[serde(serialize_with = "super::project::number")]
    #[cfg_attr(feature = "schema", schemars(range(min = 0.0)))]
    pub mode: f64,
    /// The greatest value, more than 0.
    #[serde(serialize_with = "super::project::number")]
    #[cfg_attr(feature = "schema", schemars(extend("exclusiveMinimum" = 0)))]
    pub max: f64,
}

impl Triangular {
    /// The distribution with these three values.
    #[must_use]
    pub const fn new(min: f64, mode: f64, max: f64) -> Self {
        Self { min, mode, max }
    }

    /// The mean, (min + mode + max) / 3.
    #[must_use]
    pub fn mean(&self) -> f64 {
        (self.min + self.mode + self.max) / 3.0
    }
}

/// What a document assumes of one stage; what is `None` is taken from the next more general place.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct StageAssumption {
    /// How long a project takes, in years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_years: Option<Triangular>,
    /// How likely a project is to deliver a result: a share of 1.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "super::project::optional_number")]
    #[cfg_attr(feature = "schema", schemars(range(min = 0.0, max = 1.0)))]
    pub success: Option<f64>,
}

impl StageAssumption {
    /// Assumes nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets how long a project takes, in years.
        duration_years: Triangular => |duration_years| Some(duration_years);
        /// Sets how likely a project is to deliver a result.
        success: f64 => |success| Some(success);
    }
}

/// What is assumed of each stage.
pub type StageAssumptions = BTreeMap<Stage, StageAssumption>;

/// What a chain assumes where its records do not say: durations and success of research, by stage, and by category and
/// stage.
///
/// ```
/// use seedrelay::{Assumptions, Stage};
/// use seedrelay::model::StageAssumption;
/// let assumptions = Assumptions::default().category("pepper", Stage::Basic, StageAssumption::new().success(0.4));
/// assert_eq!(assumptions.success(&"pepper".into(), Stage::Basic), 0.4);
/// assert_eq!(assumptions.success(&"rice".into(), Stage::Basic), 0.3, "the crate's own");
/// ```
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Assumptions {
    /// For every category.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "StageAssumptionsSchema"))]
    pub stages: StageAssumptions,
    /// For one category; goes before `stages`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, StageAssumptionsSchema>"))]
    pub categories: BTreeMap<CategoryId, StageAssumptions>,
}

impl Assumptions {
    /// Adds what is assumed of a stage in every category.
    #[must_use]
    pub fn stage(mut self, stage: Stage, assumption: StageAssumption) -> Self {
        self.stages.insert(stage, assumption);
        self
    }

    /// Adds what is assumed of a stage in one category.
    #[must_use]
    pub fn category(mut self, category: impl Into<CategoryId>, stage: Stage, assumption: StageAssumption) -> Self {
        self.categories.entry(category.into()).or_default().insert(stage, assumption);
        self
    }

    /// Whether nothing is assumed beyond the crate's own figures.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stages.is_empty() && self.categories.is_empty()
    }

    /// How long a project takes, in years.
    ///
    /// Where the document says nothing: basic 2–4–6, applied-basic 2–3–5, applied 3–4–6, industrialization 2–3–4. The
    /// modes add up to 14 years; a published survey of biotechnology traits found 13.1 from discovery to launch
    /// (Phillips McDougall 2011). Two seasons of regional trials, one of production trials and the approval give the
    /// last 3.
    #[must_use]
    pub fn duration_years(&self, category: &CategoryId, stage: Stage) -> Triangular {
        self.find(category, stage, |assumption| assumption.duration_years).unwrap_or(match stage {
            Stage::Basic => Triangular::new(2.0, 4.0, 6.0),
            Stage::AppliedBasic => Triangular::new(2.0, 3.0, 5.0),
            Stage::Applied => Triangular::new(3.0, 4.0, 6.0),
            Stage::Industrialization => Triangular::new(2.0, 3.0, 4.0),
        })
    }

    /// How likely a project is to deliver a result: a share of 1.
    ///
    /// Where the document says nothing: basic 0.3, applied-basic 0.4, applied 0.5, industrialization 0.6.
    #[must_use]
    pub fn success(&self, category: &CategoryId, stage: Stage) -> f64 {
        self.find(category, stage, |assumption| assumption.success).unwrap_or(match stage {
            Stage::Basic => 0.3,
            Stage::AppliedBasic => 0.4,
            Stage::Applied => 0.5,
            Stage::Industrialization => 0.6,
        })
    }

    fn find<T>(&self, category: &CategoryId, stage: Stage, part: impl Fn(&StageAssumption) -> Option<T>) -> Option<T> {
        let of_category = self.categories.get(category).and_then(|stages| stages.get(&stage)).and_then(&part);
        of_category.or_else(|| self.stages.get(&stage).and_then(part))
    }
}

/// What is assumed of each stage.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(deny_unknown_fields, rename = "StageAssumptions", rename_all = "kebab-case")]
#[allow(dead_code)]
struct StageAssumptionsSchema {
    /// Of basic research.
    #[serde(skip_serializing_if = "Option::is_none")]
    basic: Option<StageAssumption>,
    /// Of applied-basic research.
    #[serde(skip_serializing_if = "Option::is_none")]
    applied_basic: Option<StageAssumption>,
    /// Of applied research.
    #[serde(skip_serializing_if = "Option::is_none")]
    applied: Option<StageAssumption>,
    /// Of industrialization.
    #[serde(skip_serializing_if = "Option::is_none")]
    industrialization: Option<StageAssumption>,
}
