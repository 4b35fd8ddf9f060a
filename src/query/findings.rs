//! Findings: where a chain differs from an operating model, and what is wasted in it.
//!
//! [`SupplyChain::findings`] takes a [`ModelChoice`], and the [`Findings`] that it gives list each kind, lazily, or
//! all of them, worst first. What is not known is never a finding: it is counted, kind by kind, in
//! [`Findings::unjudged`].
//!
//! A project that was cancelled differs from nothing, since nobody does it: kinds about projects leave it out. Money
//! that was paid stays paid, so that [`FindingKind::PublicMoneyOffChokepoint`] counts whatever became of the project.

mod charter;
mod duplicates;
mod ecosystem;
mod material;
mod numbers;
mod roles;

use std::sync::{Arc, OnceLock};

use crate::chain::{GermplasmRef, OrganizationRef, ProjectRef, SupplyChain};
use crate::model::{Evidence, Stage, Text};
use crate::query::{CategoryPedigree, PedigreeOptions, ProductClearance};
use crate::record::Category;
use crate::rules::{FindingKind, ModelChoice, Permissions, Rule, Severity};

use duplicates::Duplicates;
use ecosystem::Survey;

/// What to hold a chain against.
///
/// ```
/// use seedrelay::OperatingModel;
/// use seedrelay::query::FindingOptions;
/// use seedrelay::rules::ModelChoice;
/// assert_eq!(FindingOptions::new().model, ModelChoice::Fitting);
/// assert_eq!(FindingOptions::new().model(OperatingModel::dispersed()).model, OperatingModel::dispersed().into());
/// ```
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct FindingOptions {
    /// The operating model. By default that of the proposal, where the chain has a laboratory or a consortium, else none.
    pub model: ModelChoice,
    /// How many pairs of projects of one category, stage and topic are compared, to find duplicated effort. 100,000 by
    /// default: all pairs of up to 447 projects. Of more projects each is compared with those that follow it by id, as
    /// far as the number reaches; those not compared with all count as [unjudged](Findings::unjudged).
    pub pairs_per_topic: usize,
    /// How many pairs of all topics together are compared. 250,000 by default. Where there are more, each project is
    /// compared with those that follow it on its topic, as many of them on every topic, but with one at least; those not
    /// compared with all count as [unjudged](Findings::unjudged).
    pub most_pairs: usize,
}

impl Default for FindingOptions {
    fn default() -> Self {
        Self { model: ModelChoice::Fitting, pairs_per_topic: 100_000, most_pairs: 250_000 }
    }
}

impl FindingOptions {
    /// The model that fits the chain.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets the operating model.
        model: impl Into<ModelChoice> => |model| model.into();
        /// Sets how many pairs of one topic are compared.
        pairs_per_topic: usize => |pairs| pairs;
        /// Sets how many pairs of all topics are compared.
        most_pairs: usize => |pairs| pairs;
    }
}

/// One difference from the operating model, or one waste.
///
/// Which of its parts a finding has depends on its kind:
///
/// | kind | organization | other | project | category, stage | measured |
/// |---|---|---|---|---|---|
/// | `role` | performer | | yes | yes | |
/// | `route` | performer | commissioner | yes | yes | |
/// | `lead-not-company`, `lead-not-member` | consortium | lead | | | |
/// | `legal-representative-not-company` | consortium | that organization | | | |
/// | `member-not-company` | consortium | member | | | |
/// | `for-profit`, `no-charter` | consortium | | | | |
/// | `technicians-below-half` | consortium | | | | share of technicians from members |
/// | `contributions-do-not-sum` | consortium | | | | their sum |
/// | `public-money-off-chokepoint` | consortium | government body | yes | yes | |
/// | `not-common-technology` | consortium | | yes | yes | share of members who want it |
/// | `duplicated-effort` | performer | other performer | both | yes | |
/// | `isolated-organization` | it | | | | |
/// | `overreach` | it | | | yes | |
/// | `inventor-without-share` | performer | | yes | yes | |
/// | `benefit-shares-do-not-sum` | performer | | yes | yes | their sum |
/// | `inventor-share-below-floor` | performer | | yes | yes | their share |
/// | `upstream-unpaid` | performer | other performer | both, the second built on | yes | |
///
/// Those about material have a germplasm:
///
/// | kind | germplasm | organization | project | category | measured |
/// |---|---|---|---|---|---|
/// | `uncleared-product` | the variety; the other, whose right stands against it | who sells it | yes | yes | |
/// | `unconfirmed-material` | it | performer | yes | yes | |
/// | `narrow-base` | the parent of most varieties, or none | | | yes | the share of varieties that it is a parent of; without it the effective number of founders |
/// | `outside-base` | | | | yes | the share from outside of what is known |
/// | `idle-germplasm`, `unbacked-germplasm` | it | a holder | | yes | |
///
/// Source: [definitions](crate::docs::definitions), section 3.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Finding<'c> {
    ground: Arc<Ground>,
    /// Whom it is about.
    pub organization: Option<OrganizationRef<'c>>,
    /// The other side.
    pub other: Option<OrganizationRef<'c>>,
    /// The project that it is about; of two, the first by id.
    pub project: Option<ProjectRef<'c>>,
    /// The second of two projects.
    pub other_project: Option<ProjectRef<'c>>,
    /// The category that an organization's teams are for.
    category: Option<&'c Category>,
    /// The stage that it is about.
    pub stage: Option<Stage>,
    /// The germplasm that it is about.
    pub germplasm: Option<GermplasmRef<'c>>,
    /// The germplasm whose right stands against it.
    pub other_germplasm: Option<GermplasmRef<'c>>,
    /// How many varieties it is about, where it is about all of a category.
    pub varieties: Option<usize>,
    /// What was measured: a share of 1, but of founders an effective number.
    pub measured: Option<f64>,
    /// How well it is known: as the weakest of the records that it rests on.
    pub evidence: Evidence,
}

/// What a finding is held against: a rule, and what its model is called.
#[derive(Debug, PartialEq)]
struct Ground {
    rule: Rule,
    model: Option<Text>,
}

impl<'c> Finding<'c> {
    fn new(ground: &Arc<Ground>, evidence: Evidence) -> Self {
        Self {
            ground: Arc::clone(ground),
            organization: None,
            other: None,
            project: None,
            other_project: None,
            category: None,
            stage: None,
            germplasm: None,
            other_germplasm: None,
            varieties: None,
            measured: None,
            evidence,
        }
    }

    /// A finding about a project and its performer.
    fn of_project(ground: &Arc<Ground>, project: ProjectRef<'c>) -> Self {
        Self {
            organization: Some(project.performer()),
            project: Some(project),
            stage: Some(project.stage()),
            ..Self::new(ground, project.chain().columns().evidence[project.number()])
        }
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> FindingKind {
        self.ground.rule.kind
    }

    /// The rule that it is found by, with the clause that it comes from.
    #[must_use]
    pub fn rule(&self) -> &Rule {
        &self.ground.rule
    }

    /// What the operating model is called that the rule belongs to; `None` without a model.
    #[must_use]
    pub fn model(&self) -> Option<&Text> {
        self.ground.model.as_ref()
    }

    /// How bad it is, as its kind says.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.kind().severity()
    }

    /// The category that it belongs to; `None` of what concerns an organization as a whole.
    #[must_use]
    pub fn category(&self) -> Option<&'c Category> {
        self.category.or_else(|| self.project.map(ProjectRef::category))
    }

    /// Whether it is about all varieties of a category, whatever parent it names.
    pub(in crate::query) fn is_about_all(&self) -> bool {
        self.varieties.is_some()
    }

    /// Whether this is the finding that another chain, or the same under another model, has too: of the same kind,
    /// about the same records. To compare many, put their [keys](Self::key) into a set.
    ///
    /// ```
    /// use seedrelay::{OperatingModel, datasets};
    /// use seedrelay::query::FindingOptions;
    /// let chain = datasets::example();
    /// let strict = chain.findings(&FindingOptions::new()).worst_first();
    /// let lax = chain.findings(&FindingOptions::new().model(OperatingModel::dispersed())).worst_first();
    /// assert!(lax.iter().all(|finding| strict.iter().any(|other| finding.is_same_as(other))));
    /// ```
    #[must_use]
    pub fn is_same_as(&self, other: &Finding<'_>) -> bool {
        self.identity() == other.identity()
    }

    fn identity(&self) -> (FindingKind, [&'c str; 6], Option<Stage>) {
        let organization = |view: Option<OrganizationRef<'c>>| view.map_or("", |view| view.record().id.as_str());
        let project = |view: Option<ProjectRef<'c>>| view.map_or("", |view| view.record().id.as_str());
        let ids = [
            organization(self.organization),
            organization(self.other),
            project(self.project),
            project(self.other_project),
            self.category.map_or("", |category| category.id.as_str()),
            self.germplasm.filter(|_| !self.is_about_all()).map_or("", |germplasm| germplasm.id().as_str()),
        ];
        (self.kind(), ids, self.stage)
    }
}

/// How many records a kind of finding could not be looked for in, because they do not say enough.
///
/// Charter kinds count consortia; `public-money-off-chokepoint` counts payments of the government to consortia that
/// name no project, or one that does not say whether it is chokepoint technology; `overreach` counts organizations, other than government and service organizations, of which no
/// capability is recorded; `narrow-base` and `outside-base` count categories with too few varieties or too much that is
/// unknown of them; `idle-germplasm` and `unbacked-germplasm` count germplasm, `unconfirmed-material` that which a project
/// draws on, `uncleared-product` products; the other kinds count projects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Unjudged {
    /// The kind of finding.
    pub kind: FindingKind,
    /// The records, 1 or more.
    pub records: usize,
}

/// ## Findings
impl SupplyChain {
    /// Holds the chain against an operating model, and looks for what is wasted under any.
    ///
    /// Takes time in proportion to the chain.
    ///
    /// ```
    /// use seedrelay::{Category, OperatingModel, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};
    /// use seedrelay::query::FindingOptions;
    /// use seedrelay::rules::FindingKind;
    ///
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice").name(("Rice", "水稻")))
    ///     .organization(Organization::new("hau", OrganizationKind::University))
    ///     .organization(Organization::new("longping", OrganizationKind::Company))
    ///     .project(
    ///         Project::new("seed", "rice", Stage::Industrialization, "hau", Status::Active).commissioned_by("longping"),
    ///     )
    ///     .build()?;
    /// let findings = chain.findings(&FindingOptions::new().model(OperatingModel::proposal()));
    /// let worst = findings.worst_first();
    /// let kinds: Vec<FindingKind> = worst.iter().map(|finding| finding.kind()).collect();
    /// assert_eq!(kinds, [FindingKind::Role, FindingKind::Route]);
    /// assert_eq!(
    ///     worst[0].to_string(),
    ///     "Rice: hau, a university, performs “seed” (industrialization), which differs from the division of labour of the \
    ///      Yuelushan proposal.",
    /// );
    /// // Without a topic it is unknown whether another project is on the same.
    /// assert!(findings.unjudged().iter().any(|unjudged| unjudged.kind == FindingKind::DuplicatedEffort));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn findings(&self, options: &FindingOptions) -> Findings<'_> {
        Findings::new(self, options)
    }
}

/// The findings of a chain. What it takes to find them is looked up once; the lists are lazy.
#[derive(Clone, Debug)]
pub struct Findings<'c> {
    chain: &'c SupplyChain,
    permissions: Permissions,
    model: Option<Text>,
    grounds: [Option<Arc<Ground>>; FindingKind::ALL.len()],
    options: FindingOptions,
    survey: Survey,
    duplicates: OnceLock<Duplicates>,
    pedigrees: OnceLock<Vec<CategoryPedigree<'c>>>,
    clearance: OnceLock<Vec<ProductClearance<'c>>>,
}

impl<'c> Findings<'c> {
    fn new(chain: &'c SupplyChain, options: &FindingOptions) -> Self {
        let model = options.model.model_for(chain);
        let name = model.as_ref().map(|model| model.name.clone());
        let rule = |kind: FindingKind| match &model {
            Some(model) => model.rule_for(kind).cloned(),
            None => (!kind.needs_model()).then(|| Rule::new(kind)),
        };
        let ground = |rule| Arc::new(Ground { rule, model: name.clone() });
        Self {
            chain,
            permissions: model.as_deref().map(Permissions::new).unwrap_or_default(),
            grounds: std::array::from_fn(|kind| rule(FindingKind::ALL[kind]).map(ground)),
            model: name,
            options: options.clone(),
            survey: Survey::new(chain),
            duplicates: OnceLock::new(),
            pedigrees: OnceLock::new(),
            clearance: OnceLock::new(),
        }
    }

    /// What the operating model is called; `None` without one.
    #[must_use]
    pub const fn model(&self) -> Option<&Text> {
        self.model.as_ref()
    }

    /// The findings of one kind, each in the order of its ids; none if the model does not look for it.
    #[must_use]
    pub fn of_kind(&self, kind: FindingKind) -> Box<dyn Iterator<Item = Finding<'c>> + '_> {
        let Some(ground) = &self.grounds[kind as usize] else { return Box::new(std::iter::empty()) };
        match kind {
            FindingKind::Role => Box::new(self.roles(ground)),
            FindingKind::Route => Box::new(self.routes(ground)),
            FindingKind::LeadNotCompany
            | FindingKind::LegalRepresentativeNotCompany
            | FindingKind::LeadNotMember
            | FindingKind::ForProfit
            | FindingKind::TechniciansBelowHalf
            | FindingKind::ContributionsDoNotSum
            | FindingKind::NoCharter => Box::new(self.charters(ground)),
            FindingKind::MemberNotCompany => Box::new(self.members_not_companies(ground)),
            FindingKind::PublicMoneyOffChokepoint => Box::new(self.public_money(ground)),
            FindingKind::NotCommonTechnology => Box::new(self.not_common(ground)),
            FindingKind::DuplicatedEffort => Box::new(self.duplicated(ground)),
            FindingKind::IsolatedOrganization => Box::new(self.isolated(ground)),
            FindingKind::Overreach => Box::new(self.overreaching(ground)),
            FindingKind::InventorWithoutShare => Box::new(self.without_inventors(ground)),
            FindingKind::BenefitSharesDoNotSum => Box::new(self.benefits_not_whole(ground)),
            FindingKind::UnclearedProduct => Box::new(self.uncleared(ground)),
            FindingKind::UnconfirmedMaterial => Box::new(self.unconfirmed(ground)),
            FindingKind::NarrowBase => Box::new(self.narrow_bases(ground)),
            FindingKind::OutsideBase => Box::new(self.outside_bases(ground)),
            FindingKind::IdleGermplasm => Box::new(self.idle_germplasm(ground)),
            FindingKind::UnbackedGermplasm => Box::new(self.unbacked(ground)),
            FindingKind::InventorShareBelowFloor => Box::new(self.inventors_below_floor(ground)),
            FindingKind::UpstreamUnpaid => Box::new(self.upstream_unpaid(ground)),
        }
    }

    /// Every finding, kind by kind.
    pub fn iter(&self) -> impl Iterator<Item = Finding<'c>> {
        FindingKind::ALL.iter().copied().flat_map(|kind| self.of_kind(kind))
    }

    /// Every finding: the most severe first, and then by kind and ids.
    #[must_use]
    pub fn worst_first(&self) -> Vec<Finding<'c>> {
        Self::kinds_worst_first().into_iter().flat_map(|kind| self.of_kind(kind)).collect()
    }

    /// The kinds, in the order in which [`worst_first`](Self::worst_first) has them one after another.
    pub(in crate::query) fn kinds_worst_first() -> Vec<FindingKind> {
        let mut kinds = FindingKind::ALL.to_vec();
        kinds.sort_by_key(|kind| std::cmp::Reverse(kind.severity()));
        kinds
    }

    /// How many records each kind could not be looked for in; kinds without any, or that the model does not look for,
    /// are left out.
    #[must_use]
    pub fn unjudged(&self) -> Vec<Unjudged> {
        let looked_for = FindingKind::ALL.iter().copied().filter(|kind| self.grounds[*kind as usize].is_some());
        let counted = looked_for.map(|kind| Unjudged { kind, records: self.unjudged_of(kind) });
        counted.filter(|unjudged| unjudged.records > 0).collect()
    }

    fn unjudged_of(&self, kind: FindingKind) -> usize {
        match kind {
            // Who performs, who commissions, and what is related to what is always known.
            FindingKind::Role | FindingKind::Route | FindingKind::NoCharter | FindingKind::IsolatedOrganization => 0,
            FindingKind::LeadNotCompany
            | FindingKind::LegalRepresentativeNotCompany
            | FindingKind::LeadNotMember
            | FindingKind::ForProfit
            | FindingKind::TechniciansBelowHalf
            | FindingKind::ContributionsDoNotSum
            | FindingKind::MemberNotCompany => self.unknown_charters(kind),
            FindingKind::PublicMoneyOffChokepoint => self.money_unjudged(),
            FindingKind::NotCommonTechnology => self.interest_unknown(),
            FindingKind::DuplicatedEffort => self.survey.without_topic + self.duplicates().not_compared,
            FindingKind::Overreach => self.without_capabilities(),
            FindingKind::InventorWithoutShare | FindingKind::BenefitSharesDoNotSum => self.survey.without_shares,
            FindingKind::UnclearedProduct => self.clearance_unknown(),
            FindingKind::UnconfirmedMaterial => self.rights_unknown(),
            FindingKind::NarrowBase => self.bases_unknown(material::is_judged_narrow),
            FindingKind::OutsideBase => self.bases_unknown(material::is_judged_outside),
            FindingKind::IdleGermplasm => self.holders_unknown(),
            FindingKind::UnbackedGermplasm => self.duplicates_unknown(),
            FindingKind::InventorShareBelowFloor => self.inventors_unknown(),
            FindingKind::UpstreamUnpaid => self.royalties_unknown(),
        }
    }

    pub(crate) const fn chain(&self) -> &'c SupplyChain {
        self.chain
    }

    /// The pedigrees of all varieties, alike.
    pub(crate) fn pedigrees(&self) -> &[CategoryPedigree<'c>] {
        self.pedigrees.get_or_init(|| self.chain.pedigrees(&PedigreeOptions::new()))
    }

    pub(crate) fn clearance(&self) -> &[ProductClearance<'c>] {
        self.clearance.get_or_init(|| self.chain.clearance())
    }

    pub(crate) fn duplicates(&self) -> &Duplicates {
        self.duplicates.get_or_init(|| Duplicates::find(self.chain, &self.options))
    }
}
