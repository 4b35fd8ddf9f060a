//! Kinds: what the values of the enumerations mean that readers meet.

use super::{Definition, Topic};
use crate::model::{Evidence, Lang, OrganizationKind};
use crate::query::{BottleneckKind, BoundaryState, Criterion, GapKind, NoWait};
use crate::rules::{FindingKind, Severity};

/// What a value is called and what it means.
const fn kind(id: &'static str, topic: Topic, term: &'static str, meaning: &'static str) -> Definition {
    Definition { id, topic, term, meaning, unit: None, source: None }
}

pub(super) fn kinds(lang: Lang) -> impl Iterator<Item = Definition> {
    let say = move |meaning: [&'static str; 2]| meaning[lang as usize];
    let evidence = Evidence::ALL.into_iter().rev();
    let evidence = evidence.map(move |of| kind(of.as_str(), Topic::Evidence, of.label(lang), say(evidence_of(of))));
    let severity = Severity::ALL.into_iter().rev();
    let severity = severity.map(move |of| kind(of.as_str(), Topic::Evidence, of.label(lang), say(severity_of(of))));
    let states = BoundaryState::ALL.into_iter();
    let states = states.map(move |of| kind(of.as_str(), Topic::Flow, of.label(lang), say(state(of))));
    let gaps = GapKind::ALL.iter().copied();
    let gaps = gaps.map(move |of| kind(of.as_str(), Topic::Gaps, of.label(lang), say(gap(of))));
    let findings = FindingKind::ALL.iter().copied();
    let findings = findings.map(move |of| kind(of.as_str(), Topic::Findings, of.label(lang), say(finding(of))));
    let bottlenecks = BottleneckKind::ALL.iter().copied();
    let bottlenecks =
        bottlenecks.map(move |of| kind(of.as_str(), Topic::Bottlenecks, of.label(lang), say(bottleneck(of))));
    // A saturated performer is a bottleneck, and defined as one.
    let waits = NoWait::ALL.iter().copied().filter(|why| *why != NoWait::Saturated);
    let waits = waits.map(move |of| kind(of.as_str(), Topic::Bottlenecks, of.label(lang), say(no_wait(of))));
    let criteria = Criterion::ALL.into_iter().map(move |of| {
        let unit = criterion_unit(of).map(say);
        Definition { unit, ..kind(of.as_str(), Topic::Selection, of.label(lang), say(criterion(of))) }
    });
    let organizations = OrganizationKind::ALL.into_iter();
    let organizations =
        organizations.map(move |of| kind(of.as_str(), Topic::Research, of.label(lang), say(organization(of))));
    organizations
        .chain(evidence)
        .chain(severity)
        .chain(states)
        .chain(gaps)
        .chain(findings)
        .chain(bottlenecks)
        .chain(waits)
        .chain(criteria)
}

const fn organization(kind: OrganizationKind) -> [&'static str; 2] {
    match kind {
        OrganizationKind::Laboratory => {
            ["Runs the first leap: basic and applied-basic research.", "承担从0到1：基础研究与应用基础研究。"]
        }
        OrganizationKind::University | OrganizationKind::Institute => {
            ["Does basic and applied-basic research.", "从事基础研究与应用基础研究。"]
        }
        OrganizationKind::Consortium => [
            "Companies that do applied research on common technology together, one for each category.",
            "企业联合开展共性技术应用研究的组织，每个品类一个。",
        ],
        OrganizationKind::Company => ["Makes products of results: industrialization.", "把成果变成产品：产业化。"],
        OrganizationKind::Government => {
            ["Commissions and pays, and does no research itself.", "委托与资助，自身不从事研究。"]
        }
        OrganizationKind::Service => [
            "Connects the others: extension, technical services, finance, exchange, associations.",
            "连接其他各方：推广、技术服务、金融、交易、协会。",
        ],
    }
}

const fn evidence_of(evidence: Evidence) -> [&'static str; 2] {
    match evidence {
        Evidence::Documented => [
            "Known from a source. Without one it is an own record, no source given.",
            "有公开来源；未注明来源的为自有记录。",
        ],
        Evidence::Assumed => [
            "Plausible, but without a source to rely on: an illustration, or known from reposts alone.",
            "合理，但缺少可靠来源：示意性的，或仅见于转载。",
        ],
        Evidence::Proposed => {
            ["Asked for by the operating model; it does not exist yet.", "运行模式所要求，尚不存在。"]
        }
    }
}

const fn severity_of(severity: Severity) -> [&'static str; 2] {
    match severity {
        Severity::Critical => [
            "The relay is interrupted, for certain and on documented records.",
            "创新链条中断，且有确定的有据记录支持。",
        ],
        Severity::Warning => ["Something is lost, or waits.", "有成果流失，或在等待。"],
        Severity::Notice => ["The relay runs, but not smoothly.", "创新链条仍在运行，但不顺畅。"],
    }
}

const fn state(state: BoundaryState) -> [&'static str; 2] {
    match state {
        BoundaryState::Absent => ["On one side no organization is on record.", "一侧未见有组织从事的记录。"],
        BoundaryState::Cut => [
            "Both sides have organizations, and no relation across is on record.",
            "两侧均有组织从事，未见相互关联的记录。",
        ],
        BoundaryState::Thin => [
            "All routes lead through one organization, or too few results get over.",
            "所有通道都依赖同一个组织，或通过的成果过少。",
        ],
        BoundaryState::Ok => {
            ["A route exists, and not all depends on one organization.", "有通道，且不依赖同一个组织。"]
        }
    }
}

const fn gap(kind: GapKind) -> [&'static str; 2] {
    match kind {
        GapKind::MissingStage => {
            ["No organization on record works at any stage of a leap.", "未见有组织从事某跨越任何阶段的记录。"]
        }
        GapKind::MissingRoute => [
            "Organizations work at both leaps of a boundary, but no pair of them is related on record.",
            "交接处两侧均有组织从事，未见其中任何一对存在关联的记录。",
        ],
        GapKind::StrandedResult => [
            "A delivered project before industrialization without a live project on record, of its own or a later stage, \
             that builds on it.",
            "产业化之前已交付、未见同阶段或后续阶段有效项目以其为基础的项目。",
        ],
        GapKind::UnfoundedStart => [
            "A live project after the first leap without a project on record, of its own or an earlier stage, that it \
             builds on.",
            "从0到1之后、未见同阶段或更早阶段前期研究支撑的有效项目。",
        ],
        GapKind::SkippedLeap => [
            "An industrialization project that builds on one of the first leap, with no applied research on record.",
            "未经应用研究、直接由从0到1成果进入产业化的项目（以记录为准）。",
        ],
        GapKind::LateHandoff => [
            "A project of a later stage that started on a result over a year (or the days set) after its end.",
            "后续阶段项目在成果交付一年（或设定天数）以后才启动。",
        ],
        GapKind::IdleCommission => [
            "A commissioned project that has not started for over 180 days (or the days set).",
            "委托后超过180天（或设定天数）仍未启动的项目。",
        ],
        GapKind::UnansweredDemand => {
            ["A demand without a live project on record that answers it.", "未见有效项目响应记录的需求。"]
        }
        GapKind::DemandStoppedShort => [
            "A demand that live projects answer only at stages later than where its root lies.",
            "有记录的响应均来自晚于根源阶段的项目的需求。",
        ],
        GapKind::LastMile => [
            "A delivered product without an extension service on record for its performer in the category.",
            "已交付、但未见面向其承担单位的推广服务记录的产品。",
        ],
        GapKind::IdleLicence => [
            "A licence in force, signed over a year (or the days set) ago, of which no use is on record.",
            "签订一年（或设定天数）以上、仍有效而未见实施记录的许可。",
        ],
        GapKind::UnadoptedProduct => [
            "A variety released over three years (or the years set) ago of which no adoption is on record.",
            "审定三年（或设定年数）以上、未见推广应用记录的品种。",
        ],
    }
}

const fn finding(kind: FindingKind) -> [&'static str; 2] {
    match kind {
        FindingKind::Role => [
            "A project at a stage that its performer's kind has no role in.",
            "项目所处阶段超出模式建议的承担单位职能定位。",
        ],
        FindingKind::Route => ["A commission that the model has no route for.", "不在模式建议路径之内的委托。"],
        FindingKind::LeadNotCompany => ["A consortium that is not led by a company.", "牵头单位不是企业的联合体。"],
        FindingKind::LegalRepresentativeNotCompany => {
            ["A consortium whose legal representative is not of a company.", "法定代表人不是来自企业的联合体。"]
        }
        FindingKind::LeadNotMember => ["A consortium whose lead is none of its members.", "牵头单位不是成员的联合体。"],
        FindingKind::ForProfit => ["A consortium that works for profit.", "以营利为目的的联合体。"],
        FindingKind::TechniciansBelowHalf => [
            "A consortium with less than half (or the share set) of its technicians from its members.",
            "来自成员的技术人员不足一半（或设定比例）的联合体。",
        ],
        FindingKind::ContributionsDoNotSum => [
            "A consortium whose members' contributions are not the whole of its research costs.",
            "各成员分摊的研发投入合计不等于全部的联合体。",
        ],
        FindingKind::MemberNotCompany => ["A member of a consortium that is no company.", "联合体中不是企业的成员。"],
        FindingKind::NoCharter => ["A consortium without a charter on record.", "未见章程记录的联合体。"],
        FindingKind::PublicMoneyOffChokepoint => [
            "Money of the government for a consortium's project that the records say is no chokepoint technology.",
            "政府资助联合体的、记录注明不属于卡脖子技术的项目。",
        ],
        FindingKind::NotCommonTechnology => [
            "A project of a consortium that, as far as is recorded, not all its members want.",
            "联合体承担的、按记录并非全体成员都需要的项目。",
        ],
        FindingKind::DuplicatedEffort => [
            "Two live projects of one category, stage and topic by different performers; on record, neither builds on the \
             other, and they have no commissioner in common.",
            "同一品类、阶段和主题的两个有效项目，由不同承担单位开展，未见两者相互衔接或有共同委托方的记录。",
        ],
        FindingKind::IsolatedOrganization => {
            ["An organization without a relation on record.", "未见与其他组织关联记录的组织。"]
        }
        FindingKind::Overreach => {
            ["Teams at a stage that their organization's kind has no role in.", "在建议的职能定位之外的阶段设有团队。"]
        }
        FindingKind::InventorWithoutShare => {
            ["Benefit shares on record that leave the inventors out.", "有记录的收益分配未含发明人。"]
        }
        FindingKind::BenefitSharesDoNotSum => {
            ["Benefit shares that are not the whole benefit.", "收益分配合计不等于全部收益。"]
        }
        FindingKind::UnclearedProduct => [
            "A variety for sale, against which an exclusive right of somebody else stands in it, in a parent of the hybrid, \
             or in what it is essentially derived from, and no licence is on record.",
            "拟产业化的品种，其自身、杂交种亲本或原始品种上存在他人的专有权，且未见许可记录。",
        ],
        FindingKind::UnconfirmedMaterial => [
            "Germplasm that a project of applied research or industrialization draws on, whose right is applied for or \
             disputed.",
            "应用研究或产业化项目所利用的种质，其权利尚在申请或有争议。",
        ],
        FindingKind::NarrowBase => [
            "At least 20 varieties, and one direct parent in over a third of them, or fewer than 10 effective founders.",
            "品种不少于20个，且三分之一以上有同一直接亲本，或有效始祖数低于10。",
        ],
        FindingKind::OutsideBase => [
            "At least 20 varieties, and over a half of their base of known origin from outside home.",
            "品种不少于20个，且来源已知的遗传基础过半来自外地。",
        ],
        FindingKind::IdleGermplasm => [
            "A wild resource, landrace or line that is kept, of which no offspring, project or use in the field is on \
             record.",
            "有保存记录的野生资源、地方品种或育种材料，未见后代、项目利用或推广应用记录。",
        ],
        FindingKind::UnbackedGermplasm => [
            "A wild resource, a landrace, or an ancestor of released varieties, which the records say is kept in one place \
             only.",
            "记录注明没有异地备份的野生资源、地方品种或审定品种的祖先。",
        ],
        FindingKind::InventorShareBelowFloor => [
            "A share of the inventors on record that is below the floor of the model.",
            "有记录的发明人收益低于模式的下限。",
        ],
        FindingKind::UpstreamUnpaid => [
            "A product that earns and says what it passes on, and passes nothing on to a result of another organization \
             that it builds on, nor has a licence of it.",
            "已有收入并载明收益分享的产品，未向其所依托的其他组织的成果分享收益，也未见许可。",
        ],
    }
}

const fn bottleneck(kind: BottleneckKind) -> [&'static str; 2] {
    match kind {
        BottleneckKind::NothingPasses => {
            ["The throughput of a category is 0, or cannot be estimated.", "某品类的年产出为0，或无法估计。"]
        }
        BottleneckKind::Chokepoint => [
            "An organization that all routes on record lead through: without it, as far as is recorded, the output of the \
                 category would stop.",
            "有记载的通道全部经由的组织：以现有记录为限，一旦退出，品类产出即中断。",
        ],
        BottleneckKind::Saturated => [
            "As much or more is commissioned than the teams can do, so that the queue keeps growing.",
            "委托量达到或超过团队承载能力，积压不断增长。",
        ],
        BottleneckKind::Overloaded => {
            ["A performer with more open projects than teams.", "在办项目多于团队的承担单位。"]
        }
        BottleneckKind::LongWait => [
            "A performer whose commissions wait over 180 days (or the days set) for their start, at the median.",
            "委托等待启动的中位数超过180天（或设定天数）的承担单位。",
        ],
        BottleneckKind::Limit => ["What limits the throughput of a category.", "制约某品类年产出的环节。"],
        BottleneckKind::Concentrated => [
            "At least 5 commissions of a category at a stage, with a concentration above 0.25.",
            "某品类某阶段委托不少于5项，且集中度高于0.25。",
        ],
        BottleneckKind::LongestBusy => [
            "A performer that has been continuously full the longest for over a quarter of the time.",
            "连续满负荷时间最长、且占时间四分之一以上的承担单位。",
        ],
    }
}

const fn no_wait(why: NoWait) -> [&'static str; 2] {
    match why {
        NoWait::UnknownTeams => {
            ["Its number of research teams is not on record; at least one.", "团队数未记载，至少有一个。"]
        }
        NoWait::NoObservations => ["No commission has a date on record.", "委托日期未记载。"],
        NoWait::NotReached => [
            "Less than half of the commissions have started, so that the median lies in the future.",
            "启动的委托不足一半，中位数尚在将来。",
        ],
        NoWait::TooFewObservations => [
            "Under five gaps between commissions, or under five finished projects, have known dates.",
            "已知日期的委托间隔或完成项目不足五个。",
        ],
        NoWait::NoSpread => [
            "All commissions came on one day, or all projects took no time: there is no rate.",
            "委托集中在同一天或项目周期为零，无法求速率。",
        ],
        NoWait::Saturated => bottleneck(BottleneckKind::Saturated),
    }
}

const fn criterion(criterion: Criterion) -> [&'static str; 2] {
    match criterion {
        Criterion::ResearchBase => {
            ["Research teams at the stages before industrialization.", "产业化之前各阶段的科研团队数。"]
        }
        Criterion::LeadingTalent => [
            "Leading scientists of the organizations capable before industrialization, each organization's in \
                 proportion to its teams for the category.",
            "产业化之前具备能力的组织的领军人才，按其投入该品类的团队比例计算。",
        ],
        Criterion::IndustryBase => ["Teams of companies at industrialization.", "企业的产业化团队数。"],
        Criterion::StrategicWeight => {
            ["Whether the nation counts the category among the strategic ones.", "国家是否将其列为战略品类。"]
        }
    }
}

const fn criterion_unit(criterion: Criterion) -> Option<[&'static str; 2]> {
    match criterion {
        Criterion::ResearchBase | Criterion::IndustryBase => Some(["teams", "个团队"]),
        Criterion::LeadingTalent => Some(["people", "人"]),
        Criterion::StrategicWeight => None,
    }
}
