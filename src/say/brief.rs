//! The brief: what somebody can read aloud in a minute.
//!
//! Three findings, each with why it matters, who acts, and how sure it is; how complete the records are; and, where
//! something is proposed, today beside the proposal.

mod choice;
mod who;
mod why;

use super::findings::marked_findings;
use super::{Phrase, Sentence, View, Words};
use crate::query::{Degree, Diagnosis};

use choice::Candidate;

/// One finding of the brief.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BriefFinding<'c> {
    /// What was found. Its number is that of the gap, the bottleneck or the finding in its list of the diagnosis.
    pub what: Sentence<'c>,
    /// How many more there are of its kind that are known as far, beside those of the brief; said at the first of a kind.
    pub more: usize,
    /// Why it matters.
    pub why: Words,
    /// Who acts, and how.
    pub who: Phrase<'c>,
    /// How sure it is, and what would settle it.
    pub sure: Phrase<'c>,
}

impl<'c> View<'c> {
    /// The three findings that somebody has to hear first: what is certain before what is only on record, what is
    /// documented before what is assumed, and what may be a blank of the document last; then the most severe. Of
    /// bottlenecks and of findings there is one each at most, as long as there are gaps; and none is like another of the
    /// same kind and category, as long as there are others.
    ///
    /// ```
    /// use seedrelay::query::{Degree, DiagnosisOptions};
    /// use seedrelay::say::View;
    /// use seedrelay::{Evidence, Lang, datasets};
    /// let today = datasets::example().known_at_least(Evidence::Assumed);
    /// let brief = View::new(&today).brief(&today.diagnose(&DiagnosisOptions::new()));
    /// assert_eq!(brief.len(), 3);
    /// assert_eq!(brief[0].what.certainty, Some(Degree::Certain));
    /// assert!(brief[0].sure.text(Lang::En).starts_with("Certain"));
    /// ```
    #[must_use]
    pub fn brief(&self, diagnosis: &Diagnosis<'c>) -> Vec<BriefFinding<'c>> {
        let chosen = choice::first(self, diagnosis);
        chosen.into_iter().map(|(candidate, more)| self.brief_finding(diagnosis, candidate, more)).collect()
    }

    fn brief_finding(&self, diagnosis: &Diagnosis<'c>, candidate: Candidate, more: usize) -> BriefFinding<'c> {
        let (what, why, who) = match candidate {
            Candidate::Gap(number) => {
                let gap = &diagnosis.gaps[number];
                let marked = diagnosis.marked_gaps().nth(number);
                let what = self.marked_gaps(marked).next();
                (what, why::of_gap(gap.kind()), who::of_gap(gap))
            }
            Candidate::Bottleneck(number) => {
                let bottleneck = &diagnosis.bottlenecks[number];
                let what = self.bottlenecks([bottleneck]).next();
                (what, why::of_bottleneck(bottleneck.kind()), who::of_bottleneck(bottleneck))
            }
            Candidate::Finding(number) => {
                let finding = &diagnosis.findings[number];
                let what = marked_findings(diagnosis.marked_findings().nth(number)).next();
                (what, why::of_finding(finding.kind()), who::of_finding(finding))
            }
        };
        let what = what.expect("there is a sentence about everything");
        let what = Sentence { number: Some(candidate.number()), ..what };
        let sure = match (what.certainty, &what.settled_by) {
            (Some(Degree::Certain), _) => Phrase::from(CERTAIN),
            (_, Some(settled_by)) => Phrase::from(RECORDED_SO_FAR).then(settled_by.clone()),
            (Some(Degree::Possible), None) => Phrase::from(RECORDED),
            (None, None) => Phrase::from(RECKONED),
        };
        BriefFinding { what, more, why, who, sure }
    }
}

const CERTAIN: Words =
    Words::new("Certain: no record that may be missing could change it.", "确定：无论缺少什么记录都成立。");
const RECORDED_SO_FAR: Words = Words::new("As far as is recorded. ", "以现有记录为限。");
const RECORDED: Words = Words::new(
    "As far as is recorded: something that is not on record could change it.",
    "以现有记录为限：若另有未记载的情况，结论可能改变。",
);
const RECKONED: Words = Words::new(
    "As far as is recorded, and by durations and success that are assumed.",
    "以现有记录为限，并依据假定的周期与成功率。",
);
