//! Whose desk is full, how few share the commissions, and who has been busy longest.

use super::words::{number, percent, say, stage};
use super::{Column, Table, TableRow, View};
use crate::model::Lang;
use crate::query::{ActivePeriodShare, Concentration, Load};

impl<'c> View<'c> {
    /// The performers with most open work per team, those without a team first; at most `rows` of them.
    #[must_use]
    pub fn most_loaded(&self, loads: &[Load<'c>], rows: usize, lang: Lang) -> Table<'c> {
        let columns = vec![
            Column::words(say(lang, "Performer", "承担者")),
            Column::words(say(lang, "Category", "品类")),
            Column::words(say(lang, "Stage", "研究阶段")).definition("stage"),
            Column::number(say(lang, "Teams", "团队")).unit(say(lang, "teams", "个")).definition("capability"),
            Column::number(say(lang, "Open", "在办")).unit(say(lang, "projects", "个")).definition("load"),
            Column::number(say(lang, "Days", "天数")).unit(say(lang, "days", "天")).definition("wait"),
        ];
        let row = |load: &Load<'c>| {
            let cells = vec![
                load.organization.record().label(lang).to_owned(),
                load.category.label(lang).to_owned(),
                stage(load.stage, lang).to_owned(),
                load.teams.to_string(),
                format!("{}+{}", load.active, load.waiting),
                number(load.measured_wait.median, 0),
            ];
            TableRow::new(cells, self.of_open_work(load.category, load.organization, load.stage))
        };
        Table::new("load", say(lang, "Where work piles up", "积压之处"), columns)
            .rows(by_work_per_team(loads).into_iter().take(rows).map(row))
            .note(say(
                lang,
                "Open: projects under way + waiting for the teams on record; those with most work per team come first. \
                 Days: the Kaplan-Meier median between a commission and its start, ? where too few have started to \
                 tell.",
                "“在办”为在研+等待的项目数，每个团队工作最多的在前。天数为从委托到启动的Kaplan-Meier中位数；启动过少、无法判断时记为“?”。",
            ))
    }

    /// How few performers share the commissions of each category at each stage: most concentrated first, at most `rows`
    /// of them.
    #[must_use]
    pub fn concentration(&self, all: &[Concentration<'c>], rows: usize, lang: Lang) -> Table<'c> {
        let columns = vec![
            Column::words(say(lang, "Category", "品类")),
            Column::words(say(lang, "Stage", "研究阶段")).definition("stage"),
            Column::number(say(lang, "Index", "指数")).unit(say(lang, "to 1", "最高为1")).definition("hhi"),
            Column::number(say(lang, "Asked of", "承担者")).unit(say(lang, "performers", "个")),
            Column::number(say(lang, "Commissions", "委托")).unit(say(lang, "projects", "项")).definition("commission"),
            Column::words(say(lang, "Most at", "最多者")),
        ];
        let row = |row: &&Concentration<'c>| {
            let largest = row.largest.record().label(lang);
            let cells = vec![
                row.category.label(lang).to_owned(),
                stage(row.stage, lang).to_owned(),
                format!("{:.2}", row.hhi),
                row.performers.to_string(),
                row.commissions.to_string(),
                match lang {
                    Lang::En => format!("{largest} ({})", row.commissions_of_largest),
                    Lang::Zh => format!("{largest}（{}）", row.commissions_of_largest),
                },
            ];
            TableRow::new(cells, self.of_commissions(row.category, row.stage, row.largest))
        };
        let mut most: Vec<&Concentration<'c>> = all.iter().collect();
        most.sort_by(|a, b| b.hhi.total_cmp(&a.hhi).then(b.commissions.cmp(&a.commissions)));
        most.truncate(rows);
        Table::new("concentration", say(lang, "How few share the commissions", "委托的集中程度"), columns)
            .rows(most.iter().map(row))
            .note(say(
                lang,
                "Index: Herfindahl-Hirschman, 1 where one performer has all commissions, 1/n where n have equally many. \
                 It says little of few commissions.",
                "指数为赫芬达尔—赫希曼指数：全部委托集中于一个承担者时为1，n个承担者均分时为1/n。委托很少时参考意义有限。",
            ))
    }

    /// Who has been busy longest without a pause, for which share of the time: longest first.
    #[must_use]
    pub fn active_period(&self, shares: &[ActivePeriodShare<'c>], lang: Lang) -> Table<'c> {
        let columns = vec![
            Column::words(say(lang, "Performer", "承担者")),
            Column::number(say(lang, "Alone", "单独"))
                .unit(say(lang, "of the time", "占时间"))
                .definition("active-period"),
            Column::number(say(lang, "In turns", "交替"))
                .unit(say(lang, "of the time", "占时间"))
                .definition("active-period"),
        ];
        let row = |row: &&ActivePeriodShare<'c>| {
            let name = row.organization.record().label(lang).to_owned();
            let cells = vec![name, percent(Some(row.sole), 0), percent(Some(row.shifting), 0)];
            TableRow::new(cells, self.of_busy(row.organization))
        };
        let mut longest: Vec<&ActivePeriodShare<'c>> = shares.iter().collect();
        longest.sort_by(|a, b| (b.sole + b.shifting).total_cmp(&(a.sole + a.shifting)));
        Table::new("active-period", say(lang, "Who has been busy longest", "谁持续最忙"), columns)
            .rows(longest.iter().map(row))
            .note(say(
                lang,
                "Whoever has been busy longest without a pause holds up the others: alone, or in turns with the next.",
                "不间断忙碌时间最长者拖住其他组织：单独，或在与下一个交替之时。",
            ))
    }
}

/// The loads with open work, most per team first, and among equals as they come.
fn by_work_per_team<'l, 'c>(loads: &'l [Load<'c>]) -> Vec<&'l Load<'c>> {
    let mut loads: Vec<&Load<'_>> = loads.iter().filter(|load| load.open() > 0).collect();
    let per_team = |load: &Load<'_>| load.utilization().unwrap_or(f64::INFINITY);
    loads.sort_by(|a, b| per_team(b).total_cmp(&per_team(a)));
    loads
}
