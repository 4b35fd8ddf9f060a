//! Organizations, what they can do, and how consortia are constituted.

use super::draft::Given;
use super::field::Recorded;
use super::intake::{Intake, Place, Seen};
use super::problem::ProblemKind;
use super::types::{Share, Teams};
use crate::model::{
    CategoryId, Evidence, Lang, OrganizationId, OrganizationKind, PartialDate, ServiceKind, SourceId, Stage, Text,
    label,
};

record! {
    /// A node of the organization graph: whoever does, commissions, pays for or serves research.
    ///
    /// ```
    /// use seedrelay::{Organization, OrganizationKind, Stage};
    /// let laboratory = Organization::new("yuelushan", OrganizationKind::Laboratory)
    ///     .name(("Yuelushan Laboratory", "岳麓山实验室"))
    ///     .capability("rice", Stage::Basic, 22);
    /// assert_eq!(laboratory.capabilities[0].teams, 22);
    /// ```
    pub struct Organization (
        "organizations", "Organizations", "组织" | "机构",
        "Whoever does, commissions, pays for or serves research. At least one.", "开展、委托、资助或服务研发的组织，至少一个。"
    ) {
        /// Its name in the document.
        id: OrganizationId ("Id", "编号", "供其他表引用的简短编号。"),
        /// Its kind.
        kind: OrganizationKind ("Kind", "组织类型" | "类型" | "生态位", "组织的类型。"),
        /// What it does, if it is a service organization.
        service: Option<ServiceKind> ("Service", "服务类型", "服务机构的服务类型，其他组织留空。"),
        /// What people call it.
        name: Option<Text> ("Name", "名称", "组织的名称。"),
        /// What it can do, and with how many teams.
        capabilities: Vec<Capability> ("Capabilities", "能力", "科研团队，另表填写。"),
        /// How it is constituted, if it is a consortium.
        charter: Option<Box<Charter>> ("Charter", "联合体章程", "创新联合体的组建方式，另表填写。"),
        /// Leading scientists 领军人才, such as academicians 院士: a number of people.
        leading_scientists: Option<u32> ("Leading scientists", "领军人才" | "领军人才数", "领军人才人数。"),
        /// Staff: a number of people.
        staff: Option<u32> ("Staff", "人员" | "人员数", "人员总数。"),
        /// Shared platforms 平台, such as a germplasm bank.
        platforms: Box<[Text]> ("Platforms", "平台", "研发平台，以；分隔。"),
        /// Where it is.
        region: Option<Text> ("Region", "地区", "所在地区。"),
        ..known
    }
    check check_organization
}

impl Organization {
    /// Adds a capability: `teams` research teams for a category at a stage. Those of which more is known than their teams
    /// are set, all at once, by [`capabilities`](Self::capabilities).
    ///
    /// ```
    /// use seedrelay::{Capability, Evidence, Organization, OrganizationKind, Stage};
    /// let university = Organization::new("hau", OrganizationKind::University)
    ///     .capabilities([Capability::new("rice", Stage::Basic, 4).evidence(Evidence::Assumed)])
    ///     .capability("rice", Stage::Applied, 2);
    /// assert_eq!(university.capabilities.len(), 2);
    /// ```
    #[must_use]
    pub fn capability(mut self, category: impl Into<CategoryId>, stage: Stage, teams: u32) -> Self {
        self.capabilities.push(Capability::new(category, stage, teams));
        self
    }

    /// What a reader of the language calls it: its name, [cut](crate::model::Text::short) if it is long, or its id where
    /// it has none.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        label(self.name.as_ref(), self.id.as_str(), lang)
    }
}

type Draft<'a, R> = <R as Recorded>::Draft<'a>;

fn check_organization(
    draft: &mut Draft<'_, Organization>,
    _: &<Organization as Recorded>::Numbers,
    place: Place<'_>,
    intake: &mut Intake,
) {
    let kind = draft.kind.copied();
    match (kind, &draft.service) {
        (Some(OrganizationKind::Service), Given::Absent) => intake.note(place, ProblemKind::ServiceMissing),
        (Some(kind), Given::Is(_)) if kind != OrganizationKind::Service => {
            intake.note(place.key("service"), ProblemKind::ServiceElsewhere { kind });
        }
        _ => {}
    }
    if let (Some(kind), Given::Is(_)) = (kind, &draft.charter)
        && kind != OrganizationKind::Consortium
    {
        intake.note(place.key("charter"), ProblemKind::CharterElsewhere { kind });
    }
    let mut seen = Seen::new();
    for (index, capability) in draft.capabilities.list().iter().enumerate() {
        let Some(capability) = capability.get() else { continue };
        if let (Some(category), Some(stage)) = (capability.category.get(), capability.stage.copied())
            && !category.is_empty()
            && !seen.insert((&**category, stage))
        {
            let category = (&**category).into();
            intake.note(place.key("capabilities").index(index), ProblemKind::CapabilityTwice { category, stage });
        }
    }
}

record! {
    /// What an organization can do 能力: a number of research teams for one category at one stage.
    ///
    /// A team runs one project at a time.
    #[derive(Eq)]
    pub struct Capability (
        "capabilities", "Capabilities", "能力",
        "Research teams of an organization for one category at one stage.", "一个组织在某一品类、某一研究阶段的科研团队。"
    )
    part of (Organizations "organization", "Organization", "组织" | "机构", "Whose teams they are.", "团队所属的组织。")
    {
        /// For which category.
        category: CategoryId ("Category", "品类", "所属品类。"),
        /// At which stage.
        stage: Stage ("Stage", "研究阶段" | "阶段", "所处研究阶段。"),
        /// Research teams, 1 or more; a team runs one project at a time.
        teams: u32 as Teams ("Teams", "团队数" | "团队", "团队数量，至少1个；一个团队同时只做一个项目。"),
        /// From when on it holds, that day included; `None` for always.
        since: Option<PartialDate> ("Since", "起始日期", "自何日起（含当日），留空即不限。"),
        /// Until when it holds, that day included; `None` for always.
        until: Option<PartialDate> ("Until", "截止日期" | "终止日期", "至何日止（含当日），留空即不限。"),
        ..known
    }
    key [category, stage]
    check check_capability
}

fn check_capability(
    draft: &mut Draft<'_, Capability>,
    _: &<Capability as Recorded>::Numbers,
    place: Place<'_>,
    intake: &mut Intake,
) {
    intake.in_order(place, ["since", "until"], [draft.since.copied(), draft.until.copied()]);
}

record! {
    /// How a consortium is constituted 联合体章程. What is `None` is not known.
    ///
    /// ```
    /// use seedrelay::{Charter, Member};
    /// let charter = Charter::new().lead("longping").nonprofit(true).technicians(40)
    ///     .member(Member::new("longping").contribution(0.6).technicians(18));
    /// assert_eq!(charter.members.len(), 1);
    /// ```
    #[derive(Default)]
    pub struct Charter (
        "charters", "Charters", "联合体章程" | "章程",
        "How each consortium is constituted; its members have a sheet of their own.", "各创新联合体的组建方式，成员另表填写。"
    )
    part of (Organizations "organization", "Consortium", "联合体" | "组织", "Which consortium.", "所属的创新联合体。")
    {
        /// The organization that leads it; by the proposal a company.
        lead: Option<OrganizationId> ("Lead", "牵头单位", "牵头的组织。"),
        /// The organization whose head is its legal representative; by the proposal a company.
        legal_representative: Option<OrganizationId>
            ("Legal representative", "法定代表人" | "法定代表人单位" | "法人代表" | "法人代表单位", "法定代表人来自哪个组织。"),
        /// Whether it works without profit, as the proposal asks.
        nonprofit: Option<bool> ("Nonprofit", "非营利" | "是否非营利", "是否为非营利性质。"),
        /// Its technicians: a number of people.
        technicians: Option<u32> ("Technicians", "技术人员" | "技术人员数", "技术人员总数。"),
        /// The organizations that founded or joined it.
        members: Vec<Member> ("Members", "成员", "成员单位，另表填写。"),
        ..known
    }
    check check_charter
}

impl Charter {
    /// Adds a member; [`members`](Self::members) sets all of them.
    #[must_use]
    pub fn member(mut self, member: Member) -> Self {
        self.members.push(member);
        self
    }
}

fn check_charter(
    draft: &mut Draft<'_, Charter>,
    _: &<Charter as Recorded>::Numbers,
    place: Place<'_>,
    intake: &mut Intake,
) {
    let members = || draft.members.list().iter().filter_map(Given::get);
    intake.check_shares(place.key("members"), members().map(|member| &member.contribution));
    let mut seen = Seen::new();
    for (index, member) in draft.members.list().iter().enumerate() {
        if let Some(organization) = member.get().and_then(|member| member.organization.get())
            && !organization.is_empty()
            && !seen.insert(&**organization)
        {
            let member = (&**organization).into();
            intake.note(place.key("members").index(index), ProblemKind::MemberTwice { member });
        }
    }
    let of_members = members().filter_map(|member| member.technicians.get()).map(|count| u64::from(count.0)).sum();
    if let Some(technicians) = draft.technicians.get().map(|count| count.0)
        && of_members > u64::from(technicians)
    {
        intake.note(place.key("technicians"), ProblemKind::TooManyTechnicians { of_members, technicians });
    }
}

record! {
    /// One member of a consortium.
    pub struct Member ("members", "Members", "联合体成员" | "成员", "Who belongs to which consortium.", "各创新联合体的成员。")
    part of (Organizations "consortium", "Consortium", "联合体", "Which consortium.", "所属的创新联合体。")
    {
        /// Who.
        organization: OrganizationId ("Member", "成员" | "成员单位" | "组织", "成员单位。"),
        /// Its contribution to the consortium's research costs: a share of 1.
        contribution: Option<f64> as Share ("Contribution", "出资比例", "出资占比，0至1。"),
        /// Technicians that it sends: a number of people.
        technicians: Option<u32> ("Technicians", "派出技术人员" | "技术人员" | "技术人员数", "派出的技术人员数。"),
        /// From when on it is a member, that day included; `None` for always.
        since: Option<PartialDate> ("Since", "起始日期", "自何日起（含当日），留空即不限。"),
        /// Until when it is a member, that day included; `None` for always.
        until: Option<PartialDate> ("Until", "截止日期" | "终止日期", "至何日止（含当日），留空即不限。"),
    }
    key [organization]
    check check_member
}

fn check_member(
    draft: &mut Draft<'_, Member>,
    _: &<Member as Recorded>::Numbers,
    place: Place<'_>,
    intake: &mut Intake,
) {
    intake.in_order(place, ["since", "until"], [draft.since.copied(), draft.until.copied()]);
}
