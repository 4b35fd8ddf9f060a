//! How long results wait to be taken up, as curves.

use super::{Cell, Chart, Figure, Head, PageTable, Room, days, limit, line_key, svg};
use crate::model::{Boundary, Lang};
use crate::query::FunnelRow;
use crate::render::html::chart::{Survival, SurvivalWords};
use crate::render::html::words::say;
use crate::stats::kaplan_meier::{KaplanMeier, MedianEstimate, Observation};

/// A curve of fewer observations than this is not drawn for a category alone: it would be two or three steps.
const ENOUGH: usize = 5;

/// One curve with what it is of.
struct Curve<'k> {
    name: String,
    curve: &'k KaplanMeier,
}

/// A curve for each boundary over all categories, and for each category with enough results; at most `most` of these.
pub(in crate::render::html) fn delays(funnel: &[FunnelRow<'_>], most: usize, lang: Lang) -> Figure {
    let pooled = Boundary::ALL.map(|boundary| (boundary, pooled(funnel, boundary)));
    let of_all =
        pooled.iter().filter(|(_, curve)| curve.observations() > 0).map(|(boundary, curve)| Curve {
            name: name(say(lang, "All categories", "全部品类"), *boundary, lang),
            curve,
        });
    let mut single: Vec<&FunnelRow<'_>> = funnel.iter().filter(|row| row.delay.observations >= ENOUGH).collect();
    // Stable: of equally many, by id.
    single.sort_by_key(|row| std::cmp::Reverse(row.delay.observations));
    let left_out = single.len().saturating_sub(most);
    single.truncate(most);
    let of_one = single
        .iter()
        .map(|row| Curve { name: name(row.category.label(lang), row.boundary, lang), curve: &row.delay.curve });
    let curves: Vec<Curve<'_>> = of_all.chain(of_one).collect();
    // Where nothing was taken up the curve is a level line: its row says so in less room.
    let falls = |curve: &&Curve<'_>| curve.curve.events() > 0;
    let charts: Vec<Chart> =
        curves.iter().filter(falls).enumerate().map(|(number, curve)| draw(number, curve, lang)).collect();
    Figure {
        id: format!("{lang}-figure-delay"),
        class: "",
        lead: None,
        evidence: None,
        legend: if charts.is_empty() { Vec::new() } else { legend(lang) },
        notes: notes(charts.len() < curves.len(), lang),
        charts,
        table: PageTable {
            caption: say(lang, "How long results wait to be taken up", "成果等待承接的时间").to_owned(),
            heads: heads(lang),
            rows: curves.iter().map(|curve| row(curve, lang)).collect(),
            left_out,
            ..PageTable::default()
        },
    }
}

fn notes(some_are_level: bool, lang: Lang) -> Vec<String> {
    let mut notes = vec![say(
        lang,
        "The share of results that still wait, by the days since their end (Kaplan and Meier 1958). A result that \
         has not been taken up counts as waiting until the date of the chain. Categories with fewer than 5 \
         results of known dates have no curve of their own.",
        "交付后经过一定天数仍在等待承接的成果所占比例（Kaplan与Meier，1958）。尚未被承接的成果按等待至数据截止日计。已知日期的成果不足5项的品类不单独作图。",
    )];
    if some_are_level {
        notes.push(say(
            lang,
            "Where no result is on record as taken up, the curve would be level and is not drawn.",
            "未见承接记录的，曲线为水平线，不再作图。",
        ));
    }
    notes.into_iter().map(ToOwned::to_owned).collect()
}

/// The observations of all categories together.
fn pooled(funnel: &[FunnelRow<'_>], boundary: Boundary) -> KaplanMeier {
    let rows = funnel.iter().filter(|row| row.boundary == boundary);
    let steps = rows.flat_map(|row| row.delay.curve.steps());
    let observations = steps.flat_map(|step| {
        let events = std::iter::repeat_n(Observation::event(step.time), step.events);
        events.chain(std::iter::repeat_n(Observation::censored(step.time), step.censored))
    });
    KaplanMeier::new(&observations.collect::<Vec<_>>())
}

fn name(category: &str, boundary: Boundary, lang: Lang) -> String {
    format!("{category}{}{} ▸ {}", say(lang, ", ", "，"), boundary.from().label(lang), boundary.to().label(lang))
}

fn draw(number: usize, curve: &Curve<'_>, lang: Lang) -> Chart {
    let MedianEstimate { median, low, high, .. } = curve.curve.median();
    let (all, ended) = (curve.curve.observations(), curve.curve.events());
    let description = match lang {
        Lang::En => format!(
            "{all} results, {ended} taken up. Median wait in days: {}; 95 % interval from {} to {}.",
            days(median, lang),
            limit(low, lang),
            limit(high, lang),
        ),
        Lang::Zh => format!(
            "成果{all}项，其中{ended}项已被承接。等待天数中位数：{}；95%区间：{}至{}。",
            days(median, lang),
            limit(low, lang),
            limit(high, lang),
        ),
    };
    let words = SurvivalWords {
        time: say(lang, "days since the result", "交付后天数"),
        share: say(lang, "still waiting", "仍在等待"),
        at_risk: say(lang, "results still waiting (n)", "仍在等待的成果数"),
        title: &curve.name,
        description: &description,
        percent: say(lang, " %", "%"),
    };
    let drawing = Survival::new(curve.curve).draw(&format!("{lang}-delay-{number}"), &words);
    Chart { name: format!("{} (n = {all})", curve.name), svg: svg(drawing), room: Room::Column }
}

fn legend(lang: Lang) -> Vec<super::Key> {
    vec![
        line_key("curve", false, say(lang, "share that still waits", "仍在等待的比例")),
        line_key("limit", false, say(lang, "its 95 % limits", "95%置信限")),
        line_key("censored", true, say(lang, "last seen waiting", "截止时仍在等待")),
    ]
}

fn heads(lang: Lang) -> Vec<Head> {
    let head = |text: &str, unit: Option<&str>, class| Head {
        text: text.to_owned(),
        unit: unit.map(ToOwned::to_owned),
        class,
        ..Head::default()
    };
    let days = Some(say(lang, "days", "天"));
    vec![
        head(say(lang, "Of", "对象"), None, ""),
        head(say(lang, "Results", "成果"), Some(say(lang, "with a known end", "已知日期")), "number"),
        head(say(lang, "Taken up", "已承接"), None, "number"),
        head(say(lang, "Median", "中位数"), days, "number"),
        head(say(lang, "95 % interval", "95%区间"), days, "number"),
        head(
            say(lang, "Naive median", "简单中位数"),
            Some(say(lang, "days, only of those taken up", "天，仅计已承接者")),
            "number",
        ),
    ]
}

fn row(curve: &Curve<'_>, lang: Lang) -> Vec<Cell> {
    let cell = |text: String| Cell { text, class: "number", ..Cell::default() };
    let nothing = || say(lang, "n/a", "不适用").to_owned();
    let estimate = curve.curve.median();
    let interval = match (estimate.low, estimate.high) {
        (None, None) => days(None, lang),
        (low, high) => format!("{} – {}", limit(low, lang), limit(high, lang)),
    };
    vec![
        Cell { text: curve.name.clone(), head: true, ..Cell::default() },
        cell(curve.curve.observations().to_string()),
        cell(curve.curve.events().to_string()),
        cell(days(estimate.median, lang)),
        cell(interval),
        cell(curve.curve.naive_median().map_or_else(nothing, |days| format!("{days:.0}"))),
    ]
}
