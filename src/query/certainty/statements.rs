//! Which days the statements of completeness cover: for every organization by list, category and stage, and for those
//! that statements name.

use std::borrow::Cow;

use hashbrown::HashMap;

use super::covered::{ALWAYS, Covered, Period};
use crate::chain::{NONE, SupplyChain};
use crate::model::{CompletenessList, Evidence, Stage};
use crate::record::{Completeness, Extent};

/// The place of what has no stage, beside those of the stages.
const STAGELESS: usize = Stage::ALL.len();
const PLACES: usize = STAGELESS + 1;

/// What a statement is limited to: list, category, stage and organization; [`NONE`] and `None` for any.
type Scope = (CompletenessList, u32, Option<Stage>, u32);

/// What the statements cover.
#[derive(Clone, Debug)]
pub(super) struct Statements {
    /// The day of the chain.
    pub(super) today: i32,
    categories: usize,
    /// Whatever the organization: by list, category and place. Empty where no statement says so.
    of_any: Vec<Covered>,
    /// Of one organization, as its statements are scoped.
    of_one: HashMap<Scope, Covered>,
    /// Of which lists statements name an organization.
    named: [bool; CompletenessList::ALL.len()],
}

impl Statements {
    /// The statements of a chain that say `all` and are known at least so well.
    pub(super) fn new(chain: &SupplyChain, at_least: Evidence) -> Self {
        let complete = |statement: &&Completeness| statement.extent() == Extent::All && statement.evidence >= at_least;
        let mut found = Self::none(chain);
        let mut general: HashMap<Scope, Vec<Period>> = HashMap::new();
        let mut own: HashMap<Scope, Vec<Period>> = HashMap::new();
        for statement in chain.completeness().iter().filter(complete) {
            let category = statement.category.as_ref().and_then(|id| chain.category_number(id.as_str()));
            let organization = statement.organization.as_ref().and_then(|id| chain.organization_number(id.as_str()));
            let number = |found: Option<usize>| found.map_or(NONE, |number| number as u32);
            let scope = (statement.list, number(category), statement.stage, number(organization));
            let first = statement.from.map_or(ALWAYS, |from| from.days().0);
            let last = statement.to.map_or(found.today, |to| to.days().1.min(found.today));
            let scopes = if organization.is_some() { &mut own } else { &mut general };
            scopes.entry(scope).or_default().push((first, last));
            found.named[statement.list as usize] |= organization.is_some();
        }
        found.of_one = own.into_iter().map(|(scope, periods)| (scope, Covered::of(periods))).collect();
        if !general.is_empty() {
            found.of_any = found.spread(&general);
        }
        found
    }

    /// No statement at all.
    pub(super) fn none(chain: &SupplyChain) -> Self {
        Self {
            today: chain.as_of().to_day().number(),
            categories: chain.categories().len(),
            of_any: Vec::new(),
            of_one: HashMap::new(),
            named: [false; CompletenessList::ALL.len()],
        }
    }

    /// What statements for every organization cover in each category, at each place.
    fn spread(&self, general: &HashMap<Scope, Vec<Period>>) -> Vec<Covered> {
        let mut all = Vec::with_capacity(CompletenessList::ALL.len() * self.categories * PLACES);
        for &list in CompletenessList::ALL {
            for category in 0..self.categories as u32 {
                for place in 0..PLACES {
                    let stage = Stage::ALL.get(place).copied();
                    let scopes = scopes(list, category, stage, NONE);
                    let periods = scopes.filter_map(|scope| general.get(&scope)).flatten();
                    all.push(Covered::of(periods.copied().collect()));
                }
            }
        }
        all
    }

    /// The days that are covered whoever it is: of an organization, too, that is not on record.
    pub(super) fn of_any(&self, list: CompletenessList, category: u32, stage: Option<Stage>) -> &Covered {
        const NOTHING: &Covered = &Covered::nothing();
        let place = stage.map_or(STAGELESS, |stage| stage as usize);
        let number = (list as usize * self.categories + category as usize) * PLACES + place;
        self.of_any.get(number).unwrap_or(NOTHING)
    }

    /// The days that are covered of an organization.
    pub(super) fn of(
        &self,
        list: CompletenessList,
        category: u32,
        stage: Option<Stage>,
        organization: u32,
    ) -> Cow<'_, Covered> {
        let of_any = self.of_any(list, category, stage);
        if !self.named[list as usize] {
            return Cow::Borrowed(of_any);
        }
        let mut own =
            scopes(list, category, stage, organization).filter_map(|scope| self.of_one.get(&scope)).peekable();
        if own.peek().is_none() {
            return Cow::Borrowed(of_any);
        }
        let periods = own.chain([of_any]).flat_map(Covered::periods);
        Cow::Owned(Covered::of(periods.copied().collect()))
    }

    /// Whether the capabilities of an organization, or of every one, are all on record for a category and stage. They
    /// have no period.
    pub(super) fn knows_capabilities(&self, category: u32, stage: Stage, organization: Option<u32>) -> bool {
        let list = CompletenessList::Capabilities;
        match organization {
            None => !self.of_any(list, category, Some(stage)).is_empty(),
            Some(organization) => !self.of(list, category, Some(stage), organization).is_empty(),
        }
    }

    /// Whether some statement is about capabilities.
    pub(super) fn speaks_of_capabilities(&self) -> bool {
        let list = CompletenessList::Capabilities as usize;
        let own = list * self.categories * PLACES..(list + 1) * self.categories * PLACES;
        self.named[list] || self.of_any.get(own).is_some_and(|covered| covered.iter().any(|days| !days.is_empty()))
    }
}

/// The scopes that hold a cell. What has no stage is held only by what is scoped to none.
fn scopes(
    list: CompletenessList,
    category: u32,
    stage: Option<Stage>,
    organization: u32,
) -> impl Iterator<Item = Scope> {
    [category, NONE].into_iter().flat_map(move |category| {
        let stages = std::iter::once(None).chain(stage.map(Some));
        stages.map(move |stage| (list, category, stage, organization))
    })
}
