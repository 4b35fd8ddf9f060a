//! Why each bottleneck is one, as a sentence in both languages.

use super::Bottleneck;
use crate::chain::OrganizationRef;
use crate::model::{Category, Lang, Stage};
use crate::query::bottlenecks::throughput::{number, stop};

pub(super) fn sentence(bottleneck: &Bottleneck<'_>, lang: Lang) -> String {
    match lang {
        Lang::En => english(bottleneck),
        Lang::Zh => chinese(bottleneck),
    }
}

fn english(bottleneck: &Bottleneck<'_>) -> String {
    let lang = Lang::En;
    let name = |organization: &OrganizationRef<'_>| organization.record().label(lang).to_owned();
    let place = |category: &Category, stage: &Stage| format!("{}, {}", category.label(lang), stage.label(lang));
    match bottleneck {
        Bottleneck::NothingPasses { category, stopped } => {
            format!("{}: {}.", category.label(lang), stop(*stopped, lang))
        }
        Bottleneck::Chokepoint { category, organization, loss } => format!(
            "{}: everything passes through {}; without it all {} products a year are lost.",
            category.label(lang),
            name(organization),
            number(*loss),
        ),
        Bottleneck::Saturated { category, organization, stage, commissioned_per_team } => format!(
            "{}: {} is commissioned {commissioned_per_team:.1} times the work that its teams can do, so that the queue \
             grows without end.",
            place(category, stage),
            name(organization),
        ),
        Bottleneck::Overloaded { category, organization, stage, teams: 0, active, waiting } => format!(
            "{}: {} has {} under way and {waiting} waiting, but no team on record.",
            place(category, stage),
            name(organization),
            projects(*active),
        ),
        Bottleneck::Overloaded { category, organization, stage, teams, active, waiting } => format!(
            "{}: {} has {} under way and {waiting} waiting for {teams} team{}.",
            place(category, stage),
            name(organization),
            projects(*active),
            if *teams == 1 { "" } else { "s" },
        ),
        Bottleneck::LongWait { category, organization, stage, median_days, observations } => format!(
            "{}: half of the {observations} commissions to {} wait more than {median_days:.0} days for their start.",
            place(category, stage),
            name(organization),
        ),
        Bottleneck::Limit { category, products_per_year, best: Some(best), places } => format!(
            "{}: of {} products a year, {} at {} is a limit; one more team there would bring {} more{}.",
            category.label(lang),
            number(*products_per_year),
            best.stage.label(lang),
            name(&best.organization),
            number(best.gain),
            match places {
                1 => String::new(),
                2 => ", and a team at 1 other place would help too".to_owned(),
                more => format!(", and a team at {} other places would help too", more - 1),
            },
        ),
        Bottleneck::Limit { category, products_per_year, best: None, .. } => format!(
            "{}: {} products a year are limited in several places alike, so that no single team would help.",
            category.label(lang),
            number(*products_per_year),
        ),
        Bottleneck::Concentrated { category, stage, organization, held, commissions, hhi } => format!(
            "{}: {} has {held} of {commissions} commissions (concentration {hhi:.2} of 1).",
            place(category, stage),
            name(organization),
        ),
        Bottleneck::LongestBusy { organization, share } => format!(
            "{} has been busy longest without a pause, and so has held up the others, for {:.0} % of the time.",
            name(organization),
            share * 100.0,
        ),
    }
}

fn projects(count: usize) -> String {
    format!("{count} project{}", if count == 1 { "" } else { "s" })
}

fn chinese(bottleneck: &Bottleneck<'_>) -> String {
    let lang = Lang::Zh;
    let name = |organization: &OrganizationRef<'_>| organization.record().label(lang).to_owned();
    let place = |category: &Category, stage: &Stage| format!("{}{}", category.label(lang), stage.label(lang));
    match bottleneck {
        Bottleneck::NothingPasses { category, stopped } => {
            format!("{}：{}。", category.label(lang), stop(*stopped, lang))
        }
        Bottleneck::Chokepoint { category, organization, loss } => format!(
            "{}：全部产出都要经过{}；一旦缺失，每年{}个产品全部落空。",
            category.label(lang),
            name(organization),
            number(*loss),
        ),
        Bottleneck::Saturated { category, organization, stage, commissioned_per_team } => format!(
            "{}：委托给{}的工作量是其团队承载能力的{commissioned_per_team:.1}倍，积压将不断增长。",
            place(category, stage),
            name(organization),
        ),
        Bottleneck::Overloaded { category, organization, stage, teams: 0, active, waiting } => format!(
            "{}：{}有{active}个项目在研、{waiting}个项目等待，却没有团队记录。",
            place(category, stage),
            name(organization),
        ),
        Bottleneck::Overloaded { category, organization, stage, teams, active, waiting } => format!(
            "{}：{}只有{teams}个团队，却有{active}个项目在研、{waiting}个项目等待。",
            place(category, stage),
            name(organization),
        ),
        Bottleneck::LongWait { category, organization, stage, median_days, observations } => format!(
            "{}：委托给{}的{observations}个项目中，半数等待{median_days:.0}天以上才启动。",
            place(category, stage),
            name(organization),
        ),
        Bottleneck::Limit { category, products_per_year, best: Some(best), places } => format!(
            "{}：每年产出{}个产品，{}的{}是制约之一；在此增加一个团队，每年可多出{}个{}。",
            category.label(lang),
            number(*products_per_year),
            name(&best.organization),
            best.stage.label(lang),
            number(best.gain),
            if *places > 1 { format!("，另有{}处增加团队也有效果", places - 1) } else { String::new() },
        ),
        Bottleneck::Limit { category, products_per_year, best: None, .. } => format!(
            "{}：每年产出{}个产品，多处同时构成制约，只增加一个团队没有效果。",
            category.label(lang),
            number(*products_per_year),
        ),
        Bottleneck::Concentrated { category, stage, organization, held, commissions, hhi } => format!(
            "{}：{commissions}项委托中{held}项集中在{}（集中度{hhi:.2}，最高为1）。",
            place(category, stage),
            name(organization),
        ),
        Bottleneck::LongestBusy { organization, share } => {
            format!("{}在{:.0} %的时间里持续最忙，其他组织都在等它。", name(organization), share * 100.0)
        }
    }
}
