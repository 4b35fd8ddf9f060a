//! How long research takes and how often it succeeds, where nobody has measured.

mod maps;

use std::collections::BTreeMap;

use super::draft::LEAST_SUCCESS;
use super::field::Recorded;
use super::intake::{Intake, Place};
use super::problem::{Expected, ProblemKind};
use super::types::{Between, MostYears, Success, Years};
use crate::model::{CategoryId, Stage};

pub(crate) use maps::CategoryAssumptions;

record! {
    /// A triangular distribution: a least, a most likely and a greatest value.
    ///
    /// ```
    /// use seedrelay::record::Triangular;
    /// assert_eq!(Triangular::new(2.0, 3.0, 7.0).mean(), 4.0);
    /// ```
    #[derive(Copy)]
    pub struct Triangular ("三角分布。") {
        /// The least value, 0 or more.
        min: f64 as Years ("Least years", "最短年数", "项目最短年数。"),
        /// The most likely value.
        mode: f64 as Years ("Most likely years", "最可能年数", "项目最可能的年数。"),
        /// The greatest value, from 0.001, some hours, to 10,000.
        max: f64 as MostYears ("Most years", "最长年数", "项目最长年数，大于0。"),
    }
    check check_triangular
}

impl Triangular {
    /// The mean, (min + mode + max) / 3.
    #[must_use]
    pub fn mean(&self) -> f64 {
        (self.min + self.mode + self.max) / 3.0
    }

    /// Whether it is in order, and of a length that can be computed with: neither so short that what a team brings in a
    /// year is infinite, nor so long that it is nothing.
    pub(crate) fn is_sound(&self) -> bool {
        0.0 <= self.min && self.min <= self.mode && self.mode <= self.max && MOST_YEARS.contains(&self.max)
    }
}

/// Within which the greatest of the years must lie.
const MOST_YEARS: std::ops::RangeInclusive<f64> = 1e-3..=1e4;

/// Whether something is as likely as can be computed with.
pub(crate) fn is_success(share: f64) -> bool {
    share == 0.0 || (LEAST_SUCCESS..=1.0).contains(&share)
}

fn check_triangular(
    draft: &mut <Triangular as Recorded>::Draft<'_>,
    _: &<Triangular as Recorded>::Numbers,
    place: Place<'_>,
    intake: &mut Intake,
) {
    let sound = |given: &super::draft::Given<super::draft::Number>| {
        given.get().map(|number| number.0).filter(|number| number.is_finite() && *number >= 0.0).map(f64::abs)
    };
    let (Some(min), Some(mode), Some(max)) = (sound(&draft.min), sound(&draft.mode), sound(&draft.max)) else { return };
    if !(min <= mode && mode <= max && max > 0.0) {
        intake.note(place, ProblemKind::DurationOutOfOrder { min, mode, max });
    } else if !Triangular::new(min, mode, max).is_sound() {
        intake.note(place, ProblemKind::OutOfRange { found: max.to_string(), expected: Expected::Years });
    }
}

record! {
    /// What a document assumes of one stage; what is `None` is taken from the next more general place.
    #[derive(Copy, Default)]
    pub struct StageAssumption ("文档对一个研究阶段的假定。") {
        /// How long a project takes, in years.
        duration_years: Option<Triangular> ("Duration in years", "年数", "项目的年数。"),
        /// How likely a project is to deliver a result: 0, or a share from 0.000001 to 1.
        success: Option<f64> as Success ("Success", "成功率", "取得成果的可能性，0至1。"),
        /// Within which two values the success lies: the least and the greatest.
        success_between: range Success ("Success between", "成功率范围", "成功率的下限与上限，以；分隔。"),
        /// Within which two values the mean of the duration lies, in years. The least and the most years of a project are
        /// how much projects differ, and say nothing of this.
        mean_years_between: range MostYears ("Mean years between", "平均年数范围", "平均年数的下限与上限，以；分隔。"),
    }
}

/// What is assumed of each stage.
pub type StageAssumptions = BTreeMap<Stage, StageAssumption>;

record! {
    /// What a chain assumes where its records do not say: durations and success of research, by stage, and by category
    /// and stage.
    ///
    /// ```
    /// use seedrelay::{Assumptions, Stage};
    /// use seedrelay::record::StageAssumption;
    /// let assumptions = Assumptions::default().category("pepper", Stage::Basic, StageAssumption::new().success(0.4));
    /// assert_eq!(assumptions.success("pepper", Stage::Basic), 0.4);
    /// assert_eq!(assumptions.success("rice", Stage::Basic), 0.3, "the crate's own");
    /// ```
    #[derive(Default)]
    pub struct Assumptions (
        "assumptions", "Assumptions", "假定",
        "What is assumed of durations and success where the records do not say.", "记录未说明时，对研究时长与成功率的假定。"
    ) {
        /// For every category.
        stages: map StageAssumptions ("Stages", "各阶段", "适用于全部品类。"),
        /// For one category; goes before `stages`.
        categories: map CategoryAssumptions ("Categories", "各品类", "只适用于某一品类，优先于“stages”。"),
    }
}

impl Assumptions {
    /// Assumes nothing beyond the crate's own figures.
    pub(crate) const fn nothing() -> Self {
        Self { stages: BTreeMap::new(), categories: BTreeMap::new() }
    }

    /// Adds what is assumed of a stage in every category.
    #[must_use]
    pub fn stage(mut self, stage: Stage, assumption: StageAssumption) -> Self {
        self.stages.insert(stage, assumption);
        self
    }

    /// Adds what is assumed of a stage in one category.
    #[must_use]
    pub fn category(mut self, category: impl Into<CategoryId>, stage: Stage, assumption: StageAssumption) -> Self {
        self.categories.entry(category.into()).or_default().insert(stage, assumption);
        self
    }

    /// Whether nothing is assumed beyond the crate's own figures.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stages.is_empty() && self.categories.is_empty()
    }

    /// How long a project takes, in years.
    ///
    /// Where the document says nothing: basic 2–4–6, applied-basic 2–3–5, applied 3–4–6, industrialization 2–3–4. The
    /// modes add up to 14 years; a published survey of biotechnology traits found 13.1 from discovery to launch
    /// (Phillips McDougall 2011). Two seasons of regional trials, one of production trials and the approval give the
    /// last 3.
    #[must_use]
    pub fn duration_years(&self, category: impl AsRef<str>, stage: Stage) -> Triangular {
        self.find(category.as_ref(), stage, |assumption| assumption.duration_years).unwrap_or(match stage {
            Stage::Basic => Triangular::new(2.0, 4.0, 6.0),
            Stage::AppliedBasic => Triangular::new(2.0, 3.0, 5.0),
            Stage::Applied => Triangular::new(3.0, 4.0, 6.0),
            Stage::Industrialization => Triangular::new(2.0, 3.0, 4.0),
        })
    }

    /// How likely a project is to deliver a result: a share of 1.
    ///
    /// Where the document says nothing: basic 0.3, applied-basic 0.4, applied 0.5, industrialization 0.6.
    #[must_use]
    pub fn success(&self, category: impl AsRef<str>, stage: Stage) -> f64 {
        self.find(category.as_ref(), stage, |assumption| assumption.success).unwrap_or(match stage {
            Stage::Basic => 0.3,
            Stage::AppliedBasic => 0.4,
            Stage::Applied => 0.5,
            Stage::Industrialization => 0.6,
        })
    }

    fn find<T>(&self, category: &str, stage: Stage, part: impl Fn(&StageAssumption) -> Option<T>) -> Option<T> {
        let of_category = self.categories.get(category).and_then(|stages| stages.get(&stage)).and_then(&part);
        of_category.or_else(|| self.stages.get(&stage).and_then(part))
    }
}
