//! Order: a chain holds its records by id, whatever order they came in. So everything that walks over them answers in
//! the same order, and documents that say the same are written the same.

use petgraph::graph::DiGraph;

use super::super::capabilities::{LinkColumns, Numbers, OrganizationColumns};
use super::super::columns::ProjectColumns;
use super::super::lists::Sortings;
use super::super::material::{self, GermplasmColumns, UseColumns};
use super::super::relations;
use super::super::sorting::Sorting;
use super::super::works_at::{RECENT_YEARS, WorksAt};
use super::Assembly;
use super::cycles::Orders;
use crate::chain::SupplyChain;
use crate::graph::rows::Rows;
use crate::model::{Day, Id};
use crate::record::{Interned, ListNames, NONE, Project};

impl Assembly {
    /// The chain, where nothing is wrong.
    pub(super) fn put_in_order(mut self, orders: &Orders) -> SupplyChain {
        let sortings = self.lists.put_in_order();
        let mut head = self.head.take().expect("whoever reads a document hands over what it says of itself");
        let today = head.as_of.to_day();
        let mut columns = self.project_columns(&sortings);
        columns.topological = placed(&orders.projects, &sortings.projects);
        let mut germplasm = self.germplasm_columns(&sortings);
        germplasm.topological = placed(&orders.germplasm, &sortings.germplasm);
        let mut lists = self.lists;
        fill(&mut columns, &lists.projects, today);
        germplasm.fill(lists.germplasm.node_weights(), today);
        germplasm.released_by = material::released_by(&columns, germplasm.len());
        relations::add_builds_on(&mut lists.projects, &columns);
        relations::add_parents(&mut lists.germplasm, &germplasm);
        let indices = sortings.indices(self.intake.names);
        let numbers = Numbers { lists: &lists, indices: &indices };
        material::acting_owners(&numbers, &mut columns, &mut germplasm);
        let links = LinkColumns::new(&numbers, today);
        let uses = UseColumns::new(&numbers, &columns, &germplasm, today);
        let organization_columns = OrganizationColumns::new(&numbers, today);
        // To assume nothing is as good as to say nothing of it.
        head.assumptions.iter_mut().for_each(|assumed| assumed.categories.retain(|_, stages| !stages.is_empty()));
        head.assumptions.take_if(|assumed| assumed.is_empty());
        let mut chain = SupplyChain {
            head,
            lists,
            indices,
            columns,
            organization_columns,
            germplasm,
            links,
            uses,
            came: sortings.into_came(),
            recent_years: RECENT_YEARS,
            works_at: WorksAt::default(),
            base: None,
        };
        relations::add_relations(&mut chain);
        chain.works_at = WorksAt::new(&chain);
        chain
    }

    /// What the projects refer to, by where it is now.
    fn project_columns(&mut self, sortings: &Sortings) -> ProjectColumns {
        let met = std::mem::take(&mut self.columns.projects);
        let ListNames { categories, organizations, projects, demands, germplasm, .. } = &self.intake.names;
        let Sortings { projects: own, .. } = sortings;
        let category = Moved { names: categories, sorting: &sortings.categories };
        let organization = Moved { names: organizations, sorting: &sortings.organizations };
        let project = Moved { names: projects, sorting: own };
        let material = Moved { names: germplasm, sorting: &sortings.germplasm };
        let performer = organization.numbers(own, met.performer);
        let mut joint_performers = organization.rows(own, met.joint_performers);
        joint_performers.drop_repeats_and(&performer);
        ProjectColumns {
            category: category.numbers(own, met.category),
            commissioner: organization.numbers(own, met.commissioner),
            performer,
            joint_performers,
            builds_on: project.rows(own, met.builds_on),
            draws_on: material.rows(own, met.draws_on),
            releases: material.rows(own, met.releases),
            answers: Moved { names: demands, sorting: &sortings.demands }.rows(own, met.answers),
            ..ProjectColumns::default()
        }
    }

    /// What the germplasm refers to, by where it is now.
    fn germplasm_columns(&mut self, sortings: &Sortings) -> GermplasmColumns {
        let met = std::mem::take(&mut self.columns.germplasm);
        let ListNames { categories, organizations, regions, germplasm, .. } = &self.intake.names;
        let Sortings { germplasm: own, .. } = sortings;
        let organization = Moved { names: organizations, sorting: &sortings.organizations };
        let material = Moved { names: germplasm, sorting: own };
        GermplasmColumns {
            category: Moved { names: categories, sorting: &sortings.categories }.numbers(own, met.category),
            parents: material.rows(own, met.parents),
            derived_from: material.numbers(own, met.derived_from),
            origin: Moved { names: regions, sorting: &sortings.regions }.numbers(own, met.origin),
            bred_by: organization.rows(own, met.bred_by),
            holders: organization.rows(own, met.holders),
            ..GermplasmColumns::default()
        }
    }
}

/// Where the records of a list are now that were referred to by the numbers of their ids.
struct Moved<'a, I: Id> {
    names: &'a Interned<I>,
    sorting: &'a Sorting,
}

impl<I: Id> Moved<'_, I> {
    fn place(&self, number: u32) -> u32 {
        if number == NONE { NONE } else { self.sorting.place(self.names.record(number)) }
    }

    /// A column of the records of a list that are put in an order of their own.
    fn numbers(&self, own: &Sorting, column: Vec<u32>) -> Vec<u32> {
        let mut column = own.column(column);
        column.iter_mut().for_each(|number| *number = self.place(*number));
        column
    }

    fn rows(&self, own: &Sorting, rows: Rows) -> Rows {
        let mut rows = own.rows(rows);
        rows.map_sorted(|number| self.place(number));
        rows
    }
}

/// An order by number, of what is elsewhere now; empty where it is the order of the numbers.
fn placed(order: &[u32], sorting: &Sorting) -> Vec<u32> {
    let order: Vec<u32> = order.iter().map(|&record| sorting.place(record)).collect();
    if order.is_sorted() { Vec::new() } else { order }
}

fn fill(columns: &mut ProjectColumns, projects: &DiGraph<Project, ()>, today: Day) {
    for project in projects.node_weights() {
        columns.stage.push(project.stage);
        columns.status.push(project.status);
        columns.evidence.push(project.evidence);
        columns.add_dates(project, today);
    }
}
