//! Order: a chain holds its records by id, whatever order they came in. So everything that walks over them answers in
//! the same order, and documents that say the same are written the same.

use std::cmp::Ordering;

use petgraph::graph::{DiGraph, NodeIndex};

use super::super::capabilities::{LinkColumns, Numbers, OrganizationColumns};
use super::super::columns::{ProjectColumns, Rows};
use super::super::names::{Index, NONE, Names};
use super::super::relations;
use super::{Assembly, Columns};
use crate::chain::SupplyChain;
use crate::model::Id;
use crate::model::{Agreement, BenefitShare, Funding, PartialDate, Project, Service};

/// Where records go.
struct Sorting {
    /// The record that becomes the `i`th; `None` where they are in order already.
    order: Option<Vec<u32>>,
    /// Where each record goes; `None` where they stay.
    places: Option<Vec<u32>>,
}

impl Sorting {
    fn by_id<'a>(count: usize, id: impl Fn(usize) -> &'a str) -> Self {
        if (1..count).all(|record| id(record - 1) < id(record)) {
            return Self { order: None, places: None };
        }
        let mut order: Vec<u32> = (0..count as u32).collect();
        order.sort_unstable_by(|&a, &b| id(a as usize).cmp(id(b as usize)));
        let mut places = vec![0; count];
        for (place, &record) in order.iter().enumerate() {
            places[record as usize] = place as u32;
        }
        Self { order: Some(order), places: Some(places) }
    }

    fn place(&self, record: u32) -> u32 {
        match &self.places {
            Some(places) if record != NONE => places[record as usize],
            _ => record,
        }
    }

    /// Moves every record to its place.
    fn apply(&self, mut swap: impl FnMut(usize, usize)) {
        let Some(places) = &self.places else { return };
        let mut places = places.clone();
        for record in 0..places.len() {
            while places[record] as usize != record {
                let place = places[record] as usize;
                swap(record, place);
                places.swap(record, place);
            }
        }
    }

    fn column<T: Copy>(&self, column: Vec<T>) -> Vec<T> {
        match &self.order {
            Some(order) => order.iter().map(|&record| column[record as usize]).collect(),
            None => column,
        }
    }

    fn rows(&self, rows: Rows) -> Rows {
        match &self.order {
            Some(order) => rows.reordered(order),
            None => rows,
        }
    }

    fn index<I: Id>(&self, names: Names<I>) -> Index {
        names.into_index(self.places.as_deref())
    }
}

impl Assembly {
    /// The chain, where nothing is wrong. `topological` has every project after those that it builds on.
    pub(super) fn put_in_order(mut self, as_of: PartialDate, topological: &[u32]) -> SupplyChain {
        self.sources.list.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        let categories = Sorting::by_id(self.categories.list.len(), |record| self.categories.list[record].id.as_str());
        categories.apply(|a, b| self.categories.list.swap(a, b));
        let demands = Sorting::by_id(self.demands.list.len(), |record| self.demands.list[record].id.as_str());
        demands.apply(|a, b| self.demands.list.swap(a, b));
        let organizations = Sorting::by_id(self.organizations.node_count(), |record| {
            self.organizations[NodeIndex::new(record)].id.as_str()
        });
        organizations.apply(|a, b| swap_nodes(&mut self.organizations, a, b));
        let projects =
            Sorting::by_id(self.projects.node_count(), |record| self.projects[NodeIndex::new(record)].id.as_str());
        projects.apply(|a, b| swap_nodes(&mut self.projects, a, b));
        self.put_parts_in_order();

        let Columns { category, performer, commissioner, builds_on, answers } = std::mem::take(&mut self.columns);
        let numbers = |column: Vec<u32>, record: &dyn Fn(u32) -> u32| {
            let mut column = projects.column(column);
            column.iter_mut().filter(|number| **number != NONE).for_each(|number| *number = record(*number));
            column
        };
        let rows = |rows: Rows, record: &dyn Fn(u32) -> u32| {
            let mut rows = projects.rows(rows);
            rows.map_sorted(record);
            rows
        };
        let organization = |number| organizations.place(self.organization_names.record(number));
        let mut columns = ProjectColumns {
            category: numbers(category, &|number| categories.place(self.categories.names.record(number))),
            performer: numbers(performer, &organization),
            commissioner: numbers(commissioner, &organization),
            builds_on: rows(builds_on, &|number| projects.place(self.project_names.record(number))),
            answers: rows(answers, &|number| demands.place(self.demands.names.record(number))),
            topological: topological.iter().map(|&project| projects.place(project)).collect(),
            ..ProjectColumns::default()
        };
        if columns.topological.is_sorted() {
            columns.topological = Vec::new();
        }
        fill(&mut columns, &self.projects);
        relations::add_builds_on(&mut self.projects, &columns);

        let category_index = categories.index(self.categories.names);
        let organization_index = organizations.index(self.organization_names);
        let numbers = Numbers {
            organizations: &self.organizations,
            organization_index: &organization_index,
            categories: &self.categories.list,
            category_index: &category_index,
        };
        let links = LinkColumns::new(&numbers, &self.agreements, &self.funding, &self.services, &self.demands.list);
        let capabilities = OrganizationColumns::new(&self.organizations, &self.categories.list, &category_index);
        let mut chain = SupplyChain {
            name: self.name,
            as_of,
            currency: self.currency,
            category_index,
            organization_index,
            organization_columns: capabilities,
            links,
            project_index: projects.index(self.project_names),
            demand_index: demands.index(self.demands.names),
            sources: self.sources.list,
            categories: self.categories.list,
            organizations: self.organizations,
            projects: self.projects,
            columns,
            demands: self.demands.list,
            agreements: self.agreements,
            funding: self.funding,
            services: self.services,
            assumptions: self.assumptions,
        };
        relations::add_relations(&mut chain);
        chain
    }
}

impl Assembly {
    /// Puts the lists in order that have no ids.
    fn put_parts_in_order(&mut self) {
        for organization in self.organizations.node_weights_mut() {
            organization.capabilities.sort_unstable_by(|a, b| (&a.category, a.stage).cmp(&(&b.category, b.stage)));
            if let Some(charter) = &mut organization.charter {
                charter.members.sort_by(|a, b| {
                    let by_share = a.contribution.partial_cmp(&b.contribution).unwrap_or(Ordering::Equal);
                    a.organization.cmp(&b.organization).then(by_share).then(a.technicians.cmp(&b.technicians))
                });
            }
        }
        for project in self.projects.node_weights_mut() {
            sort(&mut project.builds_on);
            sort(&mut project.answers);
            sort(&mut project.orientations);
            project.interested.iter_mut().for_each(|members| sort(members));
            let by_share =
                |a: &BenefitShare, b: &BenefitShare| a.holder.cmp(&b.holder).then(a.share.total_cmp(&b.share));
            project.benefit_shares.sort_by(by_share);
        }
        for agreement in &mut self.agreements {
            agreement.categories.iter_mut().for_each(|categories| sort(categories));
        }
        self.agreements.sort_by(|a, b| agreement_key(a).cmp(&agreement_key(b)));
        self.services.sort_by(|a, b| service_key(a).cmp(&service_key(b)));
        self.funding.sort_by(|a, b| {
            let by_amount = a.amount.partial_cmp(&b.amount).unwrap_or(Ordering::Equal);
            funding_key(a).cmp(&funding_key(b)).then(by_amount)
        });
    }
}

fn agreement_key(agreement: &Agreement) -> impl Ord {
    let Agreement { from, to, categories, signed, evidence, source } = agreement;
    (from, to, categories, signed, evidence, source)
}

fn service_key(service: &Service) -> impl Ord {
    let Service { provider, client, category, evidence, source } = service;
    (provider, client, category, evidence, source)
}

fn funding_key(funding: &Funding) -> impl Ord {
    let Funding { from, to, project, amount: _, year, evidence, source } = funding;
    (from, to, project, year, evidence, source)
}

fn sort<T: Ord>(list: &mut [T]) {
    if list.len() > 1 {
        list.sort_unstable();
    }
}

fn swap_nodes<N, E>(graph: &mut DiGraph<N, E>, a: usize, b: usize) {
    let (a, b) = graph.index_twice_mut(NodeIndex::new(a), NodeIndex::new(b));
    std::mem::swap(a, b);
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
