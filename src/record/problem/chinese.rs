//! Each problem as a sentence in Chinese.

use super::ProblemKind;
use super::kind::SHOWN_OF_A_CYCLE;
use crate::model::{EXPECTED_DATE_ZH, FORMAT, Lang, ServiceKind, Values};
use crate::text::Shown;

const ZH: Lang = Lang::Zh;

// One arm for each kind, so that none is forgotten.
#[allow(clippy::too_many_lines)]
pub(super) fn sentence(kind: &ProblemKind) -> String {
    match kind {
        ProblemKind::Syntax { message, line, column } => format!("语法错误（第{line}行第{column}列）：{message}"),
        ProblemKind::NotUtf8 { position } => {
            format!("不是UTF-8文本：字节{position}不属于任何字符；请将文件另存为UTF-8")
        }
        ProblemKind::NestedTooDeep { limit } => format!("嵌套超过{limit}层；文档最多需要7层"),
        ProblemKind::UnsupportedFormat { found } => format!("不支持的格式“{}”，应为“{FORMAT}”", Shown(found)),
        ProblemKind::UnknownKey { key, nearest, expected } => {
            format!("未知的键“{}”{}；可用的键：{}", Shown(key), hint(nearest.as_deref()), expected.join("、"))
        }
        ProblemKind::DuplicateKey { key } => format!("键“{}”出现两次", Shown(key)),
        ProblemKind::MissingKey { key } => format!("缺少必需的键“{key}”"),
        ProblemKind::WrongType { found, expected } => {
            format!("此处是{}，应为{}", found.message(ZH), expected.message(ZH))
        }
        ProblemKind::UnknownValue { found, nearest, expected } => {
            format!("未知的值“{}”{}；可用的值：{}", Shown(found), hint(nearest.as_deref()), expected.listed(ZH))
        }
        ProblemKind::MalformedDate { found } => {
            format!("日期“{}”写法有误，应为{}", Shown(found), EXPECTED_DATE_ZH)
        }
        ProblemKind::Negative { found } => format!("{found}是负数，应不小于0"),
        ProblemKind::NotFinite { found } => format!("{found}不是有限的数"),
        ProblemKind::OutOfRange { found, expected } => format!("{found}超出范围，应为{}", expected.message(ZH)),
        ProblemKind::BrokenString { message } => format!("字符串无法读取：{message}"),
        ProblemKind::NothingGiven { what } => format!("没有给出{}，至少需要一个", what.zh),
        ProblemKind::EmptyId => "编号为空".to_owned(),
        ProblemKind::DuplicateId { what, id, first } => {
            format!("{}“{}”出现两次；第一次在“{first}”", what.zh, Shown(id))
        }
        ProblemKind::UnknownReference { what, id, nearest } => {
            format!("没有{}“{}”{}", what.zh, Shown(id), hint(nearest.as_deref()))
        }
        ProblemKind::BuildsOnItself { project } => format!("项目“{}”基于其自身", Shown(project.as_str())),
        ProblemKind::BuildsOnTwice { project, upstream } => {
            format!("项目“{}”两次写明基于“{}”", Shown(project.as_str()), Shown(upstream.as_str()))
        }
        ProblemKind::NamedTwice { what, id } => format!("{}“{}”出现两次；请只保留一次", what.zh, Shown(id)),
        ProblemKind::Cycle { projects } => format!("项目相互依赖成环：{}", cycle(projects, "基于")),
        ProblemKind::ParentTwice { parent } => {
            format!("亲本“{}”出现两次；请只保留一次，并写明比例", Shown(parent.as_str()))
        }
        ProblemKind::ReferenceCycle { key, ids } => format!("“{key}”首尾相接成环：{}", cycle(ids, "→")),
        ProblemKind::NotADay { found } => format!("{found}不是完整的日期，应形如2024-12-31"),
        ProblemKind::RightEndsWithoutRight => {
            "“right_ends”只用于专有权：“right”须为“variety-right”或“patent”".to_owned()
        }
        ProblemKind::NotOneObject { both } => {
            format!("“project”与“germplasm”须且只能填一个，此处{}", if *both { "两个都有" } else { "都没有" })
        }
        ProblemKind::MoreThanAccessions { count, accessions } => format!("{count}超过了总份数{accessions}"),
        ProblemKind::ScopeWithoutMeaning { list, key } => {
            format!("关于“{}”的完整性声明不能限定“{key}”", list.label(ZH))
        }
        ProblemKind::RecordedAndChecked => "“recorded”不能与“checked”“found”同时给出，请只保留其一".to_owned(),
        ProblemKind::FoundMoreThanChecked { checked, found } => format!("查到数{found}超过了抽查数{checked}"),
        ProblemKind::NothingChecked => "抽查至少需要核对1条".to_owned(),
        ProblemKind::Contradicts { nothing, other } => {
            format!("此处声明{}，而“{other}”声明已全部记载", if *nothing { "没有任何记载" } else { "只记载了部分" })
        }
        ProblemKind::ReleasedTwice { germplasm, other } => {
            format!("种质“{}”已由项目“{}”育成", Shown(germplasm.as_str()), Shown(other.as_str()))
        }
        ProblemKind::ReleasedAcross { germplasm, own, theirs } => format!(
            "种质“{}”属于品类“{}”，品类“{}”的项目不能育成",
            Shown(germplasm.as_str()),
            Shown(theirs.as_str()),
            Shown(own.as_str())
        ),
        ProblemKind::RoyaltyElsewhere { to } => {
            format!("收益分给了“{}”，但它不在“builds_on”“draws_on”之中，也不是所育成种质的亲本", Shown(to))
        }
        ProblemKind::GivenTwice { what, first } => format!("同一{}出现两次；第一次在“{first}”", what.zh),
        ProblemKind::ValueOutsideRange { value, low, high } => format!("所用的值{value}不在{low}至{high}之间"),
        ProblemKind::NoRange => "应为两个数，小的在前".to_owned(),
        ProblemKind::DatesOutOfOrder { earlier_key, earlier, later_key, later } => {
            format!("“{earlier_key}”（{earlier}）晚于“{later_key}”（{later}）")
        }
        ProblemKind::DateAgainstStatus { key, status } => {
            format!("状态为“{}”的项目不能有“{key}”", status.label(ZH))
        }
        ProblemKind::CharterElsewhere { kind } => {
            format!("组织类型为“{}”，不能有章程；只有创新联合体才有", kind.label(ZH))
        }
        ProblemKind::ServiceMissing => {
            format!("服务机构须说明服务类型：缺少键“service”，可用的值：{}", Values::of::<ServiceKind>().listed(ZH))
        }
        ProblemKind::ServiceElsewhere { kind } => {
            format!("组织类型为“{}”，不能有服务类型；只有服务机构才有", kind.label(ZH))
        }
        ProblemKind::TooManyProblems { told } => format!("问题过多，此处只列出{told}个"),
        ProblemKind::ShareOutOfRange { found } => format!("{found}不是占比，应为0至1的数"),
        ProblemKind::SharesExceedOne { sum } => format!("各份额合计{sum}，大于1"),
        ProblemKind::TooManyTechnicians { of_members, technicians } => {
            format!("成员派出的技术人员共{of_members}人，多于技术人员总数{technicians}人")
        }
        ProblemKind::MemberTwice { member } => {
            format!("成员“{}”出现两次；请合并为一条，写明其全部出资与人员", Shown(member.as_str()))
        }
        ProblemKind::NoTeams => "一项能力至少要有1个团队".to_owned(),
        ProblemKind::CapabilityTwice { category, stage } => {
            format!("“{}”在{}的能力出现两次；请将团队数相加", Shown(category.as_str()), stage.label(ZH))
        }
        ProblemKind::DurationOutOfOrder { min, mode, max } => {
            format!("应有最短≤最可能≤最长，且最长大于0；此处是{min}、{mode}、{max}")
        }
        ProblemKind::EvidenceTooStrong { own, what, id, theirs } => format!(
            "依据为“{}”的记录不能引用{}“{}”，后者的依据只是“{}”",
            own.label(ZH),
            what.zh,
            Shown(id),
            theirs.label(ZH)
        ),
        ProblemKind::Unusable { found, why } => format!("“{}”：{}", Shown(found), why.get(ZH)),
        ProblemKind::NeverReached { pattern, by } => {
            format!("模式“{}”不会用到：它能匹配的都归“{}”", Shown(pattern), Shown(by))
        }
        ProblemKind::AlreadyThere { what, id, at } => {
            format!("{}“{}”已经存在，位于“{at}”；请改为修改", what.zh, Shown(id))
        }
        ProblemKind::DealtWithTwice { what, id, first } => {
            format!("{}“{}”有两处改动；第一次在“{first}”", what.zh, Shown(id))
        }
        ProblemKind::CannotBeUnset { key } => format!("记录不能缺少“{key}”"),
        ProblemKind::ElementThere { element } => format!("“{}”已经在其中", Shown(element)),
        ProblemKind::ElementNotThere { element } => format!("“{}”不在其中，无法去掉", Shown(element)),
        ProblemKind::StillReferredTo { what, id, by } => {
            format!("{}“{}”不能删除：“{by}”仍在引用它；请一并删除，或将“with_dependents”设为“true”", what.zh, Shown(id))
        }
        ProblemKind::OtherBase { key, expected, found } => {
            format!("情景所针对的供应链，其“{key}”为“{}”，此处为“{}”", Shown(expected), Shown(found))
        }
        ProblemKind::ExpectedOtherwise { expected, found } => {
            format!("情景预期此处为“{}”，供应链中为“{}”", Shown(expected), Shown(found))
        }
        ProblemKind::SeveralAlike { id, count } => {
            format!("有{count}条记录同为“{}”：请逐条整体删除，再增加替代的记录", Shown(id))
        }
        ProblemKind::SourceMissing => "依据为有据的记录必须写明来源“source”".to_owned(),
    }
}

/// `（是否想写“…”？）`, or nothing.
pub(crate) fn hint(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!("（是否想写“{}”？）", Shown(name)))
}

/// The way round a cycle of ids, with what leads from one to the next; only its beginning where it is long.
fn cycle<I: AsRef<str>>(ids: &[I], link: &str) -> String {
    let shown = ids.iter().take(SHOWN_OF_A_CYCLE).map(|id| format!("“{}”{link}", Shown(id.as_ref())));
    let mut cycle: String = shown.collect();
    if ids.len() > SHOWN_OF_A_CYCLE {
        cycle += &format!("……（另有{}个）……{link}", ids.len() - SHOWN_OF_A_CYCLE);
    }
    cycle + &format!("“{}”", Shown(ids[0].as_ref()))
}
