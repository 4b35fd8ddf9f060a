//! Which operating model a chain is held against.

use std::borrow::Cow;

use super::OperatingModel;
use crate::chain::{OrganizationRef, SupplyChain};
use crate::model::OrganizationKind;

/// Which operating model a chain is held against.
///
/// ```
/// use seedrelay::{Category, OperatingModel, Organization, OrganizationKind, SupplyChain};
/// use seedrelay::rules::ModelChoice;
///
/// let of = |kind| {
///     SupplyChain::builder("2024-12-31".parse().unwrap())
///         .category(Category::new("rice"))
///         .organization(Organization::new("hau", kind))
///         .build()
/// };
/// let (laboratory, university) = (of(OrganizationKind::Laboratory)?, of(OrganizationKind::University)?);
/// assert_eq!(ModelChoice::Fitting.model_for(&laboratory).as_deref(), Some(&OperatingModel::proposal()));
/// assert_eq!(ModelChoice::Fitting.model_for(&university), None);
/// let chosen = ModelChoice::from(OperatingModel::dispersed());
/// assert_eq!(chosen.model_for(&university).as_deref(), Some(&OperatingModel::dispersed()));
/// # Ok::<(), seedrelay::Problems>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ModelChoice {
    /// That of the proposal, for a chain with one of the organizations that it creates, a laboratory or a consortium;
    /// for any other chain none.
    #[default]
    Fitting,
    /// None: only what needs no model is looked for.
    None,
    /// This one.
    #[serde(untagged)]
    Model(OperatingModel),
}

impl ModelChoice {
    /// The model that a chain is held against.
    #[must_use]
    pub fn model_for(&self, chain: &SupplyChain) -> Option<Cow<'_, OperatingModel>> {
        let is_of_proposal = |kind| matches!(kind, OrganizationKind::Laboratory | OrganizationKind::Consortium);
        match self {
            Self::Fitting => chain
                .organizations()
                .map(OrganizationRef::kind)
                .any(is_of_proposal)
                .then(|| Cow::Owned(OperatingModel::proposal())),
            Self::None => None,
            Self::Model(model) => Some(Cow::Borrowed(model)),
        }
    }
}

impl From<OperatingModel> for ModelChoice {
    fn from(model: OperatingModel) -> Self {
        Self::Model(model)
    }
}
