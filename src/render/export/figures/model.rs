//! The operating model: where the chain departs from it, what could not be judged, and whether its mechanisms work.

use super::{Cell, Layout, Measure, Observation, Row, Section, Subject, Unit, name};
use crate::model::Orientation;
use crate::query::{Diagnosis, PublicMoney, Share};

const FINDINGS: Layout = Layout {
    key: "findings",
    names: ["findings", "与运行模式不符之处"],
    subjects: &[
        Subject::Kind,
        Subject::Severity,
        Subject::Evidence,
        Subject::Category,
        Subject::Stage,
        Subject::Organization,
        Subject::OtherOrganization,
        Subject::Project,
        Subject::OtherProject,
    ],
    measures: &[Measure::new("measured", Unit::Share, "measured", "测得份额")],
    message: true,
};

pub(super) fn findings<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.findings.iter().map(|finding| {
        let subjects = [
            Some(name!(finding.kind())),
            Some(name!(finding.severity())),
            Some(name!(finding.evidence)),
            finding.category().map(Cell::category),
            finding.stage.map(|stage| name!(stage)),
            finding.organization.map(Cell::organization),
            finding.other.map(Cell::organization),
            finding.project.map(Cell::project),
            finding.other_project.map(Cell::project),
        ];
        Row::new(subjects, [Observation::number(finding.measured)]).saying(|lang| finding.message(lang))
    });
    Section::new(&FINDINGS, rows)
}

const UNJUDGED: Layout = Layout {
    key: "unjudged",
    names: ["unjudged", "资料不足未判断"],
    subjects: &[Subject::Kind],
    measures: &[Measure::new("records", Unit::Records, "records that do not say enough", "资料不足的记录")],
    message: false,
};

pub(super) fn unjudged<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let row = |row: &crate::query::Unjudged| Row::new([Some(name!(row.kind))], [Observation::count(row.records)]);
    Section::new(&UNJUDGED, diagnosis.unjudged.iter().map(row))
}

const MECHANISMS: Layout = Layout {
    key: "mechanisms",
    names: ["mechanisms", "机制"],
    subjects: &[Subject::Category],
    measures: &[
        Measure::new("public_money", Unit::Money, "public money for known projects", "投向已知项目的财政资金"),
        Measure::new("public_money_on_chokepoint", Unit::Money, "of it on chokepoints", "其中投向卡脖子技术"),
        Measure::new("public_money_share", Unit::Share, "share on chokepoints", "卡脖子技术占比"),
        Measure::new("public_money_unknown", Unit::Payments, "payments not known enough", "情况不明的资金"),
        Measure::new("demands_at_root", Unit::Demands, "demands answered at their root", "在根源处得到应答的需求"),
        Measure::new("demands", Unit::Demands, "demands", "需求"),
        Measure::new("demands_at_root_share", Unit::Share, "share answered at the root", "根源应答率"),
        Measure::new("duplicated_late", Unit::Projects, "late projects duplicated", "重复的后端项目"),
        Measure::new("late_projects", Unit::Projects, "late projects of known topic", "主题已知的后端项目"),
        Measure::new("late_projects_unknown", Unit::Projects, "late projects of unknown topic", "主题不明的后端项目"),
        Measure::new("duplicated_late_share", Unit::Share, "share duplicated", "重复率"),
        Measure::new(
            "inventors_with_share",
            Unit::Projects,
            "projects with a share for inventors",
            "发明人有收益的项目",
        ),
        Measure::new("benefit_known", Unit::Projects, "projects with known benefit shares", "收益分配已知的项目"),
        Measure::new("benefit_unknown", Unit::Projects, "projects with unknown benefit shares", "收益分配不明的项目"),
        Measure::new("inventors_with_share_share", Unit::Share, "share of projects with one", "发明人有收益的项目占比"),
        Measure::new("mean_inventors_share", Unit::Share, "mean share of inventors", "发明人平均收益份额"),
        Measure::new("facing_frontier", Unit::Projects, "facing frontiers of science", "面向世界科技前沿"),
        Measure::new("facing_economy", Unit::Projects, "facing the economy", "面向经济主战场"),
        Measure::new("facing_national_need", Unit::Projects, "facing needs of the nation", "面向国家重大需求"),
        Measure::new("facing_health", Unit::Projects, "facing life and health", "面向人民生命健康"),
        Measure::new("facing_unknown", Unit::Projects, "facing what is not known", "面向不明"),
        Measure::new("orientations_effective", Unit::None, "effective number of orientations", "有效面向数"),
        Measure::new("orientations_evenness", Unit::Share, "evenness of orientations", "面向均匀度"),
    ],
    message: false,
};

pub(super) fn mechanisms<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let share = |share: &Share| {
        let nothing = share.share().is_none().then_some("nothing-known");
        let (part, whole) = (Observation::count(share.part), Observation::count(share.whole));
        (part, whole, Observation::count(share.unknown), Observation::number(share.share()).why(nothing))
    };
    let rows = diagnosis.mechanisms.iter().map(move |row| {
        // Of demands all is known.
        let (at_root, demands, _, at_root_share) = share(&row.demand_at_root);
        let (duplicated, late, late_unknown, duplicated_share) = share(&row.duplicated_late);
        let (with_share, benefit, benefit_unknown, with_share_share) = share(&row.inventors_share);
        let orientations = &row.orientations;
        let nothing = orientations.evenness().is_none().then_some("nothing-known");
        let facing = Orientation::ALL.map(|one| Observation::count(orientations.projects[one as usize]));
        let observations = money(&row.public_money)
            .into_iter()
            .chain([at_root, demands, at_root_share, duplicated, late, late_unknown, duplicated_share])
            .chain([with_share, benefit, benefit_unknown, with_share_share])
            .chain([Observation::number(row.mean_inventors_share)])
            .chain(facing)
            .chain([
                Observation::count(orientations.unknown),
                Observation::number(orientations.effective_number()).why(nothing),
                Observation::number(orientations.evenness()).why(nothing),
            ]);
        Row::new([Some(Cell::category(row.category))], observations)
    });
    Section::new(&MECHANISMS, rows)
}

const CONSORTIUM_MONEY: Layout = Layout {
    key: "consortium-money",
    names: ["consortium money", "联合体财政资金"],
    subjects: &[Subject::Organization],
    measures: &[MECHANISMS.measures[0], MECHANISMS.measures[1], MECHANISMS.measures[2], MECHANISMS.measures[3]],
    message: false,
};

pub(super) fn consortium_money<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.consortium_money.iter();
    let row = |row: &'d crate::query::ConsortiumMoney<'_>| {
        Row::new([Some(Cell::organization(row.consortium))], money(&row.money))
    };
    Section::new(&CONSORTIUM_MONEY, rows.map(row))
}

fn money<'d>(money: &PublicMoney) -> [Observation<'d>; 4] {
    [
        Observation::number(money.total),
        Observation::number(money.on_chokepoint),
        Observation::number(money.share()).why(money.share().is_none().then_some("no-money")),
        Observation::count(money.unknown),
    ]
}
