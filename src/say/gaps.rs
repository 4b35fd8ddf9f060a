//! Gaps: each as a sentence and as figures, and how it is written.

use std::fmt;

use super::cell::{cells, message, text, word};
use super::section::{Layout, Measure, Observation, Row, Section, Subject, leaps};
use super::stages::any_stage_of;
use super::{About, Cell, Phrase, Record, Sentence, Unit, View};
use crate::chain::ProjectRef;
use crate::model::{Boundary, Lang, Leap};
use crate::query::{Diagnosis, Gap, Wait, keys};
use crate::record::Category;

impl<'c> View<'c> {
    /// Gaps as sentences, in the order given.
    ///
    /// They are made as they are asked for: of a million gaps only those that are shown are put into words.
    ///
    /// ```
    /// use seedrelay::say::View;
    /// use seedrelay::{Lang, datasets};
    /// use seedrelay::query::GapOptions;
    /// let chain = datasets::hunan();
    /// let (view, gaps) = (View::new(&chain), chain.gaps(&GapOptions::new()).worst_first());
    /// let first = view.gaps(&gaps).next().unwrap();
    /// assert_eq!(first.kind, "unanswered-demand");
    /// assert_eq!(first.about.records[0].id(), "pig-phenotyping-demand");
    /// assert_eq!(first.text(Lang::En), gaps[0].message(Lang::En));
    /// ```
    pub fn gaps<'v>(&'v self, gaps: impl IntoIterator<Item = &'v Gap<'c>>) -> impl Iterator<Item = Sentence<'c>> {
        gaps.into_iter().map(move |gap| {
            let phrase = Phrase::of(|lang| sentence(gap, lang));
            Sentence::new(gap.kind().as_str(), phrase, self.of_gap(gap)).severity(gap.severity())
        })
    }

    pub(super) fn of_gap(&self, gap: &Gap<'c>) -> About<'c> {
        let about = About::nothing();
        match gap {
            Gap::MissingStage { category, leap } => about.category(category).leap(*leap),
            Gap::MissingRoute { category, boundary } => self.of_boundary(category, *boundary),
            Gap::StrandedResult { project, .. }
            | Gap::UnfoundedStart { project, .. }
            | Gap::LastMile { project, .. } => about.project(*project).organization(project.performer()),
            Gap::SkippedLeap { upstream, project, .. } | Gap::LateHandoff { upstream, project, .. } => {
                about.project(*project).project(*upstream)
            }
            Gap::IdleCommission { project, .. } => {
                let about = about.project(*project).organization(project.performer());
                project.commissioner().into_iter().fold(about, About::organization)
            }
            Gap::UnansweredDemand { demand, category, raised_by, .. } => {
                about.within(category).demand(demand).organization(*raised_by)
            }
            Gap::DemandStoppedShort { demand, category, raised_by, .. } => {
                let about = about.within(category).demand(demand).organization(*raised_by);
                let answering = self.provenance.answering(demand).filter(|project| project.status().is_live());
                answering.fold(about, About::project)
            }
        }
    }

    /// Both sides of a boundary: all capabilities there are.
    fn of_boundary(&self, category: &'c Category, boundary: Boundary) -> About<'c> {
        let sides = [boundary.from(), boundary.to()];
        sides.into_iter().flat_map(Leap::stages).fold(About::nothing().category(category), |about, stage| {
            let place = self.provenance.place(category, *stage);
            place.kinds().fold(about.stage(*stage).weakest(place.capabilities), About::kind)
        })
    }
}

fn sentence<'c>(gap: &Gap<'c>, lang: Lang) -> Vec<Cell<'c>> {
    match lang {
        Lang::En => english(gap),
        Lang::Zh => chinese(gap),
    }
}

fn english<'c>(gap: &Gap<'c>) -> Vec<Cell<'c>> {
    let category = gap.category();
    match *gap {
        Gap::MissingStage { leap, .. } => {
            cells!("{}: no organization is known to be capable of {}.", category, any_stage_of(leap))
        }
        Gap::MissingRoute { boundary, .. } => cells!(
            "{}: there are organizations capable of {} and of {}, but nothing connects them.",
            category,
            any_stage_of(boundary.from()),
            any_stage_of(boundary.to()),
        ),
        Gap::StrandedResult { project, waited } => cells!(
            "{}: the result of “{}” by {} has not been carried on{}.",
            category,
            project,
            project.performer(),
            so_far(waited),
        ),
        Gap::UnfoundedStart { project } => {
            cells!("{}: “{}” by {} builds on no earlier research on record.", category, project, project.performer())
        }
        Gap::SkippedLeap { upstream, project } => {
            cells!("{}: “{}” went into “{}” without applied research in between.", category, upstream, project)
        }
        Gap::LateHandoff { upstream, project, waited } => cells!(
            "{}: the result of “{}” lay {} before “{}” started on it.",
            category,
            upstream,
            english_days(waited),
            project,
        ),
        Gap::IdleCommission { project, waited } => cells!(
            "{}: “{}”, which {} commissioned from {}, has waited {} for its start.",
            category,
            project,
            project.commissioner(),
            project.performer(),
            english_days(waited),
        ),
        Gap::UnansweredDemand { demand, raised_by, waited, .. } => {
            cells!("{}: nobody answers the demand “{}” of {}{}.", category, demand, raised_by, so_far(waited))
        }
        Gap::DemandStoppedShort { demand, raised_by, .. } => cells!(
            "{}: the demand “{}” of {} is rooted in {}, but is only answered by later stages.",
            category,
            demand,
            raised_by,
            demand.stage,
        ),
        Gap::LastMile { project, .. } => cells!(
            "{}: “{}” is ready, but no extension service is known to serve {} and carry it to the field.",
            category,
            project,
            project.performer(),
        ),
    }
}

fn chinese<'c>(gap: &Gap<'c>) -> Vec<Cell<'c>> {
    let category = gap.category();
    match *gap {
        Gap::MissingStage { leap, .. } => cells!("{}：没有已知组织能承担{}。", category, any_stage_of(leap)),
        Gap::MissingRoute { boundary, .. } => cells!(
            "{}：{}与{}都有组织能承担，但两者之间没有任何联系。",
            category,
            any_stage_of(boundary.from()),
            any_stage_of(boundary.to()),
        ),
        Gap::StrandedResult { project, waited } => {
            cells!("{}：{}的成果“{}”无人承接{}。", category, project.performer(), project, since("交付至今", waited),)
        }
        Gap::UnfoundedStart { project } => {
            cells!("{}：{}的“{}”没有记载任何前期研究基础。", category, project.performer(), project)
        }
        Gap::SkippedLeap { upstream, project } => {
            cells!("{}：“{}”未经应用研究就直接进入“{}”。", category, upstream, project)
        }
        Gap::LateHandoff { upstream, project, waited } => {
            cells!("{}：“{}”的成果搁置{}后，“{}”才启动。", category, upstream, chinese_days(waited), project)
        }
        Gap::IdleCommission { project, waited } => cells!(
            "{}：{}委托{}的“{}”已等待{}，尚未启动。",
            category,
            project.commissioner(),
            project.performer(),
            project,
            chinese_days(waited),
        ),
        Gap::UnansweredDemand { demand, raised_by, waited, .. } => {
            cells!("{}：{}提出的需求“{}”无人应答{}。", category, raised_by, demand, since("提出至今", waited))
        }
        Gap::DemandStoppedShort { demand, raised_by, .. } => {
            cells!("{}：{}提出的需求“{}”根源在{}，却只有后续环节作出应答。", category, raised_by, demand, demand.stage,)
        }
        Gap::LastMile { project, .. } => cells!(
            "{}：“{}”已经完成，但没有已知的推广服务面向{}，难以落到田间。",
            category,
            project,
            project.performer(),
        ),
    }
}

fn days<'c>(Wait { days, .. }: Wait) -> Cell<'c> {
    Cell::count(days, Unit::Days)
}

fn english_days<'c>(waited: Wait) -> Vec<Cell<'c>> {
    match waited {
        Wait { days: 1, exact: true } => cells!("{} day", days(waited)),
        Wait { days: 1, exact: false } => cells!("about {} day", days(waited)),
        Wait { exact: true, .. } => cells!("{} days", days(waited)),
        Wait { exact: false, .. } => cells!("about {} days", days(waited)),
    }
}

fn so_far<'c>(waited: Option<Wait>) -> Vec<Cell<'c>> {
    waited.map_or_else(Vec::new, |waited| cells!(" ({} so far)", english_days(waited)))
}

fn chinese_days<'c>(waited: Wait) -> Vec<Cell<'c>> {
    if waited.exact { cells!("{}天", days(waited)) } else { cells!("约{}天", days(waited)) }
}

fn since<'c>(when: &'static str, waited: Option<Wait>) -> Vec<Cell<'c>> {
    waited.map_or_else(Vec::new, |waited| cells!("（{}{}）", when, chinese_days(waited)))
}

impl Gap<'_> {
    /// A sentence that a policy reader understands.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        text(&sentence(self, lang), lang)
    }
}

/// The sentence in English.
impl fmt::Display for Gap<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

keys! { Gap<'_>: gap => {
    kind: gap.kind(),
    severity: gap.severity(),
    category: gap.category().id,
    leap [where_known]: leap(gap),
    from [where_known]: boundary(gap).map(Boundary::from),
    to [where_known]: boundary(gap).map(Boundary::to),
    upstream [where_known]: gap.upstream(),
    project [where_known]: gap.project(),
    demand [where_known]: gap.demand().map(|demand| &demand.id),
    waited_days [where_known]: gap.waited().map(|waited| waited.days),
    approximate [where_known]: gap.waited().filter(|waited| !waited.exact).map(|_| true),
    message: message(|lang| gap.message(lang)),
} }

/// The leap that is missing.
const fn leap(gap: &Gap<'_>) -> Option<Leap> {
    if let Gap::MissingStage { leap, .. } = gap { Some(*leap) } else { None }
}

/// The boundary that no route crosses.
const fn boundary(gap: &Gap<'_>) -> Option<Boundary> {
    if let Gap::MissingRoute { boundary, .. } = gap { Some(*boundary) } else { None }
}

const GAPS: Layout = Layout {
    key: "gaps",
    names: ["gaps", "交接断点"],
    subjects: &[
        Subject::Kind,
        Subject::Severity,
        Subject::Category,
        Subject::Leap,
        Subject::ToLeap,
        Subject::Organization,
        Subject::Project,
        Subject::OtherProject,
        Subject::Demand,
    ],
    measures: &[Measure::new("waited", Unit::Days, "waited", "已等待")],
    message: true,
};

pub(super) fn figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.gaps.iter().map(|gap| {
        let [from, to_leap] = boundary(gap).map_or([None, None], leaps);
        let leap = leap(gap).map(|leap| word!(leap)).or(from);
        let organization = match gap {
            Gap::UnansweredDemand { raised_by, .. } | Gap::DemandStoppedShort { raised_by, .. } => Some(*raised_by),
            _ => gap.project().map(ProjectRef::performer),
        };
        let demand = gap.demand().map(|demand| Cell::Record(Record::Demand(demand)));
        let waited = gap.waited();
        let observation = Observation {
            approximate: waited.is_some_and(|waited| !waited.exact),
            ..Observation::number(waited.map(|waited| f64::from(waited.days)))
        };
        let subjects = [
            Some(word!(gap.kind())),
            Some(word!(gap.severity())),
            Some(Cell::category(gap.category())),
            leap,
            to_leap,
            organization.map(Cell::organization),
            gap.project().map(Cell::project),
            gap.upstream().map(Cell::project),
            demand,
        ];
        Row::new(subjects, [observation]).saying(Phrase::of(|lang| sentence(gap, lang)))
    });
    Section::new(&GAPS, rows)
}
