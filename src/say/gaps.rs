//! Gaps: each as a sentence and as figures, and how it is written.

mod sentence;

use std::fmt;

use super::cell::{known, message, text, word};
use super::certainty::settled_by;
use super::section::{Layout, Measure, Observation, Row, Section, Subject, leaps};
use super::{About, Cell, Phrase, Record, Sentence, Unit, View};
use crate::chain::ProjectRef;
use crate::model::{Boundary, Lang, Leap};
use crate::query::{Diagnosis, Gap, Known, MarkedGap, keys};
use crate::record::Category;

pub(super) use sentence::Claim;
use sentence::sentence;

impl<'c> View<'c> {
    /// Gaps as sentences, in the order given.
    ///
    /// They are made as they are asked for: of a million gaps only those that are shown are put into words.
    ///
    /// ```
    /// use seedrelay::say::View;
    /// use seedrelay::{Lang, datasets};
    /// use seedrelay::query::GapOptions;
    /// let chain = datasets::example();
    /// let (view, gaps) = (View::new(&chain), chain.gaps(&GapOptions::new()).worst_first());
    /// let first = view.gaps(&gaps).next().unwrap();
    /// assert_eq!(first.kind, "stranded-result");
    /// assert_eq!(first.about.records[0].id(), "rice-quality-index");
    /// assert_eq!(first.text(Lang::En), gaps[0].message(Lang::En));
    /// ```
    pub fn gaps<'v>(&'v self, gaps: impl IntoIterator<Item = &'v Gap<'c>>) -> impl Iterator<Item = Sentence<'c>> {
        self.marked_gaps(gaps.into_iter().map(MarkedGap::unasked))
    }

    /// Gaps as sentences, each with how far it is known, in the order given.
    ///
    /// ```
    /// use seedrelay::say::View;
    /// use seedrelay::datasets;
    /// use seedrelay::query::{Degree, DiagnosisOptions};
    /// let chain = datasets::example();
    /// let (view, diagnosis) = (View::new(&chain), chain.diagnose(&DiagnosisOptions::new()));
    /// let known: Vec<Option<Degree>> = view.marked_gaps(diagnosis.marked_gaps()).map(|gap| gap.certainty).collect();
    /// assert!(known.is_sorted(), "what is certain comes first");
    /// ```
    pub fn marked_gaps<'v, 'g>(
        &'v self,
        gaps: impl IntoIterator<Item = MarkedGap<'g, 'c>>,
    ) -> impl Iterator<Item = Sentence<'c>>
    where
        'c: 'g,
    {
        gaps.into_iter().map(move |marked| {
            let gap = marked.gap;
            let phrase = Phrase::of(|lang| sentence(gap, Claim::of(marked), lang));
            let sentence = Sentence::new(gap.kind().as_str(), phrase, self.of_gap(gap)).severity(marked.severity());
            let settled_by = marked.known.and_then(|known| settled_by(known, self.chain));
            Sentence { certainty: marked.known.map(Known::degree), settled_by, ..sentence }
        })
    }

    /// Gaps in two blocks: those that rest on documented records alone, and the others; else in the order given.
    #[must_use]
    pub fn documented_first<'g>(&self, gaps: impl IntoIterator<Item = MarkedGap<'g, 'c>>) -> [Vec<MarkedGap<'g, 'c>>; 2]
    where
        'c: 'g,
    {
        let (documented, others) =
            gaps.into_iter().partition(|marked| !self.of_gap(marked.gap).rests_on_less_than_documented());
        [documented, others]
    }

    pub(super) fn of_gap(&self, gap: &Gap<'c>) -> About<'c> {
        let about = About::nothing();
        match gap {
            Gap::MissingStage { category, leap } => about.category(category).leap(*leap),
            Gap::MissingRoute { category, boundary, .. } => self.of_boundary(category, *boundary),
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
            Gap::IdleLicence { category, project, licensee, .. } => {
                let about = project.iter().fold(about.within(category), |about, own| about.project(*own));
                about.organization(*licensee).weakest(gap.evidence())
            }
            Gap::UnadoptedProduct { category, released_by, .. } => {
                let about = released_by.iter().fold(about.category(category), |about, own| about.project(*own));
                about.weakest(gap.evidence())
            }
        }
    }

    /// Both sides of a boundary: all capabilities there are.
    fn of_boundary(&self, category: &'c Category, boundary: Boundary) -> About<'c> {
        let sides = [boundary.from(), boundary.to()];
        sides.into_iter().flat_map(Leap::stages).fold(About::nothing().category(category), |about, stage| {
            let place = self.provenance.place(category, *stage);
            place.kinds().fold(about.stage(*stage).weakest(place.workplaces), About::kind)
        })
    }
}

impl Gap<'_> {
    /// A sentence that a policy reader understands. What rests on the absence of a record says so.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        MarkedGap::unasked(self).message(lang)
    }
}

impl MarkedGap<'_, '_> {
    /// A sentence that a policy reader understands; only what is certain is said to be so.
    #[must_use]
    pub fn message(self, lang: Lang) -> String {
        text(&sentence(self.gap, Claim::of(self), lang), lang)
    }
}

/// The sentence in English.
impl fmt::Display for Gap<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

keys! { MarkedGap<'_, '_>: row => {
    kind: row.gap.kind(),
    severity: row.severity(),
    certainty [where_known]: row.known.map(Known::degree),
    evidence: row.evidence(),
    category: row.gap.category().id,
    leap [where_known]: leap(row.gap),
    from [where_known]: boundary(row.gap).map(Boundary::from),
    to [where_known]: to(row.gap),
    upstream [where_known]: row.gap.upstream(),
    project [where_known]: row.gap.project(),
    demand [where_known]: row.gap.demand().map(|demand| &demand.id),
    germplasm [where_known]: row.gap.germplasm().map(|germplasm| &germplasm.id),
    licensee [where_known]: row.gap.licensee(),
    signed [where_known]: row.gap.signed(),
    waited_days [where_known]: row.gap.waited().map(|waited| waited.days),
    approximate [where_known]: row.gap.waited().filter(|waited| !waited.exact).map(|_| true),
    needs [where_known]: row.known.filter(|known| !known.is_certain()).map(Known::needs),
    message: message(|lang| row.message(lang)),
} }

/// As one of which nobody asked how far it is known.
impl serde::Serialize for Gap<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        MarkedGap::unasked(self).serialize(serializer)
    }
}

/// The leap that is missing.
pub(super) const fn leap(gap: &Gap<'_>) -> Option<Leap> {
    if let Gap::MissingStage { leap, .. } = gap { Some(*leap) } else { None }
}

/// The leap that would take up, or who has the licence.
pub(super) fn to<'g>(gap: &'g Gap<'_>) -> Option<&'g str> {
    let leap = boundary(gap).map(|boundary| boundary.to().as_str());
    leap.or_else(|| gap.licensee().map(|licensee| licensee.id().as_str()))
}

/// The boundary that no route crosses.
pub(super) const fn boundary(gap: &Gap<'_>) -> Option<Boundary> {
    if let Gap::MissingRoute { boundary, .. } = gap { Some(*boundary) } else { None }
}

const GAPS: Layout = Layout {
    key: "gaps",
    names: ["gaps", "交接断点"],
    subjects: &[
        Subject::Kind,
        Subject::Severity,
        Subject::Certainty,
        Subject::Evidence,
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
    let rows = diagnosis.marked_gaps().map(|marked| {
        let gap = marked.gap;
        let [from, to_leap] = boundary(gap).map_or([None, None], leaps);
        let leap = leap(gap).map(|leap| word!(leap)).or(from);
        let organization = match gap {
            Gap::UnansweredDemand { raised_by, .. } | Gap::DemandStoppedShort { raised_by, .. } => Some(*raised_by),
            Gap::IdleLicence { licensee, .. } => Some(*licensee),
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
            Some(word!(marked.severity())),
            marked.known.map(|known| word!(known.degree())),
            known(marked.evidence()),
            Some(Cell::category(gap.category())),
            leap,
            to_leap,
            organization.map(Cell::organization),
            gap.project().map(Cell::project),
            gap.upstream().map(Cell::project),
            demand,
        ];
        Row::new(subjects, [observation]).saying(Phrase::of(|lang| sentence(gap, Claim::of(marked), lang)))
    });
    Section::new(&GAPS, rows)
}
