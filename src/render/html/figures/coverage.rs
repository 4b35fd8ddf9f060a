//! Who works where: a heat table, and at a glance how far each category gets.

use super::{Cell, Figure, Head, PageTable, figure};
use crate::model::{Evidence, Lang, Leap, Stage};
use crate::query::{BoundaryState, Coverage, Diagnosis, FunnelRow, Throughput};
use crate::render::html::records::Records;
use crate::render::html::words::say;
use crate::say::{View, output, outputs_at_least};

/// Shades from none to most.
const SHADES: [&str; 6] = ["h0", "h1", "h2", "h3", "h4", "h5"];

/// Categories by stages: the more teams, the darker; the numbers stand in the cells.
pub(in crate::render::html) fn heat<'c>(
    view: &View<'c>,
    coverage: &[Coverage<'c>],
    most_rows: usize,
    records: &Records<'c>,
    lang: Lang,
) -> Figure {
    let table = view.coverage(coverage);
    let most = coverage.iter().filter_map(|cell| cell.teams).max().unwrap_or(0);
    let known: Vec<Option<Evidence>> = table.rows.iter().map(|row| row.about.evidence).collect();
    let mut figure = figure(table, 0, None, records, lang);
    let alike = figure.evidence.is_some();
    let categories = coverage.chunks(Stage::ALL.len()).zip(known.chunks(Stage::ALL.len()));
    let head = |text: &str, unit: Option<&str>| Head {
        text: text.to_owned(),
        unit: unit.map(ToOwned::to_owned),
        ..Head::default()
    };
    let mut heads = vec![head(say(lang, "Category", "品类"), None)];
    heads.extend(Stage::ALL.map(|stage| head(stage.label(lang), Some(stage.leap().label(lang)))));
    let row = |(cells, known): (&[Coverage<'c>], &[Option<Evidence>])| {
        let mut row = vec![Cell { text: cells[0].category.label(lang).to_owned(), head: true, ..Cell::default() }];
        let cells = cells.iter().zip(known);
        row.extend(cells.map(|(cell, known)| {
            let evidence = known.filter(|_| !alike);
            Cell { evidence, ..heat_cell(cell, most, lang) }
        }));
        row
    };
    figure.table.left_out = categories.len().saturating_sub(most_rows);
    figure.table.rows = categories.take(most_rows).map(row).collect();
    figure.table.heads = heads;
    figure.class = "heat";
    figure.notes.insert(0, say(
        lang,
        "In each field: research teams, the more the darker, with ? for those whose number is not on record; below, \
         organizations and projects. A dashed frame: none on record.",
        "每格为科研团队数，颜色越深团队越多，“?”表示团队数未记载；下方为组织数与项目数。虚线框表示未见记录。",
    ).to_owned());
    figure
}

fn heat_cell(cell: &Coverage<'_>, most: u64, lang: Lang) -> Cell {
    let projects = cell.projects.total();
    let small = match lang {
        Lang::En => format!("{} org. · {projects} proj.", cell.organizations),
        Lang::Zh => format!("组织{}个 · 项目{projects}个", cell.organizations),
    };
    let teams = known_teams(cell.teams, cell.teams_unknown);
    let text = match (cell.teams, cell.teams_unknown, lang) {
        (None, 0, _) => teams,
        (Some(1), 0, Lang::En) => format!("{teams} team"),
        (.., Lang::En) => format!("{teams} teams"),
        (.., Lang::Zh) => format!("{teams}个团队"),
    };
    let class = if cell.organizations == 0 { SHADES[0] } else { shade(cell.teams, most) };
    Cell { text, small: Some(small), class, ..Cell::default() }
}

/// Known teams, and a sign for those that are unknown: "21", "21 + ?", "?", and "—" where nobody works.
fn known_teams(teams: Option<u64>, unknown: usize) -> String {
    match (teams, unknown) {
        (Some(teams), 0) => teams.to_string(),
        (Some(teams), _) => format!("{teams} + ?"),
        (None, 0) => "—".to_owned(),
        (None, _) => "?".to_owned(),
    }
}

/// Fifths of the root of the most, so that small numbers differ, too; unknown teams are at least one.
fn shade(teams: Option<u64>, most: u64) -> &'static str {
    // Somebody works there with at least one team.
    let teams = teams.unwrap_or(1);
    let share = (teams as f64 / most.max(1) as f64).sqrt();
    SHADES[((share * 5.0).ceil() as usize).clamp(1, 5)]
}

/// A row for each category: its teams at each leap, the boundaries between, and what gets through.
pub(in crate::render::html) fn glance(diagnosis: &Diagnosis<'_>, most_rows: usize, lang: Lang) -> PageTable {
    let head = |text: &str, class: &'static str, unit: Option<&str>| Head {
        text: text.to_owned(),
        class,
        unit: unit.map(ToOwned::to_owned),
        ..Head::default()
    };
    let teams = say(lang, "teams", "团队");
    let [first, second, third] = Leap::ALL.map(|leap| head(leap.label(lang), "number", Some(teams)));
    let boundary = || head("", "", Some(say(lang, "boundary", "交接处")));
    let heads = vec![
        head(say(lang, "Category", "品类"), "", None),
        first,
        boundary(),
        second,
        boundary(),
        third,
        head(say(lang, "Output", "产出"), "number", Some(say(lang, "products a year", "个产品/年"))),
    ];
    let categories =
        diagnosis.coverage.chunks(Stage::ALL.len()).zip(diagnosis.funnel.chunks(2)).zip(&diagnosis.throughput);
    let rows = categories.clone().take(most_rows);
    PageTable {
        caption: say(lang, "Teams, boundaries and output of each category", "各品类的团队、交接处与产出").to_owned(),
        heads,
        rows: rows.map(|((coverage, funnel), throughput)| glance_row(coverage, funnel, throughput, lang)).collect(),
        left_out: categories.count().saturating_sub(most_rows),
        ..PageTable::default()
    }
}

/// What one has to know to read it.
pub(in crate::render::html) fn glance_notes(diagnosis: &Diagnosis<'_>, lang: Lang) -> Vec<String> {
    let lines = say(
        lang,
        "Teams at each leap (?: how many is not on record; —: no organization on record), and whether results can get over \
         the boundary between: a solid line where a route is on record, a dashed one where all routes on record lead \
         through one organization, a dotted one where none is.",
        "各跨越的团队数（“?”表示团队数未记载，“—”表示未见组织记录），以及成果能否通过交接处：实线为有通道，虚线为有记载的通道全部经由一个组织，点线为未见通道记录。",
    );
    let at_least = outputs_at_least(&diagnosis.throughput).map(|words| words.get(lang).to_owned());
    std::iter::once(lines.to_owned()).chain(at_least).collect()
}

fn glance_row(
    coverage: &[Coverage<'_>],
    funnel: &[FunnelRow<'_>],
    throughput: &Throughput<'_>,
    lang: Lang,
) -> Vec<Cell> {
    let teams = |leap: Leap| {
        let own = || coverage.iter().filter(|cell| cell.stage.leap() == leap);
        let known = own().filter_map(|cell| cell.teams).reduce(|all, teams| all + teams);
        let unknown = own().map(|cell| cell.teams_unknown).sum();
        Cell { text: known_teams(known, unknown), class: "number", ..Cell::default() }
    };
    let state = |row: &FunnelRow<'_>| Cell {
        text: row.state.label(lang).to_owned(),
        class: match row.state {
            BoundaryState::Absent => "state absent",
            BoundaryState::Cut => "state cut",
            BoundaryState::Thin => "state thin",
            BoundaryState::Ok => "state ok",
        },
        line: true,
        ..Cell::default()
    };
    vec![
        Cell { text: coverage[0].category.label(lang).to_owned(), head: true, ..Cell::default() },
        teams(Leap::ZeroToOne),
        state(&funnel[0]),
        teams(Leap::OneToTen),
        state(&funnel[1]),
        teams(Leap::TenToHundred),
        Cell { text: output(throughput).text(lang).into_owned(), class: "number", ..Cell::default() },
    ]
}

#[cfg(test)]
mod tests {
    use super::shade;

    #[test]
    fn least_and_most_have_shades_of_their_own() {
        assert_eq!([1, 4, 25, 100].map(|teams| shade(Some(teams), 100)), ["h1", "h1", "h3", "h5"]);
        assert_eq!([shade(None, 100), shade(None, 0)], ["h1", "h5"], "at least one team");
    }
}
