//! What lies idle: licences that nobody uses, and varieties that nobody grows.

use hashbrown::{HashMap, HashSet};

use super::GapOptions;
use crate::chain::{NONE, Object, SupplyChain, years_before};
use crate::model::GermplasmKind;
use crate::query::uses::{GROWN, Uses, material};

/// The licences in force that were signed long ago and are not used, as far as is known, in the order of the chain. Of
/// several of one object to one licensee that were signed on one date, the first stands for all.
pub(super) fn licences(chain: &SupplyChain, options: &GapOptions, uses: &Uses) -> Vec<u32> {
    let columns = chain.uses();
    let as_of = chain.as_of().to_day().number();
    let is_old = |licence: usize| {
        let signed = columns.licence_signed.get(licence);
        signed.is_some_and(|signed| as_of - signed.number() > options.unused_after_days)
    };
    let old = (0..columns.licensee.len()).filter(|&licence| columns.in_force[licence] && is_old(licence));
    let unused: Vec<usize> = old.filter(|&licence| !is_grown(uses, columns.licence_object[licence])).collect();
    if unused.is_empty() {
        return Vec::new();
    }
    let right = |licence: usize| (columns.licensee[licence], columns.licence_object[licence]);
    let mut used: HashMap<(u32, Object), bool> = unused.iter().map(|&licence| (right(licence), false)).collect();
    look_at_projects(chain, &mut used);
    let idle = unused.into_iter().filter(|&licence| !used[&right(licence)]);
    let mut met = HashSet::new();
    let once = idle.filter(|&licence| met.insert((right(licence), chain.licences()[licence].signed)));
    once.map(|licence| licence as u32).collect()
}

/// Whether a licensed object, or what it releases if it is a project, was ever adopted.
fn is_grown(uses: &Uses, object: Object) -> bool {
    match object {
        Object::Project(project) => uses.conditions(project as usize) & GROWN != 0,
        Object::Germplasm(_) => uses.is_adopted(object),
    }
}

/// Notes the rights of licensees, each to one object, that live projects of theirs use: to what these build on, to what is
/// their material or what they release, and to the project that releases that.
fn look_at_projects(chain: &SupplyChain, used: &mut HashMap<(u32, Object), bool>) {
    let (columns, germplasm) = (chain.columns(), chain.germplasm_columns());
    for project in (0..columns.len()).filter(|&project| columns.is_live(project)) {
        let mut note = |object| {
            if let Some(used) = used.get_mut(&(columns.performer[project], object)) {
                *used = true;
            }
        };
        columns.builds_on.of(project).iter().for_each(|&upstream| note(Object::Project(upstream)));
        let released = columns.releases.of(project).iter().copied();
        for own in material(chain, project).chain(released) {
            note(Object::Germplasm(own));
            note(Object::Project(germplasm.released_by[own as usize]));
        }
    }
}

/// The varieties and hybrids that were released long ago, are not withdrawn, and of which no adoption is known though some
/// are known in their category: in the order of the chain.
pub(super) fn products(chain: &SupplyChain, options: &GapOptions, uses: &Uses) -> Vec<u32> {
    let (germplasm, today) = (chain.germplasm_columns(), chain.as_of().to_day());
    let mut speaks_of = vec![false; chain.categories().len()];
    for object in &chain.uses().adoption_object {
        speaks_of[object.category(chain.columns(), germplasm) as usize] = true;
    }
    let horizon = years_before(chain.as_of(), options.unadopted_after_years);
    let is_product = |own: &usize| {
        matches!(germplasm.kind[*own], GermplasmKind::Variety | GermplasmKind::Hybrid)
            && speaks_of[germplasm.category[*own] as usize]
            && germplasm.released.number_or(*own, i32::MAX) < horizon
            && !germplasm.is_withdrawn(*own, today)
    };
    let is_adopted = |own: usize| {
        let project = germplasm.released_by[own];
        uses.is_adopted(Object::Germplasm(own as u32)) || project != NONE && uses.is_adopted(Object::Project(project))
    };
    (0..germplasm.len()).filter(is_product).filter(|own| !is_adopted(*own)).map(|own| own as u32).collect()
}
