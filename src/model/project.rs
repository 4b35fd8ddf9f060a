//! Projects, the units of research.

use crate::model::{
    CategoryId, DemandId, Evidence, Lang, OrganizationId, PartialDate, ProjectId, SourceId, Stage, Text,
};

named_enum! {
    /// What has become of a project.
    pub enum Status ("status") {
        /// Somebody asked for it.
        Proposed = "proposed", "proposed", "已提出";
        /// The performer agreed; work has not started.
        Accepted = "accepted", "accepted", "已受理";
        /// Work is under way.
        Active = "active", "active", "进行中";
        /// It ended with a result.
        Delivered = "delivered", "delivered", "已交付";
        /// It ended without a result.
        Failed = "failed", "failed", "已失败";
        /// It was given up.
        Cancelled = "cancelled", "cancelled", "已取消";
    }
}

impl Status {
    /// Whether a project of this status is *live*: proposed, accepted, active or delivered.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Proposed | Self::Accepted | Self::Active | Self::Delivered)
    }

    /// Whether a project of this status is *open*: proposed, accepted or active.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Accepted | Self::Active)
    }
}

named_enum! {
    /// What science is to face: the four orientations 四个面向.
    pub enum Orientation ("orientation") {
        /// The frontiers of science 世界科技前沿.
        Frontier = "frontier", "frontiers of science", "世界科技前沿";
        /// The main battlefield of the economy 经济主战场.
        Economy = "economy", "the economy", "经济主战场";
        /// The major needs of the nation 国家重大需求.
        NationalNeed = "national-need", "needs of the nation", "国家重大需求";
        /// People's life and health 人民生命健康.
        Health = "health", "life and health", "人民生命健康";
    }
}

/// A project 项目: one unit of research.
///
/// ```
/// use seedrelay::{Project, Stage, Status};
/// let project = Project::new("p2", "rice", Stage::Applied, "rice-consortium", Status::Active)
///     .commissioned_by("yuelushan")
///     .commissioned("2023-11".parse()?)
///     .started("2024-03-01".parse()?)
///     .builds_on(["p1"]);
/// assert!(project.status.is_live());
/// # Ok::<(), seedrelay::model::DateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Project {
    /// Its name in the document.
    pub id: ProjectId,
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// Which category it concerns.
    pub category: CategoryId,
    /// At which stage it is.
    pub stage: Stage,
    /// Who does it.
    pub performer: OrganizationId,
    /// Who commissioned it 委托方; `None` for the performer's own initiative.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commissioner: Option<OrganizationId>,
    /// What has become of it.
    pub status: Status,
    /// When it was commissioned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commissioned: Option<PartialDate>,
    /// When work started.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<PartialDate>,
    /// When work ended, with a result or without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<PartialDate>,
    /// The projects whose results it builds on.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub builds_on: Box<[ProjectId]>,
    /// The demands that it answers.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub answers: Box<[DemandId]>,
    /// What it is about. Two projects with equal topics are about the same thing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<Box<str>>,
    /// What it may cost, in the chain's currency.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    #[cfg_attr(feature = "schema", schemars(range(min = 0.0)))]
    pub budget: Option<f64>,
    /// Whether its technology is one at which the nation can be choked 卡脖子技术.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub chokepoint: bool,
    /// The members of the consortium that want its result; `None` where nobody says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interested: Option<Box<[OrganizationId]>>,
    /// What it faces 四个面向.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub orientations: Box<[Orientation]>,
    /// Who has which share of the benefit.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub benefit_shares: Box<[BenefitShare]>,
    /// How it is known.
    #[serde(skip_serializing_if = "Evidence::is_default")]
    pub evidence: Evidence,
    /// From where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
}

impl Project {
    /// A project of which only what must be known is said yet.
    pub fn new(
        id: impl Into<ProjectId>,
        category: impl Into<CategoryId>,
        stage: Stage,
        performer: impl Into<OrganizationId>,
        status: Status,
    ) -> Self {
        Self {
            id: id.into(),
            title: None,
            category: category.into(),
            stage,
            performer: performer.into(),
            commissioner: None,
            status,
            commissioned: None,
            started: None,
            ended: None,
            builds_on: Box::default(),
            answers: Box::default(),
            topic: None,
            budget: None,
            chokepoint: false,
            interested: None,
            orientations: Box::default(),
            benefit_shares: Box::default(),
            evidence: Evidence::default(),
            source: None,
        }
    }

    /// Sets who commissioned it.
    #[must_use]
    pub fn commissioned_by(mut self, commissioner: impl Into<OrganizationId>) -> Self {
        self.commissioner = Some(commissioner.into());
        self
    }

    /// What a reader of the language calls it: its title, or its id where it has none.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        self.title.as_ref().map_or(self.id.as_str(), |title| title.get(lang))
    }

    setters! {
        /// Sets what people call it.
        title: impl Into<Text> => |title| Some(title.into());
        /// Sets when it was commissioned.
        commissioned: PartialDate => |commissioned| Some(commissioned);
        /// Sets when work started.
        started: PartialDate => |started| Some(started);
        /// Sets when work ended.
        ended: PartialDate => |ended| Some(ended);
        /// Sets the projects whose results it builds on.
        builds_on: impl IntoIterator<Item = impl Into<ProjectId>> => |ids| collect(ids);
        /// Sets the demands that it answers.
        answers: impl IntoIterator<Item = impl Into<DemandId>> => |ids| collect(ids);
        /// Sets what it is about.
        topic: impl Into<Box<str>> => |topic| Some(topic.into());
        /// Sets what it may cost, in the chain's currency.
        budget: f64 => |budget| Some(budget);
        /// Sets whether its technology is one at which the nation can be choked.
        chokepoint: bool => |chokepoint| chokepoint;
        /// Sets the members of the consortium that want its result.
        interested: impl IntoIterator<Item = impl Into<OrganizationId>> => |ids| Some(collect(ids));
        /// Sets what it faces.
        orientations: impl IntoIterator<Item = Orientation> => |list| collect(list);
        /// Sets who has which share of the benefit.
        benefit_shares: impl IntoIterator<Item = BenefitShare> => |list| collect(list);
        /// Sets how it is known.
        evidence: Evidence => |evidence| evidence;
        /// Sets from where it is known.
        source: impl Into<SourceId> => |source| Some(source.into());
    }
}

pub(super) fn collect<T>(parts: impl IntoIterator<Item = impl Into<T>>) -> Box<[T]> {
    parts.into_iter().map(Into::into).collect()
}

/// A share of the benefit of a project's result.
///
/// ```
/// use seedrelay::BenefitShare;
/// assert_eq!(BenefitShare::new(BenefitShare::INVENTORS, 0.7).holder.as_ref(), "inventors");
/// ```
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct BenefitShare {
    /// Who has it: [`"inventors"`](Self::INVENTORS), or whoever else; mostly the id of an organization.
    pub holder: Box<str>,
    /// How much: a share of 1.
    #[serde(serialize_with = "number")]
    #[cfg_attr(feature = "schema", schemars(range(min = 0.0, max = 1.0)))]
    pub share: f64,
}

impl BenefitShare {
    /// The holder that stands for the people who made the result.
    pub const INVENTORS: &'static str = "inventors";

    /// A share of 1 for a holder.
    pub fn new(holder: impl Into<Box<str>>, share: f64) -> Self {
        Self { holder: holder.into(), share }
    }
}

/// Writes 2000000 as people do, not as 2000000.0; both read as the same number.
// Serde hands out references.
#[allow(clippy::trivially_copy_pass_by_ref)]
pub(crate) fn number<S: serde::Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    // Above 2^53 not every whole number is a double: keep the decimal point as a sign that this one is rounded.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && (0.0..=EXACT).contains(number) {
        #[allow(clippy::cast_sign_loss)]
        serializer.serialize_u64(*number as u64)
    } else {
        serializer.serialize_f64(*number)
    }
}

#[allow(clippy::ref_option)]
pub(super) fn optional_number<S: serde::Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => number(value, serializer),
        None => serializer.serialize_none(),
    }
}
