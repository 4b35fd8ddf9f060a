//! Who acts on a finding, and how: those whom it names, and whoever plans or pays.

use crate::chain::{OrganizationRef, ProjectRef};
use crate::model::Lang;
use crate::query::{Bottleneck, Finding, Gap};
use crate::say::cell::cells;
use crate::say::stages::{any_stage_of, stages_of};
use crate::say::{Cell, Phrase, Record};

pub(super) fn of_gap<'c>(gap: &Gap<'c>) -> Phrase<'c> {
    Phrase::of(|lang| match lang {
        Lang::En => english(gap),
        Lang::Zh => chinese(gap),
    })
}

fn english<'c>(gap: &Gap<'c>) -> Vec<Cell<'c>> {
    match *gap {
        Gap::MissingStage { leap, .. } => {
            cells!("Whoever plans the category: name who does {}, or see to it that somebody does.", any_stage_of(leap))
        }
        Gap::MissingRoute { boundary, .. } => cells!(
            "Those who do {} and {}: an agreement, a commission or a licence between them.",
            stages_of(boundary.from()),
            stages_of(boundary.to()),
        ),
        Gap::StrandedResult { project, .. } => {
            cells!("{}: hand it on to a later stage, or say who has taken it up.", project.performer())
        }
        Gap::UnfoundedStart { project, .. } => cells!("{}: name what it builds on.", project.performer()),
        Gap::SkippedLeap { project, .. } => {
            cells!("{}: try it in applied research, or name the trials that there were.", project.performer())
        }
        Gap::LateHandoff { upstream, project, .. } if upstream.performer() == project.performer() => {
            cells!("{}: settle who goes on with a result before it is delivered.", project.performer())
        }
        Gap::LateHandoff { upstream, project, .. } => cells!(
            "{} and {}: agree on who takes over before a result is delivered.",
            upstream.performer(),
            project.performer(),
        ),
        Gap::IdleCommission { project, .. } => {
            let commissioner = other_commissioner(project);
            commissioner.map_or_else(
                || cells!("{}: start it, or give it up.", project.performer()),
                |commissioner| cells!("{} and {}: start it, or give it up.", commissioner, project.performer()),
            )
        }
        Gap::UnansweredDemand { demand, raised_by, .. } => {
            cells!("{}, with those who do {}: commission a project that answers it.", raised_by, demand.stage)
        }
        Gap::DemandStoppedShort { demand, raised_by, .. } => {
            cells!("{}, with those who do {}: commission a project at the root of it.", raised_by, demand.stage)
        }
        Gap::IdleLicence { licensee, .. } => cells!("{}: use it, or give it back.", licensee),
        Gap::LastMile { project, .. } | Gap::UnadoptedProduct { released_by: Some(project), .. } => cells!(
            "{}, with an extension service: carry it to the growers, or say where it is grown.",
            project.performer(),
        ),
        Gap::UnadoptedProduct { .. } => {
            cells!("Its breeder, with an extension service: carry it to the growers, or say where it is grown.")
        }
    }
}

fn chinese<'c>(gap: &Gap<'c>) -> Vec<Cell<'c>> {
    match *gap {
        Gap::MissingStage { leap, .. } => cells!("品类主管部门：查明或落实从事{}的单位。", any_stage_of(leap)),
        Gap::MissingRoute { boundary, .. } => cells!(
            "从事{}与{}的单位：以协议、委托或许可建立衔接。",
            stages_of(boundary.from()),
            stages_of(boundary.to()),
        ),
        Gap::StrandedResult { project, .. } => cells!("{}：向后续阶段转移，或说明由谁承接。", project.performer()),
        Gap::UnfoundedStart { project, .. } => cells!("{}：注明所依据的前期研究。", project.performer()),
        Gap::SkippedLeap { project, .. } => cells!("{}：补做应用研究，或注明已有的试验。", project.performer()),
        Gap::LateHandoff { upstream, project, .. } if upstream.performer() == project.performer() => {
            cells!("{}：在成果交付之前确定由谁接续。", project.performer())
        }
        Gap::LateHandoff { upstream, project, .. } => {
            cells!("{}与{}：在成果交付之前商定由谁接续。", upstream.performer(), project.performer())
        }
        Gap::IdleCommission { project, .. } => {
            let commissioner = other_commissioner(project);
            commissioner.map_or_else(
                || cells!("{}：启动该项目，或取消委托。", project.performer()),
                |commissioner| cells!("{}与{}：启动该项目，或取消委托。", commissioner, project.performer()),
            )
        }
        Gap::UnansweredDemand { demand, raised_by, .. } => {
            cells!("{}与从事{}的单位：委托项目予以响应。", raised_by, demand.stage)
        }
        Gap::DemandStoppedShort { demand, raised_by, .. } => {
            cells!("{}与从事{}的单位：从根源上委托项目。", raised_by, demand.stage)
        }
        Gap::IdleLicence { licensee, .. } => cells!("{}：予以实施，或退回许可。", licensee),
        Gap::LastMile { project, .. } | Gap::UnadoptedProduct { released_by: Some(project), .. } => {
            cells!("{}与推广服务机构：推广到田间，或注明种植地区。", project.performer())
        }
        Gap::UnadoptedProduct { .. } => cells!("育种单位与推广服务机构：推广到田间，或注明种植地区。"),
    }
}

/// Who commissioned a project, where that is on record and is not who performs it.
fn other_commissioner(project: ProjectRef<'_>) -> Option<OrganizationRef<'_>> {
    project.commissioner().filter(|commissioner| *commissioner != project.performer())
}

pub(super) fn of_bottleneck<'c>(bottleneck: &Bottleneck<'c>) -> Phrase<'c> {
    let organization = bottleneck.organization();
    Phrase::of(|lang| match (*bottleneck, organization, lang) {
        (Bottleneck::Limit { best: Some(best), .. }, _, Lang::En) => {
            cells!("Whoever pays for {}: another team for {}.", best.organization, best.stage)
        }
        (Bottleneck::Limit { best: Some(best), .. }, _, Lang::Zh) => {
            cells!("{}的出资方：增加一个{}团队。", best.organization, best.stage)
        }
        (Bottleneck::Chokepoint { .. }, Some(organization), Lang::En) => {
            cells!("{}, and whoever plans the category: a second performer beside it.", organization)
        }
        (Bottleneck::Chokepoint { .. }, Some(organization), Lang::Zh) => {
            cells!("{}与品类主管部门：培育第二家承担单位。", organization)
        }
        (_, Some(organization), Lang::En) => {
            cells!("{}, and those who commission from it: more teams, or other performers.", organization)
        }
        (_, Some(organization), Lang::Zh) => cells!("{}及其委托方：增加团队，或分给其他单位。", organization),
        (_, None, Lang::En) => {
            cells!("Whoever plans the category: bring those together who could hand on to each other.")
        }
        (_, None, Lang::Zh) => cells!("品类主管部门：推动上下游单位建立衔接。"),
    })
}

pub(super) fn of_finding<'c>(finding: &Finding<'c>) -> Phrase<'c> {
    let performer = finding.project.map(ProjectRef::performer);
    let named = finding.organization.or(performer);
    let germplasm = finding.germplasm.map(|germplasm| Cell::Record(Record::Germplasm(germplasm)));
    Phrase::of(|lang| match (named, germplasm.clone(), lang) {
        (Some(organization), _, Lang::En) => cells!("{}, and the authority in charge of it.", organization),
        (Some(organization), _, Lang::Zh) => cells!("{}及其主管部门。", organization),
        (None, Some(germplasm), Lang::En) => cells!("Whoever holds {}, and the authority in charge.", germplasm),
        (None, Some(germplasm), Lang::Zh) => cells!("{}的持有单位与主管部门。", germplasm),
        (None, None, Lang::En) => cells!("Whoever plans the category."),
        (None, None, Lang::Zh) => cells!("品类主管部门。"),
    })
}
