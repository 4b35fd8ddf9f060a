//! What became of delivered results: as a table and as figures.

use super::cell::{known, word};
use super::section::{Layout, Measure, Observation, Row, Section, Subject};
use super::{About, Align, Cell, Column, Table, TableRow, Unit, View, Words};
use crate::model::Lang;
use crate::query::{Diagnosis, ResultStanding, Standing};
use crate::record::Category;

/// The results of one category.
struct Results<'c> {
    category: &'c Category,
    /// How many have each standing, in the order of [`Standing::ALL`].
    counts: [usize; Standing::ALL.len()],
    about: About<'c>,
}

impl<'c> View<'c> {
    /// How many delivered results of each category have which standing; categories without results are left out.
    #[must_use]
    pub fn standing(&self, standings: &[ResultStanding<'c>]) -> Table<'c> {
        let heading = |standing: &Standing| {
            let [en, zh] = [Lang::En, Lang::Zh].map(|lang| standing.label(lang));
            Column::headed(Words::new(en, zh), Align::End).unit("results", "项").definition("standing")
        };
        let columns = [Column::words("Category", "品类")].into_iter().chain(Standing::ALL.iter().map(heading));
        let row = |results: Results<'c>| {
            let counts = results.counts.map(|count| Cell::count(count, Unit::Projects));
            let cells = [Cell::category(results.category)].into_iter().chain(counts);
            TableRow::new(cells.collect(), results.about)
        };
        Table::new("standing", Words::new("What became of delivered results", "已交付成果的去向"), columns.collect())
            .rows(by_category(standings).into_iter().map(row))
            .note(Words::new(
                "Each delivered result once, by the first that holds, from the left.",
                "每项已交付成果只计一次，归入自左起首个成立的去向。",
            ))
    }
}

/// The results by category, in the order of their ids.
fn by_category<'c>(standings: &[ResultStanding<'c>]) -> Vec<Results<'c>> {
    let mut sorted: Vec<&ResultStanding<'c>> = standings.iter().collect();
    sorted.sort_by_key(|own| own.project.category().id.as_str());
    let of_category = |own: &[&ResultStanding<'c>]| {
        let category = own[0].project.category();
        let mut counts = [0; Standing::ALL.len()];
        own.iter().for_each(|result| counts[result.standing as usize] += 1);
        let about = About::nothing().within(category);
        let about = own.iter().map(|result| Some(result.evidence)).fold(about, About::weakest);
        Results { category, counts, about }
    };
    sorted.chunk_by(|a, b| a.project.category() == b.project.category()).map(of_category).collect()
}

const STANDING: Layout = Layout {
    key: "standing",
    names: ["standing", "成果去向"],
    subjects: &[Subject::Category, Subject::Stage, Subject::Organization, Subject::Project, Subject::Evidence],
    measures: &[
        Measure::new("standing", Unit::None, "standing", "去向"),
        Measure::new("carried_on", Unit::None, "a project builds on it", "有项目承接"),
        Measure::new("drawn_on", Unit::None, "a project draws on what it releases", "有项目利用其释放的种质"),
        Measure::new("licensed", Unit::None, "a licence is in force", "许可有效"),
        Measure::new("grown", Unit::None, "it was ever grown", "有推广记录"),
        Measure::new("withdrawn", Unit::None, "all it releases is withdrawn", "释放的种质均已退出"),
    ],
    message: false,
};

pub(super) fn figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.standing.iter().map(|row| {
        let project = row.project;
        let conditions =
            [row.is_carried_on(), row.is_drawn_on(), row.is_licensed(), row.is_grown(), row.is_withdrawn()];
        let subjects = [
            Some(Cell::category(project.category())),
            Some(word!(project.stage())),
            Some(Cell::organization(project.performer())),
            Some(Cell::project(project)),
            known(Some(row.evidence)),
        ];
        let conditions = conditions.map(|holds| Observation::of(Cell::Flag(holds)));
        Row::new(subjects, [Observation::of(word!(row.standing))].into_iter().chain(conditions))
    });
    Section::new(&STANDING, rows)
}
