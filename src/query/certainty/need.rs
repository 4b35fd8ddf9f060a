//! What would settle a gap, and what to look up next.

use std::collections::BTreeMap;

use super::cells::Cell;
use super::covered::{ALWAYS, Period};
use crate::chain::{OrganizationRef, SupplyChain};
use crate::model::{CompletenessList, PartialDate, Stage};
use crate::query::keys::keys;
use crate::record::Category;

/// What would have to be known to be all on record: a statement that says `all` of it, or of more, covers it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Need<'c> {
    /// Of which list.
    pub list: CompletenessList,
    /// In which category.
    pub category: &'c Category,
    /// At which stages, earliest first; none where the list has no stages.
    pub stages: Vec<Stage>,
    /// Of which organization; `None` for any.
    pub organization: Option<OrganizationRef<'c>>,
    /// From which day on; `None` for always.
    pub from: Option<PartialDate>,
    /// Up to which day.
    pub to: PartialDate,
}

keys! { Need<'_>: need => {
    list: need.list,
    category: need.category.id,
    stages: need.stages,
    organization: need.organization,
    from: need.from,
    to: need.to,
} }

/// What to look up next.
///
/// Looked up over the whole period and all stages that some gap needs, so that one look settles what many gaps need.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LookUp<'c> {
    /// What to look up.
    pub need: Need<'c>,
    /// How many possible gaps need nothing else: they are settled at once.
    pub settles: usize,
    /// How many possible gaps need it, alone or among others.
    pub needed_by: usize,
}

keys! { LookUp<'_>: row => {
    list: row.need.list,
    category: row.need.category.id,
    stages: row.need.stages,
    organization: row.need.organization,
    from: row.need.from,
    to: row.need.to,
    settles: row.settles,
    needed_by: row.needed_by,
} }

/// A need by numbers: stages a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Numbered {
    list: CompletenessList,
    category: u32,
    /// Any comes first.
    organization: Option<u32>,
    period: Period,
    stages: u8,
}

impl Numbered {
    fn of(cell: Cell) -> Self {
        let Cell { list, category, stage, organization, period } = cell;
        Self { list, category, organization, period, stages: stage.map_or(0, |stage| 1 << stage as u8) }
    }

    pub(super) fn on(self, chain: &SupplyChain) -> Need<'_> {
        let (first, last) = self.period;
        Need {
            list: self.list,
            category: &chain.categories()[self.category as usize],
            stages: Stage::ALL.into_iter().filter(|stage| self.stages >> *stage as u8 & 1 == 1).collect(),
            organization: self.organization.map(|number| chain.numbered_organization(number as usize)),
            from: (first != ALWAYS).then(|| PartialDate::of_number(first)),
            to: PartialDate::of_number(last),
        }
    }
}

/// Cells that differ in their stage only, as one need.
pub(super) fn merged(cells: Vec<Cell>) -> Vec<Numbered> {
    let mut needs: Vec<Numbered> = cells.into_iter().map(Numbered::of).collect();
    needs.sort_unstable();
    needs.dedup_by(|next, need| {
        let same = Numbered { stages: need.stages, ..*next } == *need;
        need.stages |= if same { next.stages } else { 0 };
        same
    });
    needs
}

/// Gathers what gaps need.
#[derive(Debug, Default)]
pub(super) struct LookUps(BTreeMap<(CompletenessList, u32, Option<u32>), Gathered>);

#[derive(Debug)]
struct Gathered {
    need: Numbered,
    settles: usize,
    needed_by: usize,
}

impl LookUps {
    /// Adds a possible gap with its needs, in order.
    pub(super) fn add(&mut self, needs: &[Numbered]) {
        let place = |need: &Numbered| (need.list, need.category, need.organization);
        let alone = needs.first().zip(needs.last()).is_some_and(|(first, last)| place(first) == place(last));
        for same in needs.chunk_by(|one, other| place(one) == place(other)) {
            let gathered =
                self.0.entry(place(&same[0])).or_insert(Gathered { need: same[0], settles: 0, needed_by: 0 });
            gathered.settles += usize::from(alone);
            gathered.needed_by += 1;
            for need in same {
                let (first, last) = gathered.need.period;
                gathered.need.period = (first.min(need.period.0), last.max(need.period.1));
                gathered.need.stages |= need.stages;
            }
        }
    }

    /// Those that settle most first, of equals those that most gaps need, and then by list, category and organization.
    pub(super) fn largest_first(self, chain: &SupplyChain) -> Vec<LookUp<'_>> {
        let mut found: Vec<Gathered> = self.0.into_values().collect();
        found.sort_by_key(|gathered| std::cmp::Reverse((gathered.settles, gathered.needed_by)));
        let look_up = |Gathered { need, settles, needed_by }| LookUp { need: need.on(chain), settles, needed_by };
        found.into_iter().map(look_up).collect()
    }
}
