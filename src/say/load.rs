//! Who has how much work, how few share the commissions, and who has been full longest: as tables and as figures.

use super::cell::{cells, known, word};
use super::section::{Layout, Measure, Observation, Row, Section, Subject};
use super::stages::stage;
use super::{About, Cell, Column, Digits, Phrase, Table, TableRow, Unit, View, Words};
use crate::chain::{OrganizationRef, ProjectRef};
use crate::model::{Evidence, Lang, Stage, Status};
use crate::query::{ActivePeriodShare, Concentration, Diagnosis, Load, MeasuredWait, NoWait};
use crate::record::Category;

impl<'c> View<'c> {
    /// The performers with most open work per team, those whose teams are unknown last; at most `rows` of them.
    #[must_use]
    pub fn most_loaded(&self, loads: &[Load<'c>], rows: usize) -> Table<'c> {
        let columns = vec![
            Column::words("Performer", "承担单位"),
            Column::words("Category", "品类"),
            Column::words("Stage", "研究阶段").definition("stage"),
            Column::number("Teams", "团队").unit("teams", "个").definition("capability"),
            Column::number("Open", "在办").unit("projects", "个").definition("load"),
            Column::number("Days", "天数").unit("days", "天").definition("wait"),
        ];
        let unknown = loads.iter().filter(|load| load.open() > 0 && load.teams.is_none()).count();
        let row = |load: &Load<'c>| {
            let projects = |count| Cell::count(count, Unit::Projects);
            let cells = vec![
                Cell::organization(load.organization),
                Cell::category(load.category),
                stage(load.stage),
                load.teams.map_or(Cell::Unknown, |teams| Cell::count(teams, Unit::Teams)),
                Cell::Phrase(Phrase::of(|_| cells!("{}+{}", projects(load.active), projects(load.waiting)))),
                median(&load.measured_wait),
            ];
            TableRow::new(cells, self.of_open_work(load.category, load.organization, load.stage))
        };
        let table = Table::new("load", Words::new("Where work piles up", "积压之处"), columns)
            .rows(by_work_per_team(loads).into_iter().take(rows).map(row))
            .note(Words::new(
                "Open: projects under way + waiting for the teams on record; those with most work per team come first. \
                 Days: the Kaplan-Meier median between a commission and its start.",
                "“在办”为在研+等待的项目数，每个团队工作最多的在前。天数为从委托到启动的Kaplan-Meier中位数。",
            ));
        if unknown == 0 { table } else { table.note(Phrase::of(|lang| untold(unknown, lang))) }
    }

    /// How few performers share the commissions of each category at each stage: most concentrated first, at most `rows`
    /// of them.
    #[must_use]
    pub fn concentration(&self, all: &[Concentration<'c>], rows: usize) -> Table<'c> {
        let columns = vec![
            Column::words("Category", "品类"),
            Column::words("Stage", "研究阶段").definition("stage"),
            Column::number("Index", "指数").unit("to 1", "最高为1").definition("hhi"),
            Column::number("Asked of", "承担单位").unit("performers", "个"),
            Column::number("Commissions", "委托").unit("projects", "项").definition("commission"),
            Column::words("Most at", "最多者"),
        ];
        let row = |row: &&Concentration<'c>| {
            let largest = |lang| {
                let held = Cell::count(row.commissions_of_largest, Unit::Projects);
                match lang {
                    Lang::En => cells!("{} ({})", row.largest, held),
                    Lang::Zh => cells!("{}（{}）", row.largest, held),
                }
            };
            let cells = vec![
                Cell::category(row.category),
                stage(row.stage),
                Cell::number(row.hhi, Unit::None, Digits::Fixed(2)),
                Cell::count(row.performers, Unit::Organizations),
                Cell::count(row.commissions, Unit::Projects),
                Cell::Phrase(Phrase::of(largest)),
            ];
            TableRow::new(cells, self.of_commissions(row.category, row.stage, row.largest))
        };
        let mut most: Vec<&Concentration<'c>> = all.iter().collect();
        most.sort_by(|a, b| b.hhi.total_cmp(&a.hhi).then(b.commissions.cmp(&a.commissions)));
        most.truncate(rows);
        Table::new("concentration", Words::new("How few share the commissions", "委托的集中程度"), columns)
            .rows(most.iter().map(row))
            .note(Words::new(
                "Index: Herfindahl-Hirschman, 1 where one performer has all commissions, 1/n where n have equally many. \
                 It says little of few commissions.",
                "指数为赫芬达尔—赫希曼指数：全部委托集中于一个承担单位时为1，n个承担单位均分时为1/n。委托很少时参考意义有限。",
            ))
    }

    /// Who has been continuously full longest, for which share of the time: longest first.
    #[must_use]
    pub fn active_period(&self, shares: &[ActivePeriodShare<'c>]) -> Table<'c> {
        let columns = vec![
            Column::words("Performer", "承担单位"),
            Column::words("Category", "品类"),
            Column::words("Stage", "研究阶段").definition("stage"),
            Column::number("Alone", "单独").unit("of the time", "占时间").definition("active-period"),
            Column::number("In turns", "交替").unit("of the time", "占时间").definition("active-period"),
        ];
        let row = |row: &&ActivePeriodShare<'c>| {
            let cells = vec![
                Cell::organization(row.organization),
                Cell::category(row.category),
                stage(row.stage),
                Cell::percent(row.sole, 0),
                Cell::percent(row.shifting, 0),
            ];
            TableRow::new(cells, self.of_busy(row.category, row.organization, row.stage))
        };
        let mut longest: Vec<&ActivePeriodShare<'c>> = shares.iter().collect();
        longest.sort_by(|a, b| (b.sole + b.shifting).total_cmp(&(a.sole + a.shifting)));
        Table::new("active-period", Words::new("Who has been continuously full longest", "连续满负荷时间"), columns)
            .rows(longest.iter().map(row))
            .note(Words::new(
                "The share of the time during which it has been continuously full longest: alone, or in turns with the next.",
                "连续满负荷时间最长的时间占比：单独最长，或与下一个交替。",
            ))
    }

    /// The open projects of a performer in a category at a stage, and its capability there.
    pub(super) fn of_open_work(
        &self,
        category: &'c Category,
        organization: OrganizationRef<'c>,
        stage: Stage,
    ) -> About<'c> {
        let open = self
            .provenance
            .performed_by(organization)
            .filter(|project| matches!(project.status(), Status::Proposed | Status::Accepted | Status::Active));
        of_work(category, organization, stage, open)
    }

    /// The dated commissions to a performer in a category at a stage, and its capability there.
    pub(super) fn of_commissions_to(
        &self,
        category: &'c Category,
        organization: OrganizationRef<'c>,
        stage: Stage,
    ) -> About<'c> {
        let commissions =
            self.provenance.performed_by(organization).filter(|project| project.record().commissioned.is_some());
        of_work(category, organization, stage, commissions)
    }

    /// The commissions of a category at a stage: of each performer they rest on, those of the one are named.
    pub(super) fn of_commissions(
        &self,
        category: &'c Category,
        stage: Stage,
        organization: OrganizationRef<'c>,
    ) -> About<'c> {
        let commissioned = self
            .provenance
            .performed_by(organization)
            .filter(|project| project.record().commissioner.is_some() && project.status() != Status::Cancelled)
            .filter(|project| project.performer() == organization);
        let about = About::nothing().within(category).stage(stage).organization(organization);
        of_place(about, category, stage, commissioned).weakest(self.provenance.place(category, stage).commissions)
    }

    /// The projects that fill a performer in a category at a stage, and its capability there.
    pub(super) fn of_busy(&self, category: &'c Category, organization: OrganizationRef<'c>, stage: Stage) -> About<'c> {
        let dated = self.provenance.performed_by(organization).filter(|project| project.record().started.is_some());
        of_work(category, organization, stage, dated)
    }
}

/// The median wait, or why there is none.
fn median<'c>(wait: &MeasuredWait) -> Cell<'c> {
    match (wait.median, wait.why()) {
        (Some(days), _) => Cell::number(days, Unit::Days, Digits::Fixed(0)),
        (None, Some(NoWait::NotReached)) => Cell::word(NoWait::NotReached.as_str(), "most wait", "过半未启动"),
        (None, _) => Cell::Unknown,
    }
}

/// Those of the projects of a performer that belong to a place, and its capability there.
fn of_work<'c>(
    category: &'c Category,
    organization: OrganizationRef<'c>,
    stage: Stage,
    projects: impl Iterator<Item = ProjectRef<'c>>,
) -> About<'c> {
    let about = About::nothing().within(category).capability(organization, category, stage);
    of_place(about, category, stage, projects)
}

/// Adds those of the projects that belong to a place.
fn of_place<'c>(
    about: About<'c>,
    category: &Category,
    stage: Stage,
    projects: impl Iterator<Item = ProjectRef<'c>>,
) -> About<'c> {
    let own = projects.filter(|project| project.stage() == stage && project.record().category == category.id);
    about.projects(own)
}

/// How many have open work of which nothing can be said, since their teams are not on record.
fn untold<'c>(unknown: usize, lang: Lang) -> Vec<Cell<'c>> {
    let count = Cell::count(unknown, Unit::None);
    match (lang, unknown) {
        (Lang::En, 1) => cells!("The teams of {} more performer with open work are not on record.", count),
        (Lang::En, _) => cells!("The teams of {} more performers with open work are not on record.", count),
        (Lang::Zh, _) => cells!("另有{}处在办项目的团队数未记载，不在此列。", count),
    }
}

/// The loads with open work of known teams, most per team first, and among equals as they come. Unknown teams may be as
/// many as it takes.
fn by_work_per_team<'l, 'c>(loads: &'l [Load<'c>]) -> Vec<&'l Load<'c>> {
    let mut loads: Vec<&Load<'_>> = loads.iter().filter(|load| load.open() > 0 && load.teams.is_some()).collect();
    let per_team = |load: &Load<'_>| load.workload_per_team().unwrap_or(-1.0);
    loads.sort_by(|a, b| per_team(b).total_cmp(&per_team(a)));
    loads
}

const LOAD: Layout = Layout {
    key: "load",
    names: ["load", "负荷"],
    subjects: &[Subject::Organization, Subject::Category, Subject::Stage, Subject::Evidence],
    measures: &[
        Measure::new("teams", Unit::Teams, "teams", "团队"),
        Measure::new("active", Unit::Projects, "under way", "进行中"),
        Measure::new("waiting", Unit::Projects, "waiting", "等待中"),
        Measure::new("utilization", Unit::Share, "of the teams, busy", "团队占用率"),
        Measure::new("workload_per_team", Unit::PerTeam, "open per team", "每团队在办"),
        Measure::new("waits_while_idle", Unit::None, "work waits while a team is free", "团队有空而工作等待"),
        Measure::new("median_wait", Unit::Days, "median wait (Kaplan-Meier)", "等待中位数（Kaplan-Meier）")
            .with_spread(),
        Measure::new("naive_median_wait", Unit::Days, "median wait of those started", "已启动项目的等待中位数"),
        Measure::new("started", Unit::Projects, "of the observed commissions, started", "所观测委托中已启动"),
        Measure::new("erlang_c", Unit::Days, "mean wait by M/M/c", "平均等待（M/M/c）"),
        Measure::new("allen_cunneen", Unit::Days, "mean wait by G/G/c", "平均等待（G/G/c）"),
        Measure::new("commissioned_per_team", Unit::Share, "work commissioned per team", "每团队委托工作量"),
    ],
    message: false,
};

pub(super) fn figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.load.iter().map(|row| {
        let (measured, predicted, utilization) = (&row.measured_wait, &row.predicted_wait, row.utilization());
        let median = Observation {
            low: measured.low,
            high: measured.high,
            observations: Some(measured.observations as u64),
            why: measured.why().map(NoWait::as_str),
            ..Observation::number(measured.median)
        };
        let why = predicted.why.map(NoWait::as_str);
        let unknown = row.teams.is_none().then_some(NoWait::UnknownTeams.as_str());
        let idle = row.waits_while_idle().map(Cell::Flag);
        let unless = |value: Option<f64>, why| Observation::number(value).why(if value.is_some() { None } else { why });
        Row::new(
            place(row.organization, row.category, row.stage, row.evidence),
            [
                Observation::number(row.teams.map(f64::from)).why(unknown),
                Observation::count(row.active),
                Observation::count(row.waiting),
                Observation::number(utilization).why(unknown),
                Observation::number(row.workload_per_team()).why(unknown),
                Observation::of(idle).why(unknown.filter(|_| row.waits_while_idle().is_none())),
                median,
                Observation::number(measured.naive_median),
                Observation::count(measured.started),
                unless(predicted.erlang_c, why),
                unless(predicted.allen_cunneen, why),
                unless(predicted.commissioned_per_team, why),
            ],
        )
    });
    Section::new(&LOAD, rows)
}

/// Where somebody works, and how well that is known.
fn place<'d>(
    organization: OrganizationRef<'d>,
    category: &'d Category,
    stage: Stage,
    evidence: Option<Evidence>,
) -> [Option<Cell<'d>>; 4] {
    [Some(Cell::organization(organization)), Some(Cell::category(category)), Some(word!(stage)), known(evidence)]
}

const CONCENTRATION: Layout = Layout {
    key: "concentration",
    names: ["concentration", "委托集中度"],
    subjects: &[Subject::Category, Subject::Stage, Subject::Organization, Subject::Evidence],
    measures: &[
        Measure::new("hhi", Unit::None, "Herfindahl-Hirschman index", "赫芬达尔指数"),
        Measure::new("commissions", Unit::Projects, "commissions", "委托"),
        Measure::new("performers", Unit::Organizations, "performers", "承担单位"),
        Measure::new("commissions_of_largest", Unit::Projects, "of them by the largest", "其中最大承担单位"),
    ],
    message: false,
};

/// The organization is the largest performer.
pub(super) fn concentration_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.concentration.iter().map(|row| {
        Row::new(
            [
                Some(Cell::category(row.category)),
                Some(word!(row.stage)),
                Some(Cell::organization(row.largest)),
                known(Some(row.evidence)),
            ],
            [
                Observation::number(row.hhi),
                Observation::count(row.commissions),
                Observation::count(row.performers),
                Observation::count(row.commissions_of_largest),
            ],
        )
    });
    Section::new(&CONCENTRATION, rows)
}

const ACTIVE_PERIOD: Layout = Layout {
    key: "active-period",
    names: ["active period", "连续满负荷"],
    subjects: &[Subject::Organization, Subject::Category, Subject::Stage, Subject::Evidence],
    measures: &[
        Measure::new("sole", Unit::Share, "sole bottleneck", "独为瓶颈的时间"),
        Measure::new("shifting", Unit::Share, "shifting bottleneck", "瓶颈转移的时间"),
    ],
    message: false,
};

pub(super) fn active_period_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.active_period.iter().map(|row| {
        let shares = [row.sole, row.shifting].map(Observation::number);
        Row::new(place(row.organization, row.category, row.stage, row.evidence), shares)
    });
    Section::new(&ACTIVE_PERIOD, rows)
}
