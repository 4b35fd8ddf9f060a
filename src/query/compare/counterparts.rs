//! Which record of the chain before is which of the chain after, by their numbers.

use crate::chain::NONE;
use crate::record::RecordList;
use crate::scenario::Differences;

/// The number that each record has in the chain after, by list and the number before. Of lists whose records have no ids it
/// says nothing.
pub(super) struct Counterparts(Vec<Vec<u32>>);

impl Counterparts {
    /// Both chains have their records in the order of the ids, so that those which both have are in one order: no id needs
    /// to be looked up.
    pub(super) fn of(differences: &Differences<'_>) -> Self {
        let all = |list: &RecordList| {
            [differences.before, differences.after].map(|chain| vec![true; chain.records(*list).len()])
        };
        let mut both_have: Vec<[Vec<bool>; 2]> = RecordList::ALL.iter().map(all).collect();
        for change in differences.records.iter().filter(|change| change.key.kind().is_list()) {
            let Some(list) = change.key.kind().list() else { continue };
            let [olds, news] = &mut both_have[list as usize];
            match (change.before, change.after) {
                (Some(gone), None) => olds[gone.number] = false,
                (None, Some(new)) => news[new.number] = false,
                _ => {}
            }
        }
        Self(both_have.into_iter().map(numbers).collect())
    }

    /// The number in the chain after; `None` of what is gone.
    pub(super) fn after(&self, list: RecordList, before: u32) -> Option<u32> {
        self.0[list as usize].get(before as usize).copied().filter(|number| *number != NONE)
    }
}

fn numbers([olds, news]: [Vec<bool>; 2]) -> Vec<u32> {
    let mut kept = (0_u32..).zip(news).filter_map(|(number, is_kept)| is_kept.then_some(number));
    olds.into_iter().map(|is_kept| if is_kept { kept.next().unwrap_or(NONE) } else { NONE }).collect()
}
