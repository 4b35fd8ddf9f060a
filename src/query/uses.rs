//! Uses: what becomes of results beside being carried on. They are drawn on, licensed, grown, or withdrawn.

use crate::chain::{NONE, Object, SupplyChain};
use crate::model::{Day, PartialDate};

/// Another live project draws on what it releases.
pub(crate) const DRAWN_ON: u8 = 1;
/// A licence of it or of what it releases is in force.
pub(crate) const LICENSED: u8 = 2;
/// It or what it releases is or was adopted.
pub(crate) const GROWN: u8 = 4;
/// It releases something, and all of it is withdrawn.
pub(crate) const WITHDRAWN: u8 = 8;

/// Which uses there are of each project, and of each germplasm.
#[derive(Clone, Debug, Default)]
pub(crate) struct Uses {
    /// The conditions that hold of each project, a bit each; empty where no record speaks of uses.
    conditions: Vec<u8>,
    /// A project, and a live project that draws on what it releases; in order.
    drawn_on: Vec<(u32, u32)>,
    /// A project, and a licence in force of it or of what it releases; in order.
    licensed: Vec<(u32, u32)>,
    /// A project, and an adoption of it or of what it releases; in order.
    grown: Vec<(u32, u32)>,
    /// What was ever adopted, in order.
    adopted: Vec<Object>,
}

impl Uses {
    /// One pass over the projects that draw on or release something, the licences and the adoptions.
    pub(crate) fn of(chain: &SupplyChain) -> Self {
        let (columns, uses) = (chain.columns(), chain.uses());
        let is_silent = columns.releases.values().is_empty();
        if is_silent && uses.licensee.is_empty() && uses.adoption_object.is_empty() {
            return Self::default();
        }
        let project_of = |object: Object| project_of(chain, object);
        let in_force = (0..uses.licensee.len()).filter(|&licence| uses.in_force[licence]);
        // To have adopted nothing is no adoption.
        let adoptions = (0..chain.adoptions().len()).filter(|&adoption| chain.adoptions()[adoption].area > 0.0);
        let adopted = adoptions.clone().map(|adoption| uses.adoption_object[adoption]);
        let mut own = Self {
            conditions: vec![0; columns.len()],
            drawn_on: draws(chain),
            licensed: in_force
                .filter_map(|licence| Some((project_of(uses.licence_object[licence])?, licence as u32)))
                .collect(),
            grown: adoptions
                .filter_map(|adoption| Some((project_of(uses.adoption_object[adoption])?, adoption as u32)))
                .collect(),
            adopted: adopted.collect(),
        };
        own.adopted.sort_unstable();
        own.adopted.dedup();
        for (pairs, condition) in
            [(&mut own.drawn_on, DRAWN_ON), (&mut own.licensed, LICENSED), (&mut own.grown, GROWN)]
        {
            pairs.sort_unstable();
            pairs.dedup();
            pairs.iter().for_each(|(project, _)| own.conditions[*project as usize] |= condition);
        }
        own.add_withdrawn(chain);
        own
    }

    fn add_withdrawn(&mut self, chain: &SupplyChain) {
        let (germplasm, today) = (chain.germplasm_columns(), chain.as_of().to_day());
        for (conditions, released) in self.conditions.iter_mut().zip(chain.columns().releases.iter()) {
            let mut all = released.iter().map(|&own| germplasm.is_withdrawn(own as usize, today));
            if !released.is_empty() && all.all(|withdrawn| withdrawn) {
                *conditions |= WITHDRAWN;
            }
        }
    }

    /// Which conditions hold of a project, a bit each.
    pub(crate) fn conditions(&self, project: usize) -> u8 {
        self.conditions.get(project).copied().unwrap_or(0)
    }

    /// Whether no record speaks of uses.
    pub(crate) fn is_silent(&self) -> bool {
        self.conditions.is_empty()
    }

    /// The live projects that draw on what a project releases.
    pub(crate) fn drawing_on(&self, project: usize) -> impl Iterator<Item = usize> + Clone {
        of_project(&self.drawn_on, project)
    }

    /// The licences in force of a project or of what it releases.
    pub(crate) fn licences_of(&self, project: usize) -> impl Iterator<Item = usize> + Clone {
        of_project(&self.licensed, project)
    }

    /// The adoptions of a project or of what it releases.
    pub(crate) fn adoptions_of(&self, project: usize) -> impl Iterator<Item = usize> + Clone {
        of_project(&self.grown, project)
    }

    /// Whether something was ever adopted, by itself.
    pub(crate) fn is_adopted(&self, object: Object) -> bool {
        self.adopted.binary_search(&object).is_ok()
    }

    /// By what a result was taken up in a later leap than its own, beside the projects that build on it.
    pub(crate) fn uptake(&self, chain: &SupplyChain, project: usize) -> Uptake {
        let mut uptake = Uptake::default();
        let conditions = self.conditions(project);
        if conditions & (DRAWN_ON | LICENSED | GROWN) == 0 {
            return uptake;
        }
        let (columns, uses) = (chain.columns(), chain.uses());
        let (category, leap) = (columns.category[project], columns.leap(project));
        for licence in self.licences_of(project) {
            let leaps = chain.works_at().leaps(uses.licensee[licence] as usize, category);
            if leaps >> (leap.index() + 1) != 0 {
                uptake.by_licence = true;
                uptake.on(uses.licence_signed.get(licence));
            }
        }
        for drawing in self.drawing_on(project).filter(|&drawing| columns.leap(drawing) > leap) {
            uptake.by_use = true;
            uptake.on(columns.started.get(drawing));
        }
        if let Some(first) = self.adoptions_of(project).map(|adoption| chain.adoptions()[adoption].year).min() {
            uptake.by_use = true;
            let year = PartialDate::of_year(first).to_day();
            uptake.on(Some(year.not_after(chain.as_of().to_day())));
        }
        uptake
    }
}

/// By what a result was taken up, and when for the first time, as far as that is known.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Uptake {
    /// By a licence to somebody who works at a later leap.
    pub(crate) by_licence: bool,
    /// It is grown, or drawn on by a project of a later leap.
    pub(crate) by_use: bool,
    /// The number of the first known day.
    pub(crate) first: Option<i32>,
}

impl Uptake {
    fn on(&mut self, day: Option<Day>) {
        self.first = self.first.into_iter().chain(day.map(Day::number)).min();
    }
}

/// The project that an object is, or that releases it.
fn project_of(chain: &SupplyChain, object: Object) -> Option<u32> {
    match object {
        Object::Project(project) => Some(project),
        Object::Germplasm(germplasm) => {
            Some(chain.germplasm_columns().released_by[germplasm as usize]).filter(|project| *project != NONE)
        }
    }
}

/// The germplasm that a project draws on, and the parents of what it releases: its material.
pub(crate) fn material(chain: &SupplyChain, project: usize) -> impl Iterator<Item = u32> {
    let (columns, germplasm) = (chain.columns(), chain.germplasm_columns());
    let released = columns.releases.of(project).iter();
    let parents = released.flat_map(|&released| germplasm.parents.of(released as usize));
    columns.draws_on.of(project).iter().chain(parents).copied()
}

/// Every project with each live other that draws on what it releases.
fn draws(chain: &SupplyChain) -> Vec<(u32, u32)> {
    let (columns, germplasm) = (chain.columns(), chain.germplasm_columns());
    let live = (0..columns.len()).filter(|&project| columns.is_live(project));
    let of_live = live.flat_map(|drawing| {
        let releasing = material(chain, drawing).map(|own| germplasm.released_by[own as usize]);
        releasing.map(move |project| (project, drawing as u32))
    });
    of_live.filter(|&(project, drawing)| project != NONE && project != drawing).collect()
}

/// What stands beside a project in pairs that are in order.
fn of_project(pairs: &[(u32, u32)], project: usize) -> impl Iterator<Item = usize> + Clone {
    let first = pairs.partition_point(|pair| (pair.0 as usize) < project);
    let own = pairs[first..].iter().take_while(move |pair| pair.0 as usize == project);
    own.map(|&(_, other)| other as usize)
}
