//! Each gap as a sentence, in both languages.

use super::{Gap, Wait};
use crate::model::{Lang, Leap};

pub(super) fn sentence(gap: &Gap<'_>, lang: Lang) -> String {
    match lang {
        Lang::En => english(gap),
        Lang::Zh => chinese(gap),
    }
}

fn english(gap: &Gap<'_>) -> String {
    let lang = Lang::En;
    match gap {
        Gap::MissingStage { category, leap } => {
            format!("{}: no organization is known to be capable of {}.", category.label(lang), stages(*leap, lang))
        }
        Gap::MissingRoute { category, boundary } => format!(
            "{}: there are organizations capable of {} and of {}, but nothing connects them.",
            category.label(lang),
            stages(boundary.from(), lang),
            stages(boundary.to(), lang),
        ),
        Gap::StrandedResult { project, waited } => format!(
            "{}: the result of “{}” by {} has not been carried on{}.",
            project.category().label(lang),
            project.record().label(lang),
            project.performer().record().label(lang),
            in_brackets(*waited),
        ),
        Gap::UnfoundedStart { project } => format!(
            "{}: “{}” by {} builds on no earlier research on record.",
            project.category().label(lang),
            project.record().label(lang),
            project.performer().record().label(lang),
        ),
        Gap::SkippedLeap { upstream, project } => format!(
            "{}: “{}” went into “{}” without applied research in between.",
            project.category().label(lang),
            upstream.record().label(lang),
            project.record().label(lang),
        ),
        Gap::LateHandoff { upstream, project, waited } => format!(
            "{}: the result of “{}” lay {} before “{}” started on it.",
            project.category().label(lang),
            upstream.record().label(lang),
            days(*waited),
            project.record().label(lang),
        ),
        Gap::IdleCommission { project, waited } => format!(
            "{}: “{}”, which {} commissioned from {}, has waited {} for its start.",
            project.category().label(lang),
            project.record().label(lang),
            project.commissioner().map_or("", |commissioner| commissioner.record().label(lang)),
            project.performer().record().label(lang),
            days(*waited),
        ),
        Gap::UnansweredDemand { demand, category, raised_by, waited } => format!(
            "{}: nobody answers the demand “{}” of {}{}.",
            category.label(lang),
            demand.label(lang),
            raised_by.record().label(lang),
            in_brackets(*waited),
        ),
        Gap::DemandStoppedShort { demand, category, raised_by, .. } => format!(
            "{}: the demand “{}” of {} is rooted in {}, but is only answered by later stages.",
            category.label(lang),
            demand.label(lang),
            raised_by.record().label(lang),
            demand.stage.label(lang),
        ),
        Gap::LastMile { project, .. } => format!(
            "{}: “{}” is ready, but no extension service is known to serve {} and carry it to the field.",
            project.category().label(lang),
            project.record().label(lang),
            project.performer().record().label(lang),
        ),
    }
}

fn chinese(gap: &Gap<'_>) -> String {
    let lang = Lang::Zh;
    match gap {
        Gap::MissingStage { category, leap } => {
            format!("{}：没有已知组织能承担{}。", category.label(lang), stages(*leap, lang))
        }
        Gap::MissingRoute { category, boundary } => format!(
            "{}：{}与{}都有组织能承担，但两者之间没有任何联系。",
            category.label(lang),
            stages(boundary.from(), lang),
            stages(boundary.to(), lang),
        ),
        Gap::StrandedResult { project, waited } => format!(
            "{}：{}的成果“{}”无人承接{}。",
            project.category().label(lang),
            project.performer().record().label(lang),
            project.record().label(lang),
            in_chinese_brackets("交付至今", *waited),
        ),
        Gap::UnfoundedStart { project } => format!(
            "{}：{}的“{}”没有记载任何前期研究基础。",
            project.category().label(lang),
            project.performer().record().label(lang),
            project.record().label(lang),
        ),
        Gap::SkippedLeap { upstream, project } => format!(
            "{}：“{}”未经应用研究就直接进入“{}”。",
            project.category().label(lang),
            upstream.record().label(lang),
            project.record().label(lang),
        ),
        Gap::LateHandoff { upstream, project, waited } => format!(
            "{}：“{}”的成果搁置{}后，“{}”才启动。",
            project.category().label(lang),
            upstream.record().label(lang),
            chinese_days(*waited),
            project.record().label(lang),
        ),
        Gap::IdleCommission { project, waited } => format!(
            "{}：{}委托{}的“{}”已等待{}，尚未启动。",
            project.category().label(lang),
            project.commissioner().map_or("", |commissioner| commissioner.record().label(lang)),
            project.performer().record().label(lang),
            project.record().label(lang),
            chinese_days(*waited),
        ),
        Gap::UnansweredDemand { demand, category, raised_by, waited } => format!(
            "{}：{}提出的需求“{}”无人应答{}。",
            category.label(lang),
            raised_by.record().label(lang),
            demand.label(lang),
            in_chinese_brackets("提出至今", *waited),
        ),
        Gap::DemandStoppedShort { demand, category, raised_by, .. } => format!(
            "{}：{}提出的需求“{}”根源在{}，却只有后续环节作出应答。",
            category.label(lang),
            raised_by.record().label(lang),
            demand.label(lang),
            demand.stage.label(lang),
        ),
        Gap::LastMile { project, .. } => format!(
            "{}：“{}”已经完成，但没有已知的推广服务面向{}，难以落到田间。",
            project.category().label(lang),
            project.record().label(lang),
            project.performer().record().label(lang),
        ),
    }
}

/// The stages of a leap, as words.
fn stages(leap: Leap, lang: Lang) -> &'static str {
    match (leap, lang) {
        (Leap::ZeroToOne, Lang::En) => "basic or applied-basic research (0→1)",
        (Leap::ZeroToOne, Lang::Zh) => "基础研究或应用基础研究（从0到1）",
        (Leap::OneToTen, Lang::En) => "applied research (1→10)",
        (Leap::OneToTen, Lang::Zh) => "应用研究（从1到10）",
        (Leap::TenToHundred, Lang::En) => "industrialization (10→100)",
        (Leap::TenToHundred, Lang::Zh) => "产业化（从10到100）",
    }
}

fn days(Wait { days, exact }: Wait) -> String {
    format!("{}{days} day{}", if exact { "" } else { "about " }, if days == 1 { "" } else { "s" })
}

fn in_brackets(waited: Option<Wait>) -> String {
    waited.map_or(String::new(), |waited| format!(" ({} so far)", days(waited)))
}

fn chinese_days(Wait { days, exact }: Wait) -> String {
    format!("{}{days}天", if exact { "" } else { "约" })
}

fn in_chinese_brackets(since: &str, waited: Option<Wait>) -> String {
    waited.map_or(String::new(), |waited| format!("（{since}{}）", chinese_days(waited)))
}
