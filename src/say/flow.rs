//! Who works at which stage, and how much gets over each boundary: as tables and as figures.

use super::cell::{cells, known, word};
use super::section::{Layout, Measure, Observation, Row, Section, Subject, leaps};
use super::stages::{digits, stage};
use super::{About, Cell, Column, Digits, Phrase, Table, TableRow, Unit, View, Words};
use crate::model::{Boundary, Lang, Status};
use crate::query::{Coverage, Diagnosis, FunnelRow, HandoffDelay};

impl<'c> View<'c> {
    /// Who works at which stage in which category.
    #[must_use]
    pub fn coverage(&self, cells: &[Coverage<'c>]) -> Table<'c> {
        let columns = vec![
            Column::words("Category", "品类").grouped(),
            Column::words("Stage", "研究阶段").definition("stage"),
            Column::number("Org.", "组织").unit("organizations", "个").definition("coverage"),
            Column::number("Teams", "团队").unit("teams", "个").definition("capability"),
            Column::number("Done", "已交付").unit("projects", "个").definition("status"),
            Column::number("Open", "在研").unit("projects", "个").definition("status"),
            Column::number("Ended", "未成").unit("projects", "个").definition("status"),
        ];
        let row = |cell: &Coverage<'c>| {
            let (category, projects) = (cell.category, cell.projects);
            let place = self.provenance.place(category, cell.stage);
            let about = About::nothing().within(category).stage(cell.stage).weakest(place.evidence());
            let count = |projects| Cell::count(projects, Unit::Projects);
            let cells = vec![
                Cell::category(category),
                stage(cell.stage),
                Cell::count(cell.organizations, Unit::Organizations),
                teams(cell),
                count(projects.delivered),
                count(projects.proposed + projects.accepted + projects.active),
                count(projects.failed + projects.cancelled),
            ];
            TableRow::new(cells, place.kinds().fold(about, About::kind))
        };
        Table::new("coverage", Words::new("Who works at which stage", "各阶段布局"), columns)
            .rows(cells.iter().map(row))
            .note(Words::new(
                "Organizations (org.) that work there, by capability or by project, and their research teams, with ? for \
                 those whose number is not on record; projects delivered (done), open (asked for or under way), and ended \
                 without a result.",
                "表中为有团队或项目在该阶段的组织数与科研团队数（“?”表示团队数未记载），以及已交付、在研（含已提出、已受理）和未取得成果的项目数。",
            ))
    }

    /// How many results get over each boundary, and how long it takes.
    #[must_use]
    pub fn funnel(&self, rows: &[FunnelRow<'c>]) -> Table<'c> {
        let columns = vec![
            Column::words("Category", "品类"),
            Column::words("Boundary", "交接处").definition("boundary"),
            Column::words("State", "状态").definition("boundary-state"),
            Column::words("Results taken up", "成果承接").definition("conversion"),
            Column::words("Time to take-up", "承接用时").definition("delay"),
        ];
        let row = |row: &FunnelRow<'c>| {
            let boundary = row.boundary;
            let cells = vec![
                Cell::category(row.category),
                Cell::Phrase(Phrase::of(|lang| between(boundary, lang))),
                word!(row.state),
                taken_up(row),
                delay(&row.delay),
            ];
            let mut about = About::nothing().within(row.category);
            for stage in boundary.from().stages().iter().chain(boundary.to().stages()) {
                let place = self.provenance.place(row.category, *stage);
                about = place.kinds().fold(about.stage(*stage).weakest(place.evidence()), About::kind);
            }
            if let Some(organization) = row.depends_on {
                about = about.organization(organization);
            }
            TableRow::new(cells, about).of_kind(row.state.as_str())
        };
        Table::new("funnel", Words::new("How much gets over each boundary", "各交接处的转化"), columns)
            .rows(rows.iter().map(row))
            .note(Words::new(
                "Thin: all routes lead through one organization. Time to take-up: the Kaplan-Meier median in days, with \
                 its 95 % interval where it has both ends, over n results with a known end; those that still wait count \
                 as waiting. Where a take-up is not on record, the time comes out too long.",
                "“薄弱”指所有通道都依赖同一个组织。承接用时为Kaplan-Meier中位数，上下限都有时列出95%区间；样本为已知交付日期的成果；仍在等待的成果按删失处理；承接关系若有漏记，用时会偏长。",
            ))
    }
}

/// From which leap to which.
pub(super) fn between<'c>(boundary: Boundary, lang: Lang) -> Vec<Cell<'c>> {
    match lang {
        Lang::En => cells!("{} to {}", digits(boundary.from()), digits(boundary.to())),
        Lang::Zh => cells!("{} 至 {}", digits(boundary.from()), digits(boundary.to())),
    }
}

/// Known teams, and a sign for those that are unknown.
fn teams<'c>(cell: &Coverage<'_>) -> Cell<'c> {
    match (cell.teams, cell.teams_unknown) {
        (Some(teams), unknown) => at_least(|| Cell::count(teams, Unit::Teams), unknown),
        (None, 0) => Cell::Undefined,
        (None, _) => unknown_teams(),
    }
}

/// Known teams, with a sign behind them where some organizations have others that nobody counted.
pub(super) fn at_least<'c>(known: impl Fn() -> Cell<'c>, unknown: usize) -> Cell<'c> {
    if unknown == 0 { known() } else { Cell::Phrase(Phrase::of(|_| cells!("{} + {}", known(), unknown_teams()))) }
}

/// The sign that the legend explains.
const fn unknown_teams<'c>() -> Cell<'c> {
    Cell::word("unknown-teams", "?", "?")
}

/// In the place of a figure of results, where none is on record.
pub(super) const fn no_results<'c>() -> Cell<'c> {
    Cell::word("no-results", "no results", "未见成果记录")
}

/// How many of how many results are taken up.
fn taken_up<'c>(row: &FunnelRow<'_>) -> Cell<'c> {
    let Some(share) = row.conversion() else { return no_results() };
    let [part, whole] = [row.taken_up, row.delivered].map(|count| move || Cell::count(count, Unit::Projects));
    Cell::Phrase(Phrase::of(|lang| match lang {
        Lang::En => cells!("{} of {} ({})", part(), whole(), Cell::percent(share, 0)),
        Lang::Zh => cells!("{}/{}（{}）", part(), whole(), Cell::percent(share, 0)),
    }))
}

/// The median with its interval, and of how many results it is.
fn delay<'c>(delay: &HandoffDelay) -> Cell<'c> {
    if delay.observations + delay.undated + delay.no_end == 0 {
        return Cell::Undefined;
    }
    if delay.observations == 0 {
        return Cell::word("no-dates", "no dates", "日期未记载");
    }
    let days = |days| Cell::number(days, Unit::Days, Digits::Fixed(0));
    let observations = || Cell::count(delay.observations, Unit::Projects);
    Cell::Phrase(Phrase::of(|lang| match (delay.median.map(days), delay.low.zip(delay.high), lang) {
        (None, _, Lang::En) => cells!("over half wait (n {})", observations()),
        (None, _, Lang::Zh) => cells!("过半未被承接（样本{}）", observations()),
        (Some(median), None, Lang::En) => cells!("{} days (n {})", median, observations()),
        (Some(median), None, Lang::Zh) => cells!("{}天（样本{}）", median, observations()),
        (Some(median), Some((low, high)), Lang::En) => {
            cells!("{} days ({} to {}, n {})", median, days(low), days(high), observations())
        }
        (Some(median), Some((low, high)), Lang::Zh) => {
            cells!("{}天（{}至{}，样本{}）", median, days(low), days(high), observations())
        }
    }))
}

const COVERAGE: Layout = Layout {
    key: "coverage",
    names: ["coverage", "各阶段布局"],
    subjects: &[Subject::Category, Subject::Stage, Subject::Evidence],
    measures: &[
        Measure::new("organizations", Unit::Organizations, "organizations at work", "承担机构"),
        Measure::new("teams", Unit::Teams, "research teams", "研究团队"),
        Measure::new("teams_unknown", Unit::Organizations, "organizations with unknown teams", "团队数未记载的机构"),
        Measure::new("proposed", Unit::Projects, "proposed", "已提出"),
        Measure::new("accepted", Unit::Projects, "accepted", "已受理"),
        Measure::new("active", Unit::Projects, "active", "进行中"),
        Measure::new("delivered", Unit::Projects, "delivered", "已交付"),
        Measure::new("failed", Unit::Projects, "failed", "已失败"),
        Measure::new("cancelled", Unit::Projects, "cancelled", "已取消"),
    ],
    message: false,
};

pub(super) fn coverage_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.coverage.iter().map(|cell| {
        let counted = cell.teams.map(|teams| teams as f64);
        let why = (counted.is_none() && cell.teams_unknown > 0).then_some("unknown-teams");
        let teams = [Observation::number(counted).why(why), Observation::count(cell.teams_unknown)];
        let projects = Status::ALL.map(|status| Observation::count(cell.projects.of(status)));
        Row::new(
            [Some(Cell::category(cell.category)), Some(word!(cell.stage)), known(cell.evidence)],
            [Observation::count(cell.organizations)].into_iter().chain(teams).chain(projects),
        )
    });
    Section::new(&COVERAGE, rows)
}

const FUNNEL: Layout = Layout {
    key: "funnel",
    names: ["funnel", "各交接处转化"],
    subjects: &[Subject::Category, Subject::Leap, Subject::ToLeap, Subject::Organization, Subject::Evidence],
    measures: &[
        Measure::new(
            "state",
            Unit::None,
            "state (all routes lead through the organization)",
            "状态（通道均经过该组织）",
        ),
        Measure::new("delivered", Unit::Projects, "delivered results", "已交付成果"),
        Measure::new("taken_up", Unit::Projects, "taken up", "被承接"),
        Measure::new("by_project", Unit::Projects, "of these by a project", "其中由项目承接"),
        Measure::new("by_licence", Unit::Projects, "of these by a licence only", "其中仅由许可承接"),
        Measure::new("by_use", Unit::Projects, "of these by use only", "其中仅由应用承接"),
        Measure::new("conversion", Unit::Share, "conversion", "转化率"),
        Measure::new("median_delay", Unit::Days, "median delay (Kaplan-Meier)", "延迟中位数（Kaplan-Meier）")
            .with_spread(),
        Measure::new("naive_median_delay", Unit::Days, "median delay of those taken up", "已承接成果的延迟中位数"),
        Measure::new("delay_observed", Unit::Projects, "of the observed results, taken up", "所观测成果中被承接的"),
        Measure::new("undated", Unit::Projects, "taken up on no known day", "承接日期未记载的"),
        Measure::new("no_end", Unit::Projects, "results without a known end", "交付日期未记载的成果"),
    ],
    message: false,
};

pub(super) fn funnel_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.funnel.iter().map(|row| {
        let (conversion, delay) = (row.conversion(), &row.delay);
        let median = Observation {
            low: delay.low,
            high: delay.high,
            observations: Some(delay.observations as u64),
            ..Observation::number(delay.median)
        };
        let [leap, to_leap] = leaps(row.boundary);
        Row::new(
            [
                Some(Cell::category(row.category)),
                leap,
                to_leap,
                row.depends_on.map(Cell::organization),
                known(row.evidence),
            ],
            [
                Observation::of(word!(row.state)),
                Observation::count(row.delivered),
                Observation::count(row.taken_up),
                Observation::count(row.by_project),
                Observation::count(row.by_licence),
                Observation::count(row.by_use),
                Observation::number(conversion).why(conversion.is_none().then_some("no-results")),
                median,
                Observation::number(delay.naive_median),
                Observation::count(delay.taken_up),
                Observation::count(delay.undated),
                Observation::count(delay.no_end),
            ],
        )
    });
    Section::new(&FUNNEL, rows)
}
