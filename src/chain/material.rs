//! The material that is handed on, in flat arrays for the queries: germplasm, and the licences and adoptions of it.

use super::capabilities::Numbers;
use super::columns::{Days, ProjectColumns, in_order};
use super::lists::Lists;
use crate::graph::rows::Rows;
use crate::model::{Day, GermplasmId, GermplasmKind, ProjectId, Right};
use crate::record::{Germplasm, NONE, Owner};

/// The facts of the germplasm.
#[derive(Clone, Debug, Default)]
pub(crate) struct GermplasmColumns {
    pub(crate) kind: Vec<GermplasmKind>,
    pub(crate) category: Vec<u32>,
    /// The parents of each, and behind one another as they are there, the share of each.
    pub(crate) parents: Rows,
    pub(crate) shares: Vec<f64>,
    pub(crate) derived_from: Vec<u32>,
    pub(crate) origin: Vec<u32>,
    pub(crate) bred_by: Rows,
    /// Nobody, too, where nobody says.
    pub(crate) holders: Rows,
    /// Who acts as owner: the owners that are organizations, else the holders, else the breeders.
    pub(crate) owners: Rows,
    pub(crate) released: Days,
    pub(crate) withdrawn: Days,
    pub(crate) right: Vec<Option<Right>>,
    pub(crate) right_ends: Days,
    /// The project that releases it; [`NONE`] where none is on record.
    pub(crate) released_by: Vec<u32>,
    /// Every germplasm after its parents; empty where the order of the ids is such an order.
    pub(crate) topological: Vec<u32>,
}

impl GermplasmColumns {
    pub(crate) fn len(&self) -> usize {
        self.kind.len()
    }

    /// Every germplasm after its parents.
    pub(crate) fn downstream_order(&self) -> impl DoubleEndedIterator<Item = usize> {
        in_order(&self.topological, self.len())
    }

    /// Whether it is withdrawn on a day.
    pub(crate) fn is_withdrawn(&self, germplasm: usize, today: Day) -> bool {
        self.withdrawn.get(germplasm).is_some_and(|day| day.number() <= today.number())
    }

    /// Adds what the records say beside what they refer to.
    pub(super) fn fill<'g>(&mut self, germplasm: impl Iterator<Item = &'g Germplasm>, today: Day) {
        for record in germplasm {
            self.kind.push(record.kind);
            self.shares.extend(record.parent_shares());
            self.released.push_past(record.released, today);
            self.withdrawn.push(record.withdrawn);
            self.right.push(record.right);
            self.right_ends.push(record.right_ends);
        }
    }

    /// Takes the dates of releases anew, as they are seen on another day.
    pub(super) fn see_on<'g>(&mut self, germplasm: impl Iterator<Item = &'g Germplasm>, today: Day) {
        self.released = Days::default();
        germplasm.for_each(|record| self.released.push_past(record.released, today));
    }
}

/// What a licence or an adoption is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Object {
    Project(u32),
    Germplasm(u32),
}

impl Object {
    pub(crate) fn category(self, projects: &ProjectColumns, germplasm: &GermplasmColumns) -> u32 {
        match self {
            Self::Project(project) => projects.category[project as usize],
            Self::Germplasm(number) => germplasm.category[number as usize],
        }
    }

    fn owners<'c>(self, projects: &'c ProjectColumns, germplasm: &'c GermplasmColumns) -> &'c [u32] {
        match self {
            Self::Project(project) => projects.owners.of(project as usize),
            Self::Germplasm(number) => germplasm.owners.of(number as usize),
        }
    }
}

/// The licences and the adoptions, in the order of the chain.
#[derive(Clone, Debug, Default)]
pub(crate) struct UseColumns {
    pub(crate) licence_object: Vec<Object>,
    pub(crate) licence_category: Vec<u32>,
    /// Who gives each licence: who is named, else who acts as owner of what it is of.
    pub(crate) licensors: Rows,
    pub(crate) licensee: Vec<u32>,
    pub(crate) licence_signed: Days,
    /// Whether each is in force on the day of the chain.
    pub(crate) in_force: Vec<bool>,
    pub(crate) adoption_object: Vec<Object>,
    pub(crate) adoption_region: Vec<u32>,
}

impl UseColumns {
    pub(super) fn new(
        numbers: &Numbers<'_>,
        projects: &ProjectColumns,
        germplasm: &GermplasmColumns,
        today: Day,
    ) -> Self {
        let mut columns = Self::default();
        for licence in &numbers.lists.licences {
            let object = object(numbers, licence.project.as_ref(), licence.germplasm.as_ref());
            columns.licence_category.push(object.category(projects, germplasm));
            match &licence.from {
                Some(from) => columns.licensors.push(numbers.organization(from)),
                None => columns.licensors.extend(object.owners(projects, germplasm).iter().copied()),
            }
            columns.licensors.end_row();
            columns.licence_object.push(object);
            columns.licensee.push(numbers.organization(&licence.to));
            columns.licence_signed.push_past(licence.signed, today);
            let is_over = licence.ends.is_some_and(|ends| ends.to_day().number() <= today.number());
            columns.in_force.push(!is_over);
        }
        for adoption in &numbers.lists.adoptions {
            columns.adoption_object.push(object(numbers, adoption.project.as_ref(), adoption.germplasm.as_ref()));
            columns.adoption_region.push(numbers.region(&adoption.region));
        }
        columns
    }
}

fn object(numbers: &Numbers<'_>, project: Option<&ProjectId>, germplasm: Option<&GermplasmId>) -> Object {
    match (project, germplasm) {
        (Some(project), _) => Object::Project(numbers.project(project)),
        (None, Some(germplasm)) => Object::Germplasm(numbers.germplasm(germplasm)),
        (None, None) => unreachable!("a licence and an adoption are of exactly one"),
    }
}

/// Who acts as owner of each project and of each germplasm.
pub(super) fn acting_owners(numbers: &Numbers<'_>, projects: &mut ProjectColumns, germplasm: &mut GermplasmColumns) {
    let Lists { projects: project_graph, germplasm: germplasm_graph, .. } = numbers.lists;
    for (number, project) in project_graph.node_weights().enumerate() {
        let any = push_organizations(numbers, &project.owners, &mut projects.owners);
        if !any {
            projects.owners.push(projects.performer[number]);
        }
        projects.owners.end_row();
    }
    for (number, record) in germplasm_graph.node_weights().enumerate() {
        if !push_organizations(numbers, &record.owners, &mut germplasm.owners) {
            let holders = germplasm.holders.of(number);
            let acting = if holders.is_empty() { germplasm.bred_by.of(number) } else { holders };
            germplasm.owners.extend(acting.iter().copied());
        }
        germplasm.owners.end_row();
    }
}

/// Adds the owners that are organizations, each once; whether there are any.
fn push_organizations(numbers: &Numbers<'_>, owners: &[Owner], rows: &mut Rows) -> bool {
    let mut found: Vec<u32> = owners.iter().filter_map(|owner| numbers.organization_if_any(&owner.holder)).collect();
    found.sort_unstable();
    found.dedup();
    let any = !found.is_empty();
    rows.extend(found);
    any
}

/// Which project releases each germplasm.
pub(super) fn released_by(projects: &ProjectColumns, germplasm: usize) -> Vec<u32> {
    let mut released_by = vec![NONE; germplasm];
    for project in 0..projects.len() {
        for &released in projects.releases.of(project) {
            released_by[released as usize] = project as u32;
        }
    }
    released_by
}
