//! Tables of the view with bars and dots for their numbers.

use std::collections::BTreeMap;

use super::{Drawn, Figure, figure, key, line_key, short};
use crate::chain::RecordList;
use crate::model::Lang;
use crate::query::{Connector, Diagnosis, FunnelRow, Load, Selection, Throughput};
use crate::render::html::chart::{Band, Bars, Segment};
use crate::render::html::records::Records;
use crate::render::html::words::say;
use crate::say::{TableRow, View};

/// Two-sided 95 % of the normal distribution, in standard deviations.
const Z: f64 = 1.96;

/// The ranks that have a way of filling of their own; later ones are drawn as the last.
const RANKS: [&str; 5] = ["solid", "hatched", "dotted", "crossed", "open"];

/// Results of each leap: those that are taken up, and those that are not.
pub(in crate::render::html) fn funnel<'c>(
    view: &View<'c>,
    rows: &[FunnelRow<'c>],
    most_rows: usize,
    records: &Records<'c>,
    lang: Lang,
) -> Figure {
    let most = rows.iter().map(|row| row.delivered).max().unwrap_or(0);
    let bars = Bars::up_to(most as f64);
    let cell = |row: &FunnelRow<'c>| {
        let (taken_up, left) = (row.taken_up as f64, (row.delivered - row.taken_up) as f64);
        bars.bar(&[filled(taken_up, "solid"), filled(left, "hatched")], None)
    };
    let drawn = Drawn {
        after: 3,
        head: say(lang, "Results", "成果").to_owned(),
        unit: say(lang, "delivered projects", "已交付项目数").to_owned(),
        axis: bars.counting_axis(),
        cells: rows.iter().map(cell).collect(),
    };
    let mut figure = figure(view.funnel(rows), most_rows, Some(drawn), records, lang);
    // As the curves of the same boundaries are named.
    for (row, of) in figure.table.rows.iter_mut().zip(rows) {
        row[1].said = None;
        row[1].text = format!("{} ▸ {}", of.boundary.from().label(lang), of.boundary.to().label(lang));
    }
    figure.legend = vec![
        key("solid", say(lang, "taken up by a later leap", "已被后续跨越承接")),
        key("hatched", say(lang, "not taken up on record", "未见承接记录")),
    ];
    figure
}

/// The work of the most loaded performers beside their teams.
pub(in crate::render::html) fn load<'c>(
    view: &View<'c>,
    loads: &[Load<'c>],
    most_rows: usize,
    records: &Records<'c>,
    lang: Lang,
) -> Figure {
    let table = view.most_loaded(loads, most_rows);
    let by_place: BTreeMap<_, _> = loads
        .iter()
        .map(|load| ((load.organization.record().id.as_str(), load.category.id.as_str(), load.stage), load))
        .collect();
    let of_row = |row: &TableRow<'c>| {
        let (organization, stage) = (organization_of(row)?, *row.about.stages.first()?);
        by_place.get(&(organization, row.about.category?, stage)).copied()
    };
    let shown: Vec<Option<&Load<'c>>> = table.rows.iter().map(of_row).collect();
    let most = shown.iter().flatten().map(|load| (load.open() as f64).max(load.teams.map_or(0.0, f64::from)));
    let bars = Bars::up_to(most.fold(0.0, f64::max));
    let cell = |load: Option<&Load<'c>>| match load {
        Some(load) => bars.bar(
            &[filled(load.active as f64, "solid"), filled(load.waiting as f64, "hatched")],
            load.teams.map(f64::from),
        ),
        None => String::new(),
    };
    let drawn = Drawn {
        after: 3,
        head: say(lang, "Work and teams", "任务与团队").to_owned(),
        unit: say(lang, "projects; teams", "项目数；团队数").to_owned(),
        axis: bars.counting_axis(),
        cells: shown.iter().copied().map(cell).collect(),
    };
    let mut figure = figure(table, most_rows, Some(drawn), records, lang);
    figure.legend = vec![
        key("solid", say(lang, "projects under way", "在研项目")),
        key("hatched", say(lang, "projects that wait", "等待中的项目")),
        line_key("mark", true, say(lang, "teams", "团队数")),
    ];
    figure
}

/// What gets through each category, and what one more team would bring.
pub(in crate::render::html) fn throughput<'c>(
    view: &View<'c>,
    rows: &[Throughput<'c>],
    most_rows: usize,
    records: &Records<'c>,
    lang: Lang,
) -> Figure {
    let gain = |row: &Throughput<'c>| row.best_gain().map_or(0.0, |best| best.gain);
    let most = rows.iter().filter_map(|row| Some(row.products_per_year? + gain(row))).fold(0.0, f64::max);
    let bars = Bars::up_to(most);
    let cell = |row: &Throughput<'c>| match row.products_per_year {
        Some(a_year) => bars.bar(&[filled(a_year, "solid"), filled(gain(row), "hatched")], None),
        None => String::new(),
    };
    let drawn = Drawn {
        after: 2,
        head: say(lang, "Output", "产出").to_owned(),
        unit: say(lang, "products a year", "个产品/年").to_owned(),
        axis: bars.axis(short),
        cells: rows.iter().map(cell).collect(),
    };
    let mut figure = figure(view.throughput(rows), most_rows, Some(drawn), records, lang);
    figure.legend = vec![
        key("solid", say(lang, "what gets through at most", "最多能产出")),
        key("hatched", say(lang, "what one more team would add at best", "增加一个团队最多可增加")),
    ];
    figure
}

/// For which share of all weights each category has each rank.
pub(in crate::render::html) fn acceptability<'c>(
    view: &View<'c>,
    selection: &Selection<'c>,
    most_rows: usize,
    records: &Records<'c>,
    lang: Lang,
) -> Figure {
    let bars = Bars::up_to(1.0);
    let cells = selection.candidates.iter().map(|candidate| {
        let ranks = candidate.acceptability.as_deref().unwrap_or_default();
        let segments: Vec<Segment> =
            ranks.iter().enumerate().map(|(rank, share)| filled(*share, RANKS[rank.min(RANKS.len() - 1)])).collect();
        bars.bar(&segments, None)
    });
    let table = view.selection(selection);
    let drawn = Drawn {
        after: table.columns.len(),
        head: say(lang, "Ranks", "名次").to_owned(),
        unit: say(lang, "share of all weights", "占全部权重的比例").to_owned(),
        axis: bars.axis(|share| format!("{:.0}{}", share * 100.0, say(lang, " %", "%"))),
        cells: cells.collect(),
    };
    let mut figure = figure(table, most_rows, Some(drawn), records, lang);
    let ranks = selection.candidates.iter().filter_map(|candidate| candidate.acceptability.as_ref());
    let ranks = ranks.map(Vec::len).max().unwrap_or(0);
    figure.legend = (0..ranks.min(RANKS.len()))
        .map(|rank| {
            let last = rank + 1 == RANKS.len() && ranks > RANKS.len();
            let text = match (lang, last) {
                (Lang::En, false) => format!("rank {}", rank + 1),
                (Lang::En, true) => format!("rank {} or later", rank + 1),
                (Lang::Zh, false) => format!("第{}名", rank + 1),
                (Lang::Zh, true) => format!("第{}名及以后", rank + 1),
            };
            key(RANKS[rank], &text)
        })
        .collect();
    figure
}

/// Who mediates more than chance would have it.
pub(in crate::render::html) fn connectors<'c>(
    view: &View<'c>,
    diagnosis: &Diagnosis<'c>,
    most_rows: usize,
    records: &Records<'c>,
    lang: Lang,
) -> Figure {
    let table = view.connectors(&diagnosis.connectors, &diagnosis.connector_summary, most_rows);
    let by_id: BTreeMap<&str, &Connector<'c>> =
        diagnosis.connectors.iter().map(|connector| (connector.organization.record().id.as_str(), connector)).collect();
    let of_row = |row: &TableRow<'c>| organization_of(row).and_then(|id| by_id.get(id).copied());
    let shown: Vec<Option<&Connector<'c>>> = table.rows.iter().map(of_row).collect();
    let most = shown.iter().flatten().map(|connector| (connector.roles.total as f64).max(chance(connector).high));
    let bars = Bars::up_to(most.fold(0.0, f64::max));
    let cell = |connector: Option<&Connector<'c>>| match connector {
        Some(connector) => bars.dot(connector.roles.total as f64, chance(connector)),
        None => String::new(),
    };
    let drawn = Drawn {
        after: 1,
        head: say(lang, "Beside chance", "与随机相比").to_owned(),
        unit: say(lang, "pairs that it connects", "所连接的组织对数").to_owned(),
        axis: bars.counting_axis(),
        cells: shown.iter().copied().map(cell).collect(),
    };
    let mut figure = figure(table, most_rows, Some(drawn), records, lang);
    figure.legend = vec![
        dot_key(say(lang, "counted", "实际")),
        key("chance", say(lang, "95 % of what chance would give", "随机情形的95%区间")),
        line_key("expected", true, say(lang, "what chance would give at the mean", "随机情形的平均")),
    ];
    figure
}

/// The interval of chance: the standard deviation is what the z-score was taken with.
fn chance(connector: &Connector<'_>) -> Band {
    let (total, expected) = (connector.roles.total as f64, connector.expected.total);
    let deviation = connector.z.total.filter(|z| *z != 0.0).map_or(0.0, |z| (total - expected) / z);
    Band { low: (expected - Z * deviation).max(0.0), expected, high: expected + Z * deviation }
}

fn dot_key(text: &str) -> super::Key {
    let drawing = r#"<svg width="18" height="12" viewBox="0 0 18 12" aria-hidden="true" focusable="false"><circle class="value" cx="9" cy="6" r="4"/></svg>"#;
    super::Key { drawing: super::svg(drawing.to_owned()), text: text.to_owned() }
}

const fn filled(length: f64, fill: &'static str) -> Segment {
    Segment { length, fill }
}

/// The organization that a row is about.
fn organization_of<'c>(row: &TableRow<'c>) -> Option<&'c str> {
    row.about.records.iter().find(|record| record.list() == RecordList::Organizations).map(|record| record.id())
}
