//! The answers of a diagnosis as tables: what each row is about, what was measured, and in which unit.
//!
//! Each section is laid out once. Tidy CSV gives every measure of every row a line of its own; the workbook gives every
//! section a sheet, and every measure a column.

mod bottlenecks;
mod choice;
mod model;
mod relay;

use crate::chain::{OrganizationRef, ProjectRef};
use crate::model::{Boundary, Category, Lang};
use crate::query::Diagnosis;

/// What a row is about: the columns before the measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Of a gap, a finding or a bottleneck.
    Kind,
    /// How bad it is.
    Severity,
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
    /// A demand.
    Demand,
    /// What categories are compared by.
    Criterion,
    /// A place in an order, from 1.
    Rank,
}

impl Subject {
    /// Every one, in the order of the columns.
    pub(super) const ALL: [Self; 15] = [
        Self::Kind,
        Self::Severity,
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
        Self::Demand,
        Self::Criterion,
        Self::Rank,
    ];

    /// The spelling in CSV, and what a reader of English and of Chinese calls it.
    const fn names(self) -> [&'static str; 3] {
        match self {
            Self::Kind => ["kind", "kind", "类型"],
            Self::Severity => ["severity", "severity", "严重程度"],
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
            Self::Demand => ["demand", "demand", "需求"],
            Self::Criterion => ["criterion", "criterion", "准则"],
            Self::Rank => ["rank", "rank", "名次"],
        }
    }

    pub(super) const fn as_str(self) -> &'static str {
        self.names()[0]
    }

    pub(super) const fn label(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.names()[1],
            Lang::Zh => self.names()[2],
        }
    }
}

impl Subject {
    /// Whether it is a record, which has a name beside its id.
    pub(super) const fn is_record(self) -> bool {
        matches!(
            self,
            Self::Category
                | Self::Organization
                | Self::OtherOrganization
                | Self::Project
                | Self::OtherProject
                | Self::Demand
        )
    }
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// No number, or one without a unit.
    None,
    Organizations,
    Projects,
    Categories,
    Demands,
    Records,
    Payments,
    Teams,
    Days,
    Years,
    /// In the chain's currency.
    Money,
    /// Of 1.
    Share,
    Products,
    Roles,
    /// Of organizations, through one between them.
    Pairs,
    Paths,
    Deviations,
    PerTeam,
}

impl Unit {
    /// The spelling in CSV, and what a reader of English and of Chinese calls it.
    const fn names(self) -> [&'static str; 3] {
        match self {
            Self::None => ["", "", ""],
            Self::Organizations => ["organizations", "organizations", "个组织"],
            Self::Projects => ["projects", "projects", "个项目"],
            Self::Categories => ["categories", "categories", "个品类"],
            Self::Demands => ["demands", "demands", "项需求"],
            Self::Records => ["records", "records", "条记录"],
            Self::Payments => ["payments", "payments", "笔"],
            Self::Teams => ["teams", "teams", "个团队"],
            Self::Days => ["days", "days", "天"],
            Self::Years => ["years", "years", "年"],
            Self::Money => ["currency", "currency", "货币单位"],
            Self::Share => ["share", "share of 1", "占1的份额"],
            Self::Products => ["products/year", "products/year", "产品/年"],
            Self::Roles => ["roles", "roles", "个角色"],
            Self::Pairs => ["pairs", "pairs", "对"],
            Self::Paths => ["paths", "paths", "条路径"],
            Self::Deviations => ["standard deviations", "standard deviations", "个标准差"],
            Self::PerTeam => ["projects/team", "projects/team", "项目/团队"],
        }
    }

    pub(super) const fn as_str(self) -> &'static str {
        self.names()[0]
    }

    pub(super) const fn label(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.names()[1],
            Lang::Zh => self.names()[2],
        }
    }
}

/// A figure that each row of a section has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    pub(super) key: &'static str,
    names: [&'static str; 2],
    pub(super) unit: Unit,
    /// Whether an interval and a number of observations come with it.
    pub(super) spread: bool,
}

impl Measure {
    const fn new(key: &'static str, unit: Unit, en: &'static str, zh: &'static str) -> Self {
        Self { key, names: [en, zh], unit, spread: false }
    }

    const fn with_spread(mut self) -> Self {
        self.spread = true;
        self
    }

    pub(super) const fn label(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.names[0],
            Lang::Zh => self.names[1],
        }
    }
}

/// How a section is laid out.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) key: &'static str,
    names: [&'static str; 2],
    pub(super) subjects: &'static [Subject],
    pub(super) measures: &'static [Measure],
    /// Whether each row is said in a sentence too.
    pub(super) message: bool,
}

impl Layout {
    /// The name of the section; short enough for a sheet.
    pub(super) const fn label(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.names[0],
            Lang::Zh => self.names[1],
        }
    }
}

/// What stands in one place of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell<'d> {
    /// A value of an enumeration, or the id of a record, and what a reader of each language calls it.
    Name {
        key: &'d str,
        names: [&'d str; 2],
    },
    Text(String),
    Count(u64),
    Number(f64),
    Flag(bool),
}

impl<'d> Cell<'d> {
    pub(super) fn count(count: usize) -> Self {
        Self::Count(count as u64)
    }

    pub(super) fn label(names: &[&'d str; 2], lang: Lang) -> &'d str {
        match lang {
            Lang::En => names[0],
            Lang::Zh => names[1],
        }
    }

    fn category(category: &'d Category) -> Self {
        Self::Name { key: category.id.as_str(), names: Lang::ALL.map(|lang| category.label(lang)) }
    }

    fn organization(organization: OrganizationRef<'d>) -> Self {
        let record = organization.record();
        Self::Name { key: record.id.as_str(), names: Lang::ALL.map(|lang| record.label(lang)) }
    }

    fn project(project: ProjectRef<'d>) -> Self {
        let record = project.record();
        Self::Name { key: record.id.as_str(), names: Lang::ALL.map(|lang| record.label(lang)) }
    }
}

/// The cell of a value of an enumeration.
macro_rules! name {
    ($value:expr) => {{
        let value = $value;
        $crate::render::export::figures::Cell::Name {
            key: value.as_str(),
            names: $crate::model::Lang::ALL.map(|lang| value.label(lang)),
        }
    }};
}
use name;

/// What was measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Observation<'d> {
    /// `None` where it is not known.
    pub(super) value: Option<Cell<'d>>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) observations: Option<u64>,
    /// Whether it rests on dates that are not known to the day.
    pub(super) approximate: bool,
    /// Why it is not known.
    pub(super) why: Option<&'static str>,
}

impl<'d> Observation<'d> {
    fn of(value: Option<Cell<'d>>) -> Self {
        Self { value, ..Self::default() }
    }

    fn count(count: usize) -> Self {
        Self::of(Some(Cell::count(count)))
    }

    fn number(number: impl Into<Option<f64>>) -> Self {
        Self::of(number.into().map(Cell::Number))
    }

    fn why(mut self, why: Option<&'static str>) -> Self {
        self.why = why;
        self
    }
}

/// One row of a section.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row<'d> {
    /// In the order of the subjects of the layout.
    pub(super) subjects: Vec<Option<Cell<'d>>>,
    /// In the order of its measures.
    pub(super) observations: Vec<Observation<'d>>,
    /// In English and Chinese.
    pub(super) message: Option<[String; 2]>,
}

impl<'d> Row<'d> {
    fn new(
        subjects: impl IntoIterator<Item = Option<Cell<'d>>>,
        observations: impl IntoIterator<Item = Observation<'d>>,
    ) -> Self {
        let (subjects, observations) = (subjects.into_iter().collect(), observations.into_iter().collect());
        Self { subjects, observations, message: None }
    }

    fn saying(mut self, message: impl Fn(Lang) -> String) -> Self {
        self.message = Some(Lang::ALL.map(message));
        self
    }
}

/// One section of a diagnosis: its layout, and its rows as they are asked for.
pub(super) struct Section<'d> {
    pub(super) layout: &'static Layout,
    pub(super) rows: Box<dyn Iterator<Item = Row<'d>> + 'd>,
}

impl<'d> Section<'d> {
    fn new(layout: &'static Layout, rows: impl Iterator<Item = Row<'d>> + 'd) -> Self {
        Self { layout, rows: Box::new(rows) }
    }
}

/// Every section, in the order of the diagnosis.
pub(super) fn sections<'d>(diagnosis: &'d Diagnosis<'_>) -> Vec<Section<'d>> {
    vec![
        relay::summary(diagnosis),
        relay::coverage(diagnosis),
        relay::funnel(diagnosis),
        relay::gaps(diagnosis),
        model::findings(diagnosis),
        model::unjudged(diagnosis),
        model::mechanisms(diagnosis),
        model::consortium_money(diagnosis),
        choice::outcome(diagnosis),
        choice::selection(diagnosis),
        choice::criteria(diagnosis),
        choice::ranks(diagnosis),
        choice::connectors(diagnosis),
        choice::unconnected(diagnosis),
        bottlenecks::load(diagnosis),
        bottlenecks::concentration(diagnosis),
        bottlenecks::active_period(diagnosis),
        bottlenecks::throughput(diagnosis),
        bottlenecks::cuts(diagnosis),
        bottlenecks::gains(diagnosis),
        bottlenecks::losses(diagnosis),
        bottlenecks::assumed(diagnosis),
        bottlenecks::bottlenecks(diagnosis),
    ]
}

/// The two leaps of a boundary.
fn leaps<'d>(boundary: Boundary) -> [Option<Cell<'d>>; 2] {
    [Some(name!(boundary.from())), Some(name!(boundary.to()))]
}
