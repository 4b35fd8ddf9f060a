//! The two models that come with the crate.

use super::{Initiative, OperatingModel, RoleRule, RouteRule, Rule};
use crate::model::OrganizationKind::{self, Company, Consortium, Government, Institute, Laboratory, University};
use crate::model::{Stage, Text};
use crate::rules::FindingKind as Kind;

const SCIENCE: [OrganizationKind; 3] = [Laboratory, University, Institute];

fn clause((en, zh): (&str, &str)) -> Text {
    Text::new(en, zh)
}

impl OperatingModel {
    /// The model that the proposal asks for, as [definitions](crate::docs::definitions), section 3, reads it.
    ///
    /// Laboratories, universities and institutes do basic and applied-basic research; consortia do applied research;
    /// companies industrialize, and do applied research on their own initiative; government and service organizations
    /// do none. The clauses are those of the proposal (罗建, 史敏; 邹学校; 陈弘), in its words or in short.
    ///
    /// ```
    /// use seedrelay::{Lang, OperatingModel};
    /// use seedrelay::rules::FindingKind;
    /// let model = OperatingModel::proposal();
    /// let rule = model.rule_for(FindingKind::TechniciansBelowHalf).unwrap();
    /// assert_eq!(rule.effective_threshold(), Some(0.5));
    /// assert_eq!(rule.clause.as_ref().unwrap().get(Lang::Zh), "技术人员50%以上来自各成员公司（罗建、史敏）");
    /// ```
    #[must_use]
    pub fn proposal() -> Self {
        let science = clause((
            "the laboratory, with universities and institutes, does basic and applied-basic research (Luo & Shi)",
            "实验室及高校、科研院所承担基础研究和应用基础研究（罗建、史敏）",
        ));
        let applied = clause((
            "the consortium of each field does the applied research on common technology (Luo & Shi)",
            "各细分领域创新联合体承担共性技术的应用研究（罗建、史敏）",
        ));
        let industry = clause(("companies industrialize (Luo & Shi)", "企业承担产业化研究（罗建、史敏）"));
        let pull = clause((
            "the consortium commissions applied-basic research when common technology needs it (Luo & Shi)",
            "共性技术研究需要应用基础研究时，由联合体委托（罗建、史敏）",
        ));
        let push = clause((
            "the laboratory commissions the consortium to carry a basic result on (Luo & Shi)",
            "基础成果后续的应用研究，委托联合体（罗建、史敏）",
        ));
        let demand = clause((
            "companies send what they need upstream in time, and pay together for common technology",
            "企业及时向上游反馈技术需求，共性技术由企业共同出资研发",
        ));
        let state = clause(("the government supports whoever does its own part", "政府支持各类主体承担各自分工"));

        let mut model = Self::new(("the division of labour of the Yuelushan proposal", "岳麓山方案的分工"));
        for kind in SCIENCE {
            for stage in [Stage::Basic, Stage::AppliedBasic] {
                model = model.role(RoleRule::new(kind, stage).clause(science.clone()));
            }
        }
        model = model
            .role(RoleRule::new(Consortium, Stage::Applied).clause(applied))
            .role(
                RoleRule::new(Company, Stage::Applied)
                    .initiative(Initiative::Own)
                    .clause(clause(("a company may do applied research for itself", "企业可自主开展应用研究"))),
            )
            .role(RoleRule::new(Company, Stage::Industrialization).clause(industry.clone()));
        let route =
            |from, to, stage, clause: &Text| RouteRule::new(from).performer(to).stage(stage).clause(clause.clone());
        for kind in SCIENCE {
            model = model.route(route(Consortium, kind, Stage::AppliedBasic, &pull)).route(route(
                kind,
                Consortium,
                Stage::Applied,
                &push,
            ));
        }
        model = model
            .route(route(Company, Consortium, Stage::Applied, &demand))
            .route(route(Laboratory, Company, Stage::Industrialization, &industry))
            .route(route(Consortium, Company, Stage::Industrialization, &industry))
            .route(RouteRule::new(Government).clause(state));
        PROPOSED_RULES.iter().fold(model, |model, (kind, text)| model.rule(Rule::new(*kind).clause(clause(*text))))
    }

    /// The situation that the proposal wants to leave: every kind may do and commission whatever it is capable of, and
    /// nothing is asked of consortia. What is waste or disorder under any model is still looked for.
    ///
    /// ```
    /// use seedrelay::{OperatingModel, OrganizationKind, Stage};
    /// let model = OperatingModel::dispersed();
    /// assert!(model.allows(OrganizationKind::University, Stage::Industrialization, false));
    /// ```
    #[must_use]
    pub fn dispersed() -> Self {
        let scattered = clause((
            "resources for innovation are scattered over universities, institutes and companies (Luo & Shi)",
            "种业创新资源分散在高校、科研院所和企业（罗建、史敏）",
        ));
        let mut model = Self::new(("the dispersed model", "分散模式"));
        for kind in OrganizationKind::ALL {
            for stage in Stage::ALL {
                model = model.role(RoleRule::new(kind, stage).clause(scattered.clone()));
            }
        }
        for kind in OrganizationKind::ALL {
            model = model.route(RouteRule::new(kind).clause(scattered.clone()));
        }
        let kept = PROPOSED_RULES.iter().filter(|(kind, _)| !only_the_proposal_asks(*kind));
        kept.fold(model, |model, (kind, text)| model.rule(Rule::new(*kind).clause(clause(*text))))
    }
}

/// What is asked of consortia and of those who own results, which only the proposal wants otherwise than it is.
const fn only_the_proposal_asks(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::LeadNotCompany
            | Kind::LegalRepresentativeNotCompany
            | Kind::LeadNotMember
            | Kind::ForProfit
            | Kind::TechniciansBelowHalf
            | Kind::ContributionsDoNotSum
            | Kind::MemberNotCompany
            | Kind::NoCharter
            | Kind::PublicMoneyOffChokepoint
            | Kind::NotCommonTechnology
            | Kind::InventorShareBelowFloor
    )
}

/// What the proposal asks for, in English and Chinese.
const PROPOSED_RULES: [(Kind, (&str, &str)); Kind::ALL.len()] = [
    (
        Kind::Role,
        (
            "universities and institutes hand results on downstream and do not compete with companies (Zou)",
            "高校院所主要是向下游转化科技成果，避免与企业争利（邹学校）",
        ),
    ),
    (
        Kind::Route,
        (
            "consortium and laboratory commission each other, each for what is the other's part (Luo & Shi)",
            "联合体与实验室按各自分工相互委托（罗建、史敏）",
        ),
    ),
    (Kind::LeadNotCompany, ("companies of the field take the lead (Luo & Shi)", "细分领域企业牵头（罗建、史敏）")),
    (
        Kind::LegalRepresentativeNotCompany,
        ("the head of a company is the legal representative (Luo & Shi)", "企业经营者出任法定代表人（罗建、史敏）"),
    ),
    (
        Kind::LeadNotMember,
        ("the lead is one of the founding companies (Luo & Shi)", "牵头企业是组建企业之一（罗建、史敏）"),
    ),
    (Kind::ForProfit, ("the consortium works without profit (Luo & Shi)", "联合体为非营利性质（罗建、史敏）")),
    (
        Kind::TechniciansBelowHalf,
        (
            "at least 50 % of technicians come from the member companies (Luo & Shi)",
            "技术人员50%以上来自各成员公司（罗建、史敏）",
        ),
    ),
    (
        Kind::ContributionsDoNotSum,
        ("the founding companies share the research costs (Luo & Shi)", "研发投入由组建企业分摊（罗建、史敏）"),
    ),
    (Kind::MemberNotCompany, ("companies found the consortium (Luo & Shi)", "联合体由企业组建（罗建、史敏）")),
    (Kind::NoCharter, ("each consortium has a charter (Luo & Shi)", "联合体应有章程（罗建、史敏）")),
    (
        Kind::PublicMoneyOffChokepoint,
        (
            "the government supports chokepoint technology with a certain sum (Luo & Shi)",
            "政府对卡脖子技术给一定额度支持（罗建、史敏）",
        ),
    ),
    (
        Kind::NotCommonTechnology,
        (
            "the consortium researches what all its members share (Luo & Shi)",
            "联合体研发成员共需的共性技术（罗建、史敏）",
        ),
    ),
    (Kind::DuplicatedEffort, ("low-level duplication is to end", "减少低水平重复")),
    (
        Kind::IsolatedOrganization,
        ("one chain connects the scattered resources (Luo & Shi)", "打通技术供应链，激活分散的创新资源（罗建、史敏）"),
    ),
    (
        Kind::Overreach,
        (
            "universities and institutes do not make products for the market (Zou)",
            "高校院所不形成产品直接面向市场销售（邹学校）",
        ),
    ),
    (Kind::InventorWithoutShare, ("inventors share in the benefit of their results", "科研人员分享成果收益")),
    (Kind::BenefitSharesDoNotSum, ("the whole benefit is shared out", "成果收益应全部明确分配")),
    (
        Kind::UnclearedProduct,
        ("products respect the rights in their material (Seed Law of 2022)", "品种权应得到保护（2022年种子法）"),
    ),
    (Kind::UnconfirmedMaterial, ("rights in resources are confirmed (Chen)", "种质资源应予确权（陈弘）")),
    (
        Kind::NarrowBase,
        ("resources become an advantage of the industry (Chen)", "将湖南资源优势转化为种业优势（陈弘）"),
    ),
    (
        Kind::OutsideBase,
        ("resources become an advantage of the industry (Chen)", "将湖南资源优势转化为种业优势（陈弘）"),
    ),
    (
        Kind::IdleGermplasm,
        ("resources are collected, identified, confirmed and shared (Chen)", "种质资源收集、鉴定、确权、共享（陈弘）"),
    ),
    (Kind::UnbackedGermplasm, ("resources are kept safe (Chen)", "种质资源应妥善保存（陈弘）")),
    (
        Kind::InventorShareBelowFloor,
        ("inventors own a part of what they make (Zou)", "职务科技成果混合所有制（邹学校）"),
    ),
    (
        Kind::UpstreamUnpaid,
        ("the benefit of results is shared in proportion (Luo & Shi)", "科研成果收益按比例分享（罗建、史敏）"),
    ),
];
