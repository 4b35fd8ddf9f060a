//! What limits a category and what would help most, as a sentence in both languages.

use super::{Stoppage, Throughput};
use crate::model::{Lang, Leap};

pub(super) fn sentence(throughput: &Throughput<'_>, lang: Lang) -> String {
    match (throughput.stopped, lang) {
        (Some(stopped), Lang::En) => format!("{}: {}.", throughput.category.label(lang), stop(stopped, lang)),
        (Some(stopped), Lang::Zh) => format!("{}：{}。", throughput.category.label(lang), stop(stopped, lang)),
        (None, Lang::En) => english(throughput),
        (None, Lang::Zh) => chinese(throughput),
    }
}

fn english(throughput: &Throughput<'_>) -> String {
    let lang = Lang::En;
    let help = match throughput.best_gain() {
        Some(best) => format!(
            "one more team for {} {} would help most and bring {} a year more",
            best.stage.label(lang),
            if throughput.is_limited_by_only(best.organization) {
                "there".to_owned()
            } else {
                format!("at {}", best.organization.record().label(lang))
            },
            number(best.gain),
        ),
        None => format!(
            "no single team would help, since {} {} as little through: it takes a team in each",
            places(throughput, Side::Sink, lang),
            if throughput.sink_side.len() == 1 { "lets just" } else { "let just" },
        ),
    };
    format!(
        "{}: at most {} products a year, limited by {}; {help}.",
        throughput.category.label(lang),
        number(throughput.products_per_year),
        places(throughput, Side::Source, lang),
    )
}

fn chinese(throughput: &Throughput<'_>) -> String {
    let lang = Lang::Zh;
    let help = match throughput.best_gain() {
        Some(best) => format!(
            "在{}增加一个{}团队收效最大，每年可多出{}个产品",
            if throughput.is_limited_by_only(best.organization) {
                "该处"
            } else {
                best.organization.record().label(lang)
            },
            best.stage.label(lang),
            number(best.gain),
        ),
        None => format!("{}同样构成制约，只增加一个团队没有效果，需要同时加强", places(throughput, Side::Sink, lang)),
    };
    format!(
        "{}：每年最多产出{}个产品，制约在于{}；{help}。",
        throughput.category.label(lang),
        number(throughput.products_per_year),
        places(throughput, Side::Source, lang),
    )
}

#[derive(Clone, Copy)]
enum Side {
    Source,
    Sink,
}

/// Where a minimum cut lies: the one role by name, or how many organizations in which leaps.
fn places(throughput: &Throughput<'_>, side: Side, lang: Lang) -> String {
    let roles = match side {
        Side::Source => &throughput.source_side,
        Side::Sink => &throughput.sink_side,
    };
    // Two can be named; of more, the number says more than a list.
    if roles.len() <= 2 {
        let named = roles.iter().map(|role| {
            let (organization, leap) = (role.organization.record().label(lang), leap(role.leap, lang));
            match lang {
                Lang::En => format!("{leap} at {organization}"),
                Lang::Zh => format!("{organization}的{leap}"),
            }
        });
        return named.collect::<Vec<_>>().join(and(lang));
    }
    let count = |leap: Leap| roles.iter().filter(|role| role.leap == leap).count();
    let parts: Vec<String> = Leap::ALL
        .into_iter()
        .filter(|leap| count(*leap) > 0)
        .map(|of| match (lang, count(of)) {
            (Lang::En, 1) => format!("{} at 1 organization", leap(of, lang)),
            (Lang::En, many) => format!("{} at {many} organizations", leap(of, lang)),
            (Lang::Zh, many) => format!("{many}个组织的{}", leap(of, lang)),
        })
        .collect();
    parts.join(and(lang))
}

const fn and(lang: Lang) -> &'static str {
    match lang {
        Lang::En => " and ",
        Lang::Zh => "和",
    }
}

/// Why nothing passes, without category and full stop.
pub(in crate::query::bottlenecks) fn stop(stopped: Stoppage, lang: Lang) -> String {
    match lang {
        Lang::En => english_stop(stopped),
        Lang::Zh => chinese_stop(stopped),
    }
}

fn english_stop(stopped: Stoppage) -> String {
    match stopped {
        Stoppage::NoCapability(of) => {
            format!("nothing reaches the market, because no organization has a team for {}", leap(of, Lang::En))
        }
        Stoppage::NoSuccess(of) => {
            format!("nothing reaches the market, because {} is assumed never to succeed", leap(of, Lang::En))
        }
        Stoppage::NoRoute => "nothing reaches the market: there are teams for every leap, but no chain of related \
                              organizations leads from the first to the last"
            .to_owned(),
    }
}

fn chinese_stop(stopped: Stoppage) -> String {
    match stopped {
        Stoppage::NoCapability(of) => format!("没有组织具备{}团队，成果到不了市场", leap(of, Lang::Zh)),
        Stoppage::NoSuccess(of) => format!("假定{}从不成功，成果到不了市场", leap(of, Lang::Zh)),
        Stoppage::NoRoute => "各环节都有团队，但没有一条由相互关联的组织构成的通道贯穿首尾，成果到不了市场".to_owned(),
    }
}

/// The stages of a leap, as words.
pub(crate) const fn leap(leap: Leap, lang: Lang) -> &'static str {
    match (leap, lang) {
        (Leap::ZeroToOne, Lang::En) => "basic and applied-basic research (0→1)",
        (Leap::ZeroToOne, Lang::Zh) => "基础与应用基础研究（从0到1）",
        (Leap::OneToTen, Lang::En) => "applied research (1→10)",
        (Leap::OneToTen, Lang::Zh) => "应用研究（从1到10）",
        (Leap::TenToHundred, Lang::En) => "industrialization (10→100)",
        (Leap::TenToHundred, Lang::Zh) => "产业化（从10到100）",
    }
}

/// A number of products with two digits that count.
pub(crate) fn number(products: f64) -> String {
    if products == 0.0 || !products.is_finite() {
        return format!("{products}");
    }
    let digits = (1.0 - products.abs().log10().floor()).clamp(0.0, 12.0) as usize;
    format!("{products:.digits$}")
}
