//! Organizations, what they can do, and how consortia are constituted.

use super::project::collect;
use crate::model::{CategoryId, Evidence, Lang, OrganizationId, SourceId, Stage, Text};

named_enum! {
    /// The kind of an organization 组织类型, its niche 生态位 in the seed industry.
    pub enum OrganizationKind ("kind of organization") {
        /// A laboratory 实验室, such as the Yuelushan Laboratory.
        Laboratory = "laboratory", "laboratory", "实验室";
        /// A university 高校.
        University = "university", "university", "高校";
        /// A research institute 科研院所.
        Institute = "institute", "institute", "科研院所";
        /// A seed industry innovation consortium 种业创新联合体 for one category.
        Consortium = "consortium", "innovation consortium", "种业创新联合体";
        /// A seed company 种业企业.
        Company = "company", "company", "种业企业";
        /// A body of government 政府.
        Government = "government", "government", "政府";
        /// A service organization 服务机构; its [`ServiceKind`] says for what.
        Service = "service", "service organization", "服务机构";
    }
}

named_enum! {
    /// What a service organization does: the "connectors" 连接器 of the proposal.
    pub enum ServiceKind ("kind of service") {
        /// Agricultural extension 农业推广.
        Extension = "extension", "extension", "农业推广";
        /// Technical services 农技服务.
        Technical = "technical", "technical service", "技术服务";
        /// Finance 金融.
        Finance = "finance", "finance", "金融";
        /// Exchange of technology and varieties 技术交易.
        Exchange = "exchange", "technology exchange", "技术交易";
        /// Association 协会.
        Association = "association", "association", "行业协会";
    }
}

/// A node of the organization graph: whoever does, commissions, pays for or serves research.
///
/// ```
/// use seedrelay::{Organization, OrganizationKind, Stage};
/// let laboratory = Organization::new("yuelushan", OrganizationKind::Laboratory)
///     .name(("Yuelushan Laboratory", "岳麓山实验室"))
///     .capability("rice", Stage::Basic, 22);
/// assert_eq!(laboratory.capabilities[0].teams, 22);
/// ```
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Organization {
    /// Its name in the document.
    pub id: OrganizationId,
    /// Its kind.
    pub kind: OrganizationKind,
    /// What it does, if it is a service organization.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceKind>,
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// What it can do, and with how many teams.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub capabilities: Vec<Capability>,
    /// How it is constituted, if it is a consortium.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charter: Option<Box<Charter>>,
    /// Leading scientists 领军人才, such as academicians 院士: a number of people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leading_scientists: Option<u32>,
    /// Staff: a number of people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staff: Option<u32>,
    /// Shared platforms 平台, such as a germplasm bank.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub platforms: Box<[Text]>,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Text>,
    /// How it is known.
    #[serde(skip_serializing_if = "Evidence::is_default")]
    pub evidence: Evidence,
    /// From where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
}

impl Organization {
    /// An organization of which nothing but id and kind is said yet.
    ///
    /// A service organization also needs a [`service`](Self::service).
    pub fn new(id: impl Into<OrganizationId>, kind: OrganizationKind) -> Self {
        Self {
            id: id.into(),
            kind,
            service: None,
            name: None,
            capabilities: Vec::new(),
            charter: None,
            leading_scientists: None,
            staff: None,
            platforms: Box::default(),
            region: None,
            evidence: Evidence::default(),
            source: None,
        }
    }

    /// Adds a capability: `teams` research teams for a category at a stage.
    #[must_use]
    pub fn capability(self, category: impl Into<CategoryId>, stage: Stage, teams: u32) -> Self {
        self.with_capability(Capability::new(category, stage, teams))
    }

    /// Adds a capability of which more is known than its teams.
    #[must_use]
    pub fn with_capability(mut self, capability: Capability) -> Self {
        self.capabilities.push(capability);
        self
    }

    /// What a reader of the language calls it: its name, or its id where it has none.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        self.name.as_ref().map_or(self.id.as_str(), |name| name.get(lang))
    }

    setters! {
        /// Sets what it does, if it is a service organization.
        service: ServiceKind => |service| Some(service);
        /// Sets what people call it.
        name: impl Into<Text> => |name| Some(name.into());
        /// Sets how it is constituted, if it is a consortium.
        charter: Charter => |charter| Some(Box::new(charter));
        /// Sets the number of its leading scientists.
        leading_scientists: u32 => |leading_scientists| Some(leading_scientists);
        /// Sets the number of its staff.
        staff: u32 => |staff| Some(staff);
        /// Sets its shared platforms.
        platforms: impl IntoIterator<Item = impl Into<Text>> => |texts| collect(texts);
        /// Sets where it is.
        region: impl Into<Text> => |region| Some(region.into());
        /// Sets how it is known.
        evidence: Evidence => |evidence| evidence;
        /// Sets from where it is known.
        source: impl Into<SourceId> => |source| Some(source.into());
    }
}

/// What an organization can do 能力: a number of research teams for one category at one stage.
///
/// A team runs one project at a time.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Capability {
    /// For which category.
    pub category: CategoryId,
    /// At which stage.
    pub stage: Stage,
    /// Research teams, 1 or more.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub teams: u32,
    /// How it is known. What its organization is known by limits it: a documented capability of a proposed
    /// organization is proposed.
    #[serde(skip_serializing_if = "Evidence::is_default")]
    pub evidence: Evidence,
    /// From where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
}

impl Capability {
    /// A capability with `teams` research teams.
    pub fn new(category: impl Into<CategoryId>, stage: Stage, teams: u32) -> Self {
        Self { category: category.into(), stage, teams, evidence: Evidence::default(), source: None }
    }

    setters! {
        /// Sets how it is known.
        evidence: Evidence => |evidence| evidence;
        /// Sets from where it is known.
        source: impl Into<SourceId> => |source| Some(source.into());
    }
}

/// How a consortium is constituted 联合体章程. What is `None` is not known.
///
/// ```
/// use seedrelay::{Charter, Member};
/// let charter = Charter::new().lead("longping").nonprofit(true).technicians(40)
///     .member(Member::new("longping").contribution(0.6).technicians(18));
/// assert_eq!(charter.members.len(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Charter {
    /// The organization that leads it; by the proposal a company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<OrganizationId>,
    /// The organization whose head is its legal representative; by the proposal a company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_representative: Option<OrganizationId>,
    /// Whether it works without profit, as the proposal asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nonprofit: Option<bool>,
    /// Its technicians: a number of people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub technicians: Option<u32>,
    /// The organizations that founded or joined it.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub members: Vec<Member>,
    /// How it is known. What its organization is known by limits it.
    #[serde(skip_serializing_if = "Evidence::is_default")]
    pub evidence: Evidence,
    /// From where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
}

impl Charter {
    /// A charter of which nothing is said yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a member.
    #[must_use]
    pub fn member(mut self, member: Member) -> Self {
        self.members.push(member);
        self
    }

    setters! {
        /// Sets the organization that leads it.
        lead: impl Into<OrganizationId> => |lead| Some(lead.into());
        /// Sets the organization whose head is its legal representative.
        legal_representative: impl Into<OrganizationId> => |id| Some(id.into());
        /// Sets whether it works without profit.
        nonprofit: bool => |nonprofit| Some(nonprofit);
        /// Sets the number of its technicians.
        technicians: u32 => |technicians| Some(technicians);
        /// Sets how it is known.
        evidence: Evidence => |evidence| evidence;
        /// Sets from where it is known.
        source: impl Into<SourceId> => |source| Some(source.into());
    }
}

/// One member of a consortium.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Member {
    /// Who.
    pub organization: OrganizationId,
    /// Its contribution to the consortium's research costs: a share of 1.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "super::project::optional_number")]
    #[cfg_attr(feature = "schema", schemars(range(min = 0.0, max = 1.0)))]
    pub contribution: Option<f64>,
    /// Technicians that it sends: a number of people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub technicians: Option<u32>,
}

impl Member {
    /// A member of which nothing but its id is said yet.
    pub fn new(organization: impl Into<OrganizationId>) -> Self {
        Self { organization: organization.into(), contribution: None, technicians: None }
    }

    setters! {
        /// Sets its contribution: a share of 1.
        contribution: f64 => |contribution| Some(contribution);
        /// Sets the number of technicians that it sends.
        technicians: u32 => |technicians| Some(technicians);
    }
}
