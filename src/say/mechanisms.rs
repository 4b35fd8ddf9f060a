//! Whether money, benefit, demand and effort go where they should.

use super::about::weaker;
use super::words::{UNKNOWN, number, percent, say};
use super::{About, Column, Table, TableRow, View};
use crate::chain::{OrganizationRef, ProjectRef};
use crate::model::{Lang, Stage};
use crate::query::{ConsortiumMoney, Mechanisms, Share};

impl<'c> View<'c> {
    /// The mechanisms of each category.
    #[must_use]
    pub fn mechanisms(&self, rows: &[Mechanisms<'c>], lang: Lang) -> Table<'c> {
        let columns = vec![
            Column::words(say(lang, "Category", "品类")),
            Column::number(say(lang, "Public money", "卡脖子资金")).unit("%").definition("public-money"),
            Column::number(say(lang, "Demands", "需求溯源"))
                .unit(say(lang, "demands", "项"))
                .definition("demand-at-root"),
            Column::number(say(lang, "Doubled", "低水平重复"))
                .unit(say(lang, "projects", "个"))
                .definition("duplicated"),
            Column::number(say(lang, "Inventors", "发明人收益"))
                .unit(say(lang, "projects", "个"))
                .definition("inventors"),
            Column::number(say(lang, "Facing", "四个面向"))
                .unit(say(lang, "of 4", "最多为4"))
                .definition("orientations"),
        ];
        let of = |share: Share| {
            if share.whole == 0 { UNKNOWN.to_owned() } else { format!("{}/{}", share.part, share.whole) }
        };
        let row = |row: &Mechanisms<'c>| {
            let cells = vec![
                row.category.label(lang).to_owned(),
                percent(row.public_money.share(), 0),
                of(row.demand_at_root),
                of(row.duplicated_late),
                of(row.inventors_share),
                number(row.orientations.effective_number(), 1),
            ];
            let projects = Stage::ALL.map(|stage| self.grounds.place(row.category, stage).projects);
            let weakest = projects.into_iter().fold(self.grounds.demands_and_payments(row.category), weaker);
            TableRow::new(cells, About::nothing().within(row.category).weakest(weakest))
        };
        Table::new("mechanisms", say(lang, "Whether the mechanisms work", "机制是否有效"), columns)
            .rows(rows.iter().map(row))
            .note(say(
                lang,
                "Public money on chokepoint technology; demands answered at their root; applied research and \
                 industrialization that others double; projects whose inventors have a share; how many of the four \
                 orientations are faced evenly. ?: not on record.",
                "财政资金投向卡脖子技术的比例；在根源环节得到应答的需求；应用研究与产业化中重复的项目；发明人有收益的项目；四个面向的有效数。?：没有记载。",
            ))
    }

    /// The money of the government for each consortium.
    #[must_use]
    pub fn consortium_money(&self, rows: &[ConsortiumMoney<'c>], lang: Lang) -> Table<'c> {
        let columns = vec![
            Column::words(say(lang, "Consortium", "联合体")),
            Column::number(say(lang, "Received", "获得资金")).definition("public-money"),
            Column::number(say(lang, "On chokepoints", "用于卡脖子技术")).definition("public-money"),
            Column::number(say(lang, "Not said", "未注明")).unit(say(lang, "payments", "笔")).definition("unknown"),
        ];
        let row = |row: &ConsortiumMoney<'c>| {
            let cells = vec![
                row.consortium.record().label(lang).to_owned(),
                format!("{}", row.money.total),
                format!("{}", row.money.on_chokepoint),
                row.money.unknown.to_string(),
            ];
            TableRow::new(cells, self.of_payments(row.consortium))
        };
        let table =
            Table::new("consortium-money", say(lang, "Public money for the consortia", "各联合体的财政资金"), columns)
                .rows(rows.iter().map(row));
        match (self.chain.currency(), lang) {
            (None, _) => table,
            (Some(currency), Lang::En) => table.note(format!("All money in {currency}.")),
            (Some(currency), Lang::Zh) => table.note(format!("金额单位：{currency}。")),
        }
    }

    /// The payments that a consortium received, or others for projects that it performs.
    fn of_payments(&self, consortium: OrganizationRef<'c>) -> About<'c> {
        let payments = || self.grounds.payments_for(consortium);
        let projects = payments().filter_map(|payment| self.chain.project(payment.project.as_ref()?));
        let mut projects: Vec<ProjectRef<'c>> = projects.collect();
        projects.sort_unstable_by_key(|project| project.number());
        projects.dedup();
        let about = About::nothing().organization(consortium).projects(projects.into_iter());
        let about = payments().map(|payment| Some(payment.evidence)).fold(about, About::weakest);
        About { category: None, ..about }
    }
}
