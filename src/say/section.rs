//! Sections: how the figures of an answer are laid out, and its rows.

use super::cell::word;
use super::{Cell, Digits, Phrase, Unit};
use crate::model::{Boundary, Lang};

/// What a row is about: the columns before the measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Subject {
    /// Of a gap, a finding or a bottleneck.
    Kind,
    /// How bad it is.
    Severity,
    /// How far it is known to hold.
    Certainty,
    /// How well it is known.
    Evidence,
    /// A category.
    Category,
    /// A stage.
    Stage,
    /// A leap; of a boundary, the one that hands on.
    Leap,
    /// Of a boundary, the leap that takes up.
    ToLeap,
    /// Of a cut.
    Side,
    /// An organization.
    Organization,
    /// The other side.
    OtherOrganization,
    /// A project; of two, the one that builds on the other, or the first by id.
    Project,
    /// The second project; of a gap, the one that is built on.
    OtherProject,
    /// A germplasm.
    Germplasm,
    /// Of a product that is not cleared, the germplasm whose right stands against it.
    OtherGermplasm,
    /// A demand.
    Demand,
    /// A list of the document, or a key of its records.
    List,
    /// What is assumed.
    Parameter,
    /// What categories are compared by.
    Criterion,
    /// A place in an order, from 1.
    Rank,
}

impl Subject {
    /// Every one, in the order of the columns.
    pub const ALL: [Self; 20] = [
        Self::Kind,
        Self::Severity,
        Self::Certainty,
        Self::Evidence,
        Self::Category,
        Self::Stage,
        Self::Leap,
        Self::ToLeap,
        Self::Side,
        Self::Organization,
        Self::OtherOrganization,
        Self::Project,
        Self::OtherProject,
        Self::Germplasm,
        Self::OtherGermplasm,
        Self::Demand,
        Self::List,
        Self::Parameter,
        Self::Criterion,
        Self::Rank,
    ];

    /// The spelling in CSV, and what a reader of English and of Chinese calls it.
    const fn names(self) -> [&'static str; 3] {
        match self {
            Self::Kind => ["kind", "kind", "类型"],
            Self::Severity => ["severity", "severity", "严重程度"],
            Self::Certainty => ["certainty", "certainty", "确定程度"],
            Self::Evidence => ["evidence", "evidence", "依据"],
            Self::Category => ["category", "category", "品类"],
            Self::Stage => ["stage", "stage", "研究阶段"],
            Self::Leap => ["leap", "leap", "跨越"],
            Self::ToLeap => ["to_leap", "to leap", "至"],
            Self::Side => ["side", "side", "割集一侧"],
            Self::Organization => ["organization", "organization", "组织"],
            Self::OtherOrganization => ["other_organization", "other organization", "另一组织"],
            Self::Project => ["project", "project", "项目"],
            Self::OtherProject => ["other_project", "other project", "另一项目"],
            Self::Germplasm => ["germplasm", "germplasm", "种质"],
            Self::OtherGermplasm => ["other_germplasm", "other germplasm", "另一种质"],
            Self::Demand => ["demand", "demand", "需求"],
            Self::List => ["list", "list", "清单"],
            Self::Parameter => ["parameter", "assumed parameter", "假定参数"],
            Self::Criterion => ["criterion", "criterion", "准则"],
            Self::Rank => ["rank", "rank", "名次"],
        }
    }

    /// The spelling in CSV.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.names()[0]
    }

    /// What a reader of the language calls it.
    #[must_use]
    pub const fn label(self, lang: Lang) -> &'static str {
        self.names()[lang as usize + 1]
    }
}

impl Subject {
    /// Whether it is a record, which has a name beside its id.
    #[must_use]
    pub const fn is_record(self) -> bool {
        matches!(
            self,
            Self::Category
                | Self::Organization
                | Self::OtherOrganization
                | Self::Project
                | Self::OtherProject
                | Self::Germplasm
                | Self::OtherGermplasm
                | Self::Demand
        )
    }
}

/// A figure that each row of a section has.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Measure {
    /// What it is called in CSV.
    pub key: &'static str,
    names: [&'static str; 2],
    /// In what it is measured.
    pub unit: Unit,
    /// Whether an interval and a number of observations come with it.
    pub spread: bool,
}

impl Measure {
    pub(super) const fn new(key: &'static str, unit: Unit, en: &'static str, zh: &'static str) -> Self {
        Self { key, names: [en, zh], unit, spread: false }
    }

    pub(super) const fn with_spread(mut self) -> Self {
        self.spread = true;
        self
    }

    /// What a reader of the language calls it.
    #[must_use]
    pub const fn label(&self, lang: Lang) -> &'static str {
        self.names[lang as usize]
    }
}

/// How a section is laid out.
#[derive(Debug)]
#[non_exhaustive]
pub struct Layout {
    /// What it is called in CSV.
    pub key: &'static str,
    pub(super) names: [&'static str; 2],
    /// What each row is about, in this order.
    pub subjects: &'static [Subject],
    /// What each row tells of it, in this order.
    pub measures: &'static [Measure],
    /// Whether each row is said in a sentence too.
    pub message: bool,
}

impl Layout {
    /// The name of the section; short enough for a sheet.
    #[must_use]
    pub const fn label(&self, lang: Lang) -> &'static str {
        self.names[lang as usize]
    }
}

/// What was measured.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Observation<'d> {
    /// `None` where it is not known.
    pub value: Option<Cell<'d>>,
    /// The lower end of its 95 % interval.
    pub low: Option<f64>,
    /// The upper end of its 95 % interval.
    pub high: Option<f64>,
    /// Of how many observations it is.
    pub observations: Option<u64>,
    /// Whether it rests on dates that are not known to the day.
    pub approximate: bool,
    /// Why it is not known.
    pub why: Option<&'static str>,
}

impl<'d> Observation<'d> {
    pub(super) fn of(value: impl Into<Option<Cell<'d>>>) -> Self {
        Self { value: value.into(), ..Self::default() }
    }

    pub(super) fn count(count: impl TryInto<u64>) -> Self {
        Self::of(Cell::count(count, Unit::None))
    }

    pub(super) fn number(number: impl Into<Option<f64>>) -> Self {
        Self::of(number.into().map(|number| Cell::number(number, Unit::None, Digits::All)))
    }

    pub(super) const fn why(mut self, why: Option<&'static str>) -> Self {
        self.why = why;
        self
    }
}

/// One row of a section.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Row<'d> {
    /// In the order of the subjects of the layout.
    pub subjects: Vec<Option<Cell<'d>>>,
    /// In the order of its measures.
    pub observations: Vec<Observation<'d>>,
    /// What it says in a sentence.
    pub message: Option<Phrase<'d>>,
}

impl<'d> Row<'d> {
    pub(super) fn new(
        subjects: impl IntoIterator<Item = Option<Cell<'d>>>,
        observations: impl IntoIterator<Item = Observation<'d>>,
    ) -> Self {
        let (subjects, observations) = (subjects.into_iter().collect(), observations.into_iter().collect());
        Self { subjects, observations, message: None }
    }

    pub(super) fn saying(mut self, message: Phrase<'d>) -> Self {
        self.message = Some(message);
        self
    }
}

/// One section of a diagnosis: its layout, and its rows as they are asked for.
pub struct Section<'d> {
    /// How its rows are laid out.
    pub layout: &'static Layout,
    /// Its rows.
    pub rows: Box<dyn Iterator<Item = Row<'d>> + 'd>,
}

impl<'d> Section<'d> {
    /// What is measured has the unit of its measure.
    pub(super) fn new(layout: &'static Layout, rows: impl Iterator<Item = Row<'d>> + 'd) -> Self {
        let with_units = move |mut row: Row<'d>| {
            for (observation, measure) in row.observations.iter_mut().zip(layout.measures) {
                match &mut observation.value {
                    Some(Cell::Count { unit, .. }) => *unit = measure.unit,
                    Some(Cell::Number(number)) => number.unit = measure.unit,
                    _ => {}
                }
            }
            row
        };
        Self { layout, rows: Box::new(rows.map(with_units)) }
    }
}

impl std::fmt::Debug for Section<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Section").field("layout", &self.layout).finish_non_exhaustive()
    }
}

/// The two leaps of a boundary.
pub(super) fn leaps<'d>(boundary: Boundary) -> [Option<Cell<'d>>; 2] {
    [Some(word!(boundary.from())), Some(word!(boundary.to()))]
}
