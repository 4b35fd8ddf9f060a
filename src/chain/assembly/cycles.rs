//! Cycles: what builds on each other cannot be told earlier from later.

use super::super::lists::Store;
use super::Assembly;
use crate::graph::cycles::{Order, Origins};
use crate::record::{NONE, Path, Problem, ProblemKind, RecordList};

impl Assembly {
    /// Every project after those that it builds on, by number in the document. Notes every cycle, at its first project.
    pub(super) fn topological_order(&mut self) -> Vec<u32> {
        let count = self.lists.projects.count();
        // Most documents name what was earlier first.
        if (0..count).all(|project| self.upstream(project).all(|earlier| (earlier as usize) < project)) {
            return (0..count as u32).collect();
        }
        let (mut starts, mut sources) = (Vec::with_capacity(count + 1), Vec::new());
        starts.push(0);
        for project in 0..count {
            sources.extend(self.upstream(project));
            starts.push(u32::try_from(sources.len()).expect("more references than memory holds"));
        }
        let Order { order, cycles } = Origins { starts, sources }.order();
        for cycle in cycles {
            let place = Path::record(RecordList::Projects, cycle[0] as usize).key("builds_on");
            let ids = cycle.iter().map(|&project| self.lists.projects.get(project as usize).id.clone());
            let projects = ids.collect();
            self.problem(Problem::new(place, ProblemKind::Cycle { projects }));
        }
        order
    }

    /// What a project builds on. What is unknown, and a project that builds on itself, has been noted.
    fn upstream(&self, project: usize) -> impl Iterator<Item = u32> {
        let numbers = self.columns.projects.builds_on.of(project).iter();
        let records = numbers.map(|&number| self.intake.names.projects.record(number));
        records.filter(move |&upstream| upstream != NONE && upstream as usize != project)
    }
}
