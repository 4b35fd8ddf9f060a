//! What became of delivered results: as a table and as figures.

use super::cell::{known, word};
use super::section::{Layout, Measure, Observation, Row, Section, Subject};
use super::{About, Cell, Column, Table, TableRow, Unit, View, Words};
use crate::query::{Diagnosis, ResultStanding};

impl<'c> View<'c> {
    /// How many delivered results of each category have which standing, as far as any have it.
    #[must_use]
    pub fn standing(&self, standings: &[ResultStanding<'c>]) -> Table<'c> {
        let columns = vec![
            Column::words("Category", "品类").grouped(),
            Column::words("Standing", "去向").definition("standing"),
            Column::number("Results", "成果").unit("projects", "项"),
        ];
        let mut sorted: Vec<&ResultStanding<'c>> = standings.iter().collect();
        let key = |own: &ResultStanding<'c>| (own.project.category().id.as_str(), own.standing);
        sorted.sort_by_key(|own| key(own));
        let row = |own: &[&ResultStanding<'c>]| {
            let category = own[0].project.category();
            let cells = vec![Cell::category(category), word!(own[0].standing), Cell::count(own.len(), Unit::Projects)];
            let known = own.iter().map(|result| Some(result.evidence));
            TableRow::new(cells, known.fold(About::nothing().within(category), About::weakest))
        };
        Table::new("standing", Words::new("What became of delivered results", "已交付成果的去向"), columns)
            .rows(sorted.chunk_by(|a, b| key(a) == key(b)).map(row))
            .note(Words::new(
                "Each delivered result once: by whatever is on record first, in the order of the definition.",
                "每项已交付成果只计一次，按定义所列顺序取首个有记录的去向。",
            ))
    }
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
