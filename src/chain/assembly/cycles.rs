//! Cycles: of what builds on each other, or was bred from each other, nothing is earlier or later.

use super::super::lists::Store;
use super::Assembly;
use crate::graph::cycles::{Order, Origins};
use crate::graph::rows::Rows;
use crate::record::{FieldValue, Interned, NONE, Path, Problem, ProblemKind, RecordList};

/// The orders that follow from what the records refer to, by number in the document.
pub(super) struct Orders {
    /// Every project after those that it builds on.
    pub(super) projects: Vec<u32>,
    /// Every germplasm after its parents.
    pub(super) germplasm: Vec<u32>,
}

impl Assembly {
    /// The orders. Notes every cycle, at its first record.
    pub(super) fn orders(&mut self) -> Orders {
        let names = &self.intake.names;
        // That a project builds on itself has been noted.
        let upstream = Origins::by_number(self.lists.projects.count(), |project| {
            let records = records(&self.columns.projects.builds_on, project, &names.projects);
            records.filter(move |&upstream| upstream as usize != project)
        });
        let parents = Origins::by_number(self.lists.germplasm.count(), |germplasm| {
            records(&self.columns.germplasm.parents, germplasm, &names.germplasm)
        });
        let root = Origins::by_number(self.lists.germplasm.count(), |germplasm| {
            let root = record(self.columns.germplasm.derived_from[germplasm], &names.germplasm);
            (root != NONE).then_some(root)
        });
        let around = Origins::by_number(self.lists.regions.count(), |region| {
            records(&self.columns.regions.within, region, &names.regions)
        });
        let projects = self.order(upstream, RecordList::Projects, "builds_on");
        let germplasm = self.order(parents, RecordList::Germplasm, "parents");
        self.order(root, RecordList::Germplasm, "derived_from");
        self.order(around, RecordList::Regions, "within");
        Orders { projects, germplasm }
    }

    fn order(&mut self, origins: Option<Origins>, list: RecordList, key: &'static str) -> Vec<u32> {
        // Most documents name what was earlier first.
        let Some(origins) = origins else { return (0..self.lists.count(list) as u32).collect() };
        let Order { order, cycles } = origins.order();
        for cycle in cycles {
            let place = Path::record(list, cycle[0] as usize).key(key);
            let kind = if list == RecordList::Projects {
                let ids = cycle.iter().map(|&project| self.lists.projects.get(project as usize).id.clone());
                ProblemKind::Cycle { projects: ids.collect() }
            } else {
                let ids = cycle.iter().map(|&record| self.lists.record(list, record as usize).value("id"));
                let ids = ids.filter_map(|id| match id {
                    Some(FieldValue::Id(id)) => Some(id.to_owned()),
                    _ => None,
                });
                ProblemKind::ReferenceCycle { key, ids: ids.collect() }
            };
            self.problem(Problem::new(place, kind));
        }
        order
    }
}

/// The record that has an id, by their numbers.
fn record<I: crate::model::Id>(number: u32, names: &Interned<I>) -> u32 {
    if number == NONE { NONE } else { names.record(number) }
}

/// The records that one refers to. What is unknown has been noted.
fn records<I: crate::model::Id>(column: &Rows, of: usize, names: &Interned<I>) -> impl Iterator<Item = u32> {
    column.of(of).iter().map(|&number| record(number, names)).filter(|&record| record != NONE)
}
