//! What throughput rests on: durations and success of research, and where each figure comes from.

use crate::chain::SupplyChain;
use crate::model::{CategoryId, Stage};
use crate::query::keys::keys;
use crate::record::{Assumptions, StageAssumption, Triangular, is_success};
use crate::rules::ModelChoice;

named_enum! {
    /// Where an assumption comes from.
    #[non_exhaustive]
    pub enum Basis ("basis") {
        /// From the crate: nobody said anything else.
        Default = "default", "the crate's own figure", "本库默认值";
        /// From the document.
        Document = "document", "the document", "文档";
        /// From the caller, who overrode the document.
        Caller = "caller", "the caller", "调用者";
    }
}

/// How to compute throughput.
///
/// ```
/// use seedrelay::{Assumptions, Stage};
/// use seedrelay::record::StageAssumption;
/// use seedrelay::query::ThroughputOptions;
/// let optimist = Assumptions::default().stage(Stage::Basic, StageAssumption::new().success(0.9));
/// assert!(ThroughputOptions::new().assumptions(optimist).is_ok());
/// let dreamer = Assumptions::default().stage(Stage::Basic, StageAssumption::new().success(1.9));
/// let error = ThroughputOptions::new().assumptions(dreamer).unwrap_err();
/// assert_eq!(error.to_string(), "success of basic: expected 0, or a share from 0.000001 to 1, found 1.9");
/// ```
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ThroughputOptions {
    assumptions: Assumptions,
    model: ModelChoice,
}

/// An assumption that no document could make either.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum AssumptionError {
    /// A success that is no share of 1.
    #[error("success of {stage}: expected 0, or a share from 0.000001 to 1, found {found}")]
    #[non_exhaustive]
    Success {
        /// The stage.
        stage: Stage,
        /// What was given.
        found: f64,
    },
    /// A duration out of order, negative, or with a greatest value that cannot be computed with.
    #[error(
        "duration of {stage}: expected 0 ≤ min ≤ mode ≤ max and max from 0.001 to 10000, found {}, {}, {}",
        found.min, found.mode, found.max
    )]
    #[non_exhaustive]
    Duration {
        /// The stage.
        stage: Stage,
        /// What was given, in years.
        found: Triangular,
    },
}

impl ThroughputOptions {
    /// Assumes what the document says, and where it says nothing, the crate's own figures.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Overrides the document: what is given here goes before what it says, for a category and for all.
    ///
    /// # Errors
    ///
    /// The first success that is no share of 1, or duration that is out of order.
    pub fn assumptions(mut self, assumptions: Assumptions) -> Result<Self, AssumptionError> {
        let of_categories = assumptions.categories.values().flatten();
        for (&stage, assumption) in assumptions.stages.iter().chain(of_categories) {
            check(stage, assumption)?;
        }
        self.assumptions = assumptions;
        Ok(self)
    }

    /// Sets the operating model by which a place for one more team is in role; by default that which fits the chain.
    #[must_use]
    pub fn model(mut self, model: impl Into<ModelChoice>) -> Self {
        self.model = model.into();
        self
    }

    /// The operating model by which a place for one more team is in role.
    #[must_use]
    pub const fn chosen_model(&self) -> &ModelChoice {
        &self.model
    }

    /// Overrides the document by what is known to be sound.
    pub(super) fn assuming(mut self, assumptions: Assumptions) -> Self {
        self.assumptions = assumptions;
        self
    }

    /// What overrides the document.
    #[must_use]
    pub const fn overrides(&self) -> &Assumptions {
        &self.assumptions
    }
}

fn check(stage: Stage, assumption: &StageAssumption) -> Result<(), AssumptionError> {
    if let Some(found) = assumption.success.filter(|success| !is_success(*success)) {
        return Err(AssumptionError::Success { stage, found });
    }
    match assumption.duration_years.filter(|found| !found.is_sound()) {
        Some(found) => Err(AssumptionError::Duration { stage, found }),
        None => Ok(()),
    }
}

/// What the throughput of a category assumes of one stage.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Assumed {
    /// The stage.
    pub stage: Stage,
    /// How long a project takes, in years.
    pub duration_years: Triangular,
    /// Where that comes from.
    pub duration_basis: Basis,
    /// How likely a project is to deliver a result: a share of 1.
    pub success: f64,
    /// Where that comes from.
    pub success_basis: Basis,
    /// What one team brings: products per year, if nothing else limited them.
    pub products_per_team_year: f64,
}

impl Assumed {
    /// Of every stage, earliest first.
    pub(super) fn of(chain: &SupplyChain, category: &CategoryId, options: &ThroughputOptions) -> [Self; 4] {
        let mut assumed = Stage::ALL.map(|stage| {
            let (duration_years, duration_basis) = pick(chain, category, stage, options, |given| given.duration_years);
            let (success, success_basis) = pick(chain, category, stage, options, |given| given.success);
            Self {
                stage,
                duration_years: duration_years
                    .unwrap_or_else(|| Assumptions::default().duration_years(category, stage)),
                duration_basis,
                success: success.unwrap_or_else(|| Assumptions::default().success(category, stage)),
                success_basis,
                products_per_team_year: 0.0,
            }
        });
        let successes = assumed.map(|stage| stage.success);
        for stage in &mut assumed {
            let later = Stage::ALL.iter().zip(successes).filter(|(other, _)| other.leap() > stage.stage.leap());
            let reach: f64 = later.map(|(_, success)| success).product();
            stage.products_per_team_year = stage.success * reach / stage.duration_years.mean();
        }
        assumed
    }
}

/// A part of an assumption from the first place that says it: the caller, then the document; each for the category
/// first.
fn pick<T>(
    chain: &SupplyChain,
    category: &CategoryId,
    stage: Stage,
    options: &ThroughputOptions,
    part: impl Fn(&StageAssumption) -> Option<T>,
) -> (Option<T>, Basis) {
    let given = |assumptions: &Assumptions| {
        let of_category = assumptions.categories.get(category).and_then(|stages| stages.get(&stage));
        of_category.and_then(&part).or_else(|| assumptions.stages.get(&stage).and_then(&part))
    };
    match (given(&options.assumptions), given(chain.assumptions())) {
        (Some(caller), _) => (Some(caller), Basis::Caller),
        (None, Some(document)) => (Some(document), Basis::Document),
        (None, None) => (None, Basis::Default),
    }
}

keys! { Assumed: of => {
    stage: of.stage,
    mean_years: of.duration_years.mean(),
    duration_basis: of.duration_basis,
    success: of.success,
    success_basis: of.success_basis,
    products_per_team_year: of.products_per_team_year,
} }
