//! What the records of material and of completeness must keep to, alone and among each other.

use std::collections::{HashMap, HashSet};

use super::Drawn;
use super::sound_shares;
use crate::model::{CompletenessList, GermplasmId, PartialDate, RecordedPart, Right};
use crate::record::{Adoption, Assumptions, Collection, Completeness, Germplasm, Licence, Owner, Project, Royalty};

/// Two dates, the earlier first.
pub(super) fn in_order(first: &mut Option<PartialDate>, last: &mut Option<PartialDate>) {
    if let (Some(one), Some(other)) = (*first, *last)
        && one.is_surely_after(other)
    {
        (*first, *last) = (Some(other), Some(one));
    }
}

/// A year that is not after today's.
pub(super) fn past(year: u32, today: PartialDate) -> u32 {
    u32::from(today.year()).saturating_sub(year % 40)
}

/// Each owner is named once, and together they own no more than the whole.
pub(super) fn sound_owners(owners: &mut Box<[Owner]>) {
    let mut seen = HashSet::new();
    let each = std::mem::take(owners).into_iter();
    *owners = each.filter(|owner| seen.insert(owner.holder.clone())).collect();
    let mut shares: Vec<&mut f64> = owners.iter_mut().map(|owner| &mut owner.share).collect();
    sound_shares(&mut shares);
}

pub(super) fn sound_germplasm(germplasm: &mut Germplasm) {
    in_order(&mut germplasm.released, &mut germplasm.withdrawn);
    if !germplasm.right.is_some_and(Right::is_exclusive) {
        germplasm.right_ends = None;
    }
    let mut seen = HashSet::new();
    let parents = std::mem::take(&mut germplasm.parents).into_iter();
    germplasm.parents = parents.filter(|parent| seen.insert(parent.germplasm.clone())).collect();
    let mut shares: Vec<&mut f64> = germplasm.parents.iter_mut().filter_map(|parent| parent.share.as_mut()).collect();
    sound_shares(&mut shares);
    sound_owners(&mut germplasm.owners);
}

pub(super) fn sound_licence(licence: &mut Licence) {
    in_order(&mut licence.signed, &mut licence.ends);
    if licence.project.is_some() {
        licence.germplasm = None;
    }
}

pub(super) fn sound_adoption(adoption: &mut Adoption, today: PartialDate) {
    adoption.year = past(adoption.year, today);
    if adoption.project.is_some() {
        adoption.germplasm = None;
    }
}

pub(super) fn sound_collection(collection: &mut Collection) {
    let Some(accessions) = collection.accessions else { return };
    let Collection { identified, confirmed, listed, shared, used, duplicated, .. } = collection;
    for count in [identified, confirmed, listed, shared, used, duplicated].into_iter().flatten() {
        *count = (*count).min(accessions);
    }
}

pub(super) fn sound_statement(statement: &mut Completeness) {
    in_order(&mut statement.from, &mut statement.to);
    match statement.list {
        CompletenessList::Agreements | CompletenessList::Services => statement.stage = None,
        CompletenessList::Capabilities => (statement.from, statement.to) = (None, None),
        _ => {}
    }
    if let Some(checked) = statement.checked.filter(|_| statement.recorded.is_none()) {
        let checked = checked.max(1);
        statement.checked = Some(checked);
        statement.found = Some(statement.found.map_or(0, |found| found % (checked.min(u32::MAX - 1) + 1)));
    } else {
        (statement.checked, statement.found) = (None, None);
    }
}

/// What is said of a range holds for what is in use.
pub(super) fn sound_ranges(assumptions: &mut Assumptions) {
    let used = assumptions.clone();
    let of_stages = |category: &str, stages: &mut crate::record::StageAssumptions| {
        for (&stage, assumption) in stages {
            let success = used.success(category, stage);
            let mean = used.duration_years(category, stage).mean();
            assumption.success_between.take_if(|[low, high]| success < *low || *high < success);
            // A range that is drawn hardly ever happens to lie around the mean.
            if let Some([low, high]) = &mut assumption.mean_years_between {
                (*low, *high) = (low.min(mean).max(1e-3), high.max(mean).min(1e4));
            }
            assumption.mean_years_between.take_if(|[low, high]| mean < *low || *high < mean);
        }
    };
    of_stages("", &mut assumptions.stages);
    for (category, stages) in &mut assumptions.categories {
        of_stages(category.as_ref(), stages);
    }
}

/// Makes the records keep to what concerns several of them.
pub(super) fn sound_together(drawn: &mut Drawn) {
    drawn.licences.retain(|licence| licence.project.is_some() || licence.germplasm.is_some());
    let mut seen = HashSet::new();
    let is_whole = |adoption: &Adoption| {
        (adoption.project.is_some() || adoption.germplasm.is_some()) && !adoption.region.as_ref().is_empty()
    };
    drawn.adoptions.retain(|adoption| {
        let Adoption { project, germplasm, region, year, unit, .. } = adoption.clone();
        is_whole(adoption) && seen.insert((project, germplasm, region, year, unit))
    });
    let mut seen = HashSet::new();
    drawn
        .collections
        .retain(|collection| seen.insert((collection.holder.clone(), collection.category.clone(), collection.date)));
    let complete: HashSet<CompletenessList> = drawn
        .completeness
        .iter()
        .filter(|own| own.extent() == crate::record::Extent::All)
        .map(|own| own.list)
        .collect();
    for statement in &mut drawn.completeness {
        let in_part = matches!(statement.recorded, Some(RecordedPart::Some | RecordedPart::None));
        if in_part && complete.contains(&statement.list) {
            statement.recorded = Some(RecordedPart::All);
        }
    }
    if let Some(first) = drawn.regions.first() {
        for organization in &mut drawn.organizations {
            organization.region = organization.region.take().map(|_| first.id.as_ref().into());
        }
    }
    let germplasm: HashMap<GermplasmId, &Germplasm> =
        drawn.germplasm.iter().map(|germplasm| (germplasm.id.clone(), germplasm)).collect();
    let mut released = HashSet::new();
    for project in &mut drawn.projects {
        let releases = std::mem::take(&mut project.releases).into_iter();
        let is_own = |id: &GermplasmId| germplasm.get(id).is_some_and(|own| own.category == project.category);
        project.releases = releases.filter(|id| is_own(id) && released.insert(id.clone())).collect();
        sound_royalties(project, &germplasm);
    }
}

/// A project pays what it rests on, each once.
fn sound_royalties(project: &mut Project, germplasm: &HashMap<GermplasmId, &Germplasm>) {
    let Some(royalties) = project.royalties.take() else { return };
    let parents = project.releases.iter().filter_map(|id| germplasm.get(id)).flat_map(|released| &released.parents);
    let material: HashSet<&GermplasmId> =
        project.draws_on.iter().chain(parents.map(|parent| &parent.germplasm)).collect();
    let mut seen = HashSet::new();
    let is_sound = |royalty: &Royalty| {
        let rests_on_it = match (&royalty.project, &royalty.germplasm) {
            (Some(upstream), None) => project.builds_on.contains(upstream),
            (None, Some(drawn)) => material.contains(drawn),
            _ => false,
        };
        rests_on_it && seen.insert((royalty.project.clone(), royalty.germplasm.clone()))
    };
    let mut kept: Vec<Royalty> = royalties.into_iter().filter(is_sound).collect();
    let mut shares: Vec<&mut f64> = kept.iter_mut().map(|royalty| &mut royalty.share).collect();
    sound_shares(&mut shares);
    project.royalties = Some(kept.into());
}
