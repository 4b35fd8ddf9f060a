//! Bottlenecks: load, concentration, active periods, throughput with what limits it, and the list of all.

use super::{Cell, Layout, Measure, Observation, Row, Section, Subject, Unit, name};
use crate::query::{BottleneckKind, Diagnosis, NoWait, Stoppage};

const LOAD: Layout = Layout {
    key: "load",
    names: ["load", "负荷"],
    subjects: &[Subject::Organization, Subject::Category, Subject::Stage],
    measures: &[
        Measure::new("teams", Unit::Teams, "teams", "团队"),
        Measure::new("active", Unit::Projects, "under way", "进行中"),
        Measure::new("waiting", Unit::Projects, "waiting", "等待中"),
        Measure::new("utilization", Unit::PerTeam, "open per team", "每团队在办"),
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

pub(super) fn load<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
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
        let unless = |value: Option<f64>, why| Observation::number(value).why(if value.is_some() { None } else { why });
        Row::new(
            [Some(Cell::organization(row.organization)), Some(Cell::category(row.category)), Some(name!(row.stage))],
            [
                Observation::of(Some(Cell::Count(row.teams.into()))),
                Observation::count(row.active),
                Observation::count(row.waiting),
                unless(utilization, Some(NoWait::NoTeams.as_str())),
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

const CONCENTRATION: Layout = Layout {
    key: "concentration",
    names: ["concentration", "委托集中度"],
    subjects: &[Subject::Category, Subject::Stage, Subject::Organization],
    measures: &[
        Measure::new("hhi", Unit::None, "Herfindahl-Hirschman index", "赫芬达尔指数"),
        Measure::new("commissions", Unit::Projects, "commissions", "委托"),
        Measure::new("performers", Unit::Organizations, "performers", "承担者"),
        Measure::new("commissions_of_largest", Unit::Projects, "of them by the largest", "其中最大承担者"),
    ],
    message: false,
};

/// The organization is the largest performer.
pub(super) fn concentration<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.concentration.iter().map(|row| {
        Row::new(
            [Some(Cell::category(row.category)), Some(name!(row.stage)), Some(Cell::organization(row.largest))],
            [
                Observation::number(row.hhi),
                Observation::of(Some(Cell::Count(row.commissions))),
                Observation::count(row.performers),
                Observation::of(Some(Cell::Count(row.commissions_of_largest))),
            ],
        )
    });
    Section::new(&CONCENTRATION, rows)
}

const ACTIVE_PERIOD: Layout = Layout {
    key: "active-period",
    names: ["active period", "持续忙碌"],
    subjects: &[Subject::Organization],
    measures: &[
        Measure::new("sole", Unit::Share, "sole bottleneck", "独为瓶颈的时间"),
        Measure::new("shifting", Unit::Share, "shifting bottleneck", "瓶颈转移的时间"),
    ],
    message: false,
};

pub(super) fn active_period<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.active_period.iter().map(|row| {
        let shares = [row.sole, row.shifting].map(Observation::number);
        Row::new([Some(Cell::organization(row.organization))], shares)
    });
    Section::new(&ACTIVE_PERIOD, rows)
}

const THROUGHPUT: Layout = Layout {
    key: "throughput",
    names: ["throughput", "产出能力"],
    subjects: &[Subject::Category],
    measures: &[
        Measure::new("products_per_year", Unit::Products, "throughput", "产出能力"),
        Measure::new("resilience", Unit::Roles, "roles to lose before nothing passes", "全线不通前可失去的角色"),
    ],
    message: true,
};

pub(super) fn throughput<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.throughput.iter().map(|row| {
        let stopped = row.stopped.map(Stoppage::as_str);
        let observations =
            [Observation::number(row.products_per_year).why(stopped), Observation::count(row.resilience())];
        Row::new([Some(Cell::category(row.category))], observations).saying(|lang| row.message(lang))
    });
    Section::new(&THROUGHPUT, rows)
}

const CUTS: Layout = Layout {
    key: "cuts",
    names: ["cuts", "产出制约角色"],
    subjects: &[Subject::Category, Subject::Side, Subject::Organization, Subject::Leap],
    measures: &[Measure::new("capacity", Unit::Products, "capacity", "能力")],
    message: false,
};

/// The two minimum cuts, and the fewest roles without which nothing passes.
pub(super) fn cuts<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.throughput.iter().flat_map(|row| {
        let sides = [
            ("source", ["near the start", "靠近起点"], &row.source_side),
            ("sink", ["near the end", "靠近终点"], &row.sink_side),
            ("weakest", ["fewest roles", "最少角色"], &row.weakest_roles),
        ];
        sides.into_iter().flat_map(move |(key, names, roles)| {
            roles.iter().map(move |role| {
                let side = Cell::Name { key, names };
                let organization = Cell::organization(role.organization);
                Row::new(
                    [Some(Cell::category(row.category)), Some(side), Some(organization), Some(name!(role.leap))],
                    [Observation::number(role.capacity)],
                )
            })
        })
    });
    Section::new(&CUTS, rows)
}

const GAINS: Layout = Layout {
    key: "gains",
    names: ["gains", "增加一个团队的收益"],
    subjects: &[Subject::Category, Subject::Organization, Subject::Stage],
    measures: &[Measure::new("gain", Unit::Products, "gain of one more team", "增加一个团队的增量")],
    message: false,
};

pub(super) fn gains<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.throughput.iter().flat_map(|row| {
        row.gains.iter().map(|gain| {
            Row::new(
                [
                    Some(Cell::category(row.category)),
                    Some(Cell::organization(gain.organization)),
                    Some(name!(gain.stage)),
                ],
                [Observation::number(gain.gain)],
            )
        })
    });
    Section::new(&GAINS, rows)
}

const LOSSES: Layout = Layout {
    key: "losses",
    names: ["losses", "失去组织的损失"],
    subjects: &[Subject::Category, Subject::Organization],
    measures: &[
        Measure::new("loss", Unit::Products, "loss without it", "失去后的减量"),
        Measure::new("chokepoint", Unit::None, "nothing passes without it", "失去则全线不通"),
    ],
    message: false,
};

pub(super) fn losses<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.throughput.iter().flat_map(|row| {
        let mut chokepoints: Vec<usize> = row.chokepoints.iter().map(|own| own.node().index()).collect();
        chokepoints.sort_unstable();
        row.losses.iter().map(move |loss| {
            let chokepoint = chokepoints.binary_search(&loss.organization.node().index()).is_ok();
            Row::new(
                [Some(Cell::category(row.category)), Some(Cell::organization(loss.organization))],
                [Observation::number(loss.loss), Observation::of(Some(Cell::Flag(chokepoint)))],
            )
        })
    });
    Section::new(&LOSSES, rows)
}

const ASSUMED: Layout = Layout {
    key: "assumed",
    names: ["assumed", "产出假定"],
    subjects: &[Subject::Category, Subject::Stage],
    measures: &[
        Measure::new("duration_min", Unit::Years, "shortest duration", "最短周期"),
        Measure::new("duration_mode", Unit::Years, "likeliest duration", "最可能周期"),
        Measure::new("duration_max", Unit::Years, "longest duration", "最长周期"),
        Measure::new("duration_mean", Unit::Years, "mean duration", "平均周期"),
        Measure::new("duration_basis", Unit::None, "from", "周期来源"),
        Measure::new("success", Unit::Share, "success", "成功率"),
        Measure::new("success_basis", Unit::None, "from", "成功率来源"),
        Measure::new("products_per_team_year", Unit::Products, "products of one team", "每团队产出"),
    ],
    message: false,
};

pub(super) fn assumed<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.throughput.iter().flat_map(|row| {
        row.assumed.iter().map(|assumed| {
            let years = assumed.duration_years;
            Row::new(
                [Some(Cell::category(row.category)), Some(name!(assumed.stage))],
                [
                    Observation::number(years.min),
                    Observation::number(years.mode),
                    Observation::number(years.max),
                    Observation::number(years.mean()),
                    Observation::of(Some(name!(assumed.duration_basis))),
                    Observation::number(assumed.success),
                    Observation::of(Some(name!(assumed.success_basis))),
                    Observation::number(assumed.products_per_team_year),
                ],
            )
        })
    });
    Section::new(&ASSUMED, rows)
}

const BOTTLENECKS: Layout = Layout {
    key: "bottlenecks",
    names: ["bottlenecks", "瓶颈"],
    subjects: &[Subject::Kind, Subject::Severity, Subject::Category, Subject::Organization, Subject::Stage],
    measures: &[
        Measure::new("loss", Unit::Products, "loss without it", "失去后的减量"),
        Measure::new("gain", Unit::Products, "gain of one more team", "增加一个团队的增量"),
        Measure::new("work_per_team", Unit::PerTeam, "work per team", "每团队工作量"),
        Measure::new("median_wait", Unit::Days, "median wait", "等待中位数"),
        Measure::new("hhi", Unit::None, "Herfindahl-Hirschman index", "赫芬达尔指数"),
        Measure::new("busy", Unit::Share, "of the time longest busy", "持续最忙的时间"),
    ],
    message: true,
};

/// Each has the one measure by which its kind is ordered; without a team, work per team is not known.
pub(super) fn bottlenecks<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.bottlenecks.iter().map(|bottleneck| {
        let of_kind = match bottleneck.kind() {
            BottleneckKind::NothingPasses => None,
            BottleneckKind::Chokepoint => Some(0),
            BottleneckKind::Limit => Some(1),
            BottleneckKind::Saturated | BottleneckKind::Overloaded => Some(2),
            BottleneckKind::LongWait => Some(3),
            BottleneckKind::Concentrated => Some(4),
            BottleneckKind::LongestBusy => Some(5),
        };
        let size = bottleneck.size();
        let observations = (0..BOTTLENECKS.measures.len()).map(|measure| match of_kind == Some(measure) {
            true if size.is_finite() => Observation::number(size),
            true => Observation::default().why(Some(NoWait::NoTeams.as_str())),
            false => Observation::default(),
        });
        let subjects = [
            Some(name!(bottleneck.kind())),
            Some(name!(bottleneck.severity())),
            bottleneck.category().map(Cell::category),
            bottleneck.organization().map(Cell::organization),
            bottleneck.stage().map(|stage| name!(stage)),
        ];
        Row::new(subjects, observations).saying(|lang| bottleneck.message(lang))
    });
    Section::new(&BOTTLENECKS, rows)
}
