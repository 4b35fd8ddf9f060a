//! What limits a category and what would help most, as a sentence in both languages.

use super::super::cell::{cells, joined};
use super::super::stages::stages_of;
use super::super::words::say;
use super::super::{Cell, Unit};
use crate::model::{Lang, Leap};
use crate::query::{RoleCapacity, Stoppage, Throughput};

pub(super) fn sentence<'c>(throughput: &Throughput<'c>, lang: Lang) -> Vec<Cell<'c>> {
    match (throughput.stopped, lang) {
        (Some(stopped), Lang::En) => cells!("{}: {}.", throughput.category, stop(stopped, lang)),
        (Some(stopped), Lang::Zh) => cells!("{}：{}。", throughput.category, stop(stopped, lang)),
        (None, Lang::En) => english(throughput),
        (None, Lang::Zh) => chinese(throughput),
    }
}

fn english<'c>(throughput: &Throughput<'c>) -> Vec<Cell<'c>> {
    let at = |roles| places(roles, Lang::En);
    let help = if let Some(best) = throughput.best_gain() {
        cells!(
            "another team for {} {} would help most and bring {}",
            best.stage,
            if throughput.is_limited_by_only(best.organization) {
                cells!("there")
            } else {
                cells!("at {}", best.organization)
            },
            Cell::more_products(best.gain),
        )
    } else if let Some(best) = throughput.best_gain_outside_role() {
        cells!(
            "no team in role would help; outside its role under the model, one more team for {} at {} would bring {}",
            best.stage,
            best.organization,
            Cell::more_products(best.gain),
        )
    } else {
        cells!(
            "no single team would help, since {} {} as little through: it takes a team in each",
            at(&throughput.sink_side),
            if throughput.sink_side.len() == 1 { "lets just" } else { "let just" },
        )
    };
    let is_guess = !throughput.counted_as_one.is_empty();
    cells!(
        "{}: {} {}, limited by {}; {}.",
        throughput.category,
        if is_guess {
            "counting one team wherever teams are not on record, the output is"
        } else {
            "the output is at most"
        },
        Cell::products(throughput.products_per_year.unwrap_or_default()),
        at(&throughput.source_side),
        help,
    )
}

fn chinese<'c>(throughput: &Throughput<'c>) -> Vec<Cell<'c>> {
    let at = |roles| places(roles, Lang::Zh);
    let help = if let Some(best) = throughput.best_gain() {
        cells!(
            "在{}增加一个{}团队收效最大，相当于{}",
            if throughput.is_limited_by_only(best.organization) {
                cells!("该处")
            } else {
                cells!("{}", best.organization)
            },
            best.stage,
            Cell::more_products(best.gain),
        )
    } else if let Some(best) = throughput.best_gain_outside_role() {
        cells!(
            "在分工之内增加一个团队没有效果；在分工之外，在{}增加一个{}团队，相当于{}",
            best.organization,
            best.stage,
            Cell::more_products(best.gain),
        )
    } else {
        cells!("{}同样构成制约，只增加一个团队没有效果，需要同时加强", at(&throughput.sink_side))
    };
    let is_guess = !throughput.counted_as_one.is_empty();
    cells!(
        "{}：{}{}，制约在于{}；{}。",
        throughput.category,
        if is_guess { "未记载的团队各按1个计，产出为" } else { "产出上限为" },
        Cell::products(throughput.products_per_year.unwrap_or_default()),
        at(&throughput.source_side),
        help,
    )
}

/// Where a minimum cut lies: the one role by name, or how many organizations in which leaps.
fn places<'c>(roles: &[RoleCapacity<'c>], lang: Lang) -> Vec<Cell<'c>> {
    let and = say(lang, " and ", "和");
    // Two can be named; of more, the number says more than a list.
    if roles.len() <= 2 {
        let named = roles.iter().map(|role| match lang {
            Lang::En => cells!("{} at {}", stages_of(role.leap), role.organization),
            Lang::Zh => cells!("{}的{}", role.organization, stages_of(role.leap)),
        });
        return joined(named, and);
    }
    let count = |leap: Leap| roles.iter().filter(|role| role.leap == leap).count();
    let leaps = Leap::ALL.into_iter().filter(|leap| count(*leap) > 0);
    let counted = leaps.map(|leap| {
        let organizations = Cell::count(count(leap), Unit::Organizations);
        match (lang, count(leap)) {
            (Lang::En, 1) => cells!("{} at {} organization", stages_of(leap), organizations),
            (Lang::En, _) => cells!("{} at {} organizations", stages_of(leap), organizations),
            (Lang::Zh, _) => cells!("{}个组织的{}", organizations, stages_of(leap)),
        }
    });
    joined(counted, and)
}

/// Why nothing passes, without category and full stop.
pub(in crate::say) fn stop<'c>(stopped: Stoppage, lang: Lang) -> Vec<Cell<'c>> {
    match (stopped, lang) {
        (Stoppage::NobodyAt(leap), Lang::En) => {
            cells!("the output cannot be estimated, since no organization working at {} is on record", stages_of(leap))
        }
        (Stoppage::NobodyAt(leap), Lang::Zh) => {
            cells!("未见有组织从事{}的记录，无法估计产出", stages_of(leap))
        }
        (Stoppage::NoSuccess(leap), Lang::En) => {
            cells!("no product can result, since the success of {} is assumed to be 0", stages_of(leap))
        }
        (Stoppage::NoSuccess(leap), Lang::Zh) => {
            cells!("{}的成功率假定为0，无法形成产品", stages_of(leap))
        }
        (Stoppage::NoRoute, Lang::En) => cells!(
            "as far as is recorded, the chain is interrupted: organizations work at every leap, but no line of related \
             organizations from the first to the last is on record"
        ),
        (Stoppage::NoRoute, Lang::Zh) => {
            cells!("按现有记录，创新链条中断：各阶段均有组织从事，未见由相互关联的组织贯穿首尾的记录")
        }
    }
}
