//! Chains built in Rust.

use super::assembly::Assembly;
use super::problem::Problems;
use crate::chain::SupplyChain;
use crate::model::{
    Agreement, Assumptions, Category, Demand, Funding, Organization, PartialDate, Project, Service, Source, Text,
};

/// Collects records, and builds a [`SupplyChain`] of them.
///
/// Nothing is checked before [`build`](Self::build), so that records may come in any order. Besides the one-liners there
/// is [`Extend`] for whole lists.
///
/// ```
/// use seedrelay::{Category, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};
///
/// let mut builder = SupplyChain::builder("2024-12-31".parse()?)
///     .category(Category::new("rice"))
///     .organization(Organization::new("hau", OrganizationKind::University));
/// builder.extend((1..=3).map(|n| Project::new(format!("p{n}"), "rice", Stage::Basic, "hua", Status::Active)));
/// let problems = builder.build().unwrap_err();
/// assert_eq!(problems.len(), 3);
/// assert_eq!(
///     problems.first().to_string(),
///     "projects[0].performer: unknown organization `hua`; did you mean `hau`?",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "call `build` to get a chain"]
pub struct ChainBuilder {
    pub(super) as_of: PartialDate,
    pub(super) name: Option<Text>,
    pub(super) currency: Option<Box<str>>,
    pub(super) sources_required: bool,
    pub(super) sources: Vec<Source>,
    pub(super) categories: Vec<Category>,
    pub(super) organizations: Vec<Organization>,
    pub(super) projects: Vec<Project>,
    pub(super) demands: Vec<Demand>,
    pub(super) agreements: Vec<Agreement>,
    pub(super) funding: Vec<Funding>,
    pub(super) services: Vec<Service>,
    pub(super) assumptions: Assumptions,
}

/// ## Building
impl SupplyChain {
    /// A builder of a chain as of a day: "today" for every wait that is measured.
    pub fn builder(as_of: PartialDate) -> ChainBuilder {
        ChainBuilder {
            as_of,
            name: None,
            currency: None,
            sources_required: false,
            sources: Vec::new(),
            categories: Vec::new(),
            organizations: Vec::new(),
            projects: Vec::new(),
            demands: Vec::new(),
            agreements: Vec::new(),
            funding: Vec::new(),
            services: Vec::new(),
            assumptions: Assumptions::default(),
        }
    }

    /// A builder that holds everything of this chain, for a chain that differs from it.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// let hunan = datasets::hunan();
    /// assert_eq!(hunan.to_builder().build()?, hunan);
    /// # Ok::<(), seedrelay::Problems>(())
    /// ```
    pub fn to_builder(&self) -> ChainBuilder {
        ChainBuilder {
            as_of: self.as_of,
            name: self.name.clone(),
            currency: self.currency.clone(),
            sources_required: false,
            sources: self.sources.clone(),
            categories: self.categories.clone(),
            organizations: self.organizations.node_weights().cloned().collect(),
            projects: self.projects.node_weights().cloned().collect(),
            demands: self.demands.clone(),
            agreements: self.agreements.clone(),
            funding: self.funding.clone(),
            services: self.services.clone(),
            assumptions: self.assumptions.clone(),
        }
    }
}

impl ChainBuilder {
    /// Sets what the chain is called.
    pub fn name(mut self, name: impl Into<Text>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the currency of all money.
    pub fn currency(mut self, currency: impl Into<Box<str>>) -> Self {
        self.currency = Some(currency.into());
        self
    }

    /// Sets what is assumed where the records do not say.
    pub fn assumptions(mut self, assumptions: Assumptions) -> Self {
        self.assumptions = assumptions;
        self
    }

    /// Sets whether every documented record must name its source.
    pub fn require_sources(mut self, required: bool) -> Self {
        self.sources_required = required;
        self
    }

    /// Keeps only the projects that a condition holds for.
    pub fn retain_projects(mut self, keep: impl FnMut(&Project) -> bool) -> Self {
        self.projects.retain(keep);
        self
    }

    /// Builds the chain.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the records. The index in a [path](crate::chain::Path) is that of the record among those
    /// of its list, in the order added.
    pub fn build(self) -> Result<SupplyChain, Problems> {
        self.assemble().finish()
    }

    /// Builds a part of a valid chain, which may be empty.
    pub(super) fn build_part(self) -> SupplyChain {
        self.assemble().finish_part().expect("a part of a valid chain that refers to nothing outside is valid")
    }

    fn assemble(self) -> Assembly {
        let mut assembly = Assembly::new(self.sources_required);
        assembly.reserve(self.organizations.len(), self.projects.len());
        assembly.as_of = Some(self.as_of);
        assembly.name = self.name;
        assembly.currency = self.currency;
        self.sources.iter().for_each(|record| assembly.source(record.into()));
        self.categories.iter().for_each(|record| assembly.category(record.into()));
        self.organizations.iter().for_each(|record| assembly.organization(record.into()));
        self.projects.iter().for_each(|record| assembly.project(record.into()));
        self.demands.iter().for_each(|record| assembly.demand(record.into()));
        self.agreements.iter().for_each(|record| assembly.agreement(record.into()));
        self.funding.iter().for_each(|record| assembly.funding(record.into()));
        self.services.iter().for_each(|record| assembly.service(record.into()));
        assembly.assumptions(&(&self.assumptions).into());
        assembly
    }
}

macro_rules! lists {
    ($($(#[$meta:meta])* $one:ident, $list:ident: $record:ident;)+) => {
        impl ChainBuilder {$(
            $(#[$meta])*
            pub fn $one(mut self, record: $record) -> Self {
                self.$list.push(record);
                self
            }
        )+}

        $(impl Extend<$record> for ChainBuilder {
            fn extend<I: IntoIterator<Item = $record>>(&mut self, records: I) {
                self.$list.extend(records);
            }
        })+
    };
}

lists! {
    /// Adds a source.
    source, sources: Source;
    /// Adds a category.
    category, categories: Category;
    /// Adds an organization.
    organization, organizations: Organization;
    /// Adds a project.
    project, projects: Project;
    /// Adds a demand.
    demand, demands: Demand;
    /// Adds an agreement.
    agreement, agreements: Agreement;
    /// Adds funding.
    funding, funding: Funding;
    /// Adds a service.
    service, services: Service;
}
