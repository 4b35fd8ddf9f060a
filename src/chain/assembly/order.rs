//! Order: a chain holds its records by id, whatever order they came in. So everything that walks over them answers in
//! the same order, and documents that say the same are written the same.

use petgraph::graph::DiGraph;

use super::super::capabilities::{LinkColumns, Numbers, OrganizationColumns};
use super::super::columns::ProjectColumns;
use super::super::lists::Sortings;
use super::super::relations;
use super::Assembly;
use crate::chain::SupplyChain;
use crate::graph::rows::Rows;
use crate::record::{ListNames, NONE, Project};

impl Assembly {
    /// The chain, where nothing is wrong. `topological` has every project after those that it builds on.
    pub(super) fn put_in_order(mut self, topological: &[u32]) -> SupplyChain {
        let sortings = self.lists.put_in_order();
        let mut columns = self.project_columns(&sortings);
        columns.topological = topological.iter().map(|&project| sortings.projects.place(project)).collect();
        if columns.topological.is_sorted() {
            columns.topological = Vec::new();
        }
        let mut lists = self.lists;
        fill(&mut columns, &lists.projects);
        relations::add_builds_on(&mut lists.projects, &columns);
        let indices = sortings.indices(self.intake.names);
        let links = LinkColumns::new(&Numbers { lists: &lists, indices: &indices });
        let organization_columns = OrganizationColumns::new(&Numbers { lists: &lists, indices: &indices });
        let mut head = self.head.expect("whoever reads a document hands over what it says of itself");
        // To assume nothing is as good as to say nothing of it.
        head.assumptions.take_if(|assumed| assumed.is_empty());
        let mut chain = SupplyChain { head, lists, indices, columns, organization_columns, links };
        relations::add_relations(&mut chain);
        chain
    }

    /// What the projects refer to, by where it is now.
    fn project_columns(&mut self, sortings: &Sortings) -> ProjectColumns {
        let met = std::mem::take(&mut self.columns.projects);
        let ListNames { categories, organizations, projects, demands, .. } = &self.intake.names;
        let numbers = |column: Vec<u32>, record: &dyn Fn(u32) -> u32| {
            let mut column = sortings.projects.column(column);
            column.iter_mut().filter(|number| **number != NONE).for_each(|number| *number = record(*number));
            column
        };
        let rows = |rows: Rows, record: &dyn Fn(u32) -> u32| {
            let mut rows = sortings.projects.rows(rows);
            rows.map_sorted(record);
            rows
        };
        let organization = |number| sortings.organizations.place(organizations.record(number));
        ProjectColumns {
            category: numbers(met.category, &|number| sortings.categories.place(categories.record(number))),
            performer: numbers(met.performer, &organization),
            commissioner: numbers(met.commissioner, &organization),
            builds_on: rows(met.builds_on, &|number| sortings.projects.place(projects.record(number))),
            answers: rows(met.answers, &|number| sortings.demands.place(demands.record(number))),
            ..ProjectColumns::default()
        }
    }
}

fn fill(columns: &mut ProjectColumns, projects: &DiGraph<Project, ()>) {
    for project in projects.node_weights() {
        columns.stage.push(project.stage);
        columns.status.push(project.status);
        columns.commissioned.push(project.commissioned);
        columns.started.push(project.started);
        columns.ended.push(project.ended);
    }
}
