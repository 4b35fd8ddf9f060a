//! The kinds of findings, and how bad each is.

use super::Severity;

named_enum! {
    /// The kinds of findings: where a chain differs from its [operating model](crate::rules::OperatingModel).
    ///
    /// Source: [definitions](crate::docs::definitions), section 3.
    #[non_exhaustive]
    pub enum FindingKind ("kind of finding") {
        /// A project at a stage that its performer's kind has no role in.
        Role = "role", "outside the proposed role", "与建议分工不符";
        /// A commission that the model knows no route for.
        Route = "route", "commission off the proposed routes", "与建议委托路径不符";
        /// A consortium that something else than a company leads.
        LeadNotCompany = "lead-not-company", "lead is no company", "牵头单位非企业";
        /// A consortium whose legal representative is not of a company.
        LegalRepresentativeNotCompany = "legal-representative-not-company",
            "legal representative is of no company", "法定代表人非企业";
        /// A consortium whose lead is none of its members.
        LeadNotMember = "lead-not-member", "lead is no member", "牵头单位非成员";
        /// A consortium that works for profit.
        ForProfit = "for-profit", "for profit", "以营利为目的";
        /// A consortium with too few technicians of its members.
        TechniciansBelowHalf = "technicians-below-half", "too few technicians of members", "成员技术人员不足";
        /// Contributions that are not the whole of the research costs.
        ContributionsDoNotSum = "contributions-do-not-sum", "contributions do not add up", "研发投入分摊合计不为一";
        /// A member of a consortium that is no company.
        MemberNotCompany = "member-not-company", "member is no company", "成员非企业";
        /// A consortium without a charter.
        NoCharter = "no-charter", "no charter on record", "未见章程记录";
        /// Money of the government for a consortium's project that is at no chokepoint.
        PublicMoneyOffChokepoint = "public-money-off-chokepoint",
            "public money off the chokepoints", "财政资金未投向卡脖子技术";
        /// A project of a consortium that not all its members want.
        NotCommonTechnology = "not-common-technology", "no common technology", "非共性技术";
        /// Two projects for the same, by performers that do not know of each other.
        DuplicatedEffort = "duplicated-effort", "duplicated effort", "重复研究";
        /// An organization that nothing connects with any other.
        IsolatedOrganization = "isolated-organization", "organization without a recorded relation", "未见关联记录的组织";
        /// Research teams at a stage that their organization's kind has no role in.
        Overreach = "overreach", "teams outside the proposed role", "团队设置与建议分工不符";
        /// Benefit shares that leave the inventors out.
        InventorWithoutShare = "inventor-without-share", "inventors without a share", "收益分配未含发明人";
        /// Benefit shares that are not the whole benefit.
        BenefitSharesDoNotSum = "benefit-shares-do-not-sum", "benefit shares do not add up", "收益分配合计不为一";
        /// A product that somebody else's exclusive right stands against.
        UnclearedProduct = "uncleared-product", "product not cleared", "产品权利未厘清";
        /// Material of which it is not settled whose it is.
        UnconfirmedMaterial = "unconfirmed-material", "unconfirmed material", "材料未确权";
        /// Varieties that rest on a few parents.
        NarrowBase = "narrow-base", "narrow base", "遗传基础狭窄";
        /// Varieties that rest on material from outside.
        OutsideBase = "outside-base", "base from outside", "亲本受制于外";
        /// A resource of which nothing becomes.
        IdleGermplasm = "idle-germplasm", "idle germplasm", "资源闲置";
        /// Germplasm that is kept in one place only.
        UnbackedGermplasm = "unbacked-germplasm", "germplasm without a duplicate", "无异地备份";
        /// Inventors with too small a share.
        InventorShareBelowFloor = "inventor-share-below-floor", "inventors' share too small", "发明人收益偏低";
        /// A product that shares nothing with what it builds on.
        UpstreamUnpaid = "upstream-unpaid", "nothing shared upstream", "上游未分享";
    }
}

impl FindingKind {
    /// How bad a finding of this kind is.
    ///
    /// None is critical: a relay off its model still runs. A warning is what turns the division of labour around, who
    /// works, commissions, leads, gains or is paid, or what wastes research. A notice is a matter of order, or a
    /// difference that may yet come.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::Role
            | Self::Route
            | Self::LeadNotCompany
            | Self::LegalRepresentativeNotCompany
            | Self::ForProfit
            | Self::TechniciansBelowHalf
            | Self::PublicMoneyOffChokepoint
            | Self::DuplicatedEffort
            | Self::InventorWithoutShare
            | Self::UnclearedProduct
            | Self::NarrowBase
            | Self::OutsideBase => Severity::Warning,
            Self::LeadNotMember
            | Self::ContributionsDoNotSum
            | Self::MemberNotCompany
            | Self::NoCharter
            | Self::NotCommonTechnology
            | Self::IsolatedOrganization
            | Self::Overreach
            | Self::BenefitSharesDoNotSum
            | Self::UnconfirmedMaterial
            | Self::IdleGermplasm
            | Self::UnbackedGermplasm
            | Self::InventorShareBelowFloor
            | Self::UpstreamUnpaid => Severity::Notice,
        }
    }

    /// Whether it is a difference from a model: who works, commissions, leads, is a member, or is paid. The other kinds
    /// can be looked for without one.
    #[must_use]
    pub const fn needs_model(self) -> bool {
        !matches!(
            self,
            Self::DuplicatedEffort
                | Self::IsolatedOrganization
                | Self::InventorWithoutShare
                | Self::BenefitSharesDoNotSum
                | Self::UnclearedProduct
                | Self::UnconfirmedMaterial
                | Self::NarrowBase
                | Self::OutsideBase
                | Self::IdleGermplasm
                | Self::UnbackedGermplasm
                | Self::UpstreamUnpaid
        )
    }

    /// What its rule's threshold is where a model gives none; `None` where the rule has no threshold.
    ///
    /// A share of 1: the least share of technicians who are to come from members, the least share of the inventors, or how
    /// far from 1 a sum may lie.
    ///
    /// ```
    /// use seedrelay::rules::FindingKind;
    /// assert_eq!(FindingKind::TechniciansBelowHalf.default_threshold(), Some(0.5));
    /// assert_eq!(FindingKind::Role.default_threshold(), None);
    /// ```
    #[must_use]
    pub const fn default_threshold(self) -> Option<f64> {
        match self {
            Self::TechniciansBelowHalf | Self::InventorShareBelowFloor => Some(0.5),
            Self::ContributionsDoNotSum | Self::BenefitSharesDoNotSum => Some(1e-6),
            _ => None,
        }
    }
}
