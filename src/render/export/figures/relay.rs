//! The relay: what the chain holds, who works where, what gets over the boundaries, and where it is broken.

use super::{Cell, Layout, Measure, Observation, Row, Section, Subject, Unit, leaps, name};
use crate::graph::betweenness::Method;
use crate::model::{Lang, Status};
use crate::query::{Diagnosis, Gap};

const SUMMARY: Layout = Layout {
    key: "chain",
    names: ["chain", "供应链概况"],
    subjects: &[],
    measures: &[
        Measure::new("organizations", Unit::Organizations, "organizations", "组织"),
        Measure::new("projects", Unit::Projects, "projects", "项目"),
        Measure::new("categories", Unit::Categories, "categories", "品类"),
        Measure::new("demands", Unit::Demands, "demands", "需求"),
        Measure::new("documented", Unit::Records, "documented", "有据"),
        Measure::new("assumed", Unit::Records, "assumed", "假定"),
        Measure::new("proposed", Unit::Records, "proposed", "拟议"),
        Measure::new("betweenness_method", Unit::None, "method of betweenness", "介数算法"),
        Measure::new("betweenness_epsilon", Unit::Share, "greatest error of betweenness", "介数最大误差"),
        Measure::new("betweenness_delta", Unit::Share, "chance of a greater error", "误差超限概率"),
        Measure::new("betweenness_samples", Unit::Paths, "sampled paths", "抽样路径"),
    ],
    message: false,
};

/// What the chain holds, and how betweenness was found.
pub(super) fn summary<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let chain = &diagnosis.chain;
    let (method, epsilon, delta, samples) = match diagnosis.connector_summary.method() {
        Method::Exact => ("exact", None, None, None),
        Method::Sampled { epsilon, delta, samples } => ("sampled", Some(epsilon), Some(delta), Some(samples)),
    };
    let counts = [
        chain.organizations,
        chain.projects,
        chain.categories,
        chain.demands,
        chain.evidence.documented,
        chain.evidence.assumed,
        chain.evidence.proposed,
    ];
    let rest = [
        Observation::of(Some(Cell::Text(method.into()))),
        Observation::number(epsilon),
        Observation::number(delta),
        Observation::of(samples.map(Cell::Count)),
    ];
    let row = Row::new([], counts.map(Observation::count).into_iter().chain(rest));
    Section::new(&SUMMARY, std::iter::once(row))
}

const COVERAGE: Layout = Layout {
    key: "coverage",
    names: ["coverage", "各环节布局"],
    subjects: &[Subject::Category, Subject::Stage],
    measures: &[
        Measure::new("organizations", Unit::Organizations, "capable organizations", "有能力的组织"),
        Measure::new("teams", Unit::Teams, "research teams", "研究团队"),
        Measure::new("proposed", Unit::Projects, "proposed", "已提出"),
        Measure::new("accepted", Unit::Projects, "accepted", "已受理"),
        Measure::new("active", Unit::Projects, "active", "进行中"),
        Measure::new("delivered", Unit::Projects, "delivered", "已交付"),
        Measure::new("failed", Unit::Projects, "failed", "已失败"),
        Measure::new("cancelled", Unit::Projects, "cancelled", "已取消"),
    ],
    message: false,
};

pub(super) fn coverage<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.coverage.iter().map(|cell| {
        let teams = Observation::of(Some(Cell::Count(cell.teams)));
        let projects = Status::ALL.map(|status| Observation::count(cell.projects.of(status)));
        Row::new(
            [Some(Cell::category(cell.category)), Some(name!(cell.stage))],
            [Observation::count(cell.organizations), teams].into_iter().chain(projects),
        )
    });
    Section::new(&COVERAGE, rows)
}

const FUNNEL: Layout = Layout {
    key: "funnel",
    names: ["funnel", "各边界转化"],
    subjects: &[Subject::Category, Subject::Leap, Subject::ToLeap, Subject::Organization],
    measures: &[
        Measure::new(
            "state",
            Unit::None,
            "state (all routes lead through the organization)",
            "状态（通道均经过该组织）",
        ),
        Measure::new("delivered", Unit::Projects, "delivered results", "已交付成果"),
        Measure::new("taken_up", Unit::Projects, "taken up", "被承接"),
        Measure::new("conversion", Unit::Share, "conversion", "转化率"),
        Measure::new("median_delay", Unit::Days, "median delay (Kaplan-Meier)", "延迟中位数（Kaplan-Meier）")
            .with_spread(),
        Measure::new("naive_median_delay", Unit::Days, "median delay of those taken up", "已承接成果的延迟中位数"),
        Measure::new("delay_observed", Unit::Projects, "of the observed results, taken up", "所观测成果中被承接的"),
    ],
    message: false,
};

pub(super) fn funnel<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
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
            [Some(Cell::category(row.category)), leap, to_leap, row.depends_on.map(Cell::organization)],
            [
                Observation::of(Some(name!(row.state))),
                Observation::count(row.delivered),
                Observation::count(row.taken_up),
                Observation::number(conversion).why(conversion.is_none().then_some("no-results")),
                median,
                Observation::number(delay.naive_median),
                Observation::count(delay.taken_up),
            ],
        )
    });
    Section::new(&FUNNEL, rows)
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

pub(super) fn gaps<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.gaps.iter().map(|gap| {
        let [leap, to_leap] = match gap {
            Gap::MissingStage { leap, .. } => [Some(name!(*leap)), None],
            Gap::MissingRoute { boundary, .. } => leaps(*boundary),
            _ => [None, None],
        };
        let organization = match gap {
            Gap::UnansweredDemand { raised_by, .. } | Gap::DemandStoppedShort { raised_by, .. } => Some(*raised_by),
            _ => gap.project().map(crate::chain::ProjectRef::performer),
        };
        let demand = gap
            .demand()
            .map(|demand| Cell::Name { key: demand.id.as_str(), names: Lang::ALL.map(|lang| demand.label(lang)) });
        let waited = gap.waited();
        let observation = Observation {
            approximate: waited.is_some_and(|waited| !waited.exact),
            ..Observation::number(waited.map(|waited| f64::from(waited.days)))
        };
        let subjects = [
            Some(name!(gap.kind())),
            Some(name!(gap.severity())),
            Some(Cell::category(gap.category())),
            leap,
            to_leap,
            organization.map(Cell::organization),
            gap.project().map(Cell::project),
            gap.upstream().map(Cell::project),
            demand,
        ];
        Row::new(subjects, [observation]).saying(|lang| gap.message(lang))
    });
    Section::new(&GAPS, rows)
}
