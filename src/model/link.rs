//! What holds between two organizations for itself: agreements, funding and services.
//!
//! Commissions and handoffs are not here. They hold because of a project, and are derived from the projects.

use crate::model::{CategoryId, Evidence, OrganizationId, PartialDate, ProjectId, SourceId};

/// An agreement 合作协议: the standing right of one organization to commission another.
///
/// ```
/// use seedrelay::Agreement;
/// let agreement = Agreement::new("rice-consortium", "yuelushan").categories(["rice"]);
/// assert!(agreement.covers(&"rice".into()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Agreement {
    /// Who may commission.
    pub from: OrganizationId,
    /// Who may be commissioned.
    pub to: OrganizationId,
    /// For which categories; `None` where the agreement is not limited to any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub categories: Option<Box<[CategoryId]>>,
    /// When it was signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed: Option<PartialDate>,
    /// How it is known.
    #[serde(skip_serializing_if = "Evidence::is_default")]
    pub evidence: Evidence,
    /// From where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
}

impl Agreement {
    /// An agreement that is not limited to any category.
    pub fn new(from: impl Into<OrganizationId>, to: impl Into<OrganizationId>) -> Self {
        Self {
            from: from.into(),
            to: to.into(),
            categories: None,
            signed: None,
            evidence: Evidence::default(),
            source: None,
        }
    }

    /// Whether the agreement covers a category.
    #[must_use]
    pub fn covers(&self, category: &CategoryId) -> bool {
        self.categories.as_ref().is_none_or(|categories| categories.contains(category))
    }

    setters! {
        /// Sets the categories that it is limited to.
        categories: impl IntoIterator<Item = impl Into<CategoryId>> =>
            |ids| Some(ids.into_iter().map(Into::into).collect());
        /// Sets when it was signed.
        signed: PartialDate => |signed| Some(signed);
        /// Sets how it is known.
        evidence: Evidence => |evidence| evidence;
        /// Sets from where it is known.
        source: impl Into<SourceId> => |source| Some(source.into());
    }
}

/// Money that one organization gave another 资助.
///
/// ```
/// use seedrelay::Funding;
/// let funding = Funding::new("hunan-dst", "rice-consortium").project("p1").amount(500_000.0).year(2023);
/// assert_eq!(funding.amount, Some(500_000.0));
/// ```
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Funding {
    /// Who gave.
    pub from: OrganizationId,
    /// Who received.
    pub to: OrganizationId,
    /// For which project, if for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    /// How much, in the chain's currency.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "super::project::optional_number")]
    #[cfg_attr(feature = "schema", schemars(range(min = 0.0)))]
    pub amount: Option<f64>,
    /// In which year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u32>,
    /// How it is known.
    #[serde(skip_serializing_if = "Evidence::is_default")]
    pub evidence: Evidence,
    /// From where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
}

impl Funding {
    /// Funding of which only the two sides are said yet.
    pub fn new(from: impl Into<OrganizationId>, to: impl Into<OrganizationId>) -> Self {
        Self {
            from: from.into(),
            to: to.into(),
            project: None,
            amount: None,
            year: None,
            evidence: Evidence::default(),
            source: None,
        }
    }

    setters! {
        /// Sets for which project it is.
        project: impl Into<ProjectId> => |project| Some(project.into());
        /// Sets how much it is, in the chain's currency.
        amount: f64 => |amount| Some(amount);
        /// Sets in which year it was given.
        year: u32 => |year| Some(year);
        /// Sets how it is known.
        evidence: Evidence => |evidence| evidence;
        /// Sets from where it is known.
        source: impl Into<SourceId> => |source| Some(source.into());
    }
}

/// A service 服务 that one organization does another: extension, technical service, finance and so on, as the
/// [`ServiceKind`](crate::model::ServiceKind) of the provider says.
///
/// ```
/// use seedrelay::Service;
/// let service = Service::new("extension-station", "longping").category("rice");
/// assert!(service.serves(&"rice".into()) && !service.serves(&"pig".into()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Service {
    /// Who serves.
    pub provider: OrganizationId,
    /// Who is served.
    pub client: OrganizationId,
    /// In which category; `None` where the service is not limited to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// How it is known.
    #[serde(skip_serializing_if = "Evidence::is_default")]
    pub evidence: Evidence,
    /// From where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
}

impl Service {
    /// A service that is not limited to a category.
    pub fn new(provider: impl Into<OrganizationId>, client: impl Into<OrganizationId>) -> Self {
        Self {
            provider: provider.into(),
            client: client.into(),
            category: None,
            evidence: Evidence::default(),
            source: None,
        }
    }

    /// Whether the client is served in a category.
    #[must_use]
    pub fn serves(&self, category: &CategoryId) -> bool {
        self.category.as_ref().is_none_or(|own| own == category)
    }

    setters! {
        /// Sets the category that it is limited to.
        category: impl Into<CategoryId> => |category| Some(category.into());
        /// Sets how it is known.
        evidence: Evidence => |evidence| evidence;
        /// Sets from where it is known.
        source: impl Into<SourceId> => |source| Some(source.into());
    }
}
