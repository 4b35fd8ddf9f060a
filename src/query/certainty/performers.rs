//! Who may have done something at a category and stage that is not on record.

use super::covered::{ALWAYS, Covered, Period};
use super::statements::Statements;
use crate::chain::{Rows, SupplyChain};
use crate::model::{CompletenessList, Stage};

/// For each category and stage, since when it is ruled out that somebody performed a further project there.
///
/// As long as not all capabilities there are on record, it may be anybody, also an organization that is not listed. Where
/// they are, it may only be somebody who has one, or who performs a project there that is listed: an insider.
#[derive(Clone, Debug)]
pub(super) struct Performers {
    /// By category and stage, in order; empty where no statement speaks of capabilities.
    insiders: Rows,
    places: Vec<Place>,
}

/// One category and stage.
#[derive(Clone, Debug)]
struct Place {
    /// The days on which nobody may have begun a further project.
    ruled_out: Covered,
    /// Who may have on others, if it is only one.
    only: Option<u32>,
}

fn cell(category: u32, stage: Stage) -> usize {
    category as usize * Stage::ALL.len() + stage as usize
}

impl Performers {
    pub(super) fn new(chain: &SupplyChain, statements: &Statements) -> Self {
        let insiders = if statements.speaks_of_capabilities() { insiders(chain) } else { Rows::default() };
        let cells = (0..chain.categories().len() as u32).flat_map(|category| Stage::ALL.map(|stage| (category, stage)));
        let place = |(category, stage)| {
            if statements.knows_capabilities(category, stage, None) {
                Place::of_insiders(insiders.of(cell(category, stage)), statements, category, stage)
            } else {
                let ruled_out = statements.of_any(CompletenessList::Projects, category, Some(stage)).clone();
                Place { ruled_out, only: None }
            }
        };
        let places = cells.map(place).collect();
        Self { insiders, places }
    }

    /// When a further project may have begun there within a period.
    pub(super) fn open_in(&self, category: u32, stage: Stage, period: Period) -> impl Iterator<Item = Period> {
        self.places[cell(category, stage)].ruled_out.open_in(period)
    }

    /// Whether it is ruled out that an organization performs anything there, now or ever.
    pub(super) fn is_outside(&self, statements: &Statements, organization: u32, category: u32, stage: Stage) -> bool {
        statements.knows_capabilities(category, stage, Some(organization))
            && self.insiders.of(cell(category, stage)).binary_search(&organization).is_err()
    }

    /// Who may have begun it, if it is only one.
    pub(super) fn only(&self, category: u32, stage: Stage) -> Option<u32> {
        self.places[cell(category, stage)].only
    }
}

impl Place {
    fn of_insiders(insiders: &[u32], statements: &Statements, category: u32, stage: Stage) -> Self {
        let always = (ALWAYS, statements.today);
        let mut place = Self { ruled_out: Covered::of(vec![always]), only: None };
        let mut open = 0;
        for &insider in insiders {
            let covered = statements.of(CompletenessList::Projects, category, Some(stage), insider);
            if !covered.holds(always) {
                place.ruled_out = place.ruled_out.and(&covered);
                open += 1;
                place.only = (open == 1).then_some(insider);
            }
        }
        place
    }
}

fn insiders(chain: &SupplyChain) -> Rows {
    let columns = chain.columns();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for organization in chain.organizations() {
        for capability in &organization.record().capabilities {
            let category = chain.category_number(capability.category.as_str());
            let category = category.expect("the references of a chain are checked") as u32;
            pairs.push((cell(category, capability.stage) as u32, organization.number() as u32));
        }
    }
    for project in 0..columns.len() {
        let place = cell(columns.category[project], columns.stage[project]) as u32;
        pairs.push((place, columns.performer[project]));
        pairs.extend(columns.joint_performers.of(project).iter().map(|&organization| (place, organization)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    Rows::from_pairs(chain.categories().len() * Stage::ALL.len(), pairs.iter().copied())
}
