//! A gap as a sentence in both languages, in two wordings: what is certain, and what holds as far as is recorded.

use super::super::Cell;
use super::super::cell::cells;
use super::super::stages::any_stage_of;
use crate::chain::{OrganizationRef, ProjectRef};
use crate::model::Lang;
use crate::query::{Gap, Known, MarkedGap, Wait};
use crate::record::{Demand, Germplasm};

/// How much the sentence of a gap may claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::say) enum Claim {
    /// It holds in every world that agrees with the document: “nobody answers it”.
    Certain,
    /// It holds as far as is recorded: “no answer is on record”.
    Recorded,
}

impl Claim {
    /// What rests on the absence of a record may only be missing from the document, unless it is known to be certain.
    pub(in crate::say) fn of(marked: MarkedGap<'_, '_>) -> Self {
        let is_certain = marked.known.map_or_else(|| !marked.gap.rests_on_absence(), Known::is_certain);
        if is_certain { Self::Certain } else { Self::Recorded }
    }
}

pub(in crate::say) fn sentence<'c>(gap: &Gap<'c>, claim: Claim, lang: Lang) -> Vec<Cell<'c>> {
    let category = gap.category();
    let claimed = match (claim, lang) {
        (Claim::Certain, Lang::En) => english_certain(gap),
        (Claim::Recorded, Lang::En) => english_recorded(gap),
        (Claim::Certain, Lang::Zh) => chinese_certain(gap),
        (Claim::Recorded, Lang::Zh) => chinese_recorded(gap),
    };
    match lang {
        Lang::En => cells!("{}: {}.", category, claimed),
        Lang::Zh => cells!("{}：{}。", category, claimed),
    }
}

fn english_certain<'c>(gap: &Gap<'c>) -> Vec<Cell<'c>> {
    match *gap {
        Gap::MissingStage { leap, .. } => cells!("no organization works at {}", any_stage_of(leap)),
        Gap::MissingRoute { boundary, .. } => cells!(
            "organizations work at {} and at {}, but nothing connects them",
            any_stage_of(boundary.from()),
            any_stage_of(boundary.to()),
        ),
        Gap::StrandedResult { project, waited } => {
            cells!("{}, and nobody has carried it on", english_delivered(project, waited))
        }
        Gap::UnfoundedStart { project } => {
            cells!("“{}” by {} builds on no earlier research", project, project.performer())
        }
        Gap::SkippedLeap { upstream, project } => {
            cells!("“{}” went into “{}” without applied research in between", upstream, project)
        }
        Gap::LateHandoff { upstream, project, waited } => {
            cells!("“{}” started on the result of “{}” {} after its delivery", project, upstream, time(waited))
        }
        Gap::IdleCommission { project, waited } => cells!(
            "“{}”, which {} commissioned from {}, has waited {} for its start",
            project,
            project.commissioner(),
            project.performer(),
            time(waited),
        ),
        Gap::UnansweredDemand { demand, raised_by, waited, .. } => {
            cells!("{}, and nobody answers it", english_raised(demand, raised_by, waited))
        }
        Gap::DemandStoppedShort { demand, raised_by, .. } => cells!(
            "the demand “{}” of {} is rooted in {}, but only later stages answer it",
            demand,
            raised_by,
            demand.stage,
        ),
        Gap::LastMile { project, .. } => cells!(
            "“{}” by {} is delivered, but no extension service carries it to the field, and it is not in use",
            project,
            project.performer(),
        ),
        Gap::IdleLicence { project, germplasm, licensee, waited, .. } => cells!(
            "{} has had a licence of “{}” for {} and does not use it",
            licensee,
            object(project, germplasm, Lang::En),
            time(waited),
        ),
        Gap::UnadoptedProduct { germplasm, waited, .. } => cells!(
            "“{}” was released {} ago, and nobody grows it",
            object(None, Some(germplasm), Lang::En),
            time(waited),
        ),
    }
}

fn english_recorded<'c>(gap: &Gap<'c>) -> Vec<Cell<'c>> {
    match *gap {
        Gap::MissingStage { leap, .. } => cells!("no organization working at {} is on record", any_stage_of(leap)),
        Gap::MissingRoute { boundary, .. } => cells!(
            "organizations work at {} and at {}, but no relation between them is on record",
            any_stage_of(boundary.from()),
            any_stage_of(boundary.to()),
        ),
        Gap::StrandedResult { project, waited } => {
            cells!("{}; no follow-on is on record", english_delivered(project, waited))
        }
        Gap::UnfoundedStart { project } => {
            cells!("“{}” by {} has no earlier research on record that it builds on", project, project.performer())
        }
        Gap::SkippedLeap { upstream, project } => {
            cells!("“{}” went into “{}”; no applied research in between is on record", upstream, project)
        }
        Gap::UnansweredDemand { demand, raised_by, waited, .. } => {
            cells!("{}; no project that answers it is on record", english_raised(demand, raised_by, waited))
        }
        Gap::DemandStoppedShort { demand, raised_by, .. } => cells!(
            "the demand “{}” of {} is rooted in {}; only projects of later stages are on record as answering it",
            demand,
            raised_by,
            demand.stage,
        ),
        Gap::LastMile { project, .. } => cells!(
            "“{}” by {} is delivered; no extension service that carries it to the field and no use are on record",
            project,
            project.performer(),
        ),
        Gap::LateHandoff { .. } | Gap::IdleCommission { .. } => english_certain(gap),
        Gap::IdleLicence { project, germplasm, licensee, waited, .. } => cells!(
            "{} has had a licence of “{}” for {}; no use of it is on record",
            licensee,
            object(project, germplasm, Lang::En),
            time(waited),
        ),
        Gap::UnadoptedProduct { germplasm, waited, .. } => cells!(
            "“{}” was released {} ago; no adoption of it is on record",
            object(None, Some(germplasm), Lang::En),
            time(waited),
        ),
    }
}

fn english_delivered(project: ProjectRef<'_>, waited: Option<Wait>) -> Vec<Cell<'_>> {
    let performer = project.performer();
    if let Some(waited) = waited {
        cells!("“{}” by {} was delivered {} ago", project, performer, time(waited))
    } else {
        cells!("“{}” by {} was delivered", project, performer)
    }
}

fn english_raised<'c>(demand: &'c Demand, raised_by: OrganizationRef<'c>, waited: Option<Wait>) -> Vec<Cell<'c>> {
    if let Some(waited) = waited {
        cells!("{} raised the demand “{}” {} ago", raised_by, demand, time(waited))
    } else {
        cells!("{} raised the demand “{}”", raised_by, demand)
    }
}

fn chinese_certain<'c>(gap: &Gap<'c>) -> Vec<Cell<'c>> {
    match *gap {
        Gap::MissingStage { leap, .. } => cells!("没有组织从事{}", any_stage_of(leap)),
        Gap::MissingRoute { boundary, .. } => cells!(
            "{}与{}均有组织从事，但两者之间没有任何关联",
            any_stage_of(boundary.from()),
            any_stage_of(boundary.to()),
        ),
        Gap::StrandedResult { project, waited } => cells!("{}，至今无人承接", chinese_delivered(project, waited)),
        Gap::UnfoundedStart { project } => cells!("{}的“{}”没有前期研究支撑", project.performer(), project),
        Gap::SkippedLeap { upstream, project } => cells!("“{}”未经应用研究，直接进入“{}”", upstream, project),
        Gap::LateHandoff { upstream, project, waited } => {
            cells!("“{}”的成果交付{}后，“{}”才启动", upstream, time(waited), project)
        }
        Gap::IdleCommission { project, waited } => cells!(
            "{}委托{}的“{}”已等待{}，尚未启动",
            project.commissioner(),
            project.performer(),
            project,
            time(waited),
        ),
        Gap::UnansweredDemand { demand, raised_by, waited, .. } => {
            cells!("{}，至今无人响应", chinese_raised(demand, raised_by, waited))
        }
        Gap::DemandStoppedShort { demand, raised_by, .. } => {
            cells!("{}提出的需求“{}”根源在{}，只有后续阶段作出响应", raised_by, demand, demand.stage)
        }
        Gap::LastMile { project, .. } => {
            cells!("{}的“{}”已交付，“最后一公里”尚未打通（没有推广服务，也没有推广应用）", project.performer(), project,)
        }
        Gap::IdleLicence { project, germplasm, licensee, waited, .. } => {
            cells!("{}获得“{}”的许可已{}，尚未实施", licensee, object(project, germplasm, Lang::Zh), time(waited),)
        }
        Gap::UnadoptedProduct { germplasm, waited, .. } => {
            cells!("“{}”审定已{}，至今没有推广应用", object(None, Some(germplasm), Lang::Zh), time(waited),)
        }
    }
}

fn chinese_recorded<'c>(gap: &Gap<'c>) -> Vec<Cell<'c>> {
    match *gap {
        Gap::MissingStage { leap, .. } => cells!("未见有组织从事{}的记录", any_stage_of(leap)),
        Gap::MissingRoute { boundary, .. } => cells!(
            "{}与{}均有组织从事，未见两者之间存在关联的记录",
            any_stage_of(boundary.from()),
            any_stage_of(boundary.to()),
        ),
        Gap::StrandedResult { project, waited } => cells!("{}，未见后续承接记录", chinese_delivered(project, waited)),
        Gap::UnfoundedStart { project } => cells!("{}的“{}”未见前期研究支撑的记录", project.performer(), project),
        Gap::SkippedLeap { upstream, project } => cells!("“{}”进入“{}”，未见其间应用研究的记录", upstream, project),
        Gap::UnansweredDemand { demand, raised_by, waited, .. } => {
            cells!("{}，未见响应项目的记录", chinese_raised(demand, raised_by, waited))
        }
        Gap::DemandStoppedShort { demand, raised_by, .. } => {
            cells!("{}提出的需求“{}”根源在{}，有记录的响应均来自后续阶段", raised_by, demand, demand.stage)
        }
        Gap::LastMile { project, .. } => {
            cells!("{}的“{}”已交付，“最后一公里”尚未打通（未见推广服务或推广面积记录）", project.performer(), project,)
        }
        Gap::LateHandoff { .. } | Gap::IdleCommission { .. } => chinese_certain(gap),
        Gap::IdleLicence { project, germplasm, licensee, waited, .. } => {
            cells!("{}获得“{}”的许可已{}，未见实施记录", licensee, object(project, germplasm, Lang::Zh), time(waited),)
        }
        Gap::UnadoptedProduct { germplasm, waited, .. } => {
            cells!("“{}”审定已{}，未见推广应用记录", object(None, Some(germplasm), Lang::Zh), time(waited),)
        }
    }
}

fn chinese_delivered(project: ProjectRef<'_>, waited: Option<Wait>) -> Vec<Cell<'_>> {
    let performer = project.performer();
    if let Some(waited) = waited {
        cells!("{}的成果“{}”交付已{}", performer, project, time(waited))
    } else {
        cells!("{}的成果“{}”已交付", performer, project)
    }
}

fn chinese_raised<'c>(demand: &'c Demand, raised_by: OrganizationRef<'c>, waited: Option<Wait>) -> Vec<Cell<'c>> {
    if let Some(waited) = waited {
        cells!("{}的需求“{}”提出已{}", raised_by, demand, time(waited))
    } else {
        cells!("{}提出需求“{}”", raised_by, demand)
    }
}

/// What a licence or an adoption is of.
fn object<'c>(project: Option<ProjectRef<'c>>, germplasm: Option<&'c Germplasm>, lang: Lang) -> Vec<Cell<'c>> {
    let project = project.map(|project| cells!("{}", project));
    project.or_else(|| Some(vec![Cell::text_of(germplasm?.label(lang))])).unwrap_or_default()
}

fn time<'c>(Wait { days, exact, .. }: Wait) -> Cell<'c> {
    Cell::time(f64::from(days), exact)
}

#[cfg(test)]
mod tests {
    use super::{Claim, sentence};
    use crate::chain::SupplyChain;
    use crate::model::{AdoptionUnit, GermplasmKind, Lang, OrganizationKind, ServiceKind, Stage, Status};
    use crate::query::GapOptions;
    use crate::record::{Adoption, Category, Demand, Germplasm, Licence, Organization, Project, Region, Service};
    use crate::say::cell::text;

    /// A chain with a gap of each kind.
    fn chain() -> SupplyChain {
        let date = |date: &str| date.parse().unwrap();
        let project = |id, stage, status| Project::new(id, "rice", stage, "lab", status);
        SupplyChain::builder(date("2024-12-31"))
            .category(Category::new("rice"))
            .category(Category::new("pig"))
            .organization(Organization::new("lab", OrganizationKind::Laboratory).capability("pig", Stage::Basic, 1))
            .organization(Organization::new("seeds", OrganizationKind::Company).capability("pig", Stage::Applied, 1))
            .organization(Organization::new("hub", OrganizationKind::Service).service(ServiceKind::Finance))
            .service(Service::new("hub", "seeds"))
            .region(Region::new("hunan"))
            .germplasm(Germplasm::new("jade", "rice", GermplasmKind::Variety).released(date("2015")))
            .germplasm(Germplasm::new("pearl", "rice", GermplasmKind::Landrace))
            .adoption(Adoption::new("hunan", 2020, 3.0, AdoptionUnit::Mu).germplasm("pearl"))
            .licence(Licence::new("seeds").germplasm("jade").signed(date("2021")))
            .project(project("gene", Stage::Basic, Status::Delivered).ended(date("2016-07-02")))
            .project(project("base", Stage::Basic, Status::Delivered).ended(date("2020-01-01")))
            .project(
                project("seed", Stage::Industrialization, Status::Delivered)
                    .started(date("2021-12-31"))
                    .ended(date("2023-01-01"))
                    .builds_on(["base"]),
            )
            .project(
                project("trial", Stage::Applied, Status::Accepted).commissioned_by("seeds").commissioned(date("2024")),
            )
            .demand(Demand::new("yield", "seeds", "rice", Stage::Basic).raised(date("2018")))
            .demand(Demand::new("taste", "seeds", "rice", Stage::Basic))
            .project(project("late", Stage::Applied, Status::Active).answers(["taste"]))
            .build()
            .unwrap()
    }

    #[test]
    fn nobody_is_said_to_do_nothing_unless_that_is_certain() {
        let chain = chain();
        let mut kinds = Vec::new();
        for gap in chain.gaps(&GapOptions::new()).iter() {
            kinds.push(gap.kind());
            let said = |claim| Lang::ALL.map(|lang| text(&sentence(&gap, claim, lang), lang));
            let [recorded, certain] = [Claim::Recorded, Claim::Certain].map(said);
            if !gap.rests_on_absence() {
                assert_eq!(recorded, certain, "what is certain has one wording");
                continue;
            }
            let [en, zh] = recorded;
            assert!(en.contains("on record"), "{en}");
            assert!(zh.contains("未见") || zh.contains("有记录的"), "{zh}");
            assert!(["nobody", "nothing", "never"].iter().all(|word| !en.contains(word)), "{en}");
            assert!(["无人", "没有"].iter().all(|word| !zh.contains(word)), "{zh}");
            assert!(!certain[0].contains("record") && !certain[1].contains('记'), "{certain:?}");
        }
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds, crate::query::GapKind::ALL, "a gap of each kind");
    }

    #[test]
    fn a_stranded_result_says_for_how_long() {
        let chain = chain();
        let gaps = chain.gaps(&GapOptions::new()).worst_first();
        let said = |id: &str| {
            let gap = gaps.iter().find(|gap| gap.project().is_some_and(|project| project.id().as_str() == id)).unwrap();
            Lang::ALL.map(|lang| gap.message(lang))
        };
        assert_eq!(
            said("gene"),
            [
                "rice: “gene” by lab was delivered about 8½ years ago; no follow-on is on record.",
                "rice：lab的成果“gene”交付已约8年半，未见后续承接记录。"
            ]
        );
    }
}
