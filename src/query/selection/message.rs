//! Whether the first place depends on the weights, in both languages.

use super::{Candidate, Criterion, Selection};
use crate::model::Lang;

/// Above this share of all weights, a category comes first whatever they are, but for rounding.
const ALL: f64 = 1.0 - 1e-9;

pub(super) fn sentence(selection: &Selection<'_>, lang: Lang) -> String {
    let left_out: Vec<&str> = Criterion::ALL
        .into_iter()
        .filter(|criterion| !selection.compared.contains(criterion))
        .map(|criterion| criterion.label(lang))
        .collect();
    let left_out = match (left_out.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::En) => format!(" Not compared, because unknown or without weight: {}.", left_out.join(", ")),
        (false, Lang::Zh) => format!("未参与比较（数据缺失或权重为零）：{}。", left_out.join("、")),
    };
    first_place(selection, lang) + &left_out
}

fn first_place(selection: &Selection<'_>, lang: Lang) -> String {
    let ranked: Vec<&Candidate<'_>> =
        selection.candidates.iter().filter(|candidate| candidate.score.is_some()).collect();
    let name = |candidate: &Candidate<'_>| candidate.category.label(lang).to_owned();
    let criteria: Vec<&str> = selection.compared.iter().map(|criterion| criterion.label(lang)).collect();
    let criteria = match (lang, criteria.as_slice()) {
        (Lang::En, [others @ .., last]) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        (Lang::En, _) => criteria.join(", "),
        (Lang::Zh, _) => criteria.join("、"),
    };
    let Some((best, others)) = ranked.split_first() else {
        return match lang {
            Lang::En => "Too little is known of the categories to compare them.",
            Lang::Zh => "品类数据不足，无法比较。",
        }
        .to_owned();
    };
    if others.is_empty() {
        return match lang {
            Lang::En => format!("Only of {} enough is known; there is nothing to compare it with.", name(best)),
            Lang::Zh => format!("只有{}的数据足够，无从比较。", name(best)),
        };
    }
    let share = best.first_rank().unwrap_or(0.0);
    if share + selection.undecided >= ALL && share >= ALL {
        return match lang {
            Lang::En => format!("{} comes first whatever the weights of {criteria}.", name(best)),
            Lang::Zh => format!("无论权重如何，{}都排第一（{criteria}）。", name(best)),
        };
    }
    let mut rivals: Vec<&Candidate<'_>> = others.to_vec();
    rivals.retain(|rival| rival.first_rank().is_some_and(|share| share >= 0.0005));
    rivals.sort_by(|a, b| b.first_rank().partial_cmp(&a.first_rank()).unwrap_or(std::cmp::Ordering::Equal));
    let percent = |candidate: &Candidate<'_>| format!("{:.1} %", candidate.first_rank().unwrap_or(0.0) * 100.0);
    let rivals: Vec<String> = rivals
        .iter()
        .map(|rival| match lang {
            Lang::En => format!("{} under {}", name(rival), percent(rival)),
            Lang::Zh => format!("{}为{}", name(rival), percent(rival)),
        })
        .collect();
    match lang {
        Lang::En => format!(
            "“{} first” depends on the weights of {criteria}: it comes first under {} of all weights, {}.",
            name(best),
            percent(best),
            rivals.join(", "),
        ),
        Lang::Zh => format!(
            "“{}优先”取决于{criteria}的权重：在全部权重中，{}排第一的占{}，{}。",
            name(best),
            name(best),
            percent(best),
            rivals.join("，"),
        ),
    }
}
