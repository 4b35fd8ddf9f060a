//! Whether money, benefit, demand and effort go where they should: as tables and as figures.

use super::cell::{cells, known};
use super::section::{Layout, Measure, Observation, Row, Section, Subject};
use super::{About, Cell, Column, Digits, Phrase, Table, TableRow, Unit, View, Words};
use crate::chain::{OrganizationRef, ProjectRef};
use crate::model::{Lang, Orientation};
use crate::query::{ConsortiumMoney, Diagnosis, Mechanisms, PublicMoney, Share};

impl<'c> View<'c> {
    /// The mechanisms of each category.
    #[must_use]
    pub fn mechanisms(&self, rows: &[Mechanisms<'c>]) -> Table<'c> {
        let columns = vec![
            Column::words("Category", "品类"),
            Column::number("Public money", "卡脖子资金").unit("%", "%").definition("public-money"),
            Column::number("Demands", "需求传导到源头").unit("demands", "项").definition("demand-at-root"),
            Column::number("Doubled", "低水平重复").unit("projects", "个").definition("duplicated"),
            Column::number("Inventors", "发明人收益").unit("projects", "个").definition("inventors"),
            Column::number("Facing", "四个面向").unit("of 4", "最多为4").definition("orientations"),
        ];
        let row = |row: &Mechanisms<'c>| {
            let cells = vec![
                Cell::category(row.category),
                Cell::measured(row.public_money.share(), Unit::Share, 0, Cell::lacking(row.public_money.unknown > 0)),
                part(row.demand_at_root, Unit::Demands),
                part(row.duplicated_late, Unit::Projects),
                part(row.inventors_share, Unit::Projects),
                Cell::measured(
                    row.orientations.effective_number(),
                    Unit::None,
                    1,
                    Cell::lacking(row.orientations.unknown > 0),
                ),
            ];
            TableRow::new(cells, About::nothing().within(row.category).weakest(row.evidence))
        };
        Table::new("mechanisms", Words::new("Whether the mechanisms work", "机制是否有效"), columns)
            .rows(rows.iter().map(row))
            .note(Words::new(
                "Public money on chokepoint technology; demands answered at their root; applied research and \
                 industrialization that others double; projects whose inventors have a share; how many of the four \
                 orientations are faced evenly. —: not on record; n/a: nothing to compute it from.",
                "财政资金投向卡脖子技术的比例；在根源阶段得到响应的需求；应用研究与产业化中重复的项目；发明人有收益的项目；四个面向的有效数。不适用：没有可供计算的对象。",
            ))
    }

    /// The money of the government for each consortium.
    #[must_use]
    pub fn consortium_money(&self, rows: &[ConsortiumMoney<'c>]) -> Table<'c> {
        let columns = vec![
            Column::words("Consortium", "联合体"),
            Column::number("Received", "获得资金").definition("public-money"),
            Column::number("On chokepoints", "用于卡脖子技术").definition("public-money"),
            Column::number("Not said", "未注明").unit("payments", "笔").definition("unknown"),
        ];
        let row = |row: &ConsortiumMoney<'c>| {
            let money = |amount| Cell::number(amount, Unit::Money, Digits::All);
            let cells = vec![
                Cell::organization(row.consortium),
                money(row.money.total),
                money(row.money.on_chokepoint),
                Cell::count(row.money.unknown, Unit::Payments),
            ];
            TableRow::new(cells, self.of_payments(row.consortium))
        };
        let caption = Words::new("Public money for the consortia", "各联合体的财政资金");
        let table = Table::new("consortium-money", caption, columns).rows(rows.iter().map(row));
        match self.chain.currency() {
            None => table,
            Some(currency) => table.note(Phrase::of(|lang| match lang {
                Lang::En => cells!("All money in {}.", currency),
                Lang::Zh => cells!("金额单位：{}。", currency),
            })),
        }
    }

    /// The payments that a consortium received, or others for projects that it performs.
    fn of_payments(&self, consortium: OrganizationRef<'c>) -> About<'c> {
        let payments = || self.provenance.payments_for(consortium);
        let projects = payments().filter_map(|payment| self.chain.project(payment.project.as_ref()?));
        let mut projects: Vec<ProjectRef<'c>> = projects.collect();
        projects.sort_unstable_by_key(|project| project.number());
        projects.dedup();
        let about = About::nothing().organization(consortium).projects(projects.into_iter());
        let about = payments().map(|payment| Some(payment.evidence)).fold(about, About::weakest);
        About { category: None, ..about }
    }
}

/// A part of what is known.
fn part<'c>(share: Share, unit: Unit) -> Cell<'c> {
    if share.whole == 0 {
        return Cell::lacking(share.unknown > 0);
    }
    let [part, whole] = [share.part, share.whole].map(|count| Cell::count(count, unit));
    Cell::Phrase(Phrase::of(|_| cells!("{}/{}", Cell::clone(&part), Cell::clone(&whole))))
}

const MECHANISMS: Layout = Layout {
    key: "mechanisms",
    names: ["mechanisms", "机制"],
    subjects: &[Subject::Category, Subject::Evidence],
    measures: &[
        Measure::new("public_money", Unit::Money, "public money for known projects", "投向已知项目的财政资金"),
        Measure::new("public_money_on_chokepoint", Unit::Money, "of it on chokepoints", "其中投向卡脖子技术"),
        Measure::new("public_money_share", Unit::Share, "share on chokepoints", "卡脖子技术占比"),
        Measure::new("public_money_unknown", Unit::Payments, "payments not known enough", "用途未记载的资金"),
        Measure::new("demands_at_root", Unit::Demands, "demands answered at their root", "在根源阶段得到响应的需求"),
        Measure::new("demands", Unit::Demands, "demands", "需求"),
        Measure::new("demands_at_root_share", Unit::Share, "share answered at the root", "根源响应率"),
        Measure::new("duplicated_late", Unit::Projects, "late projects duplicated", "重复的后端项目"),
        Measure::new("late_projects", Unit::Projects, "late projects of known topic", "主题已知的后端项目"),
        Measure::new("late_projects_unknown", Unit::Projects, "late projects of unknown topic", "主题未记载的后端项目"),
        Measure::new("duplicated_late_share", Unit::Share, "share duplicated", "重复率"),
        Measure::new(
            "inventors_with_share",
            Unit::Projects,
            "projects with a share for inventors",
            "发明人有收益的项目",
        ),
        Measure::new("benefit_known", Unit::Projects, "projects with known benefit shares", "收益分配已知的项目"),
        Measure::new("benefit_unknown", Unit::Projects, "projects with unknown benefit shares", "收益分配未记载的项目"),
        Measure::new("inventors_with_share_share", Unit::Share, "share of projects with one", "发明人有收益的项目占比"),
        Measure::new("mean_inventors_share", Unit::Share, "mean share of inventors", "发明人平均收益份额"),
        Measure::new("facing_frontier", Unit::Projects, "facing frontiers of science", "面向世界科技前沿"),
        Measure::new("facing_economy", Unit::Projects, "facing the economy", "面向经济主战场"),
        Measure::new("facing_national_need", Unit::Projects, "facing needs of the nation", "面向国家重大需求"),
        Measure::new("facing_health", Unit::Projects, "facing life and health", "面向人民生命健康"),
        Measure::new("facing_unknown", Unit::Projects, "facing what is not known", "面向未记载"),
        Measure::new("orientations_effective", Unit::None, "effective number of orientations", "有效面向数"),
        Measure::new("orientations_evenness", Unit::Share, "evenness of orientations", "面向均匀度"),
    ],
    message: false,
};

pub(super) fn figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
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
        Row::new([Some(Cell::category(row.category)), known(row.evidence)], observations)
    });
    Section::new(&MECHANISMS, rows)
}

const CONSORTIUM_MONEY: Layout = Layout {
    key: "consortium-money",
    names: ["consortium money", "联合体财政资金"],
    subjects: &[Subject::Organization, Subject::Evidence],
    measures: &[MECHANISMS.measures[0], MECHANISMS.measures[1], MECHANISMS.measures[2], MECHANISMS.measures[3]],
    message: false,
};

pub(super) fn consortium_money_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.consortium_money.iter();
    let row = |row: &'d ConsortiumMoney<'_>| {
        Row::new([Some(Cell::organization(row.consortium)), known(Some(row.evidence))], money(&row.money))
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
