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
            "one more team for {} {} would help most and bring {} a year more",
            best.stage,
            if throughput.is_limited_by_only(best.organization) {
                cells!("there")
            } else {
                cells!("at {}", best.organization)
            },
            Cell::products(best.gain),
        )
    } else {
        cells!(
            "no single team would help, since {} {} as little through: it takes a team in each",
            at(&throughput.sink_side),
            if throughput.sink_side.len() == 1 { "lets just" } else { "let just" },
        )
    };
    cells!(
        "{}: at most {} products a year, limited by {}; {}.",
        throughput.category,
        Cell::products(throughput.products_per_year),
        at(&throughput.source_side),
        help,
    )
}

fn chinese<'c>(throughput: &Throughput<'c>) -> Vec<Cell<'c>> {
    let at = |roles| places(roles, Lang::Zh);
    let help = if let Some(best) = throughput.best_gain() {
        cells!(
            "在{}增加一个{}团队收效最大，每年可多出{}个产品",
            if throughput.is_limited_by_only(best.organization) {
                cells!("该处")
            } else {
                cells!("{}", best.organization)
            },
            best.stage,
            Cell::products(best.gain),
        )
    } else {
        cells!("{}同样构成制约，只增加一个团队没有效果，需要同时加强", at(&throughput.sink_side))
    };
    cells!(
        "{}：每年最多产出{}个产品，制约在于{}；{}。",
        throughput.category,
        Cell::products(throughput.products_per_year),
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
        (Stoppage::NoCapability(leap), Lang::En) => {
            cells!("nothing reaches the market, because no organization has a team for {}", stages_of(leap))
        }
        (Stoppage::NoCapability(leap), Lang::Zh) => cells!("没有组织具备{}团队，成果到不了市场", stages_of(leap)),
        (Stoppage::NoSuccess(leap), Lang::En) => {
            cells!("nothing reaches the market, because {} is assumed never to succeed", stages_of(leap))
        }
        (Stoppage::NoSuccess(leap), Lang::Zh) => cells!("假定{}从不成功，成果到不了市场", stages_of(leap)),
        (Stoppage::NoRoute, Lang::En) => cells!(
            "nothing reaches the market: there are teams for every leap, but no chain of related organizations leads \
             from the first to the last"
        ),
        (Stoppage::NoRoute, Lang::Zh) => {
            cells!("各环节都有团队，但没有一条由相互关联的组织构成的通道贯穿首尾，成果到不了市场")
        }
    }
}
