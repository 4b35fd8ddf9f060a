//! Who works at which stage, and how much gets over each boundary.

use super::words::{digits, say, stage};
use super::{About, Column, Table, TableRow, View};
use crate::model::Lang;
use crate::query::{Coverage, FunnelRow, HandoffDelay};

impl<'c> View<'c> {
    /// Who works at which stage in which category.
    #[must_use]
    pub fn coverage(&self, cells: &[Coverage<'c>], lang: Lang) -> Table<'c> {
        let columns = vec![
            Column::words(say(lang, "Category", "品类")).grouped(),
            Column::words(say(lang, "Stage", "研究阶段")).definition("stage"),
            Column::number(say(lang, "Org.", "机构")).unit(say(lang, "organizations", "个")).definition("coverage"),
            Column::number(say(lang, "Teams", "团队")).unit(say(lang, "teams", "个")).definition("capability"),
            Column::number(say(lang, "Delivered", "已交付")).unit(say(lang, "projects", "个")).definition("status"),
            Column::number(say(lang, "Open", "在研")).unit(say(lang, "projects", "个")).definition("status"),
            Column::number(say(lang, "Ended", "未成")).unit(say(lang, "projects", "个")).definition("status"),
        ];
        let row = |cell: &Coverage<'c>| {
            let (category, projects) = (cell.category, cell.projects);
            let place = self.grounds.place(category, cell.stage);
            let about = About::nothing().within(category).stage(cell.stage).weakest(place.evidence());
            let cells = vec![
                category.label(lang).to_owned(),
                stage(cell.stage, lang).to_owned(),
                cell.organizations.to_string(),
                cell.teams.to_string(),
                projects.delivered.to_string(),
                (projects.proposed + projects.accepted + projects.active).to_string(),
                (projects.failed + projects.cancelled).to_string(),
            ];
            TableRow::new(cells, place.kinds().fold(about, About::kind))
        };
        Table::new("coverage", say(lang, "Who works at which stage", "各环节布局"), columns)
            .rows(cells.iter().map(row))
            .note(say(
                lang,
                "Organizations (org.) with a capability and their research teams; projects delivered, open (asked for \
                 or under way), and ended without a result.",
                "表中为具备能力的机构数与科研团队数，以及已交付、在研（含已提出）和未取得成果的项目数。",
            ))
    }

    /// How many results get over each boundary, and how long it takes.
    #[must_use]
    pub fn funnel(&self, rows: &[FunnelRow<'c>], lang: Lang) -> Table<'c> {
        let columns = vec![
            Column::words(say(lang, "Category", "品类")),
            Column::words(say(lang, "Boundary", "环节")).definition("boundary"),
            Column::words(say(lang, "State", "状态")).definition("boundary-state"),
            Column::words(say(lang, "Results taken up", "成果承接")).definition("conversion"),
            Column::words(say(lang, "Days to take-up", "承接天数")).unit(say(lang, "days", "天")).definition("delay"),
        ];
        let row = |row: &FunnelRow<'c>| {
            let boundary = row.boundary;
            let taken_up = row.conversion().map_or(say(lang, "no results", "无成果").to_owned(), |share| match lang {
                Lang::En => format!("{} of {} ({:.0} %)", row.taken_up, row.delivered, share * 100.0),
                Lang::Zh => format!("{}/{} ({:.0} %)", row.taken_up, row.delivered, share * 100.0),
            });
            let cells = vec![
                row.category.label(lang).to_owned(),
                format!("{} > {}", digits(boundary.from()), digits(boundary.to())),
                row.state.label(lang).to_owned(),
                taken_up,
                delay(&row.delay, lang),
            ];
            let mut about = About::nothing().within(row.category);
            for stage in boundary.from().stages().iter().chain(boundary.to().stages()) {
                let place = self.grounds.place(row.category, *stage);
                about = place.kinds().fold(about.stage(*stage).weakest(place.evidence()), About::kind);
            }
            if let Some(organization) = row.depends_on {
                about = about.organization(organization);
            }
            TableRow::new(cells, about).of_kind(row.state.as_str())
        };
        Table::new("funnel", say(lang, "How much gets over each boundary", "各环节之间的转化"), columns)
            .rows(rows.iter().map(row))
            .note(say(
                lang,
                "Thin: all routes lead through one organization. Days to take-up: the Kaplan-Meier median with its \
                 95 % interval, ? where it is open, over n results with a known end; those that still wait count as \
                 waiting.",
                "“薄弱”指所有通道都依赖同一个组织。承接天数为Kaplan-Meier中位数及其95%区间（没有上限或下限时记为“?”），n为已知交付日期的成果数；仍在等待的成果按删失处理。",
            ))
    }
}

fn delay(delay: &HandoffDelay, lang: Lang) -> String {
    let days = |days: Option<f64>| super::words::number(days, 0);
    if delay.observations == 0 {
        return say(lang, "no dates", "无日期").to_owned();
    }
    let median = delay.median.map_or(say(lang, "not reached", "未达到").to_owned(), |days| format!("{days:.0}"));
    let interval = match (delay.low, delay.high) {
        (None, None) => String::new(),
        (low, high) => format!(" ({}-{})", days(low), days(high)),
    };
    format!("{median}{interval}, n={}", delay.observations)
}
